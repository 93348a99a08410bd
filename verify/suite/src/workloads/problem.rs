//! The records and true answers of a named workload, and Vigente's answers in the same words.

use vigente_engine::{Plan, Truth};
use vigente_model::{Model, ViewpointId};
use vigente_resolve::{Resolved, resolve};

use super::{
    Annuls, Protocol, Reduced, Theory, annulments, annuls_at_random, annuls_in_a_chain, chain, dag, levels,
    netbill, read, reduced, solve, standing, status_name, stretches, teams, tree, voting,
};
use crate::generate;

/// What is asked.
pub enum Problem {
    /// Which literals follow.
    Theory(Theory),
    /// Which acts stand, of many records.
    Annulments(Vec<Annuls>),
    /// Which parts stand, of many matters, in three viewpoints.
    Registry(Vec<Reduced>),
    /// What holds when.
    Protocol(Protocol),
}

impl Problem {
    /// The workload of this name, about so large; none has another name.
    pub fn new(name: &str, size: usize) -> Option<Problem> {
        let depth = |k: usize| (1..).take_while(|d| k.pow(*d) <= size).count();
        Some(match name {
            "chain" => Problem::Theory(chain(size)),
            "levels" => Problem::Theory(levels(size)),
            "teams" => Problem::Theory(teams(depth(4))),
            "tree" => Problem::Theory(tree(depth(3), 3)),
            "dag" => Problem::Theory(dag(size, 3)),
            "annulment-chain" => Problem::Annulments(vec![annuls_in_a_chain(size)]),
            "annulment-dag" => Problem::Annulments(vec![annuls_at_random(size, 1)]),
            "annulment-eights" => {
                Problem::Annulments((0..size as u64 / 8).map(|seed| annuls_at_random(8, seed)).collect())
            }
            // A matter has some eight acts.
            "registry-standing" => Problem::Registry((0..size / 8).map(|n| reduced(1, n)).collect()),
            "voting" => Problem::Protocol(voting(size, 1)),
            "netbill" => Problem::Protocol(netbill(size, 1)),
            _ => return None,
        })
    }

    /// Norms, acts or events.
    pub fn items(&self) -> usize {
        match self {
            Problem::Theory(theory) => theory.rules.len(),
            Problem::Annulments(all) => all.iter().map(Vec::len).sum(),
            Problem::Registry(all) => all.iter().map(|r| r.authors.len()).sum(),
            Problem::Protocol(protocol) => protocol.events,
        }
    }

    /// How many records it has.
    pub fn len(&self) -> usize {
        match self {
            Problem::Theory(_) | Problem::Protocol(_) => 1,
            Problem::Annulments(all) => all.len(),
            Problem::Registry(all) => all.len(),
        }
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The record of this number.
    pub fn record(&self, number: usize) -> String {
        match self {
            Problem::Theory(theory) => theory.workload().text,
            Problem::Annulments(all) => annulments(&all[number]),
            Problem::Registry(all) => all[number].text.clone(),
            Problem::Protocol(protocol) => protocol.text.clone(),
        }
    }

    /// What is true of the record of this number, each answer in a line.
    pub fn key(&self, number: usize, out: &mut Vec<String>) {
        match self {
            Problem::Theory(t) => {
                out.extend(
                    t.names.iter().zip(&t.follows).filter(|(_, follows)| **follows).map(|(n, _)| n.clone()),
                );
            }
            Problem::Annulments(all) => {
                let stands = standing(&all[number]);
                out.extend((0..stands.len()).filter(|i| stands[*i]).map(|i| format!("{number}.n{i:06}")));
            }
            Problem::Registry(all) => {
                for viewpoint in 0..3 {
                    let stands = all[number].standing(viewpoint).into_iter().zip(&all[number].parts);
                    let standing = stands.filter(|(stands, _)| *stands);
                    out.extend(standing.map(|(_, (name, _))| format!("{viewpoint} {number}.{name}")));
                }
            }
            Problem::Protocol(protocol) => {
                for (name, spans) in &protocol.holds {
                    out.extend(spans.iter().map(|(from, until)| format!("{name} {from} {until}")));
                }
            }
        }
    }

    /// How Vigente is asked.
    pub fn asked(&self) -> Asked {
        match self {
            Problem::Theory(_) => Asked::Statuses,
            Problem::Annulments(_) => Asked::Standing,
            Problem::Registry(_) => Asked::Viewpoints,
            Problem::Protocol(_) => Asked::Stretches,
        }
    }
}

/// What Vigente is asked of a record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Asked {
    /// Which statuses hold.
    Statuses,
    /// What stands, in the only viewpoint.
    Standing,
    /// What stands, in three viewpoints, of a record that uses the generated pack.
    Viewpoints,
    /// When each status holds.
    Stretches,
}

impl Asked {
    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            Asked::Statuses => "statuses",
            Asked::Standing => "standing",
            Asked::Viewpoints => "viewpoints",
            Asked::Stretches => "stretches",
        }
    }

    /// By its name.
    pub fn named(word: &str) -> Option<Asked> {
        [Asked::Statuses, Asked::Standing, Asked::Viewpoints, Asked::Stretches]
            .into_iter()
            .find(|a| a.word() == word)
    }

    /// In which viewpoints: as the keys number them, and as the model does.
    ///
    /// # Panics
    /// Where the record lacks one.
    pub fn viewpoints(self, model: &Model) -> Vec<(usize, ViewpointId)> {
        if self != Asked::Viewpoints {
            return vec![(0, ViewpointId::new(0))];
        }
        let id = |name| model.viewpoint(name).expect("a viewpoint of the generated pack");
        ["region", "constitutions", "judges"].map(id).into_iter().enumerate().collect()
    }

    /// The record, read.
    ///
    /// # Panics
    /// Where something is wrong with it.
    pub fn read(self, text: &str) -> Resolved {
        if self != Asked::Viewpoints {
            return read(text);
        }
        let resolved = resolve(&generate::world(text));
        assert!(resolved.diagnostics.is_empty(), "{:?}", resolved.diagnostics.first());
        resolved
    }

    /// What is true of it by the solution of a viewpoint, in the words of [`Problem::key`].
    pub fn answers(
        self,
        resolved: &Resolved,
        solution: &vigente_engine::Solution,
        viewpoint: usize,
        number: usize,
        out: &mut Vec<String>,
    ) {
        let model = &resolved.model;
        match self {
            Asked::Statuses => {
                let on = super::day("2001-01-01");
                let lives = solution.statuses.iter().filter(|l| l.holds.at(on) == Truth::True);
                out.extend(lives.map(|l| status_name(model, &l.status)));
            }
            Asked::Standing | Asked::Viewpoints => {
                let on = super::day("2020-01-01");
                let prefix = if self == Asked::Viewpoints { format!("{viewpoint} ") } else { String::new() };
                let parts = solution.parts.iter_enumerated().filter(|(_, p)| p.stands.at(on) == Truth::True);
                out.extend(parts.map(|(p, _)| format!("{prefix}{number}.{}", model.name(model.called(p)))));
            }
            Asked::Stretches => {
                for (name, spans) in stretches(resolved, solution) {
                    // What only says which points are near, or who an agent is, is no answer.
                    if ![
                        "is-",
                        "four(",
                        "three(",
                        "five(",
                        "ten(",
                        "price(",
                        "merchant(",
                        "consumer(",
                        "ballot(",
                        "contract-of(",
                    ]
                    .iter()
                    .any(|given| name.starts_with(given))
                    {
                        out.extend(spans.iter().map(|(from, until)| format!("{name} {from} {until}")));
                    }
                }
            }
        }
    }
}

/// What Vigente says of a record, from its text to the lines.
pub fn ask(asked: Asked, text: &str, number: usize) -> Vec<String> {
    let resolved = asked.read(text);
    let plan = Plan::new(&resolved.model);
    let mut out = Vec::new();
    for (viewpoint, id) in asked.viewpoints(&resolved.model) {
        asked.answers(&resolved, &solve(&plan, id), viewpoint, number, &mut out);
    }
    out
}
