"""The outline beside an answer: its headings as they will be printed; Enter goes there, the mouse moves them."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QByteArray, QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from letter.messages import counted
from letter.outline import Entry
from ui.answer.editor import AnswerEditor
from ui.answer.heading_edits import move_to
from ui.answer.positions import go_to_line
from ui.core.i18n import N_, _, translate
from ui.core.theme import follow_look, mark, tokens
from ui.widgets.label import set_tip, tip_text

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent

TIP = N_("回车或单击转到；Alt+Shift+方向键升降、移动；也可用鼠标拖动")
WRONG = N_("！{printed}{title}（写作“{typed}”）")
SPOKEN = counted("第 {level} 层，{printed}{title}，{count} 字")
SPOKEN_WRONG = N_("序号写作“{typed}”，应为“{printed}”")
_INDENT = "　"
_MIME = "application/x-fuhan-heading"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_Index = QModelIndex | QPersistentModelIndex
_ROW = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
_Role = Qt.ItemDataRole


class OutlineModel(QAbstractListModel):
    """The entries of the outline, one a row."""

    def __init__(self) -> None:
        """Begin with none."""
        super().__init__()
        self.entries: list[Entry] = []
        self.mark = QColor()

    def show(self, entries: Sequence[Entry]) -> None:
        """Take other entries; rows that say the same are not painted again."""
        old, new = len(self.entries), len(entries)
        if new > old:
            self.beginInsertRows(QModelIndex(), old, new - 1)
            self.entries = [*self.entries, *entries[old:]]
            self.endInsertRows()
        elif new < old:
            self.beginRemoveRows(QModelIndex(), new, old - 1)
            self.entries = self.entries[:new]
            self.endRemoveRows()
        changed = [row for row, (was, now) in enumerate(zip(self.entries, entries, strict=True)) if was != now]
        self.entries = list(entries)
        # One by one: of several at once Qt paints the whole list.
        for row in changed:
            self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, Qt's signature
        """Return how many headings there are."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        """Return what is shown or spoken of a heading."""
        entry = self.entries[index.row()]
        if role == _Role.DisplayRole:
            return _INDENT * (entry.heading.level - 1) + _words(entry)
        if role == _Role.ToolTipRole:
            return tip_text(_spoken(entry))
        if role == _Role.AccessibleTextRole:
            return _spoken(entry)
        if role == _Role.ForegroundRole and entry.heading.wrong:
            return self.mark
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let headings be dragged and dropped between others."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return _ROW

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802, Qt's name
        """Only move."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:  # noqa: N802, Qt's name
        """Return what a drag carries, which only this program understands."""
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802, Qt's name
        """Return what a drag carries; which heading it is, the view knows."""
        data = QMimeData()
        data.setData(_MIME, QByteArray())
        return data


class OutlineView(QListView):
    """Shows the outline; tells where the clerk wants to go and which section he moves before which line."""

    chosen = Signal(int)
    left = Signal()
    moved = Signal(int, int)

    def __init__(self, name: str) -> None:
        """Begin empty, with a name for screen readers."""
        super().__init__()
        self.entries = OutlineModel()
        self.setModel(self.entries)
        self.setAccessibleName(name)
        set_tip(self, _(TIP))
        self.setFrameStyle(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setUniformItemSizes(True)
        mark(self, "quiet", "yes")
        self.setMinimumWidth(1)
        self.setTabKeyNavigation(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDropIndicatorShown(True)
        self.clicked.connect(self._choose)
        follow_look(self)
        self.apply_theme()

    def show_entries(self, entries: Sequence[Entry], line: int) -> None:
        """Show an outline, current the heading in whose text a line stands."""
        self.entries.show(entries)
        self.mark(line)

    def mark(self, line: int) -> None:
        """Make the heading current in whose text a line stands."""
        row = sum(entry.heading.line <= line for entry in self.entries.entries) - 1
        if row != self.currentIndex().row():
            self.setCurrentIndex(self.entries.index(row))

    def line(self) -> int | None:
        """Return the line of the current heading."""
        row = self.currentIndex().row()
        return self.entries.entries[row].heading.line if row >= 0 else None

    def apply_theme(self) -> None:
        """Take the colour of headings with a wrong number that goes with the look."""
        self.entries.mark = QColor(tokens().amber)

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Go to the heading by Enter, back to the text by Escape."""
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._choose()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: "QDragEnterEvent") -> None:
        """Take nothing but a heading."""
        if event.mimeData().hasFormat(_MIME):
            super().dragEnterEvent(event)

    def dragMoveEvent(self, event: "QDragMoveEvent") -> None:
        """Show between which headings it would come."""
        super().dragMoveEvent(event)
        if event.mimeData().hasFormat(_MIME):
            event.accept()

    def dropEvent(self, event: "QDropEvent") -> None:
        """Tell where the heading was dropped; the text is moved, and the list shows it then."""
        line, target = self.line(), self._target(event.position().toPoint().y())
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()
        if line is not None:
            self.moved.emit(line, target)

    def _target(self, height: int) -> int:
        """Return the line of the first heading that is shown below a height, -1 below the last."""
        for row, entry in enumerate(self.entries.entries):
            if self.visualRect(self.entries.index(row)).center().y() >= height:
                return entry.heading.line
        return -1

    def _choose(self) -> None:
        line = self.line()
        if line is not None:
            self.chosen.emit(line)


def make_outline(editor: AnswerEditor, settle: Callable[[], None], name: str) -> OutlineView:
    """Return an outline of an editor, still hidden; settle lets the text be read that a heading was moved in."""
    view = OutlineView(name)

    def go(line: int) -> None:
        go_to_line(editor, line)
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def put(line: int, target: int) -> None:
        place = move_to(editor, line, target if target >= 0 else editor.blockCount())
        settle()
        view.mark(place)

    def follow() -> None:
        if not view.hasFocus():
            view.mark(editor.textCursor().blockNumber())

    view.chosen.connect(go)
    view.moved.connect(put)
    view.left.connect(lambda: editor.setFocus(Qt.FocusReason.OtherFocusReason))
    editor.cursorPositionChanged.connect(follow)
    view.hide()
    return view


def _words(entry: Entry) -> str:
    heading = entry.heading
    if heading.wrong:
        return _(WRONG).format(printed=heading.printed, title=entry.title, typed=heading.typed)
    return heading.printed + entry.title


def _spoken(entry: Entry) -> str:
    heading = entry.heading
    words = translate(
        SPOKEN.filled(level=heading.level, printed=heading.printed, title=entry.title, count=entry.characters)
    )
    if heading.wrong:
        words += "\n" + _(SPOKEN_WRONG).format(typed=heading.typed, printed=heading.printed)
    return words
