"""A recognised letter beside its source: only what is doubtful asks for a look, all of it is taken by one key."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from letter.messages import counted
from letter.model import ReplyLetter
from services.reply_review import CORRECTABLE, CannotCorrect, Row, as_corrected, corrected, leftovers, named, rows
from ui.core.i18n import N_, _, translate
from ui.core.theme import GAP, WIDE_GAP, field_ground, follow_look, mark, scaled
from ui.review.source_view import Mark, SourceView
from ui.widgets.button import push_button
from ui.widgets.escape_closes import EscapeCloses
from ui.widgets.label import PlainLabel, Shade, colour_words, heading_label, plain_label, shortened
from ui.widgets.page import fill_page, foot, page_head, scroll_area

if TYPE_CHECKING:
    from services.recognising import Recognised

TITLE = N_("认出来的复函")
SURE = N_("“{name}”里的各项都认出来了，没有要核对的。")
DOUBTFUL = counted("“{name}”里有 {count} 项要核对，在右边写明了。")
HINT = N_("认错的，在左边选中正确的文字，再按那一项后面的按钮。")
TAKE, BACK = N_("全部采用（Ctrl+Enter）(&L)"), N_("取消(&Q)")
USE, USE_FOR = N_("用选中的"), N_("{field}：用左边选中的文字")
SEE = N_("{field}：看原文")
DOUBT = N_("请核对：{why}。")
NOTHING = N_("（没有）")
LEFT = counted("没有归到任何一项的 {count} 行，不会写进信里")
OF_PAGE = counted("网页自己的或重复的 {count} 行")
SET = N_("{field}已改用选中的文字。")
_LONGEST, _AROUND = 120, 60
_TAKING = ("Ctrl+Return", "Ctrl+Enter")


class ReviewPage(EscapeCloses, QWidget):
    """Shows what was recognised in a file of this name; nothing is written anywhere before it is taken."""

    taken = Signal(object)
    left = Signal()

    def __init__(self, name: str, found: "Recognised") -> None:
        """Show a recognised letter."""
        super().__init__()
        self.setProperty("manual", "returned")
        self._name, self._found, self._letter = name, found, found.letter
        self._corrected: dict[str, tuple[int, int]] = {}
        self.source = SourceView(found.text)
        self.rows: dict[str, RowView] = {}
        self._heading = plain_label()
        self._said = plain_label()
        self._take, self._back = push_button(_(TAKE), self._agree), push_button(_(BACK), self.left.emit)
        for keys in _TAKING:  # before any button: Enter presses that with the focus
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._agree)
        self._assemble()
        self._show()

    def begin(self) -> None:
        """Set the focus on the first field that asks for a look, else on what takes all."""
        doubtful = next((row for row in self.rows.values() if row.doubtful), None)
        if doubtful:
            doubtful.see.setFocus(Qt.FocusReason.OtherFocusReason)
            self._see(doubtful.field)
            # Once it has its place.
            QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(doubtful, 0, scaled(_AROUND)))
        else:
            self._take.setFocus(Qt.FocusReason.OtherFocusReason)

    def letter(self) -> ReplyLetter:
        """Return the letter with what the clerk has corrected."""
        return self._letter

    def found(self) -> "Recognised":
        """Return what was recognised, as the clerk has corrected it."""
        return as_corrected(self._found, self._letter, self._corrected)

    def use(self, field: str) -> None:
        """Read a field anew from what is selected in the source."""
        words, start, end = self.source.chosen()
        try:
            self._letter = corrected(self._letter, field, words)
        except CannotCorrect as error:
            self._say(translate(error), "problem")
            return
        self._corrected[field] = (start, end)
        self._show()
        self._say(_(SET).format(field=self.rows[field].name), "good")

    def _agree(self) -> None:
        self.taken.emit(self.found())

    def _say(self, sentence: str, shade: Shade) -> None:
        self._said.setText(sentence)
        colour_words(self._said, shade)

    def _see(self, field: str) -> None:
        if places := self.rows[field].places:
            self.source.go_to(*places[0])

    def _show(self) -> None:
        shown = rows(self._found, self._letter, self._corrected)
        for row in shown:
            self.rows[row.field].show_row(row)
        names = {field: (view.name, at) for at, (field, view) in enumerate(self.rows.items())}
        self.source.show_marks([Mark(*place, *names[row.field]) for row in shown for place in row.places])
        doubts = sum(bool(row.doubt) for row in shown)
        sentence = (
            translate(DOUBTFUL.filled(name=self._name, count=doubts)) if doubts else _(SURE).format(name=self._name)
        )
        self._heading.setText(sentence)

    def _assemble(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, GAP, 0)
        column.setSpacing(GAP)
        hint = plain_label(_(HINT))
        mark(hint, "tone", "secondary")
        column.addWidget(hint)
        for at, row in enumerate(rows(self._found, self._letter, {})):
            view = self.rows[row.field] = RowView(row, at, self._see, self.use)
            column.addWidget(view)
        for form, of_page in ((LEFT, False), (OF_PAGE, True)):
            lines = [self._found.text[row.start : row.end].strip() for row in leftovers(self._found, of_page=of_page)]
            if lines:
                column.addWidget(heading_label(translate(form.filled(count=len(lines)))))
                words = plain_label("\n".join(lines))
                words.setProperty("letter_text", True)
                column.addWidget(words)
        column.addStretch()
        width = max(view.see.sizeHint().width() for view in self.rows.values())
        for view in self.rows.values():
            view.see.setFixedWidth(width)
        self._area = scroll_area(inner)
        beside = QWidget()
        row = QHBoxLayout(beside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(WIDE_GAP)
        row.addWidget(self.source, 1)
        row.addWidget(self._area, 1)
        bottom = foot(self._take)
        bottom.insertWidget(0, self._said, 1)
        fill_page(self, page_head(_(TITLE), self._back), beside, bottom, self._heading)


class RowView(QFrame):
    """One field: its name, which shows where it stands in the source, its words, and the button that reads it anew."""

    def __init__(self, row: Row, ground: int, see: Callable[[str], None], use: Callable[[str], None]) -> None:
        """Show a row; ground is the number of its colour."""
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
        if row.field in CORRECTABLE:
            spoken = _(USE_FOR).format(field=self.name)
            self.use = push_button(_(USE), lambda: use(self.field), name=spoken, tip=spoken)
            grid.addWidget(self.use, 0, 2, Qt.AlignmentFlag.AlignTop)
        self.show_row(row)
        follow_look(self)

    def show_row(self, row: Row) -> None:
        """Show the words of the field and why they are to be looked at."""
        self.places = row.places
        self.doubtful = bool(row.doubt)
        self._words.setText(shortened(row.words, _LONGEST) or _(NOTHING))
        self._doubt.setText(_(DOUBT).format(why=translate(row.doubt)) if row.doubt else "")
        self._doubt.setVisible(self.doubtful)
        self.see.setEnabled(bool(self.places))
        self.apply_theme()

    def apply_theme(self) -> None:
        """Give the words the ground that they have in the source."""
        palette = self._words.palette()
        ground = QColor(field_ground(self._ground)) if self.places else self.palette().color(QPalette.ColorRole.Window)
        if palette.color(QPalette.ColorRole.Window) != ground:
            palette.setColor(QPalette.ColorRole.Window, ground)
            self._words.setPalette(palette)
