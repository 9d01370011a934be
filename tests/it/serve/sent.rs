//! What is sent to the browser can do nothing in the desk's name.

use super::Served;
use crate::support::case::Case;

#[test]
fn each_file_as_what_it_is() {
    let desk = Served::over(Case::sample());
    desk.order("/month/2565-02/make", "");
    for (path, kind, how, policy) in [
        ("/outputs/2565-02/packet-monthly.pdf", "application/pdf", "inline", "frame-ancestors 'self'"),
        ("/outputs/2565-02/packet-monthly.pdf?keep=1", "application/octet-stream", "attachment", "sandbox"),
        ("/outputs/2565-02/report.html", "text/html; charset=utf-8", "inline", "sandbox allow-same-origin"),
        ("/outputs/2565-02/data.json", "application/json", "inline", "sandbox"),
        ("/outputs/2565-02/scorecard.xlsx", "application/octet-stream", "attachment", "sandbox"),
        ("/inputs/2565-02/%E0%B8%9B%E0%B8%87.xlsx", "application/octet-stream", "attachment", "sandbox"),
        ("/inputs/plan.toml", "application/octet-stream", "attachment", "sandbox"),
    ] {
        let answer = desk.get(path);
        assert_eq!((answer.status, answer.header("content-type")), (200, kind.to_owned()), "{path}");
        assert!(answer.header("content-disposition").starts_with(how), "{path}");
        assert!(answer.header("content-security-policy").contains(policy), "{path}");
        assert!(!answer.header("content-security-policy").contains("allow-scripts"), "{path}");
    }
}

#[test]
fn a_page_or_script_among_the_inputs_is_only_kept() {
    let case = Case::sample();
    case.write("2565-02/evil.html", b"<script>alert(1)</script>");
    case.write("2565-02/evil.svg", b"<svg onload=alert(1)>");
    let desk = Served::over(case);
    for path in ["/inputs/2565-02/evil.html", "/inputs/2565-02/evil.svg"] {
        let answer = desk.get(path);
        assert_eq!(answer.header("content-type"), "application/octet-stream");
        assert!(answer.header("content-disposition").starts_with("attachment"));
    }
}

#[cfg(unix)] // a name that Windows has not
#[test]
fn a_districts_words_stay_words() {
    let case = Case::sample();
    case.write("2565-02/<img src=x onerror=alert(1)>.xlsx", b"PK no workbook");
    let desk = Served::over(case);
    for path in ["/", "/month", "/archive"] {
        assert!(!desk.get(path).text().contains("<img"), "{path}");
    }
}
