//! Packs: what a legal order brings along.

use super::*;

/// The packs at hand.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Packs {
    /// By name.
    pub packs: Vec<PackItem>,
}

/// A pack in one line.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct PackItem {
    /// The name behind `use`, with its title.
    pub pack: Named,
    /// What it is at; `null` where it does not say.
    pub version: Option<String>,
    /// How many orders and organs it declares.
    pub organs: usize,
    /// How many norms.
    pub norms: usize,
    /// How many marks `unverified` stand in it.
    pub unverified: usize,
}

/// All that a pack declares.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Pack {
    /// In one line.
    pub item: PackItem,
    /// The first paragraph of its README; empty where there is none.
    pub about: String,
    /// The packs that it uses itself.
    pub uses: Vec<String>,
    /// Orders and organs, each behind what it is a part of.
    pub organs: Vec<PackOrgan>,
    /// Instruments.
    pub instruments: Vec<PackInstrument>,
    /// Persons and things.
    pub things: Vec<Named>,
    /// Statuses.
    pub statuses: Vec<PackCall>,
    /// Deeds.
    pub deeds: Vec<PackCall>,
    /// Norms.
    pub norms: Vec<PackNorm>,
    /// Viewpoints on offer.
    pub viewpoints: Vec<PackViewpoint>,
}

/// An order or an organ.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct PackOrgan {
    /// Which.
    pub organ: Named,
    /// How many stand above it.
    pub depth: usize,
    /// Whether this pack declares it; another does, and it stands here to hold its parts, where `false`.
    pub own: bool,
    /// Other names.
    pub aka: Vec<String>,
    /// What somebody still has to check; an empty text is all of it.
    pub unverified: Vec<String>,
}

/// An instrument.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct PackInstrument {
    /// Which.
    pub instrument: Named,
    /// Other names.
    pub aka: Vec<String>,
    /// The articles that norms of the pack are named after or cite: `74.2`.
    pub articles: Vec<String>,
    /// What somebody still has to check.
    pub unverified: Vec<String>,
}

/// A status or a deed.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct PackCall {
    /// As declared: `party(state, instrument)`.
    pub text: String,
    /// In words.
    pub title: Text,
    /// Whether it stands whatever falls.
    pub fact: bool,
    /// What somebody still has to check.
    pub unverified: Vec<String>,
}

/// A norm.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct PackNorm {
    /// Which.
    pub norm: Named,
    /// Whose law it is; `null` for a reading.
    pub order: Option<String>,
    /// Where it stands.
    pub cites: Vec<Quote>,
    /// What somebody still has to check.
    pub unverified: Vec<String>,
}

/// A viewpoint on offer.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct PackViewpoint {
    /// Which.
    pub viewpoint: Named,
    /// Its ladder, as in the language: `IA > PE = CL > others`.
    pub prefers: String,
    /// Whose acts it does not recognise.
    pub not: Vec<String>,
}
