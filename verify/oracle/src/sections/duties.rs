//! Whether a duty is there, exists, yields and binds on a day (§9, first half).

use vigente_model::{Arg, ConditionKind, Day, EffectId, Mode, NormId, NormOf, Test, ThingId};

use crate::evaluation::{Evaluation, Proposition, within};
use crate::sections::ground::{Binding, Carried, Ground, What, Would, covers};
use crate::sections::rank::{Authority, Order};
use crate::truth::Truth::{self, F, T};
use crate::truth::{all, exists};

/// Two duties that may oppose each other, and the steps of what the required deed would count as that meet the
/// forbidden one (empty where two states are opposed: these always are).
pub(crate) struct Opposed {
    pub(crate) other: usize,
    /// Whose steps: the one that requires.
    requiring: usize,
    steps: Vec<usize>,
    /// Of two duties to do deeds that exclude each other: pairs of steps, of the one that requires and of the other.
    excluding: Vec<(usize, usize)>,
}

/// What stands between duties, whatever the question (indices into [`Ground::carried`]).
#[derive(Default)]
pub(crate) struct Duties {
    /// All duties and permissions.
    pub(crate) all: Vec<usize>,
    /// By effect: what the deed would count as, done by the bearer.
    would: Vec<Vec<Would>>,
    /// By effect: the readings that may make the deed impossible.
    impossible: Vec<Vec<(NormId, EffectId, Binding)>>,
    /// By effect: the duties that may oppose it.
    pub(crate) opposed: Vec<Vec<Opposed>>,
    /// By effect: the permissions that may make it yield, with the steps that meet its deed.
    permitted: Vec<Vec<Opposed>>,
    /// By permission: the prohibitions of what it permits.
    prohibited: Vec<Vec<Opposed>>,
    /// By effect: what may discharge it, what may move its deadline.
    discharges: Vec<Vec<usize>>,
    pub(crate) moves: Vec<Vec<usize>>,
}

impl Duties {
    pub(crate) fn new(model: &vigente_model::Model, ground: &Ground, order: &Order) -> Duties {
        let n = ground.carried.len();
        let all: Vec<usize> = (0..n).filter(|&i| ground.carried[i].is_duty()).collect();
        let mut duties = Duties { all, ..Duties::default() };
        let would = |e: &Carried| match &e.what {
            What::DutyToDo { mode: Mode::Requires | Mode::Permits, bearer: Arg::Thing(bearer), deed } => {
                ground.would(model, *bearer, deed)
            }
            _ => Vec::new(),
        };
        duties.would = ground.carried.iter().map(would).collect();
        let impossible = |e: &Carried| match &e.what {
            What::DutyToDo { mode: Mode::Requires | Mode::Urges, deed, .. } => ground.impossible(model, deed),
            _ => Vec::new(),
        };
        duties.impossible = ground.carried.iter().map(impossible).collect();
        duties.opposed = (0..n).map(|_| Vec::new()).collect();
        duties.permitted = (0..n).map(|_| Vec::new()).collect();
        duties.prohibited = (0..n).map(|_| Vec::new()).collect();
        for &a in &duties.all {
            for &b in &duties.all {
                let (positive, negative) = (&ground.carried[a], &ground.carried[b]);
                let inside = match (positive.bearer(), negative.bearer()) {
                    (Some(inner), Some(Arg::Thing(outer))) => within(model, inner, outer),
                    _ => false,
                };
                if !inside {
                    continue;
                }
                match (&positive.what, &negative.what) {
                    (
                        What::DutyToDo { mode: mode @ (Mode::Requires | Mode::Permits), .. },
                        What::DutyToDo { mode: Mode::Forbids, deed: forbidden, .. },
                    ) => {
                        let steps = duties.would[a].iter().enumerate();
                        let meeting = steps.filter(|(_, w)| w.deed == *forbidden).map(|(i, _)| i);
                        let steps: Vec<usize> = meeting.collect();
                        if steps.is_empty() {
                            continue;
                        }
                        let opposed = |other| Opposed {
                            other,
                            requiring: a,
                            steps: steps.clone(),
                            excluding: Vec::new(),
                        };
                        if *mode == Mode::Permits {
                            duties.prohibited[a].push(opposed(b));
                            duties.permitted[b].push(opposed(a));
                        } else {
                            duties.opposed[a].push(opposed(b));
                            duties.opposed[b].push(opposed(a));
                        }
                    }
                    (
                        What::DutyThat { mode: Mode::Requires, not: false, status: s, .. },
                        What::DutyThat { mode: Mode::Requires, not: true, status: t, .. },
                    ) if s == t => {
                        let steps = Vec::new();
                        duties.opposed[a].push(Opposed {
                            other: b,
                            requiring: a,
                            steps: Vec::new(),
                            excluding: Vec::new(),
                        });
                        duties.opposed[b].push(Opposed {
                            other: a,
                            requiring: a,
                            steps,
                            excluding: Vec::new(),
                        });
                    }
                    _ => {}
                }
            }
        }
        duties.licences(model, ground);
        duties.exclusions(model, ground);
        duties.strokes(model, ground, order);
        duties
    }

    /// Permissions of a State that cover what one of its organs must not do.
    fn licences(&mut self, model: &vigente_model::Model, ground: &Ground) {
        for &a in &self.all {
            for &b in &self.all {
                if let (
                    What::DutyToDo { mode: Mode::Permits, bearer: Arg::Thing(outer), .. },
                    What::DutyToDo { mode: Mode::Forbids, bearer: inner, deed },
                ) = (&ground.carried[a].what, &ground.carried[b].what)
                    && *inner != Arg::Thing(*outer)
                    && within(model, *inner, *outer)
                {
                    let steps = self.would[a].iter().enumerate().filter(|(_, w)| w.deed == *deed);
                    let steps: Vec<usize> = steps.map(|(i, _)| i).collect();
                    if !steps.is_empty() {
                        self.permitted[b].push(Opposed {
                            other: a,
                            requiring: a,
                            steps,
                            excluding: Vec::new(),
                        });
                    }
                }
            }
        }
    }

    /// Pairs of duties to do deeds of which one excludes the other.
    fn exclusions(&mut self, model: &vigente_model::Model, ground: &Ground) {
        for &a in &self.all {
            for &b in &self.all {
                let requires = |x: usize| match &ground.carried[x].what {
                    What::DutyToDo { mode: Mode::Requires, bearer: Arg::Thing(bearer), .. } => Some(*bearer),
                    _ => None,
                };
                let (Some(one), Some(two)) = (requires(a), requires(b)) else { continue };
                if a == b || model[one].root != model[two].root {
                    continue;
                }
                let mut pairs = Vec::new();
                for (i, step) in self.would[a].iter().enumerate() {
                    for excluded in ground.excluded(model, one, &step.deed) {
                        let steps = self.would[b].iter().enumerate();
                        pairs.extend(steps.filter(|(_, w)| w.deed == excluded).map(|(j, _)| (i, j)));
                    }
                }
                if !pairs.is_empty() {
                    let opposed =
                        |other| Opposed { other, requiring: a, steps: Vec::new(), excluding: pairs.clone() };
                    self.opposed[a].push(opposed(b));
                    self.opposed[b].push(opposed(a));
                }
            }
        }
    }

    fn strokes(&mut self, model: &vigente_model::Model, ground: &Ground, order: &Order) {
        let n = ground.carried.len();
        self.discharges = vec![Vec::new(); n];
        self.moves = vec![Vec::new(); n];
        for &d in &self.all {
            let duty = &ground.carried[d];
            let Some(p) = duty.part else { continue };
            for (i, e) in ground.carried.iter().enumerate() {
                let Some(by) = e.part else { continue };
                let (act, later) = (model[p].act, model[by].act);
                if order.before(act, later) == F {
                    continue;
                }
                match e.what {
                    What::Discharges(x) if covers(model, x, p) => self.discharges[d].push(i),
                    What::DischargesDutiesOf(bearer) if duty.bearer() == Some(bearer) => {
                        self.discharges[d].push(i);
                    }
                    What::Moves { duty: x, .. } if covers(model, x, p) => self.moves[d].push(i),
                    _ => {}
                }
            }
        }
    }
}

impl Evaluation<'_> {
    /// there(D,d).
    pub(crate) fn there(&mut self, duty: usize, d: Day) -> Truth {
        let ground = self.ground;
        let e = &ground.carried[duty];
        all![
            self.win(None, e, d),
            match e.part {
                Some(p) if !self.rests_on_fact(e) => {
                    let lens = self.lens(e);
                    all![
                        self.ask(Proposition::Stands(None, lens, p), d),
                        !self.ask(Proposition::Repealed(None, lens, p), d),
                    ]
                }
                _ => T,
            },
            self.not_disapplied(None, e, d),
            self.given(None, e, d),
            self.links(None, e, d),
            self.arises(e, d),
            !self.discharged(duty, d),
        ]
    }

    /// The conditions without which there is no duty at all: `if`, and day by day all of them.
    fn arises(&mut self, e: &Carried, d: Day) -> Truth {
        let Some(act) = e.dated else { return self.cond(None, e, d) };
        let made = self.model[act].made;
        let own = self.model[e.effect].timing.as_deref().map_or(&[][..], |t| &t.conditions);
        let mut truth = T;
        for c in own.iter().filter(|c| c.kind == ConditionKind::If) {
            truth = truth.min(self.line(None, c, &e.binding, Some(made), d));
        }
        truth
    }

    /// exists(D,d).
    pub(crate) fn exists(&mut self, duty: usize, d: Day) -> Truth {
        let ground = self.ground;
        let e = &ground.carried[duty];
        all![
            self.ask(Proposition::There(duty), d),
            match e.part {
                Some(p) if !self.rests_on_fact(e) => {
                    let lens = self.lens(e);
                    !self.ask(Proposition::Suspended(None, lens, p), d)
                }
                _ => T,
            },
            self.cond(None, e, d),
        ]
    }

    fn discharged(&mut self, duty: usize, d: Day) -> Truth {
        let duties = self.duties;
        exists!(&e in &duties.discharges[duty] => self.strikes(e, duty, d))
    }

    /// A discharge or a move that is in order, prevails, is valid, and has its day behind it.
    pub(crate) fn strikes(&mut self, e: usize, duty: usize, d: Day) -> Truth {
        let ground = self.ground;
        let (stroke, struck) = (&ground.carried[e], &ground.carried[duty]);
        all![
            self.outranks(stroke, struck),
            self.carried_before(struck, stroke),
            self.works(None, e, d),
            self.ask(Proposition::Valid(None, e), Day::MIN),
        ]
    }

    /// Of a pair that may be contrary, or a permission and a prohibition: whether the one that must do it, or may, is
    /// bound by the other, where an external law binds States alone (§9).
    fn meet(&self, opposed: &Opposed, duty: usize) -> Truth {
        let other = if opposed.requiring == duty { opposed.other } else { duty };
        if !opposed.excluding.is_empty() {
            // Two deeds that exclude each other may be asked of two organs of one order.
            return T;
        }
        let permits = self.ground.carried[opposed.requiring].mode() == Some(Mode::Permits);
        let covered = if permits { self.reaches(other, opposed.requiring) } else { F };
        self.reaches(opposed.requiring, other).max(covered)
    }

    /// Whether the bearer of one duty is bound by another.
    fn reaches(&self, asks: usize, against: usize) -> Truth {
        let root = |bearer: Option<Arg>| match bearer {
            Some(Arg::Thing(thing)) => Some(self.model[thing].root),
            _ => None,
        };
        let (asks, against) = (&self.ground.carried[asks], &self.ground.carried[against]);
        let asked = match self.ranks.external(asks.authority) {
            true => root(asks.bearer()).map(Arg::Thing),
            false => asks.bearer(),
        };
        match (self.ranks.external(against.authority), against.bearer(), asked) {
            (true, bearer, asked) => Truth::from(root(bearer).map(Arg::Thing) == asked),
            (false, Some(Arg::Thing(outer)), Some(inner)) => Truth::from(within(self.model, inner, outer)),
            (false, bearer, asked) => Truth::from(bearer == asked),
        }
    }

    /// contrary(D,D',d), for a pair that may be.
    pub(crate) fn contrary(&mut self, opposed: &Opposed, duty: usize, d: Day) -> Truth {
        if self.meet(opposed, duty) == F {
            return F;
        }
        if !opposed.excluding.is_empty() {
            let a = opposed.requiring;
            let b = if a == duty { opposed.other } else { duty };
            return exists!(&(i, j) in &opposed.excluding => all![self.would_count(a, i, d), self.would_count(b, j, d)]);
        }
        if opposed.steps.is_empty() {
            return T;
        }
        exists!(&step in &opposed.steps => self.would_count(opposed.requiring, step, d))
    }

    /// A step of counts*: whether the norms on the way are operative on the day and their conditions hold.
    fn would_count(&mut self, requiring: usize, step: usize, d: Day) -> Truth {
        let duties = self.duties;
        let Some((from, norm, binding, line)) = &duties.would[requiring][step].from else { return T };
        let recognised = self.ranks.recognised(crate::sections::ground::authority_of(self.model, *norm));
        let timing = self.model[*line].timing.as_deref();
        let lines = timing.map_or(&[][..], |t| &t.conditions);
        all![
            recognised,
            timing.map_or(T, |t| self.window_written_in(None, t, None, binding, d)),
            self.would_count(requiring, *from, d),
            self.operative(None, *norm, None, true, d),
            self.conditions(
                None,
                crate::sections::ground::conditions_of(self.model, Some(*norm)),
                binding,
                None,
                d
            ),
            self.conditions(None, lines, binding, None, d),
        ]
    }

    /// beats(D',D).
    fn beats(&self, winner: usize, loser: usize) -> Truth {
        let (w, l) = (&self.ground.carried[winner], &self.ground.carried[loser]);
        all![self.outranks(w, l), self.same_law(w, l), if self.outranks(l, w) { self.later(w, l) } else { T },]
    }

    /// Whether both are external to the viewpoint, or neither is.
    fn same_law(&self, a: &Carried, b: &Carried) -> bool {
        self.ranks.external(a.authority) == self.ranks.external(b.authority)
    }

    /// Whether one is a later order of the same authority: of a later law, or of one law on a later act.
    fn later(&self, a: &Carried, b: &Carried) -> Truth {
        let laid = |e: &Carried| {
            let norm = self.norm_of(e).filter(|_| !e.is_copy());
            let enacted = norm.and_then(|n| match self.model[n].of {
                NormOf::Part(part) => Some(part),
                _ => None,
            });
            enacted.or(e.part).map(|p| self.act_of(p))
        };
        let same = match (a.authority, b.authority) {
            (Authority::NormsOf(x, _), Authority::NormsOf(y, _)) => x == y,
            (x, y) => x == y,
        };
        match (laid(b), laid(a)) {
            (Some(x), Some(y)) if x != y => all![same, self.order.before(x, y)],
            (Some(_), Some(_)) => all![same, self.carried_before(b, a)],
            _ => F,
        }
    }

    /// yields(D,d); displaced(D,o,d) for an organ, for which a prohibition of a deed gives way only to what reaches it.
    pub(crate) fn yields(&mut self, duty: usize, organ: Option<Arg>, d: Day) -> Truth {
        let duties = self.duties;
        let ground = self.ground;
        let Some(bearer) = ground.carried[duty].bearer() else { return F };
        let to_duty = exists!(opposed in &duties.opposed[duty] => all![
            self.covers_organ(opposed.other, duty, organ),
            self.beats(opposed.other, duty),
            self.contrary(opposed, duty, d),
            self.ask(Proposition::Exists(opposed.other), d),
            !self.has_ally(duty, opposed.other, d),
        ]);
        let to_permission = exists!(permitted in &duties.permitted[duty] => all![
            self.covers_organ(permitted.other, duty, organ),
            self.outranks(&ground.carried[permitted.other], &ground.carried[duty]),
            self.same_law(&ground.carried[permitted.other], &ground.carried[duty]),
            !self.later(&ground.carried[duty], &ground.carried[permitted.other]),
            self.contrary(permitted, duty, d),
            self.ask(Proposition::Exists(permitted.other), d),
        ]);
        let to_prohibition = exists!(prohibited in &duties.prohibited[duty] => all![
            self.same_law(&ground.carried[prohibited.other], &ground.carried[duty]),
            self.contrary(prohibited, duty, d),
            self.binds_on(prohibited.other, bearer, d),
        ]);
        to_duty.max(to_permission).max(to_prohibition)
    }

    /// Whether what displaces a prohibition of a deed is about this organ.
    fn covers_organ(&self, by: usize, duty: usize, organ: Option<Arg>) -> Truth {
        let Some(organ) = organ else { return T };
        let (by, prohibition) = (&self.ground.carried[by], &self.ground.carried[duty]);
        if !matches!(prohibition.what, What::DutyToDo { mode: Mode::Forbids, .. }) {
            return T;
        }
        let root = |arg: Arg| match arg {
            Arg::Thing(thing) => Arg::Thing(self.model[thing].root),
            other => other,
        };
        let organ = if self.ranks.external(prohibition.authority) { root(organ) } else { organ };
        let Some(bearer) = by.bearer() else { return F };
        Truth::from(match (self.ranks.external(by.authority), bearer, organ) {
            (true, bearer, organ) => root(bearer) == organ,
            (false, Arg::Thing(outer), inner) => within(self.model, inner, outer),
            (false, bearer, organ) => bearer == organ,
        })
    }

    /// Whether a prohibition of a deed binds an organ.
    pub(crate) fn binds_on(&mut self, duty: usize, organ: Arg, d: Day) -> Truth {
        all![self.ask(Proposition::Exists(duty), d), !self.ask(Proposition::Displaced(duty, organ), d)]
    }

    /// Another duty of the same mode on the same bearer beats the opponent.
    fn has_ally(&mut self, duty: usize, opponent: usize, d: Day) -> Truth {
        let duties = self.duties;
        let ground = self.ground;
        exists!(ally in &duties.opposed[opponent] => {
            let (own, other) = (&ground.carried[duty], &ground.carried[ally.other]);
            if ally.other == duty || own.mode() != other.mode() || own.bearer() != other.bearer() {
                continue;
            }
            all![
                self.beats(ally.other, opponent),
                self.contrary(ally, opponent, d),
                self.ask(Proposition::Exists(ally.other), d),
            ]
        })
    }

    /// binds(D,d).
    pub(crate) fn binds(&mut self, duty: usize, d: Day) -> Truth {
        let recommended = self.ground.carried[duty].mode() == Some(Mode::Urges);
        all![!recommended, self.ask(Proposition::Exists(duty), d), !self.ask(Proposition::Yields(duty), d)]
    }

    /// A reading that makes a deed impossible, on a day.
    fn made_impossible(&mut self, (norm, line, binding): &(NormId, EffectId, Binding), d: Day) -> Truth {
        let timing = self.model[*line].timing.as_deref();
        let lines = timing.map_or(&[][..], |t| &t.conditions);
        let of_norm = crate::sections::ground::conditions_of(self.model, Some(*norm));
        all![
            timing.map_or(T, |t| self.window_written_in(None, t, None, binding, d)),
            self.operative(None, *norm, None, true, d),
            self.conditions(None, of_norm, binding, None, d),
            self.conditions(None, lines, binding, None, d),
        ]
    }

    /// impossible(D,d).
    pub(crate) fn impossible(&mut self, duty: usize, d: Day) -> Truth {
        let duties = self.duties;
        exists!(reading in &duties.impossible[duty] => self.made_impossible(reading, d))
    }

    /// defeated(D,d): a status on which that hangs was begun by the bearer while the duty bound.
    pub(crate) fn defeated(&mut self, duty: usize, d: Day) -> Truth {
        let (duties, ground, model) = (self.duties, self.ground, self.model);
        exists!(reading in &duties.impossible[duty] => {
            let so = self.made_impossible(reading, d);
            let conditions = crate::sections::ground::conditions_of(model, Some(reading.0));
            let mut begun = F;
            for test in conditions.iter().filter(|c| c.kind == ConditionKind::While).flat_map(|c| &c.all) {
                let Test::Status { not: false, status } = test else { continue };
                let Some(s) = ground.status_bound(model, status, &reading.2) else { continue };
                for &t in &ground.titles[s] {
                    let Some(part) = ground.carried[t].part else { continue };
                    let act = self.act_of(part);
                    if !self.bears(self.act(act).author, duty) {
                        continue;
                    }
                    let made = self.act(act).made;
                    let order = match ground.carried[duty].part {
                        Some(p) => self.order.before(self.act_of(p), act),
                        None => T,
                    };
                    begun = begun.max(all![
                        self.title_holds(s, t, d),
                        order,
                        self.at(made, |r, m| r.binds(duty, m)),
                    ]);
                }
            }
            all![so, begun]
        })
    }

    /// Whether an author is within the bearer of a duty.
    pub(crate) fn bears(&self, author: ThingId, duty: usize) -> bool {
        match self.ground.carried[duty].bearer() {
            Some(Arg::Thing(bearer)) => self.model.within(author, bearer),
            _ => false,
        }
    }
}
