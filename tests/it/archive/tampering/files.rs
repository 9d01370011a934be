//! What is done to a bag by someone who does not know of the chain.

use std::fs;

use super::sealed::{append, linked, pipe, swap};
use super::{Attack, BAG, FIRST, FIRST_BAG, SECOND};
use crate::archive::forger::{digests, edit, reseal};
use crate::support::program::read;

pub const ATTACKS: [Attack; 12] = [
    Attack("a received workbook is changed", SECOND, |a| append(&a.data("received/2564-11/001.xlsx"), b"x"), &["changed"]),
    Attack("a file is taken out", FIRST, |a| fs::remove_file(a.file(FIRST_BAG, "data/plan.toml")).expect("there"), &["missing"]),
    Attack("a file is put in", SECOND, |a| fs::write(a.data("received/2564-11/099.xlsx"), "x").expect("written"), &["extra"]),
    Attack("an empty folder is put in", SECOND, |a| fs::create_dir(a.data("later")).expect("made"), &["extra"]),
    Attack(
        "two files are swapped",
        SECOND,
        |a| swap(&a.data("documents/form-1-activities.xlsx"), &a.data("documents/form-2-online.xlsx")),
        &["changed"],
    ),
    Attack("a file becomes a link", SECOND, |a| linked(&a.data("plan.toml")), &["missing", "not-a-file"]),
    Attack("a file becomes a pipe", SECOND, |a| pipe(&a.data("documents/data.json")), &["missing", "not-a-file"]),
    Attack("bag-info.txt becomes a pipe", SECOND, |a| pipe(&a.file(BAG, "bag-info.txt")), &["missing", "not-a-file"]),
    Attack(
        "the level in bag-info.txt is changed",
        SECOND,
        |a| edit(&a.file(BAG, "bag-info.txt"), "OTOP-Level: 1", "OTOP-Level: 5"),
        &["changed"],
    ),
    Attack(
        "a file is taken out, and its line of the manifest",
        SECOND,
        |a| {
            fs::remove_file(a.data("registry.xlsx")).expect("there");
            let manifest = a.file(BAG, "manifest-sha512.txt");
            let kept: String =
                read(&manifest).lines().filter(|line| !line.ends_with("registry.xlsx")).map(|line| format!("{line}\n")).collect();
            fs::write(manifest, kept).expect("written");
        },
        &["bag-replaced", "changed"],
    ),
    Attack(
        "a figure is changed and the bag resealed",
        SECOND,
        |a| {
            edit(&a.data("documents/data.json"), "\"level\": 1", "\"level\": 5");
            reseal(&a.archive().join(BAG));
        },
        &["bag-replaced"],
    ),
    Attack(
        "an older bag is resealed, its line of the list with it",
        FIRST,
        |a| {
            let bag = a.archive().join(FIRST_BAG);
            let old = digests(&bag);
            edit(&bag.join("data/documents/data.json"), "\"level\": 1", "\"level\": 5");
            reseal(&bag);
            for (old, new) in old.iter().zip(digests(&bag)) {
                edit(&a.list(), old, &new);
            }
        },
        &["chain-broken", "reference-broken", "replay-differs", "signature-broken"],
    ),
];
