"""套印试样: the sheet that shows how letters will lie on an office's pre-printed paper."""

from collections.abc import Callable
from pathlib import Path

from letter.model import Agency
from services.cancellation import Stop
from services.making import TEST_SHEET, make_test_sheet
from services.naming import OwnFiles
from services.saving import SaveError
from ui.core.i18n import N_, _, translate
from ui.widgets.background import WRITING, Background
from ui.widgets.made_message import tell_made

TOPIC = "test_sheet"
MADE = N_("已写好“{name}”，在“{folder}”。请用印好版头的纸打印，量好后到单位档案里填写。")


class AlignmentSheetMaker:
    """Writes the sheet and says where it lies; the one of this session is replaced, other files never."""

    def __init__(self, work: Background) -> None:
        """Take what does it beside the window."""
        self._work = work
        self._own = OwnFiles()

    def make(self, agency: Agency, folder: Path) -> None:
        """Write the sheet for the paper of an agency into a folder."""

        def write(stop: Stop) -> Path:
            return make_test_sheet(agency, self._own.free_name(folder / TEST_SHEET), stop)

        self._work.run(_(WRITING).format(name=TEST_SHEET), write, self._tell)

    def _tell(self, outcome: Callable[[], Path]) -> None:
        messages = self._work.messages
        try:
            made = outcome()
        except SaveError as error:
            messages.say(TOPIC, translate(error))
            return
        self._own.remember(made)
        sentence = _(MADE).format(name=made.name, folder=made.parent)
        tell_made(self._work, TOPIC, sentence, made)
