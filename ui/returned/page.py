"""A docx that came back from Word or WPS: what was changed by hand, side by side; the clerk takes all, some or none."""

import html
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFrame,
    QGridLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from letter.fields import place_of
from letter.model import ReplyLetter
from letter.paragraph_diff import Change
from letter.word_diff import Piece, marked
from services.docx_return import comment_sentence, remarks_on, revision_sentence
from ui.core.fonts import text_font
from ui.core.i18n import N_, _, translate
from ui.core.theme import FOUND, GAP, WIDE_GAP, follow_look, is_dark
from ui.widgets.button import push_button
from ui.widgets.escape_closes import EscapeCloses
from ui.widgets.label import PlainLabel, heading_label, plain_label
from ui.widgets.page import fill_page, foot, page_head, scroll_area

if TYPE_CHECKING:
    from services.docx_return import Returned, Revision

UNCHANGED = N_("“{name}”和当初生成的一样，没有改动。")
CHANGED = N_("“{name}”改过的地方在下面，勾上的写进信里。")
REVISIONS, COMMENTS = N_("修订：勾上的接受"), N_("批注")
WRITTEN, NOW = N_("当初生成的"), N_("现在文件里的")
TITLE = N_("改过的公文")
TAKE, BACK = N_("打开这封信(&L)"), N_("取消(&Q)")
ALL, NONE = N_("全部勾上(&A)"), N_("全部不勾(&N)")
NOTHING = N_("（空）")
KINDS = {
    "changed": N_("改"), "added": N_("新增"), "removed": N_("删去"), "moved": N_("移动"), "split": N_("分段"),
    "merged": N_("合段"), "level": N_("改层次"), "unread": N_("读不进"),
}  # fmt: skip
CHOICE = N_("{place}　{kind}")
SAID = N_("原来“{old}”，现在“{new}”")
_OLD, _NEW = 1, 2


class ReturnedPage(EscapeCloses, QWidget):
    """Shows what was changed; everything is taken until the clerk says otherwise."""

    taken = Signal(object)
    left = Signal()
    read_again = Signal(object)

    def __init__(self, name: str, returned: "Returned") -> None:
        """Show what came back in the file of this name."""
        super().__init__()
        self.setProperty("manual", "returned")
        self._name = name
        self._returned = returned
        self.choices: dict[int, QCheckBox] = {}
        self.revisions = [_revision_box(revision, self._refuse) for revision in returned.revisions]
        self._heading = plain_label()
        self._changes = QWidget()
        self._take, self._back = push_button(_(TAKE), self._agree), push_button(_(BACK), self.left.emit)
        self._all, self._none = (
            push_button(_(ALL), lambda: self._check(True)),
            push_button(_(NONE), lambda: self._check(False)),
        )
        self._column = QVBoxLayout()
        self._column.setSpacing(WIDE_GAP)
        self._assemble()
        self.load(returned)

    def load(self, returned: "Returned") -> None:
        """Show another reading of the same file, after tracked changes were taken or refused."""
        left = {change for number, change in enumerate(self._returned.reading.changes) if self._is_left(number)}
        self._returned = returned
        reading = returned.reading
        anything = reading.changes or returned.revisions or reading.unread
        self._heading.setText(_(CHANGED if anything else UNCHANGED).format(name=self._name))
        self.choices.clear()
        changes = self._changes_shown(left)
        self._column.replaceWidget(self._changes, changes)
        # Whoever called may still be one of its boxes.
        self._changes.hide()
        self._changes.deleteLater()
        self._changes = changes
        self._take.setEnabled(not returned.later)
        for button in (self._all, self._none):
            button.setVisible(bool(self.choices))

    def begin(self) -> None:
        """Set the focus on the first choice."""
        boxes = [*self.revisions, *self.choices.values()]
        (boxes[0] if boxes else self._take if self._take.isEnabled() else self._back).setFocus(
            Qt.FocusReason.OtherFocusReason
        )

    def letter(self) -> ReplyLetter:
        """Return the letter with the changes that are chosen now."""
        return self._returned.reading.taken([number for number, box in self.choices.items() if box.isChecked()])

    def _agree(self) -> None:
        self.taken.emit(self.letter())

    def _check(self, on: bool) -> None:
        for box in self.choices.values():
            box.setChecked(on)

    def _is_left(self, number: int) -> bool:
        return number in self.choices and not self.choices[number].isChecked()

    def _refuse(self) -> None:
        numbers = zip(self._returned.revisions, self.revisions, strict=True)
        self.read_again.emit(frozenset(revision.number for revision, box in numbers if not box.isChecked()))

    def _changes_shown(self, left: set[Change]) -> QWidget:
        """Return the changes side by side, those that were left out before still left out."""
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(WIDE_GAP)
        grid.setVerticalSpacing(WIDE_GAP)
        changes = self._returned.reading.changes
        if changes:
            grid.addWidget(heading_label(_(WRITTEN)), 0, _OLD)
            grid.addWidget(heading_label(_(NOW)), 0, _NEW)
        for number, change in enumerate(changes):
            self._add_change(grid, number, change)
            if number in self.choices:
                self.choices[number].setChecked(change not in left)
        for side in (_OLD, _NEW):
            grid.setColumnStretch(side, 1)
        return made

    def _add_change(self, grid: QGridLayout, number: int, change: Change) -> None:
        words = _(CHOICE).format(place=translate(place_of(change.field)), kind=_(KINDS[change.kind]))
        box = QCheckBox(words.replace("&", "&&"))
        box.setAccessibleName(words)
        box.setAccessibleDescription(_(SAID).format(old=change.old or _(NOTHING), new=change.new or _(NOTHING)))
        box.setChecked(change.kind != "unread")
        box.setEnabled(change.kind != "unread")
        grid.addWidget(box, number + 1, 0, Qt.AlignmentFlag.AlignTop)
        for side, pieces in zip((_OLD, _NEW), marked(change.old, change.new), strict=True):
            grid.addWidget(version_label(pieces), number + 1, side)
        if change.kind != "unread":
            self.choices[number] = box

    def _assemble(self) -> None:
        for sentence in remarks_on(self._returned):
            self._column.addWidget(plain_label(translate(sentence)))
        if self.revisions:
            self._column.addWidget(heading_label(_(REVISIONS)))
        for box in self.revisions:
            self._column.addWidget(box)
        self._column.addWidget(self._changes)
        if self._returned.comments:
            self._column.addWidget(heading_label(_(COMMENTS)))
        for comment in self._returned.comments:
            words = plain_label(translate(comment_sentence(comment)))
            words.setProperty("letter_text", True)
            self._column.addWidget(words)
        self._column.addStretch()
        inner = QWidget()
        inner.setLayout(self._column)
        row = foot(self._take, self._all, self._none)
        fill_page(self, page_head(_(TITLE), self._back), scroll_area(inner), row, self._heading)
        for first, second in pairwise((self._all, self._none, self._take, self._back)):
            QWidget.setTabOrder(first, second)


def _revision_box(revision: "Revision", refuse: Callable[[], None]) -> QCheckBox:
    words = translate(revision_sentence(revision))
    box = QCheckBox(words.replace("&", "&&"))
    box.setAccessibleName(words)
    box.setChecked(True)
    box.setProperty("letter_text", True)
    box.toggled.connect(lambda _on: refuse())
    return box


class MarkedLabel(QLabel):
    """One version of a text, what differs marked by its ground and a line under it."""

    def __init__(self, pieces: list[Piece]) -> None:
        """Show pieces, the changed ones on a ground of their own."""
        super().__init__()
        self.setTextFormat(Qt.TextFormat.RichText)
        self.pieces = tuple(pieces)
        self.apply_theme()
        follow_look(self)

    def apply_theme(self) -> None:
        """Take the ground that goes with the look."""
        ground = FOUND[is_dark(QApplication.palette())]
        shown = "".join(
            f'<span style="background-color:{ground}"><u>{_markup(piece.text)}</u></span>'
            if piece.changed
            else _markup(piece.text)
            for piece in self.pieces
        )
        self.setText(f'<div style="white-space: pre-wrap">{shown}</div>')


def version_label(pieces: list[Piece]) -> QLabel:
    """Return a framed label with one of two versions of a text, what differs marked; an empty one says so."""
    label = MarkedLabel(pieces) if any(piece.text for piece in pieces) else PlainLabel(_(NOTHING))
    label.setFont(text_font())
    label.setWordWrap(True)
    label.setFrameShape(QFrame.Shape.StyledPanel)
    label.setMargin(GAP)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    label.setProperty("letter_text", isinstance(label, MarkedLabel))
    return label


def _markup(words: str) -> str:
    return html.escape(words).replace("\n", "<br>").replace("\t", " ｜ ")
