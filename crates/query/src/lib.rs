//! Answers questions about a record. See [`crate::answer`] for what an answer holds.
//!
//! A [`Session`] keeps the plan of one record and every solution it has needed, by horizon: `on`, `made by`, `known by`
//! and the viewpoint are fields of a [`Question`], never ambient, and the same question gets the same bytes.

pub mod answer;
mod collisions;
mod duties;
mod evaluate;
mod explain;
mod names;
mod periods;
mod ranking;
mod record;
mod reverse_index;
mod snapshot;

use std::num::NonZeroUsize;
use std::rc::Rc;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use lru::LruCache;
use vigente_syntax::diagnostic::{Diagnostic, FileId};

use vigente_engine::{Cancel, Horizon, ImportedPlan, Plan, Ranks, Solution};
use vigente_model::{Day, IndexVec, Model, ThingId, ViewpointId};

pub use explain::why::Explainer;
pub use periods::diff::{SituationItem, Stated, Statement, diff};
pub use record::pack::pack;
pub use record::what_if::{entry, last_day};

use evaluate::Asking;
use names::labels::Labels;
use reverse_index::ReverseIndex;
use snapshot::Snapshot;

/// The file that diagnostics of a typed question point into: not a file of the world, but the question's own text.
pub const QUESTION: FileId = FileId(u32::MAX);

/// The days and the eyes of a question.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Question {
    /// The day asked about.
    pub on: Day,
    /// Only acts made by then; *as it stood* is `Some(on)`; `None` is with hindsight.
    pub made_by: Option<Day>,
    /// Only acts known by then.
    pub known_by: Option<Day>,
    /// Whose eyes, in the order of the columns; empty is all viewpoints of the record.
    pub viewpoints: Vec<ViewpointId>,
    /// Only what concerns this organ or person: duties that it bears, acts that it made or that speak of it.
    pub concerning: Option<ThingId>,
    /// How many items of each list to give; `None` is all.
    pub limit: Option<usize>,
}

impl Question {
    /// A day, with hindsight, in all viewpoints.
    pub fn on(day: Day) -> Question {
        Question {
            on: day,
            made_by: None,
            known_by: None,
            viewpoints: Vec::new(),
            concerning: None,
            limit: None,
        }
    }

    /// The same, as it stood on the day.
    #[must_use]
    pub fn as_it_stood(self) -> Question {
        Question { made_by: Some(self.on), ..self }
    }
}

/// Which days a table tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Over {
    /// The day of the question.
    TheDay,
    /// All days, with the acts that the question counts.
    AllDays,
    /// All days, each with the acts made by that day.
    AllDaysAsTheyStood,
}

/// Which duties.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct DutyFilter {
    /// Borne by it, by something within it, or by something it is within.
    pub bearer: Option<ThingId>,
    /// In one of these states (binding or performance) in some viewpoint; empty is any.
    pub states: Vec<answer::State>,
    /// With a deadline before this day in some viewpoint.
    pub due_before: Option<Day>,
}

/// Which collisions.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct CollisionFilter {
    /// Only those that concern the day asked about.
    pub on_the_day: bool,
    /// Only these kinds; empty is any.
    pub kinds: Vec<answer::CollisionKind>,
}

/// A record, ready to be asked.
///
/// A session owns its record, and every clone shares one bounded cache of solutions. It may be asked from many threads at
/// once; an answer depends on the record and the question alone, never on what was asked before.
#[derive(Clone)]
pub struct Session {
    model: Arc<Model>,
    shared: Arc<Shared>,
    cancel: Cancel,
}

/// What all clones of a session share.
struct Shared {
    plan: Plan<'static>,
    /// Every day on which an act may have been made, or become known, of this matter or of those that it reads: between
    /// two of them that follow one another the same acts count, and the same solution holds.
    made: Vec<Day>,
    known: Vec<Day>,
    /// Recurring duties are counted at least this far: the last day of the record.
    last: Day,
    solutions: Mutex<Solutions>,
    reverse_index: OnceLock<ReverseIndex>,
    /// By viewpoint.
    ranks: IndexVec<ViewpointId, OnceLock<Ranks<'static>>>,
}

/// By horizon, and by the day up to which recurring duties are counted. Who asks for a solution that another thread is
/// working out waits for that thread, not for the whole cache.
type Solutions = LruCache<(Horizon, Day), Arc<OnceLock<Arc<Solution>>>>;

/// The solutions that a session keeps have about this many parts, statuses and duties altogether: some 50 MB.
const KEPT: usize = 100_000;

/// How many solutions a session of this record keeps: enough for a few questions in every viewpoint, however large the
/// record is.
fn kept(model: &Model) -> NonZeroUsize {
    let size = model.parts.len() + model.effects.len();
    let fewest = 4 * model.viewpoints.len().max(4);
    NonZeroUsize::new((KEPT / size.max(1)).clamp(fewest, fewest.max(4096))).unwrap_or(NonZeroUsize::MIN)
}

/// What the viewpoints of a question see on its day, and what they saw as it stood.
struct Panel<'m> {
    on: Day,
    now: Vec<Snapshot<'m>>,
    /// In the order of `now`; empty where *as it stood* is not compared.
    stood: Vec<Snapshot<'m>>,
}

impl Panel<'_> {
    fn viewpoint_name(&self, i: usize) -> String {
        self.now
            .get(i)
            .map_or_else(String::new, |s| s.model.viewpoints[s.solution.horizon.viewpoint].name.to_string())
    }

    fn names(&self, names: Labels<'_>) -> Vec<answer::Named> {
        self.now.iter().map(|s| names.viewpoint(s.solution.horizon.viewpoint)).collect()
    }
}

impl Session {
    /// Plans a record once, and the matters that it reads.
    pub fn new(model: &Arc<Model>) -> Session {
        Session::of(model, Plan::new(Arc::clone(model)))
    }

    /// The same with the matters that it reads there already, in the order of [`Model::imports`].
    pub fn reading(model: &Arc<Model>, read: Vec<Arc<ImportedPlan>>) -> Session {
        Session::of(model, Plan::with_imports(Arc::clone(model), read))
    }

    fn of(model: &Arc<Model>, plan: Plan<'static>) -> Session {
        let made = model.acts.iter().map(|a| a.made.hi);
        let asked = model.expectations.iter().map(|e| e.on.hi);
        let last = made.chain(asked).filter(|&d| d != Day::MAX).max().unwrap_or(Day(0));
        let (mut counted, mut known) = (Vec::new(), Vec::new());
        for act in counting(model).into_iter().flat_map(|m| &m.acts) {
            counted.extend([act.made.lo, act.made.hi]);
            known.extend([act.known().lo, act.known().hi]);
        }
        for days in [&mut counted, &mut known] {
            days.sort_unstable();
            days.dedup();
        }
        let shared = Shared {
            plan,
            made: counted,
            known,
            last,
            solutions: Mutex::new(LruCache::new(kept(model))),
            reverse_index: OnceLock::new(),
            ranks: model.viewpoints.iter().map(|_| OnceLock::new()).collect(),
        };
        Session { model: Arc::clone(model), shared: Arc::new(shared), cancel: Cancel::never() }
    }

    /// The same session, whose questions can be cancelled: they then unwind to [`Cancel::catch`].
    #[must_use]
    pub fn cancelled_by(&self, cancel: &Cancel) -> Session {
        Session { cancel: cancel.clone(), ..self.clone() }
    }

    /// The record.
    pub fn model(&self) -> &Arc<Model> {
        &self.model
    }

    /// The viewpoint of this name.
    pub fn viewpoint(&self, name: &str) -> Option<ViewpointId> {
        self.model.viewpoint(name)
    }

    /// The main screen.
    pub fn situation(&self, question: &Question) -> answer::Situation {
        record::situation::situation(self, question, true)
    }

    /// The main screen without what answers were on earlier days, which takes longer than all the rest.
    pub fn situation_of_the_day(&self, question: &Question) -> answer::Situation {
        record::situation::situation(self, question, false)
    }

    /// The days before on which what the main screen shows stood otherwise than with hindsight.
    pub fn past(&self, question: &Question) -> answer::Listed<answer::PastDifference> {
        record::situation::past(self, question)
    }

    /// Everything that can be told of the day, one row for each thing and viewpoint.
    pub fn states(&self, question: &Question) -> answer::States {
        record::states::states(self, question)
    }

    /// Any question of the language: `tc-2022.execute binds`, `party(?x, ACHR)`, `pardon`. Its own `as it stood`,
    /// `made by`, `known by` and viewpoint come before those of `question`. Diagnostics point into [`QUESTION`].
    pub fn answer(&self, text: &str, question: &Question) -> Result<answer::Answer, Vec<Diagnostic>> {
        names::question::answer(self, text, question)
    }

    /// The reasons of an answer.
    pub fn why(&self, text: &str, question: &Question) -> Result<answer::Why, Vec<Diagnostic>> {
        self.explainer().why(text, question)
    }

    /// The reasons of many answers.
    pub fn explainer(&self) -> Explainer<'_> {
        Explainer::new(self)
    }

    /// Where authorities collide.
    pub fn collisions(&self, question: &Question, filter: &CollisionFilter) -> answer::Collisions {
        let asking = self.asking(question);
        let snapshots = asking.snapshots();
        let found = collisions::find::concerning(&snapshots, question, filter);
        let names = self.names();
        answer::Collisions {
            asked: question.clone(),
            viewpoints: self.all_viewpoints().map(|v| names.viewpoint(v)).collect(),
            collisions: found
                .iter()
                .take(question.limit.unwrap_or(usize::MAX))
                .map(|f| collisions::sides::describe(&asking, &snapshots, f, question.on))
                .collect(),
        }
    }

    /// Who must do what by when.
    pub fn duties(&self, question: &Question, filter: &DutyFilter) -> answer::Duties {
        let names = self.names();
        let panel = self.panel(question, question.made_by.is_none());
        let groups = panel.now.first().map_or_else(Vec::new, duties::list::groups);
        let filter = DutyFilter { bearer: filter.bearer.or(question.concerning), ..filter.clone() };
        let groups = groups.into_iter().filter(|g| duties::list::passes(&panel, g, &filter));
        let mut weighed: Vec<_> = groups.map(|g| duties::list::weigh_all(&panel, g)).collect();
        duties::list::by_urgency(&mut weighed);
        weighed.truncate(question.limit.unwrap_or(usize::MAX));
        answer::Duties {
            asked: question.clone(),
            viewpoints: panel.names(names),
            duties: weighed.iter().map(|w| duties::list::describe(&panel, names, w)).collect(),
        }
    }

    /// What an organ can do, and what that keeps or breaks.
    pub fn options(&self, organ: ThingId, question: &Question) -> answer::Options {
        duties::options::options(self, organ, question)
    }

    /// What would differ on the day if the record were that of `with` (the same record and more acts).
    pub fn what_if(&self, with: &Session, question: &Question) -> answer::WhatIf {
        record::what_if::what_if(self, with, question)
    }

    /// The life of an act, part, status (`party(PE, ACHR)`) or duty. Diagnostics point into [`QUESTION`].
    pub fn history(&self, text: &str, question: &Question) -> Result<answer::History, Vec<Diagnostic>> {
        periods::history::history(self, text, question)
    }

    /// What fills the variables of a question (`party(?state, ACHR)`, `somebody must report(IA.Court)`), and when.
    /// Diagnostics point into [`QUESTION`].
    pub fn who(&self, text: &str, question: &Question, over: Over) -> Result<answer::Who, Vec<Diagnostic>> {
        record::who::who(self, text, question, over)
    }

    /// The days on which an answer with hindsight may change, in any viewpoint: between two that follow one another none
    /// does, but for how many days are left or have passed. What recurs is followed as far as anything else is known.
    pub fn change_points(&self) -> Vec<Day> {
        periods::change_points::change_points(self)
    }

    /// The picture of the matter.
    pub fn chart(&self, question: &Question) -> answer::Chart {
        record::chart::chart(self, question)
    }

    /// Every `expect` line of the record: what came true, and a diagnostic for each that did not or cannot be understood.
    pub fn check(&self) -> (answer::Check, Vec<Diagnostic>) {
        record::check::check(self)
    }

    fn names(&self) -> Labels<'_> {
        Labels { model: &self.model }
    }

    fn matter(&self) -> Option<answer::Named> {
        let (name, title) = self.model.matter.as_ref()?;
        Some(answer::Named { name: name.to_string(), title: self.names().text(title) })
    }

    fn all_viewpoints(&self) -> impl Iterator<Item = ViewpointId> + use<> {
        self.model.viewpoints.indices()
    }

    fn viewpoints_of(&self, question: &Question) -> Vec<ViewpointId> {
        let known = |v: &&ViewpointId| v.index() < self.model.viewpoints.len();
        if question.viewpoints.is_empty() {
            self.all_viewpoints().collect()
        } else {
            question.viewpoints.iter().filter(known).copied().collect()
        }
    }

    fn asking(&self, question: &Question) -> Asking<'_> {
        let &Question { on, made_by, known_by, .. } = question;
        Asking { session: self, on, made_by, known_by }
    }

    fn panel(&self, question: &Question, compare: bool) -> Panel<'_> {
        let all = self.viewpoints_of(question);
        let asking = self.asking(question);
        let snapshots =
            |made_by| all.iter().map(|&v| Asking { made_by, ..asking }.snapshot(v)).collect::<Vec<_>>();
        Panel {
            on: question.on,
            now: snapshots(question.made_by),
            stood: if compare { snapshots(Some(question.on)) } else { Vec::new() },
        }
    }

    fn horizon(&self, viewpoint: ViewpointId, made_by: Option<Day>, known_by: Option<Day>) -> Horizon {
        // As of the last day on which another act counted: a horizon says which acts do, and nothing else. One beyond the
        // last act leaves nothing out.
        let made_by = made_by.filter(|&d| self.shared.made.last().is_some_and(|&last| d < last));
        let since = |days: &[Day], day: Day| {
            days.partition_point(|&d| d <= day).checked_sub(1).map_or(Day::MIN, |i| days[i])
        };
        Horizon {
            viewpoint,
            made_by: made_by.map(|d| since(&self.shared.made, d)),
            known_by: known_by.map(|d| since(&self.shared.known, d)),
        }
    }

    fn solve(&self, horizon: Horizon, upto: Day) -> Arc<Solution> {
        Arc::new(self.shared.plan.solve_unless(horizon, upto, &self.cancel))
    }

    fn solutions(&self) -> std::sync::MutexGuard<'_, Solutions> {
        // Nothing panics while it is held, and the cache is whole in any case.
        self.shared.solutions.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is asked for on a day, at one horizon. Recurring duties are counted as far as that day: only of a record
    /// that has some does the solution depend on it.
    fn key(
        &self,
        viewpoint: ViewpointId,
        made_by: Option<Day>,
        known_by: Option<Day>,
        on: Day,
    ) -> (Horizon, Day) {
        let last = self.shared.last;
        let upto = if on > last && on != Day::MAX && self.shared.plan.recurs() { on } else { last };
        (self.horizon(viewpoint, made_by, known_by), upto)
    }

    fn snapshot(
        &self,
        viewpoint: ViewpointId,
        made_by: Option<Day>,
        known_by: Option<Day>,
        on: Day,
    ) -> Snapshot<'_> {
        let key = self.key(viewpoint, made_by, known_by, on);
        let cell = Arc::clone(self.solutions().get_or_insert(key, Arc::default));
        let solution = Arc::clone(cell.get_or_init(|| self.solve(key.0, key.1)));
        self.seen(solution)
    }

    fn seen(&self, solution: Arc<Solution>) -> Snapshot<'_> {
        self.cancel.check();
        let viewpoint = solution.horizon.viewpoint;
        let ranks =
            self.shared.ranks[viewpoint].get_or_init(|| Ranks::new(Arc::clone(&self.model), viewpoint));
        let reasons = Rc::new(self.shared.plan.reasons_unless(&solution, &self.cancel));
        Snapshot { model: &self.model, ranks, solution, reverse_index: &self.shared.reverse_index, reasons }
    }

    /// The same for one of many horizons that are looked through once: nothing is kept.
    fn uncached_snapshot(
        &self,
        viewpoint: ViewpointId,
        made_by: Option<Day>,
        known_by: Option<Day>,
        on: Day,
    ) -> Snapshot<'_> {
        let key = self.key(viewpoint, made_by, known_by, on);
        let known = self.solutions().peek(&key).and_then(|cell| cell.get().cloned());
        self.seen(known.unwrap_or_else(|| self.solve(key.0, key.1)))
    }
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session").field("matter", &self.model.matter).finish_non_exhaustive()
    }
}

/// A record and those that it reads, be it through others: all whose acts count for its answers.
fn counting(model: &Model) -> Vec<&Model> {
    let mut found = vec![model];
    let mut next = 0;
    while let Some(model) = found.get(next).copied() {
        for read in &model.imports {
            // Several may read one matter: each is looked at once.
            if !found.iter().any(|known| std::ptr::eq(*known, &*read.model)) {
                found.push(&read.model);
            }
        }
        next += 1;
    }
    found
}
