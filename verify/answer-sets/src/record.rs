//! Acts, authors and ranks as facts (§2, §3).

use vigente_model::{ActId, PartId, ThingKind};

use crate::terms::{day, quoted, span, thing};
use crate::{Program, Question};

impl Program<'_> {
    /// The viewpoint, and what counts.
    pub(crate) fn question(&mut self, question: &Question) {
        let model = self.model;
        let by = |limit: Option<_>| limit.map_or("#sup".to_string(), day);
        self.fact(format_args!("made_by({})", by(question.made_by)));
        self.fact(format_args!("known_by({})", by(question.known_by)));
        let viewpoint = &model[question.viewpoint];
        for (n, rank) in viewpoint.ranks.iter().enumerate() {
            if rank.prefixes.is_empty() {
                self.fact(format_args!("others({n})"));
            }
            for &prefix in &rank.prefixes {
                self.fact(format_args!("listed({},{n})", thing(model, prefix)));
            }
        }
        for &prefix in &viewpoint.excludes {
            self.fact(format_args!("excluded({})", thing(model, prefix)));
        }
        for &prefix in &viewpoint.external {
            self.fact(format_args!("external_prefix({})", thing(model, prefix)));
        }
    }

    /// Things, acts and parts.
    pub(crate) fn record(&mut self) {
        let model = self.model;
        for (i, t) in model.things.iter().enumerate() {
            if t.kind == ThingKind::Unit {
                continue;
            }
            let name = quoted(&t.name);
            let (mut at, mut steps) = (Some(vigente_model::ThingId::new(i)), 0);
            while let Some(id) = at {
                let up = thing(model, id);
                self.fact(format_args!("within({name},{up})"));
                self.fact(format_args!("up({name},{up},{steps})"));
                at = model[id].parent;
                steps += 1;
            }
            self.fact(format_args!("root({name},{})", thing(model, t.root)));
            if t.kind == ThingKind::Instrument {
                self.fact(format_args!("instrument({name})"));
            }
            let order = model.order_of(vigente_model::ThingId::new(i));
            self.fact(format_args!("order_of({name},{})", thing(model, order)));
            for part in model.parts_of(vigente_model::ThingId::new(i)) {
                self.fact(format_args!("names({name},{})", self.part(part)));
            }
        }
        for (i, act) in model.acts.iter().enumerate() {
            let name = self.act(ActId::new(i));
            self.fact(format_args!("act({name})"));
            self.fact(format_args!("author({name},{})", thing(model, act.author)));
            self.fact(format_args!("made({name},{})", span(act.made)));
            self.fact(format_args!("known({name},{})", span(act.known())));
            self.fact(format_args!("start({name},{})", span(act.start())));
            for (word, days) in [("notified", act.notified), ("published", act.published)] {
                if let Some(days) = days {
                    self.fact(format_args!("{word}({name},{})", span(days)));
                }
            }
            if act.effective.is_some() {
                self.fact(format_args!("effective({name})"));
            }
            for &earlier in &act.after {
                let earlier = self.act(earlier);
                self.fact(format_args!("after({name},{earlier})"));
            }
            for part in act.parts.clone() {
                let part = self.part(part);
                self.fact(format_args!("part({part},{name})"));
            }
        }
        for status in model.statuses.iter().filter(|s| s.fact) {
            self.fact(format_args!("fact_status({})", quoted(&status.name)));
        }
        for deed in model.deeds.iter().filter(|d| d.fact) {
            self.fact(format_args!("fact_kind({})", quoted(&deed.name)));
        }
    }

    /// An act by its name.
    pub(crate) fn act(&self, act: ActId) -> String {
        thing(self.model, self.model[act].thing)
    }

    /// A part as it is called.
    pub(crate) fn part(&self, part: PartId) -> String {
        thing(self.model, self.model.called(part))
    }
}
