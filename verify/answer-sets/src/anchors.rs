//! Anchors and delays as days, or as delays from the first day of a status (§4).

use vigente_model::{ActDay, ActId, Anchor, Day, Days, Deadline, Delay, Does, Mode, Model, PartId, Status};

use crate::{NotExpressible, Program};

/// A day that counts from something.
pub(crate) enum Instant {
    /// It is written.
    Days(Days),
    /// It hangs on the first day of a status.
    First(Status, Vec<Delay>),
}

impl Instant {
    pub(crate) fn plus(self, model: &Model, delay: Delay) -> Instant {
        match self {
            Instant::Days(days) => Instant::Days(model.counted(days, delay, 1)),
            Instant::First(status, mut delays) => {
                delays.push(delay);
                Instant::First(status, delays)
            }
        }
    }
}

impl Program<'_> {
    /// N of an anchor, for an effect that `act` carries; none where no act does.
    pub(crate) fn anchored(
        &self,
        delay: Delay,
        anchor: Anchor,
        act: Option<ActId>,
    ) -> Result<Instant, NotExpressible> {
        let made = act.map_or(Day::MIN, |a| self.model[a].made.lo);
        let missing = Instant::Days(Days { lo: made, hi: Day::MAX });
        let base = match anchor {
            Anchor::First(status) => Some(Instant::First(status, Vec::new())),
            Anchor::On(days) => Some(Instant::Days(days)),
            Anchor::Deadline(part) => self.deadline_of(part, &mut Vec::new())?,
            Anchor::Act(which, of) => of.or(act).and_then(|a| {
                let act = &self.model[a];
                let days = match which {
                    ActDay::Made => Some(act.made),
                    ActDay::Notified => act.notified,
                    ActDay::Published => act.published,
                    ActDay::Effect => Some(act.start()),
                };
                days.map(Instant::Days)
            }),
        };
        Ok(base.map_or(missing, |i| i.plus(self.model, delay)))
    }

    /// The deadline as written of the first own duty of a part.
    fn deadline_of(&self, part: PartId, seen: &mut Vec<PartId>) -> Result<Option<Instant>, NotExpressible> {
        if seen.contains(&part) {
            return Err(NotExpressible("deadlines in a circle"));
        }
        seen.push(part);
        let owner = &self.model[part];
        let effects = &self.model.effects[owner.effects.range()];
        let duty = |mode: Mode| mode != Mode::Permits;
        let first = effects.iter().find(|e| matches!(e.does, Does::Duty { mode, .. } if duty(mode)));
        let deadline = first.and_then(|e| e.timing.as_ref()).and_then(|t| t.deadline);
        deadline.map(|d| self.deadline(d, Some(owner.act), seen)).transpose()
    }

    /// A deadline of an effect that `act` carries.
    pub(crate) fn deadline(
        &self,
        deadline: Deadline,
        act: Option<ActId>,
        seen: &mut Vec<PartId>,
    ) -> Result<Instant, NotExpressible> {
        match deadline {
            Deadline::By(days) => Ok(Instant::Days(days)),
            Deadline::Within(delay, Anchor::Deadline(part)) => match self.deadline_of(part, seen)? {
                Some(instant) => Ok(instant.plus(self.model, delay)),
                None => {
                    let made = act.map_or(Day::MIN, |a| self.model[a].made.lo);
                    Ok(Instant::Days(Days { lo: made, hi: Day::MAX }))
                }
            },
            Deadline::Within(delay, anchor) => self.anchored(delay, anchor, act),
            Deadline::AtOnce => {
                let told = act.map(|a| &self.model[a]).map(|a| a.notified.unwrap_or(a.made));
                let told = told.unwrap_or(Days { lo: Day::MIN, hi: Day::MAX });
                Ok(Instant::Days(told.map(Day::next)))
            }
        }
    }
}
