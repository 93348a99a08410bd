//! Answers the reduced registry with differential dataflow: what stands in three viewpoints or, where the folder
//! has questions, the questions whose answer is yes.
//!
//! Each question (or viewpoint) is an asker: it looks only at the parts that bear on what it asks, as far as they count for it.
//! Standing is an iteration from "all stand", as in `main.rs`: after round k everything is right that hangs on chains of at most k acts.

use std::path::Path;
use std::sync::{Arc, Mutex};

use differential_dataflow::input::Input;
use differential_dataflow::operators::*;

/// An asker's number, and a part's.
type Pair = (i32, i32);

/// The lines of a file, as numbers; words are left out.
fn rows(folder: &Path, name: &str) -> Vec<Vec<i32>> {
    let text = std::fs::read_to_string(folder.join(name)).unwrap_or_default();
    text.lines().map(|line| line.split(' ').filter_map(|word| word.parse().ok()).collect()).collect()
}

/// The first numbers of each line.
fn pairs(folder: &Path, name: &str) -> Vec<Pair> {
    rows(folder, name).iter().map(|row| (row[0], row[1])).collect()
}

fn triples(folder: &Path, name: &str) -> Vec<(i32, i32, i32)> {
    rows(folder, name).iter().map(|row| (row[0], row[1], row[2])).collect()
}

/// Lines to print. `read` is called when all files have been read.
pub(crate) fn answers(folder: &Path, read: impl FnOnce()) -> Vec<String> {
    let parts = rows(folder, "parts.txt");
    let (annuls, upholds) = (pairs(folder, "annuls.txt"), pairs(folder, "upholds.txt"));
    let (recognised, prevails) = (pairs(folder, "recognised.txt"), triples(folder, "prevails.txt"));
    let questions = rows(folder, "questions.txt");
    read();
    let asks_all = questions.is_empty();
    // An asker: its viewpoint, made by, known by; what it asks; what it asks and is in force on its day, if it stands.
    let (mut askers, mut asked, mut wanted) = (Vec::new(), Vec::new(), Vec::new());
    if asks_all {
        for v in 0..3 {
            askers.push((v, (v, i32::MAX, i32::MAX)));
            asked.extend((0..parts.len() as i32).map(|p| (v, p)));
        }
        wanted.clone_from(&asked);
    }
    for (q, row) in (0..).zip(&questions) {
        let (v, p, on) = (row[0], row[1], row[2]);
        askers.push((q, (v, row[3], row[4])));
        asked.push((q, p));
        let part = &parts[p as usize];
        if part[3] <= on && on < part[5] {
            wanted.push((q, p));
        }
    }
    // Author, act, made, known.
    let facts: Vec<(i32, (i32, i32, i32, i32))> =
        (0..).zip(&parts).map(|(p, row)| (p, (row[0], row[1], row[3], row[4]))).collect();
    let found = Arc::new(Mutex::new(Vec::new()));
    let told = found.clone();
    timely::execute_directly(move |worker| {
        worker.dataflow::<u32, _, _>(|scope| {
            let annuls = scope.new_collection_from(annuls).1;
            let upholds = scope.new_collection_from(upholds).1;
            let recognised = scope.new_collection_from(recognised).1;
            let prevails = scope.new_collection_from(prevails).1;
            let askers = scope.new_collection_from(askers).1;
            let asked = scope.new_collection_from(asked).1;
            let wanted = scope.new_collection_from(wanted).1;
            let facts = scope.new_collection_from(facts).1;
            let annulled_by = annuls.clone().map(|(c, p)| (p, c));
            let bears = upholds.clone().map(|(s, p)| (p, s)).concat(annulled_by.clone());
            let needs = asked.clone().iterate(|scope, inner| {
                let (bears, asked) = (bears.enter(scope), asked.enter(scope));
                inner.map(|(q, p)| (p, q)).join_map(bears, |_, q, s| (*q, *s)).concat(asked).distinct()
            });
            // ((asker, part), (viewpoint, author, act)): what counts for whom.
            let counted = needs
                .map(|(q, p)| (p, q))
                .join_map(facts, |p, q, fact| (*q, (*p, *fact)))
                .join_map(askers, |q, (p, (author, act, made, known)), (v, made_by, known_by)| {
                    ((*q, *p), (*v, *author, *act), made <= made_by && known <= known_by)
                })
                .filter(|(_, _, counts)| *counts)
                .map(|(key, of, _)| (key, of));
            let counts = counted.clone().map(|(key, _)| key);
            let seen = counted
                .clone()
                .map(|(key, (v, author, _))| ((v, author), key))
                .semijoin(recognised.clone())
                .map(|(_, key)| key);
            // Part, then who supports it and through which part (itself where there is none).
            let direct = upholds.map(|(s, p)| (p, (s, p)));
            let supports =
                annulled_by.join_map(annuls.clone(), |c, s, p| (*p, (*s, *c))).concat(direct).distinct();
            let may_hit = counted
                .clone()
                .map(|((q, c), (v, a, _))| (c, (q, v, a)))
                .join_map(annuls, |c, (q, v, a), p| ((*q, *p), (*c, *v, *a)))
                .join_map(counted.clone(), |(q, p), (c, v, a), (_, b, _)| ((*v, *a, *b), (*q, *c, *p)))
                .semijoin(prevails.clone())
                .map(|(_, hit)| hit);
            let may_block = may_hit
                .clone()
                .map(|(q, c, p)| (p, (q, c)))
                .join_map(supports, |p, (q, c), (s, through)| ((*q, *through), (*c, *p, *s)))
                .semijoin(counts)
                .map(|((q, _), (c, p, s))| ((q, s), (c, p)))
                .join_map(counted.clone(), |(q, s), (c, p), (v, d, i)| ((*q, *c), (*p, *s, *v, *d, *i)))
                .join_map(counted, |(q, c), (p, s, v, d, i), (_, a, j)| {
                    ((*v, *d), (*a, i < j, (*q, *c, *p, *s)))
                })
                .filter(|(_, (_, earlier, _))| *earlier)
                .semijoin(recognised)
                .map(|((v, d), (a, _, block))| ((v, a, d), block))
                .antijoin(prevails)
                .map(|(_, block)| block);
            let keyed = seen.clone().map(|key| (key, ()));
            let stands = seen.iterate(|scope, standing| {
                let (keyed, may_hit, may_block) =
                    (keyed.enter(scope), may_hit.enter(scope), may_block.enter(scope));
                let blocked = may_block
                    .map(|(q, c, p, s)| ((q, s), (c, p)))
                    .semijoin(standing.clone())
                    .map(|((q, _), (c, p))| (q, c, p))
                    .distinct();
                let hit = may_hit
                    .map(|(q, c, p)| ((q, c), p))
                    .semijoin(standing)
                    .map(|((q, c), p)| ((q, c, p), ()))
                    .antijoin(blocked)
                    .map(|((q, _, p), ())| (q, p))
                    .distinct();
                keyed.antijoin(hit).map(|(key, ())| key).consolidate()
            });
            wanted
                .map(|key| (key, ()))
                .semijoin(stands)
                .consolidate()
                .inspect(move |((key, ()), _, _)| told.lock().expect("one thread").push(*key));
        });
    });
    let mut all = found.lock().expect("one thread").clone();
    all.sort_unstable();
    all.iter().map(|(q, p)| if asks_all { format!("{q} {p}") } else { q.to_string() }).collect()
}
