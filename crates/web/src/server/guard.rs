//! Refuses what pages of other sites make a browser send, and adds the headers that tell the browser what a page may do.
//!
//! A name of another site may suddenly stand for 127.0.0.1; the `Host` gives it away. A form or a script of another page is
//! given away by `Origin`, `Referer` or `Sec-Fetch-Site`. For what sends none of these, a form needs the token that stands
//! in this server's own pages.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::{Arc, LazyLock};

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Which names of this machine are answered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Guard {
    /// Whether other machines may ask.
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

/// What a form sends as `token`: a random number, another one each time the application starts.
pub fn token() -> &'static str {
    static TOKEN: LazyLock<String> = LazyLock::new(|| {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).expect("the system gives random numbers");
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    });
    &TOKEN
}

/// Whether a browser says that a page of this server sent the request, once [`guard`] has let it pass.
pub fn is_from_own_page(headers: &HeaderMap) -> bool {
    headers.contains_key(header::ORIGIN)
        || headers.get(SEC_FETCH_SITE).is_some_and(|site| site == "same-origin")
}

/// Passes a request on, or refuses it.
pub async fn guard(State(guard): State<Arc<Guard>>, request: Request<Body>, next: Next) -> Response {
    let mut response = match guard.refuses(request.method(), request.uri(), request.headers()) {
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
    fn refuses(&self, method: &Method, uri: &Uri, headers: &HeaderMap) -> Option<&'static str> {
        const FOREIGN: Option<&str> = Some("a request of another page");
        let Ok(Some(host)) = only(headers, header::HOST) else {
            return Some("a request must have one Host");
        };
        if !self.knows(host) || uri.authority().is_some_and(|named| !is_same(named.as_str(), host)) {
            return Some("this server does not answer to that name");
        }
        let origin = |url: &str| match url.strip_prefix("http://") {
            Some(rest) => is_same(rest, host),
            None => false,
        };
        match only(headers, header::ORIGIN) {
            Ok(Some(url)) if origin(url) => {}
            Ok(None) if method.is_safe() => {}
            Ok(None) => match only(headers, header::REFERER) {
                Ok(None) => {}
                Ok(Some(url)) if origin(without_path(url)) => {}
                _ => return FOREIGN,
            },
            _ => return FOREIGN,
        }
        let own = |site: &HeaderValue| site == "same-origin" || site == "none";
        if !method.is_safe() && !headers.get_all(SEC_FETCH_SITE).iter().all(own) {
            return FOREIGN;
        }
        None
    }

    /// Whether a `Host` is this machine by one of its usual names. If other machines may ask, it is any address: only a
    /// name can come to stand for another machine.
    fn knows(&self, host: &str) -> bool {
        let (is_known, port) = match host.strip_prefix('[') {
            Some(rest) => {
                let Some((address, port)) = rest.split_once(']') else { return false };
                (address.parse().is_ok_and(|ip: Ipv6Addr| self.open || ip.is_loopback()), port)
            }
            None => {
                let (name, port) = host.split_at(host.find(':').unwrap_or(host.len()));
                let is_own = |ip: Ipv4Addr| self.open || ip.is_loopback();
                (is_same(name, "localhost") || name.parse().is_ok_and(is_own), port)
            }
        };
        is_known && (port.is_empty() || port.strip_prefix(':').is_some_and(is_port))
    }
}

/// The value of a header that may stand there once; an error if it stands there twice or is not text.
fn only(headers: &HeaderMap, name: HeaderName) -> Result<Option<&str>, ()> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => value.to_str().map(Some).map_err(|_| ()),
        _ => Err(()),
    }
}

fn is_same(name: &str, other: &str) -> bool {
    name.eq_ignore_ascii_case(other)
}

fn is_port(text: &str) -> bool {
    text.len() <= 5 && text.bytes().all(|b| b.is_ascii_digit()) && text.parse::<u16>().is_ok()
}

/// The scheme and the host of a URL.
fn without_path(url: &str) -> &str {
    let host = url.find("://").map_or(0, |at| at + 3);
    url[host..].find(['/', '?', '#']).map_or(url, |end| &url[..host + end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(open: bool, method: Method, pairs: &[(&'static str, &'static str)]) -> bool {
        let headers = pairs
            .iter()
            .map(|(n, v)| (HeaderName::from_static(n), HeaderValue::from_static(v)))
            .collect::<HeaderMap>();
        Guard { open }.refuses(&method, &Uri::from_static("/"), &headers).is_some()
    }

    #[test]
    fn only_this_machine_by_its_own_names() {
        for host in [
            "127.0.0.1:7474",
            "127.0.0.1",
            "127.8.0.1:1",
            "localhost:7474",
            "LocalHost",
            "[::1]:7474",
            "[::1]",
            "localhost:65535",
        ] {
            assert!(!refused(false, Method::GET, &[("host", host)]), "{host}");
        }
        let strange = [
            "evil.example:7474",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "127.0.0.1:7474@evil",
            "user@127.0.0.1:7474",
            "[::1]evil.example",
            "[::1]:7474evil",
            "[::1",
            "[127.0.0.1]",
            "::1",
            "localhost:evil.example",
            "localhost:0x50",
            "localhost:65536",
            "localhost:+80",
            "localhost:",
            "localhost:80:80",
            "localhost:000080",
            "localhost ",
            "localhost,evil.example",
            "127.1",
            "0x7f000001",
            "2130706433",
            "0177.0.0.1",
            "",
        ];
        for host in strange {
            assert!(refused(false, Method::GET, &[("host", host)]), "{host}");
            assert!(refused(true, Method::GET, &[("host", host)]), "{host}");
        }
        for host in ["192.168.1.4:7474", "[2001:db8::1]:7474"] {
            assert!(refused(false, Method::GET, &[("host", host)]), "{host}");
            assert!(!refused(true, Method::GET, &[("host", host)]), "{host}");
        }
        assert!(refused(false, Method::GET, &[]));
        let (host, other) = (("host", "127.0.0.1:7474"), ("host", "localhost:7474"));
        assert!(refused(false, Method::GET, &[host, other]));
        assert!(refused(false, Method::GET, &[host, host]));
    }

    #[test]
    fn the_address_names_no_other_host() {
        let headers = HeaderMap::from_iter([(header::HOST, HeaderValue::from_static("127.0.0.1:7474"))]);
        let refused = |uri| Guard { open: false }.refuses(&Method::GET, &Uri::from_static(uri), &headers);
        assert!(refused("/duties").is_none());
        assert!(refused("http://127.0.0.1:7474/duties").is_none());
        assert!(refused("http://evil.example/duties").is_some());
        assert!(refused("http://evil@127.0.0.1:7474/").is_some());
    }

    #[test]
    fn no_requests_of_other_pages() {
        let host = ("host", "127.0.0.1:7474");
        let own = ("origin", "http://127.0.0.1:7474");
        let passes = |method: Method, pairs: &[(&'static str, &'static str)]| {
            !refused(false, method, &[&[host], pairs].concat())
        };
        assert!(passes(Method::POST, &[own]));
        assert!(!passes(Method::POST, &[("origin", "http://127.0.0.1:8000")]));
        assert!(!passes(Method::POST, &[("origin", "https://127.0.0.1:7474")]));
        assert!(!passes(Method::POST, &[("origin", "null")]));
        assert!(!passes(Method::POST, &[own, ("origin", "https://evil.example")]));
        assert!(!passes(Method::GET, &[("origin", "https://evil.example")]));
        for foreign in ["cross-site", "same-site", "", "strange"] {
            assert!(!passes(Method::POST, &[("sec-fetch-site", foreign)]), "{foreign}");
            assert!(!passes(Method::POST, &[own, ("sec-fetch-site", foreign)]), "{foreign}");
            // A link on another page may lead here.
            assert!(passes(Method::GET, &[("sec-fetch-site", foreign)]), "{foreign}");
        }
        assert!(passes(Method::POST, &[own, ("sec-fetch-site", "same-origin")]));
        assert!(passes(Method::POST, &[("sec-fetch-site", "none")]));
        for foreign in [
            "https://evil.example/",
            "http://127.0.0.1:7474@evil.example/",
            "http://127.0.0.1:74740/",
            "http://evil.example/http://127.0.0.1:7474/",
            "//127.0.0.1:7474/",
            "about:blank",
        ] {
            assert!(!passes(Method::POST, &[("referer", foreign)]), "{foreign}");
            assert!(passes(Method::GET, &[("referer", foreign)]), "{foreign}");
        }
        for own in ["http://127.0.0.1:7474/m/x/text?file=a", "http://127.0.0.1:7474"] {
            assert!(passes(Method::POST, &[("referer", own)]), "{own}");
        }
    }
}
