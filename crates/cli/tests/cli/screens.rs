//! What the screens look like, kept in `screens/` for a person to read. `UPDATE=1 cargo test -p vigente-cli screens` writes
//! them anew; read the diff before you keep it.

use std::path::Path;

use super::run::{Folder, root, run_in};

#[track_caller]
pub fn golden(name: &str, folder: &Path, arguments: &[&str]) {
    let ran = run_in(folder, arguments);
    let typed =
        if !name.ends_with(".txt") { String::new() } else { format!("$ vigente {}\n", arguments.join(" ")) };
    let mut said = format!("{typed}{}", ran.out);
    if !ran.err.is_empty() {
        said.push_str(&format!("--- standard error\n{}", ran.err));
    }
    if ran.code != 0 {
        said.push_str(&format!("[exit code {}]\n", ran.code));
    }
    let width =
        arguments.iter().position(|a| *a == "--width").map_or(80, |i| arguments[i + 1].parse().unwrap());
    for line in ran.out.lines() {
        assert!(
            line.chars().count() <= width || !name.ends_with(".txt"),
            "{name}: wider than {width}: {line}"
        );
        assert_eq!(line.trim_end(), line, "{name}: blanks at the end of a line");
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/screens").join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, said).unwrap();
        return;
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    if kept != said {
        let line = kept.lines().zip(said.lines()).take_while(|(a, b)| a == b).count();
        panic!(
            "{} says something else from line {}:\n  kept: {:?}\n  now:  {:?}\nUPDATE=1 writes it anew",
            path.display(),
            line + 1,
            kept.lines().nth(line),
            said.lines().nth(line)
        );
    }
}

const DAY: [&str; 4] = ["status", "dossiers/fujimori", "--on", "2023-11-29"];

#[test]
fn the_main_job() {
    golden("fujimori-80.txt", &root(), &DAY);
    golden("fujimori-120.txt", &root(), &[&DAY[..], &["--width", "120"]].concat());
    golden("fujimori-es.txt", &root(), &[&DAY[..], &["--lang", "es"]].concat());
    golden("fujimori-pt.txt", &root(), &[&DAY[..], &["--lang", "pt"]].concat());
    golden("fujimori-fr.txt", &root(), &[&DAY[..], &["--lang", "fr"]].concat());
    let then = ["status", "dossiers/fujimori", "--on", "2019-06-01", "--as-it-stood"];
    golden("fujimori-2019-as-it-stood.txt", &root(), &then);
    golden("fujimori-2019.txt", &root(), &then[..4]);
    let inpe = ["status", "dossiers/fujimori", "--on", "2023-12-05", "--as-it-stood", "--for", "PE.INPE"];
    golden("fujimori-inpe.txt", &root(), &inpe);
    golden("fujimori-one-viewpoint.txt", &root(), &[&DAY[..], &["--viewpoint", "PE.TC"]].concat());
}

#[test]
fn every_command() {
    let folder = Folder::with(&[("weir/weir.vig", include_str!("weir.vig"))]);
    let here = folder.path();
    for (name, arguments) in [
        ("status", &["status", "weir", "--on", "2020-08-10"][..]),
        ("why", &["why", "weir", "permit in force", "--on", "2020-04-01"]),
        ("why-not", &["why", "weir", "as it stood: permit in force", "--on", "2020-04-01"]),
        ("why-duty", &["why", "weir", "judgment.gates binds", "--on", "2020-08-10"]),
        ("why-misread", &["why", "weir", "permitt in force"]),
        ("collisions", &["collisions", "weir", "--on", "2020-08-10"]),
        ("duties", &["duties", "weir", "--on", "2020-08-10"]),
        ("options", &["options", "weir", "A.Ministry", "--on", "2020-08-01"]),
        ("what-if", &["what-if", "weir", "A.Supreme annuls measures", "--on", "2020-08-10"]),
        ("history", &["history", "weir", "permit"]),
        ("history-duty", &["history", "weir", "judgment.gates"]),
        ("who", &["who", "weir", "member(?state)"]),
        ("who-120", &["who", "weir", "member(?state)", "--width", "120"]),
        ("who-es", &["who", "weir", "member(?state)", "--lang", "es"]),
        ("who-day", &["who", "weir", "member(?state)", "--on", "2020-08-10"]),
        ("who-stood", &["who", "weir", "may-build(?who)", "--as-it-stood"]),
        ("who-must", &["who", "weir", "somebody must pay(?who, ?sum)"]),
        ("who-done", &["who", "weir", "open(?what)", "--on", "2020-08-10"]),
        ("who-misread", &["who", "weir", "permit"]),
        ("who.csv", &["who", "weir", "member(?state)", "--format", "csv"]),
        ("who.svg", &["who", "weir", "member(?state)", "--format", "svg"]),
        ("check", &["check", "weir"]),
        ("status-es", &["status", "weir", "--on", "2020-08-10", "--lang", "es"]),
        ("duties-es", &["duties", "weir", "--on", "2020-08-10", "--lang", "es"]),
        ("why-es", &["why", "weir", "permit in force", "--on", "2020-04-01", "--lang", "es"]),
        ("why-pt", &["why", "weir", "permit in force", "--on", "2020-04-01", "--lang", "pt"]),
        ("why-fr", &["why", "weir", "permit in force", "--on", "2020-04-01", "--lang", "fr"]),
        ("duties-pt", &["duties", "weir", "--on", "2020-08-10", "--lang", "pt"]),
        ("duties-fr", &["duties", "weir", "--on", "2020-08-10", "--lang", "fr"]),
        ("history-es", &["history", "weir", "permit", "--lang", "es"]),
        ("history-pt", &["history", "weir", "judgment.gates", "--lang", "pt"]),
        ("history-fr", &["history", "weir", "permit", "--lang", "fr"]),
        ("timeline.svg", &["timeline", "weir", "--on", "2020-08-10"]),
    ] {
        let file = if name.contains('.') { name.to_owned() } else { format!("{name}.txt") };
        golden(&file, here, arguments);
    }
}

/// Thirty-five States and two ways of seeing one of them.
#[test]
fn a_table_of_states() {
    let mut dossier = "use states\nstatus party(state)\ndeed leave\norgan VE.Court \"Court of Venezuela\"\n\
                       viewpoint A \"Whoever left has left\"\n  prefers others\n\
                       viewpoint B \"Nobody may leave\"\n  prefers VE.Court > others\n\n"
        .to_owned();
    let states = "AG AR BB BO BR BS BZ CA CL CO CR CU DM DO EC GD GT GY HN HT JM KN LC MX NI PA PE PY SR SV TT US UY VC";
    for (i, state) in states.split(' ').enumerate() {
        let day = format!("{}-{:02}-{:02}", 1970 + i, i % 12 + 1, i % 28 + 1);
        dossier.push_str(&format!("{day} join-{state} {state}\n  begins party({state})\n"));
    }
    dossier.push_str(
        "1970-06-01 join-VE VE\n  begins party(VE)\n2005-05-26 leave-TT TT\n  notified 2005-05-26/2005-05-28\n  \
         ends party(TT) after 1 year of notified\n2013-01-01 leave-VE VE\n  ends party(VE)\n\
         2014-01-01 ruling VE.Court\n  annuls leave-VE\n",
    );
    let folder = Folder::with(&[("d/d.vig", &dossier)]);
    for (name, more) in [
        ("who-states.txt", &[][..]),
        ("who-states-120.txt", &["--width", "120"]),
        ("who-states-day.txt", &["--on", "2006-05-27"]),
        ("who-states-stood.txt", &["--as-it-stood", "--lang", "es"]),
        ("who-states.svg", &["--format", "svg"]),
    ] {
        golden(name, folder.path(), &[&["who", "d", "party(?state)"], more].concat());
    }
}

/// A pack with everything that a pack may have.
const LEAGUE: &str = "\
use shore
pack league \"The League of the River\"
  version \"1.2\"
order L \"League of the River\"
organ L.Court \"Court of the League (CL)\"
  aka \"CL\", \"The Court\"
organ L.Court.Registry \"Registry\"
  unverified \"its seat\"
organ S.Office \"River Office of Shore\"
instrument treaty \"River Treaty\"
source treaty-text \"River Treaty, as published\"
thing judgment-one \"What the Court ordered\"
status member(state, instrument) \"is a member\"
deed join(instrument) \"join the treaty\"
  es \"adherirse al tratado\"
fact deed release(person) \"let go\"
  unverified
norm treaty.9 of L \"Whoever joins is a member\"
  when ?organ of ?state does join(treaty)
  then begins member(?state, treaty)
  cites treaty-text art.10 inc.2
norm treaty.9.late of L \"Whoever joins late is a member, too\"
  when ?organ of ?state does join(treaty)
  then begins member(?state, treaty)
  unverified \"nobody has read it\"
viewpoint L.Court \"As the Court of the League sees it\"
  es \"Como lo ve el Tribunal de la Liga\"
  prefers L.Court = L > others
  not S.Office
";

#[test]
fn packs_are_shown() {
    let about = "# League\n\nThe organs of the League\nand its treaty.\n\nMore.\n";
    let folder = Folder::with(&[
        ("packs/league/pack.vig", LEAGUE),
        ("packs/league/README.md", about),
        ("packs/shore/pack.vig", "pack shore \"Shore\"\norder S \"Shore\"\n"),
        ("packs/_template/pack.vig", "pack template \"Template\"\n"),
        ("packs/broken/pack.vig", "pack broken\norgan X.Y \"Nobody's\"\n"),
    ]);
    let here = folder.path();
    let show = ["pack", "show", "league", "--packs", "packs"];
    golden("pack-show.txt", here, &show);
    golden("pack-show-120.txt", here, &[&show[..], &["--width", "120"]].concat());
    golden("pack-show-es.txt", here, &[&show[..], &["--lang", "es"]].concat());
    let list = folder.run(&["pack", "list", "--packs", "packs"]).ends(1);
    let lines: Vec<&str> = list.out.lines().collect();
    assert!(
        lines.iter().any(|l| l.starts_with("league ") && l.ends_with(" 4      2           3")),
        "{}",
        list.out
    );
    assert!(lines.iter().any(|l| l.starts_with("peru ")) && lines.iter().any(|l| l.starts_with("broken ")));
    assert!(!list.out.contains("template"));
    assert!(list.err.contains("`broken` has errors"), "{}", list.err);
    let wrong = folder.run(&["pack", "show", "leage", "--packs", "packs"]).ends(2);
    assert!(wrong.err.contains("did you mean `league`?"), "{}", wrong.err);
    folder.run(&["pack", "show", "_template", "--packs", "packs"]).ends(2);
    folder.run(&["pack", "list", "--packs", "nowhere"]).ends(3);
    folder.run(&["pack", "show", "../packs/league", "--packs", "packs"]).ends(2);
}

#[test]
fn a_pack_that_moved_on_and_a_name_that_two_share() {
    let dossier = "use league \"1.1\"\nuse shore \"2\"\norgan S.Court \"Court of Shore\"\n  aka \"The Court\", \"SC\", \"TC\"\n\
                   organ S.Tribunal \"Tribunal of Shore\"\n  aka \"TC\"\n\n\
                   2020-01-01 ruling S.Court\n  requires S.Office to release(rose)\nperson rose \"Rose\"\n";
    let folder = Folder::with(&[
        ("packs/league/pack.vig", LEAGUE),
        ("packs/shore/pack.vig", "pack shore \"Shore\"\norder S \"Shore\"\n"),
        ("d/d.vig", dossier),
    ]);
    let here = folder.path();
    golden("check-pins.txt", here, &["check", "d", "--packs", "packs"]);
    golden("why-shared.txt", here, &["why", "d", "TC must release(rose)", "--packs", "packs"]);
    let asked = |words: &[&str]| folder.run(&[words, &["--packs", "packs", "--on", "2020-02-01"]].concat());
    // One that a single organ has is as good as its name; `CL` is also a viewpoint.
    let why = asked(&["why", "d", "CL: SC must release(rose)"]).ends(0);
    assert!(why.out.contains("L.Court:"), "{}", why.out);
    asked(&["status", "d", "--for", "SC", "--viewpoint", "cl"]).ends(0);
    let shared = asked(&["status", "d", "--for", "TC"]).ends(2);
    assert!(shared.err.contains("`TC` is another name of `S.Court`, `S.Tribunal`"), "{}", shared.err);
    let both = asked(&["options", "d", "The Court"]).ends(2);
    assert!(both.err.contains("`L.Court`, `S.Court`"), "{}", both.err);
}

/// In another language than English a diagnostic says first what it means.
#[test]
fn diagnostics_say_what_they_mean() {
    let dossier = "organ PE.TC \"Tribunal\"\n2020-01-01 ruling PE.TC \"Ruling\"\n  annuls pardn\n   does nothing\n2020-13-01 late PE.TC\n";
    let folder = Folder::with(&[("d/d.vig", dossier)]);
    for lang in ["es", "pt", "fr"] {
        golden(
            &format!("check-errors-{lang}.txt"),
            folder.path(),
            &["check", "d", "--lang", lang, "--width", "120"],
        );
    }
    let list = folder.run(&["explain", "--lang", "pt"]).ends(0).out;
    assert!(list.contains("missing-to ") && list.contains("erro   falta `to`"), "{list}");
}

/// No name of an act covers another, whatever the matter.
#[test]
fn names_in_the_picture_do_not_overlap() {
    for dossier in ["dossiers/fujimori", "dossiers/islas-imaginarias"] {
        let picture = run_in(&root(), &["timeline", dossier]).ends(0).out;
        let mut boxes: Vec<(f64, f64, f64, String)> = Vec::new();
        for line in picture.lines().filter(|l| l.contains("class=\"act-name\"")) {
            let value = |key: &str| -> f64 {
                let rest = line.split(&format!(" {key}=\"")).nth(1).unwrap();
                rest.split('"').next().unwrap().parse().unwrap()
            };
            let name = line.split('>').nth(1).unwrap().split('<').next().unwrap().to_owned();
            // An average letter of the fonts asked for is a little more than half as wide as high.
            boxes.push((value("x"), value("y"), value("x") + name.chars().count() as f64 * 6.2, name));
        }
        assert!(boxes.len() > 5, "{dossier}: no names found");
        for (i, a) in boxes.iter().enumerate() {
            for b in &boxes[i + 1..] {
                let apart = (a.1 - b.1).abs() >= 11.0 || a.2 <= b.0 || b.2 <= a.0;
                assert!(apart, "{dossier}: `{}` and `{}` cover each other", a.3, b.3);
            }
        }
        assert!(picture.contains("<title id=\"title\">") && picture.contains("<desc id=\"about\">"));
        assert!(!picture.contains("href"), "the picture loads something");
    }
}
