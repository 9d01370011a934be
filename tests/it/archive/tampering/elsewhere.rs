//! What is done under another version of the program, to the signature, and to all of it.

use std::fs;

use super::sealed::{Sealed, owned};
use super::{Attack, BAG, FIRST_BAG, SECOND};
use crate::archive::forger::{edit, edit_part};

pub const ATTACKS: [Attack; 8] = [
    Attack(
        "another version, and a PDF that is junk",
        SECOND,
        |a| a.by_another_version(|a| fs::write(a.data("documents/form-2-online.pdf"), "%PDF-1.7 junk").expect("written")),
        &["replay-differs", "fingerprint-unknown", "signature-broken"],
    ),
    Attack(
        "another version, and the letter of another month",
        SECOND,
        |a| {
            a.by_another_version(|a| {
                _ = fs::copy(a.file(FIRST_BAG, "data/documents/letter-monthly.pdf"), a.data("documents/letter-monthly.pdf"))
                    .expect("copied");
            });
        },
        &["replay-differs", "fingerprint-unknown", "signature-broken"],
    ),
    Attack(
        "another version, and a number in a workbook",
        SECOND,
        |a| {
            a.by_another_version(|a| {
                edit_part(
                    &a.data("documents/form-1-activities.xlsx"),
                    "xl/worksheets/sheet1.xml",
                    "<v>35500.5</v>",
                    "<v>95500.5</v>",
                );
            });
        },
        &["replay-differs", "fingerprint-unknown", "signature-broken"],
    ),
    Attack(
        "another version, and a finding left out",
        SECOND,
        |a| a.by_another_version(|a| edit(&a.data("documents/findings.json"), "\"cell\": \"C13\"", "\"cell\": \"C14\"")),
        &["replay-differs", "fingerprint-unknown", "signature-broken"],
    ),
    Attack("the signature is taken away", SECOND, |a| fs::remove_file(a.signature()).expect("there"), &["signature-missing"]),
    Attack(
        "another key signs the list",
        SECOND,
        |a| fs::write(a.signature(), &a.others).expect("written"),
        &["signature-broken"],
    ),
    Attack(
        "the newest bag is taken out together with its line, and an older signature put back",
        SECOND,
        |a| {
            fs::remove_dir_all(a.archive().join(BAG)).expect("sealed");
            a.relist(|lines| owned(lines[..lines.len() - 1].to_vec()));
            fs::write(a.signature(), &a.earlier).expect("written");
        },
        &["fingerprint-unknown"],
    ),
    Attack(
        "everything is sealed anew from other workbooks",
        SECOND,
        Sealed::seal_anew,
        &["fingerprint-unknown", "signature-broken"],
    ),
];
