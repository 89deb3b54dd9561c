"""Checks of title, addressee, text, headings and tables (GB/T 9704-2012 7.3.1 to 7.3.3)."""

import re
from collections.abc import Iterator
from itertools import pairwise

from docgen.docx.audit.document import Document, Paragraph
from docgen.docx.audit.effective import is_on, read_points, read_twips
from docgen.docx.audit.letterheads import ShownLetterhead
from docgen.docx.audit.looks import close, judge_look, length, main_look
from docgen.docx.audit.page import TOLERANCE, pitch_of
from docgen.docx.audit.roles import Roles, line_of
from docgen.docx.audit.rows import Verdict
from docgen.docx.audit.strokes import TWIPS_PER_MM
from docgen.docx.wml import flatten, w
from docgen.lengths import TWIPS_PER_POINT
from docgen.standard import Measure, standard, styles
from docgen.widths import width_in_characters
from letter.headings import SAMPLE_MARKS, as_heading
from letter.wording import wording

_INDENT_TOLERANCE = 0.3
_SHAPE_TOLERANCE = 0.5
_BLANK_TOLERANCE = 0.5
_LEVELS = ("一级标题", "二级标题", "三级标题", "四级标题")
_COLONS = (":", "：")
_BLANKS = " \u3000\xa0"


def check_text(document: Document, roles: Roles, head: ShownLetterhead) -> Iterator[Verdict]:
    """Yield the verdicts on everything from the title to the end of the text."""
    yield from _check_title(document, roles, head)
    yield from _check_addressee(document, roles)
    for row in roles.body:
        yield from judge_look(("G-10a", "G-10b"), row, "body")
        if row.where == "body" and (roles.title or roles.addressee):
            yield _indented("B-05", row, styles()["body"].first_line)
            left = row.indent("left", _unit(row))
            found = f"左缩进 {length(left, '字')}"
            yield Verdict("B-05b", close(left, 0, _INDENT_TOLERANCE), found, "不缩进", row.place)
    for level, row in roles.headings:
        yield from _check_heading(level, row)
    yield from _check_tables(document, roles)


def _unit(row: Paragraph) -> float:
    """Return the width of a paragraph's own character in twips."""
    return max(1.0, (row.look.size + row.look.spacing) * TWIPS_PER_POINT)


def _indented(rule: str, row: Paragraph, wanted: float, element: str = "") -> Verdict:
    """Return the verdict on the first line's indent; blanks typed at its beginning indent it as well."""
    bare = row.text.lstrip(_BLANKS)
    typed = width_in_characters(row.text[: len(row.text) - len(bare)])
    found = row.indent("first", _unit(row)) + typed
    return Verdict(
        rule, close(found, wanted, _INDENT_TOLERANCE), length(found, "字"), length(wanted, "字"), row.place, element
    )


def _check_title(document: Document, roles: Roles, head: ShownLetterhead) -> Iterator[Verdict]:
    if not roles.title:
        yield Verdict("E-01", False, "没有认出标题", "标题")
        return
    first = roles.title[0]
    for row in roles.title:
        yield from judge_look(("B-01a", "B-01b"), row, "title")
        look = main_look(row.pieces)
        bold = look is not None and look.bold
        yield Verdict("B-01c", not bold, "加粗" if bold else "不加粗", "不加粗", row.place)
        yield Verdict("B-01d", row.align == "center", _ALIGN.get(row.align, row.align), "居中", row.place)
    lines = [line.strip() for row in roles.title for line in row.text.split("\n") if line.strip()]
    most = standard().title.characters.value
    longest = max(map(width_in_characters, lines))
    yield Verdict("B-02b", longest <= most, f"最长一行 {longest:g} 字", f"不超过 {most:g} 字", first.place)
    if longest <= most:
        shape = _shape([width_in_characters(line) for line in lines])
        yield Verdict("B-02a", shape not in ("长方形", "沙漏形"), shape, "一行、梯形或菱形", first.place)
    number = roles.number
    # In the document format the red rule lies between; an outcome class may stand there in either.
    if head.letter_clause and number is not None and number.number + 1 == first.number and _flows(number):
        yield from _blank_above("B-01e", document, first, standard().blank_lines.above_title)


def _flows(row: Paragraph) -> bool:
    return row.where == "body" and "framePr@w" not in row.properties


_ALIGN = {"center": "居中", "left": "左对齐", "right": "右对齐", "both": "两端对齐"}


def _shape(widths: list[float]) -> str:
    """Return the shape of a title's lines."""
    if len(widths) == 1:
        return "一行"
    steps = [0.0 if abs(after - before) < _SHAPE_TOLERANCE else after - before for before, after in pairwise(widths)]
    if not any(steps) or (len(steps) > 1 and 0.0 in steps):
        return "长方形"
    if all(step > 0 for step in steps) or all(step < 0 for step in steps):
        return "梯形"
    rise = [step > 0 for step in steps]
    # Longer and longer, then shorter and shorter.
    return "菱形" if rise == sorted(rise, reverse=True) else "沙漏形"


def _blank_above(rule: str, document: Document, row: Paragraph, wanted: Measure) -> Iterator[Verdict]:
    """Yield the verdict on the blank lines above a paragraph: space before it, and empty paragraphs."""
    every = document.all_paragraphs
    if row.where != "body":
        return
    place = every.index(row)
    pitch = standard().grid.pitch.points
    height = read_points(row.properties.get("spacing@before"))
    lines = (read_twips(row.properties.get("spacing@beforeLines")) or 0) / 100
    height = max(height, lines * pitch)
    for above in reversed(every[:place]):
        if above.where != "body":
            continue
        if above.words or "framePr@w" in above.properties:
            height += read_points(above.properties.get("spacing@after"))
            break
        height += pitch_of(above, document.page)[0]
    found = round(height / pitch, 1)
    yield Verdict(
        rule, close(found, wanted.value, _BLANK_TOLERANCE), f"{found:g} 行", f"{wanted.value:g} 行", row.place
    )  # fmt: skip


def _check_addressee(document: Document, roles: Roles) -> Iterator[Verdict]:
    row = roles.addressee
    if row is None:
        yield Verdict("E-01", False, "没有认出主送机关", "主送机关")
        return
    edges = line_of(row)
    if edges is not None:
        left = (
            edges[0]
            if width_in_characters(row.words) <= standard().grid.characters.value
            else row.indent("left", _unit(row))
        )
        yield Verdict("B-04a", close(left, 0, _INDENT_TOLERANCE), f"左空 {length(left, '字')}", "顶格", row.place)
    last = row.words[-1:]
    found = {":": "半角冒号", "：": "全角冒号"}.get(last, f"以“{last}”结尾")
    yield Verdict("B-04b", last == _COLONS[1], found, "全角冒号", row.place)
    yield from judge_look(("B-04c", "B-04c"), row, "addressee")
    if roles.title:
        yield from _blank_above("B-04d", document, row, standard().blank_lines.above_addressee)


def _check_heading(level: int, row: Paragraph) -> Iterator[Verdict]:
    element = _LEVELS[level - 1]
    typed = as_heading(row.words)
    start = len(row.text) - len(row.text.lstrip(_BLANKS))
    end = start + typed.mark + typed.heading if typed.heading else None
    for verdict in judge_look(("B-06a", "B-06b"), row, f"heading_{level}", start=start, end=end):
        yield verdict._replace(element=f"{element}{'字体' if verdict.rule == 'B-06a' else '字号'}")
    look = main_look(row.pieces, start, end)
    if look is not None:
        bold = "加粗" if look.bold else "不加粗"
        yield Verdict("B-06e", not look.bold, bold, "不加粗（标准没有规定加粗）", row.place, f"{element}加粗")
    mark = row.words[: typed.mark].strip(_BLANKS)
    form = re.escape(wording().heading_marks[level - 1])
    form = form.replace(r"\{chinese\}", "[一二三四五六七八九十百]{1,5}").replace(r"\{arabic\}", r"[0-9]{1,3}")
    right, sample = bool(re.fullmatch(form, mark)), SAMPLE_MARKS[level - 1]
    yield Verdict("B-06c", right, sample if right else mark or "没有序号", sample, row.place, f"{element}序号")
    if row.where == "body":
        yield _indented("B-06d", row, styles()[f"heading_{level}"].first_line, f"{element}首行缩进")


def _check_tables(document: Document, roles: Roles) -> Iterator[Verdict]:
    """Yield the verdicts on tables of the text; imprints and signatures are often set in tables of their own."""
    rows = (*roles.copy_to, *roles.printed, *roles.organs, *roles.mark, roles.number, roles.date)
    known = [row.element for row in rows if row is not None]
    # A section ends with its properties: what stands behind so many of them is in the next one.
    ended, number = 0, 0
    for table in document.body.iter(w("tbl"), w("sectPr")):
        if table.tag == w("sectPr"):
            ended += 1
            continue
        number += 1
        place = f"表格{number}"
        if any(element in known for element in table.iter(w("p"))):
            continue
        columns = [read_twips(row.get(w("w"))) or 0 for row in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}")]
        width = sum(columns) / TWIPS_PER_MM
        page, lies = standard().page, document.sections[min(ended, len(document.sections) - 1)].landscape
        widest = (page.type_height if lies else page.type_width).value
        yield Verdict("T-01", width <= widest + TOLERANCE, length(width), f"不超过 {widest:g} mm", place)
        rows = table.findall(w("tr"))
        if len(rows) > 1:
            repeated = is_on(flatten(rows[0].find(w("trPr"))).get("tblHeader@val", "0"))
            yield Verdict("T-02", repeated, "重复" if repeated else "不重复", "换页时重复表头", place)
