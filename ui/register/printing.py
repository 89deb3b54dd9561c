"""The ledger on paper: A4 across, its head on every page, through the print dialog of the system."""

from collections.abc import Sequence

from PySide6.QtGui import (
    QPageLayout,
    QPageSize,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)
from PySide6.QtWidgets import QWidget

from ui.core.i18n import _

# Paper for the office, so in its language whatever the window speaks.
TITLE = "发文登记簿"
HEADS = ("发文字号", "状态", "成文日期", "标题", "说明")
_PARTS = (18, 8, 12, 40, 22)
_POINTS, _TITLE_POINTS = 10, 16
_PADDING, _LINE = 3, 1


def print_lines(lines: Sequence[Sequence[str]], window: QWidget) -> None:
    """Ask for the printer and print the lines, unless the clerk thinks better of it."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # late: hardly ever needed

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    printer.setDocName(TITLE)
    dialog = QPrintDialog(printer, window)
    dialog.setWindowTitle(_(TITLE))
    if dialog.exec() == QPrintDialog.DialogCode.Accepted:
        ledger_document(lines).print_(printer)


def ledger_document(lines: Sequence[Sequence[str]]) -> QTextDocument:
    """Return the ledger as a document for paper; its head comes again on each page."""
    document = QTextDocument()
    font = document.defaultFont()
    font.setPointSizeF(_POINTS)
    document.setDefaultFont(font)
    cursor = QTextCursor(document)
    head = QTextCharFormat()
    head.setFontPointSize(_TITLE_POINTS)
    cursor.insertText(TITLE, head)
    cursor.insertBlock()
    shape = QTextTableFormat()
    shape.setHeaderRowCount(1)
    shape.setCellPadding(_PADDING)
    shape.setCellSpacing(0)
    shape.setBorder(_LINE)
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    shape.setBorderCollapse(True)
    shape.setColumnWidthConstraints([QTextLength(QTextLength.Type.PercentageLength, part) for part in _PARTS])
    table = cursor.insertTable(len(lines) + 1, len(HEADS), shape)
    for column, words in enumerate(HEADS):
        table.cellAt(0, column).firstCursorPosition().insertText(words)
    for row, line in enumerate(lines, 1):
        for column, text in enumerate(line[: len(HEADS)]):
            table.cellAt(row, column).firstCursorPosition().insertText(text)
    return document
