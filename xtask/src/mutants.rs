//! Breaks the engine in known places, one at a time, in a copy of the workspace: the tests must catch each.

use std::path::Path;
use std::process::Command;

use crate::root;

/// One wrong rule: a stretch of the engine and what stands there instead.
struct Mutant {
    /// Short name, said in the report.
    name: &'static str,
    /// File, from the root.
    file: &'static str,
    /// Must occur exactly once.
    old: &'static str,
    /// What stands there instead.
    new: &'static str,
}

const STATE: &str = "crates/engine/src/eval/state.rs";
const BUILD: &str = "crates/engine/src/eval/build.rs";
const DEBTS: &str = "crates/engine/src/rules/duties/debts.rs";
const TIMING: &str = "crates/engine/src/rules/timing.rs";
const CALENDAR: &str = "crates/model/src/calendar.rs";
const VALIDITY: &str = "crates/engine/src/rules/validity.rs";
const FIRING: &str = "crates/engine/src/rules/firing.rs";
const STATUS: &str = "crates/engine/src/rules/status.rs";
const KEEP: &str = "verify/suite/src/workloads/resident/keep.rs";
const TITLE_TERMINATION: &str = "crates/engine/src/rules/title_termination.rs";
const DUTY_RESOLUTION: &str = "crates/engine/src/rules/duties/resolution.rs";
const RANK: &str = "crates/engine/src/plan/rank.rs";
const PERFORMANCE: &str = "crates/engine/src/rules/duties/performance.rs";
const LINK: &str = "crates/resolve/src/link.rs";
const SLICE: &str = "crates/engine/src/eval/slice.rs";
const ASSESSMENT: &str = "crates/engine/src/rules/duties/assessment.rs";
const CLOCK: &str = "crates/engine/src/plan/clock.rs";
const DUTY_STATES: &str = "crates/engine/src/eval/duty_states.rs";
const ASKED_DUTIES: &str = "crates/engine/src/plan/duties/asked.rs";
const DUTIES: &str = "crates/engine/src/plan/duties/mod.rs";
const GROUNDING: &str = "crates/engine/src/plan/grounding.rs";
const EXPLAINED_CARRIERS: &str = "crates/query/src/explain/norm.rs";
const COLLISIONS: &str = "crates/query/src/collisions/find.rs";
const VOID_AT_CREATION: &str = "crates/engine/src/rules/void_at_creation.rs";

/// The wrong rules. `tidy` sees to it that each still applies.
const MUTANTS: &[Mutant] = &[
    Mutant {
        name: "a-later-prohibition-yields-to-an-earlier-permission",
        file: DUTY_RESOLUTION,
        old: "later(plan, &f, &p).not()",
        new: "Truth::True",
    },
    Mutant {
        name: "a-later-statute-counts-by-its-trigger",
        file: DUTY_RESOLUTION,
        old: "enacted.or(inst.part).map(|part| plan.act_of(part))",
        new: "inst.part.or(enacted).map(|part| plan.act_of(part))",
    },
    Mutant {
        name: "external-law-displaces-the-law-of-the-land",
        file: DUTY_RESOLUTION,
        old: "!state.ranks.has_external() || external(a) == external(b)",
        new: "!state.ranks.has_external() || external(a) || !external(a) || external(b)",
    },
    Mutant {
        name: "a-licence-of-the-state-does-not-cover-its-organs",
        file: DUTY_RESOLUTION,
        old: "same_bearer(state, permission, prohibition) || covers()",
        new: "same_bearer(state, permission, prohibition) && covers()",
    },
    Mutant {
        name: "debts-that-are-due-ignore-their-deadlines",
        file: DEBTS,
        old: "by_opening.or_else(|| sooner(self.deadline, other.deadline))",
        new: "by_opening",
    },
    Mutant {
        name: "time-never-stands-still",
        file: CALENDAR,
        old: "(true, false) if !past => missing += 1,",
        new: "(true, false) if !past => missing += 0,",
    },
    Mutant {
        name: "a-calendar-without-end",
        file: CALENDAR,
        old: "if time.back { Days { lo: Day::MIN, hi: plainly } } else { Days { lo: plainly, hi: Day::MAX } }",
        new: "Days::on(plainly)",
    },
    Mutant {
        name: "an-effect-for-a-time-never-ends",
        file: TIMING,
        old: "End::Lasts(delay) => self.plan.model.counted(start(), delay, 1),",
        new: "End::Lasts(_) => Days::on(Day::MAX),",
    },
    Mutant {
        name: "instruments-have-no-rank",
        file: RANK,
        old: "self.listed[instrument].is_some_and(|by| self.model[by].kind == ThingKind::Instrument)",
        new: "self.listed[instrument].is_some_and(|_| false)",
    },
    Mutant {
        name: "an-organ-is-bound-by-what-ranks-below-it",
        file: RANK,
        old: "if o == order && !self.is_placed(under)",
        new: "if o == order",
    },
    Mutant {
        name: "an-external-instrument-binds-organs",
        file: RANK,
        old: "within(order) || within(under)",
        new: "within(order)",
    },
    Mutant {
        name: "a-third-party-cannot-pay",
        file: DUTIES,
        old: "towards(model, done.line).is_some() || bearers",
        new: "bearers",
    },
    Mutant { name: "a-third-party-breaks-a-prohibition", file: PERFORMANCE, old: ".filter(own)", new: "" },
    Mutant {
        name: "external-law-binds-organs",
        file: RANK,
        old: "Arg::Thing(thing) if self.is_external(authority) => organ == Arg::Thing(self.root(thing)),",
        new: "",
    },
    Mutant {
        name: "external-order-meets-only-its-addressee",
        file: RANK,
        old: "Arg::Thing(thing) if self.is_external(authority) => Arg::Thing(self.root(thing)),",
        new: "",
    },
    Mutant {
        name: "a-permission-collides-while-it-gives-way",
        file: COLLISIONS,
        old: "allowed.add(may.binds.clone());",
        new: "allowed.add(may.exists.clone());",
    },
    Mutant {
        name: "what-excludes-forbids-nothing",
        file: DUTIES,
        old: "if d != other && root_of(model, a) == root_of(model, b) {",
        new: "if d != other && a == b {",
    },
    Mutant {
        name: "a-deadline-passes-for-the-impossible",
        file: PERFORMANCE,
        old: "while_possible = presses.minus(&life.impossible);",
        new: "while_possible = presses.clone();",
    },
    Mutant {
        name: "anybody-defeats-a-duty",
        file: BUILD,
        old: "if !within(&plan.model, Arg::Thing(act.author), life.bearer) {",
        new: "if part.index() == usize::MAX {",
    },
    Mutant {
        name: "a-collision-outlives-its-deed",
        file: COLLISIONS,
        old: "[only] => possible.minus(&only.served),",
        new: "",
    },
    Mutant {
        name: "a-norm-attacks-though-it-does-not-fire",
        file: VALIDITY,
        old: ".and_truth(aimed.and(self.given_by(&inst)))",
        new: ".and_truth(aimed)",
    },
    Mutant {
        name: "what-a-norm-attacks-with-falls-for-everybody",
        file: VALIDITY,
        old: "self.plan.lives[attack].map(|standing| &self.values.validity[standing])",
        new: "Some(self.standing(self.inst(attack).carrier()))",
    },
    Mutant {
        name: "the-day-itself-is-after",
        file: CLOCK,
        old: "() if a.hi <= b.lo => Truth::False,",
        new: "() if a.hi < b.lo => Truth::False,",
    },
    Mutant {
        name: "a-day-not-written-is-the-day-it-was-made",
        file: CLOCK,
        old: "model[act].day(day).unwrap_or_else(|| missing(model[act].made.lo))",
        new: "model[act].day(day).unwrap_or(model[act].made)",
    },
    Mutant {
        name: "a-state-counts-on-its-own-day",
        file: DUTY_STATES,
        old: "*word).a_day_later()",
        new: "*word)",
    },
    Mutant {
        name: "a-duty-is-tested-wherever-it-lives",
        file: ASKED_DUTIES,
        old: "all.filter(|d| place.is_none() || called(d) == *place).collect()",
        new: "all.filter(|d| place.is_none() || called(d).is_some()).collect()",
    },
    Mutant {
        name: "what-somebody-else-owes-is-tested",
        file: ASKED_DUTIES,
        old: "of.get(&(*bearer, *mode, content)).into_iter()",
        new: "of.iter().filter(|(key, _)| key.1 == *mode && key.2 == content).map(|(_, found)| found)",
    },
    Mutant {
        name: "a-payment-counts-for-every-debt",
        file: DEBTS,
        old: "        left -= taken;\n        next += 1;",
        new: "        next += 1;",
    },
    Mutant {
        name: "undated-debts-come-last",
        file: DEBTS,
        old: "due.map_or((Truth::True, Days::on(Day::MIN))",
        new: "due.map_or((Truth::False, Days::on(Day::MAX))",
    },
    Mutant {
        name: "a-vague-payment-is-allocated",
        file: DEBTS,
        old: "if lines.get(1).is_some_and(|later| later.made.lo < made.hi) {",
        new: "if lines.is_empty() {",
    },
    Mutant {
        name: "competitors-take-nothing",
        file: DEBTS,
        old: "        if sum > taken {",
        new: "        if sum > 0 {",
    },
    Mutant {
        name: "a-payment-goes-anywhere",
        file: PERFORMANCE,
        old: "if self.towards.is_some_and(|of| !aims(of)) {",
        new: "if self.towards.is_some() && self.amount < 0 {",
    },
    Mutant {
        name: "worth-is-not-read",
        file: PERFORMANCE,
        old: "let amount = worth.or_else(written).unwrap_or_default();",
        new: "let amount = written().or(worth).unwrap_or_default();",
    },
    Mutant {
        name: "the-same-debt-is-paid-twice",
        file: DUTIES,
        old: "                    same.unite(d.index(), e.index());",
        new: "                    let _ = e;",
    },
    Mutant {
        name: "a-recommendation-binds",
        file: DUTY_RESOLUTION,
        old: "if plan.duties.all[d].mode != Mode::Urges {",
        new: "if plan.duties.all.len() > d.index() {",
    },
    Mutant {
        name: "a-permission-never-gives-way",
        file: DUTY_RESOLUTION,
        old: "for f in &plan.duties.prohibited[d] {",
        new: "for f in plan.duties.prohibited[d].iter().take(0) {",
    },
    Mutant {
        name: "overridden-without-giving-way",
        file: BUILD,
        old: "let gave_way = life.exists.at_days(day).and(gave_way.at_days(day));",
        new: "let gave_way = life.exists.at_days(day);",
    },
    Mutant {
        name: "a-prohibition-gives-way-for-all",
        file: DUTY_RESOLUTION,
        old: "if whole || state.ranks.binds(authority(plan, *to), plan.duties.all[*to].bearer, organ) {",
        new: "if whole || organ != Arg::Var(0) {",
    },
    Mutant {
        name: "ends-explained-by-the-day-asked",
        file: EXPLAINED_CARRIERS,
        old: "if on == Days::on(self.day) {",
        new: "if on.lo >= Day::MIN {",
    },
    Mutant {
        name: "explained-as-though-nothing-was-delayed",
        file: TIMING,
        old: "let begun = if annulment { self.without_delay(inst, begun) } else { begun };",
        new: "",
    },
    Mutant {
        name: "what-is-read-is-cut-here",
        file: STATUS,
        old: "any.push(&self.given[given]);",
        new: "if plan.ends.of(status).is_empty() { any.push(&self.given[given]); }",
    },
    Mutant {
        name: "readers-see-an-old-plan",
        file: KEEP,
        old: "old.source.replace(Arc::clone(plan));",
        new: "",
    },
    Mutant {
        name: "readers-are-not-touched",
        file: KEEP,
        old: "self.kept_mut(reader).stale = true;",
        new: "self.kept_mut(reader).stale |= false;",
    },
    Mutant {
        name: "none-is-never",
        file: PERFORMANCE,
        old: "by(piece.deadline).agreed(without)",
        new: "by(piece.told())",
    },
    Mutant {
        name: "void-of-one-part-forgotten",
        file: SLICE,
        old: "            void_at_creation::judge_all(&mut state, None);",
        new: "",
    },
    Mutant {
        name: "norms-of-packs-keep-their-statuses",
        file: LINK,
        old: "Status { name: self.linked.status_id(status.name), args",
        new: "Status { name: status.name, args",
    },
    Mutant {
        name: "attack-without-rank",
        file: VALIDITY,
        old: "if !self.ranks.prevails(attack.authority, author) {",
        new: "if attack.authority == author && !self.ranks.prevails(author, author) {",
    },
    Mutant {
        name: "attack-on-a-later-act",
        file: VALIDITY,
        old: "self.inc(by).and(self.plan.order.before(self.plan.act_of(part), by))",
        new: "self.inc(by)",
    },
    Mutant {
        name: "repealed-repeal-revives",
        file: VALIDITY,
        old: "(Some(by), Attack::Annuls | Attack::Repeals) => window.and(&by.stands).minus(&by.suspended),",
        new: "(Some(by), Attack::Annuls) => window.and(&by.stands).minus(&by.suspended), (Some(by), Attack::Repeals) => window.and(&by.live),",
    },
    Mutant {
        name: "suspended-suspension-suspends",
        file: VALIDITY,
        old: "(Some(by), Attack::Suspends) => window.and(&by.live),",
        new: "(Some(by), Attack::Suspends) => window.and(&by.stands),",
    },
    Mutant {
        name: "support-does-not-block",
        file: VALIDITY,
        old: "None => self.blocked(&inst, part),",
        new: "None => Timeline::never(),",
    },
    Mutant {
        name: "repeal-undone-from-the-beginning",
        file: VALIDITY,
        old: "let at_once = kind == Attack::Annuls;",
        new: "let at_once = true;",
    },
    Mutant {
        name: "no-restoration-by-the-same-act",
        file: VALIDITY,
        old: "let after = if act == by { Truth::True } else",
        new: "let after = if act == by { Truth::False } else",
    },
    Mutant {
        name: "restoration-without-rank",
        file: VALIDITY,
        old: "if truth == Truth::False || !self.ranks.prevails(inst.authority, authority) {",
        new: "if truth == Truth::False {",
    },
    Mutant {
        name: "effects-not-maintained",
        file: TIMING,
        old: "Some(effective) => window.minus(&Timeline::between(base.made, effective)),",
        new: "Some(_) => window,",
    },
    Mutant {
        name: "any-attack-takes-what-a-norm-gave",
        file: RANK,
        old: "order(attacker) == order(norm) || self.prevails(attacker, norm)",
        new: "order(attacker) == order(norm) || attacker != norm",
    },
    Mutant {
        name: "known-from-the-making",
        file: STATE,
        old: "by => reached(by, a.known()),",
        new: "by => reached(by, a.made),",
    },
    Mutant {
        name: "revoked-notice-still-ends",
        file: STATUS,
        old: "Some(standing) => self.values.validity[standing].live.at_days(start),",
        new: "Some(standing) => self.values.validity[standing].stands.at_days(start),",
    },
    Mutant {
        name: "status-cut-without-rank",
        file: TITLE_TERMINATION,
        old: "(self.fact || state.ranks.prevails(c.authority, title.authority))",
        new: "(self.fact || c.authority != title.authority || state.ranks.prevails(c.authority, title.authority))",
    },
    Mutant {
        name: "status-cut-before-it-began",
        file: TITLE_TERMINATION,
        old: "cut.push(&ending.works.and_truth(state.plan.order.before(act, ending.act)));",
        new: "cut.push(&ending.works);",
    },
    Mutant {
        name: "law-never-reaches-back",
        file: FIRING,
        old: "if let Some(since) = n.applies_from.filter(|_| back) {",
        new: "if let Some(since) = n.applies_from.filter(|_| back && n.until.is_some()) {",
    },
    Mutant {
        name: "copies-outlive-a-repeal",
        file: STATUS,
        old: "if continuing { open.minus(",
        new: "if !continuing { open.minus(",
    },
    Mutant {
        name: "void-cannot-be-cured",
        file: VALIDITY,
        old: "undone.not().and_truth(caught)",
        new: "undone.or(&Timeline::always()).and_truth(caught)",
    },
    Mutant {
        name: "highest-organ-voided",
        file: VOID_AT_CREATION,
        old: "own && state.ranks.is_highest(author)",
        new: "own && !state.ranks.is_highest(author)",
    },
    Mutant {
        name: "void-revised-later",
        file: VOID_AT_CREATION,
        old: "self.state.scope = HorizonScope::Before(act);",
        new: "self.state.scope = match act.index() { usize::MAX => HorizonScope::Before(act), _ => HorizonScope::Question };",
    },
    Mutant {
        name: "ties-across-orders",
        file: RANK,
        old: "&& self.root(a) == self.root(b))",
        new: "&& self.root(a).index() < usize::MAX)",
    },
    Mutant {
        name: "organs-of-one-prefix-prevail",
        file: RANK,
        old: "|| self.model.within(b, a)",
        new: "|| self.listed[a] == self.listed[b]",
    },
    Mutant {
        name: "norms-do-not-prevail-over-their-organs",
        file: RANK,
        old: "return true;\n            }\n            (Authority::Organ(organ), norms)",
        new: "return x < y;\n            }\n            (Authority::Organ(organ), norms)",
    },
    Mutant {
        name: "later-of-one-author-yields",
        file: DUTY_RESOLUTION,
        old: "return plan.order.before(first, second);",
        new: "return plan.order.before(second, first);",
    },
    Mutant {
        name: "no-allies",
        file: DUTY_RESOLUTION,
        old: "defence.iter().filter(|(m, b, _)| *m == own.mode && *b == own.bearer)",
        new: "defence.iter().filter(|(m, b, _)| *m == own.mode && *b == own.bearer && own.inst.index() == usize::MAX)",
    },
    Mutant {
        name: "permission-without-rank",
        file: DUTY_RESOLUTION,
        old: "|| !state.ranks.prevails(p.authority, f.authority) {",
        new: "|| !state.ranks.recognises(p.authority) {",
    },
    Mutant {
        name: "discharge-without-rank",
        file: DUTY_RESOLUTION,
        old: "if !state.ranks.prevails(inst.authority, duty.authority) {",
        new: "if duty.part.is_none() {",
    },
    Mutant {
        name: "lower-finding-first",
        file: ASSESSMENT,
        old: "return Truth::of(x < y);",
        new: "return Truth::of(x > y);",
    },
    Mutant {
        name: "own-finding-assesses",
        file: ASSESSMENT,
        old: "if by_bearer(state, duty, word) || !state.ranks.recognises(author) {",
        new: "if !state.ranks.recognises(author) {",
    },
    Mutant {
        name: "duty-of-the-whole-spares-its-parts",
        file: DUTIES,
        old: "inner == outer || matches!(outer, Arg::Thing(outer) if arg_within(model, inner, outer))",
        new: "inner == outer || matches!(outer, Arg::Thing(outer) if arg_within(model, inner, outer) && inner == Arg::Thing(outer))",
    },
    Mutant {
        name: "lifted-though-done",
        file: PERFORMANCE,
        old: "lifted: undone(&ceased),",
        new: "lifted: ceased.clone(),",
    },
    Mutant {
        name: "deadline-passes-unbound",
        file: PERFORMANCE,
        old: "Some(deadline) => binds.after_first_from(deadline),",
        new: "Some(deadline) => Timeline::from(deadline.map(Day::next)).and(&binds.or(&Timeline::always())),",
    },
    Mutant {
        name: "trigger-names-the-act",
        file: GROUNDING,
        old: "model.called(part)",
        new: "model[model[part].act].thing",
    },
    Mutant {
        name: "order-of-an-act-is-its-name",
        file: GROUNDING,
        old: "&[Arg::Thing(model.order_of(thing))]",
        new: "&[Arg::Thing(thing)]",
    },
    Mutant {
        name: "outcome-is-no-deed",
        file: GROUNDING,
        old: "for outcome in &both[..1 + usize::from(outcome.is_some())] {",
        new: "for outcome in &both[..1] {",
    },
    Mutant {
        name: "norm-discharges-nothing-it-names",
        file: DUTIES,
        old: "Does::Discharges(duty) =>",
        new: "Does::Discharges(duty @ Arg::Thing(_)) =>",
    },
    Mutant {
        name: "finding-under-a-norm-reaches-copies",
        file: ASSESSMENT,
        old: "inst.norm.filter(|_| inst.copy.is_none()).and_then(",
        new: "inst.norm.and_then(",
    },
];

/// `cargo x mutants [NAME]`: copies the workspace under `target/mutants`, and for each mutant builds the tests with
/// the wrong rule in place and runs them. A mutant that the tests let through fails the task.
pub(crate) fn run(only: Option<&str>) -> Result<(), String> {
    let root = root();
    let tree = root.join("target/mutants/tree");
    let mut survivors = Vec::new();
    let mut caught = 0;
    for mutant in MUTANTS.iter().filter(|m| only.is_none_or(|name| m.name == name)) {
        copy(&root, &tree)?;
        let file = tree.join(mutant.file);
        let text = std::fs::read_to_string(&file).map_err(|e| format!("{}: {e}", mutant.file))?;
        if text.matches(mutant.old).count() != 1 {
            return Err(format!("mutant `{}` no longer applies to {}", mutant.name, mutant.file));
        }
        std::fs::write(&file, text.replace(mutant.old, mutant.new)).map_err(|e| e.to_string())?;
        if !cargo_in(&tree, &["test", "--quiet", "--package", "vigente-tests", "--no-run"])? {
            return Err(format!("mutant `{}` does not compile", mutant.name));
        }
        let passes = cargo_in(&tree, &["test", "--quiet", "--package", "vigente-tests"])?;
        println!("{:9} {}", if passes { "SURVIVED" } else { "caught" }, mutant.name);
        if passes {
            survivors.push(mutant.name);
        } else {
            caught += 1;
        }
    }
    println!("{caught} caught, {} survived", survivors.len());
    if survivors.is_empty() { Ok(()) } else { Err(format!("survived: {}", survivors.join(", "))) }
}

/// Lays the tracked files afresh; the build directory beside them is kept, so that only the engine is built again.
fn copy(root: &Path, tree: &Path) -> Result<(), String> {
    let listed = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root)
        .output()
        .map_err(|e| format!("git: {e}"))?;
    for name in String::from_utf8_lossy(&listed.stdout).split('\0').filter(|n| !n.is_empty()) {
        let (from, to) = (root.join(name), tree.join(name));
        let Ok(new) = std::fs::read(&from) else { continue };
        if std::fs::read(&to).is_ok_and(|old| old == new) {
            continue;
        }
        let folder = to.parent().ok_or("a file without a folder")?;
        std::fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        std::fs::write(&to, new).map_err(|e| format!("{}: {e}", to.display()))?;
    }
    Ok(())
}

fn cargo_in(tree: &Path, args: &[&str]) -> Result<bool, String> {
    let output = Command::new(env!("CARGO"))
        .args(args)
        .current_dir(tree)
        .env("CARGO_TARGET_DIR", tree.join("../build"))
        .env("VIGENTE_PYTHON", crate::python::path())
        .output()
        .map_err(|e| format!("cargo: {e}"))?;
    Ok(output.status.success())
}

/// Reports mutants whose place has gone.
pub(crate) fn still_apply(root: &Path, found: &mut Vec<String>) {
    for mutant in MUTANTS {
        let text = std::fs::read_to_string(root.join(mutant.file)).unwrap_or_default();
        let times = text.matches(mutant.old).count();
        if times != 1 {
            found
                .push(format!("mutant `{}`: its place occurs {times} times in {}", mutant.name, mutant.file));
        }
        if mutant.old == mutant.new {
            found.push(format!("mutant `{}` changes nothing", mutant.name));
        }
    }
}
