//! The HTTP server: reads a request, asks for its page, and answers.

pub mod guard;
pub mod params;
pub mod response;

use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::extract::Form;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures_util::stream::{Stream, unfold};
use vigente_engine::Cancel;

use crate::i18n::{self, I18n, Lang};
use crate::library::Library;
use crate::library::background::{self, Fault};
use crate::links::{
    KeptParams, LibraryPage, LibraryRoute, LinkResolver, Links, MatterPage, Page, Route, Server, route,
};
use crate::pages::layout::Layout;
use crate::pages::{self, Request};
use crate::server::params::{Pairs, Params};
use crate::server::response::{Format, PageResponse};
use guard::Guard;

/// The longest form that is read, in bytes.
const LONGEST: usize = 32 << 20;

/// The application over a library.
pub fn router(library: Arc<Library>, open: bool) -> Router {
    router_with(library, Arc::new(Server), open)
}

/// The application over a library, whose pages ask this resolver for their links.
pub fn router_with(library: Arc<Library>, resolver: Arc<dyn LinkResolver>, open: bool) -> Router {
    Router::new()
        .route(route::ROOT, get(matters))
        .route(route::LIBRARY, get(matters_as))
        .route(route::OVERVIEW, get(first_page))
        .route(route::PAGE, get(page).post(sent))
        .route(route::CHANGES, get(changes))
        .route(route::ASSET, get(asset))
        .fallback(nothing)
        .layer(axum::extract::DefaultBodyLimit::max(LONGEST))
        .layer(axum::middleware::from_fn_with_state(Arc::new(Guard { open }), guard::guard))
        .with_state(App { library, resolver })
}

/// What the handlers share.
#[derive(Clone)]
struct App {
    library: Arc<Library>,
    resolver: Arc<dyn LinkResolver>,
}

impl App {
    fn params(&self, headers: &HeaderMap, pairs: Pairs) -> Params {
        Params::read(pairs, accepted(headers), self.library.today())
    }

    /// Links from a page over all matters.
    fn links(&self, params: &Params) -> Links {
        let kept = KeptParams { lang: params.said, ..KeptParams::default() };
        Links::new("", kept, self.resolver.clone())
    }

    fn request(&self, route: Route, format: Format, params: Params) -> Request {
        Request {
            page: MatterPage::read(route, &params),
            format,
            params,
            writing: self.library.settings.writing,
            resolver: self.resolver.clone(),
        }
    }

    /// Reads matters that changed, in the background.
    fn refresh(&self) {
        if self.library.is_stale() || self.library.cards().1 > 0 {
            let library = self.library.clone();
            tokio::task::spawn_blocking(move || library.write_cards_unless_written());
        }
    }
}

/// The language that the browser prefers, or English.
fn accepted(headers: &HeaderMap) -> Lang {
    headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).map_or(Lang::En, i18n::accepted)
}

/// A script asks for the part of a page that changes.
fn wants_part(headers: &HeaderMap) -> bool {
    headers.contains_key("x-part")
}

async fn matters(State(app): State<App>, headers: HeaderMap, Query(pairs): Query<Pairs>) -> Response {
    let format = if wants_part(&headers) { Format::State } else { Format::Html };
    list(&app, &headers, pairs, format).await
}

async fn matters_as(
    State(app): State<App>,
    Path(page): Path<String>,
    headers: HeaderMap,
    Query(pairs): Query<Pairs>,
) -> Response {
    let (name, format) = Format::of(&page);
    match (LibraryRoute::parse(name), format) {
        (Some(LibraryRoute::Matters), format) if format != Format::Html => {
            list(&app, &headers, pairs, format).await
        }
        (Some(LibraryRoute::AllDuties), Format::Html) if wants_part(&headers) => {
            all_duties(&app, &headers, pairs, Format::State).await
        }
        (Some(LibraryRoute::AllDuties), format) => all_duties(&app, &headers, pairs, format).await,
        _ => nothing(State(app), headers).await,
    }
}

async fn list(app: &App, headers: &HeaderMap, pairs: Pairs, format: Format) -> Response {
    app.refresh();
    let params = app.params(headers, pairs);
    let (library, links) = (app.library.clone(), app.links(&params));
    let show = move |_: &Cancel| pages::library::matters::show(&library, &links, &params, format);
    finish(app, headers, format, background::run(show).await)
}

/// The duties of all matters. What is not read or not compared yet is worked out in the background.
async fn all_duties(app: &App, headers: &HeaderMap, pairs: Pairs, format: Format) -> Response {
    app.refresh();
    let params = app.params(headers, pairs);
    if let Some(since) = crate::days::day(params.get("since"))
        && app.library.differences(since).1 > 0
    {
        let library = app.library.clone();
        tokio::task::spawn_blocking(move || library.compare(since));
    }
    let (library, links) = (app.library.clone(), app.links(&params));
    let show = move |_: &Cancel| pages::library::all_duties::show(&library, &links, &params, format);
    finish(app, headers, format, background::run(show).await)
}

async fn first_page(
    State(app): State<App>,
    Path(matter): Path<String>,
    headers: HeaderMap,
    Query(pairs): Query<Pairs>,
) -> Response {
    let (key, format) = match app.library.workspace.folder(&matter) {
        Some(_) => (matter.as_str(), Format::Html),
        None => Format::of(&matter),
    };
    answer(app, key, "", format, headers, pairs).await
}

async fn page(
    State(app): State<App>,
    Path((matter, page)): Path<(String, String)>,
    headers: HeaderMap,
    Query(pairs): Query<Pairs>,
) -> Response {
    let (page, format) = Format::of(&page);
    answer(app, &matter, page, format, headers, pairs).await
}

async fn answer(
    app: App,
    key: &str,
    page: &str,
    format: Format,
    headers: HeaderMap,
    pairs: Pairs,
) -> Response {
    let params = app.params(&headers, pairs);
    let format = match format {
        Format::Html if headers.get("x-part").is_some_and(|part| part == "past") => Format::Past,
        Format::Html | Format::Svg if wants_part(&headers) => Format::State,
        format => format,
    };
    let Some(route) = Route::parse(page) else { return nothing(State(app), headers).await };
    let request = app.request(route, format, params);
    let reply = app.library.ask(key, move |open| pages::of_matter(open, request)).await;
    finish(&app, &headers, format, reply.map(|found| found.unwrap_or(PageResponse::Nothing)))
}

/// What a form sends. Requests that come later see what it wrote.
async fn sent(
    State(app): State<App>,
    Path((matter, page)): Path<(String, String)>,
    uri: Uri,
    headers: HeaderMap,
    Query(pairs): Query<Pairs>,
    Form(fields): Form<Pairs>,
) -> Response {
    let params = app.params(&headers, pairs);
    if !fields.iter().any(|(name, value)| name == "token" && value == guard::token()) {
        return without_token(&app, &headers, &params, &uri, fields);
    }
    let Some(route) = Route::parse(&page) else { return nothing(State(app), headers).await };
    let request = app.request(route, Format::Html, params);
    let reply = app.library.act(&matter, move |open| pages::sent(open, request, &fields)).await;
    finish(&app, &headers, Format::Html, reply.map(|found| found.unwrap_or(PageResponse::Nothing)))
}

/// A form without the token of this process writes nothing. If a page of this server sent it, that page was open when the
/// application started anew, and gets a page with all that it sent.
fn without_token(app: &App, headers: &HeaderMap, params: &Params, uri: &Uri, fields: Pairs) -> Response {
    if !guard::is_from_own_page(headers) {
        return (StatusCode::FORBIDDEN, "a form must send the token of this server's pages\n")
            .into_response();
    }
    let address = uri.path_and_query().map_or("/", |p| p.as_str());
    let body = pages::edit::resend::show(&app.links(params), params, address, fields);
    finish(app, headers, Format::Html, Ok(PageResponse::Wrong(StatusCode::FORBIDDEN, body)))
}

/// What is not there and what broke get pages that say so. Every page varies with what is asked in headers.
fn finish(app: &App, headers: &HeaderMap, format: Format, reply: Result<PageResponse, Fault>) -> Response {
    let reply = match reply {
        Ok(PageResponse::Nothing) => notice(app, headers, StatusCode::NOT_FOUND, "not-found", None),
        Ok(reply) => reply,
        Err(Fault) => fault(app, headers, format),
    };
    let mut response = reply.into_response();
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("Accept-Language, X-Part"));
    response
}

/// The request broke; the rest of the application goes on.
fn fault(app: &App, headers: &HeaderMap, format: Format) -> PageResponse {
    let code = StatusCode::INTERNAL_SERVER_ERROR;
    if format == Format::Json {
        let t = I18n::of(app.params(headers, Vec::new()).lang);
        return PageResponse::WrongData(code, serde_json::json!({ "error": t.say("fault") }));
    }
    notice(app, headers, code, "fault", Some("fault-help"))
}

/// A page that says why there is no other.
fn notice(app: &App, headers: &HeaderMap, code: StatusCode, title: &str, help: Option<&str>) -> PageResponse {
    let params = app.params(headers, Vec::new());
    let t = I18n::of(params.lang);
    let links = app.links(&params);
    let home = LibraryPage::matters();
    let layout = Layout::new(&links, &params, &Page::Library(home.clone()), t.say(title));
    let help = help.map_or_else(String::new, |help| format!("<p>{}</p>\n", t.say(help)));
    let home = format!("<p><a{}>{}</a></p>", links.library(home), t.say("matters"));
    PageResponse::Wrong(code, layout.around(&format!("<h1>{}</h1>\n{help}{home}", t.say(title))))
}

async fn nothing(State(app): State<App>, headers: HeaderMap) -> Response {
    finish(&app, &headers, Format::Html, Ok(PageResponse::Nothing))
}

/// Tells pages when a matter changes on disk.
async fn changes(State(app): State<App>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let listener = app.library.changes();
    let stream = unfold(listener, |mut listener| async move {
        use tokio::sync::broadcast::error::RecvError;
        let event = Event::default().event("changed");
        match listener.recv().await {
            Ok(key) => Some((Ok(event.data(key)), listener)),
            // A page that has missed some is told that anything may have changed.
            Err(RecvError::Lagged(_)) => Some((Ok(event.data("*")), listener)),
            Err(RecvError::Closed) => None,
        }
    });
    Sse::new(stream).keep_alive(KeepAlive::default())
}

async fn asset(Path(name): Path<String>) -> Response {
    match crate::assets::find(&name) {
        Some((kind, bytes)) => {
            ([(header::CONTENT_TYPE, HeaderValue::from_static(kind))], bytes).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Settings;

    #[test]
    fn what_breaks_gets_a_page_that_says_so() {
        let root = std::env::temp_dir().join(format!("vigente-fault-{}", std::process::id()));
        let today = || jiff::civil::date(2021, 1, 1);
        let settings = Settings { root, inputs: Default::default(), today, day: None, writing: false };
        let app = App { library: Arc::new(Library::new(settings)), resolver: Arc::new(Server) };
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).build().unwrap();
        for (format, said) in
            [(Format::Html, "<h1>This page could not be made</h1>"), (Format::Json, "\"error\"")]
        {
            let (code, body) = runtime.block_on(async {
                let broken = background::run(|_| -> PageResponse { panic!("a fault") }).await;
                let response = finish(&app, &HeaderMap::new(), format, broken);
                let code = response.status();
                (code, axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap())
            });
            assert_eq!(code, StatusCode::INTERNAL_SERVER_ERROR);
            let body = String::from_utf8_lossy(&body);
            assert!(body.contains(said), "{body}");
        }
    }
}
