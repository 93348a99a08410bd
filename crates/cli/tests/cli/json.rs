//! `docs/json.md` and what `--json` prints hold each other: every object on the page has just these fields, every word is
//! listed, and every field and object on the page was seen.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::run::{Folder, root, run_in};

/// The page: objects with what their fields are, and lists of words.
struct Page {
    commands: BTreeMap<String, String>,
    objects: BTreeMap<String, BTreeMap<String, String>>,
    words: BTreeMap<String, BTreeSet<String>>,
    seen: BTreeSet<String>,
}

impl Page {
    fn read() -> Page {
        let text = std::fs::read_to_string(root().join("docs/json.md")).unwrap();
        let mut page = Page {
            commands: BTreeMap::new(),
            objects: BTreeMap::new(),
            words: BTreeMap::new(),
            seen: BTreeSet::new(),
        };
        let mut at = String::new();
        for line in text.lines() {
            if let Some(name) = line.strip_prefix("### ").or(line.strip_prefix("## ")) {
                at = name.to_owned();
            }
            let Some(row) = line.strip_prefix("| `") else { continue };
            let (key, rest) = row.split_once("` | ").unwrap();
            let kind = unlinked(rest.split(" | ").next().unwrap().trim_end_matches(" |"));
            let columns = line.matches(" | ").count();
            match (at.as_str(), columns) {
                ("Commands", _) => drop(page.commands.insert(key.to_owned(), kind)),
                (_, 1) => drop(page.words.entry(at.clone()).or_default().insert(key.to_owned())),
                _ => drop(page.objects.entry(at.clone()).or_default().insert(key.to_owned(), kind)),
            }
        }
        page
    }

    fn check(&mut self, value: &Value, kind: &str, path: &str) {
        let kind = kind.strip_suffix(", or left out").unwrap_or(kind);
        if let Some(inner) = kind.strip_prefix("list of ") {
            // `list of T or null` is a list that may be missing, but for numbers, where it is the items.
            let (inner, item_null) = match inner {
                "number or null" => (inner, true),
                _ => (inner.strip_suffix(" or null").unwrap_or(inner), false),
            };
            if value.is_null() && (kind.ends_with(" or null") || item_null) {
                return;
            }
            for item in value.as_array().unwrap_or_else(|| panic!("{path}: no list: {value}")) {
                self.check(item, inner, &format!("{path}[]"));
            }
            return;
        }
        if let Some(inner) = kind.strip_suffix(" or null") {
            if !value.is_null() {
                self.check(value, inner, path);
            }
            return;
        }
        if let Some(inner) = kind.strip_prefix("listed ") {
            let keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
            assert_eq!(keys, ["items", "more"], "{path}");
            assert!(value["more"].is_u64(), "{path}");
            return self.check(&value["items"], &format!("list of {inner}"), path);
        }
        match kind {
            "string" => assert!(value.is_string(), "{path}: no text: {value}"),
            "number" => assert!(value.is_number(), "{path}: no number: {value}"),
            "boolean" => assert!(value.is_boolean(), "{path}: neither true nor false: {value}"),
            "object" => assert!(value.is_object(), "{path}: no object: {value}"),
            "pair of string and Named" => {
                assert!(value[0].is_string() && value.as_array().unwrap().len() == 2, "{path}: {value}");
                self.check(&value[1], "Named", path);
            }
            name if self.words.contains_key(name) => {
                let word = value.as_str().unwrap_or_else(|| panic!("{path}: no word: {value}"));
                assert!(self.words[name].contains(word), "{path}: `{word}` is not on the page under {name}");
            }
            name => self.object(value, name, path),
        }
    }

    fn object(&mut self, value: &Value, name: &str, path: &str) {
        let Some(fields) = self.objects.get(name).cloned() else { panic!("{path}: what is a {name}?") };
        let object = value.as_object().unwrap_or_else(|| panic!("{path}: no {name}: {value}"));
        for key in object.keys() {
            assert!(fields.contains_key(key), "{path}: `{key}` is not on the page under {name}");
        }
        for (key, kind) in &fields {
            match object.get(key) {
                Some(value) => {
                    if !value.is_null() {
                        self.seen.insert(format!("{name}.{key}"));
                    }
                    self.check(value, kind, &format!("{path}.{key}"));
                }
                None => assert!(kind.ends_with(", or left out"), "{path}: {name} has no `{key}`"),
            }
        }
    }
}

/// `list of [State](#state)` is `list of State`.
fn unlinked(kind: &str) -> String {
    let mut out = String::new();
    let mut rest = kind;
    while let Some((before, link)) = rest.split_once('[') {
        let (name, after) = link.split_once("](").unwrap();
        out.push_str(before);
        out.push_str(name);
        rest = after.split_once(')').unwrap().1;
    }
    out + rest
}

/// A thousand acts, each of which annuls the one before: more than is told of any.
fn chain() -> String {
    let mut text =
        "order A \"A\"\norgan A.O \"O\"\nviewpoint A\n  prefers A.O > A\n2000-01-01 a0 A.O\n".to_owned();
    for i in 1..1000 {
        text += &format!("{}-01-01 a{i} A.O\n  annuls a{}\n", 2000 + i, i - 1);
    }
    text
}

/// A claim of which everything is said that can be said.
const CLAIMS: &str = "\
order A \"A\"
  claims stale after 1 year
organ A.Ministry \"Ministry\"
order L \"L\"
organ L.Court \"Court\"
deed report
viewpoint L.Court
  prefers L.Court > L > A
2020-01-01 judgment L.Court
  requires A to report by 2020-06-01
2020-07-01 claim A.Ministry
  claims judgment fulfilled
2020-08-01 finding L.Court
  finds judgment breached
2020-09-01 letter L
  says opposes claim \"it is not so\"
2020-09-02 echo A.Ministry
  says supports claim
2020-09-03 breach L.Court
  finds A in breach of obeying
2020-09-03 decree A.Ministry
  says \"nobody reports\"
2020-09-04 order L.Court
  requires A to report within 6 months of notified then every 1 year for L
norm obeying of L
  when L.Court does report
  then requires A to report
";

#[test]
fn the_page_says_what_is_printed() {
    let mut page = Page::read();
    let (fujimori, islands) = ("dossiers/fujimori", "dossiers/islas-imaginarias");
    let weir = Folder::with(&[
        ("d/a.vig", include_str!("weir.vig")),
        ("claims/a.vig", CLAIMS),
        ("chain/a.vig", &chain()),
        (
            "ugly/a.vig",
            "order   A \"A\"\n2020-01-01 x A \"X\"\n   annuls nothing-like-it\n   forbids A from run\n2020-01-02 expect x\n",
        ),
    ]);
    let here = weir.path();
    let root = root();
    let runs: Vec<(&std::path::Path, Vec<&str>)> = vec![
        (&root, vec!["status", fujimori, "--on", "2018-10-04"]),
        (&root, vec!["status", fujimori, "--on", "2023-12-22", "--all"]),
        (&root, vec!["status", islands, "--on", "2011-01-01", "--all"]),
        (&root, vec!["duties", fujimori, "--on", "2024-06-01", "--known-by", "2024-05-01"]),
        (&root, vec!["duties", islands, "--made-by", "2010-08-01"]),
        (&root, vec!["collisions", fujimori]),
        (&root, vec!["collisions", fujimori, "--on", "2024-06-01"]),
        (&root, vec!["options", fujimori, "PE.INPE", "--on", "2023-12-05"]),
        (&root, vec!["what-if", fujimori, "IA.Court annuls pardon"]),
        (&root, vec!["why", fujimori, "pardon.indulto in force", "--on", "2018-10-04"]),
        (&root, vec!["why", fujimori, "iacthr-2022.refrain binds", "--on", "2023-12-22"]),
        (&root, vec!["why", fujimori, "party(?x, ACHR)"]),
        (&root, vec!["why", fujimori, "count(?x: party(?x, ACHR)) > 1"]),
        (&root, vec!["why", fujimori, "sentence(fujimori, unlawful-search)", "--on", "2012-06-01"]),
        (&root, vec!["why", fujimori, "iacthr-2022.refrain assessed breached", "--on", "2023-12-22"]),
        (&root, vec!["history", fujimori, "pardon.indulto"]),
        (&root, vec!["history", fujimori, "contempt.report"]),
        (&root, vec!["history", "dossiers/achr", "party(VE, ACHR)"]),
        (&root, vec!["history", "dossiers/pspp", "weiss"]),
        (&root, vec!["who", "dossiers/achr", "party(?state, ACHR)", "--as-it-stood"]),
        (&root, vec!["timeline", fujimori]),
        (&root, vec!["batch", islands]),
        (here, vec!["batch", "ugly"]),
        (&root, vec!["check", fujimori]),
        (&root, vec!["check", islands]),
        (&root, vec!["check", "tests/cases/acts-that-do-nothing.vig"]),
        (here, vec!["check", "ugly"]),
        (here, vec!["status", "d", "--on", "2020-08-10"]),
        (here, vec!["duties", "d", "--on", "2020-08-10"]),
        (here, vec!["collisions", "d", "--on", "2020-08-10"]),
        (here, vec!["why", "d", "member(A)", "--on", "2020-08-10"]),
        (here, vec!["why", "d", "accession in force", "--on", "2020-08-10"]),
        (here, vec!["why", "chain", "a0 in force", "--on", "2020-01-01"]),
        (here, vec!["history", "chain", "a0", "--on", "2020-01-01"]),
        (here, vec!["who", "d", "member(?state)"]),
        (here, vec!["who", "d", "member(?state)", "--on", "2020-08-10", "--made-by", "2020-08-01"]),
        (
            here,
            vec!["who", "d", "somebody must pay(?who, ?sum)", "--as-it-stood", "--known-by", "2021-01-01"],
        ),
        (here, vec!["duties", "claims", "--on", "2022-01-01"]),
        (here, vec!["status", "claims", "--on", "2022-01-01", "--all"]),
        (here, vec!["pack", "list"]),
        (here, vec!["pack", "show", "peru"]),
        (here, vec!["pack", "show", "inter-american"]),
        (here, vec!["fmt", "--check", "ugly"]),
        (here, vec!["new", "made"]),
    ];
    for (folder, mut arguments) in runs {
        arguments.push("--json");
        let ran = run_in(folder, &arguments);
        let data: Value = serde_json::from_str(&ran.out)
            .unwrap_or_else(|e| panic!("{arguments:?}: {e}: {}{}", ran.out, ran.err));
        let keys: Vec<&String> = data.as_object().unwrap().keys().collect();
        assert_eq!(keys, ["schema", "command", "question", "answer"]);
        assert_eq!(data["schema"], "vigente/1");
        let command = if arguments[0] == "pack" { arguments[..2].join(" ") } else { arguments[0].to_owned() };
        assert_eq!(data["command"], *command);
        let kind = page.commands[&command].clone();
        page.check(&data["answer"], &kind, arguments[0]);
    }
    let documented: BTreeSet<String> = page
        .objects
        .iter()
        .flat_map(|(name, fields)| fields.keys().map(move |field| format!("{name}.{field}")))
        .collect();
    let unseen: Vec<&String> = documented.difference(&page.seen).collect();
    assert!(unseen.is_empty(), "on the page, and never printed by the runs above: {unseen:#?}");
}

/// The same question gives the same bytes.
#[test]
fn the_same_twice() {
    for command in [&["status"][..], &["duties"], &["collisions"], &["timeline"], &["why", "pardon"]] {
        let mut arguments = vec![command[0], "dossiers/fujimori"];
        arguments.extend(&command[1..]);
        arguments.push("--json");
        let first = run_in(&root(), &arguments).out;
        assert!(first.len() > 100, "{arguments:?}");
        assert_eq!(first, run_in(&root(), &arguments).out, "{arguments:?}");
    }
}
