//! Matches rows of fact tables with acts of records, and compares their dates.

use std::collections::BTreeMap;
use std::sync::Arc;

use vigente_model::{ActId, Arg, Day, Days, Does, Model, ThingId};
use vigente_query::{Over, Question, Session};

/// Days on which something is so, in one viewpoint.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stretch {
    /// In whose eyes.
    pub viewpoint: String,
    /// The first day, where there is one.
    pub from: Option<String>,
    /// The first day no more, where there is one.
    pub until: Option<String>,
}

/// A record with the rows that its acts carry.
pub struct Record {
    /// What it is called in the report; empty where there is only one.
    pub name: String,
    /// The record.
    pub model: Arc<Model>,
    carriers: BTreeMap<Box<str>, Vec<ActId>>,
}

impl Record {
    /// Finds the `ref` lines.
    pub fn new(name: impl Into<String>, model: Arc<Model>) -> Record {
        let mut carriers: BTreeMap<Box<str>, Vec<ActId>> = BTreeMap::new();
        for (act, row) in &model.refs {
            carriers.entry(row.clone()).or_default().push(*act);
        }
        Record { name: name.into(), model, carriers }
    }

    /// The acts that carry a row, by day.
    pub fn carriers(&self, row: &str) -> &[ActId] {
        self.carriers.get(row).map_or(&[], Vec::as_slice)
    }

    /// Whether an act was made on the days that a table gives, was notified then, or keeps them as another reading.
    pub fn same_day(&self, act: ActId, days: Days) -> bool {
        let found = &self.model.acts[act];
        let overlaps = |own: Days| own.lo <= days.hi && days.lo <= own.hi;
        overlaps(found.made)
            || found.notified.is_some_and(overlaps)
            || self.model.disputes.iter().any(|d| d.act == act && d.date == days)
    }

    /// Whether an act does one of these deeds: to this, if it is done to anything.
    pub fn does(&self, act: ActId, deeds: &[&str], to: &str) -> bool {
        let parts = self.model.acts[act].parts.clone();
        let mut effects = parts.flat_map(|p| self.model.parts[p].effects.clone());
        effects.any(|e| match &self.model.effects[e].does {
            Does::Deed(deed) => {
                let args = self.model.args(deed.args);
                let named = |arg: &Arg| matches!(arg, Arg::Thing(thing) if self.model.name(*thing) == to);
                deeds.contains(&&*self.model.deeds[deed.name.index()].name)
                    && (args.is_empty() || args.iter().any(named))
            }
            _ => false,
        })
    }

    /// The order whose organ made an act.
    pub fn order_of(&self, act: ActId) -> &str {
        let author = self.model.acts[act].author;
        self.model.name(self.model.things[author].root)
    }

    /// An act in one line: its days, what is unverified, and other readings.
    pub fn describe(&self, id: ActId) -> String {
        let act = &self.model.acts[id];
        let mut line = format!("{:<12} ", act.made.to_string());
        if !self.name.is_empty() {
            line += &format!("{}: ", self.name);
        }
        line += self.model.name(act.thing);
        for (word, days) in [
            ("notified", act.notified),
            ("published", act.published),
            ("effective", act.effective),
            ("known", act.known_from),
        ] {
            if let Some(days) = days {
                line += &format!(", {word} {days}");
            }
        }
        for what in unverified(&self.model, act.thing) {
            line += &format!(", unverified: {}", if what.is_empty() { "the act" } else { what });
        }
        for dispute in self.model.disputes.iter().filter(|d| d.act == id) {
            line += &format!(", disputed {} {}", dispute.what, dispute.date);
        }
        line
    }

    /// For each thing that fills the one variable of a question, when it certainly is so, with hindsight.
    pub fn lives(&self, query: &str) -> BTreeMap<String, Vec<Stretch>> {
        let session = Session::new(&self.model);
        let last =
            self.model.acts.iter().map(|a| a.made.hi).filter(|d| *d != Day::MAX).max().unwrap_or(Day(0));
        let mut lives: BTreeMap<String, Vec<_>> = BTreeMap::new();
        let Ok(table) = session.who(query, &Question::on(last), Over::AllDays) else { return lives };
        for row in table.rows {
            let Some(value) = row.values.first() else { continue };
            for (viewpoint, life) in table.viewpoints.iter().zip(&row.by_viewpoint) {
                let certain = life.when.iter().map(|t| &t.days).filter(|i| i.certain);
                let viewpoint = &viewpoint.name;
                let spans = certain.map(|i| Stretch {
                    viewpoint: viewpoint.clone(),
                    from: i.from.map(|d| d.to_string()),
                    until: i.until.map(|d| d.to_string()),
                });
                lives.entry(value.name.clone()).or_default().extend(spans);
            }
        }
        lives
    }
}

fn unverified(model: &Model, thing: ThingId) -> Vec<&str> {
    model.details.get(&thing).map(|d| d.unverified.iter().map(|s| &**s).collect()).unwrap_or_default()
}

/// The days that a table gives: as the language writes them, or `2020-03/04` for two months.
pub fn days(text: &str) -> Option<Days> {
    let months = text.split_once('/').filter(|(from, to)| from.len() == 7 && to.len() == 2);
    let text = months.map_or_else(|| text.to_owned(), |(from, to)| format!("{from}/{}-{to}", &from[..4]));
    Days::read(&text).ok()
}

/// The rows of a comma-separated table, by the headings of the first.
pub fn table(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    reader.deserialize().filter_map(Result::ok).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_and_their_days_are_read() {
        let rows = table("case,date\n\"A, \"\"B\"\"\",2020-03/04\r\n\nC,1999-06\n");
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0]["case"], "A, \"B\"");
        assert_eq!(days(&rows[0]["date"]).map(|d| d.to_string()).as_deref(), Some("2020-03-01/2020-04-30"));
        assert_eq!(days(&rows[1]["date"]).map(|d| d.to_string()).as_deref(), Some("1999-06-01/1999-06-30"));
        assert_eq!(days("soon"), None);
    }

    #[test]
    fn rows_are_held_against_acts() {
        let text = "order A \"A\"\ninstrument t \"T\"\ndeed sign(instrument)\nstatus party(order, instrument)\n\
                    viewpoint A\n  prefers A\n2020-01-01 s A\n  notified 2020-02-01\n  ref X1\n  disputed made 2019-12-31\n  \
                    does sign(t)\n  begins party(A, t) until 2021-01-01\n";
        let resolved = vigente_resolve::resolve_text(text);
        assert_eq!(resolved.diagnostics, []);
        let record = Record::new("d", resolved.model);
        let [act] = record.carriers("X1") else { panic!("one act carries it") };
        for (day, same) in
            [("2020-01-01", true), ("2020-02", true), ("2019-12-31", true), ("2020-01-02", false)]
        {
            assert_eq!(record.same_day(*act, days(day).unwrap()), same, "{day}");
        }
        assert!(record.does(*act, &["sign"], "t") && !record.does(*act, &["sign"], "A"));
        assert!(!record.does(*act, &["denounce"], "t"));
        assert_eq!(record.order_of(*act), "A");
        assert_eq!(record.describe(*act), "2020-01-01   d: s, notified 2020-02-01, disputed made 2019-12-31");
        let (from, until) = (Some("2020-01-01".to_owned()), Some("2021-01-01".to_owned()));
        let party = Stretch { viewpoint: "A".to_owned(), from, until };
        assert_eq!(record.lives("party(?who, t)")["A"], [party]);
    }
}
