"""Write resources/lexicon/initials.json: the letter with which each character's sound begins, in the order of Unicode.

The sounds are those by which CLDR sorts Chinese, as the ICU within Qt for Linux knows them. Run as a module from the
top of the repository: python -m tests.tools.write_initials
"""

import json
from bisect import bisect_right

from PySide6.QtCore import QCollator, QLocale

from tests.letters import ROOT

FIRST, LAST = "\u4e00", "\u9fff"
LETTERS = "abcdefghjklmnopqrstwxyz"
# The character that is sorted first among those of each letter.
BEGINNINGS = "阿八嚓咑妸发旮哈丌咔垃妈拏噢妑七呥仨他屲夕丫帀"
# Characters with sounds of different letters, the commonest first: in surnames, places and the names of offices.
SEVERAL = (
    "长cz 曾zc 厦xs 重zc 行xh 会hk 调dt 省sx 单ds 解jx 仇qc 查cz 区qo 尉wy 乐ly 翟zd 召zs 朝cz 种zc 覃qt "
    "车cj 系xj 参cs 传cz 藏cz 弹dt 石sd 校xj 降jx 强qj 巷xh 莘xs 贾jg 句jg 谷gy 秘mb 费fb 繁fp 阿ae 粘nz "
    "折zs 隗wk 宓mf 万wm 俞ys 郗xc 给gj 畜cx 率ls 属sz 提td 沈sc 伺sc 浚jx 蔚wy 涡wg 汤ts 吓xh 咳kh 壳kq "
    "茄qj 轧zy 泊bp 埔pb 堡bp 辟pb 脯fp 圩wx 峒dt 侗dt 合hg 红hg 见jx 遗yw 便bp 暴bp 说sy 叶yx 番fp 否fp "
    "冯fp 吁xy 咯kg 傀kg 匙cs 椎zc 槛jk 炔qg 蛤gh 辗zn"
)


def main() -> None:
    """Sort all characters and write their letters."""
    collator = QCollator(QLocale("zh_CN"))
    characters = sorted(map(chr, range(ord(FIRST), ord(LAST) + 1)), key=collator.sortKey)
    places = {character: place for place, character in enumerate(characters)}
    beginnings = [places[character] for character in BEGINNINGS]
    assert beginnings == sorted(beginnings), "this Qt does not sort by sound"
    letters = {character: LETTERS[bisect_right(beginnings, place) - 1] for character, place in places.items()}
    data = {
        "first": FIRST,
        "letters": "".join(letters[character] for character in sorted(letters)),
        "several": {words[0]: words[1:] for words in SEVERAL.split()},
    }
    target = ROOT / "resources" / "lexicon" / "initials.json"
    target.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
