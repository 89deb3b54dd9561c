"""A letter recognised from its paper alone: what is not seen comes from a profile."""

from docgen.docx.reading.seen import Line, Seen
from letter.derived import agency_defaults
from letter.model import FORMAT, Agency, ReplyLetter


def recognise(seen: list[Seen], head: list[Line], agency: Agency | None) -> ReplyLetter:
    """Return the letter that a docx shows."""
    return ReplyLetter(format=FORMAT, kind="cppcc_proposal", agency=agency or agency_defaults("本单位"))
