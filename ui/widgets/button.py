"""Buttons that keys and screen readers reach as well as the mouse."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton

from ui.core.i18n import without_mnemonic
from ui.widgets.label import set_tip


def push_button(
    words: str, action: Callable[[], object] | None = None, *, tip: str = "", name: str = ""
) -> QPushButton:  # fmt: skip
    """Return a button that is pressed by Enter too; screen readers are told its words unless it has another name."""
    button = QPushButton(words)
    button.setAccessibleName(name or without_mnemonic(words))
    if tip:
        set_tip(button, tip)
    button.setAutoDefault(True)
    if action:
        button.clicked.connect(lambda _checked=False: action())
    return button


def tool_button(
    words: str, name: str, action: Callable[[], object] | None = None, *, tip: str = "", by_tab: bool = False
) -> QToolButton:  # fmt: skip
    """Return a small button for the mouse, which Tab reaches where that is wanted; its tip is its name unless given."""
    button = QToolButton()
    button.setText(words)
    button.setAccessibleName(name)
    set_tip(button, tip or name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus if by_tab else Qt.FocusPolicy.NoFocus)
    if action:
        button.clicked.connect(lambda _checked=False: action())
    return button
