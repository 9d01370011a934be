//! What lies in a month's folder and is no workbook.

use std::fs;
use std::path::Path;

use otop_report::submission::find::{Found, SourceKind, find};
use otop_report::submission::read::{ReadLimits, ReadTrouble, Size};
use otop_report::submission::worker::Reader;
use tempfile::TempDir;

/// Inputs with the given files, each holding a small table.
fn inputs(files: &[&str]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for file in files {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "ที่,ชื่อ\n๑,ก\n").unwrap();
    }
    folder
}

fn found(inputs: &Path, month: &str) -> Found {
    find(inputs, &inputs.join(month), &ReadLimits::default())
}

fn paths(found: &Found) -> Vec<&str> {
    found.sources.iter().map(|source| source.path.as_str()).collect()
}

#[test]
fn litter_is_passed_over() {
    let inputs = inputs(&[
        "2565-02/๕๖๐๑ เมืองพะเยา 😀.xlsx",
        "2565-02/อำเภอ/จุน/b.XLS",
        "2565-02/~$a.xlsx",
        "2565-02/.DS_Store",
        "2565-02/._a.xlsx",
        "2565-02/Thumbs.db",
        "2565-02/desktop.ini",
        "2565-02/.~lock.a.ods#",
        "2565-02/__MACOSX/x.xlsx",
        "2565-02/.hidden.ods",
        "2565-02/picture.png",
        "2564-12/a.csv",
        ".git/config",
        "plan.toml",
    ]);
    fs::create_dir_all(inputs.path().join("2565-02/empty")).unwrap();
    let found = found(inputs.path(), "2565-02");
    assert_eq!(found.troubles, []);
    assert_eq!(
        paths(&found),
        ["2565-02/.hidden.ods", "2565-02/picture.png", "2565-02/อำเภอ/จุน/b.XLS", "2565-02/๕๖๐๑ เมืองพะเยา 😀.xlsx"]
    );
    assert_eq!(find(inputs.path(), &inputs.path().join("2565-03"), &ReadLimits::default()), Found::default());
}

#[test]
fn a_folder_of_sheets_is_one_workbook() {
    let inputs = inputs(&[
        "m/ปง/แบบ ๒ ออนไลน์.csv",
        "m/ปง/ปก.csv",
        "m/ปง/แบบ 1.CSV",
        "m/จุน/ปก.csv",
        "m/จุน/สรุป.csv",
        "m/ปก.csv",
        "m/แบบ ๑.csv",
    ]);
    let found = found(inputs.path(), "m");
    assert_eq!(paths(&found), ["m/จุน/ปก.csv", "m/จุน/สรุป.csv", "m/ปก.csv", "m/ปง", "m/แบบ ๑.csv"]);
    assert!(matches!(&found.sources[3].kind, SourceKind::CsvFolder(files) if files.len() == 3));
    let reading = Reader::InProcess(ReadLimits::default()).read(&found.sources[3]);
    let names: Vec<_> = reading.workbook.unwrap().sheets.into_iter().map(|sheet| sheet.name).collect();
    assert_eq!(names, ["ปก", "แบบ 1", "แบบ ๒ ออนไลน์"]);
}

#[test]
fn too_many_files_are_one_trouble() {
    let inputs = inputs(&["m/a.csv", "m/b.csv", "m/c.csv"]);
    let limits = ReadLimits { files: 2, ..ReadLimits::default() };
    let found = find(inputs.path(), &inputs.path().join("m"), &limits);
    assert_eq!(
        (found.sources, found.troubles),
        (vec![], vec![("m".into(), ReadTrouble::TooLarge { what: Size::Files, limit: 2 })])
    );
}

#[cfg(unix)]
#[test]
fn links_and_pipes_are_never_opened() {
    use std::os::unix::fs::symlink;
    let inputs = inputs(&["m/a.csv", "n/b.csv"]);
    let outside = TempDir::new().unwrap();
    let month = inputs.path().join("m");
    symlink(outside.path(), month.join("out")).unwrap();
    symlink("/etc/passwd", month.join("out.xlsx")).unwrap();
    symlink(&month, month.join("loop")).unwrap();
    symlink("../n/b.csv", month.join("other.csv")).unwrap();
    symlink("nowhere", month.join("broken.xlsx")).unwrap();
    symlink(outside.path(), inputs.path().join("linked")).unwrap();
    rustix::fs::mknodat(rustix::fs::CWD, month.join("pipe.xlsx"), rustix::fs::FileType::Fifo, rustix::fs::Mode::RUSR, 0).unwrap();

    let result = found(inputs.path(), "m");
    assert_eq!(paths(&result), ["m/a.csv"]);
    let troubles: Vec<_> = result.troubles.iter().map(|(path, trouble)| (path.as_str(), trouble)).collect();
    let gone = ReadTrouble::Inaccessible("entity not found".into());
    assert_eq!(
        troubles,
        [
            ("m/broken.xlsx", &gone),
            ("m/loop", &ReadTrouble::Link),
            ("m/other.csv", &ReadTrouble::Link),
            ("m/out", &ReadTrouble::OutsideInputs),
            ("m/out.xlsx", &ReadTrouble::OutsideInputs),
            ("m/pipe.xlsx", &ReadTrouble::NotAFile),
        ]
    );
    assert_eq!(found(inputs.path(), "linked").troubles, [("linked".into(), ReadTrouble::OutsideInputs)]);
    let pipe = otop_report::submission::find::Source::file(&month.join("pipe.xlsx"));
    assert_eq!(Reader::InProcess(ReadLimits::default()).read(&pipe).workbook, Err(ReadTrouble::NotAFile));
}

#[cfg(unix)]
#[test]
fn names_that_are_no_unicode_are_read() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let inputs = inputs(&["m/a.csv"]);
    fs::write(inputs.path().join("m").join(OsStr::from_bytes(b"\xA1\xA2.csv")), "ที่,ชื่อ\n๑,ก\n").unwrap();
    let result = found(inputs.path(), "m");
    assert_eq!(paths(&result), ["m/a.csv", "m/��.csv"]);
    let reader = Reader::workers(Path::new(env!("CARGO_BIN_EXE_otop-report")), ReadLimits::default()).unwrap();
    assert!(reader.read(&result.sources[1]).workbook.is_ok());
}
