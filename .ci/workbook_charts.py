"""Charts of a workbook, and whether its print shows all that is in them. Standard library only."""

import posixpath
import re
import zipfile
from xml.etree import ElementTree

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def flat(text):
    return re.sub(r"\s", "", text)


class Chart:
    """Its title, the cells that name its bars, how many series, how many bars in each."""

    def __init__(self, root):
        self.title = "".join(text.text for text in root.find(f"{CHART}chart/{CHART}title").iter(TEXT + "t"))
        series = list(root.iter(CHART + "ser"))
        self.series = [ser.find(f"{CHART}tx//{CHART}v").text for ser in series]
        reference = series[0].find(f"{CHART}cat//{CHART}f").text
        column, first, last = re.search(r"!\$([A-Z]+)\$(\d+)(?::\$[A-Z]+\$(\d+))?$", reference).groups()
        self.cells = [f"{column}{row}" for row in range(int(first), int(last or first) + 1)]


def related(book, part, kind):
    """The parts that `part` points to and whose path holds `kind`."""
    rels = posixpath.join(posixpath.dirname(part), "_rels", posixpath.basename(part) + ".rels")
    if rels not in book.namelist():
        return []
    targets = [item.get("Target") for item in ElementTree.fromstring(book.read(rels))]
    return [posixpath.normpath(posixpath.join(posixpath.dirname(part), target)) for target in targets if kind in target]


def of(path, number=None):
    """The charts of the worksheet `number`, or of all."""
    with zipfile.ZipFile(path) as book:
        parts = [name for name in book.namelist() if re.fullmatch(rf"xl/worksheets/sheet{number or '[0-9]+'}\.xml", name)]
        drawings = [drawing for part in parts for drawing in related(book, part, "drawings/")]
        return [Chart(ElementTree.fromstring(book.read(chart))) for drawing in drawings for chart in related(book, drawing, "charts/")]


def faults(path, sheet, pages):
    for chart in of(path, sheet.number):
        yield from shown(chart, [sheet.cells.get(cell, "") for cell in chart.cells], pages)


def shown(chart, names, pages):
    """Faults of one chart: on one page with its title and legend, in the table's order, nothing outside the frame."""
    heading = flat(chart.title)
    for page in pages:
        lines = lines_of(page.body)
        top = next((line for line in lines if heading in flat(line[1])), None)
        if top:
            break
    else:
        yield f"the chart “{chart.title}” does not show its title"
        return
    below = [line for line in lines if line[0] > top[0]]
    legend = next((line for line in below if all(flat(name) in flat(line[1]) for name in chart.series)), None)
    if legend is None:
        yield "the chart does not show its legend on the page of its title"
        return
    within = [word for word in page.body if top[0] < word[3] < legend[0]]
    # A name may be printed in pieces, which stand on one line.
    beside = [line for line in lines if top[0] < line[0] < legend[0]]
    at = [next((line[0] for line in beside if flat(line[1]).startswith(flat(name))), None) for name in names]
    missing = [name for name, place in zip(names, at) if place is None]
    if missing:
        yield f"the chart does not show {', '.join(missing[:3])} whole"
    elif at != sorted(at):
        yield "the chart shows its names in another order than the table"
    figures = sum(1 for word in within if re.fullmatch("[๐-๙,]+", word[4]))
    if figures < len(names) * len(chart.series):
        yield f"the chart does not show a figure for each bar: {figures} of {len(names) * len(chart.series)}"
    outside = [word[4] for word in within if word[0] < page.left - 2 or word[2] > page.right + 2]
    if outside:
        yield f"the chart does not show within its frame: {', '.join(outside[:3])}"


def lines_of(words):
    """(bottom, text) of each line of words."""
    lines = {}
    for word in sorted(words):
        bottom = next((line for line in lines if abs(line - word[3]) < 2), word[3])
        lines[bottom] = lines.get(bottom, "") + " " + word[4]
    return sorted(lines.items())
