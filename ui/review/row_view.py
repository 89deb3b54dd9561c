"""One field of a recognised letter as it is looked through: its name, its words, and the buttons that change them."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QWidget

from services.reply_corrections import EMPTIABLE
from services.reply_review import Row, named
from ui.core.i18n import N_, _, translate
from ui.core.theme import GAP, field_ground, follow_look, mark
from ui.widgets.button import push_button, tool_button
from ui.widgets.label import PlainLabel, colour_words, plain_label, shortened

USE, USE_FOR = N_("用选中的"), N_("{field}：用左边选中的文字")
CLEAR, CLEAR_OF, CLEAR_TIP = N_("清空"), N_("{field}：清空"), N_("{field}：清空（在这一行按 Delete）")
SEE = N_("{field}：看原文")
DOUBT = N_("请核对：{why}。")
NOTHING = N_("（没有）")
_LONGEST = 120


Action = Callable[[str], None]


class RowView(QFrame):
    """One field: its name, which shows where it stands in the source, its words, and what reads it anew or empties it.

    It is hidden while the letter has nothing of it.
    """

    def __init__(self, row: Row, ground: int, see: Action, use: Action, empty: Action) -> None:
        """Make the row of a field, whose words are shown later; ground is the number of its colour."""
        super().__init__()
        self.field, self.name = row.field, translate(named(row))
        self.places = row.places
        self.doubtful = False
        self._ground = ground
        self.see: QPushButton = push_button(self.name, lambda: see(self.field), name=_(SEE).format(field=self.name))
        mark(self.see, "kind", "link")
        self._words = PlainLabel()
        self._words.setWordWrap(True)
        self._words.setProperty("letter_text", True)
        self._words.setAutoFillBackground(True)
        self._words.setMargin(GAP // 2)
        self._doubt = plain_label()
        colour_words(self._doubt, "mark")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(2)
        grid.addWidget(self.see, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._words, 0, 1)
        grid.addWidget(self._doubt, 1, 1)
        grid.setColumnStretch(1, 1)
        spoken = _(USE_FOR).format(field=self.name)
        self.use = push_button(_(USE), lambda: use(self.field), name=spoken, tip=spoken)
        grid.addWidget(self.use, 0, 2, Qt.AlignmentFlag.AlignTop)
        self.clear = tool_button(
            _(CLEAR), _(CLEAR_OF).format(field=self.name), lambda: empty(self.field),
            tip=_(CLEAR_TIP).format(field=self.name), by_tab=True,
        )  # fmt: skip
        grid.addWidget(self.clear, 0, 3, Qt.AlignmentFlag.AlignTop)
        if row.field in EMPTIABLE:
            # On the whole row: a name without a place in the source takes no keys.
            delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self)
            delete.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            delete.activated.connect(lambda: empty(self.field))
        else:
            # The place stays, so that the buttons stand in columns.
            kept = self.clear.sizePolicy()
            kept.setRetainSizeWhenHidden(True)
            self.clear.setSizePolicy(kept)
            self.clear.hide()
        follow_look(self)

    @property
    def handle(self) -> QWidget:
        """What takes the keys of the row first."""
        return self.see if self.see.isEnabled() else self.use

    def show_row(self, row: Row) -> None:
        """Show the words of the field and why they are to be looked at."""
        self.places = row.places
        self.doubtful = bool(row.doubt)
        self._words.setText(shortened(row.words, _LONGEST) or _(NOTHING))
        self._doubt.setText(_(DOUBT).format(why=translate(row.doubt)) if row.doubt else "")
        self._doubt.setVisible(self.doubtful)
        self.see.setEnabled(bool(self.places))
        self.setVisible(bool(row.words or row.places or row.doubt))
        self.apply_theme()

    def apply_theme(self) -> None:
        """Give the words the ground that they have in the source."""
        palette = self._words.palette()
        ground = QColor(field_ground(self._ground)) if self.places else self.palette().color(QPalette.ColorRole.Window)
        if palette.color(QPalette.ColorRole.Window) != ground:
            palette.setColor(QPalette.ColorRole.Window, ground)
            self._words.setPalette(palette)
