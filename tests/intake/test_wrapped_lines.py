"""Letters whose lines were wrapped at a width, in a page or not, are what they were; lines that are two stay two."""

import re
from collections.abc import Mapping
from random import Random
from typing import Any, NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from docgen.docx.writer import write_docx
from intake.printed_lines import width
from intake.recognise import recognise
from intake.wrapped_lines import join_wrapped_lines
from letter import derived
from services.letter_sources import text_in
from tests.intake.judging import recognised_fields
from tests.letters import SAMPLES, sample
from tests.timing import FOURFOLD, LINEAR_AT_MOST, fourfold_growth

PAPERS = {name: text_in(write_docx(sample(name), published=True)) for name in SAMPLES}
ABOVE = (
    "首页 > 政务公开 > 建议提案办理",
    "您的位置：首页 >> 信息公开 >> 正文",
    "发布时间：2026-01-05　来源：某某网　点击：123",
    "字体：[大 中 小]",
    "索引号：0001/2026-1",
    "分享到：微信 微博",
)
BELOW = (
    "上一篇：关于第999号提案的答复",
    "下一篇：没有了",
    "打印 关闭",
    "责任编辑：某某",
    "分享到：微信 微博",
    "版权所有：某某市人民政府　联系电话：0199-2800000　网站标识码：0000000001　某ICP备00000001号",
)
PAGE_ENDS: tuple[list[str], ...] = ([], ["- 2 -"], ["", "— 3 —", ""], ["第 2 页 共 3 页"])
NEVER_FIRST = "，。、；：？！）》”〉,;:)"
HALF = str.maketrans("，：；（）", ",:;()")
SALUTED = re.compile(r"(?:委员|代表|代表团|委会|局)[：:]")


class Habit(NamedTuple):
    """How a program wraps: at how many characters, what is set in, and what it does with a mark that begins a line."""

    characters: int
    set_in: str
    marks: str


HABITS = st.builds(
    Habit,
    st.integers(22, 45),
    st.sampled_from(("nothing", "paragraphs", "all")),
    st.sampled_from(("hang", "push", "cut")),
)


def wrapped(paragraph: str, habit: Habit) -> list[str]:
    lines, line = [], list[str]()
    for word in list(paragraph) if habit.marks == "cut" else re.findall(r"[\x21-\x7e]+|.", paragraph):
        if width("".join(line) + word) > 2 * habit.characters and "".join(line).strip():
            kept = line
            if habit.marks == "cut" or word not in NEVER_FIRST:
                line = []
            elif habit.marks == "push":
                start = max((at for at, one in enumerate(line) if at and one not in NEVER_FIRST), default=0)
                kept, line = (line[:start], line[start:]) if start else ([], line)
            else:
                kept = []
            lines += ["".join(kept)] if kept else []
        line.append(word)
    return [*lines, "".join(line)]


def wrapped_letter(text: str, habit: Habit, blank: str = "\u3000") -> list[list[str]]:
    """Return the lines of each paragraph; rows of tables stay whole."""
    made: list[list[str]] = []
    for line in text.split("\n"):
        sentence = line.endswith(("。", "：")) and not SALUTED.search(line[-5:])
        set_in = habit.set_in == "all" or (habit.set_in == "paragraphs" and sentence)
        words = blank * (4 if blank in " \xa0" else 2) + line if set_in and line else line
        made.append([line] if "\t" in line else wrapped(words, habit))
    return made


def said(text: str) -> Mapping[str, Any]:
    found = recognise(text)
    blocks = [(block.level, block.heading, block.text) for block in found.letter.answer]
    return {**recognised_fields(found), "blocks": blocks}


def shows(paragraphs: list[list[str]], habit: Habit) -> bool:
    """Return whether anything shows that lines were wrapped: some end within a sentence, or what is set in."""
    broken = [line for lines in paragraphs for line in lines[:-1] if line[-1] not in "。：；！？"]
    return habit.set_in != "nothing" or len(broken) > 2


@given(st.sampled_from(sorted(SAMPLES)), HABITS)
def test_a_letter_that_was_wrapped_gives_the_same_fields_and_paragraphs(name: str, habit: Habit) -> None:
    paragraphs = wrapped_letter(PAPERS[name], habit)
    assume(shows(paragraphs, habit))
    wanted, found = dict(said(PAPERS[name])), dict(said("\n".join(line for lines in paragraphs for line in lines)))
    if habit.set_in == "nothing":
        # Where nothing is set in, a sentence at the end of a line is the end of a paragraph.
        wanted["blocks"], found["blocks"] = sentences(wanted["blocks"]), sentences(found["blocks"])
    assert found == wanted


def sentences(blocks: list[tuple[Any, str, str]]) -> list[str]:
    return re.split("(?<=[。：；！？])", "".join(heading + text for _, heading, text in blocks))


@pytest.mark.full
@given(st.sampled_from(sorted(SAMPLES)), HABITS, st.booleans(), st.randoms(use_true_random=False))
def test_a_wrapped_letter_in_the_noise_of_a_page_gives_the_same_fields(
    name: str, habit: Habit, half: bool, chance: Random
) -> None:
    text = PAPERS[name].translate(HALF) if half else PAPERS[name]
    paragraphs = wrapped_letter(text, habit, chance.choice(("\u3000", " ", "\xa0")))
    assume(shows(paragraphs, habit))
    lines: list[str] = chance.sample(ABOVE, chance.randint(0, len(ABOVE)))
    for paragraph in paragraphs:
        for line in paragraph:
            lines += chance.choice(PAGE_ENDS) if len(lines) % 20 == 0 and "\t" not in line else []
            lines.append(line + chance.choice(("", "", "  ", "\xa0")))
        lines += chance.choice(([], [], [], [""], ["\u3000"]))
    lines += chance.sample(BELOW, chance.randint(0, len(BELOW)))
    wanted, found = dict(said(text)), dict(said("\n".join(lines)))
    del wanted["blocks"], found["blocks"]
    assert found == wanted


PARAGRAPH = (
    "我局会同有关部门对全市农村公路进行了逐条踏勘，形成了三年改造方案，并且报市政府常务会议审议通过，计划今年十月底以前"
    "开工建设第一批项目二十五条，里程七十四公里，其余项目列入明年和后年的计划，按照轻重缓急的原则优先安排通学通医路段"
)


def as_wide_as(line: str) -> str:
    """Return a paragraph that was wrapped so that a line is as wide as one can be."""
    wide, lines, rest = width(line), list[str](), PARAGRAPH
    while width(rest) > wide:
        # A Latin letter makes an even width odd.
        lines.append(rest[: wide // 2] + "a" * (wide % 2))
        rest = rest[wide // 2 :]
    return "\n".join([*lines, f"{rest}。"]) + "\n"


TWO = {
    "an organ and another": "朝阳市龙城区人民政府住房和城乡建设局和交通运输局联合办事处\n朝阳市双塔区水利局",
    "a title and whom it is for": "朝阳市民政局关于朝阳市政协十二届二次会议第一七六号提案的答复\n李文清委员：",
    "an organ and a date": "朝阳市龙城区人民政府住房和城乡建设局和交通运输局联合办事处\n2023年3月21日",
    "a closing and an organ": "感谢您对我市住房和城乡建设工作的关心和支持，欢迎多提宝贵意见。\n朝阳市住房和城乡建设局",
    "two items": "附件：1.朝阳市城乡社区居家养老服务设施建设任务分解及进度一览表\n2.朝阳市社区名单",
    "a copy list and who printed it": (
        "抄送：市政府办公室（督查室），市人大常委会选举任免代表联络工作委。\n朝阳市民政局办公室　2023年3月21日印发"
    ),
    "a contact and another": "联系科室：朝阳市城乡社区居家养老服务设施建设任务工作专班办公室\n联系电话：0199-2810000",
    "a heading and another": "一、关于进一步加强全市城乡社区居家养老服务设施建设和管理的工作\n（一）加强领导",
    "a line of the page and a title": "首页 > 政务公开 > 建议提案办理 > 市政协提案办理 > 复文\n关于第7号提案的答复",
}


@pytest.mark.parametrize("name", TWO)
def test_two_lines_of_a_wrapped_text_that_are_two_things_stay_two(name: str) -> None:
    first, second = TWO[name].split("\n")
    made = join_wrapped_lines(as_wide_as(first) + f"{first}\n{second}").split("\n")
    # The paragraph above was joined, so it shows a width.
    assert made[1:] == [first, second]


ONE = {
    "a name of an organ": ("抄送：市政府办公室（督查室），市人大常委会选举任免代表", "联络工作委员会。", ""),
    "a label": ("联系科室：农村公路建设养护管理科　联系人：马骏　联系电", "话：0199-2820000", ""),
    "a value and its label": ("联系科室：农村公路建设养护管理科　联系人：马骏　电话：", "0199-2820000", ""),
    "two numbers": ("我局将加强领导，有意见请与办公室联系，电话：0199-2810000", "0199-2810001。", " "),
    "a number": ("我局将加强领导，加大投入，计划新建农村社区养老服务站点12", "3个，方便老人。", ""),
    "a number of a paper": ("您提出的《关于做好地名文化保护的提案》，也就是第PS", "003号平时提案，现答复如下：", ""),
    "a title of an attachment": ("附件：1.朝阳市城乡社区居家养老服务设施建设任务分解和进", "度表", ""),
    "a heading": ("一、关于进一步加强全市城乡社区居家养老服务设施建设和管", "理工作", ""),
    "organs that sign together": ("朝阳市住房和城乡建设局　朝阳市自然资源局　朝阳市农业农", "村局", ""),
    "a note": ("（联系人：马骏，联系单位：农村公路建设养护管理科，联系电", "话：0199-2820000）", ""),
    "what stands in brackets": ("以上答复，您如有意见和建议，请与市残联办公室联系（电话：", "0199-2848033）。", ""),
    "a count within a sentence": (
        "该班车原来每天开行，从九月起改为逢集开行，农历每逢二、",
        "五、八发车，往返各一趟。",
        "",
    ),
}


@pytest.mark.parametrize("name", ONE)
def test_what_was_broken_within_itself_is_one_again(name: str) -> None:
    first, second, blank = ONE[name]
    made = join_wrapped_lines(as_wide_as(first) + f"{first}\n{second}").split("\n")
    assert made[1:] == [first + blank + second]


HANGING = {
    "who gets a copy": ("抄送：市政府办公室（督查室），市人大常委会选举任免代表联", "络工作委员会。"),
    "an attachment": ("附件：1.朝阳市城乡社区居家养老服务设施建设任务分解和进", "度表"),
}


@pytest.mark.parametrize("name", HANGING)
def test_a_list_goes_on_in_what_hangs_below_it(name: str) -> None:
    first, rest = HANGING[name]
    text = as_wide_as(first) + f"{first}\n\u3000\u3000\u3000{rest}\n\u3000\u3000\u30002.朝阳市社区名单"
    assert join_wrapped_lines(text).split("\n")[1:] == [first + rest, "\u3000\u3000\u30002.朝阳市社区名单"]


def test_two_latin_words_stay_two() -> None:
    first = "我局认真落实工作部署，引进国际通行的服务质量标准quality"
    hung = first.replace("quality", "体系标准，")
    made = join_wrapped_lines(as_wide_as(first) + f"{first}\nmanagement，继续加强领导。\n{hung}\n继续加强领导。")
    assert "quality management" in made


BEGUN = {
    "a set phrase": "您提出的《关于甲的提案》（第7号）收悉，经研究，现答\n复如下：",
    "a title in marks": "您在市政协十二届二次会议期间提出的《关于发展社区\n养老服务的提案》收悉，现答复如下：",
    "a mark": "您提出的《关于甲的提案》（第7号）收悉\n，现答复如下：",
    "the rest of the sentence": "您提出的《关于甲的提案》收悉，结合我局\n职能，提出如下意见：",
}


@pytest.mark.parametrize("name", BEGUN)
def test_an_opening_that_was_broken_once_is_one(name: str) -> None:
    text = f"李文清委员：\n{BEGUN[name]}\n我局已经办理。\n感谢您的关心。\n朝阳市民政局\n2023年3月21日"
    whole = BEGUN[name].replace("\n", "")
    found = recognise(text)
    assert derived.effective_text(found.letter, "opening") == whole
    assert [block.text for block in found.letter.answer] == ["我局已经办理。"]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_letter_that_was_not_wrapped_stays_as_it_is(name: str) -> None:
    assert join_wrapped_lines(PAPERS[name]) == PAPERS[name]


LONG = 400


@pytest.mark.parametrize(
    "line",
    [
        "我局高度重视，认真组织实施，加强领导和监督检查，落实经费保障",
        "我局高度重视认真组织实施加强领导和监督检查落实经费保障。可以",
        "我局高度重视认真组织实施加强领导和监督检查落实经费保障《可以",
        "首页>政务公开>政协提案办理情况网上公开",
        "甲、",
        "《甲",
        "，",
        "1" * 50,
    ],
)
def test_time_grows_no_faster_than_the_text(line: str) -> None:
    few, fourfold = (f"{line}\n" * number + "完了。" for number in (LONG, FOURFOLD * LONG))
    assert fourfold_growth(join_wrapped_lines, few, fourfold) < LINEAR_AT_MOST


@given(st.text("国民政李文清委员：，。、1230 \u3000\n\t<>（）附件联系人", max_size=400))
def test_of_any_text_no_character_but_blanks_is_lost(text: str) -> None:
    assert re.sub(r"\s", "", join_wrapped_lines(text)) == re.sub(r"\s", "", text)
