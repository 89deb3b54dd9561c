"""The sentence about the fonts that this machine lacks."""

from collections.abc import Collection

from docgen.missing_fonts import missing_fonts
from letter.messages import Message, listed, message
from letter.model import ReplyLetter

_REPLACED = message("“{wanted}”（{part}，打印时换成“{instead}”）")
_LOST = message("“{wanted}”（{part}，没有可换的字体）")


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
