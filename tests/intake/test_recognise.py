"""A letter recognised in whatever text: no exception, nothing guessed, and our own letters whole."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from docgen.docx.audit import audit_docx
from docgen.docx.writer import write_docx
from intake.recognise import NoReplyLetter, Piece, Recognised, recognise
from letter import derived
from letter.derived import agency_defaults
from letter.model import ReplyLetter
from services.letter_sources import text_in
from tests.intake.judging import recognised_fields
from tests.letters import SAMPLES, sample

SEED = Path(__file__).parent / "seed-page.txt"
_OPENING = "您提出的《关于甲的提案》（第7号）收悉。经研究，现答复如下："
_WORDS = st.text(
    "国民政李文清委员代表您提出的关于建议提案收悉现答复如下第号届次会议年月日局〔〕《》（）：，。12390 \u3000\n\t<>",
    max_size=400,
)
_HABITS = ("title", "salutation", "opening", "closing", "note", "document_number", "disclosure")


def visible(letter: ReplyLetter) -> dict[str, object]:
    """Return the fields that a letter's paper shows, in the form of what is recognised."""
    full, agency = letter.agency.imprint == "full", letter.agency
    printing = replace(
        letter.printing,
        office=derived.printing_office(letter) if full else "",
        date=(letter.printing.date or letter.document_date) if full else None,
        copies=derived.copies(letter) if agency.show_copies else None,
    )
    whole = replace(letter, copy_to=derived.copies_to(letter), printing=printing)
    if agency.contact_position == "in_note":
        # The note of the recognised letter is that of another profile; its contact is a field of its own.
        whole = replace(whole, note=f"（{derived.disclosure_text(letter)}）")
    pieces = tuple(Piece(f"/{name}", 0, 0) for name in _HABITS)
    if letter.role == "co":
        pieces = tuple(piece for piece in pieces if piece.field != "/disclosure")
    return dict(recognised_fields(Recognised("", whole, pieces, ())))


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_are_recognised_from_their_paper(name: str) -> None:
    letter = sample(name)
    wanted = visible(letter)
    if letter.session.period == "ordinary":
        # At which meeting a paper was not filed is nowhere on paper.
        session = wanted["session"]
        assert isinstance(session, dict)
        session.pop("meeting")
    found = recognise(text_in(write_docx(letter, published=True)))
    assert recognised_fields(found) == wanted
    assert [found.text[row.start : row.end] for row in found.leftovers if not row.of_page] == []


def test_the_page_that_all_began_with_fills_every_field_and_its_letter_passes_the_audit() -> None:
    found = recognise(SEED.read_text(encoding="utf-8"))
    fields = dict(recognised_fields(found))
    assert fields.pop("answer")
    assert fields == {
        "kind": "cppcc_proposal",
        "role": "lead",
        "document_number": "朝民函〔2023〕32号",
        "session": {"body": "朝阳市政协", "term": 12, "meeting": 2, "period": "meeting"},
        "numbers": ["176"],
        "subjects": ["关于为社区治理赋能增效的建议"],
        "people": ["李文清"],
        "title": "关于对朝阳市政协十二届二次会议176号提案答复意见的函",
        "salutation": "李文清委员",
        "opening": "您提出的关于《关于为社区治理赋能增效的建议》的提案收悉，现答复如下：",
        "contact name": "周岚",
        "contact phone": fields["contact phone"],
        "issuers": ["朝阳市民政局"],
        "document_date": "2023-03-21",
        "note": "此件主动公开",
        "disclosure": "active",
        "copy_to": ["市政府办公室（督查室）", "市政协提案委"],
        "printing_office": "朝阳市民政局办公室",
        "printing_date": "2023-03-21",
        "copies": 6,
    }
    assert [block.level for block in found.letter.answer if block.level] == [1, 2, 2, 2, 2, 1, 1, 2, 2, 1, 1]
    assert [row for row in audit_docx(write_docx(found.letter)) if row.severity == "error"] == []


@given(_WORDS | st.text(max_size=200))
def test_any_text_is_a_letter_or_refused(text: str) -> None:
    for words in (text, f"李文清委员：\n{text}", f"李文清委员：\n{_OPENING}\n{text}"):
        try:
            found = recognise(words)
        except NoReplyLetter:
            continue
        assert all(0 <= piece.start <= piece.end <= len(found.text) for piece in found.pieces)


@pytest.mark.parametrize(
    ("salutation", "people", "words"),
    [
        ("王海涛 刘敏 张晓委员：", ("王海涛", "刘敏", "张晓"), "王海涛、刘敏、张晓委员："),
        ("王海涛　刘敏　张晓 委员：", ("王海涛", "刘敏", "张晓"), "王海涛、刘敏、张晓委员："),
        ("王海涛委员 刘敏委员：", ("王海涛", "刘敏"), "王海涛委员、刘敏委员："),
        ("王海涛 刘敏等5名委员：", ("王海涛", "刘敏"), "王海涛、刘敏等5名委员："),
        ("王涛  刘敏委员：", ("王涛", "刘敏"), "王涛、刘敏委员："),
        ("张  伟委员：", ("张伟",), "张伟委员："),
        ("尊敬的 王 芳、李明 委员：", ("王芳", "李明"), "尊敬的王芳、李明委员："),
    ],
)
def test_blanks_part_names_and_set_the_two_characters_of_one_apart(
    salutation: str, people: tuple[str, ...], words: str
) -> None:
    found = recognise(PAPERS["seed_letter"].replace("李文清委员：", salutation, 1))
    assert found.letter.proposers.people == people
    assert derived.effective_text(found.letter, "salutation") == words
    doubted = {piece.field for piece in found.pieces if piece.doubt}
    assert ("/proposers" in doubted) == (len(people) > 1 and "、" not in salutation)


def test_a_number_behind_a_label_that_nobody_knows_is_left_over() -> None:
    text = PAPERS["seed_letter"].replace(
        "朝阳市民政局\n2023年3月21日", "值守：0199-2600009\n朝阳市民政局\n2023年3月21日", 1
    )
    assert "值守" in text
    found = recognise(text)
    assert "值守：0199-2600009" in [found.text[row.start : row.end] for row in found.leftovers]


@pytest.mark.parametrize("date", ["　　年　　月　　日", "2023年　月　日", "20　 年 月 日"])
def test_a_date_that_is_left_to_be_stamped_ends_the_letter(date: str) -> None:
    text = PAPERS["seed_letter"].replace("2023年3月21日", date, 1)
    found = recognise(text)
    assert found.letter.document_date is None
    assert found.letter.agency.name == "朝阳市民政局"
    assert found.letter.closing == recognise(PAPERS["seed_letter"]).letter.closing


def test_a_field_that_is_not_there_stays_empty() -> None:
    letter = recognise(f"李文清委员：\n{_OPENING}\n我局已经办理。").letter
    assert (letter.document_date, letter.document_number.year, letter.copy_to, letter.contact.name) == (
        None,
        None,
        (),
        "",
    )
    assert letter.session.term is None
    assert derived.effective_text(letter, "closing") == ""


@pytest.mark.parametrize(
    "around",
    [
        "发布时间：2023-04-03 来源：某网",
        "上一篇：关于第99号提案的答复",
        "联系电话：0199-2800000 版权所有：某市人民政府",
        "附件下载：无",
    ],
)
def test_the_page_around_a_letter_says_nothing_of_it(around: str) -> None:
    text = f"李文清委员：\n{_OPENING}\n我局已经办理。\n感谢您的关心。\n朝阳市民政局\n2023年3月21日"
    plain, with_page = recognise(text), recognise(f"{around}\n{text}\n{around}")
    assert recognised_fields(plain) == recognised_fields(with_page)


def test_the_profile_in_use_is_taken_where_it_signs() -> None:
    own = replace(agency_defaults("朝阳市民政局"), title_ending="复函")
    text = f"李文清委员：\n{_OPENING}\n我局已经办理。\n朝阳市民政局\n2023年3月21日"
    assert recognise(text, own).letter.agency == own
    assert recognise(text.replace("朝阳市民政局", "朝阳市教育局"), own).letter.agency.name == "朝阳市教育局"


def test_what_does_not_agree_is_to_be_looked_at() -> None:
    title = "朝阳市民政局关于朝阳市政协十二届二次会议第8号提案的答复"
    found = recognise(f"{title}\n李文清委员：\n{_OPENING}\n我局已经办理。\n朝阳市民政局\n2023年3月21日")
    assert [(piece.field, piece.doubt) for piece in found.pieces if piece.doubt] == [
        ("/proposals", "标题和正文里的案号不一致")
    ]


ABOVE = (
    "首页 > 政务公开 > 建议提案办理",
    "发布时间：2026-01-05　来源：某某网　点击：123",
    "字体：[大 中 小]",
    "索引号：0001/2026-1",
)
BELOW = (
    "上一篇：关于第999号提案的答复",
    "下一篇：没有了",
    "打印 关闭",
    "版权所有：某某市人民政府　联系电话：0199-2800000",
)
PAPERS = {name: text_in(write_docx(sample(name), published=True)) for name in SAMPLES}


@given(st.sampled_from(sorted(SAMPLES)), st.randoms(use_true_random=False))
def test_a_page_and_its_blanks_around_a_letter_change_none_of_its_fields(name: str, chance: Random) -> None:
    lines = chance.sample(ABOVE, chance.randint(0, len(ABOVE)))
    for line in PAPERS[name].split("\n"):
        set_in = "" if "\t" in line else chance.choice(("", "\u3000\u3000", "    ", "\xa0\xa0"))
        lines += [set_in + line + chance.choice(("", "  ")), *chance.choice(((), (), ("",), ("\u3000",)))]
    lines += chance.sample(BELOW, chance.randint(0, len(BELOW)))
    assert recognised_fields(recognise("\n".join(lines))) == recognised_fields(recognise(PAPERS[name]))


def wrapped(paragraph: str, width: int = 24) -> str:
    words = "\u3000\u3000" + paragraph
    return "\n".join(words[at : at + width] for at in range(0, len(words), width))


def test_lines_that_were_wrapped_are_paragraphs_again() -> None:
    words = (
        "全市现有农村公路二千一百三十六公里，其中县道三百一十八公里，今年计划新改建九十六公里，目前已经完工七十一公里。"
    )
    body = "\n".join(map(wrapped, (_OPENING, words, words, "感谢您的关心。")))
    found = recognise(f"李文清委员：\n{body}\n朝阳市民政局\n2023年3月21日")
    assert [block.text for block in found.letter.answer] == [words, words]
    assert derived.effective_text(found.letter, "opening") == _OPENING
    assert found.letter.agency.name == "朝阳市民政局"
