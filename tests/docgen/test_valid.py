"""Our docx judged by the Open XML SDK and by our own rules, and looked into as a package."""

import io
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import msgspec
import pytest
from docx.oxml.ns import qn
from openxml_audit import OpenXmlValidator

from docgen.docx.writer import write_docx
from docgen.errors import NotOffered
from docgen.standard import fonts, styles
from letter.model import Attachment, Block, Header, ReplyLetter
from tests.docgen.measured_letters import letters
from tests.letters import ROOT, SAMPLES, plain_letter, sample

JUDGE = ROOT / "tests" / "tools" / "validate_docx.py"


def everything() -> ReplyLetter:
    """Return a letter that uses every element at once, with text that XML must escape."""
    seed = sample("seed_letter")
    agency = msgspec.structs.replace(seed.agency, show_signatory=True, contact_position="before_signature")
    return msgspec.structs.replace(
        seed,
        agency=agency,
        signatory="赵立",
        header=Header("7", "秘密★1年", "加急"),
        answer=(
            *seed.answer,
            Block(text="a < b & c > d “引号” 𠮷 \" ' —— …… ① ★"),
            Block(table=(("职务", "月补贴（元）"), ("书记兼主任", "4600"), ("", "<&>"))),
        ),
        attachments=(
            Attachment("社区工作者配备情况表", (Block(text="附件一内容。"),)),
            Attachment("培训安排", (Block(table=(("期数", "人数"), ("201", "8119"))),)),
        ),
        report_to=("市委办公室",),
        title="朝阳市民政局关于朝阳市政协\n十二届二次会议第176号提案的答复",
    )


def all_letters() -> dict[str, ReplyLetter]:
    return {**{name: sample(name) for name in SAMPLES}, "everything": everything(), **letters()}


@pytest.mark.parametrize("published", [False, pytest.param(True, marks=pytest.mark.full)])
@pytest.mark.parametrize("office", [pytest.param("Office2010", marks=pytest.mark.full), "Microsoft365"])
def test_the_judge_finds_nothing(tmp_path: Path, office: str, published: bool, request: pytest.FixtureRequest) -> None:
    """Every day the samples and a letter with everything; in the long run all letters that are measured, too."""
    files: list[str] = []
    daily = {*SAMPLES, "everything"}
    for name, letter in all_letters().items():
        if name not in daily and not request.config.getoption("--all"):
            continue
        path = tmp_path / f"{name}.docx"
        path.write_bytes(write_docx(letter, published=published))
        files.append(str(path))
    judged = subprocess.run(
        [sys.executable, str(JUDGE), "--office", office, *(["--published"] if published else []), *files],
        capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip
    if judged.returncode == 2:
        pytest.skip(judged.stderr)
    assert judged.returncode == 0, judged.stdout


@pytest.mark.full
def test_a_second_judge_misses_only_the_theme(tmp_path: Path) -> None:
    """It wants a theme part, which Word does not need and whose fonts would compete with ours."""
    for name, letter in all_letters().items():
        path = tmp_path / f"{name}.docx"
        path.write_bytes(write_docx(letter))
        errors = [error.description for error in OpenXmlValidator().validate(str(path)).errors]
        assert [error for error in errors if "relationships/theme' is missing" not in error] == []


@pytest.mark.full
def test_the_judge_finds_planted_faults() -> None:
    judged = subprocess.run([sys.executable, str(JUDGE), "--self-test"], capture_output=True, text=True, check=False)
    if judged.returncode == 2:
        pytest.skip(judged.stderr)
    assert judged.returncode == 0, judged.stdout


FRESH = """
import sys
from docgen.docx.writer import write_docx
from tests.docgen.measured_letters import letters
from tests.letters import sample
sys.stdout.buffer.write(write_docx(sample("seed_letter")))
"""


def test_same_letter_same_bytes() -> None:
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)}
    fresh = subprocess.run(
        [sys.executable, "-c", FRESH], capture_output=True, check=True, cwd=ROOT, env=environment
    ).stdout
    assert write_docx(sample("seed_letter")) == write_docx(sample("seed_letter")) == fresh


@pytest.mark.full
def test_size() -> None:
    sizes = {name: len(write_docx(letter)) for name, letter in all_letters().items()}
    assert {name for name, size in sizes.items() if size >= 15_000} <= {"twenty_pages", "everything"}
    assert max(sizes.values()) < 16_000


def parts(letter: ReplyLetter) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(write_docx(letter))) as package:
        return {name: package.read(name).decode() for name in package.namelist() if name != "customXml/item1.xml"}


def test_package_holds_no_theme_author_time_or_revision() -> None:
    made = parts(everything())
    text = "".join(made.values())
    assert not [name for name in made if "theme" in name or "thumbnail" in name]
    assert not re.search(r"[tT]heme(Font|Color)?=|asciiTheme|rsid|creator|lastModifiedBy|created|modified", text)


def test_entries_carry_no_time() -> None:
    with zipfile.ZipFile(io.BytesIO(write_docx(plain_letter()))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.create_system for entry in package.infolist()} == {0}


def test_paragraphs_have_named_styles_with_outline_levels() -> None:
    document = docx.Document(io.BytesIO(write_docx(sample("seed_letter"))))
    used = {paragraph.style.name for paragraph in document.paragraphs if paragraph.style}
    assert used >= {
        "发文字号",
        "公文标题",
        "主送机关",
        "公文正文",
        "一级标题",
        "二级标题",
        "署名",
        "成文日期",
        "附注",
        "版记",
    }
    levels: dict[str, str] = {}
    for name in ("一级标题", "二级标题", "三级标题", "四级标题"):
        (level,) = document.styles[name].element.xpath("w:pPr/w:outlineLvl")
        levels[name] = level.get(qn("w:val"))
    assert levels == {"一级标题": "0", "二级标题": "1", "三级标题": "2", "四级标题": "3"}


def test_text_reads_in_the_order_of_the_paper() -> None:
    document = docx.Document(io.BytesIO(write_docx(sample("seed_letter"))))
    text = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    assert text[:2] == ["办理结果：A", "朝民函〔2023〕32号"]
    assert text[2].replace("\n", "") == "朝阳市民政局关于朝阳市政协十二届二次会议第176号提案的答复"
    assert text[3:6] == [
        "李文清委员：",
        "您提出的《关于为社区治理赋能增效的建议》（第176号提案）收悉。经研究，现答复如下：",
        "一、加强社区工作者人员配备",
    ]
    assert text[-8:] == [
        "感谢您对我市民政工作的关心和支持，欢迎继续提出宝贵意见。",
        "朝阳市民政局",
        "2023年3月21日",
        "（此件主动公开）",
        "联系人：周岚　联系电话：0421-2810000",
        "抄送：市政府办公室（督查室），市政协提案委。",
        "朝阳市民政局办公室\t2023年3月21日印发",
        "共印6份",
    ]


CONTACT = ["联系人：周岚", "联系电话：0421-2810000"]
POSITIONS = {
    "before_signature": [*CONTACT, "朝阳市民政局", "2023年3月21日", "（此件主动公开）"],
    "after_date": ["朝阳市民政局", "2023年3月21日", "（此件主动公开）", "　".join(CONTACT)],
    "in_note": ["朝阳市民政局", "2023年3月21日", "（此件主动公开）", f"（{'　'.join(CONTACT)}）"],
}


@pytest.mark.parametrize("position", POSITIONS)
def test_contact_stands_where_the_office_puts_it(position: str) -> None:
    seed = sample("seed_letter")
    agency = msgspec.structs.replace(seed.agency, contact_position=position)
    document = docx.Document(io.BytesIO(write_docx(msgspec.structs.replace(seed, agency=agency))))
    text = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    closing = text.index("感谢您对我市民政工作的关心和支持，欢迎继续提出宝贵意见。")
    assert text[closing + 1 : text.index("抄送：市政府办公室（督查室），市政协提案委。")] == POSITIONS[position]


@pytest.mark.parametrize(
    ("mark", "words"), [("plain", "A"), ("brackets", "（A）"), ("labelled", "办理结果：A"), ("none", "")]
)
@pytest.mark.parametrize("position", ["upper_right", "number_line"])
def test_outcome_in_each_form_and_place(mark: str, words: str, position: str) -> None:
    seed = sample("seed_letter")
    agency = msgspec.structs.replace(seed.agency, outcome_mark=mark, outcome_position=position)
    document = docx.Document(io.BytesIO(write_docx(msgspec.structs.replace(seed, agency=agency))))
    text = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    number = "朝民函〔2023〕32号"
    beside = f"{words}　　{number}" if words else number
    assert (
        text[:2] == ([words, number] if words else [number, text[1]])
        if position == "upper_right"
        else text[0] == beside
    )


def test_an_imprint_taller_than_the_page_is_refused() -> None:
    names = tuple(f"第{number}个很长名字的单位办公室" for number in range(40))
    with pytest.raises(NotOffered, match="请精简") as refused:
        write_docx(plain_letter(copy_to=names))
    assert refused.value.field == "copy_to"
    assert write_docx(plain_letter(copy_to=names[:15]))


def test_nothing_of_the_letter_is_lost_in_everything() -> None:
    made = docx.Document(io.BytesIO(write_docx(everything())))
    text = "\n".join(paragraph.text for paragraph in made.paragraphs)
    text += "\n".join(cell.text for table in made.tables for row in table.rows for cell in row.cells)
    for wanted in (
        "000007", "秘密★1年", "加急", "签发人：赵立", 'a < b & c > d “引号” 𠮷 " \'', "<&>",
        "附件：1.社区工作者配备情况表",
        "2.培训安排", "附件1", "附件2", "附件一内容。", "8119", "报：市委办公室。",
    ):  # fmt: skip
        assert wanted in text, wanted


def test_ambiguous_characters_ask_for_the_chinese_font() -> None:
    document = parts(plain_letter(answer=(Block(text="“两委”——好…"),)))["word/document.xml"]
    assert '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t>“两委”——好…</w:t></w:r>' in document


def test_every_style_names_a_font_that_exists() -> None:
    assert {style.font for style in styles().values()} | {style.latin for style in styles().values()} <= set(fonts())


def test_open_number_and_date_leave_room() -> None:
    letter = plain_letter()
    number = msgspec.structs.replace(letter.document_number, serial=None)
    document = parts(msgspec.structs.replace(letter, document_number=number, document_date=None))["word/document.xml"]
    assert "朝民函〔2023〕　　号" in document
    assert "2023年　　月　　日" in document
