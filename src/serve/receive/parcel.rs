//! Files that are sent by a page, one after the other, so that never more than one is in memory.

use std::sync::Arc;

use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartError};
use axum::http::StatusCode;

use super::super::answer::{Refused, work};
use super::super::desk::Desk;
use crate::app::AppError;
use crate::app::tray::refused::Refused as NotTrayed;
use crate::app::tray::{Added, Item, Tray};
use crate::lang::{Count, Lang, Said, said};

/// Sentences about what was refused that a page shows; the others are counted.
const TOLD: usize = 12;

/// What came of everything that was sent.
#[derive(Debug, Default)]
pub(super) struct Opened {
    /// In the tray now.
    pub items: Vec<Item>,
    /// There already.
    pub again: Vec<Item>,
    refused: Vec<NotTrayed>,
    passed_over: u64,
}

/// Puts what is sent into the tray.
///
/// # Errors
/// Where it was cut off or is more than is taken at once, or the tray cannot be written; what was whole by then is in it.
pub(super) async fn open(desk: &Arc<Desk>, mut parcel: Multipart) -> Result<Opened, Refused> {
    let limit = work(desk, |desk| Ok::<_, AppError>(desk.plan()?.limits.file_mib << 20)).await?;
    let mut opened = Opened::default();
    while let Some(field) = parcel.next_field().await.map_err(|error| cut_off(&error))? {
        let name = field.file_name().unwrap_or_default().to_owned();
        let bytes = bytes(field, limit).await?;
        // A form without a file sends one that is called nothing.
        if name.is_empty() {
            continue;
        }
        let added = work(desk, move |desk| Tray::of(&desk.workspace, &desk.plan()?).add(&name, &bytes)).await?;
        opened.take(added);
    }
    Ok(opened)
}

/// The bytes of a file; of one that is too large, one more than it may have, and the rest is let go by.
async fn bytes(mut field: Field<'_>, limit: u64) -> Result<Vec<u8>, Refused> {
    let most = usize::try_from(limit.saturating_add(1)).unwrap_or(usize::MAX);
    let mut bytes = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(|error| cut_off(&error))? {
        let room = most - bytes.len();
        bytes.extend_from_slice(&piece[..piece.len().min(room)]);
    }
    Ok(bytes)
}

fn cut_off(error: &MultipartError) -> Refused {
    let status = error.status();
    let said = if status == StatusCode::PAYLOAD_TOO_LARGE {
        [
            "แฟ้มที่ส่งมาพร้อมกันใหญ่เกินกว่าที่รับได้ในครั้งเดียว วางทีละส่วน แฟ้มที่ส่งมาครบแล้วอยู่ในถาด",
            "more was sent than is taken at once: drop a part at a time; what came whole is in the tray",
        ]
    } else {
        [
            "แฟ้มที่ส่งมาขาดกลางคัน วางใหม่อีกครั้ง แฟ้มที่ส่งมาครบแล้วอยู่ในถาด",
            "what was sent was cut off: drop it again; what came whole is in the tray",
        ]
    };
    Refused { status, said: said.map(str::to_owned) }
}

impl Opened {
    fn take(&mut self, added: Added) {
        self.items.extend(added.items);
        self.again.extend(added.again);
        self.refused.extend(added.refused);
        self.passed_over += added.passed_over;
    }

    /// What came of it, in both languages.
    pub fn told(&self) -> [String; 2] {
        [Lang::Th, Lang::En].map(|lang| self.told_in(lang))
    }

    fn told_in(&self, lang: Lang) -> String {
        let mut lines = Vec::new();
        let (new, again) = (Count::of(self.items.len()), Count::of(self.again.len()));
        if new.0 > 0 {
            lines.push(said!(
                lang,
                "วางในถาดแล้ว {new} แฟ้ม ยังไม่อยู่ใน inputs จนกว่าจะกดรับเข้า",
                "in the tray now: {new}; nothing is in inputs until it is taken",
                new
            ));
        }
        if again.0 > 0 {
            lines.push(said!(lang, "อยู่ในถาดก่อนแล้ว {again} แฟ้ม", "in the tray already: {again}", again));
        }
        lines.extend(self.refused.iter().take(TOLD).map(|refused| Said(refused, lang).to_string()));
        let more = Count::of(self.refused.len().saturating_sub(TOLD));
        if more.0 > 0 {
            lines.push(said!(lang, "และไม่รับอีก {more} แฟ้ม", "and {more} more were refused", more));
        }
        let passed = Count(self.passed_over);
        if passed.0 > 0 {
            lines.push(said!(
                lang,
                "ข้ามแฟ้มชั่วคราวของโปรแกรมอื่น {passed} แฟ้ม",
                "temporary files of other programs passed over: {passed}",
                passed
            ));
        }
        if lines.is_empty() {
            lines.push(lang.pick("ไม่มีแฟ้มที่ส่งมา เลือกแฟ้มก่อน", "no file was sent: choose one first").to_owned());
        }
        lines.join("\n")
    }
}
