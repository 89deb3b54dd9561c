"""Menus and shortcuts of the window as a table, and the making of Qt's actions from it."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar

from ui.core.i18n import N_, _

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

ActionMap = dict[str, "QAction"]


class ActionRow(NamedTuple):
    """One action: its name, words and shortcuts; a blank name is a line between groups. letter: needs a letter."""

    name: str = ""
    words: str = ""
    keys: tuple[str, ...] = ()
    letter: bool = True


class Choice(NamedTuple):
    """Several words of which one is on, in the menu of settings: by value, with what is to be done with a value."""

    words: Mapping[str, str]
    current: str
    choose: Callable[[str], None]


LETTER_MENU = (
    ActionRow("new", N_("新信(&N)"), ("Ctrl+N",)),
    ActionRow("open_file", N_("打开…(&O)"), ("Ctrl+O",)),
    ActionRow("save", N_("保存(&S)"), ("Ctrl+S",)),
    ActionRow(),
    ActionRow("make", N_("生成(&G)"), ("Ctrl+Return", "Ctrl+Enter", "Ctrl+G")),
    ActionRow("make_as", N_("另存为…(&A)"), ("Ctrl+Shift+S",)),
    ActionRow("open", N_("用 Word 打开(&W)"), ("Ctrl+Shift+O",)),
    ActionRow("issue", N_("发文…(&I)"), ("Ctrl+Shift+Return", "Ctrl+Shift+Enter")),
    ActionRow(),
    ActionRow("print", N_("打印…(&P)"), ("Ctrl+P",)),
    ActionRow("save_pdf", N_("存为 PDF…(&F)"), ("Ctrl+Shift+P",)),
    ActionRow("choose_folder", N_("选择文件夹…(&D)"), ("Ctrl+Shift+D",)),
    ActionRow(),
    ActionRow("close", N_("关闭这封信(&C)"), ("Ctrl+W",)),
    ActionRow("quit", N_("退出(&X)"), ("Ctrl+Q",), letter=False),
)
EDIT_MENU = (
    ActionRow("undo", N_("撤销(&U)"), ("Ctrl+Z",), letter=False),
    ActionRow("redo", N_("重做(&R)"), ("Ctrl+Y", "Ctrl+Shift+Z"), letter=False),
    ActionRow(),
    ActionRow("cut", N_("剪切(&X)"), ("Ctrl+X",), letter=False),
    ActionRow("copy", N_("复制(&C)"), ("Ctrl+C",), letter=False),
    ActionRow("paste", N_("粘贴(&V)"), ("Ctrl+V",), letter=False),
    ActionRow("select_all", N_("全选(&A)"), ("Ctrl+A",), letter=False),
    ActionRow(),
    ActionRow("find", N_("查找(&F)"), ("Ctrl+F",)),
    ActionRow("replace", N_("替换(&H)"), ("Ctrl+H",)),
    ActionRow("find_next", N_("下一处(&Z)"), ("F3",)),
    ActionRow("find_previous", N_("上一处(&B)"), ("Shift+F3",)),
    ActionRow(),
    ActionRow("restore", N_("还原为自动文字(&W)"), ("Ctrl+R",)),
    ActionRow("restore_all", N_("全部还原为自动文字(&L)"), ("Ctrl+Shift+R",)),
    ActionRow("today", N_("成文日期填今天(&T)"), ("Ctrl+;",)),
    ActionRow("add_row", N_("增加一件(&I)"), ("Ctrl+=", "Ctrl++")),
    ActionRow("add_attachment", N_("增加附件(&M)"), ("Ctrl+Shift+A",)),
    ActionRow("remove_row", N_("去掉这一件(&D)"), ("Ctrl+-",)),
)
ANSWER_MENU = (
    ActionRow("phrases", N_("常用语(&J)"), ("Ctrl+J",)),
    ActionRow("keep_phrase", N_("选中的存为常用语(&K)"), ("Ctrl+Shift+J",)),
    ActionRow("past_answers", N_("以前的答复(&Y)"), ("Ctrl+K",)),
    ActionRow(),
    ActionRow("promote", N_("标题升一层(&P)"), ("Alt+Shift+Left",)),
    ActionRow("demote", N_("标题降一层(&M)"), ("Alt+Shift+Right",)),
    ActionRow("is_heading", N_("这是标题(&T)"), ("Ctrl+Shift+H",)),
    ActionRow("no_heading", N_("这不是标题(&Z)"), ("Ctrl+Shift+B",)),
    ActionRow("section_up", N_("连同下文上移(&S)"), ("Alt+Shift+Up",)),
    ActionRow("section_down", N_("连同下文下移(&X)"), ("Alt+Shift+Down",)),
    ActionRow("renumber", N_("重新编号(&N)"), ("Ctrl+Shift+N",)),
    ActionRow(),
    ActionRow("cell", N_("插入表格，或在右侧加一列(&C)"), ("Ctrl+T",)),
    ActionRow("table_row", N_("表格：下方加一行(&R)"), ("Ctrl+Shift+T",)),
    ActionRow("table_row_above", N_("表格：上方加一行(&A)")),
    ActionRow("table_remove_row", N_("表格：去掉这一行(&D)")),
    ActionRow("table_remove_column", N_("表格：去掉这一列(&L)")),
)
VIEW_MENU = (
    ActionRow("mode_write", N_("写(&W)")),
    ActionRow("mode_both", N_("写与预览(&B)")),
    ActionRow("mode_preview", N_("预览(&V)")),
    ActionRow("preview", N_("换到下一种(&R)"), ("F8",)),
    ActionRow("fold", N_("折叠或展开左栏(&L)"), ("Ctrl+1",)),
    ActionRow(),
    ActionRow("go_0", N_("案件(&1)"), ("Alt+1",)),
    ActionRow("go_1", N_("答复(&2)"), ("Alt+2",)),
    ActionRow("go_2", N_("版头(&3)"), ("Alt+3",)),
    ActionRow("go_3", N_("署名与联系(&4)"), ("Alt+4",)),
    ActionRow("go_4", N_("版记(&5)"), ("Alt+5",)),
    ActionRow("go_outline", N_("答复大纲(&6)"), ("Alt+6",)),
    ActionRow(),
    ActionRow("next_letter", N_("下一封信(&N)"), ("Ctrl+Tab", "Ctrl+PgDown")),
    ActionRow("previous_letter", N_("上一封信(&P)"), ("Ctrl+Shift+Tab", "Ctrl+PgUp")),
    ActionRow(),
    ActionRow("start", N_("开始页(&H)"), ("Alt+Home",)),
)
REGISTER_MENU = (
    ActionRow("register", N_("发文登记簿(&D)"), ("Ctrl+L",)),
    ActionRow("register_report", N_("年度统计(&R)")),
    ActionRow("register_gaps", N_("缺号、重号、作废(&G)")),
    ActionRow("register_import", N_("导入(&I)")),
    ActionRow("register_backups", N_("备份(&B)")),
)
SETTINGS_MENU = (
    ActionRow("settings", N_("设置…(&S)"), ("Ctrl+,",), letter=False),
    ActionRow("profile", N_("单位档案…(&P)")),
    ActionRow("test_sheet", N_("套印试样(&Y)"), letter=False),
    ActionRow("forget_entered", N_("忘掉以前填过的(&M)")),
)
HELP_MENU = (
    ActionRow("help", N_("使用说明(&H)"), ("F1",), letter=False),
    ActionRow("keys", N_("快捷键(&K)"), ("Ctrl+F1",), letter=False),
    ActionRow("guide", N_("五步引导(&G)")),
)
MENUS: tuple[tuple[str, tuple[ActionRow, ...]], ...] = (
    (N_("信件(&F)"), LETTER_MENU),
    (N_("编辑(&E)"), EDIT_MENU),
    (N_("答复(&Y)"), ANSWER_MENU),
    (N_("查看(&V)"), VIEW_MENU),
    (N_("登记簿(&D)"), REGISTER_MENU),
    (N_("设置(&T)"), SETTINGS_MENU),
    (N_("帮助(&H)"), HELP_MENU),
)
# What works only while a letter is shown.
LETTER_ACTIONS = frozenset(row.name for _title, rows in MENUS for row in rows if row.name and row.letter)
# What is done from the start page too, where no letter is open.
START_ACTIONS = frozenset(("new", "open_file", "profile", *(row.name for row in REGISTER_MENU)))
SETTINGS_AT = next(number for number, (_title, rows) in enumerate(MENUS) if rows is SETTINGS_MENU)


def add_menu_bar(window: QMainWindow) -> list[QMenu]:
    """Give the window its menu bar and return the menus, which must be kept; there is nothing in them yet."""
    bar = QMenuBar()
    window.setMenuBar(bar)
    menus = [QMenu(_(title), bar) for title, _rows in MENUS]
    for menu in menus:
        bar.addMenu(menu)
    return menus


def fill_menus(
    window: QMainWindow,
    menus: Sequence[QMenu],
    slots: Mapping[str, Callable[[], None]],
    choices: Sequence["Choice"],
) -> ActionMap:
    """Put the actions with their shortcuts into the menus and return them by name."""
    from PySide6.QtGui import QAction, QKeySequence  # late: the window is painted before they are needed

    actions: ActionMap = {}
    for menu, (_title, rows) in zip(menus, MENUS, strict=True):
        for row in rows:
            if not row.name:
                menu.addSeparator()
                continue
            action = QAction(_(row.words), window)
            action.setShortcuts([QKeySequence(key) for key in row.keys])
            action.triggered.connect(_without_checked(slots[row.name]))
            actions[row.name] = action
            menu.addAction(action)
    for choice in choices:
        menus[SETTINGS_AT].addSeparator()
        _add_choice(window, menus[SETTINGS_AT], choice)
    return actions


def _without_checked(slot: Callable[[], None]) -> Callable[[bool], None]:
    def triggered(_checked: bool = False) -> None:
        slot()

    return triggered


def _add_choice(window: QMainWindow, menu: QMenu, choice: Choice) -> None:
    from PySide6.QtGui import QAction, QActionGroup

    group = QActionGroup(window)
    for value, words in choice.words.items():
        action = QAction(_(words), group)
        action.setCheckable(True)
        action.setChecked(value == choice.current)
        action.setData(value)
        menu.addAction(action)
    group.triggered.connect(lambda action: choice.choose(action.data()))
