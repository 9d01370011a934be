//! `outputs/known.json` on the disk.

use std::io::Write;
use std::path::Path;

use crate::earlier::Known;
use crate::files::read_within;
use crate::month::CompiledMonth;
use crate::output::{OutputError, WriteLock, json};
use crate::plan::Plan;

/// The name of the file.
const FILE: &str = "known.json";

/// Bytes that are read at most: a year takes some 30 kB.
const LIMIT: u64 = 16 << 20;

/// What is known; nothing where the file is missing, no plain file, not ours or another province's.
pub(super) fn load(outputs: &Path, plan: &Plan) -> Known {
    Known::of_province(plan, &read_within(&outputs.join(FILE), LIMIT).unwrap_or_default())
}

/// Notes what a month counts that is about to be written to `outputs`, where `lock` is held.
///
/// # Errors
/// Where it cannot be written; what was known is then as it was.
pub(super) fn remember(lock: &WriteLock, outputs: &Path, plan: &Plan, compiled: &CompiledMonth) -> Result<(), OutputError> {
    let before = load(outputs, plan);
    let mut known = before.clone();
    known.note(plan, compiled);
    if known != before {
        lock.replace_file(FILE, |file| file.write_all(&json(&known)))?;
    }
    Ok(())
}
