"""The way from a letter to its pages: preview, page count, print and PDF; nothing of it is imported before."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QSplitter, QWidget
from shiboken6 import isValid

from services.settings import PreviewView
from ui.core.settings_store import SettingsStore
from ui.core.theme import scaled
from ui.form.form import Form
from ui.widgets.background import Background

if TYPE_CHECKING:
    from ui.preview.follower import Follower

_SHARES = (13, 12)
_LEAST_PANE = 400
# What of a letter is seen: F8 goes on to the next.
WRITE, BOTH, PREVIEW = MODES = ("write", "both", "preview")


class PreviewController(QObject):
    """Shows the form of one letter, its preview, or both beside each other."""

    profile_wanted = Signal(str)
    mode_changed = Signal()
    remarked = Signal(tuple)

    def __init__(
        self, page: QWidget, form: Form, work: Background, settings: SettingsStore,
        put_beside: Callable[[QSplitter, QWidget], None],
    ) -> None:  # fmt: skip
        """Take the page of the letter, its form, and how the page puts a pane beside the form."""
        super().__init__(page)
        self._page, self._form, self._work, self._settings = page, form, work, settings
        self._put_beside = put_beside
        self._follower: Follower | None = None
        self._splitter: QSplitter | None = None
        self._left: QWidget | None = None
        # Whether the clerk has parted form and preview by hand.
        self._moved = False

    @property
    def is_open(self) -> bool:
        """Return whether the preview is seen, beside the form or alone."""
        return self._splitter is not None and not self._splitter.widget(1).isHidden()

    @property
    def mode(self) -> str:
        """What is seen: one of MODES."""
        return PREVIEW if self.is_open and self._form.isHidden() else BOTH if self.is_open else WRITE

    def follower(self) -> "Follower":
        """Return what lays the letter out, begun when it is asked for first."""
        if self._follower is None:
            from services.paging import this_machine  # late, as is all of it: the letter is painted first
            from ui.preview.follower import Follower
            from ui.preview.page_geometry import Zoom
            from ui.preview.pane import View

            view = self._view()
            shown = View(Zoom(view.fit, view.percent), view.columns, view.thumbnails)
            made = Follower(self._form, self._work, this_machine(), shown)
            made.laid_out.connect(self._form.answer.answer.tell_pages)
            made.remarked.connect(self.remarked)
            made.profile_wanted.connect(self.profile_wanted)
            made.pane.view_changed.connect(self._keep_view)
            self._follower = made
        return self._follower

    def follow(self) -> None:
        """Count the pages from now on, the preview open or not."""
        self.follower().follow()

    def refresh(self) -> None:
        """Lay another letter out that the form shows now, if letters are laid out at all."""
        if self._follower:
            self._follower.begin()

    def toggle(self) -> None:
        """Go on to the next mode."""
        self.use(MODES[(MODES.index(self.mode) + 1) % len(MODES)])

    def use(self, mode: str) -> None:
        """Show the form, the preview, or both; who types goes on typing."""
        self._show(mode)
        self._keep_view()

    def open(self) -> None:
        """Put the preview beside the form."""
        self._show(BOTH)

    def _show(self, mode: str) -> None:
        before = QApplication.focusWidget()
        if mode == WRITE:
            if self._splitter:
                self._splitter.widget(1).hide()
        else:
            self._put_pane(in_cards=before is not None and self._form.column.isAncestorOf(before))
        self._form.setVisible(mode != PREVIEW)
        if mode == WRITE and self._splitter:
            # At once: the keys that follow may come before the window is laid out, and find the column still folded.
            self._splitter.refresh()
            self._form.arrange()
        self._keep_focus(before, mode)
        self.mode_changed.emit()

    def _put_pane(self, *, in_cards: bool) -> None:
        pane = self.follower().pane
        if self._splitter is None:
            self._splitter = QSplitter(Qt.Orientation.Horizontal)
            self._splitter.setChildrenCollapsible(False)
            self._put_beside(self._splitter, pane)
            # The form is given another parent, and could not have the focus while that is not shown.
            self._splitter.show()
            self._splitter.splitterMoved.connect(self._note_moved)
        pane.show()
        if not self._moved:
            self._share_out(self._splitter, pane, in_cards=in_cards)
        self._form.arrange()
        self.follower().follow()

    def _share_out(self, splitter: QSplitter, pane: QWidget, *, in_cards: bool) -> None:
        """Give both about the same; the form as much as it needs while the clerk is in its cards."""
        width = self._page.width()
        form = width * _SHARES[0] // sum(_SHARES)
        if in_cards:
            least = max(pane.minimumSizeHint().width(), scaled(_LEAST_PANE))
            form = max(form, min(self._form.wanted_width(), width - least))
        splitter.setSizes([form, width - form])

    def _note_moved(self) -> None:
        self._moved = True

    def _keep_focus(self, before: QWidget | None, mode: str) -> None:
        """Leave the focus where it was; where that is not seen, go to what is, and back again afterwards."""
        if mode == PREVIEW:
            self._left = before if before and self._form.isAncestorOf(before) else self._form.focusWidget()
            self.follower().pane.page_view.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        in_form = before is not None and isValid(before) and self._form.isAncestorOf(before)
        wanted = self._left or (before if in_form else self._form.focusWidget() if mode == WRITE else None)
        self._left = None
        if wanted and isValid(wanted):
            self._form.give_focus(wanted)

    def print_letter(self) -> None:
        """Print the letter."""
        self.follower().print_letter(
            self._page.window(),
            double_sided=self._view().double_sided,
            keep=lambda both: self._keep(replace(self._view(), double_sided=both)),
        )

    def save_pdf(self) -> None:
        """Write the letter as PDF."""
        self.follower().save_pdf(self._page.window())

    def _view(self) -> PreviewView:
        return self._settings.value.preview

    def _keep_view(self) -> None:
        view = self.follower().pane.view()
        kept = replace(
            self._view(),
            shown=self.is_open,
            fit=view.zoom.fit,
            percent=view.zoom.percent,
            columns=view.columns,
            thumbnails=view.thumbnails,
        )
        self._keep(kept)

    def _keep(self, view: PreviewView) -> None:
        if view != self._view():
            problem = self._settings.keep(replace(self._settings.value, preview=view))
            self._work.messages.report("settings", problem)
