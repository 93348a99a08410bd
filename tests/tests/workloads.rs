//! What the benchmarks ask is answered as their closed forms say, also where nobody measures.

use vigente::engine::{Plan, Truth};
use vigente_tests::workloads::{self as w, day};

#[test]
fn theories_and_protocols_conclude_what_is_known() {
    for one in [w::chain(20), w::levels(10), w::teams(2), w::tree(3, 3), w::dag(20, 3), w::voting(10, 3)] {
        let lowered = w::read(&one.text);
        let solution = w::solve(&Plan::new(&lowered.model), 0);
        assert_eq!(w::first_wrong(&one, &lowered, &solution), None, "{}", one.text);
    }
}

#[test]
fn a_conclusion_that_is_wrong_is_found() {
    let mut one = w::levels(3);
    one.expected[0].2 = false;
    let lowered = w::read(&one.text);
    let solution = w::solve(&Plan::new(&lowered.model), 0);
    assert!(w::first_wrong(&one, &lowered, &solution).is_some());
}

#[test]
fn what_stands_is_what_one_pass_says() {
    for annuls in (0..20).map(|seed| w::annuls_at_random(30, seed)).chain([w::annuls_in_a_chain(31)]) {
        let lowered = w::read(&w::annulments(&annuls));
        let solution = w::solve(&Plan::new(&lowered.model), 0);
        let said: Vec<bool> =
            solution.parts.iter().map(|p| p.stands.at(day("2020-01-01")) == Truth::True).collect();
        assert_eq!(said, w::standing(&annuls));
    }
}
