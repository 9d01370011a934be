//! Any bytes as a workbook: reading gives cells or a trouble, and never panics.
//!
//! `cargo +nightly fuzz run workbook tests/fixtures/reading tests/fixtures/sealed`

#![no_main]

use libfuzzer_sys::fuzz_target;
use otop_report::submission::read::{ReadLimits, read};

fuzz_target!(
    init: {
        // A panic that reading catches (cfb's, over a damaged container) is no find; one that
        // gets out still ends the run.
        std::panic::set_hook(Box::new(|_| {}));
    },
    |bytes: &[u8]| {
        let limits = ReadLimits { inflated_bytes: 16 << 20, rows: 2_000, ..ReadLimits::default() };
        let _ = read(bytes, "stem", &limits);
    }
);
