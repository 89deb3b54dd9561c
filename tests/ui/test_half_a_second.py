"""What is done in the window itself is little work, even on an answer ten times as long as any that was sent.

It is half a second's work of the machine that the bound was set on. All that may take longer, such as files on slow
disks, is done beside the window with progress and cancel (widgets/test_background.py).
"""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from services.draft import Draft
from tests.timing import work
from ui.answer.commands import COMMANDS

pytestmark = pytest.mark.full

SECTIONS, SENTENCES = 1_000, 8
SENTENCE = "我市社区工作者人员配备工作由市委组织部和市民政局牵头，"
HALF_A_SECOND = 450.0
ROUNDS = 3


def painted(act: Callable[[], object]) -> Callable[[], None]:
    """Return an act that ends when what came of it is painted."""

    def act_and_paint() -> None:
        act()
        for _round in range(ROUNDS):
            QApplication.processEvents()

    return act_and_paint


def test_nothing_makes_a_clerk_wait_for_half_a_second(writing: SimpleNamespace) -> None:
    page, form = writing.page, writing.form
    field = form.answer.answer
    editor = field.editor
    paragraph = SENTENCE * SENTENCES
    text = "\n".join(f"一、标题{number}\n{paragraph}" for number in range(SECTIONS))
    rich = QMimeData()
    rich.setHtml("".join(f"<h1>一、标题{number}</h1><p>{paragraph}</p>" for number in range(SECTIONS)))

    replaced: list[int] = []

    def anew() -> None:
        editor.setPlainText(text)
        field.settle()
        field.show_outline()
        editor.moveCursor(QTextCursor.MoveOperation.Start)

    def replace_all() -> None:
        field.seek(replacing=True)
        bar = field.finding
        bar.sought.setText("社区")
        bar.replacement.setText("村（社区）")
        bar.sought.textEdited.emit("社区")
        bar.all.click()
        replaced.append(editor.toPlainText().count("村（社区）"))

    acts: dict[str, Callable[[], object]] = {
        "paste of rich text": lambda: (editor.selectAll(), editor.insertFromMimeData(rich), field.settle()),
        "paste of text": lambda: (editor.selectAll(), editor.put(text), field.settle()),
        "all replaced": replace_all,
        "renumbered": lambda: COMMANDS["renumber"](field),
        "moved": lambda: COMMANDS["section_down"](field),
        "demoted": lambda: COMMANDS["demote"](field),
        "kept": page.keeper.flush,
        "another tab": lambda: page.window().show_letter(Draft(form.letter())),
    }
    done = {name: work(painted(act), anew) for name, act in acts.items()}
    print(done)
    assert {name: units for name, units in done.items() if units >= HALF_A_SECOND} == {}
    assert set(replaced) == {SECTIONS * SENTENCES}
