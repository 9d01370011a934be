//! The secret of one run of the desk, and what a request must show to be let in by it.

use std::io;

use axum::http::header::{self, HeaderMap, HeaderName};
use axum::response::{Html, IntoResponse, Response};

use crate::files::{hex, sha256};
use crate::lang::Lang;

/// Bytes of the secret: 128 bits.
const SECRET: usize = 16;
/// Bytes of the path.
const PATH: usize = 8;
/// The cookie with the secret.
const COOKIE: &str = "desk";

/// What lets a browser in.
pub(in crate::serve) struct Pass {
    key: String,
    base: String,
    hosts: Vec<String>,
}

impl Pass {
    /// A new secret and path, for a desk on `port`.
    ///
    /// # Errors
    /// Where the system has no randomness.
    pub fn new(port: u16) -> io::Result<Self> {
        let mut random = [0; SECRET + PATH];
        getrandom::fill(&mut random).map_err(io::Error::other)?;
        let (key, path) = random.split_at(SECRET);
        let hosts = ["127.0.0.1", "[::1]", "localhost"].map(|host| format!("{host}:{port}"));
        Ok(Self { key: hex(key), base: format!("/{}", hex(path)), hosts: hosts.into() })
    }

    /// The secret.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// What every path of the desk begins with: `/` and a word.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Whether `typed` is the secret; how much of it is right shows in no time, since digests are compared.
    pub fn is_key(&self, typed: &str) -> bool {
        sha256(typed.as_bytes()) == sha256(self.key.as_bytes())
    }

    /// Whether a request names this desk, in the one header that browsers let no page forge.
    pub fn is_host(&self, headers: &HeaderMap) -> bool {
        let mut named = headers.get_all(header::HOST).iter();
        let host = named.next().and_then(|host| host.to_str().ok());
        named.next().is_none() && host.is_some_and(|host| self.hosts.iter().any(|own| own.eq_ignore_ascii_case(host)))
    }

    /// Whether a form was sent by a page of the desk under the same name.
    pub fn is_own_page(&self, headers: &HeaderMap) -> bool {
        let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
        let (Some(origin), Some(host)) = (text(header::ORIGIN), text(header::HOST)) else { return false };
        let site = text(HeaderName::from_static("sec-fetch-site"));
        origin.eq_ignore_ascii_case(&format!("http://{host}")) && site.is_none_or(|site| site == "same-origin")
    }

    /// Whether the cookie of the first link came along.
    pub fn has_cookie(&self, headers: &HeaderMap) -> bool {
        let all = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
        let mut pairs = all.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.any(|(name, value)| name == COOKIE && self.is_key(value))
    }

    /// The answer to the first link: the cookie, and a page that leads on by itself. A page of the desk's own, and no redirect,
    /// since a browser that came from elsewhere sends no cookie along until it follows a page of this one.
    pub fn let_in(&self, lang: Lang) -> Response {
        let (base, words) = (&self.base, lang.pick("เปิดโต๊ะทำงาน", "Open the desk"));
        let cookie = format!("{COOKIE}={}; Path={base}; HttpOnly; SameSite=Strict", self.key);
        let page = format!(
            "<!DOCTYPE html><html lang=\"{}\"><meta charset=\"utf-8\"><title>{words}</title>\
             <link rel=\"icon\" href=\"{base}/icon.svg\">\
             <meta http-equiv=\"refresh\" content=\"0;url={base}/\"><p><a href=\"{base}/\">{words}</a></p></html>\n",
            lang.pick("th", "en")
        );
        // Nothing learns of the secret by where the browser came from.
        ([(header::SET_COOKIE, cookie), (header::REFERRER_POLICY, "no-referrer".to_owned())], Html(page)).into_response()
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        let value = |text: &str| HeaderValue::from_str(text).expect("a header");
        pairs.iter().map(|(name, text)| (HeaderName::from_static(name), value(text))).collect()
    }

    #[test]
    fn only_its_own_name() {
        let pass = Pass::new(4321).expect("random");
        for host in ["127.0.0.1:4321", "localhost:4321", "LOCALHOST:4321", "[::1]:4321"] {
            assert!(pass.is_host(&headers(&[("host", host)])), "{host}");
        }
        for host in ["127.0.0.1", "127.0.0.1:4322", "evil.example:4321", "127.0.0.1:4321.evil.example", ""] {
            assert!(!pass.is_host(&headers(&[("host", host)])), "{host}");
        }
        assert!(!pass.is_host(&HeaderMap::new()));
    }

    #[test]
    fn only_its_own_pages() {
        let pass = Pass::new(4321).expect("random");
        let own = |origin: &str, site: &str| {
            pass.is_own_page(&headers(&[("host", "127.0.0.1:4321"), ("origin", origin), ("sec-fetch-site", site)]))
        };
        assert!(own("http://127.0.0.1:4321", "same-origin"));
        for (origin, site) in [
            ("http://127.0.0.1:4322", "same-site"),
            ("http://localhost:4321", "cross-site"),
            ("null", "cross-site"),
            ("https://127.0.0.1:4321", "same-origin"),
            ("http://127.0.0.1:4321", "cross-site"),
        ] {
            assert!(!own(origin, site), "{origin} {site}");
        }
        assert!(!pass.is_own_page(&headers(&[("host", "127.0.0.1:4321")])), "a form that does not say whose it is");
    }

    #[test]
    fn only_with_the_secret() {
        let pass = Pass::new(4321).expect("random");
        assert_eq!((pass.key().len(), pass.base().len()), (32, 17));
        assert!(pass.has_cookie(&headers(&[("cookie", &format!("lang=en; desk={}", pass.key()))])));
        for cookie in [String::new(), "desk=".to_owned(), format!("desk={}0", pass.key()), format!("other={}", pass.key())] {
            assert!(!pass.has_cookie(&headers(&[("cookie", &cookie)])), "{cookie}");
        }
        assert_ne!(pass.key(), Pass::new(4321).expect("random").key());
    }
}
