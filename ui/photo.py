"""Pictures of every window, for the manual and for looking at what has changed."""

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtWidgets import QApplication, QWidget

from desk.data_folder import DataFolder
from desk.draft import Draft
from desk.settings import Settings
from letter import derived
from letter.model import ReplyLetter
from ui.faults import listen_to_qt
from ui.language import use_language
from ui.start import application, qt_translator
from ui.window import Window

SCALE_VARIABLE, SCREEN_VARIABLE = "QT_SCALE_FACTOR", "QT_QPA_PLATFORM"
TALL = 1_000
FOLDER = "D:/公文/提案答复"
UNREADABLE = ("document_date", "三月下旬")


def photograph(
    letter: ReplyLetter, folder: Path, data: DataFolder, *, scale: float, dark: bool, language: str
) -> list[Path]:
    """Paint every window with a letter in it to PNG files in a folder and return their paths.

    Nothing of the user's own data is read; only what Qt warns of is written to the log in data. scale, and that the
    windows are painted on an invisible screen unless Qt is told another one, count when no Qt application runs yet.
    """
    if QApplication.instance() is None:
        os.environ[SCALE_VARIABLE] = str(scale)
        os.environ.setdefault(SCREEN_VARIABLE, "offscreen")
    use_language(language)
    listen_to_qt(data)
    running = application(dark)
    translator = qt_translator()
    if translator:
        running.installTranslator(translator)
    folder.mkdir(parents=True, exist_ok=True)
    painted: list[Path] = []
    with tempfile.TemporaryDirectory() as place:
        for name, window in _windows(letter, DataFolder(Path(place))):
            painted.append(_paint(window, folder / f"{name}.png"))
            window.hide()
            window.deleteLater()
    return painted


def _paint(window: QWidget, target: Path) -> Path:
    window.show()
    for _round in range(3):
        QApplication.processEvents()
    window.grab().save(str(target))
    return target


def _windows(letter: ReplyLetter, data: DataFolder) -> Iterator[tuple[str, Window]]:
    remembered = Settings(
        agency=letter.agency, session=letter.session, contact=letter.contact, kind=letter.kind, folder=FOLDER
    )
    scenes: tuple[tuple[str, Settings, Draft | None, Callable[[Window], None]], ...] = (
        ("first-start", Settings(), None, _nothing),
        ("profile", remembered, None, Window.show_profile),
        ("offer", remembered, Draft(letter=letter), _nothing),
        ("window", remembered, None, lambda window: window.show_letter(Draft(letter=letter))),
        ("window-tall", remembered, None, lambda window: _tall(window, Draft(letter=letter))),
        ("window-changed", remembered, None, lambda window: _tall(window, _changed(letter))),
        ("window-refused", remembered, None, _refused),
    )
    for name, settings, draft, prepare in scenes:
        window = Window(data, settings, draft)
        prepare(window)
        yield name, window


def _nothing(_window: Window) -> None:
    """Leave the window as it starts."""


def _tall(window: Window, draft: Draft) -> None:
    window.show_letter(draft)
    window.resize(window.width(), TALL)


def _changed(letter: ReplyLetter) -> Draft:
    by_hand = replace(letter, title=_in_two_lines(derived.title(letter)), document_date=None)
    return Draft(letter=by_hand, typed=dict([UNREADABLE]))


def _in_two_lines(title: str) -> str:
    return title[: len(title) // 2] + "\n" + title[len(title) // 2 :]


def _refused(window: Window) -> None:
    window.resize(window.width(), TALL)
    if window.letter_page:
        window.letter_page.make()
