//! What a reader must find in a PDF.

use otop_report::documents::document::*;

/// Every text of `packet` in reading order, as it must read back from the PDF.
pub fn texts(packet: &Packet) -> Vec<String> {
    let mut out = Vec::new();
    for part in &packet.parts {
        match part {
            Part::Letter(letter) => letter_texts(letter, &mut out),
            Part::Memo(memo) => memo_texts(memo, &mut out),
            Part::Documents { documents, label } => {
                for document in documents {
                    out.extend(label.clone());
                    out.extend(document.draft.iter().flatten().cloned());
                    out.extend(document.title.clone());
                    document.blocks.iter().for_each(|block| block_texts(block, &mut out));
                }
            }
        }
    }
    out.retain(|text| !text.is_empty());
    out
}

fn letter_texts(letter: &Letter, out: &mut Vec<String>) {
    out.extend(letter.draft.iter().flatten().cloned());
    // The room that number and day leave for the pen is no text.
    out.extend([letter.urgency.clone(), letter.number.trim().to_owned()]);
    out.extend(letter.office.clone());
    out.extend([letter.date.trim().to_owned(), letter.subject.clone(), letter.to.clone()]);
    out.extend(letter.references.clone());
    out.extend(letter.enclosures.iter().flat_map(|enclosure| [enclosure.title.clone(), enclosure.quantity.clone()]));
    out.extend(letter.paragraphs.clone());
    out.extend(letter.check.iter().map(|check| check.caption.clone()));
    out.extend([letter.closing.clone(), letter.signatory.clone()]);
    out.extend(letter.positions.clone());
    out.extend(letter.contact.clone());
    out.extend(letter.electronic.iter().flat_map(|line| [line.label.clone(), line.typed.clone()]));
    out.extend(letter.slogans.clone());
    out.push(letter.seal.clone());
    out.extend(letter.copy.iter().flat_map(|copy| copy.initials.clone()));
}

fn memo_texts(memo: &Memo, out: &mut Vec<String>) {
    out.extend(memo.draft.iter().flatten().cloned());
    out.extend([memo.office.clone(), memo.telephone.clone(), memo.number.trim().to_owned(), memo.date.trim().to_owned()]);
    out.extend([memo.subject.clone(), memo.to.clone()]);
    out.extend([&memo.paragraphs, &memo.summary, &memo.closing].into_iter().flatten().cloned());
    out.extend([memo.signatory.clone(), memo.position.clone()]);
}

fn block_texts(block: &Block, out: &mut Vec<String>) {
    match block {
        Block::Heading(text) | Block::Paragraph(text) => out.push(text.clone()),
        Block::Fields(fields) => {
            for field in fields {
                out.push(field.label.clone());
                out.extend(field.values.iter().flatten().cloned());
            }
        }
        Block::Table(table) => {
            out.extend(table.show_caption.then(|| table.caption.clone()));
            heading_texts(&table.heading, out);
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            out.extend(cells.map(|cell| cell.value.shown().replace('中', "[U+4E2D]")));
            out.extend(table.chart.iter().map(|chart| chart.title.clone()));
        }
        Block::Formula(formula) => {
            out.extend([&formula.label, &formula.numerator, &formula.denominator, &formula.factor].map(Clone::clone));
        }
        Block::Album(album) => {
            out.extend([album.title.clone(), album.details.clone()].into_iter().chain(album.links.clone()));
            out.extend(album.pictures.iter().map(|picture| picture.caption.clone()));
        }
        Block::Signatures(signatures) => out.extend(signatures.iter().flat_map(|one| [one.role.clone(), one.name.clone()])),
    }
}

/// Heading cells as they are drawn: one that spans rows comes with the last of them. (The tags have them in their place.)
fn heading_texts(rows: &[Vec<HeadCell>], out: &mut Vec<String>) {
    for end in 0..rows.len() {
        let ends_here = |row: usize, cell: &&HeadCell| row + cell.rowspan - 1 == end;
        for (row, cells) in rows.iter().enumerate().take(end + 1) {
            out.extend(cells.iter().filter(|cell| ends_here(row, cell)).map(|cell| cell.text.clone()));
        }
    }
}
