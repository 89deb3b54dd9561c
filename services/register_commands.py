"""The sub-commands of "register": one row each, numbers on standard output, what to look at on standard error."""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from services.data_folder import DataFolder

if TYPE_CHECKING:
    from register.store import Store

_ABSENT = "没有"
_LOOKED = "以上是字号、现在的状态、备份里的状态；还没有恢复，要恢复请加上“--yes”。备份之后给过的号会补登为占用或作废。"
_UNREADABLE = "现在的登记簿读不出来，比不了；还没有恢复，要恢复请加上 --yes，再核对备份之后发出的号。"
_RELEASED = "{number}曾保留后退回，这次再用。"


class Action(NamedTuple):
    """A row of the table of sub-commands."""

    name: str
    help: str
    arguments: tuple[tuple[tuple[str, ...], dict[str, Any]], ...]
    function: Callable[[argparse.Namespace, DataFolder], None]


def open_named(options: argparse.Namespace, data: DataFolder) -> "Store":
    """Return the register that the options name, backed up first when that is due; raises RegisterError."""
    from register.backups import back_up_if_due
    from register.errors import RegisterError
    from services.registering import open_register  # late: no other command needs a database

    store = open_register(data, options.store)
    if os.access(store.path, os.W_OK):
        try:
            back_up_if_due(store)
        except RegisterError as error:
            print(error, file=sys.stderr)
    return store


def _next(options: argparse.Namespace, data: DataFolder) -> None:
    from register.numbers import propose

    store = open_named(options, data)
    proposed = propose(store, options.code, options.year)
    _tell(_print(proposed.number), proposed.released_before, proposed.doubts)


def _reserve(options: argparse.Namespace, data: DataFolder) -> None:
    import uuid

    from register.ledger import date_doubts
    from register.numbers import reserve

    store = open_named(options, data)
    key = options.key or uuid.uuid4().hex
    reserved = reserve(store, options.code, options.year, key=key, serial=options.serial)
    doubts = date_doubts(store, options.code, options.year)
    _tell(_print(reserved.number), reserved.released_before, (*reserved.doubts, *doubts))


def _start(options: argparse.Namespace, data: DataFolder) -> None:
    from register.numbers import propose
    from register.series import set_start

    store = open_named(options, data)
    set_start(store, options.code, options.year, options.serial, options.reason)
    _print(propose(store, options.code, options.year).number)


def _issue(options: argparse.Namespace, data: DataFolder) -> None:
    from services.registering import issue_file, need_number

    number = need_number(options.number)
    issue_file(open_named(options, data), number, options.file)
    _print(number)


def _release(options: argparse.Namespace, data: DataFolder) -> None:
    from register.numbers import release
    from services.registering import need_number

    number = need_number(options.number)
    release(open_named(options, data), number, options.reason)
    _print(number)


def _void(options: argparse.Namespace, data: DataFolder) -> None:
    from register.numbers import void
    from services.registering import need_number

    number = need_number(options.number)
    void(open_named(options, data), number, options.reason)
    _print(number)


def _take(options: argparse.Namespace, data: DataFolder) -> None:
    from register.numbers import take
    from services.registering import need_number

    number = need_number(options.number)
    take(open_named(options, data), number, options.reason, double=options.double)
    _print(number)


def _explain(options: argparse.Namespace, data: DataFolder) -> None:
    from register.numbers import explain_gap
    from services.registering import need_number

    number = need_number(options.number)
    explain_gap(open_named(options, data), number, options.reason)
    _print(number)


def _list(options: argparse.Namespace, data: DataFolder) -> None:
    from register.ledger import read_ledger
    from register.sheet import ledger_lines

    for line in ledger_lines(read_ledger(open_named(options, data), options.code, options.year)):
        print(*line, sep="\t")


def _export(options: argparse.Namespace, data: DataFolder) -> None:
    from register.ledger import read_ledger
    from register.sheet import ledger_sheet
    from services.saving import save_bytes

    store = open_named(options, data)
    print(save_bytes(options.file, ledger_sheet(read_ledger(store, options.code, options.year), store.clock())))


def _import(options: argparse.Namespace, data: DataFolder) -> None:
    from letter.numbers import number_text
    from register.takeover import read_sheet, take_over

    sheet = read_sheet(options.file, options.code, options.year)
    for refused in sheet.refused:
        print(f"第 {refused.line} 行没有取入：{refused.reason}", file=sys.stderr)
    taken = take_over(open_named(options, data), sheet)
    for refused in taken.refused:
        print(f"第 {refused.line} 行没有取入：{refused.reason}", file=sys.stderr)
    for number in taken.taken:
        print(number_text(number))


def _history(options: argparse.Namespace, data: DataFolder) -> None:
    from register.ledger import history
    from services.registering import need_number

    number = need_number(options.number) if options.number else None
    for row in history(open_named(options, data), number):
        print(row.at, row.user, row.machine, row.what, row.about, row.why, row.before, row.after, sep="\t")


def _backups(options: argparse.Namespace, data: DataFolder) -> None:
    from register.backups import list_backups
    from services.registering import address_of

    for backup in list_backups(address_of(data, options.store)):
        print(backup.path.name, f"{backup.at:%Y-%m-%d %H:%M}", backup.why, backup.size, sep="\t")


def _restore(options: argparse.Namespace, data: DataFolder) -> None:
    from letter.numbers import number_text
    from register.restoring import preview_restore, restore
    from services.registering import address_of, need_backup

    address = address_of(data, options.store)
    backup = need_backup(address, options.name)
    if options.yes:
        print(restore(address, backup).path)
        return
    preview = preview_restore(address, backup)
    for change in preview.changes:
        print(number_text(change.number), change.now or _ABSENT, change.then or _ABSENT, sep="\t")
    print(_LOOKED if preview.readable else _UNREADABLE, file=sys.stderr)


def _print(number: Any) -> str:
    from letter.numbers import number_text

    text = number_text(number)
    print(text)
    return text


def _tell(number: str, released: bool, doubts: tuple[str, ...]) -> None:
    if released:
        print(_RELEASED.format(number=number), file=sys.stderr)
    for doubt in doubts:
        print(doubt, file=sys.stderr)


_NUMBER = (("number",), {"metavar": "NUMBER", "help": "发文字号，例如 朝民函〔2023〕32号"})
_CODE = (("--code",), {"metavar": "CODE", "required": True, "help": "机关代字，例如 朝民函"})
_YEAR = (("--year",), {"metavar": "YEAR", "type": int, "required": True, "help": "年份，例如 2023"})
_ONE_CODE = (("--code",), {"metavar": "CODE", "help": "只要这个机关代字"})
_ONE_YEAR = (("--year",), {"metavar": "YEAR", "type": int, "help": "只要这一年"})
_REASON = (("--reason",), {"metavar": "TEXT", "default": "", "help": "理由"})
_NEEDED_REASON = (("--reason",), {"metavar": "TEXT", "required": True, "help": "理由"})
_KEY = (("--key",), {"metavar": "KEY", "help": "请求标识：用同一个标识再取，得到同一个号"})
_SERIAL = (("--serial",), {"metavar": "N", "type": int, "help": "要这个空着的号，而不是下一个"})
ACTIONS = (
    Action("next", "打印下一个号，不取走", (_CODE, _YEAR), _next),
    Action("reserve", "取走下一个号，打印它", (_CODE, _YEAR, _KEY, _SERIAL), _reserve),
    Action(
        "start", "接着纸质登记簿：从哪个号开始，打印下一个号",
        (_CODE, _YEAR, (("serial",), {"metavar": "N", "type": int, "help": "起始号"}), _REASON), _start,
    ),
    Action(
        "issue", "文件已经发出：把保留的号登记为已发",
        (_NUMBER, (("file",), {"metavar": "FILE", "type": Path, "help": "发出的文件；信件文件（json）连信一起登记"})),
        _issue,
    ),
    Action("release", "没有发出：退回保留的号，以后再用", (_NUMBER, _REASON), _release),
    Action("void", "作废一个号，不再给出", (_NUMBER, _NEEDED_REASON), _void),
    Action(
        "take", "登记办公室给的或别处用掉的号",
        (_NUMBER, _REASON, (("--double",), {"action": "store_true", "help": "这是重号：号已登记过，再登记一次"})),
        _take,
    ),
    Action("explain", "说明缺号的原因", (_NUMBER, _NEEDED_REASON), _explain),
    Action("list", "列出登记簿：字号、状态、成文日期、标题、说明；缺号、重号也列出", (_ONE_CODE, _ONE_YEAR), _list),
    Action(
        "export", "导出发文登记簿（xlsx），打印写成的文件路径",
        ((("file",), {"metavar": "FILE", "type": Path, "help": "写到哪里"}), _ONE_CODE, _ONE_YEAR), _export,
    ),
    Action(
        "import", "取入以前的登记表（xlsx），打印取入的字号",
        (
            (("file",), {"metavar": "FILE", "type": Path, "help": "表格文件"}),
            (("--code",), {"metavar": "CODE", "default": "", "help": "表里只有序号时的机关代字"}),
            (("--year",), {"metavar": "YEAR", "type": int, "help": "表里只有序号时的年份"}),
        ),
        _import,
    ),
    Action("backups", "列出备份，最近的在前：名字、时间、原因、字节数", (), _backups),
    Action(
        "restore", "恢复一份备份；不加 --yes 只列出会变什么",
        (
            (("name",), {"metavar": "NAME", "help": "备份的名字，见 backups"}),
            (("--yes",), {"action": "store_true", "help": "确实恢复"}),
        ),
        _restore,
    ),
    Action(
        "history", "列出每一次变动：时间、用户、电脑、动作、字号、理由、变动前、变动后",
        ((("number",), {"metavar": "NUMBER", "nargs": "?", "help": "只要这个号的"}),), _history,
    ),
)  # fmt: skip
