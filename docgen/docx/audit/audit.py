"""The audit of one docx: read it, recognise its parts, and put every check's verdicts in the order of the paper."""

from docgen.docx.audit.document import read_document
from docgen.docx.audit.ending import check_ending
from docgen.docx.audit.head import check_head, head_strokes, shown_letterhead
from docgen.docx.audit.page import check_page
from docgen.docx.audit.page_number import check_page_numbers
from docgen.docx.audit.roles import recognise_roles
from docgen.docx.audit.rows import Row, rows_of
from docgen.docx.audit.strokes import strokes
from docgen.docx.audit.text import check_text
from docgen.docx.package import Package


def audit_docx(data: bytes) -> list[Row]:
    """Return a row for each check, those that are right too; raises docgen.docx.package.NotADocx."""
    document = read_document(Package(data))
    roles = recognise_roles(document)
    lines = strokes(document)
    of_head = head_strokes(lines, roles)
    head = shown_letterhead(roles, of_head)
    # Lines far above what they would close are those of tables; an imprint's are anchored after the text.
    last = roles.date.number if roles.date is not None else 0
    of_imprint = [row for row in lines if row not in of_head and not row.story and row.anchor >= last]
    of_imprint.sort(key=lambda stroke: 0.0 if stroke.y is None else stroke.y)
    return rows_of((
        *check_page(document, roles),
        *check_head(document, roles, of_head),
        *check_text(document, roles, head),
        *check_ending(document, roles, of_imprint, head),
        *check_page_numbers(document, head),
    ))  # fmt: skip
