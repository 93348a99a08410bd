//! What is found and claimed of a duty, and when it counts.

use vigente_model::*;

use crate::Timeline;
use crate::ids::DutyId;
use crate::plan::duties::Word;
use crate::provenance::Reasons;
use crate::rules::duties::assessment;

/// A finding on a duty, or a claim about it.
#[derive(Clone, PartialEq, Debug)]
pub struct Statement {
    /// The part that makes it.
    pub part: PartId,
    /// The effect by which it does.
    pub effect: EffectId,
    /// What it says.
    pub outcome: Outcome,
    /// As of which day it speaks.
    pub as_of: Days,
    /// It is a claim; a finding otherwise.
    pub claim: bool,
    /// A finding is valid; a claim is made by the bearer itself, and on record.
    pub counts: Timeline,
}

impl Reasons<'_, '_> {
    /// What is found of a duty, then what is claimed.
    pub fn statements(&self, duty: DutyId) -> Vec<Statement> {
        let plan = self.plan;
        let Some(duty) = plan.duties.all.get(duty) else { return Vec::new() };
        let state = self.state(|_, _| {});
        let findings: Vec<&Word> = assessment::findings(&state, duty).collect();
        let claims: Vec<&Word> = assessment::claims(&state, duty).collect();
        drop(state);
        let state = self.state(|asker, nodes| {
            nodes.extend(findings.iter().map(|word| asker.nodes.part(word.part)));
        });
        let one = |word: &Word, claim: bool, counts: Timeline| Statement {
            part: word.part,
            effect: word.effect,
            outcome: word.outcome,
            as_of: assessment::as_of(&state, word),
            claim,
            counts,
        };
        let found = findings.iter().map(|word| one(word, false, assessment::valid(&state, duty, word)));
        let claimed = claims.iter().map(|word| one(word, true, assessment::made(&state, duty, word)));
        found.chain(claimed).collect()
    }
}
