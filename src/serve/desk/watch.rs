//! What happens in `inputs/`: a file copied there by hand appears on the pages that are open.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use tokio::sync::watch::{Receiver, Sender};

/// Counts the changes.
pub(in crate::serve) struct Watch {
    folder: PathBuf,
    changes: Sender<u64>,
    /// Ends when it is dropped; `None` while there is no folder, or where the system watches nothing: pages then show a change
    /// when they are asked for anew.
    watcher: Mutex<Option<RecommendedWatcher>>,
}

impl Watch {
    /// Watches `folder`, and everything below it.
    pub fn over(folder: PathBuf) -> Self {
        Self { folder, changes: Sender::new(0), watcher: Mutex::default() }
    }

    /// The number of changes so far.
    pub fn now(&self) -> u64 {
        self.begin();
        *self.changes.borrow()
    }

    /// The same, and each change from then on.
    pub fn listen(&self) -> Receiver<u64> {
        self.begin();
        self.changes.subscribe()
    }

    /// A workspace may get its folder while the desk is open.
    fn begin(&self) {
        let mut watching = self.watcher.lock().unwrap_or_else(PoisonError::into_inner);
        if watching.is_some() || !self.folder.is_dir() {
            return;
        }
        let counted = self.changes.clone();
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            // Reading is no change.
            if event.is_ok_and(|event| !matches!(event.kind, EventKind::Access(_))) {
                counted.send_modify(|count| *count += 1);
            }
        });
        *watching = watcher.ok().and_then(|mut watcher: RecommendedWatcher| {
            watcher.watch(&self.folder, RecursiveMode::Recursive).ok().map(|()| watcher)
        });
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    #[test]
    fn a_folder_that_comes_later_is_watched_with_all_below_it() {
        let place = tempfile::tempdir().expect("a folder");
        let inputs = place.path().join("inputs");
        let watch = Watch::over(inputs.clone());
        assert_eq!(watch.now(), 0);
        std::fs::create_dir_all(inputs.join("2565-02")).expect("the folder of a month");
        let seen = watch.now();
        std::fs::write(inputs.join("2565-02/ปง.xlsx"), "ก").expect("a file");
        let until = Instant::now() + Duration::from_secs(10);
        while watch.now() == seen {
            assert!(Instant::now() < until, "the file was not noticed");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}
