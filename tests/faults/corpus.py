"""Hundreds of files as they may come: our own, those of installed packages, and ours damaged in many ways."""

import datetime
import io
import random
import re
import site
import zipfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from docgen.docx.writer import write_docx
from tests.letters import ROOT, sample
from tests.register.table_files import Shown, ods_rows, write_ods, write_xls, write_xlsx

CASES = ROOT / "tests" / "cases"
_SAMPLES = ("seed_letter", "with_table", "document_format", "joint_organs")
_FOREIGN = (".docx", ".xlsx", ".xls", ".ods", ".html", ".htm", ".txt")
_MOST_FOREIGN = 120
_LARGEST_DAMAGED = 60_000
_DAY = datetime.date(2023, 3, 1)
_ROWS = [
    ("案号", "案由", "提案者", "届次", "交办日期", "主办单位", "会办单位"),
    (Shown(12, "0000"), "关于甲的建议", "李文清", "十二届二次会议", _DAY, "市民政局", ""),
    (13, "关于乙的建议", "王小明", "", _DAY, "市教育局", "市民政局"),
]
_REGISTER = [("发文字号", "标题", "成文日期"), ("朝民函﹝2023﹞32号", "关于甲的答复", "二○二三年三月一日")]
_PAGES = {
    "table": "<table><tr><td rowspan=3>一、</td><td>甲</td></tr><tr><td>乙</td></tr></table>",
    "nested": "<div>" * 5_000 + "正文" + "</div>" * 5_000,
    "spans": "<table>" + "<tr><td rowspan=65534 colspan=1000>甲</td></tr>" * 50 + "</table>",
    "styles": '<p style="mso-list:l0 level1 lfo1">一、情况</p><p><s>删</s><sup>2</sup><ruby>王<rt>w</rt></ruby></p>',
    "unclosed": "<p>甲<b>乙<table><tr><td>丙",
    "entities": "<!DOCTYPE a [<!ENTITY b 'c'>]><p>&b;&nbsp;&#x110000;&#0;</p>",
}
_TEXTS = {
    "plain": "一、总体情况\n成立专班。\n二、下一步\n继续推进。\n".encode(),
    "gbk": "一、总体情况\n成立专班。".encode("gb18030"),
    "utf16": "一、总体情况".encode("utf-16"),
    "nothing": b"",
    "controls": bytes(range(256)) * 20,
    "long": ("甲" * 200_000).encode(),
}


def make_corpus(folder: Path) -> list[Path]:
    """Write the files into a folder and return them all, those of the installed packages where they are."""
    seeds = [*_tables(folder), *_letters(folder)]
    damaged = [made for seed in seeds for made in _damaged(seed, folder)]
    for name, markup in _PAGES.items():
        damaged.append(_written(folder / f"page-{name}.html", f"<html><body>{markup}</body></html>".encode()))
    for name, data in _TEXTS.items():
        damaged.append(_written(folder / f"text-{name}.txt", data))
    return [*seeds, *damaged, *islice(_foreign(), _MOST_FOREIGN)]


def _tables(folder: Path) -> Iterator[Path]:
    for case in sorted(CASES.glob("*.xlsx")):
        yield _written(folder / case.name, case.read_bytes())
    sheets = {"交办清单": _ROWS, "登记簿": _REGISTER, "空的": []}
    yield write_xlsx(folder / "ours.xlsx", sheets, merges={"交办清单": ["D2:D3", "A1:A1"]}, hidden=["空的"])
    yield write_xls(folder / "ours.xls", sheets, merges={"交办清单": [(1, 2, 3, 3)]})
    yield write_xls(folder / "ours.et", sheets, hidden=["登记簿"])
    yield write_ods(folder / "ours.ods", {name: ods_rows(rows) for name, rows in sheets.items()})


def _letters(folder: Path) -> Iterator[Path]:
    for name in _SAMPLES:
        yield _written(folder / f"{name}.docx", write_docx(sample(name)))


def _foreign() -> Iterator[Path]:
    """Yield the test data and pages that installed packages bring with them; nothing of them is kept here."""
    for place in site.getsitepackages():
        for path in sorted(Path(place).rglob("*")):
            if path.suffix.lower() in _FOREIGN and ".dist-info" not in str(path) and path.is_file():
                yield path


def _damaged(seed: Path, folder: Path) -> Iterator[Path]:
    data = seed.read_bytes()
    if len(data) > _LARGEST_DAMAGED:
        return
    chance = random.Random(seed.name)
    for number, change in enumerate(_OF_BYTES):
        yield _written(folder / f"{seed.stem}-bytes{number}{seed.suffix}", change(data, chance))
    if data.startswith(b"PK"):
        for number, change in enumerate(_OF_PARTS):
            yield _written(folder / f"{seed.stem}-parts{number}{seed.suffix}", _rezipped(data, change, chance))


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _step in range(12):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _blanked(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    return data[:start] + b"\0" * min(64, len(data) - start) + data[start + 64 :]


_OF_BYTES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    lambda data, chance: data[: len(data) // 2],
    lambda data, chance: data[:-30],
    lambda data, chance: data[: chance.randrange(len(data))],
    lambda data, chance: data + data,
    lambda data, chance: b"\xef\xbb\xbf" + data,
    *[_flipped] * 12, *[_blanked] * 6,
)  # fmt: skip

Change = Callable[[str, bytes, random.Random], "bytes | None"]


def _in_xml(change: Callable[[bytes, random.Random], bytes]) -> Change:
    def changed(name: str, data: bytes, chance: random.Random) -> bytes:
        return change(data, chance) if name.endswith((".xml", ".rels")) else data

    return changed


_OF_PARTS: tuple[Change, ...] = (
    lambda name, data, chance: None if "styles" in name else data,
    lambda name, data, chance: None if ".rels" in name else data,
    lambda name, data, chance: b"" if chance.random() < 0.3 else data,
    lambda name, data, chance: data[: len(data) // 2] if chance.random() < 0.3 else data,
    lambda name, data, chance: _flipped(data, chance) if data and chance.random() < 0.5 else data,
    _in_xml(lambda data, chance: data.replace(b'r="A1"', b'r="XFD1048576"')),
    _in_xml(lambda data, chance: re.sub(rb'"\d+"', lambda _: b'"%d"' % chance.choice((0, 1, 99, 2**31, 2**64)), data)),
    _in_xml(lambda data, chance: re.sub(rb">\d+<", lambda _: b">%d<" % chance.choice((-1, 10**9, 10**30)), data)),
    _in_xml(lambda data, chance: data.replace(b"<v>", b"<v>1e999")),
    _in_xml(lambda data, chance: data.replace(b"xmlns", b"xmlns:other", 1)),
    _in_xml(lambda data, chance: data.replace(b"?>", b"?><!DOCTYPE a [<!ENTITY b 'c'>]>", 1)),
    _in_xml(lambda data, chance: data.decode("utf-8", "replace").encode("utf-16")),
)  # fmt: skip


def _rezipped(data: bytes, change: Change, chance: random.Random) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            content = change(name, source.read(name), chance)
            if content is not None:
                made.writestr(name, content)
    return target.getvalue()
