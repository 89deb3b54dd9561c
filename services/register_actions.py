"""What the sub-commands of "register" do: numbers on standard output, what to look at on standard error."""

import argparse
import os
import sys
import uuid
from collections.abc import Callable

from letter.messages import message
from letter.model import DocumentNumber
from letter.numbers import number_text
from register import api
from register.errors import RegisterError
from services import case_actions
from services.cancellation import Stop
from services.case_actions import tell_ignored, tell_refused, tell_remarks, tell_unread
from services.clock import clock_doubts
from services.data_folder import DataFolder
from services.incoming import incoming_letters
from services.past_letters import enter_files, own_agencies, read_past_letters
from services.printed_rows import print_row
from services.registering import address_of, issue_file, need_backup, open_register
from services.saving import save_bytes
from services.settings import load_settings

_ABSENT = "没有"
_LOOKED = "以上是字号、现在的状态、备份里的状态；还没有恢复，要恢复请加上“--yes”。备份之后给过的号会补登为占用或作废。"
_UNREADABLE = "现在的登记簿读不出来，比不了；还没有恢复，要恢复请加上 --yes，再核对备份之后发出的号。"
_CARRIED = message("恢复后照旧：{about}，{words}")
_LEFT_OUT, _LOOK_AT = message("“{name}”没有导入：{reason}"), message("“{name}”：{words}")
_INTERRUPTED = message("已经中断，什么都没有登记。")
_NOT_ENTERED = message("以上是将要登记的复函；还没有登记，要登记请加上“--yes”。")
_RELEASED = "{number}曾保留后退回，这次再用。"


def act(options: argparse.Namespace, data: DataFolder) -> None:
    """Do what a sub-command says; raises RegisterError and SaveError."""
    name = options.action
    if name in _ON_A_NUMBER:
        number = api.need_number(options.number)
        _ON_A_NUMBER[name](_opened(options, data), number, options)
        _print(number)
    elif name in _ON_THE_REGISTER:
        _ON_THE_REGISTER[name](_opened(options, data), options)
    else:
        _BY_THEMSELVES[name](options, data)


def _opened(options: argparse.Namespace, data: DataFolder) -> api.Store:
    """Return the register that the options name, backed up first when that is due; raises RegisterError."""
    store = open_register(data, options.store)
    if os.access(store.path, os.W_OK):
        try:
            api.back_up_if_due(store)
        except RegisterError as error:
            print(error, file=sys.stderr)
    return store


def _next(store: api.Store, options: argparse.Namespace) -> None:
    proposed = api.propose(store, options.code, options.year)
    _tell(_print(proposed.number), proposed.released_before, (*_clock(store), *proposed.doubts))


def _reserve(store: api.Store, options: argparse.Namespace) -> None:
    key = options.key or uuid.uuid4().hex
    # Said before the number is taken, which will bear the doubtful date itself.
    for doubt in (*_clock(store), *api.date_doubts(store, options.code, options.year)):
        print(doubt, file=sys.stderr, flush=True)
    reserved = api.reserve(store, options.code, options.year, key=key, serial=options.serial)
    _tell(_print(reserved.number), reserved.released_before, reserved.doubts)


def _clock(store: api.Store) -> tuple[str, ...]:
    return clock_doubts(store.clock().date())


def _start(store: api.Store, options: argparse.Namespace) -> None:
    api.set_start(store, options.code, options.year, options.serial, options.reason)
    _print(api.propose(store, options.code, options.year).number)


def _list(store: api.Store, options: argparse.Namespace) -> None:
    for line in api.ledger_lines(api.read_ledger(store, options.code, options.year)):
        print_row(*line)


def _export(store: api.Store, options: argparse.Namespace) -> None:
    print(save_bytes(options.file, api.ledger_sheet(api.read_ledger(store, options.code, options.year), store.clock())))


def _import(options: argparse.Namespace, data: DataFolder) -> None:
    sheet = api.read_sheet(options.file, options.code, options.year, options.sheet)
    tell_ignored(sheet.ignored)
    tell_unread(sheet.unread)
    tell_refused(sheet.refused)
    tell_remarks(sheet.remarks)
    taken = api.take_over(_opened(options, data), sheet)
    tell_refused(taken.refused)
    for number in taken.taken:
        print(number_text(number))


def _letters(options: argparse.Namespace, data: DataFolder) -> None:
    store, progress = _opened(options, data), _Progress()
    try:
        files = read_past_letters(store, options.folder, own_agencies(load_settings(data)), progress)
        if options.yes:
            files = enter_files(store, files, progress)
    except KeyboardInterrupt:
        progress.end()
        print(_INTERRUPTED, file=sys.stderr)
        raise
    progress.end()
    for file in files:
        if file.is_entered:
            for remark in file.remarks:
                print_row(_LOOK_AT.filled(name=file.name, words=remark), file=sys.stderr)
        else:
            print_row(_LEFT_OUT.filled(name=file.name, reason=file.reason), file=sys.stderr)
    if not options.yes:
        print(_NOT_ENTERED, file=sys.stderr)
    for row in incoming_letters(files).rows:
        print_row(row.line, *row.texts)


class _Progress(Stop):
    """Shows how far long work is to whoever looks at it; a script is not told."""

    _widest = 0

    def tell(self, words: str) -> None:
        """Say what is done next, in the place of what was said before."""
        super().tell(words)
        if sys.stderr.isatty():
            self._widest = max(self._widest, 2 * len(words))
            print(f"\r{words}".ljust(self._widest), end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Go on in a line of its own."""
        if self._widest:
            print(file=sys.stderr)


def _assign(options: argparse.Namespace, data: DataFolder) -> None:
    agency = load_settings(data).agency
    case_actions.assign(_opened(options, data), options, agency.name if agency else "")


def _history(options: argparse.Namespace, data: DataFolder) -> None:
    number = api.need_number(options.number) if options.number else None
    for row in api.history(_opened(options, data), number):
        print_row(row.at, row.user, row.machine, row.what, row.about, row.why, row.before, row.after)


def _backups(options: argparse.Namespace, data: DataFolder) -> None:
    address = address_of(data, options.store)
    for backup in api.list_backups(address):
        print_row(backup.path.name, f"{backup.at:%Y-%m-%d %H:%M}", backup.why, backup.size)
    print(api.backup_space(address).words, file=sys.stderr)


def _restore(options: argparse.Namespace, data: DataFolder) -> None:
    address = address_of(data, options.store)
    backup = need_backup(address, options.name)
    if options.yes:
        print(api.restore(address, backup).path)
        return
    preview = api.preview_restore(address, backup)
    for change in preview.changes:
        print_row(number_text(change.number), change.now or _ABSENT, change.then or _ABSENT)
    for one in preview.carried:
        print_row(_CARRIED.filled(about=one.about, words=one.words), file=sys.stderr)
    print(_LOOKED if preview.readable else _UNREADABLE, file=sys.stderr)


def _print(number: DocumentNumber) -> str:
    text = number_text(number)
    print(text)
    return text


def _tell(number: str, released: bool, doubts: tuple[str, ...]) -> None:
    if released:
        print(_RELEASED.format(number=number), file=sys.stderr)
    for doubt in doubts:
        print(doubt, file=sys.stderr)


_ON_A_NUMBER: dict[str, Callable[[api.Store, DocumentNumber, argparse.Namespace], None]] = {
    "issue": lambda store, number, options: issue_file(store, number, options.file),
    "release": lambda store, number, options: api.release(store, number, options.reason),
    "void": lambda store, number, options: api.void(store, number, options.reason),
    "take": lambda store, number, options: api.take(store, number, options.reason, double=options.double),
    "explain": lambda store, number, options: api.explain_gap(store, number, options.reason),
}
_ON_THE_REGISTER: dict[str, Callable[[api.Store, argparse.Namespace], None]] = {
    "next": _next, "reserve": _reserve, "start": _start, "list": _list, "export": _export,
    "cases": case_actions.list_cases, "search": case_actions.search, "report": case_actions.report,
}  # fmt: skip
# These open the register later than the others, or not at all.
_BY_THEMSELVES: dict[str, Callable[[argparse.Namespace, DataFolder], None]] = {
    "import": _import, "letters": _letters, "assign": _assign, "history": _history, "backups": _backups,
    "restore": _restore,
}  # fmt: skip
