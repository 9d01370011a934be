"""Shows that the rules of pages.py can fail: a sound paper of two pages, and one with a fault planted for each rule."""

import pathlib, sys, tempfile

import fitz

MM = 72 / 25.4
LEFT, TOP, ROW = 25 * MM, 30 * MM, 20


class Paper:
    """A document of two pages: a table that goes on, and places to sign."""

    def __init__(self, fonts, rows=30, more=4, again=True, author="สำนักงาน", bookmark="แบบ", spaced=True):
        self.fonts = pathlib.Path(fonts)
        self.document = fitz.open()
        self.document.set_metadata({"author": author})
        first = self.page()
        self.write(first, 25 * MM, "แบบรายงาน")
        self.table(first, TOP, rows)
        last = self.page()
        top = 22 * MM
        if more is not None:
            self.table(last, top, more, heading=again)
            top += (more + again) * ROW
        self.write(last, top + 60, "ลงชื่อ ผู้รายงาน")
        if spaced:
            self.write(last, top + 200, "ลงท้าย")
        self.document.set_toc([[1, bookmark, 1]])

    def page(self):
        return self.document.new_page(width=595, height=842)

    def write(self, page, y, words, x=LEFT + 10, bold=False):
        name = "Sarabun-Bold" if bold else "Sarabun-Regular"
        page.insert_text((x, y), words, fontsize=10.8, fontname=name, fontfile=str(self.fonts / f"{name}.ttf"))

    def table(self, page, top, rows, heading=True):
        count = rows + heading
        for x in (0, 100, 300):
            page.draw_line((LEFT + x, top), (LEFT + x, top + count * ROW), width=0.5)
        for row in range(count + 1):
            page.draw_line((LEFT, top + row * ROW), (LEFT + 300, top + row * ROW), width=0.5)
        for row in range(count):
            first = row == 0 and heading
            self.write(page, top + row * ROW + 14, "หัวตาราง" if first else f"แถวที่ {row}", bold=first)


def planted(fonts):
    """(rule, paper): each paper has a fault of that rule."""
    paper = lambda **more: Paper(fonts, **more)

    def marked(*places):
        one = paper()
        for number, y, words, x in places:
            one.write(one.document[number], y, words, x)
        return one

    yield "author", paper(author="")
    yield "bookmark", paper(bookmark="ย" * 61)
    yield "quarter", paper(more=None, spaced=False)
    yield "signatures", paper(more=None, spaced=False)
    yield "signatures", paper(more=2)
    yield "heading", paper(again=False)
    yield "heading", paper(rows=0)
    yield "margins", marked((0, 200, "นอกขอบ", 5))
    yield "margins", marked((1, 835, "ใต้ขอบ", 200))
    yield "overlap", marked((1, 600, "ทับกัน", 200), (1, 604, "ทับกัน", 200))
    yield "overlap", marked((1, 600, "ทับกัน", 200), (1, 600, "กันทับ", 202))
    yield "crossed", marked((0, TOP + 50, "ข้ามเส้น", LEFT + 85))
    yield "crossed", marked((0, TOP + 103, "ข้ามเส้น", LEFT + 120))
    yield "overlap", marked((1, 600, "ปู่", 200), (1, 611, "ที่", 200))
    yield "secrecy", marked((0, 200, "ลับ", 300))
    # No paper of this kind has tags.
    yield "tags", paper()


def run(pages, fonts):
    with tempfile.TemporaryDirectory() as folder:
        def rules(number, paper):
            file = pathlib.Path(folder, "control", f"{number}.pdf")
            paper.document.save(file)
            return {rule for _, rule, _ in pages.faults(file)}

        pathlib.Path(folder, "control").mkdir()
        sound = rules("sound", Paper(fonts))
        if sound != {"tags"}:
            sys.exit(f"pages: faults of a sound paper: {sound}")
        for number, (rule, paper) in enumerate(planted(fonts)):
            found = rules(number, paper)
            if rule not in found:
                sys.exit(f"pages: the fault planted for “{rule}” was not reported: {found}")
    print(f"pages: {number + 1} planted faults reported, none in a sound paper but the tags that it has not")
