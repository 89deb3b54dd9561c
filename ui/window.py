"""The one window: menus, the page of the letter, the profile, the offer of the last letter, and the message bar."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desk.data_folder import DataFolder
from desk.draft import Draft, set_draft_aside
from desk.profiles import choose_profile, profile_name, profile_names
from desk.saving import SaveError
from desk.settings import Profile, Settings, save_settings
from letter.model import Agency, ReplyLetter
from ui.actions import SETTINGS_AT, ActionMap, Choice, add_menu_bar, fill_menus, needs_letter
from ui.dropped import dropped_file, read_and_tell
from ui.folder_field import remembered_folder
from ui.language import LANGUAGES, N_, _, current_language
from ui.letter_page import LetterPage
from ui.look import LOOKS, use_look
from ui.message_bar import MessageBar
from ui.test_sheet import SheetMaker

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent

    from ui.guide import Guide
    from ui.profile import ProfilePage
    from ui.profile_menu import ProfileMenu
    from ui.recent_menu import RecentMenu

WIDTH, HEIGHT = 1180, 680
TITLE = N_("复函")
TITLE_WITH_PROFILE = N_("复函 — {profile}")
# By then the window has been painted; what is in its menus nobody sees before.
AFTER_PAINT_MS = 50
CLOSE_AGAIN = N_("信还没有保存好：{sentence} 再关一次窗口就不保存这几处改动。")


class Window(QMainWindow):
    """Shows one page at a time and moves between them."""

    language_chosen = Signal(str)

    def __init__(
        self, data: DataFolder, settings: Settings, draft: Draft | None = None, in_work: Draft | None = None
    ) -> None:
        """Begin with the letter in work, the profile at the first start, the offer of a draft, or a new letter."""
        super().__init__()
        self._data = data
        self._settings = settings
        self._draft = draft
        self._warned = False
        self._actions: ActionMap = {}
        self.messages = MessageBar()
        self.letter_page: LetterPage | None = None
        self._profile_page: ProfilePage | None = None
        self._profile_menu: ProfileMenu | None = None
        self._recent_menu: RecentMenu | None = None
        self._sheets = SheetMaker(self.messages)
        self._guide: Guide | None = None
        self._stack = QStackedWidget()
        self._assemble()
        if in_work:
            self.show_letter(in_work)
        elif settings.agency is None:
            self.show_profile()
            self._begin_guide()
        elif draft:
            self.offer(draft)
        else:
            self.show_letter()

    @property
    def settings(self) -> Settings:
        """What is remembered now."""
        return self._settings

    def show_letter(self, draft: Draft | None = None) -> None:
        """Show the letter of a draft, or a new one."""
        page = LetterPage(self._data, self._settings, self.messages, draft)
        page.settings_changed.connect(self._take_settings)
        page.profile_wanted.connect(self.show_profile)
        self.letter_page = page
        self._show_page(page)
        page.begin()
        if self._guide:
            self._guide.follow(page)
        if self._actions:
            page.finish_building()

    def show_profile(self, path: str = "name") -> None:
        """Show the agency's profile, beginning at one of its fields."""
        if self._profile_page:
            self._profile_page.begin(path)
            return
        from ui.profile import ProfilePage  # late: the letter is painted first

        page = ProfilePage(self._settings)
        page.finished.connect(self._take_profile)
        page.cancelled.connect(self._leave_profile)
        self._profile_page = page
        self._show_page(page)
        page.begin(path)

    def keep_settings(self, settings: Settings) -> None:
        """Remember other settings from now on; those of the letter in work are among them."""
        self._settings = settings
        if self.letter_page:
            self.letter_page.use_settings(settings)
        try:
            save_settings(self._data, settings)
        except SaveError as error:
            self.messages.say("settings", str(error))
        else:
            self.messages.solve("settings")
        self._name_window()

    def offer(self, draft: Draft) -> None:
        """Offer to go on with a draft."""
        from ui.offer import OfferPage  # late: the letter is painted first

        page = OfferPage(draft)
        page.continued.connect(self._continue)
        page.refused.connect(self._begin_anew)
        self._show_page(page)
        page.begin()

    def draft(self) -> Draft | None:
        """Return the letter in work, or the draft that is offered."""
        return self.letter_page.form.draft() if self.letter_page else self._draft

    def show_fault(self, sentence: str) -> None:
        """Tell the clerk about a fault of the program."""
        self.messages.say("fault", sentence)

    def show(self) -> None:
        """Show the window, and fill its menus when it has been painted."""
        super().show()
        QTimer.singleShot(AFTER_PAINT_MS, self._fill_menus)

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Dismiss the last message by Escape, which pages that have no use for it leave to the window."""
        if event.key() == Qt.Key.Key_Escape:
            self.messages.solve_last()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: "QCloseEvent") -> None:
        """Keep the letter in work; when that fails say so once, and close at the second time."""
        page = self.letter_page
        if page and not page.keeper.flush() and not self._warned:
            self._warned = True
            self.messages.say("draft", _(CLOSE_AGAIN).format(sentence=self.messages.sentence("draft")))
            event.ignore()
            return
        self._keep_place()
        event.accept()

    def dragEnterEvent(self, event: "QDragEnterEvent") -> None:
        """Take a letter file that is dragged here."""
        if self.letter_page and dropped_file(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: "QDropEvent") -> None:
        """Open the letter file that was dropped, as the letter in work."""
        file = dropped_file(event.mimeData())
        if file:
            event.acceptProposedAction()
            letter = read_and_tell(file, self.messages)
            if letter:
                self._take_letter(letter)

    def restore_place(self) -> None:
        """Go where the window was when it was closed last, as far as that lies on a screen."""
        if self._settings.window:
            self.restoreGeometry(QByteArray.fromHex(self._settings.window.encode()))

    def _keep_place(self) -> None:
        splitter = tuple(self.letter_page.form.sizes()) if self.letter_page else self._settings.splitter
        outline = self.letter_page.form.answer.answer.outline_width if self.letter_page else self._settings.outline
        place = bytes(self.saveGeometry().toHex().data()).decode()
        settings = replace(self._settings, window=place, splitter=splitter, outline=outline)
        if settings != self._settings:
            self.keep_settings(settings)

    def _take_letter(self, letter: ReplyLetter) -> None:
        if self.letter_page:
            if self._stack.currentWidget() is not self.letter_page:
                self._show_page(self.letter_page)
            self.letter_page.take_letter(letter)

    def _assemble(self) -> None:
        self._name_window()
        self.resize(WIDTH, HEIGHT)
        self.setAcceptDrops(True)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(self.messages)
        self.setCentralWidget(body)
        self._menus = add_menu_bar(self)

    def _slots(self) -> dict[str, Callable[[], None]]:
        """Return what each action of the table does; those of the letter are asked for when it is there."""
        from ui.answer.commands import COMMANDS  # late: the letter is painted first

        letter: dict[str, Callable[[LetterPage], object]] = {
            "new": lambda page: page.begin_new(),
            "make": lambda page: page.make(),
            "open": lambda page: page.open(),
            "make_as": lambda page: page.make_as(),
            "choose_folder": lambda page: page.form.folder.choose(),
            "restore": lambda page: page.form.restore_derived(),
            "restore_all": lambda page: page.form.restore_all(),
            "today": lambda page: page.form.signing.date_today(),
            "add_row": lambda page: page.form.add_row(),
            "remove_row": lambda page: page.form.remove_row(),
            "add_attachment": lambda page: page.form.answer.attachments.add(),
            "phrases": lambda page: page.phrases().open(page.form.answer_in_work()),
            "keep_phrase": lambda page: page.phrases().keep(page.form.answer_in_work()),
            "forget_entered": lambda page: page.forget_entered(),
            **{f"go_{number}": lambda page, at=number: page.form.focus_section(at) for number in range(4)},
            **{name: lambda page, run=run: run(page.form.answer_in_work()) for name, run in COMMANDS.items()},
        }
        return {name: self._on_letter(slot) for name, slot in letter.items()} | {
            "quit": self._quit,
            "undo": lambda: self._step(back=True),
            "redo": lambda: self._step(back=False),
            "profile": self.show_profile,
            "test_sheet": self._make_test_sheet,
            "help": self.show_help,
            "keys": lambda: self.show_help("keys"),
            "guide": self._begin_guide,
        }

    def _step(self, *, back: bool) -> None:
        """Undo or redo on the page that is shown; lists would not leave these keys to it."""
        page = self._profile_page or (self.letter_page.form if self.letter_page else None)
        if page and page.isVisible():
            page.undo() if back else page.redo()

    def _on_letter(self, slot: Callable[[LetterPage], object]) -> Callable[[], None]:
        def run() -> None:
            if self.letter_page:
                slot(self.letter_page)
                self.letter_page.form.reveal_focus()

        return run

    def _show_page(self, page: QWidget) -> None:
        old = self._stack.currentWidget()
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if old and old is not self.letter_page:
            self._stack.removeWidget(old)
            old.deleteLater()
            if old is self._profile_page:
                self._profile_page = None
        self._enable_actions()

    def _fill_menus(self) -> None:
        if self._actions:
            return
        from ui.profile_menu import ProfileMenu  # late: the letter is painted first

        choices = (
            Choice(LOOKS, self._settings.look, self._choose_look),
            Choice(LANGUAGES, current_language(), self.language_chosen.emit),
        )
        self._actions = fill_menus(self, self._menus, self._slots(), choices)
        self._profile_menu = ProfileMenu(self, self._choose_profile)
        from ui.recent_menu import RecentMenu

        self._recent_menu = RecentMenu(self, self._data, self._take_letter)
        self._menus[0].insertMenu(self._actions["quit"], self._recent_menu)
        settings_menu = self._menus[SETTINGS_AT]
        settings_menu.insertMenu(self._actions["test_sheet"], self._profile_menu)
        settings_menu.aboutToShow.connect(self._enable_actions)
        self._enable_actions()
        if self.letter_page:
            self.letter_page.finish_building()

    def _enable_actions(self) -> None:
        on_letter = self.letter_page is not None and self._stack.currentWidget() is self.letter_page
        for name, action in self._actions.items():
            action.setEnabled(on_letter or name not in needs_letter())
        if self._recent_menu:
            self._recent_menu.menuAction().setEnabled(on_letter)
        if self._profile_menu:
            self._actions["test_sheet"].setVisible(self._agency().letterhead == "preprinted")
            self._profile_menu.load(self._settings, self._name_in_work(), enabled=on_letter)

    def _agency(self) -> Agency:
        """Return the profile that is shown, in its page or by the letter in work."""
        if self._profile_page:
            return self._profile_page.agency()
        if self.letter_page:
            return self.letter_page.form.letter().agency
        return self._settings.agency or Agency(name="")

    def _name_in_work(self) -> str:
        """Return the name of the profile that the letter in work has, nothing when it is none of them."""
        in_use = [Profile(profile_name(self._settings), self._settings.agency)] if self._settings.agency else []
        agency = self._agency()
        return next((row.name for row in (*in_use, *self._settings.profiles) if row.agency == agency), "")

    def _choose_profile(self, name: str) -> None:
        self._use_profiles(choose_profile(self._settings, name))

    def _choose_look(self, look: str) -> None:
        use_look(look)
        self.keep_settings(replace(self._settings, look=look))

    def show_help(self, page: str = "") -> None:
        """Show the manual at a page, or at the one that goes with where the clerk is."""
        from ui.help import page_for, show_over  # late: the letter is painted first

        wanted = page or page_for(self.letter_page, on_profile=self._profile_page is not None)
        show_over(self._stack, wanted, self._enable_actions)

    def _begin_guide(self) -> None:
        from ui.guide import Guide

        if self._guide:
            self._guide.end()
        self._guide = Guide(self.messages, self)
        self._guide.follow(self.letter_page)

    def _make_test_sheet(self) -> None:
        if self._profile_page and not self._profile_page.ready():
            return
        folder = self.letter_page.form.folder.value() if self.letter_page else remembered_folder(self._settings.folder)
        self._sheets.make(self._agency(), folder)

    def _name_window(self) -> None:
        several = len(profile_names(self._settings)) > 1
        self.setWindowTitle(_(TITLE_WITH_PROFILE).format(profile=profile_name(self._settings)) if several else _(TITLE))

    def _quit(self) -> None:
        self.close()

    def _take_settings(self, settings: Settings) -> None:
        self._settings = settings

    def _take_profile(self, settings: Settings) -> None:
        self._use_profiles(settings)
        self._leave_profile()

    def _use_profiles(self, settings: Settings) -> None:
        """Take the profiles of these settings over, the one in use into the letter in work too."""
        taken = replace(self._settings, agency=settings.agency, profile=settings.profile, profiles=settings.profiles)
        self.keep_settings(taken)
        if self.letter_page and taken.agency:
            self.letter_page.use_profile(taken.agency)

    def _leave_profile(self) -> None:
        if self.letter_page:
            self._show_page(self.letter_page)
            self.letter_page.begin()
        elif self._draft:
            self.offer(self._draft)
        else:
            self.show_letter()

    def _continue(self) -> None:
        self.show_letter(self._draft)

    def _begin_anew(self) -> None:
        set_draft_aside(self._data)
        self._draft = None
        self.show_letter()
