"""Text copied from a PDF has a line end behind each printed line; other short lines have theirs for a reason."""

import re

import pytest

from intake.printed_lines import join_printed_lines
from letter.outline import write_answer
from tests.letters import SAMPLES, sample

LETTER = (
    "一、加强社区工作者人员配备",
    "按照《中共朝阳市委办公室、朝阳市人民政府办公室关于加强社区工作者队伍建设的实施意见》要求，每个城市社区按照5～9人的标准"
    "配备社区工作者，实行总量控制、动态管理。2023年共招录社区工作者1234.56万人，其中本科以上学历占85.3%，平均年龄35岁，队伍结构"
    "明显优化。",
    "（一）现阶段我市城市社区工作者人数配置情况",
    "截至目前全市共有城市社区工作者八百六十名每万名城镇常住居民配备社区工作者达到十八人以上的目标已经基本实现，下一步将继续推进。",
    "1.加强组织领导。成立由市民政局主要负责同志任组长的工作专班，统筹推进社区工作者招录、培训、考核等各项工作，形成齐抓共管的良好"
    "局面。",
    "2.落实资金保障。",
    "感谢您对我市民政工作的关心和支持！",
)
NEVER_FIRST = "，。、；：）》”%"


def printed(paragraphs: tuple[str, ...], characters: int, indent: str = "") -> str:
    """Return paragraphs as lines of so many characters, the first of each two shorter."""
    lines: list[str] = []
    for paragraph in paragraphs:
        line, room = indent, 2 * (characters - (0 if indent else 2))
        for token in re.findall(r"[0-9A-Za-z.%]+|.", paragraph):
            if width(line + token) > room and token not in NEVER_FIRST:
                lines.append(line)
                line, room = "", 2 * characters
            line += token
        lines.append(line)
    return "\n".join(lines)


def width(words: str) -> int:
    return sum(1 if character.isascii() else 2 for character in words)


@pytest.mark.parametrize("indent", ["", "　　"])
@pytest.mark.parametrize("characters", [22, 24, 25, 26, 28, 29, 30, 33, 35, 38])
def test_the_lines_of_a_printed_paragraph_are_joined_and_no_others(characters: int, indent: str) -> None:
    text = printed(LETTER, characters, indent)
    assert join_printed_lines(text) == "\n".join(indent + paragraph for paragraph in LETTER)


@pytest.mark.parametrize("indent", ["", "　　"])
@pytest.mark.parametrize("characters", [24, 26, 28, 30])
@pytest.mark.parametrize("name", SAMPLES)
def test_of_every_letter_all_lines_but_those_with_a_stop_at_their_end_are_joined(
    name: str, characters: int, indent: str
) -> None:
    paragraphs = [line for line in write_answer(sample(name).answer).split("\n") if line and "\t" not in line]
    wanted: list[str] = []
    for paragraph in paragraphs:
        ended = True
        for line in printed((paragraph,), characters, indent).split("\n"):
            if ended:
                wanted.append(line)
            else:
                wanted[-1] += line
            ended = line.endswith(("。", "；", "：", "！", "？"))
    assert join_printed_lines(printed(tuple(paragraphs), characters, indent)).split("\n") == wanted


@pytest.mark.parametrize("name", SAMPLES)
def test_a_letter_as_it_is_typed_stays_as_it_is(name: str) -> None:
    text = write_answer(sample(name).answer)
    assert join_printed_lines(text) == text


def test_a_page_number_between_two_lines_is_joined_to_neither() -> None:
    lines = printed(LETTER[1:2], 28).split("\n")
    text = "\n".join([*lines[:2], "— 2 —", *lines[2:]])
    assert join_printed_lines(text) == "\n".join(["".join(lines[:2]), "— 2 —", "".join(lines[2:])])


def test_figures_at_the_end_of_one_line_and_the_beginning_of_the_next_are_never_made_one() -> None:
    text = printed(LETTER, 28) + "\n我局将认真落实，加大资金投入力度，计划新建养老服务站12\n3个。"
    assert join_printed_lines(text).endswith("12\n3个。")


def test_words_of_two_lines_stay_two_words() -> None:
    first = "我局将认真落实工作部署，引进国际通行的服务质量标准quality"
    text = f"{first}\nmanagement，继续加强领导，完善机制，明确责任，落实资金。\n" + printed(LETTER, 28)
    assert "quality management" in join_printed_lines(text)


LEFT_ALONE = {
    "names": "李文清\n王小明\n赵大力\n孙丽",
    "a poem": "床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。",
    "addresses of one length": (
        "辽宁省朝阳市双塔区新华路三段十二号朝阳市民政局办公室\n"
        "辽宁省朝阳市龙城区文化路四段二十号朝阳市教育局办公室\n"
        "辽宁省朝阳市双塔区珠江路二段十六号朝阳市财政局办公室"
    ),
    "titles": "关于进一步加强我市城市社区工作者队伍建设的建议\n关于进一步完善我市农村留守老人关爱服务的建议\n谢谢。",
    "sentences that fill a line each": (
        "我局将加强领导，进一步完善工作机制，明确责任分工要求。\n我局将落实资金，积极争取上级支持，加大投入力度保障。"
    ),
    "measures without a stop": (
        "加强组织领导，成立工作专班，明确责任分工，形成工作合力\n"
        "落实资金保障，安排专项经费，加强监督检查，确保专款专用\n"
        "强化督导检查，建立工作台账，定期调度通报，推动任务落实"
    ),
    "measures of one pattern, and a sentence": (
        "加强组织领导，成立工作专班，明确责任分工，形成工作合力\n"
        "落实资金保障，安排专项经费，加强监督检查，确保专款专用\n"
        "感谢您的关心和支持！"
    ),
    "notes of all lengths without a stop": (
        "加大资金投入力度，积极争取上级专项资金，确保各项工程顺利实施到位\n"
        "完善基础设施建设，新建改建养老服务站点\n"
        "加强队伍建设，组织养老护理员开展职业技能培训，提高服务质量水平\n"
        "强化监督检查，定期开展安全隐患排查\n"
        "我局将继续努力，不断提高养老服务工作水平，让广大老年人安享晚年\n"
        "感谢您的关心和支持！"
    ),
    "a table": "职务\t月补贴\n主任\t4600",
    "a title and whom it is for": "朝阳市民政局关于朝阳市政协第176号提案的答复\n李文清委员：\n您好。",
    "long paragraphs": "我局高度重视，" * 30 + "\n" + "认真组织实施，" * 30 + "。",
    "one line": "我局高度重视",
    "English": "We will go on with this work, and\nreport to you, as is usual, when\nit has been done.",
    "nothing": "\n\n",
}


@pytest.mark.parametrize("name", LEFT_ALONE)
def test_lines_that_somebody_meant_stay(name: str) -> None:
    assert join_printed_lines(LEFT_ALONE[name]) == LEFT_ALONE[name]


def test_headings_and_items_of_the_measure_of_a_line_stay_apart() -> None:
    heading = "一、进一步加强全市城乡社区居家养老服务体系建设工作"
    text = printed(LETTER, 28) + f"\n{heading}\n" + printed(LETTER[1:2], 28)
    assert heading in join_printed_lines(text).split("\n")
