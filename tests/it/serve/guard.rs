//! Nobody gets in without the secret, and nobody is made to do what they did not order.

use super::Served;
use crate::support::case::Case;

fn served() -> Served {
    Served::over(Case::sample())
}

#[test]
fn the_first_link_lets_in_and_nothing_else_does() {
    let desk = served();
    let host = desk.host();
    let ask = |path: &str, cookie: Option<&str>| {
        let mut headers = vec![("Host", host.as_str())];
        headers.extend(cookie.map(|cookie| ("Cookie", cookie)));
        desk.ask("GET", path, &headers, b"")
    };
    let home = format!("{}/", desk.base);
    let first = ask(&format!("{home}?key={}", desk.key), None);
    assert_eq!(first.status, 200);
    assert!(first.text().contains(&format!("content=\"0;url={home}\"")) && !first.text().contains(&desk.key), "{}", first.text());
    let cookie = first.header("set-cookie");
    for part in ["HttpOnly", "SameSite=Strict", &format!("Path={}", desk.base)] {
        assert!(cookie.contains(part), "{cookie}");
    }
    let own = cookie.split(';').next().expect("a pair").to_owned();
    assert_eq!(ask(&home, Some(&own)).status, 200);
    let wrong = "0".repeat(32);
    for (path, cookie) in [
        (home.clone(), None),
        (home.clone(), Some(format!("desk={wrong}"))),
        (home.clone(), Some("desk=".to_owned())),
        (format!("{home}?key={wrong}"), None),
        (format!("{home}desk.css"), None),
        (format!("{home}outputs/2565-02/report.html"), None),
        ("/".to_owned(), Some(own.clone())),
        (format!("/?key={}", desk.key), None),
        ("/favicon.ico".to_owned(), Some(own.clone())),
    ] {
        let refused = ask(&path, cookie.as_deref());
        assert_eq!(refused.status, 403, "{path} {cookie:?}");
        assert!(!refused.text().contains(&desk.key) && !refused.text().contains(&desk.base), "{path}");
    }
}

#[test]
fn a_name_that_was_bent_to_this_address_is_refused() {
    let desk = served();
    let cookie = format!("desk={}", desk.key);
    let path = format!("{}/", desk.base);
    for host in ["evil.example", "evil.example:80", &format!("evil.example:{}", desk.port), "127.0.0.1", "127.0.0.1:1"] {
        assert_eq!(desk.ask("GET", &path, &[("Host", host), ("Cookie", &cookie)], b"").status, 421, "{host}");
    }
    assert_eq!(desk.ask("GET", &path, &[("Cookie", &cookie)], b"").status, 421, "no name at all");
    let twice = [("Host", desk.host()), ("Host", "evil.example".to_owned()), ("Cookie", cookie.clone())];
    let twice: Vec<(&str, &str)> = twice.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert!([400, 421].contains(&desk.ask("GET", &path, &twice, b"").status));
}

#[test]
fn a_form_on_another_page_changes_nothing() {
    let desk = served();
    let (host, cookie) = (desk.host(), format!("desk={}", desk.key));
    let path = format!("{}/forms/2565-03/make", desk.base);
    let kind = ("Content-Type", "application/x-www-form-urlencoded");
    let send = |more: &[(&str, &str)]| {
        desk.ask("POST", &path, &[&[("Host", host.as_str()), ("Cookie", &cookie), kind], more].concat(), b"")
    };
    assert_eq!(send(&[]).status, 403, "a form that does not say whose it is");
    for origin in [
        "null",
        "http://evil.example",
        "http://127.0.0.1:1",
        &format!("https://{host}"),
        &format!("http://localhost:{}", desk.port),
    ] {
        assert_eq!(send(&[("Origin", origin)]).status, 403, "{origin}");
    }
    let own = format!("http://{host}");
    assert_eq!(send(&[("Origin", &own), ("Sec-Fetch-Site", "cross-site")]).status, 403);
    assert!(!desk.case.root().join("outputs/forms").exists(), "nothing was made");
    assert_eq!(send(&[("Origin", &own), ("Sec-Fetch-Site", "same-origin")]).status, 303);
}

#[test]
fn only_forms_change_anything() {
    let desk = served();
    let (host, cookie) = (desk.host(), format!("desk={}", desk.key));
    for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"] {
        let answer = desk.ask(method, &format!("{}/", desk.base), &[("Host", &host), ("Cookie", &cookie)], b"");
        assert_eq!(answer.status, 405, "{method}");
    }
    for path in ["/month/2565-02/make", "/forms/2565-03/make", "/targets/make", "/archive/seal", "/archive/verify", "/language"] {
        assert_eq!(desk.get(path).status, 405, "{path}");
    }
    assert!(!desk.case.root().join("outputs").exists(), "to look changes nothing");
}

#[test]
fn every_answer_is_guarded() {
    let desk = served();
    for path in ["/", "/month", "/nowhere", "/desk.css", "/outputs/nothing.pdf"] {
        let answer = desk.get(path);
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("cache-control", "no-store"),
        ] {
            assert_eq!(answer.header(name), value, "{path}");
        }
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
    }
}

#[test]
fn no_path_leads_out() {
    let desk = served();
    desk.case.write("../secret.txt", b"secret");
    desk.case.write("../outputs/2565-02/a.pdf", b"%PDF-");
    desk.case.write("../outputs/.desk/tray/x", b"secret");
    assert_eq!(desk.get("/outputs/2565-02/a.pdf").status, 200);
    for path in [
        "/outputs/../secret.txt",
        "/outputs/%2e%2e/secret.txt",
        "/outputs/2565-02/..%2f..%2fsecret.txt",
        "/outputs/2565-02/%2e%2e%2f%2e%2e%2fsecret.txt",
        "/outputs/2565-02/..%5c..%5csecret.txt",
        "/outputs//etc/passwd",
        "/outputs/%2fetc%2fpasswd",
        "/outputs/.desk/tray/x",
        "/outputs/.lock",
        "/outputs/2565-02",
        "/outputs/a%00.pdf",
        "/inputs/../secret.txt",
        "/inputs/%2e%2e/secret.txt",
        "/month/..%2f..%2fsecret/zip",
    ] {
        let answer = desk.get(path);
        assert!((400..500).contains(&answer.status), "{path}: {}", answer.status);
        assert!(!answer.text().contains("secret\n") && answer.text() != "secret", "{path}");
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("../../secret.txt", desk.case.root().join("outputs/2565-02/link.pdf")).expect("a link");
        assert_eq!(desk.get("/outputs/2565-02/link.pdf").status, 404);
    }
}

#[test]
fn what_is_too_large_is_refused_and_the_desk_stays() {
    let desk = served();
    let form = format!("lang={}", "x".repeat(5 << 20));
    let refused = desk.post("/language", &form);
    assert_eq!(refused.status, 413, "{}", refused.head);
    assert!(refused.text().contains("ใหญ่เกินกำหนด"), "{}", refused.text());
    let long = format!("/{}", "a".repeat(200_000));
    assert!([414, 431, 400].contains(&desk.get(&long).status));
    assert_eq!(desk.raw(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n").status, 400, "no HTTP at all");
    assert_eq!(desk.get("/").status, 200);
}

#[test]
fn ten_desks_are_ten_desks() {
    let desks: Vec<Served> = (0..10).map(|_| served()).collect();
    let mut ports: Vec<u16> = desks.iter().map(|desk| desk.port).collect();
    ports.sort_unstable();
    ports.dedup();
    assert_eq!(ports.len(), 10);
    for pair in desks.windows(2) {
        let (host, cookie) = (pair[1].host(), format!("desk={}", pair[0].key));
        let answer = pair[1].ask("GET", &format!("{}/", pair[1].base), &[("Host", &host), ("Cookie", &cookie)], b"");
        assert_eq!(answer.status, 403, "one's secret opens no other");
    }
}

#[test]
fn the_browser_is_started_without_the_secret() {
    let desk = served();
    let door = desk.open.door().expect("it can be written");
    assert_eq!(door.to_string_lossy().contains(&desk.key), cfg!(windows), "{door:?}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&door).expect("a file").permissions().mode();
        assert_eq!(mode & 0o077, 0, "nobody else may read it");
        assert!(std::fs::read_to_string(&door).expect("a file").contains(&desk.key));
        desk.ask("GET", &format!("{}/?key={}", desk.base, desk.key), &[("Host", &desk.host())], b"");
        assert!(!std::path::Path::new(&door).exists(), "it is gone once somebody was let in");
    }
}
