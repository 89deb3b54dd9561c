"""The line under the upper red rules: copy number, secrecy and urgency on the left, the document number on the right.

GB/T 9704-2012 10.1; the outcome class (办理结果) and 签发人 stand in the upper right corner or beside the number.
"""

from docgen.docx import ooxml
from docgen.docx.parts.letterhead import measure_head
from docgen.docx.styles import EMPHASIS_STYLE
from docgen.standard import standard
from letter.derived import document_number_text, outcome_text
from letter.model import ReplyLetter
from letter.wording import wording

_GAP = "　　"


def corner(letter: ReplyLetter) -> str:
    """Return the framed line in the upper right corner, nothing when the agency puts nothing there."""
    words = outcome_text(letter) if letter.agency.outcome_position == "upper_right" else ""
    if letter.agency.show_signatory and letter.signatory:
        words = _GAP.join(filter(None, (words, wording().signatory.format(signatory=letter.signatory))))
    if not words:
        return ""
    page, grid = standard().page, standard().grid
    frame = ooxml.page_frame(
        x=page.left.twips,
        y=standard().letterhead.outcome_top.twips,
        width=page.type_width.twips,
        height=grid.pitch.twips,
    )
    return ooxml.paragraph("outcome", ooxml.run(words), frame=frame)


def number_lines(letter: ReplyLetter) -> str:
    """Return the document number's line and, when there are more left elements, the lines below it."""
    header, black = letter.header, EMPHASIS_STYLE[0]
    left = [ooxml.run(header.copy_number.zfill(6))] if header.copy_number else []
    left += [ooxml.run(words, black) for words in (header.secrecy, header.urgency) if words]
    number = document_number_text(letter)
    beside = outcome_text(letter) if letter.agency.outcome_position == "number_line" else ""
    right = (ooxml.run(beside + _GAP, black) if beside else "") + ooxml.run(number)
    head = measure_head(letter.agency)
    before = round((head.number_line_top - head.header_bottom) * 20)
    if not left:
        return ooxml.paragraph("number_line", right, before=before, align="right")
    tab = standard().page.type_width.twips
    first = ooxml.paragraph("number_line", left[0] + ooxml.run("\t") + right, before=before, right_tab=tab)
    return first + "".join(ooxml.paragraph("number_line", content) for content in left[1:])
