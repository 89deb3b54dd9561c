"""What can go wrong with the register; the text of each error is one Chinese sentence that says what to do."""


class RegisterError(Exception):
    """The register cannot do what was asked; str() is one Chinese sentence that says what to do."""


class PlaceRefused(RegisterError):
    """The register must not lie in that folder: another machine or a sync client could change it behind our back."""


class StoreBusy(RegisterError):
    """Somebody else kept the register to himself for too long."""


class StoreUnwritable(RegisterError):
    """The register can be read perhaps, but nothing can be written: read-only, full, or the disk fails."""


class StoreUncertain(StoreUnwritable):
    """The disk failed while a transaction ended: it may be there or not, and has to be looked at."""


class StoreDamaged(RegisterError):
    """The register's file is not what was written; a backup has to be restored."""


class StoreTooNew(RegisterError):
    """A later version of the program has written the register."""


class NumberRefused(RegisterError):
    """The number cannot be given, issued, released, voided or taken as it was asked."""


class CaseRefused(RegisterError):
    """The case cannot be added or changed as it was asked."""


class SheetRefused(RegisterError):
    """A table of earlier rows cannot be read, or a ledger cannot be written."""
