"""Looks at a window as a clerk does: finds by name what is shown, words of another language, cut off or covered."""

import re
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any, NamedTuple, TypeVar, cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QPushButton,
    QScrollBar,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QTextEdit,
    QToolButton,
    QWidget,
)

from services.languages import languages
from ui.answer.outline import OutlineView
from ui.core.i18n import LANGUAGES, without_mnemonic
from ui.shell.main_window import MainWindow
from ui.shell.profile_menu import ProfileMenu
from ui.shell.recent_menu import RecentMenu
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.message_bar import MessageBar

HAN = re.compile("[\u4e00-\u9fff]+")
LATIN = re.compile("[A-Za-z]{2,}")
# Names that a Chinese window writes in Latin letters.
NAMES = frozenset(
    (
        "Word",
        "WPS",
        "LibreOffice",
        "Excel",
        "SQLite",
        "xls",
        "Windows",
        "English",
        "docx",
        "doc",
        "wps",
        "mht",
        "mhtml",
        "RTF",
        "PDF",
        "pdf",
        "json",
        "xlsx",
        "xlsm",
        "ods",
        "et",
        "png",
        "GB",
        "KB",
        "MB",
        "txt",
        "html",
        "htm",
        "Ctrl",
        "Home",
        "PgDown",
        "PgUp",
        "Alt",
        "Shift",
        "Tab",
        "Esc",
        "Enter",
        "Delete",
    )
)
# The fields of a letter file, as a message on a file written by hand names them.
FIELDS = frozenset(("JSON", "schema", "table", "heading", "text", "level", "true", "false"))
TITLE_MARK = " — "
MOST_ROUNDS = 3
TOUCHING = 1  # a pixel by which frames may share an edge
PROBLEM = "！"
_DIRECTLY = Qt.FindChildOption.FindDirectChildrenOnly
Texts = Iterator[tuple[str, str]]
_Widget = TypeVar("_Widget", bound=QWidget)


class LoneWidgets(QObject):
    """Watches for what is shown before it has a place: it stands on the screen as a window of its own for a moment."""

    def __init__(self) -> None:
        """Have seen nothing yet."""
        super().__init__()
        self.found: list[str] = []
        self._running = QCoreApplication.instance()

    def __enter__(self) -> list[str]:
        """Begin to watch, and return the list of what is found."""
        assert self._running
        self._running.installEventFilter(self)
        return self.found

    def __exit__(self, *_reason: object) -> None:
        """Watch no longer."""
        assert self._running
        self._running.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Note a widget that is shown as a window without being one."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            window = watched.windowType() == Qt.WindowType.Window and not isinstance(watched, QMainWindow)
            self.found += [f"{type(watched).__name__} {watched.accessibleName()}"] if window else []
        return False


class Fault(NamedTuple):
    """Something wrong on the screen: what, on which widget, and the words there."""

    what: str
    place: str
    words: str


def shown_in(place: QWidget, kind: type[_Widget], name: str = "") -> list[_Widget]:
    """Return the visible widgets of a kind within a place, those alone of an accessible name where one is given."""
    found = [widget for widget in place.findChildren(kind) if widget.isVisible()]
    return [widget for widget in found if not name or widget.accessibleName() == name]


def button(place: QWidget, name: str) -> QAbstractButton:
    """Return the one visible button of a name within a place."""
    (found,) = shown_in(place, QAbstractButton, name)
    return found


def double_click(place: QWidget, at: QPoint | None = None) -> None:
    """Press the left button twice and let it go: Qt's own call leaves it held, for every later test too."""
    at = at or place.rect().center()
    QTest.mouseDClick(place, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseRelease(place, Qt.MouseButton.LeftButton, pos=at)


def has_button(place: QWidget, name: str) -> bool:
    """Return whether a button of a name is visible within a place."""
    return bool(shown_in(place, QAbstractButton, name))


def page_shown(window: MainWindow, kind: type[_Widget]) -> _Widget:
    """Return the page that the window shows, which must be of a kind."""
    shown = window.pages.currentWidget()
    assert isinstance(shown, kind), shown
    return shown


def words_in(place: QWidget) -> list[str]:
    """Return the words of the visible labels within a place."""
    return [label.text() for label in shown_in(place, QLabel) if label.text()]


def beneath(row: QWidget) -> tuple[str, str]:
    """Return the problem that is told beneath the inputs of a row, and the calm sentence there; nothing for none."""
    labels = row.findChildren(QLabel, options=_DIRECTLY)
    words = [label.text() for label in labels if not label.isHidden() and label.wordWrap()]
    problems = [text for text in words if text.startswith(PROBLEM)]
    return "".join(problems), "".join(text for text in words if text not in problems)


def answers(bar: MessageBar, topic: str) -> dict[str, QPushButton]:
    """Return the buttons beside the sentence that a message bar shows on a topic, by their names."""
    sentence = bar.sentence(topic)
    (told,) = [label for label in shown_in(bar, QLabel) if label.text().removeprefix(PROBLEM) == sentence]
    beside = [widget for widget in shown_in(bar, QPushButton) if widget.parent() is told.parent()]
    return {widget.accessibleName(): widget for widget in beside}


def menus(window: QMainWindow) -> list[QMenu]:
    """Return the menus of the menu bar from left to right."""
    return [menu for action in window.menuBar().actions() if (menu := action.menu())]  # pyright: ignore[reportReturnType]


def entries(window: QMainWindow) -> list[QAction]:
    """Return the entries of all menus, those of the menus within them aside."""
    return [entry for menu in menus(window) for entry in menu.actions() if not entry.isSeparator()]


def entry(window: QMainWindow, words: str) -> QAction:
    """Return the menu entry of these words, or the one under which a further menu of these words opens."""
    (found,) = [entry for entry in entries(window) if without_mnemonic(entry.text()) == words]
    return found


def choose(window: QMainWindow, words: str) -> None:
    """Choose the menu entry of these words, which must be offered."""
    found = entry(window, words)
    assert found.isVisible(), words
    assert found.isEnabled(), words
    found.trigger()


def opened_menu(window: QMainWindow, words: str) -> list[QAction]:
    """Open the menu of these words within another one, and return its entries."""
    (found,) = [menu for menu in window.findChildren(QMenu) if without_mnemonic(menu.title()) == words]
    found.aboutToShow.emit()
    return found.actions()


def without_quoted(text: str) -> str:
    """Return a text without what stands in quotes “…”, which is an example, a name or the letter's own words."""
    kept, depth = "", 0
    for character in text:
        if character == "“":
            depth += 1
        elif character == "”":
            depth = max(0, depth - 1)
        elif not depth:
            kept += character
    return kept


def foreign(text: str, language: str) -> list[str]:
    """Return the words in a text that are not of a language."""
    words = without_quoted(text)
    script = languages()[language].script
    if script == "latin":
        return HAN.findall(words)
    latin = [word for word in LATIN.findall(words) if word not in NAMES | FIELDS]
    return latin + [character for character in words if is_of_the_other_script(character, script)]


def is_of_the_other_script(character: str, script: str) -> bool:
    """Return whether a character stands in the other Chinese script alone, told by the character set of each."""
    own, other = ("gb2312", "big5") if script == "simplified" else ("big5", "gb2312")
    return HAN.match(character) is not None and not _is_in(character, own) and _is_in(character, other)


def _is_in(character: str, character_set: str) -> bool:
    try:
        character.encode(character_set)
    except UnicodeEncodeError:
        return False
    return True


def leftovers(window: QWidget, language: str) -> list[Fault]:
    """Return the words on a window that are not of a language, hidden widgets and menus included."""
    found: list[Fault] = []
    for widget in [window, *window.findChildren(QWidget)]:
        for what, text in texts_of(widget):
            found += [Fault(what, _place(widget), f"{word}: {text}") for word in foreign(text, language)[:1]]
    for action in window.findChildren(QAction):
        if not _is_content(action):
            for text in {action.text(), action.toolTip(), action.statusTip(), action.whatsThis()}:
                found += [Fault("action", action.text(), word) for word in foreign(text.replace("&", ""), language)]
    return found


def texts_of(widget: QWidget) -> Texts:
    """Yield every text of a widget that the program itself has written, with what it is."""
    for what in ("toolTip", "statusTip", "whatsThis", "accessibleName", "accessibleDescription", "placeholderText"):
        text = widget.property(what)
        if text and not (what == "placeholderText" and widget.property("letter_placeholder")):
            yield what, text
    title, letter = widget.windowTitle(), widget.property("letter_title")
    yield "windowTitle", (title.replace(f"{letter}{TITLE_MARK}", "", 1) if letter else title).partition(TITLE_MARK)[0]
    if widget.property("letter_text"):
        return
    if isinstance(widget, ElidedLabel):
        # What is left of its words may end within a name.
        yield "text", widget.whole()
    elif isinstance(widget, (QLabel, QAbstractButton)):
        yield "text", widget.text().replace("&", "")
    elif isinstance(widget, QGroupBox):
        yield "title", widget.title()
    elif isinstance(widget, QComboBox):
        items = range(widget.count())
        own = (widget.itemText(at) for at in items if widget.itemData(at) not in (widget.itemText(at), *LANGUAGES))
        yield from (("item", text) for text in own)
    elif isinstance(widget, QAbstractItemView) and not isinstance(widget, OutlineView):
        if not isinstance(widget.parent(), QWidget) or not widget.window().inherits("QComboBoxPrivateContainer"):
            model = widget.model()
            rows = range(model.rowCount() if model else 0)
            yield from (("item", str(model.index(row, 0).data() or "")) for row in rows)
    elif isinstance(widget, (QTextEdit, QPlainTextEdit)) and widget.isReadOnly():
        yield "text", widget.toPlainText()


def _is_content(action: QAction) -> bool:
    """Return whether an action names a profile, a letter, or a language in its own tongue."""
    listed = isinstance(action.parent(), RecentMenu) or isinstance(action.parent().parent(), ProfileMenu)
    return action.data() is not None and (listed or action.data() in LANGUAGES)


def clipped(window: QWidget) -> list[Fault]:
    """Return what does not show its whole text, or reaches beyond the widget that it lies in."""
    found: list[Fault] = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.isWindow() or _is_qts_own(widget):
            continue
        wanted = _cut(widget)
        if wanted:
            found.append(Fault(wanted, _place(widget), _words(widget)))
        if _beyond(widget):
            found.append(Fault("beyond its parent", _place(widget), _words(widget)))
    return found


def _cut(widget: QWidget) -> str:
    for kind, problem in _CHECKS:
        if isinstance(widget, kind):
            return problem(widget)
    return ""


def _label(label: QLabel) -> str:
    if not label.text() or isinstance(label, ElidedLabel):
        return ""
    if label.wordWrap():
        wanted = QSize(label.minimumSizeHint().width(), label.heightForWidth(label.width()))
        longest = max(label.fontMetrics().horizontalAdvance(word) for word in re.split(r"\s|(?<=[^ -~])", label.text()))
        wanted.setWidth(min(wanted.width(), longest))
    else:
        wanted = label.sizeHint()
    return _smaller(label, wanted)


def _button(button: QAbstractButton) -> str:
    return _smaller(button, button.sizeHint())


def _tool_button(button: QToolButton) -> str:
    if button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly and not button.icon().isNull():
        return _smaller(button, button.iconSize())
    words = button.text().replace("&", "")
    return _smaller(button, QSize(button.fontMetrics().horizontalAdvance(words) + 2, button.fontMetrics().height()))


def _combo_box(box: QComboBox) -> str:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    field = box.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box
    )
    texts = [box.itemText(at) for at in range(box.count())] if box.itemData(0) != box.itemText(0) else []
    wide = [text for text in texts if box.fontMetrics().boundingRect(text).width() > field.width()]
    return f"cut: {wide} in {field.width()}" if wide else ""


def _line_edit(edit: QLineEdit) -> str:
    option = QStyleOptionFrame()
    edit.initStyleOption(option)
    room = edit.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, edit).width() - 4
    wanted = edit.fontMetrics().horizontalAdvance(edit.placeholderText())
    return f"placeholder cut: {wanted} in {room}" if wanted > room else ""


def _text_edit(edit: QTextEdit | QPlainTextEdit) -> str:
    words = edit.placeholderText()
    if not words:
        return ""
    room = edit.viewport().rect()
    room.setWidth(room.width() - 2 * int(edit.document().documentMargin()))
    flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
    wanted = edit.fontMetrics().boundingRect(room, int(flags.value), words)
    margin = 2 * int(edit.document().documentMargin())
    cut = wanted.height() + margin > room.height() + 1 or wanted.width() > room.width()
    return f"placeholder cut: {wanted.size()} in {room.size()}" if cut else ""


def _items(view: QAbstractItemView) -> str:
    if view.property("letter_text") or isinstance(view, OutlineView) or not view.model():
        return ""
    rows = [view.model().index(row, 0) for row in range(view.model().rowCount())]
    wide = [index.data() for index in rows if view.sizeHintForIndex(index).width() > view.viewport().width()]
    return f"items cut: {wide}" if wide else ""


def _menu_bar(bar: QMenuBar) -> str:
    cut = [action.text() for action in bar.actions() if not bar.rect().contains(bar.actionGeometry(action))]
    return f"menus cut: {cut}" if cut else ""


_CHECKS: tuple[tuple[type[Any], Callable[[Any], str]], ...] = (
    (QLabel, _label), (QToolButton, _tool_button), (QAbstractButton, _button), (QComboBox, _combo_box),
    (QLineEdit, _line_edit), (QTextEdit, _text_edit), (QPlainTextEdit, _text_edit), (QAbstractItemView, _items),
    (QMenuBar, _menu_bar), (QGroupBox, lambda box: _smaller(box, box.minimumSizeHint())),
)  # fmt: skip


def _smaller(widget: QWidget, wanted: QSize) -> str:
    if widget.width() >= wanted.width() and widget.height() >= wanted.height():
        return ""
    return f"{widget.width()}×{widget.height()} instead of {wanted.width()}×{wanted.height()}"


def _beyond(widget: QWidget) -> bool:
    """Return whether a widget reaches beyond its parent; in a scroll area only sideways where none can scroll."""
    parent = widget.parentWidget()
    if parent is None:
        return False
    area = parent.parentWidget()
    if isinstance(area, QAbstractScrollArea) and parent is area.viewport():
        off = area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        return off and widget.width() > parent.width()
    return not parent.rect().contains(widget.geometry())


def overlaps(window: QWidget) -> list[Fault]:
    """Return pairs of visible neighbours that lie upon each other; a list that floats above the fields may."""
    found: list[Fault] = []
    for parent in [window, *window.findChildren(QWidget)]:
        children = [cast("QWidget", child) for child in parent.children() if isinstance(child, QWidget)]
        shown = [child for child in children if child.isVisible() and not child.isWindow() and not _floats(child)]
        for one, other in combinations(shown, 2):
            shared = one.geometry().intersected(other.geometry())
            if min(shared.width(), shared.height()) > TOUCHING:
                found.append(Fault("overlap", f"{_place(one)} {_place(other)}", f"{_words(one)} | {_words(other)}"))
    return found


def _floats(widget: QWidget) -> bool:
    return bool(widget.property("floating")) or _is_qts_own(widget)


def _is_qts_own(widget: QWidget) -> bool:
    own = isinstance(widget, QScrollBar) or widget.objectName().startswith("qt_")
    return own or type(widget).__name__ in ("QSplitterHandle", "QRubberBand", "QComboBoxPrivateContainer")


def settle() -> None:
    """Let layouts take their places."""
    for _round in range(MOST_ROUNDS):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def _place(widget: QWidget) -> str:
    name = widget.accessibleName() or widget.objectName()
    return f"{type(widget).__name__} {name}".strip()


def _words(widget: QWidget) -> str:
    return str(widget.property("text") or widget.property("title") or widget.property("placeholderText") or "")
