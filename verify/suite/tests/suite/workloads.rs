//! What the benchmarks ask is answered as their closed forms say, also where nobody measures.

use vigente_engine::Plan;
use vigente_model::ViewpointId;
use vigente_resolve::Resolved;
use vigente_tests::generate;
use vigente_tests::workloads::{self as w, Problem};

/// The workload's answers, as Vigente gives them and as they must be, sorted.
fn both(problem: &Problem) -> (Vec<String>, Vec<String>) {
    let (mut said, mut key) = (Vec::new(), Vec::new());
    for number in 0..problem.len() {
        said.extend(w::ask(problem.asked(), &problem.record(number), number));
        problem.key(number, &mut key);
    }
    said.sort();
    key.sort();
    (said, key)
}

#[test]
fn theories_protocols_and_standings_are_what_is_known() {
    for (name, size) in [
        ("chain", 20),
        ("levels", 10),
        ("teams", 16),
        ("tree", 27),
        ("dag", 20),
        ("voting", 3000),
        ("netbill", 20),
        ("annulment-chain", 31),
        ("annulment-dag", 60),
        ("annulment-eights", 160),
        ("registry-standing", 400),
    ] {
        let problem = Problem::new(name, size).expect("a workload");
        let (said, key) = both(&problem);
        assert!(!key.is_empty(), "{name} asks nothing");
        let odd: Vec<&String> = said.iter().filter(|s| key.binary_search(s).is_err()).take(3).collect();
        let missing: Vec<&String> = key.iter().filter(|s| said.binary_search(s).is_err()).take(3).collect();
        assert!(odd.is_empty() && missing.is_empty(), "{name}: {odd:?} too many, {missing:?} missing");
    }
}

#[test]
fn a_conclusion_that_is_wrong_is_found() {
    let theory = w::levels(3);
    let mut one = theory.workload();
    let resolved = w::read(&one.text);
    let solution = w::solve(&Plan::new(&resolved.model), ViewpointId::new(0));
    assert_eq!(w::first_wrong(&one, &resolved, &solution), None);
    one.expected[0].2 = false;
    assert!(w::first_wrong(&one, &resolved, &solution).is_some());
}

#[test]
fn passes_by_hand_say_what_the_closed_forms_say() {
    for theory in [w::chain(20), w::levels(10), w::teams(2), w::tree(3, 3), w::dag(20, 3)] {
        assert_eq!(w::theory_pass(&w::Arrays::new(&theory)), theory.follows);
    }
    let records: Vec<w::Annuls> = (0..20).map(|seed| w::annuls_at_random(30, seed)).collect();
    let expected: Vec<u8> = records.iter().flat_map(w::standing).map(u8::from).collect();
    assert_eq!(w::standing_pass(&w::in_one(&records)), expected);
}

#[test]
fn questions_on_all_axes_are_answered_as_by_hand() {
    let inquiry = w::Inquiry::new(4000);
    let resolved: Vec<Resolved> =
        inquiry.matters.iter().map(|m| w::Asked::Viewpoints.read(&m.text)).collect();
    let desks: Vec<w::Desk<'_>> = resolved.iter().map(|l| w::Desk::new(&l.model)).collect();
    let key = inquiry.key();
    assert!((400..3600).contains(&key.iter().filter(|yes| **yes).count()), "most are answered alike");
    for (question, yes) in inquiry.questions.iter().zip(key) {
        let part = &inquiry.matters[question.matter].parts[question.part as usize].0;
        assert_eq!(desks[question.matter].yes(part, question), yes, "{part}: {question:?}");
    }
    // Each axis makes a difference to some.
    let without = |change: &dyn Fn(&mut w::Question)| {
        let mut other = w::Inquiry::new(4000);
        other.questions.iter_mut().for_each(change);
        assert_ne!(other.key(), inquiry.key());
    };
    without(&|q| q.made_by = None);
    without(&|q| q.known_by = None);
    without(&|q| q.viewpoint = 0);
    without(&|q| q.on = w::day("2020-12-31"));
}

#[test]
fn a_reduced_matter_keeps_each_act() {
    for number in 0..50 {
        let (whole, reduced) = (generate::matter(1, number, false), w::reduced(1, number));
        assert_eq!(reduced.authors.len(), whole.acts);
    }
}
