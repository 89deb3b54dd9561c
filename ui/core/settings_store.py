"""The settings in use: one owner, which alone writes them; everybody else reads them here."""

from PySide6.QtCore import QObject, Signal

from services.data_folder import DataFolder
from services.saving import SaveError
from services.settings import Settings, save_settings, settings_elsewhere, settings_turn
from services.settings_joining import joined_settings
from ui.core.i18n import translate


class SettingsStore(QObject):
    """Holds what is remembered and announces each change."""

    changed = Signal()

    def __init__(self, data: DataFolder, settings: Settings) -> None:
        """Begin with what was remembered in a data folder, or is to be shown in its place."""
        super().__init__()
        self._data, self._value = data, settings
        # What lies in the file as far as this program knows.
        self._lying = settings

    @property
    def value(self) -> Settings:
        """What is remembered now."""
        return self._value

    def keep(self, settings: Settings) -> str:
        """Remember other settings from now on; return why they could not be written, or nothing.

        What another program has changed in the file meanwhile, such as profiles that a command took in, stays.
        """
        with settings_turn(self._data):
            problem = self._joined_and_saved(settings)
        self.changed.emit()
        return problem

    def _joined_and_saved(self, settings: Settings) -> str:
        self._value = settings
        try:
            other = settings_elsewhere(self._data)
        except SaveError as error:
            return translate(error)
        if other is not None and other != self._lying:
            settings = joined_settings(self._lying, settings, other)
            self._lying = other
        self._value = settings
        try:
            save_settings(self._data, settings)
        except SaveError as error:
            return translate(error)
        self._lying = settings
        return ""
