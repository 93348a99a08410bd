//! Generates one matter: a conviction and what became of it, in a few typical ways.

use std::fmt::Write;

use vigente_model::Day;
use vigente_oracle::Chance;

/// One matter.
pub struct Matter {
    /// Its text, without a head.
    pub text: String,
    /// How many acts it has.
    pub acts: usize,
    /// Whose it is.
    pub state: &'static str,
}

/// The matter as it is written.
struct Writer {
    chance: Chance,
    state: &'static str,
    /// Behind every name, where others stand in the same file.
    suffix: String,
    day: Day,
    out: String,
    acts: usize,
}

impl Matter {
    pub(super) fn new(chance: Chance, state: &'static str, number: usize, one_file: bool) -> Matter {
        let suffix = if one_file { format!("-{number}") } else { String::new() };
        let mut w = Writer { chance, state, suffix, day: Day(0), out: String::new(), acts: 0 };
        // 1975 to 2010.
        w.day = Day(1826 + w.chance.below(12_784) as i32);
        w.conviction();
        if w.chance.percent(60) {
            w.pardon();
        }
        if w.chance.percent(25) {
            w.treaty();
        }
        if w.chance.percent(30) {
            w.decree();
        }
        if w.chance.percent(20) {
            w.amnesty();
        }
        Matter { text: w.out, acts: w.acts, state }
    }
}

impl Writer {
    /// A name, different in each matter of a file.
    fn name(&self, name: &str) -> String {
        format!("{name}{}", self.suffix)
    }

    /// A line as it is; `{name}` in braces becomes a name of this matter, `@` its State.
    fn write(&mut self, lines: &str) {
        let mut rest = lines;
        while let Some(at) = rest.find(['{', '@']) {
            self.out.push_str(&rest[..at]);
            if rest[at..].starts_with('@') {
                self.out.push_str(self.state);
                rest = &rest[at + 1..];
            } else {
                let end = rest[at..].find('}').map_or(rest.len(), |end| at + end);
                let _ = write!(self.out, "{}{}", &rest[at + 1..end], self.suffix);
                rest = rest.get(end + 1..).unwrap_or_default();
            }
        }
        self.out.push_str(rest);
    }

    /// An act some days after the one before; its lines follow.
    fn act(&mut self, name: &str, author: &str, lines: &str) {
        self.day = self.day.plus_days(5 + self.chance.below(300) as i32);
        let day = self.day;
        self.write(&format!("\n{day} {{{name}}} {author}\n"));
        if self.chance.percent(30) {
            let told = day.plus_days(1 + self.chance.below(20) as i32);
            let _ = writeln!(self.out, "  published {told}");
        }
        self.write(lines);
        self.acts += 1;
    }

    fn later(&self, days: i32) -> Day {
        self.day.plus_days(days)
    }

    /// Trial, appeal, and what the courts above make of them.
    fn conviction(&mut self) {
        self.write("\nperson {accused} \"The accused\"\n");
        let years = 3650 + self.chance.below(7300) as i32;
        let end = self.later(years);
        self.act("trial", "@.Courts.Penal", &format!("  sentence: begins sentence({{accused}}) until {end}\n  costs: requires @ to pay({{accused}}, 100 EUR)\n"));
        let mut last = "trial".to_owned();
        let stages = self.chance.weighted(&[(3, 0), (4, 1), (2, 2), (1, 4)]);
        for stage in 0..stages {
            let name = format!("appeal-{}", stage + 1);
            let author = if stage % 2 == 0 { "@.Courts.Supreme" } else { "@.Constitutional" };
            let lines = match self.chance.below(4) {
                0 if last == "trial" => "  upholds {trial}\n".to_owned(),
                1 if last == "trial" => "  annuls {trial}.costs\n".to_owned(),
                2 => format!("  suspends {{{last}}} until {}\n", self.day.plus_days(700)),
                _ => format!("  annuls {{{last}}}\n"),
            };
            self.act(&name, author, &lines);
            last = name;
        }
        if stages == 4 && self.chance.percent(50) {
            self.act("review", "@.Constitutional", "  restores {trial}\n");
        }
    }

    /// A pardon that the courts do not leave alone, and the region's supervision.
    fn pardon(&mut self) {
        self.act("pardon", "@.President", "  mercy: does pardon({accused})\n");
        let mut last = "pardon".to_owned();
        if self.chance.percent(70) {
            self.act("pardon-void", "@.Courts.Supreme", "  annuls {pardon}.mercy\n");
            last = "pardon-void".to_owned();
            if self.chance.percent(60) {
                self.act(
                    "pardon-back",
                    "@.Constitutional",
                    "  annuls {pardon-void}\n  free: requires @.Prisons to release({accused}) at once\n",
                );
                last = "pardon-back".to_owned();
            }
        }
        if self.chance.percent(60) {
            let (by, months) = (self.later(500), 2 + self.chance.below(10));
            self.act("order", "RG.Court", &format!("  refrain: forbids @ to release({{accused}})\n  report: requires @ to report(RG.Court) by {by} then every {months} months until {}\n  pay: requires @ to pay({{accused}}, 900 EUR) within 1 year of made\n", self.later(2500)));
            if self.chance.percent(60) {
                self.act("freed", "@.Prisons", "  does release({accused})\n");
            }
            self.act(
                "first-report",
                "@.President",
                "  does report(RG.Court)\n  claims {order}.refrain fulfilled\n",
            );
            if self.chance.percent(50) {
                self.act("part-payment", "@.President", "  does pay({accused}, 400 EUR)\n");
            }
            if self.chance.percent(30) {
                let to = self.later(900);
                self.act("respite", "RG.Court", &format!("  moves {{order}}.pay to {to}\n"));
            }
            let found = *self.chance.one(&["breached", "breached", "partly", "fulfilled"]);
            self.act("finding", "RG.Court", &format!("  finds {{order}}.refrain {found}\n"));
            if self.chance.percent(25) {
                self.act("closed", "RG.Court", "  discharges {order}.report\n");
            }
        } else if self.chance.percent(40) {
            self.act("freed", "@.Prisons", &format!("  does release({{accused}})\n  relies on {{{last}}}\n"));
        }
    }

    /// Joining and leaving the charter.
    fn treaty(&mut self) {
        let instrument = self.name("pact");
        self.write("\ninstrument {pact} \"A treaty of the region\"\n");
        self.act("joining", "@.President", &format!("  does join({instrument})\n"));
        if self.chance.percent(70) {
            self.act("exit", "@.President", "");
            let notified = self.later(3);
            self.write(&format!("  notified {notified}\n  does denounce({instrument})\n"));
            if self.chance.percent(50) {
                self.act("exit-void", "@.Constitutional", "  annuls {exit}\n");
            }
            if self.chance.percent(30) {
                self.act("exit-again", "@.Parliament", "  upholds {exit}\n");
            }
        }
    }

    /// A decree with parts, suspended, restored, repealed.
    fn decree(&mut self) {
        self.write("\nthing {harbour} \"The harbour\"\n");
        let effective = self.later(400);
        self.act("decree", "@.President", "");
        self.write(&format!("  effective {effective}\n  closure: begins closed({{harbour}})\n  ban: forbids @ to enter({{harbour}})\n"));
        if self.chance.percent(50) {
            self.act("stay", "@.Courts.Supreme", "  suspends {decree} until {merits}\n");
            let merits =
                *self.chance.one(&["  annuls {decree}.ban\n", "  upholds {decree}\n", "  annuls {decree}\n"]);
            self.act("merits", "@.Courts.Supreme", merits);
            if self.chance.percent(40) {
                self.act("rescue", "@.Constitutional", "  restores {decree} from now\n");
            }
        }
        if self.chance.percent(40) {
            self.act("leave", "@.Constitutional", "  permits @.Prisons to enter({harbour})\n");
        }
        if self.chance.percent(50) {
            self.act("repeal", "@.Parliament", "  repeals {decree}\n");
        }
    }

    /// An amnesty for grave facts, and a norm that one act enacts.
    fn amnesty(&mut self) {
        self.write("\nthing {facts} \"The facts\"\n");
        self.act("report-on-facts", "RG.Committee", "  begins grave({facts})\n");
        self.act("accession", "@.President", "  does join(charter)\n");
        self.act("amnesty", "@.Parliament", "  does enact-amnesty({facts})\n");
        if self.chance.percent(50) {
            self.act("disapplied", "@.Courts.Penal", "  disapplies {amnesty} to {accused}\n");
        }
        self.act(
            "statute",
            "@.Parliament",
            "  says \"Who enters a closed place reports to the committee\"\n",
        );
        self.write("\nnorm {statute-1} by {statute} \"Amnestied facts are reported on\"\n  when @.Parliament does enact-amnesty(?facts)\n  then requires @ to report(RG.Committee) within 1 year of made\n  applies from 1970-01-01\n");
    }
}
