"""The manual and the list of shortcuts, as a page within the window: contents at the left, the text at the right."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from services.manual import manual_folder, manual_pages
from ui.core.actions import MENUS
from ui.core.i18n import N_, _, current_language, without_mnemonic
from ui.core.theme import EDGE, GAP, WIDE_GAP, colour_frame
from ui.widgets.button import push_button
from ui.widgets.escape_closes import EscapeCloses
from ui.widgets.overlay import lay_over
from ui.widgets.page import page_head

if TYPE_CHECKING:
    from ui.fields.group import FieldGroup
    from ui.letter.page import LetterPage
    from ui.profile.page import ProfilePage

# The property of a widget that names its page.
MANUAL = "manual"
KEYS_PAGE, FIRST_PAGE = "keys", "letter"
KEYS, IN_FIELDS = N_("快捷键"), N_("在各项里")
KEY, MEANING = N_("按键"), N_("做什么")
MISSING = N_("没有找到使用说明，程序文件不完整，请重新安装。")
# Which page goes with a field of the letter, and of the profile, by its path.
PAGES_OF_FIELDS = {
    "attachments": "attachments", "answer": "attachments", "joint_issuers": "joint", "role": "joint",
    "lead_unit": "joint", "proposers.organizations": "joint", "proposers.convener": "joint",
}  # fmt: skip
PAGES_OF_HABITS = {
    "paper.head_end": "preprinted", "paper.foot_rules": "preprinted", "paper.number_place": "preprinted",
    "paper.number_top": "preprinted", "paper.offset_right": "preprinted", "paper.offset_down": "preprinted",
}  # fmt: skip
FIELD_KEYS = (
    ("Tab", N_("下一项；Shift+Tab 上一项")),
    ("Alt+↑ Alt+↓", N_("抄送、报、联合发文：这一行上移、下移")),
    ("Alt+↑ Alt+↓", N_("附件：这一件上移、下移")),
    ("Enter", N_("查找栏：下一处；Shift+Enter 上一处；在“换为”里是替换这一处")),
    ("1–9", N_("常用语列表：插入第几条；接着打字或代码查找；Delete 去掉")),
    ("↓", N_("填过的名字、单位：打开列表；再按 ↓ ↑ 选")),
    ("Enter", N_("采用列表里选中的；没有选就照常换行")),
    ("Shift+Delete", N_("忘掉列表里选中的")),
    ("Ctrl+Tab", N_("发文登记簿：下一页；Ctrl+Shift+Tab 上一页")),
    ("Alt+U", N_("粘贴了一封完整的复函：拆到各项")),
    ("Alt+W", N_("粘贴了一封完整的复函：先核对各项")),
    ("Ctrl+Enter", N_("认出来的复函：全部采用")),
    ("Esc", N_("收起列表和查找栏，去掉提示，离开说明")),
)
_NAME = Qt.ItemDataRole.UserRole


def page_for(letter_page: "LetterPage | None", profile: "ProfilePage | None") -> str:
    """Return the page of the manual that goes with where the clerk is."""
    if own := _own_page(QApplication.focusWidget()):
        return own
    if profile:
        usual = "profile" if letter_page else "first_start"
        return PAGES_OF_HABITS.get(_path_in_work(profile.groups), usual)
    if letter_page is None:
        return "first_start"
    return PAGES_OF_FIELDS.get(_path_in_work(letter_page.form.sections), FIRST_PAGE)


def _path_in_work(groups: "Sequence[FieldGroup]") -> str:
    """Return the path of the field with the focus, nothing when none has it."""
    focus = QApplication.focusWidget()
    paths = (
        path for group in groups for path, field in group.fields.items()
        if focus and (field.widget is focus or field.widget.isAncestorOf(focus))
    )  # fmt: skip
    return next(paths, "")


def _own_page(widget: QWidget | None) -> str:
    """Return the page that a widget, or what it stands in, says is its own (its property manual)."""
    while widget:
        if page := widget.property(MANUAL):
            return str(page)
        widget = widget.parentWidget()
    return ""


def keys_text() -> str:
    """Return the list of shortcuts in Markdown, made from the table of actions."""
    lines = [f"# {_(KEYS)}"]
    for title, rows in MENUS:
        keyed = [(_spoken_keys(row.keys), without_mnemonic(_(row.words))) for row in rows if row.keys]
        lines += _table(without_mnemonic(_(title)), keyed)
    lines += _table(_(IN_FIELDS), [(keys, _(words)) for keys, words in FIELD_KEYS])
    return "\n".join(lines)


def _table(title: str, rows: list[tuple[str, str]]) -> list[str]:
    if not rows:
        return []
    return [
        "",
        f"## {title}",
        "",
        f"| {_(KEY)} | {_(MEANING)} |",
        "| --- | --- |",
        *(f"| {a} | {b} |" for a, b in rows),
    ]


def _spoken_keys(keys: tuple[str, ...]) -> str:
    spoken = (QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)
    return _("、").join(spoken).replace("|", "\\|")


def show_over(stack: QStackedWidget, page: str, turned: Callable[[], None]) -> None:
    """Show a page of the manual over what a stack shows now; leaving it goes back there, focus and all.

    turned is called when the help has come and when it has gone.
    """
    old = stack.currentWidget()
    if isinstance(old, HelpPage):
        old.show_page(page)
        return
    shown = HelpPage(page)
    lay_over(stack, shown, shown.left, turned)
    shown.begin()
    turned()


class HelpPage(EscapeCloses, QWidget):
    """Shows the pages of the manual; Escape goes back to where the clerk was."""

    left = Signal()

    def __init__(self, page: str) -> None:
        """Show a page, by its name."""
        super().__init__()
        pages = manual_pages(current_language())
        self._texts = {found.name: found.file.read_text(encoding="utf-8") for found in pages}
        titles = {found.name: found.title for found in pages}
        self._texts[KEYS_PAGE], titles[KEYS_PAGE] = keys_text(), _(KEYS)
        self.contents = QListWidget()
        self.contents.setAccessibleName(_("使用说明的目录"))
        for name, title in titles.items():
            row = QListWidgetItem(title)
            row.setData(_NAME, name)
            self.contents.addItem(row)
        beside = 2 * self.contents.frameWidth() + self.contents.verticalScrollBar().sizeHint().width() + GAP
        self.contents.setFixedWidth(self.contents.sizeHintForColumn(0) + beside)
        self.text = QTextBrowser()
        colour_frame(self.text)
        self.text.setAccessibleName(_("使用说明"))
        self.text.setOpenLinks(False)
        self.text.setSearchPaths([str(manual_folder(current_language()))])
        self.text.setTabChangesFocus(True)
        self.text.setFrameStyle(QFrame.Shape.Box | QFrame.Shadow.Plain)
        self.text.document().setDocumentMargin(EDGE)
        self._back = push_button(_("返回（Esc）(&B)"), self.left.emit, name=_("返回"))
        self._assemble()
        self.contents.currentItemChanged.connect(self._take)
        self.text.anchorClicked.connect(self._follow)
        self.show_page(page)

    @property
    def shown(self) -> str:
        """The name of the page that is shown."""
        row = self.contents.currentItem()
        return row.data(_NAME) if row else ""

    def begin(self) -> None:
        """Set the focus on the text, so that it can be scrolled at once."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_page(self, name: str) -> None:
        """Show a page, the shortcuts when there is no such page."""
        names = [self.contents.item(row).data(_NAME) for row in range(self.contents.count())]
        self.contents.setCurrentRow(names.index(name) if name in names else len(names) - 1)

    def _take(self) -> None:
        self.text.setMarkdown(self._texts.get(self.shown) or _(MISSING))

    def _follow(self, link: QUrl) -> None:
        name = link.fileName().removesuffix(".md").partition("_")[2]
        if name in self._texts:
            self.show_page(name)

    def _assemble(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        row.setSpacing(WIDE_GAP)
        row.addWidget(self.contents)
        row.addWidget(self.text, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(page_head(_("使用说明"), self._back))
        column.addLayout(row, 1)
        QWidget.setTabOrder(self.text, self._back)
        QWidget.setTabOrder(self._back, self.contents)
