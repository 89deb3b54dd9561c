"""What a docx would fetch from elsewhere or run: named to the user, never followed."""

import re
from collections import Counter
from collections.abc import Iterator

from docgen.docx.package import Package
from docgen.docx.wml import Element, local, w
from letter.messages import counted, message

_FIELD = re.compile(r"^\s*(INCLUDETEXT|INCLUDEPICTURE|DDEAUTO|DDE|LINK|IMPORT|DATABASE|RD)\b\s*(.*)", re.IGNORECASE)
_MOST, _LONGEST = 20, 80
_KINDS = {
    "attachedTemplate": message("外部模板“{target}”"),
    "image": message("外部图片“{target}”"),
    "hyperlink": message("链接“{target}”"),
    "oleObject": message("外部对象“{target}”"),
    "subDocument": message("外部子文档“{target}”"),
    "frame": message("外部网页“{target}”"),
    "aFChunk": message("外部内容“{target}”"),
}
_OTHER = message("外部内容“{target}”")
_BY_FIELD = message("域 {target}")
_PARTS = (
    ("/embeddings/", message("嵌入的对象“{target}”")),
    ("/activex/", message("嵌入的控件“{target}”")),
    ("/afchunk", message("嵌入的另一份文件“{target}”")),
)


def external_things(package: Package, document: Element) -> tuple[str, ...]:
    """Return what is in a file beside its own words, each as a few Chinese words, a reasonable number of them."""
    found = dict.fromkeys([*_relations(package), *_fields(document), *_embedded(package)])
    return tuple(found)[:_MOST]


def _relations(package: Package) -> Iterator[str]:
    for relation in package.external_relations():
        form = _KINDS.get(relation.kind.rpartition("/")[2], _OTHER)
        yield form.filled(target=_short(relation.target))


def _fields(document: Element) -> Iterator[str]:
    for row in document.iter(w("instrText"), w("fldSimple")):
        found = _FIELD.match(row.get(w("instr"), "") if local(row) == "fldSimple" else row.text or "")
        if found:
            yield _BY_FIELD.filled(target=_short(f"{found[1].upper()} {found[2]}".strip()))


def _embedded(package: Package) -> Iterator[str]:
    for name in package.names():
        for part, form in _PARTS:
            if part in f"/{name}" and not name.endswith(".rels"):
                yield form.filled(target=_short(name.rpartition("/")[2]))


def _short(target: str) -> str:
    plain = "".join(character for character in target if character.isprintable())
    return plain if len(plain) <= _LONGEST else plain[:_LONGEST] + "…"


_LEFT_OUT = (
    (
        "pictures",
        ("{http://schemas.openxmlformats.org/drawingml/2006/main}blip", "{urn:schemas-microsoft-com:vml}imagedata"),
    ),
    ("footnotes", (w("footnoteReference"), w("endnoteReference"))),
    ("formulas", ("{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath",)),
    (
        "charts",
        (
            "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
            "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart",
            "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
        ),
    ),
    ("ink", (w("contentPart"), "{http://schemas.microsoft.com/office/word/2010/wordprocessingInk}contentPart")),
)
_LEFT_OUT_WORDS = {
    "pictures": counted("图片 {count} 张"),
    "footnotes": counted("脚注、尾注 {count} 条"),
    "formulas": counted("公式 {count} 个"),
    "charts": counted("图表 {count} 张"),
    "ink": counted("手写的字迹 {count} 处"),
    "symbols": counted("认不出的符号 {count} 个"),
}


def things_beside_words(document: Element) -> "Counter[str]":
    """Return what stands in a text and cannot stand in a letter, how many of each."""
    return Counter({name: sum(1 for _ in document.iter(*tags)) for name, tags in _LEFT_OUT})


def left_out(counts: "Counter[str]") -> tuple[str, ...]:
    """Return what is left out, each as a few Chinese words."""
    return tuple(words.filled(count=counts[name]) for name, words in _LEFT_OUT_WORDS.items() if counts[name])
