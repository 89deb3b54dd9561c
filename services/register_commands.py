"""The sub-commands of "register" as a table, for the parser; services/register_actions.py does what they say."""

import datetime
from pathlib import Path
from typing import Any, NamedTuple

from letter.wording import kinds

_SHOWN = 200


class Action(NamedTuple):
    """A row of the table of sub-commands."""

    name: str
    help: str
    arguments: tuple[tuple[tuple[str, ...], dict[str, Any]], ...]


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


_NUMBER = (("number",), {"metavar": "NUMBER", "help": "发文字号，例如 朝民函〔2023〕32号"})
_CODE = (("--code",), {"metavar": "CODE", "required": True, "help": "机关代字，例如 朝民函"})
_YEAR = (("--year",), {"metavar": "YEAR", "type": int, "required": True, "help": "年份，例如 2023"})
_ONE_CODE = (("--code",), {"metavar": "CODE", "help": "只要这个机关代字"})
_ONE_YEAR = (("--year",), {"metavar": "YEAR", "type": int, "help": "只要这一年"})
_REASON = (("--reason",), {"metavar": "TEXT", "default": "", "help": "理由"})
_NEEDED_REASON = (("--reason",), {"metavar": "TEXT", "required": True, "help": "理由"})
_KEY = (("--key",), {"metavar": "KEY", "help": "请求标识：用同一个标识再取，得到同一个号"})
_SERIAL = (("--serial",), {"metavar": "N", "type": int, "help": "要这个空着的号，而不是下一个"})
_TODAY = (("--today",), {"metavar": "DATE", "type": _day, "help": "按这一天算，例如 2023-05-30；不写就是今天"})
_SHEET = (("--sheet",), {"metavar": "NAME", "default": "", "help": "只读这一个工作表；不写就读全部没有隐藏的"})
ACTIONS = (
    Action("next", "打印下一个号，不取走", (_CODE, _YEAR)),
    Action("reserve", "取走下一个号，打印它", (_CODE, _YEAR, _KEY, _SERIAL)),
    Action(
        "start", "接着纸质登记簿：从哪个号开始，打印下一个号",
        (_CODE, _YEAR, (("serial",), {"metavar": "N", "type": int, "help": "起始号"}), _REASON),
    ),
    Action(
        "issue", "文件已经发出：把保留的号登记为已发",
        (_NUMBER, (("file",), {"metavar": "FILE", "type": Path, "help": "发出的文件；信件文件（json）连信一起登记"})),
    ),
    Action("release", "没有发出：退回保留的号，以后再用", (_NUMBER, _REASON)),
    Action("void", "作废一个号，不再给出", (_NUMBER, _NEEDED_REASON)),
    Action(
        "take", "登记办公室给的或别处用掉的号",
        (_NUMBER, _REASON, (("--double",), {"action": "store_true", "help": "这是重号：号已登记过，再登记一次"})),
    ),
    Action("explain", "说明缺号的原因", (_NUMBER, _NEEDED_REASON)),
    Action("list", "列出登记簿：字号、状态、成文日期、标题、说明；缺号、重号也列出", (_ONE_CODE, _ONE_YEAR)),
    Action(
        "export", "导出发文登记簿（xlsx），打印写成的文件路径",
        ((("file",), {"metavar": "FILE", "type": Path, "help": "写到哪里"}), _ONE_CODE, _ONE_YEAR),
    ),
    Action(
        "import", "导入以前的登记表（xlsx、xls、ods、et），打印导入的字号",
        (
            (("file",), {"metavar": "FILE", "type": Path, "help": "表格文件"}),
            (("--code",), {"metavar": "CODE", "default": "", "help": "表里只有序号时的机关代字"}),
            (("--year",), {"metavar": "YEAR", "type": int, "help": "表里只有序号时的年份"}),
            _SHEET,
        ),
    ),
    Action(
        "letters", "导入一个文件夹里以前的复函（txt、网页、docx、doc、wps），逐个文件说明；不加 --yes 只列出认出了什么",
        (
            (("folder",), {"metavar": "FOLDER", "type": Path, "help": "文件夹，里面的文件夹也读"}),
            (("--yes",), {"action": "store_true", "help": "确实登记"}),
        ),
    ),
    Action("backups", "列出备份，最近的在前：名字、时间、原因、字节数；另说共占多少、最多占多少", ()),
    Action(
        "restore", "恢复一份备份；不加 --yes 只列出会变什么",
        (
            (("name",), {"metavar": "NAME", "help": "备份的名字，见 backups"}),
            (("--yes",), {"action": "store_true", "help": "确实恢复"}),
        ),
    ),
    Action(
        "history", "列出每一次变动：时间、用户、电脑、动作、字号、理由、变动前、变动后",
        ((("number",), {"metavar": "NUMBER", "nargs": "?", "help": "只要这个号的"}),),
    ),
    Action(
        "cases", "列出交办，逾期最久的在前：截止日期、剩余天数、状态、届次、案号、案由",
        ((("--overdue",), {"action": "store_true", "help": "只要逾期的"}), _TODAY),
    ),
    Action(
        "search", "查找：字号、成文日期、届次、案号、标题、文件",
        (
            (("text",), {"metavar": "TEXT", "help": "要找的字，几个词用空格分开，都要有；% _ ' 照字面找"}),
            (("--year",), {"metavar": "YEAR", "type": int, "help": "只要这一年"}),
            (("--limit",), {"metavar": "N", "type": int, "default": _SHOWN, "help": "最多列出几条"}),
        ),
    ),
    Action(
        "report", "年终总结的数字：每类一行，最后是合计",
        ((("year",), {"metavar": "YEAR", "type": int, "help": "年份，例如 2023"}), _TODAY),
    ),
    Action(
        "assign", "导入交办清单（xlsx、xls、ods、et），每行一件交办；不加 --yes 只列出认出了什么",
        (
            (("file",), {"metavar": "FILE", "type": Path, "help": "表格文件"}),
            (("--kind",), {"choices": tuple(kinds()), "default": "", "help": "清单里没写类别时是哪一类"}),
            (("--assigned",), {"metavar": "DATE", "type": _day, "help": "清单里没写交办日期时是哪一天"}),
            (("--unit",), {"metavar": "NAME", "default": "", "help": "本单位在清单里的名称；不写就用单位档案里的"}),
            _SHEET,
            (("--yes",), {"action": "store_true", "help": "确实登记"}),
        ),
    ),
)  # fmt: skip
