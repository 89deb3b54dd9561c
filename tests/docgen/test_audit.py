"""The audit of any docx: our own are clean, each planted fault is named, hostile files are refused in a sentence."""

import io
import json
import re
import sys
import zipfile
from pathlib import Path
from typing import Any

import docx
import msgspec
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

import main
from docgen.docx.audit import Row, audit_docx
from docgen.docx.audit.rows import rules
from docgen.docx.package import NotADocx
from docgen.docx.writer import write_docx
from docgen.standard import standard, styles
from letter.model import Header
from tests.docgen.audit_faults import ALL, DOCUMENT, FAULTS, HEADER, Fault, edited, paragraphs
from tests.docgen.hostile import HOSTILE, package, seed, xml
from tests.letters import SAMPLES, plain_letter, sample


def wrong(rows: list[Row]) -> set[tuple[str, str, str]]:
    return {(row.rule, row.element, row.found) for row in rows if row.severity != "right"}


@pytest.mark.parametrize("name", SAMPLES)
def test_what_we_write_has_no_errors(name: str) -> None:
    rows = audit_docx(write_docx(sample(name)))
    assert [row for row in rows if row.severity == "error"] == []
    assert len(rows) > 35


def test_the_seed_letter_deviates_in_its_imprint_only() -> None:
    assert [(row.rule, row.severity) for row in audit_docx(seed()) if row.severity != "right"] == [("L-11", "warning")]


def test_a_letter_with_the_imprint_of_the_standard_is_right_throughout() -> None:
    assert wrong(audit_docx(write_docx(plain_letter()))) == set()


HABITS: dict[str, dict[str, object]] = {
    "unsealed": {"seal": "unsealed"},
    "signature stamp": {"seal": "signature_stamp", "signer_title": "局长"},
    "document format": {"letterhead": "document_format"},
    "document format without 文件": {"letterhead": "document_format", "mark_with_document": False},
    "preprinted": {"letterhead": "preprinted"},
    "long name": {"name": "朝阳市人力资源和社会保障局", "mark": ""},
    "long name unsealed": {"name": "朝阳市人力资源和社会保障局", "mark": "", "seal": "unsealed"},
    "imprint on an even page": {"imprint": "full", "imprint_even_page": True},
    "outcome beside the number": {"outcome_position": "number_line"},
    "signatory": {"show_signatory": True, "signatory_position": "number_line"},
    "rules centred on the type area": {"rules_centred_on": "type_area"},
    "contact first": {"contact_position": "before_signature"},
}


@pytest.mark.parametrize("name", ["seed_letter", "joint_proposal", "joint_organs"])
@pytest.mark.parametrize("habit", HABITS)
def test_what_an_office_may_choose_has_no_errors(habit: str, name: str) -> None:
    letter = sample(name)
    agency = msgspec.structs.replace(letter.agency, **HABITS[habit])
    header = Header("7", "秘密★1年", "加急")
    rows = audit_docx(write_docx(msgspec.structs.replace(letter, agency=agency, header=header, signatory="赵立")))
    assert [row for row in rows if row.severity in ("error", "warning") and row.rule != "L-11"] == []


def test_what_is_still_open_is_no_error() -> None:
    letter = sample("seed_letter")
    number = msgspec.structs.replace(letter.document_number, serial=None)
    printing = msgspec.structs.replace(letter.printing, date=None)
    changed = msgspec.structs.replace(letter, document_number=number, document_date=None, printing=printing)
    assert [row for row in audit_docx(write_docx(changed)) if row.severity == "error"] == []


def without_our_styles(data: bytes) -> bytes:
    """Return a docx whose styles have other names and identifiers, as one from another hand."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            if part.startswith("customXml"):
                continue
            text = source.read(part).decode()
            for number, (identifier, look) in enumerate(styles().items()):
                for attribute in ("w:styleId", "w:pStyle w:val"):
                    text = text.replace(f'{attribute}="{identifier}"', f'{attribute}="other{number}"')
                text = text.replace(f'w:name w:val="{look.name}"', f'w:name w:val="别的样式{number}"')
            target.writestr(part, text)
    return stream.getvalue()


@pytest.mark.parametrize("name", SAMPLES)
def test_parts_are_recognised_without_our_styles(name: str) -> None:
    data = write_docx(sample(name))
    foreign = without_our_styles(write_docx(sample(name), published=True))
    assert b"other" in zipfile.ZipFile(io.BytesIO(foreign)).read(DOCUMENT)
    own, other = audit_docx(data), audit_docx(foreign)
    assert wrong(other) == wrong(own)
    assert {row.rule for row in other} == {row.rule for row in own}


PLANTED = [pytest.param(fault, id=fault.name) for fault in FAULTS]


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_named(fault: Fault) -> None:
    before = seed()
    after = audit_docx(edited(before, fault.part, fault.scope, fault.pattern, fault.replacement))
    known = wrong(audit_docx(before))
    found = [row for row in after if row.severity != "right" and (row.rule, row.element, row.found) not in known]
    assert {row.rule for row in found} == set(fault.rules.split())
    (first,) = {row.rule for row in found if fault.found in row.found and fault.expected in row.expected} & {
        fault.rules.split()[0]
    }
    row = next(row for row in found if row.rule == first)
    assert (row.clause, row.strength) == (rules()[first].clause, rules()[first].strength)


@pytest.mark.parametrize("fault", [row for row in PLANTED if row.id in ("body 宋体", "date zero padded", "title bold")])
def test_a_fault_is_named_without_our_styles(fault: Fault) -> None:
    data = without_our_styles(edited(seed(), fault.part, fault.scope, fault.pattern, fault.replacement))
    assert fault.rules in {row.rule for row in audit_docx(data) if row.severity == "error"}


def test_severity_follows_strength_and_place_names_the_paragraph() -> None:
    data = edited(seed(), DOCUMENT, ALL, "三、不断提升", "1、不断提升")
    (row,) = (row for row in audit_docx(data) if row.rule == "B-06c" and row.severity != "right")
    assert row == Row("一级标题序号", "B-06c", "7.3.3", "V2", "error", "1、", "一、", row.place)
    assert re.fullmatch(r"第\d+段“1、不断提升社区工作…”", row.place)


def test_the_values_are_those_of_the_standard(monkeypatch: pytest.MonkeyPatch) -> None:
    """A standard with another top margin makes another audit: nothing is typed a second time."""
    from docgen.docx.audit import page

    changed = msgspec.structs.replace(standard().page.top, value=40)
    other = msgspec.structs.replace(standard(), page=msgspec.structs.replace(standard().page, top=changed))
    data = seed()
    monkeypatch.setattr(page, "standard", lambda: other)
    (row,) = (row for row in audit_docx(data) if row.rule == "G-02")
    assert (row.severity, row.found, row.expected) == ("error", "37 mm", "40 mm（±1）")


# Lines, however they are drawn.


def test_lines_of_old_word_are_read_like_new_ones() -> None:
    choice = r"<mc:AlternateContent><mc:Choice .*?</mc:Choice><mc:Fallback>(.*?)</mc:Fallback></mc:AlternateContent>"
    data = edited(edited(seed(), HEADER, ALL, choice, r"\1"), DOCUMENT, ALL, choice, r"\1")
    assert wrong(audit_docx(data)) == wrong(audit_docx(seed()))
    shorter = edited(data, HEADER, ALL, r'to="\d+\.\d+pt', 'to="484.7pt')
    assert ("L-04a", "红线长度", "150 mm") in wrong(audit_docx(shorter))


def test_a_double_line_drawn_as_one_is_read_in_its_order() -> None:
    one = edited(
        seed(), HEADER, r"<w:r><mc:AlternateContent>(?:(?!</w:r>).)*id=\"[24]\"(?:(?!</w:r>).)*</w:r>", ".*", ""
    )
    compound = edited(one, HEADER, r"id=\"1\".*?</w:r>", "<a:ln ", '<a:ln cmpd="thickThin" ')
    compound = edited(compound, HEADER, r"id=\"3\".*?</w:r>", "<a:ln ", '<a:ln cmpd="thinThick" ')
    assert not {row.rule for row in audit_docx(compound) if row.severity == "error"} & {"L-02", "L-03"}
    turned = edited(compound, HEADER, ALL, 'cmpd="thickThin"', 'cmpd="thinThick"')
    assert ("L-02", "上红线", "上细下粗") in wrong(audit_docx(turned))


# Documents from other hands.


def test_the_default_document_of_another_program() -> None:
    document = docx.Document()
    document.add_paragraph("一段没有任何公文要素的文字。")
    stream = io.BytesIO()
    document.save(stream)
    rows = audit_docx(stream.getvalue())
    errors = {row.rule for row in rows if row.severity == "error"}
    assert errors == {"G-01", "G-02", "G-03", "G-04", "G-06a", "G-06b", "G-10a", "G-10b"}
    missing = {row.found for row in rows if row.rule == "E-01"}
    assert missing == {"没有认出发文字号", "没有认出标题", "没有认出主送机关", "没有认出成文日期"}


def test_an_empty_document_still_has_its_page_judged() -> None:
    document = docx.Document()
    stream = io.BytesIO()
    document.save(stream)
    assert {"G-01", "G-02", "G-03", "G-04"} <= {row.rule for row in audit_docx(stream.getvalue())}


def element(text: str) -> Any:
    """Return an element to put into any other."""
    return parse_xml(text)


def typed(
    document: Document, text: str, font: str, size: float, *, align: WD_ALIGN_PARAGRAPH | None = None, first: float = 0,
    bold: bool = False, red: bool = False,
) -> Paragraph:  # fmt: skip
    """Add a paragraph with direct format only, as people do who know no styles."""
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, "Times New Roman"
    run.font.color.rgb = RGBColor(255, 0, 0) if red else RGBColor(0, 0, 0)
    fonts = run._element.get_or_add_rPr().find(qn("w:rFonts"))
    assert fonts is not None
    fonts.set(qn("w:eastAsia"), font)
    form = paragraph.paragraph_format
    form.line_spacing, form.space_after, form.alignment = Pt(28), Pt(0), align
    form.first_line_indent = Pt(first * size) if first else None
    return paragraph


def bordered(paragraph: Paragraph, kind: str, size: int, wider: int) -> None:
    """Give a paragraph a red line below it that reaches so many twips beyond the type area on both sides."""
    properties = paragraph._element.get_or_add_pPr()
    line = f'<w:bottom w:val="{kind}" w:sz="{size}" w:space="1" w:color="FF0000"/>'
    border = element(f"<w:pBdr {nsdecls('w')}>{line}</w:pBdr>")
    properties.insert_element_before(border, "w:spacing", "w:ind", "w:jc")
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(-wider / 20)


def office_template() -> bytes:
    """Return a letter as an office template makes it: no styles of ours, and the faults that such letters have."""
    document = docx.Document()
    (section,) = document.sections
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = (
        Mm(37),
        Mm(35),
        Mm(28),
        Mm(26),
    )
    centre, right = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
    bordered(
        typed(document, "朝阳市民政局", "方正小标宋简体", 42, align=centre, red=True), "thickThinSmallGap", 24, 397
    )
    typed(document, "朝民函[2023]032号", "仿宋_GB2312", 16, align=right)
    typed(document, "关于市政协十二届二次会议", "宋体", 22, align=centre, bold=True)
    typed(document, "第176号提案的答复", "宋体", 22, align=centre, bold=True)
    typed(document, "李文清委员:", "仿宋_GB2312", 16)
    typed(document, "您提出的提案收悉。现答复如下：", "宋体", 14, first=2)
    typed(document, "一、加强人员配备", "仿宋_GB2312", 16, first=2, bold=True)
    typed(document, "　　正文用两个全角空格起头，看上去缩进正确。", "仿宋_GB2312", 16)
    typed(document, "朝阳市民政局", "仿宋_GB2312", 16, align=right)
    typed(document, "2023年03月05日", "仿宋_GB2312", 16, align=right)
    typed(document, "(此件公开发布)", "仿宋_GB2312", 16, first=2)
    table = document.add_table(1, 1)
    table.style = "Table Grid"
    cell = table.cell(0, 0).paragraphs[0]
    cell.add_run("抄送：市政协提案委").font.size = Pt(16)
    footer = section.footer.paragraphs[0]
    footer.alignment = centre
    for kind in ("begin", "", "end"):
        field = f'<w:fldChar w:fldCharType="{kind}"/>' if kind else "<w:instrText> PAGE </w:instrText>"
        footer._element.append(element(f"<w:r {nsdecls('w')}>{field}</w:r>"))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_template_without_styles_is_judged_by_what_it_looks_like() -> None:
    rows = audit_docx(office_template())
    errors = {row.rule: (row.found, row.place) for row in rows if row.severity == "error"}
    assert {
        "H-06a": ("朝民函[2023]032号", "第2段“朝民函[2023]0…”"),
        "B-01c": ("加粗", "第3段“关于市政协十二届二次…”、第4段“第176号提案的答复”"),
        "B-04b": ("半角冒号", "第5段“李文清委员:”"),
        "G-10a": ("宋体", "第6段“您提出的提案收悉。现…”"),
        "G-10b": ("四号（14 磅）", "第6段“您提出的提案收悉。现…”"),
        "B-06a": ("仿宋_GB2312", "第7段“一、加强人员配备”"),
        "S-01b": ("右空 0 字", "第10段“2023年03月05…”"),
        "S-07": ("2023年03月05日", "第10段“2023年03月05…”"),
        "B-09a": ("()", "第11段“(此件公开发布)”"),
        "R-02c": ("抄送：市政协提案委", "表格“抄送：市政协提案委”"),
        "R-07b": ("1", "页脚"),
        "R-07c": ("单双页相同，居中", ""),
        "L-03": ("没有", ""),
        "L-10": ("有页码", ""),
    }.items() <= errors.items()
    right = {row.rule for row in rows if row.severity == "right"}
    assert {
        "G-01",
        "G-02",
        "G-03",
        "G-04",
        "G-06a",
        "H-04a",
        "H-04b",
        "L-02",
        "L-04a",
        "L-07",
        "B-05",
        "B-01d",
    } <= right
    assert {row.severity for row in rows if row.rule == "B-01a"} == {"warning"}


def test_numbers_that_word_makes_count_as_text() -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    level = '<w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="{form}"/></w:lvl>'
    for number, form in (("91", "%1、"), ("92", "（%1）")):
        xml = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{level.format(form=form)}</w:abstractNum>'
        numbering.insert(0, element(xml))
        numbering.append(
            element(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
        )
    typed(document, "关于某事的答复", "方正小标宋简体", 22, align=WD_ALIGN_PARAGRAPH.CENTER)
    typed(document, "李文清委员：", "仿宋_GB2312", 16)
    for number, font in (("91", "黑体"), ("92", "仿宋_GB2312")):
        heading = typed(document, "标题文字", font, 16, first=2)
        listed = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
        heading._element.get_or_add_pPr().insert(0, element(listed))
    stream = io.BytesIO()
    document.save(stream)
    rows = [(row.element, row.severity, row.found) for row in audit_docx(stream.getvalue()) if row.rule == "B-06a"]
    assert rows == [("一级标题字体", "right", "黑体"), ("二级标题字体", "error", "仿宋_GB2312")]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_one_sentence(name: str) -> None:
    make, words = HOSTILE[name]
    with pytest.raises(NotADocx) as refused:
        audit_docx(make())
    sentence = str(refused.value)
    assert words in sentence
    assert sentence.endswith("。")
    assert "\n" not in sentence


def said(run: str, properties: str = "") -> str:
    """Return a document of one paragraph with these properties."""
    return xml(body=f"<w:p><w:pPr>{properties}</w:pPr>{run}</w:p>")


WORDS = "<w:r><w:t>国国</w:t></w:r>"
STRANGE = {
    "no paragraphs": xml(),
    "lengths that are none": xml(
        body='<w:p><w:pPr><w:spacing w:line="x"/><w:ind w:left="9e9"/></w:pPr></w:p><w:sectPr>'
        '<w:pgSz w:w="" w:h="-"/><w:docGrid w:linePitch="0"/></w:sectPr>'
    ),
    "exact line of nothing": said(WORDS, '<w:spacing w:line="0" w:lineRule="exact"/>'),
    "characters of no width": said('<w:r><w:rPr><w:spacing w:val="-320"/><w:sz w:val="0"/></w:rPr><w:t>国</w:t></w:r>'),
    "a field that never ends": said("<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>国</w:t></w:r>"),
    "a table without cells": xml(body="<w:tbl><w:tr/></w:tbl><w:tbl/>"),
    "a drawing of nothing": xml(body="<w:p><w:r><w:drawing/><w:pict/></w:r></w:p>"),
    "comments and instructions": said("<!-- a --><?b c?><w:r><!-- d --></w:r>", "<!-- e -->"),
}


@pytest.mark.parametrize("name", STRANGE)
def test_a_strange_document_is_still_judged(name: str) -> None:
    assert "G-01" in {row.rule for row in audit_docx(package(document=STRANGE[name]))}


def test_styles_that_are_based_on_each_other_end() -> None:
    loop = '<w:style w:type="paragraph" w:styleId="{0}"><w:name w:val="{0}"/><w:basedOn w:val="{1}"/></w:style>'
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    text = f'<w:styles xmlns:w="{space}">{loop.format("body", "date")}{loop.format("date", "body")}</w:styles>'
    assert ("G-10a", "正文字体", "未指明的字体") in wrong(audit_docx(package(styles=text)))


# The command.


def run(capsys: pytest.CaptureFixture[str], folder: Path, *arguments: str) -> tuple[int, str, str]:
    status = main.main(["--data", str(folder / "data"), "audit", *arguments])
    told = capsys.readouterr()
    return status, told.out, told.err


def test_the_command_lists_what_is_not_right(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "信.docx"
    path.write_bytes(seed())
    status, out, err = run(capsys, tmp_path, str(path))
    assert (status, err) == (0, "")
    assert [line[:2] for line in out.splitlines()] == ["提醒", "共查"]
    path.write_bytes(edited(seed(), DOCUMENT, ALL, "朝民函〔2023〕32号", "朝民函[2023]32号"))
    status, out, _ = run(capsys, tmp_path, str(path))
    assert status == 1
    assert (
        "错误　发文字号写法：第2段“朝民函[2023]3…”，现为 朝民函[2023]32号，应为 朝民函〔2023〕32号"
        "（GB/T 9704-2012 7.2.5，H-06a）" in out
    )
    assert "错误 1 项，提醒 1 项" in out
    everything = run(capsys, tmp_path, str(path), "--all")[1].splitlines()
    assert f"共查 {len(everything) - 1} 项" in everything[-1]


def test_the_command_speaks_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "信.docx"
    path.write_bytes(edited(seed(), DOCUMENT, paragraphs("date"), "3月", "03月"))
    status, out, _ = run(capsys, tmp_path, str(path), "--json")
    assert status == 1
    first, second = json.loads(out)
    assert list(first) == ["element", "rule", "clause", "strength", "severity", "found", "expected", "place"]
    assert (first["rule"], first["severity"], first["found"]) == ("S-07", "error", "2023年03月21日")
    assert (second["rule"], second["severity"]) == ("L-11", "warning")


def test_the_command_reads_standard_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(seed())))
    assert run(capsys, tmp_path, "-")[0] == 0


@pytest.mark.parametrize(("name", "words"), [("没有.docx", "找不到"), (".", "是文件夹"), ("坏.docx", "不是 docx")])
def test_the_command_fails_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, words: str
) -> None:
    (tmp_path / "坏.docx").write_bytes("不是".encode())
    status, out, err = run(capsys, tmp_path, str(tmp_path / name))
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert words in err
    assert "Traceback" not in err
