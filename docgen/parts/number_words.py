"""What stands beside the document number (发文字号): 份号, 密级, 紧急程度, 签发人 and the outcome class."""

from docgen.paragraphs import Content, Text
from docgen.styles import BODY_STYLE, EMPHASIS_STYLE, KAI_STYLE
from letter.effective_texts import EffectiveTexts
from letter.model import ReplyLetter
from letter.wording import wording

GAP = "　　"
NAME_GAP = "　"
OUTCOME = "/outcome_class"
_SIGNATORY = "/signatory"
_SIGNATORIES_IN_ROW = 2


def left_elements(letter: ReplyLetter) -> list[Text]:
    """Return copy number, secrecy and urgency, those that the letter has (7.2.1 to 7.2.3)."""
    header, black = letter.header, EMPHASIS_STYLE
    left = [Text(header.copy_number.zfill(6), field="/header/copy_number")] if header.copy_number else []
    return left + [
        Text(words, black.identifier, font=black.font, field=field)
        for words, field in ((header.secrecy, "/header/secrecy"), (header.urgency, "/header/urgency"))
        if words
    ]


def number(letter: ReplyLetter, texts: EffectiveTexts) -> Content:
    """Return the document number, before it the outcome class where the agency puts it there."""
    beside = texts.outcome if letter.agency.outcome_position == "number_line" else ""
    words = Text(texts.document_number, field="/document_number")
    black = EMPHASIS_STYLE
    return (Text(beside + GAP, black.identifier, font=black.font, field=OUTCOME), words) if beside else (words,)


def signatory_rows(letter: ReplyLetter) -> list[list[str]]:
    """Return the names of 签发人 that stand beside the number, two in a row (7.2.6)."""
    agency = letter.agency
    if not (agency.show_signatory and agency.signatory_position == "number_line" and letter.signatory):
        return []
    found = [name for name in letter.signatory.split("、") if name]
    return [found[start : start + _SIGNATORIES_IN_ROW] for start in range(0, len(found), _SIGNATORIES_IN_ROW)]


def signatory_label() -> str:
    """Return 签发人： without a name."""
    return wording().signatory.format(signatory="")


def named_signatory(row: list[str]) -> Content:
    """Return names of 签发人 with their label."""
    return Text(signatory_label(), BODY_STYLE.identifier, field=_SIGNATORY), signatory_names(row)


def signatory_names(row: list[str]) -> Text:
    """Return names of 签发人 in their own font."""
    return Text(NAME_GAP.join(row), KAI_STYLE.identifier, font=KAI_STYLE.font, field=_SIGNATORY)
