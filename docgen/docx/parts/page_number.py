"""The page number (页码, GB/T 9704-2012 7.5, 10.1): on the outer side; in the letter format none on the first page."""

from docgen.docx import ooxml
from docgen.standard import standard
from letter.model import Agency


def first_footer(agency: Agency) -> str:
    """Return the footer of the first page, which bears a number in the document format alone."""
    return odd_footer() if agency.letterhead == "document_format" else blank_footer()


def blank_footer() -> str:
    """Return a footer without a number."""
    return ooxml.story("ftr", ooxml.paragraph("page_number"))


def even_footer() -> str:
    """Return the footer of even pages: the number one 字 from the left."""
    return ooxml.story(
        "ftr", ooxml.paragraph("page_number", _number(), indent=ooxml.indent(left=_indent()), align="left")
    )


def odd_footer() -> str:
    """Return the footer of odd pages: the number one 字 from the right."""
    return ooxml.story(
        "ftr", ooxml.paragraph("page_number", _number(), indent=ooxml.indent(right=_indent()), align="right")
    )


def _number() -> str:
    return ooxml.run("— ") + ooxml.page_field() + ooxml.run(" —")


def _indent() -> int:
    look = standard().page_number
    return round(look.indent.value * look.size.twips)
