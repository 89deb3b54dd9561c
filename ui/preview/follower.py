"""The preview follows the form: each change is laid out soon after it, the field in work is marked on the paper."""

from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from docgen.pages.fitting import Fit, advice, ending_of
from docgen.pages.values import Pages
from letter.fitting import closer
from letter.model import UNFITTED, ReplyLetter
from services.making import CannotMake, target_in
from services.paging import PageSetter, make_pdf
from services.saving import SaveError
from ui.core.i18n import N_, _, translate
from ui.form.form import Form
from ui.preview import field_map
from ui.preview.painting import PagePainter
from ui.preview.pane import FIT, UNFIT, PreviewPane, View
from ui.widgets.background import Background
from ui.widgets.file_dialog import ask_to_save
from ui.widgets.latest_only import LatestOnly
from ui.widgets.made_message import tell_made
from ui.widgets.printers import NO_PRINTER, has_printer

# Soon enough to be seen at once, late enough for several keys to be one change.
SOON_MS = 30
# Who pauses so long reads what is said beside the pages.
PAUSE_MS = 700
FITTED = N_("为了末页，{closer}。")
MAKING_PDF = N_("正在写 PDF……")
MADE_PDF = N_("已存为 PDF：“{name}”，在“{folder}”。")
PDF_FILES = N_("PDF 文件 (*.pdf)")
SAVE_PDF = N_("存为 PDF")
NOT_PRINTED = N_("没有印成，请看看打印机是否接好。")


class Follower(QObject):
    """Lays the letter of a form out whenever it changes, and goes between paper and fields."""

    laid_out = Signal(int)
    remarked = Signal(tuple)
    profile_wanted = Signal(str)

    def __init__(self, form: Form, work: Background, setter: PageSetter, view: View) -> None:
        """Begin; nothing is laid out before it is asked for."""
        super().__init__(form)
        self._form, self._work, self._messages, self._setter = form, work, work.messages, setter
        self._pages: Pages | None = None
        self._letter: ReplyLetter | None = None
        self._fit: Fit | None = None
        # A letter that is only looked at, such as one that went out, stays as it is whatever its profile says.
        self._changed = False
        self._fits = LatestOnly(self._take_fit, self)
        self.painter = PagePainter(setter.family)
        self.pane = PreviewPane(self.painter, view)
        self.pane.clicked.connect(self._go_to)
        self.pane.fit_wanted.connect(self._use_fit)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SOON_MS)
        self._timer.timeout.connect(self.follow)
        form.changed.connect(self._note_change)
        form.touched.connect(self._timer.start)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._mark)

    def begin(self) -> None:
        """Lay another letter out that the form shows now."""
        self._changed = False
        self.follow()

    def _note_change(self) -> None:
        self._changed = True
        self._timer.start()

    def follow(self) -> None:
        """Lay the letter out as it stands now."""
        self._timer.stop()
        letter = self._form.letter()
        if letter == self._letter and self._pages:
            return
        try:
            pages = self._setter.pages(letter)
        except CannotMake as error:
            self.pane.say([translate(error)])
            return
        self._letter, self._pages = letter, pages
        remarks = self._setter.remarks(letter, pages)
        self.pane.show_pages(pages, remarks)
        # A font that is missing is no matter of this letter; the window says it once.
        self.remarked.emit(tuple(translate(remark.sentence) for remark in remarks if not remark.of_machine))
        self._mark()
        self._look_for_fit(letter, pages)
        self.laid_out.emit(len(pages.pages))

    def _look_for_fit(self, letter: ReplyLetter, pages: Pages) -> None:
        """Say how the letter is fitted to its last page, or look in a pause for what would fit it."""
        self._fit = None
        self._fits.drop()
        by_profile, fitted = letter.agency.fit_last_page and self._changed, letter.fitting != UNFITTED
        told = _(FITTED).format(closer=translate(closer(letter.fitting))) if fitted else ""
        self.pane.offer_fit(told, "" if by_profile else _(UNFIT))
        if by_profile or (not fitted and ending_of(letter, pages).poor):
            setter = self._setter.apart()
            self._fits.ask(lambda: setter.fit(letter), PAUSE_MS)

    def _take_fit(self, outcome: Callable[[], Fit | None]) -> None:
        try:
            self._fit = outcome()
        except CannotMake:  # said already when the letter itself was laid out
            return
        letter = self._form.letter()
        if letter.agency.fit_last_page and self._changed:
            if letter.fitting != (self._fit.fitting if self._fit else UNFITTED):
                self._use_fit()
        elif self._fit:
            self.pane.offer_fit(translate(advice(self._fit)), _(FIT))

    def _use_fit(self) -> None:
        """Fit the letter as was said, or as usual again; it can be undone."""
        fitting = self._fit.fitting if self._fit else UNFITTED
        self._form.amend(replace(self._form.letter(), fitting=fitting), "fitting")
        self.follow()

    def print_letter(self, window: QWidget, *, double_sided: bool, keep: Callable[[bool], None]) -> None:
        """Print the letter as it stands."""
        from ui.preview.printing import print_pages  # late: hardly ever the first thing

        self.follow()
        if self._pages is None:
            return
        if not has_printer():
            self._messages.say("print", _(NO_PRINTER), _(SAVE_PDF), lambda: self.save_pdf(window))
            return
        printed = print_pages(self._pages, self.painter, window, double_sided=double_sided, keep=keep)
        if printed is False:
            self._messages.say("print", _(NOT_PRINTED))
        elif printed:
            self._messages.dismiss("print")

    def save_pdf(self, window: QWidget) -> None:
        """Ask where, and write the letter there as PDF."""
        letter = self._form.letter()
        wanted = target_in(self._form.folder.value(), letter).with_suffix(".pdf")
        target = ask_to_save(window, _(SAVE_PDF), wanted, _(PDF_FILES), ".pdf")
        if target:
            self.write_pdf(target)

    def write_pdf(self, target: Path) -> None:
        """Write the letter as PDF beside the window, and tell what came of it."""
        letter, setter = self._form.letter(), self._setter.apart()

        def take(outcome: Callable[[], Path]) -> None:
            try:
                made = outcome()
            except (CannotMake, SaveError) as error:
                self._messages.say("pdf", translate(error))
            else:
                sentence = _(MADE_PDF).format(name=made.name, folder=made.parent)
                tell_made(self._work, "pdf", sentence, made)

        self._work.run(_(MAKING_PDF), lambda stop: make_pdf(letter, target, setter, stop), take)

    def _go_to(self, field: str) -> None:
        if field.startswith(field_map.PROFILE):
            self.profile_wanted.emit(field.removeprefix(field_map.PROFILE).replace("/", "."))
        elif field_map.go_to(self._form, field):
            self.pane.page_view.mark(field)

    def _mark(self, *_focus: object) -> None:
        """Mark on the paper what the clerk is in, and show it."""
        if self._form.isVisible() and not self.pane.isHidden():
            field = field_map.in_work(self._form)
            if field:
                self.pane.page_view.mark(field)
                self.pane.page_view.reveal(field)
