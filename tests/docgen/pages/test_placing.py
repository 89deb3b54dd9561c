"""Where the characters of a line stand and in which font: indents, alignment, tabs, scripts, rare characters."""

import pytest

from docgen.fonts.characters import usual_advance
from docgen.lengths import POINTS_PER_MM
from docgen.pages.lines import Extent, SetLine, set_lines
from docgen.pages.typesetting import Typesetting, typesetting_of
from docgen.paragraphs import Indent, PageNumber, Paragraph, Tab, Text
from docgen.standard import standard
from letter.derived import agency_defaults

HAN = "国"
LEFT = standard().page.left.points
EXTENT = Extent(LEFT, LEFT + standard().page.type_width.points)
AGENCY = agency_defaults("朝阳市民政局")
WORD = typesetting_of(AGENCY)
ONE = 15.75 / POINTS_PER_MM


class Usual:
    """Widths as they usually are, without any font."""

    def advance(self, font: str, character: str) -> float:
        return usual_advance(character, latin=font == "Times New Roman")


METRICS = Usual()


def broken(text: str, typesetting: Typesetting = WORD, style: str = "addressee") -> list[str]:
    """Return the lines of a paragraph without a first-line indent."""
    return [words(line) for line in set_lines(Paragraph(style, (Text(text),)), EXTENT, METRICS, typesetting)]


def words(line: SetLine) -> str:
    return "".join(span.text for span in line.spans)


def places(line: SetLine) -> list[float]:
    return [x for span in line.spans for x in span.xs]


def test_digits_take_half_and_no_gap_stands_beside_them() -> None:
    [line] = set_lines(Paragraph("addressee", (Text("共12家"),)), EXTENT, METRICS, WORD)
    assert [round((x - 28) * POINTS_PER_MM, 2) for x in places(line)] == [0, 15.75, 23.5, 31.25]
    assert [span.font for span in line.spans] == ["仿宋_GB2312", "Times New Roman", "仿宋_GB2312"]


def test_marks_of_both_scripts_are_chinese() -> None:
    [line] = set_lines(Paragraph("addressee", (Text("“A”—2·B"),)), EXTENT, METRICS, WORD)
    fonts = {character: span.font for span in line.spans for character in span.text}
    assert {fonts[mark] for mark in "“”—·"} == {"仿宋_GB2312"}
    assert {fonts[letter] for letter in "A2B"} == {"Times New Roman"}


def test_a_name_with_a_rare_character_gets_its_font() -> None:
    [line] = set_lines(Paragraph("addressee", (Text("王喆𠮷"),)), EXTENT, METRICS, WORD)
    assert [(span.text, span.font) for span in line.spans] == [
        ("王", "仿宋_GB2312"),
        ("喆", "仿宋"),
        ("𠮷", "宋体-ExtB"),
    ]


def test_indents_and_first_lines() -> None:
    body = set_lines(Paragraph("body", (Text(HAN * 60),)), EXTENT, METRICS, WORD)
    assert [len(words(line)) for line in body] == [26, 28, 6]
    assert places(body[0])[0] == pytest.approx(28 + 2 * ONE)
    hanging = Paragraph("attachment_list", (Text(HAN * 50),), indent=Indent(left=315 * 5, hanging=315 * 3))
    lines = set_lines(hanging, EXTENT, METRICS, WORD)
    assert [round((places(line)[0] - 28) / ONE, 2) for line in lines] == [2, 5, 5]


def test_alignment_and_tabs() -> None:
    [right] = set_lines(Paragraph("date", (Text(HAN * 3),), indent=Indent(right=315 * 4)), EXTENT, METRICS, WORD)
    assert right.spans[-1].right == pytest.approx(28 + 156 - 4 * ONE)
    [middle] = set_lines(Paragraph("title", (Text(HAN * 3),)), EXTENT, METRICS, WORD)
    assert (places(middle)[0] + middle.spans[-1].right) / 2 == pytest.approx(28 + 78)
    tabbed = Paragraph("number_line", (Text("甲\t乙丙"),), tabs=(Tab("right", 8844),))
    [line] = set_lines(tabbed, EXTENT, METRICS, WORD)
    assert line.spans[-1].right == pytest.approx(28 + 8844 / 20 / POINTS_PER_MM)
    centred = Paragraph("number_line", (Text("\t乙丙"),), tabs=(Tab("center", 4000),))
    [line] = set_lines(centred, EXTENT, METRICS, WORD)
    assert (places(line)[0] + line.spans[-1].right) / 2 == pytest.approx(28 + 200 / POINTS_PER_MM)


def test_line_feeds_and_page_numbers() -> None:
    assert broken("甲\n乙", style="title") == ["甲", "乙"]
    footer = Paragraph("page_number", (Text("— "), PageNumber(), Text(" —")))
    [line] = set_lines(footer, EXTENT, METRICS, WORD, 12)
    assert words(line) == "— 12 —"
