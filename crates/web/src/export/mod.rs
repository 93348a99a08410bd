//! A static copy of the application: the same pages as files that work without a server, for example from a USB stick.
//!
//! Answers change only on certain days. The overview of a matter has one file for each such day. A page of reasons,
//! duties, collisions or who has one file with every distinct answer. Other pages show the day of the copy. A link to a
//! page that is not in the copy, such as a form, becomes plain text.
//!
//! All cores render pages, day by day, so that the solutions of a day can be dropped after it.

mod dated;
mod search;
mod site;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use askama::Template;
use vigente_model::{Day, Model, ThingKind};
use vigente_workspace::workspace::OpenRecord;

use crate::i18n::Lang;
use crate::library::{Library, summary::MatterSummary};
use crate::links::{LibraryPage, Links, MatterPage, SEARCH_INDEX};
use crate::pages::layout::rendered;
use crate::pages::{self, Request};
use crate::server::params::Params;
use crate::server::response::{Format, PageResponse};
use site::{CopySite, LinkScope, Matter, Sheet, asset_file, in_language, library_file};

/// A record with more answers than this (parts times days) gets no pages of reasons.
const MOST_ANSWERS: usize = 60_000;

/// The result of an export.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Copied {
    /// Matters.
    pub matters: usize,
    /// Pages and files.
    pub files: usize,
    /// Matters without pages of reasons, because there would be too many.
    pub without_reasons: BTreeSet<String>,
}

/// Writes the pages of a library into a new or empty folder. Several languages get a folder each. `progress` is called
/// with each matter before it is written, and with the number of files so far.
///
/// # Errors
/// Any error of the disk; `AlreadyExists` if the folder is not empty.
pub fn export(
    library: &Library,
    out: &Path,
    languages: &[Lang],
    on: Day,
    progress: &mut dyn FnMut(&str, usize),
) -> io::Result<Copied> {
    if fs::read_dir(out).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, "the folder is not empty"));
    }
    library.write_cards();
    let mut done = Copied::default();
    for lang in languages {
        let own = if languages.len() > 1 { out.join(lang.code()) } else { out.to_owned() };
        let copy = Copy { out: own, lang: *lang, languages, on, written: Mutex::default() };
        copy.all(library, &mut done, progress)?;
    }
    if let (Some(first), true) = (languages.first(), languages.len() > 1) {
        let index = library_file(&LibraryPage::matters(), Format::Html);
        let page = Languages {
            lang: first.code(),
            style: in_language(*first, &asset_file("style.css")),
            copies: languages.iter().map(|lang| (*lang, in_language(*lang, &index))).collect(),
        };
        fs::write(out.join(&index), rendered(&page))?;
        done.files += 1;
    }
    done.matters = library.workspace.keys().len();
    Ok(done)
}

/// The page that leads to the copies in several languages.
#[derive(Template)]
#[template(path = "export/languages.html")]
struct Languages {
    lang: &'static str,
    style: String,
    /// Each copy, with the URL of its first page.
    copies: Vec<(Lang, String)>,
}

/// A copy in one language.
struct Copy<'c> {
    out: PathBuf,
    lang: Lang,
    languages: &'c [Lang],
    on: Day,
    /// The files so far, by their path in the copy.
    written: Mutex<BTreeSet<String>>,
}

impl Copy<'_> {
    /// The parameters of a page of a matter.
    fn params(&self, page: &MatterPage, day: Option<Day>) -> Params {
        let mut pairs: Vec<(String, String)> =
            page.pairs().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        pairs.extend(day.map(|day| ("on".to_owned(), day.to_string())));
        Params::read(pairs, self.lang, self.on)
    }

    fn site(&self, from: &str, scope: LinkScope, fragment: bool) -> Arc<CopySite> {
        Arc::new(CopySite {
            lang: self.lang,
            languages: self.languages.into(),
            on: self.on,
            from: from.to_owned(),
            fragment,
            scope,
            found: Mutex::default(),
        })
    }

    /// Renders a page of a matter; also returns the sheets it links to.
    fn make(
        &self,
        open: &OpenRecord,
        sheet: &Sheet,
        from: &str,
        day: Option<Day>,
        matter: &Arc<Matter>,
        fragment: bool,
    ) -> (PageResponse, BTreeSet<Sheet>) {
        let site = self.site(from, LinkScope::Matter(matter.clone()), fragment);
        let request = Request {
            page: sheet.page.clone(),
            format: sheet.format,
            params: self.params(&sheet.page, day),
            writing: false,
            resolver: site.clone(),
        };
        let response = pages::of_matter(open, request);
        let found = std::mem::take(&mut *site.found.lock().unwrap_or_else(PoisonError::into_inner));
        (response, found)
    }

    /// Writes everything.
    fn all(
        self,
        library: &Library,
        done: &mut Copied,
        progress: &mut dyn FnMut(&str, usize),
    ) -> io::Result<()> {
        for name in ["style.css", "app.js", "icon.svg"] {
            if let Some((_, bytes)) = crate::assets::find(name) {
                self.file(&asset_file(name), bytes)?;
            }
        }
        let cards: BTreeMap<String, _> =
            library.cards().0.into_iter().map(|card| (card.key.clone(), card)).collect();
        for key in library.workspace.keys() {
            let Some(open) = library.workspace.glance(&key) else { continue };
            progress(&key, done.files + self.written().len());
            if !self.matter(&open, cards.get(&key).map(|c| &**c))? {
                done.without_reasons.insert(key);
            }
        }
        let written = Arc::new(self.written().clone());
        let params = Params::read(Vec::new(), self.lang, self.on);
        for page in [LibraryPage::matters(), LibraryPage::all_duties()] {
            for format in [Format::Html, Format::Json, Format::Csv, Format::Ics] {
                let file = library_file(&page, format);
                let site = self.site(&file, LinkScope::Library(written.clone()), false);
                let links = Links::new("", params.kept(), site);
                let response = match page {
                    LibraryPage::Matters { .. } => {
                        pages::library::matters::show(library, &links, &params, format)
                    }
                    LibraryPage::AllDuties { .. } => {
                        pages::library::all_duties::show(library, &links, &params, format)
                    }
                };
                self.write(&file, response)?;
            }
        }
        let index = search::index(self.lang, cards.values().map(|c| &**c), &self.written());
        self.file(&asset_file(SEARCH_INDEX), index.as_bytes())?;
        done.files += self.written().len();
        Ok(())
    }

    fn written(&self) -> std::sync::MutexGuard<'_, BTreeSet<String>> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes all pages that the overview or the search leads to; returns whether reasons are among them.
    fn matter(&self, open: &OpenRecord, card: Option<&MatterSummary>) -> io::Result<bool> {
        let days: BTreeSet<Day> = open.change_points().iter().copied().collect();
        let model = open.record.model();
        let reasons = model.parts.len().max(model.acts.len()) * days.len() <= MOST_ANSWERS;
        let matter = Arc::new(Matter { key: open.key.to_string(), acts: acts(model), days, reasons });
        let overview = || Sheet::of(MatterPage::overview());
        let mut next: Vec<Sheet> = vec![overview()];
        next.extend(matter.days.iter().map(|day| Sheet { day: Some(*day), ..overview() }));
        next.extend(card.into_iter().flat_map(MatterSummary::entries_all).map(search::sheet));
        let mut seen: BTreeSet<Sheet> = BTreeSet::new();
        while !next.is_empty() {
            next.retain(|sheet| seen.insert(sheet.clone()));
            let (dated, plain): (Vec<Sheet>, Vec<Sheet>) = next.into_iter().partition(Sheet::is_dated);
            let mut found = self.plain(open, &plain, &matter)?;
            found.extend(self.dated(open, &dated, &matter)?);
            next = found.into_iter().collect();
        }
        Ok(reasons)
    }

    /// Writes pages of one day; returns the sheets they link to.
    fn plain(&self, open: &OpenRecord, all: &[Sheet], matter: &Arc<Matter>) -> io::Result<BTreeSet<Sheet>> {
        let found = par_map(all, |sheets| {
            let mut all = BTreeSet::new();
            for sheet in sheets {
                let file = sheet.file(&matter.key);
                let (response, found) = self.make(open, sheet, &file, sheet.day, matter, false);
                all.extend(found);
                self.write(&file, response)?;
            }
            Ok(all)
        });
        together(found)
    }

    /// Writes pages with the answers of all days; returns the sheets they link to.
    fn dated(&self, open: &OpenRecord, all: &[Sheet], matter: &Arc<Matter>) -> io::Result<BTreeSet<Sheet>> {
        if all.is_empty() {
            return Ok(BTreeSet::new());
        }
        let before = matter.days.first().map(|day| (None, Day(day.0 - 1)));
        let turns: Vec<(Option<Day>, Day)> =
            before.into_iter().chain(matter.days.iter().map(|day| (Some(*day), *day))).collect();
        let found = par_map(all, |sheets| {
            let mut answers: Vec<dated::Answers> = sheets.iter().map(|_| Default::default()).collect();
            let explainer = open.session.explainer();
            for &(from, day) in &turns {
                for (sheet, answers) in sheets.iter().zip(&mut answers) {
                    self.add_day(open, &explainer, sheet, matter, (from, day), answers);
                }
            }
            let mut all = BTreeSet::new();
            for (sheet, answers) in sheets.iter().zip(answers) {
                let (response, found) = self.whole(open, sheet, matter, answers);
                all.extend(found);
                self.write(&sheet.file(&matter.key), response)?;
            }
            Ok(all)
        });
        together(found)
    }

    fn write(&self, file: &str, response: PageResponse) -> io::Result<()> {
        let text = match response {
            PageResponse::Html(text)
            | PageResponse::Wrong(_, text)
            | PageResponse::Csv(text)
            | PageResponse::Svg(text)
            | PageResponse::Ics(text)
            | PageResponse::Atom(text) => text,
            PageResponse::Pieces(pieces) => pieces.whole(),
            PageResponse::Json(value) => serde_json::to_string_pretty(&value).unwrap_or_default() + "\n",
            PageResponse::See(_) | PageResponse::WrongData(..) | PageResponse::Nothing => return Ok(()),
        };
        self.file(file, text.as_bytes())
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

/// The names that have a page of an act.
fn acts(model: &Model) -> BTreeSet<String> {
    let things = model.things.iter();
    things
        .filter(|thing| matches!(thing.kind, ThingKind::Act(_) | ThingKind::Part(_)))
        .map(|thing| thing.name.to_string())
        .collect()
}

/// Does a job on every core. Neighbours cost about the same, so each core takes every nth item.
fn par_map<T: Clone + Send + Sync, R: Send>(all: &[T], job: impl Fn(&[T]) -> R + Sync) -> Vec<R> {
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

fn together(found: Vec<io::Result<BTreeSet<Sheet>>>) -> io::Result<BTreeSet<Sheet>> {
    found.into_iter().try_fold(BTreeSet::new(), |mut all, found| {
        all.extend(found?);
        Ok(all)
    })
}
