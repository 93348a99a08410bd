//! What a deed would count as, and why, also where nobody has done it.

use std::collections::VecDeque;

use vigente_model::*;

use crate::ids::WouldDeedId;
use crate::plan::clock::Clocks;
use crate::plan::duties::{counting_norms, would_count};
use crate::plan::grounding::{ArgIndex, trigger_args};
use crate::provenance::Reasons;
use crate::rules::counts_as;
use crate::{GroundDeed, Timeline, Truth};

/// What a deed of somebody would count as.
#[derive(Clone, PartialEq, Debug)]
pub struct Counts {
    /// The deed itself, and what it may count as.
    pub deeds: IndexVec<WouldDeedId, GroundDeed>,
    /// When it counts as each of these.
    pub when: IndexVec<WouldDeedId, Timeline>,
    /// By which norms.
    pub steps: Vec<CountStep>,
}

/// A norm that would count one deed as another.
#[derive(Clone, PartialEq, Debug)]
pub struct CountStep {
    /// Which.
    pub from: WouldDeedId,
    /// As which.
    pub to: WouldDeedId,
    /// The norm.
    pub norm: NormId,
    /// Values of its variables, by number.
    pub binding: Vec<Arg>,
    /// The days on which it would.
    pub when: Timeline,
}

impl Counts {
    /// When it counts as a deed.
    pub fn as_deed(&self, deed: &GroundDeed) -> Timeline {
        let at = self.deeds.position(|d| d == deed);
        at.map_or_else(Timeline::never, |at| self.when[at].clone())
    }

    /// Everything that it counts as on a day, certainly or possibly, itself included.
    pub fn on(&self, day: Day) -> impl Iterator<Item = &GroundDeed> {
        let all = self.deeds.iter().zip(&self.when);
        all.filter(move |(_, when)| when.at(day) != Truth::False).map(|(deed, _)| deed)
    }

    /// The shortest way by which it counts as a deed on a day; empty where it is that deed, or does not count as it.
    pub fn way(&self, deed: &GroundDeed, day: Day) -> Vec<&CountStep> {
        let mut came: IndexVec<WouldDeedId, Option<&CountStep>> = index_vec![None; self.deeds.len()];
        let itself = WouldDeedId::new(0);
        let mut open = VecDeque::from([itself]);
        while let Some(at) = open.pop_front() {
            if self.deeds[at] == *deed {
                let mut way = Vec::new();
                let mut at = at;
                while let Some(step) = came[at] {
                    way.push(step);
                    at = step.from;
                }
                way.reverse();
                return way;
            }
            for step in self.steps.iter().filter(|s| s.from == at && s.when.at(day) == Truth::True) {
                if step.to != itself && came[step.to].is_none() {
                    came[step.to] = Some(step);
                    open.push_back(step.to);
                }
            }
        }
        Vec::new()
    }
}

impl Reasons<'_, '_> {
    /// What a deed would count as if somebody did it.
    pub fn counts(&self, author: ThingId, deed: &GroundDeed) -> Counts {
        let plan = self.plan;
        let model = &*plan.model;
        let mut clocks = Clocks::beside(&plan.clocks);
        let (bearer, asked) = (Arg::Thing(author), (deed.name, &*deed.args));
        let (counting, mut index) = (counting_norms(model), ArgIndex::default());
        let would = would_count(model, &plan.ground, &mut index, &mut clocks, &counting, bearer, asked);
        let state = self.state(|asker, nodes| {
            for edge in &would.edges {
                let clock = &clocks.clocks[edge.clock];
                nodes.push(asker.nodes.norm(edge.norm));
                clocks.asked(clock.lines, |s| nodes.push(asker.nodes.status(s)));
                clock.start.asked(&mut |s| nodes.push(asker.nodes.status(s)));
            }
        });
        let deeds = would
            .deeds
            .ids()
            .map(|d| GroundDeed { name: would.deeds.name(d), args: would.deeds.args(d).into() });
        let steps = would.edges.iter().map(|edge| {
            let variables = model.norms[edge.norm].vars.len();
            let start = edge.binding as usize;
            CountStep {
                from: edge.from,
                to: edge.to,
                norm: edge.norm,
                binding: would.bindings[start..start + variables].to_vec(),
                when: counts_as::step(&state, &clocks, edge.norm, edge.clock),
            }
        });
        let mut when = counts_as::when(&state, &clocks, &would);
        if when.is_empty() {
            when.push(Timeline::always());
        }
        Counts { deeds: deeds.collect(), when, steps: steps.collect() }
    }

    /// The deeds that would count as a deed on a day if somebody did them, as far as that deed itself tells who and what.
    pub fn ways_to(&self, author: ThingId, deed: &GroundDeed, day: Day) -> Vec<GroundDeed> {
        let model = &*self.plan.model;
        let mut found = vec![deed.clone()];
        let mut next = 0;
        while let Some(here) = found.get(next).cloned() {
            next += 1;
            for (norm, trigger) in model.norms.iter().filter_map(|n| Some((n, n.when.as_ref()?))) {
                for effect in norm.effects.clone() {
                    let Does::CountsAs(counted) = model.effects[effect].does else { continue };
                    if counted.name != here.name {
                        continue;
                    }
                    let Some(args) = trigger_args(model, norm, counted, &here.args, author) else {
                        continue;
                    };
                    let one = GroundDeed { name: trigger.deed.name, args: args.into() };
                    if !found.contains(&one) && self.counts(author, &one).on(day).any(|d| d == deed) {
                        found.push(one);
                    }
                }
            }
        }
        found.swap_remove(0);
        found
    }
}
