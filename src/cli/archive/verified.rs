//! What `archive verify` prints.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::{Value as Json, json};

use super::show::{NONE, line};
use crate::app::seal::replay::Replay;
use crate::app::seal::{Compared, left_out};
use crate::app::verify::VerifiedArchive;
use crate::archive::BagId;
use crate::archive::verify::Checked;
use crate::lang::{Count, Lang, Said, Say, say};

pub(super) fn verified(found: &VerifiedArchive, lang: Lang) -> String {
    Said(found, lang).to_string()
}

impl Say for VerifiedArchive {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verified = &self.verified;
        for Checked { bag, .. } in &verified.bags {
            write!(out, "{bag}  ")?;
            match self.replay(*bag) {
                _ if !self.is_whole(*bag) => out.write_str(lang.pick("ไม่ตรงกับที่ผนึกไว้", "not what was sealed"))?,
                None => out.write_str(lang.pick("ครบถ้วน", "whole"))?,
                Some(replay) => say!(lang, out, "ครบถ้วน {replay}", "whole; {replay}", replay)?,
            }
            writeln!(out)?;
            for (letter, digest) in enclosures(self, *bag) {
                say!(
                    lang,
                    out,
                    "  สิ่งที่ส่งมาด้วย {letter}.pdf  {digest}\n",
                    "  enclosures of {letter}.pdf  {digest}\n",
                    letter,
                    digest
                )?;
            }
        }
        let faults = self.faults(lang);
        faults.iter().try_for_each(|fault| out.write_str(&line(fault)))?;
        let by_another = |checked: &&Checked| self.replay(checked.bag).is_some_and(|replay| replay.other_version.is_some());
        if verified.bags.iter().filter(by_another).any(|checked| !self.is_whole(checked.bag)) {
            say!(
                lang,
                out,
                "  ชุดที่ผนึกด้วยโปรแกรมรุ่นอื่นอาจต่างเพราะรุ่นของโปรแกรม ตรวจด้วยรุ่นที่ผนึกจะเทียบได้ทุกไบต์\n",
                "  a bag that another version of the program sealed may differ for that reason; that version compares every byte\n"
            )?;
        }
        for note in &verified.notes {
            say!(lang, out, "หมายเหตุ: {note}\n", "note: {note}\n", note)?;
        }
        let bags = Count::of(verified.bags.len());
        match faults.len() {
            0 if verified.bags.is_empty() => out.write_str(lang.pick(NONE.0, NONE.1))?,
            0 => say!(
                lang,
                out,
                "ตรวจแล้ว {bags} ชุด ครบถ้วนและต่อเนื่องกัน\n",
                "bags checked: {bags}; all are whole and follow one another\n",
                bags
            )?,
            faults => say!(
                lang,
                out,
                "พบ {faults} รายการที่ไม่ตรงกับวันที่ผนึก\n",
                "not as on the day of sealing: {faults}\n",
                faults = Count::of(faults)
            )?,
        }
        match &verified.head {
            Some(head) => say!(lang, out, "ลายนิ้วมือของชุดล่าสุด {head}\n", "fingerprint of the newest bag {head}\n"),
            None => Ok(()),
        }
    }
}

/// The letters of a bag, as it was sealed, that bear the digest of their enclosures, and that digest.
fn enclosures(found: &VerifiedArchive, bag: BagId) -> impl Iterator<Item = (&str, &str)> {
    let replay = found.replay(bag).filter(|_| found.is_whole(bag));
    replay.into_iter().flat_map(|replay| &replay.enclosures).map(|(letter, digest)| (letter.as_str(), digest.as_str()))
}

impl Say for Replay {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.other_version {
            None => say!(
                lang,
                out,
                "จัดทำซ้ำได้ {files} แฟ้ม ตรงกันทุกไบต์",
                "compiled again: {files} files, the same to the byte",
                files = Count::of(self.compared.files)
            ),
            Some(version) => say!(
                lang,
                out,
                "ผนึกด้วยโปรแกรมรุ่น {version} {compared}",
                "sealed by version {version}; {compared}",
                compared = &self.compared
            ),
        }
    }
}

/// How files that another version sealed were compared.
impl Say for Compared {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let others = self.files.saturating_sub(self.same_bytes);
        say!(
            lang,
            out,
            "จัดทำซ้ำได้ {files} แฟ้ม ตรงกันทุกไบต์ {same} แฟ้ม",
            "compiled again: {files} files, {same} the same to the byte",
            files = Count::of(self.files),
            same = Count::of(self.same_bytes)
        )?;
        if others == 0 {
            return out.write_str(lang.pick(" รวมทั้ง data.json", ", data.json among them"));
        }
        let by = [
            (self.figures, "ค่าใน data.json", "values of data.json"),
            (self.findings, "ข้อค้นพบ", "findings"),
            (self.cells, "ช่องในสมุดงาน", "cells of workbooks"),
            (self.pdf_pages, "หน้า PDF", "pages of PDFs"),
            (self.attachments, "แฟ้มที่แนบใน PDF", "files inside PDFs"),
            (self.words, "คำใน report.html", "words of report.html"),
        ];
        let by = by.into_iter().filter(|(of, ..)| *of > 0);
        let by: Vec<String> =
            by.map(|(of, thai, english)| format!("{} {}", Said(&Count::of(of), lang), lang.pick(thai, english))).collect();
        let (by, left_out) = (by.join(lang.pick(" ", ", ")), left_out(lang));
        say!(
            lang,
            out,
            " อีก {others} แฟ้มเทียบเนื้อหา: {by} ตรงกัน (ไม่ได้เทียบ: {left_out})",
            "; the other {others} by what they say: {by} agree (not compared: {left_out})",
            others = Count::of(others)
        )
    }
}

pub(super) fn verified_json(found: &VerifiedArchive, lang: Lang) -> Json {
    let verified = &found.verified;
    let bag = |checked: &Checked| {
        json!({
            "bag": checked.bag.to_string(), "whole": found.is_whole(checked.bag),
            "enclosures": enclosures(found, checked.bag).collect::<BTreeMap<_, _>>(),
            "replay": found.replay(checked.bag).map(|replay| json!({
                "other_version": replay.other_version, "compared": replay.compared, "differences": replay.differences.len(),
                "not_compared": (replay.compared.same_bytes < replay.compared.files).then_some(left_out(lang)),
            })),
        })
    };
    let faults = found.faults(lang);
    json!({
        "whole": faults.is_empty(), "bags": verified.bags.iter().map(bag).collect::<Vec<_>>(), "faults": faults,
        "notes": verified.notes.iter().map(|note| Said(note, lang).to_string()).collect::<Vec<_>>(), "fingerprint": verified.head,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::fault::{Fault, Wrong};
    use crate::archive::ledger::Ledger;
    use crate::archive::note::Note;
    use crate::archive::verify::Verified;
    use crate::lang::tests::pure;

    fn bag() -> BagId {
        BagId::parse("2565-02/r2").expect("a bag")
    }

    #[test]
    fn what_was_verified_is_said_in_both_languages() {
        let compared =
            Compared { files: 9, same_bytes: 3, figures: 7, findings: 1, cells: 2, pdf_pages: 3, attachments: 4, words: 5 };
        let replay = |other: Option<&str>, compared| Replay {
            other_version: other.map(str::to_owned),
            compared,
            differences: Vec::new(),
            contradictions: Vec::new(),
            unaccounted: Vec::new(),
            previous_seal: None,
            wants_seal: false,
            enclosures: vec![("letter-monthly".to_owned(), "30d8 cd2f".to_owned())],
        };
        pure(&replay(None, compared.clone()));
        pure(&replay(Some("v0.1"), Compared { same_bytes: 9, ..compared.clone() }));
        let checked = |faults| Checked { bag: bag(), faults, is_genuine: true };
        let archive = |faults: Vec<Fault>, notes| VerifiedArchive {
            verified: Verified { bags: vec![checked(faults)], chain: Vec::new(), notes, head: None, ledger: Ledger::default() },
            replays: vec![(bag(), replay(Some("v0.1"), compared.clone()))],
            differing: Vec::new(),
        };
        pure(&archive(Vec::new(), vec![Note::KeyUnknown]));
        let thai =
            Said(&archive(vec![Fault::new(Wrong::Changed).path("bagit.txt").bag(bag())], Vec::new()), Lang::Th).to_string();
        assert!(thai.contains("✗ 2565-02/r2/bagit.txt: เนื้อหาถูกแก้ไข [changed]\n") && thai.contains("โปรแกรมรุ่นอื่น"), "{thai}");
    }
}
