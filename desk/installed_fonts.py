"""Which fonts this machine has, asked of the system without Qt; and the sentence about those it lacks."""

import os
import re
import sys
from collections.abc import Collection
from typing import Any

from docgen.missing_fonts import missing_fonts
from letter.messages import Message, listed, message
from letter.model import ReplyLetter

_LIST = ("fc-list", ":", "family")
_REPLACED = message("“{wanted}”（{part}，打印时换成“{instead}”）")
_LOST = message("“{wanted}”（{part}，没有可换的字体）")
_REGISTRY = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts"


class InstalledFonts:
    """The fonts of this machine, asked for when this is made and waited for only when they are looked at."""

    def __init__(self) -> None:
        """Ask the system; on Linux its own list runs beside us."""
        self._listing = None if sys.platform == "win32" else _start()

    def __enter__(self) -> "InstalledFonts":
        """Use the list."""
        return self

    def __exit__(self, *_reason: object) -> None:
        """Wait for the list that nobody looked at, so that nothing of it is left behind."""
        self.families()

    def families(self) -> frozenset[str]:
        """Return the names of all families, in every language they have; nothing when the system does not tell."""
        if sys.platform == "win32":
            return _registered()
        if self._listing is None:
            return frozenset()
        process, output = self._listing
        self._listing = None
        with open(output, "rb") as stream:
            text = stream.read().decode("utf-8", "replace")
        os.waitpid(process, 0)
        return frozenset(name.strip().replace("\\-", "-") for name in re.split(r"[\n,]", text) if name.strip())


def font_sentence(letter: ReplyLetter | None, installed: Collection[str]) -> str:
    """Return one Chinese sentence about the fonts that are missing; nothing when none is, or none is known at all."""
    missing = missing_fonts(letter, installed) if installed else []
    rows = [
        (_REPLACED if font.instead else _LOST).filled(
            wanted=font.wanted, part=Message(font.used_for), instead=font.instead
        )
        for font in missing
    ]
    return message("这台电脑缺少字体：{fonts}。请装上再打印，以免版式走样。", fonts=listed(rows)) if rows else ""


def missing_names(installed: Collection[str]) -> tuple[str, ...]:
    """Return the fonts that any letter needs and that are missing; nothing when none is known at all."""
    return tuple(font.wanted for font in missing_fonts(None, installed)) if installed else ()


def _start() -> tuple[int, int] | None:
    """Start the system's list and return its process and what it writes to; None when there is none.

    The module subprocess would do it too; to import it takes as long as to make the letter.
    """
    reading, writing = os.pipe()
    actions = ((os.POSIX_SPAWN_DUP2, writing, 1), (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0))
    try:
        process = os.posix_spawnp(_LIST[0], _LIST, os.environ, file_actions=actions)
    except OSError:
        os.close(reading)
        return None
    finally:
        os.close(writing)
    return process, reading


def _registered() -> frozenset[str]:
    """Return the fonts in the registry of Windows, those of all users and the user's own."""
    import winreg as registry

    names: set[str] = set()
    keys: Any = registry
    for root in (keys.HKEY_LOCAL_MACHINE, keys.HKEY_CURRENT_USER):
        try:
            with keys.OpenKey(root, _REGISTRY) as key:
                entries = [keys.EnumValue(key, place)[0] for place in range(keys.QueryInfoKey(key)[1])]
        except OSError:
            continue
        # An entry reads SimSun & NSimSun (TrueType).
        names |= {name.strip() for entry in entries for name in re.sub(r"\s*\([^()]*\)$", "", entry).split("&")}
    return frozenset(names)
