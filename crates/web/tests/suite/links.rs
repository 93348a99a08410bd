//! No link is dead, and no page writes a URL of its own: these tests walk the whole server and a whole static copy.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use tower::ServiceExt as _;
use vigente_model::Day;
use vigente_web::i18n::Lang;
use vigente_web::links::{Href, LibraryPage, Link, LinkResolver, MatterPage, Page, Route, Server, query};
use vigente_web::server::response::Format;
use vigente_web::{Inputs, Library, Settings, server};

/// A page with the same parameters is read this many times, for other days, viewpoints or languages.
const HORIZONS: usize = 3;

/// A matter whose names need escaping in a URL and in a file name. One line is an error, so that a page links to it.
const ODD: &str = "\
matter odd \"Ñandú & co. / “50 %”\"
order X \"X & Y\"
organ X.Court \"The court of x/y?\"
person ana \"Ana\"
viewpoint X.Court \"X & <Y>\"
  prefers X > others
status free(person) \"is free & well\"
deed pay(person) \"pay\"

2020-01-02 first X.Court \"First & last\"
  a: begins free(ana)
  b: requires X to pay(ana)
2021-03-04 second X.Court \"Second\"
  repeals first.b
  nonsense
";

/// The fictional matter of the repository and a small one, in a folder of this test.
fn folder(name: &str) -> PathBuf {
    let root = std::env::temp_dir().join(format!("vigente-links-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&root);
    copy(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dossiers/islas-imaginarias"),
        &root.join("islas"),
    );
    fs::create_dir_all(root.join("más/otra #1 & 50 %")).unwrap();
    fs::write(root.join("más/otra #1 & 50 %/odd.vig"), ODD).unwrap();
    root
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let there = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &there)
        } else {
            fs::copy(entry.path(), there).unwrap();
        }
    }
}

fn library(root: PathBuf, writing: bool) -> Library {
    let today = || jiff::civil::date(2010, 10, 2);
    let library = Library::new(Settings { root, inputs: Inputs::default(), today, day: None, writing });
    library.write_cards();
    library
}

fn unescaped(text: &str) -> String {
    text.replace("&quot;", "\"")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#38;", "&")
        .replace("&amp;", "&")
}

/// An element's name and attributes.
type Element = (String, BTreeMap<String, String>);

/// The elements of HTML, Atom or SVG as this application writes them: attributes in double quotes, or without a value.
fn elements(text: &str) -> Vec<Element> {
    let mut all = Vec::new();
    for piece in text.split('<').skip(1) {
        let name: String = piece.chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
        if name.is_empty() {
            continue;
        }
        let mut attributes = BTreeMap::new();
        let mut rest = &piece[name.len()..];
        loop {
            rest = rest.trim_start();
            let end = rest.find(['=', ' ', '>', '\n']).unwrap_or(rest.len());
            let (attribute, after) = rest.split_at(end);
            let attribute = attribute.trim_end_matches('/');
            if let Some(quoted) = after.strip_prefix("=\"") {
                let (value, after) = quoted.split_once('"').unwrap_or((quoted, ""));
                attributes.insert(attribute.to_owned(), unescaped(value));
                rest = after;
            } else {
                if !attribute.is_empty() {
                    attributes.insert(attribute.to_owned(), String::new());
                }
                if !after.starts_with(' ') && !after.starts_with('\n') {
                    break;
                }
                rest = after;
            }
        }
        all.push((name, attributes));
    }
    all
}

/// Attributes that hold what a user wrote, or a name of a vocabulary.
const NOT_URLS: [&str; 8] = ["value", "title", "aria-label", "placeholder", "content", "xmlns", "rel", "d"];

/// Whether this attribute of this element is a link out of the application, which a source may have.
fn is_external((name, attributes): &Element) -> bool {
    name == "a" && attributes.get("rel").is_some_and(|rel| rel.split(' ').any(|word| word == "external"))
}

fn ids(elements: &[Element]) -> BTreeSet<String> {
    elements.iter().filter_map(|(_, attributes)| attributes.get("id").cloned()).collect()
}

/// Links as the server has them; remembers each.
#[derive(Debug, Default)]
struct Recorder(Mutex<Vec<(Link, String)>>);

impl LinkResolver for Recorder {
    fn href(&self, link: &Link) -> Href {
        let href = Server.href(link);
        self.0.lock().unwrap().push((link.clone(), href.url().to_owned()));
        href
    }
}

async fn send(app: &Router, request: Request<Body>) -> (StatusCode, String, String) {
    let response = app.clone().oneshot(request).await.unwrap();
    let kind = response.headers().get(header::CONTENT_TYPE).map(|v| v.to_str().unwrap().to_owned());
    let (code, kind) = (response.status(), kind.unwrap_or_default());
    // The stream of changes has no end.
    let endless = kind.starts_with("text/event-stream");
    let body =
        if endless { Vec::new() } else { to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec() };
    (code, kind, String::from_utf8(body).unwrap())
}

fn request(page: &Page, url: &str, part: Option<&str>) -> Request<Body> {
    // What is wrong with a text that is not saved is only answered to a form.
    let mut request = match page {
        Page::Matter(_, MatterPage::Diagnostics) => Request::post(url)
            .header("origin", "http://127.0.0.1:7474")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded"),
        _ => Request::get(url),
    };
    request = request.header("host", "127.0.0.1:7474").header("accept-language", "en");
    if let Some(part) = part {
        request = request.header("x-part", part);
    }
    request
        .body(Body::from(query(&[("token", server::guard::token())]).trim_start_matches('?').to_owned()))
        .unwrap()
}

#[test]
fn every_link_of_a_read_only_server_comes_from_the_resolver_and_is_answered() {
    walk_server("read-only", false);
}

#[test]
fn every_link_of_a_server_that_writes_comes_from_the_resolver_and_is_answered() {
    walk_server("writing", true);
}

fn walk_server(name: &str, writing: bool) {
    let root = folder(name);
    let recorder = Arc::new(Recorder::default());
    let app = server::router_with(Arc::new(library(root.clone(), writing)), recorder.clone(), false);
    let first = LibraryPage::matters();
    let mut next =
        VecDeque::from([(Page::Library(first), Format::Html, "/".to_owned(), "the start".to_owned())]);
    let mut read: BTreeMap<(Page, Format), BTreeSet<String>> = BTreeMap::new();
    let mut anchors: Vec<(String, String, String)> = Vec::new();
    let mut ids_of: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        while let Some((page, format, url, from)) = next.pop_front() {
            let of_page = read.entry((page.clone(), format)).or_default();
            if of_page.len() >= HORIZONS || !of_page.insert(url.clone()) {
                continue;
            }
            let parts: &[Option<&str>] = match &page {
                Page::Matter(_, MatterPage::Overview { .. }) if format == Format::Html => {
                    &[None, Some("1"), Some("past")]
                }
                Page::Library(_) if format == Format::Html => &[None, Some("1")],
                _ => &[None],
            };
            for part in parts {
                let (code, kind, body) = send(&app, request(&page, &url, *part)).await;
                assert_eq!(code, StatusCode::OK, "{from}: {url}");
                let given = std::mem::take(&mut *recorder.0.lock().unwrap());
                if !["text/html", "application/atom", "image/svg"].iter().any(|k| kind.starts_with(k)) {
                    assert!(matches!(page, Page::Asset(_)) || !body.contains("/m/"), "{url} has a link");
                    continue;
                }
                let elements = elements(&body);
                for element in &elements {
                    for (name, value) in &element.1 {
                        if NOT_URLS.contains(&name.as_str()) || is_external(element) {
                            continue;
                        }
                        let is_url = matches!(name.as_str(), "href" | "src" | "action")
                            || value.starts_with(['/', '?'])
                            || value.contains("://");
                        let is_here = value
                            .strip_prefix('#')
                            .is_some_and(|id| id.is_empty() || body.contains(&format!("id=\"{id}\"")));
                        let known = given.iter().any(|(_, url)| url == value);
                        assert!(
                            !is_url || is_here || known,
                            "{url}: {name}=\"{value}\" is not from the resolver"
                        );
                    }
                }
                // A form for the text goes to its line itself.
                if part.is_none() && !body.contains("<textarea") {
                    ids_of.insert(url.clone(), ids(&elements));
                }
                for (link, to) in given {
                    let (to, anchor) =
                        to.split_once('#').map_or((to.as_str(), ""), |(to, anchor)| (to, anchor));
                    if !anchor.is_empty() {
                        anchors.push((url.clone(), to.to_owned(), anchor.to_owned()));
                    }
                    if !to.is_empty() {
                        next.push_back((link.page, link.format, to.to_owned(), url.clone()));
                    }
                }
            }
        }
    });
    for (from, to, anchor) in &anchors {
        if let Some(ids) = ids_of.get(to) {
            assert!(ids.contains(anchor), "{from}: {to} has no `{anchor}`");
        }
    }
    let routes: BTreeSet<_> = read
        .keys()
        .filter_map(|(page, _)| match page {
            Page::Matter(_, page) => Some(page.route()),
            _ => None,
        })
        .collect();
    assert!(!anchors.is_empty());
    fs::remove_dir_all(root).unwrap();
    // Only a text that can be changed has an editor, which asks for names and diagnostics.
    let of_editor = |route: &Route| matches!(route, Route::Names | Route::Diagnostics);
    let unread: Vec<_> =
        Route::ALL.iter().filter(|r| !routes.contains(r) && (writing || !of_editor(r))).collect();
    assert!(unread.is_empty(), "no page links to {unread:?}");
}

/// `a/b/../c` is `a/c`.
fn normal(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for component in path.components() {
        match component {
            Component::ParentDir => assert!(out.pop()),
            other => out.push(other),
        }
    }
    out
}

/// The answers that a page of a copy keeps for its script.
fn states(page: &str) -> String {
    let Some((_, rest)) = page.split_once("<script type=\"application/json\" id=\"states\">") else {
        return String::new();
    };
    let data: serde_json::Value = serde_json::from_str(rest.split("</script>").next().unwrap()).unwrap();
    data["lines"].as_array().unwrap().iter().map(|line| line.as_str().unwrap().to_owned() + "\n").collect()
}

fn decoded(url: &str) -> String {
    percent_encoding::percent_decode_str(url).decode_utf8().unwrap().into_owned()
}

fn is_day(text: &str) -> bool {
    text.parse::<jiff::civil::Date>().is_ok()
}

#[test]
fn every_link_of_a_copy_leads_to_one_of_its_files_and_every_file_is_linked() {
    let root = folder("export");
    let out = root.join("copy");
    let matters = root.join("matters");
    fs::create_dir(&matters).unwrap();
    for part in ["islas", "más"] {
        fs::rename(root.join(part), matters.join(part)).unwrap();
    }
    let languages = [Lang::Es, Lang::En];
    let on = Day::from_date(jiff::civil::date(2010, 10, 2));
    let library = library(matters, false);
    vigente_web::export::export(&library, &out, &languages, on, &mut |_, _| ()).unwrap();
    let mut next = VecDeque::from([out.join("index.html")]);
    let mut read: BTreeMap<PathBuf, BTreeSet<String>> = BTreeMap::new();
    let mut anchors: Vec<(PathBuf, PathBuf, String)> = Vec::new();
    while let Some(file) = next.pop_front() {
        if read.contains_key(&file) {
            continue;
        }
        let from = file.display();
        let text = fs::read_to_string(&file).unwrap_or_else(|e| panic!("{from}: {e}"));
        let here = file.parent().unwrap();
        let mut targets: Vec<String> = Vec::new();
        if file.ends_with("assets/index.js") {
            let json = text.split_once(" = ").unwrap().1.trim_end().trim_end_matches(';');
            let index: serde_json::Value = serde_json::from_str(json).unwrap();
            for matter in index.as_array().unwrap() {
                // Its files are named from the first page.
                let found = matter[1].as_array().unwrap().iter().map(|entry| &entry[2]);
                for target in std::iter::once(&matter[0]).chain(found) {
                    targets.extend(
                        Some(target.as_str().unwrap()).filter(|t| !t.is_empty()).map(|t| format!("../{t}")),
                    );
                }
            }
        }
        let is_markup = file.extension().is_some_and(|e| e == "html" || e == "svg" || e == "atom");
        let elements = if is_markup { elements(&(text.clone() + &states(&text))) } else { Vec::new() };
        let days: Vec<&String> =
            elements.iter().flat_map(|(_, a)| a.get("data-days").or(a.get("data-boundaries"))).collect();
        for element in elements.iter().filter(|element| !is_external(element)) {
            for (name, value) in &element.1 {
                match name.as_str() {
                    "action" => assert_eq!(value, "", "{from}: nobody answers a form"),
                    "href" | "src" | "data-index" => targets.push(value.clone()),
                    "data-source" if !value.is_empty() => targets.push(value.clone()),
                    "data-pages" | "data-follows-day" if !value.is_empty() => {
                        assert!(value.contains("{day}"), "{from}: {value}");
                        let days = days.iter().flat_map(|days| days.split(' '));
                        targets.extend(days.map(|day| value.replace("{day}", day)));
                    }
                    name if NOT_URLS.contains(&name) => {}
                    _ => assert!(
                        !value.starts_with('/') && !value.contains("://"),
                        "{from}: {name}=\"{value}\""
                    ),
                }
            }
        }
        for target in targets {
            let (to, anchor) =
                target.split_once('#').map_or((target.as_str(), ""), |(to, anchor)| (to, anchor));
            assert!(!to.starts_with('/') && !to.contains(':') && !to.contains('?'), "{from}: {target}");
            let to = if to.is_empty() { file.clone() } else { normal(&here.join(decoded(to))) };
            assert!(to.starts_with(&out), "{from}: {target} leads out of the copy");
            if !anchor.is_empty() && !is_day(anchor) {
                anchors.push((file.clone(), to.clone(), anchor.to_owned()));
            }
            next.push_back(to);
        }
        read.insert(file, ids(&elements));
    }
    for (from, to, anchor) in &anchors {
        assert!(read[to].contains(anchor), "{}: {} has no `{anchor}`", from.display(), to.display());
    }
    let mut folders = vec![out];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else {
                assert!(read.contains_key(&entry.path()), "nothing links to {}", entry.path().display());
            }
        }
    }
    fs::remove_dir_all(root).unwrap();
}
