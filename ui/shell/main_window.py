"""The one window: menus, the letters in work, the profile, the offer of the last letters, and the message bar."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from letter.messages import joined
from letter.model import Agency, ReplyLetter
from services.data_folder import DataFolder
from services.draft import Draft
from services.profiles import choose_profile, profile_name, profile_names
from services.settings import Profile, Settings
from ui.core.actions import LETTER_ACTIONS, SETTINGS_AT, START_ACTIONS, ActionMap, Choice, add_menu_bar, fill_menus
from ui.core.host import can_step, undoing, unsaved
from ui.core.i18n import LANGUAGES, N_, _, current_language, translate
from ui.core.local_files import has_files
from ui.core.settings_store import SettingsStore
from ui.core.theme import LOOKS
from ui.form.folder_field import remembered_folder
from ui.letter.file_drop import put_text, take_dropped, take_file
from ui.letter.page import LetterPage
from ui.letter.tabs import letter_name
from ui.letter.workspace import Opened, Workspace
from ui.preview.controller import MODES, WRITE
from ui.profile.alignment_sheet import AlignmentSheetMaker
from ui.register.controller import VIEW_NAMES, RegisterController
from ui.returned.controller import ReturnedController
from ui.review.controller import ReviewController
from ui.settings.controller import SettingsController
from ui.shell.toolbar import Toolbar
from ui.shell.window_geometry import with_geometry
from ui.start.controller import BROKEN_TOPIC, StartController
from ui.widgets.background import Background
from ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent

    from services.recent import RecentLetter
    from ui.core.undo import Moment
    from ui.profile.page import ProfilePage
    from ui.shell.first_run_guide import FirstRunGuide
    from ui.shell.profile_menu import ProfileMenu
    from ui.shell.recent_menu import RecentMenu

WIDTH, HEIGHT = 1180, 680
TITLE = N_("复函")
TITLE_WITH_PROFILE = N_("复函 — {profile}")
TITLE_WITH_LETTER = N_("{letter} — {name}")
NOT_SAVED = N_("● {title}")
PASTED = N_("粘贴的文字")
OPEN, FILES = N_("打开"), N_("公文、信件文件、文字 (*.docx *.doc *.wps *.json *.txt *.html *.htm *.mht *.mhtml)")
# By then the window has been painted; what is in its menus nobody sees before.
AFTER_PAINT_MS = 50
STILL_BUSY = N_("还有一件事没有做完，请稍候。再关一次窗口就不等了。")
_STEPS = ("undo", "redo")
CLOSE_DROPS = N_("{sentence}再关一次窗口就不要了。")
CLOSE_AGAIN = N_("信还没有保存好：{sentence} 再关一次窗口就不保存这几处改动。")


class MainWindow(QMainWindow):
    """Shows one page at a time and moves between them."""

    def __init__(self, data: DataFolder, settings: SettingsStore, opened: Opened = Opened()) -> None:  # noqa: B008, a value
        """Begin with the letters in work, the profile at the first start, the offer of drafts, or a new letter."""
        super().__init__()
        self._data = data
        self.settings = settings
        self._at_start = False
        self._actions: ActionMap = {}
        self._slots: Mapping[str, Callable[[], None]] = {}
        self.messages = MessageBar()
        self.tools = Toolbar(self.run_action)
        self.letters = Workspace(data, settings, self.messages)
        self._profile_page: ProfilePage | None = None
        self._profile_menu: ProfileMenu | None = None
        self._recent_menu: RecentMenu | None = None
        self.work = Background(self.messages, self)
        self._sheets = AlignmentSheetMaker(self.work)
        self._guide: FirstRunGuide | None = None
        self.pages = QStackedWidget()
        self.setting = SettingsController(self, data)
        self.register = RegisterController(self, data)
        self.returned = ReturnedController(self)
        self.review = ReviewController(self, self.returned.show, self._put_text)
        self._assemble()
        self.start = StartController(self, data, self.register, self._reopen, self._open_file)
        self.letters.wait(opened)
        if opened.drafts and not opened.ask:
            self.show_page(self.letters)
            self.letters.begin_at(opened.at)
        elif settings.value.agency is None:
            self.show_profile()
            self._begin_guide()
        elif opened.ask and self.start.has_something():
            self.show_start()
        else:
            self.show_letter()

    @property
    def letter_page(self) -> LetterPage | None:
        """The page of the letter that is shown, or was before another page."""
        return self.letters.current()

    def show_letter(self, draft: Draft | None = None) -> None:
        """Show a letter, or a new one."""
        self.show_page(self.letters)
        self.letters.add(draft)

    def show_profile(self, path: str = "name") -> None:
        """Show the agency's profile, beginning at one of its fields."""
        if self._profile_page:
            self._profile_page.begin(path)
            return
        from ui.profile.page import ProfilePage  # late: the letter is painted first

        page = ProfilePage(self.settings.value, self.work)
        page.finished.connect(self._take_profile)
        page.cancelled.connect(self.leave)
        page.stepped.connect(self.enable_actions)
        self._profile_page = page
        self.show_page(page)
        page.begin(path)

    def profile_edits(self) -> "Moment | None":
        """Return what is being changed in the profile and not kept yet; None while its page is not open."""
        return self._profile_page.edits() if self._profile_page else None

    def unsaved(self) -> str:
        """Return what would be lost with the page that is shown, or over which another lies; the letters are kept."""
        pages = map(self.pages.widget, range(self.pages.count()))
        return next(filter(None, map(unsaved, pages)), "")

    def resume_profile(self, edits: "Moment") -> None:
        """Open the profile again with the changes that are not kept yet."""
        self.show_profile()
        if self._profile_page:
            self._profile_page.resume(edits)

    def keep_settings(self, settings: Settings) -> None:
        """Remember other settings from now on, and say so where they cannot be written."""
        self.messages.report("settings", self.settings.keep(settings))

    def show_start(self) -> None:
        """Show the start page, to which every other page leads back until a letter is opened."""
        self._at_start = True
        self.start.open()

    def _leave_start(self) -> None:
        """Show the letters as soon as one of them is wanted."""
        if self.letter_page:
            if self._is_at_start():
                self.show_page(self.letters)
            self._at_start = False
        self.enable_actions()

    def opened(self) -> Opened:
        """Return the letters in work, and whether the start page stands before them, for another window."""
        self.letters.save_all()
        if self.letter_page:
            self.letter_page.keep_arrangement()
        return self.letters.opened()._replace(ask=self._at_start)

    def show_fault(self, sentence: str) -> None:
        """Tell the clerk about a fault of the program."""
        self.messages.say("fault", sentence)

    def show(self) -> None:
        """Show the window, and fill its menus when it has been painted."""
        super().show()
        QTimer.singleShot(AFTER_PAINT_MS, self.finish_building)

    def finish_building(self) -> None:
        """Make what nobody needs before the window has been painted: its menus, and what the letter offers."""
        if self._actions:
            return
        from ui.shell.profile_menu import ProfileMenu  # late: the letter is painted first

        choices = (
            Choice(LOOKS, self.settings.value.look, partial(self.setting.choose, "look")),
            Choice(LANGUAGES, current_language(), partial(self.setting.choose, "language")),
        )
        self._actions = fill_menus(self, self._menus, self._all_slots(), choices)
        self._profile_menu = ProfileMenu(self, self._choose_profile)
        from ui.shell.recent_menu import RecentMenu

        self._recent_menu = RecentMenu(self, self._data, self._reopen)
        self._menus[0].insertMenu(self._actions["quit"], self._recent_menu)
        settings_menu = self._menus[SETTINGS_AT]
        settings_menu.insertMenu(self._actions["test_sheet"], self._profile_menu)
        settings_menu.aboutToShow.connect(self.enable_actions)
        self.enable_actions()
        self._tell_of_broken_files()
        self.letters.finish_building()
        self.register.keep_backups()

    def _tell_of_broken_files(self) -> None:
        from services.data_check import unusable_files  # late: the letter is painted first

        # The start page has put aside what it could not read, and said so.
        told = self.messages.sentence(BROKEN_TOPIC)
        if sentences := unusable_files(self._data):
            self.messages.say(BROKEN_TOPIC, told + translate(joined(sentences)))

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Dismiss the last message by Escape, which pages that have no use for it leave to the window."""
        if event.key() == Qt.Key.Key_Escape:
            page = self.letter_page
            own = page.messages if page and page.isVisible() and page.messages.isVisible() else self.messages
            own.dismiss_last()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: "QCloseEvent") -> None:
        """Keep the letters in work; when that fails say so once, and close at the second time."""
        problem = self._what_closing_loses()
        if problem and not self.messages.warn("draft", problem):
            event.ignore()
            return
        self._keep_place()
        event.accept()

    def _what_closing_loses(self) -> str:
        """Return why the window had better not be closed now, nothing where nothing would be lost."""
        if failed := self.letters.save_all():
            return _(CLOSE_AGAIN).format(sentence=failed)
        if self.work.busy or self.letters.busy():
            return _(STILL_BUSY)
        held = self.unsaved()
        return _(CLOSE_DROPS).format(sentence=held) if held else ""

    def dragEnterEvent(self, event: "QDragEnterEvent") -> None:
        """Take files that are dragged here."""
        if (self._is_on_letter() or self._is_at_start()) and has_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: "QDropEvent") -> None:
        """Open the letter that was dropped beside those in work, or put the words that were into the answer."""
        page = self.letters.add() if self._is_at_start() else self.letter_page
        if page:
            take_dropped(
                event, self.work, page,
                take=lambda letter: self.show_letter(Draft(letter)), sources=self.review,
            )  # fmt: skip

    def _keep_place(self) -> None:
        settings = with_geometry(self.settings.value, self, self.letter_page)
        if settings != self.settings.value:
            self.keep_settings(settings)

    def _reopen(self, recent: "RecentLetter") -> None:
        from services.recent import take_recent

        self.show_letter(recent.draft)
        page = self.letter_page
        if page and page.keeper.flush():
            take_recent(recent)

    def _assemble(self) -> None:
        self._name_window()
        self.resize(WIDTH, HEIGHT)
        self.setAcceptDrops(True)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tools)
        column.addWidget(self.pages, 1)
        column.addWidget(self.messages)
        self.setCentralWidget(body)
        self._menus = add_menu_bar(self)
        self.settings.changed.connect(self._name_window)
        self.letters.profile_wanted.connect(self.show_profile)
        self.letters.compare_wanted.connect(self._compare)
        self.letters.review_wanted.connect(partial(self.review.show, _(PASTED)))
        self.letters.page_added.connect(lambda page: self._guide and self._guide.follow(page))
        self.letters.page_changed.connect(self._leave_start)
        self.letters.closing.connect(self._keep_place)
        self.letters.emptied.connect(self.show_start)
        self.letters.state_changed.connect(self._name_window)
        self.letters.mode_changed.connect(self._show_mode)
        self.setting.folder_chosen.connect(self.letters.use_folder)

    def run_action(self, name: str) -> None:
        """Run an action of the menus by its name, where it may be run now."""
        if self._is_able(name):
            self._all_slots()[name]()

    def _all_slots(self) -> Mapping[str, Callable[[], None]]:
        """Return what each action of the table does; those of the letter are asked for when it is there."""
        if self._slots:
            return self._slots
        from ui.shell.edit_actions import EDITS, edit  # late: the letter is painted first
        from ui.shell.letter_actions import letter_actions

        self._slots = (
            letter_actions(self.letters.current)
            | {name: partial(edit, name) for name in EDITS}
            | {
                "new": self.letters.add,
                "close": self.letters.close_current,
                "next_letter": lambda: self.letters.step(1),
                "previous_letter": lambda: self.letters.step(-1),
                "quit": self.close,
                "past_answers": self.register.open_past_answers,
                "undo": lambda: self._step(back=True),
                "redo": lambda: self._step(back=False),
                "register": self.register.open,
                **{f"register_{view}": partial(self.register.open, view) for view in VIEW_NAMES},
                "settings": self.setting.open,
                "open_file": self._open_file,
                "profile": self.show_profile,
                "test_sheet": self._make_test_sheet,
                "start": self.show_start,
                "help": self.show_help,
                "keys": lambda: self.show_help("keys"),
                "guide": self._begin_guide,
            }
        )
        return self._slots

    def _open_file(self) -> None:
        """Ask for a file and open it beside the letters in work."""
        from ui.widgets.file_dialog import ask_to_open

        file = ask_to_open(self, _(OPEN), _(FILES))
        if file:
            page = self.letter_page or self.letters.add()
            take_file(
                file, self.work, page, take=lambda letter: self.show_letter(Draft(letter)),
                sources=self.review, field_for=page.form.answer_in_work,
            )  # fmt: skip

    def _put_text(self, text: str) -> None:
        """Put the words of a file into the answer, in a new letter where there is none."""
        page = self.letters.add() if self._is_at_start() else self.letter_page
        if page:
            put_text(text, page.form.answer_in_work())

    def _step(self, *, back: bool) -> None:
        """Undo or redo on the page that is shown; lists would not leave these keys to it."""
        if page := undoing(self._stepping()):
            page.undo() if back else page.redo()

    def _stepping(self) -> QWidget | None:
        """Return what is shown, of the letters the form of the one in work."""
        return self.letter_page.form if self._is_on_letter() and self.letter_page else self.pages.currentWidget()

    def show_page(self, page: QWidget) -> None:
        """Show a page in place of the one before, which goes unless it holds the letters."""
        old = self.pages.currentWidget()
        if page is old:
            return
        # What closing would lose was said of the page before.
        self.messages.dismiss("draft")
        self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        if old and old is not self.letters:
            self.pages.removeWidget(old)
            old.deleteLater()
            if old is self._profile_page:
                self._profile_page = None
        self.enable_actions()

    def letter_folder(self) -> Path | None:
        """Return the folder of the letter that is shown, None where there is none."""
        return self.letter_page.form.folder.value() if self.letter_page else None

    def enable_actions(self) -> None:
        """Let the menus offer what goes with the page that is shown."""
        on_letter = self._is_on_letter()
        for name, action in self._actions.items():
            action.setEnabled(self._is_able(name))
        self.tools.enable(self._is_able)
        self._show_mode()
        self._name_window()
        if self._recent_menu:
            self._recent_menu.menuAction().setEnabled(on_letter or self._is_at_start())
        if self._profile_menu:
            self._actions["test_sheet"].setVisible(self._agency().head.preprinted)
            self._profile_menu.load(self.settings.value, self._name_in_work(), enabled=on_letter)

    def _is_on_letter(self) -> bool:
        return self.letter_page is not None and self.pages.currentWidget() is self.letters

    def _is_able(self, name: str) -> bool:
        if name in _STEPS:
            return can_step(self._stepping(), back=name == "undo")
        at_start = self._is_at_start() and name in START_ACTIONS
        return self._is_on_letter() or name not in LETTER_ACTIONS or at_start

    def _is_at_start(self) -> bool:
        return self.start.page is not None and self.pages.currentWidget() is self.start.page

    def _show_mode(self) -> None:
        """Show in the menu and among the tools what of the letter is seen."""
        mode = self.letter_page.preview.mode if self.letter_page else WRITE
        self.tools.show_preview(shown=mode != WRITE)
        for name in MODES:
            if action := self._actions.get(f"mode_{name}"):
                action.setCheckable(True)
                action.setChecked(name == mode)

    def _agency(self) -> Agency:
        """Return the profile that is shown, in its page or by the letter in work."""
        if self._profile_page:
            return self._profile_page.agency()
        if self.letter_page:
            return self.letter_page.form.letter().agency
        return self.settings.value.agency or Agency(name="")

    def _name_in_work(self) -> str:
        """Return the name of the profile that the letter in work has, nothing when it is none of them."""
        settings, agency = self.settings.value, self._agency()
        in_use = [Profile(profile_name(settings), settings.agency)] if settings.agency else []
        return next((row.name for row in (*in_use, *settings.profiles) if row.agency == agency), "")

    def _choose_profile(self, name: str) -> None:
        self._use_profiles(choose_profile(self.settings.value, name))

    def show_help(self, page: str = "") -> None:
        """Show the manual at a page, or at the one that goes with where the clerk is."""
        from ui.help.page import page_for, show_over  # late: the letter is painted first

        wanted = page or self.setting.manual or self.register.manual or page_for(self.letter_page, self._profile_page)
        show_over(self.pages, wanted, self.enable_actions)

    def _begin_guide(self) -> None:
        from ui.shell.first_run_guide import FirstRunGuide

        if self._guide:
            self._guide.end()
        self._guide = FirstRunGuide(self.messages, self)
        self._guide.follow(self.letter_page)

    def _make_test_sheet(self) -> None:
        if self._profile_page and not self._profile_page.ready():
            return
        folder = self.letter_folder() or remembered_folder(self.settings.value.folder)
        self._sheets.make(self._agency(), folder)

    def _name_window(self) -> None:
        """Show in the title which letter is in work, the profile where there are several, and whether all is saved."""
        settings = self.settings.value
        several = len(profile_names(settings)) > 1
        name = _(TITLE_WITH_PROFILE).format(profile=profile_name(settings)) if several else _(TITLE)
        page = self.letter_page if self._is_on_letter() else None
        letter = letter_name(page.form.current()) if page else ""
        self.setProperty("letter_title", letter)
        title = _(TITLE_WITH_LETTER).format(letter=letter, name=name) if page else name
        self.setWindowTitle(_(NOT_SAVED).format(title=title) if page and page.keeper.waiting else title)

    def _take_profile(self, settings: Settings) -> None:
        self._use_profiles(settings)
        self.leave()

    def _use_profiles(self, settings: Settings) -> None:
        """Take the profiles of these settings over, the one in use into the letters in work too."""
        old = self.settings.value
        taken = replace(old, agency=settings.agency, profile=settings.profile, profiles=settings.profiles)
        self.keep_settings(taken)
        if taken.agency:
            self.letters.use_profile(taken.agency, old.agency)

    def _compare(self, ours: ReplyLetter, theirs: ReplyLetter, sides: tuple[str, str]) -> None:
        """Show two versions of the letter that is shown, and go on with what the clerk makes of them."""
        from ui.letter.compare_page import ComparePage  # late: hardly ever needed

        page = ComparePage(ours, theirs, sides)
        page.left.connect(self.leave)
        page.taken.connect(self._take_compared)
        self.show_page(page)
        page.begin()

    def _take_compared(self, letter: ReplyLetter) -> None:
        if self.letter_page:
            self.letter_page.versions.take_compared(letter)
        self.leave()

    def leave(self) -> None:
        """Go back from a page to the letters, or to the start page."""
        page = self.letter_page
        if page and not self._at_start:
            self.show_page(self.letters)
            page.take_focus()
        elif self._at_start or self.letters.kept():
            self.show_start()
        else:
            self.show_letter()
