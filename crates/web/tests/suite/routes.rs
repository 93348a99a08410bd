//! Sends every route what a browser would send, and checks each answer.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use tower::ServiceExt as _;
use vigente_web::links::{encoded, query};
use vigente_web::{Inputs, Library, Settings, server};
use vigente_workspace::record::Record;

fn dossiers() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dossiers")
}

fn library(root: PathBuf, writing: bool) -> Arc<Library> {
    let today = || jiff::civil::date(2023, 12, 5);
    let settings = Settings { root, inputs: Inputs::default(), today, day: None, writing };
    let library = Library::new(settings);
    library.write_cards();
    Arc::new(library)
}

struct Answer {
    code: StatusCode,
    kind: String,
    location: String,
    policy: String,
    body: String,
}

async fn send(library: &Arc<Library>, request: Request<Body>) -> Answer {
    let response = server::router(library.clone(), false).oneshot(request).await.unwrap();
    let text =
        |name| response.headers().get(name).map(|v| v.to_str().unwrap().to_owned()).unwrap_or_default();
    let (kind, location) = (text(header::CONTENT_TYPE), text(header::LOCATION));
    let (code, policy) = (response.status(), text(header::CONTENT_SECURITY_POLICY));
    let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    Answer { code, kind, location, policy, body: String::from_utf8(bytes.to_vec()).unwrap() }
}

async fn get(library: &Arc<Library>, address: &str) -> Answer {
    let request = Request::get(address)
        .header("host", "127.0.0.1:7474")
        .header("accept-language", "en")
        .body(Body::empty())
        .unwrap();
    send(library, request).await
}

async fn post(library: &Arc<Library>, address: &str, fields: &[(&str, &str)]) -> Answer {
    let token = [("token", server::guard::token())];
    let headers = [("origin", "http://127.0.0.1:7474")];
    post_as(library, address, &headers, &[&token[..], fields].concat()).await
}

/// Posts with these headers and fields, and no others than any client sends.
async fn post_as(
    library: &Arc<Library>,
    address: &str,
    headers: &[(&str, &str)],
    fields: &[(&str, &str)],
) -> Answer {
    let mut request = Request::post(address)
        .header("host", "127.0.0.1:7474")
        .header("accept-language", "en")
        .header("content-type", "application/x-www-form-urlencoded");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let body = query(fields).trim_start_matches('?').to_owned();
    send(library, request.body(Body::from(body)).unwrap()).await
}

fn run<F: Future>(work: F) -> F::Output {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap().block_on(work)
}

/// Every page of a matter, with what must stand on it in English.
const PAGES: [(&str, &str); 16] = [
    ("/m/islas-imaginarias?on=2010-10-02", "ordered and forbidden"),
    ("/m/islas-imaginarias/act?name=ruling", "Its history, by viewpoint"),
    ("/m/islas-imaginarias/act?name=decree-7.fee", "annulled"),
    ("/m/islas-imaginarias/why?q=decree-7.fee+in+force&on=2010-06-01", "this decides"),
    ("/m/islas-imaginarias/collisions?on=2010-10-02", "charge(old-harbour)"),
    ("/m/islas-imaginarias/duties?on=2010-10-02&since=2010-09-01", "Answers that changed since"),
    ("/m/islas-imaginarias/sources", "order of 1 June 2010"),
    ("/m/islas-imaginarias/source?name=order-text", "<mark>"),
    ("/m/islas-imaginarias/check", "expectations came true"),
    ("/m/islas-imaginarias/text", "No problems in this file"),
    ("/m/islas-imaginarias/add?kind=finding", "finding"),
    ("/m/islas-imaginarias/what-if", "What if"),
    ("/m/islas-imaginarias/who", "somebody must report"),
    ("/m/islas-imaginarias/who?q=closed(?what)", "The old harbour"),
    ("/duties", "The boats of Cala Inventada"),
    ("/duties?since=2010-09-01", "Answers that changed since"),
];

#[test]
fn every_page_in_every_language() {
    run(async {
        let library = library(dossiers(), false);
        for (address, said) in PAGES {
            let page = get(&library, address).await;
            assert_eq!(page.code, StatusCode::OK, "{address}");
            assert!(page.body.contains(said), "{address}: no `{said}` in\n{}", page.body);
            assert!(page.policy.contains("default-src 'none'"), "{address}");
            for (bad, why) in [
                ("<script>", "a script in the page"),
                (" style=\"", "a style in the page"),
                ("<style", "a style in the page"),
                (" onclick", "a handler in the page"),
                ("://cdn", "something from elsewhere"),
                ("{$", "a variable that nobody filled"),
            ] {
                assert!(!page.body.contains(bad), "{address}: {why}");
            }
            let join = if address.contains('?') { '&' } else { '?' };
            for lang in ["es", "pt", "fr"] {
                let other = get(&library, &format!("{address}{join}lang={lang}")).await;
                assert_eq!(other.code, StatusCode::OK, "{address} in {lang}");
                assert!(other.body.contains(&format!("<html lang=\"{lang}\">")), "{address} in {lang}");
                assert!(!other.body.contains(">Skip to content<"), "{address} in {lang}");
                for english in ["{$", ">in force<", ">gives way<", " must not ", "with hindsight"] {
                    assert!(!other.body.contains(english), "{address} in {lang}: {english}");
                }
            }
        }
    });
}

#[test]
fn answers_speak_the_language_of_the_page() {
    run(async {
        let library = library(dossiers(), false);
        for (lang, words) in [
            ("pt", ["em vigor", "anulado", "deve abster-se de executar a decisão", "prazo vencido"]),
            ("fr", ["en vigueur", "annulé", "ne doit pas exécuter la décision", "échéance dépassée"]),
        ] {
            let page = get(&library, &format!("/m/fujimori?on=2023-11-29&lang={lang}")).await;
            for word in words {
                assert!(page.body.contains(word), "{lang}: no `{word}`");
            }
            let board = get(&library, &format!("/m/fujimori/duties?lang={lang}")).await;
            assert!(board.body.contains(words[3]) && !board.body.contains("{$"), "{lang}: the board");
        }
    });
}

#[test]
fn every_shape_is_what_it_says() {
    run(async {
        let library = library(dossiers(), false);
        for (address, kind, said) in [
            ("/matters.json", "application/json", "\"schema\": \"vigente/1\""),
            ("/matters.csv", "text/csv", "islas-imaginarias"),
            ("/matters.ics", "text/calendar", "BEGIN:VEVENT"),
            ("/m/fujimori.json?on=2023-12-04", "application/json", "\"command\": \"status\""),
            ("/m/fujimori.csv?on=2023-12-04", "text/csv", "pardon"),
            ("/m/fujimori.ics?on=2023-12-04", "text/calendar", "SUMMARY:"),
            ("/m/fujimori.atom?on=2023-12-04", "application/atom+xml", "<entry>"),
            ("/m/fujimori/timeline.svg", "image/svg+xml", "<style>"),
            ("/m/fujimori/timeline.json", "application/json", "\"lanes\""),
            ("/m/fujimori/why.json?q=pardon+in+force", "application/json", "\"command\": \"why\""),
            ("/m/fujimori/act.json?name=pardon", "application/json", "\"command\": \"history\""),
            ("/m/fujimori/act.csv?name=pardon", "text/csv", "as it stood"),
            ("/m/fujimori/duties.json", "application/json", "\"command\": \"duties\""),
            ("/m/fujimori/duties.csv", "text/csv", "bearer"),
            ("/m/achr/who.json?q=party(?state,ACHR)", "application/json", "\"command\": \"who\""),
            ("/m/achr/who.csv?q=party(?state,ACHR)", "text/csv", "VE,"),
            ("/m/achr/who.svg?q=party(?state,ACHR)", "image/svg+xml", "Venezuela"),
            ("/duties.json", "application/json", "\"command\": \"board\""),
            ("/duties.csv", "text/csv", "islas-imaginarias,"),
            ("/duties.csv?since=2010-09-01", "text/csv", "before,after"),
            ("/duties.ics?order=PE", "text/calendar", "BEGIN:VEVENT"),
            ("/m/fujimori/duties.ics?on=2023-12-04&bearer=PE", "text/calendar", "END:VCALENDAR"),
            ("/m/fujimori/collisions.json", "application/json", "\"command\": \"collisions\""),
            ("/m/fujimori/collisions.csv", "text/csv", "side 1"),
            ("/m/fujimori/sources.json", "application/json", "at_hand"),
            ("/m/islas-imaginarias/source.json?name=ruling-text", "application/json", "cited_by"),
            ("/m/fujimori/check.json", "application/json", "\"passed\""),
            ("/m/fujimori/text.json", "application/json", "fingerprint"),
            ("/m/fujimori/names.json", "application/json", "requires"),
            ("/m/fujimori/what-if.json?act=IA.Court+annuls+pardon", "application/json", "changes"),
            ("/assets/style.css", "text/css", ":root"),
            ("/assets/app.js", "text/javascript", "use strict"),
        ] {
            let page = get(&library, address).await;
            assert_eq!(page.code, StatusCode::OK, "{address}: {}", page.body);
            assert!(page.kind.starts_with(kind), "{address} is {}", page.kind);
            assert!(page.body.contains(said), "{address}: no `{said}`");
        }
    });
}

#[test]
fn no_table_runs_a_formula() {
    run(async {
        let folder = std::env::temp_dir().join(format!("vigente-routes-formula-{}", std::process::id()));
        fs::create_dir_all(folder.join("sums")).unwrap();
        let text = "\
matter sums \"=1+1\"
order A \"+A\"
organ A.Court \"@SUM(1+1)\"
deed report(organ) \"-reports to {}\"
status open(organ) \"=open\"
viewpoint A.Court \"=A\"
  prefers A
2020-01-01 ruling A.Court \"=cmd|' /C calc'!A0\"
  begins open(A.Court)
  requires A.Court to report(A.Court) by 2020-02-01
";
        fs::write(folder.join("sums/sums.vig"), text).unwrap();
        let library = library(folder.clone(), false);
        for (address, escaped) in [
            ("/matters.csv", "'=1+1"),
            ("/duties.csv", "'@SUM(1+1)"),
            ("/m/sums.csv", "'=cmd"),
            ("/m/sums/act.csv?name=ruling", ""),
            ("/m/sums/duties.csv", "'@SUM(1+1) must"),
            ("/m/sums/collisions.csv", ""),
            ("/m/sums/sources.csv", ""),
            ("/m/sums/who.csv?q=open(?who)", "'@SUM(1+1)"),
        ] {
            let page = get(&library, address).await;
            assert_eq!((page.code, &*page.kind), (StatusCode::OK, "text/csv; charset=utf-8"), "{address}");
            assert!(page.body.contains(escaped), "{address}: no `{escaped}` in\n{}", page.body);
            for cell in page.body.split([',', '\n']) {
                let formula = cell.trim_start_matches([' ', '"']).starts_with(['=', '+', '@', '-']);
                let number = cell.parse::<i64>().is_ok();
                assert!(!formula || number, "{address}: `{cell}` in\n{}", page.body);
            }
        }
        fs::remove_dir_all(&folder).unwrap();
    });
}

/// The page of one part must not name all the others, or a copy grows with the square of their number.
#[test]
fn pages_of_parts_do_not_grow_with_the_number_of_parts() {
    run(async {
        let folder = std::env::temp_dir().join(format!("vigente-routes-parts-{}", std::process::id()));
        let many = [100, 3000];
        for parts in many {
            let own = folder.join(format!("m{parts}"));
            fs::create_dir_all(&own).unwrap();
            let act: String = (0..parts).map(|i| format!("  p{i:04}: says \"words\"\n")).collect();
            let head = "order A\norgan A.Court\nviewpoint A.Court\n  prefers A\n2020-01-01 law A.Court\n";
            fs::write(own.join("m.vig"), format!("matter m{parts:04}\n{head}{act}")).unwrap();
        }
        let library = library(folder.clone(), false);
        let mut sizes = Vec::new();
        for parts in many {
            let page = get(&library, &format!("/m/m{parts}/act?name=law.p0050")).await;
            assert_eq!(page.code, StatusCode::OK, "{}", page.body);
            for near in ["name=law\"", "law.p0030", "law.p0070", "p0050: says"] {
                assert!(page.body.contains(near), "no `{near}` in {}", page.body);
            }
            assert!(!page.body.contains("p0099"), "{}", page.body);
            sizes.push(page.body.len());
            let whole = get(&library, &format!("/m/m{parts}/act?name=law")).await.body;
            assert!(whole.contains("law.p0099"));
        }
        assert!(sizes[1] < sizes[0] + 100, "{sizes:?}");
        fs::remove_dir_all(&folder).unwrap();
    });
}

#[test]
fn what_is_not_there_says_so() {
    run(async {
        let library = library(dossiers(), false);
        for address in [
            "/nothing",
            "/m/nothing",
            "/m/fujimori/nothing",
            "/m/fujimori/act?name=nobody",
            "/assets/../x",
            "/m/fujimori/source?name=none",
            "/m/fujimori/collision?id=none",
            "/m/fujimori/text?file=../../README.md",
            "/m/..%2Ffujimori",
            "/m/fujimori/duties.svg",
        ] {
            assert_eq!(get(&library, address).await.code, StatusCode::NOT_FOUND, "{address}");
        }
        let page = get(&library, "/m/fujimori/why?q=pardno+in+force").await;
        assert_eq!(page.code, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.body.contains("pardon"), "{}", page.body);
        let page = get(&library, "/m/fujimori?on=4.12.2023").await;
        assert!(page.body.contains("write year-month-day"));
    });
}

#[test]
fn a_change_of_the_day_is_another_answer() {
    run(async {
        let library = library(dossiers(), false);
        let part = |day: &str| {
            Request::get(format!("/m/fujimori?on={day}"))
                .header("host", "localhost:7474")
                .header("x-part", "1")
                .body(Body::empty())
                .unwrap()
        };
        let before = send(&library, part("2023-12-03")).await.body;
        let after = send(&library, part("2023-12-04")).await.body;
        assert!(!before.contains("tc-2023.director"));
        assert!(after.contains("tc-2023.director"));
        assert!(!after.contains("<html"));
    });
}

#[test]
fn matters_are_found_without_accents() {
    run(async {
        let library = library(dossiers(), false);
        let found = |page: &Answer| page.body.matches("<h2><a href=\"/m/").count();
        let all = get(&library, "/").await;
        assert!(found(&all) > 10);
        for wanted in ["indulto", "PARDON", "resolucion suprema", "barcas", "harbour-master"] {
            let page = get(&library, &format!("/?q={}", encoded(wanted))).await;
            assert!(found(&page) > 0, "{wanted}");
            assert!(found(&page) < found(&all), "{wanted}");
        }
        assert_eq!(found(&get(&library, "/?q=zzzz").await), 0);
        assert!(found(&get(&library, "/?state=PE").await) < found(&all));
    });
}

fn copy(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("vigente-routes-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    let matter = folder.join("islas");
    fs::create_dir_all(matter.join("sources")).unwrap();
    let from = dossiers().join("islas-imaginarias");
    fs::copy(from.join("islands.vig"), matter.join("islands.vig")).unwrap();
    for entry in fs::read_dir(from.join("sources")).unwrap().flatten() {
        fs::copy(entry.path(), matter.join("sources").join(entry.file_name())).unwrap();
    }
    folder
}

fn text_of(folder: &Path) -> String {
    fs::read_to_string(folder.join("islas/islands.vig")).unwrap()
}

#[test]
fn forms_write_canonical_text() {
    run(async {
        let folder = copy("forms");
        let library = library(folder.clone(), true);
        let act = [
            ("kind", "act"),
            ("day", "2011-02-01"),
            ("name", "third-payment"),
            ("author", "IM.Council"),
            ("title", "A \"third\" payment"),
            ("effects", "does   pay(fishers,10 pearls)\r\n"),
            ("source", "gazette"),
            ("note", "By form."),
        ];
        let shown = post(&library, "/m/islas/add", &[&act[..], &[("do", "preview")]].concat()).await;
        assert_eq!(shown.code, StatusCode::OK, "{}", shown.body);
        assert!(!text_of(&folder).contains("third-payment"));
        let done = post(&library, "/m/islas/add", &act).await;
        assert_eq!(
            (done.code, done.location.as_str()),
            (StatusCode::SEE_OTHER, "/m/islas/act?name=third-payment")
        );
        let text = text_of(&folder);
        assert!(text.contains(
            "2011-02-01 third-payment IM.Council \"A \\\"third\\\" payment\"\n  does pay(fishers, 10 pearls)\n  cites gazette\n"
        ), "{text}");
        assert_eq!(vigente_syntax::format(&text), text);
        assert!(get(&library, "/m/islas/act?name=third-payment").await.body.contains("By form."));

        let duty = [
            ("kind", "duty"),
            ("act", "league-order"),
            ("label", "publish"),
            ("mode", "requires"),
            ("bearer", "IM"),
            ("deed", "report(LA.Tribunal)"),
            ("by", "2010-07-01"),
            ("source", "order-text"),
            ("pin", "para.3"),
            ("quote", "every six months"),
        ];
        assert_eq!(post(&library, "/m/islas/add", &duty).await.code, StatusCode::SEE_OTHER);
        let text = text_of(&folder);
        let entry = text.split("2010-06-01 league-order").nth(1).unwrap().split("\n\n").next().unwrap();
        assert!(entry.contains("  publish: requires IM to report(LA.Tribunal) by 2010-07-01\n"), "{entry}");
        assert_eq!(vigente_syntax::format(&text), text);

        let finding = [
            ("kind", "finding"),
            ("day", "2011-03-02"),
            ("name", "second-finding"),
            ("author", "LA.Tribunal"),
            ("duty", "league-order.report"),
            ("outcome", "breached"),
            ("as-of", "2011-03-02"),
        ];
        assert_eq!(post(&library, "/m/islas/add", &finding).await.code, StatusCode::SEE_OTHER);
        assert!(text_of(&folder).contains("  finds league-order.report breached as of 2011-03-02\n"));

        let source =
            [("kind", "source"), ("name", "log-book"), ("title", "Log of the Gaviota"), ("language", "en")];
        let done = post(&library, "/m/islas/add", &source).await;
        assert_eq!(done.location, "/m/islas/source?name=log-book");

        let before = text_of(&folder);
        let wrong = [("kind", "act"), ("day", "2011-02-01"), ("name", "x"), ("author", "Nobody")];
        let refused = post(&library, "/m/islas/add", &wrong).await;
        assert_eq!(refused.code, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("Nobody"));
        assert_eq!(text_of(&folder), before);
        fs::remove_dir_all(&folder).unwrap();
    });
}

#[test]
fn nothing_typed_is_lost_when_the_file_changes_meanwhile() {
    run(async {
        let folder = copy("lock");
        let library = library(folder.clone(), true);
        let old = text_of(&folder);
        let seen = vigente_workspace::save::fingerprint(&old);
        let theirs = format!("{old}\n; written by somebody else\n");
        fs::write(folder.join("islas/islands.vig"), &theirs).unwrap();
        let mine = format!("{old}\n; written by me\n");
        let fields = [("file", "islands.vig"), ("text", mine.as_str()), ("seen", &seen), ("do", "save")];
        let answer = post(&library, "/m/islas/text", &fields).await;
        assert_eq!(answer.code, StatusCode::CONFLICT);
        assert!(
            answer.body.contains("; written by me") && answer.body.contains("; written by somebody else")
        );
        assert_eq!(text_of(&folder), theirs);
        let seen = vigente_workspace::save::fingerprint(&theirs);
        assert!(answer.body.contains(&seen));
        let fields = [("file", "islands.vig"), ("text", mine.as_str()), ("seen", &seen), ("do", "save")];
        assert_eq!(post(&library, "/m/islas/text", &fields).await.code, StatusCode::SEE_OTHER);
        assert_eq!(text_of(&folder), mine);
        for bad in ["../x.vig", "/x.vig", ".x.vig", "x.txt"] {
            let fields = [("file", bad), ("text", "; x\n"), ("seen", ""), ("do", "save")];
            assert_eq!(
                post(&library, "/m/islas/text", &fields).await.code,
                StatusCode::UNPROCESSABLE_ENTITY,
                "{bad}"
            );
        }
        fs::remove_dir_all(&folder).unwrap();
    });
}

#[test]
fn a_file_deleted_while_its_page_is_open_can_be_created_again() {
    run(async {
        let folder = copy("gone");
        let library = library(folder.clone(), true);
        let seen = vigente_workspace::save::fingerprint(text_of(&folder));
        fs::remove_file(folder.join("islas/islands.vig")).unwrap();
        // As when the folder is watched: it was the only text of the matter.
        library.all_changed(&library.workspace.find());
        library.changed("islas");
        assert_eq!(get(&library, "/m/islas").await.code, StatusCode::NOT_FOUND);
        let fields = [("file", "islands.vig"), ("text", "; mine\n"), ("seen", &seen), ("do", "save")];
        let answer = post(&library, "/m/islas/text", &fields).await;
        assert_eq!(answer.code, StatusCode::CONFLICT);
        assert!(answer.body.contains("; mine") && answer.body.contains(">Create the file again<"));
        assert!(answer.body.contains("name=\"seen\" value=\"\""));
        assert!(!folder.join("islas/islands.vig").exists());
        let fields = [("file", "islands.vig"), ("text", "; mine\n"), ("seen", ""), ("do", "save")];
        let answer = post(&library, "/m/islas/text", &fields).await;
        assert_eq!(answer.code, StatusCode::SEE_OTHER);
        assert_eq!(text_of(&folder), "; mine\n");
        assert_eq!(get(&library, &answer.location).await.code, StatusCode::OK);
        fs::remove_dir_all(&folder).unwrap();
    });
}

#[test]
fn a_file_that_is_not_utf8_is_not_written() {
    run(async {
        let folder = copy("latin");
        let file = folder.join("islas/islands.vig");
        let latin = [text_of(&folder).as_bytes(), b"; caf\xe9\n"].concat();
        fs::write(&file, &latin).unwrap();
        let library = library(folder.clone(), true);
        let page = get(&library, "/m/islas/text").await;
        assert_eq!(page.code, StatusCode::OK);
        let seen = page.body.split("name=\"seen\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        let fields = [("file", "islands.vig"), ("text", "; mine\n"), ("seen", seen), ("do", "save")];
        let answer = post(&library, "/m/islas/text", &fields).await;
        assert_eq!(answer.code, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("; mine") && answer.body.contains("is not UTF-8"));
        let act = [("act", "2011-02-02 repeal-9 IM.Council\n  repeals lantern-duty")];
        assert_eq!(post(&library, "/m/islas/what-if", &act).await.code, StatusCode::UNPROCESSABLE_ENTITY);
        let form = [("kind", "act"), ("day", "2011-02-01"), ("name", "x"), ("author", "IM.Council")];
        for fields in [&form[..], &[&form[..], &[("do", "preview")]].concat()] {
            let answer = post(&library, "/m/islas/add", fields).await;
            assert_eq!(answer.code, StatusCode::UNPROCESSABLE_ENTITY);
        }
        assert_eq!(fs::read(&file).unwrap(), latin);
        fs::remove_dir_all(&folder).unwrap();
    });
}

#[test]
fn a_text_that_was_overwritten_is_kept_and_told() {
    use std::io::Write as _;
    run(async {
        let folder = copy("kept");
        let library = library(folder.clone(), true);
        let old = text_of(&folder);
        // Another program has opened the file to write into it, and does so after the save.
        let mut other = fs::OpenOptions::new().append(true).open(folder.join("islas/islands.vig")).unwrap();
        let seen = vigente_workspace::save::fingerprint(&old);
        let mine = format!("{old}; mine\n");
        let fields = [("file", "islands.vig"), ("text", mine.as_str()), ("seen", &seen), ("do", "save")];
        let saved = post(&library, "/m/islas/text", &fields).await;
        assert!(!get(&library, &saved.location).await.body.contains(".vigente"));
        other.write_all(b"; theirs\n").unwrap();
        let page = get(&library, "/m/islas/text").await.body;
        let kept = page.split("kept at ").nth(1).unwrap().split(". ").next().unwrap();
        let path = kept.replace(['\u{2068}', '\u{2069}'], "");
        assert_eq!(fs::read_to_string(folder.join("islas").join(&path)).unwrap(), format!("{old}; theirs\n"));
        assert_eq!(text_of(&folder), mine);
        fs::remove_dir_all(&folder).unwrap();
    });
}

#[test]
fn forms_of_ten_clients_at_once_are_all_written() {
    let folder = copy("ten");
    let library = library(folder.clone(), true);
    let library = &library;
    let client = move |client: usize| async move {
        for n in 0..3 {
            let name = format!("act-{client}-{n}");
            let act = format!("2011-02-02 {name} IM.Council\n  repeals lantern-duty");
            let form = [("kind", "act"), ("day", "2011-02-02"), ("name", &name), ("author", "IM")];
            let answer = match n {
                0 => post(library, "/m/islas/what-if", &[("act", &act)]).await,
                _ => post(library, "/m/islas/add", &form).await,
            };
            assert_eq!(answer.code, StatusCode::SEE_OTHER, "{name}: {}", answer.body);
        }
    };
    std::thread::scope(|scope| {
        for n in 0..10 {
            scope.spawn(move || run(client(n)));
        }
    });
    let text = text_of(&folder);
    for name in (0..10).flat_map(|client| (0..3).map(move |n| format!("act-{client}-{n}"))) {
        assert_eq!(text.matches(&format!("2011-02-02 {name} ")).count(), 1, "{name}");
    }
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn what_if_is_tried_kept_or_dropped() {
    run(async {
        let folder = copy("what-if");
        let library = library(folder.clone(), true);
        let before = text_of(&folder);
        let act = "2011-02-02 repeal-9 IM.Council\n  repeals lantern-duty";
        let page = get(&library, &format!("/m/islas/what-if?act={}&on=2011-02-03", encoded(act))).await;
        assert!(page.body.contains("repealed"), "{}", page.body);
        assert_eq!(text_of(&folder), before);
        let kept = post(&library, "/m/islas/what-if", &[("act", act)]).await;
        assert_eq!(kept.location, "/m/islas/act?name=repeal-9");
        assert!(text_of(&folder).ends_with("\n\n2011-02-02 repeal-9 IM.Council\n  repeals lantern-duty\n"));
        let wrong = get(&library, "/m/islas/what-if?act=Nobody+annuls+x").await;
        assert!(wrong.body.contains("cannot be understood"));
        fs::remove_dir_all(&folder).unwrap();
    });
}

#[test]
fn live_diagnostics_write_nothing() {
    run(async {
        let folder = copy("live");
        let library = library(folder.clone(), true);
        let before = text_of(&folder);
        let text = format!("{before}\n2011-02-02 é-9 IM.Council\n  annuls nothing-there\n");
        let fields = [("file", "islands.vig"), ("text", text.as_str())];
        let answer = post(&library, "/m/islas/diagnostics", &fields).await;
        let data: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
        let first = &data["diagnostics"][0];
        assert_eq!(first["severity"], "error");
        let units: Vec<u16> = text.encode_utf16().collect();
        let range = first["from"].as_u64().unwrap() as usize..first["to"].as_u64().unwrap() as usize;
        assert_eq!(String::from_utf16(&units[range]).unwrap(), "nothing-there");
        assert_eq!(text_of(&folder), before);
        fs::remove_dir_all(&folder).unwrap();
    });
}

#[test]
fn read_only_writes_nothing() {
    run(async {
        let folder = copy("read-only");
        let library = library(folder.clone(), false);
        let before = text_of(&folder);
        let fields = [("file", "new.vig"), ("text", "; x\n"), ("seen", ""), ("do", "save")];
        assert_eq!(post(&library, "/m/islas/text", &fields).await.code, StatusCode::FORBIDDEN);
        let act = [("act", "2011-02-02 x IM.Council\n  repeals lantern-duty")];
        assert_eq!(post(&library, "/m/islas/what-if", &act).await.code, StatusCode::FORBIDDEN);
        let form = [("kind", "act"), ("day", "2011-02-01"), ("name", "x"), ("author", "IM.Council")];
        assert_eq!(post(&library, "/m/islas/add", &form).await.code, StatusCode::FORBIDDEN);
        assert_eq!(text_of(&folder), before);
        fs::remove_dir_all(&folder).unwrap();
    });
}

#[test]
fn strangers_are_not_answered() {
    run(async {
        let folder = copy("strangers");
        let library = library(folder.clone(), true);
        for host in ["evil.example", "127.0.0.1:7474@evil.example", "[::1]evil.example", "localhost:0x50"] {
            let request = Request::get("/").header("host", host).body(Body::empty()).unwrap();
            assert_eq!(send(&library, request).await.code, StatusCode::FORBIDDEN, "{host}");
        }
        let both = Request::get("/").header("host", "localhost").header("host", "evil.example");
        assert_eq!(send(&library, both.body(Body::empty()).unwrap()).await.code, StatusCode::FORBIDDEN);
        let fields = [
            ("token", server::guard::token()),
            ("file", "new.vig"),
            ("text", "; x"),
            ("seen", ""),
            ("do", "save"),
        ];
        for foreign in [
            ("origin", "https://evil.example"),
            ("referer", "https://evil.example/page"),
            ("sec-fetch-site", "cross-site"),
        ] {
            let answer = post_as(&library, "/m/islas/text", &[foreign], &fields).await;
            assert_eq!(answer.code, StatusCode::FORBIDDEN, "{foreign:?}");
        }
        assert!(!folder.join("islas/new.vig").exists());
        // A script that is not a browser sends none of these headers.
        let answer = post_as(&library, "/m/islas/text", &[], &fields).await;
        assert_eq!(answer.code, StatusCode::SEE_OTHER, "{}", answer.body);
        fs::remove_dir_all(&folder).unwrap();
    });
}

#[test]
fn every_form_has_the_token_and_is_refused_without() {
    run(async {
        let folder = copy("token");
        let library = library(folder.clone(), true);
        let before = text_of(&folder);
        let act = "2011-02-02 repeal-9 IM.Council\n  repeals lantern-duty";
        let field = format!("<input type=\"hidden\" name=\"token\" value=\"{}\">", server::guard::token());
        for address in ["text", "add?kind=act", &format!("what-if?act={}", encoded(act))] {
            let page = get(&library, &format!("/m/islas/{address}")).await.body;
            let forms = page.matches("method=\"post\"").count();
            assert_eq!((forms, page.matches(&field).count()), (1, 1), "{address}");
        }
        let fields = |page: &str| match page {
            "what-if" => vec![("act", act)],
            "add" => vec![("kind", "act"), ("day", "2011-02-01"), ("name", "x"), ("author", "IM.Council")],
            _ => vec![("file", "new.vig"), ("text", "; <mine>\n; too"), ("seen", ""), ("do", "save")],
        };
        let own = ("origin", "http://127.0.0.1:7474");
        for page in ["text", "diagnostics", "add", "what-if"] {
            let address = format!("/m/islas/{page}?lang=en");
            for token in [vec![], vec![("token", "")], vec![("token", "0123456789abcdef0123456789abcdef")]] {
                let sent = [token, fields(page)].concat();
                // A page of an earlier process, and a client that is none of this server's pages.
                for (headers, offers) in [(vec![own], true), (vec![], false)] {
                    let answer = post_as(&library, &address, &headers, &sent).await;
                    assert_eq!(answer.code, StatusCode::FORBIDDEN, "{page}");
                    assert_eq!(answer.body.contains("Send again"), offers, "{page}");
                }
            }
        }
        assert_eq!(text_of(&folder), before);
        assert!(!folder.join("islas/new.vig").exists());
        // The page keeps what was sent and has the token: sent again, it is written.
        let answer = post_as(&library, "/m/islas/text?lang=en", &[own], &fields("text")).await;
        assert!(answer.body.contains(&field) && answer.body.contains("action=\"/m/islas/text?lang=en\""));
        assert!(answer.body.contains("\n; &#60;mine&#62;\n; too</textarea>"), "{}", answer.body);
        for hidden in ["name=\"file\" value=\"new.vig\"", "name=\"do\" value=\"save\""] {
            assert!(answer.body.contains(hidden), "{hidden}");
        }
        assert_eq!(post(&library, "/m/islas/text", &fields("text")).await.code, StatusCode::SEE_OTHER);
        assert_eq!(fs::read_to_string(folder.join("islas/new.vig")).unwrap(), "; <mine>\n; too");
        fs::remove_dir_all(&folder).unwrap();
    });
}

#[cfg(unix)]
#[test]
fn a_link_in_a_matter_shows_nothing_from_outside() {
    use std::os::unix::fs::symlink;
    run(async {
        let folder = copy("links");
        let secret = folder.join("secret");
        fs::create_dir(&secret).unwrap();
        fs::write(secret.join("more.vig"), "; secret 8472\n").unwrap();
        let matter = folder.join("islas");
        symlink(secret.join("more.vig"), matter.join("linked.vig")).unwrap();
        symlink(&secret, matter.join("out")).unwrap();
        let order = matter.join("sources/order-of-june.txt");
        fs::remove_file(&order).unwrap();
        symlink(secret.join("more.vig"), &order).unwrap();
        let library = library(folder.clone(), true);
        for page in [
            "",
            ".json",
            "/text",
            "/text?file=linked.vig",
            "/text.json?file=linked.vig",
            "/text.json?file=out/more.vig",
            "/check",
            "/source?name=order-text",
            "/source.json?name=order-text",
            "/names.json",
        ] {
            let answer = get(&library, &format!("/m/islas{page}")).await;
            assert!(!answer.body.contains("8472"), "{page}");
        }
        let check = get(&library, "/m/islas/check").await.body;
        assert!(check.contains("linked.vig") && check.contains("a link that leads outside the folder"));
        for (file, seen) in [("linked.vig", ""), ("linked.vig", "e3b0c44298fc1c14"), ("out/more.vig", "")] {
            let fields = [("file", file), ("text", "; mine\n"), ("seen", seen), ("do", "save")];
            let answer = post(&library, "/m/islas/text", &fields).await;
            assert_eq!(answer.code, StatusCode::UNPROCESSABLE_ENTITY, "{file}");
        }
        assert_eq!(fs::read_to_string(secret.join("more.vig")).unwrap(), "; secret 8472\n");
        fs::remove_dir_all(&folder).unwrap();
    });
}

#[test]
fn new_files_have_names_that_every_system_accepts() {
    run(async {
        let folder = copy("names");
        let library = library(folder.clone(), true);
        for (file, why) in [
            ("con.vig", "reserves this name for a device"),
            ("COM\u{b9}.vig", "reserves this name for a device"),
            ("a\u{202e}giv.vig", "U+202E"),
            ("a|b.vig", "`|`"),
            (" a.vig", "begins or ends with"),
            ("Islands.vig", "islands.vig"),
        ] {
            let fields = [("file", file), ("text", "; x\n"), ("seen", ""), ("do", "save")];
            let answer = post(&library, "/m/islas/text", &fields).await;
            assert_eq!(answer.code, StatusCode::UNPROCESSABLE_ENTITY, "{file}");
            let said = answer.body.split("role=\"alert\"").nth(1).unwrap().split("</p>").next().unwrap();
            assert!(said.contains(why), "{file}: {said}");
            assert!(!folder.join("islas").join(file).exists(), "{file}");
            let form =
                [("kind", "act"), ("day", "2011-02-01"), ("name", "x"), ("author", "IM"), ("into", file)];
            let answer = post(&library, "/m/islas/add", &form).await;
            assert_eq!(answer.code, StatusCode::UNPROCESSABLE_ENTITY, "{file}");
        }
        fs::remove_dir_all(&folder).unwrap();
    });
}

#[test]
fn a_copy_needs_no_server() {
    let out = std::env::temp_dir().join(format!("vigente-copy-{}", std::process::id()));
    let _ = fs::remove_dir_all(&out);
    let today = || jiff::civil::date(2010, 10, 2);
    let root = dossiers().join("islas-imaginarias");
    let settings = Settings { root, inputs: Inputs::default(), today, day: None, writing: false };
    let library = Library::new(settings);
    let day = vigente_model::Day::from_date(jiff::civil::date(2010, 10, 2));
    let lang = vigente_web::i18n::Lang::Es;
    let done = vigente_web::export::export(&library, &out, &[lang], day, &mut |_, _| ()).unwrap();
    assert!(done.files > 60, "{done:?}");
    let matter = out.join("m/islas-imaginarias");
    assert!(fs::read_to_string(matter.join("2010-10-01.html")).unwrap().contains("charge(old-harbour)"));
    assert!(fs::read_to_string(matter.join("index.html")).unwrap().contains("<svg"));
    assert!(vigente_web::export::export(&library, &out, &[lang], day, &mut |_, _| ()).is_err());
    fs::remove_dir_all(&out).unwrap();
}

/// Between two days that follow one another nothing changes: the last day of each stretch answers as the first.
#[test]
fn nothing_changes_between_boundaries() {
    use vigente_model::Day;
    use vigente_query::answer::State;
    use vigente_query::{Question, Session};
    for name in ["islas-imaginarias", "fujimori", "fontevecchia", "dominican-republic-tc-256"] {
        let record = Record::open(&dossiers().join(name), &Arc::default());
        let session = Session::new(record.model());
        let days = session.change_points();
        assert!(days.len() > 10, "{name}");
        // With hindsight, without comparing to what each day knew.
        let answers = |day: Day| -> Vec<(String, Vec<State>)> {
            let question = Question { made_by: Some(Day::MAX), ..Question::on(day) };
            let it = session.situation(&question);
            let parts = it
                .parts
                .items
                .iter()
                .map(|p| (p.name.clone(), p.by_viewpoint.iter().map(|v| v.state).collect()));
            let statuses = it
                .statuses
                .items
                .iter()
                .map(|s| (s.status.text.clone(), s.by_viewpoint.iter().map(|v| v.state).collect()));
            let duties = it.duties.items.iter().map(|d| {
                let states =
                    d.by_viewpoint.iter().flat_map(|v| std::iter::once(v.binding).chain(v.performance));
                (format!("{} {} {}", d.name, d.bearer.name, d.content.text), states.collect())
            });
            let mut all: Vec<(String, Vec<State>)> = parts.chain(statuses).chain(duties).collect();
            all.sort();
            all
        };
        for pair in days.windows(2) {
            let last = Day(pair[1].0 - 1);
            if last > pair[0] {
                let (first, later) = (answers(pair[0]), answers(last));
                // What is listed at all also depends on how long ago it changed; what is said of it does not.
                for (what, states) in &first {
                    let then: Vec<_> = later.iter().filter(|(w, _)| w == what).collect();
                    let same = then.is_empty() || then.iter().any(|(_, s)| s == states);
                    assert!(
                        same,
                        "{name}: `{what}` between {} and {}: {states:?} {then:?}",
                        pair[0], pair[1]
                    );
                }
            }
        }
    }
}

#[test]
fn who_reads_a_matter_hears_of_its_change() {
    run(async {
        let folder = std::env::temp_dir().join(format!("vigente-routes-reads-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        let ground = "order A \"Arvenia\"\nperson rose\nstatus member(person)\nviewpoint A\n  prefers A\n";
        let write = |name: &str, text: String| {
            fs::create_dir_all(folder.join(name)).unwrap();
            fs::write(folder.join(name).join("a.vig"), text).unwrap();
        };
        let treaty = |day: &str| format!("{ground}{day} joining A\n  begins member(rose)\n");
        write("treaty", treaty("2020-01-01"));
        write("case", format!("matter case\n  reads member from treaty\n{ground}"));
        write("far", format!("matter far\n  reads member from case\n{ground}"));
        let library = library(folder.clone(), true);
        let days = ["/m/case/why?q=member(rose)&on=2020-06-01", "/m/far/why?q=member(rose)&on=2020-06-01"];
        let mut before = Vec::new();
        for address in days {
            before.push(get(&library, address).await.body);
        }
        let mut heard = library.changes();
        write("treaty", treaty("2021-01-01"));
        library.changed("treaty");
        let told: Vec<String> = std::iter::from_fn(|| heard.try_recv().ok()).collect();
        assert_eq!(told, ["case", "far", "treaty"]);
        for (address, before) in days.into_iter().zip(before) {
            let after = get(&library, address).await.body;
            assert!(before.contains("1 Jan 2020"), "{address}");
            assert!(after.contains("1 Jan 2021") && !after.contains("1 Jan 2020"), "{address}");
        }
        // While it is written, too, the record reads what its text now says.
        let text = format!("matter case\n  reads member from nowhere\n{ground}");
        let fields = [("file", "a.vig"), ("text", text.as_str())];
        let answer = post(&library, "/m/case/diagnostics", &fields).await;
        assert!(answer.body.contains("unknown-matter"), "{}", answer.body);
        let text = format!("matter treaty\n  reads member from case\n{ground}");
        let fields = [("file", "a.vig"), ("text", text.as_str())];
        let answer = post(&library, "/m/treaty/diagnostics", &fields).await;
        assert!(answer.body.contains("circle-of-matters"), "{}", answer.body);
        fs::remove_dir_all(&folder).unwrap();
    });
}

/// A part of a page, as a script asks for it.
async fn part(library: &Arc<Library>, address: &str, which: &str) -> String {
    let request = Request::get(address)
        .header("host", "127.0.0.1:7474")
        .header("accept-language", "en")
        .header("x-part", which)
        .body(Body::empty())
        .unwrap();
    send(library, request).await.body
}

#[test]
fn what_takes_long_is_asked_for_by_itself() {
    run(async {
        let library = library(dossiers(), false);
        let address = "/m/fujimori?on=2023-12-04";
        let whole = get(&library, address).await.body;
        let (state, past) = (part(&library, address, "1").await, part(&library, address, "past").await);
        let details = past.trim();
        assert!(
            details.starts_with("<details class=\"past\">") && details.ends_with("</details>"),
            "{details}"
        );
        assert!(!state.contains("<details class=\"past\">"));
        let empty = "<div class=\"looks-back\"></div>";
        assert_eq!(state.matches(empty).count(), 1);
        let together = state.replace(empty, &format!("<div class=\"looks-back\">{past}</div>"));
        assert!(whole.contains(&together), "the page is the sum of its parts");
        // Only a matter has such a part.
        assert!(part(&library, "/m/fujimori/duties", "past").await.contains("<h1>Not found</h1>"));
    });
}

/// Reasons that are told of many days in one go are those that are told of each by itself.
#[test]
fn reasons_of_many_days_are_those_of_each() {
    use vigente_query::Question;
    let record = Record::open(&dossiers().join("islas-imaginarias"), &Arc::default());
    let session = record.session();
    let days = session.change_points();
    let explainer = session.explainer();
    let mut told = std::collections::BTreeSet::new();
    for day in days {
        for text in ["decree-7.fee in force", "seized(gaviota)", "as it stood: decree-7.fee in force"] {
            let question = Question::on(day);
            let one = explainer.why(text, &question).unwrap();
            assert_eq!(one, record.session().why(text, &question).unwrap(), "{text} on {day}");
            told.insert(serde_json::to_string(&one.trees).unwrap());
        }
    }
    assert!(told.len() > 5);
}
