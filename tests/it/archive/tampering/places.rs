//! What is done to the list, and to where things lie.

use std::fs;

use super::sealed::{owned, pipe};
use super::{Attack, BAG, FIRST_BAG, SECOND, SIGNED};
use crate::archive::forger::edit;
use crate::support::program::copy;

pub const ATTACKS: [Attack; 12] = [
    Attack(
        "a day in the list is changed",
        SECOND,
        |a| edit(&a.list(), "3 2022-03-10", "3 2022-01-10"),
        &["entry-differs", "signature-broken"],
    ),
    Attack(
        "a line is taken out of the list",
        SECOND,
        |a| a.relist(|lines| owned(lines).into_iter().filter(|line| !line.starts_with("2 ")).collect()),
        &["ledger-broken", "unlisted", "fingerprint-unknown", "signature-broken"],
    ),
    Attack(
        "the newest line is taken out of the list",
        SECOND,
        |a| a.relist(|lines| owned(lines[..lines.len() - 1].to_vec())),
        &["fingerprint-unknown", "signature-broken"],
    ),
    Attack(
        "a remark is put into the list",
        SECOND,
        |a| a.relist(|lines| [owned(lines), vec!["# ตรวจแล้ว".to_owned()]].concat()),
        &["ledger-broken"],
    ),
    Attack(
        "the list becomes a pipe",
        SECOND,
        |a| pipe(&a.list()),
        &["not-a-file", "unlisted", "fingerprint-unknown", "signature-broken"],
    ),
    Attack("a month's folder is renamed", "2564-12", |a| a.moved(BAG, "2564-12/r1", false), &["bag-missing", "unlisted"]),
    Attack(
        "a month's folder is renamed, in the list as well",
        "2564-12",
        |a| a.moved(BAG, "2564-12/r1", true),
        &["place-differs", "signature-broken"],
    ),
    Attack(
        "r1 is renamed r2, in the list as well",
        SECOND,
        |a| a.moved(BAG, "2564-11/r2", true),
        &["place-differs", "signature-broken"],
    ),
    Attack(
        "a signed copy is moved under another month, in the list as well",
        SECOND,
        |a| a.moved(SIGNED, "2564-11/r1-signed-1", true),
        &["place-differs", "chain-broken", "signature-broken"],
    ),
    Attack(
        "the folders of two bags are swapped",
        SECOND,
        |a| {
            a.moved(BAG, "2564-12/r1", false);
            a.moved(FIRST_BAG, BAG, false);
            a.moved("2564-12/r1", FIRST_BAG, false);
        },
        &["bag-replaced"],
    ),
    Attack(
        "a bag is copied as the next revision",
        SECOND,
        |a| copy(&a.archive().join(BAG), &a.archive().join("2564-11/r2")),
        &["unlisted"],
    ),
    Attack(
        "the newest bag is taken out together with its line",
        SECOND,
        |a| {
            fs::remove_dir_all(a.archive().join(BAG)).expect("sealed");
            a.relist(|lines| owned(lines[..lines.len() - 1].to_vec()));
        },
        &["fingerprint-unknown", "signature-broken"],
    ),
];
