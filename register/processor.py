"""The processor's name without asking Windows' own records (WMI), which can take ten seconds to answer."""

import os
import platform

# What Windows tells each process; the first is there where a 32-bit one runs on a 64-bit machine.
_TOLD = ("PROCESSOR_ARCHITEW6432", "PROCESSOR_ARCHITECTURE")


def processor() -> str:
    """Return the name of the processor, such as AMD64, as Windows tells it to each process."""
    return next((name for variable in _TOLD if (name := os.environ.get(variable))), "")


def answer_for_platform() -> None:
    """Let platform.machine, which SQLAlchemy calls when it is imported, answer at once where it would ask WMI."""
    if not hasattr(os, "uname"):  # Windows has none
        platform.machine = processor
