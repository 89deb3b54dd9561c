"""The process in which msdoc2docx converts a document: what a file does to the converter ends here."""

import sys

# What the process ends with when there is no docx; by a signal or any other number it was ended from outside.
ENCRYPTED, OLDER, BROKEN = 3, 4, 5
LARGEST_MEMORY = 460_000_000
LARGEST_DOCX = 64_000_000


def main(source: str, target: str) -> None:
    """Convert a file to another, and end with a reason where that cannot be done."""
    _limit_memory()
    from doc2docx import convert  # pyright: ignore[reportMissingTypeStubs]
    from doc2docx.errors import (  # pyright: ignore[reportMissingTypeStubs]
        EncryptedDocumentError,
        UnsupportedFeatureError,
    )

    try:
        convert(source, target)
    except EncryptedDocumentError:
        sys.exit(ENCRYPTED)
    except UnsupportedFeatureError:
        sys.exit(OLDER)
    except Exception:  # noqa: BLE001  whatever a damaged file makes of it, there is no docx
        sys.exit(BROKEN)


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; there time alone ends the process.
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (LARGEST_MEMORY, LARGEST_MEMORY))
