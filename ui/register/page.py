"""The page of the register: its views one beside the other, each made and filled when it is looked at first."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from letter.model import ReplyLetter
from services.registry import Registry
from services.settings import LedgerView
from ui.core.host import Leaves, innermost, unsaved
from ui.core.i18n import N_, _
from ui.core.settings_store import SettingsStore
from ui.register.ledger_view import OPENING, LedgerPane
from ui.register.row_actions import RowActions
from ui.register.tasks import RegisterTasks
from ui.widgets.background import Background
from ui.widgets.button import push_button
from ui.widgets.page import page_head, scroll_area

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

TABS = N_("登记簿的各页：左右键换页")
VIEWS = (
    ("ledger", N_("发文登记簿")),
    ("gaps", N_("缺号 · 重号 · 作废")),
    ("report", N_("年度统计")),
    ("import", N_("导入")),
    ("backups", N_("备份")),
)
BACK = N_("返回（Esc）(&B)")
ONCE_MORE = N_("{sentence}再按一次“返回”就不要了。")


class _Pane(Protocol):
    def begin(self) -> None: ...

    def load(self) -> None: ...


@runtime_checkable
class _Keeping(Protocol):
    """A view that may have something which is lost when the page is left."""

    def may_leave(self) -> bool:
        """Return whether nothing would be lost."""
        ...


class RegisterPage(QWidget):
    """Shows the register; letters to be opened are announced."""

    left = Signal()
    letter_wanted = Signal(object)
    correction_wanted = Signal(object, str)
    stepped = Signal()

    def __init__(
        self, registry: Registry, settings: SettingsStore, work: Background, in_work: Sequence[ReplyLetter] = ()
    ) -> None:  # fmt: skip
        """Take the register, which is opened beside the window when the page begins, and the letters in work."""
        super().__init__()
        self._in_work = in_work
        self._settings = settings
        self.acting = RegisterTasks(registry, work, self)
        self.ledger = LedgerPane(self.acting, settings.value.ledger)
        self.acts = RowActions(self.ledger, self.acting, settings)
        self.panes: dict[str, QWidget] = {"ledger": self.ledger}
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(_(TABS))
        self.tabs.setExpanding(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        for _name, words in VIEWS:
            self.tabs.addTab(_(words))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.ledger)
        self._assemble()
        self.tabs.currentChanged.connect(self._turn)
        self.ledger.act_wanted.connect(self.acts.act)
        self.ledger.view_changed.connect(self._remember)
        self.acts.letter_wanted.connect(self.letter_wanted)
        self.acts.correction_wanted.connect(self.correction_wanted)

    @property
    def busy(self) -> bool:
        """Return whether something is being read, done or sought."""
        return self.acting.work.busy or self.ledger.busy

    def begin(self) -> None:
        """Set the focus and read the register, once the page has been painted."""
        self.ledger.begin()
        QTimer.singleShot(0, self, self._begin_cases)

    def unsaved(self) -> str:
        """Return what would be lost in a view, shown or not."""
        return next(filter(None, map(unsaved, self.panes.values())), "")

    def show_view(self, name: str) -> QWidget:
        """Show one of the views and return it."""
        self.tabs.setCurrentIndex([view for view, _words in VIEWS].index(name))
        return self.panes[name]

    def current_page(self) -> QWidget:
        """Return the view that is shown."""
        return self._stack.currentWidget()

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Leave by Escape; go through the views by Ctrl+Tab and Ctrl+Page down."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif control and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_PageDown):
            self._step(1)
        elif control and event.key() in (Qt.Key.Key_Backtab, Qt.Key.Key_PageUp):
            self._step(-1)
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        """Leave what is shown within a view first, then the page, unless the view has something that would be lost."""
        seen, pane = innermost(self), self._stack.currentWidget()
        if isinstance(seen, Leaves):
            seen.leave()
        elif isinstance(pane, _Keeping):
            if pane.may_leave():
                self.left.emit()
        elif not (held := unsaved(pane)) or self.acting.warn(_(ONCE_MORE).format(sentence=held)):
            self.left.emit()

    def _begin_cases(self) -> None:
        """Note which cases are in work by now, and show the rows, whether that could be noted or not."""
        registry, letters = self.acting.registry, self._in_work
        load = self.ledger.load
        self.acting.do(OPENING, lambda: registry.begin_cases(letters), lambda _: load(), lambda _: load(), patient=True)

    def _step(self, step: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % len(VIEWS))

    def _turn(self, number: int) -> None:
        name = VIEWS[number][0]
        on_tabs = self.tabs.hasFocus()
        if name not in self.panes:
            self.panes[name] = self._make(name)
            self._stack.addWidget(self.panes[name])
        pane = self.panes[name]
        self._stack.setCurrentWidget(pane)
        self._fill(pane, focus=not on_tabs)
        self.stepped.emit()

    def _fill(self, pane: QWidget, *, focus: bool) -> None:
        shown: _Pane = pane  # pyright: ignore[reportAssignmentType]  each view has both
        shown.load()
        if focus:
            shown.begin()

    def _make(self, name: str) -> QWidget:
        if name == "gaps":
            from ui.register.gaps_view import GapsPane  # late: seldom looked at, as are the others

            gaps = GapsPane(self.acting)
            gaps.take_wanted.connect(self._take_gap)
            return gaps
        if name == "report":
            from ui.register.report_view import ReportPane

            return ReportPane(self.acting)
        if name == "import":
            from ui.register.import_view import ImportPane

            taking = ImportPane(self.acting, self._settings.value)
            taking.stepped.connect(self.stepped)
            return taking
        from ui.register.backups_view import BackupsPane

        return BackupsPane(self.acting)

    def _take_gap(self, number: str) -> None:
        self.show_view("ledger")
        self.acts.take(number)

    def _remember(self, view: LedgerView) -> None:
        problem = self._settings.keep(replace(self._settings.value, ledger=view))
        self.acting.work.messages.report("settings", problem)

    def _assemble(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(page_head(self.tabs, push_button(_(BACK), self._leave)))
        # On a small screen, or in large letters, a view scrolls.
        column.addWidget(scroll_area(self._stack), 1)
