//! The `reads` lines of a matter: which statuses come from other matters, and the things that these speak of.

use rustc_hash::FxHashMap;
use vigente_syntax::ast::{Line, Word};
use vigente_syntax::diagnostic::{Diagnostic, Severity};

use crate::declarations::Declarations;
use crate::second_pass::names::{Callable, Resolver};
use crate::world::World;
use vigente_model::*;

/// The lines of the record's matter.
fn lines<'f, 'a>(
    found: &'f Declarations<'a>,
) -> impl Iterator<Item = (&'a [Word<'a>], Word<'a>, Place)> + use<'f, 'a> {
    found.matters.first().into_iter().flat_map(|(entry, _)| {
        entry.entry.lines.iter().filter_map(|line| match line {
            Line::Reads { statuses, matter, at } => {
                Some((statuses.as_slice(), *matter, Place { file: entry.file, at: *at }))
            }
            _ => None,
        })
    })
}

fn extract<'w>(world: &'w World, matter: &str) -> Option<&'w Exports> {
    world.matters.get(matter)?.as_deref()
}

/// Things that only another matter declares are things here, too: somebody may count them.
pub(crate) fn declare<'a>(found: &mut Declarations<'a>, world: &'a World) {
    let all: Vec<_> = lines(found).collect();
    for (statuses, matter, place) in all {
        let Some(extract) = extract(world, matter.text) else { continue };
        let named = |name: &str| statuses.iter().any(|s| s.text == name);
        let args = extract.statuses.iter().filter(|s| named(&s.name)).flat_map(|s| &s.args);
        for arg in args {
            let mut next = match *arg {
                ExportedArg::Thing(thing) => Some(thing),
                ExportedArg::Amount { unit, .. } => unit,
            };
            while let Some(at) = next {
                let thing = &extract.things[at as usize];
                found.imply(&thing.name, thing.kind, place);
                next = thing.parent;
            }
        }
    }
}

impl<'a> Resolver<'a> {
    /// What the record reads. Statuses and viewpoints must have been read before.
    pub(crate) fn reads(&mut self, world: &World, found: &Declarations<'a>) {
        let mut from: FxHashMap<StatusId, &str> = FxHashMap::default();
        for (words, matter, place) in lines(found) {
            self.file = place.file;
            let extract = match world.matters.get(matter.text) {
                Some(Some(extract)) => extract,
                Some(None) => {
                    let message = format!("reading `{}` leads back to this matter", matter.text);
                    let found = self.wrong.error("circle-of-matters", self.place(matter.at), message);
                    found.help = Some("of matters that read one another, one must not".to_owned());
                    continue;
                }
                None => {
                    let message = format!("the matter `{}` is not here", matter.text);
                    let found = self.wrong.error("unknown-matter", self.place(matter.at), message);
                    found.help = Some(format!(
                        "it is looked for beside this record, then in the folders above: `{0}/` or `{0}.vig`",
                        matter.text
                    ));
                    continue;
                }
            };
            if extract.faulty {
                let message = format!("`{}` has errors of its own", matter.text);
                let warning =
                    Diagnostic::new("faulty-matter", Severity::Warning, self.file, matter.at, message)
                        .here("part of what it says may be missing")
                        .help("check that record first");
                self.wrong.add(warning);
            }
            let mut statuses = Vec::new();
            for word in words {
                let Some(status) = self.read_status(*word, matter, extract) else { continue };
                match from.insert(status, matter.text) {
                    Some(first) => {
                        let message = format!("`{}` is already read from `{first}`", word.text);
                        let found = self.wrong.error("duplicate-name", self.place(word.at), message);
                        found.help = Some("a status is read from one matter".to_owned());
                    }
                    None => statuses.push(status),
                }
            }
            statuses.sort_unstable();
            self.give(extract, &statuses, self.model.imports.next_idx());
            let viewpoints = self.shared_viewpoints(matter, &extract.model);
            self.model.imports.push(Import {
                matter: matter.text.into(),
                statuses,
                model: extract.model.clone(),
                viewpoints,
                place,
            });
        }
        let mut given = std::mem::take(&mut self.model.imported);
        given.sort_by(|a, b| (a.status, self.model.args(a.args)).cmp(&(b.status, self.model.args(b.args))));
        self.model.imported = given;
    }

    /// A status that both declare alike.
    fn read_status(&mut self, word: Word<'a>, matter: Word<'a>, extract: &Exports) -> Option<StatusId> {
        let status = match self.names.call(word.text) {
            Some(Callable::Status(status)) => status,
            Some(Callable::Deed(_)) => {
                let message = format!("`{}` is a deed: `reads` speaks of statuses", word.text);
                self.wrong.error("wrong-kind", self.place(word.at), message);
                return None;
            }
            None => {
                self.missing("unknown-status", word);
                return None;
            }
        };
        let there = extract.model.statuses.binary_search_by(|d| (*d.name).cmp(word.text)).ok();
        let Some(there) = there.map(|at| &extract.model.statuses[at]) else {
            let message = format!("`{}` declares no status `{}`", matter.text, word.text);
            let found = self.wrong.error("unknown-status", self.place(word.at), message);
            found.help = Some("both must use the pack that declares it, or declare it alike".to_owned());
            return None;
        };
        let (here, there) = (self.model[status].params.len(), there.params.len());
        if here != there {
            let message =
                format!("`{}` has {here} arguments here and {there} in `{}`", word.text, matter.text);
            self.wrong.error("wrong-arity", self.place(word.at), message);
            return None;
        }
        Some(status)
    }

    /// Every ground status of these names, with its number there.
    fn give(&mut self, extract: &Exports, statuses: &[StatusId], from: ImportId) {
        let here = |reader: &Resolver<'a>, at: u32| reader.names.thing(&extract.things[at as usize].name);
        for (number, said) in extract.statuses.iter().enumerate() {
            let by_name = |s: &StatusId| (*self.model[*s].name).cmp(&said.name);
            let Ok(at) = statuses.binary_search_by(by_name) else { continue };
            let args: Option<Vec<Arg>> = said
                .args
                .iter()
                .map(|arg| match *arg {
                    ExportedArg::Thing(thing) => here(self, thing).map(Arg::Thing),
                    ExportedArg::Amount { hundredths, unit: None } => {
                        Some(Arg::Amount { hundredths, unit: None })
                    }
                    ExportedArg::Amount { hundredths, unit: Some(unit) } => {
                        here(self, unit).map(|unit| Arg::Amount { hundredths, unit: Some(unit) })
                    }
                })
                .collect();
            // `declare` has named them all.
            let Some(args) = args else { continue };
            let range = ArgRange { start: self.model.args.len() as u32, len: args.len() as u32 };
            self.model.args.extend(args);
            self.model.imported.push(ImportedStatus {
                status: statuses[at],
                args: range,
                from,
                number: number as u32,
            });
        }
        for thing in &extract.things {
            let Some(id) = self.names.thing(&thing.name) else { continue };
            if !self.model.details.contains_key(&id) && *thing.details != Details::default() {
                self.model.details.insert(id, thing.details.clone());
            }
        }
    }

    /// The viewpoints of the same names there.
    fn shared_viewpoints(
        &mut self,
        matter: Word<'a>,
        there: &Model,
    ) -> IndexVec<ViewpointId, Option<ViewpointId>> {
        let shared: IndexVec<_, _> = self.model.viewpoints.iter().map(|v| there.viewpoint(&v.name)).collect();
        let missing: Vec<&str> = self
            .model
            .viewpoints
            .iter()
            .zip(&shared)
            .filter(|(_, s)| s.is_none())
            .map(|(v, _)| &*v.name)
            .collect();
        if !missing.is_empty() {
            let names = crate::listed(&missing);
            let message = format!("`{}` has no viewpoint {names}", matter.text);
            let warning =
                Diagnostic::new("unshared-viewpoint", Severity::Warning, self.file, matter.at, message)
                    .here("what it says is undetermined from there")
                    .help("give both the same viewpoints, best by a pack that offers them");
            self.wrong.add(warning);
        }
        shared
    }
}
