"""What stands on each printed page of a workbook, and the rules for it. Standard library only."""

import html
import re
import zipfile
from xml.etree import ElementTree

import workbook_charts as charts

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SIGNED = "ลงชื่อ"
TOTAL = "รวม"
LEAST_FULL = 0.25


class Sheet:
    """One worksheet: its name, its footer, the page breaks it sets, its repeated heading, its captions, its margins."""

    def __init__(self, number, name, root, strings, captions, titled):
        self.number, self.name, self.titles = number, name, name in titled
        footer = root.findtext(f"{MAIN}headerFooter/{MAIN}oddFooter", "")
        self.footer = footer.rsplit("&12 ", 1)[-1].replace("&&", "&")
        self.breaks = [int(brk.get("id")) for brk in root.iter(MAIN + "brk")]
        margins = root.find(MAIN + "pageMargins")
        self.margins = {side: float(margins.get(side)) * 72 for side in ("left", "right", "top", "bottom")}
        cells = [(cell, strings[int(cell.findtext(MAIN + "v"))]) for cell in root.iter(MAIN + "c") if cell.get("t") == "s"]
        self.words = [text for _, text in cells]
        self.cells = {cell.get("r"): text for cell, text in cells}
        self.charts = []
        self.captions = {flat(text) for cell, text in cells if int(cell.get("s", 0)) in captions}


def flat(text):
    return re.sub(r"\s", "", text)


def sheets(path):
    with zipfile.ZipFile(path) as book:
        names = book.namelist()
        workbook = ElementTree.fromstring(book.read("xl/workbook.xml"))
        strings = []
        if "xl/sharedStrings.xml" in names:
            strings = ["".join(item.itertext()) for item in ElementTree.fromstring(book.read("xl/sharedStrings.xml")).iter(MAIN + "si")]
        titled = {item.text.rsplit("!", 1)[0].strip("'").replace("''", "'") for item in workbook.iter(MAIN + "definedName") if item.get("name") == "_xlnm.Print_Titles"}
        captions = bold(ElementTree.fromstring(book.read("xl/styles.xml")))
        listed = [sheet.get("name") for sheet in workbook.iter(MAIN + "sheet")]
        return [Sheet(number, name, ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml")), strings, captions, titled) for number, name in enumerate(listed, 1)]


def bold(styles):
    """The cell formats of captions: bold and larger than a table's."""
    large = [font.find(MAIN + "b") is not None and float(font.find(MAIN + "sz").get("val")) == 16 for font in styles.find(MAIN + "fonts")]
    return {index for index, style in enumerate(styles.find(MAIN + "cellXfs")) if large[int(style.get("fontId"))]}


def is_parted(sheet):
    """Whether its pages are ended and its last row is signed."""
    return bool(sheet.breaks) and sheet.titles and bool(sheet.words) and SIGNED in sheet.words[-1]


class Page:
    """The words of a printed page: (left, top, right, bottom, text), those of its body apart from those at its foot."""

    def __init__(self, text, margins):
        self.width, self.height = (float(size) for size in re.search(r'<page width="([\d.]+)" height="([\d.]+)"', text).groups())
        found = re.findall(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>', text, re.S)
        words = [(*map(float, place), html.unescape(word)) for *place, word in found]
        self.left, self.right = margins["left"], self.width - margins["right"]
        self.top, self.end = margins["top"], self.height - margins["bottom"]
        middle = lambda word: (word[1] + word[3]) / 2
        self.body = [word for word in words if self.top - 1 < middle(word) < self.end]
        self.foot = "".join(word[4] for word in words if middle(word) >= self.end)

    def full(self):
        return (max((word[3] for word in self.body), default=self.top) - self.top) / (self.end - self.top)

    def rows(self):
        """How many numbered rows of a table it shows."""
        return sum(1 for word in self.body if re.fullmatch("[๐-๙,]+", word[4]) and word[0] < self.left + 40)

    def has(self, beginning):
        return any(word[4].startswith(beginning) for word in self.body)

    def last_line(self):
        bottom = max((word[3] for word in self.body), default=0)
        return "".join(word[4] for word in sorted(self.body) if word[3] > bottom - 4)


def faults(path, words):
    listed = sheets(path)
    for sheet in listed:
        sheet.charts = [chart.title for chart in charts.of(path, sheet.number)]
    expected = [sheet for sheet in listed for _ in range(len(sheet.breaks) + 1)]
    texts = re.findall(r"<page .*?</page>", words.read_text(), re.S)
    found = []
    if len(texts) != len(expected):
        found.append(f"prints {len(texts)} pages where its breaks make {len(expected)}")
    named = {flat(sheet.footer): sheet for sheet in listed}
    printed = {sheet.number: [] for sheet in listed}
    for number, text in enumerate(texts, 1):
        of = expected[min(number, len(expected)) - 1]
        page = Page(text, of.margins)
        sheet = named.get(flat(page.foot))
        if sheet is None or flat(page.foot) != flat(sheet.name):
            found.append(f"page {number} names at its foot “{page.foot}”, none of its sheets")
        printed[(sheet or of).number].append(page)
    for sheet in listed:
        found += [f"{sheet.name}: {fault}" for fault in rules(sheet, printed[sheet.number])]
        found += [f"{sheet.name}: {fault}" for fault in charts.faults(path, sheet, printed[sheet.number])]
    return found


def rules(sheet, pages):
    has_total = any(flat(text).startswith("รวมทั้งสิ้น") for text in sheet.words)
    titles = [flat(title) for title in sheet.charts]
    for number, page in enumerate(pages, 1):
        is_last, shown = number == len(pages), flat("".join(word[4] for word in page.body))
        has_chart = any(title in shown for title in titles)
        if len(pages) > 1 and page.full() < LEAST_FULL and not (is_last and page.rows() > 2):
            yield f"page {number} is nearly empty"
        if sheet.titles and not page.rows() and not has_chart:
            yield f"page {number} has a heading without rows"
        if sheet.titles and page.has(SIGNED) and not has_chart and (page.rows() < 2 or has_total and not page.has(TOTAL)):
            yield "its pages are signed without the total and two rows"
        if not is_last and flat(page.last_line()) in sheet.captions:
            yield f"page {number} ends with the caption “{page.last_line()}”"
