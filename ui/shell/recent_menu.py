"""The menu of the letters made or closed lately."""

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from letter.derived import document_number_text, effective_text
from letter.model import ReplyLetter
from services.data_folder import DataFolder
from services.recent import RecentLetter, recent_letters
from ui.core.i18n import N_, _
from ui.widgets.label import shortened

TITLE = N_("最近的信(&R)")
NONE = N_("还没有生成过信")
UNFINISHED = N_("{title}（没有生成）")
_KEYS = 9
_LONGEST = 40


class RecentMenu(QMenu):
    """Reads the letters when it is opened."""

    def __init__(self, parent: QWidget, data: DataFolder, reopen: Callable[[RecentLetter], None]) -> None:
        """Take where the letters are, and what is to be done with the one chosen."""
        super().__init__(_(TITLE), parent)
        self._data, self._reopen = data, reopen
        self.aboutToShow.connect(self.load)
        self.triggered.connect(self._take)

    def load(self) -> None:
        """List the letters, the last one first."""
        self.clear()
        for number, recent in enumerate(recent_letters(self._data), 1):
            key = f"&{number} " if number <= _KEYS else ""
            words = _words(recent.letter) if recent.made else _(UNFINISHED).format(title=_words(recent.letter))
            action = QAction(key + words.replace("&", "&&"), self)
            action.setData(recent)
            self.addAction(action)
        if self.isEmpty():
            self.addAction(_(NONE)).setEnabled(False)

    def _take(self, action: QAction) -> None:
        self._reopen(action.data())


def _words(letter: ReplyLetter) -> str:
    title = effective_text(letter, "title").replace("\n", "")
    number = f"{document_number_text(letter)}　" if letter.document_number.serial else ""
    return number + shortened(title, _LONGEST)
