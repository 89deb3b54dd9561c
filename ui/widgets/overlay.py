"""A page that lies over what a window shows, such as the manual; leaving it goes back there, focus and all."""

from collections.abc import Callable

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from shiboken6 import isValid


def lay_over(stack: QStackedWidget, page: QWidget, left: SignalInstance, turned: Callable[[], None]) -> None:
    """Show a page over what a stack shows now, until it tells that it is left.

    turned is called when the page has come and when it has gone.
    """
    old, focus = stack.currentWidget(), QApplication.focusWidget()

    def leave() -> None:
        stack.setCurrentWidget(old)
        stack.removeWidget(page)
        page.deleteLater()
        if focus and isValid(focus):
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        turned()

    left.connect(leave)
    stack.addWidget(page)
    stack.setCurrentWidget(page)
