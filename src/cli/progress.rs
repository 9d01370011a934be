//! How far a command is, on a terminal.

use std::fmt;
use std::io::{self, IsTerminal};

use indicatif::style::ProgressTracker;
use indicatif::{ProgressBar, ProgressState, ProgressStyle};

use super::terminal;
use crate::app::Progress;
use crate::lang::{Count, Lang, Said};

/// A bar on stderr where that is a terminal, and a word where another run writes.
pub(super) struct Bar(ProgressBar, Lang);

impl Bar {
    pub fn new(lang: Lang) -> Self {
        if !io::stderr().is_terminal() {
            return Self(ProgressBar::hidden(), lang);
        }
        let template = lang.pick("อ่าน {bar:30} {pos}/{len} แฟ้ม", "reading {bar:30} {pos}/{len} files");
        let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        let style = style
            .with_key("pos", digits(lang, ProgressState::pos))
            .with_key("len", digits(lang, |state| state.len().unwrap_or_default()));
        Self(ProgressBar::new(0).with_style(style), lang)
    }
}

/// A number of the bar, in the language's digits.
fn digits(lang: Lang, of: impl Fn(&ProgressState) -> u64 + Clone + Send + Sync + 'static) -> impl ProgressTracker {
    move |state: &ProgressState, out: &mut dyn fmt::Write| _ = write!(out, "{}", Said(&Count(of(state)), lang))
}

impl Progress for Bar {
    fn files(&self, count: usize) {
        self.0.set_length(count as u64);
    }

    fn file_read(&self) {
        self.0.inc(1);
    }

    fn all_read(&self) {
        self.0.finish_and_clear();
    }

    fn waiting(&self) {
        terminal::say(self.1.pick("มีอีกคำสั่งหนึ่งกำลังเขียนอยู่ รอให้เสร็จก่อน", "another command is writing; waiting for it to end"));
    }
}
