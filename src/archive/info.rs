//! `bag-info.txt`: what a bag says about itself, a label and a value a line (RFC 8493 §2.2.2).

use super::BagId;

/// The name of the file.
pub const FILE: &str = "bag-info.txt";

/// This very version of the program.
pub const AGENT: &str = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));

/// Labels of this program's own; the others are the standard's.
pub mod label {
    /// The month.
    pub const MONTH: &str = "OTOP-Month";
    /// The revision, from 1.
    pub const REVISION: &str = "OTOP-Revision";
    /// The level reached, 1 to 5.
    pub const LEVEL: &str = "OTOP-Level";
    /// Why a draft was sealed; absent on a clean month.
    pub const DRAFT: &str = "OTOP-Draft-Reason";
    /// Why there is another revision.
    pub const REASON: &str = "OTOP-Reason";
    /// The revision that this one supersedes.
    pub const SUPERSEDES: &str = "OTOP-Supersedes";
    /// The digest of its manifest.
    pub const SUPERSEDES_MANIFEST: &str = "OTOP-Supersedes-Manifest-SHA512";
    /// The revision whose signed copy this is.
    pub const SIGNS: &str = "OTOP-Signs";
    /// The digest of its manifest.
    pub const SIGNS_MANIFEST: &str = "OTOP-Signs-Manifest-SHA512";
    /// The title of a document, after its file name.
    pub const TITLE: &str = "OTOP-Title";
    /// The place in the order of sealing, from 1.
    pub const SEQUENCE: &str = "OTOP-Sequence";
    /// The bag sealed before this one.
    pub const PREVIOUS: &str = "OTOP-Previous-Bag";
    /// The digest of its manifest.
    pub const PREVIOUS_MANIFEST: &str = "OTOP-Previous-Manifest-SHA512";
    /// The digest of its tag manifest, which covers all of it.
    pub const PREVIOUS_TAGMANIFEST: &str = "OTOP-Previous-Tagmanifest-SHA512";
    /// Years to keep it, by the plan at the time.
    pub const RETENTION: &str = "OTOP-Retention-Years";
    /// The day of sealing, Gregorian.
    pub const DATE: &str = "Bagging-Date";
    /// Bytes and files of the payload.
    pub const OXUM: &str = "Payload-Oxum";
    /// In words.
    pub const DESCRIPTION: &str = "External-Description";
    /// The office.
    pub const ORGANIZATION: &str = "Source-Organization";
    /// The bag's own name.
    pub const IDENTIFIER: &str = "External-Identifier";
    /// This program.
    pub const AGENT: &str = "Bag-Software-Agent";
}

/// Labels and values, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Info(Vec<(String, String)>);

impl Info {
    /// Adds a line. A value is one line, whatever it was.
    pub fn push(&mut self, label: &str, value: impl ToString) {
        let value = value
            .to_string()
            .split(|c: char| c.is_whitespace() || c.is_control())
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        self.0.push((label.to_owned(), value));
    }

    /// Adds a line unless there is nothing to say.
    pub fn push_some(&mut self, label: &str, value: Option<impl ToString>) {
        if let Some(value) = value {
            self.push(label, value);
        }
    }

    /// The value of a label; its first.
    pub fn get(&self, label: &str) -> Option<&str> {
        self.values(label).next()
    }

    /// All values of a label, in order.
    pub fn values(&self, label: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(name, _)| name.eq_ignore_ascii_case(label)).map(|(_, value)| value.as_str())
    }

    /// The values of a label as one text; none where it does not stand there.
    pub fn joined(&self, label: &str) -> Option<String> {
        let values: Vec<&str> = self.values(label).collect();
        (!values.is_empty()).then(|| values.join(" / "))
    }

    /// The labels, in order.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(label, _)| label.as_str())
    }

    /// The bag that a label names.
    pub fn bag(&self, label: &str) -> Option<BagId> {
        self.get(label).and_then(BagId::parse)
    }

    /// As the file holds it, UTF-8.
    pub fn text(&self) -> String {
        self.0.iter().map(|(label, value)| format!("{label}: {value}\n")).collect()
    }

    /// What a file holds, folded lines unfolded; lines that are neither are passed over.
    pub fn parse(text: &str) -> Self {
        let mut lines: Vec<(String, String)> = Vec::new();
        for line in text.lines() {
            if line.starts_with([' ', '\t']) {
                if let Some((_, value)) = lines.last_mut() {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            } else if let Some((label, value)) = line.split_once(':') {
                lines.push((label.trim().to_owned(), value.trim().to_owned()));
            }
        }
        Self(lines)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let mut info = Info::default();
        info.push(label::REASON, "อำเภอจุน\nOTOP-Level: 5\tแก้ยอด");
        info.push(label::SUPERSEDES, "2565-02/r1");
        info.push_some(label::DRAFT, None::<String>);
        assert_eq!(Info::parse(&info.text()), info);
        assert_eq!(info.get(label::LEVEL), None, "a reason cannot say anything else");
        assert_eq!(info.bag(label::SUPERSEDES).map(|bag| bag.revision), Some(1));
        assert_eq!((info.joined(label::SUPERSEDES).as_deref(), info.joined(label::LEVEL)), (Some("2565-02/r1"), None));
        assert_eq!(Info::parse("A: 1\r\n  2\nB:3").get("a"), Some("1 2"));
    }
}
