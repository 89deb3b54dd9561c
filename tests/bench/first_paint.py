"""The window with a letter, painted once: what a measurement of the start needs."""

from msgspec.structs import replace

from letter.model import ReplyLetter
from services.data_folder import DataFolder
from services.draft import Draft, KeptDraft
from services.settings import load_settings
from ui.core.settings_store import SettingsStore
from ui.letter.workspace import Opened
from ui.shell.application import Program, application
from ui.shell.main_window import MainWindow


def paint_letter(data: DataFolder, letter: ReplyLetter) -> MainWindow:
    """Show the window with a letter, paint it once and return it."""
    running = application()
    program = Program(data)
    program.translate_qt()
    settings = SettingsStore(data, replace(load_settings(data), agency=letter.agency))
    window = program.show(settings, Opened((KeptDraft.of(Draft(letter=letter), data),)))
    running.processEvents()
    window.grab()
    return window
