"""Opens every window in one language and prints what is wrong with it; a process of its own has its own scale.

python -m tests.ui.look_over LANGUAGE light|dark
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtWidgets import QWidget

from services.data_folder import DataFolder
from services.draft import Draft
from services.recent import keep_recent
from tests.letters import sample
from tests.ui.looking import Fault, clipped, leftovers, overlaps, settle
from ui.core.i18n import use_language
from ui.help.page import HelpPage
from ui.screenshots import windows
from ui.shell.application import application, qt_translator
from ui.shell.main_window import MainWindow
from ui.shell.recent_menu import RecentMenu

# What a maximised window has on a screen of 1366 by 768 at 150 %, where a task bar stands below.
SMALL = QSize(910, 445)
# What it has there at 100 %, for letters twice as large.
SMALL_FOR_LARGE = QSize(1366, 690)


def every_window(folder: Path) -> Iterator[tuple[str, MainWindow]]:
    """Yield the window in each state of the photographs, shown, its menus filled; each goes when the next one comes."""
    data, letter = DataFolder(folder), sample("seed_letter")
    keep_recent(data, Draft(letter))
    for name, window in windows.every_window(letter, data):
        windows.finish(window)
        recent = window.findChild(RecentMenu)
        if recent:
            recent.aboutToShow.emit()
        settle()
        yield name, window
        window.hide()
        window.deleteLater()
        # Outside a running loop Qt would keep them all, and colour each of them anew whenever the look changes.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def look_over(window: MainWindow, language: str, small: QSize = SMALL) -> Iterator[Fault]:
    """Yield what is wrong with a window as it is, in the manual on each of its pages, and on a small screen."""
    yield from leftovers(window, language)
    yield from _cut(window)
    shown = window.pages.currentWidget()
    if isinstance(shown, HelpPage):
        yield from _other_pages(window, shown, language)
    window.resize(small)
    settle()
    yield from _cut(window)
    if window.size() != small:
        yield Fault("too large for a small screen", "Window", str(window.size()))
    form = window.letter_page.form if window.letter_page else None
    wanted = form.column.wanted_width() + form.sheet.least_width() if form else 0
    if small == SMALL and wanted > SMALL.width():
        yield Fault("no room for cards and sheet on a small screen", "Form", str(wanted))


def _other_pages(window: QWidget, manual: HelpPage, language: str) -> Iterator[Fault]:
    for row in range(manual.contents.count()):
        manual.contents.setCurrentRow(row)
        settle()
        yield from leftovers(window, language)


def _cut(window: QWidget) -> list[Fault]:
    return [*clipped(window), *overlaps(window)]


def main() -> None:
    """Look over every window and print a line for each fault."""
    language, look = sys.argv[1:]
    use_language(language)
    running = application(dark=look == "dark")
    translator = qt_translator()
    if translator:
        running.installTranslator(translator)
    with tempfile.TemporaryDirectory() as folder:
        for name, window in every_window(Path(folder)):
            for fault in look_over(window, language):
                print(name, *fault, sep="\t")


if __name__ == "__main__":
    main()
