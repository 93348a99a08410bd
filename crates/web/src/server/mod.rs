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

use crate::i18n::{self, I18n, Lang};
use crate::library::Library;
use crate::links::{
    Horizon, LibraryPage, LibraryRoute, Links, MatterPage, Page, Resolver, Route, Server, route,
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
pub fn router_with(library: Arc<Library>, resolver: Arc<dyn Resolver>, open: bool) -> Router {
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
    resolver: Arc<dyn Resolver>,
}

impl App {
    fn params(&self, headers: &HeaderMap, pairs: Pairs) -> Params {
        Params::read(pairs, accepted(headers), self.library.today())
    }

    /// Links from a page over all matters.
    fn links(&self, params: &Params) -> Links {
        let horizon = Horizon { lang: params.said, ..Horizon::default() };
        Links::new("", horizon, self.resolver.clone())
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
    list(&app, &headers, pairs, format)
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
            list(&app, &headers, pairs, format)
        }
        (Some(LibraryRoute::AllDuties), Format::Html) if wants_part(&headers) => {
            all_duties(&app, &headers, pairs, Format::State)
        }
        (Some(LibraryRoute::AllDuties), format) => all_duties(&app, &headers, pairs, format),
        _ => nothing(State(app), headers).await,
    }
}

fn list(app: &App, headers: &HeaderMap, pairs: Pairs, format: Format) -> Response {
    app.refresh();
    let params = app.params(headers, pairs);
    finish(app, headers, pages::overview::matters::show(&app.library, &app.links(&params), &params, format))
}

/// The duties of all matters. What is not read or not compared yet is worked out in the background.
fn all_duties(app: &App, headers: &HeaderMap, pairs: Pairs, format: Format) -> Response {
    app.refresh();
    let params = app.params(headers, pairs);
    if let Some(since) = crate::days::day(params.get("since"))
        && app.library.differences(since).1 > 0
    {
        let library = app.library.clone();
        tokio::task::spawn_blocking(move || library.compare(since));
    }
    finish(
        app,
        headers,
        pages::overview::all_duties::show(&app.library, &app.links(&params), &params, format),
    )
}

async fn first_page(
    State(app): State<App>,
    Path(matter): Path<String>,
    headers: HeaderMap,
    Query(pairs): Query<Pairs>,
) -> Response {
    let (key, format) = match app.library.folder(&matter) {
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
    if app.library.folder(key).is_none() {
        return finish(&app, &headers, PageResponse::Nothing);
    }
    let params = app.params(&headers, pairs);
    let format = match format {
        Format::Html if headers.get("x-part").is_some_and(|part| part == "past") => Format::Past,
        Format::Html | Format::Svg if wants_part(&headers) => Format::State,
        format => format,
    };
    let Some(route) = Route::parse(page) else { return finish(&app, &headers, PageResponse::Nothing) };
    let request = app.request(route, format, params);
    match app.library.ask(key, move |open| pages::of_matter(open, request)).await {
        Some(reply) => finish(&app, &headers, reply),
        None => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
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
    let Some(route) = Route::parse(&page) else { return finish(&app, &headers, PageResponse::Nothing) };
    let request = app.request(route, Format::Html, params);
    let reply = app.library.ask(&matter, move |open| pages::sent(open, request, &fields)).await;
    match reply {
        Some((reply, wrote)) => {
            if wrote {
                if app.library.folder(&matter).is_none() {
                    app.library.find();
                }
                app.library.changed(&matter);
            }
            finish(&app, &headers, reply)
        }
        None if app.library.folder(&matter).is_none() => finish(&app, &headers, PageResponse::Nothing),
        None => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
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
    finish(app, headers, PageResponse::Wrong(StatusCode::FORBIDDEN, body))
}

/// Turns what a page returns into a response. If there is no such page, the response is the page that says so.
fn finish(app: &App, headers: &HeaderMap, reply: PageResponse) -> Response {
    let reply = match reply {
        PageResponse::Nothing => not_found(app, headers),
        reply => reply,
    };
    let mut response = reply.into_response();
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("Accept-Language, X-Part"));
    response
}

fn not_found(app: &App, headers: &HeaderMap) -> PageResponse {
    let params = app.params(headers, Vec::new());
    let t = I18n::of(params.lang);
    let links = app.links(&params);
    let home = LibraryPage::matters();
    let layout = Layout::new(&links, &params, &Page::Library(home.clone()), t.say("not-found"));
    let body =
        format!("<h1>{}</h1>\n<p><a{}>{}</a></p>", t.say("not-found"), links.library(home), t.say("matters"));
    PageResponse::Wrong(StatusCode::NOT_FOUND, layout.around(&body))
}

async fn nothing(State(app): State<App>, headers: HeaderMap) -> Response {
    finish(&app, &headers, PageResponse::Nothing)
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
