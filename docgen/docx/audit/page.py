"""Checks of the page: paper, margins, type area, grid and the switches of Chinese typesetting (GB/T 9704-2012 5)."""

from collections import Counter
from collections.abc import Iterator
from math import ceil, floor

from docgen.docx.audit.document import Document, Paragraph, Section
from docgen.docx.audit.effective import is_on, read_twips
from docgen.docx.audit.looks import close, length, main_look, measured
from docgen.docx.audit.roles import Roles
from docgen.docx.audit.rows import Verdict
from docgen.lengths import POINTS_PER_MM, points
from docgen.standard import standard

# The standard allows 1 mm at head and spine; the sides that follow from them get as much.
TOLERANCE = 1.0
_PITCH_TOLERANCE = 0.15
_NARROWEST = 1.0
# How high Word makes a line of Chinese text by itself, in em.
NATURAL_LINE = 1.3
_PAPERS = {(210, 297): "A4", (216, 279): "信纸（Letter）", (184, 260): "16 开", (176, 250): "B5", (297, 420): "A3"}


def check_page(document: Document, roles: Roles) -> Iterator[Verdict]:
    """Yield the verdicts on each section's page and on the grid of the text."""
    for number, section in enumerate(document.sections, 1):
        place = f"第{number}节" if len(document.sections) > 1 else ""
        if section.landscape and number > 1:
            continue  # a wide table may lie on its side
        yield from _check_section(section, place)
    yield from _check_grid(document, roles)
    yield from _check_switches(document, roles)


def _check_section(section: Section, place: str) -> Iterator[Verdict]:
    page = standard().page
    size = (round(section.width), round(section.height))
    name = _PAPERS.get(size, "")
    right = close(section.width, page.width.value, TOLERANCE) and close(section.height, page.height.value, TOLERANCE)
    wanted = f"A4（{page.width.value:g} × {page.height.value:g} mm）"
    found = f"{name}（{size[0]} × {size[1]} mm）" if name else f"{size[0]} × {size[1]} mm"
    yield Verdict("G-01", right, found, wanted, place)
    yield measured("G-02", section.top, page.top, TOLERANCE, place)
    yield measured("G-03", section.left, page.left, TOLERANCE, place)
    width, height = section.width - section.left - section.right, section.height - section.top - section.bottom
    yield Verdict(
        "G-04",
        close(width, page.type_width.value, TOLERANCE) and close(height, page.type_height.value, TOLERANCE),
        f"{length(width, '')}× {length(height)}",
        f"{page.type_width.value:g} × {page.type_height.value:g} mm",
        place,
    )
    yield measured("G-05a", section.bottom, _mm(page.bottom), TOLERANCE, place)
    yield measured("G-05b", section.right, _mm(page.right), TOLERANCE, place)


def _mm(value: int) -> float:
    return points(value) / POINTS_PER_MM


def pitch_of(paragraph: Paragraph, section: Section) -> tuple[float, str]:
    """Return the distance of a paragraph's lines in points, and how it is set for people."""
    line, rule = (
        read_twips(paragraph.properties.get("spacing@line")),
        paragraph.properties.get("spacing@lineRule", "auto"),
    )
    natural = paragraph.look.size * NATURAL_LINE
    gridded = section.grid in ("lines", "linesAndChars", "snapToChars") and section.line_pitch > 0
    gridded = gridded and is_on(paragraph.properties.get("snapToGrid@val"))
    if line is not None and rule == "exact":
        return points(line), f"固定值 {points(line):g} 磅"
    if gridded:
        natural = ceil(natural / section.line_pitch - 0.02) * section.line_pitch
    grid = "对齐网格" if gridded else "没有行网格"
    if line is not None and rule == "atLeast":
        return max(points(line), natural), f"最小值 {points(line):g} 磅，{grid}"
    times = (240 if line is None else line) / 240
    name = {1.0: "单倍行距", 1.5: "1.5 倍行距", 2.0: "2 倍行距"}.get(times, f"{times:.3g} 倍行距")
    return natural * times, f"{name}，{grid}"


def _check_grid(document: Document, roles: Roles) -> Iterator[Verdict]:
    grid, page = standard().grid, standard().page
    text = [row for row in roles.body if main_look(row.pieces)] or document.paragraphs
    settings = Counter(pitch_of(row, document.page) for row in text)
    pitch, name = settings.most_common(1)[0][0] if settings else (document.page.line_pitch, "空白文件")
    if not pitch:
        return
    # By the standard's type area, so that a wrong margin is told as a margin only.
    lines = floor(page.type_height.points / pitch + 0.02)
    yield Verdict("G-06a", lines == grid.lines.value, f"{lines} 行（{name}）", f"{grid.lines.value:g} 行")
    right = close(pitch, grid.pitch.value, _PITCH_TOLERANCE) and "固定值" in name
    yield Verdict("G-08", right, name, f"固定值 {grid.pitch.value:g} 磅")
    odd = [row for row in text if pitch_of(row, document.page) != (pitch, name)]
    if right and odd:
        found = f"{len(odd)} 段与其余正文不同，如{pitch_of(odd[0], document.page)[1]}"
        yield Verdict("G-08", False, found, f"固定值 {grid.pitch.value:g} 磅", odd[0].place)
    if document.page.grid and document.page.line_pitch:
        # Exact lines do not follow the grid, but whoever opens the page's settings sees it.
        gridded = floor(page.type_height.points / document.page.line_pitch + 0.02)
        yield Verdict("G-06c", gridded == grid.lines.value, f"{gridded} 行", f"{grid.lines.value:g} 行")
    widths = Counter(_character(row, document.page) for row in text)
    if widths:
        width = widths.most_common(1)[0][0]
        count = floor(page.type_width.points / width + 0.003)
        found = f"{count} 字（每字占 {round(width, 2):g} 磅）"
        yield Verdict("G-06b", count == grid.characters.value, found, f"{grid.characters.value:g} 字")


def _character(row: Paragraph, section: Section) -> float:
    """Return the width of a character of the text; a character grid counts for text that follows it.

    By the standard's size, so that a wrong size is told as a size only.
    """
    gridded = section.grid in ("linesAndChars", "snapToChars") and is_on(row.properties.get("snapToGrid@val"))
    width = standard().grid.size.points + row.look.spacing + (section.character_space if gridded else 0)
    return max(width, _NARROWEST)


_SWITCHES = (("overflowPunct@val", "X-01", "允许标点溢出边界"), ("autoSpaceDE@val", "X-02", "自动调整间距"))


def _check_switches(document: Document, roles: Roles) -> Iterator[Verdict]:
    for key, rule, name in _SWITCHES:
        on = [row for row in roles.body if is_on(row.properties.get(key))]
        yield Verdict(rule, not on, f"{name}：开" if on else f"{name}：关", f"{name}：关", on[0].place if on else "")
    squeezed = document.settings.get("characterSpacingControl@val", "doNotCompress")
    found = "不压缩" if squeezed == "doNotCompress" else "压缩标点"
    yield Verdict("X-03", squeezed == "doNotCompress", found, "不压缩")
