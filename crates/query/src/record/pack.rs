//! Describes what a pack declares. This needs no evaluation.

use std::collections::BTreeSet;

use crate::answer::{Named, Pack, PackCall, PackInstrument, PackItem, PackNorm, PackOrgan, PackViewpoint};
use vigente_model::{Cited, Declared, Details, Model, NormOf, Place, ThingId, ThingKind};

use crate::names::labels::Labels;

/// What the pack of this name declares; `about` is the first paragraph of its README. Its viewpoints are those of the
/// record: it must be the only pack that a record without viewpoints names. `None` where it is not among its packs.
pub fn pack(model: &Model, name: &str, about: &str) -> Option<Pack> {
    let pack = model.packs.iter().find(|p| *p.name == *name)?;
    let names = Labels { model };
    let asked = Asked { model, names, pack };
    let organs = asked.organs();
    let norms = asked.norms();
    Some(Pack {
        item: PackItem {
            pack: Named { name: name.to_owned(), title: names.text(&pack.title) },
            version: pack.version.as_deref().map(str::to_owned),
            organs: organs.iter().filter(|o| o.own).count(),
            norms: norms.len(),
            unverified: asked.unverified(),
        },
        about: about.to_owned(),
        uses: pack.uses.iter().map(ToString::to_string).collect(),
        organs,
        instruments: asked.instruments(),
        things: asked
            .things(|kind| matches!(kind, ThingKind::Person | ThingKind::Plain))
            .map(|id| names.thing(id))
            .collect(),
        statuses: asked.calls(&model.statuses),
        deeds: asked.calls(&model.deeds),
        norms,
        viewpoints: asked.viewpoints(),
    })
}

struct Asked<'m> {
    model: &'m Model,
    names: Labels<'m>,
    pack: &'m vigente_model::Pack,
}

impl<'m> Asked<'m> {
    fn own(&self, place: Place) -> bool {
        self.pack.files.contains(&place.file)
    }

    /// The things of some kind that the pack declares, by name.
    fn things(&self, kind: impl Fn(ThingKind) -> bool) -> impl Iterator<Item = ThingId> {
        let all = self.model.things.iter_enumerated();
        all.filter(move |(_, t)| kind(t.kind) && self.own(t.place)).map(|(id, _)| id)
    }

    fn details(&self, thing: ThingId) -> Option<&'m Details> {
        self.model.details.get(&thing).map(|d| &**d)
    }

    fn aka(&self, thing: ThingId) -> Vec<String> {
        self.details(thing).map_or_else(Vec::new, |d| owned(&d.aka))
    }

    fn marks(&self, thing: ThingId) -> Vec<String> {
        self.details(thing).map_or_else(Vec::new, |d| owned(&d.unverified))
    }

    fn above(&self, thing: ThingId) -> Vec<ThingId> {
        std::iter::successors(self.model[thing].parent, |t| self.model[*t].parent).collect()
    }

    fn organs(&self) -> Vec<PackOrgan> {
        let own = || self.things(|kind| matches!(kind, ThingKind::Order | ThingKind::Organ));
        let mut all: BTreeSet<ThingId> = own().collect();
        all.extend(own().flat_map(|o| self.above(o)));
        let mut all: Vec<ThingId> = all.into_iter().collect();
        // By the words of the path: what stands under an organ follows it, whatever else begins with its name.
        all.sort_by_key(|o| self.model.name(*o).split('.').collect::<Vec<_>>());
        let organs = all.into_iter().map(|organ| PackOrgan {
            organ: self.names.thing(organ),
            depth: self.above(organ).len(),
            own: self.own(self.model[organ].place),
            aka: self.aka(organ),
            unverified: self.marks(organ),
        });
        organs.collect()
    }

    fn norms(&self) -> Vec<PackNorm> {
        let all = self.model.norms.iter_enumerated().filter(|(_, norm)| self.own(norm.place));
        let norms = all.map(|(id, norm)| PackNorm {
            norm: self.names.thing(norm.thing),
            order: match norm.of {
                NormOf::Order(order) => Some(self.model.name(order).to_owned()),
                NormOf::Part(_) | NormOf::Reading => None,
            },
            cites: self.names.quotes(Cited::Norm(id)),
            unverified: self.marks(norm.thing),
        });
        norms.collect()
    }

    fn instruments(&self) -> Vec<PackInstrument> {
        let norms = self.norms();
        let described = self.things(|kind| kind == ThingKind::Instrument).map(|id| {
            let name = self.model.name(id);
            let named = norms.iter().filter_map(|n| article_in_name(&n.norm.name, name));
            let cites = norms.iter().flat_map(|n| &n.cites).filter(|q| is_text_of(&q.source.name, name));
            let mut articles: Vec<String> =
                named.chain(cites.filter_map(|q| article_in_pin(&q.pin))).collect();
            articles.sort_by_cached_key(|a| numbers(a));
            articles.dedup();
            PackInstrument {
                instrument: self.names.thing(id),
                aka: self.aka(id),
                articles,
                unverified: self.marks(id),
            }
        });
        described.collect()
    }

    fn calls(&self, all: &[Declared]) -> Vec<PackCall> {
        let own = all.iter().filter(|d| self.own(d.place));
        let calls = own.map(|d| PackCall {
            text: match &d.params[..] {
                [] => d.name.to_string(),
                params => format!("{}({})", d.name, params.join(", ")),
            },
            title: self.names.text(&d.title),
            fact: d.fact,
            unverified: owned(&d.unverified),
        });
        calls.collect()
    }

    fn viewpoints(&self) -> Vec<PackViewpoint> {
        let own = self.model.viewpoints.iter().filter(|v| self.own(v.place));
        let name = |t: &ThingId| self.model.name(*t).to_owned();
        let described = own.map(|v| {
            let ranks = v.ranks.iter().map(|rank| match &rank.prefixes[..] {
                [] => "others".to_owned(),
                tied => tied.iter().map(name).collect::<Vec<_>>().join(" = "),
            });
            PackViewpoint {
                viewpoint: Named { name: v.name.to_string(), title: self.names.text(&v.title) },
                prefers: ranks.collect::<Vec<_>>().join(" > "),
                not: v.excludes.iter().map(name).collect(),
            }
        });
        described.collect()
    }

    /// Marks on anything that the pack declares.
    fn unverified(&self) -> usize {
        let things = self.model.details.iter().filter(|(id, _)| self.own(self.model[**id].place));
        let calls = self.model.statuses.iter().chain(&*self.model.deeds).filter(|d| self.own(d.place));
        let sources = self.model.sources.iter().filter(|s| self.own(s.place)).flat_map(|s| &s.fields);
        things.map(|(_, d)| d.unverified.len()).sum::<usize>()
            + calls.map(|d| d.unverified.len()).sum::<usize>()
            + sources.filter(|(field, _)| &**field == "unverified").count()
    }
}

fn owned(texts: &[Box<str>]) -> Vec<String> {
    texts.iter().map(ToString::to_string).collect()
}

/// `ACHR-text` is a text of `ACHR`.
fn is_text_of(source: &str, instrument: &str) -> bool {
    source.strip_prefix(instrument).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

/// `ACHR.74.2.party` is of article 74.2 of `ACHR`.
fn article_in_name(norm: &str, instrument: &str) -> Option<String> {
    let rest = norm.strip_prefix(instrument)?.strip_prefix('.')?;
    let digits: Vec<&str> =
        rest.split('.').take_while(|s| s.starts_with(|c: char| c.is_ascii_digit())).collect();
    (!digits.is_empty()).then(|| digits.join("."))
}

/// `art.118 inc.21` is 118.21, `art.27 last-paragraph` is 27.
fn article_in_pin(pin: &str) -> Option<String> {
    let numbers: Vec<&str> = pin
        .split(' ')
        .map(|word| word.trim_start_matches(|c: char| c.is_alphabetic()).trim_start_matches('.'))
        .take_while(|word| word.starts_with(|c: char| c.is_ascii_digit()))
        .collect();
    (!numbers.is_empty()).then(|| numbers.join("."))
}

/// For sorting `9` before `74.2`.
fn numbers(article: &str) -> (Vec<u32>, String) {
    let digits = article.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok());
    (digits.collect(), article.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_read_from_names_and_pins() {
        assert_eq!(article_in_name("ACHR.74.2.party", "ACHR").as_deref(), Some("74.2"));
        assert_eq!(article_in_name("PE-CP.duties-die", "PE-CP"), None);
        assert_eq!(article_in_name("PE-CPP.9", "PE-CP"), None);
        assert_eq!(article_in_pin("art.118 inc.21").as_deref(), Some("118.21"));
        assert_eq!(article_in_pin("art.27 last-paragraph").as_deref(), Some("27"));
        assert_eq!(article_in_pin("preamble"), None);
        let mut articles = ["118.21", "9", "78.1", "78"].map(str::to_owned);
        articles.sort_by_cached_key(|a| numbers(a));
        assert_eq!(articles, ["9", "78", "78.1", "118.21"]);
    }
}
