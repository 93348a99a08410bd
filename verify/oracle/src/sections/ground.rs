//! Lists everything that a model speaks of without variables: the deeds done and what they count as, the norms they
//! trigger, and the effects that parts carry by themselves, by norms and by upholding (§4, §7).
//!
//! Nothing here depends on a question or a day. What is listed *may* be; whether it is, is asked in [`crate::evaluation`].

use std::collections::{BTreeMap, BTreeSet};

use vigente_model::{
    ActId, Arg, ArgRange, Attack, Condition, ConditionKind, Content, Days, DeedId, Does, Effect, EffectId,
    Mode, Model, NormId, NormOf, Owner, PartId, Said, Status, StatusId, Subject, Test, Tested, ThingId,
    ThingKind, Verb,
};

use crate::sections::rank::{Authority, Order};
use crate::truth::Truth;

/// Values of a norm's variables, by number.
pub(crate) type Binding = Vec<Option<Arg>>;

/// A deed without variables.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct DeedOf {
    pub(crate) name: DeedId,
    pub(crate) args: Vec<Arg>,
}

/// A status without variables.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct StatusOf {
    pub(crate) name: StatusId,
    pub(crate) args: Vec<Arg>,
}

/// What a duty asks of whom, and where it lives.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Demand {
    pub(crate) forbids: bool,
    pub(crate) bearer: Arg,
    pub(crate) asks: Asks,
    /// The name of its part; none for what a norm gives day by day.
    pub(crate) place: Option<ThingId>,
}

/// A deed, or that a status holds or does not.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Asks {
    To(DeedOf),
    That(bool, StatusOf),
}

/// What may be so at all: the statuses that something begins, and what duties ask.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Field {
    statuses: BTreeSet<StatusOf>,
    demands: BTreeSet<Demand>,
}

/// A deed of the author of a part, as written or as it counts.
#[derive(Debug)]
pub(crate) struct Done {
    pub(crate) part: PartId,
    /// The effect that does it, or from which the chain starts.
    pub(crate) effect: EffectId,
    pub(crate) deed: DeedOf,
    pub(crate) fact: bool,
    /// What makes it so: the firing, and the `counts as` line of its norm.
    pub(crate) counted: Option<(usize, EffectId)>,
    /// The norms of the chain.
    pub(crate) through: Vec<NormId>,
}

/// A norm meeting a deed that matches its trigger, with its variables bound.
#[derive(Debug)]
pub(crate) struct Firing {
    pub(crate) norm: NormId,
    /// Index into [`Ground::deeds`].
    pub(crate) deed: usize,
    pub(crate) binding: Binding,
}

/// How an effect comes to be carried.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Origin {
    /// Written in the part.
    Own,
    /// Given by a norm: index into [`Ground::firings`].
    Fired(usize),
    /// Given by a norm without `when`.
    Daily(NormId),
}

/// One step of upholding.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Link {
    /// The upheld part.
    pub(crate) of: PartId,
    /// The upholding part.
    pub(crate) by: PartId,
    /// Its `upholds` line: index into [`Ground::carried`].
    pub(crate) line: usize,
}

/// What an effect does, without variables.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum What {
    Begins(StatusOf),
    Ends(StatusOf),
    Attack(Attack, ThingId),
    Disapplies {
        target: ThingId,
        to: ThingId,
    },
    Restores(ThingId),
    Upholds(ThingId),
    DutyToDo {
        mode: Mode,
        bearer: Arg,
        deed: DeedOf,
    },
    DutyThat {
        mode: Mode,
        bearer: Arg,
        not: bool,
        status: StatusOf,
    },
    /// The act or part at which the duties live; anything else has none.
    Discharges(ThingId),
    DischargesDutiesOf(Arg),
    Moves {
        duty: ThingId,
        to: Days,
    },
    Finds(Said),
    Claims(Said),
}

/// An effect as somebody carries it.
#[derive(Clone, Debug)]
pub(crate) struct Carried {
    pub(crate) effect: EffectId,
    /// Who carries it; none for what a norm gives day by day.
    pub(crate) part: Option<PartId>,
    pub(crate) source: Origin,
    pub(crate) binding: Binding,
    pub(crate) what: What,
    /// The act whose days count for it.
    pub(crate) dated: Option<ActId>,
    pub(crate) authority: Authority,
    /// Chains of upholding by which a copy comes about, the first step first; none for what is no copy.
    pub(crate) chains: Vec<Vec<Link>>,
    /// Persons and things that a disapplication may touch: arguments, bearers, beneficiaries.
    pub(crate) concerned: Vec<Arg>,
}

impl Carried {
    pub(crate) fn is_copy(&self) -> bool {
        !self.chains.is_empty()
    }

    /// Which attack it is, if it is one.
    pub(crate) fn attack(&self) -> Option<Attack> {
        match self.what {
            What::Attack(kind, _) => Some(kind),
            _ => None,
        }
    }

    pub(crate) fn is_duty(&self) -> bool {
        matches!(self.what, What::DutyToDo { .. } | What::DutyThat { .. })
    }

    /// "Continuing" effects end when their source is repealed (§4).
    pub(crate) fn is_continuing(&self) -> bool {
        matches!(self.what, What::Begins(_) | What::Attack(Attack::Suspends, _)) || self.is_duty()
    }

    /// What it asks, if it is an order.
    pub(crate) fn demand(&self, model: &Model) -> Option<Demand> {
        let (mode, bearer, asks) = match &self.what {
            What::DutyToDo { mode, bearer, deed } => (*mode, *bearer, Asks::To(deed.clone())),
            What::DutyThat { mode, bearer, not, status } => {
                (*mode, *bearer, Asks::That(*not, status.clone()))
            }
            _ => return None,
        };
        let place = self.part.map(|p| model[p].thing.unwrap_or(model[model[p].act].thing));
        let forbids = mode == Mode::Forbids;
        (forbids || mode == Mode::Requires).then_some(Demand { forbids, bearer, asks, place })
    }

    fn may_be_copied(&self) -> bool {
        !matches!(self.what, What::Upholds(_) | What::Finds(_) | What::Claims(_))
    }

    pub(crate) fn bearer(&self) -> Option<Arg> {
        match self.what {
            What::DutyToDo { bearer, .. } | What::DutyThat { bearer, .. } => Some(bearer),
            _ => None,
        }
    }

    pub(crate) fn mode(&self) -> Option<Mode> {
        match self.what {
            What::DutyToDo { mode, .. } => Some(mode),
            What::DutyThat { mode, .. } => Some(mode),
            _ => None,
        }
    }
}

/// A step of what a deed would count as, were it done.
#[derive(Debug)]
pub(crate) struct Would {
    pub(crate) deed: DeedOf,
    /// From which earlier step, by which norm, with which variables, by which of its lines; none for the deed itself.
    pub(crate) from: Option<(usize, NormId, Binding, EffectId)>,
}

/// Everything without variables.
#[derive(Debug, Default)]
pub(crate) struct Ground {
    pub(crate) deeds: Vec<Done>,
    pub(crate) firings: Vec<Firing>,
    pub(crate) carried: Vec<Carried>,
    /// Every status that something begins, sorted.
    pub(crate) statuses: Vec<StatusOf>,
    /// The field in which norms find values for their variables.
    field: Field,
    /// By status: what begins it, and what ends it (index into `carried`).
    pub(crate) titles: Vec<Vec<usize>>,
    pub(crate) endings: Vec<Vec<usize>>,
    /// By part: attacks and disapplications on it, restorations of it, parts that support it, firings of void norms.
    pub(crate) attacks: Vec<Vec<usize>>,
    pub(crate) restorations: Vec<Vec<usize>>,
    pub(crate) supports: Vec<Vec<PartId>>,
    pub(crate) births: Vec<Vec<usize>>,
}

/// The deeds that a verb is, if it is one: that of the verb, and that of its outcome.
fn verbs_of(model: &Model, does: &Does) -> Vec<DeedOf> {
    let Some((verb, thing)) = verb_of(does) else { return Vec::new() };
    let outcome = match does {
        Does::Finds(said) | Does::Claims(said) => Some(said.outcome),
        _ => None,
    };
    let names = [Some(None), outcome.map(Some)].into_iter().flatten();
    let names = names.filter_map(|outcome| model.verb_deeds.get(&(verb, outcome)));
    names.map(|&name| DeedOf { name, args: vec![Arg::Thing(thing)] }).collect()
}

fn verb_of(does: &Does) -> Option<(Verb, ThingId)> {
    Some(match *does {
        Does::Attack(Attack::Annuls, Arg::Thing(x)) => (Verb::Annuls, x),
        Does::Attack(Attack::Repeals, Arg::Thing(x)) => (Verb::Repeals, x),
        Does::Attack(Attack::Suspends, Arg::Thing(x)) => (Verb::Suspends, x),
        Does::Disapplies { target, .. } => (Verb::Disapplies, target),
        Does::Restores(x) => (Verb::Restores, x),
        Does::Upholds(x) => (Verb::Upholds, x),
        Does::Discharges(Arg::Thing(x)) => (Verb::Discharges, x),
        Does::Moves { duty: Arg::Thing(duty), .. } => (Verb::Moves, duty),
        // Under a norm it is no deed.
        Does::Finds(Said { of, under: None, .. }) => (Verb::Finds, of),
        Does::Claims(Said { of, under: None, .. }) => (Verb::Claims, of),
        Does::Relies(x) => (Verb::Relies, x),
        _ => return None,
    })
}

pub(crate) fn substitute(arg: Arg, binding: &Binding) -> Option<Arg> {
    match arg {
        Arg::Var(v) => binding.get(usize::from(v)).copied().flatten(),
        known => Some(known),
    }
}

/// What a name or a variable stands for; none if it is a quantity, or unbound.
fn named(arg: Arg, binding: &Binding) -> Option<ThingId> {
    match substitute(arg, binding)? {
        Arg::Thing(thing) => Some(thing),
        _ => None,
    }
}

/// Arguments with variables replaced; none if one is unbound.
pub(crate) fn ground_args(model: &Model, args: ArgRange, binding: &Binding) -> Option<Vec<Arg>> {
    model.args(args).iter().map(|&a| substitute(a, binding)).collect()
}

/// Whether a pattern meets what has no variables; binds what it meets.
pub(crate) fn meets(pattern: &[Arg], found: &[Arg], binding: &mut Binding) -> bool {
    pattern.len() == found.len()
        && pattern.iter().zip(found).all(|(&p, &f)| match p {
            Arg::Var(v) => {
                let slot = &mut binding[usize::from(v)];
                slot.get_or_insert(f) == &f
            }
            known => known == f,
        })
}

/// What a deed of an author binds in the trigger of a norm, if it meets it. A deed that nobody has done yet is in no
/// part.
fn triggered(
    model: &Model,
    norm: NormId,
    author: ThingId,
    deed: &DeedOf,
    part: Option<PartId>,
) -> Option<Binding> {
    let norm = &model[norm];
    let when = norm.when.as_ref()?;
    let (subject, pattern) = (when.subject, when.deed);
    let mut binding: Binding = vec![None; norm.vars.len()];
    let mut bind = |var: u8, to: ThingId| {
        let slot = &mut binding[usize::from(var)];
        *slot.get_or_insert(Arg::Thing(to)) == Arg::Thing(to)
    };
    let met = match subject {
        Subject::Var(v) => bind(v, author),
        Subject::VarOf(v, w) => bind(v, author) && bind(w, model[author].root),
        Subject::Under(path) => model.within(author, path),
    };
    let met = met && pattern.name == deed.name && meets(model.args(pattern.args), &deed.args, &mut binding);
    if !met {
        return None;
    }
    let mut also: Vec<(Arg, ThingId)> = Vec::new();
    if let Some(v) = when.part {
        let part = &model[part?];
        also.push((Arg::Var(v), part.thing.unwrap_or(model[part.act].thing)));
    }
    for &(of, order) in &when.orders {
        // A quantity belongs to nobody.
        let Some(Arg::Thing(thing)) = binding[usize::from(of)] else { return None };
        also.push((Arg::Var(order), order_of(model, thing)));
    }
    also.into_iter().all(|(v, to)| meets(&[v], &[Arg::Thing(to)], &mut binding)).then_some(binding)
}

/// The order that something belongs to: an act is its author's.
fn order_of(model: &Model, thing: ThingId) -> ThingId {
    let author = |act: ActId| model[act].author;
    let whose = match model[thing].kind {
        ThingKind::Act(act) => author(act),
        ThingKind::Part(part) => author(model[part].act),
        _ => thing,
    };
    model[whose].root
}

/// Joins the positive status tests of a norm, `if` before `while`, over the statuses that something begins.
fn joined(model: &Model, norm: NormId, binding: Binding, field: &Field) -> Vec<Binding> {
    let mut bindings = vec![binding];
    let conditions = &model[norm].conditions;
    for kind in [ConditionKind::If, ConditionKind::While] {
        for test in conditions.iter().filter(|c| c.kind == kind).flat_map(|c| &c.all) {
            match test {
                Test::Status { not: false, status } => {
                    bindings =
                        bindings.iter().flat_map(|b| matches(model, status, b, &field.statuses)).collect();
                }
                Test::Duty { not: false, of: of @ Tested::Of { .. }, .. } => {
                    let meeting = |b: &Binding| {
                        let met = |d: &Demand| {
                            let mut extended = b.clone();
                            d.meets(model, of, &mut extended).then_some(extended)
                        };
                        field.demands.iter().filter_map(met).collect::<BTreeSet<_>>()
                    };
                    bindings = bindings.iter().flat_map(meeting).collect();
                }
                _ => {}
            }
        }
    }
    bindings
}

impl Demand {
    /// Whether it is what a condition goes through; binds its variables.
    pub(crate) fn meets(&self, model: &Model, of: &Tested, binding: &mut Binding) -> bool {
        let Tested::Of { bearer, forbids, content, part } = *of else { return false };
        let asks = match (content, &self.asks) {
            (Content::Deed(d), Asks::To(deed)) => {
                d.name == deed.name && meets(model.args(d.args), &deed.args, binding)
            }
            (Content::That { not, status: s }, Asks::That(so, status)) => {
                not == *so && s.name == status.name && meets(model.args(s.args), &status.args, binding)
            }
            _ => false,
        };
        asks && forbids == self.forbids
            && meets(&[bearer], &[self.bearer], binding)
            && match (part, self.place) {
                (None, _) => true,
                (Some(v), Some(place)) => meets(&[Arg::Var(v)], &[Arg::Thing(place)], binding),
                (Some(_), None) => false,
            }
    }
}

fn matches(
    model: &Model,
    pattern: &Status,
    binding: &Binding,
    statuses: &BTreeSet<StatusOf>,
) -> Vec<Binding> {
    let candidates = statuses.iter().filter(|s| s.name == pattern.name);
    candidates
        .filter_map(|s| {
            let mut extended = binding.clone();
            meets(model.args(pattern.args), &s.args, &mut extended).then_some(extended)
        })
        .collect()
}

impl Ground {
    pub(crate) fn new(model: &Model, order: &Order) -> Ground {
        // The statuses that something begins are built up from nothing: norms may need some to begin others.
        let given =
            model.imported.iter().map(|g| StatusOf { name: g.status, args: model.args(g.args).to_vec() });
        let given: BTreeSet<StatusOf> = given.collect();
        let mut field = Field { statuses: given.clone(), demands: BTreeSet::new() };
        loop {
            let mut ground = Ground::default();
            ground.do_deeds(model, &field);
            ground.carry(model, &field);
            ground.copy(model, order);
            let mut statuses: BTreeSet<StatusOf> = ground.carried.iter().filter_map(begun).collect();
            statuses.extend(given.iter().cloned());
            let demands = ground.carried.iter().filter_map(|e| e.demand(model)).collect();
            let found = Field { statuses, demands };
            if found == field {
                ground.index(model, found.statuses.clone());
                ground.field = found;
                return ground;
            }
            field = found;
        }
    }

    /// Deeds as written, deeds that verbs are, and what they count as.
    fn do_deeds(&mut self, model: &Model, field: &Field) {
        for (i, effect) in model.effects.iter().enumerate() {
            let Owner::Part(part) = effect.owner else { continue };
            let deeds = match &effect.does {
                Does::Deed(deed) => {
                    let args = ground_args(model, deed.args, &Vec::new()).unwrap_or_default();
                    vec![DeedOf { name: deed.name, args }]
                }
                does => verbs_of(model, does),
            };
            for deed in deeds {
                let fact = model[deed.name].fact;
                let effect = EffectId::new(i);
                self.deeds.push(Done { part, effect, deed, fact, counted: None, through: Vec::new() });
            }
        }
        let mut next = 0;
        while next < self.deeds.len() {
            for norm in model.norms.indices() {
                self.fire(model, norm, next, field);
            }
            next += 1;
        }
    }

    fn fire(&mut self, model: &Model, norm: NormId, deed: usize, field: &Field) {
        let part = self.deeds[deed].part;
        let author = model[model[part].act].author;
        let Some(binding) = triggered(model, norm, author, &self.deeds[deed].deed, Some(part)) else {
            return;
        };
        for binding in joined(model, norm, binding, field) {
            let firing = self.firings.len();
            for line in model[norm].effects.clone() {
                let Does::CountsAs(as_deed) = model[line].does else { continue };
                let Some(args) = ground_args(model, as_deed.args, &binding) else { continue };
                let as_deed = DeedOf { name: as_deed.name, args };
                if !self.chain_contains(deed, &as_deed) {
                    let from = &self.deeds[deed];
                    let mut through = from.through.clone();
                    through.push(norm);
                    let done = Done {
                        part: from.part,
                        effect: from.effect,
                        deed: as_deed,
                        fact: from.fact,
                        counted: Some((firing, line)),
                        through,
                    };
                    self.deeds.push(done);
                }
            }
            self.firings.push(Firing { norm, deed, binding });
        }
    }

    /// A chain never comes back to a deed it contains.
    fn chain_contains(&self, deed: usize, what: &DeedOf) -> bool {
        let mut at = Some(deed);
        while let Some(i) = at {
            if self.deeds[i].deed == *what {
                return true;
            }
            at = self.deeds[i].counted.map(|(firing, _)| self.firings[firing].deed);
        }
        false
    }

    /// Effects that parts and norms carry, copies left aside.
    fn carry(&mut self, model: &Model, field: &Field) {
        for (i, effect) in model.effects.iter().enumerate() {
            if let Owner::Part(part) = effect.owner {
                let act = model[part].act;
                let authority = Authority::Organ(model[act].author);
                self.add(model, EffectId::new(i), Some(part), Origin::Own, Vec::new(), Some(act), authority);
            }
        }
        for firing in 0..self.firings.len() {
            let Firing { norm, deed, ref binding } = self.firings[firing];
            let (part, binding) = (self.deeds[deed].part, binding.clone());
            let act = model[part].act;
            for effect in model[norm].effects.clone() {
                let source = Origin::Fired(firing);
                let authority = authority_of(model, norm);
                self.add(model, effect, Some(part), source, binding.clone(), Some(act), authority);
            }
        }
        for (n, norm) in model.norms.iter().enumerate().filter(|(_, n)| n.when.is_none()) {
            let id = NormId::new(n);
            for binding in joined(model, id, vec![None; norm.vars.len()], field) {
                for effect in norm.effects.clone() {
                    let authority = authority_of(model, id);
                    self.add(model, effect, None, Origin::Daily(id), binding.clone(), None, authority);
                }
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the fields of what is added")]
    fn add(
        &mut self,
        model: &Model,
        effect: EffectId,
        part: Option<PartId>,
        source: Origin,
        binding: Binding,
        dated: Option<ActId>,
        authority: Authority,
    ) {
        let Some((what, concerned)) = what(model, &model[effect], &binding) else { return };
        let chains = Vec::new();
        self.carried.push(Carried {
            effect,
            part,
            source,
            binding,
            what,
            dated,
            authority,
            chains,
            concerned,
        });
    }

    /// What upholding acts carry: a copy of each effect of what they uphold (§4), copies included.
    fn copy(&mut self, model: &Model, order: &Order) {
        let lines: Vec<(usize, PartId, ThingId)> =
            self.carried.iter().enumerate().filter_map(upheld).collect();
        for original in 0..self.carried.len() {
            let Some(part) = self.carried[original].part.filter(|_| self.carried[original].may_be_copied())
            else {
                continue;
            };
            // Every chain of upholding that starts at the part, none meeting a part twice.
            let mut chains: Vec<Vec<Link>> = vec![Vec::new()];
            let mut copies: BTreeMap<PartId, Vec<Vec<Link>>> = BTreeMap::new();
            while let Some(chain) = chains.pop() {
                let of = chain.last().map_or(part, |l| l.by);
                for &(line, by, target) in &lines {
                    let (act_of, act_by) = (model[of].act, model[by].act);
                    let met = by == part || chain.iter().any(|l| l.by == by);
                    if !met && covers(model, target, of) && order.before(act_of, act_by) != Truth::F {
                        let mut longer = chain.clone();
                        longer.push(Link { of, by, line });
                        copies.entry(by).or_default().push(longer.clone());
                        chains.push(longer);
                    }
                }
            }
            for (by, chains) in copies {
                let mut copy = self.carried[original].clone();
                let act = model[by].act;
                copy.part = Some(by);
                copy.authority = Authority::Organ(model[act].author);
                copy.chains = chains;
                self.carried.push(copy);
            }
        }
    }

    fn index(&mut self, model: &Model, statuses: BTreeSet<StatusOf>) {
        self.statuses = statuses.into_iter().collect();
        self.titles = vec![Vec::new(); self.statuses.len()];
        self.endings = vec![Vec::new(); self.statuses.len()];
        let parts = model.parts.len();
        self.attacks = vec![Vec::new(); parts];
        self.restorations = vec![Vec::new(); parts];
        self.births = vec![Vec::new(); parts];
        let mut annulled_by: Vec<Vec<PartId>> = vec![Vec::new(); parts];
        let mut held_by: Vec<Vec<PartId>> = vec![Vec::new(); parts];
        for (i, carried) in self.carried.iter().enumerate() {
            match &carried.what {
                What::Begins(s) => {
                    if let Some(s) = self.status(s) {
                        self.titles[s].push(i);
                    }
                }
                What::Ends(s) => {
                    if let Some(s) = self.status(s) {
                        self.endings[s].push(i);
                    }
                }
                _ => {}
            }
            let Some(by) = carried.part else { continue };
            let on = |target: ThingId| model.parts_of(target).map(PartId::index);
            match carried.what {
                What::Attack(kind, x) => {
                    on(x).for_each(|p| self.attacks[p].push(i));
                    // What a norm annuls supports nothing.
                    let acts = carried.source == Origin::Own || carried.is_copy();
                    if kind == Attack::Annuls && acts {
                        on(x).for_each(|p| annulled_by[p].push(by));
                    }
                }
                What::Disapplies { target, .. } => on(target).for_each(|p| self.attacks[p].push(i)),
                What::Restores(x) => on(x).for_each(|p| {
                    self.restorations[p].push(i);
                    held_by[p].push(by);
                }),
                What::Upholds(x) => on(x).for_each(|p| held_by[p].push(by)),
                _ => {}
            }
        }
        self.supports = (0..parts)
            .map(|p| {
                let attackers = self.attacks[p].iter().filter_map(|&e| self.carried[e].part);
                let against = attackers.flat_map(|c| annulled_by[c.index()].iter().copied());
                let all: BTreeSet<PartId> = held_by[p].iter().copied().chain(against).collect();
                all.into_iter().collect()
            })
            .collect();
        for (i, firing) in self.firings.iter().enumerate() {
            let deed = &self.deeds[firing.deed];
            let norm = &model[firing.norm];
            let void = norm.effects.clone().any(|e| model.effects[e].does == Does::Void);
            if void && deed.counted.is_none() {
                self.births[deed.part.index()].push(i);
            }
        }
    }

    /// The index of a status that something begins.
    pub(crate) fn status(&self, status: &StatusOf) -> Option<usize> {
        self.statuses.binary_search(status).ok()
    }

    /// What a deed would count as, done by somebody: the deed itself first.
    pub(crate) fn would(&self, model: &Model, by: ThingId, deed: &DeedOf) -> Vec<Would> {
        let mut steps = vec![Would { deed: deed.clone(), from: None }];
        let mut next = 0;
        while next < steps.len() {
            for norm in model.norms.indices() {
                let lines: Vec<(EffectId, vigente_model::Deed)> = counting_lines(model, norm);
                if lines.is_empty() {
                    continue;
                }
                let Some(binding) = triggered(model, norm, by, &steps[next].deed, None) else { continue };
                for binding in joined(model, norm, binding, &self.field) {
                    for &(line, as_deed) in &lines {
                        let Some(args) = ground_args(model, as_deed.args, &binding) else { continue };
                        let deed = DeedOf { name: as_deed.name, args };
                        if !would_contain(&steps, next, &deed) {
                            let from = Some((next, norm, binding.clone(), line));
                            steps.push(Would { deed, from });
                        }
                    }
                }
            }
            next += 1;
        }
        steps
    }
}

impl Ground {
    /// The deeds that readings exclude for whoever does this one (§7).
    pub(crate) fn excluded(&self, model: &Model, by: ThingId, deed: &DeedOf) -> Vec<DeedOf> {
        let mut found = Vec::new();
        for norm in model.norms.indices() {
            let Some(binding) = triggered(model, norm, by, deed, None) else { continue };
            for line in model[norm].effects.clone() {
                if let Does::Excludes(other) = model[line].does
                    && let Some(args) = ground_args(model, other.args, &binding)
                {
                    found.push(DeedOf { name: other.name, args });
                }
            }
        }
        found
    }

    /// The number of a status with its variables replaced; none where no title begins it.
    pub(crate) fn status_bound(&self, model: &Model, status: &Status, binding: &Binding) -> Option<usize> {
        let args = ground_args(model, status.args, binding)?;
        self.status(&StatusOf { name: status.name, args })
    }

    /// The readings that may make a deed impossible, each with its line and the values of its variables (§7).
    pub(crate) fn impossible(&self, model: &Model, deed: &DeedOf) -> Vec<(NormId, EffectId, Binding)> {
        let mut found = Vec::new();
        for norm in model.norms.indices() {
            for line in model[norm].effects.clone() {
                let Does::MakesImpossible(pattern) = model[line].does else { continue };
                let mut binding = vec![None; model[norm].vars.len()];
                if pattern.name == deed.name && meets(model.args(pattern.args), &deed.args, &mut binding) {
                    let all = joined(model, norm, binding, &self.field);
                    found.extend(all.into_iter().map(|b| (norm, line, b)));
                }
            }
        }
        found
    }
}

fn would_contain(steps: &[Would], step: usize, deed: &DeedOf) -> bool {
    let mut at = Some(step);
    while let Some(i) = at {
        if steps[i].deed == *deed {
            return true;
        }
        at = steps[i].from.as_ref().map(|from| from.0);
    }
    false
}

fn counting_lines(model: &Model, norm: NormId) -> Vec<(EffectId, vigente_model::Deed)> {
    let lines = model[norm].effects.clone();
    lines
        .filter_map(|line| match model[line].does {
            Does::CountsAs(deed) => Some((line, deed)),
            _ => None,
        })
        .collect()
}

fn begun(carried: &Carried) -> Option<StatusOf> {
    match &carried.what {
        What::Begins(status) => Some(status.clone()),
        _ => None,
    }
}

fn upheld((i, carried): (usize, &Carried)) -> Option<(usize, PartId, ThingId)> {
    match carried.what {
        What::Upholds(target) => Some((i, carried.part?, target)),
        _ => None,
    }
}

/// Whether a thing names a part or its act.
pub(crate) fn covers(model: &Model, thing: ThingId, part: PartId) -> bool {
    match model[thing].kind {
        ThingKind::Act(act) => model[part].act == act,
        ThingKind::Part(named) => named == part,
        _ => false,
    }
}

/// The authority of a norm (§3).
pub(crate) fn authority_of(model: &Model, norm: NormId) -> Authority {
    match model[norm].of {
        NormOf::Order(order) => Authority::NormsOf(order, model.instrument_of(norm)),
        NormOf::Part(part) => Authority::Organ(model[model[part].act].author),
        NormOf::Reading => Authority::Reading,
    }
}

/// The conditions of the norm that gives an effect; none for an effect of a part.
pub(crate) fn conditions_of(model: &Model, norm: Option<NormId>) -> &[Condition] {
    norm.map_or(&[], |n| &model[n].conditions)
}

/// An effect with its variables replaced, and whom it concerns; none where it is not of a kind that is carried.
fn what(model: &Model, effect: &Effect, binding: &Binding) -> Option<(What, Vec<Arg>)> {
    let status = |s: &Status| Some(StatusOf { name: s.name, args: ground_args(model, s.args, binding)? });
    let mut concerned = Vec::new();
    let what = match effect.does {
        Does::Begins(ref s) => {
            let s = status(s)?;
            concerned.clone_from(&s.args);
            What::Begins(s)
        }
        Does::Ends(ref s) => {
            let s = status(s)?;
            concerned.clone_from(&s.args);
            What::Ends(s)
        }
        Does::Attack(kind, target) => What::Attack(kind, named(target, binding)?),
        Does::Disapplies { target, to } => What::Disapplies { target, to },
        Does::Restores(target) => What::Restores(target),
        Does::Upholds(target) => What::Upholds(target),
        Does::Duty { mode, bearer, content } => {
            let bearer = substitute(bearer, binding)?;
            concerned.push(bearer);
            let beneficiaries = effect.timing.iter().flat_map(|t| &t.beneficiaries);
            concerned.extend(beneficiaries.filter_map(|&b| substitute(b, binding)));
            match content {
                Content::Deed(deed) => {
                    let deed = DeedOf { name: deed.name, args: ground_args(model, deed.args, binding)? };
                    concerned.extend(&deed.args);
                    What::DutyToDo { mode, bearer, deed }
                }
                Content::That { not, status: ref s } => {
                    let status = status(s)?;
                    concerned.extend(&status.args);
                    What::DutyThat { mode, bearer, not, status }
                }
            }
        }
        Does::Discharges(duty) => What::Discharges(named(duty, binding)?),
        Does::DischargesDutiesOf(bearer) => {
            let bearer = substitute(bearer, binding)?;
            concerned.push(bearer);
            What::DischargesDutiesOf(bearer)
        }
        Does::Moves { duty, to } => What::Moves { duty: named(duty, binding)?, to },
        Does::Finds(said) => What::Finds(said),
        Does::Claims(said) => What::Claims(said),
        Does::Deed(_)
        | Does::ClaimsNoPower { .. }
        | Does::Says { .. }
        | Does::Relies(_)
        | Does::CountsAs(_)
        | Does::Excludes(_)
        | Does::MakesImpossible(_)
        | Does::Void => return None,
    };
    Some((what, concerned))
}
