//! Merges the names of a record with those of packs that were read before, without reading the packs again.

use std::sync::Arc;

use crate::declarations::SymbolIndex;
use crate::pack_cache::ResolvedPacks;
use crate::second_pass::counting::ANY_CALENDAR;
use crate::second_pass::names::Callable;
use crate::second_pass::viewpoints::Ladder;
use vigente_model::*;

/// Packs within a record. Numbers of the packs are those in [`ResolvedPacks::model`].
pub(crate) struct Linked<'a> {
    pub(crate) ready: &'a ResolvedPacks,
    /// By number of the packs: the number in the record; so with all lists. An empty list changes nothing.
    things: IndexVec<ThingId, ThingId>,
    norms: IndexVec<NormId, NormId>,
    pub(crate) statuses: IndexVec<StatusId, StatusId>,
    pub(crate) deeds: IndexVec<DeedId, DeedId>,
    pub(crate) sources: IndexVec<SourceId, SourceId>,
}

impl<'a> Linked<'a> {
    /// Puts the record's names, which come sorted, between those of the packs; `number` are the record's numbers, which
    /// become those among all.
    pub(crate) fn things<'n>(
        ready: &'a ResolvedPacks,
        own: impl Iterator<Item = &'n str>,
        number: &mut IndexSlice<SymbolIndex, [ThingId]>,
    ) -> Linked<'a> {
        let packs = &ready.model.things.raw;
        let mut things = IndexVec::with_capacity(packs.len());
        // By the record's own number: the number among all.
        let mut among: IndexVec<ThingId, ThingId> = IndexVec::with_capacity(number.len());
        for name in own {
            let from = things.len();
            let more = packs[from..].partition_point(|t| *t.name < *name);
            let shift = among.len();
            things.extend((from..from + more).map(|t| ThingId::new(t + shift)));
            among.push(ThingId::new(things.len() + shift));
        }
        let (from, shift) = (things.len(), among.len());
        things.extend((from..packs.len()).map(|t| ThingId::new(t + shift)));
        number.iter_mut().for_each(|id| *id = among[*id]);
        Linked {
            ready,
            things,
            norms: IndexVec::new(),
            statuses: IndexVec::new(),
            deeds: IndexVec::new(),
            sources: IndexVec::new(),
        }
    }

    /// Puts the record's norms, which come as their things, sorted, between those of the packs; `number` becomes their
    /// numbers.
    pub(crate) fn norms(&mut self, own: impl Iterator<Item = ThingId>, number: &mut [NormId]) {
        let packs = &self.ready.model.norms.raw;
        let mut norms: IndexVec<NormId, NormId> = IndexVec::with_capacity(packs.len());
        let mut before = 0;
        for (thing, number) in own.zip(number) {
            let from = norms.len();
            let more = packs[from..].partition_point(|n| self.renumber(n.thing) < thing);
            norms.extend((from..from + more).map(|n| NormId::new(n + before)));
            *number = NormId::new(norms.len() + before);
            before += 1;
        }
        let from = norms.len();
        norms.extend((from..packs.len()).map(|n| NormId::new(n + before)));
        self.norms = norms;
    }

    pub(crate) fn len(&self) -> usize {
        self.things.len()
    }

    pub(crate) fn thing(&self, name: &str) -> Option<ThingId> {
        self.ready.thing(name).map(|t| self.renumber(t))
    }

    pub(crate) fn call(&self, name: &str) -> Option<Callable> {
        Some(match self.ready.call(name)? {
            Callable::Status(s) => Callable::Status(self.status_id(s)),
            Callable::Deed(d) => Callable::Deed(self.deed_id(d)),
        })
    }

    pub(crate) fn source(&self, name: &str) -> Option<SourceId> {
        self.ready.source(name).map(|s| self.source_id(s))
    }

    /// The number of a thing of the packs.
    pub(crate) fn renumber(&self, thing: ThingId) -> ThingId {
        self.things[thing]
    }

    fn status_id(&self, status: StatusId) -> StatusId {
        self.statuses.get(status).copied().unwrap_or(status)
    }

    fn deed_id(&self, deed: DeedId) -> DeedId {
        self.deeds.get(deed).copied().unwrap_or(deed)
    }

    fn source_id(&self, source: SourceId) -> SourceId {
        self.sources.get(source).copied().unwrap_or(source)
    }

    /// The norm of the packs that has this number in the record.
    pub(crate) fn norm_at(&self, id: NormId) -> Option<NormId> {
        self.norms.binary_search(&id).ok()
    }

    /// The packs' things, in their order.
    pub(crate) fn renumbered(&self) -> impl Iterator<Item = Thing> + '_ {
        self.ready.model.things.iter().map(|thing| Thing {
            name: Arc::clone(&thing.name),
            kind: match thing.kind {
                ThingKind::Norm(norm) => ThingKind::Norm(self.norms[norm]),
                kind => kind,
            },
            parent: thing.parent.map(|t| self.renumber(t)),
            root: self.renumber(thing.root),
            place: thing.place,
        })
    }

    /// What only views read, of the packs' things.
    pub(crate) fn details(&self) -> impl Iterator<Item = (ThingId, Arc<Details>)> + '_ {
        self.ready.model.details.iter().map(|(thing, details)| (self.renumber(*thing), Arc::clone(details)))
    }

    /// After how long claims grow stale, in the packs' orders.
    pub(crate) fn stale_after(&self) -> impl Iterator<Item = (ThingId, Delay)> + '_ {
        self.ready.model.stale_after.iter().map(|(order, delay)| (self.renumber(*order), *delay))
    }

    /// When the packs' people were born and died.
    pub(crate) fn lives(&self) -> impl Iterator<Item = ((ThingId, LifeEvent), Days)> + '_ {
        self.ready.model.lives.iter().map(|(&(who, event), days)| ((self.renumber(who), event), *days))
    }

    /// What the packs cover.
    pub(crate) fn coverage(&self) -> impl Iterator<Item = Coverage> + '_ {
        self.ready.model.coverage.iter().map(|covered| Coverage {
            status: self.status_id(covered.status),
            args: covered.args.iter().map(|&arg| self.arg(arg)).collect(),
            ..covered.clone()
        })
    }

    /// The packs' calendars.
    pub(crate) fn calendars(&self) -> impl Iterator<Item = Calendar> + '_ {
        self.ready.model.calendars.iter().map(|c| c.of(self.renumber(c.thing)))
    }

    /// How the packs' orders count times.
    pub(crate) fn counting_rules(&self) -> impl Iterator<Item = CountingRule> + '_ {
        self.ready.model.counting_rules.iter().map(|rule| CountingRule {
            norm: self.norms[rule.norm],
            calendar: rule.calendar.map(|c| self.renumber(c)),
            scope: rule.scope.iter().map(|&s| self.renumber(s)).collect(),
            ..rule.clone()
        })
    }

    /// A time, by the calendars of the record.
    fn delay(&self, delay: Delay) -> Delay {
        let renumber = |calendar: ThingId| match calendar {
            ANY_CALENDAR => calendar,
            calendar => self.renumber(calendar),
        };
        let Counting { calendar, rolls, still, .. } = delay.count;
        let count = Counting {
            calendar: calendar.map(renumber),
            rolls: rolls.map(renumber),
            still: still.map(renumber),
            ..delay.count
        };
        Delay { count, ..delay }
    }

    fn arg(&self, arg: Arg) -> Arg {
        match arg {
            Arg::Thing(thing) => Arg::Thing(self.renumber(thing)),
            Arg::Amount { hundredths, unit } => {
                Arg::Amount { hundredths, unit: unit.map(|u| self.renumber(u)) }
            }
            Arg::Var(_) => arg,
        }
    }

    /// A place in a viewpoint that a pack offers, with the numbers of the record.
    pub(crate) fn ladder(&self, ladder: &Ladder) -> Ladder {
        let things = |list: &[ThingId]| list.iter().map(|t| self.renumber(*t)).collect();
        Ladder {
            ranks: ladder.ranks.iter().map(|rank| Rank { prefixes: things(&rank.prefixes) }).collect(),
            excludes: things(&ladder.excludes),
            external: things(&ladder.external),
            listed: ladder.listed.iter().map(|(t, place)| (t.map(|t| self.renumber(t)), *place)).collect(),
            written: ladder.written,
        }
    }

    /// Puts a norm of the packs at the end of the model's norms, with its effects and arguments.
    pub(crate) fn norm(&self, norm: NormId, model: &mut Model) {
        let packs = &self.ready.model;
        let from = norm.index().checked_sub(1).map_or(0, |before| self.ready.ends[before]);
        let moved = Moved { linked: self, from, to: model.args.len() as u32 };
        let args = &packs.args[from as usize..self.ready.ends[norm] as usize];
        model.args.extend(args.iter().map(|&a| moved.arg(a)));
        let id = model.norms.next_idx();
        let norm = &packs[norm];
        let first = model.effects.next_idx();
        for effect in &packs.effects[norm.effects.range()] {
            model.effects.push(Effect {
                owner: Owner::Norm(id),
                does: moved.does(&effect.does),
                timing: effect.timing.as_deref().map(|t| Box::new(moved.timing(t))),
                place: effect.place,
            });
        }
        let when = norm.when.as_ref().map(|when| Trigger {
            subject: match when.subject {
                Subject::Under(thing) => Subject::Under(self.renumber(thing)),
                bound => bound,
            },
            deed: moved.deed(when.deed),
            orders: when.orders.clone(),
            part: when.part,
        });
        model.norms.push(Norm {
            thing: self.renumber(norm.thing),
            of: match norm.of {
                NormOf::Order(order) => NormOf::Order(self.renumber(order)),
                of => of,
            },
            when,
            conditions: norm.conditions.iter().map(|c| moved.condition(c)).collect(),
            effects: Ids::new(first, model.effects.next_idx()),
            applies_from: norm.applies_from,
            from: norm.from,
            until: norm.until,
            vars: norm.vars.clone(),
            place: norm.place,
        });
    }

    /// The packs' citations; their norms must have been put into the model.
    pub(crate) fn citations(&self, model: &Model) -> Vec<Citation> {
        let packs = &self.ready.model;
        let of = |of: Cited| match of {
            Cited::Effect(effect) => {
                let Owner::Norm(norm) = packs[effect].owner else { return of };
                let (old, new) = (&packs[norm].effects, &model[self.norms[norm]].effects);
                let at = effect.index() - old.start().index();
                Cited::Effect(EffectId::new(new.start().index() + at))
            }
            Cited::Norm(norm) => Cited::Norm(self.norms[norm]),
            Cited::Thing(thing) => Cited::Thing(self.renumber(thing)),
            // Packs have no acts.
            Cited::Act(_) | Cited::Dispute(_) => of,
        };
        packs
            .citations
            .iter()
            .map(|c| Citation { of: of(c.of), source: self.source_id(c.source), ..c.clone() })
            .collect()
    }
}

/// Whether a norm can give this; anything else speaks of acts.
pub(crate) fn of_norms(does: &Does) -> bool {
    matches!(
        does,
        Does::Begins(_)
            | Does::Ends(_)
            | Does::Duty { .. }
            | Does::Discharges(Arg::Var(_))
            | Does::Moves { duty: Arg::Var(_), .. }
            | Does::CountsAs(_)
            | Does::Excludes(_)
            | Does::MakesImpossible(_)
            | Does::Void
    )
}

/// Changes what a norm of the packs says to the numbers of the record; its arguments lay at `from` and lie at `to`.
struct Moved<'l, 'a> {
    linked: &'l Linked<'a>,
    from: u32,
    to: u32,
}

impl Moved<'_, '_> {
    fn arg(&self, arg: Arg) -> Arg {
        self.linked.arg(arg)
    }

    fn args(&self, args: ArgRange) -> ArgRange {
        ArgRange { start: args.start - self.from + self.to, len: args.len }
    }

    fn status(&self, status: Status) -> Status {
        Status { name: self.linked.status_id(status.name), args: self.args(status.args) }
    }

    fn deed(&self, deed: Deed) -> Deed {
        Deed { name: self.linked.deed_id(deed.name), args: self.args(deed.args) }
    }

    fn content(&self, content: Content) -> Content {
        match content {
            Content::Deed(deed) => Content::Deed(self.deed(deed)),
            Content::That { not, status } => Content::That { not, status: self.status(status) },
        }
    }

    fn tested(&self, of: Tested) -> Tested {
        match of {
            Tested::At(duty) => Tested::At(self.arg(duty)),
            Tested::Of { bearer, forbids, content, part } => {
                Tested::Of { bearer: self.arg(bearer), forbids, content: self.content(content), part }
            }
        }
    }

    fn does(&self, does: &Does) -> Does {
        match *does {
            Does::Begins(status) => Does::Begins(self.status(status)),
            Does::Ends(status) => Does::Ends(self.status(status)),
            Does::CountsAs(deed) => Does::CountsAs(self.deed(deed)),
            Does::Excludes(deed) => Does::Excludes(self.deed(deed)),
            Does::MakesImpossible(deed) => Does::MakesImpossible(self.deed(deed)),
            Does::Duty { mode, bearer, content } => {
                Does::Duty { mode, bearer: self.arg(bearer), content: self.content(content) }
            }
            // Nothing in it has a number: see `of_norms`.
            _ => does.clone(),
        }
    }

    fn timing(&self, timing: &Timing) -> Timing {
        let anchor = |anchor: Anchor| match anchor {
            Anchor::First(status) => Anchor::First(self.status(status)),
            anchor => anchor,
        };
        Timing {
            from: timing.from,
            until: timing.until.map(|until| match until {
                Moment::Counted(delay, from) => Moment::Counted(self.linked.delay(delay), anchor(from)),
                Moment::Lasting(delay) => Moment::Lasting(self.linked.delay(delay)),
                until => until,
            }),
            after: timing.after.map(|(delay, from)| (self.linked.delay(delay), anchor(from))),
            deadline: timing.deadline.map(|deadline| match deadline {
                Deadline::Within(delay, from) => Deadline::Within(self.linked.delay(delay), anchor(from)),
                deadline => deadline,
            }),
            every: timing.every.map(|every| self.linked.delay(every)),
            beneficiaries: timing.beneficiaries.iter().map(|&a| self.arg(a)).collect(),
            // Norms have none of these.
            same_as: None,
            towards: None,
            worth: None,
            conditions: timing.conditions.iter().map(|c| self.condition(c)).collect(),
        }
    }

    fn condition(&self, condition: &Condition) -> Condition {
        let test = |test: &Test| match *test {
            Test::Status { not, status } => Test::Status { not, status: self.status(status) },
            Test::Count { var, status, compare, number } => {
                Test::Count { var, status: self.status(status), compare, number }
            }
            Test::Dated { not, act, day, relation, date } => {
                Test::Dated { not, act: self.arg(act), day, relation, date }
            }
            Test::Duty { not, of, state } => Test::Duty { not, of: self.tested(of), state },
        };
        Condition {
            kind: condition.kind,
            all: condition.all.iter().map(test).collect(),
            place: condition.place,
        }
    }
}
