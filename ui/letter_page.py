"""The page of the letter in work: its form, what is made of it, its draft, and the bar with the buttons."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.data_folder import DataFolder
from desk.draft import Draft, drop_draft, set_draft_aside
from desk.making import CannotMake, new_letter, session_body, target_in
from desk.saving import SaveError
from desk.settings import Settings, save_settings
from letter.completeness import Gap, gaps
from letter.model import Agency, ReplyLetter
from ui.action_bar import ActionBar
from ui.clock import today
from ui.draft_keeper import DraftKeeper
from ui.fields.group import MISSING
from ui.form import Form
from ui.language import N_, SOURCE, _, current_language
from ui.maker import Maker
from ui.message_bar import MessageBar
from ui.opening import open_and_tell

if TYPE_CHECKING:
    from ui.phrases import PhraseBook
    from ui.recall import Recall

MADE = N_("已生成“{name}”，在“{folder}”。")
SAVE_AS = N_("另存为")
WORD_FILES = N_("Word 文档 (*.docx)")
FIRST_INPUT = "proposals.number"
AGENCY, PROFILE_TOPIC = "agency.", "profile"
ASIDE = "aside"
KEPT_ASIDE = N_("原来那封信没有写完，已经收好。")


class LetterPage(QWidget):
    """Makes, keeps and remembers; what the clerk must know goes to the message bar or beside the field."""

    settings_changed = Signal(object)
    profile_wanted = Signal(str)

    def __init__(self, data: DataFolder, settings: Settings, messages: MessageBar, draft: Draft | None = None) -> None:
        """Show the letter of a draft, or a new one."""
        super().__init__()
        self._data = data
        self._settings = settings
        self._messages = messages
        self._maker = Maker()
        self.form = Form(draft.letter if draft else new_letter(settings, today()), draft.typed if draft else {})
        self.form.folder.load(settings.folder)
        if settings.splitter:
            self.form.setSizes(list(settings.splitter))
        self.form.answer.answer.outline_width = settings.outline
        self.bar = ActionBar({"make": self.make, "open": self.open, "make_as": self.make_as, "new": self.begin_new})
        self.keeper = DraftKeeper(data, self.form.draft, self)
        self.recall: Recall | None = None
        self._phrases: PhraseBook | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.form, 1)
        column.addWidget(self.bar)
        self.form.end_tabs_at(self.bar.inputs)
        self.form.touched.connect(self._touch)
        self.form.folder.edited.connect(self._remember)
        self.keeper.failed.connect(self._tell_unsaved)
        self.keeper.saved.connect(self._tell_saved)

    def begin(self) -> None:
        """Set the focus where typing begins."""
        self.form.focus_path(FIRST_INPUT)

    def finish_building(self) -> None:
        """Make what nobody needs before the window has been painted: the offer of what was entered before."""
        if self.recall is None:
            from ui.recall import Recall

            self.recall = Recall(self._data, self.form, self._messages)

    def phrases(self) -> "PhraseBook":
        """Return the phrases of the office, bound to this letter."""
        if self._phrases is None:
            from ui.phrases import PhraseBook

            self._phrases = PhraseBook(self._data, self.form, self._messages)
        return self._phrases

    def forget_entered(self) -> None:
        """Forget the names and numbers that were entered before."""
        self.finish_building()
        if self.recall:
            self.recall.clear()

    def make(self) -> bool:
        """Write the docx to the remembered folder; tell whether it was written."""
        return self._write(None)

    def make_as(self) -> None:
        """Ask for folder and name, then write the docx there."""
        from PySide6.QtWidgets import QFileDialog  # late: the letter is painted first

        wanted = target_in(self.form.folder.value(), self.form.letter())
        chosen, _filter = QFileDialog.getSaveFileName(self.window(), _(SAVE_AS), str(wanted), _(WORD_FILES))
        if chosen:
            target = Path(chosen)
            self._write(target if target.suffix.lower() == ".docx" else target.with_name(target.name + ".docx"))

    def open(self) -> None:
        """Open the docx in Word or WPS, made anew when the letter has changed since."""
        if not self._maker.is_made(self.form.letter()) and not self.make():
            return
        open_and_tell(self._maker.last or Path(), self._messages)

    def begin_new(self) -> None:
        """Begin another letter; the one in work is kept aside unless it has become a file."""
        self._remember()
        self._turn_to(lambda: Draft(letter=new_letter(self._settings, today())))

    def take_letter(self, letter: ReplyLetter) -> None:
        """Go on with a letter from a file or made lately; the one in work is kept aside unless it has become a file."""
        if self._turn_to(lambda: Draft(letter=letter)):
            self.keeper.touch()

    def _turn_to(self, wanted: Callable[[], Draft]) -> bool:
        """Show another letter and offer the way back; tell whether the one in work could be kept."""
        before = self.form.draft()
        aside: Path | None = None
        if self._maker.is_made(self.form.letter()):
            drop_draft(self._data)
        elif not self.keeper.flush():
            return False
        else:
            before = self.form.draft()
            aside = set_draft_aside(self._data)
        self.keeper.forget()
        self._maker.forget()
        draft = wanted()
        self.form.load(draft.letter, draft.typed)
        for topic in ("make", "open", PROFILE_TOPIC):
            self._messages.solve(topic)
        if aside:
            self._messages.say(ASIDE, _(KEPT_ASIDE), _("回到那封信(&K)"), lambda: self._go_back(before), calm=True)
        else:
            self._messages.solve(ASIDE)
        self.bar.say("")
        self.begin()
        return True

    def _go_back(self, draft: Draft) -> None:
        if self._turn_to(lambda: draft):
            self.keeper.touch()

    def use_settings(self, settings: Settings) -> None:
        """Take changed settings, which the letter in work does not show."""
        self._settings = settings

    def use_profile(self, agency: Agency) -> None:
        """Take a changed profile into the letter in work; number code and session's body follow unless typed."""
        letter = self.form.letter()
        number, session = letter.document_number, letter.session
        if number.code in ("", letter.agency.code):
            number = replace(number, code=agency.code)
        if session.body in ("", session_body(letter.agency, letter.kind)):
            session = replace(session, body=session_body(agency, letter.kind))
        self._settings = replace(self._settings, agency=agency)
        self.form.amend(replace(letter, agency=agency, document_number=number, session=session))
        if not any(gap.field.startswith(AGENCY) for gap in gaps(self.form.letter())):
            self._messages.solve(PROFILE_TOPIC)

    def _write(self, target: Path | None) -> bool:
        letter = self.form.letter()
        problems = self.form.problems()
        if problems:
            self.form.speak()
            self.form.focus_path(problems[0][0])
            return False
        try:
            folder = self.form.folder.value()
            made = self._maker.make_as(letter, target) if target else self._maker.make(letter, folder)
        except CannotMake as error:
            self._tell_gaps(error.gaps)
            return False
        except SaveError as error:
            self._messages.say("make", str(error), _("另存为…"), self.make_as)
            return False
        for topic in ("make", PROFILE_TOPIC):
            self._messages.solve(topic)
        self.form.tell([])
        self.bar.say(_(MADE).format(name=made.name, folder=made.parent))
        self._remember()
        self.finish_building()
        if self.recall:
            self.recall.remember(letter)
        self._keep_recent(letter)
        return True

    def _keep_recent(self, letter: ReplyLetter) -> None:
        from desk.recent import keep_recent  # late: the letter is painted first

        try:
            keep_recent(self._data, letter)
        except SaveError as error:
            self._messages.say("recent", str(error))
        else:
            self._messages.solve("recent")

    def _tell_gaps(self, missing: list[Gap]) -> None:
        placed = [gap for gap in missing if self.form.has_field(gap.field)]
        self.form.tell(placed)
        profile = [gap for gap in missing if gap.field.startswith(AGENCY)]
        if profile:
            path = profile[0].field.removeprefix(AGENCY)
            sentence = "".join(_spoken(gap) for gap in profile)
            self._messages.say(PROFILE_TOPIC, sentence, _("单位档案…"), lambda: self.profile_wanted.emit(path))
        elsewhere = [gap.sentence for gap in missing if gap not in placed and gap not in profile]
        if elsewhere:
            self._messages.say("make", "".join(elsewhere))

    def _remember(self) -> None:
        letter = self.form.letter()
        settings = replace(
            self._settings, contact=letter.contact, session=letter.session, kind=letter.kind,
            folder=str(self.form.folder.value()),
        )  # fmt: skip
        if settings == self._settings:
            return
        self._settings = settings
        self.settings_changed.emit(settings)
        try:
            save_settings(self._data, settings)
        except SaveError as error:
            self._messages.say("settings", str(error))
        else:
            self._messages.solve("settings")

    def _touch(self) -> None:
        self.keeper.touch()

    def _tell_unsaved(self, sentence: str) -> None:
        self._messages.say("draft", sentence)

    def _tell_saved(self) -> None:
        self._messages.solve("draft")


def _spoken(gap: Gap) -> str:
    """Return what to do about a gap in the profile, in the language of the interface."""
    if current_language() == SOURCE:
        return gap.sentence
    from ui.profile_fields import label_of  # late: hardly ever needed

    return _(MISSING).format(field=label_of(gap.field.removeprefix(AGENCY)))
