//! Writes small, difficult random dossiers: few names, few days, many attacks.

mod acts;
mod chance;
mod norms;

use std::collections::BTreeMap;
use std::fmt::Write;

use vigente_model::Day;

pub use chance::Chance;

/// How often each feature stands in a text.
pub type Features = BTreeMap<&'static str, u32>;

/// The first day on which a random dossier's acts are made.
pub const FIRST_DAY: &str = "2020-01-01";

/// Everybody who may act.
const AUTHORS: [&str; 9] = ["A", "A.C", "A.C.X", "A.G", "A.G.Y", "B", "B.K", "N.Z", "p"];
const PERSONS: [&str; 3] = ["p", "q", "r"];

/// What every dossier declares.
const DECLARATIONS: &str = "\
order A \"First order\"
organ A.C \"Court\"
organ A.C.X \"Chamber\"
organ A.G \"Government\"
organ A.G.Y \"Ministry\"
order B \"Second order\"
organ B.K \"Court\"
order N \"Unlisted order\"
organ N.Z \"Organ\"
person p \"P\"
person q \"Q\"
  died 2020-02-01
person r \"R\"
fact status f(person)
status s(person)
status w(person)
status v(person, person)
status n(act)
deed d(person)
deed e(person)
fact deed g(person)
deed t(act)
fact deed pay(person, quantity)
";

/// What most of a dossier is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Theme {
    Standing,
    Statuses,
    Duties,
    Debts,
    All,
}

/// An act that has been written.
struct Written {
    name: String,
    /// Names of the act and its labelled parts.
    names: Vec<String>,
    /// Names at which duties live.
    duties: Vec<String>,
    /// What its duties ask for: bearer and deed.
    asked: Vec<(String, String)>,
    day: usize,
    attacks: bool,
}

/// What is being written.
struct Writer {
    chance: Chance,
    /// For what was added to the language later, so that the rest of a dossier stays as it is.
    added: Chance,
    /// Whether the start just written counts from what must be worked out.
    start_counts: bool,
    /// After which some norms are named.
    instrument: Option<&'static str>,
    text: String,
    features: Features,
    theme: Theme,
    acts: Vec<Written>,
    /// How many acts and norms there will be.
    act_count: usize,
    norm_count: usize,
    authors: Vec<&'static str>,
    days: Vec<usize>,
    /// The variable of an act that the trigger of the norm being written binds.
    bound_act: Option<&'static str>,
    /// That of an order, beside the subject's.
    bound_order: Option<&'static str>,
}

/// A random dossier, the same for the same seed, and what is in it.
pub fn dossier(seed: u64) -> (String, Features) {
    let mut chance = Chance::new(seed);
    let theme = *chance.one(&[Theme::Standing, Theme::Statuses, Theme::Duties, Theme::Debts, Theme::All]);
    let mut authors = AUTHORS.to_vec();
    chance.shuffle(&mut authors);
    authors.truncate(2 + chance.below(4));
    let mut days: Vec<usize> = (0..2 + chance.below(8)).map(|_| chance.below(60)).collect();
    days.sort_unstable();
    let mut writer = Writer {
        chance,
        added: Chance::new(!seed),
        start_counts: false,
        instrument: None,
        text: DECLARATIONS.to_string(),
        features: Features::new(),
        theme,
        acts: Vec::new(),
        act_count: 0,
        norm_count: 0,
        authors,
        days,
        bound_act: None,
        bound_order: None,
    };
    if writer.added.percent(25) {
        writer.mark("instrument");
        let instrument = *writer.added.one(&["c", "A.c"]);
        writer.instrument = Some(instrument);
        writer.text += &format!("instrument {instrument} \"Instrument\"\n");
    }
    writer.viewpoints();
    writer.act_count = 3 + writer.chance.below(10).min(writer.chance.below(10));
    writer.norm_count = match theme {
        Theme::Standing => writer.chance.below(3),
        Theme::Statuses => 1 + writer.chance.below(4),
        _ => writer.chance.below(4),
    };
    writer.write_acts();
    writer.write_norms();
    writer.write_facts_of_life();
    if let Some(instrument) = writer.instrument {
        for norm in ["n0", "n1"] {
            writer.text = writer.text.replace(norm, &format!("{instrument}.{norm}"));
        }
    }
    (writer.text, writer.features)
}

/// A random dossier that reads some statuses of another, which stands behind it after a line `;;; matter other`.
pub fn reader(seed: u64) -> String {
    let (text, _) = dossier(seed);
    let (other, _) = dossier(seed ^ 0xA5A5_0000_0000);
    let mut chance = Chance::new(seed.wrapping_add(17));
    let mut read: Vec<&str> = ["f", "s", "w", "v", "n"].into_iter().filter(|_| chance.percent(60)).collect();
    if read.is_empty() {
        read.push("s");
    }
    format!("matter own\n  reads {} from other\n{text}\n;;; matter other\n{other}", read.join(", "))
}

/// The day that a number of days after [`FIRST_DAY`] is.
pub fn day_after_first(days: i32) -> Day {
    Day(18262 + days)
}

/// A day in the calendar, some days after the first.
fn date(day: usize) -> String {
    day_after_first(day as i32).to_string()
}

impl Writer {
    fn mark(&mut self, feature: &'static str) {
        *self.features.entry(feature).or_default() += 1;
    }

    /// A date near the acts, sometimes uncertain.
    fn some_date(&mut self) -> String {
        let day = match self.chance.below(3) {
            0 => *self.chance.one(&self.days),
            1 => *self.chance.one(&self.days) + 1 + self.chance.below(20),
            _ => self.chance.below(75),
        };
        self.maybe_uncertain(day, 12)
    }

    fn maybe_uncertain(&mut self, day: usize, percent: usize) -> String {
        if self.chance.percent(percent) {
            self.mark("uncertain date");
            let until = day + 1 + self.chance.below(8);
            format!("{}/{}", date(day), date(until))
        } else {
            date(day)
        }
    }

    fn delay(&mut self) -> String {
        match self.chance.below(13) {
            12 => {
                self.mark("compound time");
                let (weeks, days) = (1 + self.chance.below(3), 1 + self.chance.below(9));
                match self.chance.below(3) {
                    0 => format!("1 month and {days} days"),
                    1 => format!("{weeks} weeks and {days} days"),
                    _ => format!("1 month and {weeks} weeks"),
                }
            }
            0 => "1 month".to_string(),
            1 => "2 weeks".to_string(),
            2 => "0 days".to_string(),
            n => format!("{} days", n.saturating_sub(2)),
        }
    }

    /// Two or three ways to rank the authors.
    fn viewpoints(&mut self) {
        for i in 0..2 + self.chance.below(2) {
            let mut listed: Vec<&str> = AUTHORS.iter().copied().filter(|_| self.chance.percent(55)).collect();
            self.chance.shuffle(&mut listed);
            let mut excluded = Vec::new();
            if listed.len() > 2 && self.chance.percent(25) {
                excluded.extend(listed.pop());
                self.mark("not PREFIX");
            }
            if listed.is_empty() {
                listed.push("A");
            }
            let mut ranks = String::new();
            for (n, prefix) in listed.iter().enumerate() {
                if n > 0 {
                    let tie = self.chance.percent(25);
                    if tie {
                        self.mark("tie");
                    }
                    ranks += if tie { " = " } else { " > " };
                }
                ranks += prefix;
            }
            if self.chance.percent(35) {
                self.mark("others");
                ranks += " > others";
            }
            let mut abroad = Vec::new();
            if self.added.percent(20) {
                self.mark("external");
                abroad.push(*self.added.one::<&str>(&AUTHORS));
            }
            if let Some(instrument) = self.instrument {
                match self.added.below(8) {
                    0 => excluded.push(instrument),
                    1 | 2 => abroad.push(instrument),
                    3 => ranks = format!("{instrument} > {ranks}"),
                    4 | 5 => ranks = ranks.replacen(" > ", &format!(" > {instrument} > "), 1),
                    6 => ranks = ranks.replacen(" > ", &format!(" = {instrument} > "), 1),
                    _ => {}
                }
            }
            let _ = writeln!(self.text, "\nviewpoint V{i} \"Viewpoint {i}\"\n  prefers {ranks}");
            for (word, prefixes) in [("not", excluded), ("external", abroad)] {
                if !prefixes.is_empty() {
                    let _ = writeln!(self.text, "  {word} {}", prefixes.join(", "));
                }
            }
        }
    }

    fn person(&mut self) -> &'static str {
        // Two of three times the same one: few names, many meetings.
        if self.chance.percent(60) { PERSONS[0] } else { self.chance.one::<&str>(&PERSONS) }
    }

    fn somebody(&mut self) -> &'static str {
        if self.chance.percent(80) {
            self.chance.one::<&str>(&self.authors)
        } else {
            self.chance.one::<&str>(&AUTHORS)
        }
    }

    /// A status without variables: a fact, a status that acts begin, or one that norms begin too.
    fn status(&mut self) -> String {
        let (person, other) = (self.person(), self.person());
        match self.chance.below(11) {
            10 if !self.acts.is_empty() => format!("n({})", self.some_act(30)),
            0..=2 => format!("f({person})"),
            3..=6 => format!("s({person})"),
            7 | 8 => format!("w({person})"),
            _ => format!("v({person}, {other})"),
        }
    }

    /// A deed without variables; verbs are deeds, too.
    fn deed(&mut self) -> String {
        let person = self.person();
        if self.theme == Theme::Debts && self.chance.percent(80) {
            return format!("pay({person}, {} USD)", *self.chance.one(&[20, 30, 50, 100]));
        }
        match self.chance.below(13) {
            0..=3 => format!("d({person})"),
            4..=6 => format!("e({person})"),
            7..=9 => format!("g({person})"),
            10 if !self.acts.is_empty() => {
                self.mark("verb as deed");
                let act = self.some_act(30);
                let verb =
                    *self.chance.one(&["annul", "repeal", "suspend", "restore", "uphold", "find-breached"]);
                format!("{verb}({act})")
            }
            11 if !self.acts.is_empty() => {
                let act = if self.chance.percent(50) { self.some_duty() } else { self.some_act(40) };
                format!("t({act})")
            }
            _ => format!("pay({person}, {} USD)", *self.chance.one(&[20, 30, 50, 100])),
        }
    }

    /// The name of an act or part that has been written, late ones and attackers sooner.
    fn some_act(&mut self, part_percent: usize) -> String {
        let n = self.acts.len();
        let mut at = self.chance.below(n);
        if self.chance.percent(40) {
            at = n - 1 - self.chance.below(n.min(3));
        }
        if self.chance.percent(30) && !self.acts[at].attacks {
            at = self.chance.below(n);
        }
        let act = &self.acts[at];
        if act.names.len() > 1 && self.chance.percent(part_percent) {
            return self.chance.one(&act.names[1..]).clone();
        }
        act.names[0].clone()
    }

    /// What became of a duty by the day before, sometimes.
    fn duty_test(&mut self, person: &str) -> Option<String> {
        let about = !matches!(self.theme, Theme::Standing | Theme::Statuses);
        if !about || self.acts.is_empty() || !self.chance.percent(25) {
            return None;
        }
        self.mark("state of a duty");
        let of = match self.chance.below(3) {
            0 => self.duties_of(person),
            _ => self.bound_act.map_or_else(|| self.some_duty(), str::to_string),
        };
        Some(format!("{of} {}", self.duty_state()))
    }

    /// How a day of an act lies to a date, sometimes.
    fn date_test(&mut self) -> Option<String> {
        if self.acts.is_empty() || !self.chance.percent(if self.bound_act.is_some() { 35 } else { 8 }) {
            return None;
        }
        self.mark("comparison of dates");
        let act = self.bound_act.map_or_else(|| self.some_act(30), str::to_string);
        let day = *self.chance.one(&["made", "made", "notified", "published", "effective"]);
        let relation = *self.chance.one(&["before", "on or before", "on", "on or after", "after"]);
        Some(format!("{act} {day} {relation} {}", self.some_date()))
    }

    /// A state of duties, as a condition asks for it.
    fn duty_state(&mut self) -> &'static str {
        self.chance.weighted(&[
            (2, "binds"),
            (1, "yields"),
            (3, "is pending"),
            (3, "is performed"),
            (2, "is late"),
            (7, "is overdue"),
            (2, "is partly"),
            (2, "is lifted"),
            (2, "is observed"),
            (3, "is broken"),
            (1, "is overridden"),
            (2, "is followed"),
            (2, "is kept"),
            (2, "is unkept"),
            (2, "is assessed breached"),
            (1, "is claimed fulfilled"),
        ])
    }

    /// The duties of somebody to do something, or that something be so.
    fn duties_of(&mut self, person: &str) -> String {
        self.mark("duty of B");
        let bearer = self.somebody();
        match self.chance.below(5) {
            0 => format!("duty of {bearer} not to d({person})"),
            1 => format!("duty of {bearer} that s({person})"),
            2 => format!("duty of {bearer} to pay(p, 50 USD)"),
            _ => format!("duty of {bearer} to {}({person})", *self.chance.one(&["d", "e", "g"])),
        }
    }

    /// `if`, `while`, `unless` behind an effect or in a norm, over statuses that are written by `status`.
    fn condition(&mut self, kind: &'static str, mut status: impl FnMut(&mut Writer) -> String) -> String {
        self.mark(kind);
        if self.chance.percent(12) {
            self.mark("count");
            let what = *self.chance.one(&["s(?c)", "f(?c)", "v(?c, p)"]);
            let compare = *self.chance.one(&[">=", ">", "<", "<=", "="]);
            let number = self.chance.below(3);
            return format!("{kind} count(?c: {what}) {compare} {number}");
        }
        let mut tests = Vec::new();
        for _ in 0..1 + usize::from(self.chance.percent(20)) {
            let not = if kind != "unless" && self.chance.percent(25) { "not " } else { "" };
            let test = self.duty_test("p").or_else(|| self.date_test()).unwrap_or_else(|| status(self));
            tests.push(format!("{not}{test}"));
        }
        format!("{kind} {}", tests.join(" and "))
    }
}
