"""The row of tools under the menus: what is done most, by the mouse; keys and menus reach all of it too."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolBar

from ui.core.i18n import N_, _
from ui.core.icons import icon
from ui.core.theme import EDGE, GAP, mark, scaled
from ui.widgets.button import push_button
from ui.widgets.label import tip_text

NAME = N_("工具")
_HEIGHT, _ICON, _LEAST_WIDTH = 54, 20, 46


class Tool(NamedTuple):
    """A button: the action of the menus that it stands for, its icon, its words, and the tip with its key.

    One without an action is a line between groups.
    """

    action: str = ""
    icon: str = ""
    words: str = ""
    tip: str = ""


TOOLS = (
    Tool("new", "new", N_("新信"), N_("另写一封（Ctrl+N）")),
    Tool("open_file", "open", N_("打开"), N_("打开改过的公文、信件文件（Ctrl+O）")),
    Tool("register", "register", N_("登记簿"), N_("发文登记簿（Ctrl+L）")),
    Tool(),
    Tool("undo", "undo", N_("撤销"), N_("撤销（Ctrl+Z）")),
    Tool("redo", "redo", N_("重做"), N_("重做（Ctrl+Y）")),
    Tool("find", "find", N_("查找"), N_("查找（Ctrl+F）")),
    Tool(),
    Tool("phrases", "phrases", N_("常用语"), N_("常用语（Ctrl+J）")),
    Tool("past_answers", "past", N_("以前的答复"), N_("以前的答复（Ctrl+K）")),
    Tool("cell", "table", N_("表格"), N_("表格：隔出一格（Ctrl+T）")),
    Tool("add_attachment", "attachment", N_("附件"), N_("增加附件（Ctrl+Shift+A）")),
    Tool(),
    Tool("preview", "preview", N_("预览"), N_("写、写与预览、预览（F8）")),
    Tool("print", "print", N_("打印"), N_("打印（Ctrl+P）")),
    Tool("save_pdf", "pdf", N_("PDF"), N_("存为 PDF（Ctrl+Shift+P）")),
)
MAKE = Tool("make", words=N_("生成(&G)"), tip=N_("生成 docx（Ctrl+回车）"))
ISSUE = Tool("issue", words=N_("发文…(&I)"), tip=N_("从登记簿取号，发出这封信（Ctrl+Shift+回车）"))
PRIMARY = ISSUE.action


class Toolbar(QFrame):
    """Buttons for actions of the menus; what they do is asked for by the name of the action."""

    def __init__(self, run: Callable[[str], None]) -> None:
        """Take what runs an action by its name."""
        super().__init__()
        mark(self, "surface", "bar")
        self._bar = QToolBar()
        self._bar.setAccessibleName(_(NAME))
        self._bar.setIconSize(QSize(scaled(_ICON), scaled(_ICON)))
        self._bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self._actions = {tool.action: self._add(tool, run) for tool in TOOLS if tool.action or self._add_line()}
        self.buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP, 0, EDGE, 0)
        row.setSpacing(GAP + 2)
        row.addWidget(self._bar, 1)
        for tool in (MAKE, ISSUE):
            button = push_button(_(tool.words), lambda name=tool.action: run(name), tip=_(tool.tip))
            # Pressed by the mouse it leaves the focus where the clerk types.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.buttons[tool.action] = button
            row.addWidget(button)
        mark(self.buttons[PRIMARY], "kind", "primary")
        self.setFixedHeight(scaled(_HEIGHT))

    def enable(self, able: Callable[[str], bool]) -> None:
        """Let each button be pressed where its action may be run."""
        for name, action in self._actions.items():
            action.setEnabled(able(name))
        # Their keys belong to the buttons of other pages there.
        for name, button in self.buttons.items():
            button.setVisible(able(name))

    def show_preview(self, *, shown: bool) -> None:
        """Show on its button whether there is a preview."""
        self._actions["preview"].setChecked(shown)

    def _add(self, tool: Tool, run: Callable[[str], None]) -> QAction:
        action = QAction(icon(tool.icon), _(tool.words), self)
        action.setToolTip(tip_text(_(tool.tip)))
        action.setCheckable(tool.action == "preview")
        action.triggered.connect(lambda _on=False: run(tool.action))
        self._bar.addAction(action)
        button = self._bar.widgetForAction(action)
        button.setMinimumWidth(scaled(_LEAST_WIDTH))
        button.setAccessibleName(_(tool.words))
        return action

    def _add_line(self) -> bool:
        self._bar.addSeparator()
        return False
