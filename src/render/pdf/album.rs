//! An album as the data of the layout templates, and its pictures as the files that they show.

use std::fmt::Write;

use serde_json::{Value as Json, json};
use typst::foundations::Bytes;

use super::data::{BODY_SIZE, LONGEST_BOOKMARK, Writer};
use crate::documents::document::{Album, Block, Packet};

/// Official size of captions in points.
const CAPTION_SIZE: f64 = 14.0;

/// Letters of a caption: two lines below half a page.
const LONGEST_CAPTION: usize = 90;

/// Bytes of an address that is still followed; what is longer is printed only.
const LONGEST_ADDRESS: usize = 2_000;

/// The name of the virtual file of a picture, by its document, the album's place among its blocks, and its own in the album.
pub(super) fn file(document: &str, album: usize, picture: usize) -> String {
    format!("{document}-{album}-{picture}.jpg")
}

/// The pictures of all albums of a packet.
pub(super) fn files(packet: &Packet) -> Vec<(String, Bytes)> {
    let mut files = Vec::new();
    for document in packet.documents() {
        for (i, block) in document.blocks.iter().enumerate() {
            let Block::Album(album) = block else { continue };
            let named = album.pictures.iter().enumerate();
            files.extend(named.map(|(picture, one)| (file(&document.id, i, picture), Bytes::new(one.jpeg.clone()))));
        }
    }
    files
}

impl Writer<'_> {
    /// The data of an album, the block `place` of `document`, on lines of `width` points.
    pub(super) fn album(&self, album: &Album, document: &str, place: usize, width: f64) -> Json {
        let shown = |text: &str, width: f64, size: f64, bold: bool| {
            let text = self.clerks(text);
            self.fitted(&self.breaks.mark(&text), width, size, bold)
        };
        let links = album
            .links
            .iter()
            .map(|address| json!({ "text": shown(address, width * 0.9, CAPTION_SIZE, false), "address": followed(address) }));
        let pictures = album.pictures.iter().enumerate().map(|(i, picture)| {
            let caption = self.shortened(self.clerks(&picture.caption), LONGEST_CAPTION);
            let caption = self.fitted(&self.breaks.mark(&caption), width * 0.47, CAPTION_SIZE, false);
            json!({ "file": file(document, place, i), "caption": caption, "alt": self.clerks(&picture.alt) })
        });
        json!({
            "kind": "album",
            "plain": self.shortened(self.clerks(&album.title), LONGEST_BOOKMARK),
            "title": shown(&album.title, width, BODY_SIZE, true),
            "details": shown(&album.details, width, BODY_SIZE, false),
            "size": CAPTION_SIZE,
            "links": links.collect::<Vec<_>>(),
            "pictures": pictures.collect::<Vec<_>>(),
        })
    }
}

/// An address as a PDF holds it, in ASCII; `None` where it is too long.
fn followed(address: &str) -> Option<String> {
    let mut ascii = String::with_capacity(address.len());
    for byte in address.trim().bytes() {
        if byte.is_ascii_graphic() {
            ascii.push(char::from(byte));
        } else {
            _ = write!(ascii, "%{byte:02X}");
        }
    }
    (ascii.len() <= LONGEST_ADDRESS).then_some(ascii)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_ascii_and_short() {
        assert_eq!(followed("https://example.com/ก b").as_deref(), Some("https://example.com/%E0%B8%81%20b"));
        assert_eq!(followed(&"x".repeat(2_001)), None);
    }
}
