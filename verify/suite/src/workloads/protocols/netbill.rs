//! NetBill: consumers ask for quotes, merchants present them, who accepts one has a contract for five points, in which goods and payment are
//! due; who fails, or presents quotes nobody asked for too often, is suspended for three. Times are written as statuses of each
//! point (`five(t7)` holds for five points after it); what happens when a contract runs out is the clock's own act.

use std::fmt::Write;

use vigente_oracle::Chance;

use super::{POINTS, Protocol, Runner, at};

const HEAD: &str = "\
order A \"The market\"
organ A.Clock \"The clock\"
viewpoint V
  prefers A > others
fact status merchant(agent)
fact status consumer(agent)
fact status price(goods, price)
fact status three(point)
fact status five(point)
fact status ten(point)
status quote(merchant, consumer, goods)
status contract(merchant, consumer, goods)
status contract-of(merchant, consumer, goods, point)
status may-accept(consumer, merchant, goods)
status forbidden(merchant, consumer)
status owes-payment(consumer, goods)
status owes-goods(merchant, goods)
status suspended-merchant(agent)
status suspended-consumer(agent)
deed request(merchant, goods)
deed present(consumer, goods, point)
deed accept(merchant, goods, point)
deed pay(goods, price)
deed send(goods)
deed run-out(merchant, consumer, goods, accepted, point)
norm quote of A
  when ?merchant does present(?consumer, ?goods, ?point)
  if merchant(?merchant) and consumer(?consumer)
  then begins quote(?merchant, ?consumer, ?goods) after 1 day of made while five(?point)
norm accepted of A
  when ?consumer does accept(?merchant, ?goods, ?point)
  then ends quote(?merchant, ?consumer, ?goods) after 1 day of made
norm contract of A
  when ?consumer does accept(?merchant, ?goods, ?point)
  if quote(?merchant, ?consumer, ?goods) and not contract(?merchant, ?consumer, ?goods)
  if not suspended-merchant(?merchant) and not suspended-consumer(?consumer)
  then begins contract(?merchant, ?consumer, ?goods) after 1 day of made while five(?point)
  then begins contract-of(?merchant, ?consumer, ?goods, ?point) after 1 day of made while five(?point)
  then begins owes-payment(?consumer, ?goods) after 1 day of made
  then begins owes-goods(?merchant, ?goods) after 1 day of made
norm power of A
  while quote(?merchant, ?consumer, ?goods) and not suspended-merchant(?merchant) and not suspended-consumer(?consumer)
  then begins may-accept(?consumer, ?merchant, ?goods)
norm unasked of A
  when ?merchant does present(?consumer, ?goods, ?point)
  if merchant(?merchant) and consumer(?consumer)
  then begins forbidden(?merchant, ?consumer) after 1 day of made while ten(?point)
norm asked of A
  when ?consumer does request(?merchant, ?goods)
  then ends forbidden(?merchant, ?consumer) after 1 day of made
norm too-often of A
  when ?merchant does present(?consumer, ?goods, ?point)
  if forbidden(?merchant, ?consumer)
  then begins suspended-merchant(?merchant) after 1 day of made while three(?point)
norm paid of A
  when ?consumer does pay(?goods, ?price)
  if price(?goods, ?price)
  then ends owes-payment(?consumer, ?goods) after 1 day of made
norm sent of A
  when ?merchant does send(?goods)
  then ends owes-goods(?merchant, ?goods) after 1 day of made
norm run-out of A
  when A.Clock does run-out(?merchant, ?consumer, ?goods, ?accepted, ?point)
  if contract-of(?merchant, ?consumer, ?goods, ?accepted)
  then ends owes-payment(?consumer, ?goods) after 1 day of made
  then ends owes-goods(?merchant, ?goods) after 1 day of made
norm unpaid of A
  when A.Clock does run-out(?merchant, ?consumer, ?goods, ?accepted, ?point)
  if contract-of(?merchant, ?consumer, ?goods, ?accepted) and owes-payment(?consumer, ?goods)
  then begins suspended-consumer(?consumer) after 1 day of made while three(?point)
norm unsent of A
  when A.Clock does run-out(?merchant, ?consumer, ?goods, ?accepted, ?point)
  if contract-of(?merchant, ?consumer, ?goods, ?accepted) and owes-goods(?merchant, ?goods)
  then begins suspended-merchant(?merchant) after 1 day of made while three(?point)
";

const BOOK: usize = 0;
const MUSIC: usize = 1;
const GOODS: [&str; 2] = ["book", "music"];

/// At which point of a cycle how many messages go out for each hundred agents who may send them, and what they are about.
const CYCLE: [(i32, &str, usize, usize); 10] = [
    (0, "request", 50, BOOK),
    (1, "present", 500, BOOK),
    (2, "present", 1300, MUSIC),
    (3, "request", 130, MUSIC),
    (6, "accept", 200, BOOK),
    (6, "accept", 400, MUSIC),
    (7, "pay", 50, BOOK),
    (7, "pay", 450, MUSIC),
    (8, "send", 50, BOOK),
    (8, "send", 450, MUSIC),
];

fn is_consumer(agent: usize) -> bool {
    !agent.is_multiple_of(3)
}

fn is_merchant(agent: usize) -> bool {
    agent.is_multiple_of(2)
}

/// A run of so many agents in ten cycles.
pub fn netbill(agents: usize, seed: u64) -> Protocol {
    let mut chance = Chance::new(seed);
    let mut text = HEAD.to_owned();
    GOODS.iter().for_each(|g| _ = writeln!(text, "thing {g}"));
    text += "thing p10\nthing p11\n";
    (0..POINTS + 10).for_each(|t| _ = writeln!(text, "thing t{t}"));
    (0..agents).for_each(|a| _ = writeln!(text, "person a{a} \"Agent {a}\""));
    let _ = writeln!(text, "{} zero A\n  begins price(book, p10)\n  begins price(music, p10)", at(-1));
    for agent in 0..agents {
        if is_consumer(agent) {
            let _ = writeln!(text, "  begins consumer(a{agent})");
        }
        if is_merchant(agent) {
            let _ = writeln!(text, "  begins merchant(a{agent})");
        }
    }
    for (name, long) in [("three", 3), ("five", 5), ("ten", 10)] {
        (0..POINTS).for_each(|t| {
            _ = writeln!(text, "  begins {name}(t{t}) from {} until {}", at(t + 1), at(t + 1 + long));
        });
    }
    let consumers: Vec<usize> = (0..agents).filter(|a| is_consumer(*a)).collect();
    let merchants: Vec<usize> = (0..agents).filter(|a| is_merchant(*a)).collect();
    let (mut run, mut rows) = (Runner::default(), Vec::new());
    let mut running: Vec<(i32, usize, usize, usize)> = Vec::new();
    for now in 0..POINTS {
        for &(_, deed, many, goods) in CYCLE.iter().filter(|(t, ..)| *t == now % 10) {
            let ours = ["present", "send"].contains(&deed);
            let (senders, others) = if ours { (&merchants, &consumers) } else { (&consumers, &merchants) };
            for _ in 0..senders.len() * many / 100 {
                // One in twenty goes out from somebody who is neither.
                let from = if chance.percent(5) { chance.below(agents) } else { *chance.one(senders) };
                let (other, right) = (chance.below(others.len()), chance.percent(90));
                // Nobody deals with themselves.
                let to =
                    if others[other] == from { others[(other + 1) % others.len()] } else { others[other] };
                let (price, g) = (if right { "p10" } else { "p11" }, GOODS[goods]);
                let line = match deed {
                    "request" => format!("request(a{to}, {g})"),
                    "present" => format!("present(a{to}, {g}, t{now})"),
                    "accept" => format!("accept(a{to}, {g}, t{now})"),
                    "pay" => format!("pay({g}, {price})"),
                    _ => format!("send({g})"),
                };
                let _ = writeln!(text, "{} e{} a{from}\n  does {line}", at(now), rows.len());
                rows.push(match deed {
                    "request" => format!("request_quote|{now}|{now}|{from}|{to}|{g}"),
                    "present" => format!("present_quote|{now}|{now}|{from}|{to}|{g}|10"),
                    "accept" => format!("accept_quote|{now}|{now}|{from}|{to}|{g}"),
                    "pay" => format!("send_EPO|{now}|{now}|{from}|iServer|{g}|{}", &price[1..]),
                    _ => format!("send_goods|{now}|{now}|{from}|iServer|{g}|key|dec"),
                });
                step(&mut run, deed, from, to, goods, right);
                if deed == "accept" {
                    running.push((now, to, from, goods));
                }
            }
        }
        running.sort_unstable();
        running.dedup();
        for (n, &(accepted, merchant, consumer, goods)) in
            running.iter().filter(|r| r.0 + 5 == now).enumerate()
        {
            let g = GOODS[goods];
            let _ = writeln!(
                text,
                "{} o{now}-{n} A.Clock\n  does run-out(a{merchant}, a{consumer}, {g}, t{accepted}, t{now})",
                at(now)
            );
        }
        lapse(&mut run);
        run.next();
    }
    Protocol { text, events: rows.len(), rows, holds: with_powers(run.finish()) }
}

fn step(run: &mut Runner, deed: &str, from: usize, to: usize, goods: usize, right: bool) {
    let g = GOODS[goods];
    match deed {
        "present" => {
            let forbidden = format!("forbidden(a{from}, a{to})");
            if run.is(&forbidden) {
                run.begin(format!("suspended-merchant(a{from})"), Some(3));
            }
            if is_merchant(from) && is_consumer(to) {
                run.begin(format!("quote(a{from}, a{to}, {g})"), Some(5));
                run.begin(forbidden, Some(10));
            }
        }
        "request" => run.end(format!("forbidden(a{to}, a{from})")),
        "accept" => {
            let quote = format!("quote(a{to}, a{from}, {g})");
            let contract = format!("contract(a{to}, a{from}, {g})");
            let suspended = run.is(&format!("suspended-merchant(a{to})"))
                || run.is(&format!("suspended-consumer(a{from})"));
            if run.is(&quote) && !suspended && !run.is(&contract) {
                run.begin(contract, Some(5));
                run.begin(format!("owes-payment(a{from}, {g})"), None);
                run.begin(format!("owes-goods(a{to}, {g})"), None);
            }
            run.end(quote);
        }
        "pay" if right => run.end(format!("owes-payment(a{from}, {g})")),
        "send" => run.end(format!("owes-goods(a{from}, {g})")),
        _ => {}
    }
}

/// Contracts that run out after this point: what is still owed then suspends, and is owed no longer.
fn lapse(run: &mut Runner) {
    for contract in run.lapsing() {
        let Some(inner) = contract.strip_prefix("contract(") else { continue };
        let of: Vec<&str> = inner.trim_end_matches(')').split(", ").collect();
        let [merchant, consumer, goods] = of[..] else { continue };
        let (goods_due, payment_due) =
            (format!("owes-goods({merchant}, {goods})"), format!("owes-payment({consumer}, {goods})"));
        if run.is(&goods_due) {
            run.begin(format!("suspended-merchant({merchant})"), Some(3));
        }
        if run.is(&payment_due) {
            run.begin(format!("suspended-consumer({consumer})"), Some(3));
        }
        run.end(goods_due);
        run.end(payment_due);
    }
}

type Holds = std::collections::BTreeMap<String, Vec<(i32, i32)>>;

/// A consumer may accept a quote while neither is suspended.
fn with_powers(mut holds: Holds) -> Holds {
    let none = Vec::new();
    let mut powers = Holds::new();
    for (quote, spans) in holds.iter().filter(|(name, _)| name.starts_with("quote(")) {
        let of: Vec<&str> = quote["quote(".len()..].trim_end_matches(')').split(", ").collect();
        let merchant = holds.get(&format!("suspended-merchant({})", of[0])).unwrap_or(&none);
        let consumer = holds.get(&format!("suspended-consumer({})", of[1])).unwrap_or(&none);
        let not_in =
            |t: i32| !merchant.iter().chain(consumer).any(|(from, until)| (*from..*until).contains(&t));
        let mut free: Vec<(i32, i32)> = Vec::new();
        for t in spans.iter().flat_map(|(from, until)| *from..*until).filter(|t| not_in(*t)) {
            match free.last_mut() {
                Some(last) if last.1 == t => last.1 = t + 1,
                _ => free.push((t, t + 1)),
            }
        }
        if !free.is_empty() {
            powers.insert(format!("may-accept({}, {}, {})", of[1], of[0], of[2]), free);
        }
    }
    holds.append(&mut powers);
    holds
}
