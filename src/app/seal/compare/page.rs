//! `report.html` by the words that it shows, but for the sentences of the findings.

use super::{DOCX, Difference, Pair, Unread, came_after, parting};
use crate::dom::{Dom, NodeRef};

/// Classes of the shipped page whose words another version may put otherwise.
const SENTENCES: [&str; 2] = ["message", "hint"];

/// The class of links to letters to be edited.
const LETTER: &str = "docx";

/// Compares what two pages show; counts the words of the sealed one.
pub(super) fn compare(pair: &Pair<'_>, count: &mut usize) -> Result<Vec<Difference>, Unread> {
    let text = std::str::from_utf8(&pair.sealed).map_err(|_| Unread::NotText)?;
    let (own, again) = (env!("CARGO_PKG_VERSION"), String::from_utf8_lossy(&pair.file.bytes));
    let (sealed, again) = (words(text, pair.version, pair.version), words(&again, own, pair.version));
    *count += sealed.split(' ').count();
    Ok(if sealed == again { Vec::new() } else { vec![Difference::new(&pair.file.path, parting(&sealed, &again))] })
}

/// The words of a page, with single spaces, but for the version that wrote it and for links to what came after the one that
/// `sealed`.
fn words(html: &str, version: &str, sealed: &str) -> String {
    let mut pieces = Vec::new();
    collect(Dom::page(html).root(), sealed, &mut pieces);
    let text = pieces.join(" ").replace(version, "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn collect(node: NodeRef<'_>, sealed: &str, pieces: &mut Vec<String>) {
    pieces.extend(node.text().map(str::to_owned));
    let mut classes = node.attribute("class").unwrap_or_default().split_ascii_whitespace();
    let left_out = |class: &str| SENTENCES.contains(&class) || class == LETTER && came_after(sealed, DOCX);
    if !["style", "script"].contains(&node.name()) && !classes.any(left_out) {
        node.children().for_each(|child| collect(child, sealed, pieces));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_and_neither_looks_nor_sentences() {
        let page = |class: &str, figure: &str, sentence: &str| {
            format!(
                "<style>p{{color:{class}}}</style><p class='{class}'>ระดับ <b>{figure}</b></p><p class=message>{sentence}</p> รุ่น 0.1.0"
            )
        };
        let words = |page: &str| words(page, "0.1.0", "0.1.0");
        assert_eq!(words(&page("a", "๕", "ก")), "ระดับ ๕ รุ่น");
        assert_eq!(words(&page("a", "๕", "ก")), words(&page("b", "๕", "ข")));
        assert_ne!(words(&page("a", "๕", "ก")), words(&page("a", "๔", "ก")));
    }

    #[test]
    fn a_link_that_came_later_is_no_word_of_an_earlier_page() {
        let page = "<p>หนังสือ <a href='x.pdf'>PDF</a><a class=docx href='x.docx'>DOCX</a></p>";
        assert_eq!(words(page, "0.2.0", "0.1.0"), "หนังสือ PDF");
        assert_eq!(words(page, "0.2.0", "0.2.0"), "หนังสือ PDF DOCX");
    }
}
