//! Each diagnostic has a page in `docs/codes`. Its example must get that diagnostic and no other; its mended example
//! must get none at all.
//!
//! Fences of a page: `vig` (the example), `vig fixed` (mended), `vig also CODE` (an example that cannot help getting
//! CODE too), `vig pack NAME` (a pack that both use), `vig matter NAME` (a matter that both may read), `vig matter NAME
//! circle` (one that leads back to them), `text NAME` (the text of a source). `\u{…}` in an example is the character itself, where it could not be seen. A page with `(edge)` in its first line needs a disk, or a text too
//! long for a page, and is tested where that is.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use vigente_engine::{Plan, exports};
use vigente_model::Exports;
use vigente_query::Session;
use vigente_resolve::sources;
use vigente_resolve::world::{SourceFile, World, world_with};
use vigente_resolve::{resolve, resolve_text};
use vigente_syntax::codes::{CODES, find};
use vigente_syntax::diagnostic::Severity;

#[derive(Default)]
struct Page {
    first: String,
    example: Option<String>,
    also: Option<String>,
    fixed: Option<String>,
    packs: Vec<(String, String)>,
    texts: BTreeMap<String, String>,
    matters: BTreeMap<String, Option<Arc<Exports>>>,
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/codes")
}

fn page(name: &str) -> Option<Page> {
    let text = std::fs::read_to_string(folder().join(format!("{name}.md"))).ok()?;
    let mut page = Page { first: text.lines().next().unwrap_or_default().to_owned(), ..Page::default() };
    let mut fence: Option<(String, String)> = None;
    for line in text.lines() {
        match &mut fence {
            None => {
                if let Some(info) = line.strip_prefix("```") {
                    fence = Some((info.to_owned(), String::new()));
                }
            }
            Some((info, body)) if line == "```" => {
                let words: Vec<&str> = info.split(' ').collect();
                match words[..] {
                    ["vig"] => page.example = Some(visible(body)),
                    ["vig", "also", code] => {
                        page.also = Some(code.to_owned());
                        page.example = Some(visible(body));
                    }
                    ["vig", "fixed"] => page.fixed = Some(visible(body)),
                    ["vig", "pack", pack] => page.packs.push((pack.to_owned(), body.clone())),
                    ["vig", "matter", matter] => {
                        page.matters.insert(matter.to_owned(), Some(extracted(matter, body)));
                    }
                    ["vig", "matter", matter, "circle"] => {
                        page.matters.insert(matter.to_owned(), None);
                    }
                    ["text", file] => {
                        page.texts.insert(file.to_owned(), body.clone());
                    }
                    _ => panic!("{name}: an unknown fence `{info}`"),
                }
                fence = None;
            }
            Some((_, body)) => {
                body.push_str(line);
                body.push('\n');
            }
        }
    }
    assert!(fence.is_none(), "{name}: a fence is not closed");
    Some(page)
}

/// `\u{feff}` as the character.
fn visible(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("\\u{") {
        out.push_str(&rest[..at]);
        let end = at + rest[at..].find('}').expect("closed");
        let number = u32::from_str_radix(&rest[at + 3..end], 16).expect("hexadecimal");
        out.push(char::from_u32(number).expect("a character"));
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    out
}

/// What a matter lets others read.
fn extracted(matter: &str, text: &str) -> Arc<Exports> {
    let resolved = resolve_text(text);
    let faulty = resolved.diagnostics.iter().any(|d| d.severity == Severity::Error);
    let model = resolved.model;
    Arc::new(exports(&Plan::new(Arc::clone(&model)), &model, matter, faulty))
}

/// A text with what its page hands to it.
fn world(page: &Page, text: &str) -> World {
    let mut world: World = world_with(vec![SourceFile::new("example.vig", text)], |pack| {
        let own = page.packs.iter().filter(|p| p.0 == pack);
        own.map(|(pack, text)| SourceFile::of_pack(pack.clone(), "pack.vig", text.clone())).collect()
    });
    world.texts = page.texts.iter().map(|(k, v)| (k.clone(), v.clone().into())).collect();
    world.matters = page.matters.clone();
    world
}

/// All that is said of a text, by `check`.
fn said(page: &Page, text: &str) -> BTreeMap<String, String> {
    let world = world(page, text);
    let resolved = resolve(&world);
    let quotes = sources::check(&resolved.model, &world);
    let (_, failed) = Session::new(&resolved.model).check();
    let all = resolved.diagnostics.into_iter().chain(quotes.diagnostics).chain(failed);
    // Examples need no viewpoint: each order has its own.
    let about = |code: &str| code != "no-viewpoint" || page.first.ends_with(code);
    all.filter(|d| about(d.code)).map(|d| (d.code.to_owned(), d.message)).collect()
}

#[test]
fn every_code_has_a_page_and_every_page_a_code() {
    let pages: BTreeSet<String> = std::fs::read_dir(folder())
        .expect("docs/codes")
        .filter_map(|e| e.ok()?.file_name().to_str()?.strip_suffix(".md").map(str::to_owned))
        .filter(|n| n != "README")
        .collect();
    let codes: BTreeSet<String> = CODES.iter().map(|c| c.name.to_owned()).collect();
    assert_eq!(codes.len(), CODES.len(), "a code stands twice in the table");
    let missing: Vec<_> = codes.difference(&pages).collect();
    let strange: Vec<_> = pages.difference(&codes).collect();
    assert!(
        missing.is_empty() && strange.is_empty(),
        "without a page: {missing:?}; without a code: {strange:?}"
    );
}

#[test]
fn examples_fire_and_mended_ones_do_not() {
    let mut wrong = Vec::new();
    for code in CODES {
        let Some(page) = page(code.name) else { continue };
        let title = page.first.strip_prefix("# ").unwrap_or_default();
        if title.split(' ').next() != Some(code.name) {
            wrong.push(format!("{}: the page begins `{}`", code.name, page.first));
        }
        if title.ends_with("(edge)") {
            continue;
        }
        let (Some(example), Some(fixed)) = (&page.example, &page.fixed) else {
            wrong.push(format!("{}: the page lacks an example or its mending", code.name));
            continue;
        };
        let expected: BTreeSet<&str> = page.also.as_deref().into_iter().chain([code.name]).collect();
        let fired = said(&page, example);
        if !fired.keys().map(String::as_str).eq(expected.iter().copied()) {
            wrong.push(format!("{}: the example gets {fired:?}", code.name));
        }
        let fired = said(&page, fixed);
        if !fired.is_empty() {
            wrong.push(format!("{}: the mended example gets {fired:?}", code.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_said_is_in_the_table() {
    // A severity of the table is the usual one; the example must agree with it.
    for code in CODES {
        let Some(page) = page(code.name) else { continue };
        let Some(example) = &page.example else { continue };
        for diagnostic in resolve(&world(&page, example)).diagnostics {
            let row = find(diagnostic.code);
            assert!(row.is_some(), "`{}` is not in the table", diagnostic.code);
            assert_eq!(row.map(|r| r.severity), Some(diagnostic.severity), "{}", diagnostic.code);
            assert!(!diagnostic.message.ends_with('.'), "{}: {}", diagnostic.code, diagnostic.message);
            assert!(!diagnostic.labels.is_empty(), "{} has no place", diagnostic.code);
        }
    }
}
