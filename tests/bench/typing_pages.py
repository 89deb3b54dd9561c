"""A keystroke until its page is painted anew: the preview beside QTextDocument, the same words, the same paper.

typing_pages.py FOLDER ROUNDS prints the milliseconds of each turn as JSON. Three ways to the same page at 96 dpi:

- document: a character typed into a QTextDocument, laid out, its page painted by a widget as large as the preview;
- preview: a character typed by an input method into the form of the real window: the letter read from the form, laid
  out, looked over for what is wrong, compared with the pages before, and what has changed painted by the preview;
- pages: our layout and painting alone, into a picture.

The painting of the form's own editor is no part of it; `run.py bench` has a row of its own for that.
"""

import gc
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QImage, QInputMethodEvent, QPainter, QTextCursor
from PySide6.QtWidgets import QApplication, QWidget

from docgen.pages.values import Page
from letter.model import Block, ReplyLetter
from services.data_folder import DataFolder
from services.draft import Draft
from services.paging import this_machine
from services.settings import Settings
from tests.bench.content import load_baseline, reply_letter
from ui.core.settings_store import SettingsStore
from ui.preview.page_geometry import Zoom
from ui.preview.painting import PagePainter
from ui.shell.application import application
from ui.shell.main_window import MainWindow

DPI, MM_PER_INCH = 96, 25.4
SHORT, LONG = 6, 40
SETTLE = 1.0
WARM = 5
TYPED = "字"
LEAST_WORDS = 100
# More than all that is typed.
LINES_BELOW = 6
# The window is so large that a whole page is seen at the paper's own size.
ROOM = (2200, 1400)
PAPER = QSize(794, 1123)


class Case(NamedTuple):
    """A letter, and the paragraph that is typed into: its place in the answer."""

    letter: ReplyLetter
    place: int

    @property
    def words(self) -> str:
        """The paragraph's words."""
        return self.letter.answer[self.place].text

    @property
    def field(self) -> str:
        """Where the paragraph is in the letter."""
        return f"/answer/{self.place}"


def case_of(count: int) -> Case:
    """Return the baseline's letter, its answer repeated until it has so many pages, typed into in its middle."""
    base = reply_letter(load_baseline())

    def pages_of(answer: tuple[Block, ...]) -> int:
        return len(this_machine().pages(replace(base, answer=answer)).pages)

    answer = base.answer
    while pages_of(answer) < count:
        answer = (*answer, *base.answer)
    while pages_of(answer) > count:
        answer = answer[:-1]
    # A paragraph in the middle that stays on its page while it is typed into: one that flows onto the next page has two
    # of them painted, in one letter and not in the other.
    letter = replace(base, answer=answer)
    pages = this_machine().pages(letter).pages
    places = [place for place, block in enumerate(answer) if block.level is None and len(block.text) > LEAST_WORDS]
    places.sort(key=lambda place: abs(place - len(answer) // 2))
    return next(case for place in places if has_room_below(case := Case(letter, place), pages))


def has_room_below(case: Case, pages: tuple[Page, ...]) -> bool:
    """Return whether so many lines stand below the paragraph of a case that it stays on its page."""
    page = page_with(case, pages)
    own = [number for number, line in enumerate(page.lines) if line.spans and line.spans[0].field == case.field]
    return len(page.lines) - own[-1] > LINES_BELOW


def timed(work: Callable[[], object]) -> float:
    """Return how many milliseconds one call takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1e3


def page_with(case: Case, pages: tuple[Page, ...]) -> Page:
    """Return the page on which the paragraph of a case begins."""
    return next(
        page
        for page in pages
        for line in page.lines
        if line.begins and line.spans and line.spans[0].field == case.field
    )


class Sheet(QWidget):
    """A widget as large as the preview, which shows a page of a QTextDocument at the paper's own size."""

    def __init__(self, case: Case, size: QSize) -> None:
        """Take the letter's words in the baseline's own styles."""
        super().__init__()
        from gui import make_doc, paint_page  # pyright: ignore[reportMissingImports]

        self._paint: Any = paint_page
        self._picture = QImage(PAPER, QImage.Format.Format_RGB32)
        self._document: Any = make_doc({"paragraphs": roles(case.letter)})
        rows = [self._document.findBlockByNumber(number) for number in range(self._document.blockCount())]
        same = [row for row in rows if row.text() == case.words]
        row = same[len(same) // 2]
        self._cursor = QTextCursor(row)
        self._cursor.setPosition(row.position() + len(case.words) // 2)
        place = self._document.documentLayout().blockBoundingRect(row)
        self._page = int(place.y() // self._document.pageSize().height())
        self.resize(size)
        self.show()

    def type(self) -> None:
        """Type a character and paint the page."""
        self._cursor.insertText(TYPED)
        self._document.pageCount()
        self.repaint()

    def paintEvent(self, _event: object) -> None:
        """Paint the page by the baseline's own means."""
        brush = QPainter(self)
        self._paint(self._document, self._page, self._picture, DPI)
        brush.drawImage(0, 0, self._picture)


def roles(letter: ReplyLetter) -> list[dict[str, str]]:
    """Return the words of a letter in the baseline's roles."""
    rows = load_baseline()["paragraphs"]
    first = next(place for place, row in enumerate(rows) if row["role"] in ("h1", "h2", "body"))
    rest = [row for row in rows if row["role"] not in ("h1", "h2", "body")]
    body = [
        {"role": "body" if block.level is None else f"h{min(block.level, 2)}", "text": block.heading + block.text}
        for block in letter.answer
    ]
    return [*rest[:first], *body, *rest[first:]]


class Alone:
    """Our pages without any window: a character more in the letter, laid out, its page painted into a picture."""

    def __init__(self, case: Case) -> None:
        """Begin with the letter as it is."""
        self._case, self._words = case, case.words
        self._picture = QImage(PAPER, QImage.Format.Format_RGB32)
        self._painter = PagePainter(this_machine().family)

    def type(self) -> None:
        """Type a character and paint the page."""
        case, middle = self._case, len(self._words) // 2
        self._words = self._words[:middle] + TYPED + self._words[middle:]
        answer = list(case.letter.answer)
        answer[case.place] = replace(answer[case.place], text=self._words)
        pages = this_machine().pages(replace(case.letter, answer=tuple(answer)))
        page = page_with(case, pages.pages)
        self._picture.fill(Qt.GlobalColor.white)
        brush = QPainter(self._picture)
        brush.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self._painter.paint(brush, pages, page, DPI / MM_PER_INCH)
        brush.end()


class Preview:
    """The real window with the preview beside the form."""

    def __init__(self, case: Case, folder: Path) -> None:
        """Open the window, the caret in the middle of the paragraph, its page in view at the paper's own size."""
        data = DataFolder(folder)
        self.window = MainWindow(data, SettingsStore(data, Settings(agency=case.letter.agency)))
        self.window.show_letter(Draft(letter=case.letter))
        self.window.resize(*ROOM)
        self.window.show()
        settle()
        page = self.window.letter_page
        assert page
        page.preview.open()
        self._follower = page.preview.follower()
        self._view = self._follower.pane.page_view
        self._editor = page.form.answer.answer.editor
        self._editor.setFocus()
        rows = self._editor.document()
        same = [n for n in range(rows.blockCount()) if rows.findBlockByNumber(n).text().endswith(case.words)]
        row = rows.findBlockByNumber(same[len(same) // 2])
        cursor = self._editor.textCursor()
        cursor.setPosition(row.position() + row.length() // 2)
        self._editor.setTextCursor(cursor)
        self._view.use_zoom(Zoom("percent", 100), 1)
        settle()
        pages = self._view.pages
        assert pages
        self._view.go_to(page_with(case, pages.pages).number - 1)
        settle()

    @property
    def size(self) -> QSize:
        """How large the preview is."""
        return self._view.viewport().size()

    def type(self) -> float:
        """Type a character and return how long it takes until the page is painted, the editor's painting left out."""
        event = QInputMethodEvent("", [])
        event.setCommitString(TYPED)
        key = timed(lambda: QApplication.sendEvent(self._editor, event))
        self._editor.viewport().repaint()
        before = self._view.pages
        rest = timed(self._follow)
        assert self._view.pages is not before, "the preview did not follow"
        return key + rest

    def _follow(self) -> None:
        """Lay out and paint now what else would be done in a moment, that and no more."""
        self._follower.follow()
        QApplication.sendPostedEvents(self.window, QEvent.Type.UpdateRequest)


def settle() -> None:
    """Let the window do what it does after a moment."""
    deadline = time.perf_counter() + SETTLE
    while time.perf_counter() < deadline:
        QApplication.processEvents()


class Three(NamedTuple):
    """The three ways to the same page."""

    document: Sheet
    preview: Preview
    pages: Alone

    def turn(self) -> dict[str, float]:
        """Take a character by each way and return how long each took."""
        self.preview.window.activateWindow()
        QApplication.processEvents()
        return {
            "document": timed(self.document.type),
            "preview": self.preview.type(),
            "pages": timed(self.pages.type),
        }


def opened(count: int, folder: Path) -> Three:
    """Return the three ways for a letter of so many pages."""
    case = case_of(count)
    preview = Preview(case, folder)
    return Three(Sheet(case, preview.size), preview, Alone(case))


def main() -> None:
    """Let letters and ways take turns, so that a machine that slows down slows all of them."""
    folder, rounds = Path(sys.argv[1]), int(sys.argv[2])
    application(dark=False)
    ways = {count: opened(count, folder / str(count)) for count in (SHORT, LONG)}
    times: dict[str, list[float]] = {}
    for turn in range(rounds + WARM):
        for count, three in ways.items():
            for name, taken in three.turn().items():
                if turn >= WARM:
                    times.setdefault(f"{name} {count}", []).append(taken)
    print(json.dumps(times), flush=True)
    os._exit(0)


if __name__ == "__main__":
    gc.set_threshold(100_000, 20, 50)  # as main.py does
    main()
