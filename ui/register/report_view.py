"""年度统计: the figures of a year as a table and as bars, to be copied, or saved as a picture or for a spreadsheet."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from letter.messages import counted
from register.values import KindReport, YearReport
from services.clock import today
from ui.core.i18n import N_, _, translate
from ui.core.theme import EDGE, GAP
from ui.fields.choice import ChoiceField
from ui.register.chart import Chart, Figure, Part, clipboard_table
from ui.register.columns import kind_words
from ui.register.table import plain_table
from ui.register.tasks import TOPIC, RegisterTasks
from ui.register.text_model import TextModel
from ui.widgets.background import WRITING
from ui.widgets.button import push_button
from ui.widgets.file_dialog import ask_to_save
from ui.widgets.label import PlainLabel, plain_label
from ui.widgets.made_message import tell_made

READING = N_("正在统计……")
WHAT, ALL = N_("项目"), N_("合计")
OUTCOME, NO_OUTCOME = N_("办理结果 {code}"), N_("办理结果没有标")
RATE = N_("{rate}（{counts}）")
TITLE = N_("{year} 年办理情况")
YEAR = N_("年份")
COPY, PICTURE, SHEET = N_("复制表格(&C)"), N_("存为图片…(&P)"), N_("存为 Excel 表格…(&X)")
PICTURE_NAME, SHEET_NAME = N_("{year}年办理情况.png"), N_("{year}年办理情况.xlsx")
PICTURES, SHEETS = N_("图片 (*.png)"), N_("Excel 表格 (*.xlsx)")
COPIED = N_("表格已复制，可以粘贴到 Word、Excel 里。")
UNLINKED = counted(
    "发出的答复里有 {count} 封，案件没有登记，不算在应办和办复率里。"
    "在“发文登记簿”按“新案件”，或者在“导入”里导入交办的表格，就算进来。"
)
SAVED = N_("已写好“{name}”，在“{folder}”。")
NOT_SAVED = N_("“{name}”没有保存成功，请换一个文件夹再试。")
NAME, CHART_NAME = N_("年度统计表"), N_("年度统计图")


class _ReportRow(NamedTuple):
    """A row of the table: its words, its text for a kind, and its number where it is a bar as well."""

    words: str
    text: Callable[[KindReport], str]
    number: Callable[[KindReport], int] | None = None


def _counted(words: str, number: Callable[[KindReport], int]) -> _ReportRow:
    return _ReportRow(words, lambda kind: str(number(kind)), number)


CASES, REPLIED, LATE, COMPLETION = N_("应办"), N_("已答复"), N_("逾期"), N_("办复率")
IN_TIME, REPLIED_LATE, UNDATED = N_("按期答复"), N_("逾期答复"), N_("已答复，日期不明")
OPEN_IN_TIME, OVERDUE = N_("没有答复，没有到期"), N_("已超期没有答复")
COUNTS = (
    _counted(N_("应办"), lambda kind: kind.cases),
    _counted(N_("按期答复"), lambda kind: kind.in_time),
    _counted(N_("逾期答复"), lambda kind: kind.late),
    _counted(N_("已答复，日期不明"), lambda kind: kind.undated),
    _counted(N_("还没有答复"), lambda kind: kind.open),
    _counted(N_("已超期没有答复"), lambda kind: kind.overdue),
    _counted(N_("已退办"), lambda kind: kind.returned),
    _counted(N_("发出的答复"), lambda kind: kind.letters),
)
RATES = (
    _ReportRow(N_("办复率"), lambda kind: _(RATE).format(rate=kind.completion.text, counts=kind.completion.counts)),
    _ReportRow(N_("公开率"), lambda kind: _(RATE).format(rate=kind.disclosure.text, counts=kind.disclosure.counts)),
)


class ReportPane(QWidget):
    """Shows the report of one year."""

    def __init__(self, acting: RegisterTasks) -> None:
        """Show nothing yet."""
        super().__init__()
        self._acting = acting
        self.report: YearReport | None = None
        self.year = ChoiceField("year", _(YEAR), [])
        self._model = TextModel((WHAT, ALL))
        self.table = plain_table(_(NAME))
        self.table.setModel(self._model)
        self.chart = Chart(_(CHART_NAME))
        self._unlinked = plain_label()
        self._unlinked.hide()
        self.year.edited.connect(lambda _key: self._count())
        self._assemble()

    def begin(self) -> None:
        """Set the focus on the list of years."""
        self.year.setFocus(Qt.FocusReason.OtherFocusReason)

    def load(self) -> None:
        """Count anew, beside the window."""
        self._acting.do(READING, self._acting.registry.years, self._offer, patient=True)

    def heads(self) -> tuple[str, ...]:
        """Return the heads of the table, in the language in use."""
        return (_(WHAT), *(kind_words(kind.kind) for kind in self._kinds()[:-1]), _(ALL))

    def lines(self) -> list[tuple[str, ...]]:
        """Return the rows of the table."""
        return [(row.words, *map(row.text, self._kinds())) for row in self._report_rows()] if self.report else []

    def copy(self) -> None:
        """Put the table on the clipboard."""
        clipboard_table(self.heads(), self.lines())
        self._acting.tell(_(COPIED), calm=True)

    def save_picture(self) -> None:
        """Save the bars as PNG where the clerk wants them."""
        target = self._ask(PICTURE_NAME, PICTURES, ".png")
        if target and self.chart.save(target):
            self._saved(target)
        elif target:
            self._acting.tell(_(NOT_SAVED).format(name=target.name))

    def save_sheet(self) -> None:
        """Save the table as xlsx where the clerk wants it."""
        target = self._ask(SHEET_NAME, SHEETS, ".xlsx")
        if target:
            title, heads, lines = self._title(), self.heads(), self.lines()
            self._acting.do(
                _(WRITING).format(name=target.name),
                lambda: self._acting.registry.export_table(target, title, heads, lines), self._saved,
                changes=True,
            )  # fmt: skip

    def _offer(self, years: tuple[int, ...]) -> None:
        offered = years or (today().year,)
        chosen = self.year.value() or str(offered[0])
        self.year.offer([(str(year), str(year)) for year in offered])
        self.year.load(chosen, {})
        self._count()

    def _count(self) -> None:
        year = int(self.year.value())
        self._acting.do(READING, lambda: self._acting.registry.report(year), self._show)

    def _show(self, report: YearReport) -> None:
        self.report = report
        self._unlinked.setText(translate(UNLINKED.filled(count=report.unlinked)) if report.unlinked else "")
        self._unlinked.setVisible(bool(report.unlinked))
        self._model.show_rows(self.lines(), self.heads())
        for column in range(self._model.columnCount()):
            self.table.resizeColumnToContents(column)
        self.chart.show_figures(self._title(), _figures(report.total), _parts(report.total))

    def _kinds(self) -> tuple[KindReport, ...]:
        return (*self.report.kinds, self.report.total) if self.report else ()

    def _report_rows(self) -> list[_ReportRow]:
        """Return the rows in the language in use, one for each outcome that occurs among them."""
        codes = [code for code, _count in self.report.total.outcomes] if self.report else []
        outcomes = [
            _counted(_(OUTCOME).format(code=code) if code else _(NO_OUTCOME), _of_outcome(code)) for code in codes
        ]
        return [
            *(row._replace(words=_(row.words)) for row in COUNTS),
            *outcomes,
            *(row._replace(words=_(row.words)) for row in RATES),
        ]

    def _title(self) -> str:
        return _(TITLE).format(year=self.year.value())

    def _ask(self, name: str, files: str, ending: str) -> Path | None:
        return ask_to_save(self.window(), _("另存为"), _(name).format(year=self.year.value()), _(files), ending)

    def _saved(self, target: Path) -> None:
        tell_made(self._acting.work, TOPIC, _(SAVED).format(name=target.name, folder=target.parent), target)

    def _assemble(self) -> None:
        tools = QWidget()
        # Where the page is low the table gives way, not the buttons.
        tools.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        line = QHBoxLayout(tools)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP)
        line.addWidget(PlainLabel(_(YEAR)))
        line.addWidget(self.year)
        for words, act in ((COPY, self.copy), (PICTURE, self.save_picture), (SHEET, self.save_sheet)):
            line.addWidget(push_button(_(words), act))
        line.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, GAP, EDGE, EDGE)
        column.setSpacing(GAP)
        column.addWidget(tools)
        column.addWidget(self.chart)
        column.addWidget(self._unlinked)
        column.addWidget(self.table, 1)


def _figures(kind: KindReport) -> tuple[Figure, ...]:
    """Return the four figures that are asked for first."""
    late = kind.late + kind.overdue
    return (
        Figure(_(CASES), str(kind.cases)),
        Figure(_(REPLIED), str(kind.in_time + kind.late + kind.undated), "green"),
        Figure(_(LATE), str(late), "red" if late else "text"),
        Figure(_(COMPLETION), kind.completion.text, "accent"),
    )


def _parts(kind: KindReport) -> tuple[Part, ...]:
    """Return what the cases of the year are made up of; what nobody has is left out."""
    parts = (
        Part(_(IN_TIME), kind.in_time, "green"),
        Part(_(REPLIED_LATE), kind.late, "amber"),
        Part(_(UNDATED), kind.undated, "secondary"),
        Part(_(OPEN_IN_TIME), kind.open - kind.overdue, "border"),
        Part(_(OVERDUE), kind.overdue, "red"),
    )
    return tuple(part for part in parts if part.cases)


def _of_outcome(code: str) -> Callable[[KindReport], int]:
    return lambda kind: dict(kind.outcomes).get(code, 0)
