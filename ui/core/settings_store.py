"""The settings in use: one owner, which alone writes them; everybody else reads them here."""

from PySide6.QtCore import QObject, Signal

from services.data_folder import DataFolder
from services.saving import SaveError
from services.settings import Settings, save_settings
from ui.core.i18n import translate


class SettingsStore(QObject):
    """Holds what is remembered and announces each change."""

    changed = Signal()

    def __init__(self, data: DataFolder, settings: Settings) -> None:
        """Begin with what was remembered in a data folder, or is to be shown in its place."""
        super().__init__()
        self._data, self._value = data, settings

    @property
    def value(self) -> Settings:
        """What is remembered now."""
        return self._value

    def keep(self, settings: Settings) -> str:
        """Remember other settings from now on; return why they could not be written, or nothing."""
        self._value = settings
        self.changed.emit()
        try:
            save_settings(self._data, settings)
        except SaveError as error:
            return translate(error)
        return ""
