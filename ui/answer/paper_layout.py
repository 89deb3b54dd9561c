"""How the lines of an answer stand on the sheet: one pitch, indented first lines, small blank lines, tables."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

from ui.answer.table_grid import TAB, Grid, edges_of, grids_of, lay_row, place_in_row, rows_at, stands_by

# Beyond this the text is laid out by Qt as it is scrolled, without indents: laying all of it out would be felt.
MOST_CHARACTERS, MOST_PARAGRAPHS = 60_000, 1_200
# How high a line that does not print is, of the pitch.
_SMALL = 0.4


class PaperLayout(QPlainTextDocumentLayout):
    """Lays every paragraph out anew only when it has changed; indents are no characters, so nothing of them is text."""

    def __init__(self, document: QTextDocument) -> None:
        """Begin with lines that touch each other and no indent."""
        super().__init__(document)
        self.pitch = 0.0
        self.indent = 0.0
        # Nothing is laid out before there is a width: each character would be a line.
        self.width = 0
        # The paragraph with the caret, which is never small.
        self.current = -1
        self.lazy = False
        # Between the line of a cell of a table and its words.
        self.padding = 0.0
        self._paragraphs = 0
        self._grids: list[Grid] | None = []

    def height(self) -> float:
        """Return how high all paragraphs are together, in pixels; Qt itself looks no further than it has to paint."""
        total, block = 0.0, self.document().begin()
        while block.isValid():
            total += block.layout().boundingRect().bottom()
            block = block.next()
        return total

    def relay(self) -> None:
        """Lay everything out, as for another width; a long text is left to Qt."""
        document = self.document()
        self.lazy = document.characterCount() > MOST_CHARACTERS or document.blockCount() > MOST_PARAGRAPHS
        self._grids = None
        block = document.begin()
        while block.isValid():
            if self.lazy:
                block.clearLayout()
            elif rows := rows_at(block):
                self._lay_rows(rows, rows)
                block = rows[-1]
            else:
                self._lay(block)
            block = block.next()
        self._tell_all()

    def grids(self) -> list[Grid]:
        """Return the tables that are shown as grids; in a long text none is."""
        if self._grids is None:
            self._grids = [] if self.lazy or not self.width else grids_of(self.document(), self._room())
        return self._grids

    def place_in_row(self, block: QTextBlock, place: QPointF) -> int | None:
        """Return the position nearest to a place in a row, in pixels from the row's corner; None where none is."""
        grid = next((grid for grid in self.grids() if 0 <= block.blockNumber() - grid.first < grid.rows), None)
        if grid is None:
            return None
        return place_in_row(block, grid.edges, place, self.document().documentMargin(), self.padding)

    def stand_in(self, number: int) -> None:
        """Give the paragraph with the caret its full height, and the one that the caret has left its own."""
        if number == self.current:
            return
        left, self.current = self.current, number
        if self.lazy:
            return
        blocks = [self.document().findBlockByNumber(at) for at in (left, number) if at >= 0]
        blank = [block for block in blocks if block.isValid() and not _prints(block)]
        if [block for block in blank if self._lay(block)]:
            self._tell_all()

    def documentChanged(self, start: int, removed: int, added: int) -> None:  # noqa: N802, Qt's name
        """Lay out what was changed."""
        document = self.document()
        long = document.characterCount() > MOST_CHARACTERS or document.blockCount() > MOST_PARAGRAPHS
        if long != self.lazy:
            self.relay()
        if self.lazy:
            super().documentChanged(start, removed, added)
            return
        # Where a paragraph has come, the one behind what was added is new.
        same = document.blockCount() == self._paragraphs
        self._paragraphs = document.blockCount()
        block, last = document.findBlock(start), document.findBlock(start + added - same)
        end = last if last.isValid() else document.lastBlock()
        laid = [block]
        while block.isValid() and block != end:
            block = block.next()
            laid.append(block)
        # What is typed into one paragraph Qt tells as a change of that and of the next one's beginning.
        in_table = self._lay_tables(laid)
        moved = [self._lay(each) for each in laid if each.blockNumber() not in in_table]
        if any(moved) or in_table or not same or not block.isValid():
            self._tell_all()
        else:
            for each in laid:
                self.updateBlock.emit(each)

    def _lay_tables(self, changed: Sequence[QTextBlock]) -> set[int]:
        """Lay out the tables that changed lines belong to or stand beside; return the numbers of their rows."""
        if self._grids:
            self._grids = None
        done: set[int] = set()
        for block in (changed[0].previous(), *changed, changed[-1].next()):
            if TAB not in block.text() or block.blockNumber() in done:
                continue
            if rows := rows_at(block):
                self._grids = None
                self._lay_rows(rows, changed)
                done.update(row.blockNumber() for row in rows)
        return done

    def _lay_rows(self, rows: list[QTextBlock], changed: Sequence[QTextBlock]) -> None:
        """Lay out the rows of a table that have changed, and those whose columns have."""
        if not self.width:
            return
        edges, margin = edges_of(rows, self._room()), self.document().documentMargin()
        numbers = {block.blockNumber() for block in changed}
        for row in rows:
            if row.blockNumber() in numbers or not stands_by(row, edges, margin, self.padding):
                row.setLineCount(lay_row(row, edges, self.pitch, margin, self.padding))
                row.setUserState(0)

    def _room(self) -> float:
        """Return how wide a line is."""
        return self.width - 2 * self.document().documentMargin()

    def _tell_all(self) -> None:
        self.documentSizeChanged.emit(self.documentSize())
        self.update[QRectF].emit(QRectF(0, 0, 1e9, 1e9))  # pyright: ignore[reportIndexIssue]  of two signals the one with a place

    def _lay(self, block: QTextBlock) -> bool:
        """Lay one paragraph out; return whether it has become higher or lower."""
        if not block.isValid() or not self.width:
            return False
        layout, document = block.layout(), self.document()
        margin, room = document.documentMargin(), self._room()
        # Of a paragraph that was typed into Qt has forgotten the lines, but not how many there were.
        forgotten, before = not layout.lineCount(), layout.boundingRect().bottom()
        was = block.lineCount(), block.userState()
        layout.setTextOption(document.defaultTextOption())
        small = not _prints(block) and block.blockNumber() != self.current and block.next().isValid()
        pitch = self.pitch * _SMALL if small else self.pitch
        indent = 0.0 if TAB in block.text() else self.indent
        count = 0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1.0, room - indent))
            count += 1
            line.setPosition(QPointF(margin + indent, count * pitch - line.height()))
            indent = 0.0
        layout.endLayout()
        block.setLineCount(count)
        block.setUserState(small)
        return was != (count, small) if forgotten else layout.boundingRect().bottom() != before


def _prints(block: QTextBlock) -> bool:
    text = block.text()
    return bool(text.strip()) or TAB in text or bool(block.layout().preeditAreaText())
