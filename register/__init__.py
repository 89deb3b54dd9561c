"""The register (发文登记簿): numbers, letters and their history, kept so that nothing acknowledged is ever lost.

Its layers, each of which uses those below it only (docs/register.md), from the top: api; what concerns the register as
a whole (backups, opening, restoring); search, report and takeover; numbers, letters and cases; the store with its list;
the database; tables in files; values and errors.
"""

import os

# What Windows tells each process; the first is there where a 32-bit one runs on a 64-bit machine.
_PROCESSOR = ("PROCESSOR_ARCHITEW6432", "PROCESSOR_ARCHITECTURE")


def _processor() -> str:
    return next((name for variable in _PROCESSOR if (name := os.environ.get(variable))), "")


# SQLAlchemy, which the modules of this package import, asks platform.machine once; since Python 3.12 that asks Windows'
# own records (WMI), which can take ten seconds. Windows is the one system without uname.
if not hasattr(os, "uname"):
    import platform

    platform.machine = _processor
