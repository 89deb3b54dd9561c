"""The way of somebody's letter into the window: its file read beside the window, looked through, taken as a new one."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from services.draft import Draft
from ui.core.host import Host
from ui.core.i18n import N_, _
from ui.widgets.background import READING, Background
from ui.widgets.file_message import TOPIC, tell_of_file

if TYPE_CHECKING:
    from services.docx_return import Returned
    from services.recognising import Recognised
    from services.reply_file import ReplyFile

PUT = N_("放进答复(&R)")


class ReviewController:
    """Reads a file of any kind that a letter comes in, and shows what was recognised in it."""

    def __init__(
        self, host: Host[object, Background], returned: "Callable[[Path, Returned], None]", put: Callable[[str], None]
    ) -> None:
        """Take the window, what shows a docx of ours that came back, and what puts words into the answer."""
        self._host, self._returned, self._put = host, returned, put

    def open(self, file: Path) -> None:
        """Show the letter in a file; of one that is no letter it is said why, and its words are offered."""
        self._read(file, lambda reply: self._show(file, reply), None)

    def open_text(self, file: Path, otherwise: Callable[[], None]) -> None:
        """Show the letter in a file of text, or do otherwise."""

        def look(reply: "ReplyFile") -> None:
            if reply.found:
                self.show(file.name, reply.found)
            else:
                otherwise()

        self._read(file, look, otherwise)

    def show(self, name: str, found: "Recognised", take: "Callable[[Recognised], None] | None" = None) -> None:
        """Show a recognised letter; name tells where it comes from, take puts it elsewhere than in a new letter."""
        from ui.review.page import ReviewPage  # late: hardly ever needed

        page = ReviewPage(name, found, self._host.settings.value.agency)
        page.left.connect(self._host.leave)
        page.taken.connect(partial(self._take, take))
        page.stepped.connect(self._host.enable_actions)
        self._host.show_page(page)
        page.begin()

    def _show(self, file: Path, reply: "ReplyFile") -> None:
        if reply.returned:
            self._returned(file, reply.returned)
        elif reply.found:
            self.show(file.name, reply.found)
        elif reply.reason:
            messages = self._host.work.messages

            def put() -> None:
                messages.dismiss(TOPIC)
                self._put(reply.text)

            tell_of_file(messages, file.name, reply.reason, _(PUT) if reply.text.strip() else "", put)

    def _take(self, take: "Callable[[Recognised], None] | None", found: "Recognised") -> None:
        self._host.leave()
        if take:
            take(found)
        else:
            self._host.show_letter(Draft(found.letter))

    def _read(self, file: Path, then: "Callable[[ReplyFile], None]", otherwise: Callable[[], None] | None) -> None:
        from services.letter_files import CannotRead
        from services.reply_file import read_reply_file  # late: lxml is not needed before

        agency = self._host.settings.value.agency

        def look(outcome: "Callable[[], ReplyFile]") -> None:
            try:
                reply = outcome()
            except CannotRead as error:
                if otherwise:
                    otherwise()
                else:
                    tell_of_file(self._host.work.messages, file.name, error)
            else:
                self._host.work.messages.dismiss(TOPIC)
                then(reply)

        self._host.work.run(_(READING).format(name=file.name), lambda _stop: read_reply_file(str(file), agency), look)
