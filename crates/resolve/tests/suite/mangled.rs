//! Resolution must survive any text. Lines and words of real records are removed, doubled and mixed; every place in
//! the result must exist, and the model must keep its invariants.

use std::path::{Path, PathBuf};

use vigente_model::*;
use vigente_resolve::resolve;
use vigente_resolve::sources;
use vigente_resolve::world::{SourceFile, World, world_of};

/// A small generator of its own, so that every run sees the same texts.
struct Dice(u64);

impl Dice {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below.max(1) as u64) as usize
    }
}

fn texts(folder: &str, ending: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(folder);
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(&folder).expect("the folder").map(|e| e.expect("an entry").path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == ending));
    paths.sort();
    paths.iter().map(|p| std::fs::read_to_string(p).expect("text")).collect()
}

fn mangle(text: &str, all: &[String], dice: &mut Dice) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for _ in 0..=dice.next(6) {
        if lines.is_empty() {
            break;
        }
        let (a, b) = (dice.next(lines.len()), dice.next(lines.len()));
        match dice.next(7) {
            0 => {
                lines.remove(a);
            }
            1 => lines.swap(a, b),
            2 => {
                let line = lines[a].clone();
                lines.insert(b, line);
            }
            3 => {
                let other = &all[dice.next(all.len())];
                let line = other.lines().nth(dice.next(other.lines().count()));
                lines.insert(a, line.unwrap_or_default().to_owned());
            }
            // Words of one line in another.
            4 => {
                let word = lines[a].split_whitespace().nth(dice.next(6)).unwrap_or("after").to_owned();
                let mut words: Vec<String> = lines[b].split(' ').map(str::to_owned).collect();
                let at = dice.next(words.len());
                words[at] = word;
                lines[b] = words.join(" ");
            }
            5 => {
                let cut = dice.next(lines[a].len() + 1);
                let cut = (0..=cut).rev().find(|&i| lines[a].is_char_boundary(i)).unwrap_or(0);
                lines[a].truncate(cut);
            }
            _ => {
                let dates = [
                    "2020-01-10",
                    "2020-01",
                    "2020~",
                    "2019/..",
                    "2020-02-30",
                    "../2020",
                    "-9999",
                    "9999-12-31",
                ];
                lines[a] = lines[a].replace("2020-01-10", dates[dice.next(dates.len())]);
            }
        }
    }
    lines.join("\n")
}

/// What everybody who reads a model relies on.
fn keeps_its_promises(model: &Model) {
    assert!(model.things.iter().is_sorted_by(|a, b| a.name < b.name));
    assert!(model.acts.iter().is_sorted_by_key(|a| (a.made.lo, a.made.hi, a.thing)));
    assert!(model.norms.iter().is_sorted_by_key(|n| n.thing));
    let mut part = PartId::new(0);
    let mut effect = EffectId::new(0);
    for (id, act) in model.acts.iter_enumerated() {
        assert!(act.made.lo <= act.made.hi);
        assert!(matches!(model[act.thing].kind, ThingKind::Act(a) if a == id));
        assert_eq!(act.parts.start(), part);
        assert!(!act.parts.is_empty(), "the plain part is always there");
        assert_eq!(model.parts[part].thing, None);
        part = act.parts.end();
        for earlier in &act.after {
            let made = model[*earlier].made;
            assert!(made.lo <= act.made.lo && made.hi <= act.made.hi, "days are tightened");
        }
        for p in act.parts.clone() {
            assert_eq!(model[p].act, id);
            let effects = model.parts[p].effects.clone();
            assert_eq!(effects.start(), effect);
            effect = effects.end();
            let own = &model.effects[effects.range()];
            assert!(own.iter().all(|e| e.owner == Owner::Part(p)));
            assert!(own.iter().all(|e| !matches!(e.does, Does::CountsAs(_) | Does::Void)));
        }
    }
    assert_eq!(part, model.parts.next_idx());
    for (id, norm) in model.norms.iter_enumerated() {
        assert_eq!(norm.effects.start(), effect);
        effect = norm.effects.end();
        let own = &model.effects[norm.effects.range()];
        assert!(own.iter().all(|e| e.owner == Owner::Norm(id)));
        let plain =
            |e: &Effect| matches!(e.does, Does::CountsAs(_) | Does::Excludes(_) | Does::MakesImpossible(_));
        assert!(norm.of != NormOf::Reading || own.iter().all(plain));
        assert!(
            norm.when.is_some()
                || norm.conditions.iter().all(|c| c.kind != ConditionKind::If)
                || own.is_empty()
        );
    }
    assert_eq!(effect, model.effects.next_idx());
    for effect in &model.effects {
        let (Does::Begins(status) | Does::Ends(status)) = &effect.does else { continue };
        let declared = &model[status.name];
        assert_eq!(declared.params.len() as u32, status.args.len);
        if declared.fact {
            assert!(matches!(effect.owner, Owner::Part(_)));
            assert!(effect.timing.as_ref().is_none_or(|t| t.conditions.is_empty()));
        }
        if let Owner::Part(_) = effect.owner {
            assert!(model.args(status.args).iter().all(|a| !matches!(a, Arg::Var(_))));
        }
    }
    assert!(model.citations.iter().is_sorted_by_key(|c| c.of));
}

#[test]
fn mangled_texts_are_survived() {
    let mut all = texts("tests/cases", "vig");
    all.extend(texts("dossiers/islas-imaginarias", "vig"));
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    for _ in 0..4000 {
        let text = mangle(&all[dice.next(all.len())], &all, &mut dice);
        let mut world: World = world_of(vec![SourceFile::new("mangled.vig", text.as_str())]);
        world.texts.insert("sources/decree-7.txt".to_owned(), text.as_str().into());
        let resolved = resolve(&world);
        let quotes = sources::check(&resolved.model, &world);
        for diagnostic in resolved.diagnostics.iter().chain(&quotes.diagnostics) {
            assert!(!diagnostic.labels.is_empty(), "{diagnostic:?}");
            for label in &diagnostic.labels {
                let file = &world.files[label.file.0 as usize].text;
                assert!(
                    file.get(label.at.start as usize..label.at.end as usize).is_some(),
                    "{diagnostic:?}\n{text}"
                );
            }
        }
        keeps_its_promises(&resolved.model);
    }
}
