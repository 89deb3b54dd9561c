"""What the tests of the window share: a data folder, the program with its window, and a keyboard."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from letter.model import ReplyLetter
from letter.wording import kinds
from services.data_folder import DataFolder
from services.making import session_body
from services.settings import Settings, save_settings
from tests.letters import sample
from tests.ui.keyboard import Keyboard
from tests.ui.looking import choose, menus
from ui.core.fonts import USUAL
from ui.core.i18n import SOURCE, use_language
from ui.core.theme import use_size
from ui.form.form import Form
from ui.letter.page import LetterPage
from ui.screenshots.windows import ALL_CARDS
from ui.shell.application import Program, application
from ui.shell.main_window import HEIGHT, WIDTH, MainWindow

Open = Callable[..., MainWindow]
LONGEST_MS = 30_000
# An office that has opened every card, and what is rare in each: Tab reaches every field of the form.


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "公文"
    folder.mkdir()
    return folder


@pytest.fixture
def keyboard() -> Keyboard:
    return Keyboard()


class PatientBot(QtBot):
    """Waits for what must come as long as the busiest machine may need; what never comes is still a failure."""

    def waitUntil(  # noqa: N802, the library's name
        self, callback: Callable[[], bool | None], *, timeout: int = LONGEST_MS
    ) -> None:
        """Wait until the callback returns true."""
        super().waitUntil(callback, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)


@pytest.fixture
def programs() -> list[Program]:
    """The programs that a test has started."""
    return []


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for quick work however busy the machine is; tests of slow work are less patient."""
    monkeypatch.setattr("ui.widgets.background.PATIENCE_S", 60.0)


@pytest.fixture(autouse=True)
def mouse_let_go() -> Iterator[None]:
    """Insist that a test lets go of the mouse: a button that stays held changes what every later test sees."""
    yield
    assert QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton


@pytest.fixture
def open_window(qtbot: QtBot, data: DataFolder, programs: list[Program]) -> Iterator[Open]:
    """Return a function that starts the program on the data folder and returns its window, ready for keys."""
    use_language(SOURCE)
    application(dark=False)

    def open_program(settings: Settings | None = None, folder: DataFolder = data) -> MainWindow:
        if settings:
            save_settings(folder, settings)
        program = Program(folder)
        programs.append(program)
        window = program.open()
        ready(window, qtbot)
        if not window.settings.value.window:
            # The invisible screen is smaller than any that a clerk has.
            window.resize(WIDTH, HEIGHT)
            QApplication.processEvents()
        return window

    yield open_program
    for program in programs:
        program.close()
    # The invisible screen keeps its clipboard longer than Python lives; what Python made there would end it by a fault.
    QApplication.clipboard().clear()
    QApplication.processEvents()
    # Outside a running loop Qt would keep every window that was closed.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    use_language(SOURCE)
    use_size(USUAL)


@pytest.fixture
def writing(open_window: Open, keyboard: Keyboard, tmp_path: Path) -> SimpleNamespace:
    """The window with the profile and session of the seed letter, and a keyboard in it."""
    letter = sample("seed_letter")
    opened: LetterPage = page(open_window(office(letter, tmp_path, everything=True)))
    return SimpleNamespace(form=opened.form, page=opened, keyboard=keyboard)


def shown(form: Form, path: str) -> str:
    """Return the text that a field shows."""
    for section in form.sections:
        if path in section.fields:
            return section.fields[path].inputs[0].property("plainText")
    raise KeyError(path)


def ready(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until a window is shown and takes keys."""
    window.activateWindow()
    qtbot.waitUntil(
        lambda: (
            window.isActiveWindow()
            and QApplication.focusWidget() is not None
            and all(menu.actions() for menu in menus(window))
        )
    )


def page(window: MainWindow) -> LetterPage:
    """Return the page of the letter in work."""
    assert window.letter_page is not None
    return window.letter_page


def begin_letter(window: MainWindow) -> LetterPage:
    """Begin a letter from the start page, which stands before it where there are cases, drafts or recent letters."""
    assert window.letter_page is None
    assert window.start.page is not None
    assert window.start.page.isVisible()
    choose(window, "新信")
    return page(window)


def seed_office(folder: Path) -> Settings:
    """Return the settings of the office that wrote the seed letter."""
    return office(sample("seed_letter"), folder, everything=True)


def office(letter: ReplyLetter, folder: Path, *, everything: bool = False) -> Settings:
    """Return the settings of the office that wrote a letter: its profile, or everything that is remembered."""
    settings = Settings(agency=letter.agency, folder=str(folder), cards=ALL_CARDS)
    if not everything:
        return settings
    # The other bodies meet in the same terms and meetings.
    sessions = {
        kind: replace(letter.session, body=session_body(letter.agency, kind)) for kind in kinds() if letter.session.body
    }
    return replace(settings, kind=letter.kind, session=letter.session, contact=letter.contact, sessions=sessions)
