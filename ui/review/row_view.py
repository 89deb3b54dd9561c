"""One field of a recognised letter as it is looked through: its name, its words, and the buttons that change them."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QToolButton, QWidget

from services.reply_corrections import EMPTIABLE
from services.reply_review import Row, named
from services.reply_typing import TYPED
from ui.core.i18n import N_, _, translate
from ui.core.theme import GAP, field_ground, follow_look, mark
from ui.review.words_edit import WordsEdit
from ui.widgets.button import push_button, tool_button
from ui.widgets.label import PlainLabel, colour_words, plain_label, shortened

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent

USE, USE_FOR = N_("用选中的"), N_("{field}：用左边选中的文字")
CLEAR, CLEAR_OF, CLEAR_TIP = N_("清空"), N_("{field}：清空"), N_("{field}：清空（在这一行按 Delete）")
TYPE, TYPE_OF, TYPE_TIP = N_("填写"), N_("{field}：填写"), N_("{field}：填写（在这一行按 F2，或者双击文字）")
TYPE_HINT = N_("回车采用，Esc 不改")
SEE = N_("{field}：看原文")
DOUBT = N_("请核对：{why}。")
LACKING = N_("不完整，或者读不出来，请选中或填写。")
NOTHING = N_("（没有）")
_LONGEST = 120


Action = Callable[[str], None]


class Acts(NamedTuple):
    """What is done with the field of a row: its source shown, words used that are selected or typed, or it emptied.

    begin is asked for when the clerk wants to type it.
    """

    see: Action
    use: Action
    empty: Action
    begin: Action
    enter: Callable[[str], object]
    give_up: Action


class _Words(PlainLabel):
    """The words of a field, which are typed over after a double click."""

    wanted = Signal()

    def mouseDoubleClickEvent(self, _event: "QMouseEvent") -> None:
        self.wanted.emit()


class RowView(QFrame):
    """One field: its name, which shows where it stands in the source, its words, and what reads it anew or empties it.

    It is hidden while the letter has nothing of it and the clerk types nothing for it.
    """

    def __init__(self, row: Row, ground: int, acts: Acts) -> None:
        """Make the row of a field, whose words are shown later; ground is the number of its colour."""
        super().__init__()
        self.field, self.name = row.field, translate(named(row))
        self.places = row.places
        self.doubtful = self.lacking = False
        self.edit: WordsEdit | None = None
        self._ground, self._acts, self._has_words = ground, acts, False
        where = _(SEE).format(field=self.name)
        self.see: QPushButton = push_button(self.name, lambda: acts.see(self.field), name=where)
        mark(self.see, "kind", "link")
        self._words = _Words()
        self._words.setWordWrap(True)
        self._words.setProperty("letter_text", True)
        self._words.setAutoFillBackground(True)
        self._words.setMargin(GAP // 2)
        self._doubt, self._refused = plain_label(), plain_label()
        colour_words(self._doubt, "mark")
        colour_words(self._refused, "problem")
        self._refused.hide()
        grid = self._grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(2)
        grid.addWidget(self.see, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._words, 0, 1)
        grid.addWidget(self._doubt, 1, 1)
        grid.addWidget(self._refused, 2, 1)
        grid.setColumnStretch(1, 1)
        spoken = _(USE_FOR).format(field=self.name)
        self.use = push_button(_(USE), lambda: acts.use(self.field), name=spoken, tip=spoken)
        grid.addWidget(self.use, 0, 2, Qt.AlignmentFlag.AlignTop)
        self.type = self._small_button(TYPE, TYPE_OF, TYPE_TIP, acts.begin, 3, offered=row.field in TYPED)
        self.clear = self._small_button(CLEAR, CLEAR_OF, CLEAR_TIP, acts.empty, 4, offered=row.field in EMPTIABLE)
        if row.field in EMPTIABLE:
            self._on_key(Qt.Key.Key_Delete, acts.empty)
        if row.field in TYPED:
            self._on_key(Qt.Key.Key_F2, acts.begin)
            self._words.wanted.connect(lambda: acts.begin(self.field))
        follow_look(self)

    @property
    def handle(self) -> QWidget:
        """What takes the keys of the row first."""
        return self.see if self.see.isEnabled() else self.use

    def begin_typing(self, words: str) -> None:
        """Turn the words into a line to type in, which begins with others; one that is open stays as it is."""
        if self.edit:
            self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        edit = self.edit = WordsEdit(self.name)
        edit.setPlaceholderText(_(TYPE_HINT))
        edit.entered.connect(lambda: self._acts.enter(self.field))
        edit.given_up.connect(lambda: self._acts.give_up(self.field))
        self._words.hide()
        self._grid.addWidget(edit, 0, 1, Qt.AlignmentFlag.AlignTop)
        QWidget.setTabOrder(self.see, edit)
        self.show()
        edit.show()
        edit.begin(words)

    def end_typing(self) -> None:
        """Show the words again."""
        edit, self.edit = self.edit, None
        self.refuse("")
        if edit:
            self._grid.removeWidget(edit)
            edit.hide()
            edit.deleteLater()
        self._words.show()
        self.setVisible(self._has_words)

    def refuse(self, sentence: str) -> None:
        """Say below the line why what was typed is not taken, which stays."""
        self._refused.setText(sentence)
        self._refused.setVisible(bool(sentence))

    def show_row(self, row: Row, *, lacking: bool = False) -> None:
        """Show the words of the field and why they are to be looked at; lacking is whether some are wanted yet."""
        self.places = row.places
        self.doubtful, self.lacking = bool(row.doubt), lacking
        self._words.setText(shortened(translate(row.words), _LONGEST) or _(NOTHING))
        doubt = _(DOUBT).format(why=translate(row.doubt)) if row.doubt else _(LACKING) if lacking else ""
        self._doubt.setText(doubt)
        self._doubt.setVisible(bool(doubt))
        self.see.setEnabled(bool(self.places))
        self._has_words = bool(row.words or row.places or row.doubt)
        self.setVisible(self._has_words or self.edit is not None)
        self.apply_theme()

    def _small_button(
        self, words: str, spoken: str, tip: str, act: Action, column: int, *, offered: bool
    ) -> QToolButton:  # fmt: skip
        """Return a button at the end of the row; where it is not offered its place stays: they stand in columns."""
        button = tool_button(
            _(words), _(spoken).format(field=self.name), lambda: act(self.field),
            tip=_(tip).format(field=self.name), by_tab=True,
        )  # fmt: skip
        self._grid.addWidget(button, 0, column, Qt.AlignmentFlag.AlignTop)
        if not offered:
            kept = button.sizePolicy()
            kept.setRetainSizeWhenHidden(True)
            button.setSizePolicy(kept)
            button.hide()
        return button

    def _on_key(self, key: Qt.Key, act: Action) -> None:
        """Act by a key on the whole row: a name without a place in the source takes no keys."""
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: act(self.field))

    def apply_theme(self) -> None:
        """Give the words the ground that they have in the source."""
        palette = self._words.palette()
        ground = QColor(field_ground(self._ground)) if self.places else self.palette().color(QPalette.ColorRole.Window)
        if palette.color(QPalette.ColorRole.Window) != ground:
            palette.setColor(QPalette.ColorRole.Window, ground)
            self._words.setPalette(palette)
