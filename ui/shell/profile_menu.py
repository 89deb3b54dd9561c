"""The menu that puts the letter in work under another of the office's profiles."""

from collections.abc import Callable

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from services.profiles import profile_names
from services.settings import Settings
from ui.core.i18n import N_, _

TITLE = N_("换用档案(&U)")
_KEYS = 9


class ProfileMenu(QMenu):
    """Lists the profiles by name, the one of the letter checked; there is nothing to see with only one."""

    def __init__(self, parent: QWidget, choose: Callable[[str], None]) -> None:
        """Take what is to be done with the name chosen."""
        super().__init__(_(TITLE), parent)
        self._choose = choose
        self._group: QActionGroup | None = None

    def load(self, settings: Settings, in_use: str, *, enabled: bool) -> None:
        """Offer the profiles of these settings; in_use is the name of the letter's own."""
        names = sorted(profile_names(settings))
        self.clear()
        self.menuAction().setVisible(len(names) > 1)
        self.menuAction().setEnabled(enabled)
        if len(names) < 2:
            return
        self._group = QActionGroup(self)
        for number, name in enumerate(names, 1):
            key = f"&{number} " if number <= _KEYS else ""
            action = QAction(key + name.replace("&", "&&"), self._group)
            action.setCheckable(True)
            action.setChecked(name == in_use)
            action.setData(name)
            self.addAction(action)
        self._group.triggered.connect(self._take)

    def _take(self, action: QAction) -> None:
        self._choose(action.data())
