"""What an audit answers: one row for each check, and the table of all checks with clause and strength."""

from collections.abc import Iterable
from functools import cache
from typing import Literal, NamedTuple

import msgspec

from docgen.standard import Measure, standard

Severity = Literal["error", "warning", "info", "right"]
Strength = Literal["V2", "V1", "K", "C", "X"]

_BY_STRENGTH: dict[str, Severity] = {"V2": "error", "V1": "warning"}
MOST_PLACES = 3


class Row(msgspec.Struct, frozen=True):
    """One row of an audit; place is where it was found, "" for the whole document."""

    element: str
    rule: str
    clause: str
    strength: Strength
    severity: Severity
    found: str
    expected: str
    place: str


class Verdict(NamedTuple):
    """What one check says of one place, before rows are made of it."""

    rule: str
    right: bool
    found: str
    expected: str
    place: str = ""
    element: str = ""
    severity: Severity | None = None


class Rule(NamedTuple):
    """A row of the table of checks; severity overrides what the strength asks for."""

    element: str
    clause: str
    strength: Strength
    severity: Severity | None = None


def _of(element: str, measure: Measure, severity: Severity | None = None) -> Rule:
    return Rule(element, measure.clause, measure.strength, severity)


@cache
def rules() -> dict[str, Rule]:
    """Return the table of checks by their identifiers, in the order of the paper.

    Overrides: what is estimated from font metrics, or rests on having recognised a paragraph, only warns; an imprint
    with 印发 in a letter is what many offices ask for (docs/audit.md).
    """
    return _page_rules() | _head_rules() | _text_rules() | _end_rules()


def _page_rules() -> dict[str, Rule]:
    page, grid = standard().page, standard().grid
    return {
        "G-01": _of("纸张", page.width),
        "G-02": _of("天头（上边距）", page.top),
        "G-03": _of("订口（左边距）", page.left),
        "G-04": _of("版心", page.type_width),
        "G-05a": Rule("下边距", page.type_height.clause, "C"),
        "G-05b": Rule("右边距", page.type_width.clause, "C"),
        "G-06a": _of("每面行数", grid.lines),
        "G-06b": _of("每行字数", grid.characters),
        "G-06c": _of("行网格", grid.lines, "warning"),
        "G-08": _of("行距", grid.pitch),
        "X-01": Rule("标点悬挂", "", "X"),
        "X-02": Rule("汉字与数字间距", "", "X"),
        "X-03": Rule("标点压缩", "", "X"),
    }


def _head_rules() -> dict[str, Rule]:
    head, other = standard().letterhead, standard().document_format
    return {
        "H-00": Rule("版头", "10.1", "V2", "info"),
        "H-04a": Rule("发文机关标志颜色", "7.2.4", "V2"),
        "H-04b": Rule("发文机关标志字体", "7.2.4", "V2"),
        "H-04c": _of("发文机关标志位置", other.mark_top, "warning"),
        "L-01a": Rule("发文机关标志文字", "10.1", "V2"),
        "L-01b": _of("发文机关标志位置", head.mark_top, "warning"),
        "L-02": Rule("上红线", "10.1", "V2"),
        "L-02b": _of("上红线位置", head.rule_gap, "warning"),
        "L-03": Rule("下红线", "10.1", "V2"),
        "L-03b": _of("下红线位置", head.rule_foot),
        "L-04a": _of("红线长度", head.rule_length),
        "L-04b": Rule("红线居中", head.rule_length.clause, "V1"),
        "L-12": Rule("红线只在首页", "10.1", "K"),
        "G-14": Rule("红线颜色", "10.1", "V2"),
        "H-08": _of("版头分隔线", other.rule_length),
        "H-06a": Rule("发文字号写法", "7.2.5", "V2"),
        "H-06b": Rule("发文字号字体字号", "7.2.5", "V2"),
        "H-06c": Rule("发文字号位置", "7.2.5", "V2"),
        "L-07": Rule("发文字号位置", "10.1", "V2"),
    }


def _text_rules() -> dict[str, Rule]:
    grid, blank = standard().grid, standard().blank_lines
    return {
        "E-01": Rule("要素", "", "K", "info"),
        "B-01a": Rule("标题字体", "7.3.1", "V2"),
        "B-01b": Rule("标题字号", "7.3.1", "V2"),
        "B-01c": Rule("标题不加粗", "7.3.1", "V2"),
        "B-01d": Rule("标题居中", "7.3.1", "V2"),
        "B-01e": _of("标题上空行", blank.above_title, "warning"),
        "B-02a": Rule("标题排列", "7.3.1", "V2"),
        "B-02b": _of("标题行宽", standard().title.characters),
        "B-04a": Rule("主送机关顶格", "7.3.2", "V2"),
        "B-04b": Rule("主送机关冒号", "7.3.2", "V2"),
        "B-04c": Rule("主送机关字体字号", "7.3.2", "V2"),
        "B-04d": _of("主送机关上空行", blank.above_addressee, "warning"),
        "G-10a": Rule("正文字体", grid.size.clause, "V2"),
        "G-10b": _of("正文字号", grid.size),
        "B-05": Rule("正文首行缩进", "7.3.3", "V2"),
        "B-05b": Rule("正文回行顶格", "7.3.3", "V2"),
        "B-06a": Rule("层次标题字体", "7.3.3", "V2"),
        "B-06b": Rule("层次标题字号", "7.3.3", "V2"),
        "B-06c": Rule("层次序号", "7.3.3", "V2"),
        "B-06d": Rule("层次标题首行缩进", "7.3.3", "V2"),
        "B-06e": Rule("层次标题加粗", "7.3.3", "K"),
        "T-01": Rule("表格宽度", "7.5", "V1"),
        "T-02": Rule("表头重复", "", "K"),
    }


def _end_rules() -> dict[str, Rule]:
    mark, imprint, number = standard().signature, standard().imprint, standard().page_number
    return {
        "B-07a": Rule("附件说明写法", "7.3.4", "V2"),
        "B-07b": Rule("附件说明缩进", "7.3.4", "V2"),
        "B-08": Rule("附件标记", "7.3.7", "V1"),
        "S-01": _of("署名位置", mark.date_right),
        "S-01b": _of("成文日期位置", mark.date_right),
        "S-07": Rule("成文日期写法", "7.3.5.4", "V2"),
        "B-09a": Rule("附注括号", "7.3.6", "V2"),
        "B-09b": Rule("附注缩进", "7.3.6", "V2"),
        "L-11": Rule("版记要素", "10.1", "V2", "warning"),
        "R-01a": _of("版记线粗细", imprint.thick),
        "R-01b": Rule("版记线长度", "7.4.1", "V2"),
        "R-01c": Rule("版记末线位置", "7.4.1", "V2"),
        "R-02a": _of("抄送字体字号", imprint.size),
        "R-02b": _of("抄送缩进", imprint.indent),
        "R-02c": Rule("抄送写法", "7.4.2", "V2"),
        "R-05a": Rule("印发行字体字号", "7.4.3", "V2"),
        "R-05b": Rule("印发行写法", "7.4.3", "V2"),
        "R-07a": _of("页码字体字号", number.size),
        "R-07b": Rule("页码写法", "7.5", "V2"),
        "R-07c": _of("页码位置", number.indent),
        "R-07d": _of("页码与版心距离", number.gap, "warning"),
        "R-07e": Rule("页码", "7.5", "V2", "warning"),
        "L-10": Rule("首页页码", "10.1", "V2"),
    }


def rows_of(verdicts: Iterable[Verdict]) -> list[Row]:
    """Return a row for each different verdict, in the table's order; equal ones share a row that names its places."""
    groups: dict[tuple[str, str, bool, str, str, Severity | None], list[str]] = {}
    for rule, right, found, expected, place, element, severity in verdicts:
        places = groups.setdefault((rule, element, right, found, expected, severity), [])
        if place and place not in places:
            places.append(place)
    order = list(rules())
    ranked = sorted(groups.items(), key=lambda group: order.index(group[0][0]))
    return [_row(*key, places) for key, places in ranked]


def _row(
    rule: str, element: str, right: bool, found: str, expected: str, severity: Severity | None, places: list[str]
) -> Row:
    row = rules()[rule]
    broken = severity or row.severity or _BY_STRENGTH.get(row.strength, "info")
    named = "、".join(places[:MOST_PLACES])
    if len(places) > MOST_PLACES:
        named += f"等{len(places)}处"
    return Row(
        element or row.element, rule, row.clause, row.strength, "right" if right else broken, found, expected, named
    )
