"""A register of many letters for the benches: none has the words of another, as in an office of twenty years."""

import datetime
import random
from pathlib import Path

import msgspec

from letter.codec import write_letter
from letter.model import Block, DocumentNumber, Proposal, Proposers, ReplyLetter, Session
from register.migrations import MIGRATIONS, migrate
from register.opening import open_store
from register.store import Store
from register.tables import LETTERS, NUMBERS, SERIES, insert
from tests.letters import SAMPLES, plain_letter, sample

CODE, FIRST_YEAR, A_YEAR = "朝民函", 2006, 1000
_PARAGRAPHS = 12
_TOPICS = (
    "养老服务", "社区治理", "残疾人就业", "儿童福利", "殡葬改革", "社会救助", "慈善事业", "志愿服务", "物业管理",
    "停车难", "农村饮水", "校园食品安全", "家庭医生", "老旧小区改造", "电动自行车充电", "夜间经济", "非遗保护",
    "公共厕所", "垃圾分类", "职业教育",
)  # fmt: skip
_PLACES = ("双塔区", "龙城区", "北票", "凌源", "建平", "喀左", "城乡结合部", "工业园区", "沿河", "山区")
_DEMANDS = (
    "加强{place}{topic}",
    "推进{place}{topic}工作",
    "解决{place}{topic}问题",
    "在{place}试点{topic}",
    "完善{place}{topic}机制",
)


def full_register(path: Path, count: int) -> Store:
    """Return a register of so many issued letters."""
    store = open_store(path, migrations=MIGRATIONS[:1])
    dice = random.Random(20_000)
    known = sentences()
    with store.writing() as writing:
        connection = writing.connection
        # The rows are spelled out: to issue each by itself would sync the disk twenty thousand times.
        for number in range(count):
            year, serial = FIRST_YEAR + number // A_YEAR, number % A_YEAR + 1
            if serial == 1:
                series = {"id": year, "code": CODE, "year": year, "start": 1}
                insert(connection, SERIES, {**series, **writing.made})
            letter = letter_of(number, dice, known)
            said = {
                "date": f"{letter.document_date}",
                "title": "",
                "addressee": "",
                "proposal": letter.proposals[0].number,
            }
            given = {"id": number + 1, "series": year, "serial": serial, "occurrence": 1, "state": "issued"}
            insert(connection, NUMBERS, {**given, "origin": "program", **said, **writing.made})
            kept = {"id": number + 1, "key": f"key{number}", "version": 1, "number": number + 1, "state": "issued"}
            content = {"content": write_letter(letter).decode(), "file_path": f"{number}.docx", "file_sha256": "0" * 64}
            insert(connection, LETTERS, {**kept, **content, "issued_at": writing.at, **writing.made})
        migrate(connection, MIGRATIONS)
    return open_store(path)


def letter_of(number: int, dice: random.Random, sentences: list[str]) -> ReplyLetter:
    """Return a letter of its own words: sentences of the samples in its own order, with names that were made up."""
    year, serial = FIRST_YEAR + number // A_YEAR, number % A_YEAR + 1
    names = "".join(dice.choice("赵钱孙李周吴郑王冯陈") + dice.choice("文建国志明秀英海燕") + dice.choice("清华强丽军"))
    subject = dice.choice(_DEMANDS).format(place=dice.choice(_PLACES), topic=dice.choice(_TOPICS))
    answer = tuple(
        Block(
            text=f"{dice.choice(_PLACES)}{dice.choice(_TOPICS)}：{''.join(dice.sample(sentences, 3))}{dice.random()}。"
        )
        for _ in range(_PARAGRAPHS)
    )
    return plain_letter(
        session=Session("朝阳市政协", 5 + (year - FIRST_YEAR) // 5, 1 + (year - FIRST_YEAR) % 5),
        proposals=(Proposal(f"{serial:03}", f"关于{subject}的建议"),),
        proposers=Proposers((names,)),
        document_number=DocumentNumber(CODE, year, serial),
        document_date=datetime.date(year, 1 + number % 12, 1 + number % 28),
        answer=answer,
        outcome_class="ABC"[number % 3],
    )


def sentences() -> list[str]:
    """Return sentences of the samples, each once."""
    letters = [msgspec.structs.replace(sample(name)) for name in SAMPLES]
    texts = {block.text for letter in letters for block in letter.answer if not block.heading}
    found = {part for text in texts for part in text.split("。") if 12 < len(part) < 80}
    return sorted(found)
