"""How much of the answer is seen in the windows that clerks have: characters in a line, lines at once."""

from pathlib import Path
from typing import NamedTuple

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QSize

from letter.model import Block
from tests.letters import sample
from tests.ui.conftest import Open, page, seed_office
from tests.ui.keyboard import Keyboard
from tests.ui.looking import settle
from ui.answer.editor import PITCH
from ui.form.sheet import CHARACTERS, LEAST_CHARACTERS
from ui.shell.main_window import MainWindow

LONG = "社区工作人员配备" * 30


class Case(NamedTuple):
    """What a maximised window has inside its frame, in pixels of the program, and what must be seen there."""

    inside: QSize
    preview: bool
    lines: int
    folded: bool
    share: float = 0.0


CASES = {
    "1366 × 768 at 100 %, preview": Case(QSize(1366, 690), preview=True, lines=15, folded=True),
    "1366 × 768 at 150 %": Case(QSize(910, 445), preview=False, lines=9, folded=True),
    "1920 × 1080 at 150 %, preview": Case(QSize(1280, 650), preview=True, lines=15, folded=True),
    "1920 × 1080 at 100 %, preview": Case(QSize(1920, 1000), preview=True, lines=24, folded=False, share=0.4),
    "1366 × 768 at 100 %": Case(QSize(1366, 690), preview=False, lines=15, folded=False),
}


def characters_of(window: MainWindow) -> int:
    """Return how many characters a line has that is neither the first of its paragraph nor the last."""
    return page(window).form.answer.answer.editor.document().firstBlock().layout().lineAt(1).textLength()


def lines_of(window: MainWindow) -> int:
    """Return how many lines of text are seen at once."""
    return page(window).form.sheet.viewport().height() // PITCH


def written(open_window: Open, out: Path, size: QSize, *, preview: bool) -> MainWindow:
    """Return a window of a size with a long answer, the clerk in it."""
    window = open_window(seed_office(out))
    form = page(window).form
    form.load(replace(sample("seed_letter"), answer=(Block(text=LONG), Block(text=LONG))))
    window.resize(size)
    if preview:
        page(window).preview.use("both")
    form.focus_path("answer")
    settle()
    assert window.size() == size
    return window


@pytest.mark.parametrize("name", CASES)
def test_so_much_of_the_answer_is_seen(name: str, open_window: Open, out: Path) -> None:
    case = CASES[name]
    window = written(open_window, out, case.inside, preview=case.preview)
    form = page(window).form
    assert characters_of(window) >= CHARACTERS
    assert lines_of(window) >= case.lines
    assert form.column.folded is case.folded
    if case.preview:
        pane = page(window).preview.follower().pane
        assert pane.width() >= case.share * window.width()


def test_where_the_clerk_opens_the_cards_beside_the_preview_lines_are_still_readable(
    open_window: Open, keyboard: Keyboard, out: Path
) -> None:
    window = written(open_window, out, QSize(1366, 690), preview=True)
    form = page(window).form
    form.fold(False)
    settle()
    assert not form.column.folded
    assert form.column.width() >= form.column.wanted_width()
    assert characters_of(window) >= LEAST_CHARACTERS
    form.focus_path("answer")
    settle()
    assert not form.column.folded, "what the clerk has opened stays open"
    form.toggle_column()
    settle()
    assert form.column.folded
    assert characters_of(window) >= CHARACTERS
