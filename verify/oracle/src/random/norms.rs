//! The norms of a random dossier. Statuses are begun in a fixed order (f, then s, then w, then v), so that conditions
//! do not run in a circle.

use std::fmt::Write;

use super::{Theme, Writer};

/// Statuses in the order in which norms begin them; a norm asks only for earlier ones.
const STRATA: [&str; 4] = ["f", "s", "w", "v"];

impl Writer {
    pub(super) fn write_norms(&mut self) {
        for i in 0..self.norm_count {
            self.write_norm(i);
        }
    }

    fn write_norm(&mut self, i: usize) {
        let name = format!("n{i}");
        (self.bound_act, self.bound_order) = (None, None);
        let of = self.chance.weighted(&[(55, "of"), (30, "by"), (15, "reading")]);
        let mut head = format!("norm {name}");
        let mut applies_from = None;
        match of {
            "of" => {
                self.mark("norm of an order");
                let _ = write!(head, " of {}", *self.chance.one(&["A", "A", "A", "B", "N"]));
            }
            "by" => {
                self.mark("norm by an act");
                let _ = write!(head, " by {}", self.some_act(30));
                if self.chance.percent(35) {
                    applies_from = Some(self.some_date());
                }
            }
            _ => self.mark("reading"),
        }
        let _ = writeln!(self.text, "\n{head} \"Norm {i}\"");
        if of == "reading" {
            self.counting(true);
            return;
        }
        if let Some(date) = applies_from {
            self.mark("applies from");
            let _ = writeln!(self.text, "  applies from {date}");
        }
        if of == "of" && self.chance.percent(20) {
            let word = *self.chance.one(&["from", "until"]);
            let date = self.some_date();
            let _ = writeln!(self.text, "  {word} {date}");
        }
        match self.chance.below(20) {
            0..=5 => self.triggered(),
            6..=9 => self.void(),
            10..=12 => self.counting(false),
            13..=15 => self.triggered_duty(),
            _ => self.daily(),
        }
    }

    /// A trigger: the subject, and the deed with what it binds.
    fn when(&mut self) -> (String, &'static str) {
        self.when_verb(10)
    }

    /// A trigger that is a verb in so many of a hundred cases.
    fn when_verb(&mut self, percent: usize) -> (String, &'static str) {
        (self.bound_act, self.bound_order) = (None, None);
        let subject = match self.chance.below(8) {
            0..=4 => "?o".to_string(),
            5 => {
                self.mark("?o of ?y");
                "?o of ?y".to_string()
            }
            _ => (*self.chance.one(&["A", "A.C", "A.G", "B"])).to_string(),
        };
        let (deed, person) = if self.chance.percent(percent) {
            self.mark("trigger is a verb");
            let verb = *self.chance.one(&[
                "annul",
                "annul",
                "repeal",
                "suspend",
                "restore",
                "uphold",
                "discharge",
                "move",
                "find",
                "claim",
                "find-fulfilled",
                "find-partly",
                "find-breached",
                "find-breached",
                "claim-fulfilled",
            ]);
            if verb.contains('-') {
                self.mark("trigger sees an outcome");
            }
            let what = if self.chance.percent(60) { self.act_variable() } else { self.some_act(20) };
            (format!("{verb}({what})"), "p")
        } else {
            match self.chance.below(10) {
                9 => {
                    self.mark("trigger names an act");
                    (format!("t({})", self.act_variable()), "p")
                }
                0..=3 => ("d(?x)".to_string(), "?x"),
                4 | 5 => ("e(?x)".to_string(), "?x"),
                6 | 7 => {
                    self.mark("trigger is a fact");
                    ("g(?x)".to_string(), "?x")
                }
                _ => (format!("d({})", self.person()), "p"),
            }
        };
        let part = if self.chance.percent(25) {
            self.mark("in ?part");
            self.bound_act = Some("?k");
            " in ?k"
        } else {
            ""
        };
        let _ = writeln!(self.text, "  when {subject} does {deed}{part}");
        (subject, person)
    }

    /// An argument that is an act, sometimes with whose it is.
    fn act_variable(&mut self) -> String {
        self.bound_act = Some("?z");
        match self.chance.below(5) {
            0 => {
                self.mark("?act of ?y");
                // The subject may be `of ?y`, too: then both must be of one order.
                self.bound_order = Some("?y");
                "?z of ?y".to_string()
            }
            1 => {
                self.mark("?act of ?y");
                self.bound_order = Some("?u");
                "?z of ?u".to_string()
            }
            _ => "?z".to_string(),
        }
    }

    /// A condition on the act that the trigger binds.
    fn act_condition(&mut self, percent: usize) {
        if let Some(act) = self.bound_act
            && self.chance.percent(percent)
        {
            self.mark("condition on an act");
            let kind = *self.chance.one(&["if", "if not", "while", "unless", "unless"]);
            let _ = writeln!(self.text, "  {kind} n({act})");
        }
    }

    /// Conditions over statuses below a stratum.
    fn norm_conditions(&mut self, below: usize, person: &'static str, percent: usize) {
        self.norm_lines(&["if", "while", "unless"], below, person, percent);
    }

    fn norm_lines(&mut self, kinds: &[&'static str], below: usize, person: &'static str, percent: usize) {
        for &kind in kinds {
            if self.chance.percent(percent) {
                let line = self.condition(kind, |w| {
                    let stratum = w.chance.below(below.max(1));
                    let status = STRATA[stratum];
                    let whom = if w.chance.percent(65) { person } else { w.person() };
                    if status == "v" { format!("v({whom}, p)") } else { format!("{status}({whom})") }
                });
                // A count runs over statuses of its own choice: only low ones, lest a circle come about.
                let line = if below < 2 { line.replace(": s(", ": f(") } else { line };
                let line = if below < 4 { line.replace("v(?c, p)", "f(?c)") } else { line };
                let _ = writeln!(self.text, "  {line}");
            }
        }
    }

    fn triggered(&mut self) {
        self.mark("norm on statuses");
        let (_, person) = self.when();
        let stratum = 1 + self.chance.below(3);
        self.norm_conditions(stratum, person, 22);
        self.act_condition(30);
        if let Some(act) = self.bound_act
            && self.chance.percent(60)
        {
            self.mark("norm on an act");
            let verb = if self.chance.percent(75) { "begins" } else { "ends" };
            let (start, until) = (self.start(), self.until(12));
            let _ = writeln!(self.text, "  then {verb} n({act}){start}{until}");
        }
        self.strokes_on_an_act();
        let verb = if self.chance.percent(65) { "begins" } else { "ends" };
        let status = match STRATA[stratum] {
            "v" => format!("v({person}, {})", self.person()),
            name => format!("{name}({person})"),
        };
        let (start, until) = (self.start(), self.until(15));
        let _ = writeln!(self.text, "  then {verb} {status}{start}{until}");
        if self.chance.percent(10) {
            self.mark("norm discharges");
            let bearer = self.somebody();
            let _ = writeln!(self.text, "  then discharges duties of {bearer}");
        }
    }

    /// What norms do with the duties of an act that the trigger binds.
    fn strokes_on_an_act(&mut self) {
        let Some(act) = self.bound_act else { return };
        if self.chance.percent(35) {
            self.mark("norm discharges ?x");
            let (start, conditions) = (self.start(), self.conditions());
            let _ = writeln!(self.text, "  then discharges {act}{start}{conditions}");
        }
        if self.chance.percent(30) {
            self.mark("norm attacks ?x");
            let verb = self.chance.weighted(&[(5, "suspends"), (3, "annuls"), (3, "repeals")]);
            let (start, until, conditions) = (self.start(), self.until(15), self.conditions());
            let _ = writeln!(self.text, "  then {verb} {act}{start}{until}{conditions}");
        }
        if self.chance.percent(20) {
            self.mark("norm moves ?x");
            let date = self.some_date();
            let _ = writeln!(self.text, "  then moves {act} to {date}");
        }
    }

    /// Readings of what excludes what, and of what is impossible while something is so.
    pub(super) fn write_facts_of_life(&mut self) {
        if self.added.percent(20) {
            self.mark("excludes");
            let (one, other) = *self.added.one(&[("d", "e"), ("e", "g"), ("d", "g"), ("g", "e")]);
            let _ =
                writeln!(self.text, "\nnorm apart\n  when ?o does {one}(?p)\n  then excludes {other}(?p)");
        }
        if self.added.percent(25) {
            self.mark("makes impossible");
            let status = *self.added.one(&["f", "s", "w"]);
            let not = if self.added.percent(20) { "\n  unless v(?p, q)" } else { "" };
            let deed = *self.added.one(&["d", "e", "g"]);
            let _ = writeln!(
                self.text,
                "\nnorm no-more\n  while {status}(?p){not}\n  then makes impossible {deed}(?p)"
            );
        }
    }

    fn void(&mut self) {
        self.mark("void");
        let (_, person) = self.when_verb(50);
        self.norm_conditions(3, person, 18);
        self.act_condition(15);
        let _ = writeln!(self.text, "  then void");
    }

    fn counting(&mut self, reading: bool) {
        self.mark("counts as");
        let (_, person) = self.when();
        if !reading {
            self.norm_conditions(3, person, 12);
            self.act_condition(15);
        }
        let deed = *self.chance.one(&["d", "e", "g"]);
        let _ = writeln!(self.text, "  then counts as {deed}({person})");
    }

    fn triggered_duty(&mut self) {
        self.mark("norm on duties");
        let (subject, person) = self.when();
        self.norm_conditions(4, person, 15);
        self.act_condition(25);
        let bearer = match subject.split_once(" of ") {
            _ if self.bound_order.is_some() && self.chance.percent(60) => {
                self.bound_order.unwrap_or_default().to_string()
            }
            Some((_, order)) => order.to_string(),
            None if self.chance.percent(50) => subject,
            None => self.somebody().to_string(),
        };
        self.norm_duty(&bearer, person);
        self.strokes_on_an_act();
    }

    fn norm_duty(&mut self, bearer: &str, person: &str) {
        let mode = self.chance.weighted(&[(5, "requires"), (4, "forbids"), (2, "permits"), (1, "urges")]);
        let deed = *self.chance.one(&["d", "e", "g"]);
        let deadline = match self.chance.below(4) {
            0 if mode == "requires" => format!(" within {} of made", self.delay()),
            1 if mode == "requires" => format!(" by {}", self.some_date()),
            _ => String::new(),
        };
        let until = self.until(12);
        let _ = writeln!(self.text, "  then {mode} {bearer} to {deed}({person}){deadline}{until}");
    }

    /// Day by day, for each duty of a kind.
    fn on_duties(&mut self) {
        self.mark("norm through duties");
        let deed = *self.chance.one(&["d(?x)", "e(?x)", "g(?x)", "pay(?x, ?q)"]);
        let bearer = if self.chance.percent(60) { "?b" } else { self.somebody() };
        let asks = match self.chance.below(6) {
            0 => format!("not to {deed}"),
            1 => "that not s(?x)".to_string(),
            _ => format!("to {deed}"),
        };
        let place = if self.chance.percent(40) { " in ?k" } else { "" };
        let state = self.duty_state();
        let _ = writeln!(self.text, "  while duty of {bearer} {asks}{place} {state}");
        self.bound_act = (!place.is_empty()).then_some("?k");
        self.norm_lines(&["while", "unless"], 3, "?x", 15);
        if self.chance.percent(35) {
            let until = self.until(12);
            let status = *self.chance.one(&["s(?x)", "w(?x)"]);
            let _ = writeln!(self.text, "  then begins {status}{until}");
            return;
        }
        let mode = self.chance.weighted(&[(6, "requires"), (3, "forbids"), (2, "permits"), (1, "urges")]);
        let deed = *self.chance.one(&["d(?x)", "e(?x)", "g(?x)", "pay(?x, 20 USD)"]);
        let by = match self.chance.below(4) {
            0 if mode == "requires" => format!(" by {} then every 7 days", self.some_date()),
            1 if mode == "requires" => format!(" by {}", self.some_date()),
            _ => String::new(),
        };
        let _ = writeln!(self.text, "  then {mode} {bearer} to {deed}{by}");
    }

    fn daily(&mut self) {
        self.mark("norm day by day");
        if !matches!(self.theme, Theme::Standing | Theme::Statuses) && self.chance.percent(30) {
            return self.on_duties();
        }
        let stratum = 1 + self.chance.below(3);
        let open = self.chance.percent(65);
        let person = if open { "?x" } else { self.person() };
        if open {
            let status = STRATA[self.chance.below(stratum)];
            let _ = writeln!(self.text, "  while {status}(?x)");
            if self.chance.percent(30) {
                self.norm_lines(&["while", "unless"], stratum, person, 30);
            }
        } else {
            self.norm_lines(&["while", "unless"], stratum, person, 45);
        }
        if self.chance.percent(60) {
            let status = match STRATA[stratum] {
                "v" => format!("v({person}, {})", self.person()),
                name => format!("{name}({person})"),
            };
            let until = self.until(12);
            let _ = writeln!(self.text, "  then begins {status}{until}");
        } else {
            let bearer = self.somebody();
            let mode = self.chance.weighted(&[(5, "requires"), (4, "forbids"), (2, "permits"), (1, "urges")]);
            let deed = *self.chance.one(&["d", "e", "g"]);
            let by = if mode == "requires" && self.chance.percent(50) {
                format!(" by {}", self.some_date())
            } else {
                String::new()
            };
            let _ = writeln!(self.text, "  then {mode} {bearer} to {deed}({person}){by}");
        }
    }
}
