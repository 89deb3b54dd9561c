"""The way to the settings: what is chosen, by menu or on their page, is in force at once."""

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from services.data_folder import DataFolder
from services.settings import Settings
from ui.core.host import Host
from ui.core.i18n import N_, _, translate
from ui.core.theme import use_look
from ui.widgets.background import Background

if TYPE_CHECKING:
    from ui.settings.page import SettingsPage

REFUSED_TOPIC = "settings_refused"
BACKUPS_TOPIC, NO_BACKUPS = "backups", N_("还没有备份。")
# Where every word changes, or its size, only another window shows it.
_REBUILDING = ("language", "size")


class SettingsController(QObject):
    """Takes settings over, and shows their page over what the window shows."""

    rebuild_wanted = Signal(object)
    folder_chosen = Signal(str)

    def __init__(self, host: Host[object, Background], data: DataFolder) -> None:
        """Take the window, and the folder where everything is kept."""
        super().__init__(host.pages)
        self._host, self._data = host, data
        self._page: SettingsPage | None = None

    @property
    def page(self) -> "SettingsPage | None":
        """The page while it is open; opening a letter takes it away."""
        if self._page and (not isValid(self._page) or self._host.pages.indexOf(self._page) < 0):
            self._page = None
        return self._page

    @property
    def manual(self) -> str:
        """The page of the manual that goes with the page of settings, nothing while it is not open."""
        return "settings" if self.page else ""

    def choose(self, name: str, value: Any) -> None:
        """Take one setting over at once, or ask for another window where this one cannot show it."""
        settings: Settings = replace(self._host.settings.value, **{name: value})
        if name in _REBUILDING:
            self.rebuild_wanted.emit(settings)
            return
        use_look(settings.look)
        self._host.keep_settings(settings)
        if name == "program":
            from services.opening import use_program  # late, as below: the letter is painted first

            use_program(settings.program)
        if name == "folder":
            self.folder_chosen.emit(settings.folder)
        if self.page:
            self.page.use(settings)

    def open(self, path: str = "") -> None:
        """Show the page of settings, beginning at one of them."""
        page = self.page
        if page is None:
            from ui.settings.page import SettingsPage
            from ui.widgets.overlay import lay_over  # late: the letter is painted first

            page = self._page = SettingsPage(self._host.settings.value, self._data.path, self._data.register_backups)
            page.changed.connect(self.choose)
            page.backups_wanted.connect(self._open_backups)
            lay_over(self._host.pages, page, page.left, self._host.enable_actions)
            self._host.enable_actions()
        page.begin(path)

    def refuse(self, sentence: str) -> None:
        """Say why what was chosen last is not taken over, and show what is in force."""
        self._host.work.messages.say(REFUSED_TOPIC, sentence, calm=True)
        if self.page:
            self.page.use(self._host.settings.value)

    def _open_backups(self) -> None:
        from services.opening import CannotOpen, open_shown_folder

        folder, messages = self._data.register_backups, self._host.work.messages
        if not folder.is_dir():
            messages.say(BACKUPS_TOPIC, _(NO_BACKUPS), calm=True)
            return
        try:
            open_shown_folder(folder)
        except CannotOpen as error:
            messages.say(BACKUPS_TOPIC, translate(error))
        else:
            messages.dismiss(BACKUPS_TOPIC)

    def in_work(self) -> str | None:
        """Return the setting with the focus, nothing when it is on none; None while their page is not open."""
        return self.page.field_in_work() if self.page else None
