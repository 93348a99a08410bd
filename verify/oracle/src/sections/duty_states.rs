//! What became of duties by the day before: the states for which conditions ask (§4).

use std::collections::BTreeMap;

use vigente_model::{Arg, Day, DutyState, Mode, Performance, Tested};

use crate::evaluation::Evaluation;
use crate::imports::FIRST;
use crate::sections::ground::{Binding, What, covers, substitute};
use crate::table::Spans;
use crate::truth::Truth::{self, F, T, U};

/// By duty (as in [`crate::sections::duties::Duties::all`]) and proposition: its values on all days.
pub(crate) type Past = Vec<BTreeMap<String, Spans>>;

impl Evaluation<'_> {
    /// Everything about every duty.
    pub(crate) fn lives(&mut self, last: Day, upto: Day) -> Past {
        let fine = self.grid.fine();
        let days = FIRST..last;
        let duties = &self.duties.all;
        let spans = |row: Vec<Truth>| Spans::new(fine.iter().copied().zip(row), &days);
        duties
            .iter()
            .map(|&d| self.life(d, upto).into_iter().map(|(what, row)| (what, spans(row))).collect())
            .collect()
    }

    /// Whether duties were in a state on the day before `d`.
    pub(crate) fn duties_were(&mut self, of: &Tested, state: DutyState, binding: &Binding, d: Day) -> Truth {
        // Of the first round nothing is known.
        let Some(past) = self.past else { return U };
        let before = d.plus_days(-1);
        let all = self.duties.all.iter().zip(past).filter(|(duty, _)| self.is_tested(**duty, of, binding));
        let is = |duty: usize, rows| self.in_state(duty, rows, state, before);
        let values: Vec<Truth> = all.filter_map(|(&duty, rows)| is(duty, rows)).collect();
        match state {
            DutyState::Is(
                Performance::Performed | Performance::Observed | Performance::Kept | Performance::Followed,
            ) => {
                if values.is_empty() {
                    F
                } else {
                    values.into_iter().fold(T, Truth::min)
                }
            }
            _ => values.into_iter().fold(F, Truth::max),
        }
    }

    fn is_tested(&self, duty: usize, of: &Tested, binding: &Binding) -> bool {
        let carried = &self.ground.carried[duty];
        match *of {
            Tested::At(arg) => match substitute(arg, binding) {
                Some(Arg::Thing(thing)) => carried.part.is_some_and(|p| covers(self.model, thing, p)),
                _ => false,
            },
            Tested::Of { .. } => {
                carried.demand(self.model).is_some_and(|d| d.meets(self.model, of, &mut binding.clone()))
            }
        }
    }

    /// Whether one duty is in a state; none where the word does not fit what kind of duty it is.
    fn in_state(
        &self,
        duty: usize,
        rows: &BTreeMap<String, Spans>,
        state: DutyState,
        d: Day,
    ) -> Option<Truth> {
        let at = |row: &str| rows.get(row).map_or(F, |spans| spans.at(d.max(FIRST)));
        let carried = &self.ground.carried[duty];
        let (mode, that) = match carried.what {
            What::DutyThat { mode, .. } => (mode, true),
            What::DutyToDo { mode, .. } => (mode, false),
            _ => return None,
        };
        let word = match state {
            DutyState::Binds => return Some(at("binds")),
            DutyState::Yields => return Some(at("yields").min(at("exists"))),
            _ if mode == Mode::Permits => return None,
            DutyState::Assessed(outcome) => return Some(at(&format!("assessed {outcome:?}"))),
            DutyState::Claimed(outcome) => return Some(at(&format!("claimed {outcome:?}"))),
            DutyState::Is(word) => word,
        };
        let occurrences = || (0..).take_while(|k| rows.contains_key(&format!("{k} opened")));
        let some = |what: &str| occurrences().fold(F, |any, k| any.max(at(&format!("{k} {what}"))));
        let ever = |row: &str| {
            let spans = rows.get(row);
            let values = spans.into_iter().flat_map(|s| s.values()).filter(|v| v.0 <= d.max(FIRST));
            values.fold(F, |any, v| any.max(v.1))
        };
        let open = || at("there").min(!at("kept")).min(!at("unkept"));
        Some(match (mode, word, that) {
            (Mode::Requires | Mode::Urges, Performance::Pending, true) => open(),
            (Mode::Urges, Performance::Followed, true) | (Mode::Requires, Performance::Kept, true) => {
                at("kept")
            }
            (Mode::Requires, Performance::Unkept, true) => at("unkept"),
            (Mode::Requires, Performance::Lifted, true) => ever("there").min(!at("there")),
            (_, _, true) => return None,
            (Mode::Requires | Mode::Urges, Performance::Pending, _) => some("pending"),
            (Mode::Requires | Mode::Urges, Performance::Partly, _) => some("partly"),
            (Mode::Requires | Mode::Urges, Performance::Impossible, _) => some("impossible"),
            (Mode::Requires, Performance::Defeated, _) => some("defeated"),
            (Mode::Urges, Performance::Followed, _) => some("served"),
            (Mode::Requires, Performance::Overdue, _) => some("overdue"),
            (Mode::Requires, Performance::Late, _) => some("late"),
            (Mode::Requires, Performance::Lifted, _) => some("lifted"),
            (Mode::Requires, Performance::Performed, _) => {
                let done = |k: u32| at(&format!("{k} served")).min(!at(&format!("{k} late")));
                let any = occurrences().fold(F, |any, k| any.max(done(k)));
                let all = occurrences().fold(T, |all, k| all.min((!at(&format!("{k} opened"))).max(done(k))));
                any.min(all)
            }
            (Mode::Forbids, Performance::Broken, _) => at("broken"),
            (Mode::Forbids, Performance::Overridden, _) => at("overridden"),
            (Mode::Forbids, Performance::Observed, _) => {
                ever("there").min(!at("broken")).min(!at("overridden")).min(!at("assessed Breached"))
            }
            (Mode::Forbids, Performance::Lifted, _) => ever("there").min(!at("there")).min(!at("broken")),
            _ => return None,
        })
    }
}
