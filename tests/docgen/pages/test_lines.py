"""How paragraphs are broken into lines (GB/T 15834-2011 5.1, Word's first and last characters)."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from docgen.fonts.characters import usual_advance
from docgen.pages.lines import Room, SetLine, set_lines
from docgen.pages.typesetting import Typesetting, typesetting_of
from docgen.paper import Indent, PageNumber, Paragraph, Tab, Text
from docgen.standard import POINTS_PER_MM, line_breaks, standard
from letter.derived import agency_defaults

HAN = "国"
LEFT = standard().page.left.points
ROOM = Room(LEFT, LEFT + standard().page.type_width.points)
AGENCY = agency_defaults("朝阳市民政局")
WORD = typesetting_of(AGENCY)
HANGING = typesetting_of(replace(AGENCY, hanging_punctuation=True))
ONE = 15.75 / POINTS_PER_MM


class Usual:
    """Widths as they usually are, without any font."""

    def advance(self, font: str, character: str) -> float:
        return usual_advance(character, latin=font == "Times New Roman")


METRICS = Usual()


def broken(text: str, typesetting: Typesetting = WORD, style: str = "addressee") -> list[str]:
    """Return the lines of a paragraph without a first-line indent."""
    return [words(line) for line in set_lines(Paragraph(style, (Text(text),)), ROOM, METRICS, typesetting)]


def words(line: SetLine) -> str:
    return "".join(span.text for span in line.spans)


def places(line: SetLine) -> list[float]:
    return [x for span in line.spans for x in span.xs]


def test_a_line_holds_28_characters_and_is_as_wide_as_the_type_area() -> None:
    lines = set_lines(Paragraph("addressee", (Text(HAN * 60),)), ROOM, METRICS, WORD)
    assert [len(words(line)) for line in lines] == [28, 28, 4]
    assert places(lines[0])[0] == pytest.approx(28)
    assert lines[0].spans[-1].right == pytest.approx(28 + 156)
    # The last line is not opened up.
    assert places(lines[2])[1] - places(lines[2])[0] == pytest.approx(ONE, abs=0.001)


@pytest.mark.parametrize("mark", "，。、；：？！）》〉”’】〕％℃…—·～")
def test_no_line_begins_with_a_closing_mark(mark: str) -> None:
    assert broken(HAN * 28 + mark + HAN * 3) == [HAN * 27, HAN + mark + HAN * 3]


@pytest.mark.parametrize("mark", "（《〈“‘【〔")
def test_no_line_ends_with_an_opening_mark(mark: str) -> None:
    assert broken(HAN * 27 + mark + HAN * 3) == [HAN * 27, mark + HAN * 3]


@pytest.mark.parametrize("pair", ["……", "——", "”。", "）》", "？！"])
def test_marks_that_stand_together_are_not_torn_apart(pair: str) -> None:
    assert broken(HAN * 27 + pair + HAN) == [HAN * 26, HAN + pair + HAN]


def test_a_title_in_a_quotation_moves_as_one() -> None:
    assert broken(HAN * 26 + "“《" + HAN * 3) == [HAN * 26, "“《" + HAN * 3]


@pytest.mark.parametrize("number", ["2023", "98.9%", "3,640.5", "0421-2810000", "PM2.5", "www.example.gov.cn"])
def test_numbers_and_words_stay_whole(number: str) -> None:
    assert broken(HAN * 27 + number + "号") == [HAN * 27, number + "号"]


def test_a_word_too_long_for_a_line_is_broken() -> None:
    lines = broken("a" * 200)
    assert "".join(lines) == "a" * 200
    assert len(lines) > 1


def test_a_word_may_be_broken_behind_its_hyphen() -> None:
    assert broken(HAN * 26 + "abc-defgh") == [HAN * 26 + "abc-", "defgh"]


def test_spaces_at_the_end_of_a_line_are_not_seen() -> None:
    assert broken(HAN * 28 + "   " + HAN) == [HAN * 28, HAN]


def test_a_mark_hangs_only_where_the_profile_wants_it() -> None:
    text = HAN * 28 + "，" + HAN
    assert broken(text) == [HAN * 27, HAN + "，" + HAN]
    assert broken(text, HANGING) == [HAN * 28 + "，", HAN]
    hung = set_lines(Paragraph("addressee", (Text(text),)), ROOM, METRICS, HANGING)[0]
    assert places(hung)[-1] == pytest.approx(28 + 156, abs=0.1)
    assert broken(HAN * 28 + "）" + HAN, HANGING) == [HAN * 27, HAN + "）" + HAN]


def test_digits_take_half_and_no_gap_stands_beside_them() -> None:
    [line] = set_lines(Paragraph("addressee", (Text("共12家"),)), ROOM, METRICS, WORD)
    assert [round((x - 28) * POINTS_PER_MM, 2) for x in places(line)] == [0, 15.75, 23.5, 31.25]
    assert [span.font for span in line.spans] == ["仿宋_GB2312", "Times New Roman", "仿宋_GB2312"]


def test_a_gap_is_a_habit_of_its_own() -> None:
    [line] = set_lines(Paragraph("addressee", (Text("共12家"),)), ROOM, METRICS, WORD._replace(gap=0.2))
    assert [round((x - 28) * POINTS_PER_MM, 2) for x in places(line)] == [0, 18.95, 26.7, 37.65]


def test_marks_of_both_scripts_are_chinese() -> None:
    [line] = set_lines(Paragraph("addressee", (Text("“A”—2·B"),)), ROOM, METRICS, WORD)
    fonts = {character: span.font for span in line.spans for character in span.text}
    assert {fonts[mark] for mark in "“”—·"} == {"仿宋_GB2312"}
    assert {fonts[letter] for letter in "A2B"} == {"Times New Roman"}


def test_a_name_with_a_rare_character_gets_its_font() -> None:
    [line] = set_lines(Paragraph("addressee", (Text("王喆𠮷"),)), ROOM, METRICS, WORD)
    assert [(span.text, span.font) for span in line.spans] == [
        ("王", "仿宋_GB2312"),
        ("喆", "仿宋"),
        ("𠮷", "宋体-ExtB"),
    ]


def test_indents_and_first_lines() -> None:
    body = set_lines(Paragraph("body", (Text(HAN * 60),)), ROOM, METRICS, WORD)
    assert [len(words(line)) for line in body] == [26, 28, 6]
    assert places(body[0])[0] == pytest.approx(28 + 2 * ONE)
    hanging = Paragraph("attachment_list", (Text(HAN * 50),), indent=Indent(left=315 * 5, hanging=315 * 3))
    lines = set_lines(hanging, ROOM, METRICS, WORD)
    assert [round((places(line)[0] - 28) / ONE, 2) for line in lines] == [2, 5, 5]


def test_alignment_and_tabs() -> None:
    [right] = set_lines(Paragraph("date", (Text(HAN * 3),), indent=Indent(right=315 * 4)), ROOM, METRICS, WORD)
    assert right.spans[-1].right == pytest.approx(28 + 156 - 4 * ONE)
    [middle] = set_lines(Paragraph("title", (Text(HAN * 3),)), ROOM, METRICS, WORD)
    assert (places(middle)[0] + middle.spans[-1].right) / 2 == pytest.approx(28 + 78)
    tabbed = Paragraph("number_line", (Text("甲\t乙丙"),), tabs=(Tab("right", 8844),))
    [line] = set_lines(tabbed, ROOM, METRICS, WORD)
    assert line.spans[-1].right == pytest.approx(28 + 8844 / 20 / POINTS_PER_MM)
    centred = Paragraph("number_line", (Text("\t乙丙"),), tabs=(Tab("center", 4000),))
    [line] = set_lines(centred, ROOM, METRICS, WORD)
    assert (places(line)[0] + line.spans[-1].right) / 2 == pytest.approx(28 + 200 / POINTS_PER_MM)


def test_line_feeds_and_page_numbers() -> None:
    assert broken("甲\n乙", style="title") == ["甲", "乙"]
    footer = Paragraph("page_number", (Text("— "), PageNumber(), Text(" —")))
    [line] = set_lines(footer, ROOM, METRICS, WORD, 12)
    assert words(line) == "— 12 —"


@given(st.text("国民，。“”（）《》—…·%0123456789.-AB 　\u00a0\u200b𠮷é", max_size=120))
def test_nothing_is_lost_and_the_rules_hold(text: str) -> None:
    lines = broken(text)
    assert "".join("".join(lines).split(" ")) == "".join(text.split(" "))
    for before, after in pairwise(lines):
        last, first = before.rstrip(" ")[-1:], after[:1]
        forced = first in line_breaks().no_start or last in line_breaks().no_end
        # Only where a line has no other place to break is a rule broken.
        if forced:
            assert not any(may_end(before, place) for place in range(1, len(before))), (before, after)


def may_end(line: str, place: int) -> bool:
    """Tell whether a line might have ended before a place, Latin words apart."""
    before, after = line[place - 1], line[place]
    both_latin = before < "\u0250" and after < "\u0250"
    marks = after in line_breaks().no_start or before in line_breaks().no_end
    return not marks and not both_latin and " " not in (before, after)
