"""What single fields of a letter say, in forms that differ from our own."""

import datetime

import pytest
from msgspec.structs import replace

from intake.recognise import recognise
from letter.derived import agency_defaults, issuers
from letter.model import Attachment, Printing, Proposal, ReplyLetter

_OPENING = "您提出的《关于改造老旧小区的提案》（第176号）收悉。经研究，现答复如下："
_DATE = "2023年3月21日"


def letter_of(*, title: str = "", opening: str = _OPENING, organs: str = "朝阳市民政局", end: str = "") -> ReplyLetter:
    return recognise(f"{title}\n李文清委员：\n{opening}\n我局已经办理。\n{organs}\n{_DATE}\n{end}").letter


def test_of_organs_that_sign_together_none_is_lost_whoever_recognises_them() -> None:
    text = f"李文清委员：\n{_OPENING}\n我局已经办理。\n朝阳市教育局　朝阳市民政局\n{_DATE}"
    signed = ("朝阳市教育局", "朝阳市民政局")
    for own in (None, *map(agency_defaults, (*signed, "朝阳市财政局"))):
        assert issuers(recognise(text, own).letter) == signed
    host = replace(agency_defaults("朝阳市教育局"), title_ending="复函")
    assert recognise(text, host).letter.agency == host


@pytest.mark.parametrize("numbers", ["176、177号", "176和177号", "第176、177号"])
def test_every_number_of_a_list_is_read(numbers: str) -> None:
    letter = letter_of(title=f"关于市政协十二届二次会议{numbers}提案的答复")
    assert [one.number for one in letter.proposals] == ["176", "177"]


def test_what_a_subject_quotes_is_not_taken_for_the_subject() -> None:
    letter = letter_of(opening="您提出的《关于“一老一小”服务的建议》（第8号）收悉，现答复如下：")
    assert letter.proposals == (Proposal("8", "关于“一老一小”服务的建议"),)
    letter = letter_of(opening="您提出的《关于“一老一小”的建议》（第8号）收悉，现答复如下：")
    assert letter.proposals == (Proposal("8", "关于“一老一小”的建议"),)


@pytest.mark.parametrize("each", ["各1份", "（各1份）", "2份", "各一份"])
def test_copies_are_no_part_of_a_name(each: str) -> None:
    assert letter_of(end=f"抄送：市政协提案委、市政府督查室{each}。").copy_to == ("市政协提案委", "市政府督查室")


def test_a_list_of_copies_goes_on_as_long_as_its_lines_are_open() -> None:
    letter = letter_of(end="抄送：市政协提案委，\n市委统战部，\n市政府办公室。\n朝阳市民政局办公室　2023年3月22日印发")
    assert letter.copy_to == ("市政协提案委", "市委统战部", "市政府办公室")
    assert letter.printing == Printing("朝阳市民政局办公室", datetime.date(2023, 3, 22))


def test_copies_may_stand_beside_who_printed_them() -> None:
    letter = letter_of(end="朝阳市民政局办公室　2023年3月22日印发　（共印20份）")
    assert letter.printing == Printing("朝阳市民政局办公室", datetime.date(2023, 3, 22), 20)


@pytest.mark.parametrize(
    "lines", ["附件：1.征询意见表\n2.工作台账", "附件1：征询意见表\n附件2：工作台账", "附件：1.征询意见表　2.工作台账"]
)
def test_every_attachment_of_a_list_is_read(lines: str) -> None:
    assert letter_of(end=lines).attachments == (Attachment("征询意见表"), Attachment("工作台账"))


def test_the_places_of_an_attachment_are_told_under_its_own_number() -> None:
    letter = f"李文清委员：\n{_OPENING}\n我局已经办理。\n附件：1.台账\n2.意见表\n朝阳市民政局\n{_DATE}"
    found = recognise(f"{letter}\n附件2\n意见表\n第一行。")
    pieces = {piece.field: found.text[piece.start : piece.end] for piece in found.pieces}
    assert [(one.title, bool(one.answer)) for one in found.letter.attachments] == [("台账", False), ("意见表", True)]
    assert pieces["/attachments/1/answer"] == "第一行。"
    assert "/attachments/0/answer" not in pieces
