"""A table too wide for its page gets smaller words before anything in it is broken that should be whole."""

import io
import random
import re
import zipfile
from itertools import pairwise

import pytest

from docgen.docx.writer import write_docx
from docgen.pages.values import Pages
from docgen.parts.columns import Plan, full_size, margin, plan
from docgen.standard import standard, styles
from docgen.widths import printed_width
from letter.model import Block, ReplyLetter
from letter.outline import read_answer
from tests.docgen.pages.setting import pages_of
from tests.docgen.wide_tables import LONG_CELLS, SHORT_CELLS, Rows, many_columns
from tests.letters import plain_letter

NUMBER = re.compile(r"[0-9][0-9.,%-]*")
SMALLER = standard().table.smaller_sizes
TYPE_HEIGHT = standard().page.type_height.points
TYPE_WIDTH = standard().page.type_width.points


def planned(rows: Rows) -> Plan:
    """Return how a table is set."""
    return plan(tuple(zip(*rows, strict=True)))


def with_table(rows: Rows) -> ReplyLetter:
    """Return a letter with a table in its text."""
    return plain_letter(answer=(*read_answer("近年来，各项工作有序推进。\n具体情况如下表："), Block(table=rows)))


def broken_numbers(rows: Rows, pages: Pages) -> set[str]:
    """Return the numbers of a table's cells that stand on no line as a whole."""
    lines: dict[str, list[str]] = {}
    for page in pages.pages:
        for line in page.lines:
            if line.style == "table" and line.spans:
                lines.setdefault(line.spans[0].field, []).append(line.text)
    return {
        number
        for at, row in enumerate(rows)
        for column, cell in enumerate(row)
        for number in NUMBER.findall(cell)
        if not any(number in line for line in lines[f"/answer/2/table/{at}/{column}"])
    }


def rows_per_page(pages: Pages) -> list[int]:
    """Return how many rows below the head stand on each page of a table."""
    fields = re.compile(r"/answer/2/table/([0-9]+)/0")
    found = [
        {match[1] for line in page.lines for span in line.spans if (match := fields.fullmatch(span.field))}
        for page in pages.pages
    ]
    return [len(rows - {"0"}) for rows in found if rows]


@pytest.mark.parametrize("columns", [9, 12, 15, 18])
@pytest.mark.parametrize("cells", [SHORT_CELLS, LONG_CELLS], ids=["short", "long"])
def test_no_number_of_many_columns_is_broken(columns: int, cells: tuple[str, ...]) -> None:
    rows = many_columns(columns, 12, cells)
    made, pages = planned(rows), pages_of(with_table(rows))
    assert (made.landscape, made.broken, made.crowded) == (True, (), False)
    assert broken_numbers(rows, pages) == set()
    # The last page may hold no more than what is left, the sum and the row before it.
    least = 3 if columns < 18 or cells is SHORT_CELLS else 2
    assert all(count >= least for count in rows_per_page(pages)[:-1])
    assert rows_per_page(pages)[-1] >= 2


@pytest.mark.parametrize("cells", [SHORT_CELLS, LONG_CELLS], ids=["short", "long"])
def test_of_too_many_columns_words_give_way_before_numbers(cells: tuple[str, ...]) -> None:
    rows = many_columns(20, 12, cells)
    made = planned(rows)
    assert (made.size, made.broken, made.crowded) == (min(SMALLER), (), True)
    assert broken_numbers(rows, pages_of(with_table(rows))) == set()


def test_words_are_no_smaller_than_they_have_to_be() -> None:
    sizes = [planned(many_columns(columns, 5, SHORT_CELLS)).size for columns in range(4, 21)]
    assert sizes == sorted(sizes, reverse=True)
    assert set(sizes) == {full_size(), *SMALLER}
    for columns in range(4, 21):
        made = planned(many_columns(columns, 5, SHORT_CELLS))
        width = TYPE_HEIGHT if made.landscape else TYPE_WIDTH
        inner = width - 2 * columns * margin(made.size)
        assert sum(made.shares) * made.size == pytest.approx(inner)
        assert made.landscape or made.size == full_size()


def test_rows_that_would_be_too_high_have_smaller_words() -> None:
    few = [tuple("甲乙丙丁戊己庚辛壬"), ("城市更新" * 3,) * 9]
    much = [few[0], ("城市更新" * 8,) * 9]
    most = [few[0], ("城市更新" * 60,) * 9]
    assert planned(tuple(few)).size == full_size()
    assert min(SMALLER) < planned(tuple(much)).size < full_size()
    assert planned(tuple(much)).highest <= standard().table.highest.value
    assert planned(tuple(most)).size == min(SMALLER)


def test_a_web_address_takes_no_room_from_others() -> None:
    address = "https://www.example.gov.cn/" + "a1-b2/" * 20
    rows = (("事项", "责任单位", "网址", "完成时限", "进展"), ("改造", "城建局", address, "2025-03-01", "正在施工"))
    made = planned(rows)
    assert (made.landscape, made.broken, made.crowded) == (False, (), False)
    assert broken_numbers(tuple((*row[:2], "", *row[3:]) for row in rows), pages_of(with_table(rows))) == set()


def test_a_number_has_the_width_of_its_marks() -> None:
    # In the font of digits a percent sign is wider than a digit.
    rows = (("占比", *"甲乙丙丁戊己庚"), ("12345%%%", *["城镇老旧小区改造项目"] * 7))
    made = planned(rows)
    assert made.shares[0] > printed_width("12345%%%")
    assert broken_numbers(rows, pages_of(with_table(rows))) == set()


def test_numbers_are_whole_wherever_they_have_room() -> None:
    chance = random.Random(9704)
    landscapes = 0
    for _ in range(150):
        columns = chance.randint(2, 20)
        rows = tuple(tuple(cell(chance) for _ in range(columns)) for _ in range(chance.randint(2, 6)))
        made = planned(rows)
        widest = [
            max((printed_width(number) for row in rows for number in NUMBER.findall(row[at])), default=0.0)
            for at in range(columns)
        ]
        # Every other column needs a character.
        room = (TYPE_HEIGHT - 2 * columns * margin(min(SMALLER))) / min(SMALLER)
        assert bool(made.broken) <= (sum(max(1.0, width) + 0.7 for width in widest) > room)
        assert made.broken or broken_numbers(rows, pages_of(with_table(rows))) == set()
        landscapes += made.landscape
    assert 30 < landscapes < 120


def cell(chance: random.Random) -> str:
    """Return what may stand in a cell: a number, a day, some words, both or nothing."""
    number = f"{chance.randint(0, 10 ** chance.randint(1, 8)):,}{chance.choice(['', '.5', '.25', '%'])}"
    words = "城镇老旧小区改造工程项目"[: chance.randint(1, 12)]
    return chance.choice([number, "2025-03-01", words, words + number, ""])


def test_smaller_words_stand_on_closer_lines_in_the_docx() -> None:
    rows = many_columns(15, 3, SHORT_CELLS)
    size, style = planned(rows).size, styles()["table"]
    assert style.size
    assert style.pitch
    table = [line for page in pages_of(with_table(rows)).pages for line in page.lines if line.style == "table"]
    assert {span.size for line in table for span in line.spans} == {size}
    tops = sorted({line.top for line in table if line.spans[0].field == "/answer/2/table/1/1"})
    pitch = style.pitch * size / style.size
    assert [(lower - upper) * 72 / 25.4 for upper, lower in pairwise(tops)] == pytest.approx([pitch] * (len(tops) - 1))
    document = word_document(with_table(rows))
    assert document.count(f'<w:sz w:val="{size * 2:g}"/>') == sum(cell != "" for row in rows for cell in row)
    assert f'<w:spacing w:line="{pitch * 20:g}" w:lineRule="exact"/>' in document


def word_document(letter: ReplyLetter) -> str:
    """Return the main part of a letter's docx."""
    with zipfile.ZipFile(io.BytesIO(write_docx(letter))) as package:
        return package.read("word/document.xml").decode()
