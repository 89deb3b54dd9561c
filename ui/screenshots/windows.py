"""Pictures of every window, for the manual and for looking at what has changed."""

import io
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct, json
from msgspec.structs import replace
from PySide6.QtCore import QSize
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

import resources
from letter import derived
from letter.model import Agency, Attachment, Block, JointIssuer, Preprinted, Proposal, Proposers, ReplyLetter
from services.data_folder import DataFolder
from services.draft import Draft, KeptDraft
from services.letter_sources import text_in
from services.making import docx_bytes
from services.profiles import add_profile
from services.recognising import recognised
from services.settings import Settings
from ui.core.i18n import _, current_language, use_language
from ui.core.settings_store import SettingsStore
from ui.core.theme import use_look
from ui.fields.line import LineField
from ui.letter.draft_conflict import HERE, THERE
from ui.letter.file_drop import put_text
from ui.letter.page import MAKING
from ui.letter.workspace import Opened
from ui.shell.application import application, qt_translator
from ui.shell.error_hooks import listen_to_qt
from ui.shell.font_notice import tell_fonts
from ui.shell.main_window import MainWindow
from ui.widgets.background import show_busy

SCALE_VARIABLE, SCREEN_VARIABLE = "QT_SCALE_FACTOR", "QT_QPA_PLATFORM"
TALL, TALL_ENOUGH, LARGE_SCALE = 1_000, 1_560, 1.5
_ROUNDS = 12
# Every card of a letter, with what begins closed in it.
ALL_CARDS = ("case", "head", "signing", "imprint", "head.more", "signing.more", "imprint.more")
# How many blocks of the answer are enough where something lies over it.
_FEW = 2


class _Invented(Struct, frozen=True, forbid_unknown_fields=True):
    """What is invented for the pictures beside the letter that is shown."""

    folder: str
    data_folder: str
    lead_unit: str
    other_organs: tuple[str, ...]
    group: str
    convener: str
    attachment: Attachment
    proposals: tuple[Proposal, ...]
    entered: tuple[str, ...]
    by_hand: str
    sent_back: str
    sought: str
    own_phrase: str
    unreadable: dict[str, str]
    paper: Preprinted
    missing_fonts: dict[str, str]


INVENTED = json.decode(resources.read("pictures/letters.json"), type=_Invented)


def photograph(
    letter: ReplyLetter, folder: Path, data: DataFolder, *, scale: float, look: str, language: str
) -> list[Path]:
    """Paint every window with a letter in it to PNG files in a folder and return their paths.

    Nothing of the user's own data is read; only what Qt warns of is written to the log in data. scale, and that the
    windows are painted on an invisible screen unless Qt is told another one, count when no Qt application runs yet.
    """
    if QApplication.instance() is None:
        os.environ[SCALE_VARIABLE] = str(scale)
        os.environ.setdefault(SCREEN_VARIABLE, "offscreen")
    use_language(language)
    listen_to_qt(data)
    running = application(dark=False)
    use_look(look)
    translator = qt_translator()
    if translator:
        running.installTranslator(translator)
    folder.mkdir(parents=True, exist_ok=True)
    painted: list[Path] = []
    with tempfile.TemporaryDirectory() as place:
        for name, window in every_window(letter, DataFolder(Path(place)), _screen(scale)):
            painted.append(_paint(window, folder / f"{name}.png"))
            window.hide()
            window.deleteLater()
    return painted


def finish(window: MainWindow) -> None:
    """Show a window with everything that comes when it has been painted: its menus, the outline beside the answer."""
    window.show()
    window.finish_building()
    if window.letter_page:
        window.letter_page.form.answer.answer.show_outline()
    for _round in range(_ROUNDS):
        QApplication.processEvents()


def _paint(window: MainWindow, target: Path) -> Path:
    finish(window)
    window.grab().save(str(target))
    return target


def _screen(scale: float) -> QSize:
    """Return the size of a window that fills a common screen at this scale: 1366×768, or 1920×1080 at 150 %."""
    return QSize(1280, 680) if scale >= LARGE_SCALE else QSize(1366, 728)


def every_window(letter: ReplyLetter, data: DataFolder, size: QSize | None = None) -> Iterator[tuple[str, MainWindow]]:
    """Yield the window in each state that a picture is taken of, with its name; a size is that of most of them."""
    remembered = Settings(
        agency=letter.agency, session=letter.session, contact=letter.contact, kind=letter.kind, folder=INVENTED.folder
    )
    preprinted = replace(remembered, agency=_on_printed_paper(letter.agency))
    scenes: tuple[tuple[str, Settings, tuple[Draft, ...], Callable[[MainWindow], None]], ...] = (
        ("first-start", Settings(), (), _nothing),
        ("profile", remembered, (), MainWindow.show_profile),
        ("profile-preprinted", preprinted, (), _on_paper),
        ("profile-document-format", _two_profiles(remembered), (), _profile),
        ("start", remembered, _three(letter), lambda window: _start(window, data, letter)),
        ("start-empty", remembered, (), _start_empty),
        ("window", remembered, (), lambda window: window.show_letter(Draft(letter=letter))),
        ("window-tall", replace(remembered, cards=ALL_CARDS), (), lambda window: _whole(window, Draft(letter=letter))),
        ("window-changed", remembered, (), lambda window: _tall(window, _changed(letter))),
        ("window-refused", remembered, (), _refused),
        ("window-co", remembered, (), lambda window: window.show_letter(Draft(letter=_opinion(letter)))),
        ("window-joint", remembered, (), lambda window: _tall(window, Draft(letter=_joint(letter)))),
        ("window-attachments", remembered, (), lambda window: _at_attachments(window, letter)),
        ("window-table", remembered, (), lambda window: _at_table(window, letter)),
        ("window-tabs", remembered, (), lambda window: _tabs(window, letter)),
        ("compare", remembered, (), lambda window: _comparing(window, letter)),
        ("returned", remembered, (), lambda window: _returned(window, letter)),
        ("review", remembered, (), lambda window: _reviewing(window, letter)),
        ("window-pasted", remembered, (), lambda window: _pasted(window, letter)),
        ("window-messages", preprinted, (), lambda window: _messages(window, letter)),
        ("window-entered", remembered, (), lambda window: _entered(window, letter)),
        ("window-find", remembered, (), lambda window: _finding(window, letter)),
        ("window-phrases", remembered, (), lambda window: _phrases(window, letter)),
        ("window-preview", remembered, (), lambda window: _preview(window, letter, "thumbnails")),
        ("window-preview-two", remembered, (), lambda window: _preview(window, letter, "two")),
        ("window-past", remembered, (), lambda window: _past(window, data, letter)),
        ("register", remembered, (), lambda window: _register(window, data, "ledger")),
        ("register-void", remembered, (), lambda window: _register_panel(window, data, "void")),
        ("register-amend", remembered, (), lambda window: _register_panel(window, data, "amend")),
        ("register-trail", remembered, (), lambda window: _register_panel(window, data, "trail")),
        ("register-case", remembered, (), lambda window: _register_panel(window, data, "case")),
        ("register-gaps", remembered, (), lambda window: _register(window, data, "gaps")),
        ("register-report", remembered, (), lambda window: _register(window, data, "report")),
        ("register-import", remembered, (), lambda window: _register(window, data, "import")),
        ("register-letters", remembered, (), lambda window: _register_letters(window, data, remembered, letter)),
        ("register-backups", remembered, (), lambda window: _register(window, data, "backups")),
        ("settings", replace(remembered, language=current_language()), (), _settings),
        ("help", remembered, (), lambda window: window.show_help("letter")),
        ("help-keys", remembered, (), lambda window: window.show_help("keys")),
    )
    for name, settings, drafts, prepare in scenes:
        opened = Opened(tuple(KeptDraft.of(draft, data) for draft in drafts), ask=True)
        window = MainWindow(data, SettingsStore(data, settings), opened)
        if size:
            window.resize(size)
        prepare(window)
        yield name, window


def _nothing_to_do() -> None:
    """Take the place of what a button would do."""


def _nothing(_window: MainWindow) -> None:
    """Leave the window as it starts."""


def _start(window: MainWindow, data: DataFolder, letter: ReplyLetter) -> None:
    from ui.screenshots.register import show_start  # late: the letter's own pictures need nothing of it

    show_start(window, data, letter)


def _start_empty(window: MainWindow) -> None:
    """Show the start page as it is before there is anything on it."""
    window.show_start()
    if window.start.page:
        window.start.page.show_letters((), ())
        window.start.page.show_cases((), 0)


def _tall(window: MainWindow, draft: Draft) -> None:
    window.show_letter(draft)
    window.resize(window.width(), TALL)


def _whole(window: MainWindow, draft: Draft) -> None:
    """Show a letter so high that all its cards are seen."""
    window.show_letter(draft)
    window.resize(window.width(), TALL_ENOUGH)


def _at_attachments(window: MainWindow, letter: ReplyLetter) -> None:
    """Show what goes with a letter, at the end of its sheet."""
    _tall(window, Draft(letter=_joint(letter)))
    window.show()
    if window.letter_page:
        window.letter_page.form.focus_path("attachments.0.answer")


def _at_table(window: MainWindow, letter: ReplyLetter) -> None:
    """Show a table in the answer, the caret in one of its cells."""
    table = INVENTED.attachment.answer[0]
    window.show_letter(Draft(letter=replace(letter, answer=(letter.answer[0], table, *letter.answer[1:]))))
    window.show()
    if window.letter_page:
        editor = window.letter_page.form.answer_in_work().editor
        editor.setFocus()
        cursor = editor.document().find(table.table[1][0])
        cursor.clearSelection()
        editor.setTextCursor(cursor)


def _three(letter: ReplyLetter) -> tuple[Draft, ...]:
    drafts = [replace(letter, proposals=(proposal,)) for proposal in INVENTED.proposals]
    return tuple(Draft(letter=each) for each in (letter, *drafts))


def _tabs(window: MainWindow, letter: ReplyLetter) -> None:
    for draft in _three(letter):
        window.show_letter(draft)
    window.letters.step(1)


def _comparing(window: MainWindow, letter: ReplyLetter) -> None:
    window.show_letter(Draft(letter=letter))
    theirs = replace(
        letter,
        closing=INVENTED.by_hand,
        document_date=None,
        answer=(*letter.answer[:-1], Block(text=INVENTED.by_hand)),
    )
    window.letters.compare_wanted.emit(letter, theirs, (_(HERE), _(THERE)))


def _returned(window: MainWindow, letter: ReplyLetter) -> None:
    """Open a docx that holds one letter and shows another, as one does that was changed in Word."""
    first, *others = letter.answer
    added = replace(first, heading=first.heading[2:])
    number = replace(letter.document_number, serial=None)
    now = replace(
        letter,
        closing=INVENTED.by_hand,
        document_number=number,
        answer=(added, *others[1:], Block(text=INVENTED.own_phrase)),
    )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / INVENTED.sent_back
        with (
            zipfile.ZipFile(io.BytesIO(docx_bytes(now))) as shown,
            zipfile.ZipFile(io.BytesIO(docx_bytes(letter))) as written,
            zipfile.ZipFile(file, "w") as made,
        ):
            for name in shown.namelist():
                made.writestr(name, (written if name.startswith("customXml/") else shown).read(name))
        window.show_letter(Draft(letter=letter))
        window.returned.open(file)


def _profile(window: MainWindow) -> None:
    window.show_profile()
    window.resize(window.width(), TALL)


def _on_paper(window: MainWindow) -> None:
    """Show what the profile says of printed paper."""
    window.show_profile()
    window.show()
    window.show_profile("paper.number_place")


def _on_printed_paper(agency: Agency) -> Agency:
    return replace(agency, letterhead="preprinted", paper=INVENTED.paper, seal="signature_stamp")


def _two_profiles(settings: Settings) -> Settings:
    agency = settings.agency or Agency(name="")
    formal = replace(agency, letterhead="document_format", imprint="letter", show_signatory=True, seal="unsealed")
    return add_profile(settings, "", formal)


def _opinion(letter: ReplyLetter) -> ReplyLetter:
    return replace(letter, role="co", lead_unit=INVENTED.lead_unit, outcome_class="", proposers=Proposers())


def _joint(letter: ReplyLetter) -> ReplyLetter:
    return replace(
        letter,
        joint_issuers=tuple(JointIssuer(name) for name in INVENTED.other_organs),
        proposers=Proposers(organizations=(INVENTED.group,), convener=INVENTED.convener),
        attachments=(INVENTED.attachment, Attachment(title="")),
    )


def _in_words(letter: ReplyLetter) -> str:
    """Return a letter as somebody would find it on a page, with a line that is of no field."""
    return f"{text_in(docx_bytes(letter))}\n{INVENTED.own_phrase}"


def _reviewing(window: MainWindow, letter: ReplyLetter) -> None:
    """Show what is recognised in a letter that says only on the page around it who published it."""
    window.show_letter(Draft(letter=letter))
    text = _in_words(letter).replace(f"{letter.agency.name}\n", "")
    window.review.show(INVENTED.sent_back, recognised(f"{text}\n发布机构：{letter.agency.name}", letter.agency))


def _pasted(window: MainWindow, letter: ReplyLetter) -> None:
    """Show the offer to split a whole letter that was pasted into the answer."""
    window.show_letter()
    if window.letter_page:
        put_text(_in_words(letter), window.letter_page.form.answer_in_work())


def _messages(window: MainWindow, letter: ReplyLetter) -> None:
    window.show_letter(Draft(letter=replace(letter, agency=_on_printed_paper(letter.agency))))
    if window.letter_page:
        window.letter_page.make()
        show_busy(window.letter_page.messages, _(MAKING), _nothing_to_do)
    tell_fonts(window, INVENTED.missing_fonts)


def _entered(window: MainWindow, letter: ReplyLetter) -> None:
    """Show what is offered while a name is typed; the list needs a window that is shown."""
    window.show_letter(Draft(letter=replace(letter, proposers=Proposers())))
    page = window.letter_page
    if page is None:
        return
    page.finish_building()
    window.show()
    field = page.form.case.field("proposers.people", LineField)
    field.setFocus()
    if page.recall:
        for people in INVENTED.entered:
            page.recall.remember(replace(letter, proposers=Proposers((people,))))
        page.recall.suggestions.open(field, everything=True)


def _settings(window: MainWindow) -> None:
    window.setting.open()
    if window.setting.page:
        window.setting.page.name_folders(INVENTED.data_folder, f"{INVENTED.data_folder}/register-backups")


def _finding(window: MainWindow, letter: ReplyLetter) -> None:
    """Show the bar that finds with what stands most often in an answer of this kind."""
    _tall(window, Draft(letter=letter))
    window.show()
    if window.letter_page:
        field = window.letter_page.form.answer.answer
        field.seek(replacing=True)
        bar = field.finding
        if bar:
            bar.sought.setText(INVENTED.sought)
            bar.sought.textEdited.emit(INVENTED.sought)


def _preview(window: MainWindow, letter: ReplyLetter, button: str) -> None:
    """Show the pages beside the form, one field of it marked on the paper."""
    window.show_letter(Draft(letter=letter))
    page = window.letter_page
    if page:
        window.show()
        page.preview.toggle()
        page.preview.follower().pane.buttons[button].click()
        page.form.focus_path("opening")


def _phrases(window: MainWindow, letter: ReplyLetter) -> None:
    """Show the list of phrases, one of them the office's own."""
    window.show_letter(Draft(letter=replace(letter, answer=letter.answer[:_FEW])))
    window.show()
    page = window.letter_page
    if page:
        field = page.form.answer.answer
        field.editor.setPlainText(INVENTED.own_phrase)
        field.editor.selectAll()
        page.phrases().keep(field)
        page.form.load(replace(letter, answer=letter.answer[:_FEW]))
        field.editor.moveCursor(QTextCursor.MoveOperation.End)
        page.phrases().open(field)


def _register(window: MainWindow, data: DataFolder, view: str) -> None:
    from ui.screenshots.register import show_view  # late: the letter's own pictures need nothing of it

    show_view(window, data, view)


def _register_letters(window: MainWindow, data: DataFolder, settings: Settings, letter: ReplyLetter) -> None:
    from ui.screenshots.register import show_letters

    show_letters(window, data, settings, letter)


def _register_panel(window: MainWindow, data: DataFolder, act: str) -> None:
    from ui.screenshots.register import show_panel

    show_panel(window, data, act)


def _past(window: MainWindow, data: DataFolder, letter: ReplyLetter) -> None:
    from ui.screenshots.register import show_past

    show_past(window, data, replace(letter, answer=letter.answer[:_FEW]))


def _changed(letter: ReplyLetter) -> Draft:
    by_hand = replace(letter, title=_in_two_lines(derived.title(letter)), document_date=None)
    return Draft(letter=by_hand, typed=INVENTED.unreadable)


def _in_two_lines(title: str) -> str:
    return title[: len(title) // 2] + "\n" + title[len(title) // 2 :]


def _refused(window: MainWindow) -> None:
    window.show_letter()
    window.resize(window.width(), TALL)
    if window.letter_page:
        window.letter_page.make()
