"""套印试样: the sheet that shows how letters will lie on an office's pre-printed paper."""

from pathlib import Path

from desk.making import TEST_SHEET, make_test_sheet
from desk.naming import OwnFiles
from desk.saving import SaveError
from letter.model import Agency
from ui.language import N_, _, told
from ui.message_bar import MessageBar
from ui.opening import open_and_tell

TOPIC = "test_sheet"
MADE = N_("已写好“{name}”，在“{folder}”。请用印好版头的纸打印，量好后到单位档案里填写。")


class SheetMaker:
    """Writes the sheet and says where it lies; the one of this session is replaced, other files never."""

    def __init__(self, messages: MessageBar) -> None:
        """Take the bar that tells."""
        self._messages = messages
        self._own = OwnFiles()

    def make(self, agency: Agency, folder: Path) -> None:
        """Write the sheet for the paper of an agency into a folder."""
        try:
            made = make_test_sheet(agency, self._own.free_name(folder / TEST_SHEET))
        except SaveError as error:
            self._messages.say(TOPIC, told(error))
            return
        self._own.remember(made)
        sentence = _(MADE).format(name=made.name, folder=made.parent)
        self._messages.say(TOPIC, sentence, _("打开"), lambda: open_and_tell(made, self._messages), calm=True)
