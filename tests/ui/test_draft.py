"""The letter in work is kept within two seconds, offered at the next start, and never lost."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk.data_folder import DataFolder
from desk.draft import Draft, load_draft, save_draft
from desk.saving import SaveError
from tests.letters import sample
from tests.ui.conftest import Open, office, page, ready
from tests.ui.keyboard import Keyboard
from ui.draft_keeper import DELAY_MS

PROMISE_MS = 2_000


def test_the_first_keystroke_sets_the_time_of_saving_and_later_ones_do_not_put_it_off(
    qtbot: QtBot, open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path
) -> None:
    keeper = page(open_window(office(sample("seed_letter"), out, everything=True))).keeper
    keyboard.type("1")
    assert keeper.waiting
    assert 0 < keeper.remaining_ms() < PROMISE_MS
    qtbot.wait(DELAY_MS // 4)
    before = keeper.remaining_ms()
    keyboard.type("1")
    assert keeper.remaining_ms() <= before
    qtbot.waitUntil(data.draft.exists)
    kept = load_draft(data)
    assert kept is not None
    assert kept.letter.proposals[0].number == "11"


def test_the_answer_is_in_the_draft_before_it_has_been_read(
    open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path
) -> None:
    window = open_window(office(sample("seed_letter"), out, everything=True))
    keyboard.tab_to("答复内容")
    keyboard.type("五、从第五写起")
    assert page(window).keeper.save()
    kept = load_draft(data)
    assert kept is not None
    assert kept.typed["answer"] == "五、从第五写起"


def test_the_draft_is_offered_and_comes_back_as_it_was_typed(
    qtbot: QtBot, open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path
) -> None:
    letter = sample("seed_letter")
    window = open_window(office(letter, out, everything=True))
    page(window).form.load(letter)
    keyboard.tab_to("成文日期")
    keyboard.replace("三月下旬")
    page(window).form.focus_path("answer")
    keyboard.press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    keyboard.type("\n\n七、跳过的序号")
    before = page(window).form.draft()
    window.close()
    again = open_window()
    assert keyboard.field == "继续上次的信"
    keyboard.press(Qt.Key.Key_Space)
    ready(again, qtbot)
    form = page(again).form
    assert form.signing.fields["document_date"].text() == "三月下旬"
    assert form.answer.answer.editor.toPlainText().endswith("\n\n七、跳过的序号")
    assert form.letter().answer[-1].heading == "跳过的序号"
    assert form.draft().typed == before.typed
    assert [path for path, _sentence in form.problems()] == ["document_date"]


def test_beginning_anew_keeps_the_draft_aside(
    qtbot: QtBot, open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path
) -> None:
    letter = sample("seed_letter")
    save_draft(data, Draft(letter=letter))
    before = data.draft.read_bytes()
    window = open_window(office(letter, out, everything=True))
    keyboard.tab()
    assert keyboard.field == "另写新信"
    keyboard.press(Qt.Key.Key_Space)
    ready(window, qtbot)
    assert keyboard.field == "案号"
    assert page(window).form.letter().answer == ()
    aside = [path for path in data.path.iterdir() if path.suffix == ".bak"]
    assert [path.read_bytes() for path in aside] == [before]


def test_a_new_letter_keeps_the_one_in_work_aside_unless_it_was_made(
    open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path
) -> None:
    window = open_window(office(sample("seed_letter"), out, everything=True))
    keyboard.type("176")
    keyboard.shortcut(Qt.Key.Key_N)
    assert page(window).form.letter().proposals == ()
    assert len([path for path in data.path.iterdir() if path.suffix == ".bak"]) == 1
    page(window).form.load(sample("seed_letter"))
    assert page(window).make()
    keyboard.shortcut(Qt.Key.Key_N)
    assert len([path for path in data.path.iterdir() if path.suffix == ".bak"]) == 1
    assert not data.draft.exists()


def test_a_broken_draft_is_a_sentence_and_is_put_aside(open_window: Open, data: DataFolder, out: Path) -> None:
    data.path.mkdir()
    data.draft.write_bytes(b'{"letter": ')
    window = open_window(office(sample("seed_letter"), out, everything=True))
    assert "draft.json" in window.messages.sentence("broken_draft")
    assert [path.read_bytes() for path in data.path.iterdir() if path.suffix == ".bak"] == [b'{"letter": ']


def full(_folder: DataFolder, _draft: Draft) -> None:
    """Save nothing, as on a full disk."""
    raise SaveError("磁盘已满。")


def test_a_draft_that_cannot_be_saved_is_told_and_tried_again(
    open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(office(sample("seed_letter"), out, everything=True))
    monkeypatch.setattr("ui.draft_keeper.save_draft", full)
    keyboard.type("176")
    assert not page(window).keeper.save()
    assert window.messages.sentence("draft") == "磁盘已满。"
    assert page(window).keeper.waiting
    assert not window.close(), "the first time it says what would be lost"
    assert "再关一次" in window.messages.sentence("draft")
    monkeypatch.setattr("ui.draft_keeper.save_draft", save_draft)
    assert page(window).keeper.save()
    assert window.messages.sentence("draft") == ""
    kept = load_draft(data)
    assert kept is not None
    assert kept.letter == replace(page(window).form.letter())


def test_the_window_can_be_closed_even_when_nothing_can_be_saved(
    open_window: Open, keyboard: Keyboard, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(office(sample("seed_letter"), out, everything=True))
    monkeypatch.setattr("ui.draft_keeper.save_draft", full)
    keyboard.type("176")
    assert not window.close()
    assert window.close()
