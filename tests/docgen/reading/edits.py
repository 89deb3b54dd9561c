"""Edits that leaders make in Word: what is done to the file, and the one change that must come back."""

import datetime
from collections.abc import Callable
from typing import Any, NamedTuple

from msgspec.structs import replace

from letter.model import Attachment, Block, Contact, DocumentNumber, Header, JointIssuer, ReplyLetter
from tests.docgen.reading.word import Word
from tests.letters import sample


class Edit(NamedTuple):
    """One edit: the sample, what is done, the changes as kind and field, and the letter that comes back."""

    sample: str
    do: Callable[[Word], object]
    changes: tuple[tuple[str, str], ...]
    letter: Callable[[ReplyLetter], ReplyLetter]


def fields(**changes: Any) -> Callable[[ReplyLetter], ReplyLetter]:
    return lambda letter: replace(letter, **changes)


def agency(**changes: Any) -> Callable[[ReplyLetter], ReplyLetter]:
    return lambda letter: replace(letter, agency=replace(letter.agency, **changes))


def answer(*steps: Callable[[list[Block]], object]) -> Callable[[ReplyLetter], ReplyLetter]:
    """Return what does steps to the list of blocks of the answer."""

    def make(letter: ReplyLetter) -> ReplyLetter:
        blocks = list(letter.answer)
        for step in steps:
            step(blocks)
        return replace(letter, answer=tuple(blocks))

    return make


def block(at: int, **changes: Any) -> Callable[[list[Block]], object]:
    def step(blocks: list[Block]) -> None:
        blocks[at] = replace(blocks[at], **changes)

    return step


def insert(at: int, new: Block) -> Callable[[list[Block]], object]:
    return lambda blocks: blocks.insert(at, new)


def drop(at: int) -> Callable[[list[Block]], object]:
    return lambda blocks: blocks.pop(at)


def move(at: int, to: int) -> Callable[[list[Block]], object]:
    return lambda blocks: blocks.insert(to, blocks.pop(at))


def words(at: int, old: str, new: str) -> Callable[[list[Block]], object]:
    """Return a step that replaces words in a paragraph."""

    def step(blocks: list[Block]) -> None:
        assert old in blocks[at].text
        blocks[at] = replace(blocks[at], text=blocks[at].text.replace(old, new, 1))

    return step


def cell(at: int, row: int, column: int, new: str) -> Callable[[list[Block]], object]:
    def step(blocks: list[Block]) -> None:
        rows = [list(cells) for cells in blocks[at].table]
        rows[row][column] = new
        blocks[at] = Block(table=tuple(map(tuple, rows)))

    return step


def rows(at: int, change: Callable[[list[tuple[str, ...]]], object]) -> Callable[[list[Block]], object]:
    def step(blocks: list[Block]) -> None:
        found = list(blocks[at].table)
        change(found)
        blocks[at] = Block(table=tuple(found))

    return step


def attachment(at: int, **changes: Any) -> Callable[[ReplyLetter], ReplyLetter]:
    def make(letter: ReplyLetter) -> ReplyLetter:
        found = list(letter.attachments)
        found[at] = replace(found[at], **changes)
        return replace(letter, attachments=tuple(found))

    return make


def changed(*names: str) -> tuple[tuple[str, str], ...]:
    return tuple(("changed", name) for name in names)


def _split_second(blocks: list[Block]) -> None:
    first, rest = blocks[2].text.split("精神，", 1)
    blocks[2:3] = [Block(text=first + "精神，"), Block(text=rest)]


def _drop_second_attachment(word: Word) -> None:
    word.delete("金州区医养结合机构名单")
    for words in (
        "附件2",
        "金州区医养结合机构名单",
        "一、公开内容",
        "机构名称",
        "二、公开方式",
        "在区政府门户网站和各社区公示栏",
    ):
        word.delete(words)


def _swap_attachments(word: Word) -> None:
    body = word.find("附件2").getparent()
    rows = list(body)
    first, second = rows.index(word.find("附件1")), rows.index(word.find("附件2"))
    end = rows.index(word.find("在区政府门户网站和各社区公示栏")) + 1
    for row in rows[second:end]:
        rows[first].addprevious(row)
    word.move("金州区医养结合机构名单", before="社区居家养老服务设施建设任务表")


def _pages(word: Word) -> None:
    """Add an attachment as a clerk does: a line in the list, a page with label, title and text."""
    word.type_after("金州区医养结合机构名单", "3.新的一份附件")
    end = word.find("在区政府门户网站和各社区公示栏")
    for text, style in (
        ("新附件的内容。", "body"),
        ("新的一份附件", "attachment_title"),
        ("附件3", "attachment_label"),
    ):
        made = word.type_after("在区政府门户网站和各社区公示栏", text, style)
        assert made.getprevious() is end


T2023 = ("朝阳市民政局关于朝阳市政协十二届二次会议第176号提案的答复",)
JOINT_ORGANS = "盘锦市水利局　盘锦市生态环境局　盘锦市农业农村局　盘锦市住房和城乡建设局"
JOINT_TITLE = JOINT_ORGANS + "关于盘锦市政协九届二次会议第66号提案的答复"
LONG = "按照《中共朝阳市委办公室"
SEED, LEVELS, TABLE, FORMAT, JOINT = "seed_letter", "three_levels", "with_table", "document_format", "joint_organs"

EDITS: dict[str, Edit] = {
    # The head.
    "document number": Edit(
        SEED,
        lambda d: d.replace("32", "33"),
        changed("/document_number"),
        fields(document_number=DocumentNumber("朝民函", 2023, 33)),
    ),
    "number's year": Edit(
        SEED,
        lambda d: d.replace("〔2023〕", "〔2024〕"),
        changed("/document_number"),
        fields(document_number=DocumentNumber("朝民函", 2024, 32)),
    ),
    "number in square brackets": Edit(
        SEED,
        lambda d: d.replace("〔2023〕32", "[2023]45"),
        changed("/document_number"),
        fields(document_number=DocumentNumber("朝民函", 2023, 45)),
    ),
    "number's code": Edit(
        SEED,
        lambda d: d.replace("朝民函", "朝民字"),
        changed("/document_number"),
        fields(document_number=DocumentNumber("朝民字", 2023, 32)),
    ),
    "number typed anew": Edit(
        SEED,
        lambda d: d.retype("朝民函〔2023〕32号", "朝民函〔2023〕7号"),
        changed("/document_number"),
        fields(document_number=DocumentNumber("朝民函", 2023, 7)),
    ),
    "outcome class": Edit(
        SEED, lambda d: d.replace("办理结果：A", "办理结果：B"), changed("/outcome_class"), fields(outcome_class="B")
    ),
    "outcome class deleted": Edit(
        SEED, lambda d: d.delete("办理结果：A"), changed("/outcome_class"), fields(outcome_class="")
    ),
    "outcome in brackets": Edit(
        FORMAT, lambda d: d.replace("（B）", "（C）"), changed("/outcome_class"), fields(outcome_class="C")
    ),
    "signatory": Edit(
        FORMAT, lambda d: d.replace("韩志远", "高建国"), changed("/signatory"), fields(signatory="高建国")
    ),
    "urgency added": Edit(
        SEED,
        lambda d: d.type_after("朝民函〔2023〕32号", "特急"),
        changed("/header/urgency"),
        fields(header=Header("", "", "特急")),
    ),
    "secrecy added": Edit(
        FORMAT,
        lambda d: d.type_before("（B）", "秘密★1年", "number_line"),
        changed("/header/secrecy"),
        fields(header=Header("", "秘密★1年", "")),
    ),
    "copy number added": Edit(
        FORMAT,
        lambda d: d.type_before("（B）", "000007", "number_line"),
        changed("/header/copy_number"),
        fields(header=Header("000007", "", "")),
    ),
    "mark": Edit(
        SEED,
        lambda d: d.replace("朝阳市民政", "朝阳市民政和养老"),
        changed("/agency/mark"),
        agency(mark="朝阳市民政和养老局"),
    ),
    # Title, addressee, opening, closing.
    "title": Edit(
        SEED,
        lambda d: d.replace("号提案的答复", "号提案答复的函"),
        changed("/title"),
        fields(title="朝阳市民政局关于朝阳市政协十二届二次会议第176号提案答复的函"),
    ),
    "title of two organs": Edit(
        JOINT,
        lambda d: d.replace("提案的答复", "提案的复函"),
        changed("/title"),
        fields(title=JOINT_TITLE.replace("答复", "复函")),
    ),
    "title typed anew": Edit(
        SEED,
        lambda d: d.retype("第176号提案的答复", "关于第176号提案的答复"),
        changed("/title"),
        fields(title="关于第176号提案的答复"),
    ),
    "addressee": Edit(
        SEED, lambda d: d.replace("李文清委员", "李文青委员"), changed("/salutation"), fields(salutation="李文青委员：")
    ),
    "addressee typed anew": Edit(
        SEED,
        lambda d: d.retype("李文清委员：", "尊敬的李文清委员："),
        changed("/salutation"),
        fields(salutation="尊敬的李文清委员："),
    ),
    "opening": Edit(
        SEED,
        lambda d: d.replace("收悉。经研究", "收悉，非常感谢。经研究"),
        changed("/opening"),
        fields(opening="您提出的《关于为社区治理赋能增效的建议》（第176号提案）收悉，非常感谢。经研究，现答复如下："),
    ),
    "opening typed anew": Edit(
        SEED,
        lambda d: d.retype("您提出的《关于为社区治理赋能增效的建议》", "来信收到，答复如下："),
        changed("/opening"),
        fields(opening="来信收到，答复如下："),
    ),
    "opening in two paragraphs": Edit(
        SEED,
        lambda d: d.split("收悉。"),
        changed("/opening"),
        fields(opening="您提出的《关于为社区治理赋能增效的建议》（第176号提案）收悉。\n经研究，现答复如下："),
    ),
    "opening deleted": Edit(
        SEED, lambda d: d.delete("您提出的《关于为社区治理赋能增效的建议》"), changed("/opening"), fields(opening="")
    ),
    "closing": Edit(
        SEED,
        lambda d: d.replace("欢迎继续", "恳请继续"),
        changed("/closing"),
        fields(closing="感谢您对我市民政工作的关心和支持，恳请继续提出宝贵意见。"),
    ),
    "closing typed anew": Edit(
        SEED,
        lambda d: d.retype("感谢您对我市民政工作", "专此函复。"),
        changed("/closing"),
        fields(closing="专此函复。"),
    ),
    "closing deleted": Edit(SEED, lambda d: d.delete("感谢您对我市民政工作"), changed("/closing"), fields(closing="")),
    "a line after the closing": Edit(
        SEED,
        lambda d: d.type_after("感谢您对我市民政工作", "特此函复。"),
        changed("/closing"),
        fields(closing="感谢您对我市民政工作的关心和支持，欢迎继续提出宝贵意见。\n特此函复。"),
    ),
    # The answer.
    "words in a paragraph": Edit(
        SEED,
        lambda d: d.replace("5～9", "6～9"),
        changed("/answer/2"),
        answer(words(2, "5～9", "6～9")),
    ),
    "one number in the text": Edit(
        SEED, lambda d: d.replace("1641", "1614"), changed("/answer/6"), answer(words(6, "1641", "1614"))
    ),
    "paragraph typed anew": Edit(
        SEED,
        lambda d: d.retype(LONG, "全部重写的一段，与原来没有关系。"),
        (("removed", "/answer/2"), ("added", "/answer/2")),
        answer(block(2, text="全部重写的一段，与原来没有关系。")),
    ),
    "paragraph added": Edit(
        SEED,
        lambda d: d.type_after("人员数量根据工作实际需求配置", "领导加的一段。"),
        (("added", "/answer/3"),),
        answer(insert(3, Block(text="领导加的一段。"))),
    ),
    "paragraph added at the head": Edit(
        SEED,
        lambda d: d.type_after("收悉。经研究", "先说一句。"),
        (("added", "/answer/0"),),
        answer(insert(0, Block(text="先说一句。"))),
    ),
    "paragraph typed behind the addressee": Edit(
        SEED,
        lambda d: d.type_after("李文清委员：", "您好！"),
        changed("/opening"),
        fields(opening="您好！\n您提出的《关于为社区治理赋能增效的建议》（第176号提案）收悉。经研究，现答复如下："),
    ),
    "paragraph added before the closing": Edit(
        SEED,
        lambda d: d.type_before("感谢您对我市民政工作", "最后再加一段。", "body"),
        (("added", "/answer/20"),),
        answer(insert(20, Block(text="最后再加一段。"))),
    ),
    "pasted paragraph without a style of ours": Edit(
        SEED,
        lambda d: d.type_after("人员数量根据工作实际需求配置", "从别处粘贴的一段。", "Normal"),
        (("added", "/answer/3"),),
        answer(insert(3, Block(text="从别处粘贴的一段。"))),
    ),
    "paragraph deleted": Edit(SEED, lambda d: d.delete(LONG), (("removed", "/answer/2"),), answer(drop(2))),
    "first paragraph deleted": Edit(
        SEED,
        lambda d: d.delete("一、加强社区工作者人员配备"),
        (("removed", "/answer/0"),),
        answer(drop(0)),
    ),
    "paragraph moved": Edit(
        SEED,
        lambda d: d.move(LONG, "（三）选优配强"),
        (("moved", "/answer/2"),),
        answer(move(2, 4)),
    ),
    "paragraph split": Edit(SEED, lambda d: d.split("精神，"), (("split", "/answer/2"),), answer(_split_second)),
    "paragraphs merged": Edit(
        LEVELS,
        lambda d: d.merge("全区12个社区卫生服务中心"),
        (("merged", "/answer/3"),),
        answer(
            block(3, text="全区12个社区卫生服务中心全部设立老年健康门诊，开设家庭病床426张。2.日间照料机构"), drop(4)
        ),
    ),
    "heading's words": Edit(
        SEED,
        lambda d: d.replace("人员配备", "队伍配备"),
        changed("/answer/0"),
        answer(block(0, heading="加强社区工作者队伍配备")),
    ),
    "heading promoted by its number": Edit(
        LEVELS,
        lambda d: d.replace("（一）城区设施", "一、城区设施"),
        (("level", "/answer/1"),),
        answer(block(1, level=1)),
    ),
    "heading promoted by its style": Edit(
        LEVELS,
        lambda d: d.style("（一）城区设施", "heading_1"),
        (("level", "/answer/1"),),
        answer(block(1, level=1)),
    ),
    "heading lowered": Edit(
        LEVELS,
        lambda d: d.replace("（一）城区设施", "1.城区设施"),
        (("level", "/answer/1"),),
        answer(block(1, level=3)),
    ),
    "heading made text": Edit(
        LEVELS,
        lambda d: (d.replace("1.社区卫生", "社区卫生"), d.style("社区卫生服务中心", "body")),
        (("level", "/answer/2"),),
        answer(lambda blocks: blocks.__setitem__(2, Block(text="社区卫生服务中心"))),
    ),
    "heading with words behind it": Edit(
        LEVELS,
        lambda d: d.replace("城区设施", "城区设施。已经建成"),
        changed("/answer/1"),
        answer(block(1, heading="城区设施", text="已经建成")),
    ),
    "heading added": Edit(
        LEVELS,
        lambda d: d.type_before("（一）城区设施", "（一）总体情况", "heading_2"),
        (("added", "/answer/1"),),
        answer(insert(1, Block(level=2, heading="总体情况"))),
    ),
    "heading deleted": Edit(LEVELS, lambda d: d.delete("（一）城区设施"), (("removed", "/answer/1"),), answer(drop(1))),
    # Signature, date, note, contact.
    "organ": Edit(
        SEED,
        lambda d: d.replace("朝阳市民政局", "朝阳市民政服务局", nth=2),
        changed("/agency/name"),
        lambda letter: replace(
            letter,
            agency=replace(letter.agency, name="朝阳市民政服务局", mark="朝阳市民政局"),
            title=T2023[0],
            printing=replace(letter.printing, office="朝阳市民政局办公室"),
        ),
    ),
    "a joint organ": Edit(
        JOINT,
        lambda d: d.replace("盘锦市生态环境局", "盘锦市环保局", nth=1),
        changed("/joint_issuers/0/name"),
        lambda letter: replace(
            letter,
            joint_issuers=(JointIssuer("盘锦市环保局"), *letter.joint_issuers[1:]),
            title=JOINT_TITLE,
        ),
    ),
    "date": Edit(
        SEED,
        lambda d: d.replace("3月21日", "4月3日"),
        changed("/document_date"),
        lambda letter: replace(
            letter,
            document_date=datetime.date(2023, 4, 3),
            printing=replace(letter.printing, date=datetime.date(2023, 3, 21)),
        ),
    ),
    "date in Chinese numerals": Edit(
        LEVELS,
        lambda d: d.retype("2024年9月12日", "二〇二四年九月十三日"),
        changed("/document_date"),
        lambda letter: replace(
            letter,
            document_date=datetime.date(2024, 9, 13),
            printing=replace(letter.printing, date=datetime.date(2024, 9, 12)),
        ),
    ),
    "disclosure": Edit(
        SEED,
        lambda d: d.replace("此件主动公开", "此件依申请公开"),
        changed("/disclosure"),
        fields(disclosure="on_request"),
    ),
    "disclosure in other words than ours": Edit(
        SEED,
        lambda d: d.replace("此件主动公开", "此件不同意公开"),
        changed("/disclosure"),
        fields(disclosure="none", note="（此件不同意公开）"),
    ),
    "note": Edit(
        SEED, lambda d: d.replace("此件主动公开", "此件内部掌握"), changed("/note"), fields(note="（此件内部掌握）")
    ),
    "a line of the note added": Edit(
        SEED,
        lambda d: d.type_after("（此件主动公开）", "（另附光盘一张）"),
        changed("/note"),
        fields(note="（此件主动公开）\n（另附光盘一张）"),
    ),
    "a line typed behind the date": Edit(
        SEED,
        lambda d: d.type_after("2023年3月21日", "（请存档）"),
        changed("/note"),
        fields(note="（请存档）\n（此件主动公开）"),
    ),
    "contact's name": Edit(
        SEED,
        lambda d: d.replace("周岚", "周蓝"),
        changed("/contact"),
        fields(contact=Contact("周蓝", "0421-2810000")),
    ),
    "contact's telephone": Edit(
        SEED,
        lambda d: d.replace("2810000", "2819999"),
        changed("/contact"),
        fields(contact=Contact("周岚", "0421-2819999")),
    ),
    "contact's department": Edit(
        LEVELS,
        lambda d: d.replace("老龄健康科", "老龄科"),
        changed("/contact"),
        fields(contact=Contact("邹婷", "0411-87690000", "老龄科")),
    ),
    "contact deleted": Edit(SEED, lambda d: d.delete("联系人：周岚"), changed("/contact"), fields(contact=Contact())),
    # The imprint.
    "a copy more": Edit(
        SEED,
        lambda d: d.replace("市政协提案委。", "市政协提案委，市财政局。"),
        changed("/copy_to"),
        lambda letter: replace(
            letter,
            copy_to=("市政府办公室（督查室）", "市政协提案委", "市财政局"),
            printing=replace(letter.printing, copies=6),
        ),
    ),
    "copies to nobody": Edit(
        TABLE,
        lambda d: d.delete("抄送："),
        changed("/copy_to"),
        lambda letter: replace(letter, copy_to=(), printing=replace(letter.printing, copies=7)),
    ),
    "reported to": Edit(
        SEED,
        lambda d: d.type_before("抄送：", "报：市委办公室。"),
        changed("/report_to"),
        lambda letter: replace(letter, report_to=("市委办公室",), printing=replace(letter.printing, copies=6)),
    ),
    "number of copies": Edit(
        SEED,
        lambda d: d.replace("共印6份", "共印20份"),
        changed("/printing/copies"),
        lambda letter: replace(letter, printing=replace(letter.printing, copies=20)),
    ),
    "printing office": Edit(
        SEED,
        lambda d: d.replace("民政局办公室", "民政局综合科"),
        changed("/printing"),
        lambda letter: replace(letter, printing=replace(letter.printing, office="朝阳市民政局综合科")),
    ),
    "printing date": Edit(
        SEED,
        lambda d: d.replace("3月21日印发", "3月23日印发"),
        changed("/printing"),
        lambda letter: replace(letter, printing=replace(letter.printing, date=datetime.date(2023, 3, 23))),
    ),
    # Attachments and tables.
    "attachment added": Edit(
        LEVELS,
        _pages,
        (("added", "/attachments/2"),),
        lambda letter: replace(
            letter,
            attachments=(*letter.attachments, Attachment("新的一份附件", (Block(text="新附件的内容。"),))),
        ),
    ),
    "attachment's title in the list": Edit(
        LEVELS,
        lambda d: d.replace("任务表", "任务分工表"),
        changed("/attachments/0/title"),
        attachment(0, title="社区居家养老服务设施建设任务分工表"),
    ),
    "attachment's title on its page": Edit(
        LEVELS,
        lambda d: d.replace("任务表", "任务分工表", nth=1),
        changed("/attachments/0/title"),
        attachment(0, title="社区居家养老服务设施建设任务分工表"),
    ),
    "attachment's text": Edit(
        LEVELS,
        lambda d: d.replace("每季度更新一次", "每月更新一次"),
        changed("/attachments/1/answer/3"),
        attachment(
            1,
            answer=(
                *sample(LEVELS).attachments[1].answer[:3],
                Block(text="在区政府门户网站和各社区公示栏同步公开，每月更新一次。"),
            ),
        ),
    ),
    "attachments in another order": Edit(
        LEVELS,
        _swap_attachments,
        (("moved", "/attachments/1"),),
        lambda letter: replace(letter, attachments=letter.attachments[::-1]),
    ),
    "attachment deleted": Edit(
        LEVELS,
        _drop_second_attachment,
        (("removed", "/attachments/1"),),
        lambda letter: replace(letter, attachments=letter.attachments[:1]),
    ),
    "cell": Edit(
        TABLE, lambda d: d.cell("241.85", "243.5"), changed("/answer/2/table/2/4"), answer(cell(2, 2, 4, "243.5"))
    ),
    "cell emptied": Edit(
        TABLE, lambda d: d.cell("241.85", ""), changed("/answer/2/table/2/4"), answer(cell(2, 2, 4, ""))
    ),
    "two cells": Edit(
        TABLE,
        lambda d: (d.cell("241.85", "243.5"), d.cell("275.9", "300")),
        changed("/answer/2/table"),
        answer(cell(2, 2, 4, "243.5"), cell(2, 7, 4, "300")),
    ),
    "row added": Edit(
        TABLE,
        lambda d: d.add_row("喀左县", ("开发区", "1", "1", "100%", "0.5")),
        changed("/answer/2/table"),
        answer(rows(2, lambda found: found.insert(8, ("开发区", "1", "1", "100%", "0.5")))),
    ),
    "row deleted": Edit(
        TABLE, lambda d: d.drop_row("喀左县"), changed("/answer/2/table"), answer(rows(2, lambda found: found.pop(7)))
    ),
    "column deleted": Edit(
        TABLE,
        lambda d: d.drop_column(4),
        changed("/answer/2/table"),
        answer(rows(2, lambda found: found.__setitem__(slice(None), [row[:4] for row in found]))),
    ),
    "table deleted": Edit(TABLE, lambda d: d.drop_table(), (("removed", "/answer/2"),), answer(drop(2))),
    "table added": Edit(
        SEED,
        lambda d: d.add_table("人员数量根据工作实际需求配置", (("甲", "1"), ("乙", "2"))),
        (("added", "/answer/3"),),
        answer(insert(3, Block(table=(("甲", "1"), ("乙", "2"))))),
    ),
    "two changes at once": Edit(
        SEED,
        lambda d: (d.replace("32号", "33号"), d.delete(LONG)),
        (("changed", "/document_number"), ("removed", "/answer/2")),
        lambda letter: replace(answer(drop(2))(letter), document_number=DocumentNumber("朝民函", 2023, 33)),
    ),
}
