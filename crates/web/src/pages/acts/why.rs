//! The reasons of an answer, as a tree of nested details. Its leaves link to passages of sources.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use askama::Template;
use vigente_query::answer::{Node, NodeKind, Value, Why};

use crate::i18n::{I18n, tone, value_tone};
use crate::links::{Href, MatterPage};
use crate::pages::layout::rendered;
use crate::pages::{PageContext, escaped};
use crate::server::response::{Format, PageResponse};

#[derive(Template)]
#[template(path = "pages/acts/why.html", blocks = ["head", "answer"])]
struct PageTemplate<'p> {
    t: &'p I18n,
    question: String,
    day: String,
    horizon: String,
    value: String,
    value_tone: &'static str,
    answers: Vec<AnswerView>,
    bindings: Vec<(String, Href, Vec<String>)>,
    may_miss_some: bool,
    open_dates: Vec<String>,
    trees: Vec<(String, String, String)>,
    ask: Ask,
    example: String,
}

/// The form for another question.
struct Ask {
    action: String,
    hidden: Vec<(&'static str, String)>,
    on: String,
}

struct AnswerView {
    whose: String,
    title: String,
    word: String,
    tone: &'static str,
    state: String,
    reason: String,
    days: String,
    stood: String,
    count: String,
}

/// The page.
pub fn show(cx: &PageContext<'_>, text: &str, format: Format) -> PageResponse {
    let t = cx.t();
    if text.is_empty() {
        return ask(cx, format, "", None);
    }
    let question = cx.question();
    let why = match cx.open.session.why(text, &question) {
        Ok(why) => why,
        Err(wrong) => {
            let said: Vec<String> = wrong
                .iter()
                .map(|d| match &d.help {
                    Some(help) => format!("{} ({help})", d.message),
                    None => d.message.clone(),
                })
                .collect();
            return ask(cx, format, text, Some(said.join("; ")));
        }
    };
    match format {
        Format::Json => return cx.data("why", &[("query", text.into())], &why),
        Format::Html => {}
        _ => return PageResponse::Nothing,
    }
    let page = PageTemplate {
        day: cx.day_in_words(),
        horizon: horizon(t, &why),
        value: t.value(&why.answer.value),
        value_tone: value_tone(&why.answer.value),
        answers: why.answer.by_viewpoint.iter().map(|a| answer_view(cx, a)).collect(),
        may_miss_some: why.answer.may_miss_some(),
        bindings: why
            .answer
            .bindings
            .iter()
            .map(|b| {
                let values = b.by_viewpoint.iter().map(|v| t.value(v)).collect();
                (b.status.clone(), cx.links.why(&b.status), values)
            })
            .collect(),
        open_dates: why
            .answer
            .settled_by
            .iter()
            .map(|open| {
                let which = t.word(&format!("date-{}", open.which));
                let days = open.days.as_ref().map_or_else(|| t.word("day-unknown"), |d| t.day(d));
                t.words.say_with("settled-by", &[("which", &which), ("act", &open.act.name), ("days", &days)])
            })
            .collect(),
        trees: trees(cx, &why),
        ask: asking(cx),
        example: String::new(),
        question: text.to_owned(),
        t,
    };
    let layout = cx.layout(None, text.to_owned()).twins(&cx.page, &[Format::Json]);
    cx.dated(layout, &page, &page.as_head(), &page.as_answer())
}

fn ask(cx: &PageContext<'_>, format: Format, text: &str, wrong: Option<String>) -> PageResponse {
    let t = cx.t();
    let code = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
    if format == Format::Json {
        let error = wrong.unwrap_or_else(|| t.say("ask-something"));
        return PageResponse::WrongData(code, serde_json::json!({ "error": error }));
    }
    let acts = &cx.open.record.model().acts;
    let example = acts.last().map(|a| format!("{} in force", cx.open.record.model().name(a.thing)));
    let page = PageTemplate {
        question: text.to_owned(),
        day: String::new(),
        horizon: String::new(),
        value: String::new(),
        value_tone: "faint",
        answers: Vec::new(),
        bindings: Vec::new(),
        may_miss_some: false,
        open_dates: Vec::new(),
        trees: Vec::new(),
        ask: asking(cx),
        example: example.unwrap_or_default(),
        t,
    };
    let failed = wrong.is_some();
    let mut layout = cx.layout(None, t.say("why"));
    layout.wrong.extend(wrong);
    let page = layout.around(&rendered(&page));
    if failed { PageResponse::Wrong(code, page) } else { PageResponse::Html(page) }
}

fn asking(cx: &PageContext<'_>) -> Ask {
    Ask {
        action: cx.action(MatterPage::Why { question: String::new(), viewpoint: None }),
        hidden: cx.params().hidden(),
        on: cx.params().day().to_string(),
    }
}

fn horizon(t: &I18n, why: &Why) -> String {
    let asked = &why.answer.asked;
    let mut said = vec![match asked.made_by {
        None => t.word("with-hindsight"),
        Some(made) if made == asked.on => t.word("as-it-stood"),
        Some(made) => t.words.say_with("made-by", &[("day", &t.long_day(made))]),
    }];
    if let Some(known) = asked.known_by {
        said.push(t.words.say_with("as-known-by", &[("day", &t.long_day(known))]));
    }
    said.join(", ")
}

fn answer_view(cx: &PageContext<'_>, one: &vigente_query::answer::ViewpointAnswer) -> AnswerView {
    let t = cx.t();
    AnswerView {
        whose: one.viewpoint.name.clone(),
        title: t.named(&one.viewpoint),
        word: t.value(&one.value),
        tone: value_tone(&one.value),
        state: one.state.as_ref().map(|s| t.state(s)).unwrap_or_default(),
        reason: one.reason.as_ref().map(|r| t.reason(r)).unwrap_or_default(),
        days: match one.when.is_empty() {
            true => String::new(),
            false => t.words.say_with("yes-on", &[("days", &crate::pages::matter::concerns(t, &one.when))]),
        },
        stood: one.as_it_stood.as_ref().map(|v| t.value(v)).unwrap_or_default(),
        count: one.count.map_or_else(String::new, |(least, most)| match least == most {
            true => least.to_string(),
            false => format!("{least}–{most}"),
        }),
    }
}

/// The reasons of each viewpoint. Viewpoints whose reasons differ only in ranks share a tree.
fn trees(cx: &PageContext<'_>, why: &Why) -> Vec<(String, String, String)> {
    let mut trees: Vec<(Node, String, Vec<String>, String)> = Vec::new();
    for (i, tree) in why.trees.iter().enumerate() {
        let bare = without_ranks(&tree.root);
        let who = cx.t().named(&tree.viewpoint);
        if let Some((_, _, all, _)) = trees.iter_mut().find(|(b, _, _, _)| *b == bare) {
            all.push(who);
            continue;
        }
        let mut out = String::new();
        let roots = match &tree.root.children[..] {
            [only] if tree.root.kind == NodeKind::Question => std::slice::from_ref(only),
            _ => std::slice::from_ref(&tree.root),
        };
        let mut writer = TreeWriter { cx, acts: BTreeSet::new() };
        out.push_str("<ul class=\"tree\">\n");
        for root in roots {
            node(&mut writer, root, 0, true, &mut out);
        }
        out.push_str("</ul>\n");
        trees.push((bare, format!("tree-{i}"), vec![who], out));
    }
    trees.into_iter().map(|(_, id, who, out)| (id, who.join(" · "), out)).collect()
}

fn without_ranks(node: &Node) -> Node {
    Node { ranks: None, children: node.children.iter().map(without_ranks).collect(), ..node.clone() }
}

/// Writes a tree. The author and day of an act are written only once.
struct TreeWriter<'t, 'h> {
    cx: &'t PageContext<'h>,
    acts: BTreeSet<String>,
}

/// Writes steps as nested details. Those on the way to the deciding step are open.
fn node(writer: &mut TreeWriter<'_, '_>, node_: &Node, depth: usize, on_the_way: bool, out: &mut String) {
    let cx = writer.cx;
    let t = cx.t();
    let (sign, sign_word, class) = match node_.value {
        Value::True => ("✓", t.say("sign-yes"), "yes"),
        Value::False => ("✗", t.say("sign-no"), "no"),
        _ => ("?", t.say("sign-open"), "open"),
    };
    let leaf = node_.children.is_empty();
    // In a large tree, only the way to the deciding step is open.
    let open = depth < 2 || (on_the_way && depth < 6) || node_.children.iter().any(decides);
    let decided = if node_.decides { " decides" } else { "" };
    let (said, more) = sentence(writer, node_);
    let _ = write!(out, "<li class=\"{class}{decided}\">");
    if !leaf {
        let _ = write!(out, "<details{}><summary>", if open { " open" } else { "" });
    }
    let _ = write!(
        out,
        "<span class=\"sign\" aria-hidden=\"true\">{sign}</span><span class=\"unseen\">{sign_word}</span> <span class=\"said\">{said}</span>"
    );
    if node_.decides {
        let _ = write!(out, " <strong class=\"deciding\">{}</strong>", escaped(&t.say("decides")));
    }
    if !leaf {
        out.push_str("</summary>");
    }
    if !more.is_empty() {
        let _ = write!(out, "<div class=\"more\">{more}</div>");
    }
    if let Some(left_out) = &node_.left_out {
        let said = escaped(&vigente_render::left_out(&t.words, left_out));
        let said = match &left_out.ask {
            Some(ask) => format!("<a{}>{said}</a>", cx.links.why(ask)),
            None => said,
        };
        let _ = write!(out, "<div class=\"more\">{said}</div>");
    }
    for quote in &node_.quotes {
        let word = if quote.contradicts { t.say("contradicts") } else { String::new() };
        let title = escaped(&t.named(&quote.source));
        let pin = if quote.pin.is_empty() { String::new() } else { format!(", {}", escaped(&quote.pin)) };
        let href = citation(cx, quote).map_or_else(|| cx.links.source(&quote.source.name), |(href, _)| href);
        let _ = write!(out, "<div class=\"quote\">{word} <a{href}>{title}{pin}</a>");
        if let Some(words) = &quote.quote {
            let language = citation(cx, quote).map(|(_, l)| l).unwrap_or_default();
            let language =
                if language.is_empty() { String::new() } else { format!(" lang=\"{}\"", escaped(&language)) };
            let _ = write!(out, " <q{language}>{}</q>", escaped(words));
        }
        out.push_str("</div>");
    }
    if !leaf {
        out.push_str("<ul>\n");
        for child in &node_.children {
            let way = on_the_way && (child.decides || decides(child) || node_.children.len() == 1);
            node(writer, child, depth + 1, way, out);
        }
        out.push_str("</ul></details>");
    }
    out.push_str("</li>\n");
}

fn decides(node: &Node) -> bool {
    node.decides || node.children.iter().any(decides)
}

/// The passage of a quote, and the language of its source.
fn citation(cx: &PageContext<'_>, quote: &vigente_query::answer::Quote) -> Option<(Href, String)> {
    let model = cx.open.record.model();
    let found = model.citations.iter().position(|c| {
        *model.sources[c.source].name == *quote.source.name
            && *c.pin == *quote.pin
            && c.quote.as_deref() == quote.quote.as_deref()
            && c.contradicts == quote.contradicts
    })?;
    let quoted = super::act::quoted(cx, model, found, String::new());
    Some((quoted.href, quoted.language))
}

/// The sentence of a step, and its link.
fn sentence(writer: &mut TreeWriter<'_, '_>, node: &Node) -> (String, String) {
    let cx = writer.cx;
    let t = cx.t();
    let mut said = escaped(&vigente_render::step(&t.words, node));
    // A step that does not hold is written as the denied sentence.
    if node.value != Value::True && node.kind != NodeKind::Question {
        let key = match node.value {
            Value::False => "not-so",
            Value::Silent => "value-silent",
            Value::NotOnRecord => "value-not-on-record",
            Value::NothingOnRecord => "value-nothing-on-record",
            _ => "not-known",
        };
        said = format!("<strong>{}{}</strong>{said}", escaped(&t.word(key)), t.word("colon"));
    }
    let mut more = String::new();
    if let Some(act) = node.act.as_ref().filter(|a| writer.acts.insert(a.name.clone())) {
        let trigger = if vigente_render::norm_gives_it(node) {
            format!("{} ", escaped(t.words.say_with("triggered-by", &[("act", &"")]).trim()))
        } else {
            String::new()
        };
        let _ = write!(
            more,
            " {trigger}<a class=\"about\"{}>{} ({})</a>",
            cx.links.act(&act.name),
            escaped(&t.act(act)),
            escaped(&t.day_and_author(act))
        );
    }
    if let Some((mine, theirs)) = node.ranks {
        let rank = |r: Option<u32>| r.map_or_else(|| t.word("rank-none"), |r| (r + 1).to_string());
        let ranks = match node.kind {
            NodeKind::Recognised => t.words.say_with("rank", &[("mine", &rank(mine))]),
            _ => t.words.say_with("ranks", &[("mine", &rank(mine)), ("theirs", &rank(theirs))]),
        };
        let _ = write!(said, " <span class=\"about\">({})</span>", escaped(&ranks));
    }
    if let Some(state) = &node.state {
        let word = t.state(state);
        if !said.contains(&word) {
            let _ = write!(said, " <span class=\"mark {}\">{}</span>", tone(state), escaped(&word));
        }
    }
    let lasts = matches!(
        node.kind,
        NodeKind::Question | NodeKind::Status | NodeKind::Title | NodeKind::Elsewhere | NodeKind::Duty
    );
    if lasts && !node.when.is_empty() {
        let few: Vec<_> = node.when.iter().take(4).cloned().collect();
        let _ = write!(
            said,
            " <span class=\"about\">[{}]</span>",
            escaped(&crate::pages::matter::concerns(t, &few))
        );
    }
    if let Some(place) = node.place
        && let Some((file, line)) = cx.open.record.line(place.file, place.start)
    {
        if cx.open.record.is_own(place.file) {
            let _ =
                write!(more, " <a class=\"place\"{}>{}:{line}</a>", cx.links.line(file, line), escaped(file));
        } else {
            let _ = write!(more, " <span class=\"place\">{}:{line}</span>", escaped(file));
        }
    }
    (said, more)
}
