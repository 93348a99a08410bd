//! The syntax tree: what a `.vig` file says, as written.
//!
//! Every node borrows from the text and knows its place. Nothing is resolved here: a name is a word, a date is
//! the characters of a date. `vigente_resolve` finds out what a word *means*.

#![allow(missing_docs, reason = "fields of variants read as the syntax written above them")]

use std::ops::Range;

/// A stretch of one file, in bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// A name as written: an identifier or a dotted path, `PE.TC`, `tc-2022.execute`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Word<'t> {
    /// The characters.
    pub text: &'t str,
    /// Where.
    pub at: Span,
}

/// A quoted string as written, without its quotes; escapes (`\"`, `\\`) still in place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Quoted<'t> {
    /// The characters between the quotes.
    pub raw: &'t str,
    /// Where, quotes included.
    pub at: Span,
}

/// A date as written: `2018-06-15`, `1992-04`, `2018-10-28/2018-10-29`, `2019~`. Not yet checked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DateText<'t> {
    /// The characters.
    pub text: &'t str,
    /// Where.
    pub at: Span,
}

/// `20000`, `20000.50 USD`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Amount<'t> {
    /// The digits as written.
    pub digits: &'t str,
    /// The unit, if one stands.
    pub unit: Option<Word<'t>>,
    /// Where.
    pub at: Span,
}

/// One argument of a deed or a status, or a bearer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Arg<'t> {
    /// A declared thing.
    Name(Word<'t>),
    /// `?x`; the text is without the question mark.
    Var(Word<'t>),
    /// A quantity.
    Amount(Amount<'t>),
}

/// `release(fujimori)`, `accept-jurisdiction`: a deed or a status with its arguments.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Call<'t> {
    /// The deed or status.
    pub name: Word<'t>,
    /// Its arguments; empty also where no parentheses stand.
    pub args: Vec<Arg<'t>>,
    /// Where.
    pub at: Span,
}

/// A whole file.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct File<'t> {
    /// In the order of the text, also those of which the head cannot be read ([`Head::Unreadable`]).
    pub entries: Vec<Entry<'t>>,
}

/// A head line and what is indented under it.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry<'t> {
    /// What is declared or dated.
    pub head: Head<'t>,
    /// The indented lines.
    pub lines: Vec<Line<'t>>,
    /// Where, head and lines.
    pub at: Span,
}

impl Entry<'_> {
    /// The entry as whole lines of its text, with the indented comments right below, without the last line end.
    pub fn block(&self, text: &str) -> Range<usize> {
        let end_of_line = |at: usize| text[at..].find('\n').map_or(text.len(), |n| at + n);
        let start = text[..self.at.start as usize].rfind('\n').map_or(0, |n| n + 1);
        let mut end = end_of_line(self.at.end as usize);
        while let Some(below) = text.get(end + 1..)
            && below.starts_with([' ', '\t'])
            && below.trim_start_matches([' ', '\t']).starts_with(';')
        {
            end = end_of_line(end + 1);
        }
        start..end
    }
}

/// What plain declarations declare.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DeclKind {
    /// `matter ID "title"`
    Matter,
    /// `pack ID "title"`, first entry of a pack, with a `version` line.
    Pack,
    /// `order ID "name"`: a legal order, and the State or organisation whose it is.
    Order,
    /// `organ PATH "name"`: the path starts with its order.
    Organ,
    /// `instrument ID "name"`: a treaty, a constitution, a code.
    Instrument,
    /// `person ID "name"`
    Person,
    /// `thing ID "name"`: anything else that a deed or status speaks of.
    Thing,
    /// `source ID "title"`
    Source,
    /// `viewpoint PATH "title"`
    Viewpoint,
    /// `calendar PATH "title"`
    Calendar,
}

/// The first line of an entry.
#[derive(Clone, PartialEq, Debug)]
pub enum Head<'t> {
    /// `use inter-american`, `use inter-american "1.2"`
    Use { pack: Word<'t>, version: Option<Quoted<'t>> },
    /// Plain declarations.
    Declare { kind: DeclKind, name: Word<'t>, title: Option<Quoted<'t>> },
    /// `[fact] status party(state, instrument) ["title"]`
    Status { fact: bool, name: Word<'t>, params: Vec<Word<'t>>, title: Option<Quoted<'t>> },
    /// `[fact] deed release(person) ["title"]`
    Deed { fact: bool, name: Word<'t>, params: Vec<Word<'t>>, title: Option<Quoted<'t>> },
    /// `norm ACHR.78.1 of IA "…"`, `norm x by ACT "…"`, `norm x "…"` (the dossier's own reading)
    Norm { name: Word<'t>, of: Option<Word<'t>>, by: Option<Word<'t>>, title: Option<Quoted<'t>> },
    /// `2018-05-30 iacthr-2018 IA.Court "…"`
    Act { date: DateText<'t>, name: Word<'t>, author: Word<'t>, title: Option<Quoted<'t>> },
    /// `2018-05-01 expect as it stood: pardon.indulto in force "F24"`
    Expect { date: DateText<'t>, expect: Expect<'t> },
    /// A line that begins an entry but cannot be read, as written. A diagnostic says why.
    Unreadable { text: &'t str, at: Span },
}

impl<'t> Head<'t> {
    /// The words of a head that cannot be read, up to its title or a comment: any of them may be the name that it
    /// declares. Of other heads, none.
    pub fn unread_words(&self) -> impl Iterator<Item = &'t str> + use<'t> {
        let text = if let Head::Unreadable { text, .. } = *self { text } else { "" };
        let words = text.split(['"', ';']).next().unwrap_or_default();
        words.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty())
    }
}

/// An expectation, or a question typed at the command line.
#[derive(Clone, PartialEq, Debug)]
pub struct Expect<'t> {
    /// `as it stood`: only acts made by the day asked about.
    pub as_it_stood: bool,
    /// `made by DATE`
    pub made_by: Option<DateText<'t>>,
    /// `known by DATE`
    pub known_by: Option<DateText<'t>>,
    /// `PE.TC:`; none asks all viewpoints.
    pub viewpoint: Option<Word<'t>>,
    /// What is asked.
    pub query: Query<'t>,
    /// A trailing note, such as the fact it rests on.
    pub note: Option<Quoted<'t>>,
    /// All of it as written, without the word `expect` and without a comment: reads the same again with
    /// [`crate::parse_query_at`] from `at.start` on.
    pub text: &'t str,
    /// Where `text` stands.
    pub at: Span,
}

/// What can be asked of a record on a day.
#[derive(Clone, PartialEq, Debug)]
pub enum Query<'t> {
    /// `not QUERY`
    Not(Box<Query<'t>>),
    /// `undetermined QUERY`: the record does not decide.
    Undetermined(Box<Query<'t>>),
    /// `contested QUERY`: viewpoints of the matter differ.
    Contested(Box<Query<'t>>),
    /// `silent QUERY`: the viewpoint does not recognise the author.
    Silent(Box<Query<'t>>),
    /// A bare name: what it is, is decided when names are resolved (command line only).
    Name(Word<'t>),
    /// `X in force`, `X operative`, `X stands`, `X annulled`, `X repealed`, `X suspended`, `X on record`, `X rests on fallen`
    Part { what: Word<'t>, state: PartState },
    /// `DUTY binds`, `DUTY pending`, …
    Duty { duty: Word<'t>, state: DutyState<'t> },
    /// `sentence(fujimori)`: the status holds, or (for a deed) it has been done by that day.
    Holds(Call<'t>),
    /// `PE.INPE must release(fujimori)`; no bearer: `nobody must …` is `Not(Must{bearer: None})`, i.e. somebody must.
    Must { bearer: Option<Word<'t>>, not: bool, deed: Call<'t> },
    /// `collision on X`: a deed or status, or the name of a part (then `args` is empty).
    Collision(Call<'t>),
    /// `count(?x: party(?x, ACHR)) = 23`
    Count(Count<'t>),
}

/// States of an act or part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PartState {
    /// Vigencia.
    InForce,
    /// Eficacia.
    Operative,
    /// Not annulled, not void.
    Stands,
    /// Under a standing annulment.
    Annulled,
    /// Ended from a day on.
    Repealed,
    /// Without effect for the time being.
    Suspended,
    /// Made and known, as asked.
    OnRecord,
    /// `rests on fallen`: it relies on an act that does not stand.
    RestsOnFallen,
}

/// States of a duty.
#[derive(Clone, PartialEq, Debug)]
pub enum DutyState<'t> {
    /// It exists and does not yield.
    Binds,
    /// It exists but a prevailing contrary duty (or permission) makes it yield; `to` names one.
    Yields { to: Option<Word<'t>> },
    /// A word of performance: see [`Performance`].
    Is(Performance),
    /// `due DATE`
    Due(DateText<'t>),
    /// `assessed breached`
    Assessed(Outcome),
    /// `claimed fulfilled`
    Claimed(Outcome),
}

/// Where performance of a duty stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Performance {
    /// `pending`
    Pending,
    /// `performed` (in time)
    Performed,
    /// `late`: performed late
    Late,
    /// `overdue`
    Overdue,
    /// `partly`: a quantity below its target
    Partly,
    /// `lifted`: the source ceased first
    Lifted,
    /// `observed`: a prohibition with no breach so far
    Observed,
    /// `broken`: a prohibition with a breach
    Broken,
    /// `impossible`: what is asked for cannot be done
    Impossible,
    /// `defeated`: its bearer has made it impossible
    Defeated,
    /// `overridden`: the forbidden deed was done while the prohibition gave way
    Overridden,
    /// `followed`: what was recommended was done
    Followed,
    /// `kept`: a required status holds
    Kept,
    /// `unkept`: a required status does not hold, and had to
    Unkept,
}

/// What somebody says of a duty.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Outcome {
    /// `fulfilled`
    Fulfilled,
    /// `partly`
    Partly,
    /// `breached`
    Breached,
}

/// An indented line.
#[derive(Clone, PartialEq, Debug)]
pub enum Line<'t> {
    /// `es "título"`: a translation of the head's title; the language is a two-letter word.
    Title { language: Word<'t>, title: Quoted<'t> },
    /// `aka "IACtHR", "Corte IDH"`
    Aka(Vec<Quoted<'t>>),
    /// A dated field: `born`, `died`, `notified`, `published`, `effective`, `known`.
    Dated { field: Word<'t>, date: DateText<'t> },
    /// A field with text: `file "…"`, `url "…"`, `language es`, `version "…"`, `note "…"`, `sha256 "…"`, `paragraphs "12"`.
    Field { field: Word<'t>, value: Quoted<'t> },
    /// `ref F24`: the row of a table of facts that this carries.
    Ref(Vec<Word<'t>>),
    /// `unverified ["what"]`
    Unverified { at: Span, what: Option<Quoted<'t>> },
    /// `after ACT, ACT`: order within a day.
    After(Vec<Word<'t>>),
    /// `cites SOURCE [pin] ["quote"] [hash "…"]`
    Cites(Cite<'t>),
    /// `contradicts SOURCE …`: the source says otherwise.
    Contradicts(Cite<'t>),
    /// `disputed WHAT DATE [cites …]`: another reading of a date; WHAT is `made`, `notified`, `published`, `effective`, or `LABEL.by`.
    Disputed { what: Word<'t>, date: DateText<'t>, cites: Vec<Cite<'t>> },
    /// `reads STATUS, STATUS from MATTER` (matters): what another matter says of these statuses.
    Reads { statuses: Vec<Word<'t>>, matter: Word<'t>, at: Span },
    /// `covers STATUS [from DATE] [until DATE]` (matters, packs): where silence means no.
    Covers { status: Call<'t>, from: Option<DateText<'t>>, until: Option<DateText<'t>>, at: Span },
    /// `claims stale after 1 year` (orders)
    Stale { after: Delay<'t> },
    /// `covers from DATE until DATE` (calendars)
    Known { from: DateText<'t>, until: DateText<'t>, at: Span },
    /// `extends CALENDAR` (calendars)
    Extends(Word<'t>),
    /// `rest`, `holiday`, `closed`, `open` (calendars)
    Off {
        off: DaysOff<DateText<'t>>,
        title: Option<Quoted<'t>>,
        from: Option<DateText<'t>>,
        until: Option<DateText<'t>>,
        cites: Vec<Cite<'t>>,
        at: Span,
    },
    /// `prefers A > B = C > D` (viewpoints): ranks, each a list of ties; `others` as a word stands for everybody else.
    Prefers(Vec<Vec<Word<'t>>>),
    /// `not PREFIX, PREFIX` (viewpoints)
    Excludes(Vec<Word<'t>>),
    /// `external PREFIX, PREFIX` (viewpoints): whose law binds a State, but not its organs.
    External(Vec<Word<'t>>),
    /// An act's effect.
    Effect(Effect<'t>),
    /// `when SUBJECT does DEED [in ?part]` (norms)
    When {
        subject: Subject<'t>,
        deed: Call<'t>,
        /// `?act of ?state` among the arguments: the argument, and whose it is.
        orders: Vec<(Word<'t>, Word<'t>)>,
        /// The part of the act that does the deed.
        part: Option<Word<'t>>,
        at: Span,
    },
    /// `if …`, `while …`, `unless …` (norms)
    Condition(Condition<'t>),
    /// `then EFFECT` (norms)
    Then(Effect<'t>),
    /// `applies from DATE` (norms enacted by an act)
    AppliesFrom(DateText<'t>),
    /// `from DATE` (norms)
    From(DateText<'t>),
    /// `until DATE` (norms)
    Until(DateText<'t>),
}

/// Who does the deed of a `when`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Subject<'t> {
    /// `?organ`: the author exactly.
    Var(Word<'t>),
    /// `?organ of ?state`: the author, and the order it belongs to.
    VarOf(Word<'t>, Word<'t>),
    /// `PE`: any author at or under the path.
    Name(Word<'t>),
}

/// Where something is said: source, pinpoint, quote or hash.
#[derive(Clone, PartialEq, Debug)]
pub struct Cite<'t> {
    /// The source.
    pub source: Word<'t>,
    /// `art.1`, `para.3`, `consid.45-58`: the words as written, joined by one space by whoever shows them.
    pub pin: Vec<Word<'t>>,
    /// Its words, to be checked against its text.
    pub quote: Option<Quoted<'t>>,
    /// `hash "…"`: the first hexadecimal digits of the SHA-256 of the normalised paragraph.
    pub hash: Option<Quoted<'t>>,
    /// Where.
    pub at: Span,
}

/// The closed set of verbs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Verb {
    /// `does DEED`
    Does,
    /// `begins STATUS`
    Begins,
    /// `ends STATUS`
    Ends,
    /// `annuls X, Y`
    Annuls,
    /// `repeals X, Y`
    Repeals,
    /// `suspends X, Y`
    Suspends,
    /// `restores X, Y`
    Restores,
    /// `disapplies X to P`
    Disapplies,
    /// `upholds X, Y`
    Upholds,
    /// `requires B to DEED`, `requires B that [not] STATUS`
    Requires,
    /// `forbids B to DEED`
    Forbids,
    /// `permits B to DEED`
    Permits,
    /// `urges B to DEED`, `urges B that [not] STATUS`
    Urges,
    /// `discharges DUTY`, `discharges duties of P`
    Discharges,
    /// `moves DUTY to DATE`
    Moves,
    /// `finds DUTY breached [under NORM] [as of DATE]`, `finds B in breach of NORM [as of DATE]`
    Finds,
    /// `claims DUTY fulfilled [as of DATE]`, `claims no power of O over M`
    Claims,
    /// `says supports X ["…"]`, `says opposes X ["…"]`, `says "…"`
    Says,
    /// `relies on X`
    Relies,
    /// `counts as DEED` (norms)
    CountsAs,
    /// `excludes DEED` (norms): who does the deed of the trigger cannot do this one.
    Excludes,
    /// `makes impossible DEED` (norms)
    MakesImpossible,
    /// `void` (norms)
    Void,
    /// `periods …` (norms): how times are counted.
    Periods,
}

/// One effect: `[label:] VERB OBJECT MODIFIERS [cites …]`.
#[derive(Clone, PartialEq, Debug)]
pub struct Effect<'t> {
    /// The part it belongs to.
    pub label: Option<Word<'t>>,
    /// What it does.
    pub verb: Verb,
    /// To what.
    pub object: Object<'t>,
    /// When, until when, on which condition.
    pub modifiers: Vec<Modifier<'t>>,
    /// Where it says so.
    pub cites: Vec<Cite<'t>>,
    /// Where.
    pub at: Span,
}

/// What stands behind a verb.
#[derive(Clone, PartialEq, Debug)]
pub enum Object<'t> {
    /// A deed or status: `does`, `begins`, `ends`, `counts as`.
    Call(Call<'t>),
    /// Acts, parts: `annuls`, `repeals`, `suspends`, `restores`, `upholds`, `relies on`.
    Names(Vec<Word<'t>>),
    /// `annuls ?x`, `repeals ?x`, `suspends ?x` (norms)
    Bound(Word<'t>),
    /// `discharges DUTY, DUTY`
    Duties(Vec<Arg<'t>>),
    /// `disapplies X, Y to P`
    To { what: Vec<Word<'t>>, to: Word<'t> },
    /// `requires|forbids|permits|urges B to DEED`
    Deed { bearer: Arg<'t>, deed: Call<'t> },
    /// `requires|urges B that [not] STATUS`
    That { bearer: Arg<'t>, not: bool, status: Call<'t> },
    /// `discharges duties of P`
    DutiesOf(Arg<'t>),
    /// `moves DUTY to DATE`
    Move { duty: Arg<'t>, to: DateText<'t> },
    /// `finds|claims DUTY OUTCOME [as of DATE]`, `finds|claims X OUTCOME under NORM [as of DATE]`; `finds B in breach of NORM`
    /// is `finds B breached under NORM`.
    Outcome { duty: Word<'t>, outcome: Outcome, under: Option<Word<'t>>, as_of: Option<DateText<'t>> },
    /// `claims no power of O over M`
    NoPower { of: Word<'t>, over: Word<'t> },
    /// `says …`; stance is `supports` or `opposes` with what it is about.
    Said { stance: Option<(bool, Word<'t>)>, text: Option<Quoted<'t>> },
    /// `void`
    Nothing,
    /// `periods [of up to N days] run on working days in CALENDAR` and the like: see [`PeriodRule`]
    Periods { rule: PeriodRule, limit: Option<Delay<'t>>, calendar: Option<Word<'t>> },
}

/// How the law of an order counts times.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum PeriodRule {
    /// `run on working days`: their days are working days.
    Run,
    /// `end on working days`: what ends on another day ends on the next working day; counted backwards, on the one before.
    End,
    /// `stand still`: they do not run on the free days of a calendar.
    Still,
    /// `include their first day`: the day from which they count is the first.
    FirstDay,
    /// `count from the next day`: months and years count from the day after.
    NextDay,
    /// `before a day are clear`: counted backwards, a whole day more must lie between.
    Clear,
}

/// Which days a line of a calendar is about. `D` is a stretch of days.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DaysOff<D> {
    /// Weekdays, Monday is 0.
    Rest(Vec<i8>),
    /// A day of each year, or (`to`) a stretch, and where it is kept if it falls on certain weekdays.
    Yearly { day: YearDay, to: Option<YearDay>, shifts: Vec<Shift> },
    /// No working days.
    Closed(D),
    /// Working days all the same.
    Open(D),
}

/// A day of a year.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum YearDay {
    /// `28 july`
    On { day: i8, month: i8 },
    /// So many days after Easter Sunday.
    Easter(i32),
    /// `third monday of january`; -1 is the last.
    Nth { nth: i8, weekday: i8, month: i8 },
}

/// `or monday after if saturday`
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shift {
    /// The weekday on which it falls; Monday is 0.
    pub falls_on: i8,
    /// The weekday on which it is kept.
    pub to: i8,
    /// The next one, not the last.
    pub after: bool,
}

/// `1 year`, `6 months`, `2 weeks`, `90 days`, `1 year and 6 months`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Delay<'t> {
    /// How many of each.
    pub years: u32,
    pub months: u32,
    pub weeks: u32,
    pub days: u32,
    /// It counts backwards: `2 months before ANCHOR`.
    pub back: bool,
    /// `5 working days` (true), `5 calendar days` (false).
    pub working: Option<bool>,
    /// `in CALENDAR`, behind its anchor.
    pub calendar: Option<Word<'t>>,
    /// `, next working day`, `, previous working day`, behind its anchor.
    pub rolls: bool,
    /// Where.
    pub at: Span,
}

/// From what a delay counts.
#[derive(Clone, PartialEq, Debug)]
pub enum Anchor<'t> {
    /// `made`, `notified`, `published`, `effect`: of this act, or of the act named behind `of`.
    Day { which: Word<'t>, act: Option<Word<'t>> },
    /// `of ACT`: the day it was made.
    Act(Word<'t>),
    /// `of deadline DUTY`
    Deadline(Word<'t>),
    /// `of first STATUS`: the first day it holds.
    First(Call<'t>),
    /// `of born PERSON`, `of died PERSON`.
    Life { which: Word<'t>, person: Word<'t> },
}

/// A place in time that ends or begins an effect.
#[derive(Clone, PartialEq, Debug)]
pub enum Moment<'t> {
    /// A date.
    Date(DateText<'t>),
    /// The making of an act.
    Act(Word<'t>),
    /// `now`: the making of this act (`restores X from now`).
    Now(Span),
    /// `until 120 days of made`, `until 1 month before ACT`
    Counted(Delay<'t>, Anchor<'t>),
    /// `for 2 years`, counted from the start.
    Lasting(Delay<'t>),
}

/// What may follow an effect.
#[derive(Clone, PartialEq, Debug)]
pub enum Modifier<'t> {
    /// `from DATE`, `from now`
    From(Moment<'t>),
    /// `until DATE`, `until ACT`, `until 120 days of made`, `for 2 years`
    Until(Moment<'t>),
    /// `after 1 year of notified`, `from 2 months before ACT`
    After(Delay<'t>, Anchor<'t>),
    /// `within 6 months of notified`, `by 2 months before ACT` (duties)
    Within(Delay<'t>, Anchor<'t>),
    /// `by DATE` (duties)
    By(DateText<'t>),
    /// `at once` (duties)
    AtOnce(Span),
    /// `then every 3 months` (duties)
    Every(Delay<'t>),
    /// `for B, B` (duties)
    For(Vec<Arg<'t>>),
    /// `same as DUTY` (debts)
    SameAs(Word<'t>),
    /// `towards DUTY` (deeds)
    Towards(Word<'t>),
    /// `worth 1000 USD` (deeds)
    Worth(Amount<'t>),
    /// `if`, `while`, `unless`
    Condition(Condition<'t>),
}

/// `if A and B`, `while A`, `unless A`.
#[derive(Clone, PartialEq, Debug)]
pub struct Condition<'t> {
    /// Which word.
    pub kind: ConditionKind,
    /// All must hold (for `unless`: the whole is negated).
    pub all: Vec<Test<'t>>,
    /// Where.
    pub at: Span,
}

/// When a condition is tested.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ConditionKind {
    /// Once, at the trigger.
    If,
    /// Every day.
    While,
    /// Every day, negated.
    Unless,
}

/// One test of a condition.
#[derive(Clone, PartialEq, Debug)]
pub enum Test<'t> {
    /// `[not] STATUS`
    Status { not: bool, status: Call<'t> },
    /// `count(?x: STATUS) >= n`
    Count(Count<'t>),
    /// `ACT [is] [not] made|notified|published|effective before|on or before|on|on or after|after DATE`
    Dated {
        /// Negated.
        not: bool,
        /// Which act.
        act: Arg<'t>,
        /// Which of its days.
        day: Word<'t>,
        /// How it lies.
        relation: Relation,
        /// To which date.
        date: DateText<'t>,
        /// Where.
        at: Span,
    },
    /// `DUTY [is] [not] STATE`, `[not] duty of B … [is] [not] STATE`: on the day before.
    Duty {
        /// Negated.
        not: bool,
        /// Of which duties.
        of: Tested<'t>,
        /// In which state.
        state: DutyState<'t>,
        /// Where.
        at: Span,
    },
}

/// How a day lies to a date.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Relation {
    /// `before`
    Before,
    /// `on or before`
    OnOrBefore,
    /// `on`
    On,
    /// `on or after`
    OnOrAfter,
    /// `after`
    After,
}

/// Of which duties a condition asks the state.
#[derive(Clone, PartialEq, Debug)]
pub enum Tested<'t> {
    /// `ruling.report`, `?x`
    Named(Arg<'t>),
    /// `duty of B [not] to DEED [in ?part]`
    Deed { bearer: Arg<'t>, not: bool, deed: Call<'t>, part: Option<Word<'t>> },
    /// `duty of B that [not] STATUS [in ?part]`
    That { bearer: Arg<'t>, not: bool, status: Call<'t>, part: Option<Word<'t>> },
}

/// `count(?x: party(?x, ACHR)) >= 11`
#[derive(Clone, PartialEq, Debug)]
pub struct Count<'t> {
    /// The variable counted over.
    pub var: Word<'t>,
    /// What must hold of it.
    pub status: Call<'t>,
    /// How to compare.
    pub compare: Compare,
    /// With what.
    pub number: u32,
    /// Where.
    pub at: Span,
}

/// A comparison.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Compare {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `=`
    Equal,
    /// `>=`
    AtLeast,
    /// `>`
    More,
}
