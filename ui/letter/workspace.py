"""The letters in work side by side: one page each, and tabs above them as soon as there are two."""

from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from letter.cases import case_of
from letter.derived import effective_text
from letter.model import Agency, ReplyLetter
from services.data_folder import DataFolder
from services.draft import Draft, KeptDraft, written_at
from services.memory import SharedMemory
from services.saving import SaveError
from ui.core.i18n import N_, _, translate
from ui.core.settings_store import SettingsStore
from ui.letter.made_files import MadeFiles
from ui.letter.page import LetterPage
from ui.widgets.label import shortened
from ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from ui.letter.tabs import LetterTabs

CLOSED_TOPIC = "closed"
CLOSED = N_("那封信还没有生成，已经收好，在“信件”菜单的“最近的信”里。")
LEFT = N_("“{title}”已经生成，收在“信件”菜单的“最近的信”里。")
LEFT_ISSUED = N_("“{title}”已经发文，收在“信件”菜单的“最近的信”里。")
BACK = N_("回到那封信(&K)")
_LONGEST_TITLE = 40


class Opened(NamedTuple):
    """What a window begins with: letters in work, which of them is shown, and whether the clerk is asked first.

    makers know, in the order of the letters, what files were made of them, where an earlier window made some.
    """

    drafts: tuple[KeptDraft, ...] = ()
    at: int = 0
    ask: bool = False
    makers: tuple[MadeFiles, ...] = ()


class InWork(NamedTuple):
    """A letter in work: its place among all, what is kept of it, and whether it has become a docx as it stands."""

    at: int
    kept: KeptDraft
    made: bool


class Workspace(QWidget):
    """Holds the pages; a letter that is not shown yet is only a draft, and its page is built when it is.

    closing is told before the last letter goes, emptied when it has gone.
    """

    page_changed = Signal()
    page_added = Signal(object)
    closing = Signal()
    emptied = Signal()
    state_changed = Signal()
    mode_changed = Signal()
    profile_wanted = Signal(str)
    compare_wanted = Signal(object, object, object)
    review_wanted = Signal(object, object)

    def __init__(self, data: DataFolder, settings: SettingsStore, messages: MessageBar) -> None:
        """Begin without any letter."""
        super().__init__()
        self._data, self._settings, self._messages = data, settings, messages
        self._memory = SharedMemory(data)
        self._waiting: dict[QWidget, KeptDraft] = {}
        self._makers: dict[QWidget, MadeFiles] = {}
        self._painted = False
        # Whether the pages of each letter are counted.
        self.paging = False
        self._tabs: LetterTabs | None = None
        self._stack = QStackedWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._stack, 1)

    def current(self) -> LetterPage | None:
        """Return the page that is shown."""
        page = self._stack.currentWidget()
        return page if isinstance(page, LetterPage) else None

    def at(self) -> int:
        """Return the place of the letter that is shown."""
        return self._stack.currentIndex()

    def place_of(self, letter: ReplyLetter) -> int | None:
        """Return the place of the letter in work that answers the same papers, None where there is none."""
        cases = [case_of(kept.draft.letter) for kept in self.kept()]
        known = any(proposal.number for proposal in letter.proposals)
        return cases.index(case_of(letter)) if known and case_of(letter) in cases else None

    def pages(self) -> list[LetterPage]:
        """Return every page in the order of the tabs, built where it was not."""
        return [self._built(at) for at in range(self._stack.count())]

    def kept(self) -> tuple[KeptDraft, ...]:
        """Return every letter in work as it stands, in the order of the tabs."""
        widgets = map(self._stack.widget, range(self._stack.count()))
        return tuple(
            widget.keeper.kept() if isinstance(widget, LetterPage) else self._waiting[widget] for widget in widgets
        )

    def in_work(self) -> list[InWork]:
        """Return the letters of which something was written, the one changed last first."""
        found: list[InWork] = []
        for at, kept in enumerate(self.kept()):
            page = self._stack.widget(at)
            made = isinstance(page, LetterPage) and page.is_made()
            if made or not isinstance(page, LetterPage) or not page.is_spare():
                found.append(InWork(at, kept, made))
        return sorted(found, key=lambda each: written_at(each.kept), reverse=True)

    def opened(self) -> Opened:
        """Return every letter in work as it stands, so that another window can go on with them."""
        widgets = map(self._stack.widget, range(self._stack.count()))
        makers = (widget.maker if isinstance(widget, LetterPage) else self._makers[widget] for widget in widgets)
        return Opened(self.kept(), self.at(), makers=tuple(makers))

    def wait(self, opened: Opened) -> None:
        """Take letters in work, none of which is shown yet."""
        for kept, maker in zip_longest(opened.drafts, opened.makers):
            place = QWidget()
            self._waiting[place], self._makers[place] = kept, maker or MadeFiles()
            self._stack.addWidget(place)
        self._stack.setCurrentIndex(opened.at)
        self._follow()

    def add(self, draft: Draft | None = None) -> LetterPage:
        """Show a letter, or a new one, in a page of its own, or in the page of one that needs it no longer."""
        page = self.current()
        if page is not None and page.is_spare():
            self._tell_left(page)
            page.turn_to(draft)
        else:
            if page is not None:
                page.keep_arrangement()
            page = self._page(KeptDraft.of(draft, self._data) if draft else None)
            self._stack.insertWidget(self._stack.currentIndex() + 1, page)
            self._stack.setCurrentWidget(page)
            if draft:
                page.keeper.touch()
        self._follow()
        self.page_changed.emit()
        page.begin()
        return page

    def go_to(self, at: int) -> None:
        """Show the letter at a place."""
        if 0 <= at < self._stack.count():
            self._stack.setCurrentWidget(self._built(at))
            self._follow()
            self.page_changed.emit()

    def begin_at(self, at: int) -> None:
        """Show the letter at a place, with the focus where typing begins."""
        self.go_to(at)
        page = self.current()
        if page:
            page.begin()

    def step(self, step: int) -> None:
        """Show the next letter (1) or the one before (-1), round and round."""
        count = self._stack.count()
        if count > 1:
            self.go_to((self._stack.currentIndex() + step) % count)
            page = self.current()
            if page:
                page.take_focus()

    def close_at(self, at: int) -> None:
        """Close a letter; one that is no docx yet is kept among the recent ones."""
        page = self._built(at)
        if page.work.busy or (not page.is_spare() and not self._put_away(page)):
            return
        front = self._stack.currentWidget()
        last = self._stack.count() == 1
        if last:
            self.closing.emit()
            page.remember()
        page.keeper.drop()
        self._stack.removeWidget(page)
        page.deleteLater()
        if last:
            self._follow()
            self.emptied.emit()
            return
        self.go_to(min(at, self._stack.count() - 1) if front is page else self._stack.indexOf(front))
        shown = self.current()
        if shown:
            shown.take_focus()

    def close_current(self) -> None:
        """Close the letter that is shown."""
        self.close_at(self._stack.currentIndex())

    def finish_building(self) -> None:
        """Make what nobody needs before the window has been painted."""
        self._painted = True
        page = self.current()
        if page:
            page.finish_building()

    def follow_pages(self) -> None:
        """Count the pages of each letter from now on."""
        self.paging = True
        for page in self._stack.findChildren(LetterPage):
            page.preview.follow()

    def use_profile(self, agency: Agency, before: Agency | None) -> None:
        """Take a changed profile into the letter that is shown, and into every other one that had it before."""
        for page in self.pages():
            if page is self.current() or page.form.current().agency == before:
                page.use_profile(agency)

    def use_folder(self, folder: str) -> None:
        """Let every letter in work go to another folder when it is made."""
        for page in self.pages():
            page.form.folder.load(folder)

    def busy(self) -> bool:
        """Return whether a letter is being made."""
        return any(page.work.busy for page in self._stack.findChildren(LetterPage))

    def save_all(self) -> str:
        """Keep every letter, drop those that need it no longer, and return why that failed, or nothing."""
        failed = ""
        for page in self._stack.findChildren(LetterPage):
            if page.is_spare():
                page.keeper.drop()
            elif not page.keeper.flush():
                failed = page.messages.sentence("draft")
        return failed

    def _page(self, kept: KeptDraft | None, maker: MadeFiles | None = None) -> LetterPage:
        page = LetterPage(self._data, self._settings, self._memory, kept, maker)
        page.open_letters = self._open_letters
        page.profile_wanted.connect(self.profile_wanted)
        page.new_wanted.connect(self.add)
        page.compare_wanted.connect(self.compare_wanted)
        page.review_wanted.connect(self.review_wanted)
        page.form.changed.connect(self._name)
        page.state_changed.connect(self.state_changed)
        page.preview.mode_changed.connect(self.mode_changed)
        if self._painted:
            page.finish_building()
        if self.paging:
            page.preview.follow()
        self.page_added.emit(page)
        return page

    def _built(self, at: int) -> LetterPage:
        place = self._stack.widget(at)
        if isinstance(place, LetterPage):
            return place
        page = self._page(self._waiting.pop(place), self._makers.pop(place))
        shown = self._stack.currentIndex() == at
        self._stack.insertWidget(at, page)
        self._stack.removeWidget(place)
        place.deleteLater()
        if shown:
            self._stack.setCurrentWidget(page)
        return page

    def _open_letters(self) -> list[ReplyLetter]:
        return [kept.draft.letter for kept in self.kept()]

    def _put_away(self, page: LetterPage) -> bool:
        from services.recent import set_aside  # late: the letter is painted first

        kept = page.keeper.kept()
        try:
            set_aside(self._data, [kept], self._open_letters())
        except SaveError as error:
            page.messages.say("draft", translate(error))
            return False
        self._messages.say(CLOSED_TOPIC, _(CLOSED), _(BACK), lambda: self._back(kept.draft), calm=True)
        return True

    def _tell_left(self, page: LetterPage) -> None:
        """Say where a letter that was made goes when another one takes its place."""
        if page.is_made():
            draft, maker = page.form.draft(), page.maker
            title = shortened(effective_text(draft.letter, "title").replace("\n", ""), _LONGEST_TITLE)
            sentence = _(LEFT_ISSUED if page.issued.number else LEFT).format(title=title)
            self._messages.say(CLOSED_TOPIC, sentence, _(BACK), lambda: self._back(draft, maker), calm=True)

    def _back(self, draft: Draft, maker: MadeFiles | None = None) -> None:
        from services.recent import take_same

        self._messages.dismiss(CLOSED_TOPIC)
        page = self.add(draft)
        if maker:
            page.take_files(maker)
        if page.keeper.flush():
            take_same(self._data, draft)

    def _follow(self) -> None:
        """Let the tabs show what letters there are."""
        if self._tabs is None and self._stack.count() > 1:
            from ui.letter.tabs import LetterTabs  # late: most of the time there is one letter

            self._tabs = LetterTabs()
            self._tabs.chosen.connect(self.go_to)
            self._tabs.closed.connect(self.close_at)
            self._column.insertWidget(0, self._tabs)
        self._name()

    def _name(self) -> None:
        if self._tabs:
            widgets = map(self._stack.widget, range(self._stack.count()))
            letters = [
                widget.form.current() if isinstance(widget, LetterPage) else self._waiting[widget].draft.letter
                for widget in widgets
            ]
            self._tabs.show_letters(letters, self._stack.currentIndex())
