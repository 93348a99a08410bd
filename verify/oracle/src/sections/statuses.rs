//! Whether a status holds on a day (§8).

use vigente_model::{Day, PartId};

use crate::evaluation::{Evaluation, Of, Proposition};
use crate::truth::Truth::{self, F, T};
use crate::truth::{all, exists};

impl Evaluation<'_> {
    pub(crate) fn holds(&mut self, of: Of, s: usize, d: Day) -> Truth {
        let ground = self.ground;
        let fact = self.model[ground.statuses[s].name].fact;
        if fact && of.is_some() {
            // Facts are those of the question's own record (§6).
            return self.ask(Proposition::Holds(None, s), d);
        }
        let own = exists!(&t in &ground.titles[s] => self.title(of, s, t, d));
        // What another matter says, it says at the question's horizon; nothing here cuts it.
        let elsewhere = self.elsewhere[s].as_ref().map_or(F, |said| said.at(d.max(crate::imports::FIRST)));
        own.max(elsewhere)
    }

    /// Whether a title of a status carries it, uncut.
    pub(crate) fn title_holds(&mut self, s: usize, t: usize, d: Day) -> Truth {
        self.title(None, s, t, d)
    }

    fn title(&mut self, of: Of, s: usize, t: usize, d: Day) -> Truth {
        let fact = self.model[self.ground.statuses[s].name].fact;
        all![
            if fact { self.carried_fact(of, t, d) } else { self.carried(of, t, d) },
            !self.cut(of, s, fact, t, d),
        ]
    }

    /// carried(t,d).
    fn carried(&mut self, of: Of, t: usize, d: Day) -> Truth {
        let title = &self.ground.carried[t];
        all![
            self.win(of, title, d),
            self.source_lives(of, title, d),
            self.not_disapplied(of, title, d),
            self.given(of, title, d),
            self.links(of, title, d),
            self.cond(of, title, d),
        ]
    }

    fn carried_fact(&mut self, of: Of, t: usize, d: Day) -> Truth {
        let title = &self.ground.carried[t];
        let Some(p) = title.part else { return F };
        all![self.inc(of, self.act_of(p)), self.win(of, title, d), self.links(of, title, d)]
    }

    /// cut(t,d).
    fn cut(&mut self, of: Of, s: usize, fact: bool, t: usize, d: Day) -> Truth {
        let ground = self.ground;
        let title = &ground.carried[t];
        exists!(&e in &ground.endings[s] => {
            let ending = &ground.carried[e];
            all![
                self.carried_before(title, ending),
                if fact { T } else { self.outranks(ending, title).into() },
                self.works(of, e, d),
                !{ let end = self.end(of, ending); self.grid.reached(d, end) },
                if fact { self.included(of, ending.part) } else { self.ask(Proposition::Valid(of, e), Day::MIN) },
                if fact { self.links_at_stroke(of, e) } else { T },
            ]
        })
    }

    fn included(&self, of: Of, part: Option<PartId>) -> Truth {
        part.map_or(F, |p| self.inc(of, self.act_of(p)))
    }

    /// d ≥ start(e).
    pub(crate) fn works(&mut self, of: Of, e: usize, d: Day) -> Truth {
        self.begun(of, &self.ground.carried[e], d)
    }

    /// What a copy needs, on the day of its stroke.
    fn links_at_stroke(&mut self, of: Of, e: usize) -> Truth {
        let stroke = &self.ground.carried[e];
        if !stroke.is_copy() {
            return T;
        }
        let day = self.start(of, stroke);
        self.at(day, |r, d| r.links(of, stroke, d))
    }

    /// valid(e), of what works at one stroke: only its own day is asked.
    pub(crate) fn valid(&mut self, of: Of, e: usize) -> Truth {
        let ground = self.ground;
        let stroke = &ground.carried[e];
        let day = self.start(of, stroke);
        all![
            self.given(of, stroke, Day::MIN),
            self.at(day, |r, d| r.source_lives(of, stroke, d)),
            self.at(day, |r, d| r.not_disapplied(of, stroke, d)),
            self.links_at_stroke(of, e),
            self.cond_at(of, stroke, day),
        ]
    }
}
