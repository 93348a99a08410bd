//! Adds late acts one at a time to a resident registry whose matters import a record of treaties, and measures each
//! (W5).

use std::hint::black_box;

use vigente_engine::Truth;
use vigente_oracle::Chance;
use vigente_resolve::world::SourceFile;
use vigente_syntax::diagnostic::Severity;
use vigente_tests::clock::timed;
use vigente_tests::generate;
use vigente_tests::workloads::day;
use vigente_tests::workloads::resident::{MatterId, Registry};

use crate::figures::Figures;

/// What a late act cost, in seconds by the clock: systems tell a thread's own time in steps longer than this.
struct Late {
    /// Of all acts, sorted: until the answers of its matter and what differs are there, and one question is answered.
    all: Vec<f64>,
    /// Those that touched the record of treaties.
    treaty: Vec<f64>,
    /// How long the readers took that waited at the end, together.
    settled: f64,
    waiting: usize,
    touched: usize,
    differences: usize,
    loaded: f64,
}

/// Late acts, one at a time, each followed by a question; one of a hundred goes to the record of treaties that all
/// matters read. Readers whom it touches wait until somebody asks them, or until the end.
fn late_acts(matters: usize, acts: usize) -> Late {
    let pack = vec![SourceFile::of_pack(generate::PACK, "pack.vig", generate::pack())];
    let upto = day("2020-12-31");
    let mut registry = Registry::new(upto);
    registry.put_pack(generate::PACK, &pack);
    let (states, loaded, _) = timed(|| {
        registry.put(generate::TREATIES, generate::treaties(1));
        let put = |n: usize| {
            let matter = generate::matter(1, n, false);
            let name = format!("m{n}");
            let change = registry.put(&name, generate::reading_head(&name) + &matter.text);
            let fault = change.diagnostics.iter().find(|d| d.severity == Severity::Error);
            assert!(fault.is_none(), "{fault:?}");
            matter.state
        };
        (0..matters).map(put).collect::<Vec<_>>()
    });
    let treaties = registry.matter(generate::TREATIES).expect("it has been put in");
    let ids: Vec<MatterId> = registry.ids().filter(|&id| id != treaties).collect();
    let mut chance = Chance::new(11);
    let mut late = Late {
        all: Vec::new(),
        treaty: Vec::new(),
        settled: 0.0,
        waiting: 0,
        touched: 0,
        differences: 0,
        loaded,
    };
    for n in 0..acts {
        let at = chance.below(ids.len());
        let (id, text) = if n % 100 == 99 {
            (treaties, generate::treaty_act(&mut chance, n))
        } else {
            (ids[at], generate::late_act(&mut chance, states[at], n))
        };
        let asked = if id == treaties { *chance.one(&ids) } else { id };
        let on = day("1990-01-01").plus_days(chance.below(10_000) as i32);
        let ((touched, differences), _, took) = timed(|| {
            let change = registry.enter(id, &text);
            let answers = registry.answers(asked);
            black_box(
                answers.iter().flat_map(|s| &s.parts).filter(|p| p.operative.at(on) == Truth::True).count(),
            );
            (change.touched.len(), change.differences.len())
        });
        late.all.push(took);
        late.differences += differences;
        late.touched += touched;
        if id == treaties {
            late.treaty.push(took);
        }
    }
    late.waiting = registry.stale().len();
    let (changes, _, settling) = timed(|| registry.settle());
    late.settled = settling;
    late.differences += changes.iter().map(|c| c.differences.len()).sum::<usize>();
    late.all.sort_by(f64::total_cmp);
    late.treaty.sort_by(f64::total_cmp);
    // What has been kept up act by act is what comes of reading everything anew.
    for &id in ids.iter().step_by(1 + ids.len() / 50) {
        let (text, treaties) = (registry.text(id).to_owned(), registry.text(treaties).to_owned());
        let mut fresh = Registry::new(upto);
        fresh.put_pack(generate::PACK, &pack);
        fresh.put(generate::TREATIES, treaties);
        fresh.put("one", text);
        let one = fresh.matter("one").expect("it has been put in");
        assert!(fresh.answers(one) == registry.answers(id), "{} differs", registry.name(id));
    }
    late
}

/// The figures of late acts are of one act, the median as `solve` and the 99th percentile as `wall`.
pub(crate) fn late(acts: usize) -> Figures {
    let late = late_acts((acts / 10).max(10), acts);
    let at = |list: &[f64], percent: usize| list.get(list.len() * percent / 100).copied().unwrap_or_default();
    eprintln!(
        "late acts: median {:.1} us, 99th {:.1} us; on the treaty: median {:.1} us, 99th {:.1} us; {} readers touched, {} waited at the end, {:.1} us each; {} differences",
        at(&late.all, 50) * 1e6,
        at(&late.all, 99) * 1e6,
        at(&late.treaty, 50) * 1e6,
        at(&late.treaty, 99) * 1e6,
        late.touched,
        late.waiting,
        late.settled * 1e6 / late.waiting.max(1) as f64,
        late.differences
    );
    let (solve, wall) = (at(&late.all, 50), at(&late.all, 99));
    Figures { items: acts, load: late.loaded, plan: 0.0, solve, wall, answers: late.differences, hand: None }
}
