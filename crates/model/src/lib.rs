//! The record with every name resolved. The engine needs nothing else. It is plain data; places in the text are
//! kept only so that an answer can point at its line.
//!
//! **Invariant:** the order of files and of entries leaves no trace here but in [`Place`]s: acts are sorted by
//! their tightened day, then by name; parts, effects and norms by their owner.

pub mod calendar;
pub mod date;
pub mod edtf;
mod ids;
mod imports;
mod titles;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Index;
use std::sync::Arc;

pub use calendar::{
    Calendar, CalendarLine, CountedDays, Counting, CountingRule, DaysOff, FirstDay, PeriodRule, Shift,
    YearDay,
};
pub use date::{Day, Days};
pub use edtf::BadDate;
pub use ids::*;
pub use imports::{ExportedArg, ExportedStatus, ExportedThing, Exports, Import, ImportedStatus};
pub use vigente_syntax::ast::{Compare, Outcome, Performance, Relation, Span, Verb};
pub use vigente_syntax::diagnostic::FileId;

/// Where something was written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The stretch.
    pub at: Span,
}

/// A title with its translations.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Title {
    /// As written in the head line; empty where none stands.
    pub text: Box<str>,
    /// By two-letter language.
    pub translations: Vec<(Box<str>, Box<str>)>,
}

/// What a name names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ThingKind {
    /// A legal order (a State, an organisation): one-segment path.
    Order,
    /// An organ of an order; its parent is the longer organ or the order that its path starts with.
    Organ,
    /// A treaty, a constitution, a code.
    Instrument,
    /// A person.
    Person,
    /// Anything else declared by `thing`.
    Plain,
    /// A unit of quantity, such as `USD`; needs no declaration.
    Unit,
    /// A calendar of working days.
    Calendar,
    /// An act.
    Act(ActId),
    /// A labelled part of an act; its parent is the act.
    Part(PartId),
    /// A norm.
    Norm(NormId),
}

/// Anything with a name that can be an argument, an author, a bearer or a target.
#[derive(Clone, PartialEq, Debug)]
pub struct Thing {
    /// The full dotted path; shared by all records that use one pack.
    pub name: Arc<str>,
    /// What it is.
    pub kind: ThingKind,
    /// The thing whose path is the next shorter declared prefix: `PE.TC` for `PE.TC.Pleno`, the act for a part.
    pub parent: Option<ThingId>,
    /// The root of the path: the order of an organ, the act of a part, itself otherwise.
    pub root: ThingId,
    /// Where it is declared.
    pub place: Place,
}

/// Details of declared things that only views need, kept apart from [`Thing`].
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Details {
    /// Its name in words.
    pub title: Title,
    /// Other names.
    pub aka: Vec<Box<str>>,
    /// Other fields, in the order written: `born`, `note`, …
    pub fields: Vec<(Box<str>, Box<str>)>,
    /// Marked `unverified`, with what.
    pub unverified: Vec<Box<str>>,
}

/// One argument of a deed or status, or a bearer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Arg {
    /// A thing.
    Thing(ThingId),
    /// A variable of the norm, numbered within it.
    Var(u8),
    /// A quantity in hundredths of its unit.
    Amount {
        /// Hundredths.
        hundredths: i64,
        /// The unit, if one stands.
        unit: Option<ThingId>,
    },
}

/// A stretch of [`Model::args`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct ArgRange {
    /// First.
    pub start: u32,
    /// How many.
    pub len: u32,
}

/// A status with its arguments.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Status {
    /// Which.
    pub name: StatusId,
    /// Of whom.
    pub args: ArgRange,
}

/// A deed with its arguments. Verbs are deeds too: see [`Model::verb_deeds`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Deed {
    /// Which.
    pub name: DeedId,
    /// To whom, of what.
    pub args: ArgRange,
}

/// A declared status or deed.
#[derive(Clone, PartialEq, Debug)]
pub struct Declared {
    /// Its name.
    pub name: Box<str>,
    /// Declared `fact`: it stands whatever falls.
    pub fact: bool,
    /// Names of its parameters.
    pub params: Vec<Box<str>>,
    /// Its name in words.
    pub title: Title,
    /// Marked `unverified`, with what.
    pub unverified: Vec<Box<str>>,
    /// Where.
    pub place: Place,
}

/// An entry of the chronology.
#[derive(Clone, PartialEq, Debug)]
pub struct Act {
    /// Its name.
    pub thing: ThingId,
    /// Who made it: an order, organ, person or plain thing.
    pub author: ThingId,
    /// The document.
    pub title: Box<str>,
    /// The day it was made, tightened by `after`.
    pub made: Days,
    /// The other days, where written.
    pub notified: Option<Days>,
    /// Published.
    pub published: Option<Days>,
    /// Takes effect.
    pub effective: Option<Days>,
    /// Known, where written; see [`Act::known`].
    pub known_from: Option<Days>,
    /// Acts that came before it within a day.
    pub after: Vec<ActId>,
    /// Its parts: the unlabelled part first (always there, maybe without effects), then labels by name.
    pub parts: Ids<PartId>,
    /// Where.
    pub place: Place,
}

/// A labelled group of effects.
#[derive(Clone, PartialEq, Debug)]
pub struct Part {
    /// The act.
    pub act: ActId,
    /// `None` for the unlabelled part; `pardon.indulto` is the thing of the part labelled `indulto`.
    pub thing: Option<ThingId>,
    /// Its effects.
    pub effects: Ids<EffectId>,
}

/// Who carries an effect.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Owner {
    /// A part of an act.
    Part(PartId),
    /// A norm's `then`.
    Norm(NormId),
}

/// A duty's content.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Content {
    /// To do a deed.
    Deed(Deed),
    /// That a status holds, or (`not`) does not.
    That {
        /// Negated.
        not: bool,
        /// The status.
        status: Status,
    },
}

/// The mode of a duty.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Mode {
    /// A duty to do, or to see to it that.
    Requires,
    /// A duty to refrain.
    Forbids,
    /// Leave to do: no duty; it makes prohibitions yield.
    Permits,
    /// A recommendation: it never binds and is never breached, only followed or not.
    Urges,
}

/// What an effect does.
#[derive(Clone, PartialEq, Debug)]
pub enum Does {
    /// The author performs a deed. Never written for verbs: those are deeds by themselves.
    Deed(Deed),
    /// Carries a status.
    Begins(Status),
    /// Cuts a status.
    Ends(Status),
    /// `annuls`, `repeals`, `suspends`: attacks; the target is an act (all its parts), a part, or the variable of a norm;
    /// nothing where that stands for anything else.
    Attack(Attack, Arg),
    /// Annuls the target where `to` is concerned.
    Disapplies {
        /// The act or part.
        target: ThingId,
        /// The person, organ or thing.
        to: ThingId,
    },
    /// Undoes attacks.
    Restores(ThingId),
    /// Repeats effects on the author's own authority.
    Upholds(ThingId),
    /// A duty or a permission.
    Duty {
        /// Which mode.
        mode: Mode,
        /// On whom.
        bearer: Arg,
        /// To what.
        content: Content,
    },
    /// Ends the duties that live at an act or part; nothing where the variable of a norm stands for anything else.
    Discharges(Arg),
    /// Ends the duties of a bearer (exactly that one).
    DischargesDutiesOf(Arg),
    /// Another deadline.
    Moves {
        /// The act or part at which the duties live, or the variable of a norm.
        duty: Arg,
        /// The new deadline.
        to: Days,
    },
    /// An assessment of duties: see [`Said`].
    Finds(Said),
    /// The author's own word on duties.
    Claims(Said),
    /// The author denies a power.
    ClaimsNoPower {
        /// Whose.
        of: ThingId,
        /// Over what.
        over: ThingId,
    },
    /// A position.
    Says {
        /// Supports (true) or opposes what.
        stance: Option<(bool, ThingId)>,
        /// In words.
        text: Option<Box<str>>,
    },
    /// Rests on another act.
    Relies(ThingId),
    /// Norms only: the deed of the trigger is also this deed.
    CountsAs(Deed),
    /// Readings only: whoever does the deed of the trigger cannot do this one.
    Excludes(Deed),
    /// Readings only: while the conditions hold, this deed cannot be done.
    MakesImpossible(Deed),
    /// Norms only: the part of the trigger is not born.
    Void,
}

/// What is found or claimed of duties.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Said {
    /// The act or part at which they live; with `under`, also their bearer.
    pub of: ThingId,
    /// Only those that this norm lays.
    pub under: Option<NormId>,
    /// How they were met.
    pub outcome: Outcome,
    /// From which day on; the day it was made where nothing stands.
    pub as_of: Option<Days>,
}

/// Three ways of attacking.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Attack {
    /// Ex tunc.
    Annuls,
    /// Ex nunc.
    Repeals,
    /// For the time being.
    Suspends,
}

/// One effect.
#[derive(Clone, PartialEq, Debug)]
pub struct Effect {
    /// Who carries it.
    pub owner: Owner,
    /// What it does.
    pub does: Does,
    /// From, until, deadline, conditions; `None` where nothing is written.
    pub timing: Option<Box<Timing>>,
    /// Where.
    pub place: Place,
}

/// What is written behind an effect: when it works, for whom, and which debt it is about.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Timing {
    /// `from`
    pub from: Option<Moment>,
    /// `until`
    pub until: Option<Moment>,
    /// `after N of ANCHOR`
    pub after: Option<(Delay, Anchor)>,
    /// Deadline of a duty.
    pub deadline: Option<Deadline>,
    /// `then every N`
    pub every: Option<Delay>,
    /// Beneficiaries.
    pub beneficiaries: Vec<Arg>,
    /// `same as`: the act or part whose debt this debt repeats. One performance counts for both.
    pub same_as: Option<ThingId>,
    /// `towards`: the act or part whose duties a deed performs, and no others.
    pub towards: Option<ThingId>,
    /// `worth`: the quantity at which a payment counts, in hundredths, and its unit.
    pub worth: Option<(i64, Option<ThingId>)>,
    /// All must hold.
    pub conditions: Vec<Condition>,
}

/// A place in time.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Moment {
    /// A date.
    Date(Days),
    /// The making of an act.
    Act(ActId),
    /// The making of the act (or trigger) that carries the effect.
    Now,
    /// `until 120 days of made`: counted from a day of an act or a written day.
    Counted(Delay, Anchor),
    /// `for 2 years`: counted from the start.
    Lasting(Delay),
}

/// A calendar delay: `1 year and 6 months`. Years and months are counted first, then weeks and days.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Delay {
    /// Years, as written.
    pub years: u32,
    /// Months, as written.
    pub months: u32,
    /// Weeks, as written.
    pub weeks: u32,
    /// Days, as written.
    pub days: u32,
    /// It counts backwards.
    pub back: bool,
    /// What its days are, and where its end falls.
    pub count: Counting,
}

impl Delay {
    /// `0 days`
    pub fn is_zero(self) -> bool {
        (self.years, self.months, self.weeks, self.days) == (0, 0, 0, 0)
    }
}

/// A day of an act.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ActDay {
    /// The day it was made.
    Made,
    /// Notified; undetermined where not written.
    Notified,
    /// Published; undetermined where not written.
    Published,
    /// Its `effective` day, else the day it was made.
    Effect,
}

/// From what a delay counts.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Anchor {
    /// A day of an act; `None` is the act (or trigger) that carries the effect.
    Act(ActDay, Option<ActId>),
    /// The deadline of the first duty of a part.
    Deadline(PartId),
    /// The first day a status holds.
    First(Status),
    /// A written day: a birth or a death.
    On(Days),
}

/// The birth or the death of a person.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum LifeEvent {
    /// `born`
    Born,
    /// `died`
    Died,
}

/// A deadline as written.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Deadline {
    /// `by DATE`
    By(Days),
    /// `within N of ANCHOR`
    Within(Delay, Anchor),
    /// `at once`
    AtOnce,
}

/// When a condition is tested.
pub use vigente_syntax::ast::ConditionKind;

/// A condition: all tests must hold; `Unless` negates the whole.
#[derive(Clone, PartialEq, Debug)]
pub struct Condition {
    /// When it is tested.
    pub kind: ConditionKind,
    /// The tests.
    pub all: Vec<Test>,
    /// Where.
    pub place: Place,
}

/// One test.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Test {
    /// A status holds, or (`not`) does not.
    Status {
        /// Negated.
        not: bool,
        /// Which.
        status: Status,
    },
    /// How many bindings of a variable make a status hold.
    Count {
        /// The variable counted over (numbered within the norm or effect).
        var: u8,
        /// The status.
        status: Status,
        /// How to compare.
        compare: Compare,
        /// With what.
        number: u32,
    },
    /// A day of an act lies so to a date, or (`not`) does not.
    Dated {
        /// Negated.
        not: bool,
        /// The act or a part of it, or the variable of a norm; false where that stands for anything else.
        act: Arg,
        /// Which of its days.
        day: ActDay,
        /// How it lies.
        relation: Relation,
        /// To which date.
        date: Days,
    },
    /// Duties were in a state on the day before, or (`not`) were not.
    Duty {
        /// Negated.
        not: bool,
        /// Which.
        of: Tested,
        /// In which state.
        state: DutyState,
    },
}

/// Of which duties a condition asks the state.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Tested {
    /// Those that live at an act or part; none where the variable of a norm stands for anything else.
    At(Arg),
    /// Those of a bearer with this content.
    Of {
        /// Exactly this one.
        bearer: Arg,
        /// Duties to refrain, not to do.
        forbids: bool,
        /// To do what, or that what be so.
        content: Content,
        /// `in ?part`: the variable of the part at which they live ([`Model::called`]).
        part: Option<u8>,
    },
}

/// A state of duties that a condition asks for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum DutyState {
    /// It exists and does not yield.
    Binds,
    /// It exists and yields.
    Yields,
    /// What has become of it.
    Is(Performance),
    /// What has been found.
    Assessed(Outcome),
    /// What its bearer says.
    Claimed(Outcome),
}

/// Whose a norm is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum NormOf {
    /// A pack's norm, of a legal order.
    Order(ThingId),
    /// Enacted by an act or a part of one: operative while that is.
    Part(PartId),
    /// The dossier's own reading: it may only say what counts as what, and every viewpoint follows it.
    Reading,
}

/// Who does the deed of a trigger.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Subject {
    /// Binds the author.
    Var(u8),
    /// Binds the author and the root of its path.
    VarOf(u8, u8),
    /// Any author at or under the path.
    Under(ThingId),
}

/// What sets a norm off.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Trigger {
    /// Who does it.
    pub subject: Subject,
    /// What.
    pub deed: Deed,
    /// `?act of ?state` among the arguments: the variable of the argument, and that of the order it belongs to
    /// ([`Model::order_of`]).
    pub orders: Box<[(u8, u8)]>,
    /// `in ?part`: the variable of the part that does it ([`Model::called`]).
    pub part: Option<u8>,
}

/// A rule of a legal order.
#[derive(Clone, PartialEq, Debug)]
pub struct Norm {
    /// Its name.
    pub thing: ThingId,
    /// Whose.
    pub of: NormOf,
    /// The trigger; `None` for a norm that lives day by day.
    pub when: Option<Trigger>,
    /// All must hold.
    pub conditions: Vec<Condition>,
    /// What follows: `effects` whose owner is this norm.
    pub effects: Ids<EffectId>,
    /// `applies from`: it matches earlier deeds, too.
    pub applies_from: Option<Days>,
    /// `from`
    pub from: Option<Days>,
    /// `until`
    pub until: Option<Days>,
    /// Names of its variables, by number.
    pub vars: Vec<Box<str>>,
    /// Where.
    pub place: Place,
}

/// One rank of a viewpoint: prefixes tied by `=`; an empty list is `others`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rank {
    /// The prefixes; empty for `others`.
    pub prefixes: Vec<ThingId>,
}

/// Whose eyes.
#[derive(Clone, PartialEq, Debug)]
pub struct Viewpoint {
    /// Its name, usually an organ's path.
    pub name: Box<str>,
    /// In words.
    pub title: Title,
    /// Highest first.
    pub ranks: Vec<Rank>,
    /// `not PREFIX`
    pub excludes: Vec<ThingId>,
    /// `external PREFIX`: whose law binds a State, but not its organs.
    pub external: Vec<ThingId>,
    /// Nobody declares or offers one: it is a legal order's own, by default.
    pub assumed: bool,
    /// Where; of one by default, the first act of the order.
    pub place: Place,
}

/// A status that a record or a pack covers: what it does not say of it is not so.
#[derive(Clone, PartialEq, Debug)]
pub struct Coverage {
    /// Which.
    pub status: StatusId,
    /// Of whom; a variable stands for anything.
    pub args: Vec<Arg>,
    /// From this day on.
    pub from: Option<Days>,
    /// Up to this day, which is not covered any more.
    pub until: Option<Days>,
}

impl Coverage {
    /// The days on which what is covered for certain changes.
    pub fn bounds(&self) -> impl Iterator<Item = Day> + use<> {
        self.from.map(|from| from.hi).into_iter().chain(self.until.map(|until| until.lo))
    }

    /// Whether everything that these arguments may stand for is covered on a day for certain; a variable among them stands
    /// for anything.
    pub fn covers(&self, status: StatusId, args: &[Arg], day: Day) -> bool {
        let wider = |(own, asked): (&Arg, &Arg)| matches!(own, Arg::Var(_)) || own == asked;
        self.status == status
            && self.args.iter().zip(args).all(wider)
            && self.from.is_none_or(|from| day >= from.hi)
            && self.until.is_none_or(|until| day < until.lo)
    }
}

/// A source.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Source {
    /// Its name.
    pub name: Box<str>,
    /// Its title.
    pub title: Title,
    /// Other fields: `published`, `language`, `file`, `url`, `sha256`, `paragraphs`.
    pub fields: Vec<(Box<str>, Box<str>)>,
    /// Where.
    pub place: Place,
}

/// What a citation supports.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Cited {
    /// An act.
    Act(ActId),
    /// An effect.
    Effect(EffectId),
    /// A norm.
    Norm(NormId),
    /// A declared thing.
    Thing(ThingId),
    /// A dispute.
    Dispute(DisputeId),
}

/// A citation.
#[derive(Clone, PartialEq, Debug)]
pub struct Citation {
    /// What it supports.
    pub of: Cited,
    /// The source.
    pub source: SourceId,
    /// `contradicts` instead of `cites`.
    pub contradicts: bool,
    /// The pinpoint, words joined by one space.
    pub pin: Box<str>,
    /// The quote, unescaped.
    pub quote: Option<Box<str>>,
    /// The first digits of the hash of the normalised paragraph.
    pub hash: Option<Box<str>>,
    /// Where.
    pub place: Place,
}

/// Another reading of a date.
#[derive(Clone, PartialEq, Debug)]
pub struct Dispute {
    /// The act.
    pub act: ActId,
    /// `made`, `notified`, `report.by`, as written.
    pub what: Box<str>,
    /// The other reading.
    pub date: Days,
    /// Where.
    pub place: Place,
}

/// An `expect` line, resolved against the model when it is asked by the stage that asks.
#[derive(Clone, PartialEq, Debug)]
pub struct Expectation {
    /// The day asked about.
    pub on: Days,
    /// The text behind `expect`, parsed again when asked.
    pub text: Box<str>,
    /// The byte of the file at which `text` begins, for `vigente_syntax::parse_query_at`.
    pub text_at: u32,
    /// Where.
    pub place: Place,
}

/// A pack that the record uses, itself or through another.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Pack {
    /// The name behind `use`.
    pub name: Box<str>,
    /// In words.
    pub title: Title,
    /// What it is at now; `None` where it does not say.
    pub version: Option<Box<str>>,
    /// The packs that it uses itself, in the order written, each once.
    pub uses: Vec<Box<str>>,
    /// Its files.
    pub files: Vec<FileId>,
}

/// A record.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Model {
    /// The dossier's name and title.
    pub matter: Option<(Box<str>, Title)>,
    /// The packs, sorted by name.
    pub packs: Arc<[Pack]>,
    /// Everything with a name, sorted by name.
    pub things: IndexVec<ThingId, Thing>,
    /// Titles, other names and fields of declared things, norms and acts that have any.
    pub details: BTreeMap<ThingId, Arc<Details>>,
    /// Organs whose title organs of other orders have, too: views add the order ([`Model::title`]).
    pub namesakes: BTreeSet<ThingId>,
    /// Sorted by made day (`lo`, then `hi`), then name.
    pub acts: IndexVec<ActId, Act>,
    /// Grouped by act.
    pub parts: IndexVec<PartId, Part>,
    /// Grouped by owner: parts first, then norms.
    pub effects: IndexVec<EffectId, Effect>,
    /// Sorted by name.
    pub norms: IndexVec<NormId, Norm>,
    /// Pool of arguments.
    pub args: Vec<Arg>,
    /// Declared statuses, sorted by name.
    pub statuses: Arc<[Declared]>,
    /// Declared deeds, sorted by name, the verbs' deeds (`annul`, `repeal`, …) among them.
    pub deeds: Arc<[Declared]>,
    /// The deeds that a verb is: `annuls X` is `annul(X)`; `finds X breached` is `find(X)` and, with its outcome,
    /// `find-breached(X)`.
    pub verb_deeds: BTreeMap<(Verb, Option<Outcome>), DeedId>,
    /// Sorted by name.
    pub viewpoints: IndexVec<ViewpointId, Viewpoint>,
    /// Sorted by name.
    pub sources: IndexVec<SourceId, Source>,
    /// In the order of what they support.
    pub citations: IndexVec<CitationId, Citation>,
    /// Other readings of dates.
    pub disputes: IndexVec<DisputeId, Dispute>,
    /// `ref F24` lines.
    pub refs: Vec<(ActId, Box<str>)>,
    /// By place.
    pub expectations: Vec<Expectation>,
    /// What is read from other matters, by name.
    pub imports: IndexVec<ImportId, Import>,
    /// The statuses that these may say to hold, sorted by name and arguments.
    pub imported: IndexVec<ImportedId, ImportedStatus>,
    /// What the record and its packs cover: there silence means no.
    pub coverage: Vec<Coverage>,
    /// After how long a claim about a duty of this order grows stale.
    pub stale_after: BTreeMap<ThingId, Delay>,
    /// By name.
    pub calendars: Vec<Calendar>,
    /// By norm.
    pub counting_rules: Vec<CountingRule>,
    /// When people were born and died, as far as that is written.
    pub lives: BTreeMap<(ThingId, LifeEvent), Days>,
}

/// Each id finds what it numbers and nothing else: `model[act].made`. An index into the wrong list does not compile.
macro_rules! items {
    ($($id:ty => $list:ident: $item:ty),* $(,)?) => {$(
        impl Index<$id> for Model {
            type Output = $item;
            #[inline]
            fn index(&self, id: $id) -> &$item {
                &self.$list[id.index()]
            }
        }
    )*};
}

items! {
    ThingId => things: Thing,
    ActId => acts: Act,
    PartId => parts: Part,
    EffectId => effects: Effect,
    NormId => norms: Norm,
    StatusId => statuses: Declared,
    DeedId => deeds: Declared,
    ViewpointId => viewpoints: Viewpoint,
    SourceId => sources: Source,
    CitationId => citations: Citation,
    DisputeId => disputes: Dispute,
}

impl Model {
    /// The arguments of a deed or status.
    #[inline]
    pub fn args(&self, range: ArgRange) -> &[Arg] {
        &self.args[range.start as usize..(range.start + range.len) as usize]
    }

    /// The thing with this full name.
    pub fn thing(&self, name: &str) -> Option<ThingId> {
        self.things.binary_search_by(|t| (*t.name).cmp(name)).ok()
    }

    /// The things that have this for another name (`aka`), capitals or not, by name.
    pub fn also_called(&self, name: &str) -> Vec<ThingId> {
        let wanted = name.to_lowercase();
        let called = |d: &Details| d.aka.iter().any(|a| a.to_lowercase() == wanted);
        self.details.iter().filter(|(_, d)| called(d)).map(|(id, _)| *id).collect()
    }

    /// The latest day on which an act may have been made, here or in the matters that are read; the first of all days
    /// where there is none.
    pub fn last_made(&self) -> Day {
        let (mut last, mut seen, mut todo) = (Day::MIN, Vec::new(), vec![self]);
        while let Some(model) = todo.pop() {
            last = model.acts.iter().map(|a| a.made.hi).max().map_or(last, |day| last.max(day));
            for read in &model.imports {
                // Several may read one matter: each is looked at once.
                if !seen.contains(&Arc::as_ptr(&read.model)) {
                    seen.push(Arc::as_ptr(&read.model));
                    todo.push(&read.model);
                }
            }
        }
        last
    }

    /// Whether the record or a pack states that it covers all that these arguments may stand for on a day.
    pub fn covers(&self, status: StatusId, args: &[Arg], day: Day) -> bool {
        self.coverage.iter().any(|one| one.covers(status, args, day))
    }

    /// The viewpoint of this name.
    pub fn viewpoint(&self, name: &str) -> Option<ViewpointId> {
        self.viewpoints.binary_search_by(|v| (*v.name).cmp(name)).ok()
    }

    /// The full name of a thing.
    #[inline]
    pub fn name(&self, id: ThingId) -> &str {
        &self[id].name
    }

    /// Whether `inner` is `outer` or a part of it, by path.
    pub fn within(&self, inner: ThingId, outer: ThingId) -> bool {
        let mut at = Some(inner);
        while let Some(id) = at {
            if id == outer {
                return true;
            }
            at = self[id].parent;
        }
        false
    }

    /// The instrument after which a norm is named, `CF` for `CF.5.2`: the longest declared one whose path begins its
    /// name.
    pub fn instrument_of(&self, norm: NormId) -> Option<ThingId> {
        let mut at = self[self[norm].thing].parent;
        while let Some(id) = at.filter(|&id| self[id].kind != ThingKind::Instrument) {
            at = self[id].parent;
        }
        at
    }

    /// What a part is called: by its own name, or by that of its act where it has no label.
    pub fn called(&self, part: PartId) -> ThingId {
        self.called_of(&self[part])
    }

    /// The same of a part at hand.
    pub fn called_of(&self, part: &Part) -> ThingId {
        part.thing.unwrap_or(self[part.act].thing)
    }

    /// The order that a thing belongs to: an act or a part of one to that of its author, anything else to the root of
    /// its path.
    pub fn order_of(&self, thing: ThingId) -> ThingId {
        let of = match self[thing].kind {
            ThingKind::Act(act) => self[act].author,
            ThingKind::Part(part) => self[self[part].act].author,
            _ => thing,
        };
        self[of].root
    }

    /// The parts that an act or part names; empty for any other thing.
    pub fn parts_of(&self, thing: ThingId) -> Ids<PartId> {
        match self[thing].kind {
            ThingKind::Act(act) => self[act].parts.clone(),
            ThingKind::Part(part) => Ids::one(part),
            _ => Ids::default(),
        }
    }
}

impl Act {
    /// One of its days; `None` where it is not written.
    pub fn day(&self, day: ActDay) -> Option<Days> {
        match day {
            ActDay::Made => Some(self.made),
            ActDay::Notified => self.notified,
            ActDay::Published => self.published,
            ActDay::Effect => Some(self.start()),
        }
    }

    /// The days from which the record knows this act: `known`, else the earliest of notified and published, else made.
    pub fn known(&self) -> Days {
        if let Some(known) = self.known_from {
            return known;
        }
        match (self.notified, self.published) {
            (Some(a), Some(b)) => Days { lo: a.lo.min(b.lo), hi: a.hi.min(b.hi) },
            (Some(a), None) | (None, Some(a)) => a,
            (None, None) => self.made,
        }
    }

    /// The days on which its effects start: `effective`, else made.
    pub fn start(&self) -> Days {
        self.effective.unwrap_or(self.made)
    }
}
