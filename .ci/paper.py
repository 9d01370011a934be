"""Pages of a PDF taken apart, for .ci/pages: letters with their ink, rules, tables."""

import io, re, unicodedata

from fontTools.ttLib import TTFont

# Points in a millimetre.
MM = 72 / 25.4
NUMBER = re.compile("-[๐-๙]+-")


class Glyph:
    """A letter or mark as it is inked."""

    __slots__ = ("char", "box", "line", "size", "bold", "mark")

    def __init__(self, char, origin, size, bold, ink):
        self.char, self.line, self.size, self.bold = char, origin[1], size, bold
        x0, low, x1, high = ink
        self.box = (origin[0] + x0 * size, origin[1] - high * size, origin[0] + x1 * size, origin[1] - low * size)
        self.mark = unicodedata.category(char) in ("Mn", "Cf") or char == "ำ"


class Ink:
    """Left, bottom, right and top of each glyph's ink in ems, from its baseline up, as the PDF's own typefaces have it."""

    def __init__(self, document):
        fonts = {font[0]: font[3].split("+")[-1].replace(" ", "-") for page in document for font in page.get_fonts()}
        self.faces = {name: TTFont(io.BytesIO(document.extract_font(number)[3])) for number, name in fonts.items()}
        self.known = {}

    def of(self, font, glyph):
        if (font, glyph) not in self.known:
            self.known[font, glyph] = self.measured(self.faces[font], glyph)
        return self.known[font, glyph]

    @staticmethod
    def measured(face, number):
        glyph, ems = face["glyf"][face.getGlyphName(number)], face["head"].unitsPerEm
        return (glyph.xMin / ems, glyph.yMin / ems, glyph.xMax / ems, glyph.yMax / ems) if glyph.numberOfContours else (0, 0, 0, 0)


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

    def __init__(self, page, ink):
        self.width, self.height = page.rect.width, page.rect.height
        self.glyphs, words = [], ""
        for span in page.get_texttrace():
            if span["size"] > 60 or span["dir"][0] < 0.99 or min(span["color"] or (0,)) > 0.8:
                continue  # the light ฉบับร่าง across the page
            chars = [char[:3] for char in span["chars"] if char[0] > 32 and char[0] != 0xFFFD]
            text = "".join(chr(char) for char, _, _ in chars)
            words += text
            font, size = span["font"], span["size"]
            if text and not self.is_mark(text, span["color"], chars[0][2][1]):
                self.glyphs += [Glyph(chr(char), at, size, "Bold" in font, ink.of(font, glyph)) for char, glyph, at in chars]
        self.text = words
        self.level, self.upright, self.drawn = [], [], []
        for drawing in page.get_cdrawings():
            self.drawn.append(drawing["rect"])
            for item in drawing["items"] if drawing["type"] == "s" else ():
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
