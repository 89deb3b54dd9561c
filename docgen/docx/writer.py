"""A letter becomes a docx: the fixed parts once for each agency, the text for each letter; same letter, same bytes."""

import io
from collections.abc import Iterable
from functools import lru_cache
from operator import attrgetter
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docgen.docx import ooxml
from docgen.docx.parts import (
    attachments,
    body,
    imprint,
    letterhead,
    number_line,
    page_number,
    signature,
    title,
)
from docgen.docx.styles import font_table_part, styles_part
from docgen.refusal import NotOffered
from docgen.standard import standard
from letter.derived import spoken
from letter.model import Agency, ReplyLetter

_EPOCH = (1980, 1, 1, 0, 0, 0)


def write_docx(letter: ReplyLetter) -> bytes:
    """Return the docx of a letter; raises NotOffered."""
    _refuse_unknown_forms(letter)
    parts = (
        number_line.corner(letter),
        number_line.number_lines(letter),
        title.title(letter),
        title.addressee(letter),
        body.body(letter),
        attachments.attachment_list(letter),
        signature.signature(letter),
        signature.note(letter),
        attachments.attachments(letter),
        imprint.imprint(letter),
    )
    document = ooxml.document_part("".join(parts), _section())
    core = ooxml.core_part(spoken(letter, "title").replace("\n", ""))
    return _added(_base(letter.agency), (("word/document.xml", document), ("docProps/core.xml", core)))


_NOT_OFFERED = (
    (
        "agency.letterhead",
        ("letter_format",),
        "本版本只做信函格式，请在单位档案里把版头样式（letterhead）改为 letter_format。",
    ),
    (
        "agency.seal",
        ("sealed", "unsealed"),
        "本版本不做签名章版式，请在单位档案里把用印（seal）改为 sealed 或 unsealed。",
    ),
    ("role", ("lead", "separate"), "本版本不做会办意见，请把办理身份（role）改为 lead 或 separate。"),
)


def _refuse_unknown_forms(letter: ReplyLetter) -> None:
    for field, offered, sentence in _NOT_OFFERED:
        if attrgetter(field)(letter) not in offered:
            raise NotOffered(field, sentence)


@lru_cache(maxsize=1)
def _section() -> str:
    page, footer = standard().page, standard().page_number.footer_distance
    return ooxml.section(
        width=page.width.twips, height=page.height.twips, top=page.top.twips, right=page.right, bottom=page.bottom,
        left=page.left.twips, header=standard().letterhead.header_distance.twips, footer=footer.twips,
        pitch=standard().grid.pitch.twips,
    )  # fmt: skip


@lru_cache(maxsize=8)
def _base(agency: Agency) -> bytes:
    """Return the package without its text: what is the same in all letters of an agency, packed once."""
    parts = (
        ("[Content_Types].xml", ooxml.content_types_part()),
        ("_rels/.rels", ooxml.package_relations_part()),
        ("word/_rels/document.xml.rels", ooxml.document_relations_part()),
        ("word/styles.xml", styles_part()),
        ("word/settings.xml", ooxml.settings_part()),
        ("word/fontTable.xml", font_table_part()),
        ("word/header1.xml", letterhead.header_part(agency)),
        ("word/footer1.xml", page_number.first_footer()),
        ("word/footer2.xml", page_number.even_footer()),
        ("word/footer3.xml", page_number.odd_footer()),
    )
    return _added(b"", parts)


def _added(package: bytes, parts: Iterable[tuple[str, str]]) -> bytes:
    """Return a package with more parts; entries carry no time and no system, so that equal text gives equal bytes."""
    stream = io.BytesIO(package)
    with ZipFile(stream, "a" if package else "w") as archive:
        for name, text in parts:
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, text)
    return stream.getvalue()
