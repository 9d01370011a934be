//! `report.html` by the words that it shows, but for the sentences of the findings.

use super::{Difference, Pair, Unread, parting};
use crate::dom::{Dom, NodeRef};

/// Classes of the shipped page whose words another version may put otherwise.
const SENTENCES: [&str; 2] = ["message", "hint"];

/// Compares what two pages show; counts the words of the sealed one.
pub(super) fn compare(pair: &Pair<'_>, count: &mut usize) -> Result<Vec<Difference>, Unread> {
    let text = std::str::from_utf8(&pair.sealed).map_err(|_| Unread::NotText)?;
    let (sealed, again) =
        (words(text, pair.version), words(&String::from_utf8_lossy(&pair.file.bytes), env!("CARGO_PKG_VERSION")));
    *count += sealed.split(' ').count();
    Ok(if sealed == again { Vec::new() } else { vec![Difference::new(&pair.file.path, parting(&sealed, &again))] })
}

/// The words of a page, with single spaces, but for the version that wrote it.
fn words(html: &str, version: &str) -> String {
    let mut pieces = Vec::new();
    collect(Dom::page(html).root(), &mut pieces);
    let text = pieces.join(" ").replace(version, "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn collect(node: NodeRef<'_>, pieces: &mut Vec<String>) {
    pieces.extend(node.text().map(str::to_owned));
    let mut classes = node.attribute("class").unwrap_or_default().split_ascii_whitespace();
    if !["style", "script"].contains(&node.name()) && !classes.any(|class| SENTENCES.contains(&class)) {
        node.children().for_each(|child| collect(child, pieces));
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
        assert_eq!(words(&page("a", "๕", "ก"), "0.1.0"), "ระดับ ๕ รุ่น");
        assert_eq!(words(&page("a", "๕", "ก"), "0.1.0"), words(&page("b", "๕", "ข"), "0.1.0"));
        assert_ne!(words(&page("a", "๕", "ก"), "0.1.0"), words(&page("a", "๔", "ก"), "0.1.0"));
    }
}
