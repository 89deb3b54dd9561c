"""Whether there is a printer at all, which the dialog of Windows does not say."""

import sys

from ui.core.i18n import N_

NO_PRINTER = N_("这台电脑没有装打印机，印不了；可以存成文件，拿到别的电脑上打印。")


def has_printer() -> bool:
    """Return whether something can be printed on; elsewhere than on Windows the dialog offers a file in any case."""
    if sys.platform != "win32":
        return True
    from PySide6.QtPrintSupport import QPrinterInfo  # late: hardly ever needed

    return bool(QPrinterInfo.availablePrinterNames())
