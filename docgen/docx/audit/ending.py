"""Checks of what follows the text: attachments, signature, date, note and imprint (GB/T 9704-2012 7.3.4 to 7.4)."""

import datetime
import re
from collections.abc import Iterator

from docgen.docx.audit.document import Document, Paragraph
from docgen.docx.audit.effective import read_twips
from docgen.docx.audit.letterheads import ShownLetterhead
from docgen.docx.audit.looks import close, judge_look, length, measured
from docgen.docx.audit.page import TOLERANCE
from docgen.docx.audit.roles import ATTACHMENT_LIST, Roles, line_of
from docgen.docx.audit.rows import Verdict
from docgen.docx.audit.strokes import Stroke
from docgen.lengths import MM_PER_POINT
from docgen.parts.signature import unsealed_organ_right
from docgen.standard import standard, styles
from docgen.widths import width_in_characters
from letter.chinese import chinese_date, read_date
from letter.wording import wording

_PLACE_TOLERANCE = 0.6
_INDENT_TOLERANCE = 0.3
_IMPRINT_TOLERANCE = 0.5
_POINTS_TOLERANCE = 0.13
_LENGTH_TOLERANCE = 1.0
_SHORT = 16
_BLANK_DATE = re.compile(r"\d{4}年[ \u3000]*月[ \u3000]*日")
_PRINTED_DATE = re.compile(r"[0-9〇○零一二三四五六七八九十]+年.*印发")
_BLANK_PRINTED = re.compile(_BLANK_DATE.pattern + "印发")
# The office of who signs (局长) stands beside a stamp and is placed by it (7.3.5.3).
_ORGAN = re.compile(r"..[^长任席记]$|.{7}")
_BLANKS = " \u3000\xa0"
_SAMPLE_DAY = datetime.date(2023, 3, 21)


def check_ending(document: Document, roles: Roles, lines: list[Stroke], head: ShownLetterhead) -> Iterator[Verdict]:
    """Yield the verdicts on everything after the text; lines are those of the imprint."""
    yield from _check_attachments(roles)
    yield from _check_signature(roles)
    for row in roles.notes:
        right = row.words.startswith("（") and row.words.endswith("）")
        yield Verdict("B-09a", right, f"{row.words[0]}{row.words[-1]}", "全角括号（）", row.place)
        if (edges := line_of(row)) is not None:
            wanted = styles()["note"].first_line
            left = length(edges[0], "字")
            yield Verdict("B-09b", close(edges[0], wanted, _INDENT_TOLERANCE), left, f"{wanted} 字", row.place)
    yield from _check_imprint(roles, lines, head)
    yield from _check_imprint_lines(roles, lines)


def _check_attachments(roles: Roles) -> Iterator[Verdict]:
    rows = roles.attachment_list
    for place, row in enumerate(rows):
        name = ATTACHMENT_LIST.sub("", row.words)
        label = wording().attachment_label if not place else ""
        mark = re.match(r"(\d{1,2})\s*([.．、])?", name)
        numbered = len(rows) > 1
        wanted = f"{label}{f'{place + 1}.' if numbered else ''}名称，后面不加标点"
        right = row.words.startswith(label) and not re.search(r"[。；，、;,.]$|^《.*》$", name)
        if numbered:
            right = right and mark is not None and mark[0] == f"{place + 1}."
        yield Verdict("B-07a", right, row.words[:20], wanted, row.place)
        if not place and (edges := line_of(row)) is not None:
            first = styles()["body"].first_line
            right = close(edges[0], first, _PLACE_TOLERANCE)
            yield Verdict("B-07b", right, f"左空 {length(edges[0], '字')}", f"左空 {first} 字", row.place)
    for row in roles.attachment_labels:
        yield from judge_look(("B-08", "B-08"), row, "attachment_label")
        if (edges := line_of(row)) is not None:
            left = f"左空 {length(edges[0], '字')}"
            yield Verdict("B-08", close(edges[0], 0, _INDENT_TOLERANCE), left, "顶格", row.place)


def _check_signature(roles: Roles) -> Iterator[Verdict]:
    date = roles.date
    if date is None:
        yield Verdict("E-01", False, "没有认出成文日期", "成文日期")
        return
    yield Verdict("S-07", *_date_form(date.words), date.place)
    date_edges = line_of(date) if date.where == "body" else None
    flow = [row for row in roles.organs if row.where == "body" and _ORGAN.search(row.words)]
    if date_edges is None:
        return
    rules = standard().signature
    if len(flow) != 1 or len(roles.organs) != 1:
        # Several organs, or none that could be recognised: names are spread by seals, only the date's place is fixed.
        wanted = [rules.date_right.value, *(_date_by(row, date) for row in flow)]
        right = any(close(date_edges[1], value, _PLACE_TOLERANCE) for value in wanted)
        found, expected = f"右空 {length(date_edges[1], '字')}", f"右空 {length(wanted[0], '字')}"
        yield Verdict("S-01b", right, found, expected, date.place, severity=None if flow else "warning")
        return
    organ_edges = line_of(flow[0])
    if organ_edges is not None:
        yield from _check_pair(flow[0], date, organ_edges[1], date_edges[1])


def _date_by(organ: Paragraph, date: Paragraph) -> float:
    """Return the right indent that a date has two 字 right of where its organ begins."""
    organ_edges = line_of(organ)
    start = 0.0 if organ_edges is None else organ_edges[0]
    line = standard().grid.characters.value
    return line - start - standard().signature.date_offset.value - width_in_characters(date.words)


def pairs(organ: float, date: float) -> dict[str, tuple[float, float]]:
    """Return the right indents of organ and date in 字, by their widths, with a seal and without (7.3.5.1, 7.3.5.2).

    The date under an organ that is hardly longer may stand nearer the edge than we put it.
    """
    rules, line = standard().signature, standard().grid.characters.value
    centred = rules.date_right.value + (date - organ) / 2
    sealed = max(0.0, min(line - organ, centred)), rules.date_right.value
    if date > organ:
        unsealed = rules.date_offset.value + rules.organ_right.value + date - organ, rules.organ_right.value
        return {"盖章": sealed, "不盖章": unsealed}
    beneath = organ - rules.date_offset.value - date
    forms = {"盖章": sealed, "不盖章": (rules.organ_right.value, rules.organ_right.value + beneath)}
    if (further := unsealed_organ_right(organ, date)) > rules.organ_right.value:
        forms["不盖章，日期离开版心边"] = further, further + beneath
    return forms


def _check_pair(organ: Paragraph, date: Paragraph, organ_right: float, date_right: float) -> Iterator[Verdict]:
    wanted = pairs(width_in_characters(organ.words), width_in_characters(date.words))
    # The form that the date follows is the one the organ is judged by.
    name = min(wanted, key=lambda key: abs(wanted[key][1] - date_right) + 0.1 * abs(wanted[key][0] - organ_right))
    organ_wanted, date_wanted = wanted[name]
    expected = "或".join(f"右空 {length(right, '字')}（{key}）" for key, (_, right) in wanted.items())
    right = close(date_right, date_wanted, _PLACE_TOLERANCE)
    yield Verdict("S-01b", right, f"右空 {length(date_right, '字')}", expected, date.place)
    if right:
        right = close(organ_right, organ_wanted, _PLACE_TOLERANCE)
        expected = f"右空 {length(organ_wanted, '字')}（{name}）"
        yield Verdict("S-01", right, f"右空 {length(organ_right, '字')}", expected, organ.place)


def _date_form(words: str) -> tuple[bool, str, str]:
    if _BLANK_DATE.fullmatch(words):
        return True, words, words
    day = read_date(words)
    wanted = chinese_date(day or _SAMPLE_DAY)
    return words == wanted, words, wanted


def _check_imprint(roles: Roles, lines: list[Stroke], head: ShownLetterhead) -> Iterator[Verdict]:
    for row in roles.copy_to:
        yield from judge_look(("R-02a", "R-02a"), row, "imprint")
        label = re.match(r"\S{1,4}?[：:]", row.words)
        right = row.words.endswith("。") and label is not None and label[0].endswith("：")
        found = f"{row.words[:4]}…{row.words[-4:]}" if len(row.words) > _SHORT else row.words
        yield Verdict("R-02c", right, found, "抄送：……。（全角冒号，句号收尾）", row.place)
        yield from _check_indents(row)
    for row in roles.printed:
        yield from judge_look(("R-05a", "R-05a"), row, "imprint")
        dated = _PRINTED_DATE.search(row.words)
        words = dated[0] if dated else row.words
        day = read_date(words.removesuffix("印发"))
        wanted = wording().printed_on.format(date=chinese_date(day or _SAMPLE_DAY))
        yield Verdict("R-05b", words == wanted or bool(_BLANK_PRINTED.fullmatch(words)), words, wanted, row.place)
    if head.letter_clause and (roles.printed or lines):
        found = "、".join(name for name, rows in (("印发机关和印发日期", roles.printed), ("分隔线", lines)) if rows)
        yield Verdict("L-11", False, f"有{found}", "只有抄送（单位习惯如此可不改）")


def _check_indents(row: Paragraph) -> Iterator[Verdict]:
    """Yield the verdict on the indents of 抄送 in its own 字; a table's cells have margins of their own."""
    if row.where != "body":
        return
    unit = standard().imprint.size.twips
    page = standard().page
    offset = width = 0.0
    if "framePr@w" in row.properties and row.properties.get("framePr@hAnchor") == "page":
        offset = ((read_twips(row.properties.get("framePr@x")) or 0) - page.left.twips) / unit
        width = (page.type_width.twips - (read_twips(row.properties.get("framePr@w")) or 0)) / unit - offset
    typed = width_in_characters(row.text[: len(row.text) - len(row.text.lstrip(_BLANKS))])
    left = row.indent("left", unit) + row.indent("first", unit) + typed + offset
    right = row.indent("right", unit) + width
    wanted = standard().imprint.indent.value
    yield Verdict(
        "R-02b",
        close(left, wanted, _IMPRINT_TOLERANCE) and close(right, wanted, _IMPRINT_TOLERANCE),
        f"左空 {length(left, '字')}，右空 {length(right, '字')}",
        f"左右各空 {length(wanted, '字')}",
        row.place,
    )


def _check_imprint_lines(roles: Roles, lines: list[Stroke]) -> Iterator[Verdict]:
    if not (lines and (roles.copy_to or roles.printed)):
        return
    look, page = standard().imprint, standard().page
    thick, thin = look.thick.points, look.thin.points
    for place, stroke in enumerate(lines):
        outer = place in (0, len(lines) - 1)
        wanted = thick if outer else thin
        yield Verdict(
            "R-01a",
            close(stroke.points, wanted, _POINTS_TOLERANCE),
            f"{stroke.points * MM_PER_POINT:.2f} mm",
            f"{wanted * MM_PER_POINT:.2f} mm",
            "首线" if not place else "末线" if outer else "中间线",
        )
        yield measured("R-01b", stroke.length, page.type_width, _LENGTH_TOLERANCE)
    if lines[-1].y is not None:
        foot = page.top.value + page.type_height.value
        found, expected = f"距纸上边 {length(lines[-1].y)}", f"{length(foot)}（版心下边缘）"
        yield Verdict("R-01c", close(lines[-1].y, foot, TOLERANCE), found, expected)
