"""The comparing half of .ci/text: FOLDER has PDFs, the texts that went into each (.expected), and what pdf.js returned (.pdfjs)."""
import pathlib, re, subprocess, sys

import fitz
import pypdfium2

# What stands on each page beside the text: page numbers, the draft mark, the secrecy mark.
MARKS = re.compile(r"^(?:- [๐-๙]+ -|ฉบับร่าง|ลับ|ฉบับร่าง ลับ)\n", re.M)


def poppler(pdf):
    return subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", pdf, "-"], capture_output=True, check=True).stdout.decode().replace("\f", "")


def pdfium(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        return "".join(page.get_textpage().get_text_range().replace("\r\n", "\n") + "\n" for page in document)


def mupdf(pdf):
    with fitz.open(pdf) as document:
        return "".join(page.get_text() for page in document)


def pdfjs(pdf):
    return pdf.with_suffix(".pdfjs").read_text("utf-8")


def exactly(text):
    """The text, with a line end wherever the page may have one: at a space, or between two letters."""
    return re.compile("\n?".join(r"[ \n]+" if c in " \n" else re.escape(c) for c in text))


def without_space(text):
    return re.compile(re.escape(re.sub(r"\s", "", text)))


def missing(texts, read, pattern):
    """The texts that do not follow the one before them."""
    at = 0
    for text in texts:
        found = pattern(text).search(read, at)
        if found:
            at = found.end()
        else:
            yield text


def main():
    failed = False
    for expected in sorted(pathlib.Path(sys.argv[1]).glob("*.expected")):
        texts, counts = expected.read_text("utf-8").split("\f"), []
        for reader in (poppler, pdfium, pdfjs, mupdf):
            read = MARKS.sub("", reader(expected.with_suffix(".pdf")))
            exact = reader is poppler
            lost = list(missing(texts, read if exact else re.sub(r"\s", "", read), exactly if exact else without_space))
            counts.append(f"{reader.__name__} {len(texts) - len(lost)}")
            for text in lost[:10]:
                print(f"  {reader.__name__} has not, after the one before it: {text!r}", file=sys.stderr)
            failed |= bool(lost)
        print(f"{expected.stem}: of {len(texts)} texts in order: {', '.join(counts)}")
    sys.exit(failed)


main()
