//! What is done by someone who makes manifests, chain and list agree afterwards.

use std::fs;

use super::sealed::append;
use super::{Attack, BAG, FIRST, FIRST_BAG, SECOND, SIGNED};
use crate::archive::forger::{digests, edit, rechain, reseal, tell};

pub const ATTACKS: [Attack; 25] = [
    Attack(
        "a workbook is changed, all rechained",
        SECOND,
        |a| {
            append(&a.data("received/2564-11/001.xlsx"), b"x");
            rechain(&a.archive());
        },
        &["replay-failed", "fingerprint-unknown", "signature-broken"],
    ),
    Attack(
        "a workbook is replaced by another district's, its digest too, all rechained",
        SECOND,
        |a| {
            let other = fs::read(a.data("received/2564-11/002.xlsx")).expect("there");
            a.with_digest("received/2564-11/001.xlsx", "received.json", |path| fs::write(path, &other).expect("written"));
            rechain(&a.archive());
        },
        &["replay-differs", "info-differs", "fingerprint-unknown", "signature-broken"],
    ),
    Attack(
        "an earlier month's level is changed, all rechained",
        FIRST,
        |a| {
            edit(&a.file(FIRST_BAG, "data/documents/data.json"), "\"level\": 1", "\"level\": 5");
            rechain(&a.archive());
        },
        &["replay-differs", "fingerprint-unknown", "signature-broken"],
    ),
    Attack(
        "an earlier month is rechained, and looked at from the next one",
        SECOND,
        |a| {
            tell(&a.archive().join(FIRST_BAG), "OTOP-Retention-Years", Some("1"));
            rechain(&a.archive());
        },
        &["letter-differs", "fingerprint-unknown", "signature-broken"],
    ),
    Attack(
        "the seal that the letter names is changed in compiled.json, all rechained",
        SECOND,
        |a| {
            edit(&a.data("compiled.json"), "\"signed\": 1", "\"signed\": 0");
            rechain(&a.archive());
        },
        &["replay-differs", "letter-differs", "fingerprint-unknown", "signature-broken"],
    ),
    Attack(
        "a PDF is replaced by junk, all rechained",
        SECOND,
        |a| {
            fs::write(a.data("documents/scorecard.pdf"), "%PDF-1.7 junk").expect("written");
            rechain(&a.archive());
        },
        &["replay-differs", "fingerprint-unknown", "signature-broken"],
    ),
    Attack(
        "a document is taken out, all rechained",
        SECOND,
        |a| {
            fs::remove_file(a.data("documents/findings.json")).expect("there");
            rechain(&a.archive());
        },
        &["replay-differs", "fingerprint-unknown", "signature-broken"],
    ),
    Attack(
        "a document is put in, all rechained",
        SECOND,
        |a| {
            fs::copy(a.data("documents/scorecard.pdf"), a.data("documents/scorecard-2.pdf")).expect("copied");
            rechain(&a.archive());
        },
        &["replay-differs", "fingerprint-unknown", "signature-broken"],
    ),
    Attack(
        "a workbook that no list names is put in, all rechained",
        SECOND,
        |a| {
            fs::write(a.data("received/2564-11/099.xlsx"), "x").expect("written");
            rechain(&a.archive());
        },
        &["unaccounted", "fingerprint-unknown", "signature-broken"],
    ),
    Attack(
        "a note is put beside the manifests, all rechained",
        SECOND,
        |a| {
            fs::write(a.file(BAG, "readme.txt"), "x").expect("written");
            rechain(&a.archive());
        },
        &["extra", "fingerprint-unknown", "signature-broken"],
    ),
    Attack(
        "the plan's signatory is changed, its digest too, all rechained",
        SECOND,
        |a| {
            a.with_digest("plan.toml", "compiled.json", |plan| edit(plan, "นางอภัสรา", "นางสาวอภัสรา"));
            rechain(&a.archive());
        },
        &["replay-differs", "fingerprint-unknown", "signature-broken"],
    ),
    Attack(
        "a received path leads out of the inputs, all rechained",
        SECOND,
        |a| {
            edit(&a.data("received.json"), "2564-11/จุน.xlsx", "../../escaped.xlsx");
            rechain(&a.archive());
        },
        &["replay-failed", "fingerprint-unknown", "signature-broken"],
    ),
    Attack(
        "the level in bag-info.txt is changed, all rechained",
        SECOND,
        |a| a.retold("OTOP-Level", Some("5")),
        &["info-differs", "fingerprint-unknown", "signature-broken"],
    ),
    Attack(
        "the draft's reason is taken out, all rechained",
        SECOND,
        |a| a.retold("OTOP-Draft-Reason", None),
        &["info-differs", "fingerprint-unknown", "signature-broken"],
    ),
    Attack(
        "the draft's reason is worded otherwise, all rechained",
        SECOND,
        |a| a.retold("OTOP-Draft-Reason", Some("อธิบดีสั่ง")),
        &["fingerprint-unknown", "signature-broken"],
    ),
    Attack(
        "the description is changed, all rechained",
        SECOND,
        |a| a.retold("External-Description", Some("รายงานฉบับจริง")),
        &["info-differs", "fingerprint-unknown", "signature-broken"],
    ),
    Attack(
        "the office is changed, all rechained",
        SECOND,
        |a| a.retold("Source-Organization", Some("สำนักงานอื่น")),
        &["info-differs", "fingerprint-unknown", "signature-broken"],
    ),
    Attack(
        "the years to keep it are changed, all rechained",
        SECOND,
        |a| a.retold("OTOP-Retention-Years", Some("1")),
        &["info-differs", "fingerprint-unknown", "signature-broken"],
    ),
    Attack(
        "a title is changed, all rechained",
        SECOND,
        |a| a.retold("OTOP-Title", Some("scorecard: ผลดีมาก")),
        &["info-differs", "fingerprint-unknown", "signature-broken"],
    ),
    Attack(
        "the program's version is changed, all rechained",
        SECOND,
        |a| a.retold("Bag-Software-Agent", Some("otop-report 9.9.9")),
        &["info-differs", "fingerprint-unknown", "signature-broken"],
    ),
    Attack(
        "a line of its own is put into bag-info.txt, all rechained",
        SECOND,
        |a| a.retold("Approved-By", Some("ผู้ว่าราชการจังหวัด")),
        &["info-differs", "fingerprint-unknown", "signature-broken"],
    ),
    Attack(
        "junk is put into bag-info.txt, all rechained",
        SECOND,
        |a| {
            append(&a.file(BAG, "bag-info.txt"), b"junk without a label\n");
            rechain(&a.archive());
        },
        &["info-broken", "fingerprint-unknown", "signature-broken"],
    ),
    Attack(
        "Payload-Oxum lies, all rechained",
        SECOND,
        |a| {
            rechain(&a.archive());
            let bag = a.archive().join(BAG);
            let old = digests(&bag);
            tell(&bag, "Payload-Oxum", Some("1.1"));
            reseal(&bag);
            edit(&a.list(), &old[1], &digests(&bag)[1]);
        },
        &["oxum-differs", "fingerprint-unknown", "signature-broken"],
    ),
    Attack(
        "the day of sealing is changed in bag and list, all rechained",
        SECOND,
        |a| {
            edit(&a.list(), "3 2022-03-10", "3 2022-01-10");
            a.retold("Bagging-Date", Some("2022-01-10"));
        },
        &["info-differs", "fingerprint-unknown", "signature-broken"],
    ),
    Attack(
        "a signed scan is replaced, all rechained",
        FIRST,
        |a| {
            fs::write(a.file(SIGNED, "data/signed/01.pdf"), "%PDF-1.7 other").expect("written");
            rechain(&a.archive());
        },
        &["scans-differ", "fingerprint-unknown", "signature-broken"],
    ),
];
