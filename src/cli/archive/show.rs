//! What the archive's commands print: for clerks in sentences, for programs in JSON.

use std::fmt::Write;

use jiff::civil::Date;
use serde_json::{Value as Json, json};

use crate::app::seal::replay::Replay;
use crate::app::seal::{Compared, LEFT_OUT, Sealing};
use crate::app::verify::VerifiedArchive;
use crate::archive::export::Exported;
use crate::archive::fixity::Fault;
use crate::archive::list::Row;
use crate::archive::verify::Checked;
use crate::cli::show::shown;
use crate::thai::calendar::{Month, day_short};
use crate::thai::digits::integer;

/// A count in Thai numerals.
fn count(number: usize) -> String {
    integer(i64::try_from(number).unwrap_or(i64::MAX))
}

pub(super) fn sealing(sealing: &Sealing, month: Month) -> String {
    match sealing {
        Sealing::Unchanged(bag) => format!("เดือน{} ผนึกไว้แล้วที่ {bag} และไม่มีอะไรเปลี่ยน จึงไม่ต้องผนึกใหม่\n", month.thai()),
        Sealing::Draft(errors) => format!(
            "เดือน{} ยังเป็นฉบับร่าง มีข้อผิดพลาด {} รายการ จึงยังไม่ผนึก\n  แก้ตามรายการของ otop-report check {month} หรือยอมผนึกฉบับร่างด้วย --accept-draft \"เหตุผล\"\n",
            month.thai(),
            count(*errors)
        ),
        Sealing::Sealed(sealed) => {
            let mut out = format!("ผนึกแล้ว {} แฟ้ม ที่ {}\n", count(sealed.files), sealed.folder.display());
            if let Some(older) = sealed.supersedes {
                _ = writeln!(out, "  ใช้แทน {older} ซึ่งยังเก็บไว้ครบ");
            }
            if sealed.not_stored > 0 {
                _ = writeln!(
                    out,
                    "  มี {} รายการใน inputs ที่ไม่ใช่แฟ้มธรรมดาหรือเปิดไม่ได้ จดชื่อไว้ใน data/received.json แต่ไม่ได้เก็บเนื้อหา",
                    count(sealed.not_stored)
                );
            }
            _ = writeln!(
                out,
                "  ลายนิ้วมือ {}\n  จดไว้ในทะเบียนหนังสือ แล้วตรวจภายหลังได้ด้วย otop-report archive verify --expect",
                sealed.seal.fingerprint()
            );
            out
        }
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

pub(super) fn list(rows: &[Row]) -> String {
    if rows.is_empty() {
        return "ยังไม่มีชุดเก็บถาวร\n".to_owned();
    }
    let day = |date: Option<Date>| date.map_or_else(|| "ไม่ทราบวันที่".to_owned(), day_short);
    let mut out = String::new();
    for row in rows {
        let which = if row.signed > 0 {
            format!("ฉบับลงนามที่ {}", integer(row.signed.into()))
        } else {
            format!("ครั้งที่ {}", integer(row.revision.into()))
        };
        let level = row.level.map_or_else(String::new, |level| format!("  ระดับ {}", integer(level.into())));
        let mut line =
            format!("{}  {}  {which}  ผนึก {}{level}  เก็บถึง {}", row.bag, row.month.thai(), day(row.sealed), day(row.keep_until));
        let marks = [
            (row.missing, "  ถูกนำออกไป!".to_owned()),
            (row.past_retention, "  พ้นอายุการเก็บแล้ว".to_owned()),
            (row.superseded_by.is_some(), format!("  ถูกแทนด้วย {}", row.superseded_by.as_deref().unwrap_or_default())),
            (row.draft_reason.is_some(), format!("  ฉบับร่าง: {}", row.draft_reason.as_deref().unwrap_or_default())),
            (row.reason.is_some(), format!("  เหตุผล: {}", row.reason.as_deref().unwrap_or_default())),
        ];
        marks.iter().filter(|(applies, _)| *applies).for_each(|(_, mark)| line.push_str(mark));
        _ = writeln!(out, "{line}");
    }
    out
}

pub(super) fn verified(found: &VerifiedArchive) -> String {
    let verified = &found.verified;
    let mut out = String::new();
    for checked in &verified.bags {
        let state = if verified.is_whole(checked.bag) {
            format!("ครบถ้วน {}", found.replay(checked.bag).map(replayed).unwrap_or_default())
        } else {
            "ไม่ตรงกับที่ผนึกไว้".to_owned()
        };
        _ = writeln!(out, "{}  {}", checked.bag, state.trim_end());
    }
    verified.faults().for_each(|fault| out.push_str(&sentence(fault)));
    let by_another = |checked: &&Checked| found.replay(checked.bag).is_some_and(|replay| replay.other_version.is_some());
    if verified.bags.iter().filter(by_another).any(|checked| !checked.faults.is_empty()) {
        out.push_str("  ชุดที่ผนึกด้วยโปรแกรมรุ่นอื่นอาจต่างเพราะรุ่นของโปรแกรม ตรวจด้วยรุ่นที่ผนึกจะเทียบได้ทุกไบต์\n");
    }
    verified.notes.iter().for_each(|note| _ = writeln!(out, "หมายเหตุ: {note}"));
    match verified.faults().count() {
        0 if verified.bags.is_empty() => out.push_str("ยังไม่มีชุดเก็บถาวร\n"),
        0 => _ = writeln!(out, "ตรวจแล้ว {} ชุด ครบถ้วนและต่อเนื่องกัน", count(verified.bags.len())),
        faults => _ = writeln!(out, "พบ {} รายการที่ไม่ตรงกับวันที่ผนึก", count(faults)),
    }
    if let Some(head) = &verified.head {
        _ = writeln!(out, "ลายนิ้วมือของชุดล่าสุด {head}");
    }
    out
}

fn replayed(replay: &Replay) -> String {
    match &replay.other_version {
        None => format!("จัดทำซ้ำได้ {} แฟ้ม ตรงกันทุกไบต์", count(replay.compared.files)),
        Some(version) => format!("ผนึกด้วยโปรแกรมรุ่น {version} {}", by_content(&replay.compared)),
    }
}

/// How files that another version sealed were compared.
fn by_content(compared: &Compared) -> String {
    let others = compared.files - compared.same_bytes;
    let same = format!("จัดทำซ้ำได้ {} แฟ้ม ตรงกันทุกไบต์ {} แฟ้ม", count(compared.files), count(compared.same_bytes));
    if others == 0 {
        return format!("{same} รวมทั้ง data.json");
    }
    let by = [
        (compared.figures, "ค่าใน data.json"),
        (compared.findings, "ข้อค้นพบ"),
        (compared.cells, "ช่องในสมุดงาน"),
        (compared.pdf_pages, "หน้า PDF"),
        (compared.attachments, "แฟ้มที่แนบใน PDF"),
        (compared.words, "คำใน report.html"),
    ];
    let by: Vec<String> = by.into_iter().filter(|(of, _)| *of > 0).map(|(of, what)| format!("{} {what}", count(of))).collect();
    format!("{same} อีก {} แฟ้มเทียบเนื้อหา: {} ตรงกัน (ไม่ได้เทียบ: {LEFT_OUT})", count(others), by.join(" "))
}

fn sentence(fault: &Fault) -> String {
    let place = [&fault.bag, &fault.path].into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join("/");
    let place = if place.is_empty() { place } else { format!("{place}: ") };
    format!("  ✗ {place}{} [{}]\n", fault.message, fault.code)
}

pub(super) fn verified_json(found: &VerifiedArchive) -> Json {
    let verified = &found.verified;
    let bag = |checked: &Checked| {
        json!({
            "bag": checked.bag.to_string(), "whole": verified.is_whole(checked.bag),
            "replay": found.replay(checked.bag).map(|replay| json!({
                "other_version": replay.other_version, "compared": replay.compared, "differences": replay.differences.len(),
                "not_compared": (replay.compared.same_bytes < replay.compared.files).then_some(LEFT_OUT),
            })),
        })
    };
    let faults: Vec<&Fault> = verified.faults().collect();
    json!({
        "whole": faults.is_empty(), "bags": verified.bags.iter().map(bag).collect::<Vec<_>>(), "faults": faults,
        "notes": verified.notes, "fingerprint": verified.head,
    })
}

pub(super) fn exported(exported: &Exported) -> String {
    let mut out = format!("รวม {} ชุดไว้ที่ {}\n", count(exported.bags.len()), exported.file.display());
    exported.faults.iter().for_each(|fault| out.push_str(&sentence(fault)));
    out
}

pub(super) fn exported_json(exported: &Exported) -> Json {
    json!({ "file": shown(&exported.file), "bags": exported.bags.iter().map(ToString::to_string).collect::<Vec<_>>(), "faults": exported.faults })
}
