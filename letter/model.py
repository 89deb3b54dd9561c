"""ReplyLetter (答复函) and its parts as frozen values; field names are those of the letter's JSON."""

import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from letter import headings
from letter.letterheads import LETTERHEADS, Letterhead, LetterheadTraits
from letter.messages import counted, message

FORMAT = 1

Role = Literal["lead", "co", "separate"]
Disclosure = Literal["active", "on_request", "none"]
Seal = Literal["sealed", "unsealed", "signature_stamp"]
ImprintStyle = Literal["letter", "full"]
ContactPosition = Literal["after_date", "before_signature", "in_note", "imprint"]
DisclosurePosition = Literal["note", "number_line", "imprint"]
OutcomeMark = Literal["none", "plain", "brackets", "labelled"]
OutcomePosition = Literal["upper_right", "number_line", "title"]
SignatoryPosition = Literal["upper_right", "number_line", "foot"]
NumberPlace = Literal["right", "centre", "left"]
CopySeparators = Literal["by_system", "enumeration"]
Period = Literal["meeting", "recess", "ordinary"]

_ONE_LINE = r"^[^\n\t]*$"
WORD_LIMIT, LINE_LIMIT, SENTENCE_LIMIT, LINES_LIMIT, ISSUERS_LIMIT = 60, 200, 2_000, 200, 20
Word = Annotated[str, Meta(max_length=WORD_LIMIT, pattern=_ONE_LINE)]
Line = Annotated[str, Meta(max_length=LINE_LIMIT, pattern=_ONE_LINE)]
Sentence = Annotated[str, Meta(max_length=SENTENCE_LIMIT)]
PARAGRAPH_LIMIT, CELL_LIMIT, ROW_LIMIT, BLOCK_LIMIT = 100_000, 2_000, 2_000, 20_000
Paragraph = Annotated[str, Meta(max_length=PARAGRAPH_LIMIT)]
Cell = Annotated[str, Meta(max_length=CELL_LIMIT)]
# The least and the most of each number.
YEARS, SERIALS, ORDINALS, COUNTS = (1949, 2999), (1, 99_999), (1, 999), (1, 9_999)
MILLIMETRES, TENTHS_OF_MILLIMETRE = (30, 180), (-99, 99)
Year = Annotated[int, Meta(ge=YEARS[0], le=YEARS[1])]
Serial = Annotated[int, Meta(ge=SERIALS[0], le=SERIALS[1])]
Ordinal = Annotated[int, Meta(ge=ORDINALS[0], le=ORDINALS[1])]
Count = Annotated[int, Meta(ge=COUNTS[0], le=COUNTS[1])]
Lines = Annotated[tuple[Line, ...], Meta(max_length=LINES_LIMIT)]
Millimetres = Annotated[float, Meta(ge=MILLIMETRES[0], le=MILLIMETRES[1])]
TenthsOfMillimetre = Annotated[int, Meta(ge=TENTHS_OF_MILLIMETRE[0], le=TENTHS_OF_MILLIMETRE[1])]


class Part(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A frozen part of a letter whose JSON leaves out what has its default value."""


class Preprinted(Part, frozen=True):
    """Paper with a printed head (套印用纸): where its head ends and the number goes, in mm from the paper's top.

    number_top is the top of the number's characters, None for as far below the head as the letter format wants. The
    offsets, in tenths of a millimetre, move everything right and down, for a printer that is out of line.
    """

    head_end: Millimetres = 53.0
    foot_rules: bool = True
    number_place: NumberPlace = "right"
    number_top: Millimetres | None = None
    offset_right: TenthsOfMillimetre = 0
    offset_down: TenthsOfMillimetre = 0


class Agency(Part, frozen=True):
    """The profile (单位档案) of the agency that replies: its name, number code and habits.

    outcome_scheme lists the codes of its outcome classes, joined by hyphens. work is the field it thanks people for.
    signer_title is the office of who signs (局长), printed beside a signature stamp (7.3.5.3). hanging_punctuation lets
    a mark at the end of a line stand outside the type area, as some offices print. fit_last_page has every letter
    fitted to its last page without being asked.
    """

    name: Annotated[str, Meta(min_length=1, max_length=60, pattern=_ONE_LINE)]
    code: Word = ""
    place: Word = ""
    work: Line = ""
    mark: Line = ""
    letterhead: Letterhead = "letter_format"
    mark_with_document: bool = True
    joint_mark: Literal["all", "host"] = "all"
    paper: Preprinted = Preprinted()
    seal: Seal = "sealed"
    signer_title: Word = ""
    outcome_scheme: Annotated[str, Meta(pattern=r"^[A-Z][0-9]?(-[A-Z][0-9]?)*$", max_length=60)] = "A-B-C"
    outcome_mark: OutcomeMark = "labelled"
    outcome_position: OutcomePosition = "upper_right"
    show_signatory: bool = False
    signatory_position: SignatoryPosition = "upper_right"
    title_with_issuer: bool = True
    title_ending: Word = "答复"
    co_title_ending: Word = "会办意见"
    honorific: Word = ""
    contact_position: ContactPosition = "after_date"
    disclosure_position: DisclosurePosition = "note"
    active_wording: Line = "此件公开发布"
    on_request_wording: Line = "此件依申请公开"
    none_wording: Line = "此件不予公开"
    imprint: ImprintStyle = "letter"
    imprint_even_page: bool = False
    copy_separators: CopySeparators = "by_system"
    show_copies: bool = False
    archive_copies: Annotated[int, Meta(ge=0, le=999)] = 3
    printing_office: Line = ""
    rules_centred_on: Literal["type_area", "page"] = "type_area"
    hanging_punctuation: bool = False
    fit_last_page: bool = False

    @property
    def head(self) -> LetterheadTraits:
        """What the agency's letterhead asks of a letter."""
        return LETTERHEADS[self.letterhead]


class Session(Part, frozen=True):
    """The session (届次) at which the proposal was filed, 十二届二次会议 as term 12 and meeting 2.

    period tells papers filed at the meeting from those filed after it (闭会期间) and without one (平时提案).
    """

    body: Line = ""
    term: Ordinal | None = None
    meeting: Ordinal | None = None
    period: Period = "meeting"


class Proposal(Part, frozen=True):
    """One proposal or suggestion (提案, 建议) that the letter answers; its number keeps leading zeros and letters."""

    number: Word = ""
    subject: Line = ""


class Proposers(Part, frozen=True):
    """Who filed it (提案者, 代表); total is N of 等N名, None when everybody is named.

    organizations are parties, bodies, sectors (界别), committees and delegations; convener is who signs for the last of
    them (召集人).
    """

    people: Lines = ()
    organizations: Lines = ()
    total: Count | None = None
    convener: Word = ""


class JointIssuer(Part, frozen=True):
    """An organ that issues the letter together with the agency (联合行文), and the office of who signs for it."""

    name: Annotated[str, Meta(min_length=1, max_length=60, pattern=_ONE_LINE)]
    signer_title: Word = ""


class DocumentNumber(Part, frozen=True):
    """The document number (发文字号); serial is None while no number has been given (7.2.5)."""

    code: Word = ""
    year: Year | None = None
    serial: Serial | None = None


class Block(Part, frozen=True):
    """One paragraph, heading or table of an answer.

    A heading has a level from 1 to 4 and stands alone unless text follows it in the same paragraph (7.3.3). Its number
    is not part of it. A numbered paragraph without a heading has a level and text only. Raises ValueError for what the
    numbered text of the form could not say.
    """

    level: Annotated[int, Meta(ge=1, le=4)] | None = None
    heading: Annotated[str, Meta(max_length=headings.HEADING_LIMIT)] = ""
    text: Paragraph = ""
    table: Annotated[tuple[tuple[Cell, ...], ...], Meta(max_length=ROW_LIMIT)] = ()

    def __post_init__(self) -> None:
        """Refuse contradictions, naming the field."""
        if self.table:
            _check_table(self)
        elif self.level is None:
            _check_text(self)
        else:
            _check_heading(self, self.level)


MISREAD_HEADING = counted(
    "heading 中间不能有句号，后接正文时不能超过{count}字，首句不超过{count}字的一段应以首句为标题",
    count=headings.RUN_IN_LIMIT,
)


def _check_table(block: Block) -> None:
    if block.level or block.heading or block.text:
        raise ValueError(message("table 不能与 level、heading、text 写在同一项里"))
    if len({len(row) for row in block.table}) > 1:
        raise ValueError(message("table 每行的列数应当相同"))
    if not any(sum(bool(cell) for cell in row) > 1 for row in block.table):
        raise ValueError(message("table 至少要有一行填了两格"))
    if any("\t" in cell or "\n" in cell for row in block.table for cell in row):
        raise ValueError(message("table 的单元格里不能有制表符和换行"))


def _check_text(block: Block) -> None:
    if block.heading:
        raise ValueError(message("heading 要同时写明 level（1 至 4）"))
    if not block.text:
        raise ValueError(message("text 不能为空"))
    if "\n" in block.text or "\t" in block.text:
        raise ValueError(message("text 一项只写一段，不能有换行和制表符"))


def _check_heading(block: Block, level: int) -> None:
    words = headings.join(block.heading, block.text)
    if not words:
        raise ValueError(message("heading 不能为空"))
    if "\n" in words or "\t" in words:
        raise ValueError(message("heading 和 text 不能有换行和制表符"))
    written = headings.A_HEADING + headings.SAMPLE_MARKS[level - 1] + words
    if headings.split_heading(written) != (level, block.heading, block.text):
        raise ValueError(MISREAD_HEADING)


Answer = Annotated[tuple[Block, ...], Meta(max_length=BLOCK_LIMIT)]


class Attachment(Part, frozen=True):
    """An attachment (附件) with its title and content (7.3.4, 7.3.7)."""

    title: Line
    answer: Answer = ()


class Contact(Part, frozen=True):
    """Whom to ask (联系人, 联系电话)."""

    name: Word = ""
    phone: Word = ""
    department: Word = ""


class Printing(Part, frozen=True):
    """The lower part of the imprint (印发机关, 印发日期, 共印N份); what is None or empty is derived."""

    office: Line = ""
    date: datetime.date | None = None
    copies: Count | None = None


class Header(Part, frozen=True):
    """Copy number, secrecy and urgency (份号, 密级和保密期限, 紧急程度; 7.2.1 to 7.2.3)."""

    copy_number: Annotated[str, Meta(pattern=r"^(\d{1,6})?$")] = ""
    secrecy: Word = ""
    urgency: Word = ""


class Fitting(Part, frozen=True):
    """What is added to the pitch of the lines and to each character of the text so that its last page is well filled.

    Both in points; GB/T 9704-2012 7.3.5.4 names them as the remedy where seal and date have no room. rows is how many
    rows of text stand at least over the signature, 0 for the usual two.
    """

    pitch: Annotated[float, Meta(ge=-1, le=1)] = 0
    spacing: Annotated[float, Meta(ge=-1, le=1)] = 0
    rows: Annotated[int, Meta(ge=0, le=9)] = 0


UNFITTED = Fitting()


class ReplyLetter(Part, frozen=True, kw_only=True):
    """One reply letter, whole and self-contained; format and kind are always written.

    lead_unit is whom an opinion of a co-unit (会办意见) goes to. The fields from title on are None while their words
    are derived; a string there was written by hand and wins.
    """

    format: Literal[1]
    kind: Word
    role: Role = "lead"
    lead_unit: Line = ""
    agency: Agency
    joint_issuers: Annotated[tuple[JointIssuer, ...], Meta(max_length=ISSUERS_LIMIT)] = ()
    session: Session = Session()
    proposals: Annotated[tuple[Proposal, ...], Meta(max_length=50)] = ()
    proposers: Proposers = Proposers()
    outcome_class: Word = ""
    signatory: Word = ""
    document_number: DocumentNumber = DocumentNumber()
    answer: Answer = ()
    attachments: Annotated[tuple[Attachment, ...], Meta(max_length=99)] = ()
    contact: Contact = Contact()
    document_date: datetime.date | None = None
    disclosure: Disclosure = "active"
    disclosure_reason: Line = ""
    title: Sentence | None = None
    salutation: Sentence | None = None
    pronoun: Word | None = None
    opening: Sentence | None = None
    closing: Sentence | None = None
    note: Sentence | None = None
    copy_to: Lines | None = None
    report_to: Lines = ()
    printing: Printing = Printing()
    header: Header = Header()
    fitting: Fitting = UNFITTED
    file_name: Line | None = None
