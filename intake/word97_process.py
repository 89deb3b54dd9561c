"""The process in which msdoc2docx converts a document: what a file does to the converter ends here."""

import sys

# What the process ends with when there is no docx; by a signal or any other number it was ended from outside.
ENCRYPTED, OLDER, BROKEN, LOCKED_DOCX = 3, 4, 5, 6
LARGEST_MEMORY = 460_000_000
LARGEST_DOCX = 64_000_000
# What Word 6 and 95 began their text with, and where a docx with a password is.
_MARK_OF_OLDER, _PACKAGE = b"\xdc\xa5", "EncryptedPackage"


def main(source: str, target: str) -> None:
    """Convert a file to another, and end with a reason where that cannot be done."""
    _limit_memory()
    from doc2docx import convert  # pyright: ignore[reportMissingTypeStubs]
    from doc2docx.errors import EncryptedDocumentError  # pyright: ignore[reportMissingTypeStubs]

    try:
        convert(source, target)
    except EncryptedDocumentError:
        sys.exit(_reason(source, ENCRYPTED))
    except Exception:  # noqa: BLE001  whatever a damaged file makes of it, there is no docx
        sys.exit(_reason(source, BROKEN))


def _reason(source: str, known: int) -> int:
    """Return why a file cannot be converted, what is known where nothing shows more.

    The converter itself does not tell an older one from a damaged one, nor a docx with a password.
    """
    from doc2docx.cfb import CompoundFile  # pyright: ignore[reportMissingTypeStubs]

    try:
        within = CompoundFile.from_path(source)
        if any(entry.name == _PACKAGE for entry in within.entries):
            return LOCKED_DOCX
        head = within.open_stream("WordDocument")[: len(_MARK_OF_OLDER)]
    except Exception:  # noqa: BLE001  as above
        return known
    return OLDER if head == _MARK_OF_OLDER else known


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; there time alone ends the process.
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (LARGEST_MEMORY, LARGEST_MEMORY))
