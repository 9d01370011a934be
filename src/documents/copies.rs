//! <letter>-copy: the same letter as its file copy (สำเนาคู่ฉบับ), which stays with the office. A file of its own, so that the
//! letter that is signed and sent is printed alone.

use super::DocumentContext;
use super::document::{FileCopy, Letter, Packet, Part};
use super::words::WordsError;

/// The file copies of the letters among `packets`; none where the plan wants none.
pub(super) fn packets(context: &DocumentContext<'_>, packets: &[Packet]) -> Result<Vec<Packet>, WordsError> {
    if !context.plan.letters.copies {
        return Ok(Vec::new());
    }
    let words = context.words.page("common.toml", &());
    let copy =
        FileCopy { mark: words.text("copy.mark")?, initials: words.lines("copy.initials")?, line: words.text("copy.line")? };
    let letter = |packet: &Packet| match packet.parts.as_slice() {
        [Part::Letter(letter)] => Some((**letter).clone()),
        _ => None,
    };
    let apart = packets.iter().filter(|packet| packet.parts.iter().any(|part| matches!(part, Part::Letter(_))));
    let alone = apart.flat_map(|packet| [packet.clone()].into_iter().chain(packet.apart().into_iter().map(|(_, part)| part)));
    let copied = |(packet, letter): (Packet, Letter)| {
        let id = id(&packet.id, packet.district.as_deref());
        let title = words.with("title", &packet.title).text("copy.title")?;
        let letter = Letter { id: id.clone(), copy: Some(copy.clone()), ..letter };
        Ok(Packet { id, title, parts: vec![Part::Letter(Box::new(letter))], apart: Vec::new(), ..packet })
    };
    alone.filter_map(|packet| letter(&packet).map(|letter| (packet, letter))).map(copied).collect()
}

/// What the copy of a letter is called; one for a district still ends with its geocode.
fn id(letter: &str, district: Option<&str>) -> String {
    let end = district.map_or_else(String::new, |geocode| format!("-{geocode}"));
    format!("{}-copy{end}", letter.strip_suffix(&end).unwrap_or(letter))
}
