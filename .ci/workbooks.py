"""The comparing half of .ci/workbooks. Standard library only."""

import re
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
SPOILT = "spoilt"
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
    return found + clipped, f"{len(sizes)} pages, {len(stored)} formulas, {rows} rows"


def clipped_rows(work, key):
    given, wanted = (row_heights(work / folder / f"{key}.fods") for folder in ("set", "wanted"))
    clipped = []
    for sheet, rows in given.items():
        for index, (high, want) in enumerate(zip(rows, wanted.get(sheet, [])), 1):
            if want > high + 0.5 and high < 408:
                clipped.append(f"{sheet}: row {index} is {high:.1f} pt high, needs {want:.1f}")
    return clipped, sum(map(len, given.values()))


def spoil(work):
    """Spoils a copy of the first workbook that has formulas: a result, the Thai formats, the row heights, the page."""
    source = next((book for book in sorted((work / "in").glob("*.xlsx")) if formulas(book)), None)
    if source is None:
        sys.exit("no workbook has a formula: nothing to try the checks on")
    with zipfile.ZipFile(source) as book, zipfile.ZipFile(work / "in" / f"{SPOILT}.xlsx", "w") as spoilt:
        for name in book.namelist():
            part = book.read(name).decode("utf-8", "surrogateescape")
            if name.startswith("xl/worksheets/"):
                part = re.sub(r"(</f><v>)", r"\g<1>7", part)
                part = re.sub(r'ht="[\d.]+"', 'ht="11"', part).replace("fitToPage", "autoPageBreaks").replace('paperSize="9"', 'paperSize="8"')
            elif name == "xl/styles.xml":
                part = part.replace("[$-D00041E]", "")
            spoilt.writestr(name, part.encode("utf-8", "surrogateescape"))


def judge(work):
    found, _ = faults(work, SPOILT)
    for sign in ("prints Arabic digits", "recalculated", "pt high", "prints a page of", "is not fitted"):
        if not any(sign in fault for fault in found):
            sys.exit(f"the check for “{sign}” did not notice a spoilt workbook: {found}")
    failed = 0
    for line in (work / "names").read_text().splitlines():
        key, name = line.split("\t", 1)
        found, counts = faults(work, key)
        print(f"{'FAIL' if found else 'ok'}  {name}: {counts}" + "".join(f"\n      {fault}" for fault in found[:20]))
        failed += bool(found)
    sys.exit(f"{failed} workbooks failed" if failed else 0)


def free(work):
    """Lets every row of the flat ODS files grow."""
    for path in (work / "set").glob("*.fods"):
        text = path.read_text().replace('use-optimal-row-height="false"', FREE)
        (work / "free" / path.name).write_text(text)


{"spoil": spoil, "free": free, "judge": judge}[sys.argv[1]](Path(sys.argv[2]))
