"""生成 and 用 Word 打开: where files go, what is never overwritten, and what is said when they cannot be written."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from letter.model import Proposal
from services.opening import CannotOpen
from tests.letters import sample
from tests.ui.conftest import Open, office, page, seed_office
from tests.ui.keyboard import Keyboard
from ui.letter.page import MADE_TOPIC
from ui.widgets.label import PlainLabel

OTHER = "标题写的是第112号，案号是第300号，请核对。"


def test_the_file_that_lies_there_already_is_not_overwritten(open_window: Open, keyboard: Keyboard, out: Path) -> None:
    window = open_window(seed_office(out))
    letter_page = page(window)
    letter_page.form.load(sample("seed_letter"))
    assert letter_page.make()
    (first,) = out.iterdir()
    earlier = first.read_bytes()
    letter_page.turn_to()
    letter_page.form.load(replace(sample("seed_letter"), closing="此复。"))
    assert letter_page.make()
    assert first.read_bytes() == earlier
    second = first.with_name(f"{first.stem}（2）.docx")
    assert sorted(out.iterdir()) == sorted([first, second])
    letter_page.form.load(replace(sample("seed_letter"), closing="特此函复。"))
    assert letter_page.make()
    assert sorted(out.iterdir()) == sorted([first, second]), "the letter's own file is replaced"
    assert str(out) in letter_page.messages.sentence("made")
    assert second.name in letter_page.messages.sentence("made")


def test_a_file_changed_in_word_is_not_overwritten(open_window: Open, out: Path) -> None:
    letter_page = page(open_window(seed_office(out)))
    letter_page.form.load(sample("seed_letter"))
    assert letter_page.make()
    (made,) = out.iterdir()
    made.write_bytes(b"changed by hand")
    assert letter_page.make()
    assert made.read_bytes() == b"changed by hand"


def test_a_folder_that_cannot_be_written_is_a_sentence_and_nothing_is_lost(open_window: Open, tmp_path: Path) -> None:
    letter = sample("seed_letter")
    no_folder = tmp_path / "文件.txt"
    no_folder.write_text("不是文件夹", encoding="utf-8")
    window = open_window(office(letter, no_folder, everything=True))
    page(window).form.load(letter)
    assert not page(window).make()
    assert page(window).messages.isVisible()
    assert "换一个文件夹" in page(window).messages.sentence("make")
    assert page(window).form.letter() == letter
    assert no_folder.read_text(encoding="utf-8") == "不是文件夹"
    good = tmp_path / "公文"
    good.mkdir()
    page(window).form.folder.load(str(good))
    assert page(window).make()
    assert page(window).messages.sentence("make") == ""
    assert page(window).messages.sentence(MADE_TOPIC)
    page(window).messages.dismiss(MADE_TOPIC)
    assert not page(window).messages.isVisible(), "nothing else is said"


def test_a_file_open_in_word_is_a_sentence_and_the_old_file_is_whole(open_window: Open, out: Path) -> None:
    window = open_window(seed_office(out))
    page(window).form.load(sample("seed_letter"))
    assert page(window).make()
    (made,) = out.iterdir()
    earlier = made.read_bytes()
    (out / f"~${made.name[2:]}").write_bytes(b"")
    page(window).form.load(replace(sample("seed_letter"), closing="此复。"))
    assert not page(window).make()
    assert "Word" in page(window).messages.sentence("make")
    assert made.read_bytes() == earlier
    assert page(window).form.letter().closing == "此复。"


def test_a_file_name_that_windows_refuses_is_made_legal(open_window: Open, keyboard: Keyboard, out: Path) -> None:
    window = open_window(seed_office(out))
    page(window).form.load(sample("seed_letter"))
    keyboard.tab_to("文件名")
    keyboard.replace('a<b>:c?*|"d. ')
    assert page(window).make()
    assert [path.name for path in out.iterdir()] == ["a＜b＞：c？＊｜＂d.docx"]


def test_opening_makes_the_file_first_and_says_when_nothing_opens_it(
    open_window: Open, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr("services.opening.open_file", opened.append)
    window = open_window(seed_office(out))
    page(window).form.load(sample("seed_letter"))
    page(window).open()
    assert opened == list(out.iterdir())

    def nothing_opens(path: Path) -> None:
        raise CannotOpen(f"文件在“{path}”。")

    monkeypatch.setattr("services.opening.open_file", nothing_opens)
    page(window).open()
    assert str(out) in page(window).messages.sentence("open")


def test_a_letter_that_cites_another_number_is_made_with_a_word_on_it(open_window: Open, out: Path) -> None:
    letter_page = page(open_window(seed_office(out)))
    letter = sample("seed_letter")
    letter_page.form.load(replace(letter, title="关于第112号提案的答复", proposals=(Proposal("300", "甲"),)))
    assert letter_page.form.answer.row_of("title").findChildren(PlainLabel)[-1].text() == OTHER
    assert letter_page.make()
    assert letter_page.messages.sentence("made").endswith(OTHER)
    letter_page.form.load(replace(letter, title="关于第300号提案的答复", proposals=(Proposal("300", "甲"),)))
    assert letter_page.make()
    assert "请核对" not in letter_page.messages.sentence("made")
