//! How far a command is, on a terminal.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressStyle};

use super::terminal;
use crate::app::Progress;

/// A bar on stderr where that is a terminal, and a word where another run writes.
pub(super) struct Bar(ProgressBar);

impl Bar {
    pub fn new() -> Self {
        if !io::stderr().is_terminal() {
            return Self(ProgressBar::hidden());
        }
        let style = ProgressStyle::with_template("อ่าน {bar:30} {pos}/{len} แฟ้ม").unwrap_or_else(|_| ProgressStyle::default_bar());
        Self(ProgressBar::new(0).with_style(style))
    }
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
        terminal::say("มีอีกคำสั่งหนึ่งกำลังเขียนอยู่ รอให้เสร็จก่อน");
    }
}
