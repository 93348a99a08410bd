//! Tests the board of duties and the list of matters over a folder of records.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::Request;
use serde_json::Value;
use tower::ServiceExt as _;
use vigente_web::{Inputs, Library, Settings, server};

const MATTERS: usize = 250;

/// So many matters of three courts: the duty of each is due on a day of its own, and the first ten are done.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let folder = std::env::temp_dir().join(format!("vigente-board-{name}-{}", std::process::id()));
        for number in 0..MATTERS {
            let own = folder.join(format!("matter-{number:03}"));
            fs::create_dir_all(&own).unwrap();
            let (court, state) = (["North", "South", "East"][number % 3], ["AA", "BB"][number % 2]);
            let mut text = format!(
                "matter matter-{number:03} \"Señor Núñez, {number}\"\n\norder AA \"Alpha\"\n\norder BB \"Beta\"\n\n\
                 order CT \"Courts\"\norgan CT.{court} \"Court of the {court}\"\n\n\
                 deed report(organ) \"report\"\n\nviewpoint CT\n  prefers CT > others\n\n\
                 2020-01-01 ruling CT.{court}\n  requires {state} to report(CT) by 2020-0{}-15\n",
                2 + number % 7
            );
            if number < 10 {
                text += &format!("\n2020-01-20 letter {state}\n  does report(CT)\n");
            }
            fs::write(own.join("record.vig"), text).unwrap();
        }
        Folder(folder)
    }

    fn library(&self) -> Arc<Library> {
        let today = || jiff::civil::date(2020, 6, 1);
        let settings =
            Settings { root: self.0.clone(), inputs: Inputs::default(), today, day: None, writing: false };
        Arc::new(Library::new(settings))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn get(library: &Arc<Library>, address: &str) -> String {
    let request = Request::get(address)
        .header("host", "127.0.0.1:7474")
        .header("accept-language", "en")
        .body(Body::empty())
        .unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let response = server::router(library.clone(), false).oneshot(request).await.unwrap();
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        String::from_utf8(bytes.to_vec()).unwrap()
    })
}

fn data(library: &Arc<Library>, address: &str) -> Value {
    serde_json::from_str::<Value>(&get(library, address)).unwrap()["answer"].take()
}

fn names(answer: &Value) -> Vec<&str> {
    answer["duties"].as_array().unwrap().iter().map(|d| d["key"].as_str().unwrap()).collect()
}

#[test]
fn the_board_is_narrowed_and_turned_over() {
    let folder = Folder::new("narrowed");
    let library = folder.library();
    library.write_cards();
    let all = data(&library, "/duties.json");
    // Ten are done.
    assert_eq!(names(&all).len(), MATTERS - 10, "{all:#}");
    assert!(all["changes"].is_null());
    for (address, wanted) in [
        ("/duties.json?court=CT.North", &(|n: usize| n.is_multiple_of(3)) as &dyn Fn(usize) -> bool),
        ("/duties.json?court=CT", &|_| true),
        ("/duties.json?court=C", &|_| false),
        ("/duties.json?order=AA", &|n| n.is_multiple_of(2)),
        ("/duties.json?bearer=BB&court=CT.East", &|n| n % 2 == 1 && n % 3 == 2),
        ("/duties.json?due=2020-04-15", &|n| n % 7 <= 2),
        ("/duties.json?state=overdue", &|n| n % 7 <= 3),
        ("/duties.json?state=pending", &|n| n % 7 > 3),
    ] {
        let found = data(&library, address);
        let mut found = names(&found).into_iter().map(str::to_owned).collect::<Vec<_>>();
        found.sort();
        let wanted =
            (10..MATTERS).filter(|n| wanted(*n)).map(|n| format!("matter-{n:03}")).collect::<Vec<_>>();
        assert_eq!(found, wanted, "{address}");
    }
    // What is overdue longest comes first; the rest stands on further pages.
    let rows = |page: &str| page.matches("<tr>").count() - 1;
    let first = get(&library, "/duties");
    assert_eq!(rows(&first), 100);
    assert!(first.contains("1 to 100"));
    let last = get(&library, "/duties?page=3");
    assert_eq!(rows(&last), MATTERS - 10 - 200);
    assert!(last.contains("rel=\"prev\"") && !last.contains("rel=\"next\""));
    assert!(first.find("15 Feb 2020").unwrap() < first.find("15 Mar 2020").unwrap());
}

#[test]
fn the_board_tells_which_answers_became_others() {
    let folder = Folder::new("since");
    let library = folder.library();
    library.write_cards();
    let since = |day: &str| {
        library.compare(jiff_day(day));
        data(&library, &format!("/duties.json?since={day}"))
    };
    // On 10 April two sevenths of the duties were overdue, today four are.
    let found = since("2020-04-10");
    let changes = found["changes"].as_array().unwrap();
    let became: Vec<(&str, &str)> =
        changes.iter().map(|c| (c["before"].as_str().unwrap(), c["after"].as_str().unwrap())).collect();
    let due_between = (10..MATTERS).filter(|n| matches!(n % 7, 2 | 3)).count();
    assert_eq!(became.len(), due_between);
    assert!(became.iter().all(|c| *c == ("pending", "overdue")), "{became:?}");
    // Before the rulings there was nothing.
    let found = since("2019-12-31");
    let changes = found["changes"].as_array().unwrap();
    assert_eq!(changes.len(), MATTERS);
    assert!(changes.iter().all(|c| c["before"] == "not-on-record"));
    assert_eq!(changes.iter().filter(|c| c["after"] == "performed").count(), 10);
    assert_eq!(found["unread"], 0);
    // What changes on disk is compared anew.
    let key = "matter-020";
    let file = folder.0.join(key).join("record.vig");
    let text = fs::read_to_string(&file).unwrap() + "\n2020-02-01 letter AA\n  does report(CT)\n";
    fs::write(&file, text).unwrap();
    library.changed(key);
    assert_eq!(library.differences(jiff_day("2019-12-31")).1, 1, "its comparison is not known any more");
    library.write_cards();
    let found = since("2019-12-31");
    let of_it = found["changes"].as_array().unwrap().iter().find(|c| c["key"] == key).unwrap();
    assert_eq!(of_it["after"], "performed");
}

#[test]
fn a_long_list_is_turned_over_and_says_what_is_not_read_yet() {
    let folder = Folder::new("list");
    let library = folder.library();
    let early = get(&library, "/");
    assert!(early.contains("data-unread="), "nothing is read before anybody reads");
    library.write_cards();
    let page = get(&library, "/?page=3");
    assert!(page.contains("201 to 250") && !page.contains("data-unread="));
    assert_eq!(get(&library, "/?q=nunez").matches("<h2><a href=\"/m/").count(), 100);
    assert_eq!(get(&library, "/?q=nunez+249").matches("<h2><a href=\"/m/").count(), 1);
    assert_eq!(get(&library, "/?q=court+249").matches("<h2><a href=\"/m/").count(), 1);
    assert_eq!(get(&library, "/?q=court+north+249").matches("<h2><a href=\"/m/").count(), 1);
    assert_eq!(get(&library, "/?q=court+south+249").matches("<h2><a href=\"/m/").count(), 0);
}

#[test]
fn a_path_belongs_to_the_matter_it_lies_in() {
    let folder = Folder::new("paths");
    let library = folder.library();
    let root = folder.0.canonicalize().unwrap();
    let of = |path: &Path| library.workspace.matter_of(path);
    assert_eq!(of(&root.join("matter-007/record.vig")).as_deref(), Some("matter-007"));
    assert_eq!(of(&root.join("matter-007/sources/a.txt")).as_deref(), Some("matter-007"));
    assert_eq!(of(&root.join("matter-0077/record.vig")), None);
    assert_eq!(of(Path::new("/elsewhere/matter-007/record.vig")), None);
}

fn jiff_day(iso: &str) -> vigente_model::Day {
    vigente_model::Day::from_date(iso.parse().unwrap())
}
