//! A library goes in; a folder of the same pages comes out, to be read without a server, from a stick or an archive.
//!
//! Between two days on which an answer changes nothing changes: of a matter one page for each such day is written, and
//! the slider leads from page to page; a page of reasons holds every state that they go through. The other pages are
//! written for the day of the copy. A link to what is not copied (forms) becomes plain text.

mod addresses;
mod page;
mod reasons;
mod search;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use vigente::model::Day;

use crate::asked::{Asked, Pairs, path, query};
use crate::card::Card;
use crate::desk::{self, Open};
use crate::library::Library;
use crate::pages;
use crate::record::Record;
use crate::reply::{Reply, Shape};
use crate::tongue::{Lang, Tongue};
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
        let copy = Copy { out: own, lang: *lang, languages, on, written: BTreeSet::new() };
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
    written: BTreeSet<String>,
}

impl Copy<'_> {
    fn asked(&self, pairs: Pairs) -> Asked {
        Asked::read(pairs, self.lang, self.on)
    }

    /// Writes everything; says how many files.
    fn all(mut self, library: &Library) -> io::Result<usize> {
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
            desk::once(&record, |open| self.matter(open, cards.get(&key).map(|c| &**c)))?;
        }
        let all = self.asked(vec![("all".to_owned(), "1".to_owned())]);
        let none = BTreeSet::new();
        for (address, shape) in
            [("/", Shape::Html), ("/matters.json", Shape::Json), ("/matters.csv", Shape::Csv)]
        {
            self.write(address, pages::matters::show(library, &all, shape), &none)?;
        }
        self.write("/matters.ics", pages::matters::show(library, &all, Shape::Ics), &none)?;
        for (address, shape) in [
            ("/duties", Shape::Html),
            ("/duties.json", Shape::Json),
            ("/duties.csv", Shape::Csv),
            ("/duties.ics", Shape::Ics),
        ] {
            self.write(address, pages::board::show(library, &all, shape), &none)?;
        }
        let index = search::index(self.lang, cards.values().map(|c| &**c), &self.written);
        self.file("assets/index.js", index.as_bytes())?;
        Ok(self.written.len())
    }

    /// All pages that can be reached from the first one, or from what the search finds.
    fn matter(&mut self, open: &Open<'_, '_>, card: Option<&Card>) -> io::Result<()> {
        let key = &open.record.key;
        let days: BTreeSet<String> = open.boundaries().iter().map(ToString::to_string).collect();
        let mut next: VecDeque<String> = VecDeque::from([path(key, "")]);
        next.extend(days.iter().map(|d| format!("{}{}", path(key, ""), query(&[("on", d)]))));
        next.extend(card.into_iter().flat_map(Card::entries_all).map(|e| search::address(key, e)));
        let mut seen: BTreeSet<String> = next.iter().cloned().collect();
        while let Some(address) = next.pop_front() {
            let (name, shape, mut pairs) = parsed(key, &address);
            if name == "why" && shape == Shape::Html {
                let (file, more) = self.reasons(open, &address, &days);
                next.extend(more.into_iter().filter(|target| seen.insert(target.clone())));
                self.file(&file_of(&address), file.as_bytes())?;
                continue;
            }
            let dated = pairs.iter().any(|(n, _)| n == "on");
            if name.is_empty() && dated {
                pairs.push(("picture".to_owned(), "0".to_owned()));
            }
            let reply = pages::of_matter(open, self.asked(pairs), &name, shape, false);
            if let Reply::Html(body) = &reply {
                let targets = links(body).into_iter().filter_map(|href| copied(key, &href, &days));
                next.extend(targets.filter(|target| seen.insert(target.clone())));
            }
            self.write(&address, reply, &days)?;
        }
        Ok(())
    }

    fn write(&mut self, address: &str, reply: Reply, days: &BTreeSet<String>) -> io::Result<()> {
        let text = match reply {
            Reply::Html(body) | Reply::Wrong(_, body) => {
                let t = Tongue::of(self.lang);
                self.page(&t, address, &body, days)
            }
            Reply::Json(value) => serde_json::to_string_pretty(&value).unwrap_or_default() + "\n",
            Reply::Csv(text) | Reply::Svg(text) | Reply::Ics(text) | Reply::Atom(text) => text,
            // An act that is no act leads elsewhere; whoever has its name finds that page by other ways.
            Reply::See(_) | Reply::WrongData(..) | Reply::Nothing => return Ok(()),
        };
        self.file(&file_of(address), text.as_bytes())
    }

    fn file(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let file = self.out.join(name);
        if let Some(parent) = file.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(file, bytes)?;
        self.written.insert(name.to_owned());
        Ok(())
    }
}
