"""Which paragraph became which: how alike two must be, told by paragraphs that are just alike enough and just not."""

import pytest

from letter.model import Block
from letter.paragraph_diff import compare

# Each character once, so that what two paragraphs share can be counted.
CHARACTERS = "".join(chr(0x4E00 + number) for number in range(400))
AROUND = tuple(Block(text=CHARACTERS[start : start + 20]) for start in (300, 330, 360))


def text(pairs: int, start: int = 0) -> str:
    """Return a text of so many pairs of neighbouring characters."""
    return CHARACTERS[start : start + pairs + 1]


def sharing(shared: int, pairs: int) -> str:
    """Return a text of so many pairs, the first of which are those of text()."""
    own = text(shared)
    return own + text(pairs, 200)[: pairs + 1 - len(own)]


def kinds(old: tuple[Block, ...], new: tuple[Block, ...]) -> list[str]:
    return [change.kind for change in compare(old, new, "/answer").changes]


@pytest.mark.parametrize(("shared", "found"), [(10, ["changed"]), (9, ["removed", "added"])])
def test_half_of_it_makes_a_paragraph_the_same_one_changed(shared: int, found: list[str]) -> None:
    old, new = Block(text=text(20)), Block(text=sharing(shared, 20))
    assert sorted(kinds((old,), (new,))) == sorted(found)


@pytest.mark.parametrize(("shared", "found"), [(18, ["moved"]), (17, ["removed", "added"])])
def test_nine_tenths_of_it_make_a_paragraph_elsewhere_the_same_one_moved(shared: int, found: list[str]) -> None:
    old, new = Block(text=text(20)), Block(text=sharing(shared, 20))
    assert kinds((old, *AROUND), (*AROUND, new)) == found


@pytest.mark.parametrize(("length", "found"), [(13, ["moved"]), (12, ["removed", "added"])])
def test_a_short_line_that_was_changed_is_not_followed_elsewhere(length: int, found: list[str]) -> None:
    pairs = length - 1
    old, new = Block(text=text(pairs)), Block(text=sharing(pairs - 1, pairs))
    assert kinds((old, *AROUND), (*AROUND, new)) == found


def test_a_short_line_that_is_the_same_is_followed() -> None:
    assert kinds((Block(text="特此说明。"), *AROUND), (*AROUND, Block(text="特此说明。"))) == ["moved"]


@pytest.mark.parametrize(("more", "found"), [(4, "split"), (12, "changed")])
def test_pieces_that_say_nearly_what_the_whole_said_are_the_whole_split(more: int, found: str) -> None:
    whole = text(40)
    pieces = Block(text=whole[:20]), Block(text=whole[20:] + CHARACTERS[200 : 200 + more])
    assert kinds((Block(text=whole),), pieces)[0] == found
