//! Tests every view with a situation written by hand, so that a view does not depend on the engine.

use vigente_query::Question;
use vigente_query::answer::*;

use crate::RenderOptions;
use crate::Words;
use crate::words::Lang;

fn named(name: &str, title: &str) -> Named {
    Named { name: name.into(), title: Text { text: title.into(), ..Text::default() } }
}

fn day(iso: &str) -> Date {
    vigente_model::Day::from_date(iso.parse().unwrap()).into()
}

fn act(name: &str, made: &str, author: &str) -> ActRef {
    ActRef {
        name: name.into(),
        made: day(made),
        known: day(made),
        author: named("A.X", author),
        ..ActRef::default()
    }
}

fn reason(kind: ReasonKind, by: &str) -> Reason {
    Reason { kind, by: (!by.is_empty()).then(|| by.into()), act: None, norm: None, day: None }
}

fn view(state: State, kind: ReasonKind, by: &str) -> StateView {
    StateView { state, reason: reason(kind, by), as_it_stood: None, disapplied: Vec::new() }
}

fn deed(text: &str, title: &str, args: &[&str]) -> Phrase {
    Phrase {
        text: text.into(),
        name: named("implement", title),
        args: args.iter().map(|a| named(a, a)).collect(),
        ..Phrase::default()
    }
}

fn duty_view(binding: State, performance: Option<State>, yields_to: &[&str]) -> DutyView {
    DutyView {
        binding,
        performance,
        deadline: Some(day("2023-12-06")),
        days_left: Some(7),
        occurrence: None,
        reason: None,
        yields_to: yields_to.iter().map(|s| (*s).into()).collect(),
        deeds: Vec::new(),
        balance: None,
        assessed: Vec::new(),
        claimed: Vec::new(),
        claims: Vec::new(),
        flags: Vec::new(),
        as_it_stood: None,
    }
}

fn situation() -> Situation {
    let court = "Inter-American Court of Human Rights";
    let tribunal = "Constitutional Tribunal";
    let ruling = act("tc-2022", "2022-03-17", tribunal);
    let order = act("iacthr-2022", "2022-04-07", court);
    let side = |name: &str, act: &ActRef, says| Side {
        name: name.into(),
        act: Some(act.clone()),
        side: usize::from(says == Says::Forbids),
        norm: None,
        authority: act.author.clone(),
        says,
        content: Some(deed("implement(tc-2022)", "carries an act out", &["Sentencia 78/2022"])),
        bearer: Some(named("PE.PJ.JIP-Ica", "Execution judge of Ica")),
        deadline: None,
        repeated_by: Vec::new(),
        rests_on: Vec::new(),
    };
    let pardon = Topic { aspect: Aspect::Standing, what: "pardon.indulto".into(), title: Text::default() };
    Situation {
        matter: Some(named("fujimori", "The pardon and the release of Alberto Fujimori")),
        asked: Question::on("2023-11-29".parse().map(vigente_model::Day::from_date).unwrap()),
        viewpoints: vec![
            named("IA.Court", "As the Inter-American Court sees it"),
            named("PE.TC", "As Peru's Constitutional Tribunal sees it"),
        ],
        acts: 53,
        last_act: Some(act("morales-interview", "2023-11-29", "Francisco Morales Saravia")),
        parts: Listed {
            items: vec![PartItem {
                name: "pardon.indulto".into(),
                act: act("pardon", "2017-12-24", "President of the Republic"),
                does: vec![Doing { text: "does pardon(fujimori, av-19-2001)".into(), ..Doing::default() }],
                by_viewpoint: vec![
                    view(State::InForce, ReasonKind::AttackFellBy, "tc-2022"),
                    StateView {
                        as_it_stood: Some(State::InForce),
                        ..view(State::Annulled, ReasonKind::AnnulledBy, "annulment")
                    },
                ],
                relevance: Relevance::default(),
            }],
            more: 12,
        },
        statuses: Listed::default(),
        duties: Listed {
            items: vec![DutyItem {
                name: "tc-2022.execute".into(),
                act: Some(ruling.clone()),
                norm: None,
                authority: ruling.author.clone(),
                mode: Mode::Requires,
                bearer: named("PE.PJ.JIP-Ica", "Execution judge of Ica"),
                content: deed("implement(tc-2022)", "carries an act out", &["Sentencia 78/2022"]),
                beneficiaries: Vec::new(),
                start: day("2022-03-17"),
                every: None,
                repeated_by: Vec::new(),
                by_viewpoint: vec![
                    duty_view(State::Yields, Some(State::Pending), &["iacthr-2022.refrain"]),
                    duty_view(State::Binds, Some(State::Pending), &[]),
                ],
                relevance: Relevance::default(),
            }],
            more: 3,
        },
        collisions: Listed {
            items: vec![Collision {
                kind: CollisionKind::Duties,
                on: "implement(tc-2022)".into(),
                title: Text::default(),
                on_the_day: Value::True,
                concerns: Vec::new(),
                arose: Some(day("2022-04-07")),
                sides: vec![
                    side("tc-2022.execute", &ruling, Says::Requires),
                    side("iacthr-2022.refrain", &order, Says::Forbids),
                ],
                binds: vec![named("PE.PJ.JIP-Ica", "Execution judge of Ica")],
                by_viewpoint: vec![
                    Outlook {
                        viewpoint: "IA.Court".into(),
                        prevails: Some(1),
                        sides: vec![State::Yields, State::Binds],
                    },
                    Outlook {
                        viewpoint: "PE.TC".into(),
                        prevails: Some(0),
                        sides: vec![State::Binds, State::Yields],
                    },
                ],
                within: Vec::new(),
                done: Vec::new(),
                rests_on: Vec::new(),
            }],
            more: 0,
        },
        hindsight: Listed {
            items: vec![Change {
                subject: pardon.clone(),
                viewpoint: Some("PE.TC".into()),
                before: State::InForce,
                after: State::Annulled,
            }],
            more: 0,
        },
        past: Listed {
            items: vec![PastDifference {
                subject: pardon.clone(),
                viewpoint: None,
                from: day("2018-10-03"),
                until: Some(day("2022-03-17")),
                then: State::Annulled,
                now: State::InForce,
            }],
            more: 0,
        },
        resting_on_fallen: Listed::default(),
        positions: Listed::default(),
    }
}

fn shown(lang: Lang, width: usize) -> String {
    let words = Words::new(lang);
    crate::screens::situation::situation(&situation(), RenderOptions { words: &words, width }).text()
}

/// Every width, every language: no line is too wide, and nothing that matters is lost.
#[test]
fn fits_any_width() {
    for lang in Lang::ALL {
        for width in 40..=160 {
            let screen = shown(lang, width);
            for line in screen.lines() {
                let columns = unicode_width::UnicodeWidthStr::width(line);
                assert!(columns <= width, "{lang:?} at {width}: {columns} columns: {line}");
            }
            let letters: String = screen.split_whitespace().collect();
            for word in ["pardon.indulto", "tc-2022.execute", "iacthr-2022.refrain", "IA.Court", "PE.TC"] {
                assert!(letters.contains(word), "{lang:?} at {width}: `{word}` is lost");
            }
        }
    }
}

/// With more viewpoints than there is room for columns, each thing says who sees it how.
#[test]
fn many_viewpoints() {
    let mut many = situation();
    for i in 0..8 {
        many.viewpoints.push(named(&format!("XX.Court{i}"), ""));
        for part in &mut many.parts.items {
            part.by_viewpoint.push(part.by_viewpoint[1].clone());
        }
        for duty in &mut many.duties.items {
            duty.by_viewpoint.push(duty.by_viewpoint[1].clone());
        }
    }
    let words = Words::new(Lang::En);
    let screen =
        crate::screens::situation::situation(&many, RenderOptions { words: &words, width: 80 }).text();
    assert!(screen.contains("  in force, attack removed by tc-2022: IA.Court\n"), "{screen}");
    assert!(screen.contains("  annulled *, by annulment: PE.TC, XX.Court0, XX.Court1,"), "{screen}");
    assert!(screen.lines().all(|l| unicode_width::UnicodeWidthStr::width(l) <= 80), "{screen}");
}
