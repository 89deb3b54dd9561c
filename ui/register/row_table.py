"""What can be done with a row of the ledger and with the ledger, as a table; buttons and menu are made from it."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from register.values import Row
from ui.core.i18n import N_


class Act(NamedTuple):
    """One act: its name, its words, what it does, and with which rows it goes; needs None for acts without a row."""

    name: str
    words: str
    tip: str
    needs: Callable[[Row], bool] | None = None


def _has_letter(row: Row) -> bool:
    return bool(row.letter_key)


def _has_case(row: Row) -> bool:
    return bool(row.case_key)


def _has_trail(row: Row) -> bool:
    return bool(row.case_key) or row.number is not None


def _may_open(row: Row) -> bool:
    return bool(row.letter_key or row.case_key)


def _wants_answer(row: Row) -> bool:
    return bool(row.case_key) and row.state in ("open", "in_work")


def _has_file(row: Row) -> bool:
    return bool(row.path)


def _may_be_void(row: Row) -> bool:
    return row.number is not None and row.state != "void"


def _may_go_back(row: Row) -> bool:
    return row.number is not None and row.state in ("reserved", "taken", "in_work")


ROW_ACTS = (
    Act("open", N_("打开(&O)"), N_("打开这封信（回车）；已发的要先写更正的理由"), _may_open),
    Act("copy", N_("照此另写(&C)"), N_("照这封另写一封，字号、日期和案件空着"), _has_letter),
    Act("answer", N_("写答复(&A)"), N_("按这件案件写一封新的答复"), _wants_answer),
    Act("amend", N_("改案件…(&G)"), N_("改截止日期、延期、退办，或补填案件的内容"), _has_case),
    Act("file", N_("打开文件(&W)"), N_("用 Word 或 WPS 打开发出的文件"), _has_file),
    Act("folder", N_("打开所在文件夹(&D)"), N_("打开文件所在的文件夹"), _has_file),
    Act("trail", N_("经过…(&M)"), N_("这个号、这件案件什么时候由谁做过什么，为什么"), _has_trail),
    Act("void", N_("作废…(&V)"), N_("这个号不再用，要写明理由"), _may_be_void),
    Act("release", N_("退回…(&R)"), N_("没有用到的号退回，以后再给"), _may_go_back),
)
LEDGER_ACTS = (
    Act("case", N_("新案件…(&N)"), N_("登记一件交办的案件，答复以后再写")),
    Act("take", N_("登记已用的号…(&U)"), N_("办公室给的号、别处用掉的号")),
    Act("export", N_("导出…(&X)"), N_("写成可以打印的 Excel 表格")),
    Act("print", N_("打印…(&P)"), N_("打印整个登记簿")),
    Act("columns", N_("选列(&L)"), N_("选择显示哪些列；也可在表头上按右键")),
)

NO_FILE = N_("找不到“{path}”，它可能被移走或改名了。")
NO_FOLDER = N_("找不到文件夹“{path}”，它可能被移走或改名了。")


def missing_file(row: Row, *, folder: bool) -> str:
    """Return the sentence to say when the file of a row, or its folder, is not there; nothing when it is."""
    path = Path(row.path).parent if folder else Path(row.path)
    there = path.is_dir() if folder else path.is_file()
    return "" if there else (NO_FOLDER if folder else NO_FILE)
