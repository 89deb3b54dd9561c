"""What Word shows that is not plain words: all of it is read or named, and ordinary words come back as they are."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from docgen.docx.reader import Returned, read_docx
from docgen.docx.reading.equations import field_words
from docgen.docx.writer import write_docx
from letter.model import Attachment, Block
from letter.symbol_fonts import shown_in, symbol
from services.docx_return import report_on, returned_of
from tests.docgen.hostile import seed
from tests.docgen.reading.word import W, Word, w, xml
from tests.letters import SAMPLES, sample

CASES = Path(__file__).parents[2] / "cases"
PLACE = "人员数量根据工作实际需求配置"
NEW = "/answer/3"


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def with_paragraph(content: str, style: str = '<w:pStyle w:val="body"/>') -> Word:
    word = Word(seed())
    word.find(PLACE).addnext(xml(f"<w:p><w:pPr>{style}</w:pPr>{content}</w:p>"))
    return word


def read_new(content: str) -> tuple[str, Returned]:
    """Return the words of a paragraph that was added, and all that was read."""
    returned = read_docx(with_paragraph(content).saved())
    assert [(change.kind, change.field) for change in returned.reading.changes] == [("added", NEW)]
    return returned.reading.changes[0].new, returned


FILES = {
    "28-strike-only.docx": "用删除线划去的“市民政局在市委",
    "31-sup.docx": "新增“ZZ新增绿地10⁵平方米。”",
    "32-sym.docx": "新增“ZZ是否办结：☑是。”",
    "34-eq-ruby.docx": "新增“ZZ王喆同志。”",
    "36-symex.docx": "新增“ZZ咨询电话☎0421-2810000。”",
    "37-first-second.docx": "一是养老补贴按月发放。”；"
    "答复第11段：新增“二是医疗救助按次发放。”；"
    "答复第12段：新增“三是住房救助按户核定。”",
    "39-num-digit.docx": "1.2023年完成情况”；答复第11段：新增“2.5G基站建设”；答复第12段：新增“3.明年",
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_which_something_was_once_lost(name: str) -> None:
    report = report_on(returned_of((CASES / name).read_bytes(), None))
    assert report.to_look_at
    assert FILES[name] in "；".join(report.sentences)


LOOKS = {
    "struck": ("<w:strike/>", "struck"),
    "struck twice": ("<w:dstrike/>", "struck"),
    "highlighted": ('<w:highlight w:val="yellow"/>', "highlighted"),
    "shaded": ('<w:shd w:val="clear" w:color="auto" w:fill="FFFF00"/>', "highlighted"),
    "shaded by a pattern": ('<w:shd w:val="pct15" w:color="auto" w:fill="FFFFFF"/>', "highlighted"),
    "a style": ('<w:rStyle w:val="Crossed"/>', "struck"),
}


@pytest.mark.parametrize("name", LOOKS)
def test_words_marked_by_hand_are_told_and_stay(name: str) -> None:
    properties, kind = LOOKS[name]
    word = with_paragraph(run("补助") + run("50", properties) + run("0", properties) + run("600元。"))
    styles = word.parts["word/styles.xml"].decode()
    crossed = (
        f'<w:style xmlns:w="{W}" w:type="character" w:styleId="Line"><w:rPr><w:strike/></w:rPr></w:style>'
        f'<w:style xmlns:w="{W}" w:type="character" w:styleId="Crossed"><w:basedOn w:val="Line"/></w:style></w:styles>'
    )
    word.parts["word/styles.xml"] = styles.replace("</w:styles>", crossed).encode()
    returned = read_docx(word.saved())
    assert [tuple(row) for row in returned.marked] == [(kind, "500")]
    assert returned.reading.changes[0].new == "补助500600元。"


@pytest.mark.parametrize(
    "properties",
    [
        '<w:strike w:val="0"/>', '<w:dstrike w:val="false"/>', '<w:highlight w:val="none"/>', "<w:u/>",
        '<w:shd w:val="clear" w:color="auto" w:fill="auto"/>', '<w:shd w:val="nil"/>', "<w:strike/><w:vanish/>",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_mark_is_not_told(properties: str) -> None:
    assert read_docx(with_paragraph(run("补助600元。", properties)).saved()).marked == ()


def test_marked_words_of_the_letter_itself_are_something_to_look_at() -> None:
    word = Word(seed())
    runs = list(word.find(PLACE).iter(w("r")))
    runs[0].insert(0, xml("<w:rPr><w:strike/></w:rPr>"))
    report = report_on(returned_of(word.saved(), None))
    assert report.to_look_at
    assert len(report.sentences) == 1


def test_a_letter_that_nobody_touched_has_nothing_to_look_at() -> None:
    report = report_on(returned_of(seed(), None))
    assert (report.sentences, report.to_look_at) == ((), False)


MARKUP = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
SUPER, SUB = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
WORDS = {
    "a power": (run("绿地10") + run("5", SUPER) + run("平方米"), "绿地10⁵平方米"),
    "a power in two runs": (run("10") + run("−", SUPER) + run("3", SUPER) + run("克"), "10⁻³克"),
    "what has no raised form": (run("10") + run("2.5", SUPER) + run("处"), "10^2.5处"),
    "lowered": (run("CO") + run("2", SUB) + run("排放"), "CO₂排放"),
    "on the line": (run("共10") + run("5", '<w:vertAlign w:val="baseline"/>') + run("处"), "共105处"),
    "a check mark": (run("办结：") + '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "办结：☑"),
    "a box left open": ('<w:r><w:sym w:font="Wingdings 2" w:char="F0A3"/></w:r>' + run("否"), "□否"),
    "a Greek letter": (run("PM") + '<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>', "PMα"),
    "a symbol of everybody's": ('<w:r><w:sym w:font="MS Gothic" w:char="2611"/></w:r>' + run("是"), "☑是"),
    "letters in a font of pictures": (
        run("是", '<w:rFonts w:ascii="Wingdings"/>') + run("R", '<w:rFonts w:ascii="Wingdings 2"/>'),
        "是☑",
    ),
    "a rare name": (run("王\ue000同志"), "王\ue000同志"),
    "alternatives in a run": (
        f'<w:r {MARKUP} xmlns:w16se="urn:x"><mc:AlternateContent>'
        '<mc:Choice Requires="w16se"><w16se:symEx w16se:char="2705"/></mc:Choice>'
        '<mc:Fallback><w:t>✅</w:t></mc:Fallback>'
        '</mc:AlternateContent></w:r>' + run("完成"),
        "✅完成",
    ),
    "a newer symbol alone": (
        f'<w:r {MARKUP} xmlns:w16se="urn:x"><mc:AlternateContent>'
        '<mc:Choice Requires="w16se"><w16se:symEx w16se:font="Segoe UI Emoji" w16se:char="260E"/></mc:Choice>'
        "</mc:AlternateContent></w:r>" + run("电话"),
        "☎电话",
    ),
    "alternatives around runs": (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="x">{run("新")}</mc:Choice><mc:Choice Requires="y">{run("另")}</mc:Choice>'
        f'<mc:Fallback>{run("旧")}</mc:Fallback></mc:AlternateContent>' + run("字"),
        "新字",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WORDS)
def test_what_stands_in_a_run_is_read(name: str) -> None:
    content, words = WORDS[name]
    found, returned = read_new(content)
    assert found == words
    assert (returned.left_out, returned.marked) == ((), ())


def field(instruction: str, result: str = "") -> str:
    shown = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}' if result else ""
    half = len(instruction) // 2
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{instruction[:half]}</w:instrText></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{instruction[half:]}</w:instrText></w:r>'
        f'{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


FIELDS = {
    "a sound above": (r' EQ \* jc2 \* "Font:宋体" \* hps16 \o\ad(\s\up 9(zhé),喆)', "喆"),
    "a number in a circle": (r"eq \o\ac(○,3)", "③"),
    "a smaller number in a circle": (r"eq \o\ac(○,\s\do 2(12))", "⑫"),
    "a number in a larger circle": (r"eq \o\ac(\s\up-2(○),3)", "③"),
    "characters above each other": (r"EQ \o(\s\up 5(民),\s\do 2(政))", "民政"),
    "a character in a circle": (r"eq \o\ac(○,密)", "密"),
    "a number in a square": (r"eq \o\ac(□,3)", "3"),
    "half": (r"EQ \f(1,2)", "1/2"),
    "raised": (r"EQ m\s\up 5(2)", "m²"),
    "a tick of a font": ('SYMBOL 252 \\f "Wingdings" \\s 12', "✓"),
}


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_that_keeps_no_result_is_read(name: str) -> None:
    instruction, words = FIELDS[name]
    assert read_new(run("王") + field(instruction) + run("同志"))[0] == f"王{words}同志"
    simple = f'<w:fldSimple w:instr="{instruction.replace(chr(34), "&quot;")}"/>'
    assert read_new(run("王") + simple + run("同志"))[0] == f"王{words}同志"


def test_a_field_with_a_result_is_what_it_shows() -> None:
    assert read_new(run("共") + field("=SUM(ABOVE)", "86") + run("处"))[0] == "共86处"
    assert read_new(run("共") + field("PAGE") + run("处"))[0] == "共处"


def test_the_result_of_a_field_within_an_instruction_is_no_word_of_the_text() -> None:
    inner = field("PAGE", "1")
    begin, end = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    outer = f"{begin}<w:r><w:instrText> IF </w:instrText></w:r>{inner}<w:r><w:instrText> = 1 </w:instrText></w:r>"
    parted = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    assert read_new(run("共") + outer + parted + run("86") + end + run("处"))[0] == "共86处"
    circled = (
        f"{begin}<w:r><w:instrText>EQ \\o\\ac(○,</w:instrText></w:r>{inner}<w:r><w:instrText>)</w:instrText></w:r>{end}"
    )
    assert read_new(run("第") + circled)[0] == "第①"


def test_words_in_a_field_that_never_ends_or_has_no_parts_are_read() -> None:
    begin, end = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert read_new(run("共") + begin + run("86") + run("处"))[0] == "共86处"
    assert read_new(run("共") + begin + run("86") + end + run("处"))[0] == "共86处"


def test_a_check_box_of_an_old_form_is_read() -> None:
    box = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/>{}</w:checkBox></w:ffData>'
        "</w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert read_new(run("是") + box.format("<w:checked/>") + run("否") + box.format(""))[0] == "是☑否☐"


NAMED = {
    "认不出的符号 1 个": '<w:r><w:sym w:font="Wingdings" w:char="F03A"/></w:r>',
    "公式 1 个": field(r"EQ \r(3,x)"),
    "图表 1 张": '<w:r><w:drawing><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/></w:drawing></w:r>',
    "手写的字迹 1 处": "<w:r><w:contentPart/></w:r>",
}


@pytest.mark.parametrize("words", NAMED)
def test_what_no_words_can_say_is_named(words: str) -> None:
    assert read_new(run("甲") + NAMED[words])[1].left_out == (words,)


def test_words_in_a_footer_and_a_watermark_are_named() -> None:
    word = Word(seed())
    footer = word.parts["word/footer3.xml"]
    assert b"</w:p>" in footer
    word.parts["word/footer3.xml"] = footer.replace(b"</w:p>", "<w:r><w:t>送审稿</w:t></w:r></w:p>".encode(), 1)
    shape = '<v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="机密"/></v:shape>'
    next(word.header.iter(w("p"))).append(xml(f"<w:r><w:pict>{shape}</w:pict></w:r>"))
    returned = read_docx(word.saved())
    assert len(returned.left_out) == 2
    assert returned.left_out[0] == "水印“机密”"
    assert "页眉、页脚的文字“" in returned.left_out[1]
    assert "送审稿" in returned.left_out[1]
    assert returned.reading.changes == ()


@pytest.mark.parametrize("name", SAMPLES)
def test_of_a_letter_as_it_was_made_nothing_is_named(name: str) -> None:
    returned = read_docx(write_docx(sample(name)))
    assert (returned.left_out, returned.marked, returned.external, returned.reading.unread) == ((), (), (), ())


@pytest.mark.parametrize(
    "text", [r"EQ \o(", r"EQ \a\co2(1,2,3,4)", "EQ " + r"\f(" * 50, "EQ " + "1" * 5_000, r"EQ \f(1,2,3)", "EQ 1)2"]
)
def test_an_equation_that_is_none_or_too_large_is_named(text: str) -> None:
    assert field_words(text) is None


def test_other_fields_say_nothing() -> None:
    assert field_words("PAGE \\* MERGEFORMAT") == ""
    assert field_words("EQUIPMENT") == ""
    assert symbol("Wingdings", -1) is None
    assert shown_in("仿宋", "R") == ("R", 0)
    assert shown_in("Wingdings", "国:") == ("国", 1)


def level(form: str, text: str, place: int = 0, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbered_paragraphs(levels: str, items: tuple[tuple[int, str], ...], numbers: str = "") -> list[str]:
    """Return the words of new paragraphs that Word counts, each of a level."""
    word = Word(seed())
    word.parts["word/numbering.xml"] = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum><w:num w:numId="1">'
        f'<w:abstractNumId w:val="0"/></w:num>{numbers}</w:numbering>'
    ).encode()
    word.relate("numbering", "numbering.xml")
    place = word.find(PLACE)
    for at, words in reversed(items):
        number, of = (2, 0) if at < 0 else (1, at)
        listed = f'<w:numPr><w:ilvl w:val="{of}"/><w:numId w:val="{number}"/></w:numPr>'
        place.addnext(xml(f'<w:p><w:pPr><w:pStyle w:val="body"/>{listed}</w:pPr>{run(words)}</w:p>'))
    return [change.new for change in read_docx(word.saved()).reading.changes]


ITEMS = ((0, "养老补贴。"), (0, "医疗救助。"))
FORMS = {
    "chineseCounting": ("%1是", ["一是养老补贴。", "二是医疗救助。"]),
    "japaneseCounting": ("第%1条", ["第一条养老补贴。", "第二条医疗救助。"]),
    "decimalEnclosedCircle": ("%1", ["①养老补贴。", "②医疗救助。"]),
    "decimalEnclosedCircleChinese": ("%1", ["①养老补贴。", "②医疗救助。"]),
    "decimalEnclosedParen": ("%1", ["（1）养老补贴。", "（2）医疗救助。"]),
    "ideographTraditional": ("%1、", ["甲、养老补贴。", "乙、医疗救助。"]),
    "ideographZodiac": ("%1、", ["子、养老补贴。", "丑、医疗救助。"]),
    "chineseLegalSimplified": ("%1、", ["壹、养老补贴。", "贰、医疗救助。"]),
    "upperRoman": ("%1. ", ["I. 养老补贴。", "II. 医疗救助。"]),
    "lowerLetter": ("%1)", ["a)养老补贴。", "b)医疗救助。"]),
    "decimalFullWidth": ("%1号：", ["１号：养老补贴。", "２号：医疗救助。"]),
    "somethingNew": ("其%1，", ["其1，养老补贴。", "其2，医疗救助。"]),
    "bullet": ("●", ["养老补贴。", "医疗救助。"]),
}


@pytest.mark.parametrize("form", FORMS)
def test_numbers_are_counted_in_their_form(form: str) -> None:
    text, words = FORMS[form]
    assert numbered_paragraphs(level(form, text), ITEMS) == words


def test_a_form_shown_by_its_first_numbers_is_counted() -> None:
    form = (
        f'<mc:AlternateContent {MARKUP}><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, ..."/>'
        '</mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    levels = f'<w:lvl w:ilvl="0">{form}<w:lvlText w:val="第%1号："/></w:lvl>'
    assert numbered_paragraphs(levels, ITEMS) == ["第001号：养老补贴。", "第002号：医疗救助。"]


def test_levels_count_within_each_other() -> None:
    levels = level("decimal", "%1.") + level("decimal", "%1.%2", 1)
    items = ((0, "（甲）。"), (1, "5G。"), (1, "乙。"), (0, "（丙）。"), (1, "丁。"))
    assert numbered_paragraphs(levels, items) == ["1.（甲）。", "1.1 5G。", "1.2 乙。", "2.（丙）。", "2.1 丁。"]


def test_a_level_that_is_told_to_goes_on() -> None:
    levels = level("decimal", "%1．") + level("chineseCounting", "其%2，", 1, '<w:lvlRestart w:val="0"/>')
    assert [words[:2] for words in numbered_paragraphs(levels, ((1, "甲。"), (0, "乙。"), (1, "丙。")))][::2] == [
        "其一",
        "其二",
    ]


def test_a_list_that_begins_anew_begins_with_its_own_number() -> None:
    anew = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
        "</w:lvlOverride></w:num>"
    )
    items = ((0, "甲。"), (0, "乙。"), (-1, "丙。"), (-1, "丁。"))
    assert numbered_paragraphs(level("chineseCounting", "%1是"), items, anew) == [
        "一是甲。",
        "二是乙。",
        "五是丙。",
        "六是丁。",
    ]


def test_a_list_of_the_same_definition_goes_on_counting() -> None:
    same = '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    assert numbered_paragraphs(level("chineseCounting", "%1是"), ((0, "甲。"), (-1, "乙。")), same) == [
        "一是甲。",
        "二是乙。",
    ]


def test_an_item_that_begins_with_a_digit_is_no_decimal() -> None:
    words = numbered_paragraphs(level("decimal", "%1."), ((0, "2023年完成情况。"), (0, "5G基站建设。")))
    # By the numbers around them they are items, and are printed as such.
    assert words == ["1.2023年完成情况。", "2.5G基站建设。"]


def test_a_style_numbers_its_paragraphs() -> None:
    word = Word(seed())
    word.parts["word/numbering.xml"] = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">'
        f"{level('chineseCounting', '%1是')}</w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    ).encode()
    word.relate("numbering", "numbering.xml")
    style = (
        f'<w:style xmlns:w="{W}" w:type="paragraph" w:styleId="Listed"><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    word.parts["word/styles.xml"] = word.parts["word/styles.xml"].replace(b"</w:styles>", style.encode())
    for properties in (
        '<w:pStyle w:val="Listed"/><w:numPr><w:numId w:val="0"/></w:numPr>',
        '<w:pStyle w:val="Listed"/>',
    ):
        word.find(PLACE).addnext(xml(f"<w:p><w:pPr>{properties}</w:pPr>{run('甲。')}</w:p>"))
    assert [change.new for change in read_docx(word.saved()).reading.changes] == ["一是甲。", "甲。"]


def table(cell: str) -> str:
    return f"<w:tbl><w:tr><w:tc>{cell}</w:tc><w:tc><w:p>{run('市民政局')}</w:p></w:tc></w:tr></w:tbl>"


def paragraph(words: str) -> str:
    return f"<w:p>{words}</w:p>"


CELLS = {
    "two paragraphs": (paragraph(run("李文清")) + paragraph(run("王小明")), "李文清 王小明"),
    "a tab": (paragraph(run("李文清") + "<w:r><w:tab/></w:r>" + run("王小明")), "李文清 王小明"),
    "a line break": (paragraph(run("李文清") + "<w:r><w:br/></w:r>" + run("王小明")), "李文清 王小明"),
    "a unit": (paragraph(run("金额")) + paragraph(run("（万元）")), "金额（万元）"),
    "a table within": (paragraph(run("甲")) + table(paragraph(run("乙"))) + paragraph(""), "甲 乙 市民政局"),
    "a content control": (f"<w:sdt><w:sdtContent>{paragraph(run('李文清'))}</w:sdtContent></w:sdt>", "李文清"),
    "a text box": (
        paragraph(run("甲方") + f"<w:r><w:pict><w:txbxContent>{paragraph(run('乙'))}</w:txbxContent></w:pict></w:r>"),
        "甲方 乙",
    ),
    "words in runs": (paragraph(run("李文") + run("清")), "李文清"),
}


@pytest.mark.parametrize("name", CELLS)
def test_words_of_a_cell_are_all_read_and_stay_apart(name: str) -> None:
    cell, words = CELLS[name]
    word = Word(seed())
    word.find(PLACE).addnext(xml(table(cell)))
    letter = read_docx(word.saved()).reading.letter
    assert letter.answer[3].table == ((words, "市民政局"),)


def test_a_table_in_a_text_box_is_read() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{table(paragraph(run('乙')))}</w:txbxContent></w:pict></w:r>"
    returned = read_docx(with_paragraph(run("甲。") + box).saved())
    assert [change.new for change in returned.reading.changes] == ["甲。", "乙 市民政局"]


def test_lines_of_one_paragraph_stay_lines_in_the_letter_and_in_its_attachments() -> None:
    broken = run("李文清") + "<w:r><w:br/></w:r>" + run("王小明")
    assert [change.new for change in read_docx(with_paragraph(broken).saved()).reading.changes] == ["李文清", "王小明"]

    attachment = Attachment("名单", (Block(text="甲乙。"),))
    letter = replace(sample("seed_letter"), attachments=(attachment,))
    word = Word(write_docx(letter))
    word.find("甲乙。").addnext(xml(f'<w:p><w:pPr><w:pStyle w:val="body"/></w:pPr>{broken}</w:p>'))
    assert [block.text for block in read_docx(word.saved()).reading.letter.attachments[0].answer] == [
        "甲乙。",
        "李文清",
        "王小明",
    ]
