//! Files dropped on the desk of a case.

use std::io::{Cursor, Write};

use otop_report::app::Runtime;
use otop_report::app::dropped::{Dropped, Judge};
use otop_report::app::take::{Took, Wanted, take};
use otop_report::app::tray::{Added, Item, Tray};
use otop_report::columns::CoverField;
use otop_report::district::DistrictId;
use otop_report::form::{Content, Entry, workbook};
use rust_decimal::Decimal;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::case::{Case, good, month};

/// The month that is being worked on.
pub const WORKING: &str = "2565-02";

impl Case {
    pub fn tray(&self) -> Tray {
        Tray::of(&self.workspace(), &self.plan)
    }

    /// Drops a file that must be taken into the tray.
    #[track_caller]
    pub fn drop_file(&self, name: &str, bytes: &[u8]) -> Item {
        let mut added = self.added(name, bytes);
        assert!(added.refused.is_empty(), "{:?}", added.refused);
        added.items.pop().or_else(|| added.again.pop()).expect("it is in the tray")
    }

    pub fn added(&self, name: &str, bytes: &[u8]) -> Added {
        self.tray().add(name, bytes).expect("the tray can be written")
    }

    /// What is in the tray, by name.
    pub fn in_tray(&self) -> Vec<String> {
        let (tray, slots) = (self.tray(), self.tray().slots().expect("listed"));
        slots.iter().map(|slot| tray.item(slot).expect("it is there").name).collect()
    }

    /// Judges one file.
    pub fn judged(&self, item: &Item) -> Dropped {
        self.judged_together(std::slice::from_ref(item)).remove(0)
    }

    /// Judges several.
    pub fn judged_together(&self, items: &[Item]) -> Vec<Dropped> {
        let workspace = self.workspace();
        let judge = Judge::open(&workspace, &self.plan, &Runtime::IN_PROCESS, vec![month(WORKING)]).expect("it opens");
        let items: Vec<_> = items.iter().map(|item| (item.clone(), None)).collect();
        judge.judge(&self.tray(), &items, &[]).expect("inputs can be listed")
    }

    /// Takes one file, replacing none.
    pub fn taken(&self, item: &Item) -> Took {
        self.take(&Wanted { id: item.slot.id.clone(), month: None, replace: false })
    }

    pub fn take(&self, wanted: &Wanted) -> Took {
        let took = take(&self.workspace(), &self.plan, &Runtime::IN_PROCESS, std::slice::from_ref(wanted));
        took.expect("outputs can be written").remove(0)
    }

    /// A form of a district as it was sent.
    pub fn form(&self, district: usize, month_name: &str, content: &Content) -> Vec<u8> {
        workbook(&self.plan, DistrictId::at(district), month(month_name), content).expect("a form")
    }

    /// Everything below `inputs/<month>/`, by name, hidden folders included.
    pub fn month_files(&self) -> Vec<String> {
        let folder = self.path(WORKING);
        let entries = walkdir::WalkDir::new(&folder).sort_by_file_name().into_iter().filter_map(Result::ok);
        let files = entries.filter(|entry| entry.file_type().is_file());
        files.map(|entry| entry.path().strip_prefix(&folder).expect("below").to_string_lossy().into_owned()).collect()
    }
}

/// A good report of เมืองพะเยา for 2565-02, told from others by its reporter.
pub fn report(reporter: &str) -> Content {
    let mut content = good();
    content.cover.insert(CoverField::Reporter, reporter.into());
    content
}

/// The same as a later revision.
pub fn revision(number: u32, reporter: &str) -> Content {
    let mut content = report(reporter);
    content.cover.insert(CoverField::Revision, Entry::Number(Decimal::from(number)));
    content
}

/// A zip of these files, names as bytes.
pub fn zip(files: &[(&[u8], &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    // The library writes names of ASCII or UTF-8: others are put in the place of as many letters.
    let stand_in = |index: usize, name: &[u8]| format!("{index}{}", "n".repeat(name.len() - 1));
    for (index, (name, bytes)) in files.iter().enumerate() {
        zip.start_file(stand_in(index, name), options).expect("a name");
        zip.write_all(bytes).expect("written");
    }
    let mut whole = zip.finish().expect("finished").into_inner();
    for (index, (name, _)) in files.iter().enumerate() {
        let stood = stand_in(index, name).into_bytes();
        for at in 0..whole.len() - stood.len() {
            if whole[at..].starts_with(&stood) {
                whole[at..at + name.len()].copy_from_slice(name);
            }
        }
    }
    whole
}
