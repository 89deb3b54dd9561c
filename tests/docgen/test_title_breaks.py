"""Titles are split by sense into 梯形 or 菱形, as the clerk's table titles.txt has it."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.title_lines import split_title
from docgen.widths import count_lines, width_in_characters
from tests.timing import work

WIDTH = 20
NO_SHAPE = "!shape "


class Row(NamedTuple):
    """A title as the table has it."""

    lines: list[str]
    names: list[str]
    parts: list[str]

    @property
    def title(self) -> str:
        return "".join(self.lines)


def table() -> Iterator[Row]:
    for line in Path(__file__).with_name("titles.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            split, names, mark = (*line.split("\t"), "", "")[:3]
            assert not mark or mark.startswith(NO_SHAPE)
            yield Row(split.split("|"), names.split(";") if names else [], mark.removeprefix(NO_SHAPE).split("/"))


ROWS = list(table())
LONG_ROWS = [row for row in ROWS if len(row.lines) > 1]
SHAPELESS = [row for row in ROWS if row.parts != [""]]

# What the checker knows it knows by itself: it shares no word with what it checks.
_NUMERAL = "[一二三四五六七八九十]"
_WHOLE = re.compile(
    rf"第[0-9A-Za-z　]+号(?:提案|建议)?"
    rf"|第?{_NUMERAL}+届(?:委员会|人民代表大会|全国委员会|人大|政协)?第?{_NUMERAL}+次(?:会议)?"
    rf"|第{_NUMERAL}+次会议|闭会期间|平时提案|会办意见|办理情况|[0-9A-Za-z]+|[0-9]{{4}}年|〔?【?[0-9]{{4}}[】〕][0-9]+号"
    r"|住房和城乡建设[局委]|人力资源和社会保障[局厅]|发展和改革委员会|工业和信息化局|规划和自然资源局|文化广播电视和旅游局"
    r"|文化旅游和广播电视局|林业和草原局|市场监督管理局|城市管理综合行政执法局|国有资产监督管理委员会|卫生健康委员会"
    r"|(?:民政|财政|教育|公安|水务|水利|商务|统计|体育|科学技术|自然资源|生态环境|农业农村|交通运输|应急管理|医疗保障)[局厅]"
    r"|人民政府办公[室厅]|人民代表大会常务委员会|人民检察院|中级人民法院|总工会|残疾人联合会|妇女联合会|街道办事处"
    r"|市政协|县政协|省政协|区政协|自治区|自治州|自治县|自治旗|老旧小区|社区|养老|提案|建议|答复|复函|关于"
)
_ISSUERS = re.compile(r"[^《》（）0-9第届]+?(?=关于|对(?!外))")


def whole_spans(title: str, names: list[str]) -> Iterator[tuple[str, int, int]]:
    """Return what stays whole in a title: its kind, its beginning and its end."""
    for found in _WHOLE.finditer(title):
        yield "broken", *found.span()
    for name in names:
        for found in re.finditer(re.escape(name), title):
            yield "broken name", *found.span()
    issuers = _ISSUERS.match(title)
    for found in re.finditer("[^、 　]+", issuers[0]) if issuers else ():
        yield "broken name", *found.span()
    for found in re.finditer("《[^《》]+》", title):
        start, end = found.span()
        # 的 belongs to the line of the pair; so do one or two characters, which are no line of their own.
        tail = re.match("[的、]*", title[end:])
        last = end + len(tail[0] if tail else "")
        last = len(title) if len(title) - last <= 2 else last
        if width_in_characters(title[0 if start <= 2 else start : last]) <= WIDTH:
            yield "broken pair", start, end


def room(line: str) -> float:
    """Return the room that a line needs where a program leaves a fifth of a character between Han and digits."""
    meet = re.findall(r"(?<=[一-龥])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[一-龥])", line)
    return width_in_characters(line) + 0.2 * len(meet)


def shape_faults(lines: list[str]) -> set[str]:
    widths = [width_in_characters(line.rstrip()) for line in lines]
    steps = [after - before for before, after in pairwise(widths)]
    faults = {"rectangle"} if any(abs(step) < 1 for step in steps) else set[str]()
    falling = [step for step in steps if step < 0]
    if falling and max(steps[steps.index(falling[0]) :]) > 0:
        faults.add("hourglass")
    return faults


def faults(lines: list[str], names: list[str]) -> set[str]:
    """Return what is wrong with the lines of a title."""
    title, found, cut, cuts = "".join(lines), shape_faults(lines), 0, set[int]()
    for line in lines[:-1]:
        cut += len(line)
        cuts.add(cut)
    for kind, start, end in whole_spans(title, names):
        if width_in_characters(title[start:end]) <= WIDTH and any(start < cut < end for cut in cuts):
            found.add(kind)
    for line in lines:
        checks = {
            "too wide": room(line.rstrip()) > WIDTH,
            "orphan": len(lines) > 1 and len(line.strip()) <= 2,
            "bad start": line[0] in "的》〉）、，”。 　",
            "bad end": line[-1] in "《〈（“第" or bool(re.search("《.?$", line)),
        }
        found |= {fault for fault, there in checks.items() if there}
    return found


@pytest.mark.parametrize("row", ROWS, ids=[row.title for row in ROWS])
def test_split_as_a_clerk_does(row: Row) -> None:
    assert split_title(row.title, WIDTH, row.names) == row.lines


@pytest.mark.parametrize("row", ROWS, ids=[row.title for row in ROWS])
def test_a_row_of_the_table_keeps_the_rules(row: Row) -> None:
    found = faults(row.lines, row.names)
    assert found <= ({"rectangle", "hourglass"} if row in SHAPELESS else set())


def test_the_table_is_large_and_few_titles_have_no_shape() -> None:
    titles = [row.title for row in ROWS]
    assert len(titles) >= 200
    assert len(set(titles)) == len(titles)
    assert len(LONG_ROWS) >= 200
    assert 0 < len(SHAPELESS) < 0.05 * len(ROWS)
    assert min(map(len, titles)) < 12
    assert max(map(len, titles)) > 90


def all_splits(parts: list[str]) -> Iterator[list[str]]:
    """Return every way to set parts of a title in lines that fit, of three characters or more."""
    for count in range(1, len(parts) + 1):
        line = "".join(parts[:count])
        if room(line) > WIDTH:
            return
        if len(line) > 2:
            for rest in all_splits(parts[count:]) if count < len(parts) else ([],):
                yield [line, *rest]


@pytest.mark.parametrize("row", SHAPELESS, ids=[row.title[:12] for row in SHAPELESS])
def test_a_title_without_shape_has_none_in_any_split(row: Row) -> None:
    assert "".join(row.parts) == row.title
    assert shape_faults(row.lines)
    splits = list(all_splits(row.parts))
    assert splits
    assert all(shape_faults(lines) for lines in splits)


@pytest.mark.parametrize(
    ("fault", "split"),
    [
        ("broken", "朝阳市民政局关于市政协十二届二次会议第17|6号提案的答复"),
        ("broken", "朝阳市民政局关于市政协十二届二次会议第8号|建议的答复"),
        ("broken", "朝阳市民政局关于市政协十二届|二次会议第176号提案的答复"),
        ("broken", "关于朝阳市第十八届人民代表大会|第四次会议第025号建议的答复"),
        ("broken", "朝阳市住房和|城乡建设局关于市政协第176号提案的答复"),
        ("broken name", "朝阳市民政|局关于市政协第2023176号提案的答复"),
        ("broken pair", "关于市政协第176号《关于治理|犬患的建议》提案的答复"),
        ("bad start", "关于市政协十二届二次会议第176号提案|的答复函"),
        ("bad start", "关于《关于做好农村养老服务的建议|》的答复"),
        ("bad end", "关于市政协十二届二次会议第176号《|关于做好农村养老服务工作的建议》的答复"),
        ("rectangle", "关于对市政协十二届二次会议|第176号提案会办意见的复函"),
        ("rectangle", "朝阳市民政局|朝阳市财政局"),
        ("hourglass", "朝阳市人力资源和社会保障局|关于市政协第9号提案|的情况以及后续安排的答复"),
        ("orphan", "关于朝阳市政协十二届二次会议第18号提案的|答复"),
        ("too wide", "朝阳市民政局关于朝阳市政协十二届二次会议第176号|提案的答复"),
        ("too wide", "朝阳市民政局办公室|关于市政协十二届二次会议第22号提案的答复"),
    ],
)
def test_the_rules_find_a_bad_split(fault: str, split: str) -> None:
    assert fault in faults(split.split("|"), [])


def test_the_rules_find_a_broken_name() -> None:
    lines = ["关于台州湾企业家", "联谊会第176号提案的答复"]
    assert faults(lines, []) == set()
    assert faults(lines, ["台州湾企业家联谊会"]) == {"broken name"}
    assert faults(split_title("".join(lines), WIDTH, ["台州湾企业家联谊会"]), ["台州湾企业家联谊会"]) == set()


@pytest.mark.parametrize("row", LONG_ROWS[::10], ids=[row.title for row in LONG_ROWS[::10]])
def test_breaks_by_hand_are_kept(row: Row) -> None:
    half = len(row.title) // 2
    typed = [row.title[:half][-WIDTH:], row.title[half:][:WIDTH]]
    assert split_title("\n".join(typed), WIDTH, row.names) == typed


def test_a_line_by_hand_that_is_too_wide_is_split_and_the_hand_kept() -> None:
    title = "朝阳市民政局\n关于朝阳市政协十二届二次会议第176号提案的答复"
    assert split_title(title, WIDTH) == ["朝阳市民政局", "关于朝阳市政协十二届二次会议", "第176号提案的答复"]


@pytest.mark.parametrize("length", [*range(21, 60), 100, 400, 2000])
def test_any_title_is_split_wholly(length: int) -> None:
    title = ("某单位关于一二三四五六七八九十届会议第12345号提案的答复" * 80)[:length]
    lines = split_title(title, WIDTH)
    assert "".join(lines) == title
    assert all(width_in_characters(line) <= WIDTH for line in lines)


@pytest.mark.parametrize(
    "text", ["国", "1", "市", "第", "《", "》", "的", "、", " ", "自治县", "关于", "民政局", "a b "]
)
def test_hostile_titles_are_split_quickly(text: str) -> None:
    title = text * (2000 // len(text))
    lines = split_title(title, WIDTH, [text * 3])
    assert work(lambda: split_title(title, WIDTH, [text * 3])) < 400
    assert "".join(lines) == title
    assert all(width_in_characters(line.rstrip()) <= WIDTH for line in lines)


def test_a_usual_title_is_little_work() -> None:
    def split_all() -> None:
        for row in ROWS:
            split_title(row.title, WIDTH, row.names)

    assert work(split_all) / len(ROWS) < 5


_PLACES = ["", "朝阳市", "建平县", "沈阳市和平区", "喀喇沁左翼蒙古族自治县", "伊犁哈萨克自治州"]
_ORGANS = ["民政局", "住房和城乡建设局", "人力资源和社会保障局", "发展和改革委员会", "人民政府办公室", "总工会"]
_SESSIONS = [
    "市政协十二届二次会议",
    "县十八届人大三次会议",
    "政协朝阳市第十二届委员会第二次会议",
    "建平县第十八届人民代表大会第四次会议",
    "市十八届人大三次会议闭会期间",
    "市政协十二届委员会平时提案",
]
_digits = st.text("0123456789", min_size=1, max_size=8)
_numbers = st.builds(lambda letter, digits: f"第{letter}{digits}号", st.sampled_from(["", "", "Y", "B"]), _digits)


@st.composite
def titles(draw: st.DrawFn) -> str:
    issuers = draw(st.lists(st.builds(str.__add__, st.sampled_from(_PLACES), st.sampled_from(_ORGANS)), max_size=3))
    subject = draw(
        st.sampled_from(["", "", "《关于推进医养结合的提案》", "《关于加强和改进农村留守儿童关爱服务工作的建议》"])
    )
    return "".join(
        (
            draw(st.sampled_from(["、", " ", "　"])).join(issuers),
            draw(st.sampled_from(["关于", "对", "关于对"])),
            draw(st.sampled_from(_SESSIONS)),
            "、".join(draw(st.lists(_numbers, min_size=1, max_size=4))),
            subject,
            draw(st.sampled_from(["提案", "建议"])),
            draw(st.sampled_from(["的答复", "的答复函", "答复意见的函", "办理情况的答复", "的会办意见"])),
        )
    )


@given(titles(), st.sampled_from([(), ("民政局", "市政协", "朝阳市")]))
def test_a_title_of_any_parts_keeps_the_rules_of_sense(title: str, names: tuple[str, ...]) -> None:
    lines = split_title(title, WIDTH, names)
    assert "".join(lines) == title
    assert faults(lines, list(names)) <= {"rectangle", "hourglass"}


@given(st.text("国民政社区治理一二第号届次会议（）《》、。的 　0123456789Ab关于", max_size=80), st.integers(6, 30))
def test_any_text_fits_on_the_paper(title: str, width: int) -> None:
    lines = split_title(title, width)
    assert "".join(lines) == title
    assert all(width_in_characters(line.rstrip()) <= width for line in lines)


def test_width_and_lines() -> None:
    assert width_in_characters("2023年3月21日") == 6.5
    assert width_in_characters("朝阳市民政局") == 6
    assert count_lines("国" * 26, 26.5) == 1
    assert count_lines("国" * 27, 26.5) == 2
    assert count_lines("国" * 26 + "。", 26.5) == 2
