"""How a letter is fitted to its last page, in words."""

from letter.messages import counted, message
from letter.model import Fitting


def closer(fitting: Fitting) -> str:
    """Return how a letter is fitted to its last page, in words without a full stop."""
    pitch, spacing = f"{-fitting.pitch:g}", f"{-fitting.spacing:g}"
    if fitting.pitch and fitting.spacing:
        return message("行距收紧 {pitch} 磅、字距收紧 {spacing} 磅", pitch=pitch, spacing=spacing)
    if fitting.pitch:
        return message("行距收紧 {pitch} 磅", pitch=pitch)
    if fitting.spacing:
        return message("字距收紧 {spacing} 磅", spacing=spacing)
    return counted("署名上面至少 {count} 行正文", count=fitting.rows)
