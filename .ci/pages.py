"""The judging half of .ci/pages: what a page of a document must be, whatever the month holds.

    pages.py control FONTS               each rule must report a fault planted for it; FONTS are the shipped typefaces
    pages.py judge MONTHS SHEETS         every PDF below MONTHS/*/outputs; a sheet of all pages of each month goes to SHEETS
    pages.py stand-in FONT FAMILY TO     a copy of a typeface under another family's name, in the size of TH SarabunPSK
"""
import hashlib, multiprocessing, pathlib, re, subprocess, sys

import fitz
from fontTools.ttLib import TTFont

from paper import MM, Ink, Page

# Left, right, top, bottom in millimetres, as the templates set them; the head of a letter stands beside the Garuda.
LETTER, PORTRAIT, LANDSCAPE = (30, 20, 15, 20), (25, 15, 20, 15), (20, 15, 20, 12)
# The line that vouches for a seal stands this far below a letter.
BELOW = 4
LONGEST_BOOKMARK = 60
SECRET = {"ลับ", "ลับมาก", "ลับที่สุด"}
# poppler takes minutes to tell the tags of many pages.
TAGS_OF = {"one-activity", "long-names", "marked", "control"}


def in_squares(page, side=9):
    """The numbers of the letters that reach into each square of the page."""
    squares = {}
    for i, glyph in enumerate(page.glyphs):
        x0, y0, x1, y1 = (int(edge // side) for edge in glyph.box)
        for x in range(x0, x1 + 1):
            for y in range(y0, y1 + 1):
                squares.setdefault((x, y), []).append(i)
    return squares


def overlaps(page):
    """Pairs of letters that lie on one another: of two lines by more than a hair, of one line by a third of a letter."""
    found = set()
    for inside in in_squares(page).values():
        for at, i in enumerate(inside):
            one = page.glyphs[i]
            left, top, right, bottom = one.box
            for j in inside[at + 1:]:
                two = page.glyphs[j]
                wide = min(right, two.box[2]) - max(left, two.box[0])
                high = min(bottom, two.box[3]) - max(top, two.box[1])
                if wide > 0.8 and high > 0.8 and min(wide, high) > hair(one, two):
                    found.add((i, j))
    return sorted(found)


def hair(one, two):
    """How far two letters may lie on one another, in points. A mark stands where it will with its letter."""
    marks, apart = one.mark or two.mark, abs(one.line - two.line)
    if apart < (0.45 * min(one.size, two.size) if marks else 1):
        return 99 if marks else 0.3 * min(one.size, two.size)
    return 0.8


def crossings(page):
    """Letters that a rule of a table goes through."""
    columns, lines = {}, {}
    for x, top, bottom in page.upright:
        columns.setdefault(int(x // 20), []).append((x, top, bottom))
    for y, left, right in page.level:
        lines.setdefault(int(y // 20), []).append((y, left, right))
    for glyph in page.glyphs:
        x0, y0, x1, y1 = glyph.box
        near = lambda rules, low, high: [rule for at in range(int(low // 20), int(high // 20) + 1) for rule in rules.get(at, ())]
        upright = any(x0 + 0.6 < x < x1 - 0.6 and y0 < bottom and y1 > top for x, top, bottom in near(columns, x0, x1))
        if upright or any(y0 + 0.6 < y < y1 - 0.6 and x0 < right and x1 > left for y, left, right in near(lines, y0, y1)):
            yield glyph


class Part:
    """A letter, or a document, of a PDF."""

    def __init__(self, pages):
        self.pages = pages
        self.letter = any("ขอแสดงความนับถือ" in page.text for _, page in pages)

    def margins(self, page):
        return LETTER if self.letter else LANDSCAPE if page.width > page.height else PORTRAIT

    def full(self, page):
        """How much of the height between the margins is used; the foot of a letter, left of its centre, is not counted."""
        _, _, top, bottom = (margin * MM for margin in self.margins(page))
        lines = {}
        for glyph in page.glyphs:
            line = lines.setdefault(round(glyph.line / 4), [0, 0])
            line[:] = max(line[0], glyph.box[2]), max(line[1], glyph.box[3])
        ends = [low for right, low in lines.values() if not self.letter or right > 107 * MM]
        ends += [rect[3] for rect in page.drawn]
        return (min(max(ends, default=top), page.height - bottom) - top) / (page.height - top - bottom)

    def faults(self):
        for (number, page), before in zip(self.pages, [(0, None)] + self.pages):
            yield from ((number, rule, words) for rule, words in self.page_faults(page, before[1]))

    def page_faults(self, page, before):
        last = page is self.pages[-1][1]
        rows = sum(table.rows for table in page.tables)
        used = self.full(page)
        if used < 0.25 and not (last and rows > 0):
            yield "quarter", f"{used:.0%} of the page is used"
        signed = "".join(glyph.char for glyph in page.glyphs).find("ลงชื่อ")
        yield from self.signature_faults(page, before, page.glyphs[signed].line) if signed >= 0 else ()
        yield from self.margin_faults(page)
        found = overlaps(page)
        if found:
            i, j = found[0]
            yield "overlap", f"{len(found)} letters lie on others: {around(page, i)!r} and {around(page, j)!r}"
        crossed = list(crossings(page))
        if crossed:
            yield "crossed", f"{len(crossed)} letters lie on a rule: {around(page, page.glyphs.index(crossed[0]))!r}"
        for table in page.tables:
            if not table.headed:
                yield "heading", f"a table {table.top / MM:.0f} mm from the top has no heading: {table.heading[:40]!r}"
            if table.rows < 1:
                yield "heading", f"a heading {table.top / MM:.0f} mm from the top has no rows"
        if self.goes_on(page, before) and page.tables[0].heading != before.tables[-1].heading:
            yield "heading", f"not repeated: {page.tables[0].heading[:40]!r}"

    @staticmethod
    def goes_on(page, before):
        """Whether the page's first table is the last one of the page before."""
        if not (before and before.tables and page.tables and page.tables[0].xs == before.tables[-1].xs):
            return False
        above = [glyph for glyph in page.glyphs if glyph.line < page.tables[0].top]
        below = [glyph for glyph in before.glyphs if glyph.line > before.tables[-1].bottom]
        return not below and len(above) < 60

    def signature_faults(self, page, before, line):
        rows = page.tables[-1].rows if page.tables else 0
        if page.tables and self.goes_on(page, before) and len(page.tables) == 1 and rows < 3:
            yield "signatures", f"only {rows} rows stand with the signatures"
        if not any(glyph.line < line - 5 for glyph in page.glyphs) and not any(20 * MM < rect[3] < line for rect in page.drawn):
            yield "signatures", "nothing but signatures"

    def margin_faults(self, page):
        left, right, top, bottom = (margin * MM for margin in self.margins(page))
        below = BELOW * MM if self.letter else MM
        out = [
            glyph for glyph in page.glyphs
            if glyph.box[0] < left - MM or glyph.box[2] > page.width - right + MM
            or glyph.box[1] < top - MM or glyph.line > page.height - bottom + below
        ]
        if out:
            yield "margins", f"{len(out)} letters stand outside: {around(page, page.glyphs.index(out[0]))!r}"


def around(page, i):
    return "".join(glyph.char for glyph in page.glyphs[max(0, i - 5):i + 15])


def parts(document):
    """The PDF's letters and documents: each has a bookmark of the first level."""
    ink = Ink(document)
    pages = [(i + 1, Page(page, ink)) for i, page in enumerate(document)]
    starts = sorted({0, *(page - 1 for level, _, page in document.get_toc() if level == 1 and page > 0)})
    return [Part(pages[start:end]) for start, end in zip(starts, starts[1:] + [len(pages)])]


def tag_faults(pdf):
    """Words on the paper that the tags do not have."""
    run = lambda *command: subprocess.run(command, capture_output=True, check=True).stdout.decode(errors="replace")
    # A text of the tags stands between quotation marks, a line each.
    tagged = re.sub(r"\s", "", "".join(re.findall(r'(?m)^ *"(.*)"$', run("pdfinfo", "-struct-text", pdf))))
    printed = run("pdftotext", "-raw", "-enc", "UTF-8", pdf, "-").replace("\f", "\n")
    words = re.sub(r"(?m)^(- [๐-๙]+ -|ฉบับร่าง|ลับ|ฉบับร่าง ลับ)$", "", printed).split()
    # Rows of dots to write on are no words.
    lost = [word for word in dict.fromkeys(words) if word not in tagged and word.strip("(.)")]
    if lost:
        yield 0, "tags", f"{len(lost)} words are not in the tags: {' '.join(lost)[:100]}"


def faults(pdf):
    """(page, rule, words) of all that is wrong with a PDF; page 0 is the whole."""
    with fitz.open(pdf) as document:
        if not document.metadata["author"]:
            yield 0, "author", "none is named"
        for _, title, page in document.get_toc():
            if len(title) > LONGEST_BOOKMARK:
                yield page, "bookmark", f"{len(title)} characters: {title[:40]}…"
        secret = [bool(SECRET & set(page.get_text().split())) for page in document]
        if any(secret) and not all(secret):
            yield secret.index(False) + 1, "secrecy", f"{secret.count(False)} pages of {len(secret)} do not say it"
        for part in parts(document):
            yield from part.faults()
    if TAGS_OF & set(pdf.parts) and not pdf.name.startswith("packet-"):
        yield from tag_faults(pdf)


def sheet(pdfs, picture):
    """Every page of the PDFs, small and side by side, as one PNG."""
    documents = [fitz.open(pdf) for pdf in pdfs]
    pages = [(document, i) for document in documents for i in range(len(document))]
    across, side = 7, 297
    with fitz.open() as paper:
        page = paper.new_page(width=across * side, height=-(-len(pages) // across) * (side + 14))
        for at, (document, i) in enumerate(pages):
            x, y = at % across * side, at // across * (side + 14)
            page.insert_text((x + 4, y + 11), f"{pathlib.Path(document.name).stem} {i + 1}", fontsize=9)
            box = fitz.Rect(x + 2, y + 14, x + side - 2, y + side + 10)
            page.show_pdf_page(box, document, i)
            page.draw_rect(box, color=(0.7, 0.7, 0.7), width=0.3)
        page.get_pixmap(dpi=108).save(picture)


def month_of(pdf, months):
    return pdf.relative_to(months).parts[0]


def judge(months, sheets):
    months, sheets = pathlib.Path(months), pathlib.Path(sheets)
    sheets.mkdir(parents=True, exist_ok=True)
    # What `targets` writes, `compile` writes as well.
    pdfs = {hashlib.sha256(pdf.read_bytes()).digest(): pdf for pdf in sorted(months.glob("*/outputs/*/*.pdf"), reverse=True)}
    pdfs = sorted(pdfs.values())
    assert pdfs, f"no PDF below {months}"
    with multiprocessing.Pool(2) as pool:
        found = pool.map(all_faults, pdfs, chunksize=4)
        names = sorted({month_of(pdf, months) for pdf in pdfs})
        of = lambda name: [pdf for pdf in pdfs if month_of(pdf, months) == name]
        pool.starmap(sheet, [(of(name), sheets / f"{name}.png") for name in names], chunksize=1)
    for pdf, wrong in zip(pdfs, found):
        for page, rule, words in wrong:
            print(f"{pdf.relative_to(months)}{f' page {page}' if page else ''}: {rule}: {words}".replace("/outputs/", "/"))
    count = sum(map(len, found))
    print(f"pages: {len(pdfs)} PDFs of {len(names)} months, {count} faults; sheets in {sheets}")
    sys.exit(bool(count))


def all_faults(pdf):
    return list(faults(pdf))


def stand_in(font, family, to):
    face = TTFont(font)
    old = face["name"].getDebugName(1)
    for record in face["name"].names:
        spaced, joined = (name.replace(" ", "") if record.nameID == 6 else name for name in (old, family))
        record.string = record.toUnicode().replace(spaced, joined)
    # Its letters are as tall as Sarabun's; those of TH SarabunPSK are 10.8/16 of that.
    face["head"].unitsPerEm = round(face["head"].unitsPerEm * 16 / 10.8)
    face.save(to)


if __name__ == "__main__":
    command, *words = sys.argv[1:]
    if command == "stand-in":
        stand_in(*words)
    elif command == "judge":
        judge(*words)
    else:
        import pages_control
        pages_control.run(sys.modules[__name__], *words)
