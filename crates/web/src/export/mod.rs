//! A library goes in; a folder of the same pages comes out, to be read without a server, from a stick or an archive.
//!
//! Between two days on which an answer changes nothing changes: of a matter one page for each such day is written, and
//! the slider leads from page to page; pages of reasons, duties, collisions and of who hold every answer that they go
//! through. The other pages are written for the day of the copy. A link to what is not copied (forms) becomes plain text.
//!
//! Pages are made on every core, day by day: what a day is solved for is let go with it.

mod addresses;
mod dated;
mod page;
mod search;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use vigente_model::Day;

use crate::i18n::{I18n, Lang};
use crate::library::Library;
use crate::library::desk;
use crate::library::record::Record;
use crate::library::summary::MatterSummary;
use crate::pages;
use crate::server::params::{Pairs, Params, path, query};
use crate::server::response::{Format, PageResponse};
use addresses::{copied, file_of, links, parsed};

/// What was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Copied {
    /// Matters.
    pub matters: usize,
    /// Pages and files.
    pub files: usize,
}

/// Writes the pages of a library into a folder that is empty or not there yet: in one language, or in several, each in
/// a folder of its own.
///
/// # Errors
/// What the disk says; `AlreadyExists` where the folder is not empty.
pub fn export(library: &Library, out: &Path, languages: &[Lang], on: Day) -> io::Result<Copied> {
    if fs::read_dir(out).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, "the folder is not empty"));
    }
    library.write_cards();
    let mut done = Copied::default();
    for lang in languages {
        let own = if languages.len() > 1 { out.join(lang.code()) } else { out.to_owned() };
        let copy = Copy { out: own, lang: *lang, languages, on, written: Mutex::default() };
        done.files += copy.all(library)?;
    }
    if languages.len() > 1 {
        fs::write(out.join("index.html"), page::of_languages(languages))?;
        done.files += 1;
    }
    done.matters = library.keys().len();
    Ok(done)
}

/// A copy in one language.
struct Copy<'c> {
    out: PathBuf,
    lang: Lang,
    languages: &'c [Lang],
    on: Day,
    /// Files that are there, by their path in the copy.
    written: Mutex<BTreeSet<String>>,
}

impl Copy<'_> {
    fn params(&self, pairs: Pairs) -> Params {
        Params::read(pairs, self.lang, self.on)
    }

    /// Writes everything; says how many files.
    fn all(self, library: &Library) -> io::Result<usize> {
        for name in ["style.css", "app.js", "icon.svg"] {
            if let Some((_, bytes)) = crate::assets::find(name) {
                self.file(&format!("assets/{name}"), bytes)?;
            }
        }
        let cards: BTreeMap<String, _> =
            library.cards().0.into_iter().map(|card| (card.key.clone(), card)).collect();
        for key in library.keys() {
            let Some(folder) = library.folder(&key) else { continue };
            let record = Record::open(&key, &folder, &library.settings.reading);
            self.matter(&record, cards.get(&key).map(|c| &**c))?;
        }
        let all = self.params(vec![("all".to_owned(), "1".to_owned())]);
        let none = BTreeSet::new();
        for (address, format) in
            [("/", Format::Html), ("/matters.json", Format::Json), ("/matters.csv", Format::Csv)]
        {
            self.write(address, pages::overview::matters::show(library, &all, format), &none)?;
        }
        self.write("/matters.ics", pages::overview::matters::show(library, &all, Format::Ics), &none)?;
        for (address, format) in [
            ("/duties", Format::Html),
            ("/duties.json", Format::Json),
            ("/duties.csv", Format::Csv),
            ("/duties.ics", Format::Ics),
        ] {
            self.write(address, pages::overview::all_duties::show(library, &all, format), &none)?;
        }
        let index = search::index(self.lang, cards.values().map(|c| &**c), &self.written());
        self.file("assets/index.js", index.as_bytes())?;
        Ok(self.written().len())
    }

    fn written(&self) -> std::sync::MutexGuard<'_, BTreeSet<String>> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// All pages that can be reached from the first one, or from what the search finds.
    fn matter(&self, record: &Record, card: Option<&MatterSummary>) -> io::Result<()> {
        let key = &record.key;
        let days: BTreeSet<String> =
            desk::once(record, |open| open.boundaries().iter().map(ToString::to_string).collect());
        let mut next: Vec<String> = vec![path(key, "")];
        next.extend(days.iter().map(|d| format!("{}{}", path(key, ""), query(&[("on", d)]))));
        next.extend(card.into_iter().flat_map(MatterSummary::entries_all).map(|e| search::address(key, e)));
        let mut seen: BTreeSet<String> = BTreeSet::new();
        while !next.is_empty() {
            next.retain(|address| seen.insert(address.clone()));
            let (dated, plain): (Vec<String>, Vec<String>) =
                next.into_iter().partition(|address| dated::is_dated(key, address));
            let mut found = self.plain(record, &plain, &days)?;
            found.extend(self.dated(record, &dated, &days)?);
            next = found.into_iter().collect();
        }
        Ok(())
    }

    /// Pages of one day; says where they lead.
    fn plain(
        &self,
        record: &Record,
        all: &[String],
        days: &BTreeSet<String>,
    ) -> io::Result<BTreeSet<String>> {
        let found = in_turns(all, |addresses| {
            desk::once(record, |open| {
                let mut found = BTreeSet::new();
                for address in addresses {
                    let (name, format, mut pairs) = parsed(&record.key, address);
                    if name.is_empty() && pairs.iter().any(|(n, _)| n == "on") {
                        pairs.push(("picture".to_owned(), "0".to_owned()));
                    }
                    let reply = pages::of_matter(open, self.params(pairs), &name, format, false);
                    if let PageResponse::Html(body) = &reply {
                        found.extend(
                            links(body).into_iter().filter_map(|href| copied(&record.key, &href, days)),
                        );
                    }
                    self.write(address, reply, days)?;
                }
                Ok(found)
            })
        });
        together(found)
    }

    /// Pages that keep the answers of all days; says where they lead.
    fn dated(
        &self,
        record: &Record,
        all: &[String],
        days: &BTreeSet<String>,
    ) -> io::Result<BTreeSet<String>> {
        if all.is_empty() {
            return Ok(BTreeSet::new());
        }
        let before = days.first().and_then(|d| crate::days::day(d)).map(|d| Day(d.0 - 1).to_string());
        let turns: Vec<(String, String)> = before
            .into_iter()
            .map(|day| (dated::FIRST.to_owned(), day))
            .chain(days.iter().map(|day| (day.clone(), day.clone())))
            .collect();
        let found = in_turns(all, |addresses| {
            desk::once(record, |open| {
                let mut told: Vec<dated::Told> = addresses.iter().map(|_| dated::Told::default()).collect();
                let whys = open.session.whys();
                for (from, day) in &turns {
                    for (address, told) in addresses.iter().zip(&mut told) {
                        self.tell(open, &whys, address, (from, day), days, told);
                    }
                }
                let mut found = BTreeSet::new();
                for (address, told) in addresses.iter().zip(told) {
                    let (file, more) = self.whole(open, address, told, days);
                    found.extend(more);
                    self.file(&file_of(address), file.as_bytes())?;
                }
                Ok(found)
            })
        });
        together(found)
    }

    fn write(&self, address: &str, reply: PageResponse, days: &BTreeSet<String>) -> io::Result<()> {
        let text = match reply {
            PageResponse::Html(body) | PageResponse::Wrong(_, body) => {
                let t = I18n::of(self.lang);
                self.page(&t, address, &body, days)
            }
            PageResponse::Json(value) => serde_json::to_string_pretty(&value).unwrap_or_default() + "\n",
            PageResponse::Csv(text)
            | PageResponse::Svg(text)
            | PageResponse::Ics(text)
            | PageResponse::Atom(text) => text,
            // An act that is no act leads elsewhere; whoever has its name finds that page by other ways.
            PageResponse::See(_) | PageResponse::WrongData(..) | PageResponse::Nothing => return Ok(()),
        };
        self.file(&file_of(address), text.as_bytes())
    }

    fn file(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let file = self.out.join(name);
        if let Some(parent) = file.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(file, bytes)?;
        self.written().insert(name.to_owned());
        Ok(())
    }
}

/// Does a job for these, dealt out to every core like cards: neighbours cost about the same.
fn in_turns<T: Clone + Send + Sync, R: Send>(all: &[T], job: impl Fn(&[T]) -> R + Sync) -> Vec<R> {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get).min(all.len());
    std::thread::scope(|scope| {
        let job = &job;
        let dealt = (0..cores).map(|core| all.iter().skip(core).step_by(cores).cloned().collect::<Vec<T>>());
        let started: Vec<_> = dealt.map(|part| scope.spawn(move || job(&part))).collect();
        started
            .into_iter()
            .map(|one| one.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

fn together(found: Vec<io::Result<BTreeSet<String>>>) -> io::Result<BTreeSet<String>> {
    found.into_iter().try_fold(BTreeSet::new(), |mut all, found| {
        all.extend(found?);
        Ok(all)
    })
}
