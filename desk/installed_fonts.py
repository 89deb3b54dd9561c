"""Which fonts this machine has, asked of the system without Qt; and the sentence about those it lacks."""

import re
import subprocess
import sys
from collections.abc import Collection
from typing import Any

from docgen.missing_fonts import missing_fonts
from letter.model import ReplyLetter

_LIST = ("fc-list", ":", "family")
_REGISTRY = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts"
_SECONDS = 10


class InstalledFonts:
    """The fonts of this machine, asked for when this is made and waited for only when they are looked at."""

    def __init__(self) -> None:
        """Ask the system; on Linux its own list runs beside us."""
        self._listing: subprocess.Popen[str] | None = None
        if sys.platform != "win32":
            self._listing = _start()

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
        try:
            text, _ = self._listing.communicate(timeout=_SECONDS)
        except subprocess.TimeoutExpired:
            self._listing.kill()
            self._listing.communicate()
            text = ""
        self._listing = None
        return frozenset(name.strip().replace("\\-", "-") for name in re.split(r"[\n,]", text) if name.strip())


def font_sentence(letter: ReplyLetter | None, installed: Collection[str]) -> str:
    """Return one Chinese sentence about the fonts that are missing; nothing when none is, or none is known at all."""
    missing = missing_fonts(letter, installed) if installed else []
    rows = [
        f"“{font.wanted}”（{font.used_for}，"
        + (f"打印时换成“{font.instead}”）" if font.instead else "没有可换的字体）")
        for font in missing
    ]
    return f"这台电脑缺少字体：{'、'.join(rows)}。请装上再打印，以免版式走样。" if rows else ""


def missing_names(installed: Collection[str]) -> tuple[str, ...]:
    """Return the fonts that any letter needs and that are missing; nothing when none is known at all."""
    return tuple(font.wanted for font in missing_fonts(None, installed)) if installed else ()


def _start() -> "subprocess.Popen[str] | None":
    try:
        return subprocess.Popen(
            _LIST, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8",
            errors="replace",
        )  # fmt: skip
    except OSError:
        return None


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
