//! The acts of a random dossier.

use std::fmt::Write;

use super::{Theme, Writer, Written, date};

impl Writer {
    pub(super) fn write_acts(&mut self) {
        let mut days: Vec<usize> = (0..self.act_count).map(|_| *self.chance.one(&self.days)).collect();
        days.sort_unstable();
        for (i, day) in days.into_iter().enumerate() {
            self.write_act(i, day);
        }
    }

    fn write_act(&mut self, i: usize, day: usize) {
        let name = format!("a{i}");
        let author = *self.chance.one(&self.authors);
        let made = self.maybe_uncertain(day, 10);
        let _ = writeln!(self.text, "\n{made} {name} {author}");
        self.dates(day);
        let same_day: Vec<String> =
            self.acts.iter().filter(|a| a.day == day).map(|a| a.name.clone()).collect();
        if !same_day.is_empty() {
            self.mark("same day");
            if self.chance.percent(45) {
                self.mark("after ACT");
                let after = self.chance.one(&same_day).clone();
                let _ = writeln!(self.text, "  after {after}");
            }
        }
        let mut written = Written {
            name: name.clone(),
            names: vec![name],
            duties: Vec::new(),
            asked: Vec::new(),
            day,
            attacks: false,
        };
        let labelled = self.chance.percent(30);
        for _ in 0..1 + self.chance.below(3) {
            let mut line = "  ".to_string();
            let mut at = written.name.clone();
            if labelled && self.chance.percent(75) {
                self.mark("label");
                let label = *self.chance.one(&["l", "m"]);
                line = format!("  {label}: ");
                at = format!("{at}.{label}");
                if !written.names.contains(&at) {
                    written.names.push(at.clone());
                }
            }
            line += &self.effect(&mut written, at);
            let _ = writeln!(self.text, "{line}");
        }
        self.acts.push(written);
    }

    fn dates(&mut self, day: usize) {
        if self.chance.percent(25) {
            self.mark("notified");
            let date = day + self.chance.below(12);
            let date = self.maybe_uncertain(date, 15);
            let _ = writeln!(self.text, "  notified {date}");
        }
        if self.chance.percent(12) {
            self.mark("published");
            let date = date(day + self.chance.below(15));
            let _ = writeln!(self.text, "  published {date}");
        }
        if self.chance.percent(15) {
            self.mark("effective");
            let date = day + self.chance.below(15);
            let date = self.maybe_uncertain(date, 15);
            let _ = writeln!(self.text, "  effective {date}");
        }
        if self.chance.percent(8) {
            self.mark("known");
            let date = date(self.chance.below(70));
            let _ = writeln!(self.text, "  known {date}");
        }
    }

    fn effect(&mut self, written: &mut Written, at: String) -> String {
        let earlier = usize::from(!self.acts.is_empty());
        let duties = usize::from(self.acts.iter().any(|a| !a.duties.is_empty()));
        let (attack, status, duty) = match self.theme {
            Theme::Standing => (75, 12, 10),
            Theme::Statuses => (35, 45, 8),
            Theme::Duties => (25, 8, 60),
            Theme::Debts => (8, 3, 80),
            Theme::All => (40, 25, 30),
        };
        let on_duty = duty * duties;
        let kind = self.chance.weighted(&[
            (attack * earlier * 12, "annuls"),
            (attack * earlier * 9, "repeals"),
            (attack * earlier * 11, "suspends"),
            (attack * earlier * 10, "restores"),
            (attack * earlier * 3, "disapplies"),
            (attack * earlier * 8, "upholds"),
            (status * 22, "begins"),
            (status * 8, "ends"),
            (status * 12 + duty * 4, "does"),
            (duty * 14, "requires"),
            (duty * 7, "forbids"),
            (duty * 4, "permits"),
            (duty * 3, "urges"),
            (duty, "urges that"),
            (duty * 4, "requires that"),
            (on_duty * if self.theme == Theme::Debts { 35 } else { 10 }, "serves"),
            (on_duty * 3, "discharges"),
            (duty, "discharges duties of"),
            (on_duty * 3, "moves"),
            (on_duty * 5, "finds"),
            (on_duty * 2, "claims"),
            (earlier * 20, "relies on"),
        ]);
        self.mark(kind);
        match kind {
            "annuls" | "repeals" | "suspends" | "restores" | "upholds" | "disapplies" => {
                written.attacks |= !matches!(kind, "restores" | "upholds");
                self.attack(kind)
            }
            "begins" | "ends" => {
                let status = self.status();
                let fact = status.starts_with('f');
                let window = self.window(kind == "ends");
                let condition = if fact { String::new() } else { self.conditions() };
                format!("{kind} {status}{window}{condition}")
            }
            "does" => {
                let deed = self.deed_done();
                self.performance(deed)
            }
            "serves" => {
                let asked: Vec<_> = self.acts.iter().flat_map(|a| a.asked.iter().cloned()).collect();
                match asked.is_empty() {
                    true => format!("does {}", self.deed_done()),
                    false => {
                        let deed = done(&self.chance.one(&asked).1.clone());
                        // Payments often fall short.
                        let short = deed.starts_with("pay") && self.chance.percent(60);
                        let deed =
                            if short { deed.replace("100 ", "40 ").replace("50 ", "20 ") } else { deed };
                        self.performance(deed)
                    }
                }
            }
            "requires" | "forbids" | "permits" | "urges" | "requires that" | "urges that" => {
                written.duties.push(at);
                self.duty(kind, written)
            }
            "discharges" => {
                let duty = self.some_duty();
                format!("discharges {duty}{}{}", self.start(), self.conditions())
            }
            "discharges duties of" => format!("discharges duties of {}{}", self.somebody(), self.start()),
            "moves" => {
                let (duty, date) = (self.some_duty(), self.some_date());
                format!("moves {duty} to {date}")
            }
            "finds" | "claims" => {
                let breach_of = kind == "finds" && self.norm_count > 0 && self.chance.percent(15);
                let as_of = if self.chance.percent(30) {
                    self.mark("as of");
                    format!(" as of {}", self.some_date())
                } else {
                    String::new()
                };
                if breach_of {
                    self.mark("in breach of");
                    return format!("finds {} in breach of n0{as_of}", self.somebody());
                }
                let outcome = *self.chance.one(&["fulfilled", "partly", "breached"]);
                let (mut of, mut under) = (self.some_duty(), String::new());
                if self.norm_count > 0 && self.chance.percent(30) {
                    self.mark("under a norm");
                    under = format!(" under n{}", self.chance.below(self.norm_count));
                    of = match self.chance.below(3) {
                        0 => of,
                        1 => self.some_act(20),
                        _ => self.somebody().to_string(),
                    };
                }
                format!("{kind} {of} {outcome}{under}{as_of}")
            }
            _ => format!("relies on {}", self.some_act(30)),
        }
    }

    fn deed_done(&mut self) -> String {
        let deed = self.deed();
        done(&deed)
    }

    /// A deed that is done, with the duty that it goes towards and what it is worth.
    fn performance(&mut self, deed: String) -> String {
        let mut line = format!("does {deed}");
        let duties = self.acts.iter().any(|a| !a.duties.is_empty());
        if duties && self.chance.percent(if deed.starts_with("pay") { 25 } else { 5 }) {
            self.mark("towards");
            line += &format!(" towards {}", self.some_duty());
        }
        if deed.starts_with("pay") && self.chance.percent(15) {
            self.mark("worth");
            let unit = if self.chance.percent(80) { "USD" } else { "EUR" };
            line += &format!(" worth {} {unit}", *self.chance.one(&[10, 20, 50, 70]));
        }
        line
    }

    fn attack(&mut self, verb: &str) -> String {
        let mut what = self.some_act(35);
        if self.chance.percent(12) {
            let other = self.some_act(35);
            if other != what {
                what = format!("{what}, {other}");
            }
        }
        let to = if verb == "disapplies" { format!(" to {}", self.whom()) } else { String::new() };
        let now = matches!(verb, "annuls" | "restores" | "repeals") && self.chance.percent(10);
        let from = if now {
            self.mark("from now");
            " from now".to_string()
        } else {
            self.start()
        };
        let until = self.until(if verb == "suspends" { 30 } else { 8 });
        format!("{verb} {what}{to}{from}{until}{}", self.conditions())
    }

    fn whom(&mut self) -> &'static str {
        if self.chance.percent(55) { self.person() } else { self.somebody() }
    }

    fn duty(&mut self, kind: &str, written: &mut Written) -> String {
        let bearer = self.somebody();
        let mut text = if let Some(verb) = kind.strip_suffix(" that") {
            let not = if self.chance.percent(40) { "not " } else { "" };
            format!("{verb} {bearer} that {not}{}", self.status())
        } else {
            // Half of the duties speak of what another one speaks of.
            let asked: Vec<_> = self.acts.iter().chain([&*written]).flat_map(|a| a.asked.clone()).collect();
            let (bearer, deed) = match asked.is_empty() || self.chance.percent(50) {
                true => (bearer.to_string(), self.deed()),
                false => {
                    let (other, deed) = self.chance.one(&asked).clone();
                    (if self.chance.percent(60) { other } else { bearer.to_string() }, deed)
                }
            };
            written.asked.push((bearer.clone(), deed.clone()));
            format!("{kind} {bearer} to {deed}")
        };
        if kind.starts_with("requires") || kind.starts_with("urges") {
            text += &self.deadline(!kind.ends_with("that"));
        }
        let duties = self.acts.iter().any(|a| !a.duties.is_empty());
        if kind == "requires" && text.contains("pay(") && duties && self.chance.percent(15) {
            self.mark("same as");
            text += &format!(" same as {}", self.some_duty());
        }
        if self.chance.percent(12) {
            self.mark("for");
            let _ = write!(text, " for {}", self.person());
        }
        text + &self.window(true) + &self.conditions()
    }

    fn deadline(&mut self, may_recur: bool) -> String {
        let mut text = match self.chance.below(10) {
            0..=4 => format!(" by {}", self.some_date()),
            5 | 6 => {
                let anchor = self.anchor();
                format!(" within {} of {anchor}", self.delay())
            }
            7 => {
                self.mark("at once");
                " at once".to_string()
            }
            _ => return String::new(),
        };
        if may_recur && self.chance.percent(30) {
            self.mark("every");
            text += " then every ";
            text += *self.chance.one(&[
                "7 days",
                "10 days",
                "3 weeks",
                "1 month",
                "1 week and 2 days",
                "1 month and 1 day",
            ]);
        }
        text
    }

    pub(super) fn anchor(&mut self) -> String {
        match self.chance.below(12) {
            0..=3 => "made".to_string(),
            4..=6 => {
                self.mark("of notified");
                "notified".to_string()
            }
            7 => "effect".to_string(),
            8 if !self.acts.is_empty() => self.chance.one(&self.acts).name.clone(),
            9 if !self.acts.is_empty() => {
                format!("notified of {}", self.chance.one(&self.acts).name)
            }
            10 if self.acts.iter().any(|a| !a.duties.is_empty()) => {
                self.mark("of deadline");
                format!("deadline {}", self.some_duty())
            }
            11 => {
                self.mark("of first");
                format!("first {}", self.status())
            }
            _ => "published".to_string(),
        }
    }

    pub(super) fn some_duty(&mut self) -> String {
        let duties: Vec<String> = self.acts.iter().flat_map(|a| a.duties.iter().cloned()).collect();
        if duties.is_empty() { self.some_act(30) } else { self.chance.one(&duties).clone() }
    }

    /// `from`, `until`.
    fn window(&mut self, start: bool) -> String {
        let start = if start || self.chance.percent(60) { self.start() } else { String::new() };
        start + &self.until(18)
    }

    pub(super) fn start(&mut self) -> String {
        self.start_counts = false;
        match self.chance.below(100) {
            0..=6 => {
                self.mark("from");
                format!(" from {}", self.some_date())
            }
            7..=16 => {
                self.mark("after N of");
                let anchor = self.anchor();
                self.start_counts = anchor.starts_with("first") || anchor.starts_with("deadline");
                format!(" after {} of {anchor}", self.delay())
            }
            _ => String::new(),
        }
    }

    pub(super) fn until(&mut self, percent: usize) -> String {
        if !self.chance.percent(percent) {
            return String::new();
        }
        if self.chance.percent(30) {
            self.mark("until ACT");
            // It may name an act that is not made yet, or never.
            return format!(" until a{}", self.chance.below(self.act_count));
        }
        if !self.start_counts && self.added.percent(15) {
            self.mark("for TIME");
            return format!(" for {} days", self.added.below(40));
        }
        if self.added.percent(15) {
            self.mark("until N of");
            let anchor = *self.added.one(&["made", "notified", "effect", "published", "died q"]);
            let word = if self.added.percent(25) { "before" } else { "of" };
            return format!(" until {} days {word} {anchor}", self.added.below(40));
        }
        self.mark("until DATE");
        format!(" until {}", self.some_date())
    }

    pub(super) fn conditions(&mut self) -> String {
        if !self.chance.percent(14) {
            return String::new();
        }
        let kind = *self.chance.one(&["if", "while", "unless"]);
        format!(" {}", self.condition(kind, Writer::status))
    }
}

/// A deed as its author does it: a verb's deed is done by the verb.
fn done(deed: &str) -> String {
    match deed.split_once('(') {
        Some(("annul" | "repeal" | "suspend" | "restore" | "uphold" | "find-breached", _)) => {
            "d(p)".to_string()
        }
        _ => deed.to_string(),
    }
}
