"""Columns are as wide as what is in them; no cell is broken while another column has room."""

import pytest

from docgen.lengths import points
from docgen.paragraphs import Paragraph, Table
from docgen.parts.table import apart, column_widths, table
from docgen.standard import standard, styles
from docgen.widths import width_in_characters

WHOLE = standard().page.type_width.twips
SIZE = styles()["table"].size
MARGINS = 2 * standard().table.margin.points
LONG = "已完成选址和设计，正在招标，预计四月开工，十月完工"
TABLES = {
    "head with a unit": [
        ["项目", "资金（万/元）", "对办理态度", "备注"],
        ["老旧小区改造提升工程及配套设施", "1200.5", "满意", "无"],
    ],
    "two long columns": [
        ["序号", "事项", "责任单位", "完成时限", "进展情况"],
        ["1", "新建社区养老服务站十二处并投入使用，覆盖六个街道", "民政局", "2024年6月底", LONG],
    ],
    "all short": [["姓名", "单位"], ["李文清", "市民政局"]],
    "one column": [["事项"], ["新建社区养老服务站"]],
    "numbers": [["年度", "2021", "2022", "2023"], ["投入（万元）", "120.5", "98", "1203.25"]],
    "just enough": [["甲" * 6, "乙" * 6, "丙" * 6, "丁" * 7]],
}  # fmt: skip


def rooms(rows: list[list[str]]) -> list[float]:
    """Return how many 字 each column has beside its margins."""
    assert SIZE
    columns = list(zip(*rows, strict=True))
    return [(points(width) - MARGINS) / SIZE for width in column_widths(columns, WHOLE)]


@pytest.mark.parametrize("name", TABLES)
def test_no_cell_is_broken_while_another_column_has_room(name: str) -> None:
    rows = TABLES[name]
    found = rooms(rows)
    assert sum(column_widths(list(zip(*rows, strict=True)), WHOLE)) == WHOLE
    least = standard().table.narrowest.value
    longest = [max(least, *map(width_in_characters, column)) for column in zip(*rows, strict=True)]
    broken = [need for need, room in zip(longest, found, strict=True) if need > room]
    spare = [room - need for need, room in zip(longest, found, strict=True) if need <= room]
    # A character of air beside what is short is not room.
    assert not broken or max(spare, default=0) <= 1.6
    assert all(need > sum(found) / len(found) for need in broken)


def test_the_last_row_takes_the_one_before_it_to_another_page() -> None:
    made = table((("项目", "数"), *((f"第{row}项", "1") for row in range(5)), ("合计", "5")), "/answer/0")
    assert [row[0].keep_next for row in made.rows] == [None, None, None, None, None, True, None]


def test_there_is_room_between_a_table_and_the_text_above_it() -> None:
    text, made = Paragraph("body"), table((("甲",),), "/answer/1")
    assert apart([]) == []
    first, second, third, last = apart([text, text, made, text])
    assert (first, third, last) == (text, made, text)
    assert isinstance(second, Paragraph)
    assert isinstance(third, Table)
    assert second.after == standard().table.above.twips
