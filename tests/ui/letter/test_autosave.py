"""The letter in work is kept within two seconds, offered at the next start, and never lost."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from services.data_folder import DataFolder
from services.draft import Draft, load_drafts, new_draft_file, save_draft
from services.recent import recent_letters
from services.saving import SaveError
from tests.letters import sample
from tests.ui.conftest import Open, office, page, ready
from tests.ui.keyboard import Keyboard
from tests.ui.letter.test_promise_of_two_seconds import PROMISE_MS, Timer
from tests.ui.looking import answers, opened_menu, page_shown
from ui.fields.line import LineField
from ui.letter import autosave
from ui.letter.autosave import DELAY_MS
from ui.letter.draft_conflict import ELSEWHERE_TOPIC, MADE_BEFORE_TOPIC
from ui.returned.page import MarkedLabel
from ui.shell.main_window import MainWindow
from ui.start.page import StartPage

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def drafts(data: DataFolder) -> list[Draft]:
    """Return the letters in work that are on disk."""
    kept, broken = load_drafts(data)
    assert not broken
    return [each.draft for each in kept]


def numbers(window: MainWindow) -> list[str]:
    """Return the number of the first proposal of every letter in work, in the order of the tabs."""
    return [kept.draft.letter.proposals[0].number for kept in window.letters.kept()]


def test_the_first_keystroke_sets_the_time_of_saving_and_later_ones_do_not_put_it_off(
    open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Timer.replace_those_of(autosave, monkeypatch)
    keeper = page(open_window(office(sample("seed_letter"), out, everything=True))).keeper
    keyboard.type("1")
    assert keeper.waiting
    Timer.pass_by(DELAY_MS // 4)
    assert drafts(data) == []
    keyboard.type("1")
    Timer.pass_by(DELAY_MS - DELAY_MS // 4)
    assert Timer.now < PROMISE_MS
    (kept,) = drafts(data)
    assert kept.letter.proposals[0].number == "11"


def test_the_answer_is_in_the_draft_before_it_has_been_read(
    open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path
) -> None:
    window = open_window(office(sample("seed_letter"), out, everything=True))
    keyboard.tab_to("答复内容")
    keyboard.type("五、从第五写起")
    assert page(window).keeper.save()
    (kept,) = drafts(data)
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
    assert keyboard.field.startswith("正在写")
    keyboard.press(Qt.Key.Key_Space)
    ready(again, qtbot)
    form = page(again).form
    assert form.signing.field("document_date", LineField).text() == "三月下旬"
    assert form.answer.answer.editor.toPlainText().endswith("\n\n七、跳过的序号")
    assert form.letter().answer[-1].heading == "跳过的序号"
    assert form.draft().typed == before.typed
    assert [path for path, _sentence in form.problems()] == ["document_date"]


def test_beginning_anew_keeps_the_drafts_and_closing_puts_them_among_the_recent_letters(
    qtbot: QtBot, open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path
) -> None:
    letter = sample("seed_letter")
    unreadable = Draft(letter, {"document_date": "三月下旬"})
    for draft in (Draft(letter=sample("npc_suggestion")), unreadable):
        save_draft(new_draft_file(data), draft)
    window = open_window(office(letter, out, everything=True))
    start = page_shown(window, StartPage)
    assert len(start.drafts.list.entries()) == 2
    keyboard.shortcut(Qt.Key.Key_N)
    ready(window, qtbot)
    assert keyboard.field == "案号"
    assert page(window).form.letter().answer == ()
    assert drafts(data) == [Draft(letter=sample("npc_suggestion")), unreadable], "they are in work as before"
    assert len(window.letters.kept()) == 3
    keyboard.shortcut(Qt.Key.Key_W)
    for _letter in range(2):
        keyboard.shortcut(Qt.Key.Key_W)
    assert drafts(data) == []
    assert page_shown(window, StartPage).drafts.list.entries() == []
    assert [(recent.draft, recent.made) for recent in recent_letters(data)] == [
        (Draft(letter=sample("npc_suggestion")), False), (unreadable, False)
    ]  # fmt: skip
    recent = opened_menu(window, "最近的信")
    assert recent[0].text().endswith("（没有生成）")
    recent[1].trigger()
    assert page(window).form.draft() == unreadable
    assert drafts(data) == [unreadable], "it is in work again"
    assert [recent.draft.letter for recent in recent_letters(data)] == [sample("npc_suggestion")]


def test_several_letters_come_back_in_their_tabs(
    qtbot: QtBot, open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path
) -> None:
    window = open_window(office(sample("seed_letter"), out, everything=True))
    for number in ("176", "201", "58"):
        keyboard.type(number)
        keyboard.shortcut(Qt.Key.Key_N)
    keyboard.press(Qt.Key.Key_Backtab, CTRL | SHIFT)
    keyboard.press(Qt.Key.Key_Backtab, CTRL | SHIFT)
    keyboard.type("1")
    window.close()
    again = open_window()
    keyboard.press(Qt.Key.Key_Space)
    ready(again, qtbot)
    assert numbers(again) == ["176", "2011", "58"], "the empty one needs no tab"
    assert page(again).form.letter().proposals[0].number == "2011", "the one written last is in front"


def test_a_finished_letter_is_not_offered_at_the_next_start(
    open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path
) -> None:
    window = open_window(office(sample("seed_letter"), out, everything=True))
    page(window).form.load(sample("seed_letter"))
    keyboard.type("1")
    assert page(window).keeper.save()
    assert page(window).make()
    window.close()
    assert drafts(data) == []
    again = open_window()
    start = page_shown(again, StartPage)
    assert start.drafts.list.entries() == []
    assert [entry.pill.words for entry in start.recent.list.entries()] == ["已生成"]


def test_a_broken_draft_is_a_sentence_and_is_put_aside(open_window: Open, data: DataFolder, out: Path) -> None:
    file = new_draft_file(data)
    file.parent.mkdir(parents=True)
    file.write_bytes(b'{"letter": ')
    window = open_window(office(sample("seed_letter"), out, everything=True))
    assert file.name in window.messages.sentence("broken_draft")
    assert [path.read_bytes() for path in data.drafts.iterdir()] == [b'{"letter": ']


def full(_file: Path, _draft: Draft, _mark: str) -> None:
    """Save nothing, as on a full disk."""
    raise SaveError("磁盘已满。")


def test_a_draft_that_cannot_be_saved_is_told_and_tried_again(
    open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(office(sample("seed_letter"), out, everything=True))
    monkeypatch.setattr("ui.letter.autosave.save_draft", full)
    keyboard.type("176")
    assert not page(window).keeper.save()
    assert page(window).messages.sentence("draft") == "磁盘已满。"
    assert page(window).keeper.waiting
    assert not window.close(), "the first time it says what would be lost"
    assert "再关一次" in window.messages.sentence("draft")
    monkeypatch.setattr("ui.letter.autosave.save_draft", save_draft)
    assert page(window).keeper.save()
    assert page(window).messages.sentence("draft") == ""
    (kept,) = drafts(data)
    assert kept.letter == replace(page(window).form.letter())


def test_the_window_can_be_closed_even_when_nothing_can_be_saved(
    open_window: Open, keyboard: Keyboard, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(office(sample("seed_letter"), out, everything=True))
    monkeypatch.setattr("ui.letter.autosave.save_draft", full)
    keyboard.type("176")
    assert not window.close()
    assert window.close()


def changed_elsewhere(window: MainWindow) -> Draft:
    """Let another window keep something else in the draft of the letter that is shown, and return it."""
    keeper = page(window).keeper
    assert keeper.save()
    kept = keeper.kept()
    theirs = Draft(replace(kept.draft.letter, closing="那边的结尾。"))
    save_draft(kept.file, theirs)
    return theirs


def test_a_draft_changed_in_another_window_is_kept_twice_and_asked_about(
    open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path
) -> None:
    window = open_window(office(sample("seed_letter"), out, everything=True))
    keyboard.type("176")
    theirs = changed_elsewhere(window)
    keyboard.type("9")
    assert page(window).keeper.save()
    assert "别的窗口" in page(window).messages.sentence(ELSEWHERE_TOPIC)
    assert [draft.letter.closing for draft in drafts(data)] == ["那边的结尾。", None]
    assert [draft.letter.proposals[0].number for draft in drafts(data)] == ["176", "1769"]
    answers(page(window).messages, ELSEWHERE_TOPIC)["用那边的"].click()
    assert page(window).form.letter() == theirs.letter
    assert drafts(data) == [theirs]
    assert [recent.letter.proposals[0].number for recent in recent_letters(data)] == ["1769"], "ours is not lost"
    keyboard.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    keyboard.tab_to("案由")
    keyboard.type("案由")
    assert page(window).keeper.save()
    assert page(window).messages.sentence(ELSEWHERE_TOPIC) == ""
    assert [draft.letter.proposals[0].subject for draft in drafts(data)] == ["案由"]


def test_both_versions_may_stay(open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path) -> None:
    window = open_window(office(sample("seed_letter"), out, everything=True))
    keyboard.type("176")
    changed_elsewhere(window)
    keyboard.type("9")
    assert page(window).keeper.save()
    answers(page(window).messages, ELSEWHERE_TOPIC)["两份都留"].click()
    assert page(window).messages.sentence(ELSEWHERE_TOPIC) == ""
    keyboard.type("0")
    assert page(window).keeper.save()
    assert [draft.letter.closing for draft in drafts(data)] == ["那边的结尾。", None]
    assert [draft.letter.proposals[0].number for draft in drafts(data)] == ["176", "17690"]


def test_two_versions_are_compared_field_by_field(
    qtbot: QtBot, open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path
) -> None:
    window = open_window(office(sample("seed_letter"), out, everything=True))
    keyboard.type("176")
    changed_elsewhere(window)
    keyboard.type("9")
    assert page(window).keeper.save()
    answers(page(window).messages, ELSEWHERE_TOPIC)["逐项比较"].click()
    ready(window, qtbot)
    assert keyboard.field == "案号和案由：这里"
    keyboard.tab_to("结尾：这里")
    keyboard.press(Qt.Key.Key_Right)
    keyboard.tab_to("就这样")
    keyboard.press(Qt.Key.Key_Space)
    ready(window, qtbot)
    letter = page(window).form.letter()
    assert (letter.proposals[0].number, letter.closing) == ("1769", "那边的结尾。")
    assert page(window).keeper.save()
    assert [draft.letter for draft in drafts(data)] == [letter], "one draft again"


def test_after_a_crash_the_version_that_was_made_is_there_too(
    qtbot: QtBot, open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path
) -> None:
    window = open_window(office(sample("seed_letter"), out, everything=True))
    page(window).form.load(sample("seed_letter"))
    assert page(window).make()
    page(window).form.focus_path("closing")
    keyboard.replace("此复。")
    window.close()
    again = open_window()
    keyboard.press(Qt.Key.Key_Space)
    ready(again, qtbot)
    assert page(again).form.letter().closing == "此复。"
    answers(page(again).messages, MADE_BEFORE_TOPIC)["逐项比较"].click()
    ready(again, qtbot)
    shown = ["".join(piece.text for piece in label.pieces) for label in again.findChildren(MarkedLabel)]
    assert "此复。" in shown
    keyboard.press(Qt.Key.Key_Escape)
    assert page(again).form.letter().closing == "此复。", "looking changes nothing"


def test_the_words_that_differ_are_marked_on_both_sides(
    qtbot: QtBot, open_window: Open, keyboard: Keyboard, out: Path
) -> None:
    window = open_window(office(sample("seed_letter"), out, everything=True))
    form = page(window).form
    form.load(sample("seed_letter"))
    form.focus_path("closing")
    keyboard.replace("特此函复，感谢您的关心。")
    made = replace(form.letter(), closing="特此函复，感谢你们的支持。", note=None)
    page(window).versions.compare_wanted.emit(form.letter(), made, ("这里", "那边"))
    ready(window, qtbot)
    marked = {
        piece.text: piece.changed for label in window.findChildren(MarkedLabel) for piece in label.pieces
    }  # fmt: skip
    assert marked["特此函复，感谢"] is False
    assert [words for words, changed in marked.items() if changed][:2] == ["您的关心", "你们的支持"], marked
    assert all("<u>" in label.text() for label in window.findChildren(MarkedLabel))
