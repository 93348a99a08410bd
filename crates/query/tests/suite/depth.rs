//! Records of many acts and deep chains do not need a deep stack: a web server gives each thread little.

use vigente_model::Day;
use vigente_query::Session;
use vigente_resolve::resolve_text;

const HEAD: &str = "\
order PE \"Peru\"
organ PE.P \"P\"
organ PE.TC \"TC\"
person x \"X\"
status s(person) \"is\"
viewpoint PE.TC \"v\"
  prefers PE.TC > PE.P > PE

";

/// The day so many days behind the first of 1900.
fn day(n: usize) -> Day {
    let first = vigente_model::Days::read("1900-01-01").expect("a day").lo;
    Day(first.0 + n as i32)
}

/// How many acts or norms a record has.
const N: usize = 100_000;

/// Reads, resolves and checks a record on a stack of one megabyte; both of its expectations must come true.
#[track_caller]
fn check(entries: &str, one: &str, other: &str) {
    let text = format!("{HEAD}{entries}2200-01-01 expect {one}\n2200-01-01 expect {other}\n");
    let run = move || {
        let resolved = resolve_text(&text);
        assert!(resolved.diagnostics.is_empty(), "{:?}", resolved.diagnostics.first());
        let (check, notes) = Session::new(&resolved.model).check();
        assert_eq!((check.passed, check.failed), (2, 0), "{:?}", notes.first());
    };
    let small = std::thread::Builder::new().stack_size(1 << 20);
    small.spawn(run).expect("a thread").join().expect("it runs to its end");
}

/// An act that begins a status, and acts of later days, each with lines that speak of the one before.
fn acts(lines: impl Fn(usize) -> String) -> String {
    let mut text = format!("{} a0 PE.P\n  begins s(x)\n", day(0));
    for i in 1..N {
        text += &format!("{} a{i} PE.P\n{}", day(i), lines(i - 1));
    }
    text
}

#[test]
fn many_acts() {
    let acts: String = (0..N).map(|i| format!("{} a{i} PE.P\n  begins s(x)\n", day(i % 1000))).collect();
    check(&acts, "s(x)", "a99999 in force");
}

#[test]
fn annulments_in_a_chain() {
    check(&acts(|i| format!("  annuls a{i}\n")), "not s(x)", "a1 in force");
}

#[test]
fn annulments_of_one_day_in_a_chain() {
    let later: String =
        (1..N).map(|i| format!("1900-01-01 a{i} PE.P\n  after a{0}\n  annuls a{0}\n", i - 1)).collect();
    check(&format!("1900-01-01 a0 PE.P\n  begins s(x)\n{later}"), "not s(x)", "a1 in force");
}

#[test]
fn acts_that_rely_on_one_another() {
    let text = acts(|i| format!("  relies on a{i}\n")) + "2199-01-01 last PE.TC\n  annuls a0\n";
    check(&text, "not s(x)", "a1 rests on fallen");
}

#[test]
fn acts_that_uphold_one_another() {
    let text = acts(|i| format!("  upholds a{i}\n")) + "2199-01-01 last PE.TC\n  annuls a0\n";
    check(&text, "s(x)", "a0 annulled");
}

#[test]
fn norms_in_a_chain() {
    let mut text = String::from("status q0(person) \"q\"\n1900-01-01 a PE.P\n  begins q0(x)\n");
    for i in 0..N {
        let next = i + 1;
        text += &format!("status q{next}(person) \"q\"\n");
        text += &format!("norm n{i} of PE\n  while q{i}(x)\n  then begins q{next}(x)\n");
    }
    check(&text, &format!("q{N}(x)"), "q1(x)");
}

#[test]
fn norms_that_count_deeds_as_deeds() {
    // Fewer: each looks at all those before it, since none may count what it was counted from.
    let last = N / 20;
    let mut text = String::from("deed d0(person) \"d\"\n1900-01-01 a PE.P\n  does d0(x)\n");
    for i in 0..last {
        let next = i + 1;
        text += &format!("deed d{next}(person) \"d\"\n");
        text += &format!("norm n{i} of PE\n  when PE does d{i}(x)\n  then counts as d{next}(x)\n");
    }
    check(&text, &format!("d{last}(x)"), "d1(x)");
}

#[test]
fn organs_below_organs() {
    let mut path = "PE.P".to_owned();
    let mut text = String::new();
    for _ in 0..1000 {
        path += ".o";
        text += &format!("organ {path} \"o\"\n");
    }
    check(&format!("{text}1900-01-01 a {path}\n  begins s(x)\n"), "s(x)", "a in force");
}
