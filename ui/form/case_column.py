"""The case column: cards one below the other, or a rail of icons where it is folded."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QToolButton, QVBoxLayout, QWidget

from ui.core.i18n import N_, _
from ui.core.theme import GAP, mark, scaled
from ui.form.card import Card

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

WIDTH, WIDEST = 340, 380
_BETWEEN, _EDGE, _SCROLL_BAR = 8, 8, 13
_ICON, _RAIL_SPACE = 22, 4
# The words beneath the icons, by the names of the cards.
RAIL = {"case": N_("案件"), "head": N_("版头"), "signing": N_("署名"), "imprint": N_("版记")}
OPEN_AT = N_("打开“{name}”")
MORE = ".more"


class CaseColumn(QFrame):
    """Holds the cards of a letter's data; which of them are open is told by their names."""

    # The clerk wants the column open at the card of this name.
    opened_at = Signal(str)
    rearranged = Signal()

    def __init__(self, cards: Sequence[Card]) -> None:
        """Put cards below one another, unfolded."""
        super().__init__()
        self.cards = {card.name: card for card in cards}
        self.folded = False
        mark(self, "surface", "panel")
        self._area = _CardArea()
        for card in cards:
            self._area.column.addWidget(card)
            card.turned.connect(self._tell_turned)
            card.heading.stepped.connect(self._step)
        self._area.column.addStretch()
        self._rail: QFrame | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._area)

    def open_cards(self) -> tuple[str, ...]:
        """Return the names of what is open, for the settings."""
        opened = [name for name, card in self.cards.items() if card.is_open]
        return (*opened, *(name + MORE for name, card in self.cards.items() if card.rare_shown))

    def show_cards(self, names: Sequence[str]) -> None:
        """Open the cards of these names and close the others."""
        for name, card in self.cards.items():
            card.turn(name in names)
            card.show_rare(name + MORE in names)

    def fold(self, folded: bool) -> None:
        """Show the rail of icons in place of the cards, or the cards again."""
        if folded is self.folded:
            return
        self.folded = folded
        if folded and self._rail is None:
            self._rail = self._make_rail()
            self._column.addWidget(self._rail)
        self._area.setVisible(not folded)
        if self._rail:
            self._rail.setVisible(folded)
        self.bound()
        self.rearranged.emit()

    def has_focus(self) -> bool:
        """Return whether the clerk is in one of the cards, also while the window is not the active one."""
        focus = QApplication.focusWidget() or self.window().focusWidget()
        return focus is not None and self._area.isAncestorOf(focus)

    def show_beginning(self) -> None:
        """Scroll to the first card."""
        self._area.verticalScrollBar().setValue(0)

    def reveal(self, field: QWidget) -> None:
        """Scroll to a field."""
        if self._area.isAncestorOf(field):
            self._area.ensureWidgetVisible(field)

    def headings(self) -> list[QWidget]:
        """Return the headings of the cards."""
        return [card.heading for card in self.cards.values()]

    def rail_buttons(self) -> list[QWidget]:
        """Return the icons of the rail, none as long as it has never been shown."""
        return [*self._rail.findChildren(QToolButton)] if self._rail else []

    def wanted_width(self) -> int:
        """Return the width at which no card is cut, in pixels."""
        cards = max(card.minimumSizeHint().width() for card in self.cards.values())
        return max(scaled(WIDTH), cards + 2 * scaled(_EDGE) + scaled(_SCROLL_BAR))

    def rail_width(self) -> int:
        """Return the width of the rail, in pixels."""
        if self._rail is None:
            self._rail = self._make_rail()
            self._rail.hide()
            self._column.addWidget(self._rail)
        return self._rail.minimumSizeHint().width()

    def resizeEvent(self, event: "QResizeEvent") -> None:
        """Keep to the widths that the cards ask for by now."""
        super().resizeEvent(event)
        self.bound()

    def bound(self) -> None:
        """Ask for as much width as is needed, and allow no more than is useful."""
        least = self.rail_width() if self.folded else self.wanted_width()
        most = least if self.folded else max(least, scaled(WIDEST))
        if (self.minimumWidth(), self.maximumWidth()) != (least, most):
            self.setMinimumWidth(least)
            self.setMaximumWidth(most)

    def _tell_turned(self) -> None:
        self._let_one_heading_take_tab()
        self.rearranged.emit()

    def _let_one_heading_take_tab(self) -> None:
        """Let Tab stop at one heading, that of the first closed card; arrow keys lead to the others."""
        cards = list(self.cards.values())
        stop = next((card for card in cards if not card.is_open), cards[-1])
        for card in cards:
            by_tab = Qt.FocusPolicy.StrongFocus if card is stop else Qt.FocusPolicy.ClickFocus
            card.heading.setFocusPolicy(by_tab)

    def _step(self, step: int) -> None:
        headings = [card.heading for card in self.cards.values()]
        at = next(number for number, heading in enumerate(headings) if heading is self.sender())
        headings[(at + step) % len(headings)].setFocus(Qt.FocusReason.TabFocusReason)
        self.reveal(headings[(at + step) % len(headings)])

    def _make_rail(self) -> QFrame:
        from ui.core.icons import icon  # late: most windows have room for the cards

        rail = QFrame()
        mark(rail, "surface", "rail")
        buttons = QFrame()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        mark(buttons, "surface", "panel")
        area.setWidget(buttons)
        around = QVBoxLayout(rail)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(area)
        column = QVBoxLayout(buttons)
        column.setContentsMargins(_RAIL_SPACE, GAP, _RAIL_SPACE, GAP)
        column.setSpacing(GAP)
        for name, words in RAIL.items():
            button = QToolButton()
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.setIcon(icon(name))
            button.setIconSize(QSize(scaled(_ICON), scaled(_ICON)))
            button.setText(_(words))
            button.setAccessibleName(_(OPEN_AT).format(name=self.cards[name].heading.text()))
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(lambda _checked=False, name=name: self.opened_at.emit(name))
            column.addWidget(button)
        column.addStretch()
        area.setMinimumWidth(buttons.sizeHint().width())
        return rail


class _CardArea(QScrollArea):
    """Scrolls the cards up and down."""

    def __init__(self) -> None:
        """Make an empty column."""
        super().__init__()
        page = QFrame()
        mark(page, "surface", "panel")
        edge = scaled(_EDGE)
        self.column = QVBoxLayout(page)
        self.column.setContentsMargins(edge, edge, edge, edge)
        self.column.setSpacing(_BETWEEN)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(page)
