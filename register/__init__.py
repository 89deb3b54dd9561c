"""The register (发文登记簿): numbers, letters and their history, kept so that nothing acknowledged is ever lost.

Its layers, each of which uses those below it only (docs/register.md), from the top: api; what concerns the register as
a whole (backups, opening, restoring); search, report and takeover; numbers, letters and cases; the store with its list;
the database; tables in files; values and errors.
"""

from register.processor import answer_for_platform

answer_for_platform()  # before any module of this package imports SQLAlchemy
