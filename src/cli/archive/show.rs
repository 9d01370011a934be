//! What the archive's commands print: for clerks in sentences, for programs in JSON.

use std::fmt;

use jiff::civil::Date;
use serde_json::{Value as Json, json};

use crate::app::seal::Sealing;
use crate::archive::bag::Sealed;
use crate::archive::export::Exported;
use crate::archive::fault::{Fault, FaultRecord};
use crate::archive::list::Row;
use crate::cli::show::shown;
use crate::cli::terminal::in_line;
use crate::lang::{Count, Lang, Said, Say, say};
use crate::thai::calendar::{Month, day_short};

pub(super) fn sealing(sealing: &Sealing, month: Month, lang: Lang) -> String {
    Said(&SealingOf(sealing, month), lang).to_string()
}

/// What became of sealing a month.
struct SealingOf<'a>(&'a Sealing, Month);

impl Say for SealingOf<'_> {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(sealing, month) = self;
        let code = month.to_string();
        match sealing {
            Sealing::Unchanged(bag) => say!(
                lang,
                out,
                "เดือน{month} ผนึกไว้แล้วที่ {bag} และไม่มีอะไรเปลี่ยน จึงไม่ต้องผนึกใหม่\n",
                "{month} is sealed as {bag} and nothing has changed, so there is nothing to seal\n",
                month,
                bag
            ),
            Sealing::Draft(errors) => say!(
                lang,
                out,
                "เดือน{month} ยังเป็นฉบับร่าง มีข้อผิดพลาด {errors} รายการ จึงยังไม่ผนึก\n  แก้ตามรายการของ otop-report check {code} หรือยอมผนึกฉบับร่างด้วย --accept-draft \"เหตุผล\"\n",
                "{month} is still a draft: errors: {errors}, so it was not sealed\n  correct what otop-report check {code} lists, or seal the draft with --accept-draft \"why\"\n",
                month,
                errors = Count::of(*errors)
            ),
            Sealing::Sealed(sealed) => sealed.say(lang, out),
        }
    }
}

impl Say for Sealed {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (files, folder, fingerprint) = (Count::of(self.files), &self.folder, self.seal.fingerprint());
        say!(lang, out, "ผนึกแล้ว {files} แฟ้ม ที่ {folder}\n", "sealed in {folder}: {files} files\n", files, folder)?;
        if let Some(older) = self.supersedes {
            say!(lang, out, "  ใช้แทน {older} ซึ่งยังเก็บไว้ครบ\n", "  it supersedes {older}, which is kept whole\n", older)?;
        }
        if self.not_stored > 0 {
            say!(
                lang,
                out,
                "  มี {number} รายการใน inputs ที่ไม่ใช่แฟ้มธรรมดาหรือเปิดไม่ได้ จดชื่อไว้ใน data/received.json แต่ไม่ได้เก็บเนื้อหา\n",
                "  not stored, since they are no ordinary files or cannot be opened: {number} in inputs, named in data/received.json\n",
                number = Count::of(self.not_stored)
            )?;
        }
        say!(
            lang,
            out,
            "  ลายนิ้วมือ {fingerprint}\n  จดไว้ในทะเบียนหนังสือ แล้วตรวจภายหลังได้ด้วย otop-report archive verify --expect\n",
            "  fingerprint {fingerprint}\n  note it in the register of letters, and check it later with otop-report archive verify --expect\n"
        )
    }
}

pub(super) fn sealing_json(sealing: &Sealing) -> Json {
    match sealing {
        Sealing::Unchanged(bag) => json!({ "sealed": false, "unchanged": bag.to_string() }),
        Sealing::Draft(errors) => json!({ "sealed": false, "draft": true, "errors": errors }),
        Sealing::Sealed(sealed) => json!({
            "sealed": true, "bag": sealed.bag.to_string(), "folder": shown(&sealed.folder), "files": sealed.files, "not_stored": sealed.not_stored,
            "supersedes": sealed.supersedes.map(|bag| bag.to_string()), "manifest_sha512": sealed.seal.manifest,
            "tagmanifest_sha512": sealed.seal.tagmanifest, "fingerprint": sealed.seal.fingerprint(),
        }),
    }
}

/// Where there is no bag.
pub(super) const NONE: (&str, &str) = ("ยังไม่มีชุดเก็บถาวร\n", "nothing is sealed yet\n");

pub(super) fn list(rows: &[Row], lang: Lang) -> String {
    if rows.is_empty() {
        return lang.pick(NONE.0, NONE.1).to_owned();
    }
    rows.iter().map(|row| format!("{}\n", Said(row, lang))).collect()
}

/// A day in short; unknown where the bag does not tell.
struct Day(Option<Date>);

impl Say for Day {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0, lang) {
            (None, _) => out.write_str(lang.pick("ไม่ทราบวันที่", "unknown")),
            (Some(day), Lang::Th) => out.write_str(&day_short(day)),
            (Some(day), Lang::En) => day.say(lang, out),
        }
    }
}

impl Say for Row {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (bag, month, number) = (&self.bag, self.month, |number: u32| Count(number.into()));
        write!(out, "{bag}  {}  ", Said(&month, lang))?;
        match self.signed {
            0 => say!(lang, out, "ครั้งที่ {of}", "revision {of}", of = number(self.revision))?,
            signed => say!(lang, out, "ฉบับลงนามที่ {of}", "signed copy {of}", of = number(signed))?,
        }
        say!(lang, out, "  ผนึก {day}", "  sealed {day}", day = Day(self.sealed))?;
        if let Some(level) = self.level {
            say!(lang, out, "  ระดับ {level}", "  level {level}", level = number(level.into()))?;
        }
        say!(lang, out, "  เก็บถึง {day}", "  kept until {day}", day = Day(self.keep_until))?;
        if self.missing {
            out.write_str(lang.pick("  ถูกนำออกไป!", "  taken out!"))?;
        }
        if self.past_retention {
            out.write_str(lang.pick("  พ้นอายุการเก็บแล้ว", "  past its retention"))?;
        }
        let told = [
            (&self.superseded_by, lang.pick("ถูกแทนด้วย ", "superseded by ")),
            (&self.draft_reason, lang.pick("ฉบับร่าง: ", "draft: ")),
            (&self.reason, lang.pick("เหตุผล: ", "reason: ")),
        ];
        told.iter().try_for_each(|(words, mark)| words.as_ref().map_or(Ok(()), |words| write!(out, "  {mark}{words}")))
    }
}

pub(super) fn exported(exported: &Exported, lang: Lang) -> String {
    Said(exported, lang).to_string()
}

impl Say for Exported {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (bags, file) = (Count::of(self.bags.len()), &self.file);
        say!(lang, out, "รวม {bags} ชุดไว้ที่ {file}\n", "put {bags} bags into {file}\n", bags, file)?;
        told(&self.faults, lang).iter().try_for_each(|fault| out.write_str(&line(fault)))
    }
}

/// A fault in a line.
pub(super) fn line(fault: &FaultRecord) -> String {
    let place = [&fault.bag, &fault.path].into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join("/");
    // The name of a file that somebody put there may hold line breaks.
    let place = if place.is_empty() { place } else { format!("{}: ", in_line(&place)) };
    format!("  ✗ {place}{} [{}]\n", fault.message, fault.code)
}

fn told(faults: &[Fault], lang: Lang) -> Vec<FaultRecord> {
    faults.iter().map(|fault| fault.told(lang)).collect()
}

pub(super) fn exported_json(exported: &Exported, lang: Lang) -> Json {
    let bags: Vec<String> = exported.bags.iter().map(ToString::to_string).collect();
    json!({ "file": shown(&exported.file), "bags": bags, "faults": told(&exported.faults, lang) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::BagId;
    use crate::archive::bag::Seal;
    use crate::lang::tests::pure;

    fn bag() -> BagId {
        BagId::parse("2565-02/r2").expect("a bag")
    }

    fn sealed() -> Sealed {
        let digest = || "0123".repeat(32);
        Sealed {
            bag: bag(),
            folder: "outputs/archive/2565-02/r2".into(),
            seal: Seal { manifest: digest(), tagmanifest: digest() },
            files: 68,
            supersedes: Some(BagId { revision: 1, ..bag() }),
            not_stored: 2,
        }
    }

    #[test]
    fn what_became_of_sealing_is_said_in_both_languages() {
        for sealing in [Sealing::Unchanged(bag()), Sealing::Draft(3)] {
            pure(&SealingOf(&sealing, bag().month));
        }
        // Of a fingerprint's groups, some are digits alone.
        let said = Said(&SealingOf(&Sealing::Sealed(sealed()), bag().month), Lang::En).to_string();
        assert!(said.starts_with("sealed in outputs/archive/2565-02/r2: 68 files\n"), "{said}");
        assert!(said.contains("supersedes 2565-02/r1") && said.contains("2 in inputs"), "{said}");
    }

    #[test]
    fn a_line_of_the_list_is_said_in_both_languages() {
        let row = |signed, known| Row {
            bag: "2565-02/r1".to_owned(),
            month: bag().month,
            revision: 1,
            signed,
            sealed: known,
            level: Some(5),
            draft_reason: Some("r1".to_owned()),
            reason: Some("r2".to_owned()),
            superseded_by: Some("2565-02/r2".to_owned()),
            keep_until: known,
            past_retention: true,
            missing: true,
            fingerprint: None,
        };
        pure(&row(0, None));
        pure(&row(1, Some(jiff::civil::date(2022, 3, 7))));
        assert_ne!(list(&[], Lang::En), list(&[], Lang::Th));
    }

    #[test]
    fn an_export_is_said_in_both_languages() {
        let exported = Exported { file: "outputs/archive-all.zip".into(), bags: vec![bag()], faults: Vec::new() };
        pure(&exported);
    }
}
