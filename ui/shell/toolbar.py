"""The row of tools under the menus: what is done most, by the mouse; keys and menus reach all of it too."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QPushButton, QToolButton

from ui.core.i18n import N_, _
from ui.core.icons import icon
from ui.core.theme import EDGE, GAP, mark, scaled
from ui.widgets.button import push_button, tool_button

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QShowEvent

NAME = N_("工具")
_HEIGHT, _ICON, _LEAST_WIDTH, _LEAST_ICON, _LINE = 54, 20, 46, 30, 32
_WORDS, _ICONS = Qt.ToolButtonStyle.ToolButtonTextUnderIcon, Qt.ToolButtonStyle.ToolButtonIconOnly


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
    Tool("open_file", "open", N_("打开"), N_("打开别人的复函、改过的公文、信件文件（Ctrl+O）")),
    Tool("register", "register", N_("登记簿"), N_("发文登记簿（Ctrl+L）")),
    Tool(),
    Tool("undo", "undo", N_("撤销"), N_("撤销（Ctrl+Z）")),
    Tool("redo", "redo", N_("重做"), N_("重做（Ctrl+Y）")),
    Tool("find", "find", N_("查找"), N_("查找（Ctrl+F）")),
    Tool(),
    Tool("phrases", "phrases", N_("常用语"), N_("常用语（Ctrl+J）")),
    Tool("past_answers", "past", N_("以前的答复"), N_("以前的答复（Ctrl+K）")),
    Tool("cell", "table", N_("表格"), N_("插入表格，或在右侧加一列（Ctrl+T）")),
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
    """Buttons for actions of the menus; what they do is asked for by the name of the action.

    Where there is no room for the words the icons stand alone, and the tips say them.
    """

    def __init__(self, run: Callable[[str], None]) -> None:
        """Take what runs an action by its name."""
        super().__init__()
        mark(self, "surface", "bar")
        self.setAccessibleName(_(NAME))
        self.tools: dict[str, QToolButton] = {}
        self.buttons: dict[str, QPushButton] = {}
        self._wanted, self._worded = 0, True
        self._row = row = QHBoxLayout(self)
        # A window that is too narrow for the words must not be widened by them.
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        row.setContentsMargins(GAP, 0, EDGE, 0)
        row.setSpacing(2)
        for tool in TOOLS:
            row.addWidget(self._add(tool, run) if tool.action else _line())
        row.addStretch()
        for tool in (MAKE, ISSUE):
            button = push_button(_(tool.words), lambda name=tool.action: run(name), tip=_(tool.tip))
            # Pressed by the mouse it leaves the focus where the clerk types.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.buttons[tool.action] = button
            row.addSpacing(GAP)
            row.addWidget(button)
        mark(self.buttons[PRIMARY], "kind", "primary")
        self.setFixedHeight(scaled(_HEIGHT))
        self.setMinimumWidth(1)

    def enable(self, able: Callable[[str], bool]) -> None:
        """Let each button be pressed where its action may be run."""
        for name, tool in self.tools.items():
            tool.setEnabled(able(name))
        # Their keys belong to the buttons of other pages there.
        for name, button in self.buttons.items():
            button.setVisible(able(name))

    def show_preview(self, *, shown: bool) -> None:
        """Show on its button whether there is a preview."""
        self.tools["preview"].setChecked(shown)

    def resizeEvent(self, event: "QResizeEvent") -> None:
        """Show the words where there is room for them."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: "QShowEvent") -> None:
        """Measure the words, now that they have their font."""
        super().showEvent(event)
        self._dress(_WORDS, len(self.tools))
        self._fit()

    def _fit(self) -> None:
        """Show words and icons, icons alone, or only the first of them, as there is room; the menus have them all."""
        if self._words_fit():
            self._dress(_WORDS, len(self.tools))
            return
        for count in range(len(self.tools), -1, -1):
            self._dress(_ICONS, count)
            if self._row.sizeHint().width() <= self.width():
                return

    def _words_fit(self) -> bool:
        if self._worded:
            self._wanted = self._row.sizeHint().width()
        return self._wanted <= self.width()

    def _dress(self, style: Qt.ToolButtonStyle, count: int) -> None:
        """Give the tools a style, and show so many of them."""
        self._worded = style == _WORDS
        least = scaled(_LEAST_WIDTH if self._worded else _LEAST_ICON)
        for number, tool in enumerate(self.tools.values()):
            if tool.toolButtonStyle() != style or tool.minimumWidth() != least:
                tool.setToolButtonStyle(style)
                tool.setMinimumWidth(least)
            if tool.isHidden() is (number < count):
                tool.setVisible(number < count)

    def _add(self, tool: Tool, run: Callable[[str], None]) -> QToolButton:
        button = tool_button(_(tool.words), _(tool.words), lambda: run(tool.action), tip=_(tool.tip))
        button.setIcon(icon(tool.icon))
        button.setIconSize(QSize(scaled(_ICON), scaled(_ICON)))
        button.setToolButtonStyle(_WORDS)
        button.setMinimumWidth(scaled(_LEAST_WIDTH))
        button.setCheckable(tool.action == "preview")
        mark(button, "kind", "tool")
        self.tools[tool.action] = button
        return button


def _line() -> QFrame:
    line = QFrame()
    line.setFixedSize(1, scaled(_LINE))
    mark(line, "surface", "line")
    return line
