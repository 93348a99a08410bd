//! Lines of acts that do nothing, and why.

use vigente_model::Days;
use vigente_query::answer::Idleness;
use vigente_query::{Question, Session};
use vigente_resolve::resolve_text;

const RECORD: &str = r#"
order A "Arvenia"
organ A.Court "Court"
organ A.Gaol "Gaol"
order L "League"
organ L.Court "Court of the League"
person rose "Rose Ilves"
status detained(person) "is detained"
viewpoint A
  prefers A.Court > A
viewpoint L
  prefers L

2020-01-10 arrest A.Court
  begins detained(rose)
2020-02-01 judgment L.Court
  requires A that not detained(rose) by 2020-06-01
"#;

fn session(more: &str) -> Session {
    let resolved = resolve_text(&format!("{RECORD}{more}"));
    assert_eq!(resolved.diagnostics, []);
    Session::new(&resolved.model)
}

/// What `what-if` says of lines that do nothing.
fn idle(more: &str) -> Vec<(String, Idleness, Option<String>)> {
    let day = Days::read("2021-01-01").expect("a day").lo;
    let answer = session("").what_if(&session(more), &Question::on(day));
    let idle = answer.without_effect.into_iter();
    idle.map(|l| (l.line, l.why, l.because_of.or(l.authority.map(|a| a.name)))).collect()
}

fn said(line: &str, why: Idleness, who: &str) -> (String, Idleness, Option<String>) {
    (line.to_owned(), why, (!who.is_empty()).then(|| who.to_owned()))
}

#[test]
fn without_power() {
    let by_the_gaol =
        "2020-03-01 free A.Gaol\n  ends detained(rose)\n  annuls arrest\n  moves judgment to 2021-01-01\n";
    let found = idle(by_the_gaol);
    let expected = [
        said("ends detained(rose)", Idleness::NoPower, "A.Court"),
        said("annuls arrest", Idleness::NoPower, "A.Court"),
        said("moves judgment to 2021-01-01", Idleness::NoPower, "L.Court"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn what_does_something_in_one_viewpoint_is_not_told() {
    assert_eq!(idle("2020-03-01 free A.Court\n  ends detained(rose)\n"), []);
    assert_eq!(idle("2020-03-01 later L.Court\n  moves judgment to 2021-01-01\n"), []);
}

/// Why it does nothing is told where its own act is: here, that another act annulled it.
#[test]
fn what_fell_itself_is_not_told() {
    assert_eq!(
        idle("2020-03-01 free A.Court\n  ends detained(rose)\n2020-04-01 mend A.Court\n  annuls free\n"),
        []
    );
}

#[test]
fn what_somebody_higher_upholds() {
    let found = idle(
        "organ A.Clerk \"Clerk\"\n2020-03-01 note A.Clerk\n2020-03-02 keep A.Court\n  upholds note\n2020-03-03 undo A\n  annuls note\n",
    );
    assert_eq!(found, [said("annuls note", Idleness::Upheld, "keep")]);
}

#[test]
fn days_that_do_not_fit() {
    let found = idle("2019-03-01 early A.Court\n  ends detained(rose)\n");
    assert_eq!(found, [said("ends detained(rose)", Idleness::BeginsLater, "arrest")]);
}

#[test]
fn check_names_the_line_and_the_reason() {
    let (_, found) = session("2020-03-01 free A.Gaol\n  ends detained(rose)\n").check();
    let [warning] = &found[..] else { panic!("{found:?}") };
    assert_eq!(warning.message, "`ends detained(rose)` has no effect in any viewpoint");
    assert_eq!(warning.labels[0].text, "`A.Gaol` prevails over `A.Court` in no viewpoint");
}
