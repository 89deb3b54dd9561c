"""A letter becomes a docx: what is fixed once for each head, the text for each letter; same letter, same bytes."""

from copy import copy

from msgspec.structs import replace

from docgen.composition import compose
from docgen.docx.base import CORE, DOCUMENT, base_of, core_root, new_document
from docgen.docx.data_part import DATA, data_bytes
from docgen.docx.elements import append
from docgen.docx.marks import Marks
from docgen.docx.saving import serialized, with_parts
from docgen.docx.story import add_blocks
from docgen.paragraphs import Paragraph, Table
from docgen.parts import alignment_sheet
from docgen.parts.head import Masthead
from letter.codec import compact_letter
from letter.model import Agency, ReplyLetter


def write_docx(letter: ReplyLetter, *, published: bool = False) -> bytes:
    """Return the docx of a letter, with the letter as data and a mark at each field; raises NotOffered.

    The published edition carries neither: what the paper does not show goes to nobody.
    """
    made = compose(letter)
    on_its_side = any(isinstance(block, Table) and block.landscape for block in made.text)
    base = base_of(made.masthead, with_data=not published, fitting=letter.fitting, landscape=on_its_side)
    marks = None if published else Marks(0)
    document = new_document((*made.text, *made.ending))
    body = document.body
    ended = [*made.text, Paragraph("tail", ends=made.section)] if made.even_page else made.text
    add_blocks(body, ended, marks, base.sections)
    add_blocks(body, made.ending, marks)
    append(body, copy(base.even_page if made.even_page else base.sections[made.section]))
    parts = [(DOCUMENT, serialized(document)), (CORE, serialized(core_root(made.title)))]
    if not published:
        parts.append((DATA, data_bytes(compact_letter(letter))))
    return with_parts(base.package, parts)


def write_alignment_sheet(agency: Agency) -> bytes:
    """Return the docx of a sheet with scales, to be printed on pre-printed paper before the first letter (套印)."""
    bare = Masthead(replace(agency, letterhead="preprinted", paper=replace(agency.paper, foot_rules=True)))
    content = tuple(alignment_sheet.content(bare.agency))
    base, document = base_of(bare, with_data=False), new_document(content)
    add_blocks(document.body, content)
    append(document.body, copy(base.sections["first"]))
    parts = [(DOCUMENT, serialized(document)), (CORE, serialized(core_root(alignment_sheet.TITLE)))]
    return with_parts(base.package, parts)
