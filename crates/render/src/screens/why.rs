//! Reasons as a tree, from the answer down to acts, norms and quotes.

use std::collections::BTreeSet;

use vigente_query::answer::{LeftOut, Node, NodeKind, Place, Position, Quote, Value, Why, WhyTree};

use crate::RenderOptions;
use crate::page::{StyledLine, TextPage, Tone};
use crate::screens::collisions::interval;
use crate::screens::header;
use crate::words::Words;
use crate::words::phrasing;

/// Nobody follows reasons deeper than this on a page; the data has them all.
const DEEPEST: usize = 12;

/// Why an answer is what it is. `place` says where in the texts something is written.
pub fn why(why: &Why, place: &dyn Fn(Place) -> String, look: RenderOptions<'_>) -> TextPage {
    let words = look.words;
    let answer = &why.answer;
    let mut page = TextPage::new();
    header::title(&mut page, look, &answer.question);
    page.flow(StyledLine::plain(header::days_line(look, &answer.asked)), look.width, 0);
    page.gap();
    page.flow(
        StyledLine::plain(words.say("answer"))
            .and(Tone::Plain, " ")
            .join(phrasing::value(words, answer.value)),
        look.width,
        2,
    );
    for one in &answer.by_viewpoint {
        let mut line = StyledLine::plain("  ")
            .and(Tone::Strong, &*one.viewpoint.name)
            .and(Tone::Plain, words.say("colon"));
        line = line.join(phrasing::value(words, one.value));
        if let Some(state) = one.state {
            line = line.and(Tone::Plain, " – ").join(phrasing::state(words, state));
        }
        if let Some(outcomes) = &one.outcomes {
            let said: Vec<String> =
                outcomes.iter().map(|o| words.say(&phrasing::key("outcome", o))).collect();
            let said = if said.is_empty() { words.say("no-outcome") } else { said.join(", ") };
            line.push(Tone::Plain, format!(" – {said}"));
        }
        if let Some((least, most)) = one.count {
            let number = if least == most { least.to_string() } else { format!("{least}–{most}") };
            line.push(Tone::Plain, format!(" ({number})"));
        }
        if let Some(reason) = &one.reason {
            let said = phrasing::reason(words, reason);
            if !said.is_empty() {
                line.push(Tone::Plain, format!(", {said}"));
            }
        }
        page.flow(line, look.width, 4);
        if let Some(then) = one.as_it_stood {
            let said = StyledLine::plain("    ")
                .and(Tone::Alert, words.say("stood-otherwise"))
                .and(Tone::Plain, " ");
            page.flow(said.join(phrasing::value(words, then)), look.width, 4);
        }
        if !one.when.is_empty() {
            let days: Vec<String> = one.when.iter().map(|i| interval(look, i)).collect();
            let said = words.say_with("yes-on", &[("days", &days.join(&words.say("semicolon")))]);
            page.flow(StyledLine::plain("    ").and(Tone::Faint, said), look.width, 4);
        }
    }
    bindings(&mut page, look, why);
    if answer.may_miss_some() {
        header::note(&mut page, look, &words.say("not-covered"));
    }
    for open in &answer.settled_by {
        let which = words.say(&format!("date-{}", open.which));
        let days = open.days.map_or_else(|| words.say("day-unknown"), |d| phrasing::date(words, d));
        let said =
            words.say_with("settled-by", &[("which", &which), ("act", &open.act.name), ("days", &days)]);
        page.flow(StyledLine::of(Tone::Alert, said), look.width, 2);
    }
    // Viewpoints that reason alike but for the numbers of their ranks are told once.
    let mut told: Vec<(Node, &WhyTree, Vec<&str>)> = Vec::new();
    for tree in &why.trees {
        let bare = without_ranks(&tree.root);
        match told.iter_mut().find(|(b, _, _)| *b == bare) {
            Some((_, _, who)) => who.push(&tree.viewpoint.name),
            None => told.push((bare, tree, vec![&tree.viewpoint.name])),
        }
    }
    for (_, tree, who) in told {
        header::heading(&mut page, look, &words.say_with("head-why", &[("who", &who.join(", "))]));
        let mut teller = Teller { look, place, acts: BTreeSet::new(), places: BTreeSet::new() };
        // Where one step carries the whole answer, the question need not be told again.
        match &tree.root.children[..] {
            [only] if tree.root.kind == NodeKind::Question => teller.node(&mut page, only, 0),
            _ => teller.node(&mut page, &tree.root, 0),
        }
    }
    positions(&mut page, look, &why.positions, usize::MAX);
    page
}

fn without_ranks(node: &Node) -> Node {
    Node { ranks: None, children: node.children.iter().map(without_ranks).collect(), ..node.clone() }
}

fn bindings(page: &mut TextPage, look: RenderOptions<'_>, why: &Why) {
    for binding in &why.answer.bindings {
        let said: Vec<String> = binding
            .variables
            .iter()
            .map(|(var, what)| format!("?{var} = {}", phrasing::named(look.words, what)))
            .collect();
        let mut line = StyledLine::plain("  ").and(Tone::Strong, &*binding.status);
        line.push(Tone::Faint, format!(" ({})", said.join(", ")));
        if binding.by_viewpoint.iter().any(|v| *v != Value::True) {
            line.push(Tone::Plain, look.words.say("colon"));
            for (i, (value, one)) in binding.by_viewpoint.iter().zip(&why.answer.by_viewpoint).enumerate() {
                if i > 0 {
                    line.push(Tone::Plain, ", ");
                }
                line.push(Tone::Plain, format!("{} ", one.viewpoint.name));
                line = line.join(phrasing::value(look.words, *value));
            }
        }
        page.flow(line, look.width, 4);
    }
}

/// Tells a tree. Who made an act and when, and where something is written and cited, is said the first time only.
struct Teller<'t> {
    look: RenderOptions<'t>,
    place: &'t dyn Fn(Place) -> String,
    acts: BTreeSet<String>,
    places: BTreeSet<Place>,
}

impl Teller<'_> {
    fn node(&mut self, page: &mut TextPage, node: &Node, depth: usize) {
        let (look, words) = (self.look, self.look.words);
        let indent = "  ".repeat(depth + 1);
        let hang = indent.len() + 2;
        let (sign, tone) = match node.value {
            Value::True => ("+ ", Tone::Good),
            Value::False => ("- ", Tone::Bad),
            _ => ("? ", Tone::Alert),
        };
        let mut line = StyledLine::plain(indent).and(tone, sign).join(self.sentence(node));
        if node.decides {
            line.push(Tone::Alert, format!(" {}", words.say("decides")));
        }
        let new = node.place.filter(|p| self.places.insert(*p));
        if let Some(at) = new {
            line.push(Tone::Faint, format!(" {}", (self.place)(at)));
        }
        page.flow(line, look.width, hang);
        if new.is_some() || node.place.is_none() {
            for quote in &node.quotes {
                page.flow(
                    StyledLine::plain(" ".repeat(hang)).join(quoted(look, quote)),
                    look.width,
                    hang + 2,
                );
            }
        }
        if let Some(left_out) = &node.left_out {
            let said = StyledLine::plain(" ".repeat(hang)).and(Tone::Faint, self::left_out(words, left_out));
            page.flow(said, look.width, hang);
        }
        if depth >= DEEPEST && !node.children.is_empty() {
            page.flow(
                StyledLine::plain(" ".repeat(hang)).and(Tone::Faint, words.say("deeper")),
                look.width,
                hang,
            );
            return;
        }
        for child in &node.children {
            self.node(page, child, depth + 1);
        }
    }

    fn sentence(&mut self, node: &Node) -> StyledLine {
        let (look, words) = (self.look, self.look.words);
        let said = step(words, node);
        let mut line = StyledLine::new();
        // A step that is not so is told as the sentence that would have made it so, and denied.
        if node.value != Value::True && node.kind != NodeKind::Question {
            let denial = match node.value {
                Value::False => "not-so",
                Value::Silent => "value-silent",
                Value::NotOnRecord => "value-not-on-record",
                Value::NothingOnRecord => "value-nothing-on-record",
                _ => "not-known",
            };
            line.push(Tone::Strong, format!("{}{}", words.say(denial), words.say("colon")));
        }
        line.push(Tone::Plain, said);
        if let Some(act) = &node.act
            && norm_gives_it(node)
        {
            self.acts.insert(act.name.clone());
            line.push(Tone::Faint, format!(", {}", phrasing::triggered_by(words, act)));
        } else if let Some(act) = node.act.as_ref().filter(|a| self.acts.insert(a.name.clone())) {
            line.push(Tone::Faint, format!(" ({})", phrasing::day_and_author(words, act)));
        }
        if let Some((mine, theirs)) = node.ranks {
            let rank = |r: Option<u32>| r.map_or_else(|| words.say("rank-none"), |r| (r + 1).to_string());
            let said = if node.kind == NodeKind::Recognised {
                words.say_with("rank", &[("mine", &rank(mine))])
            } else {
                words.say_with("ranks", &[("mine", &rank(mine)), ("theirs", &rank(theirs))])
            };
            line.push(Tone::Faint, format!(" ({said})"));
        }
        let lasts = matches!(
            node.kind,
            NodeKind::Question | NodeKind::Status | NodeKind::Title | NodeKind::Elsewhere | NodeKind::Duty
        );
        if lasts && !node.when.is_empty() {
            let days: Vec<String> = node.when.iter().take(4).map(|i| interval(look, i)).collect();
            line.push(Tone::Faint, format!(" [{}]", days.join(&words.say("semicolon"))));
        }
        line
    }
}

/// Whether a step is about a duty that a norm gives: its act is not whose the duty is, but what triggered the norm.
pub fn norm_gives_it(node: &Node) -> bool {
    let name = match node.kind {
        NodeKind::Duty => Some(&node.what),
        NodeKind::Yields | NodeKind::Contrary => node.other.as_ref(),
        _ => None,
    };
    name.is_some() && name == node.norm.as_ref().map(|norm| &norm.name)
}

/// Where a tree ends before the reasons do: how much is left out, and what to ask for it.
pub fn left_out(words: &Words, left_out: &LeftOut) -> String {
    match &left_out.ask {
        Some(ask) => words.say_with("left-out", &[("acts", &left_out.acts), ("ask", ask)]),
        None => words.say_with("left-out-here", &[("acts", &left_out.acts)]),
    }
}

/// What a step of the reasoning says, without whether it is so: a clause with the names of the record in it.
pub fn step(words: &Words, node: &Node) -> String {
    let other = node.other.as_deref().unwrap_or_default();
    let norm = node.norm.as_ref().map(|n| phrasing::named(words, n)).unwrap_or_default();
    let effect = phrasing::effect(words, node.does.as_ref(), node.effect.as_deref().unwrap_or_default());
    let day = node.day.map(|d| phrasing::on_date(words, d)).unwrap_or_default();
    let state = node.state.map(|s| words.say(&phrasing::key("state", &s))).unwrap_or_default();
    let values: [(&str, &dyn std::fmt::Display); 6] = [
        ("what", &node.what),
        ("other", &other),
        ("norm", &norm),
        ("effect", &effect),
        ("day", &day),
        ("state", &state),
    ];
    words.say_with(&phrasing::key("node", &node.kind), &values).trim().to_owned()
}

/// A section with what authorities say, and so many places where each is said; nothing where they say nothing.
pub(crate) fn positions(page: &mut TextPage, look: RenderOptions<'_>, positions: &[Position], places: usize) {
    let words = look.words;
    if positions.is_empty() {
        return;
    }
    header::heading(page, look, &words.say("head-positions"));
    for position in positions {
        let said = phrasing::effect(words, Some(&position.does), &position.does.text);
        let line = StyledLine::plain("  ")
            .and(Tone::Strong, &*position.name)
            .and(Tone::Faint, format!(" ({})", phrasing::day_and_author(words, &position.act)))
            .and(Tone::Plain, format!("{}{said}", words.say("colon")));
        page.flow(line, look.width, 4);
        for quote in position.quotes.iter().take(places) {
            page.flow(StyledLine::plain("    ").join(quoted(look, quote)), look.width, 6);
        }
    }
}

fn quoted(look: RenderOptions<'_>, quote: &Quote) -> StyledLine {
    let words = look.words;
    let key = if quote.contradicts { "contradicted-in" } else { "said-in" };
    let source = phrasing::named(words, &quote.source);
    let mut line = StyledLine::of(Tone::Faint, words.say_with(key, &[("source", &source)]));
    if !quote.pin.is_empty() {
        line.push(Tone::Faint, format!(", {}", quote.pin));
    }
    if let Some(text) = &quote.quote {
        line.push(Tone::Plain, words.say("colon"));
        line.push(Tone::Plain, words.say_with("quoted", &[("text", text)]));
    }
    line
}
