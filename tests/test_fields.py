"""The table of the letter's fields: each of them is written, changed in a docx, read back, previewed and compared.

A field that is only half added fails here: one of the model without a row, one on paper that no row names, one that no
docx gives back, one that no input of the form shows.
"""

import ast
import datetime
import re
import typing
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from docgen.docx.reader import read_docx
from docgen.docx.reading.docx_text import Line, bare
from docgen.docx.reading.expected_text import shown, shown_head
from docgen.docx.reading.field_parsers import PARSERS
from docgen.docx.writer import write_docx
from letter import derived
from letter.field_diff import differences
from letter.fields import FIELDS, general, members, name_of, place_of, shown_at
from letter.model import Agency, Attachment, Block, Contact, JointIssuer, Proposal, ReplyLetter
from letter.wording import wording
from tests.docgen.measured_letters import letters as measured_letters
from tests.docgen.reading.word import Word, _splice, text_of
from tests.letters import ROOT, SAMPLES, plain_letter, sample
from ui.core.i18n import SOURCE, use_language
from ui.form.form import Form
from ui.letter.compare_page import ComparePage
from ui.preview import field_map
from ui.shell.application import application

ROWS = {row.path: row for row in FIELDS}
PRINTED = {row.pointer: row for row in FIELDS if row.code}
# Habits by which all is printed that can be, in every place in which it can stand but within the note; an organ's name
# stands in one place, for of two places that differ none is right.
HABITS: dict[str, dict[str, Any]] = {
    "letter format": {
        "letterhead": "letter_format", "seal": "sealed", "contact_position": "after_date",
        "disclosure_position": "number_line", "outcome_position": "upper_right", "signatory_position": "upper_right",
    },
    "document format": {
        "letterhead": "document_format", "joint_mark": "host", "seal": "unsealed", "contact_position": "imprint",
        "disclosure_position": "imprint", "outcome_position": "number_line", "signatory_position": "number_line",
    },
    "preprinted": {
        "letterhead": "preprinted", "seal": "signature_stamp", "contact_position": "before_signature",
        "disclosure_position": "note", "outcome_position": "title", "signatory_position": "foot",
    },
}  # fmt: skip
# Two values of each field that not any words will do for.
VALUES: dict[str, tuple[object, object]] = {
    "kind": ("cppcc_proposal", "npc_suggestion"),
    "role": ("lead", "co"),
    "agency.name": ("朝阳市民政局", "朝阳市教育局"),
    "agency.mark": ("朝阳市人民政府", "朝阳市人民法院"),
    "joint_issuers.{}.name": ("朝阳市财政局", "朝阳市水利局"),
    "session.term": (12, 13),
    "session.meeting": (2, 3),
    "session.period": ("meeting", "recess"),
    "proposers.people": (("李文清",), ("李文青",)),
    "proposers.organizations": (("民盟市委会",), ("民建市委会",)),
    "proposers.total": (15, 16),
    "header.copy_number": ("000012", "000013"),
    "header.secrecy": ("秘密★1年", "秘密★2年"),
    "header.urgency": ("特急", "加急"),
    "document_number.year": (2023, 2024),
    "document_number.serial": (32, 33),
    "outcome_class": ("A", "B"),
    "answer": ((Block(text="甲的答复在这里。"),), (Block(text="乙的答复在这里。"),)),
    "attachments.{}.answer": ((Block(text="甲的附件在这里。"),), (Block(text="乙的附件在这里。"),)),
    "document_date": (datetime.date(2023, 3, 21), datetime.date(2023, 3, 22)),
    "opening": ("您的来信收悉，现答复如下：", "您的来函收悉，现答复如下："),
    "closing": ("感谢您对我市工作的关心和支持。", "感谢您对我市工作的关注和支持。"),
    "disclosure": ("active", "on_request"),
    "copy_to": (("甲办公室",), ("乙办公室",)),
    "report_to": (("甲委员会",), ("乙委员会",)),
    "printing.date": (datetime.date(2023, 4, 3), datetime.date(2023, 4, 4)),
    "printing.copies": (26, 27),
    "fitting.pitch": (-0.3, -0.4),
    "fitting.spacing": (-0.1, -0.2),
    "fitting.rows": (3, 4),
}
# What stands on no paper.
UNPRINTED = {"disclosure_reason", "fitting.pitch", "fitting.spacing", "fitting.rows", "file_name"}
# What a paper without the letter inside does not tell: how many organs sign by the offices of their leaders, and of
# the marks of disclosure outside the note only the usual one.
UNKNOWN = {"joint_issuers.{}.signer_title", "disclosure"}
# A text is compared paragraph by paragraph.
TEXTS = ("/answer", "/attachments/{}/answer")


def leaves(struct: type[msgspec.Struct], above: str = "") -> Iterator[str]:
    """Yield the paths of what a letter is made of: an answer whole, of an agency what the table names."""
    for name, kind in typing.get_type_hints(struct).items():
        path = f"{above}{name}"
        inner, several = _struct_in(kind)
        if inner is Agency:
            yield from (row.path for row in FIELDS if row.path.startswith(f"{path}."))
        elif inner is None or inner is Block:
            yield path
        else:
            yield from leaves(inner, f"{path}.{{}}." if several else f"{path}.")


def _struct_in(kind: Any) -> tuple[type[msgspec.Struct] | None, bool]:
    """Return the struct that a field holds, if any, and whether it holds several."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return kind, False
    found = next((inner for part in typing.get_args(kind) if (inner := _struct_in(part)[0])), None)
    return found, typing.get_origin(kind) is tuple


def bookmarked(path: str) -> str:
    """Return the pointer of the bookmark that a field's own words are in, nothing when only what follows from it is."""
    while path:
        if path in ROWS and ROWS[path].code:
            return ROWS[path].pointer
        path = path.rpartition(".")[0]
    return ""


LEAVES = [path for path in leaves(ReplyLetter) if path != "format"]
OWN = [path for path in LEAVES if bookmarked(path)]


def values(path: str) -> tuple[object, object]:
    """Return what a field is before and after it is changed: words that stand nowhere else, of the same width."""
    name = path.replace("{}", "").replace(".", "")
    return VALUES.get(path, (f"甲{name}", f"乙{name}"))


def put(value: Any, path: str, new: object) -> Any:
    """Return a value with the field of a path changed, within a list that of its first item."""
    if not path:
        return new
    name, _dot, rest = path.partition(".")
    if name == "{}":
        return (put(value[0], rest, new), *value[1:])
    return replace(value, **{name: put(getattr(value, name), rest, new)})


def get(value: Any, path: str) -> Any:
    """Return the field of a path, within a list that of its first item."""
    for name in path.split("."):
        value = value[0] if name == "{}" else getattr(value, name)
    return value


def whole_letter(habits: str, path: str = "") -> ReplyLetter:
    """Return a letter in which everything is set but what follows from the rest, and the field of a path as well."""
    letter = plain_letter(
        proposals=(Proposal(number="176"),), joint_issuers=(JointIssuer(name="甲"),), attachments=(Attachment("甲"),)
    )
    habit = {"show_signatory": True, "show_copies": True, "imprint": "full"} | HABITS[habits]
    letter = replace(letter, agency=replace(letter.agency, **habit))
    for own in LEAVES:
        if own == path or own not in derived.DERIVED:
            letter = put(letter, own, values(own)[0])
    return replace(letter, role="co") if path == "lead_unit" else letter


def pair(habits: str, path: str) -> tuple[ReplyLetter, ReplyLetter]:
    """Return a letter before and after one field was changed."""
    before = whole_letter(habits, path)
    return before, put(before, path, values(path)[1])


def lines(letter: ReplyLetter) -> list[Line]:
    """Return the lines of the letter on paper."""
    return [line for line in (*shown_head(letter), *shown(letter)) if isinstance(line, Line)]


def words_by_field(letter: ReplyLetter) -> dict[str, str]:
    """Return what stands on paper in each field."""
    found: dict[str, str] = {}
    for line in lines(letter):
        for span in line.spans:
            field = general(span.field)
            found[field] = found.get(field, "") + line.text[span.start : span.end]
    return found


def differing(before: ReplyLetter, after: ReplyLetter) -> set[str]:
    """Return the fields on paper whose words differ."""
    was, now = words_by_field(before), words_by_field(after)
    return {field for field in was | now if was.get(field) != now.get(field)}


@pytest.mark.parametrize("path", LEAVES)
def test_each_field_of_the_model_has_a_row(path: str) -> None:
    assert path in ROWS


def test_each_row_is_a_field_of_the_model() -> None:
    known = {path[:end] for path in LEAVES for end in (*(at.start() for at in re.finditer(r"\.", path)), len(path))}
    places = tuple(f"{path}.{{}}" for path in LEAVES if path.endswith("answer"))
    assert [path for path in ROWS if path not in known and not path.startswith(places)] == []
    assert len(ROWS) == len(FIELDS)


@pytest.mark.parametrize("path", LEAVES)
def test_each_field_is_on_paper_where_its_row_says(path: str) -> None:
    changed = {field for habits in HABITS for field in differing(*pair(habits, path))}
    assert bool(changed) == (path not in UNPRINTED)
    if changed:
        assert {shown_at(path), bookmarked(path)} & changed


def test_every_word_on_paper_is_in_a_field_of_the_table() -> None:
    for letter in (*map(whole_letter, HABITS), *map(sample, SAMPLES), *measured_letters().values()):
        for line in lines(letter):
            outside = list(line.text)
            for span in line.spans:
                assert general(span.field) in PRINTED
                outside[span.start : span.end] = " " * (span.end - span.start)
            assert not bare("".join(outside)) or line.style == "attachment_label"


def test_every_pointer_in_the_parts_of_the_paper_is_in_the_table() -> None:
    modules = (ROOT / "docgen" / "parts").glob("*.py")
    found = {pointer for path in modules for pointer in _pointers(path.read_text("utf-8"))}
    assert found <= {row.pointer for row in FIELDS}
    assert len(found) > len(PRINTED) / 2


def _pointers(source: str) -> Iterator[str]:
    """Yield the JSON pointers that a module writes, {} for what is filled in."""
    nodes = list(ast.walk(ast.parse(source)))
    forms: list[Sequence[ast.expr]] = [node.values for node in nodes if isinstance(node, ast.JoinedStr)]
    pieces = {id(piece) for form in forms for piece in form}
    forms += [[node] for node in nodes if isinstance(node, ast.Constant) and id(node) not in pieces]
    for form in forms:
        text = "".join(str(piece.value) if isinstance(piece, ast.Constant) else "{}" for piece in form)
        if re.fullmatch(r"(/[a-z_{}]+)+", text):
            yield text


def test_each_printed_field_has_a_parser() -> None:
    texts = ("/answer", "/attachments")
    single = {pointer for pointer, row in PRINTED.items() if row.part != "signature" and not pointer.startswith(texts)}
    assert set(PARSERS) == single | {"signature"}


def type_over(word: Word, old: str, new: str, nth: int) -> None:
    """Type what differs between two lines into the nth paragraph that says the first."""
    start = next(at for at, letters in enumerate(zip(old, new, strict=False)) if len(set(letters)) > 1)
    end = next(at for at, letters in enumerate(zip(old[::-1], new[::-1], strict=False)) if len(set(letters)) > 1)
    paragraph = [row for row in word.paragraphs() if text_of(row) == old][nth]
    _splice(paragraph, start, len(old) - end, new[start : len(new) - end])


def edited(before: ReplyLetter, after: ReplyLetter, pointer: str) -> bytes | None:
    """Return the docx of a letter in which the words of a field were typed over; None when it is not on its paper."""
    word, done = Word(write_docx(before)), False
    old = [re.sub(r"[\t\n]", "", line.text) for line in lines(before)]
    new = [re.sub(r"[\t\n]", "", line.text) for line in lines(after)]
    for at, line in enumerate(lines(before)):
        if old[at] != new[at] and pointer in map(general, line.fields):
            type_over(word, old[at], new[at], old[:at].count(old[at]))
            done = True
    return word.saved() if done else None


@pytest.mark.parametrize("path", OWN)
def test_a_field_changed_in_a_docx_comes_back_as_that_change_alone(path: str) -> None:
    pointer, times = bookmarked(path), 0
    for habits in HABITS:
        before, after = pair(habits, path)
        data = edited(before, after, pointer)
        if data is None:
            continue
        times += 1
        reading = read_docx(data).reading
        place = pointer.format(0) + ("/0" if pointer in TEXTS else "")
        assert [(change.kind, change.field) for change in reading.changes] == [("changed", place)]
        assert place_of(place)
        assert reading.unread == ()
        assert get(reading.letter, path) == get(after, path)
        assert differing(before, reading.letter) == {pointer}
    assert times


@pytest.mark.parametrize("path", [path for path in OWN if path not in UNKNOWN])
def test_a_field_is_read_from_the_published_edition(path: str) -> None:
    for habits in HABITS:
        letter = pair(habits, path)[1]
        if bookmarked(path) in words_by_field(letter):
            reading = read_docx(write_docx(letter, published=True), letter.agency).reading
            assert get(reading.letter, path) == get(letter, path)


@pytest.mark.parametrize("position", ["after_date", "before_signature", "in_note", "imprint"])
@pytest.mark.parametrize("name", Contact.__struct_fields__)
def test_each_part_of_the_contact_is_read_wherever_it_stands(name: str, position: str) -> None:
    habits = {"contact_position": position, "disclosure_position": "note"}
    before, after = (
        replace(letter, agency=replace(letter.agency, **habits)) for letter in pair("letter format", f"contact.{name}")
    )
    data = edited(before, after, "/note" if position == "in_note" else "/contact")
    assert data
    reading = read_docx(data).reading
    assert [(change.kind, change.field) for change in reading.changes] == [("changed", "/contact")]
    assert reading.letter == after
    alone = replace(after, contact=Contact(**{name: "王强"}))
    for profile in (alone.agency, None):
        assert read_docx(write_docx(alone, published=True), profile).reading.letter.contact == alone.contact


def test_the_wording_labels_each_part_of_the_contact() -> None:
    assert set(wording().contact) == set(members("contact")) == set(Contact.__struct_fields__)


def test_what_can_be_written_by_hand_is_known() -> None:
    assert {row.path for row in FIELDS if row.derived and "." not in row.path} == {*derived.DERIVED, "copy_to"}


def test_bookmarks_are_told_apart() -> None:
    codes = [row.code for row in PRINTED.values()]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch("[a-z]{1,2}", code) for code in codes)


@pytest.fixture(scope="module")
def chinese() -> None:
    use_language(SOURCE)
    application(dark=False)


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize("path", LEAVES)
def test_two_versions_are_compared_by_each_field(qtbot: QtBot, path: str) -> None:
    before, after = pair("letter format", path)
    field = path.partition(".")[0]
    assert [row.field for row in differences(before, after)] == [field]
    page = ComparePage(before, after, ("这里", "那边"))
    qtbot.addWidget(page)
    assert str(name_of(field)) in [label.text() for label in page.findChildren(QLabel)]


@pytest.mark.usefixtures("chinese")
def test_the_form_shows_each_field_and_the_preview_leads_there_and_back(qtbot: QtBot) -> None:
    form = Form(whole_letter("document format"))
    qtbot.addWidget(form)
    with qtbot.waitActive(form):
        form.show()
    # A letter is fitted beside its pages.
    own = [path for path in LEAVES if not path.startswith(("agency.", "fitting."))]
    assert [path for path in own if not form.has_field(path.replace("{}", "0"))] == []
    for pointer, row in PRINTED.items():
        place = pointer.format(0) + ("/0" if pointer in TEXTS else "")
        assert field_map.go_to(form, place) != row.path.startswith("agency.")
    for section in form.sections:
        for path in section.fields:
            form.focus_path(path)
            wanted = shown_at(path) or ROWS[path].pointer
            assert f"{field_map.in_work(form)}/".startswith(f"{wanted}/")
