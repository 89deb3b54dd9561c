"""Once, some time after the window has been painted: which fonts of official letters this machine lacks."""

from collections.abc import Callable, Sequence

from msgspec.structs import replace
from PySide6.QtCore import QTimer
from PySide6.QtGui import QFontDatabase

from ui.core.i18n import translate
from ui.shell.main_window import MainWindow

TOPIC = "fonts"
# The clerk has begun to type by then, and looking at the fonts takes no time from the start.
LATER_MS = 1_500


def tell_fonts_later(window: Callable[[], MainWindow | None]) -> None:
    """Look at the fonts in a while and tell in the window that is open then; the program that runs asks for this once.

    Tests and photographs open their windows without it.
    """

    def tell() -> None:
        opened = window()
        if opened:
            tell_fonts(opened, QFontDatabase.families())

    QTimer.singleShot(LATER_MS, tell)


def tell_fonts(window: MainWindow, families: Sequence[str]) -> None:
    """Say which fonts are not among these, unless the clerk has been told of the same ones before."""
    from services.installed_fonts import font_sentence, missing_names  # late: the letter is painted first

    missing = missing_names(families)
    if missing == window.settings.value.fonts_told:
        return
    window.keep_settings(replace(window.settings.value, fonts_told=missing))
    if missing:
        window.messages.say(TOPIC, translate(font_sentence(None, families)), calm=True)
