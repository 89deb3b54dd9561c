"""Organs told apart by their names: separators by system and level, and how a body is addressed."""

import pytest

from letter.organs import joined, pronoun_of

LISTS = [
    (("市政府办公室（督查室）", "市政协提案委"), "市政府办公室（督查室），市政协提案委"),
    (("市政府办公室", "市财政局", "市教育局"), "市政府办公室、市财政局、市教育局"),
    (("市委督查室", "市政府办公室", "市人大常委会办公室"), "市委督查室，市政府办公室，市人大常委会办公室"),
    (("省财政厅", "市财政局"), "省财政厅，市财政局"),
    (("朝阳市财政局", "建平县财政局", "凌源市财政局"), "朝阳市财政局，建平县财政局，凌源市财政局"),
    (("市委统战部", "民盟辽宁省委会"), "市委统战部，民盟辽宁省委会"),
    (("团市委", "市妇联", "市总工会"), "团市委、市妇联、市总工会"),
    (("市法院", "市检察院"), "市法院、市检察院"),
    (("区政府办公室", "和平区住建局"), "区政府办公室、和平区住建局"),
    ((), ""),
]


@pytest.mark.parametrize(("names", "text"), LISTS, ids=[row[1][:10] for row in LISTS])
def test_comma_between_systems_and_levels(names: tuple[str, ...], text: str) -> None:
    assert joined(names, by_system=True) == text
    assert joined(names, by_system=False) == "、".join(names)


BODIES = {
    "市教育局": "贵局",
    "市发展改革委": "贵委",
    "市政府办公室": "贵办",
    "省教育厅": "贵厅",
    "农业界别": "你们",
    "社会福利和社会保障界": "你们",
    "建平县代表团": "你们",
    "市政协社会法制委员会": "贵委员会",
    "市工商联": "贵会",
    "民盟朝阳市委会": "贵单位",
    "市职业技术学院": "贵院",
    "某某": "贵单位",
    "": "贵单位",
}


@pytest.mark.parametrize("organ", BODIES)
def test_pronoun(organ: str) -> None:
    assert pronoun_of(organ) == BODIES[organ]
