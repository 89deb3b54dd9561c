"""The page number (页码, GB/T 9704-2012 7.5, 10.1): on the outer side; in most letterheads none on the first page."""

from docgen.page_setup import page_setup_of
from docgen.paragraphs import Content, Indent, PageNumber, Paragraph, Text, TurnedBox
from docgen.standard import standard
from docgen.styles import looks
from letter.model import Agency

# Some programs clip a line that fills its box.
_SLACK = 4.0


def first_footer(agency: Agency) -> Paragraph:
    """Return the footer of the first page, which bears a number under some letterheads alone."""
    return odd_footer() if agency.head.first_page_numbered else blank_footer()


def blank_footer() -> Paragraph:
    """Return a footer without a number."""
    return Paragraph("page_number")


def even_footer() -> Paragraph:
    """Return the footer of even pages: the number one 字 from the left."""
    return Paragraph("page_number", _number(), indent=Indent(left=_indent()), align="left")


def odd_footer() -> Paragraph:
    """Return the footer of odd pages: the number one 字 from the right."""
    return Paragraph("page_number", _number(), indent=Indent(right=_indent()), align="right")


def turned_footer(agency: Agency, number: int, footer: Paragraph) -> Paragraph:
    """Return the footer of landscape pages: where upright ones have theirs once the sheet is bound (9).

    number is the drawing's.
    """
    setup, pitch = page_setup_of(agency), looks()[footer.style].pitch
    box = TurnedBox(
        number,
        x=setup.footer_distance - _SLACK,
        y=setup.page.left.points,
        width=pitch + _SLACK,
        height=setup.page.type_width.points,
        paragraph=footer,
    )
    return Paragraph("page_number", (box,))


def _number() -> Content:
    return Text("— "), PageNumber(), Text(" —")


def _indent() -> int:
    look = standard().page_number
    return round(look.indent.value * look.size.twips)
