"""Where the words sought stand in an editor: marked, gone to one by one, and replaced."""

from bisect import bisect_left

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QTextEdit

from letter.messages import counted
from letter.model import PARAGRAPH_LIMIT
from services.finding import Sought, find, replace_all
from ui.answer.editor import MOST_CHARACTERS, AnswerEditor
from ui.answer.positions import line_of, put_lines, to_units, units
from ui.core.i18n import translate
from ui.core.theme import FOUND, colours, is_dark

PAUSE_MS = 300
MOST_MARKS = 400
# How far below the top of what is seen marks are set, in its heights: the window may grow.
_SCREENS = 2
TOO_LONG = counted("替换后共 {count} 字，超过 {limit} 字，没有替换；原来的内容没有改动。")
LINE_TOO_LONG = counted("替换后有一段超过 {count} 字，没有替换；原来的内容没有改动。")


class CannotReplace(Exception):
    """The text would be longer than a letter can be; str() is one sentence in the language of the interface."""


class Finder(QObject):
    """Finds in one editor; what is found is read anew when the typing pauses, and only what is seen is marked."""

    changed = Signal()

    def __init__(self, editor: AnswerEditor) -> None:
        """Seek nothing yet."""
        super().__init__(editor)
        self._editor = editor
        self.sought = Sought("")
        self.starts: list[int] = []
        self.ends: list[int] = []
        self._active = self._stale = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.refresh)
        editor.document().contentsChanged.connect(self._wait)
        # Never at once: Qt lays text out, and may scroll, while it takes marks, and taking others then aborts it.
        self._scrolled = QTimer(self)
        self._scrolled.setSingleShot(True)
        self._scrolled.timeout.connect(self.mark)
        editor.seen_changed.connect(self._scroll)

    def seek(self, sought: Sought) -> None:
        """Seek other words from now on."""
        self.sought, self._stale, self._active = sought, True, True
        self.refresh()

    def stop(self) -> None:
        """Take the marks away, until something is sought again."""
        self._active = False
        self._timer.stop()
        self._editor.setExtraSelections([])

    def refresh(self) -> None:
        """Read the text anew if it has changed."""
        self._timer.stop()
        if not (self._stale and self._active):
            return
        self._stale = False
        text = self._editor.toPlainText()
        found = find(text, self.sought)
        self.starts = to_units(text, found)
        self.ends = to_units(text, [at + len(self.sought.words) for at in found])
        self.mark()
        self.changed.emit()

    def current(self) -> int | None:
        """Return which of what was found is selected, counted from 0."""
        cursor = self._editor.textCursor()
        at = bisect_left(self.starts, cursor.selectionStart())
        here = at < len(self.starts) and (self.starts[at], self.ends[at]) == (
            cursor.selectionStart(),
            cursor.selectionEnd(),
        )
        return at if here else None

    def go_from(self, place: int) -> bool:
        """Select the first at or behind a place, else the first of all; return whether it had to begin again."""
        at = bisect_left(self.starts, place)
        self._select(at % len(self.starts) if self.starts else None)
        return at == len(self.starts) > 0

    def go_on(self, step: int) -> bool:
        """Select the next (1) or the one before (-1); return whether it had to go round the end of the text."""
        self.refresh()
        cursor, count = self._editor.textCursor(), len(self.starts)
        here = self.current()
        at = bisect_left(self.starts, cursor.selectionStart()) - (step < 0) if here is None else here + step
        self._select(at % count if count else None)
        return count > 0 and not 0 <= at < count

    def replace(self, words: str) -> None:
        """Put other words in place of what is selected, if that is what is sought. Raises CannotReplace."""
        self.refresh()
        cursor = self._editor.textCursor()
        if self.current() is None:
            return
        self._check(words, [len(cursor.block().text()) + len(words) - len(self.sought.words)], 1)
        cursor.beginEditBlock()
        cursor.insertText(words)
        cursor.endEditBlock()
        self._editor.setTextCursor(cursor)

    def replace_all(self, words: str) -> int:
        """Put other words in place of all that was found, as one step; return how many. Raises CannotReplace."""
        lines = self._editor.toPlainText().split("\n")
        done = [replace_all(line, self.sought, words) for line in lines]
        count = sum(times for _line, times in done)
        if count:
            self._check(words, [len(line) for line, times in done if times], count)
            put_lines(self._editor, [line for line, _times in done], line_of(self._editor))
        return count

    def mark(self) -> None:
        """Mark what is found where the clerk looks: by its ground and by a line beneath."""
        # Marks that are set already move with the text; new ones wait until it has been read anew.
        if self._stale or not self._active:
            return
        # The editor has colours of its own.
        editor, seen, look = self._editor, self._editor.seen(), QApplication.palette()
        first = editor.cursorForPosition(seen.topLeft()).position() - units(self.sought.words)
        last = editor.cursorForPosition(QPoint(seen.right(), seen.top() + _SCREENS * seen.height())).position()
        form = QTextCharFormat()
        form.setBackground(QColor(FOUND[is_dark(look)]))
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        form.setUnderlineColor(QColor(colours(look).mark))
        begin, end = bisect_left(self.starts, first), bisect_left(self.starts, last)
        marks: list[QTextEdit.ExtraSelection] = []
        for at in range(begin, min(end, begin + MOST_MARKS)):
            mark = QTextEdit.ExtraSelection()
            mark.cursor, mark.format = self._cursor(at), form  # pyright: ignore[reportAttributeAccessIssue]
            marks.append(mark)
        editor.setExtraSelections(marks)

    def _check(self, words: str, lengths: list[int], count: int) -> None:
        growth = len(words) - len(self.sought.words)
        length = len(self._editor.toPlainText()) + growth * count
        if growth > 0 and length > MOST_CHARACTERS:
            raise CannotReplace(translate(TOO_LONG.filled(count=length, limit=MOST_CHARACTERS)))
        if growth > 0 and max(lengths) > PARAGRAPH_LIMIT:
            raise CannotReplace(translate(LINE_TOO_LONG.filled(count=PARAGRAPH_LIMIT)))

    def _cursor(self, at: int) -> QTextCursor:
        cursor = QTextCursor(self._editor.document())
        cursor.setPosition(self.starts[at])
        cursor.setPosition(self.ends[at], QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _select(self, at: int | None) -> None:
        if at is not None:
            self._editor.setTextCursor(self._cursor(at))
            self._editor.ensureCursorVisible()
            self.mark()

    def _scroll(self) -> None:
        self._scrolled.start(0)

    def _wait(self) -> None:
        self._stale = True
        if self._active:
            self._timer.start(PAUSE_MS)
