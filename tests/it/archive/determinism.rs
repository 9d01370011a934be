//! The same inputs give the same bytes, wherever, whenever and however they are compiled.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::support::program::{MONTH, Program, files};

/// Copies a folder's entries last name first, each with its own time of change.
fn copy_backwards(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    let mut entries: Vec<_> = from.read_dir().expect("a folder").map(|entry| entry.expect("an entry")).collect();
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.file_name()));
    for (i, entry) in (1..).zip(entries) {
        let place = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_backwards(&entry.path(), &place);
        } else {
            fs::write(&place, fs::read(entry.path()).expect("readable")).expect("written");
            let file = fs::File::options().append(true).open(&place).expect("it is there");
            file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(i * 86_400)).expect("set");
        }
    }
}

#[test]
fn neither_place_zone_locale_threads_times_nor_order_change_a_byte() {
    let plain = Program::sample();
    plain.run(&["compile", MONTH]).ends(0);
    plain.run(&["archive", "add", MONTH]).ends(0);
    let expected = (files(&plain.root.join("outputs").join(MONTH)), files(&plain.bag("r1")));
    assert!(expected.0.len() >= 18, "{:?}", expected.0.keys());
    let other = Program::empty();
    copy_backwards(&plain.inputs(), &other.inputs());
    let surroundings: [[(&str, &str); 4]; 3] = [
        [("TZ", "Pacific/Kiritimati"), ("LANG", "th_TH.UTF-8"), ("LC_ALL", "th_TH.UTF-8"), ("RAYON_NUM_THREADS", "1")],
        [("TZ", "America/Anchorage"), ("LANG", "C"), ("LC_ALL", "C"), ("RAYON_NUM_THREADS", "4")],
        [("TZ", "Asia/Bangkok"), ("LANG", "tr_TR.UTF-8"), ("LC_ALL", "ar_EG.UTF-8"), ("RAYON_NUM_THREADS", "3")],
    ];
    for variables in surroundings {
        _ = fs::remove_dir_all(other.root.join("outputs"));
        for words in [["compile", MONTH].as_slice(), &["archive", "add", MONTH]] {
            let mut command = other.command(words);
            let status = command.envs(variables).current_dir(std::env::temp_dir()).output().expect("the program starts").status;
            assert!(status.success(), "{variables:?} {words:?}");
        }
        differing(&files(&other.root.join("outputs").join(MONTH)), &expected.0, &variables);
        differing(&files(&other.bag("r1")), &expected.1, &variables);
    }
}

/// Fails with the names of what differs, not with its bytes.
fn differing(
    found: &std::collections::BTreeMap<PathBuf, Vec<u8>>,
    expected: &std::collections::BTreeMap<PathBuf, Vec<u8>>,
    variables: &[(&str, &str); 4],
) {
    let names: Vec<_> = expected.keys().chain(found.keys()).filter(|path| found.get(*path) != expected.get(*path)).collect();
    assert!(names.is_empty(), "{variables:?}: {names:?}");
}
