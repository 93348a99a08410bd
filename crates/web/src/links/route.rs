//! The routes of the server and the names of pages in URLs. The router and all links use this table, so that they
//! cannot disagree.

/// The list of all matters.
pub const ROOT: &str = "/";
/// Another page over all matters, or another format of the list.
pub const LIBRARY: &str = "/{page}";
/// The overview of a matter, in any format.
pub const OVERVIEW: &str = "/m/{matter}";
/// Another page of a matter, in any format.
pub const PAGE: &str = "/m/{matter}/{page}";
/// The stream of changes on disk.
pub const CHANGES: &str = "/changes";
/// A file that pages use.
pub const ASSET: &str = "/assets/{name}";

/// The beginning of all URLs of matters.
pub(super) const MATTER_PREFIX: &str = "/m/";
/// The beginning of all URLs of assets.
pub(super) const ASSET_PREFIX: &str = "/assets/";

macro_rules! named {
    ($(#[$about:meta])* $type:ident { $($(#[$doc:meta])* $variant:ident = $name:literal,)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum $type { $($(#[$doc])* $variant,)* }

        impl $type {
            /// All of them.
            pub const ALL: &[$type] = &[$($type::$variant,)*];

            /// Its name in a URL.
            pub fn name(self) -> &'static str {
                match self { $($type::$variant => $name,)* }
            }

            /// From a URL.
            pub fn parse(name: &str) -> Option<$type> {
                $type::ALL.iter().copied().find(|one| one.name() == name)
            }
        }
    };
}

named! {
    /// The pages over all matters.
    LibraryRoute {
        /// The list of all matters; in HTML it is at [`ROOT`].
        Matters = "matters",
        /// The duties of all matters.
        AllDuties = "duties",
    }
}

named! {
    /// The pages of a matter.
    Route {
        /// What holds on a day.
        Overview = "",
        /// The timeline as a picture.
        Timeline = "timeline",
        /// One act or a part of one.
        Act = "act",
        /// The reasons of an answer.
        Why = "why",
        /// All collisions.
        Collisions = "collisions",
        /// One collision.
        Collision = "collision",
        /// All duties.
        Duties = "duties",
        /// All sources.
        Sources = "sources",
        /// The text of one source.
        Source = "source",
        /// All problems of the record.
        Check = "check",
        /// The text of the record.
        Text = "text",
        /// Names for completion in the editor.
        Names = "names",
        /// The problems of a text that is not saved yet.
        Diagnostics = "diagnostics",
        /// Forms that add to the record.
        Add = "add",
        /// What an act would change.
        WhatIf = "what-if",
        /// Who fills the variables of a question.
        Who = "who",
    }
}
