"""Words that somebody struck through or highlighted by hand: told, for a reader sees that they are meant to change."""

from collections.abc import Iterator
from itertools import islice
from typing import Literal, NamedTuple

from docgen.docx.reading.style_looks import StyleLooks, is_on
from docgen.docx.wml import Element, Properties, flatten, local, w

_MOST = 50
_PLAIN_FILLS = ("", "auto", "ffffff", "FFFFFF")
_PLAIN_PATTERNS = ("", "clear", "nil", "auto")


Kind = Literal["struck", "highlighted"]


class Marked(NamedTuple):
    """Words of one paragraph next to each other, and how they are marked."""

    kind: Kind
    words: str


def marked_words(root: Element, looks: StyleLooks) -> tuple[Marked, ...]:
    """Return the marked words of a story in their order, a reasonable number of them."""
    found = (row for paragraph in root.iter(w("p")) for row in _in_paragraph(paragraph, looks))
    return tuple(islice(found, _MOST))


def _in_paragraph(paragraph: Element, looks: StyleLooks) -> Iterator[Marked]:
    direct = flatten(paragraph.find(w("pPr")))
    style = direct.get("pStyle@val", "")
    around = {**looks.paragraph(style), **direct}
    kinds: dict[Kind, list[str]] = {"struck": [], "highlighted": []}
    for run in paragraph.iter(w("r")):
        words = "".join(row.text or "" for row in run if local(row) == "t")
        if not words or next(run.iterancestors(w("p")), None) is not paragraph:
            continue
        look = looks.run(run, style)
        if is_on(look.get("vanish@val")):
            continue
        marked: dict[Kind, bool] = {
            "struck": is_on(look.get("strike@val")) or is_on(look.get("dstrike@val")),
            "highlighted": is_on(look.get("highlight@val")) or _is_shaded(look) or _is_shaded(around),
        }
        for kind, is_marked in marked.items():
            if is_marked:
                kinds[kind].append(words)
            else:
                yield from _ended(kind, kinds[kind])
    for kind, gathered in kinds.items():
        yield from _ended(kind, gathered)


def _ended(kind: Kind, gathered: list[str]) -> Iterator[Marked]:
    words = "".join(gathered).strip()
    gathered.clear()
    if words:
        yield Marked(kind, words)


def _is_shaded(look: Properties) -> bool:
    plain = look.get("shd@val", "") in _PLAIN_PATTERNS and look.get("shd@fill", "") in _PLAIN_FILLS
    return not plain and look.get("shd@val") != "nil"
