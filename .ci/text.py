"""The comparing half of .ci/text: FOLDER has PDFs, the texts that went into each (.expected), and what pdf.js returned (.pdfjs)."""
import pathlib, re, subprocess, sys

import fitz
import pypdfium2

# What stands on each page beside the text: page numbers, the draft mark, the secrecy mark, the first words of the next page.
MARKS = re.compile(r"^(?:- [๐-๙]+ -|ฉบับร่าง|ลับ|ฉบับร่าง ลับ|/.*\.\.\.)\n", re.M)


def poppler(pdf):
    return subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", pdf, "-"], capture_output=True, check=True).stdout.decode().replace("\f", "")


def pdfium(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        return "".join(page.get_textpage().get_text_range().replace("\r\n", "\n") + "\n" for page in document)


def mupdf(pdf):
    with fitz.open(pdf) as document:
        return "".join(page.get_text() for page in document)


def pdfjs(pdf):
    # ำ behind a tall letter is two glyphs with one ActualText, which pdf.js does not read; ำา is no Thai.
    return re.sub("ำ +า|ำา", "ำ", pdf.with_suffix(".pdfjs").read_text("utf-8"))


def exactly(text):
    """The text, with a line end wherever the page may have one: at a space, or between two letters."""
    return re.compile("\n?".join(r"[ \n]+" if c in " \n" else re.escape(c) for c in text))


def without_space(text):
    return re.compile(re.escape(re.sub(r"\s", "", text)))


def in_pieces(text, read, at):
    """Whether a text's lines, of three letters or more, follow one another with not much between them."""
    rest = re.sub(r"\s", "", text)
    while rest:
        near = read[at:at + 80]
        length = next((n for n in range(len(rest), 2, -1) if rest[:n] in near and len(rest) - n not in (1, 2)), 0)
        if not length:
            return False
        at += near.index(rest[:length]) + length
        rest = rest[length:]
    return True


def missing(texts, read, pattern, pieces):
    """The texts that do not follow the one before them. PDFium takes the lines of cells that stand side by side by turns."""
    at = 0
    for text in texts:
        found = pattern(text).search(read, at)
        if found:
            at = found.end()
        elif not (pieces and in_pieces(text, read, at)):
            yield text


def lost(texts, pdf, reader):
    """What a reader does not return of the texts."""
    read = MARKS.sub("", reader(pdf))
    if reader is poppler:
        return list(missing(texts, read, exactly, False))
    return list(missing(texts, re.sub(r"\s", "", read), without_space, reader is pdfium))


def main():
    samples = [(file.with_suffix(".pdf"), file.read_text("utf-8").split("\f")) for file in sorted(pathlib.Path(sys.argv[1]).glob("*.expected"))]
    readers, failed = (poppler, pdfium, pdfjs, mupdf), False
    # The control: a text with one letter too many.
    pdf, texts = samples[0]
    spoilt = [text + "ฮ" if i == len(texts) // 2 else text for i, text in enumerate(texts)]
    for reader in readers:
        if len(lost(spoilt, pdf, reader)) != 1:
            sys.exit(f"{reader.__name__}: the spoilt text was not missed")
    for pdf, texts in samples:
        counts = []
        for reader in readers:
            without = lost(texts, pdf, reader)
            counts.append(f"{reader.__name__} {len(texts) - len(without)}")
            for text in without[:10]:
                print(f"  {reader.__name__} has not, after the one before it: {text!r}", file=sys.stderr)
            failed |= bool(without)
        print(f"{pdf.stem}: of {len(texts)} texts in order: {', '.join(counts)}")
    sys.exit(failed)


main()
