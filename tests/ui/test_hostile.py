"""Every field takes any text: it is cleaned and shown, or refused beside the field; the window stays alive."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QTextEdit

from letter.cleaning import clean_text
from letter.codec import read_letter, write_letter
from letter.model import BLOCK_LIMIT, ROW_LIMIT
from letter.outline import read_answer
from letter.sequence import recognise
from tests.letters import sample
from tests.ui.conftest import Open, office, page
from tests.ui.keyboard import Keyboard
from ui.answer.editor import MOST_CHARACTERS

HOSTILE = {
    "controls": "甲\x00\x01\x0b\x1f\x7f乙",
    "lone surrogate": "甲\ud800乙",
    "not a character": "甲\ufffe\uffff\ufdd0乙",
    "bidi": "甲\u202e\u2066乙\u2069\u202c",
    "zero width": "甲\u200b\u200d\ufeff\u00ad乙",
    "separators": "甲\u2028乙\u2029丙\x85丁\r\n戊\t己",
    "astral": "𠮷𠀀😀",
    "markup": "<b>&amp;</b>=1+1",
    "blanks": "\u00a0\u3000\u2003 甲 \u3000",
    "long": "国" * 100_000,
}
FIELDS = 30
PASTE = "国" * 10_000_000
PARAGRAPHS = 10_000
MOST_LOOKED_AT = 4


@pytest.mark.parametrize("kind", HOSTILE)
def test_any_text_in_every_field(kind: str, open_window: Open, keyboard: Keyboard, out: Path) -> None:
    letter = sample("seed_letter")
    window = open_window(office(letter, out, everything=True))
    form = page(window).form
    form.focus_section(0)
    first, visited = keyboard.focus, 0
    while True:
        keyboard.tab()
        if keyboard.focus is first or keyboard.field == "保存到":
            break
        if isinstance(keyboard.focus, (QLineEdit, QTextEdit, QPlainTextEdit)) and not isinstance(
            keyboard.focus, QComboBox
        ):
            keyboard.paste(HOSTILE[kind])
            visited += 1
    assert visited > FIELDS - 10
    held = form.letter()
    assert read_letter(write_letter(held)) == held, "the letter holds nothing that its file could not"
    for path, sentence in form.problems():
        assert sentence
        assert form.draft().typed[path.replace("proposals", "proposals.0.number")] if path != "proposals" else True
    raw = form.draft().typed
    assert all(clean_text(text) == text for text in raw.values())
    assert window.isVisible()


def test_a_paste_of_ten_megabytes_is_refused_and_the_answer_stays(
    open_window: Open, keyboard: Keyboard, out: Path
) -> None:
    window = open_window(office(sample("seed_letter"), out, everything=True))
    form = page(window).form
    keyboard.tab_to("答复内容")
    keyboard.type("原来的内容")
    keyboard.paste(PASTE)
    assert f"{MOST_CHARACTERS}" in form.answer.answer.problem()
    keyboard.type("还能写")
    assert form.letter().answer[0].text == "原来的内容还能写"
    assert form.answer.answer.problem() == ""


@pytest.mark.full
def test_ten_thousand_paragraphs_are_taken_and_a_keystroke_looks_at_few(
    open_window: Open, keyboard: Keyboard, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a keystroke costs is counted, not timed: it looks at its own paragraph and reads nothing whole."""
    window = open_window(office(sample("seed_letter"), out, everything=True))
    form = page(window).form
    lines = [("一、" if number % 5 == 0 else "") + f"第{number}段的内容，照旧办理。" for number in range(PARAGRAPHS)]
    keyboard.tab_to("答复内容")
    keyboard.paste("\n".join(lines))
    looked_at: list[str] = []
    read: list[str] = []
    monkeypatch.setattr("ui.answer.level_fonts.recognise", lambda line: looked_at.append(line) or recognise(line))
    monkeypatch.setattr("ui.answer.field.read_answer", lambda text: read.append(text) or read_answer(text))
    words = "再写几个字看看"
    for letter in words:
        keyboard.type(letter)
    assert len(words) <= len(looked_at) <= MOST_LOOKED_AT * len(words)
    assert read == []
    assert len(form.letter().answer) == PARAGRAPHS
    assert form.letter().answer[-1].text.endswith(words)
    assert len(read) == 1


def test_too_many_paragraphs_are_refused(open_window: Open, keyboard: Keyboard, out: Path) -> None:
    window = open_window(office(sample("seed_letter"), out, everything=True))
    keyboard.tab_to("答复内容")
    keyboard.paste("\n" * (BLOCK_LIMIT + 1))
    assert f"{BLOCK_LIMIT}" in page(window).form.answer.answer.problem()
    assert page(window).form.letter().answer == ()


def test_a_table_that_is_too_long_is_told_as_a_table(open_window: Open, keyboard: Keyboard, out: Path) -> None:
    window = open_window(office(sample("seed_letter"), out, everything=True))
    keyboard.tab_to("答复内容")
    keyboard.paste("甲\t乙\n" * (ROW_LIMIT + 1))
    page(window).form.letter()
    assert "表格太大" in page(window).form.answer.answer.problem()
    assert page(window).form.answer.answer.unreadable()
