"""Lines are broken as GB/T 15834 and Word want it: marks, numbers, words, hanging, gaps, justified to both edges."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from docgen.lengths import POINTS_PER_MM
from docgen.pages.typesetting import typesetting_of
from docgen.standard import line_breaks, standard
from letter.derived import agency_defaults
from tests.docgen.pages.setting import BOOK, EXTENT, LEFT, RIGHT, WORD, lines_of, set_text, words_of, xs_of
from tests.letters import HAN

FULL = standard().grid.characters.value
EM = standard().grid.size.value / POINTS_PER_MM
CELL = standard().grid.character / 20 / POINTS_PER_MM
HANGING = WORD._replace(hanging=frozenset(line_breaks().hanging))
GAPS = WORD._replace(gap=0.2)
EXACT = 0.01
# GB/T 15834-2011 5.1 in its own words: these not at the beginning of a line, these not at its end.
NEVER_FIRST = "。，、；：？！”’）］〕】》〉—…-–～·/／"
NEVER_LAST = "“‘（［〔【《〈/／"


@pytest.fixture
def around_the_edge() -> range:
    """Return how many characters to put before what is tried, so that it stands at each place about a line's end."""
    return range(int(FULL) - 4, int(FULL) + 3)


def test_a_line_has_28_characters_and_a_paragraph_begins_two_in() -> None:
    assert [len(line) for line in lines_of(HAN * 84)] == [28, 28, 28]
    assert [len(line) for line in lines_of(HAN * 80, style="body")] == [26, 28, 26]


@pytest.mark.parametrize("mark", NEVER_FIRST)
def test_gb_15834_never_at_the_beginning_of_a_line(mark: str, around_the_edge: range) -> None:
    for count in around_the_edge:
        lines = lines_of(HAN * count + mark + HAN * 30)
        assert not [line for line in lines if line.startswith(mark)], count


@pytest.mark.parametrize("mark", NEVER_LAST)
def test_gb_15834_never_at_the_end_of_a_line(mark: str, around_the_edge: range) -> None:
    for count in around_the_edge:
        lines = lines_of(HAN * count + mark + HAN * 30)
        assert not [line for line in lines if line.endswith(mark)], count


def test_every_character_of_words_lists_is_heeded(around_the_edge: range) -> None:
    for count in around_the_edge:
        for mark in line_breaks().no_start:
            assert not [line for line in lines_of(HAN * count + mark + HAN * 30) if line.startswith(mark)], mark
        for mark in line_breaks().no_end:
            assert not [line for line in lines_of(HAN * count + mark + HAN * 30) if line.endswith(mark)], mark


def test_the_character_before_a_mark_goes_to_the_next_line_with_it() -> None:
    assert lines_of(HAN * 27 + "甲，" + HAN) == [HAN * 27, f"甲，{HAN}"]
    assert lines_of(HAN * 27 + "甲”》，" + HAN) == [HAN * 27, f"甲”》，{HAN}"]
    assert lines_of(HAN * 26 + "（《" + HAN * 3) == [HAN * 26, f"（《{HAN * 3}"]


@pytest.mark.parametrize("mark", ["——", "……"])
def test_dashes_and_dots_are_never_parted(mark: str, around_the_edge: range) -> None:
    for count in around_the_edge:
        assert [line.count(mark) for line in lines_of(HAN * count + mark + HAN * 30)].count(1) == 1, count


@pytest.mark.parametrize(
    "word",
    ["2023", "3,640.5", "96.5%", "17.8％", "0421-2810000", "PM2.5", "www.example.gov.cn", "8:30", "12.8‰", "18℃"],
)
def test_numbers_and_words_are_never_parted(word: str, around_the_edge: range) -> None:
    for count in around_the_edge:
        assert [word in line for line in lines_of(HAN * count + word + HAN * 30)].count(True) == 1, count


def test_a_word_longer_than_a_line_is_broken_where_it_must_be() -> None:
    address = "https://www.example.gov.cn/" + "a" * 150
    lines = lines_of(f"见{address}。")
    assert "".join(lines) == f"见{address}。"
    assert len(lines) > 2
    assert all(xs_of(line)[-1] < RIGHT for line in set_text(f"见{address}。"))


def test_spaces_at_the_end_of_a_line_take_no_room() -> None:
    assert lines_of(HAN * 28 + "   " + HAN * 3) == [HAN * 28, HAN * 3]


def test_a_line_break_and_an_empty_paragraph_each_make_a_line() -> None:
    assert lines_of(f"{HAN}\n{HAN * 2}") == [HAN, HAN * 2]
    assert lines_of(f"{HAN}\n") == [HAN, ""]
    assert lines_of("") == [""]


def test_marks_hang_only_where_the_profile_wants_it() -> None:
    text = HAN * 28 + "，" + HAN * 3
    assert lines_of(text) == [HAN * 27, HAN + "，" + HAN * 3]
    hung = set_text(text, HANGING)
    assert [words_of(line) for line in hung] == [HAN * 28 + "，", HAN * 3]
    # The 28 characters take the whole line; the mark stands outside.
    assert xs_of(hung[0])[-1] == pytest.approx(RIGHT, abs=0.1)
    assert lines_of(HAN * 28 + "”，" + HAN, HANGING) == [HAN * 27, HAN + "”，" + HAN]
    agency = agency_defaults("朝阳市民政局")
    assert not typesetting_of(agency).hanging
    assert typesetting_of(replace(agency, hanging_punctuation=True)) == HANGING


def test_the_gap_between_han_and_digits_is_nothing_unless_it_is_asked_for() -> None:
    text = f"{HAN}12{HAN}，A{HAN}"
    tight, wide = xs_of(set_text(text)[0]), xs_of(set_text(text, GAPS)[0])
    steps = [round((after - before) / EM, 3) for before, after in zip(tight, wide, strict=True)]
    # One on each side of 12, none beside the comma, one behind A.
    assert steps == [0, 0.2, 0.2, 0.4, 0.4, 0.4, 0.6]
    assert tight[1] - tight[0] == pytest.approx(CELL, abs=EXACT)


def test_gaps_push_what_does_not_fit_any_more_to_the_next_line() -> None:
    text = HAN * 26 + "2023" + HAN * 5
    assert [len(line) for line in lines_of(text)] != [len(line) for line in lines_of(text, GAPS)]


def test_justified_lines_reach_both_edges_and_open_up_between_han_only() -> None:
    text = f"{HAN * 10}2023{HAN * 13}word，{HAN * 12}（{HAN * 3}3.14{HAN * 30}"
    *full, last = set_text(text)
    for line in full:
        assert line.spans[0].xs[0] == pytest.approx(LEFT, abs=EXACT)
        assert line.spans[-1].right == pytest.approx(RIGHT, abs=EXACT)
        for number in re.finditer("2023|3.14|word", words_of(line)):
            xs = xs_of(line)[number.start() : number.end()]
            natural = [BOOK.advance("Times New Roman", c) * EM + CELL - EM for c in number[0]]
            assert [b - a for a, b in pairwise(xs)] == pytest.approx(natural[:-1], abs=EXACT)
    assert xs_of(last)[1] - xs_of(last)[0] == pytest.approx(CELL, abs=EXACT)


def test_no_line_is_squeezed() -> None:
    for text in (HAN * 27 + "甲，" + HAN * 30, HAN * 24 + "（《”》）" + HAN * 30, HAN * 26 + "——" + HAN * 30):
        for line in set_text(text)[:-1]:
            assert min(after - before for before, after in pairwise(xs_of(line))) >= CELL - EXACT


def test_hyphens_hold_numbers_together_and_part_words() -> None:
    assert "".join(lines_of(HAN * 24 + "COVID-nineteen" + HAN)) == HAN * 24 + "COVID-nineteen" + HAN
    assert lines_of(HAN * 24 + "COVID-nineteen" + HAN)[0].endswith("COVID-")


ALPHABET = st.text(
    alphabet=st.sampled_from([*"国家的12aB., -/%", *"，。、；：？！“”《》（）〔〕—…～·", "𠮷"]), max_size=160
)


@given(ALPHABET, st.sampled_from([WORD, HANGING, GAPS]))
def test_nothing_is_lost_and_nothing_stands_outside(text: str, typesetting: object) -> None:
    assert isinstance(typesetting, type(WORD))
    lines = set_text(text, typesetting)
    # Spaces at the end of a line are not shown; whatever else was typed is there, in its order.
    assert re.sub(" +", "", "".join(map(words_of, lines))) == re.sub(" +", "", text)
    for line in lines:
        if line.spans:
            end = line.spans[-1].right
            hung = words_of(line)[-1] in typesetting.hanging
            assert end <= EXTENT.right / POINTS_PER_MM + (EM if hung else EXACT)


@given(ALPHABET)
def test_a_mark_begins_a_line_only_where_nothing_else_can_be_done(text: str) -> None:
    lines = lines_of(text)
    for before, line in pairwise(lines):
        if line[:1] in WORD.edges.no_start and line:
            # Nothing in the whole line before it was a place to break at.
            assert not [n for n in range(1, len(before)) if _may_break(before, n)], (before, line)


def _may_break(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    latin = re.compile(r"[0-9A-Za-z.,\-/%]")
    joined = bool(latin.match(before) and latin.match(after)) or " " in (before, after)
    return after not in WORD.edges.no_start and before not in WORD.edges.no_end and not joined
