//! The answer of a page in one of its formats, and how it becomes an HTTP response.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use crate::pages::layout::Pieces;

/// The format of a page. A URL ends with it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Format {
    /// An HTML page.
    Html,
    /// The part of it that changes with the day.
    State,
    /// The slow rest of that part, which the script requests afterwards.
    Past,
    /// Data, as `docs/json.md` describes it.
    Json,
    /// A table.
    Csv,
    /// A picture.
    Svg,
    /// A calendar.
    Ics,
    /// A feed.
    Atom,
}

impl Format {
    /// The formats that a URL names at its end.
    const ENDINGS: [(&str, Format); 5] = [
        (".json", Format::Json),
        (".csv", Format::Csv),
        (".svg", Format::Svg),
        (".ics", Format::Ics),
        (".atom", Format::Atom),
    ];

    /// Splits the format off the end of a page's name.
    pub fn of(name: &str) -> (&str, Format) {
        for (ending, format) in Format::ENDINGS {
            if let Some(rest) = name.strip_suffix(ending) {
                return (rest, format);
            }
        }
        (name, Format::Html)
    }

    /// The end of a URL in this format.
    pub fn ending(self) -> &'static str {
        Format::ENDINGS.into_iter().find(|(_, format)| *format == self).map_or("", |(ending, _)| ending)
    }
}

/// The answer of a page.
#[derive(Debug)]
pub enum PageResponse {
    /// A page, or a part of one.
    Html(String),
    /// A page of a static copy whose answer depends on the day.
    Pieces(Box<Pieces>),
    /// Data.
    Json(Value),
    /// A table.
    Csv(String),
    /// A picture.
    Svg(String),
    /// A calendar.
    Ics(String),
    /// A feed.
    Atom(String),
    /// A redirect to this URL.
    See(String),
    /// A page that says why there is no answer, with its status.
    Wrong(StatusCode, String),
    /// The same as data.
    WrongData(StatusCode, Value),
    /// There is no such page, or it does not have this format.
    Nothing,
}

impl IntoResponse for PageResponse {
    fn into_response(self) -> Response {
        let typed = |kind: &'static str, body: String| {
            ([(header::CONTENT_TYPE, HeaderValue::from_static(kind))], body).into_response()
        };
        let data = |value: &Value| serde_json::to_string_pretty(value).unwrap_or_default() + "\n";
        match self {
            PageResponse::Html(body) => typed("text/html; charset=utf-8", body),
            PageResponse::Pieces(pieces) => typed("text/html; charset=utf-8", pieces.whole()),
            PageResponse::Json(value) => typed("application/json", data(&value)),
            PageResponse::Csv(body) => typed("text/csv; charset=utf-8", body),
            PageResponse::Svg(body) => typed("image/svg+xml", body),
            PageResponse::Ics(body) => typed("text/calendar; charset=utf-8", body),
            PageResponse::Atom(body) => typed("application/atom+xml; charset=utf-8", body),
            PageResponse::See(to) => match HeaderValue::from_str(&to) {
                Ok(to) => (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response(),
                Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
            },
            PageResponse::Wrong(code, body) => {
                (code, typed("text/html; charset=utf-8", body)).into_response()
            }
            PageResponse::WrongData(code, value) => {
                (code, typed("application/json", data(&value))).into_response()
            }
            PageResponse::Nothing => StatusCode::NOT_FOUND.into_response(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_stand_at_the_end() {
        assert_eq!(Format::of("why.json"), ("why", Format::Json));
        assert_eq!(Format::of("why"), ("why", Format::Html));
        assert_eq!(Format::of("a.b"), ("a.b", Format::Html));
    }
}
