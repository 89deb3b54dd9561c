"""A recognised letter beside its source: only what is doubtful asks for a look, all of it is taken by one key."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from letter.messages import Message, counted
from letter.model import Agency, ReplyLetter
from services.reply_corrections import CannotCorrect
from services.reply_gaps import gaps
from services.reply_review import Review, begun, rows, said_twice, with_correction, with_typed, without
from services.reply_typing import TYPED, typed_words
from ui.core.i18n import N_, _, translate
from ui.core.theme import GAP, WIDE_GAP, mark, scaled
from ui.review.absent_fields import AbsentFields
from ui.review.notices import Notices
from ui.review.row_view import Acts, RowView
from ui.review.source_view import Mark, SourceView
from ui.widgets.button import push_button
from ui.widgets.label import Shade, colour_words, heading_label, plain_label
from ui.widgets.message_bar import MessageBar
from ui.widgets.page import fill_page, foot, page_head, scroll_area

if TYPE_CHECKING:
    from services.recognising import Recognised

TITLE = N_("认出来的复函")
HINT = N_("认错的，在左边选中正确的文字，再按那一项后面的“用选中的”；原文没有的，按“填写”；不该有的，按“清空”。")
TAKE, BACK = N_("全部采用（Ctrl+Enter）(&L)"), N_("取消(&Q)")
UNDO = N_("还原（Ctrl+Z）(&Z)")
LEFT = counted("没有归到任何一项的 {count} 行，不会写进信里")
OF_PAGE = counted("网页自己的或重复的 {count} 行")
LEAVING = counted("改过 {count} 项，离开就不要了？")
UNSAVED = counted("核对时改过 {count} 项，还没有采用。")
STAY, DROP = N_("继续核对(&K)"), N_("不要了(&X)")
SET = N_("{field}已改用选中的文字。")
TWICE = N_("{field}已改用选中的文字；{other}里也有这些文字，不该有的话，请把{other}重新选一遍。")
SET_TYPED = N_("{field}已改用填写的文字。")
EMPTIED = N_("{field}已清空，原来的文字列在没有归到任何一项里。")
EMPTY = N_("{field}已清空。")
UNDONE = N_("{field}已还原。")
REDONE = N_("{field}已重做。")
_AROUND = 60
_LEAVING = "leaving"
_TAKING = ("Ctrl+Return", "Ctrl+Enter")


class Step(NamedTuple):
    """A correction: of which field, and what there was before and after it."""

    field: str
    before: Review
    after: Review


class ReviewPage(QWidget):
    """Shows what was recognised in a file of this name; nothing is written anywhere before it is taken."""

    taken = Signal(object)
    left = Signal()
    stepped = Signal()

    def __init__(
        self, name: str, found: "Recognised", own: Agency | None = None, remarks: Sequence[str] = ()
    ) -> None:  # fmt: skip
        """Show a recognised letter; own is the profile in use, remarks are what is said of this file elsewhere."""
        super().__init__()
        self.setProperty("manual", "returned")
        self._own, self._review = own, begun(found)
        self._done: tuple[Step, ...] = ()
        self._undone: tuple[Step, ...] = ()
        self.source = SourceView(found.text)
        acts = Acts(self._see, self.use, self.empty, self.begin_typing, self.enter, self.give_up)
        self.rows = {row.field: RowView(row, at, acts) for at, row in enumerate(rows(self._review))}
        self.absent = AbsentFields({field: view.name for field, view in self.rows.items()}, self.give)
        self.notices = Notices(name, remarks, self._go_to_leftovers)
        self._said = plain_label()
        self.messages = MessageBar()
        self._focus_before: QWidget | None = None
        self._left = {of_page: _Leftovers(form) for form, of_page in ((LEFT, False), (OF_PAGE, True))}
        self._take, self._back = push_button(_(TAKE), self._agree), push_button(_(BACK), self.leave)
        self.undoing = push_button(_(UNDO), self.undo)
        for keys in _TAKING:  # before any button: Enter presses that with the focus
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._agree)
        self._assemble()
        self._show()

    def begin(self) -> None:
        """Set the focus on the first field that asks for a look or is incomplete, else on what takes all."""
        doubtful = next((row for row in self.rows.values() if row.doubtful or row.lacking), None)
        if doubtful:
            doubtful.handle.setFocus(Qt.FocusReason.OtherFocusReason)
            self._see(doubtful.field)
            self._reveal(doubtful)
        else:
            self._take.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def leave(self) -> None:
        """Leave, or ask first where something was corrected; a second Escape stays, as the first answer does."""
        count = self._corrected()
        if not count:
            self.left.emit()
        elif self.messages.sentence(_LEAVING):
            self._stay()
        else:
            self._focus_before = self.focusWidget()
            sentence = translate(LEAVING.filled(count=count))
            self.messages.say(_LEAVING, sentence, _(STAY), self._stay, calm=True, more=[(_(DROP), self.left.emit)])
            first, *_others = self.messages.findChildren(QPushButton)
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def unsaved(self) -> str:
        """Return how many corrections would be lost."""
        count = self._corrected()
        return translate(UNSAVED.filled(count=count)) if count else ""

    def letter(self) -> ReplyLetter:
        """Return the letter with what the clerk has corrected."""
        return self._review.letter

    def found(self) -> "Recognised":
        """Return what was recognised, as the clerk has corrected it."""
        return self._review.taken()

    def use(self, field: str) -> None:
        """Read a field anew from what is selected in the source."""
        _words, start, end = self.source.chosen()
        try:
            review = with_correction(self._review, field, (start, end), self._own)
        except CannotCorrect as error:
            self._say(translate(error), "problem")
            return
        self._take_step(field, review)
        other = said_twice(review, field)
        names = {"field": self.rows[field].name, "other": self.rows[other].name if other else ""}
        self._say(_(TWICE if other else SET).format(**names), "mark" if other else "good")

    def give(self, field: str) -> None:
        """Give a field that is absent: read it from what is selected, or let it be typed where nothing is."""
        if field in TYPED and not self.source.chosen()[0].strip():
            self.begin_typing(field)
        else:
            self.use(field)

    def begin_typing(self, field: str) -> None:
        """Let a field be typed in its row."""
        row = self.rows[field]
        row.begin_typing(typed_words(self._review.letter, field))
        self._offer()
        self._reveal(row)

    def enter(self, field: str) -> bool:
        """Read a field from what was typed, and return whether that could be read; a refusal is said beside it."""
        row = self.rows[field]
        if not row.edit or not row.edit.is_changed():
            self.give_up(field)
            return True
        try:
            review = with_typed(self._review, field, row.edit.text(), self._own)
        except CannotCorrect as error:
            row.refuse(translate(error))
            self._reveal(row)
            return False
        row.end_typing()
        self._take_step(field, review)
        self._say(_(SET_TYPED).format(field=row.name), "good")
        return True

    def give_up(self, field: str) -> None:
        """Leave a field as it was before it was typed."""
        self.rows[field].end_typing()
        self._offer()
        row, button = self.rows[field], self.absent.buttons[field]
        (button if row.isHidden() else row.handle).setFocus(Qt.FocusReason.OtherFocusReason)

    def empty(self, field: str) -> None:
        """Empty a field; its words are listed among those of none."""
        before = self._review
        self._take_step(field, without(before, field))
        left = self._review.leftovers(of_page=False) != before.leftovers(of_page=False)
        self._say(_(EMPTIED if left else EMPTY).format(field=self.rows[field].name), "good")

    def undo(self) -> None:
        """Take the last correction back."""
        if self._done:
            *done, step = self._done
            self._done, self._undone = tuple(done), (*self._undone, step)
            self._turn_to(step.field, step.before, UNDONE)

    def can_undo(self) -> bool:
        """Return whether there is a correction to be taken back."""
        return bool(self._done)

    def can_redo(self) -> bool:
        """Return whether there is a correction to be made again."""
        return bool(self._undone)

    def redo(self) -> None:
        """Make the correction again that was taken back last."""
        if self._undone:
            *undone, step = self._undone
            self._done, self._undone = (*self._done, step), tuple(undone)
            self._turn_to(step.field, step.after, REDONE)

    def _take_step(self, field: str, review: Review) -> None:
        self._done, self._undone = (*self._done, Step(field, self._review, review)), ()
        self._review = review
        self._show()
        self._go_to(field)

    def _turn_to(self, field: str, review: Review, sentence: str) -> None:
        self._review = review
        self._show()
        self._go_to(field)
        self._say(_(sentence).format(field=self.rows[field].name), "good")

    def _go_to(self, field: str) -> None:
        """Leave the keys on the field, on the one behind it where it has no row any more."""
        behind = list(self.rows.values())[list(self.rows).index(field) :]
        row = next((row for row in behind if not row.isHidden()), None)
        (row.handle if row else self._take).setFocus(Qt.FocusReason.OtherFocusReason)
        if row:
            self._reveal(row)

    def _reveal(self, part: QWidget) -> None:
        """Bring a part into view, once it has its place."""
        QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(part, 0, scaled(_AROUND)))

    def _corrected(self) -> int:
        """Return how many fields were corrected, those that are being typed too."""
        typing = {field for field, row in self.rows.items() if row.edit and row.edit.is_changed()}
        return len(self._review.touched | typing)

    def _go_to_leftovers(self) -> None:
        self._left[False].setFocus(Qt.FocusReason.OtherFocusReason)
        self._reveal(self._left[False])

    def _agree(self) -> None:
        """Announce what was recognised; what is being typed is part of it, or keeps the page."""
        refused = [field for field, row in self.rows.items() if row.edit and not self.enter(field)]
        if not refused:
            self.taken.emit(self.found())

    def _stay(self) -> None:
        self.messages.dismiss(_LEAVING)
        if self._focus_before:
            self._focus_before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, sentence: str, shade: Shade) -> None:
        self._said.setText(sentence)
        colour_words(self._said, shade)

    def _see(self, field: str) -> None:
        if places := self.rows[field].places:
            self.source.go_to(*places[0])

    def _show(self) -> None:
        self.messages.dismiss(_LEAVING)
        shown, found = rows(self._review), gaps(self._review)
        left = {of_page: self._review.leftovers(of_page=of_page) for of_page in self._left}
        for row in shown:
            self.rows[row.field].show_row(row, lacking=row.field in found.incomplete)
        self._offer()
        names = {field: (view.name, at) for at, (field, view) in enumerate(self.rows.items())}
        self.source.show_marks([Mark(*place, *names[row.field]) for row in shown for place in row.places])
        self.notices.show_review(shown, found, len(left[False]))
        for of_page, view in self._left.items():
            view.list_lines(left[of_page])
        self.undoing.setEnabled(self.can_undo())
        self.stepped.emit()

    def _offer(self) -> None:
        """Offer the fields that have no row."""
        self.absent.offer({field for field, row in self.rows.items() if row.isHidden()})

    def _assemble(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, GAP, 0)
        column.setSpacing(GAP)
        hint = plain_label(_(HINT))
        mark(hint, "tone", "secondary")
        column.addWidget(hint)
        for view in (*self.rows.values(), self.absent, *self._left.values()):
            column.addWidget(view)
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
        # Both scroll: within another page that does, they ask for no more height than there is.
        beside.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        bottom = foot(self._take)
        bottom.insertWidget(0, self._said, 1)
        bottom.insertWidget(1, self.undoing)
        fill_page(self, page_head(_(TITLE), self._back), beside, bottom, self.notices)
        whole = self.layout()
        assert isinstance(whole, QVBoxLayout)
        whole.addWidget(self.messages)


class _Leftovers(QWidget):
    """The lines of no field, under how many they are."""

    def __init__(self, form: Message) -> None:
        super().__init__()
        self._form = form
        self._heading, self._words = heading_label(""), plain_label()
        # So that the keys come here too, and what is wanted elsewhere can be copied.
        self._words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFocusProxy(self._words)
        self._words.setProperty("letter_text", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self._heading)
        column.addWidget(self._words)

    def list_lines(self, lines: list[str]) -> None:
        self._words.setText("\n".join(line.strip() for line in lines))
        heading = translate(self._form.filled(count=len(lines)))
        self._heading.setText(heading)
        self._words.setAccessibleName(heading)
        self.setVisible(bool(lines))
