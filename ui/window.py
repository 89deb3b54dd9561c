"""The one window: menus, the page of the letter, the profile, the offer of the last letter, and the message bar."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desk.data_folder import DataFolder
from desk.draft import Draft, set_draft_aside
from desk.saving import SaveError
from desk.settings import Settings, save_settings
from letter.model import Agency
from ui.actions import ActionMap, add_menu_bar, fill_menus, needs_letter
from ui.language import N_, _
from ui.letter_page import LetterPage
from ui.message_bar import MessageBar

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

WIDTH, HEIGHT = 1180, 680
TITLE = N_("复函")
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
        self._stack = QStackedWidget()
        self._assemble()
        if in_work:
            self.show_letter(in_work)
        elif settings.agency is None:
            self.show_profile()
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
        self.letter_page = page
        self._show_page(page)
        page.begin()

    def show_profile(self) -> None:
        """Show the agency's profile."""
        from ui.profile import ProfilePage  # late: the letter is painted first

        page = ProfilePage(self._settings.agency)
        page.finished.connect(self._take_profile)
        page.cancelled.connect(self._leave_profile)
        self._show_page(page)
        page.begin()

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

    def closeEvent(self, event: "QCloseEvent") -> None:
        """Keep the letter in work; when that fails say so once, and close at the second time."""
        page = self.letter_page
        if page and not page.keeper.flush() and not self._warned:
            self._warned = True
            self.messages.say("draft", _(CLOSE_AGAIN).format(sentence=self.messages.sentence("draft")))
            event.ignore()
            return
        event.accept()

    def _assemble(self) -> None:
        self.setWindowTitle(_(TITLE))
        self.resize(WIDTH, HEIGHT)
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
        letter: dict[str, Callable[[LetterPage], object]] = {
            "new": lambda page: page.begin_new(),
            "make": lambda page: page.make(),
            "open": lambda page: page.open(),
            "make_as": lambda page: page.make_as(),
            "choose_folder": lambda page: page.form.folder.choose(),
            "undo": lambda page: page.form.undo(),
            "redo": lambda page: page.form.redo(),
            "restore": lambda page: page.form.restore_derived(),
            "today": lambda page: page.form.signing.date_today(),
            "add_proposal": lambda page: page.form.case.proposals.add(),
            "remove_proposal": lambda page: page.form.case.proposals.remove(),
            **{f"go_{number}": lambda page, at=number: page.form.focus_section(at) for number in range(4)},
        }
        return {name: self._on_letter(slot) for name, slot in letter.items()} | {
            "quit": self._quit,
            "profile": self.show_profile,
        }

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
        self._enable_actions()

    def _fill_menus(self) -> None:
        if self._actions:
            return
        self._actions = fill_menus(self, self._menus, self._slots(), self.language_chosen.emit)
        self._enable_actions()

    def _enable_actions(self) -> None:
        on_letter = self.letter_page is not None and self._stack.currentWidget() is self.letter_page
        for name, action in self._actions.items():
            action.setEnabled(on_letter if name in needs_letter() else name != "profile" or on_letter)

    def _quit(self) -> None:
        self.close()

    def _take_settings(self, settings: Settings) -> None:
        self._settings = settings

    def _take_profile(self, agency: Agency) -> None:
        self._settings = replace(self._settings, agency=agency)
        try:
            save_settings(self._data, self._settings)
        except SaveError as error:
            self.messages.say("settings", str(error))
        else:
            self.messages.solve("settings")
        if self.letter_page:
            self.letter_page.use_profile(agency)
        self._leave_profile()

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
