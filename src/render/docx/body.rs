//! What a letter says, in order, each paragraph where `templates/letter.typ` has it.

use super::paragraph::{Align, Face, Frame, Paragraph, RED, Stop};
use super::place::{
    BODY, BORDER, CLOSING_GAP, CM, CODE, CODE_PITCH, COPY, COPY_PITCH, FULL_NOTE, HEAD, Label, MARK, NOTE, NOTE_INSET,
    NOTE_LEADING, PAPER, SEAL, SEAL_DROP, SLOGAN, SPARE, Standing, line, line_top, rise,
};
use super::words::Words;
use crate::thai::digits::integer;

/// How far the office's lines may pass the right margin.
const SLACK: f64 = 20.0;

/// The paragraphs of a letter.
pub(super) fn paragraphs(words: &Words, standing: &Standing) -> Vec<Paragraph> {
    let body = Body { words, standing };
    let mut all = body.beside_the_garuda();
    let blocks = [
        body.head(),
        body.date(),
        body.labelled(&standing.labels.subject, std::slice::from_ref(&words.subject.shown), true),
        body.labelled(&standing.labels.to, std::slice::from_ref(&words.to), false),
        body.labelled(&standing.labels.references, &words.references, false),
        body.enclosures(),
    ];
    for mut block in blocks {
        block.last_mut().into_iter().for_each(|last| last.space.1 = standing.between);
        all.extend(block);
    }
    all.extend(body.running_text());
    all.extend(body.foot());
    all.extend(body.signature());
    all.extend(body.full_note());
    all
}

struct Body<'a> {
    words: &'a Words,
    standing: &'a Standing,
}

impl Body<'_> {
    /// Why it is a draft, as far as there is room, the words of the next page, and how urgent it is.
    fn beside_the_garuda(&self) -> Vec<Paragraph> {
        let left = Some(self.standing.margin.left);
        let mut all = Vec::new();
        if let Some(draft) = &self.words.draft {
            let (shown, more) = draft.split_at(self.standing.note.count.min(draft.len()));
            let mut shown = shown.to_vec();
            if !more.is_empty() {
                shown.push(format!("และอีก {} เรื่อง (หน้าสุดท้าย)", integer(more.len() as i64)));
            }
            let place = &self.standing.note;
            let top = line_top(place.top + NOTE_INSET, NOTE, NOTE + NOTE_LEADING) - BORDER;
            let left = left.map(|left| left + place.left);
            let frame = Frame { width: place.width + BORDER, left, top: Some(top) };
            all.extend(note(&shown, NOTE).into_iter().map(|line| Paragraph { frame: Some(frame.clone()), ..line }));
        }
        if let Some(ahead) = self.words.ahead.first() {
            all.push(self.catchword(ahead));
        }
        if !self.words.urgency.is_empty() {
            let face = Face { size: MARK, bold: true, colour: Some(RED), ..Face::default() };
            let top = HEAD - 0.8 * BODY - 1.2 * MARK;
            let frame = Frame { width: self.standing.office, left, top: Some(line_top(top, MARK, line(MARK))) };
            let line = Paragraph { frame: Some(frame), pitch: line(MARK), ..Paragraph::in_face(&self.words.urgency, face) };
            all.push(line);
        }
        all
    }

    /// The first words of the second page at the foot of the first: a frame as wide as the text and two lines high, above which
    /// the page ends. Where further pages end nobody can tell the word processor.
    fn catchword(&self, ahead: &str) -> Paragraph {
        let pitch = self.standing.pitch();
        let left = Some(self.standing.margin.left);
        let frame = Frame { width: self.standing.width(), left, top: None };
        let space = (pitch - SPARE, 0.0);
        Paragraph { frame: Some(frame), align: Align::Right, space, ..Paragraph::of(ahead) }
    }

    /// Number and office.
    fn head(&self) -> Vec<Paragraph> {
        let Standing { labels, office, .. } = self.standing;
        let number = format!("{}\t{}", labels.number.words, self.words.number);
        let tabs = vec![(self.standing.after(&labels.number), Stop::Left), (*office, Stop::Left)];
        let one = |(i, line): (usize, String)| {
            let text = if i == 0 { format!("{number}\t{line}") } else { format!("\t{line}") };
            // Its widest line reaches the margin exactly: in another typeface it may pass it, and wrap it never should.
            let inset = (0.0, -SLACK);
            Paragraph { tabs: if i == 0 { tabs.clone() } else { tabs[1..].to_vec() }, inset, ..Paragraph::of(&text) }
        };
        let mut office = self.words.office.clone();
        if office.is_empty() {
            office.push(String::new());
        }
        let mut lines: Vec<Paragraph> = office.into_iter().enumerate().map(one).collect();
        lines[0].space.0 = HEAD - self.standing.margin.top - rise(self.standing.pitch());
        lines
    }

    fn date(&self) -> Vec<Paragraph> {
        let date = (!self.words.date.is_empty()).then(|| Paragraph::of(&self.words.date));
        date.map(|date| Paragraph { inset: (self.standing.centre, 0.0), ..date }).into_iter().collect()
    }

    /// A label and what follows it, each on lines of its own, hanging.
    fn labelled(&self, label: &Label, texts: &[String], heading: bool) -> Vec<Paragraph> {
        let at = self.standing.after(label);
        let one = |(i, text): (usize, &String)| {
            let (first, words) = if i == 0 { (-at, format!("{}\t{text}", label.words)) } else { (0.0, text.clone()) };
            let face = Face { spacing: if heading { self.standing.spacing.subject } else { 0.0 }, ..Face::default() };
            Paragraph { inset: (at, 0.0), first, tabs: vec![(at, Stop::Left)], heading, ..Paragraph::in_face(&words, face) }
        };
        texts.iter().enumerate().map(one).collect()
    }

    /// What is enclosed, numbered when more than one, and how much of it at the right.
    fn enclosures(&self) -> Vec<Paragraph> {
        let Standing { labels, gap, number, .. } = self.standing;
        let label = &labels.enclosures;
        let numbers = self.standing.after(label);
        let is_numbered = self.words.enclosures.len() > 1;
        let titles = if is_numbered { numbers + number + gap } else { numbers };
        let one = |(i, enclosure): (usize, &super::words::Enclosure)| {
            let label = if i == 0 { format!("{}\t", label.words) } else { String::new() };
            let number = if is_numbered { format!("{}.\t", integer(i as i64 + 1)) } else { String::new() };
            let mut tabs = vec![(titles, Stop::Left), (self.standing.width(), Stop::Right)];
            if is_numbered && i == 0 {
                tabs.insert(0, (numbers, Stop::Left));
            }
            let first = if i == 0 { -titles } else { numbers - titles };
            let line = |text: &str| Paragraph { inset: (titles, 0.0), first, tabs: tabs.clone(), ..Paragraph::of(text) };
            if enclosure.apart {
                let quantity = Paragraph { inset: (titles, 0.0), align: Align::Right, ..Paragraph::of(&enclosure.quantity) };
                return vec![line(&format!("{label}{number}{}", enclosure.title)), quantity];
            }
            vec![line(&format!("{label}{number}{}\t{}", enclosure.title, enclosure.quantity))]
        };
        self.words.enclosures.iter().enumerate().flat_map(one).collect()
    }

    fn running_text(&self) -> Vec<Paragraph> {
        let one = |(i, text): (usize, &String)| Paragraph {
            first: self.standing.indent,
            space: (0.0, self.standing.between),
            // At least two lines of the last stay with the closing.
            stays: i + 1 == self.words.paragraphs.len(),
            ..Paragraph::of(text)
        };
        self.words.paragraphs.iter().enumerate().map(one).collect()
    }

    /// Office and slogans at the foot, and below them the seal: frames on the page of the closing, which follows them.
    fn foot(&self) -> Vec<Paragraph> {
        let left = Some(self.standing.margin.left);
        let frame = Frame { width: self.standing.foot, left, top: None };
        let spacing = self.standing.spacing.foot;
        let slogan = Face { size: SLOGAN, italic: true, spacing: spacing * SLOGAN / BODY, ..Face::default() };
        let contact = self.words.contact.iter().map(|text| Paragraph::in_face(text, Face { spacing, ..Face::default() }));
        let slogans = self.words.slogans.iter().enumerate().map(|(i, text)| {
            // From what the last line above stands on to the slogan's, as boxes of type 4 pt apart have it.
            let (above, pitch) = (self.standing.pitch(), self.standing.slogans);
            let gap = 0.2 * BODY + 4.0 + 0.8 * SLOGAN - (above - rise(above)) - rise(pitch);
            let space = (if i == 0 { gap.max(0.0) } else { 0.0 }, 0.0);
            Paragraph { pitch, space, ..Paragraph::in_face(text, slogan) }
        });
        let mut all: Vec<Paragraph> =
            contact.chain(slogans).map(|line| Paragraph { frame: Some(frame.clone()), ..line }).collect();
        if !self.words.seal.is_empty() {
            let face = Face { size: SEAL, colour: Some("464646"), ..Face::default() };
            let bottom = PAPER.1 * CM - self.standing.margin.bottom + SEAL_DROP;
            let top = Some(line_top(bottom - SEAL, SEAL, line(SEAL)));
            let frame = Some(Frame { width: self.standing.width(), left, top });
            all.push(Paragraph { frame, pitch: line(SEAL), ..Paragraph::in_face(&self.words.seal, face) });
        }
        all.extend(self.check());
        all.extend(self.initials());
        all
    }

    /// What the code beside the closing is, below it.
    fn check(&self) -> Vec<Paragraph> {
        let (Some(check), Some(place)) = (&self.words.check, &self.standing.check) else { return Vec::new() };
        let face = Face { size: CODE, spacing: self.standing.spacing.foot * CODE / BODY, ..Face::default() };
        let left = Some(self.standing.margin.left + self.standing.width() - place.width - SLACK);
        let top = Some(line_top(place.closing + place.below, CODE, CODE_PITCH));
        let frame = Some(Frame { width: place.width + SLACK, left, top });
        let line = |text: &String| {
            let frame = frame.clone();
            Paragraph { frame, align: Align::Right, pitch: CODE_PITCH, ..Paragraph::in_face(text, face) }
        };
        check.lines.iter().map(line).collect()
    }

    /// Who puts initials on a file copy: two on a line, in the margin below the signature.
    fn initials(&self) -> Vec<Paragraph> {
        let (Some(copy), Some(place)) = (&self.words.copy, &self.standing.copy) else { return Vec::new() };
        let face = Face { size: COPY, spacing: self.standing.spacing.foot * COPY / BODY, ..Face::default() };
        let left = Some(self.standing.margin.left + place.left);
        let frame = Frame { width: place.width + SLACK, left, top: Some(line_top(place.top, COPY, COPY_PITCH)) };
        let tabs: Vec<_> = place.stops.iter().map(|stop| (*stop, Stop::Left)).collect();
        let line = |both: &[String]| {
            let text: Vec<String> = both.iter().map(|who| format!("{who}\t{}", copy.line)).collect();
            let frame = Some(frame.clone());
            Paragraph { frame, tabs: tabs.clone(), pitch: COPY_PITCH, ..Paragraph::in_face(&text.join("\t"), face) }
        };
        copy.initials.chunks(2).map(line).collect()
    }

    /// The closing, then name and positions centred below it, four lines on.
    fn signature(&self) -> Vec<Paragraph> {
        let Standing { centre, middle, foot, .. } = *self.standing;
        let width = self.standing.width();
        // Beside the foot, not over it.
        let room = middle.min(width - middle).min((middle - foot).max(0.0));
        let inset = (middle - room, width - middle - room);
        let closing = Paragraph {
            inset: (centre, 0.0),
            space: (CLOSING_GAP + line(BODY) - self.standing.pitch(), 0.0),
            stays: true,
            closing: true,
            ..Paragraph::of(&self.words.closing)
        };
        let names = [format!("({})", self.words.signatory)].into_iter().chain(self.words.positions.iter().cloned());
        let mut all = vec![closing];
        all.extend(names.map(|name| Paragraph { inset, align: Align::Centre, stays: true, ..Paragraph::of(&name) }));
        all[1].space.0 = self.standing.signature_gap();
        all.last_mut().into_iter().for_each(|last| last.stays = false);
        all
    }

    /// Every reason for a draft on a page of its own, where there was no room for all.
    fn full_note(&self) -> Vec<Paragraph> {
        let draft = self.words.draft.as_ref().filter(|draft| self.standing.note.count < draft.len());
        let mut all = draft.map_or_else(Vec::new, |draft| note(draft, FULL_NOTE));
        for line in &mut all {
            line.inset = (NOTE_INSET, NOTE_INSET);
        }
        all.first_mut().into_iter().for_each(|first| first.begins_page = true);
        all
    }
}

/// Why it is a draft, in a red frame.
fn note(reasons: &[String], size: f64) -> Vec<Paragraph> {
    let red = Face { size, colour: Some(RED), ..Face::default() };
    let first = Paragraph::in_face("ฉบับร่าง ยังไม่สมบูรณ์ เพราะ", Face { bold: true, ..red });
    let others = reasons.iter().map(|reason| Paragraph::in_face(&format!("– {reason}"), red));
    let framed = |line| Paragraph { border: Some((0.0, NOTE_INSET)), pitch: size + NOTE_LEADING, ..line };
    std::iter::once(first).chain(others).map(framed).collect()
}
