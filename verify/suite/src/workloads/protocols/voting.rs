//! The voting protocol: proposed, seconded, voted on, closed, declared, over and over on ten motions; a ballot that is closed without
//! permission (nobody has it within eight points) is a sanction of four points. Every motion gets through its round in time, so the deadlines of
//! its stages, which are not written here, would change nothing. Left out is the obligation to declare what most voted for: a
//! condition cannot hold one count against another.

use std::fmt::Write;

use vigente_oracle::Chance;

use super::{POINTS, Protocol, Runner, at};

const HEAD: &str = "\
order A \"The assembly\"
organ A.Clock \"The clock\"
viewpoint V
  prefers A > others
fact status is-chair(agent)
fact status is-voter(agent)
fact status four(point)
status idle(motion)
status proposed(motion)
status voting(motion)
status closed(motion)
status ballot(motion, point)
status aye(agent, motion)
status nay(agent, motion)
status carried(motion)
status not-carried(motion)
status sanctioned(agent)
deed propose(motion)
deed second(motion, point)
deed vote-aye(motion, point)
deed vote-nay(motion, point)
deed close(motion, point)
deed declare-carried(motion)
deed declare-not-carried(motion)
norm propose of A
  when ?agent does propose(?motion)
  if idle(?motion)
  then begins proposed(?motion) after 1 day of made
  then ends idle(?motion) after 1 day of made
  then ends carried(?motion) after 1 day of made
  then ends not-carried(?motion) after 1 day of made
norm second of A
  when ?agent does second(?motion, ?point)
  if proposed(?motion)
  then begins voting(?motion) after 1 day of made
  then begins ballot(?motion, ?point) after 1 day of made
  then ends proposed(?motion) after 1 day of made
norm aye of A
  when ?agent does vote-aye(?motion, ?point)
  if voting(?motion) and ballot(?motion, ?point) and is-voter(?agent)
  then begins aye(?agent, ?motion) after 1 day of made while ballot(?motion, ?point)
  then ends nay(?agent, ?motion) after 1 day of made
norm nay of A
  when ?agent does vote-nay(?motion, ?point)
  if voting(?motion) and ballot(?motion, ?point) and is-voter(?agent)
  then begins nay(?agent, ?motion) after 1 day of made while ballot(?motion, ?point)
  then ends aye(?agent, ?motion) after 1 day of made
norm close of A
  when ?agent does close(?motion, ?point)
  if is-chair(?agent) and voting(?motion)
  then begins closed(?motion) after 1 day of made
  then ends voting(?motion) after 1 day of made
norm sanction of A
  when ?agent does close(?motion, ?point)
  if is-chair(?agent)
  then begins sanctioned(?agent) after 1 day of made while four(?point)
norm carried of A
  when ?agent does declare-carried(?motion)
  if is-chair(?agent) and closed(?motion) and ballot(?motion, ?point)
  then begins carried(?motion) after 1 day of made
  then begins idle(?motion) after 1 day of made
  then ends closed(?motion) after 1 day of made
  then ends ballot(?motion, ?point) after 1 day of made
norm not-carried of A
  when ?agent does declare-not-carried(?motion)
  if is-chair(?agent) and closed(?motion) and ballot(?motion, ?point)
  then begins not-carried(?motion) after 1 day of made
  then begins idle(?motion) after 1 day of made
  then ends closed(?motion) after 1 day of made
  then ends ballot(?motion, ?point) after 1 day of made
";

/// How many of a thousand agents do what at which point of a cycle.
const CYCLE: [(i32, &str, usize); 9] = [
    (0, "propose", 117),
    (1, "propose", 182),
    (2, "close", 9),
    (3, "second", 162),
    (4, "vote", 4273),
    (6, "vote", 5001),
    (7, "close", 40),
    (8, "declare", 150),
    (9, "declare", 130),
];

fn chair(agent: usize) -> bool {
    agent.is_multiple_of(10)
}

fn voter(agent: usize) -> bool {
    !agent.is_multiple_of(11)
}

/// A run with about so many events in ten cycles; 100,640 are a thousand agents'.
pub fn voting(events: usize, seed: u64) -> Protocol {
    let agents = (events * 1000 / 100_640).max(20);
    let mut chance = Chance::new(seed);
    let mut text = HEAD.to_owned();
    (0..10).for_each(|m| _ = writeln!(text, "thing m{m}"));
    (0..POINTS).for_each(|t| _ = writeln!(text, "thing t{t}"));
    (0..agents).for_each(|a| _ = writeln!(text, "person p{a} \"Agent {a}\""));
    let _ = writeln!(text, "{} zero A", at(-1));
    (0..10).for_each(|m| _ = writeln!(text, "  begins idle(m{m})"));
    for agent in 0..agents {
        if chair(agent) {
            let _ = writeln!(text, "  begins is-chair(p{agent})");
        }
        if voter(agent) {
            let _ = writeln!(text, "  begins is-voter(p{agent})");
        }
    }
    (0..POINTS)
        .for_each(|t| _ = writeln!(text, "  begins four(t{t}) from {} until {}", at(t + 1), at(t + 5)));
    let (mut run, mut rows) = (Runner::default(), Vec::new());
    (0..10).for_each(|m| _ = run.state.insert(format!("idle(m{m})"), None));
    run.since = run.state.keys().map(|k| (k.clone(), 0)).collect();
    for now in 0..POINTS {
        let due = CYCLE.iter().filter(|(t, ..)| *t == now % 10);
        for &(t, deed, many) in due {
            // Each motion gets at least what it needs to come through its round.
            for i in 0..(many * agents / 1000).max(10) {
                let motion = if i < 10 && t != 2 { i } else { chance.below(10) };
                let mut agent = chance.below(agents);
                if ["close", "declare"].contains(&deed) {
                    agent -= agent % 10;
                }
                let word = match deed {
                    // Nobody says yes and no at once: of two acts of one day the record would not decide which is the last.
                    "vote" if (agent + motion + now as usize / 2).is_multiple_of(2) => "vote-aye",
                    "vote" => "vote-nay",
                    "declare" if (motion + now as usize / 10).is_multiple_of(2) => "declare-carried",
                    "declare" => "declare-not-carried",
                    other => other,
                };
                // A vote names the ballot that it is cast in, by the point at which that was seconded.
                let point = match deed {
                    "close" | "second" => format!(", t{now}"),
                    "vote" => format!(", t{}", now - now % 10 + 3),
                    _ => String::new(),
                };
                let _ =
                    writeln!(text, "{} e{} p{agent}\n  does {word}(m{motion}{point})", at(now), rows.len());
                rows.push(row(now, word, agent, motion));
                step(&mut run, word, agent, motion);
            }
        }
        run.next();
    }
    Protocol { text, events: rows.len(), rows, holds: run.finish() }
}

fn row(now: i32, word: &str, agent: usize, motion: usize) -> String {
    let (deed, what) = match word {
        "vote-aye" => ("vote", "|aye"),
        "vote-nay" => ("vote", "|nay"),
        "declare-carried" => ("declare", "|carried"),
        "declare-not-carried" => ("declare", "|not_carried"),
        "close" => ("close_ballot", ""),
        other => (other, ""),
    };
    format!("{deed}|{now}|{now}|{agent}|{motion}{what}")
}

fn step(run: &mut Runner, word: &str, agent: usize, motion: usize) {
    let of = |status: &str| format!("{status}(m{motion})");
    let stages = |run: &mut Runner, from: &str, to: &str| {
        let is = run.is(&of(from));
        if is {
            run.begin(of(to), None);
            run.end(of(from));
        }
        is
    };
    match word {
        "propose" => {
            if stages(run, "idle", "proposed") {
                run.end(of("carried"));
                run.end(of("not-carried"));
            }
        }
        "second" => drop(stages(run, "proposed", "voting")),
        "close" => {
            stages(run, "voting", "closed");
            run.begin(format!("sanctioned(p{agent})"), Some(4));
        }
        "vote-aye" | "vote-nay" => {
            if voter(agent) && run.is(&of("voting")) {
                let (this, that) = if word == "vote-aye" { ("aye", "nay") } else { ("nay", "aye") };
                run.begin(format!("{this}(p{agent}, m{motion})"), None);
                run.end(format!("{that}(p{agent}, m{motion})"));
            }
        }
        _ => {
            if stages(run, "closed", "idle") {
                run.begin(of(word.trim_start_matches("declare-")), None);
                let votes = format!(", m{motion})");
                let cast: Vec<String> = run.state.keys().filter(|k| k.ends_with(&votes)).cloned().collect();
                cast.into_iter().for_each(|vote| run.end(vote));
            }
        }
    }
}
