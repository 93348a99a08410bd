//! Norms as rules: one for what each binds, and what follows from a binding (§7).

use std::collections::BTreeSet;

use vigente_model::{
    ActId, Arg, ArgRange, ConditionKind, Content, EffectId, Norm, NormId, NormOf, Subject, Test, Tested,
    Trigger,
};

use crate::effects::Scope;
use crate::terms::{call, span, thing};
use crate::{NotExpressible, Program};

impl Program<'_> {
    /// Every norm.
    pub(crate) fn norms(&mut self) -> Result<(), NotExpressible> {
        for id in self.model.norms.indices() {
            self.norm(id)?;
        }
        Ok(())
    }

    fn norm(&mut self, id: NormId) -> Result<(), NotExpressible> {
        let model = self.model;
        let norm = &model[id];
        let name = thing(model, norm.thing);
        match norm.of {
            NormOf::Order(order) => {
                let order = thing(model, order);
                let under =
                    model.instrument_of(id).map_or("none".to_owned(), |i| thing(model, i).to_string());
                self.fact(format_args!("norm({name},norms({order},{under}))"));
            }
            NormOf::Reading => self.fact(format_args!("norm({name},reading)")),
            NormOf::Part(part) => {
                let author = model[model[part].act].author;
                self.fact(format_args!("norm({name},organ({}))", thing(model, author)));
                let part = self.part(part);
                self.fact(format_args!("enacts({part},{name})"));
            }
        }
        for (word, days) in
            [("norm_from", norm.from), ("norm_until", norm.until), ("applies_from", norm.applies_from)]
        {
            if let Some(days) = days {
                self.grid.add(days);
                self.fact(format_args!("{word}({name},{})", span(days)));
            }
        }
        let (bound, body) = self.binding(norm)?;
        let vars: String = (0..norm.vars.len())
            .map(|v| if bound.contains(&(v as u8)) { format!("V{v},") } else { "0,".to_string() })
            .collect();
        let head = format!("b({})", if vars.is_empty() { "0" } else { vars.trim_end_matches(',') });
        let deed = if norm.when.is_some() { "X" } else { "daily" };
        self.fact(format_args!(
            "binding({name},{deed},{head}){}",
            if body.is_empty() { "" } else { " :- " }.to_string() + &body
        ));

        let acts = match norm.when {
            Some(_) => (0..model.acts.len()).map(|a| Some(ActId::new(a))).collect(),
            None => vec![None],
        };
        let scope = Scope { head: head.clone(), given: Some(format!("binding({name},_,{head})")), acts };
        for e in norm.effects.clone().map(EffectId::index) {
            self.fact(format_args!("gives({name},{e})"));
            self.fact(format_args!("owner({e},{name})"));
            self.effect(e, &model.effects[e], &scope)?;
        }
        let owner = format!("n({name})");
        for (i, condition) in norm.conditions.iter().enumerate() {
            self.condition(&owner, &format!("c({owner},{i})"), condition, &scope)?;
        }
        Ok(())
    }

    /// What a norm binds: by its trigger, and by the statuses that it asks for.
    fn binding(&self, norm: &Norm) -> Result<(BTreeSet<u8>, String), NotExpressible> {
        let model = self.model;
        let (mut bound, mut body) = (BTreeSet::new(), Vec::new());
        if let Some(trigger) = &norm.when {
            self.trigger(trigger, &mut bound, &mut body)?;
        }
        for condition in norm.conditions.iter().filter(|c| c.kind != ConditionKind::Unless) {
            for test in &condition.all {
                match *test {
                    Test::Status { not: false, status } => {
                        self.vars(status.args, &mut bound);
                        let status = call(model, &model[status.name], status.args)?;
                        body.push(format!("begun({status})"));
                    }
                    Test::Duty { not: false, of: of @ Tested::Of { bearer, content, part, .. }, .. } => {
                        self.vars(content_args(content), &mut bound);
                        bound.extend(part);
                        if let Arg::Var(v) = bearer {
                            bound.insert(v);
                        }
                        let asked = self.asked_of(of)?;
                        body.push(match part {
                            Some(part) => format!("demanded_in({asked},V{part})"),
                            None => format!("demanded({asked})"),
                        });
                    }
                    _ => {}
                }
            }
        }
        Ok((bound, body.join(", ")))
    }

    fn trigger(
        &self,
        trigger: &Trigger,
        bound: &mut BTreeSet<u8>,
        body: &mut Vec<String>,
    ) -> Result<(), NotExpressible> {
        let model = self.model;
        let deed = call(model, &model[trigger.deed.name], trigger.deed.args)?;
        self.vars(trigger.deed.args, bound);
        match trigger.subject {
            Subject::Var(o) => {
                bound.insert(o);
                body.push(format!("deed(X,V{o},{deed})"));
            }
            Subject::VarOf(o, of) => {
                bound.extend([o, of]);
                body.push(format!("deed(X,V{o},{deed}), root(V{o},V{of})"));
            }
            Subject::Under(whole) => {
                body.push(format!("deed(X,O,{deed}), within(O,{})", thing(model, whole)));
            }
        }
        for &(of, order) in &trigger.orders {
            bound.insert(order);
            body.push(format!("order_of(V{of},V{order})"));
        }
        if let Some(part) = trigger.part {
            bound.insert(part);
            body.push(format!("called_part(X,V{part})"));
        }
        Ok(())
    }

    fn vars(&self, args: ArgRange, bound: &mut BTreeSet<u8>) {
        bound.extend(self.model.args(args).iter().filter_map(|a| match a {
            Arg::Var(v) => Some(*v),
            _ => None,
        }));
    }
}

fn content_args(content: Content) -> ArgRange {
    match content {
        Content::Deed(deed) => deed.args,
        Content::That { status, .. } => status.args,
    }
}
