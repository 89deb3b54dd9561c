"""The letter's JSON."""

import json
import re
from typing import Any

import jsonschema
import msgspec
import pytest
from hypothesis import given

from letter.codec import LetterError, compact_letter, letter_schema, read_letter, write_letter
from letter.model import Agency, Header, Preprinted, Printing, ReplyLetter
from tests.letters import SAMPLES, plain_letter, sample
from tests.strategies import letters


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_are_canonical_and_fit_the_schema(name: str) -> None:
    data = SAMPLES[name].read_bytes()
    assert write_letter(read_letter(data)) == data
    jsonschema.validate(json.loads(data), letter_schema())


@pytest.mark.full
@given(letters())
def test_letters_are_written_and_read_again(letter: ReplyLetter) -> None:
    data = write_letter(letter)
    assert read_letter(data) == letter
    assert write_letter(read_letter(data)) == data
    jsonschema.validate(json.loads(data), letter_schema())


def test_defaults_are_left_out_but_format_and_kind_are_not() -> None:
    data = write_letter(ReplyLetter(format=1, kind="cppcc_proposal", agency=Agency("甲局")))
    assert json.loads(data) == {"format": 1, "kind": "cppcc_proposal", "agency": {"name": "甲局"}}


def test_example_of_the_design_is_read() -> None:
    example = {
        "format": 1, "kind": "cppcc_proposal", "role": "lead",
        "agency": {"name": "朝阳市民政局", "code": "朝民函", "letterhead": "letter_format", "seal": "sealed",
                   "outcome_scheme": "A-B-C"},
        "session": {"body": "朝阳市政协", "term": 12, "meeting": 2},
        "proposals": [{"number": "176", "subject": "关于为社区治理赋能增效的建议"}],
        "proposers": {"people": ["李文清"], "organizations": [], "total": None},
        "outcome_class": "A", "signatory": "",
        "document_number": {"code": "朝民函", "year": 2023, "serial": 32},
        "answer": [{"level": 1, "heading": "加强社区工作者人员配备"},
                   {"level": 2, "heading": "现阶段我市城市社区工作者人数配置情况"}, {"text": "正文。"},
                   {"level": 2, "heading": "每万名城镇常住居民配备社区工作者18人", "text": "后接的正文"},
                   {"table": [["职务", "月补贴（元）"], ["书记兼主任", "4600"]]}],
        "attachments": [{"title": "附表", "answer": [{"text": "甲"}]}],
        "contact": {"name": "周岚", "phone": "0421-2810000", "department": ""},
        "document_date": "2023-03-21", "disclosure": "active", "disclosure_reason": "",
        "copy_to": ["市政府办公室（督查室）", "市政协提案委"], "report_to": [],
        "printing": {"office": "朝阳市民政局办公室", "date": "2023-03-21", "copies": 6},
        "header": {"copy_number": "", "secrecy": "", "urgency": ""},
    }  # fmt: skip
    letter = read_letter(json.dumps(example).encode())
    assert letter.answer[3].text == "后接的正文"
    assert letter.printing.copies == 6
    jsonschema.validate(example, letter_schema())


def broken(old: str, new: str) -> bytes:
    data = write_letter(sample("seed_letter")).decode()
    assert old in data
    return data.replace(old, new, 1).encode()


def line_of(data: bytes, words: str) -> int:
    return data.decode()[: data.decode().index(words)].count("\n") + 1


FAULTS = [
    ('"term": 12', '"term": "十二"', "session.term", '"term"'),
    ('"term": 12', '"term": 0', "session.term", '"term"'),
    ('"number": "176"', '"nubmer": "176"', "proposals[0]", '{\n   "nubmer"'),
    ('"number": "176"', '"number": 176', "proposals[0].number", '"number"'),
    ('"serial": 32', '"serial": -1', "document_number.serial", '"serial"'),
    ('"heading": "加强社区工作者人员配备"', '"heading": ""', "answer[0]", '{\n   "level": 1'),
    ('"heading": "完善社区组织结构"', '"heading": 5', "answer[16].heading", '"heading": 5'),
    ('"document_date": "2023-03-21"', '"document_date": "2023-02-30"', "document_date", '"document_date"'),
    ('"kind": "cppcc_proposal"', '"kind": "bill"', "kind", '"kind"'),
    ('"imprint": "full"', '"imprint": "wide"', "agency.imprint", '"imprint"'),
    ('"outcome_class": "A"', '"outcome_class": "A\\nB"', "outcome_class", '"outcome_class"'),
    ('"format": 1', '"format": 2', "format", '"format"'),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "field", "where"), FAULTS, ids=[row[1][:24] for row in FAULTS])
def test_faults_name_field_and_line(old: str, new: str, field: str, where: str) -> None:
    data = broken(old, new)
    with pytest.raises(LetterError) as caught:
        read_letter(data)
    assert caught.value.field == field
    assert caught.value.line == line_of(data, where)
    assert f"第 {caught.value.line} 行“{field}”" in str(caught.value)
    assert str(caught.value).endswith("。")
    assert not any(word in str(caught.value) for word in ("Expected", "Object", "Invalid", "regex"))


UNREADABLE = [
    b"",
    b"{",
    b"[]",
    b"null",
    b"5",
    b"\xff\xfe{}",
    b'{"format": 1,\n"kind": }',
    b"[" * 200_000,
    b"\x00",
    b"{}",
]


@pytest.mark.parametrize("data", UNREADABLE, ids=[str(data[:12]) for data in UNREADABLE])
def test_no_letter_at_all(data: bytes) -> None:
    with pytest.raises(LetterError) as caught:
        read_letter(data)
    assert str(caught.value).endswith("。")


def test_malformed_json_names_the_line() -> None:
    with pytest.raises(LetterError) as caught:
        read_letter(b'{"format": 1,\n"kind": }')
    assert caught.value.line == 2


def test_byte_order_mark_is_accepted() -> None:
    assert read_letter(b"\xef\xbb\xbf" + write_letter(plain_letter())) == plain_letter()


def test_invisible_characters_are_cleaned() -> None:
    data = broken('"李文清"', '"\\u200b李文清\\u202e "')
    assert read_letter(data).proposers.people == ("李文清",)


# Each as JSON spells it, and as the sentence names it.
NOT_IN_XML = [
    ("\\u0000", "U+0000"), ("\\u000b", "U+000B"), ("\\u000c", "U+000C"), ("\\u001f", "U+001F"),
    ("\\ufffe", "U+FFFE"), ("\uffff", "U+FFFF"), ("\\ud800", "U+D800"), ("\\udc00", "U+DC00"),
]  # fmt: skip
TEXTS = {
    "“proposers.people[0]”": '"李文清',
    "“proposals[0].subject”": '"关于为社区治理赋能增效的建议',
    "“answer[0].heading”": '"加强社区工作者人员配备',
    "“agency.name”": '"朝阳市民政局',
    "“contact.name”": '"周岚',
}


@pytest.mark.parametrize("field", TEXTS)
@pytest.mark.parametrize(("spelled", "named"), NOT_IN_XML, ids=[row[1] for row in NOT_IN_XML])
def test_what_no_docx_can_hold_is_refused_by_field(field: str, spelled: str, named: str) -> None:
    data = broken(TEXTS[field], TEXTS[field] + spelled)
    with pytest.raises(LetterError) as caught:
        read_letter(data)
    assert caught.value.line == line_of(data, TEXTS[field])
    assert field in str(caught.value)
    assert named in str(caught.value)


def test_every_text_of_a_letter_is_looked_at() -> None:
    letter = json.loads(write_letter(sample("seed_letter")))

    def spoilt(value: object, at: int) -> tuple[object, int]:
        """Return a value with the text of this number spoilt, and how many texts are left to go."""
        if isinstance(value, str):
            return (f"{value}\x00" if at == 0 else value), at - 1
        if isinstance(value, list | dict):
            made = dict(value) if isinstance(value, dict) else dict(enumerate(value))
            for key in made:
                made[key], at = spoilt(made[key], at)
            return (made if isinstance(value, dict) else list(made.values())), at
        return value, at

    number = 0
    while True:
        changed, left = spoilt(letter, number)
        if left >= 0:
            break
        with pytest.raises(LetterError, match=r"U\+0000"):
            read_letter(json.dumps(changed).encode())
        number += 1
    assert number > 30


def test_a_whole_pair_of_surrogates_is_a_character() -> None:
    assert read_letter(broken('"李文清"', '"李\\ud842\\udfb7"')).proposers.people == ("李𠮷",)


def test_what_is_written_does_not_depend_on_how_a_default_was_made() -> None:
    seed = sample("seed_letter")
    agency = msgspec.structs.replace(seed.agency, title_ending="".join(["答", "复"]), paper=Preprinted())
    made = msgspec.structs.replace(seed, agency=agency, header=Header(), printing=Printing())
    assert write_letter(made) == write_letter(seed)
    assert compact_letter(made) == compact_letter(seed)


DIGITS, DEPTH, LONGEST = 5_000, 900, 300
LIBRARY = re.compile(r"[A-Za-z`]+ [A-Za-z`]{2,}|Expected|Invalid|out of")
HOSTILE = {
    "a number of 5,000 digits": b'{"format": 1,\n"term": %s}' % (b"9" * DIGITS),
    "such a number in a list": b"[1,\n%s]" % (b"9" * DIGITS),
    "a negative one": b'{"format": -%s}' % (b"9" * DIGITS),
    "a format of 4,000 digits": b'{"format": %s}' % (b"9" * 4_000),
    "such a fraction": b'{"format": 1, "agency": {"paper": {"head_end": %s.5}}}' % (b"9" * DIGITS),
    "an exponent": b'{"format": 1e999}',
    "a number before a fault": b'{"format": %s, "kind": }' % (b"9" * DIGITS),
    "a number and half a character": b'{"format": %s, "kind": "\\ud800"}' % (b"9" * DIGITS),
    "900 lists": b'{"format": 1, "kind": %s}' % (b"[" * DEPTH + b"]" * DEPTH),
    "900 objects": b'{"a":' * DEPTH + b"1" + b"}" * DEPTH,
    "900 lists and half a character": b'["\\ud800", %s]' % (b"[" * DEPTH + b"]" * DEPTH),
    "900 lists before a fault": b'{"kind": %s, "format": }' % (b"[" * DEPTH + b"]" * DEPTH),
    "900 lists that do not end": b"[" * DEPTH,
    "900 lists before an unknown field": b'{"format": 1, "other": %s, "proposals": 5}' % (b"[" * DEPTH + b"]" * DEPTH),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_stands_in_a_file_is_one_chinese_sentence(name: str) -> None:
    with pytest.raises(LetterError) as caught:
        read_letter(HOSTILE[name])
    assert str(caught.value).endswith("。")
    assert LIBRARY.search(str(caught.value)) is None


@pytest.mark.parametrize(
    "value", [-1e9, 1e9, -5, 10**12, "文字", "", "x" * 200_000, "a\nb", [], [5], {}, {"x": 1}, None, True, "2023-13-01"]
)
def test_no_sentence_of_a_library_reaches_a_clerk(value: object) -> None:
    """Every field of a letter is given every kind of value: what is refused is refused in Chinese."""
    whole = json.loads(json.dumps(msgspec.to_builtins(sample("seed_letter"))))
    places: list[tuple[Any, Any]] = []

    def walk(part: Any) -> None:
        for key in part if isinstance(part, dict) else range(min(len(part), 2)):
            places.append((part, key))
            if isinstance(part[key], dict | list):
                walk(part[key])

    walk(whole)
    refused: list[str] = []
    for part, key in places:
        before, part[key] = part[key], value
        try:
            read_letter(json.dumps(whole).encode())
        except LetterError as error:
            refused.append(str(error))
        part[key] = before
    assert len(refused) > len(places) / 4
    assert [sentence for sentence in refused if LIBRARY.search(sentence) or len(sentence) > LONGEST] == []
