//! A request goes in; it goes on if it comes from here, and whatever comes back carries the rules for the browser.
//!
//! A page of another site may make a browser ask this server: a name that suddenly means 127.0.0.1 is refused by its
//! `Host`, a form or script of another page by its `Origin`.

use std::net::IpAddr;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Whom to answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Guard {
    /// Whether others than this machine may ask.
    pub open: bool,
}

const RULES: [(HeaderName, &str); 6] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (header::X_FRAME_OPTIONS, "DENY"),
];

/// Lets a request pass, or not.
pub async fn guard(State(guard): State<Arc<Guard>>, request: Request<Body>, next: Next) -> Response {
    let mut response = match guard.refuses(request.method(), request.headers()) {
        None => next.run(request).await,
        Some(why) => (StatusCode::FORBIDDEN, format!("{why}\n")).into_response(),
    };
    let headers = response.headers_mut();
    for (name, value) in RULES {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    }
    response
}

impl Guard {
    fn refuses(&self, method: &Method, headers: &HeaderMap) -> Option<&'static str> {
        let text = |name: HeaderName| headers.get(name).map(|v| v.to_str().unwrap_or("?"));
        let Some(host) = text(header::HOST) else { return Some("a request without a Host") };
        if !self.knows(host) {
            return Some("this server does not answer to that name");
        }
        if let Some(origin) = text(header::ORIGIN)
            && origin.strip_prefix("http://") != Some(host)
        {
            return Some("a request of another page");
        }
        if !method.is_safe()
            && let Some(site) = text(HeaderName::from_static("sec-fetch-site"))
            && !matches!(site, "same-origin" | "none")
        {
            return Some("a request of another page");
        }
        None
    }

    /// This machine by its usual names; where others may ask, any number that is no name.
    fn knows(&self, host: &str) -> bool {
        let name = match host.strip_prefix('[') {
            Some(rest) => rest.split(']').next().unwrap_or_default(),
            None => host.rsplit_once(':').map_or(host, |(name, _)| name),
        };
        if name == "localhost" {
            return true;
        }
        name.parse::<IpAddr>().is_ok_and(|ip| self.open || ip.is_loopback())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(open: bool, method: Method, pairs: &[(&'static str, &'static str)]) -> bool {
        let headers = pairs
            .iter()
            .map(|(n, v)| (HeaderName::from_static(n), HeaderValue::from_static(v)))
            .collect::<HeaderMap>();
        Guard { open }.refuses(&method, &headers).is_some()
    }

    #[test]
    fn only_this_machine_by_its_own_names() {
        assert!(!refused(false, Method::GET, &[("host", "127.0.0.1:7474")]));
        assert!(!refused(false, Method::GET, &[("host", "localhost:7474")]));
        assert!(!refused(false, Method::GET, &[("host", "[::1]:7474")]));
        assert!(refused(false, Method::GET, &[("host", "evil.example:7474")]));
        assert!(refused(false, Method::GET, &[("host", "192.168.1.4:7474")]));
        assert!(refused(false, Method::GET, &[("host", "localhost.evil.example")]));
        assert!(refused(false, Method::GET, &[]));
        assert!(!refused(true, Method::GET, &[("host", "192.168.1.4:7474")]));
        assert!(refused(true, Method::GET, &[("host", "evil.example")]));
    }

    #[test]
    fn no_requests_of_other_pages() {
        let host = ("host", "127.0.0.1:7474");
        assert!(!refused(false, Method::POST, &[host, ("origin", "http://127.0.0.1:7474")]));
        assert!(refused(false, Method::POST, &[host, ("origin", "http://127.0.0.1:8000")]));
        assert!(refused(false, Method::POST, &[host, ("origin", "null")]));
        assert!(refused(false, Method::GET, &[host, ("origin", "https://evil.example")]));
        assert!(refused(false, Method::POST, &[host, ("sec-fetch-site", "cross-site")]));
        assert!(!refused(false, Method::GET, &[host, ("sec-fetch-site", "cross-site")]));
    }
}
