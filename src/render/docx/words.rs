//! The letter as the layout had it: the same words, with the same marks where lines may end.

use serde::Deserialize;

/// A letter's words, from the data that the layout reads; a blank one leaves its space or line out.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Words {
    pub draft: Option<Vec<String>>,
    pub secrecy: String,
    pub urgency: String,
    pub number: String,
    pub office: Vec<String>,
    pub date: String,
    pub subject: Subject,
    pub to: String,
    pub references: Vec<String>,
    pub enclosures: Vec<Enclosure>,
    pub paragraphs: Vec<String>,
    pub closing: String,
    pub signatory: String,
    pub positions: Vec<String>,
    pub contact: Vec<String>,
    pub slogans: Vec<String>,
    pub seal: String,
    /// What the code is by which the enclosures are checked.
    pub check: Option<Check>,
    /// Of a file copy its mark and who puts initials.
    pub copy: Option<Copy>,
    /// At the foot of each page but the last, the first words of the next; told by the layout.
    #[serde(default)]
    pub ahead: Vec<String>,
}

impl Words {
    /// Gives every text to `change`, in the order in which the layout sets them.
    pub fn each(&mut self, change: &mut impl FnMut(&mut String)) {
        let Self { draft, secrecy, urgency, number, office, date, subject, to, references, enclosures, .. } = self;
        draft.iter_mut().flatten().for_each(&mut *change);
        [secrecy, urgency, number].into_iter().for_each(&mut *change);
        office.iter_mut().for_each(&mut *change);
        [date, &mut subject.shown, to].into_iter().for_each(&mut *change);
        references.iter_mut().for_each(&mut *change);
        for Enclosure { title, quantity, .. } in enclosures {
            [title, quantity].into_iter().for_each(&mut *change);
        }
        let Self { paragraphs, closing, signatory, positions, contact, slogans, seal, .. } = self;
        paragraphs.iter_mut().for_each(&mut *change);
        [closing, signatory].into_iter().for_each(&mut *change);
        [positions, contact, slogans].into_iter().flatten().for_each(&mut *change);
        change(seal);
    }
}

/// The words below a code.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Check {
    pub lines: Vec<String>,
}

/// What makes a letter its file copy.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Copy {
    pub mark: String,
    pub initials: Vec<String>,
    pub line: String,
}

/// After เรื่อง.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Subject {
    pub shown: String,
}

/// One line of สิ่งที่ส่งมาด้วย.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Enclosure {
    pub title: String,
    pub quantity: String,
    /// Whether the quantity stands on a line of its own, for want of room.
    #[serde(default)]
    pub apart: bool,
}
