"""The data the program ships with, and the one accessor to it."""

from functools import cache
from importlib.resources import files


class MissingResource(RuntimeError):
    """A file that ships with the program is not there: the installation is damaged."""


@cache
def read(name: str) -> bytes:
    """Return the bytes of a shipped file, named by its path below this folder such as "kinds/npc_suggestion.json".

    Raises MissingResource when the installation is incomplete.
    """
    try:
        return files(__name__).joinpath(*name.split("/")).read_bytes()
    except OSError as error:
        raise MissingResource(f"程序文件不完整，缺少“{name}”，请重新安装。") from error


@cache
def names(folder: str, suffix: str) -> tuple[str, ...]:
    """Return the sorted names, without suffix, of the files in one folder of resources."""
    place = files(__name__).joinpath(*folder.split("/"))
    found = (entry.name for entry in place.iterdir() if entry.name.endswith(suffix))
    return tuple(sorted(name.removesuffix(suffix) for name in found))
