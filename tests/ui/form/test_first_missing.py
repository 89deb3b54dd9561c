"""Where something is missing, the focus goes to the first of it as the form is read."""

from itertools import combinations, pairwise
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt

from letter.completeness import gaps
from letter.model import Proposal, Proposers, ReplyLetter, Session
from tests.letters import sample
from tests.ui.conftest import Open, page, seed_office
from tests.ui.keyboard import Keyboard
from ui.shell.main_window import MainWindow

# What may be missing in a letter for the lead unit, in the order of the form, and how the letter is without it.
MISSING = {
    "主办单位": {"lead_unit": ""},
    "会议": {"session": Session("", 12, 2)},
    "案号": {"proposals": (Proposal("", "关于社区治理的提案"),)},
    "答复内容": {"answer": ()},
}


def complete() -> ReplyLetter:
    """Return a letter for a lead unit in which nothing is missing."""
    letter = sample("co_opinion")
    return replace(letter, proposers=letter.proposers if letter.proposers.people else Proposers(("李文清",)))


@pytest.fixture
def window(open_window: Open, out: Path) -> MainWindow:
    return open_window(seed_office(out))


@pytest.mark.parametrize("missing", [*combinations(MISSING, 2), tuple(MISSING)])
def test_the_focus_goes_to_the_first_that_is_missing(
    missing: tuple[str, ...], window: MainWindow, keyboard: Keyboard
) -> None:
    form = page(window).form
    letter = complete()
    assert gaps(letter) == []
    for name in missing:
        letter = replace(letter, **MISSING[name])
    assert len(gaps(letter)) == len(missing)
    form.load(letter)
    form.focus_path("closing")
    keyboard.shortcut(Qt.Key.Key_Return)
    assert keyboard.field == missing[0]


def test_filling_in_what_is_missing_leads_down_the_form_and_never_back(window: MainWindow, keyboard: Keyboard) -> None:
    form = page(window).form
    form.load(replace(complete(), **{key: value for change in MISSING.values() for key, value in change.items()}))
    went: list[str] = []
    for _stop in MISSING:
        keyboard.shortcut(Qt.Key.Key_Return)
        went.append(keyboard.field)
        keyboard.type("市发展和改革委员会" if keyboard.field != "案号" else "176")
    order = [widget.accessibleName() for section in form.sections for widget in section.tab_chain()]
    assert all(order.index(one) < order.index(other) for one, other in pairwise(went)), went
    assert went == [*MISSING]
