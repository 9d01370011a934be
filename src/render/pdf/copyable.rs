//! Makes the laid-out text read back as it went in, without moving a pixel.
//!
//! Typst starts a new run of text wherever a mark is raised, and gives every glyph of a cluster the whole cluster's text; a
//! reader then finds `ตั้ตั้ง` for `ตั้ง`. Here the runs are joined again and each glyph is given its own character. The
//! invisible marks of [`super::breaks`] are taken out, and the language is Thai again, which the layout does not name
//! (templates/base.typ).

use std::ops::Range;

use typst::layout::{Em, Frame, FrameItem, Point};
use typst::model::Document;
use typst::text::{FontInstance, Glyph, Lang, TextItem, is_default_ignorable};
use typst_layout::PagedDocument;

use super::breaks::hangs;

/// How far a mark may lie from where the font's own ำ has it and still be drawn by that glyph, in ems.
const HAIR: f64 = 0.02;

/// A mark shifted further than this, in ems, reads as a word of its own in poppler.
const FAR: f64 = 0.025;

/// How far apart, in ems, poppler must find two marks to keep their order: 0.02 pt in running text.
const STEP: f64 = 0.002;

/// `document` with the same pixels and text that copies out.
pub(super) fn copyable(document: &PagedDocument) -> PagedDocument {
    let mut spaced = Vec::new();
    let mut pages = Vec::with_capacity(document.pages().len());
    for page in document.pages() {
        let mut page = page.clone();
        page.frame = frame(&page.frame, &mut spaced);
        pages.push(page);
    }
    PagedDocument::new(pages.into(), document.info().clone())
}

/// The fonts whose space has been drawn so far, and so reads as a space from there on.
type Spaced = Vec<FontInstance>;

/// One frame and all inside it.
fn frame(old: &Frame, spaced: &mut Spaced) -> Frame {
    let mut new = Frame::new(old.size(), old.kind());
    if old.has_baseline() {
        new.set_baseline(old.baseline());
    }
    let mut pending: Option<(Point, TextItem)> = None;
    for (at, item) in old.items() {
        if let FrameItem::Text(text) = item {
            let joined = pending.as_ref().and_then(|(start, run)| append(*start, run, *at, text));
            if let (Some(joined), Some((_, run))) = (joined, pending.as_mut()) {
                *run = joined;
                continue;
            }
        }
        flush(&mut pending, &mut new, spaced);
        match item {
            FrameItem::Text(text) => pending = Some((*at, text.clone())),
            FrameItem::Group(group) => {
                let mut group = group.clone();
                group.frame = frame(&group.frame, spaced);
                new.push(*at, FrameItem::Group(group));
            }
            other => new.push(*at, other.clone()),
        }
    }
    flush(&mut pending, &mut new, spaced);
    new
}

/// Puts the pending run, made readable, into `frame`.
fn flush(pending: &mut Option<(Point, TextItem)>, frame: &mut Frame, spaced: &mut Spaced) {
    if let Some((at, run)) = pending.take() {
        let run = readable(run, spaced);
        let mut pen = at;
        for glyphs in pieces(&run) {
            let piece = piece(&run, glyphs);
            let width = piece.width();
            frame.push(pen, FrameItem::Text(piece));
            pen.x += width;
        }
    }
}

/// The glyphs of `run` in parts, each ending with glyphs that share a text: the PDF says that text beside them, and poppler
/// takes the end of what is said so for the end of the element. What follows is then tagged anew and not lost.
fn pieces(run: &TextItem) -> impl Iterator<Item = &[Glyph]> {
    let mut rest = run.glyphs.as_slice();
    std::iter::from_fn(move || {
        let mut end = 0;
        for group in rest.chunk_by(|a, b| a.range == b.range) {
            end += group.len();
            if group.len() > 1 {
                break;
            }
        }
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some(piece).filter(|piece| !piece.is_empty())
    })
}

/// A run of its own for `glyphs`, a part of those of `run`.
fn piece(run: &TextItem, glyphs: &[Glyph]) -> TextItem {
    if glyphs.len() == run.glyphs.len() {
        return run.clone();
    }
    let start = glyphs.iter().map(|glyph| glyph.range.start).min().unwrap_or(0);
    let end = glyphs.iter().map(|glyph| glyph.range.end).max().unwrap_or(start);
    let moved = |glyph: &Glyph| Glyph { range: glyph.range.start - start..glyph.range.end - start, ..glyph.clone() };
    TextItem {
        text: run.text[usize::from(start)..usize::from(end)].into(),
        glyphs: glyphs.iter().map(moved).collect(),
        ..run.clone()
    }
}

/// `next` behind `run` as one run, when Typst has only split them because a mark is raised.
fn append(start: Point, run: &TextItem, at: Point, next: &TextItem) -> Option<TextItem> {
    let same = run.font == next.font
        && run.size == next.size
        && run.fill == next.fill
        && run.stroke == next.stroke
        && run.lang == next.lang
        && run.region == next.region;
    let raised = start.y - at.y;
    let touching = (start.x + run.width() - at.x).abs().to_pt() < 0.01 && raised.abs() < run.size * 0.5;
    let split = raised.to_pt() != 0.0 || run.glyphs.iter().any(|glyph| glyph.y_offset != Em::zero());
    if !(same && touching && split && has_thai(&run.text) && has_thai(&next.text)) {
        return None;
    }
    let (last, first) = (run.glyphs.last()?, next.glyphs.first()?);
    // The halves of one split cluster both carry its whole text.
    let shared = last.span == first.span && run.text[last.range()] == next.text[first.range()];
    let (base, rest) = if shared { (last.range.start, first.range().end) } else { (u16::try_from(run.text.len()).ok()?, 0) };
    u16::try_from(run.text.len() + next.text.len()).ok()?;
    let mut joined = run.clone();
    joined.text.push_str(&next.text[rest..]);
    let raise = Em::from_abs(raised, run.size);
    joined.glyphs.extend(next.glyphs.iter().map(|glyph| Glyph {
        range: glyph.range.start + base..glyph.range.end + base,
        y_offset: glyph.y_offset + raise,
        ..glyph.clone()
    }));
    Some(joined)
}

/// Whether any of `text` is Thai.
fn has_thai(text: &str) -> bool {
    text.chars().any(|c| ('ก'..='๛').contains(&c))
}

/// `run` without invisible characters and with each Thai glyph on its own character.
fn readable(run: TextItem, spaced: &mut Spaced) -> TextItem {
    let mut run = visible(run);
    run.lang = Lang::THAI;
    if has_thai(&run.text) {
        let mut glyphs = Vec::with_capacity(run.glyphs.len());
        let mut rest = run.glyphs.as_slice();
        while let Some(first) = rest.first() {
            let (cluster, after) = rest.split_at(rest.iter().take_while(|glyph| glyph.range == first.range).count());
            cluster_glyphs(&run.font, &run.text, &tracked(&run.text, cluster), &mut glyphs);
            rest = after;
        }
        run.glyphs = steady(&run, glyphs, spaced.contains(&run.font));
    }
    if run.text.contains(' ') && !spaced.contains(&run.font) {
        spaced.push(run.font.clone());
    }
    run
}

/// `glyphs` with every mark where readers that go by positions, not by order, find it: after its letter, before the next.
///
/// Two marks above one letter stand at the pen, and so does the next letter; poppler then shuffles them. Each is moved by
/// less than a hair's breadth. One that is drawn farther away gets a space before and after it, both inside its own text:
/// they leave no trace on paper and let the mark begin and end near the pen, and the PDF says that the three read as the
/// mark alone. Before its first real use (`spaced`) the space is left out: it would be remembered as the mark.
fn steady(run: &TextItem, glyphs: Vec<Glyph>, mut spaced: bool) -> Vec<Glyph> {
    let text = |glyph: &Glyph| &run.text[glyph.range()];
    let is_mark = |glyph: &Glyph| glyph.x_advance == Em::zero() && text(glyph).chars().any(|c| hangs(c) || c == 'ำ');
    let space = run.font.ttf().glyph_index(' ').and_then(|id| Some((id.0, run.font.x_advance(id.0)?)));
    let mut out = Vec::with_capacity(glyphs.len());
    for group in glyphs.chunk_by(|a, b| is_mark(a) == is_mark(b)) {
        spaced |= group.iter().any(|glyph| text(glyph) == " ");
        if !is_mark(&group[0]) {
            out.extend_from_slice(group);
            continue;
        }
        let seats = seats(group);
        for (glyph, seat) in group.iter().zip(seats) {
            let near = (glyph.x_offset - seat).get().abs() < HAIR;
            match space.filter(|_| spaced && !near) {
                Some((id, width)) => {
                    out.push(Glyph { id, x_offset: seat, ..glyph.clone() });
                    out.push(glyph.clone());
                    // A mark that shares its text with the letter behind it (ำ) ends with that letter.
                    out.extend((text(glyph) != "ำ").then(|| Glyph { id, x_offset: seat - width, ..glyph.clone() }));
                }
                None => out.push(Glyph { x_offset: if near { seat } else { glyph.x_offset }, ..glyph.clone() }),
            }
        }
    }
    out
}

/// Where each of the marks above one letter reads as standing: near its place, each a step after the one before it, the
/// last a step before the pen.
fn seats(marks: &[Glyph]) -> Vec<Em> {
    let mut limit = -STEP;
    let mut seats: Vec<Em> = Vec::with_capacity(marks.len());
    for mark in marks.iter().rev() {
        let offset = mark.x_offset.get();
        let seat = if offset < -FAR { limit } else { offset.min(limit) };
        seats.push(Em::new(seat));
        limit = seat - STEP;
    }
    seats.reverse();
    seats
}

/// `run` with its default-ignorable characters cut out of the text and of every glyph's range.
fn visible(mut run: TextItem) -> TextItem {
    if !run.text.chars().any(is_default_ignorable) {
        return run;
    }
    let old = std::mem::take(&mut run.text);
    // New offset of each old one; one more for the end.
    let mut moved = vec![0u16; old.len() + 1];
    for (at, c) in old.char_indices() {
        let here = run.text.len() as u16;
        moved[at..at + c.len_utf8()].fill(here);
        if !is_default_ignorable(c) {
            run.text.push(c);
        }
    }
    moved[old.len()] = run.text.len() as u16;
    for glyph in &mut run.glyphs {
        glyph.range = moved[usize::from(glyph.range.start)]..moved[usize::from(glyph.range.end)];
    }
    run.glyphs.retain(|glyph| !glyph.range.is_empty());
    run
}

/// A cluster whose marks take no room: the tracking that Typst gives to its last glyph goes to its letter instead.
fn tracked(text: &str, cluster: &[Glyph]) -> Vec<Glyph> {
    let mut glyphs = cluster.to_vec();
    let [letter, between @ .., last] = glyphs.as_mut_slice() else { return glyphs };
    if text[last.range()].ends_with(hangs) {
        let tracking = std::mem::replace(&mut last.x_advance, Em::zero());
        letter.x_advance += tracking;
        between.iter_mut().chain([last]).for_each(|mark| mark.x_offset -= tracking);
    }
    glyphs
}

/// The characters of a cluster and where each stands in the text.
type Chars = Vec<(char, Range<u16>)>;

/// Appends the glyphs of one cluster, each on its own character where that can be told.
fn cluster_glyphs(font: &FontInstance, text: &str, cluster: &[Glyph], out: &mut Vec<Glyph>) {
    let range = cluster[0].range.clone();
    let chars: Chars = text[cluster[0].range()]
        .char_indices()
        .map(|(at, c)| (c, range.start + at as u16..range.start + (at + c.len_utf8()) as u16))
        .collect();
    if cluster.len() == 1 || chars.len() == 1 && chars[0].0 != 'ำ' || !chars.iter().any(|(c, _)| ('ก'..='๛').contains(c)) {
        return out.extend_from_slice(cluster);
    }
    out.push(Glyph { range: chars[0].1.clone(), ..cluster[0].clone() });
    let (marks, chars) = (&cluster[1..], &chars[1..]);
    match chars.last() {
        Some(('ำ', _)) if marks.len() > 1 => match sara_am(font, marks, chars) {
            Some(glyphs) => out.extend(glyphs),
            None => out.extend(together(marks, chars)),
        },
        Some(_) => out.extend(pair(font, marks, chars).unwrap_or_else(|| together(marks, chars))),
        None => out.extend(marks.iter().map(|mark| Glyph { range: range.clone(), ..mark.clone() })),
    }
}

/// `glyphs` on the text of all `chars`: the PDF then carries that text beside them.
fn together(glyphs: &[Glyph], chars: &[(char, Range<u16>)]) -> Vec<Glyph> {
    let range = chars[0].1.start..chars[chars.len() - 1].1.end;
    glyphs.iter().map(|glyph| Glyph { range: range.clone(), ..glyph.clone() }).collect()
}

/// `glyphs` one to one on `chars`: by the font's own mapping, the others in their order; sorted as the text reads.
fn pair(font: &FontInstance, glyphs: &[Glyph], chars: &[(char, Range<u16>)]) -> Option<Vec<Glyph>> {
    if glyphs.len() != chars.len() {
        return None;
    }
    let mut of_char: Vec<Option<usize>> = chars
        .iter()
        .map(|(c, _)| font.ttf().glyph_index(*c).and_then(|id| glyphs.iter().position(|glyph| glyph.id == id.0)))
        .collect();
    let mut left = (0..glyphs.len()).filter(|i| !of_char.contains(&Some(*i))).collect::<Vec<_>>().into_iter();
    for slot in of_char.iter_mut().filter(|slot| slot.is_none()) {
        *slot = left.next();
    }
    if left.next().is_some() {
        return None;
    }
    let in_order = of_char.is_sorted();
    // Glyphs that advance the pen cannot change places.
    if !in_order && glyphs.iter().any(|glyph| glyph.x_advance != Em::zero()) {
        return None;
    }
    chars.iter().zip(of_char).map(|((_, range), i)| Some(Glyph { range: range.clone(), ..glyphs[i?].clone() })).collect()
}

/// Marks, nikhahit and า drawn as marks and the font's one glyph for ำ, when that looks the same.
fn sara_am(font: &FontInstance, glyphs: &[Glyph], chars: &[(char, Range<u16>)]) -> Option<Vec<Glyph>> {
    let id = |c: char| font.ttf().glyph_index(c).map(|glyph| glyph.0);
    let (ring, aa, am) = (id('\u{0E4D}')?, id('า')?, id('ำ')?);
    let (marks, last) = (&glyphs[..glyphs.len() - 1], glyphs.last()?);
    let (tones, sara) = (&chars[..chars.len() - 1], chars.last()?);
    if last.id != aa || !same_shape(font, am, ring, aa) {
        return None;
    }
    let in_place = |glyph: &Glyph| glyph.x_offset.get().abs() < HAIR && glyph.y_offset == Em::zero();
    let (marks, with_ring): (Vec<Glyph>, bool) = match marks.iter().position(|glyph| glyph.id == ring) {
        Some(i) if in_place(&marks[i]) => (marks[..i].iter().chain(&marks[i + 1..]).cloned().collect(), false),
        // A tone mark and the ring as one glyph.
        None if marks.len() == 1 && in_place(&marks[0]) && includes(font, marks[0].id, ring) => (marks.to_vec(), true),
        _ => return None,
    };
    // Where the ring is drawn twice, the second falls on the first.
    let shift = if with_ring { marks[0].x_offset } else { Em::zero() };
    let mut drawn = if tones.is_empty() && marks.is_empty() { Vec::new() } else { pair(font, &marks, tones)? };
    drawn.push(Glyph { id: am, range: sara.1.clone(), x_offset: last.x_offset + shift, ..last.clone() });
    Some(drawn)
}

/// Left, bottom, right and top of a glyph in font units.
fn bounds(font: &FontInstance, id: u16) -> Option<[i16; 4]> {
    let mut glyph = font.ttf().glyph_index('ก')?;
    glyph.0 = id;
    font.ttf().glyph_bounding_box(glyph).map(|b| [b.x_min, b.y_min, b.x_max, b.y_max])
}

/// Whether the outline of `whole` spans just what `ring` and `aa` span side by side, at the same advance.
fn same_shape(font: &FontInstance, whole: u16, ring: u16, aa: u16) -> bool {
    let (Some(w), Some(r), Some(a)) = (bounds(font, whole), bounds(font, ring), bounds(font, aa)) else { return false };
    let union = [r[0].min(a[0]), r[1].min(a[1]), r[2].max(a[2]), r[3].max(a[3])];
    font.x_advance(whole) == font.x_advance(aa)
        && w.iter().zip(union).all(|(w, u)| (f64::from(*w) - f64::from(u)).abs() < HAIR * font.units_per_em())
}

/// Whether the ring stands inside `id` where it stands alone.
fn includes(font: &FontInstance, id: u16, ring: u16) -> bool {
    let (Some(whole), Some(ring)) = (bounds(font, id), bounds(font, ring)) else { return false };
    whole[0] <= ring[0] && whole[1] == ring[1] && whole[2] >= ring[2] && whole[3] > ring[3]
}
