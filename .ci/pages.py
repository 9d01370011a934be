"""The judging half of .ci/pages: what a page of a document must be, whatever the month holds.

    pages.py control FONTS               each rule must report a fault planted for it
    pages.py judge MONTHS SHEETS FONTS   every PDF below MONTHS/*/outputs; a sheet of all pages of each month goes to SHEETS
    pages.py stand-in FONT FAMILY TO     a copy of a typeface under another family's name, in the size of TH SarabunPSK

FONTS is the folder of the shipped typefaces, from which the ink of each letter is measured.
"""
import hashlib, multiprocessing, pathlib, re, subprocess, sys, unicodedata
from functools import lru_cache

import fitz
from fontTools.ttLib import TTFont

MM = 72 / 25.4
# Left, right, top, bottom in millimetres, as the templates set them; the head of a letter stands beside the Garuda.
LETTER, PORTRAIT, LANDSCAPE = (30, 20, 15, 20), (25, 15, 20, 15), (20, 15, 20, 12)
# The line that vouches for a seal stands this far below a letter.
BELOW = 4
NUMBER = re.compile("-[๐-๙]+-")
LONGEST_BOOKMARK = 60
# poppler takes minutes to tell the tags of many pages.
TAGS_OF = {"one-activity", "long-names", "marked", "control"}


class Glyph:
    """A letter or mark as it is inked."""

    __slots__ = ("char", "box", "line", "size", "bold", "mark")

    def __init__(self, char, origin, size, font):
        self.char, self.line, self.size, self.bold = char, origin[1], size, "Bold" in font
        x0, low, x1, high = ink(font, char)
        self.box = (origin[0] + x0 * size, origin[1] - high * size, origin[0] + x1 * size, origin[1] - low * size)
        self.mark = unicodedata.category(char) in ("Mn", "Cf") or char == "ำ"


@lru_cache(None)
def ink(font, char):
    """Left, bottom, right and top of a letter's ink in ems, from its baseline up."""
    face = FACES.get(font)
    name = face and face.getBestCmap().get(ord(char))
    glyph = name and face["glyf"][name]
    if not glyph or not glyph.numberOfContours:
        return (0.05, 0, 0.45, 0.7)
    ems = face["head"].unitsPerEm
    return (glyph.xMin / ems, glyph.yMin / ems, glyph.xMax / ems, glyph.yMax / ems)


# Typefaces by their PostScript names.
FACES = {}


def load_faces(*folders):
    for file in sorted(file for folder in folders for file in pathlib.Path(folder).glob("*.ttf")):
        face = TTFont(file)
        FACES[face["name"].getDebugName(6)] = face


def joined(rules):
    """The rules, pieces that follow one another made one."""
    whole = []
    for at, start, end in sorted((round(at, 1), start, end) for at, start, end in rules):
        if whole and whole[-1][0] == at and start < whole[-1][2] + 0.5:
            whole[-1] = (at, whole[-1][1], max(end, whole[-1][2]))
        else:
            whole.append((at, start, end))
    return whole


class Table:
    """What stands between rules: where columns and rows begin and end, and the words of its heading."""

    def __init__(self, top, bottom, xs, ys, glyphs):
        self.top, self.bottom, self.xs, self.ys = top, bottom, xs, ys
        inside = lambda glyph: glyph.char != " " and ys[0] < (glyph.box[1] + glyph.box[3]) / 2 < ys[1]
        first = [glyph for glyph in glyphs if inside(glyph)]
        self.heading = "".join(glyph.char for glyph in first)
        self.headed = bool(first) and sum(glyph.bold for glyph in first) >= 0.9 * len(first)
        self.rows = len(ys) - 2


class Page:
    """A page taken apart: letters without the marks that every page bears, rules, tables."""

    def __init__(self, page):
        self.width, self.height = page.rect.width, page.rect.height
        self.glyphs, words = [], ""
        for span in page.get_texttrace():
            if span["size"] > 60 or span["dir"][0] < 0.99 or min(span["color"] or (0,)) > 0.8:
                continue  # the light ฉบับร่าง across the page
            chars = [(chr(char[0]), char[2]) for char in span["chars"] if char[0] > 32 and char[0] != 0xFFFD]
            text = "".join(char for char, _ in chars)
            words += text
            if text and not self.is_mark(text, span["color"], chars[0][1][1]):
                self.glyphs += [Glyph(char, origin, span["size"], span["font"]) for char, origin in chars]
        self.text = words
        self.level, self.upright, self.drawn = [], [], []
        for drawing in page.get_cdrawings():
            self.drawn.append(drawing["rect"])
            black = drawing["type"] == "s" and max(drawing.get("color") or (1,)) < 0.3
            for item in drawing["items"] if black else ():
                self.add_rule(item)
        self.level, self.upright = joined(self.level), joined(self.upright)
        self.tables = list(self.find_tables())

    def is_mark(self, text, color, y):
        """A page number, or red in the margin: ฉบับร่าง, ลับ."""
        red = len(color) == 3 and color[0] > 0.5 and max(color[1:]) < 0.2
        return bool(NUMBER.fullmatch(text)) and y < 20 * MM or red and not 15 * MM < y < self.height - 15 * MM

    def add_rule(self, item):
        if item[0] == "l":
            (x0, y0), (x1, y1) = item[1], item[2]
            if abs(y0 - y1) < 0.5:
                self.level.append((y0, min(x0, x1), max(x0, x1)))
            elif abs(x0 - x1) < 0.5:
                self.upright.append((x0, min(y0, y1), max(y0, y1)))
        elif item[0] == "re":
            x0, y0, x1, y1 = item[1]
            self.level += [(y0, x0, x1), (y1, x0, x1)]
            self.upright += [(x0, y0, y1), (x1, y0, y1)]

    def find_tables(self):
        """Stretches of the page with three uprights or more."""
        stretches = []
        for x, top, bottom in sorted(self.upright, key=lambda rule: rule[1]):
            if not stretches or top > stretches[-1][1] + 1:
                stretches.append([top, bottom, set()])
            stretches[-1][1] = max(stretches[-1][1], bottom)
            stretches[-1][2].add(round(x))
        for top, bottom, xs in stretches:
            wide = max(xs) - min(xs)
            lengths = {}
            for y, x0, x1 in self.level:
                if top - 1 < y < bottom + 1:
                    lengths[round(y)] = lengths.get(round(y), 0) + x1 - x0
            ys = [y for y in sorted(lengths) if lengths[y] > wide * 0.9]
            ys = [y for y, before in zip(ys, [-9] + ys) if y - before > 2]
            if len(xs) > 2 and len(ys) > 1:
                yield Table(top, bottom, sorted(xs), ys, self.glyphs)


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
    if apart < (0.45 * max(one.size, two.size) if marks else 1):
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
        signed = [glyph.line for glyph in page.glyphs if glyph.char == "ล"] if "ลงชื่อ" in page.text else []
        yield from self.signature_faults(page, before) if signed else ()
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

    def signature_faults(self, page, before):
        rows = page.tables[-1].rows if page.tables else 0
        if page.tables and self.goes_on(page, before) and len(page.tables) == 1 and rows < 3:
            yield "signatures", f"only {rows} rows stand with the signatures"
        if not page.tables and self.full(page) < 0.35:
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
    pages = [(i + 1, Page(page)) for i, page in enumerate(document)]
    starts = sorted({0, *(page - 1 for level, _, page in document.get_toc() if level == 1 and page > 0)})
    return [Part(pages[start:end]) for start, end in zip(starts, starts[1:] + [len(pages)])]


def tag_faults(pdf):
    """Words on the paper that the tags do not have."""
    run = lambda *command: subprocess.run(command, capture_output=True, check=True).stdout.decode(errors="replace")
    tagged = re.sub(r"\s", "", run("pdfinfo", "-struct-text", pdf))
    words = re.sub(r"(?m)^(- [๐-๙]+ -|ฉบับร่าง|ลับ|ฉบับร่าง ลับ)$", "", run("pdftotext", "-raw", "-enc", "UTF-8", pdf, "-")).split()
    lost = [word for word in dict.fromkeys(words) if word not in tagged]
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
        load_faces(*words[2:])
        judge(*words[:2])
    else:
        load_faces(*words)
        import pages_control
        pages_control.run(sys.modules[__name__], *words)
