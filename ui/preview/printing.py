"""Printing: the pages painted by the printer as they were laid out, after the print dialog of the system."""

from collections.abc import Callable

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from docgen.pages.values import Pages
from ui.core.i18n import N_, _
from ui.preview.painting import PagePainter

TITLE = N_("打印")
MM_PER_INCH = 25.4


def print_pages(
    pages: Pages, painter: PagePainter, window: QWidget, *, double_sided: bool, keep: Callable[[bool], None]
) -> bool | None:
    """Ask for printer and pages and print them; return whether it went well, None when the clerk gave it up.

    keep remembers whether on both sides.
    """
    printer = make_printer(pages, double_sided=double_sided)
    dialog = QPrintDialog(printer, window)
    dialog.setWindowTitle(_(TITLE))
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setMinMax(1, len(pages.pages))
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return None
    if can_print_both_sides(printer):
        keep(printer.duplex() != QPrinter.DuplexMode.DuplexNone)
    return paint_on(printer, pages, painter)


def make_printer(pages: Pages, *, double_sided: bool) -> QPrinter:
    """Return a printer for A4 without margins of its own, whatever paper the last user had chosen."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
    printer.setDocName(pages.title)
    longer = QPrinter.DuplexMode.DuplexLongSide
    printer.setDuplex(longer if double_sided else QPrinter.DuplexMode.DuplexNone)
    return printer


def can_print_both_sides(printer: QPrinter) -> bool:
    """Return whether a printer can do so by itself; what another one is set to says nothing of the clerk's wish."""
    return QPrinter.DuplexMode.DuplexLongSide in QPrinterInfo(printer).supportedDuplexModes()


def paint_on(printer: QPrinter, pages: Pages, painter: PagePainter) -> bool:
    """Print the chosen pages; return whether the printer took them."""
    chosen = chosen_pages(printer, len(pages.pages))
    brush = QPainter()
    if not chosen or not brush.begin(printer):
        return False
    scale = printer.resolution() / MM_PER_INCH
    for place, number in enumerate(chosen):
        if place:
            printer.newPage()
        painter.paint_bound(brush, pages, pages.pages[number - 1], scale)
    return brush.end()


def chosen_pages(printer: QPrinter, count: int) -> list[int]:
    """Return the numbers of the pages to print, all of them unless some were chosen."""
    ranges = printer.pageRanges()
    if printer.printRange() != QPrinter.PrintRange.PageRange or ranges.isEmpty():
        return list(range(1, count + 1))
    return [number for number in range(1, count + 1) if ranges.contains(number)]
