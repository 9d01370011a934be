//! Fifty-seven ways to tamper with an archive, and what notices each: the folder alone, a fingerprint noted elsewhere
//! (`--expect`), the signature over the list (`--public-key`). `docs/tampering.md` is this table for people, held to it.

mod elsewhere;
mod files;
mod places;
mod rechained;
mod sealed;

use std::collections::BTreeSet;
use std::path::Path;

use rayon::prelude::*;

use crate::support::program::read;
use sealed::Sealed;

/// The first month sealed, clean; then its signed scan.
const FIRST: &str = "2564-10";
/// The month sealed last, a draft.
const SECOND: &str = "2564-11";
const FIRST_BAG: &str = "2564-10/r1";
const SIGNED: &str = "2564-10/r1-signed-1";
const BAG: &str = "2564-11/r1";

/// What only looks elsewhere: no fault of the folder.
const ELSEWHERE: [&str; 3] = ["fingerprint-unknown", "signature-broken", "signature-missing"];

/// An attack: its name, the month that is verified, what is done, and the faults that `archive verify` then names.
#[derive(Clone, Copy)]
pub struct Attack(&'static str, &'static str, fn(&Sealed), &'static [&'static str]);

/// All of them, in the order of `docs/tampering.md`.
fn attacks() -> Vec<Attack> {
    let all: [&[Attack]; 4] = [&files::ATTACKS, &rechained::ATTACKS, &places::ATTACKS, &elsewhere::ATTACKS];
    all.concat()
}

/// What a row of `docs/tampering.md` says.
fn row(number: usize, attack: &Attack) -> String {
    let Attack(name, _, _, codes) = attack;
    let of_folder: Vec<String> = codes.iter().filter(|code| !ELSEWHERE.contains(code)).map(|code| format!("`{code}`")).collect();
    let folder = if of_folder.is_empty() { "**nothing**".to_owned() } else { of_folder.join(" ") };
    let notices = |wanted: &str| if codes.iter().any(|code| code.starts_with(wanted)) { "noticed" } else { "" };
    format!("| {number} | {name} | {folder} | {} | {} |\n", notices("fingerprint"), notices("signature"))
}

#[test]
fn whatever_is_done_to_an_archive_is_noticed_as_the_table_says() {
    let sealed = Sealed::new();
    assert_eq!(sealed.copied().faults(""), BTreeSet::new(), "as it was sealed");
    let wrong = attacks().into_par_iter().filter_map(|Attack(name, month, deed, expected)| {
        let attacked = sealed.copied();
        deed(&attacked);
        let found = attacked.faults(month);
        // What nothing in the folder notices is not noticed there: the table is honest.
        if expected.iter().all(|code| ELSEWHERE.contains(code)) {
            _ = attacked.program.run(&["archive", "verify"]).ends(0);
        }
        (found != expected.iter().map(|code| (*code).to_owned()).collect()).then(|| format!("{name}: {found:?}"))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_table_is_told_to_people() {
    let table: String = (1..).zip(&attacks()).map(|(number, attack)| row(number, attack)).collect();
    assert_eq!(attacks().len(), 57);
    let told = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/tampering.md"));
    assert!(told.contains(&table), "docs/tampering.md should hold\n{table}");
}
