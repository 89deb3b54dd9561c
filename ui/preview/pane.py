"""The pane of the preview: the pages, their thumbnails, what is wrong with them, and the buttons above."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from docgen.pages.remarks import Remark
from docgen.pages.values import Pages
from letter.messages import counted, joined
from ui.core.i18n import N_, _, translate
from ui.core.theme import GAP
from ui.preview.page_geometry import Zoom
from ui.preview.page_view import PageView
from ui.preview.painting import PagePainter
from ui.widgets.button import push_button, tool_button
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.label import colour_words, plain_label

NAME, THUMBNAILS = N_("印出来的样子"), N_("每页的缩图")
PLACE = N_("第 {page} 页，共 {count} 页 · {percent}%")
REMARK, MORE = N_("⚠ {sentence}"), counted("⚠ 还有 {count} 处")
FONTS = counted("缺 {count} 种字体：{sentences}")
FIT, UNFIT = N_("照此调整"), N_("不调整")
_THUMBNAILS_WIDTH = 132
_MOST_REMARKS = 4


class ButtonRow(NamedTuple):
    """A button of the pane: name, sign on it, what it is called and the tip with its key; whether it stays down."""

    name: str
    sign: str
    words: str
    tip: str
    checkable: bool = False


BUTTONS = (
    ButtonRow("smaller", "−", N_("缩小"), N_("缩小（－）")),
    ButtonRow("larger", "+", N_("放大"), N_("放大（＋）")),
    ButtonRow("width", "↔", N_("适合宽度"), N_("适合宽度"), checkable=True),
    ButtonRow("page", "▯", N_("整页"), N_("看整页"), checkable=True),
    ButtonRow("two", "▯▯", N_("两页并排"), N_("两页并排"), checkable=True),
    ButtonRow("thumbnails", "☰", N_("缩图"), N_("每页的缩图"), checkable=True),
)


class View(NamedTuple):
    """How the preview is looked at, remembered from day to day."""

    zoom: Zoom = Zoom()
    columns: int = 1
    thumbnails: bool = False


class PreviewPane(QWidget):
    """Shows pages and says what is wrong; clicks and buttons are told to whoever listens."""

    clicked = Signal(str)
    view_changed = Signal()
    fit_wanted = Signal()

    def __init__(self, painter: PagePainter, view: View) -> None:
        """Begin without pages."""
        super().__init__()
        self.setAccessibleName(_(NAME))
        self.page_view = PageView(painter, _(NAME))
        self.thumbnails = PageView(painter, _(THUMBNAILS))
        self.thumbnails.setMaximumWidth(_THUMBNAILS_WIDTH)
        self.thumbnails.setVisible(view.thumbnails)
        # What asks for something to be done is read whole; fonts are told in every letter, so in one line.
        self._remarks = [plain_label() for _row in range(_MOST_REMARKS)]
        self._fonts, self._place = ElidedLabel(), ElidedLabel()
        self._fitting = plain_label()
        self._fit = push_button(_(FIT), self.fit_wanted.emit)
        self._fit_row = QWidget()
        self.buttons: dict[str, QToolButton] = {}
        self._assemble()
        self.page_view.use_zoom(view.zoom, view.columns)
        self.page_view.clicked.connect(lambda field, _page: self.clicked.emit(field))
        self.page_view.turned.connect(self._tell_place)
        self.page_view.zoomed.connect(self._tell_view)
        self.page_view.scaled.connect(self._tell_place)
        self.thumbnails.clicked.connect(lambda _field, page: self.page_view.go_to(page))
        self._tell_view()

    @property
    def inputs(self) -> list[QWidget]:
        """The widgets that take the keyboard, in their order."""
        shown = (part for part in (self._fit, self.thumbnails) if part.isVisible())
        return [*self.buttons.values(), *shown, self.page_view]

    def view(self) -> View:
        """Return how the pages are looked at."""
        return View(self.page_view.zoom, self.page_view.columns, not self.thumbnails.isHidden())

    def show_pages(self, pages: Pages, remarks: Sequence[Remark]) -> None:
        """Show pages and what is wrong with them."""
        self.page_view.show_pages(pages)
        self.thumbnails.show_pages(pages)
        fonts = [translate(remark.sentence) for remark in remarks if remark.of_machine]
        if len(fonts) > 1:  # they say nothing of this letter, and would hide what does
            fonts = [translate(FONTS.filled(count=len(fonts), sentences=joined(fonts)))]
        self.say([translate(remark.sentence) for remark in remarks if not remark.of_machine], "".join(fonts))
        self._tell_place()

    def say(self, sentences: Sequence[str], fonts: str = "") -> None:
        """Show sentences above the pages, the first few of many, and one on the fonts of this machine."""
        lines = [_(REMARK).format(sentence=sentence) for sentence in sentences]
        if len(lines) > _MOST_REMARKS:
            lines[_MOST_REMARKS - 1 :] = [translate(MORE.filled(count=len(lines) - _MOST_REMARKS + 1))]
        for number, label in enumerate(self._remarks):
            label.setText(lines[number] if number < len(lines) else "")
            label.setVisible(number < len(lines))
        self._fonts.say(_(REMARK).format(sentence=fonts) if fonts else "")
        self._fonts.setVisible(bool(fonts))

    def offer_fit(self, sentence: str, action: str) -> None:
        """Say how the letter is or could be fitted to its last page, with a button if there is something to do."""
        self._fitting.setText(sentence)
        self._fit.setText(action)
        self._fit.setAccessibleName(action)
        self._fit.setVisible(bool(action))
        self._fit_row.setVisible(bool(sentence))

    def _assemble(self) -> None:
        slots = self._slots()
        row = QHBoxLayout()
        row.setSpacing(GAP // 2)
        for spec in BUTTONS:
            button = tool_button(spec.sign, _(spec.words), slots[spec.name], tip=_(spec.tip), by_tab=True)
            button.setCheckable(spec.checkable)
            self.buttons[spec.name] = button
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        row.insertWidget(0, self._place, 1)
        body = QHBoxLayout()
        body.setSpacing(GAP)
        body.addWidget(self.thumbnails)
        body.addWidget(self.page_view, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(GAP)
        column.addLayout(row)
        for label in (*self._remarks, self._fonts):
            colour_words(label, "mark")
            label.hide()
            column.addWidget(label)
        fit = QHBoxLayout(self._fit_row)
        fit.setContentsMargins(0, 0, 0, 0)
        fit.setSpacing(GAP)
        colour_words(self._fitting, "mark")
        fit.addWidget(self._fitting, 1)
        fit.addWidget(self._fit)
        self._fit_row.hide()
        column.addWidget(self._fit_row)
        column.addLayout(body, 1)

    def _slots(self) -> Mapping[str, Callable[[], object]]:
        return {
            "smaller": lambda: self.page_view.zoom_by(-1),
            "larger": lambda: self.page_view.zoom_by(1),
            "width": lambda: self.page_view.use_zoom(Zoom("width"), 1),
            "page": lambda: self.page_view.use_zoom(Zoom("page"), 1),
            "two": lambda: self.page_view.use_zoom(Zoom("page"), 2),
            "thumbnails": self._show_thumbnails,
        }

    def _show_thumbnails(self) -> None:
        self.thumbnails.setVisible(self.thumbnails.isHidden())
        self._tell_view()

    def _tell_view(self) -> None:
        """Show on the buttons what is on; pressing what is on leaves it on."""
        view = self.view()
        states = {
            "width": view.zoom.fit == "width" and view.columns == 1,
            "page": view.zoom.fit == "page" and view.columns == 1,
            "two": view.columns > 1,
            "thumbnails": view.thumbnails,
        }
        for name, on in states.items():
            self.buttons[name].setChecked(on)
        self._tell_place()
        self.view_changed.emit()

    def _tell_place(self) -> None:
        pages = self.page_view.pages
        if pages:
            sentence = _(PLACE).format(
                page=self.page_view.current + 1, count=len(pages.pages), percent=self.page_view.percent()
            )
            self._place.say(sentence)
            self.thumbnails.mark_page(self.page_view.current)
