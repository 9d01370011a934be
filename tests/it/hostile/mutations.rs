//! Small good files, cut off anywhere and with bits turned: reading them never panics.

use otop_report::submission::read::{ReadLimits, read};

/// A xorshift generator: the same files on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }
}

/// The fixtures of `tests/read.rs`, sealed ones too.
fn fixtures() -> Vec<Vec<u8>> {
    let folders = ["reading", "sealed"].map(|name| format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR")));
    let entries = folders.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap());
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension != "sh" && extension != "py"));
    paths.sort();
    assert!(paths.len() >= 14);
    paths.into_iter().map(|path| std::fs::read(path).unwrap()).collect()
}

#[test]
fn files_cut_off_anywhere() {
    for bytes in fixtures() {
        let step = (bytes.len() / 300).max(1);
        for end in (0..bytes.len()).step_by(step) {
            let _ = read(&bytes[..end], "stem", &ReadLimits::default());
        }
    }
}

#[test]
fn files_with_turned_bits() {
    let mut dice = Dice(0x2565_0201_9863_0820);
    for good in fixtures() {
        for _ in 0..300 {
            let mut bytes = good.clone();
            for _ in 0..=dice.roll(8) {
                let at = dice.roll(bytes.len());
                bytes[at] ^= 1 << dice.roll(8);
            }
            let _ = read(&bytes, "stem", &ReadLimits::default());
        }
    }
}
