"""The page of settings (设置): each is in force as soon as it is chosen, and seen at once."""

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from services.settings import Settings
from ui.core.i18n import N_, _
from ui.core.theme import WIDE_GAP, mark
from ui.fields.group import FieldGroup
from ui.settings.fields import GROUPS
from ui.widgets.button import push_button
from ui.widgets.label import plain_label
from ui.widgets.page import card, centred, page_head, scroll_area

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

TITLE = N_("设置")
INTRODUCTION = N_("选了马上就变，不用保存。")
BACKUPS, OPEN_BACKUPS = N_("登记簿的备份在“{folder}”里。"), N_("打开备份文件夹(&K)")
PLACE = N_("设置、没写完的信和登记簿都存在“{folder}”里。")
_LEAVING = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SettingsPage(QWidget):
    """Shows the settings and tells which of them the clerk has changed."""

    changed = Signal(str, object)
    left = Signal()
    backups_wanted = Signal()

    def __init__(self, settings: Settings, folder: Path, backups: Path) -> None:
        """Show the settings; folder is where everything is kept, backups where the register's backups lie."""
        super().__init__()
        self._settings = settings
        self.groups = tuple(FieldGroup(title, rows) for title, rows in GROUPS)
        self._back = push_button(_("返回（Esc）(&B)"), self.left.emit, name=_("返回"))
        self._place = plain_label()
        self._backups = plain_label()
        self._open_backups = push_button(_(OPEN_BACKUPS), self.backups_wanted.emit)
        self._assemble()
        self.name_folders(str(folder), str(backups))
        for group in self.groups:
            group.edited.connect(self._take)
        self.use(settings)
        self._order_tabs()

    def use(self, settings: Settings) -> None:
        """Show changed settings."""
        self._settings = settings
        for group in self.groups:
            group.load(settings, {})

    def name_folders(self, folder: str, backups: str) -> None:
        """Say in which folder everything is kept, and in which the backups of the register."""
        self._place.setText(_(PLACE).format(folder=folder))
        self._backups.setText(_(BACKUPS).format(folder=backups))

    def begin(self, path: str = "") -> None:
        """Set the focus on a setting, the first one unless another is asked for."""
        if not any(path and group.focus(path) for group in self.groups):
            self.groups[0].focus_first()

    def field_in_work(self) -> str:
        """Return the path of the setting with the focus, nothing when it is on none."""
        found = (
            path for group in self.groups for path, field in group.fields.items()
            if any(widget.hasFocus() for widget in field.inputs)
        )  # fmt: skip
        return next(found, "")

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Leave by Escape or Enter."""
        if event.key() in _LEAVING:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _take(self, path: str) -> None:
        settings = self._settings
        for group in self.groups:
            settings = group.collect(settings)
        self.use(settings)
        self.changed.emit(path, getattr(settings, path))

    def _order_tabs(self) -> None:
        chain = [*(widget for group in self.groups for widget in group.tab_chain()), self._open_backups, self._back]
        for first, second in pairwise(chain):
            QWidget.setTabOrder(first, second)

    def _assemble(self) -> None:
        column = QWidget()
        cards = QVBoxLayout(column)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(WIDE_GAP)
        width = max(group.label_width() for group in self.groups)
        introduction = plain_label(_(INTRODUCTION))
        cards.addWidget(introduction)
        for group in self.groups:
            group.set_label_width(width)
            cards.addWidget(card(group))
        cards.addWidget(self._place)
        line = QHBoxLayout()
        line.addWidget(self._backups, 1)
        line.addWidget(self._open_backups)
        cards.addLayout(line)
        cards.addStretch()
        for words in (introduction, self._place, self._backups):
            mark(words, "tone", "secondary")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(page_head(_(TITLE), self._back))
        outer.addWidget(scroll_area(centred(column)), 1)
