"""Checks of the page number: font, form, side and height, and none on a letter's first page (7.5, 10.1)."""

import re
from collections.abc import Iterator

from docgen.docx.audit.document import Document, Paragraph, Story
from docgen.docx.audit.effective import read_points
from docgen.docx.audit.letterheads import ShownLetterhead
from docgen.docx.audit.looks import close, font_name, judge_font, length, measured, size_name, size_of
from docgen.docx.audit.page import NATURAL_LINE, TOLERANCE
from docgen.docx.audit.rows import Verdict
from docgen.docx.wml import local, w
from docgen.lengths import MM_PER_POINT
from docgen.standard import fonts, standard, styles
from docgen.styles import BASE_LINE

_FORM = re.compile(r"— ?[0-9]+ ?—")
_DIGIT = re.compile(r"[0-9]")
_INDENT_TOLERANCE = 0.3
# The dash lies this high above the base line, in em; measured with the fonts of the tests.
_DASH_HEIGHT = 0.3
_SIDES = {"right": "右", "left": "左", "center": "居中", "outside": "外侧"}


def check_page_numbers(document: Document, head: ShownLetterhead) -> Iterator[Verdict]:
    """Yield the verdicts on the page numbers of the first section."""
    footers = {key: story for key, story in document.stories.items() if key.startswith("footer")}
    numbered = {key: row for key, story in footers.items() if (row := _number_of(story)) is not None}
    first = "footer_first" if document.page.title_page else "footer_default"
    if head.letter_clause:
        shown = first in numbered
        yield Verdict("L-10", not shown, "有页码" if shown else "没有", "首页不显示页码")
    running = {key: row for key, row in numbered.items() if key != "footer_first"}
    if not running:
        yield Verdict("R-07e", False, "没有页码", "第 2 页起有页码（两页的信可以不编）")
        return
    for key, row in running.items():
        yield from _check_look(row)
        yield from _check_height(document, row, footers[key])
    yield from _check_sides(document, running)


def _number_of(story: Story) -> Paragraph | None:
    return next((row for row in story.paragraphs if row.numbered_page), None)


def _check_look(row: Paragraph) -> Iterator[Verdict]:
    wanted = styles()["page_number"]
    digit = next((piece.look for piece in row.pieces if _DIGIT.search(piece.text)), row.look)
    right_font, severity = judge_font(digit.latin or digit.east_asian, wanted.font)
    right_size = close(digit.size, size_of("page_number"), 0.1)
    font = font_name(digit.latin or digit.east_asian) or "未指明的字体"
    yield Verdict(
        "R-07a", right_font and right_size, f"{font}，{size_name(digit.size)}",
        f"{fonts()[wanted.font].chain[0]}，{size_name(size_of('page_number'))}", row.story,
        severity=severity if right_size else None,
    )  # fmt: skip
    yield Verdict("R-07b", bool(_FORM.fullmatch(row.words)), row.words, "— 1 —（数字两边各一条一字线）", row.story)


def _check_sides(document: Document, running: dict[str, Paragraph]) -> Iterator[Verdict]:
    odd, even = running.get("footer_default"), running.get("footer_even")
    if odd is not None and _side(odd)[0] == "outside":
        yield Verdict("R-07c", True, "外侧", "单页居右、双页居左", odd.story)
        return
    if not document.even_and_odd:
        side = "没有" if odd is None else _SIDES.get(_side(odd)[0], "")
        yield Verdict("R-07c", False, f"单双页相同，{side}", "单页居右、双页居左")
        return
    for row, wanted in ((odd, "right"), (even, "left")):
        indent = standard().page_number.indent.value
        expected = f"居{_SIDES[wanted]}空 {length(indent, '字')}"
        if row is None:
            yield Verdict("R-07c", False, "没有页码", expected, "单页页脚" if wanted == "right" else "双页页脚")
            continue
        side, space = _side(row)
        right = side == wanted and (space is None or close(space, indent, _INDENT_TOLERANCE))
        found = _SIDES.get(side, side)
        found = found if side == "center" else f"居{found}" + ("" if space is None else f"空 {length(space, '字')}")
        yield Verdict("R-07c", right, found, expected, row.story)


def _side(row: Paragraph) -> tuple[str, float | None]:
    """Return on which side a page number stands and how far in, in its own 字; None inside a frame or text box."""
    framed = row.properties.get("framePr@xAlign")
    if framed:
        return framed, None
    box = next((parent for parent in row.element.iterancestors() if local(parent) == "anchor"), None)
    aligned = None if box is None else box.find("{*}positionH/{*}align")
    if aligned is not None and aligned.text:
        return aligned.text, None
    unit = standard().page_number.size.twips
    typed = len(row.text) - len(row.text.strip("\u3000")) + 0.5 * (len(row.text) - len(row.text.strip(" ")))
    if row.align == "center":
        return "center", None
    if row.align == "right":
        return "right", row.indent("right", unit) + typed
    return "left", row.indent("left", unit) + row.indent("first", unit) + typed


def _check_height(document: Document, row: Paragraph, story: Story) -> Iterator[Verdict]:
    """Yield the verdict on the dash's distance from the type area, estimated from the footer's line."""
    boxed = any(local(parent) == "txbxContent" for parent in row.element.iterancestors())
    if len(list(story.root.iter(w("p")))) != 1 or "framePr@w" in row.properties or boxed:
        return
    exact = row.properties.get("spacing@lineRule") == "exact"
    line = read_points(row.properties.get("spacing@line")) if exact else row.look.size * NATURAL_LINE
    after = read_points(row.properties.get("spacing@after"))
    page = standard().page
    above_foot = (1 - BASE_LINE) * line + _DASH_HEIGHT * row.look.size + after
    foot = page.top.value + page.type_height.value
    dash = document.page.height - document.page.footer - above_foot * MM_PER_POINT
    yield measured("R-07d", dash - foot, standard().page_number.gap, TOLERANCE, row.story)
