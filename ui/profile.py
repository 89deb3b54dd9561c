"""The agency's profile (单位档案) on one page: only the name is asked for, the rest follows it."""

from itertools import pairwise

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from letter.derived import agency_defaults
from letter.model import Agency
from ui.fields.group import FieldGroup
from ui.fields.keys import is_undo
from ui.language import N_, _, without_mnemonic
from ui.look import EDGE, GAP, WIDE_GAP
from ui.profile_fields import HABITS, NAMES

GUESSED = ("code", "place", "work")
NAME_MISSING = N_("请填写单位全称，例如“朝阳市民政局”。")
INTRODUCTION = N_("只有单位全称必须填写，其余随它推定，都可以改；机关代字请核对。按回车完成，以后可在“设置”里再改。")
_COLUMN_GAP = 32


class ProfilePage(QWidget):
    """Shows a profile and announces the amended one; plain values go in and out."""

    finished = Signal(object)
    cancelled = Signal()

    def __init__(self, agency: Agency | None) -> None:
        """Show a profile, or an empty page at the first start."""
        super().__init__()
        self._own = _without_guesses(agency) if agency else Agency(name="")
        self._past: list[Agency] = []
        self._groups = (FieldGroup(N_("单位与标题"), NAMES), FieldGroup(N_("版式与惯例"), HABITS))
        self._finish = QPushButton(_("完成(&O)"))
        self._cancel = QPushButton(_("取消(&Q)"))
        for button in (self._finish, self._cancel):
            button.setAccessibleName(without_mnemonic(button.text()))
        self._cancel.setVisible(agency is not None)
        self._assemble()
        for group in self._groups:
            group.edited.connect(self._collect)
            group.load(self._own, {})
        self._finish.clicked.connect(self.finish)
        self._cancel.clicked.connect(self.cancelled)
        self._order_tabs()

    def begin(self) -> None:
        """Set the focus on the name."""
        self._groups[0].focus("name")

    def agency(self) -> Agency:
        """Return the profile as it stands, guesses filled in."""
        guesses = agency_defaults(self._own.name)
        blank = {name: getattr(guesses, name) for name in GUESSED if not getattr(self._own, name)}
        return replace(self._own, **blank)

    def finish(self) -> None:
        """Announce the profile, or say beside the field what is missing."""
        problems = [path for group in self._groups for path, _sentence in group.problems()]
        if not self._own.name and "name" not in problems:
            self._groups[0].tell("name", _(NAME_MISSING))
            problems.insert(0, "name")
        for group in self._groups:
            if problems and group.focus(problems[0]):
                return
        self.finished.emit(self.agency())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Finish by Enter, leave by Escape, undo what fields leave to the page."""
        if is_undo(event):
            self._undo()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finish()
        elif event.key() == Qt.Key.Key_Escape and not self._cancel.isHidden():
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _collect(self, _key: str) -> None:
        before = self._own
        for group in self._groups:
            self._own = group.collect(self._own)
        if self._own != before:
            self._past.append(before)
        self._show()

    def _show(self) -> None:
        for group in self._groups:
            group.load(self._own, group.typed())

    def _undo(self) -> None:
        if self._past:
            self._own = self._past.pop()
            self._show()

    def _order_tabs(self) -> None:
        fields = [field for group in self._groups for field in group.fields.values()]
        chain = [widget for field in fields for widget in field.inputs]
        chain += [self._finish, self._cancel]
        for first, second in pairwise(chain):
            QWidget.setTabOrder(first, second)

    def _assemble(self) -> None:
        introduction = QLabel(_(INTRODUCTION))
        introduction.setWordWrap(True)
        columns = QHBoxLayout()
        columns.setSpacing(_COLUMN_GAP)
        for group in self._groups:
            columns.addWidget(group, 1, Qt.AlignmentFlag.AlignTop)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.setSpacing(WIDE_GAP)
        column.addWidget(introduction)
        column.addLayout(columns)
        column.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(EDGE, GAP, EDGE, EDGE)
        buttons.addStretch()
        buttons.addWidget(self._finish)
        buttons.addWidget(self._cancel)
        self._finish.setDefault(True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area, 1)
        outer.addLayout(buttons)


def _without_guesses(agency: Agency) -> Agency:
    guesses = agency_defaults(agency.name)
    same = {name: "" for name in GUESSED if getattr(agency, name) == getattr(guesses, name)}
    return replace(agency, **same)
