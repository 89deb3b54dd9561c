"""The page of the letter in work: its form, what is made of it, its draft, and the strip that tells how it stands."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget
from shiboken6 import isValid

from letter.cited_case import other_numbers
from letter.completeness import Gap, gaps
from letter.derived import document_number_text, whole_number
from letter.messages import joined
from letter.model import Agency, DocumentNumber, ReplyLetter
from letter.wording import wording
from services.cancellation import Stop
from services.clock import today
from services.data_folder import DataFolder
from services.draft import Draft, KeptDraft, new_draft_file
from services.making import CannotMake, new_letter, session_body, target_in
from services.memory import SharedMemory
from services.saving import SaveError
from services.settings import Settings, begins_with_preview, sessions_of
from ui.core.i18n import N_, _, translate
from ui.core.settings_store import SettingsStore
from ui.form.form import Form
from ui.letter.autosave import Autosave
from ui.letter.draft_conflict import DraftConflicts
from ui.letter.issued_letter import AlreadyIssued, IssuedLetter, check_unregistered
from ui.letter.made_files import MadeFiles
from ui.letter.status_strip import CHANGED_STATE, DRAFT, ISSUED_STATE, MADE_STATE, StatusStrip
from ui.preview.controller import BOTH, PreviewController
from ui.widgets.background import Background
from ui.widgets.file_dialog import ask_to_save
from ui.widgets.message_bar import MessageBar
from ui.widgets.open_file import open_file_in_background

if TYPE_CHECKING:
    from register.values import IssuedAnswer
    from services.issuing import Ready
    from ui.letter.autofill import Autofill
    from ui.letter.issue_panel import Issuing
    from ui.letter.phrase_book import PhraseBook
    from ui.letter.whole_reply import WholeReply

MAKING = N_("正在生成……")
ISSUED = N_("已发文：“{name}”，在“{folder}”，登记簿已登记。")
CORRECTED = N_("已登记更正：“{name}”，在“{folder}”，原来发出的一份没有动。")
MADE = N_("已生成“{name}”，在“{folder}”。")
SAVE_AS = N_("另存为")
WORD_FILES = N_("Word 文档 (*.docx)")
FIRST_INPUT = "proposals.number"
AGENCY, PROFILE_TOPIC, MADE_TOPIC = "agency.", "profile", "made"


class LetterPage(QWidget):
    """Makes, keeps and remembers; what the clerk must know goes to the message bar or beside the field."""

    profile_wanted = Signal(str)
    new_wanted = Signal()
    compare_wanted = Signal(object, object, object)
    review_wanted = Signal(object, object)
    state_changed = Signal()
    _whole: "WholeReply | None" = None

    def __init__(
        self, data: DataFolder, settings: SettingsStore, memory: SharedMemory, kept: KeptDraft | None = None,
        maker: MadeFiles | None = None,
    ) -> None:  # fmt: skip
        """Show the letter of a draft, or a new one; maker knows the files that were made of it."""
        super().__init__()
        self._data = data
        self._settings = settings
        self._memory = memory
        self._begun = kept is not None
        self.messages = MessageBar()
        self.maker = maker or MadeFiles()
        draft, file, mark = kept or KeptDraft.of(self._empty(), data)
        self.form = Form(draft.letter, draft.typed)
        self.form.case.remembered = lambda: sessions_of(settings.value)
        self.form.folder.load(settings.value.folder)
        if settings.value.splitter:
            self.form.set_widths(settings.value.splitter)
        self.form.show_cards(settings.value.cards, settings.value.column)
        self.form.outline_width = settings.value.outline
        self.strip = StatusStrip()
        self.keeper = Autosave(file, mark, self.form.draft, self)
        self.work = Background(self.messages, self)
        self.preview = PreviewController(self, self.form, self.work, settings, self._put_beside)
        self.versions = DraftConflicts(self.form, self.keeper, self.messages, data)
        self.issued = IssuedLetter(self.form, self.messages, lambda: self.issue(), lambda: self.maker)
        self.recall: Autofill | None = None
        self._phrases: PhraseBook | None = None
        self._issue: Issuing | None = None
        self._left: QWidget | None = None
        self.correction_reason = ""
        self.open_letters: Callable[[], Sequence[ReplyLetter]] = tuple
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self.form, 1)
        column.addWidget(self.messages)
        self.form.touched.connect(self._touch)
        self.form.folder.edited.connect(self.remember)
        self.form.arranged.connect(self._keep_cards)
        self.keeper.failed.connect(self._tell_unsaved)
        self.keeper.saved.connect(self._tell_saved)
        self.preview.profile_wanted.connect(self.profile_wanted)
        self.versions.compare_wanted.connect(self.compare_wanted)
        self.keeper.changed_elsewhere.connect(self.versions.tell_elsewhere)
        self.preview.remarked.connect(self.strip.tell_amiss)
        self.strip.amiss_pressed.connect(lambda: self.preview.use(BOTH))
        self.form.answer.answer.editor.placed.connect(self._look_for_reply)
        self.form.answer.answer.counted.connect(self.strip.tell_count)
        for signal in (self.form.changed, self.issued.noted, self.keeper.touched, self.keeper.saved):
            signal.connect(self._tell_state)
        self._tell_state()

    @property
    def state(self) -> str:
        """How the letter stands: a draft, made, or issued."""
        if self.issued.number:
            return ISSUED_STATE if self.issued.is_unchanged(self.form.current()) else CHANGED_STATE
        return MADE_STATE if self.maker.is_made(self.form.current()) else DRAFT

    def _tell_state(self) -> None:
        """Show how the letter stands."""
        letter = self.form.current()
        self.strip.tell_state(self.state)
        number, blank = letter.document_number, wording().blank_serial
        shown = document_number_text(letter).replace(blank, "—") if whole_number(letter).code else ""
        self.strip.tell_number(shown, taken=bool(number.serial))
        self.strip.tell_saved(waiting=self.keeper.waiting, begun=self._begun)
        self.state_changed.emit()

    def take_files(self, maker: MadeFiles) -> None:
        """Take what became of the letter before it was left."""
        self.maker = maker
        self._tell_state()

    def save(self) -> None:
        """Keep the letter in work now."""
        if self._begun:
            self.keeper.touch()
            self.keeper.save()

    def begin(self) -> None:
        """Set the focus where typing begins."""
        self.form.focus_path(FIRST_INPUT)

    def begin_at_gap(self) -> None:
        """Set the focus on what the letter still needs first, on the answer where that is nothing."""
        missing = [gap.field for gap in gaps(self.form.letter()) if self.form.has_field(gap.field)]
        self.form.focus_path(missing[0] if missing else "answer")

    def take_focus(self) -> None:
        """Set the focus where it was, or where typing begins."""
        before = self.focusWidget()
        if before and before is not self:
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.begin()

    def finish_building(self) -> None:
        """Make what nobody needs before the window has been painted: the offer of what was entered before."""
        if self.recall is None:
            from ui.letter.autofill import Autofill

            self.recall = Autofill(self._memory, self.form, self.messages)
            if self._begun:
                self.versions.tell_made_before()
            if begins_with_preview(self._settings.value):
                self.preview.open()

    def _put_beside(self, splitter: QSplitter, pane: QWidget) -> None:
        """Put a pane beside the form, with a splitter between them."""
        self._column.insertWidget(self._column.indexOf(self.form), splitter, 1)
        splitter.addWidget(self.form)
        splitter.addWidget(pane)

    def phrases(self) -> "PhraseBook":
        """Return the phrases of the office, bound to this letter."""
        if self._phrases is None:
            from ui.letter.phrase_book import PhraseBook

            self._phrases = PhraseBook(self._data, self.form, self.messages)
        return self._phrases

    def _look_for_reply(self, start: int, end: int) -> None:
        if self._whole is None:
            from ui.letter.whole_reply import WholeReply  # late: most pastes are parts of an answer

            self._whole = WholeReply(self.form, self.messages, self.begin_at_gap)
            self._whole.review_wanted.connect(self.review_wanted)
        self._whole.look(start, end)

    def forget_entered(self) -> None:
        """Forget the names and numbers that were entered before."""
        self.finish_building()
        if self.recall:
            self.recall.clear()

    def make(self) -> bool:
        """Write the docx to the remembered folder; return whether it has been written already."""
        return self._write(None)

    def make_as(self) -> None:
        """Ask for folder and name, then write the docx there."""
        wanted = target_in(self.form.folder.value(), self.form.letter())
        target = ask_to_save(self.window(), _(SAVE_AS), wanted, _(WORD_FILES), ".docx")
        if target:
            self._write(target)

    def open(self) -> None:
        """Open the docx in Word or WPS, made anew when the letter has changed since."""
        if self.maker.is_made(self.form.letter()):
            open_file_in_background(self.maker.last or Path(), self.work)
        else:
            self._write(None, self.open)

    def is_made(self) -> bool:
        """Return whether the letter has become a docx as it stands."""
        letter = self.form.letter()
        return self.maker.is_made(letter) or self.issued.is_unchanged(letter)

    def is_spare(self) -> bool:
        """Return whether another letter may take this page: its own has become a docx, or nothing was written yet."""
        return not self.work.busy and (not self._begun or self.is_made() or self.form.draft() == self._empty())

    def turn_to(self, draft: Draft | None = None) -> None:
        """Show another letter, or a new one; that of before is no longer in work."""
        self.remember()
        self.maker = MadeFiles()
        self.correction_reason = ""
        wanted = draft or self._empty()
        self.keeper.turn_to(new_draft_file(self._data))
        self.form.load(wanted.letter, wanted.typed)
        self.messages.clear()
        self._begun = draft is not None
        self.form.show_beginning()
        self.preview.refresh()
        self._tell_state()
        if draft:
            self.keeper.touch()

    def _empty(self) -> Draft:
        return Draft(letter=new_letter(self._settings.value, today()))

    def use_profile(self, agency: Agency) -> None:
        """Take a changed profile into the letter in work; number code and session's body follow unless typed."""
        letter = self.form.letter()
        number, session = letter.document_number, letter.session
        if number.code in ("", letter.agency.code):
            number = replace(number, code=agency.code)
        if session.body in ("", session_body(letter.agency, letter.kind)):
            session = replace(session, body=session_body(agency, letter.kind))
        self.form.amend(replace(letter, agency=agency, document_number=number, session=session))
        if not any(gap.field.startswith(AGENCY) for gap in gaps(self.form.letter())):
            self.messages.dismiss(PROFILE_TOPIC)

    def _write(self, target: Path | None, then: Callable[[], None] | None = None) -> bool:
        letter, folder = self.form.letter(), self.form.folder.value()
        if self._has_problems():
            return False

        def take(outcome: Callable[[], Path]) -> None:
            if self._take_made(letter, outcome) and then:
                then()

        def work(stop: Stop) -> Path:
            if letter.document_number.serial is not None and self._data.register.exists():
                from services.issuing import issued_before  # late: the database comes with it

                if before := issued_before(self._data, letter):
                    check_unregistered(letter, before, target)
            return self.maker.write(letter, folder, target, stop)

        self.work.run(_(MAKING), work, take)
        return self.maker.is_made(letter)

    def issue(self, *, reason: str = "", changed: bool = False) -> None:
        """发文: show number and date from the register, and send the letter out when the clerk agrees.

        changed tells that the letter was changed since it was shown last, reason what was written there.
        """
        if self._has_problems():
            return
        letter, issuing = self.form.letter(), self._issuing()
        self.issued.hold_back()
        if focus := issuing.focus_before(self.focusWidget()):
            self._left = focus
        issuing.ask(
            letter, self._key(), lambda ready, reason: self._send(letter, ready, reason),
            reason or self.correction_reason, own=self.issued.number, changed=changed,
        )  # fmt: skip

    def _correct(self, answer: "IssuedAnswer", reason: str) -> None:
        """Let the letter go out as a correction of one that answered the same papers."""
        letter, before, number = self.form.letter(), answer.letter.document_date, answer.number or DocumentNumber()
        date = letter.document_date
        if date is None or date.year != number.year:
            date = before
        correction = replace(letter, document_number=number, document_date=date)
        # The form takes number and date when it has gone out, and not before.
        self._issuing().ask(
            correction, self._key(), lambda ready, why: self._send(letter, ready, why), reason or self.correction_reason
        )

    def _key(self) -> str:
        """Return what the register knows this letter by while it is in work."""
        return self.keeper.kept().file.stem

    def _back_to_field(self) -> None:
        if self._left and isValid(self._left):
            self._left.setFocus(Qt.FocusReason.OtherFocusReason)

    def _issuing(self) -> "Issuing":
        if self._issue is None:
            from ui.letter.issue_panel import Issuing  # late: the letter is painted first

            self._issue = Issuing(self._data, self.work, self)
            self._issue.shown.connect(self._column.addWidget)
            self._issue.closed.connect(self._back_to_field)
            self._issue.incomplete.connect(self._tell_gaps)
            self._issue.issued.connect(self._take_issued)
            self._issue.correction_wanted.connect(self._correct)
        return self._issue

    def _send(self, shown: ReplyLetter, ready: "Ready", reason: str) -> None:
        """Send what the clerk has seen; a letter changed since is shown anew."""
        if self.form.letter() != shown:
            self.issue(reason=reason, changed=True)
            return
        self._issuing().send(ready, self.form.folder.value(), self._key(), self.maker.free_name, reason)

    def _take_issued(self, letter: ReplyLetter, made: Path) -> None:
        sentence = CORRECTED if self.issued.number == letter.document_number else ISSUED
        self.correction_reason = ""
        self.form.amend(letter, "document_number.serial")
        self.issued.note(letter)
        self._note_made(letter, made, _(sentence), issued=True)

    def _has_problems(self) -> bool:
        """Return whether something cannot be read, and go there."""
        problems = self.form.problems()
        if problems:
            self.form.speak()
            self.form.focus_path(problems[0][0])
        return bool(problems)

    def _take_made(self, letter: ReplyLetter, outcome: Callable[[], Path]) -> bool:
        try:
            made = outcome()
        except AlreadyIssued as error:
            return self._take_already(letter, error)
        except CannotMake as error:
            self._tell_gaps(error.gaps)
            return False
        except SaveError as error:
            self.messages.say("make", translate(error), _("另存为…"), self.make_as)
            return False
        self._note_made(letter, made, _(MADE))
        return True

    def _take_already(self, letter: ReplyLetter, error: AlreadyIssued) -> bool:
        """Show where the file of an issued letter lies; one that was changed since goes out as a correction."""
        self.issued.note_found(error.version)
        if not error.unchanged:
            self.issue()
            return False
        self._note_made(letter, Path(error.version.path), _(ISSUED), issued=True)
        return True

    def _note_made(self, letter: ReplyLetter, made: Path, sentence: str, *, issued: bool = False) -> None:
        self.maker.note(letter, made, issued=issued)
        for topic in ("make", PROFILE_TOPIC):
            self.messages.dismiss(topic)
        self.form.tell([])
        told = [sentence.format(name=made.name, folder=made.parent), *(one.sentence for one in other_numbers(letter))]
        self._tell_made(made, translate(joined(told)), calm=len(told) == 1)
        self.remember()
        self.finish_building()
        if self.recall and self._settings.value.remembers:
            self.recall.remember(letter)
        self._keep_recent(letter)
        self._tell_state()

    def _tell_made(self, made: Path, sentence: str, *, calm: bool) -> None:
        from ui.widgets.made_message import tell_made  # late: the letter is painted first

        tell_made(self.work, MADE_TOPIC, sentence, made, self.preview.print_letter, calm=calm)

    def _keep_recent(self, letter: ReplyLetter) -> None:
        """Keep a letter that was made among the recent ones; from then on it needs no draft until it is changed."""
        from services.recent import keep_recent  # late: the letter is painted first

        try:
            keep_recent(self._data, Draft(letter), open_letters=self.open_letters())
        except SaveError as error:
            self.messages.say("recent", translate(error))
        else:
            self.messages.dismiss("recent")
            if self.is_made():
                self.keeper.drop()

    def _tell_gaps(self, missing: list[Gap]) -> None:
        placed = [gap for gap in missing if self.form.has_field(gap.field)]
        self.form.tell(placed)
        profile = [gap for gap in missing if gap.field.startswith(AGENCY)]
        if profile:
            path = profile[0].field.removeprefix(AGENCY)
            sentence = translate(joined(gap.sentence for gap in profile))
            self.messages.say(PROFILE_TOPIC, sentence, _("单位档案…"), lambda: self.profile_wanted.emit(path))
        elsewhere = [gap.sentence for gap in missing if gap not in placed and gap not in profile]
        if elsewhere:
            self.messages.say("make", translate(joined(elsewhere)))

    def arranged(self, settings: Settings) -> Settings:
        """Return settings with the widths in this page, and with the cards that are open."""
        form = self.form
        return replace(
            settings, splitter=tuple(form.widths()), outline=form.outline_width, cards=form.open_cards(),
            column=form.column_choice(),
        )  # fmt: skip

    def keep_arrangement(self) -> None:
        """Remember the widths and the cards, so that another letter is found as this one is."""
        arranged = self.arranged(self._settings.value)
        if arranged != self._settings.value:
            self.messages.report("settings", self._settings.keep(arranged))

    def remember(self) -> None:
        """Remember what the next letter begins with: contact, session, kind and folder."""
        letter = self.form.letter()
        settings = replace(
            self._settings.value, contact=letter.contact, session=letter.session, kind=letter.kind,
            sessions={**sessions_of(self._settings.value), letter.kind: letter.session},
            folder=str(self.form.folder.value()),
        )  # fmt: skip
        if settings != self._settings.value:
            self.messages.report("settings", self._settings.keep(settings))

    def _keep_cards(self) -> None:
        """Remember which cards are open, for the next letter too."""
        cards, column = self.form.open_cards(), self.form.column_choice()
        settings = replace(self._settings.value, cards=cards, column=column)
        if settings != self._settings.value:
            self.messages.report("settings", self._settings.keep(settings))

    def _touch(self) -> None:
        self._begun = True
        # What lies in the file is no longer what stands here.
        self.messages.dismiss(MADE_TOPIC)
        self.keeper.touch()

    def _tell_unsaved(self, sentence: str) -> None:
        self.messages.say("draft", sentence)

    def _tell_saved(self) -> None:
        self.messages.dismiss("draft")
