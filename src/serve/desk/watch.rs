//! What happens in `inputs/`: a file copied there by hand appears on the pages that are open.

use std::path::Path;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use tokio::sync::watch::{Receiver, Sender};

/// Counts the changes.
pub(in crate::serve) struct Watch {
    changes: Sender<u64>,
    /// Ends when it is dropped; `None` where the system watches nothing: pages then show a change when they are asked for anew.
    _watcher: Option<RecommendedWatcher>,
}

impl Watch {
    /// Watches `folder`, and everything below it.
    pub fn over(folder: &Path) -> Self {
        let changes = Sender::new(0);
        let counted = changes.clone();
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            // Reading is no change.
            if event.is_ok_and(|event| !matches!(event.kind, EventKind::Access(_))) {
                counted.send_modify(|count| *count += 1);
            }
        });
        let watching = |mut watcher: RecommendedWatcher| watcher.watch(folder, RecursiveMode::Recursive).ok().map(|()| watcher);
        Self { changes, _watcher: watcher.ok().and_then(watching) }
    }

    /// The number of changes so far, and each one more.
    pub fn listen(&self) -> Receiver<u64> {
        self.changes.subscribe()
    }
}
