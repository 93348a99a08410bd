//! A number of motions goes in; runs of a voting protocol come out: moved, seconded, voted on, closed, carried, each in its order, or
//! out of it, with the days on which each status must hold. Our own words for what Pitt, Kamara, Sergot and Artikis describe, without
//! their guard against a second motion while the first is open: norms that hang on one another in a circle are an error.
//! For the same reason what a step ends, it ends the day after.

use std::fmt::Write;

use vigente_oracle::Chance;

use super::{Workload, day};

const HEAD: &str = "\
order A \"The assembly\"
organ A.Chair \"The chair\"
organ A.Member \"A member\"
organ A.Other \"Another member\"
viewpoint V
  prefers A
status proposed(motion)
status voting(motion)
status voted(motion)
status carried(motion)
deed propose(motion)
deed second(motion)
deed vote(motion)
deed close(motion)
deed declare(motion)
norm propose-opens of A
  when A.Member does propose(?motion)
  then begins proposed(?motion)
norm second-puts-to-the-vote of A
  when A.Other does second(?motion)
  if proposed(?motion)
  then begins voting(?motion)
  then ends proposed(?motion) after 1 day of made
norm chair-closes of A
  when A.Chair does close(?motion)
  if voting(?motion)
  then begins voted(?motion)
  then ends voting(?motion) after 1 day of made
norm chair-declares of A
  when A.Chair does declare(?motion)
  if voted(?motion)
  then begins carried(?motion)
  then ends voted(?motion) after 1 day of made
";

/// So many motions, each of eight events.
pub fn voting(motions: usize, seed: u64) -> Workload {
    let mut chance = Chance::new(seed);
    let (mut out, mut expected) = (HEAD.to_owned(), Vec::new());
    for m in 0..motions {
        let _ = writeln!(out, "thing m{m}");
        let (mut at, mut event) = (day("1990-01-01").plus_days(chance.below(9000) as i32), 0);
        let mut step = |out: &mut String, who: &str, deed: &str| {
            at = at.plus_days(2 + chance.below(20) as i32);
            event += 1;
            let _ = writeln!(out, "{at} e{m}-{event} {who}\n  does {deed}(m{m})");
            at
        };
        // The chair's first word comes too early and does nothing.
        step(&mut out, "A.Chair", "close");
        let proposed = step(&mut out, "A.Member", "propose");
        let seconded = step(&mut out, "A.Other", "second");
        step(&mut out, "A.Member", "vote");
        step(&mut out, "A.Other", "vote");
        let closed = step(&mut out, "A.Chair", "close");
        step(&mut out, "A.Member", "vote");
        let declared = step(&mut out, "A.Chair", "declare");
        for (status, from, until) in [
            ("proposed", proposed, Some(seconded)),
            ("voting", seconded, Some(closed)),
            ("voted", closed, Some(declared)),
            ("carried", declared, None),
        ] {
            let name = format!("{status}(m{m})");
            let mut ask = |on, holds| expected.push((name.clone(), on, holds));
            ask(from.plus_days(-1), false);
            ask(from, true);
            if let Some(until) = until {
                ask(until, true);
                ask(until.plus_days(1), false);
            }
        }
    }
    Workload { text: out, expected }
}
