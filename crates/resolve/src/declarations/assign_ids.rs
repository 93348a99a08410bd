//! Gives each declaration its id. Ids follow names (things, norms) or days (acts), never the order in the text, so that
//! moving an entry changes no answer.

use rustc_hash::FxHashMap;

use crate::declarations::{ActIndex, Declarations, LabelIndex, NormIndex, SymbolIndex, SymbolKind};
use crate::link::Linked;
use crate::order::{After, tighten};
use crate::second_pass::entries::said;
use crate::second_pass::names::{DEEPEST, SymbolTable};
use crate::sink::DiagnosticSink;
use vigente_model::*;

/// Numbers everything. The last value gives, for each act of the model, where it stands in `found.acts`.
pub(crate) fn assign_ids<'a>(
    found: &mut Declarations<'a>,
    wrong: &mut DiagnosticSink,
) -> (SymbolTable<'a>, Model, IndexVec<ActId, ActIndex>) {
    let mut model = Model::default();
    let mut names = SymbolTable {
        things: std::mem::take(&mut found.index),
        number: by_name(found),
        left_out: std::mem::take(&mut found.left_out),
        ..SymbolTable::default()
    };
    let sorted = sorted(&names.number);
    names.packs = found.ready.map(|packs| {
        let own = sorted.iter().map(|&i| found.things[i].name);
        Linked::things(packs, own, &mut names.number)
    });

    let mut made: IndexVec<ActIndex, Days> = found.acts.iter().map(|a| a.made).collect();
    let mut after = after_lines(found, &names, wrong);
    tighten(&mut made, &mut after, |act| found.acts[act].name.text, wrong);

    // The thing of each act, part and norm.
    let mut act_things: IndexVec<ActIndex, ThingId> = index_vec![ThingId::new(0); found.acts.len()];
    let mut part_things: IndexVec<LabelIndex, Option<ThingId>> = index_vec![None; found.labels.len()];
    let mut norm_things: IndexVec<NormIndex, ThingId> = index_vec![ThingId::new(0); found.norms.len()];
    for (named, &thing) in found.things.iter().zip(&names.number) {
        match named.kind {
            SymbolKind::Plain(_) => {}
            SymbolKind::Act(i) => act_things[i] = thing,
            SymbolKind::Part(i) => part_things[i] = Some(thing),
            SymbolKind::Norm(i) => norm_things[i] = thing,
        }
    }

    let mut order: IndexVec<ActId, ActIndex> = found.acts.indices().collect();
    order.sort_unstable_by_key(|&i| (made[i].lo, made[i].hi, act_things[i]));
    let mut act_ids: IndexVec<ActIndex, ActId> = index_vec![ActId::new(0); found.acts.len()];
    let mut part_ids: IndexVec<LabelIndex, PartId> = index_vec![PartId::new(0); found.labels.len()];
    model.acts.reserve(order.len());
    model.parts.reserve(order.len() + found.labels.len());
    for &i in &order {
        let act = found.acts[i];
        let id = model.acts.next_idx();
        act_ids[i] = id;
        let first = model.parts.push(Part { act: id, thing: None, effects: Ids::default() });
        for label in Ids::new(act.labels.0, act.labels.1) {
            let thing = part_things[label];
            part_ids[label] = model.parts.push(Part { act: id, thing, effects: Ids::default() });
        }
        model.acts.push(Act {
            thing: act_things[i],
            // Resolved when the act is read.
            author: act_things[i],
            title: act.title.map(said).unwrap_or_default(),
            made: made[i],
            notified: None,
            published: None,
            effective: None,
            known_from: None,
            after: Vec::new(),
            parts: Ids::new(first, model.parts.next_idx()),
            place: Place { file: act.file, at: act.name.at },
        });
    }
    for line in &after {
        let earlier = act_ids[line.earlier];
        model.acts[act_ids[line.later]].after.push(earlier);
    }
    if !after.is_empty() {
        for act in &mut model.acts {
            act.after.sort_unstable();
        }
    }

    let mut norm_order: Vec<NormIndex> = found.norms.indices().collect();
    norm_order.sort_unstable_by_key(|&i| norm_things[i]);
    let mut numbers: Vec<NormId> = (0..norm_order.len()).map(NormId::new).collect();
    if let Some(packs) = &mut names.packs {
        packs.norms(norm_order.iter().map(|&i| norm_things[i]), &mut numbers);
    }
    let mut norm_ids: IndexVec<NormIndex, NormId> = index_vec![NormId::new(0); found.norms.len()];
    for (&id, &i) in numbers.iter().zip(&norm_order) {
        norm_ids[i] = id;
    }
    found.norms = norm_order.iter().map(|&i| found.norms[i]).collect();

    things(found, &names, &sorted, &mut model, wrong, |kind| match kind {
        SymbolKind::Plain(kind) => kind,
        SymbolKind::Act(i) => ThingKind::Act(act_ids[i]),
        SymbolKind::Part(i) => ThingKind::Part(part_ids[i]),
        SymbolKind::Norm(i) => ThingKind::Norm(norm_ids[i]),
    });
    (names, model, order)
}

/// The number of each found thing when all are sorted by name. Most comparisons are decided by the first sixteen
/// bytes, which lie beside the index instead of somewhere in the text.
fn by_name(found: &Declarations<'_>) -> IndexVec<SymbolIndex, ThingId> {
    let mut keys: Vec<(u128, SymbolIndex)> = Vec::with_capacity(found.things.len());
    for (i, thing) in found.things.iter_enumerated() {
        let mut start = [0u8; 16];
        let bytes = thing.name.as_bytes();
        let n = bytes.len().min(16);
        start[..n].copy_from_slice(&bytes[..n]);
        keys.push((u128::from_be_bytes(start), i));
    }
    keys.sort_unstable_by(|a, b| {
        a.0.cmp(&b.0).then_with(|| found.things[a.1].name.cmp(found.things[b.1].name)).then(a.1.cmp(&b.1))
    });
    let mut number = index_vec![ThingId::new(0); keys.len()];
    for (id, key) in keys.iter().enumerate() {
        number[key.1] = ThingId::new(id);
    }
    number
}

fn after_lines<'a>(
    found: &Declarations<'a>,
    names: &SymbolTable<'a>,
    wrong: &mut DiagnosticSink,
) -> Vec<After> {
    let mut lines = Vec::new();
    for &(later, word) in &found.after {
        let place = Place { file: found.acts[later].file, at: word.at };
        match names.things.get(word.text).map(|&t| found.things[t].kind) {
            Some(SymbolKind::Act(earlier)) => lines.push(After { later, earlier, place }),
            Some(SymbolKind::Part(label)) => {
                let act = found.acts[found.labels[label].act].name.text;
                let text = format!("`{}` is a part of an act: `after` speaks of whole acts", word.text);
                wrong.error("wrong-kind", place, text).help = Some(format!("write `after {act}`"));
            }
            Some(_) => {
                let text = format!("`{}` is not an act: `after` speaks of acts", word.text);
                wrong.error("wrong-kind", place, text);
            }
            None if names.thing(word.text).is_some() => {
                let text = format!("`{}` is not an act: `after` speaks of acts", word.text);
                wrong.error("wrong-kind", place, text);
            }
            None => match names.was_left_out(word.text) {
                Some(name) => wrong.orphan(name, place),
                None => wrong.unknown("unknown-act", word.text, place),
            },
        }
    }
    lines
}

/// The things that were found, in the order of their numbers.
fn sorted(number: &IndexSlice<SymbolIndex, [ThingId]>) -> IndexVec<ThingId, SymbolIndex> {
    let mut sorted = index_vec![SymbolIndex::new(0); number.len()];
    for (i, &thing) in number.iter_enumerated() {
        sorted[thing] = i;
    }
    sorted
}

/// The things of the model, with their parents and roots.
fn things(
    found: &Declarations<'_>,
    names: &SymbolTable<'_>,
    sorted: &IndexSlice<ThingId, [SymbolIndex]>,
    model: &mut Model,
    wrong: &mut DiagnosticSink,
    kind: impl Fn(SymbolKind) -> ThingKind,
) {
    let mut of_packs = names.packs.iter().flat_map(Linked::renumbered);
    model.things.reserve(sorted.len() + names.packs.as_ref().map_or(0, Linked::len));
    let mut rootless: FxHashMap<&str, ()> = FxHashMap::default();
    for &i in sorted {
        let named = found.things[i];
        let id = names.number[i];
        let before = id.index() - model.things.len();
        model.things.extend(of_packs.by_ref().take(before));
        let kind = kind(named.kind);
        let parent = parent(named.name, names);
        let root = match named.kind {
            SymbolKind::Part(_) => parent.unwrap_or(id),
            SymbolKind::Plain(ThingKind::Organ) => {
                let first = named.name.split('.').next().unwrap_or_default();
                let order = match names.things.get(first) {
                    Some(&t) => Some(found.things[t].kind == SymbolKind::Plain(ThingKind::Order)),
                    None => found.ready.and_then(|p| p.thing(first).map(|t| p.is_order(t))),
                };
                if first != named.name && order == Some(true) {
                    names.thing(first).unwrap_or(id)
                } else {
                    if rootless.insert(first, ()).is_none() {
                        without_order(named.name, first, named.place, order.is_some(), wrong);
                    }
                    id
                }
            }
            _ => id,
        };
        model.things.push(Thing { name: named.name.into(), kind, parent, root, place: named.place });
    }
    model.things.extend(of_packs);
    for &(unit, place) in &found.named_units {
        if let Some(packs) = &names.packs {
            model.things[packs.renumber(unit)].place = place;
        }
    }
}

fn without_order(name: &str, first: &str, place: Place, declared: bool, wrong: &mut DiagnosticSink) {
    let found = wrong.error("organ-without-order", place, format!("`{name}` belongs to no legal order"));
    found.help = Some(if first == name {
        format!("write its order before it: `ORDER.{name}`")
    } else if declared {
        format!("`{first}` is declared, but not as an `order`")
    } else {
        format!("declare `order {first} \"…\"`, or `use` the pack that does")
    });
}

/// The thing with the next shorter declared path.
fn parent(name: &str, names: &SymbolTable<'_>) -> Option<ThingId> {
    let mut rest = name;
    for _ in 0..DEEPEST {
        rest = rest.rsplit_once('.')?.0;
        if let Some(parent) = names.thing(rest) {
            return Some(parent);
        }
    }
    None
}
