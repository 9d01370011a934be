"""The comparing half of .ci/letters."""

import json
import re
import statistics
import struct
import sys
import zipfile
import zlib
from pathlib import Path

import docx
import pymupdf
import zxingcpp
from fontTools.ttLib import TTFont
from PIL import Image

FAMILY = "TH SarabunPSK"
OFFICIAL = 16  # points of the official typeface that running text has
LIMIT = 2.0  # millimetres
SPACE = 4  # points that part two runs where there is no space between, as a tabulator does
MM = 72 / 25.4
INVISIBLE = re.compile("[\u200b\u200d\u2060]")
MOVED, LENGTHENED = "moved", "lengthened"


def runs(path):
    """[(page, left, baseline, right, text)] of every run of text between two spaces of a PDF, in millimetres, and how many lines
    there are; without what lies across the page."""
    found, count = [], 0
    with pymupdf.open(path) as pdf:
        for number, page in enumerate(pdf):
            upright = [line for block in page.get_text("rawdict", flags=0)["blocks"] for line in block["lines"] if abs(line["dir"][1]) < 0.1]
            count += len({round(line["spans"][0]["origin"][1]) for line in upright})
            for line in upright:
                open_run = None
                for c in (c for span in line["spans"] for c in span["chars"] if not INVISIBLE.match(c["c"])):
                    (x, y), right = c["origin"], c["bbox"][2]
                    # Of ำ, two glyphs for one character, readers know the first one's width.
                    if not c["c"].strip() or open_run and x - open_run[3] > SPACE and not open_run[4].endswith("ำ"):
                        open_run = None
                    if c["c"].strip():
                        if open_run is None:
                            open_run = [number, x, y, right, ""]
                            found.append(open_run)
                        open_run[3:] = [max(right, open_run[3]), open_run[4] + c["c"]]
    return [(page, x / MM, y / MM, right / MM, text) for page, x, y, right, text in found], count


def faults(pdf, printed):
    """Runs of the PDF that the print of the .docx has elsewhere, and the reverse."""
    (wanted, count), (there, _) = runs(pdf), runs(printed)
    found, furthest = [], 0.0
    for page, x, y, _, text in wanted:
        alike = [other for other in there if other[0] == page and other[4] == text]
        if not alike:
            found.append(f"page {page + 1} lacks: {text}")
            continue
        nearest = min(alike, key=lambda other: abs(other[1] - x) + abs(other[2] - y))
        there.remove(nearest)
        off = max(abs(nearest[1] - x), abs(nearest[2] - y))
        furthest = max(furthest, off)
        if off > LIMIT:
            found.append(f"page {page + 1}, {nearest[1] - x:+.1f} mm across and {nearest[2] - y:+.1f} mm down: {text}")
    found += [f"page {page + 1} has besides: {text}" for page, _, _, _, text in there]
    return found, f"{count} lines, {len(wanted)} runs of text, at most {furthest:.2f} mm off"


def opened(path, pdf):
    """What python-docx and the PDF's properties find wrong with a letter."""
    letter = docx.Document(path)
    found = []
    defaults = letter.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr")[0]
    fonts = defaults.xpath("w:rFonts")[0].attrib.values()
    if len(fonts) != 4 or set(fonts) != {FAMILY}:
        found.append(f"names the typefaces {fonts}")
    if defaults.xpath("string(w:szCs/@w:val)") != str(2 * OFFICIAL) or defaults.xpath("string(w:lang/@w:bidi)") != "th-TH":
        found.append("has no size or language for Thai")
    if [run for paragraph in letter.paragraphs for run in paragraph.runs if not run._element.xpath("w:rPr/w:cs")]:
        found.append("has a run that is no complex script")
    if letter.element.xpath("//w:p[w:pPr/w:ind/@w:firstLine > 1000]//w:br"):
        found.append("breaks a line of a paragraph by force")
    with pymupdf.open(pdf) as paper:
        if letter.core_properties.title != paper.metadata["title"]:
            found.append(f"is called {letter.core_properties.title}, its PDF {paper.metadata['title']}")
    return found


def codes(path):
    """What the codes on the pages of a PDF say."""
    found = []
    with pymupdf.open(path) as pdf:
        for page in pdf:
            pixels = page.get_pixmap(dpi=200)
            image = Image.frombytes("RGB", (pixels.width, pixels.height), pixels.samples)
            found += [code.text for code in zxingcpp.read_barcodes(image)]
    return found


def first(work):
    """The key and the PDF of the first letter whose lines are of the usual distance."""
    key, name = (work / "names").read_text().splitlines()[0].split("\t", 1)
    return key, Path(name).with_suffix(".pdf")


def rewritten(source, target, change):
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, change(part.decode()).encode() if name == "word/document.xml" else part)


def spoil(work):
    """Moves a paragraph's first line in one copy of the first letter by 3 mm, and lengthens it in another."""
    key, _ = first(work)
    source = work / "in" / f"{key}.docx"
    indent = re.compile(r'w:firstLine="([1-9]\d+)"')
    moved = lambda xml: indent.sub(lambda found: f'w:firstLine="{int(found[1]) + round(3 * MM * 20)}"', xml, count=1)
    rewritten(source, work / "in" / f"{MOVED}.docx", moved)
    letter = docx.Document(source)
    paragraph = next(p for p in letter.paragraphs if p.paragraph_format.first_line_indent and p.paragraph_format.first_line_indent.cm > 1)
    paragraph.runs[0].text = "อำเภอเมืองและอำเภออื่นทุกแห่ง" * 5 + paragraph.runs[0].text
    letter.save(work / "in" / f"{LENGTHENED}.docx")


def font(work, fonts):
    """Sarabun under the name of the official typeface, as large and as wide as the first PDF has it."""
    _, pdf = first(work)
    regular = TTFont(fonts / "Sarabun-Regular.ttf")
    advances, names = regular["hmtx"].metrics, regular.getBestCmap()
    unit = regular["head"].unitsPerEm
    sizes, tracking = [], []
    with pymupdf.open(pdf) as paper:
        spans = [s for p in paper for b in p.get_text("rawdict", flags=0)["blocks"] for l in b["lines"] for s in l["spans"]]
    size = statistics.mode(round(span["size"], 2) for span in spans for _ in span["chars"])
    for span in spans:
        for a, b in zip(span["chars"], span["chars"][1:]):
            if round(span["size"], 2) == size and "ก" <= a["c"] <= "ฮ" and "ก" <= b["c"] <= "ฮ":
                tracking.append((b["origin"][0] - a["origin"][0]) / size * unit - advances[names[ord(a["c"])]][0])
    closer = round(statistics.median(tracking))
    for style in ("Regular", "Bold", "Italic"):
        face = TTFont(fonts / f"Sarabun-{style}.ttf")
        face["head"].unitsPerEm = round(unit * OFFICIAL / size)
        metrics = face["hmtx"].metrics
        for glyph, (advance, bearing) in metrics.items():
            metrics[glyph] = (advance + closer if advance else 0, bearing)
        for record in face["name"].names:
            said = {1: FAMILY, 2: style, 3: f"standin {style}", 4: f"{FAMILY} {style}", 6: f"standin-{style}", 16: FAMILY, 17: style}
            record.string = said.get(record.nameID, record.toUnicode())
        face.save(work / "fonts" / f"standin-{style}.ttf")
    print(f"stand-in: Sarabun at {size} pt, {closer} units closer")


def garuda():
    """A picture of no meaning in the shape of the Garuda."""
    width, height = 28, 30
    rows = b"".join(b"\0" + bytes((x + y) % 7 * 40 for x in range(width)) for y in range(height))
    part = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(rows)) + part(b"IEND", b"")


def fill(workspace, template):
    """Gives a workspace everything that a letter can have, and its letter of assignment a second page."""
    (workspace / "inputs" / "garuda.png").write_bytes(garuda())
    plan = workspace / "inputs" / "plan.toml"
    text = plan.read_text()
    asked = {"garuda": '"garuda.png"', "secrecy": '"ลับ"', "urgency": '"ด่วนที่สุด"', "qr": "true", "copies": "true"}
    asked["email"] = '"community-development.phayao@cdd.example.go.th"'
    for key, value in asked.items():
        text, count = re.subn(rf'^{key} = (""|false)', f"{key} = {value}", text, flags=re.M)
        assert count == 1, key
    plan.write_text(text.replace("[letters.monthly] ", '[letters.monthly]\nsaraban = "พย 65-0001234/อ" #').replace("[letters.assignment] ", '[letters.assignment]\nsaraban = "CDD-OUT-2565-0001234-5678" #'))
    words = Path(template).read_text()
    paragraph = re.search(r'^  "ด้วย.*\n', words, re.M)[0]
    longer = words.replace('  "จึงเรียนมา', paragraph.replace("ด้วย", "อนึ่ง ") + paragraph.replace("ด้วย", "ในการนี้ ") + '  "จึงเรียนมา')
    (workspace / "templates").mkdir()
    (workspace / "templates" / "letter-assignment.toml").write_text(longer)


def judge(work):
    _, pdf = first(work)
    found, _ = faults(pdf, work / "out" / f"{MOVED}.pdf")
    if not found or not all("+3.0 mm across" in fault for fault in found):
        sys.exit(f"a line moved by 3 mm was not told as such: {found}")
    longer, count = runs(work / "out" / f"{LENGTHENED}.pdf")
    beyond = [text for _, _, _, right, text in longer if right > 190.5]
    if count <= runs(pdf)[1] or beyond:
        sys.exit(f"a paragraph that is lengthened does not flow on within the margins: {beyond}")
    verified = json.loads((work / "verified").read_text())["bags"]
    digests = next(bag["enclosures"] for bag in verified if bag["bag"].startswith("2565-02"))
    if len(set(digests.values())) < 2:
        sys.exit(f"archive verify tells too few digests of enclosures: {digests}")
    failed = pages = 0
    for line in (work / "names").read_text().splitlines():
        key, name = line.split("\t", 1)
        path = Path(name)
        found, counts = faults(path.with_suffix(".pdf"), work / "out" / f"{key}.pdf")
        found += opened(path, path.with_suffix(".pdf"))
        letter = path.stem.replace("-copy", "")
        wanted = [digests[letter]] if work / "full" in path.parents and letter in digests else []
        for read in (path.with_suffix(".pdf"), work / "out" / f"{key}.pdf") if work in path.parents else ():
            said = codes(read)
            found += [] if said == wanted else [f"{read.name} has the codes {said}, not {wanted}"]
        pages = max(pages, len(pymupdf.open(path.with_suffix(".pdf"))))
        print(f"{'FAIL' if found else 'ok'}  {'/'.join(path.parts[-3:])}: {counts}" + "".join(f"\n      {fault}" for fault in found[:20]))
        failed += bool(found)
    if pages < 2:
        sys.exit("no letter has a second page")
    sys.exit(f"{failed} letters failed" if failed else 0)


{"spoil": spoil, "font": font, "fill": fill, "judge": judge}[sys.argv[1]](*map(Path, sys.argv[2:]))
