"""The data the program ships with, and the one accessor to it."""

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


class MissingResource(RuntimeError):
    """A file that ships with the program is not there: the installation is damaged."""


@cache
def read(name: str) -> bytes:
    """Return the bytes of a shipped file, named by its path below this folder such as "kinds/npc_suggestion.json".

    Raises MissingResource when the installation is incomplete.
    """
    try:
        return (_FOLDER / name).read_bytes()
    except OSError as error:
        raise MissingResource(f"程序文件不完整，缺少“{name}”，请重新安装。") from error


def path(name: str) -> Path:
    """Return where a shipped file lies, for a library that reads it by itself."""
    return _FOLDER / name


@cache
def names(folder: str, suffix: str) -> tuple[str, ...]:
    """Return the sorted names, without suffix, of the files in one folder of resources."""
    return tuple(sorted(path.name.removesuffix(suffix) for path in (_FOLDER / folder).glob(f"*{suffix}")))
