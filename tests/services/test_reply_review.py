"""What is left over of a letter while its fields are corrected: nothing that belongs to no field goes unsaid."""

import pytest

from intake.recognise import Leftover
from letter.model import Attachment, Block, Contact, Printing, Proposal
from services.recognising import recognised
from services.reply_filling import filled_from_reply
from services.reply_review import FOLLOWED, Review, begun, rows, said_twice, with_correction, with_typed, without
from tests.letters import plain_letter

LEFT = "本月起窗口迁到一楼大厅办理，联系电话0199-2600009"
LETTER = (
    "朝民函〔2025〕7号\n关于市政协十三届三次会议第52号提案的答复\n林晓雯委员：\n"
    "您提出的《关于完善老旧小区加装电梯的提案》（第52号）收悉，现答复如下：\n一、基本情况\n全市已加装电梯320部。\n"
    "感谢您对我们工作的关心和支持。\n朝阳市民政局\n2025年6月18日\n联系人：何敏　联系电话：0199-2600001\n"
    "（此件依申请公开）\n抄送：市政协提案委、市政府督查室。\n朝阳市民政局办公室　2025年6月19日印发\n"
    f"共印20份\n{LEFT}\n类别：B\n报送：市委办公室"
)


@pytest.fixture
def review() -> Review:
    return begun(recognised(LETTER, None))


def use(review: Review, field: str, words: str) -> Review:
    start = review.found.text.index(words)
    return with_correction(review, field, (start, start + len(words)), None)


def left(review: Review) -> list[str]:
    return review.leftovers(of_page=False)


def doubted(review: Review) -> list[str]:
    return [row.field for row in rows(review) if row.doubt == FOLLOWED]


def test_nothing_is_moved_before_anything_is_corrected(review: Review) -> None:
    assert left(review) == [LEFT]
    assert doubted(review) == []


def test_words_that_a_field_takes_are_no_leftovers_any_more(review: Review) -> None:
    assert left(use(review, "/note", LEFT)) == []


def test_of_a_line_taken_in_part_the_rest_is_listed(review: Review) -> None:
    after = use(review, "/contact/phone", "0199-2600009")
    assert after.letter.contact.phone == "0199-2600009"
    assert left(after) == ["0199-2600001", "本月起窗口迁到一楼大厅办理，联系电话"]


def test_words_that_a_field_gives_up_are_listed_until_it_has_them_again(review: Review) -> None:
    after = use(review, "/contact/name", "林晓雯")
    assert left(after) == ["何敏", LEFT]
    assert left(use(after, "/contact/name", "何敏")) == [LEFT]


def test_words_that_another_field_holds_are_not_left_over(review: Review) -> None:
    assert left(without(review, "/note")) == [LEFT], "the disclosure stands in the same line"


def test_of_words_taken_twice_the_second_stand(review: Review) -> None:
    after = use(use(review, "/note", LEFT), "/note", "（此件依申请公开）")
    assert left(after) == [LEFT]
    assert after.letter.note in (None, "（此件依申请公开）")


@pytest.mark.parametrize(
    ("field", "listed"),
    [
        ("/answer", ["一、基本情况", "全市已加装电梯320部。"]),
        ("/closing", ["感谢您对我们工作的关心和支持。"]),
        ("/document_number", ["朝民函〔2025〕7号"]),
        ("/copy_to", ["抄送：市政协提案委、市政府督查室。"]),
        ("/printing", ["朝阳市民政局办公室　2025年6月19日印发", "共印20份"]),
        ("/document_date", ["2025年6月18日"]),
    ],
)
def test_what_an_emptied_field_held_is_listed_line_by_line(field: str, listed: list[str], review: Review) -> None:
    after = without(review, field)
    assert left(after) == [*listed, LEFT]
    assert next(row for row in rows(after) if row.field == field).places == ()
    assert [after.found.text[row.start : row.end] for row in after.taken().leftovers] == left(after)


def test_a_part_that_stays_is_not_listed(review: Review) -> None:
    after = use(review, "/printing", "2025年6月18日")
    assert after.letter.printing == Printing("朝阳市民政局办公室", after.letter.document_date, 20)
    assert left(after) == ["2025年6月19日印发", LEFT]


def test_a_number_among_other_words_takes_only_its_own() -> None:
    text = LETTER.replace("朝民函〔2025〕7号\n", "").replace(LEFT, f"{LEFT}\n朝民函〔2025〕8号　窗口周日休息")
    review = begun(recognised(text, None))
    after = use(review, "/document_number", "朝民函〔2025〕8号　窗口周日休息")
    assert after.letter.document_number.serial == 8
    assert "窗口周日休息" in "".join(left(after))


def test_what_follows_from_a_corrected_field_asks_for_a_look() -> None:
    title = "朝阳市民政局关于朝阳市政协十三届三次会议第52号提案的答复"
    text = LETTER.replace("关于市政协十三届三次会议第52号提案的答复", title)
    review = begun(recognised(text.replace("（第52号）收悉，现", "（第52号提案）收悉。经研究，现"), None))
    after = use(review, "/proposals", "7号")
    assert after.letter.proposals == (Proposal("7", "关于完善老旧小区加装电梯的提案"),)
    assert doubted(after) == ["/title", "/opening"]
    assert doubted(use(after, "/proposals", "第52号")) == []
    assert doubted(use(after, "/title", title)) == ["/opening"]
    assert doubted(use(review, "/kind", "林晓雯委员")) == []
    of_deputies = with_correction(review._replace(found=review.found._replace(text="人大")), "/kind", (0, 2), None)
    assert doubted(of_deputies) == ["/title", "/session", "/salutation", "/opening"]


def test_what_was_corrected_is_taken_as_it_is(review: Review) -> None:
    after = use(without(review, "/contact/name"), "/outcome_class", "类别：B")
    found = after.taken()
    assert found.letter.outcome_class == "B"
    assert not any(piece.doubt for piece in found.pieces)
    assert "/contact/name" not in {piece.field for piece in found.pieces}
    filled = filled_from_reply(plain_letter(proposals=(), contact=Contact("周建国")), found).letter
    assert filled.contact.name == "周建国"


def test_a_corrected_kind_is_filled_into_the_letter_in_work() -> None:
    text = LETTER.replace(LEFT, "人大代表建议")
    letter = plain_letter(proposals=(), kind="cppcc_proposal")
    found = use(begun(recognised(text, None)), "/kind", "人大代表建议").taken()
    filled = filled_from_reply(letter, found).letter
    assert (filled.kind, filled.session.body) == ("npc_suggestion", "朝阳市人大")


def test_words_that_stand_in_two_fields_are_told(review: Review) -> None:
    after = use(review, "/closing", "全市已加装电梯320部。")
    assert said_twice(after, "/closing") == "/answer"
    assert said_twice(use(review, "/session", "市政协十三届三次会议"), "/session") == ""


def test_the_text_of_an_attachment_is_listed_only_when_it_goes() -> None:
    text = LETTER.replace("联系人", "附件：1.征询意见表\n联系人") + "\n附件\n征询意见表\n第一行。\n第二行。"
    review = begun(recognised(text, None))
    assert review.letter.attachments[0].answer == (Block(text="第一行。"), Block(text="第二行。"))
    renamed = use(review, "/attachments", "何敏")
    assert renamed.letter.attachments == (Attachment("何敏", review.letter.attachments[0].answer),)
    assert "第一行。" not in left(renamed)
    gone = without(review, "/attachments")
    assert {"第一行。", "第二行。"} <= set(left(gone))


def test_lines_without_words_stay_listed_while_other_fields_are_corrected() -> None:
    review = begun(recognised(LETTER.replace(LEFT, "————"), None))
    assert left(review) == left(use(review, "/outcome_class", "类别：B")) == ["————"]


@pytest.mark.parametrize(
    ("field", "line", "rest"),
    [
        ("/kind", "本件为政协提案，请于8月底前反馈", "请于8月底前反馈"),
        ("/proposals", "本件系政协第176号提案，请于8月底前反馈", "请于8月底前反馈"),
        ("/proposals", "第8号《关于加强养老，改善服务的提案》；窗口周日休息", "窗口周日休息"),
        ("/disclosure", "窗口周日休息。此件不予公开。", "窗口周日休息。"),
        ("/outcome_class", "类别：A　窗口周日休息", "窗口周日休息"),
        ("/copy_to", "报：市委统战部\n抄送：市财政局", "报：市委统战部"),
    ],
)
def test_what_a_field_does_not_say_of_the_selected_words_stays_listed(field: str, line: str, rest: str) -> None:
    review = begun(recognised(f"{LETTER}\n市民建议箱\n{line}", None))
    start = review.found.text.rindex(line)
    bare = review._replace(
        pieces=tuple(piece for piece in review.pieces if piece.end <= start),
        found=review.found._replace(leftovers=(Leftover(start, start + len(line), of_page=False),)),
    )
    after = with_correction(bare, field, (start, start + len(line)), None)
    assert rest in left(after)
    assert line not in left(after)


def test_copies_alone_leave_the_line_of_the_printing(review: Review) -> None:
    shorter = begun(recognised(LETTER.replace("共印20份\n", "共印8份的通知附后\n"), None))
    after = use(shorter, "/printing", "共印8份")
    assert after.letter.printing.copies == 8
    assert after.letter.printing.date == review.letter.printing.date
    assert not any("印发" in line for line in left(after))
    again = use(review, "/printing", "共印20份")
    assert left(again) == [LEFT]


def test_another_office_leaves_the_date_of_the_printing(review: Review) -> None:
    after = use(review, "/printing", "市政府督查室")
    assert after.letter.printing.date == review.letter.printing.date
    assert not any("2025年6月19日" in line for line in left(after))
    assert "朝阳市民政局办公室" in "".join(left(after))


@pytest.mark.parametrize(
    ("words", "doubt"),
    [
        ("二、下一步打算\n继续加装。", "原文从“二、”开始，信里从“一、”编起"),
        ("一、基本情况\n已加装。\n三、打算\n再加装。", "原文的“三、”信里编作“二、”"),
        ("一、基本情况\n已加装。\n二、打算\n再加装。", None),
        ("已加装2部。", None),
    ],
)
def test_an_answer_is_not_renumbered_without_a_word(words: str, doubt: str | None) -> None:
    review = begun(recognised(f"{LETTER}\n{words}", None))
    start = review.found.text.rindex(words)
    after = with_correction(review, "/answer", (start, start + len(words)), None)
    assert next(row.doubt for row in rows(after) if row.field == "/answer") == doubt


def test_of_words_with_several_labels_only_the_own_one_is_taken(review: Review) -> None:
    after = use(review, "/contact/name", "联系人：何敏　联系电话：0199-2600001")
    assert after.letter.contact == review.letter.contact
    assert said_twice(after, "/contact/name") == ""
    assert left(after) == [LEFT]


def test_a_title_that_still_cites_the_number_before_a_correction_asks_for_a_look() -> None:
    by_hand = begun(recognised(LETTER.replace("第52号提案的答复", "第52号提案的复函"), None))
    assert not any(row.doubt for row in rows(by_hand))
    after = with_typed(by_hand, "/proposals", "第113号", None)
    why = "这里写的是第52号，案号是第113号"
    assert [(row.field, row.doubt) for row in rows(after) if row.doubt] == [("/title", why), ("/opening", why)]
    after = with_typed(after, "/title", "关于第113号提案的复函", None)
    assert [row.field for row in rows(after) if row.doubt] == ["/opening"]
    assert not any(row.doubt for row in rows(with_typed(after, "/opening", "您的提案收悉。", None)))
