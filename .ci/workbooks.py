"""The comparing half of .ci/workbooks. Standard library only."""

import re
import struct
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import workbook_charts as charts
import workbook_pages as pages

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
ERRORS = re.compile(r"###|#REF!|#NAME\?|#VALUE!|#DIV/0!|#N/A|#NUM!|Err:\d+")
FREE = 'use-optimal-row-height="true"'


def sheets(book):
    """The worksheet parts of an .xlsx, by number."""
    names = [name for name in book.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)]
    return sorted(names, key=lambda name: int(re.search(r"\d+", name).group()))


def formulas(path):
    """{(sheet, cell): stored result} of every formula cell."""
    found = {}
    with zipfile.ZipFile(path) as book:
        for sheet in sheets(book):
            for cell in ElementTree.fromstring(book.read(sheet)).iter(MAIN + "c"):
                if cell.find(MAIN + "f") is not None:
                    found[sheet, cell.get("r")] = cell.findtext(MAIN + "v", "")
    return found


def words(path):
    """Every word of a string cell, split at white space."""
    with zipfile.ZipFile(path) as book:
        if "xl/sharedStrings.xml" not in book.namelist():
            return set()
        strings = ElementTree.fromstring(book.read("xl/sharedStrings.xml")).iter(MAIN + "si")
        return {word for string in strings for word in "".join(string.itertext()).split()}


def landscape(path):
    """How each worksheet lies, and whether all are fitted to one page wide."""
    lies, fitted = set(), True
    with zipfile.ZipFile(path) as book:
        for sheet in sheets(book):
            root = ElementTree.fromstring(book.read(sheet))
            setup = root.find(MAIN + "pageSetup")
            fit = root.find(f"{MAIN}sheetPr/{MAIN}pageSetUpPr")
            lies.add(setup is not None and setup.get("orientation") == "landscape")
            fitted &= fit is not None and fit.get("fitToPage") == "1" and setup.get("fitToWidth", "1") == "1"
    return lies, fitted


def row_heights(path):
    """{sheet name: [height in points of each row that shows something, else 0]} of a flat ODS."""
    root = ElementTree.parse(path).getroot()
    heights = {}
    for style in root.iter(STYLE + "style"):
        for row in style.iter(STYLE + "table-row-properties"):
            number, unit = re.fullmatch(r"([\d.]+)(\w+)", row.get(STYLE + "row-height", "0pt")).groups()
            heights[style.get(STYLE + "name")] = float(number) * {"in": 72, "cm": 72 / 2.54, "mm": 72 / 25.4, "pt": 1}[unit]
    rows = {}
    for sheet in root.iter(TABLE + "table"):
        listed = rows.setdefault(sheet.get(TABLE + "name"), [])
        for row in sheet.iter(TABLE + "table-row"):
            repeated = int(row.get(TABLE + "number-rows-repeated", "1"))
            shows = row.find(f".//{TEXT}p") is not None
            if repeated < 10_000:  # more is the empty rest of the sheet
                listed += [heights.get(row.get(TABLE + "style-name"), 0.0) if shows else 0.0] * repeated
    return rows


def arabic(text, known):
    """Printed runs of Latin with Arabic digits that are none of the workbook's own. A long one may be cut where a line ends."""
    runs = {run for word in known for run in re.findall(r"[!-~]+", word)}
    long = [run for run in runs if len(run) > 12]
    for token in sorted(set(re.findall(r"[!-~]*[0-9][!-~]*", text))):
        cut = any(run.startswith(token) or run.endswith(token) or len(token) > 4 and token in run for run in long)
        if token not in runs and not cut:
            yield token


def near(stored, recalculated):
    try:
        return abs(float(stored) - float(recalculated)) <= 1e-9 * max(1.0, abs(float(stored)))
    except ValueError:
        return stored == recalculated


def faults(work, key):
    """What is wrong with workbook `key`, and a few counts."""
    book = work / "in" / f"{key}.xlsx"
    text, info = (work / "pdf" / f"{key}.txt").read_text(), (work / "pdf" / f"{key}.info").read_text()
    found = [f"prints {error}" for error in sorted(set(ERRORS.findall(text)))]
    found += [f"prints Arabic digits: {token}" for token in arabic(text, words(book))]
    sizes = re.findall(r"size:\s+([\d.]+) x ([\d.]+) pts", info)
    lies, fitted = landscape(book)
    if not sizes:
        found.append("prints no page")
    for width, height in sizes:
        upright = sorted((round(float(width)), round(float(height))))
        if upright != [595, 842] or (float(width) > float(height)) not in lies:
            found.append(f"prints a page of {width} x {height} pt")
    if not fitted:
        found.append("is not fitted to one page wide")
    stored, recalculated = formulas(book), formulas(work / "recalculated" / f"{key}.xlsx")
    for place, value in stored.items():
        if not near(value, recalculated.get(place, "no formula")):
            found.append(f"{place[0]}!{place[1]} holds {value}, recalculated {recalculated.get(place)}")
    clipped, rows = clipped_rows(work, key)
    found += pages.faults(book, work / "pdf" / f"{key}.words") if is_document(book) else []
    return found + clipped, f"{len(sizes)} pages, {len(stored)} formulas, {rows} rows"


def is_document(book):
    """Whether it is the program's document, not a district's form with its cover."""
    return all(sheet.name != "ปก" for sheet in pages.sheets(book))


def clipped_rows(work, key):
    given, wanted = (row_heights(work / folder / f"{key}.fods") for folder in ("set", "wanted"))
    clipped = []
    for sheet, rows in given.items():
        for index, (high, want) in enumerate(zip(rows, wanted.get(sheet, [])), 1):
            if want > high + 0.5 and high < 408:
                clipped.append(f"{sheet}: row {index} is {high:.1f} pt high, needs {want:.1f}")
    return clipped, sum(map(len, given.values()))


def planted(work):
    """{key: (what it spoils in the text of a part, the first workbook that it can be tried on, the faults that must follow)}."""
    return {
        "spoilt": (spoil_cells, lambda path: formulas(path), ("prints Arabic digits", "recalculated", "pt high", "prints a page of", "is not fitted")),
        "parted": (part_signatures, lambda path: is_document(path) and any(pages.is_parted(sheet) for sheet in pages.sheets(path)), ("are signed without",)),
        "emptied": (empty_page, has_headed_breaks, ("is nearly empty",)),
        "headless": (part_heading, has_headed_breaks, ("has a heading without rows",)),
        "misnamed": (misname, lambda path: is_document(path) and len(pages.sheets(path)) > 1, ("names at its foot",)),
        "upturned": (upturn, has_bars, ("in another order",)),
        "flattened": (flatten, has_bars, ("does not show",)),
    }


def spoil_cells(name, part):
    """A result, the Thai formats, the row heights, the page."""
    if name.startswith("xl/worksheets/"):
        part = re.sub(r"(</f><v>)", r"\g<1>7", part)
        return re.sub(r'ht="[\d.]+"', 'ht="11"', part).replace("fitToPage", "autoPageBreaks").replace('paperSize="9"', 'paperSize="8"')
    return part.replace("[$-D00041E]", "") if name == "xl/styles.xml" else part


def broken(part, *rows):
    """The worksheet with a page break before each of the 1-based `rows`."""
    part = re.sub(r"<rowBreaks.*</rowBreaks>", "", part)
    breaks = "".join(f'<brk id="{row - 1}" max="16383" man="1"/>' for row in rows)
    return part.replace("</headerFooter>", f'</headerFooter><rowBreaks count="{len(rows)}" manualBreakCount="{len(rows)}">{breaks}</rowBreaks>')


def frozen(name, part):
    """How many rows are kept in view on a worksheet whose pages are ended; 0 for any other part."""
    pane = re.search(r'<pane ySplit="(\d+)"', part) if re.match(r"xl/worksheets/sheet", name) and "<rowBreaks" in part else None
    return int(pane[1]) if pane else 0


def part_signatures(name, part):
    """A break before the last row, which is signed."""
    if not re.match(r"xl/worksheets/sheet", name) or "<rowBreaks" not in part:
        return part
    return broken(part, max(map(int, re.findall(r'<row r="(\d+)"', part))))


def part_heading(name, part):
    """A break below the heading, which is frozen."""
    rows = frozen(name, part)
    return broken(part, rows + 1) if rows else part


def empty_page(name, part):
    """A page of one low row."""
    above = frozen(name, part)
    rows = [(int(row), float(high)) for row, high in re.findall(r'<row r="(\d+)"[^>]* ht="([\d.]+)"', part)]
    low = next((row for row, high in rows if row > above + 1 and high < 45), None)
    return broken(part, low, low + 1) if above and low else part


def misname(name, part):
    return re.sub(r" [^<&]*</oddFooter>", " another</oddFooter>", part)


def has_headed_breaks(path):
    return is_document(path) and any(sheet.titles and sheet.breaks for sheet in pages.sheets(path))


def has_bars(path):
    return is_document(path) and any(len(chart.cells) > 2 for chart in charts.of(path))


def upturn(name, part):
    """The first district at the bottom, the axis below it."""
    return part.replace('<c:orientation val="maxMin"/>', '<c:orientation val="minMax"/>').replace('<c:crosses val="max"/>', '<c:crosses val="autoZero"/>')


def flatten(name, part):
    """The chart's frame a few points high."""
    if not name.startswith("xl/drawings/drawing"):
        return part
    row = re.search(r"<xdr:from>.*?<xdr:row>(\d+)</xdr:row>", part, re.S)[1]
    end = rf"\g<1><xdr:row>{row}</xdr:row><xdr:rowOff>400000</xdr:rowOff>"
    return re.sub(r"(<xdr:to>.*?)<xdr:row>\d+</xdr:row><xdr:rowOff>\d+</xdr:rowOff>", end, part, flags=re.S)


def spoil(work):
    """Spoils copies of the first workbooks that have what is to be spoilt."""
    books = sorted((work / "in").glob("*.xlsx"))
    for key, (change, is_for, _) in planted(work).items():
        source = next((book for book in books if is_for(book)), None)
        if source is None:
            sys.exit(f"no workbook to try the check of “{key}” on")
        with zipfile.ZipFile(source) as book, zipfile.ZipFile(work / "in" / f"{key}.xlsx", "w") as spoilt:
            for name in book.namelist():
                if name.endswith((".xml", ".rels")):
                    spoilt.writestr(name, change(name, book.read(name).decode("utf-8")))
                else:
                    spoilt.writestr(name, book.read(name))


def judge(work):
    for key, (_, _, signs) in planted(work).items():
        found, _ = faults(work, key)
        for sign in signs:
            if not any(sign in fault for fault in found):
                sys.exit(f"the check for “{sign}” did not notice the workbook “{key}”, spoilt on purpose: {found}")
    failed = 0
    for line in (work / "names").read_text().splitlines():
        key, name = line.split("\t", 1)
        found, counts = faults(work, key)
        print(f"{'FAIL' if found else 'ok'}  {name}: {counts}" + "".join(f"\n      {fault}" for fault in found[:20]))
        failed += bool(found)
    sys.exit(f"{failed} workbooks failed" if failed else 0)


def small(work, fonts):
    """Makes the shipped Sarabun a stand-in for TH SarabunPSK: its letters as small, its lines those of TH Sarabun New."""
    for name in ("Sarabun-Regular.ttf", "Sarabun-Bold.ttf"):
        font = bytearray((Path(fonts) / name).read_bytes())
        tables = {bytes(font[at : at + 4]): struct.unpack_from(">I", font, at + 8)[0] for at in range(12, 12 + 16 * struct.unpack_from(">H", font, 4)[0], 16)}
        em = round(struct.unpack_from(">H", font, tables[b"head"] + 18)[0] * 16 / 10.8)
        above, below = round(em * 0.844), round(em * 0.457)
        struct.pack_into(">H", font, tables[b"head"] + 18, em)
        struct.pack_into(">hhh", font, tables[b"hhea"] + 4, above, -below, 0)
        struct.pack_into(">hhhHH", font, tables[b"OS/2"] + 68, above, -below, 0, above, below)
        (work / "fonts" / name).write_bytes(font)


def free(work):
    """Lets every row of the flat ODS files grow."""
    for path in (work / "set").glob("*.fods"):
        text = path.read_text().replace('use-optimal-row-height="false"', FREE)
        (work / "free" / path.name).write_text(text)


{"small": small, "spoil": spoil, "free": free, "judge": judge}[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])
