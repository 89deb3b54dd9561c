"""The way of a docx from Word or WPS back into the window: chosen, read beside the window, looked through."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from letter.model import ReplyLetter
from services.draft import Draft
from ui.core.host import Host
from ui.core.i18n import _
from ui.widgets.background import READING, Background
from ui.widgets.file_message import TOPIC, tell_of_file

if TYPE_CHECKING:
    from services.docx_return import Returned
    from ui.returned.page import ReturnedPage


class ReturnedController:
    """Reads a docx and shows the page of its changes; the letter that is taken stands beside those in work."""

    def __init__(self, host: Host[object, Background]) -> None:
        """Take the window."""
        self._host = host

    def open(self, file: Path) -> None:
        """Read a docx and show what was changed in it, or say why it cannot be read."""
        from services.docx_return import read_returned  # late: lxml is not needed before

        agency = self._host.settings.value.agency
        self._read(file.name, lambda: read_returned(str(file), agency), lambda returned: self.show(file, returned))

    def show(self, file: Path, returned: "Returned") -> None:
        """Show what was changed in a docx that has been read."""
        from ui.returned.page import ReturnedPage

        page = ReturnedPage(file.name, returned)
        page.left.connect(self._host.leave)
        page.taken.connect(self._take)
        page.read_again.connect(lambda refused: self._read_again(file, frozenset(refused), page))
        self._host.show_page(page)
        page.begin()

    def _read_again(self, file: Path, refused: frozenset[int], page: "ReturnedPage") -> None:
        from services.docx_return import read_returned

        agency = self._host.settings.value.agency
        self._read(file.name, lambda: read_returned(str(file), agency, refused), page.load)

    def _take(self, letter: ReplyLetter) -> None:
        self._host.leave()
        self._host.show_letter(Draft(letter))

    def _read(self, name: str, read: "Callable[[], Returned]", then: "Callable[[Returned], None]") -> None:
        from services.docx_return import NotALetterOfOurs
        from services.letter_files import CannotRead

        def look(outcome: "Callable[[], Returned]") -> None:
            try:
                returned = outcome()
            except (CannotRead, NotALetterOfOurs) as error:
                tell_of_file(self._host.work.messages, name, error)
            else:
                self._host.work.messages.dismiss(TOPIC)
                then(returned)

        self._host.work.run(_(READING).format(name=name), lambda _stop: read(), look)
