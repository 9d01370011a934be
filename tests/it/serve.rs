//! The desk, spoken to over the wire: who gets in, what is answered, and that nothing differs from the command line.

mod guard;
mod plan;
mod receive;
mod screens;
mod sent;

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use jiff::civil::date;
use otop_report::lang::Lang;
use otop_report::serve::{Open, Opening, open};

use crate::support::case::Case;

/// A desk that is open over a case's folder, and a browser that was let in.
pub struct Served {
    pub case: Case,
    pub open: Open,
    pub port: u16,
    pub base: String,
    pub key: String,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// A header's value; blank where it is missing.
    pub fn header(&self, name: &str) -> String {
        let named = |line: &&str| line.split_once(':').is_some_and(|(other, _)| other.eq_ignore_ascii_case(name));
        let line = self.head.lines().find(named).and_then(|line| line.split_once(':'));
        line.map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
    }
}

impl Served {
    /// The desk over `case`.
    pub fn over(case: Case) -> Self {
        let opening = Opening {
            workspace: case.workspace(),
            program: PathBuf::from(env!("CARGO_BIN_EXE_otop-report")),
            today: Some(date(2022, 3, 10)),
            lang: Lang::Th,
            port: None,
        };
        let open = open(opening).expect("a free port");
        let link = open.link().strip_prefix("http://127.0.0.1:").expect("the loopback address").to_owned();
        let (port, rest) = link.split_once('/').expect("a path");
        let (path, key) = rest.split_once("/?key=").expect("a key");
        Self { case, port: port.parse().expect("a port"), base: format!("/{path}"), key: key.to_owned(), open }
    }

    /// The name under which a browser knows it.
    pub fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// Sends a request as it stands, and reads all that comes back.
    pub fn raw(&self, request: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a timeout");
        stream.write_all(request).expect("it reads");
        let mut answer = Vec::new();
        // It may close as soon as it has answered, whatever is still being sent.
        _ = stream.read_to_end(&mut answer);
        let end = answer.windows(4).position(|window| window == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8_lossy(&answer[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        Answer { status, head, body: answer[end + 4..].to_vec() }
    }

    /// Asks with these headers, and no others but that the connection ends.
    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut request = format!("{method} {path} HTTP/1.0\r\nConnection: close\r\n");
        for (name, value) in headers {
            request += &format!("{name}: {value}\r\n");
        }
        if !body.is_empty() || method == "POST" {
            request += &format!("Content-Length: {}\r\n", body.len());
        }
        let mut bytes = (request + "\r\n").into_bytes();
        bytes.extend_from_slice(body);
        self.raw(&bytes)
    }

    fn cookie(&self) -> String {
        format!("desk={}", self.key)
    }

    /// The page at `path`, asked for by a browser that was let in.
    pub fn get(&self, path: &str) -> Answer {
        let (host, cookie) = (self.host(), self.cookie());
        self.ask("GET", &format!("{}{path}", self.base), &[("Host", &host), ("Cookie", &cookie)], b"")
    }

    /// A form sent by one of the desk's own pages.
    pub fn post(&self, path: &str, form: &str) -> Answer {
        self.post_as(path, "application/x-www-form-urlencoded", form.as_bytes())
    }

    /// The same, of another kind.
    pub fn post_as(&self, path: &str, kind: &str, body: &[u8]) -> Answer {
        let (host, cookie, origin) = (self.host(), self.cookie(), format!("http://{}", self.host()));
        let headers = [("Host", &*host), ("Cookie", &*cookie), ("Origin", &*origin), ("Content-Type", kind)];
        self.ask("POST", &format!("{}{path}", self.base), &headers, body)
    }

    /// Sends a form that orders an errand, and follows it to its end: the page that shows what came of it.
    pub fn order(&self, path: &str, form: &str) -> Answer {
        let ordered = self.post(path, form);
        assert_eq!(ordered.status, 303, "{}", ordered.text());
        let errand = ordered.header("location");
        let errand = errand.strip_prefix(&self.base).expect("within the desk").to_owned();
        let began = Instant::now();
        loop {
            let page = self.get(&errand);
            if page.status == 303 {
                let end = page.header("location");
                return self.get(end.strip_prefix(&self.base).expect("within the desk"));
            }
            if page.text().contains("role=\"alert\"") {
                return page;
            }
            assert!(began.elapsed() < Duration::from_secs(120), "{}", page.text());
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}
