"""The dialogs that ask for a file or a folder: they begin where the clerk last was, never where the program lies."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from ui.core.last_folder import last_folder, note_folder


def ask_to_open(parent: QWidget, title: str, files: str) -> Path | None:
    """Ask for a file to open, None when the clerk wants none; files are the kinds that are offered."""
    from PySide6.QtWidgets import QFileDialog  # late, as below: the letter is painted first

    chosen, _filter = QFileDialog.getOpenFileName(parent, title, str(last_folder()), files)
    return _noted(Path(chosen)) if chosen else None


def ask_to_save(parent: QWidget, title: str, wanted: Path | str, files: str, ending: str) -> Path | None:
    """Ask where to save, None when the clerk wants not to; the ending is added where the name has another one.

    A wanted place in a folder of its own is offered there, while that folder is there.
    """
    from PySide6.QtWidgets import QFileDialog

    place = Path(wanted)
    if not (place.is_absolute() and place.parent.is_dir()):
        place = last_folder() / place.name
    chosen, _filter = QFileDialog.getSaveFileName(parent, title, str(place), files)
    if not chosen:
        return None
    target = Path(chosen)
    return _noted(target if target.suffix.lower() == ending else target.with_name(target.name + ending))


def ask_for_folder(parent: QWidget, title: str, folder: Path) -> Path | None:
    """Ask for a folder, beginning in one that is there; None when the clerk wants none."""
    from PySide6.QtWidgets import QFileDialog

    start = folder if folder.is_dir() else last_folder()
    chosen = QFileDialog.getExistingDirectory(parent, title, str(start))
    return Path(chosen) if chosen else None


def _noted(file: Path) -> Path:
    note_folder(file.parent)
    return file
