"""Where the window was and how it was parted, kept from one start to the next."""

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QWidget

from services.settings import Settings

if TYPE_CHECKING:
    from ui.letter.page import LetterPage


def restore_geometry(window: QWidget, settings: Settings) -> None:
    """Go where the window was when it was closed last, as far as that lies on a screen."""
    if settings.window:
        window.restoreGeometry(QByteArray.fromHex(settings.window.encode()))


def with_geometry(settings: Settings, window: QWidget, page: "LetterPage | None") -> Settings:
    """Return settings with the place of a window, and with the widths in the page of a letter where there is one."""
    place = bytes(window.saveGeometry().toHex().data()).decode()
    placed = replace(settings, window=place)
    return page.arranged(placed) if page else placed
