"""What is said of a file that was opened or dropped: by its name, with a way out, and of one file at a time."""

from pathlib import Path

import pytest
from docx import Document
from PySide6.QtWidgets import QLabel, QPushButton

from tests.ui.letter.test_whole_reply import LETTER, ORDINARY
from tests.ui.review.conftest import shown
from tests.ui.review.test_review import docx, txt
from tests.ui.shell.test_window_geometry import drag
from ui.core.i18n import LANGUAGES, SOURCE, use_language
from ui.shell.main_window import MainWindow
from ui.widgets.file_message import TOPIC


def sentences(window: MainWindow) -> list[str]:
    """Return what the bar says."""
    return [label.text() for label in window.messages.findChildren(QLabel) if label.isVisibleTo(window)]


def offered(window: MainWindow) -> list[str]:
    return [one.accessibleName() for one in window.messages.findChildren(QPushButton) if one.isVisibleTo(window)]


def test_a_docx_without_words_is_named_and_nothing_is_offered(window: MainWindow, tmp_path: Path) -> None:
    Document().save(str(tmp_path / "空白.docx"))
    assert drag(window, tmp_path / "空白.docx")
    assert sentences(window) == [
        "！“空白.docx”：没有文字，认不出复函；请打开看看，里面只有图片的不能读，选错了就换一个文件。"
    ]
    assert offered(window) == []


def test_one_with_words_that_is_no_reply_is_named_too(window: MainWindow, tmp_path: Path) -> None:
    docx(tmp_path / "通知.docx", ORDINARY)
    assert drag(window, tmp_path / "通知.docx")
    assert window.messages.sentence(TOPIC).startswith("“通知.docx”：没有认出称呼")
    assert offered(window) == ["放进答复"]


@pytest.mark.parametrize("held", [b"", b"\xef\xbb\xbf", " \r\n　".encode()])
def test_an_empty_text_is_said_to_be_empty(held: bytes, window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "空.txt").write_bytes(held)
    assert drag(window, tmp_path / "空.txt")
    assert sentences(window) == ["！“空.txt”是空的，没有文字可以放进来，请换一个文件。"]


def test_a_folder_is_told_where_it_can_be_taken_in(window: MainWindow, tmp_path: Path) -> None:
    for folder in (tmp_path / "2023年复函", tmp_path / "旧.docx"):
        folder.mkdir()
        assert drag(window, folder)
        (said,) = sentences(window)
        assert said.startswith(f"！“{folder.name}”是文件夹。")
        assert "登记簿" in said
        assert "复制" not in said


def test_what_is_said_of_one_file_goes_when_the_next_one_comes(window: MainWindow, tmp_path: Path) -> None:
    Document().save(str(tmp_path / "空白.docx"))
    docx(tmp_path / "通知.docx", ORDINARY)
    txt(tmp_path / "空.txt", "")
    txt(tmp_path / "段.txt", ORDINARY)
    (tmp_path / "坏.doc").write_bytes(b"{\\rtf1")
    (tmp_path / "信.json").write_text("{", encoding="utf-8")
    for name in ("空白.docx", "通知.docx", "空.txt", "信.odt", "坏.doc", "信.json", ".", "段.txt"):
        assert drag(window, tmp_path / name)
        assert len(sentences(window)) == 1, name
    txt(tmp_path / "信.txt", LETTER)
    assert drag(window, tmp_path / "空白.docx")
    assert drag(window, tmp_path / "信.txt")
    assert shown(window).letter().proposals[0].number == "52"
    assert sentences(window) == []


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != SOURCE])
def test_a_file_is_named_in_every_language(language: str, window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "信.doc").write_bytes(b"{\\rtf1")
    use_language(language)
    try:
        assert drag(window, tmp_path / "信.doc")
        said = window.messages.sentence(TOPIC)
        assert "信.doc" in said
        assert "文件" not in said
    finally:
        use_language(SOURCE)
