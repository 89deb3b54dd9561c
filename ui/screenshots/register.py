"""The register as it looks in the pictures: invented cases and numbers, nothing read and nothing written."""

import datetime
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec import convert
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from letter.model import DocumentNumber, ReplyLetter
from register.values import (
    Backup,
    Case,
    Change,
    Found,
    HistoryRow,
    KindReport,
    PastParagraph,
    Query,
    Rate,
    RestorePreview,
    Row,
    RowState,
    YearReport,
)
from services.data_folder import DataFolder
from services.draft import Draft
from services.registry import KNOWN, GapRow, Incoming, Registry  # fmt: skip
from ui.core.clock import today
from ui.register.backups_view import BackupsPane
from ui.register.import_view import ImportPane
from ui.register.page import RegisterPage
from ui.shell.main_window import MainWindow

CODE, SESSION = "朝民函", "朝阳市政协十二届二次会议"


class _Case(NamedTuple):
    """An invented case: since and left are the days since it was assigned and to its deadline."""

    proposal: str
    subject: str
    proposers: str
    kind: str
    role: str
    state: RowState
    serial: int = 0
    since: int = 0
    left: int = 0
    outcome: str = ""


_CPPCC, _NPC = "cppcc_proposal", "npc_suggestion"
_CASES = (
    _Case("0147", "关于加强社区工作者队伍建设的提案", "赵文涛、王树林", _CPPCC, "lead", "open", 0, 101, -9),
    _Case("58", "关于规范殡葬服务收费的建议", "李文清", _NPC, "lead", "open", 0, 87, 4),
    _Case("201", "关于增设社区养老服务站的提案", "社会保障界", _CPPCC, "lead", "in_work", 9, 70, 21),
    _Case("33", "关于完善临时救助制度的建议", "陈建国等3名", _NPC, "separate", "open", 0, 60, 31),
    _Case("162", "关于推进农村公益性墓地建设的提案", "民盟朝阳市委", _CPPCC, "co", "replied", 8, 95, 2, "B"),
    _Case("119", "关于完善困难群众救助机制的提案", "孙丽华", _CPPCC, "lead", "replied", 7, 96, 5, "A"),
    _Case("27", "关于扩大低保覆盖面的建议", "周明", _NPC, "lead", "replied", 5, 98, 8, "A"),
    _Case("98", "关于加强儿童福利机构建设的提案", "钱小红", _CPPCC, "lead", "replied", 3, 99, 1, "B"),
    _Case("", "关于春节慰问安排的函", "", "", "", "taken", 2),
    _Case("15", "关于社会组织登记管理的提案", "吴海", _CPPCC, "lead", "void", 1, 99, 1, "A"),
)
_GAPS = (
    GapRow("{code}〔{year}〕4号", "gap", "", released=True),
    GapRow("{code}〔{year}〕6号", "gap", "办公室用于其他函件"),
    GapRow("{code}〔{year}〕3号", "double", "办公室与本科室各编一次"),
    GapRow("{code}〔{year}〕1号", "void", "主送机关写错，未用印"),
)
_PAST = (
    (
        18, "关于加强社区工作者队伍建设的提案",
        "建立社区工作者职业体系，实行岗位等级与薪酬相衔接，岗位分为管理岗、专业岗、综合岗，按工作年限、受教育程度和"
        "取得的资格逐级晋升，薪酬标准随当地社会平均工资适时调整。",
    ),
    (
        18, "关于加强社区工作者队伍建设的提案",
        "每年安排社区工作者集中培训不少于40学时，支持参加社会工作者职业资格考试，取得资格的给予职业津贴。",
    ),
    (
        9, "关于减轻社区工作负担的提案",
        "清理规范社区挂牌，推行社区工作事项准入制度，未列入清单的事项不得交由社区承担。",
    ),
)  # fmt: skip
_IN_TIME, _AGO = 3, 6
_TABLE = Incoming(
    {"proposal": "提案号", "subject": "标题", "proposers": "提案人", "assigned": "交办时间", "due": "办结时限"},
    ("proposal", "subject", "proposers", "assigned", "due"),
    (
        (2, ("0211", "关于设立社区助餐点的提案", "郑向东", "2026-03-02", "2026-06-02")),
        (3, ("0213", "关于改善老旧小区无障碍设施的提案", "冯玉兰", "2026-03-02", "2026-06-02")),
        (5, ("0219", "关于发展银发经济的提案", "九三学社朝阳市委", "2026-03-02", "2026-06-02")),
    ),
    ((4, KNOWN),),
    None,
)
_TABLE_NAME = "2026年交办清单.xlsx"
_PATIENCE_S, _SLICE_S = 5.0, 0.01


class InventedRegistry(Registry):
    """A register whose rows are invented."""

    def search(self, query: Query) -> Found:
        """Return the invented rows, deadlines counted from today; only what is overdue can be asked for."""
        rows = tuple(_row(number, case) for number, case in enumerate(_CASES))
        if query.deadline == "overdue":
            rows = tuple(row for row in rows if (row.days_left(today()) or 0) < 0)
        return Found(rows[query.offset : query.offset + query.limit], len(rows))

    def years(self) -> tuple[int, ...]:
        """Return this year."""
        return (today().year,)

    def report(self, year: int) -> YearReport:
        """Return invented numbers."""
        proposals = KindReport(
            "cppcc_proposal", 32, 25, 2, 0, 5, 1, 0, 27, (("A", 19), ("B", 7), ("C", 1)), Rate(27, 32), Rate(24, 27)
        )
        suggestions = KindReport(
            "npc_suggestion", 14, 12, 0, 0, 2, 0, 1, 12, (("A", 10), ("B", 2)), Rate(12, 14), Rate(12, 12)
        )
        together = KindReport(
            "", 46, 37, 2, 0, 7, 1, 1, 39, (("A", 29), ("B", 9), ("C", 1)), Rate(39, 46), Rate(36, 39)
        )
        return YearReport(year, (proposals, suggestions), together)

    def gaps(self) -> tuple[GapRow, ...]:
        """Return the invented gaps."""
        year = today().year
        return tuple(
            GapRow(row.number.format(code=CODE, year=year), row.what, row.reason, row.released) for row in _GAPS
        )

    def past_answers(self, subject: str, typed: str, *, but: str) -> tuple[PastParagraph, ...]:
        """Return invented paragraphs, whatever is sought."""
        year = today().year - 1
        return tuple(
            PastParagraph(text, "", DocumentNumber(CODE, year, serial), today().replace(year, 5, serial), about, 1.0)
            for serial, about, text in _PAST
        )

    def trail(self, row: Row) -> tuple[HistoryRow, ...]:
        """Return an invented history."""
        year = today().year
        number, case = f"{CODE}〔{year}〕8号", f"{SESSION}第162号提案"
        done = (
            ("08-24", "assign", case, ""), ("09-02", "take_up", case, ""),
            ("09-20", "amend", case, "督查室同意延期一个月"), ("10-19", "reserve", number, ""),
            ("10-19", "issue", number, ""), ("10-19", "reply", case, number),
        )  # fmt: skip
        return tuple(
            HistoryRow(f"{year}-{day}T09:30:00+08:00", "zhoulan", "MZJ-BGS-02", what, about, why, "", "")
            for day, what, about, why in done
        )

    def find_case(self, key: str) -> Case:
        """Return an invented case."""
        number, case = next((number, case) for number, case in enumerate(_CASES) if case.proposal == key)
        row = _row(number, case)
        found = {name: getattr(row, name) for name in ("kind", "proposal", "subject", "proposers", "assigned", "due")}
        return convert(found | {"role": case.role, "state": case.state, "key": key, "session": SESSION}, Case)

    def begin_cases(self, letters: Sequence[ReplyLetter]) -> None:
        """Do nothing."""

    def backups(self) -> tuple[Backup, ...]:
        """Return invented backups."""
        now = datetime.datetime.now().astimezone()
        ages = ((0, "use"), (1, "use"), (5, "restore"), (24, "use"), (48, "migration"))
        return tuple(
            Backup(Path(f"{hours}.db"), now - datetime.timedelta(hours=hours), why, 73_728 + hours * 512)
            for hours, why in ages
        )

    def preview(self, backup: Backup) -> RestorePreview:
        """Return what restoring would change, invented as well."""
        year = today().year
        later = ((8, "已发", "已保留"), (9, "已保留", ""))
        changes = tuple(Change(DocumentNumber(CODE, year, serial), now, then) for serial, now, then in later)
        return RestorePreview(backup, True, changes, 2, 5)

    def back_up_if_due(self) -> None:
        """Do nothing."""


def open_register(window: MainWindow, data: DataFolder) -> RegisterPage:
    """Show the page with invented rows and return it."""
    window.register.use(InventedRegistry(data))
    window.show_letter()
    window.register.open()
    page = window.register.page
    if page is None:
        raise RuntimeError
    wait_for(lambda: not page.busy)
    return page


def show_view(window: MainWindow, data: DataFolder, name: str) -> None:
    """Show one of the views with invented rows."""
    page = open_register(window, data)
    pane = page.show_view(name)
    wait_for(lambda: not page.busy)
    if isinstance(pane, ImportPane):
        pane.show_incoming(_TABLE_NAME, _TABLE)
    elif isinstance(pane, BackupsPane):
        pane.preview()
        wait_for(lambda: not page.busy)


def show_past(window: MainWindow, data: DataFolder, letter: ReplyLetter) -> None:
    """Show the panel of earlier answers over a letter that is being written."""
    window.register.use(InventedRegistry(data))
    window.show_letter(Draft(letter))
    window.show()
    page = window.letter_page
    if page:
        page.form.answer.answer.editor.moveCursor(QTextCursor.MoveOperation.End)
        past = window.register.past_answers(page)
        past.open(page.form.answer.answer)
        wait_for(lambda: not past.busy)


def show_panel(window: MainWindow, data: DataFolder, name: str) -> None:
    """Show the ledger with the panel of one act beneath its rows."""
    page = open_register(window, data)
    table = page.ledger.table
    table.selectRow(next(at for at, case in enumerate(_CASES) if case.state == "replied"))
    page.acts.act(name)
    wait_for(lambda: not page.busy)


def wait_for(ready: Callable[[], bool]) -> None:
    """Let the window work until it is ready."""
    end = time.monotonic() + _PATIENCE_S
    QApplication.processEvents()
    while not ready() and time.monotonic() < end:
        time.sleep(_SLICE_S)
        QApplication.processEvents()


def _row(number: int, case: _Case) -> Row:
    day = today()
    sent = case.state in ("issued", "replied", "void", "taken")
    return Row(
        id=number, case_key=case.proposal, letter_key=case.proposal if sent else "",
        number=DocumentNumber(CODE, day.year, case.serial) if case.serial else None, occurrence=1, kind=case.kind,
        role=case.role, session="", proposal=case.proposal, subject=case.subject, title="", proposers=case.proposers,
        state=case.state, assigned=day - datetime.timedelta(days=case.since) if case.since else None,
        due=day + datetime.timedelta(days=case.left) if case.since else None,
        date=day - datetime.timedelta(days=_AGO - case.serial % _IN_TIME) if sent else None, outcome=case.outcome,
        disclosure="active" if sent else "", path="", version=1, at="",
    )  # fmt: skip
