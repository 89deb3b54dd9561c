"""The view of the pages: painted as they will print, scrolled and zoomed; a click tells what was clicked."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractScrollArea

from docgen.pages.values import Line, Page, Pages
from ui.core.theme import colour_frame
from ui.preview.accessible import tell_as_document
from ui.preview.page_geometry import Spread, Zoom, fitting_scale
from ui.preview.painting import PagePainter

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent, QWheelEvent

MM_PER_INCH = 25.4
WHITE, EDGE, MARK = "#ffffff", "#8b929c", "#ffe9a8"
_MARK_BAR = 1.2
_STEP = 1.2
_WHEEL_STEP = 120
SMALLEST, LARGEST = 25, 400
# A click this far beside a line still means it, in mm.
_NEAR = 3.0
_CHOSEN = 3


class PageView(QAbstractScrollArea):
    """Shows pages; it takes the keyboard and scrolls, zooms and pages as readers do.

    zoomed tells that the clerk wants another size, scaled that the pages have one: also because there is more room.
    """

    clicked = Signal(str, int)
    zoomed = Signal()
    scaled = Signal()
    turned = Signal(int)

    def __init__(self, painter: PagePainter, name: str, *, columns: int = 1) -> None:
        """Begin without pages."""
        tell_as_document(PageView)
        super().__init__()
        self._painter = painter
        self._pages: Pages | None = None
        self._landscape = frozenset[int]()
        self._zoom, self._columns = Zoom(), columns
        self._marked = ""
        self._current = 0
        self._told = 0
        self._chosen = -1
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self._tell_page)
        colour_frame(self, calm=True)

    @property
    def pages(self) -> Pages | None:
        """What is shown."""
        return self._pages

    @property
    def zoom(self) -> Zoom:
        """How large the pages are shown."""
        return self._zoom

    @property
    def columns(self) -> int:
        """How many pages lie side by side."""
        return self._columns

    @property
    def current(self) -> int:
        """The page in view, from 0."""
        return self._current

    def show_pages(self, pages: Pages) -> None:
        """Show pages, painting anew only those that have changed."""
        before, self._pages = self._pages, pages
        landscape = frozenset(number for number, page in enumerate(pages.pages) if page.landscape)
        same, self._landscape = landscape == self._landscape, landscape
        if before is None or not same or len(before.pages) != len(pages.pages):
            self._fit()
            self.viewport().update()
        else:
            for number, (old, new) in enumerate(zip(before.pages, pages.pages, strict=True)):
                if old != new:
                    self.viewport().update(self.on_screen(number))
        self._tell_page()

    def mark(self, field: str) -> None:
        """Mark where a field of the letter stands, nothing for an empty one."""
        if field != self._marked:
            self._marked = field
            self.viewport().update()

    def mark_page(self, number: int) -> None:
        """Show a page as the one in view, as among thumbnails; it is scrolled to."""
        if number != self._chosen:
            self._chosen = number
            area, bar = self._spread().page(number), self.verticalScrollBar()
            if not bar.value() <= area.center().y() <= bar.value() + self.viewport().height():
                self.go_to(number)
            self.viewport().update()

    def reveal(self, field: str) -> None:
        """Scroll to where a field begins, unless it is in view."""
        place = self.place_of(field)
        if place is None:
            return
        number, line = place
        area, spread = self._spread().page(number), self._spread()
        scale = spread.scale_of(number)
        top, bottom = area.y() + line.top * scale, area.y() + line.bottom * scale
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if top < bar.value() or bottom > bar.value() + height:
            bar.setValue(round(top - height / 3))

    def place_of(self, field: str) -> tuple[int, Line] | None:
        """Return a page, counted from 0, and the first line there of a field; the page in view where it is on that."""
        # A plain loop: it is gone through with each keystroke, and on 40 pages a generator takes three times as long.
        below = field + "/"
        pages = self._pages.pages if self._pages else ()
        for number in (*range(self._current, min(self._current + 1, len(pages))), *range(len(pages))):
            for line in pages[number].lines:
                for span in line.spans:
                    if span.field == field or span.field.startswith(below):
                        return number, line
        return None

    def go_to(self, number: int) -> None:
        """Show a page from its top, counted from 0."""
        self.verticalScrollBar().setValue(round(self._spread().page(number).y() - self._spread().scale))

    def use_zoom(self, zoom: Zoom, columns: int) -> None:
        """Show the pages so large, so many side by side."""
        if (zoom, columns) != (self._zoom, self._columns):
            kept = self._current
            self._zoom, self._columns = zoom, columns
            self._fit()
            self.go_to(kept)
            self.viewport().update()
            self.zoomed.emit()

    def zoom_by(self, steps: float) -> None:
        """Show the pages larger or smaller by so many steps."""
        percent = round(self._spread().scale / self._paper_scale() * 100 * _STEP**steps)
        self.use_zoom(Zoom("percent", max(SMALLEST, min(LARGEST, percent))), self._columns)

    def percent(self) -> int:
        """Return how large the pages are in percent of the paper's own size."""
        return round(self._spread().scale / self._paper_scale() * 100)

    def on_screen(self, number: int) -> QRect:
        """Return where a page is in the view, counted from 0, in view or not."""
        return self._spread().page(number).translated(self._origin()).toAlignedRect()

    def sizeHint(self) -> QSize:
        """Ask for as much as is left."""
        return QSize(360, 480)

    def resizeEvent(self, event: "QResizeEvent") -> None:
        """Fit the pages anew."""
        super().resizeEvent(event)
        self._fit()

    def wheelEvent(self, event: "QWheelEvent") -> None:
        """Zoom with Ctrl, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(event.angleDelta().y() / _WHEEL_STEP)
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Go by pages, to both ends, larger and smaller."""
        pages = len(self._pages.pages) if self._pages else 0
        bar, step = self.verticalScrollBar(), self._columns
        moves = {
            Qt.Key.Key_PageDown: lambda: self.go_to(min(pages - 1, self._current + step)),
            Qt.Key.Key_PageUp: lambda: self.go_to(max(0, self._current - step)),
            Qt.Key.Key_Home: lambda: bar.setValue(0),
            Qt.Key.Key_End: lambda: bar.setValue(bar.maximum()),
            Qt.Key.Key_Plus: lambda: self.zoom_by(1),
            Qt.Key.Key_Equal: lambda: self.zoom_by(1),
            Qt.Key.Key_Minus: lambda: self.zoom_by(-1),
        }
        move = moves.get(Qt.Key(event.key()))
        if move and pages:
            move()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: "QMouseEvent") -> None:
        """Tell which field was clicked, and how far into the page."""
        found = self._spread().at(self._from_view(event.position()))
        if found and self._pages and event.button() == Qt.MouseButton.LeftButton:
            number, x, y = found
            self.clicked.emit(field_at(self._pages.pages[number], x, y), number)

    def paintEvent(self, event: "QPaintEvent") -> None:
        """Paint the pages that are in view."""
        painter = QPainter(self.viewport())
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        spread, origin = self._spread(), self._origin()
        seen = QRectF(event.rect())
        pages = self._pages or Pages(0, 0, "", ())
        for number, page in enumerate(pages.pages):
            area = spread.page(number).translated(origin)
            if area.intersects(seen):
                painter.fillRect(area, QColor(WHITE))
                painter.save()
                painter.setClipRect(area)
                painter.translate(area.topLeft())
                self._paint_mark(painter, page, spread.scale_of(number))
                self._painter.paint(painter, pages, page, spread.scale_of(number))
                painter.restore()
                chosen = number == self._chosen
                painter.setPen(QPen(self.palette().highlight(), _CHOSEN) if chosen else QPen(QColor(EDGE)))
                painter.drawRect(area)

    def _paint_mark(self, painter: QPainter, page: Page, scale: float) -> None:
        """Paint the ground of what is in work, with a bar beside it: colour alone would not tell everybody."""
        for line in page.lines if self._marked else ():
            spans = [span for span in line.spans if covers(self._marked, span.field)]
            if spans:
                left, right = spans[0].xs[0], spans[-1].right
                top, height = line.top * scale, (line.bottom - line.top) * scale
                painter.fillRect(QRectF(left * scale, top, (right - left) * scale, height), QColor(MARK))
                bar = QRectF((left - 2 * _MARK_BAR) * scale, top, _MARK_BAR * scale / 2, height)
                painter.fillRect(bar, self.palette().highlight())

    def _spread(self) -> Spread:
        pages = self._pages
        width, height = (pages.width, pages.height) if pages else (210.0, 297.0)
        count = len(pages.pages) if pages else 0
        bare = Spread(width, height, count, min(self._columns, max(count, 1)), 1.0, self._landscape)
        view = self.viewport()
        scale = fitting_scale(self._zoom, bare, view.width(), view.height(), self._paper_scale())
        return bare._replace(scale=max(scale, 0.1))

    def _paper_scale(self) -> float:
        return self.logicalDpiX() / MM_PER_INCH

    def _fit(self) -> None:
        width, height = self._spread().size()
        view = self.viewport()
        for bar, size, seen in (
            (self.horizontalScrollBar(), width, view.width()),
            (self.verticalScrollBar(), height, view.height()),
        ):
            bar.setRange(0, max(0, round(size - seen)))
            bar.setPageStep(seen)
            bar.setSingleStep(max(1, seen // 20))
        if self.percent() != self._told:
            self._told = self.percent()
            self.scaled.emit()

    def _origin(self) -> QPointF:
        """Return where the corner of all pages is in the view."""
        slack = max(0.0, (self.viewport().width() - self._spread().size()[0]) / 2)
        return QPointF(slack - self.horizontalScrollBar().value(), -self.verticalScrollBar().value())

    def _from_view(self, place: QPointF) -> QPointF:
        return place - self._origin()

    def _tell_page(self) -> None:
        spread = self._spread()
        middle = self.verticalScrollBar().value() + self.viewport().height() / 3
        # From where one is: the page in view is mostly the one before.
        now = min(self._current, max(spread.total - 1, 0))
        while now + 1 < spread.total and spread.page(now + 1).y() <= middle:
            now += 1
        while now and spread.page(now).y() > middle:
            now -= 1
        now -= now % spread.columns if spread.total else 0
        if now != self._current:
            self._current = now
            self.turned.emit(now)


def covers(wanted: str, field: str) -> bool:
    """Return whether a field is the wanted one or within it."""
    return field == wanted or field.startswith(wanted + "/")


def field_at(page: Page, x: float, y: float) -> str:
    """Return the field that stands at a place of a page in mm, the nearest one on its line; empty where none does."""
    found: Sequence[tuple[float, str]] = [
        (max(span.xs[0] - x, x - span.right, 0.0), span.field)
        for line in page.lines
        if line.top - _NEAR <= y <= line.bottom + _NEAR
        for span in line.spans
        if span.field and line.top <= y <= line.bottom
    ]
    return min(found)[1] if found else ""
