"""The folder in which the clerk last opened or saved something, which is where the next dialog begins."""

from pathlib import Path
from weakref import ReferenceType, ref

from msgspec.structs import replace

from ui.core.settings_store import SettingsStore

_store: ReferenceType[SettingsStore] | None = None


def remember_in(settings: SettingsStore) -> None:
    """Keep the folder in these settings from now on."""
    global _store
    _store = ref(settings)


def last_folder() -> Path:
    """Return the folder, the user's documents where there is none or it is gone."""
    settings = _store() if _store else None
    known = settings.value.last_folder if settings else ""
    return Path(known) if known and Path(known).is_dir() else documents_folder()


def note_folder(folder: Path) -> None:
    """Remember that the clerk has been in a folder."""
    settings = _store() if _store else None
    if settings and settings.value.last_folder != str(folder):
        settings.keep(replace(settings.value, last_folder=str(folder)))


def documents_folder() -> Path:
    """Return the user's folder of documents, the home folder when there is none."""
    from PySide6.QtCore import QStandardPaths  # late: most offices have chosen their folder

    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents) if documents and Path(documents).is_dir() else Path.home()
