//! Writes SVG elements. Every text is escaped, every number has one decimal, and nothing is loaded from elsewhere.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

/// How the classes of a picture look: a picture that is part of a page takes them from the page.
pub const STYLE: &str = "\
text{font-family:'DejaVu Sans',Verdana,'Segoe UI',Helvetica,Arial,sans-serif;font-size:11px;fill:#1f2328}\
.title{font-size:20px;font-weight:bold}.section{font-size:13px;font-weight:bold}.note{fill:#57606a}\
.lane{fill:#f3f5f7}.lane-name{font-weight:bold}.axis{stroke:#c4cad1;stroke-width:1}\
.year{stroke:#e3e7eb;stroke-width:1}.year-name{fill:#8a929b;font-size:10px}\
.on{stroke:#b35900;stroke-width:1.4;stroke-dasharray:5 3}.on-name{fill:#b35900;font-weight:bold}\
.leader{stroke:#8a929b;stroke-width:.8}.act{fill:#1f2328;stroke:#fff;stroke-width:1.2}\
.act-name{paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}\
.arrow{fill:none;stroke-width:1.5;stroke-opacity:.75}.takes{stroke:#c0362c}.halts{stroke:#b07d00}.gives{stroke:#1a7f37}\
.speaks{stroke:#6e7781;stroke-dasharray:2 3}.void{stroke-dasharray:5 4;stroke-opacity:.4}\
.head-takes{fill:#c0362c}.head-halts{fill:#b07d00}.head-gives{fill:#1a7f37}.head-speaks{fill:#6e7781}\
.deadline{fill:#fff;stroke:#b35900;stroke-width:1.4}\
.thread{stroke:#e3e7eb;stroke-width:1}.bar-name{font-weight:bold}.bar-title{fill:#57606a;font-size:10px}.who{fill:#57606a;font-size:10px}\
.bar.yes{fill:#2da44e}.bar.halted{fill:url(#halted)}.bar.open{fill:url(#open)}.bar.no{fill:#d0d7de}";

/// About how wide a text is, in pixels: a little more than it is in the fonts asked for.
pub(super) fn text_width(text: &str, size: f64) -> f64 {
    text.width() as f64 * size * 0.62
}

/// Writes shapes.
pub(super) struct SvgWriter {
    out: String,
    alone: bool,
}

impl SvgWriter {
    /// `alone`: the picture is a file and brings its own style.
    pub(super) fn new(alone: bool) -> SvgWriter {
        SvgWriter { out: String::new(), alone }
    }

    pub(super) fn open(&mut self, width: f64, height: f64, title: &str, about: &str) {
        // A picture with links is a group of things, not one image.
        let role = if self.alone { "img" } else { "group" };
        let _ = write!(
            self.out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" viewBox=\"0 0 {width:.0} \
             {height:.0}\" role=\"{role}\" aria-labelledby=\"title about\">\n<title id=\"title\">{}</title>\n<desc \
             id=\"about\">{}</desc>\n",
            escaped(title),
            escaped(about)
        );
        if self.alone {
            let _ = writeln!(self.out, "<style>{STYLE}</style>");
        }
        self.out.push_str("<defs>\n");
        for kind in ["takes", "halts", "gives", "speaks"] {
            let _ = writeln!(
                self.out,
                "<marker id=\"head-{kind}\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"6\" markerHeight=\"6\" \
                 orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" class=\"head-{kind}\"/></marker>"
            );
        }
        for (id, color) in [("halted", "#d4a72c"), ("open", "#8a929b")] {
            let _ = writeln!(
                self.out,
                "<pattern id=\"{id}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" \
                 patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" fill=\"#fff\"/><rect width=\"3\" height=\"6\" \
                 fill=\"{color}\"/></pattern>"
            );
        }
        let _ =
            writeln!(self.out, "</defs>\n<rect width=\"{width:.0}\" height=\"{height:.0}\" fill=\"#fff\"/>");
    }

    /// What follows, pictures on top of one another, is the part of a page.
    pub(super) fn open_sheet(&mut self) {
        self.out.push_str("<div class=\"sheet\">\n");
    }

    pub(super) fn close_sheet(self) -> String {
        self.close() + "</div>\n"
    }

    /// A column of what the picture says as well: nobody hears it twice.
    pub(super) fn open_column(&mut self, width: f64, height: f64, look: &str) {
        let _ = writeln!(
            self.out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"{look}\" width=\"{width:.0}\" height=\"{height:.0}\" viewBox=\"0 0 \
             {width:.0} {height:.0}\" aria-hidden=\"true\" focusable=\"false\">"
        );
    }

    pub(super) fn close_column(&mut self) {
        self.out.push_str("</svg>\n");
    }

    pub(super) fn close(mut self) -> String {
        self.out.push_str("</svg>\n");
        self.out
    }

    /// What follows, up to the closing, says this to whoever points at it or has it read aloud.
    pub(super) fn open_group(&mut self, about: &str) {
        let _ = write!(self.out, "<g><title>{}</title>", escaped(about));
    }

    pub(super) fn close_group(&mut self) {
        self.out.push_str("</g>\n");
    }

    /// The same, and it leads somewhere.
    pub(super) fn open_link(&mut self, href: &str, about: &str) {
        let _ = write!(self.out, "<a href=\"{}\"><title>{}</title>", escaped(href), escaped(about));
    }

    pub(super) fn close_link(&mut self) {
        self.out.push_str("</a>\n");
    }

    pub(super) fn text(&mut self, x: f64, y: f64, class: &str, text: &str) {
        let _ =
            writeln!(self.out, "<text x=\"{x:.1}\" y=\"{y:.1}\" class=\"{class}\">{}</text>", escaped(text));
    }

    pub(super) fn line(&mut self, x: f64, y: f64, x2: f64, y2: f64, class: &str) {
        let _ = writeln!(
            self.out,
            "<line x1=\"{x:.1}\" y1=\"{y:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\" class=\"{class}\"/>"
        );
    }

    pub(super) fn rect(&mut self, x: f64, y: f64, width: f64, height: f64, class: &str) {
        let _ = writeln!(
            self.out,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" class=\"{class}\"/>"
        );
    }

    pub(super) fn circle(&mut self, x: f64, y: f64, r: f64, class: &str) {
        let _ = writeln!(self.out, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{r:.1}\" class=\"{class}\"/>");
    }

    pub(super) fn diamond(&mut self, x: f64, y: f64, class: &str) {
        let _ = writeln!(self.out, "<path d=\"M{x:.1} {:.1}l5 5l-5 5l-5 -5z\" class=\"{class}\"/>", y - 5.0);
    }

    /// A bent arrow that ends a little before its target.
    pub(super) fn arrow(&mut self, from: (f64, f64), to: (f64, f64), class: &str, head: &str) {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let long = (dx * dx + dy * dy).sqrt().max(1.0);
        let bend = if dy.abs() < 1.0 && dx.abs() > 40.0 { -(dx.abs() * 0.12).min(26.0) } else { 0.0 };
        let bow = if dy.abs() >= 1.0 { (long * 0.12).min(40.0) } else { 0.0 };
        let middle =
            ((from.0 + to.0) / 2.0 + bow * dy / long, (from.1 + to.1) / 2.0 - bow * dx / long + bend * 2.0);
        let (ex, ey) = (to.0 - middle.0, to.1 - middle.1);
        let last = (ex * ex + ey * ey).sqrt().max(1.0);
        let end = (to.0 - ex / last * 5.0, to.1 - ey / last * 5.0);
        let _ = writeln!(
            self.out,
            "<path d=\"M{:.1} {:.1}Q{:.1} {:.1} {:.1} {:.1}\" class=\"{class}\" marker-end=\"url(#head-{head})\"/>",
            from.0, from.1, middle.0, middle.1, end.0, end.1
        );
    }
}

/// Safe between tags; what XML cannot carry becomes a replacement character.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
