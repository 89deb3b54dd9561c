"""Checks of the head: mark, red rules and document number, in the letter format or the document format (7.2, 10.1)."""

from collections.abc import Iterator
from typing import NamedTuple

from docgen.docx.audit.document import Document, Paragraph
from docgen.docx.audit.effective import read_points, read_twips
from docgen.docx.audit.letterheads import DOCUMENT_FORMAT, LETTER_FORMAT, NONE_IN_FILE, ShownLetterhead
from docgen.docx.audit.looks import close, font_name, judge_font, judge_look, length, main_look, measured
from docgen.docx.audit.page import TOLERANCE
from docgen.docx.audit.roles import NUMBER, Roles, line_of
from docgen.docx.audit.rows import Verdict
from docgen.docx.audit.strokes import Stroke
from docgen.lengths import MM_PER_POINT, points
from docgen.standard import fonts, standard, styles
from docgen.styles import BASE_LINE
from letter.wording import wording

_EDGE_TOLERANCE = 0.5
_CENTRE_TOLERANCE = 0.75
_LENGTH_TOLERANCE = 1.0
_RED, _RED_NAME = "FF0000", "红色"
_COMPOUND_NAMES = {"thick_thin": "上粗下细", "thin_thick": "上细下粗", "double": "粗细相同的双线", "pair": "双线"}


class Rules(NamedTuple):
    """The red rules of the first page, from the top."""

    upper: list[Stroke]
    lower: list[Stroke]


def head_strokes(found: list[Stroke], roles: Roles) -> list[Stroke]:
    """Return the lines that belong to the head: red ones, and any in a header or above the title."""
    title = roles.title[0].number if roles.title and roles.title[0].where == "body" else 0
    return [
        stroke
        for stroke in found
        if stroke.red
        or (stroke.story.startswith("header") and stroke.length >= standard().page.type_width.value - _LENGTH_TOLERANCE)
        or (not stroke.story and stroke.source != "table" and stroke.anchor < title)
    ]


def shown_letterhead(roles: Roles, lines: list[Stroke]) -> ShownLetterhead:
    """Return which head a document has."""
    mark = "".join(row.words for row in roles.mark)
    red = [stroke for stroke in lines if stroke.red]
    if not mark and not red:
        return NONE_IN_FILE
    wanted = standard().document_format.rule_length.value
    alone = len(red) == 1 and not red[0].compound and close(red[0].length, wanted, _LENGTH_TOLERANCE)
    return DOCUMENT_FORMAT if (mark.endswith(wording().document_word) and _few(red)) or alone else LETTER_FORMAT


def _few(red: list[Stroke]) -> bool:
    """Return whether there are not the two double rules of the letter format, whatever the mark says."""
    return len(red) <= 2 and not any(stroke.compound for stroke in red)


def check_head(document: Document, roles: Roles, lines: list[Stroke]) -> Iterator[Verdict]:
    """Yield the verdicts on mark, rules and number."""
    head = shown_letterhead(roles, lines)
    if not head.in_file:
        words = "页眉里有图片，红头可能画在图片里" if document.pictures_in_header else "文件里没有发文机关标志和红线"
        yield Verdict("H-00", False, words, "发文机关标志和红线（套印用纸除外）")
    else:
        yield from _check_mark(document, roles, head)
        yield from _check_colors(lines)
        if head.document_clause:
            yield from _check_document_rule(lines)
        else:
            yield from _check_rules(document, roles, _split(document, roles, lines), lines)
    yield from _check_number(document, roles, head)


def _check_mark(document: Document, roles: Roles, head: ShownLetterhead) -> Iterator[Verdict]:
    if not roles.mark:
        yield Verdict("E-01", False, "没有认出发文机关标志", "发文机关标志")
        return
    row, words = roles.mark[0], "".join(part.words for part in roles.mark)
    if head.letter_clause:
        wrong = words.endswith(wording().document_word)
        yield Verdict("L-01a", not wrong, words, words.removesuffix(wording().document_word), row.place)
    color = row.look.color
    red = Stroke(None, None, 0, 0, color).red
    yield Verdict("H-04a", red, _color_name(color), _RED_NAME, row.place)
    look = main_look(row.pieces)
    if look is not None:
        right, severity = judge_font(look.font, styles()["mark"].font)
        yield Verdict("H-04b", right, font_name(look.font), fonts()["title"].chain[0], row.place, severity=severity)
    ink = _ink(document, row)
    if ink is not None:
        rule, measure = ("H-04c", standard().document_format.mark_top)
        if head.letter_clause:
            rule, measure = "L-01b", standard().letterhead.mark_top
        yield measured(rule, ink[0], measure, TOLERANCE, row.place)


def _color_name(color: str) -> str:
    return _RED_NAME if color == _RED else "黑色" if color in ("AUTO", "000000") else f"颜色 {color}"


def _ink(document: Document, mark: Paragraph) -> tuple[float, float] | None:
    """Return where the characters of a mark begin and end in mm from the paper's top, by the writer's own model."""
    size, line = mark.look.size, _exact(mark)
    if line is None:
        return None
    if mark.properties.get("framePr@vAnchor") == "page":
        top = read_points(mark.properties.get("framePr@y"))
    else:
        story = next((story for story in document.stories.values() if mark in story.paragraphs), None)
        above = story.paragraphs[: story.paragraphs.index(mark)] if story is not None else []
        if story is None or any(_exact(row) is None or "framePr@w" in row.properties for row in above):
            return None
        top = document.page.header / MM_PER_POINT + sum((_exact(row) or 0) + _before(row) for row in above)
    font = fonts()[styles()["mark"].font]
    base = top + (_before(mark) if "framePr@w" not in mark.properties else 0) + BASE_LINE * line
    return (base - font.ink_top * size) * MM_PER_POINT, (base + font.ink_bottom * size) * MM_PER_POINT


def _exact(row: Paragraph) -> float | None:
    line = read_twips(row.properties.get("spacing@line"))
    return points(line) if line is not None and row.properties.get("spacing@lineRule") == "exact" else None


def _before(row: Paragraph) -> float:
    return read_points(row.properties.get("spacing@before"))


def _check_colors(lines: list[Stroke]) -> Iterator[Verdict]:
    for stroke in lines:
        yield Verdict("G-14", stroke.red, _RED_NAME if stroke.red else _color_name(stroke.color), _RED_NAME)


def _split(document: Document, roles: Roles, lines: list[Stroke]) -> Rules:
    """Return upper and lower rules; a line without a height of its own goes by where it is anchored."""
    middle = document.page.height / 2
    title = roles.title[0].number if roles.title else 0
    upper: list[Stroke] = []
    lower: list[Stroke] = []
    for stroke in lines:
        above = stroke.anchor <= title or stroke.story.startswith("header")
        if stroke.story.startswith("footer"):
            above = False
        if stroke.y is not None:
            above = stroke.y < middle
        (upper if above else lower).append(stroke)
    for part in (upper, lower):
        part.sort(key=lambda stroke: -1.0 if stroke.y is None else stroke.y)
    return Rules(upper, lower)


def _shape(lines: list[Stroke]) -> str:
    if not lines:
        return "没有"
    if any(stroke.compound for stroke in lines):
        return _COMPOUND_NAMES[next(stroke.compound for stroke in lines if stroke.compound)]
    if len(lines) == 1:
        return "单线"
    if len(lines) > 2:
        return f"{len(lines)} 条线"
    steps = lines[0].points - lines[1].points
    return "粗细相同的双线" if abs(steps) < 0.1 else "上粗下细" if steps > 0 else "上细下粗"


def _check_rules(document: Document, roles: Roles, rules: Rules, lines: list[Stroke]) -> Iterator[Verdict]:
    head = standard().letterhead
    for rule, part, wanted in (("L-02", rules.upper, "上粗下细"), ("L-03", rules.lower, "上细下粗")):
        shape = _shape(part)
        yield Verdict(rule, shape in (wanted, "双线"), shape, f"{wanted}的双线")
    for stroke in lines:
        yield measured("L-04a", stroke.length, head.rule_length, _LENGTH_TOLERANCE)
        if stroke.x is not None:
            middle, page = stroke.x + stroke.length / 2, standard().page
            centres = (page.width.value / 2, page.left.value + page.type_width.value / 2)
            right = any(close(middle, centre, _CENTRE_TOLERANCE) for centre in centres)
            yield Verdict("L-04b", right, f"中心距纸左边 {length(middle)}", f"{centres[0]:g} 或 {centres[1]:g} mm")
        pages = _pages_of(document, stroke)
        yield Verdict("L-12", pages == "首页", pages, "首页")
    yield from _check_heights(document, roles, rules)


def _pages_of(document: Document, stroke: Stroke) -> str:
    """Return on which pages a line is printed."""
    if stroke.story != "header_default":
        return "首页"
    if document.page.title_page:
        return "首页以外"
    return "每一页" if _has_second_page(document) else "首页"


def _has_second_page(document: Document) -> bool:
    """Return whether the text surely needs a second page."""
    characters = sum(len(row.words) for row in document.paragraphs)
    grid = standard().grid
    return characters > grid.lines.value * grid.characters.value


def _check_heights(document: Document, roles: Roles, rules: Rules) -> Iterator[Verdict]:
    head = standard().letterhead
    if rules.lower:
        last = rules.lower[-1]
        if last.y is None:
            yield Verdict(
                "L-03b", False, "红线跟着文字走，量不出", f"距纸下边 {head.rule_foot.value:g} mm", severity="info"
            )
        else:
            edge = document.page.height - last.y - last.points / 2 * MM_PER_POINT
            yield measured("L-03b", edge, head.rule_foot, TOLERANCE)
    ink = _ink(document, roles.mark[0]) if roles.mark else None
    if ink is not None and rules.upper and rules.upper[0].y is not None:
        first = rules.upper[0]
        yield measured("L-02b", (first.y or 0) - first.points / 2 * MM_PER_POINT - ink[1], head.rule_gap, TOLERANCE)


def _check_document_rule(lines: list[Stroke]) -> Iterator[Verdict]:
    wanted = standard().document_format.rule_length
    expected = f"一条 {wanted.value:g} mm 的红线"
    if len(lines) != 1:
        yield Verdict("H-08", False, f"{len(lines)} 条红线" if lines else "没有", expected)
        return
    found = lines[0].length
    yield Verdict("H-08", close(found, wanted.value, _LENGTH_TOLERANCE), f"一条 {length(found)} 的红线", expected)


def _check_number(document: Document, roles: Roles, head: ShownLetterhead) -> Iterator[Verdict]:
    row = roles.number
    if row is None:
        yield Verdict("E-01", False, "没有认出发文字号", "发文字号")
        return
    found = NUMBER.search(row.text)
    words = found[0].strip() if found else row.words
    yield Verdict("H-06a", *_number_form(row), row.place)
    span = found.span() if found else (0, None)
    yield from judge_look(("H-06b", "H-06b"), row, "number_line", start=span[0], end=span[1])
    if row.where != "body" or "framePr@w" in row.properties:
        return
    edges = line_of(row)
    if edges is None:
        tab = row.properties.get("tabs/tab@val") in ("right", "end")
        at_edge = close(read_twips(row.properties.get("tabs/tab@pos")) or 0, standard().page.type_width.twips, 20)
        if head.letter_clause and tab and row.words.endswith(words):
            yield Verdict("L-07", at_edge, "右齐制表位", "右齐版心", row.place)
        return
    if head.letter_clause:
        yield Verdict("L-07", close(edges[1], 0, _EDGE_TOLERANCE), _edge_name(row, edges), "右齐版心", row.place)
    elif head.document_clause:
        one = standard().document_format.number_indent.value
        right = close(edges[0], edges[1], 2 * _EDGE_TOLERANCE) or close(edges[0], one, _EDGE_TOLERANCE)
        yield Verdict("H-06c", right, _edge_name(row, edges), f"居中（上行文左空 {one:g} 字）", row.place)


def _edge_name(row: Paragraph, edges: tuple[float, float]) -> str:
    if close(edges[0], edges[1], _EDGE_TOLERANCE):
        return "居中"
    if close(edges[1], 0, _EDGE_TOLERANCE):
        return "右齐版心"
    return "左齐版心" if close(edges[0], 0, _EDGE_TOLERANCE) else f"右空 {length(edges[1], '字')}"


def _number_form(row: Paragraph) -> tuple[bool, str, str]:
    """Return whether a number is written as 朝民函〔2023〕32号, what is there, and how it should be."""
    found = NUMBER.search(row.text)
    form = wording().document_number
    if not found:
        return False, row.words, form.format(code="机关代字", year="年份", serial="序号")
    code, opening, year, closing, ordinal, serial, last = found.groups()
    full = year if len(year) == 4 else f"20{year}"
    bare = serial.lstrip("0")
    wanted = form.format(code=code, year=full, serial=bare or wording().blank_serial)
    right = (opening, closing, ordinal, last) == ("〔", "〕", "", "号") and full == year and bare == serial
    return right, found[0].strip(), found[0].strip() if right else wanted
