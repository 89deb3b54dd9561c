"""The process in which msdoc2docx converts a document: what a file does to the converter ends here."""

import sys

# What the process ends with when there is no docx; by a signal or any other number it was ended from outside.
ENCRYPTED, OLDER, BROKEN = 3, 4, 5
LARGEST_MEMORY = 460_000_000
LARGEST_DOCX = 64_000_000
# What Word 6 and 95 began their text with, and where a docx with a password is.
_MARK_OF_OLDER, _LOCKED_DOCX = b"\xdc\xa5", "EncryptedPackage"


def main(source: str, target: str) -> None:
    """Convert a file to another, and end with a reason where that cannot be done."""
    _limit_memory()
    from doc2docx import convert  # pyright: ignore[reportMissingTypeStubs]
    from doc2docx.errors import EncryptedDocumentError  # pyright: ignore[reportMissingTypeStubs]

    try:
        convert(source, target)
    except EncryptedDocumentError:
        sys.exit(ENCRYPTED)
    except Exception:  # noqa: BLE001  whatever a damaged file makes of it, there is no docx
        sys.exit(_reason(source))


def _reason(source: str) -> int:
    """Return why a file cannot be converted: the converter itself does not tell an older one from a damaged one."""
    from doc2docx.cfb import CompoundFile  # pyright: ignore[reportMissingTypeStubs]

    try:
        within = CompoundFile.from_path(source)
        if any(entry.name == _LOCKED_DOCX for entry in within.entries):
            return ENCRYPTED
        head = within.open_stream("WordDocument")[: len(_MARK_OF_OLDER)]
    except Exception:  # noqa: BLE001  as above
        return BROKEN
    return OLDER if head == _MARK_OF_OLDER else BROKEN


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; there time alone ends the process.
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (LARGEST_MEMORY, LARGEST_MEMORY))
