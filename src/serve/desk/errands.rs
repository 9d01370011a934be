//! What takes a while, done on threads of its own while the page that ordered it shows how far it is.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;
use tokio::sync::watch::{Receiver, Sender};

use crate::app::{Progress, Stage};

/// Errands that have ended and are still remembered, for a page that is asked for again.
const REMEMBERED: usize = 50;

/// Every errand by its number.
#[derive(Default)]
pub(in crate::serve) struct Errands {
    all: Mutex<BTreeMap<u64, Arc<Errand>>>,
}

/// One errand.
pub(in crate::serve) struct Errand {
    /// What is done to what: the same ordered twice, from two tabs, is done once.
    key: String,
    /// What it is called, in both languages.
    pub title: [String; 2],
    told: Sender<Told>,
    read: AtomicUsize,
}

/// How far an errand is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(in crate::serve) struct Told {
    /// `waiting`, `reading`, `printing`, `proving`, `writing`, `verifying`; blank before the first.
    pub stage: &'static str,
    /// So many files were read, or bags verified.
    pub done: usize,
    /// Of so many.
    pub of: usize,
    /// Where to go now that it has ended.
    pub end: Option<End>,
}

/// How an errand ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(in crate::serve) struct End {
    /// The page that shows what came of it, below the desk's own path.
    pub see: String,
    /// What it says there, in both languages.
    pub said: [String; 2],
    /// Whether it could not be done.
    pub failed: bool,
}

impl Errands {
    /// Does `work`, or joins whoever does the same already. Gives its number.
    pub fn begin(
        &self,
        key: &str,
        title: [String; 2],
        work: impl FnOnce(&Errand) -> End + Send + 'static,
        fault: impl FnOnce() -> End + Send + 'static,
    ) -> u64 {
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((number, _)) = all.iter().find(|(_, errand)| errand.key == key && errand.now().end.is_none()) {
            return *number;
        }
        let number = all.keys().next_back().map_or(1, |last| last + 1);
        let errand =
            Arc::new(Errand { key: key.to_owned(), title, told: Sender::new(Told::default()), read: AtomicUsize::new(0) });
        all.insert(number, Arc::clone(&errand));
        while all.len() > REMEMBERED {
            let Some(old) = all.iter().find(|(_, errand)| errand.now().end.is_some()).map(|(number, _)| *number) else { break };
            all.remove(&old);
        }
        tokio::task::spawn_blocking(move || {
            // Whoever waits is told, whatever happens.
            let end = catch_unwind(AssertUnwindSafe(|| work(&errand))).unwrap_or_else(|_| fault());
            errand.told.send_modify(|told| told.end = Some(end));
        });
        number
    }

    /// The errand of a number, while it is remembered.
    pub fn get(&self, number: u64) -> Option<Arc<Errand>> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner).get(&number).map(Arc::clone)
    }
}

impl Errand {
    /// How far it is now.
    pub fn now(&self) -> Told {
        self.told.borrow().clone()
    }

    /// How far it is, whenever that changes.
    pub fn listen(&self) -> Receiver<Told> {
        self.told.subscribe()
    }

    fn tell(&self, stage: &'static str) {
        self.told.send_modify(|told| told.stage = stage);
    }
}

impl Progress for Errand {
    fn files(&self, count: usize) {
        self.told.send_modify(|told| *told = Told { stage: "reading", done: 0, of: count, end: None });
    }

    fn file_read(&self) {
        let done = self.read.fetch_add(1, Ordering::Relaxed) + 1;
        self.told.send_modify(|told| told.done = done);
    }

    fn stage(&self, stage: Stage) {
        match stage {
            Stage::Printing => self.tell("printing"),
            Stage::Proving => self.tell("proving"),
            Stage::Writing => self.tell("writing"),
            Stage::Verifying { done, of } => {
                self.told.send_modify(|told| *told = Told { stage: "verifying", done, of, end: None });
            }
        }
    }

    fn waiting(&self) {
        self.tell("waiting");
    }
}
