"""The rows of the table of measurements, in the order of the paper."""

import re
from collections.abc import Callable

from docgen.lengths import EMU_PER_POINT
from docgen.standard import standard, styles
from docgen.styles import BASE_LINE
from tests.docgen.measured_letters import LONG_NAME
from tests.docgen.measures import (
    ADDRESSEE,
    BASE,
    BLACK,
    CHARACTER,
    DATE,
    FOOT,
    HAN,
    LEFT,
    MIDDLE,
    NUMBER,
    OPENING,
    PITCH,
    RED,
    RIGHT,
    SMALL,
    TITLE,
    TITLE_PITCH,
    Pages,
    Row,
    after_mark,
    base,
    between,
    black,
    centre,
    change,
    dash,
    family,
    find,
    fixed,
    font,
    ink_bottom,
    ink_top,
    last,
    left,
    length,
    lines,
    mark_bottom,
    mark_top,
    middle,
    mm,
    name_font,
    organ,
    page_number,
    red,
    right,
    rules,
    size,
    steps,
    style,
    text_lines,
    thickness,
    value,
)
from tests.paper import POINT, Line, Rule

S = standard()
DOCUMENT, HEADER, STYLES = "word/document.xml", "word/header1.xml", "word/styles.xml"
# LibreOffice puts about a fifth of a 字 beside each run of digits; indents are judged to 0.3 字, as wide as that.
INDENT = 0.3 * CHARACTER
RIGHT_ALIGNED, CENTRED = ('<w:jc w:val="right"/>', '<w:jc w:val="center"/>')


def mark(pages: Pages) -> tuple[float, float]:
    """Return left and right of the ink of the mark in the letter format."""
    left, _, right, _ = pages[0].ink(28, 44)
    return left, right


def seals(pages: Pages) -> list[float]:
    """Return the middles of the first row of joint organs."""
    row = find("朝阳市公安局")(pages)
    starts = [found.start() for found in re.finditer("朝阳市...", row.text)]
    return [(row[at].x + row[at + 5].right) / 2 for at in starts]


def decimal_points(pages: Pages) -> float:
    """Return how far apart the points of a column of numbers stand; a whole number's is at its end."""
    cells = [next(line for line in pages[0].lines if line.text.startswith(name)) for name in "甲乙丙"]
    places = [line[line.text.index(".")].x if "." in line.text else line.right for line in cells]
    return max(places) - min(places)


def document_mark_bottom(pages: Pages) -> float:
    """Return where the ink of the mark ends in the document format."""
    return pages[0].ink(60, 95)[3]


def page_of(words: str, pages: Pages) -> int:
    """Return the number of the page on which some words stand."""
    return next(number for number, page in enumerate(pages, 1) if any(words in line.text for line in page.lines))


def unhung_right(line: Line) -> float:
    """Return where a line ends; LibreOffice hangs a last mark outside although overflowPunct is off."""
    return max(character.right for character in line if character.text.strip() and character.text not in "，。、；")


def table_edges(pages: Pages) -> tuple[float, float]:
    """Return left and right of the rules of a table on the first page."""
    drawn = table_rules(pages)
    return min(rule.left for rule in drawn), max(rule.right for rule in drawn)


def last_step(pages: Pages) -> float:
    """Return in points from character to character on the last line of a text, which is not justified."""
    last = [line for page in pages for line in page.lines if HAN in line.text][-1]
    found = [character.x for character in last if character.text == HAN]
    return (found[-1] - found[0]) / (len(found) - 1) / POINT


def table_rules(pages: Pages) -> list[Rule]:
    """Return the rules of a table on the first page."""
    return [rule for rule in pages[0].rules if rule.color != RED]


def upright_foot(page: int) -> Callable[[Pages], float]:
    """Measure how high the number of a landscape page stands on the paper as it is bound."""
    return lambda pages: next((line.baseline for line in pages[page].upright), 0.0)


def upright_foot_wanted() -> float:
    """Return how high the numbers of the other pages stand."""
    number = S.page_number
    return S.page.height.value - (number.footer_distance.points + (1 - BASE_LINE) * number.size.points) * POINT


PAPER = (
    Row("纸宽", "5.1", "plain", lambda p: p[0].width, value(lambda: S.page.width), 0.3, change(page__width=216)),
    Row("纸高", "5.1", "plain", lambda p: p[0].height, value(lambda: S.page.height), 0.3, change(page__height=279)),
    Row("天头", "5.2.1", "long", lambda p: p[1].lines[0].baseline - BASE, value(lambda: S.page.top), 0.3,
        change(page__top=35)),
    Row("订口", "5.2.1", "long", lambda p: p[1].lines[0].left, value(lambda: S.page.left), 0.3,
        change(page__left=26)),
    Row("版心宽", "5.2.1", "long", lambda p: p[1].lines[0].right - p[1].lines[0].left,
        value(lambda: S.page.type_width), 0.6, change(page__type_width=150)),
    Row("每页行数", "5.2.3", "long", lambda p: len(text_lines(p)), value(lambda: S.grid.lines), 0,
        change(grid__pitch=30)),
    Row("每行字数", "5.2.3", "long", lambda p: max(line.text.count(HAN) for line in text_lines(p)),
        value(lambda: S.grid.characters), 0, change(grid__spacing=0.4)),
    Row("行距", "5.2.3", "long", lambda p: max(steps(text_lines(p))), mm(lambda: S.grid.pitch), 0.05,
        change(grid__pitch=28.5)),
    Row("收紧的行距", "7.3.5.4", "fitted", lambda p: max(steps(text_lines(p))),
        lambda: (S.grid.pitch.points - 0.5) * POINT, 0.05, style(body__fitted=False)),
    Row("收紧的字距", "7.3.5.4", "fitted", last_step,
        lambda: S.grid.size.points + S.grid.spacing.points - 0.3, 0.05, style(body__fitted=False)),
    Row("字号", "5.2.2", "long", size(OPENING), value(lambda: S.grid.size), 0.1, change(grid__size=15)),
    Row("正文字体", "5.2.2", "long", font(OPENING), name_font("body"), 0, style(body__font="song")),
    Row("数字字体", "5.2.2", "long", font(NUMBER, "2"), fixed("LiberationSerif"), 0,
        {"fonts.latin.chain": ["宋体"]}),
)  # fmt: skip
LETTER_FORMAT = (
    Row("标志上边", "10.1", "plain", mark_top(26, 44), value(lambda: S.letterhead.mark_top), 0.5,
        change(letterhead__mark_top=32)),
    Row("标志字号", "7.2.4", "plain", lambda p: p[0].lines[1][0].size, value(lambda: S.letterhead.mark_size), 0.5,
        change(letterhead__mark_size=36)),
    Row("标志字体", "7.2.4", "plain", lambda p: font(lambda q: q[0].lines[1])(p), name_font("title"), 0,
        style(mark__font="hei")),
    Row("标志居中", "7.2.4", "plain", lambda p: sum(mark(p)) / 2, fixed(MIDDLE), 0.7, style(mark__align="left")),
    Row("标志下红线", "10.1", "plain", between(mark_bottom(26), red(0, lambda r: r.top)),
        value(lambda: S.letterhead.rule_gap), 0.5, change(letterhead__rule_gap=6)),
    Row("上红线长", "10.1", "plain", red(0, length), value(lambda: S.letterhead.rule_length), 0.3,
        change(letterhead__rule_length=156)),
    Row("上红线居中", "10.1", "plain", red(0, centre), fixed(MIDDLE), 0.3, "wide_page_rules"),
    Row("上粗线", "10.1", "plain", red(0, thickness), mm(lambda: S.letterhead.rule_thick), 0.05,
        change(letterhead__rule_thick=2.25)),
    Row("上细线", "10.1", "plain", red(1, thickness), mm(lambda: S.letterhead.rule_thin), 0.05,
        change(letterhead__rule_thin=1.5)),
    Row("两线之间", "10.1", "plain", between(red(0, lambda r: r.bottom), red(1, lambda r: r.top)),
        mm(lambda: S.letterhead.rule_between), 0.1, change(letterhead__rule_between=3)),
    Row("下细线", "10.1", "plain", red(2, thickness), mm(lambda: S.letterhead.rule_thin), 0.05,
        change(letterhead__rule_thin=1.5)),
    Row("下粗线", "10.1", "plain", red(3, thickness), mm(lambda: S.letterhead.rule_thick), 0.05,
        change(letterhead__rule_thick=2.25)),
    Row("下红线长", "10.1", "plain", red(3, length), value(lambda: S.letterhead.rule_length), 0.3,
        change(letterhead__rule_length=156)),
    Row("下红线距纸边", "10.1", "plain", lambda p: p[0].height - red(3, lambda r: r.bottom)(p),
        value(lambda: S.letterhead.rule_foot), 0.5, change(letterhead__rule_foot=22)),
    Row("后页红线", "10.1", "long", lambda p: sum(len(rules(p, RED, n)) for n in range(1, len(p))), fixed(0), 0,
        (DOCUMENT, 'w:type="first" r:id="rId4"', 'w:type="default" r:id="rId4"')),
    Row("字号在红线下", "10.1", "plain", between(red(1, lambda r: r.bottom), ink_top(NUMBER)),
        value(lambda: S.letterhead.number_gap), 0.6, change(letterhead__number_gap=7)),
    Row("字号居右", "10.1", "plain", right(NUMBER), fixed(0), 0.5, (DOCUMENT, RIGHT_ALIGNED, CENTRED)),
    Row("字号字体", "7.2.5", "plain", font(NUMBER), name_font("body"), 0, style(number_line__font="hei")),
    Row("份号左齐", "7.2.1", "classified", left(find("000012")), fixed(LEFT), 0.3, change(page__left=30)),
    Row("份号与字号同行", "10.1", "classified", between(base(find("000012")), base(NUMBER)), fixed(0), 0.1,
        (DOCUMENT, "<w:tab/>", "<w:br/>")),
    Row("密级在份号下", "7.2.2", "classified", between(base(find("000012")), base(find("机密★"))), lines(1), 0.3,
        change(grid__pitch=31)),
    Row("密级字体", "7.2.2", "classified", font(find("机密★")), name_font("hei"), 0, {"fonts.hei.chain": ["宋体"]}),
    Row("紧急程度在密级下", "7.2.3", "classified", between(base(find("机密★")), base(find("特急"))), lines(1), 0.3,
        change(grid__pitch=31)),
    Row("结果在右上角", "当地规定", "plain", lambda p: find("办理结果")(p).baseline - BASE,
        value(lambda: S.letterhead.outcome_top), 0.5, change(letterhead__outcome_top=18)),
    Row("结果右齐", "当地规定", "plain", right(find("办理结果")), fixed(0), 0.5, style(outcome__align="left")),
    Row("结果与字号同行", "当地规定", "outcome_at_number", between(base(find("办理结果")), base(NUMBER)), fixed(0),
        0.1,
        "outcome_at_title"),
    Row("结果在标题右上", "当地规定", "outcome_at_title", between(base(find("办理结果")), base(after_mark)),
        fixed(0.2 * PITCH + 0.8 * TITLE_PITCH), 0.3, "outcome_at_number"),
    Row("公开属性在字号下", "当地规定", "disclosure_at_number", between(base(NUMBER), base(find("此件公开"))),
        lines(1), 0.1,
        "plain"),
    Row("公开属性与字号右齐", "当地规定", "disclosure_at_number", right(find("此件公开")), fixed(0), 0.5,
        (DOCUMENT, '<w:jc w:val="right"/></w:pPr><w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t>此件',
        '<w:jc w:val="left"/></w:pPr><w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t>此件')),
    Row("签发人在右上角", "7.2.6", "signatory_in_corner", lambda p: find("签发人")(p).baseline - BASE,
        value(lambda: S.letterhead.outcome_top), 0.5, change(letterhead__outcome_top=18)),
    Row("右上角签发人姓名字体", "7.2.6", "signatory_in_corner", font(find("签发人"), "赵"), name_font("kai"), 0,
        {"fonts.kai.chain": ["宋体"]}),
    Row("签发人三字字体", "7.2.6", "signatory_in_corner", font(find("签发人")), name_font("body"), 0,
        {"fonts.body.chain": ["宋体"]}),
    Row("签发人与字号同行", "7.2.6", "signatory_at_number", between(base(find("签发人")), base(NUMBER)), fixed(0),
        0.1,
        "signatory_in_corner"),
    Row("签发人姓名字体", "7.2.6", "signatory_at_number", font(find("签发人"), "赵"), name_font("kai"), 0,
        {"fonts.kai.chain": ["宋体"]}),
    Row("签发人在文末", "7.2.6", "signatory_at_foot", between(base(find("联系人")), base(find("签发人"))), lines(1),
        0.3,
        "signatory_at_number"),
)  # fmt: skip
DOCUMENT_FORMAT = (
    Row("文件标志上边", "7.2.4", "document", mark_top(60, 95), value(lambda: S.document_format.mark_top), 0.5,
        change(document_format__mark_top=70)),
    Row("文件标志字号", "7.2.4", "document", lambda p: p[0].lines[0][0].size,
        value(lambda: S.document_format.mark_size), 0.5, change(document_format__mark_size=40)),
    Row("标志带文件二字", "7.2.4", "document", lambda p: p[0].lines[0].text.replace(" ", ""),
        fixed("朝阳市民政局文件"), 0,
        "document_without_word"),
    Row("标志下空二行", "7.2.5", "document", between(document_mark_bottom, base(NUMBER)), lines(2.8), 0.5,
        change(document_format__above_number=1)),
    Row("文件字号居中", "7.2.5", "document", middle(NUMBER), fixed(MIDDLE), 0.5, (DOCUMENT, CENTRED, RIGHT_ALIGNED)),
    Row("文件红线长", "7.2.7", "document", red(0, length), value(lambda: S.document_format.rule_length), 0.3,
        change(document_format__rule_length=170)),
    Row("文件红线居中", "7.2.7", "document", red(0, centre), fixed(MIDDLE), 0.3, (HEADER, ">1008000<", ">900000<")),
    Row("文件红线在字号下", "7.2.7", "document", between(ink_bottom(NUMBER), red(0, lambda r: r.top)),
        value(lambda: S.document_format.rule_gap), 0.5, change(document_format__rule_gap=6)),
    Row("文件红线粗", "7.2.7", "document", red(0, thickness), mm(lambda: S.document_format.rule_thick), 0.05,
        change(document_format__rule_thick=3)),
    Row("红线只有一条", "7.2.7", "document", lambda p: len(rules(p, RED)), fixed(1), 0, "plain"),
    Row("文件标题在红线下", "7.3.1", "document", between(red(0, lambda r: r.bottom), base(after_mark)),
        lines(2, 0.8 * TITLE_PITCH), 0.5, change(blank_lines__above_title=1)),
    Row("文件首页页码", "7.5", "document", lambda p: page_number(0)(p).text.replace(" ", ""), fixed("—1—"), 0,
        (DOCUMENT, 'w:type="first" r:id="rId7"', 'w:type="first" r:id="rId5"')),
    Row("文件份号在首行", "7.2.1", "document_signed", lambda p: find("000012")(p).baseline - BASE,
        value(lambda: S.page.top), 0.5, change(page__top=40)),
    Row("文件密级在第二行", "7.2.2", "document_signed", lambda p: find("机密★")(p).baseline - BASE,
        lambda: S.page.top.value + PITCH, 0.5, change(page__top=40)),
    Row("文件紧急程度在第三行", "7.2.3", "document_signed", lambda p: find("特急")(p).baseline - BASE,
        lambda: S.page.top.value + 2 * PITCH, 0.5, change(page__top=40)),
    Row("字号左空一字", "7.2.5", "document_signed", lambda p: (NUMBER(p).left - LEFT) / CHARACTER,
        value(lambda: S.document_format.number_indent), 0.3, change(document_format__number_indent=2)),
    Row("签发人右空一字", "7.2.6", "document_signed", lambda p: right(find("签发人"))(p) / CHARACTER,
        value(lambda: S.document_format.number_indent), 0.3, change(document_format__number_indent=2)),
    Row("签发人回行对齐", "7.2.6", "document_signed_by_three",
        between(left(find("签发人"), "赵"), left(find("孙平"), "孙")), fixed(0), 0.3,
        (DOCUMENT, 'w:pos="5670" w:val="left"', 'w:pos="5670" w:val="right"')),
    Row("字号在末行签发人", "7.2.6", "document_signed_by_three", between(base(find("孙平")), base(NUMBER)), fixed(0),
        0.1,
        "document_signed"),
    Row("联合标志等宽", "7.2.4", "document_joint",
        lambda p: next(c.right for c in find("发展改革委")(p) if c.text == "委")
        - next(c.right for c in find("朝阳市民政局")(p) if c.text == "局"), fixed(0), 0.7,
        (HEADER, '<w:spacing w:val="', '<w:position w:val="')),
)  # fmt: skip
PREPRINTED = (
    Row("套印字号", "10.1", "preprinted", ink_top(NUMBER), lambda: 55 + 2 + S.letterhead.number_gap.value, 0.6,
        change(letterhead__number_gap=8)),
    Row("套印右移", "5.2.1", "preprinted", lambda p: p[1].lines[0].left, lambda: S.page.left.value + 1.5, 0.3,
        "long"),
    Row("套印下移", "5.2.1", "preprinted", lambda p: p[1].lines[0].baseline - BASE, lambda: S.page.top.value + 2, 0.3,
        "long"),
    Row("套印不画红线", "10.1", "preprinted", lambda p: len(rules(p, RED)), fixed(0), 0, "preprinted_foot"),
    Row("套印补画下红线", "10.1", "preprinted_foot", lambda p: p[0].height - red(1, lambda r: r.bottom)(p),
        value(lambda: S.letterhead.rule_foot), 0.5, change(letterhead__rule_foot=22)),
    Row("套印下红线居中", "10.1", "preprinted_foot", red(1, centre), fixed(MIDDLE), 0.3, "preprinted_page_rules"),
    Row("套印下红线居中于纸", "10.1", "preprinted_page_rules", red(1, centre),
        lambda: S.page.width.value / 2 + 1.5, 0.3, "preprinted_foot"),
    Row("套印指定字号高", "10.1", "preprinted_foot", ink_top(NUMBER), fixed(70.0), 0.6, "preprinted_left"),
    Row("套印字号居中", "10.1", "preprinted_foot", middle(NUMBER), fixed(MIDDLE), 0.5, "preprinted_left"),
    Row("套印字号居左", "10.1", "preprinted_left", left(NUMBER), fixed(LEFT), 0.3, "preprinted_foot"),
)  # fmt: skip
TEXT = (
    Row("标题上空二行", "10.1", "plain", between(base(NUMBER), base(after_mark)), lines(2.2, 0.8 * TITLE_PITCH), 0.3,
        change(blank_lines__above_title=1)),
    Row("标题字号", "7.3.1", "plain", size(TITLE), lambda: styles()["title"].size or 0, 0.1, style(title__size=18)),
    Row("标题字体", "7.3.1", "plain", font(TITLE), name_font("title"), 0, style(title__font="hei")),
    Row("标题居中", "7.3.1", "plain", middle(TITLE), fixed(MIDDLE), 0.7, style(title__align="left")),
    Row("标题行距", "7.3.1", "plain", between(base(after_mark), base(find("关于朝阳市"))), fixed(TITLE_PITCH), 0.1,
        style(title__pitch=40)),
    Row("主送上空一行", "7.3.2", "plain", between(base(TITLE), base(ADDRESSEE)), lines(1.8, 0.2 * TITLE_PITCH), 0.3,
        change(blank_lines__above_addressee=0)),
    Row("主送顶格", "7.3.2", "plain", left(ADDRESSEE), fixed(LEFT), 0.3, style(addressee__first_line=2)),
    Row("正文接主送", "7.3.3", "plain", between(base(ADDRESSEE), base(OPENING)), lines(1), 0.1,
        style(body__pitch=40)),
    Row("正文左空二字", "7.3.3", "plain", lambda p: (OPENING(p).left - LEFT) / CHARACTER, fixed(2), 0.3,
        style(body__first_line=1)),
    Row("正文回行顶格", "7.3.3", "plain", left(find("答复如下")), fixed(LEFT), 0.3, change(page__left=30)),
    *(
        Row(f"第{level}级左空二字", "7.3.3", "levels", lambda p, at=words: (find(at)(p).left - LEFT) / CHARACTER,
            fixed(2), 0.3, style(**{f"heading_{number}__first_line": 0}))
        for number, (level, words) in enumerate(
            (("一", "甲乙丙"), ("二", "丁戊己"), ("三", "庚辛壬"), ("四", "子丑寅")), 1
        )
    ),
    *(
        Row(f"第{level}级字体", "7.3.3", "levels", font(find(words), words[0]), name_font(role), 0,
            style(**{f"heading_{number}__font": "song"}))
        for number, (level, words, role) in enumerate(
            (("一", "甲乙丙", "hei"), ("二", "丁戊己", "kai"), ("三", "庚辛壬", "body"), ("四", "子丑寅", "body")), 1
        )
    ),
    Row("生僻字字体", "5.2.2", "rare", font(find("王喆"), "喆"), fixed("NotoSerifCJK"), 0,
        {"fonts.body.rare": "仿宋_GB2312"}),
    Row("扩展区字体", "5.2.2", "rare", font(find("与常见字"), "𠮷"), fixed("NotoSerifCJK"), 0,
        {"fonts.astral.chain": ["仿宋_GB2312"]}),
    Row("常见字不换字体", "5.2.2", "rare", font(find("王喆"), "王"), name_font("body"), 0,
        style(addressee__font="song")),
    Row("表格宽", "5.2.1", "table", lambda p: table_edges(p)[1] - table_edges(p)[0], value(lambda: S.page.type_width),
        0.5, change(page__type_width=150)),
    Row("小数点对齐", "", "table", decimal_points, fixed(0), 0.3, (DOCUMENT, 'w:right="2122"',
        'w:right="1912"')),
    Row("表头每页重复", "", "long_table", lambda p: sum("项目" in line.text for line in p[1].lines), fixed(1), 0,
        (DOCUMENT, "<w:tblHeader/>", "")),
    Row("表格不贴上文", "", "table", between(base(find("现答复如下")), lambda p: table_rules(p)[0].y),
        lambda: ((1 - BASE_LINE) * S.grid.pitch.points + S.table.above.points) * POINT, 0.3, change(table__above=0)),
    Row("合计不独占一页", "", "sum_table", lambda p: sum("末一项" in line.text for line in p[-1].lines), fixed(1), 0,
        (DOCUMENT, '<w:pStyle w:val="table"/><w:keepNext/>', '<w:pStyle w:val="table"/>')),
    Row("表格字号", "", "table", size(find("项目")), lambda: styles()["table"].size or 0, 0.1, style(table__size=12)),
)  # fmt: skip
ATTACHMENTS = (
    Row("附件说明上空一行", "7.3.4", "attached", between(base(find("见。")), base(find("附件：1."))), lines(2), 0.3,
        change(blank_lines__above_attachment_list=0)),
    Row("附件说明左空二字", "7.3.4", "attached", lambda p: (find("附件：1.")(p).left - LEFT) / CHARACTER, fixed(2),
        0.3,
        change(page__left=31)),
    Row("附件序号对齐", "7.3.4", "attached", between(left(find("附件：1."), "1"), left(find("2.关于社区"), "2"),
        CHARACTER),
        fixed(0), 0.3, (DOCUMENT, 'w:hanging="230"', 'w:hanging="0"')),
    Row("附件名回行对齐", "7.3.4", "attached", between(left(find("2.关于社区"), "关"), left(find(LONG_NAME[-4:]))),
        fixed(0), INDENT, (DOCUMENT, 'w:left="1805" w:hanging="230"', 'w:left="1675" w:hanging="100"')),
    Row("附件另面首行", "7.3.7", "attached", lambda p: find("附件1", 1)(p).baseline - BASE, value(lambda: S.page.top),
        0.3,
        change(page__top=40)),
    Row("附件标记顶格", "7.3.7", "attached", left(find("附件1", 1)), fixed(LEFT), 0.3,
        style(attachment_label__align="right")),
    Row("附件标记字体", "7.3.7", "attached", font(find("附件1", 1)), name_font("hei"), 0,
        style(attachment_label__font="body")),
    Row("附件标题在第三行", "7.3.7", "attached", lambda p: find("配备情况表", -2)(p).baseline,
        lambda: S.page.top.value + 2 * PITCH + 0.8 * TITLE_PITCH, 0.3, change(grid__pitch=31)),
    Row("附件内容在标题下空一行", "7.3.7", "attached", between(base(find("配备情况表", -2)), base(find("附件一内容"))),
        lines(1.8, 0.2 * TITLE_PITCH), 0.3, change(blank_lines__below_attachment_title=2)),
    Row("附件标题居中", "7.3.7", "attached", middle(find("配备情况表", -2)), fixed(MIDDLE), 0.7,
        style(attachment_title__align="left")),
)  # fmt: skip
SIGNATURE = (
    Row("盖章上空", "7.3.5.1", "plain", between(base(find("见。")), base(organ)), lines(3), 0.3,
        change(blank_lines__above_sealed_signature=1)),
    Row("盖章日期右空四字", "7.3.5.1", "plain", lambda p: right(DATE)(p) / CHARACTER,
        value(lambda: S.signature.date_right), 0.3, change(signature__date_right=2)),
    Row("盖章署名对中", "7.3.5.1", "plain", lambda p: right(organ)(p) / CHARACTER, fixed(4.25), 0.3,
        change(signature__date_right=2)),
    Row("盖章长署名", "7.3.5.1", "long_organ", lambda p: right(organ)(p) / CHARACTER, fixed(0.75), 0.3,
        change(signature__date_right=6)),
    Row("日期接署名", "7.3.5.1", "plain", between(base(organ), base(DATE)), lines(1), 0.1, style(date__pitch=40)),
    Row("不盖章上空一行", "7.3.5.2", "unsealed", between(base(find("见。")), base(organ)), lines(2), 0.3,
        change(blank_lines__above_unsealed_signature=0)),
    Row("不盖章短署名", "7.3.5.2", "unsealed", lambda p: right(organ)(p) / CHARACTER, fixed(4.5), 0.3,
        change(signature__organ_right=3)),
    Row("不盖章短署名日期", "7.3.5.2", "unsealed", lambda p: right(DATE)(p) / CHARACTER, fixed(2), 0.3,
        change(signature__date_offset=3)),
    Row("不盖章长署名", "7.3.5.2", "unsealed_long", lambda p: right(organ)(p) / CHARACTER, fixed(2), 0.3,
        change(signature__organ_right=3)),
    Row("不盖章日期退二字", "7.3.5.2", "unsealed_long", between(left(organ), left(DATE), CHARACTER), fixed(2), 0.3,
        change(signature__date_offset=3)),
    Row("不盖章日期不近版心边", "7.3.5.2", "unsealed_even", lambda p: right(last("朝阳市民政局"))(p) / CHARACTER,
        fixed(3.5), 0.3,
        change(signature__date_least_right=0)),
    Row("签名章职务", "7.3.5.3", "stamp", lambda p: right(find("局长"))(p) / CHARACTER,
        lambda: S.signature.stamp_right.value + S.signature.stamp_width.value + S.signature.title_gap.value, 0.3,
        change(signature__title_gap=1)),
    Row("签名章上空二行", "7.3.5.3", "stamp", between(base(find("见。")), base(find("局长"))),
        lines(3 + (S.signature.stamp_lines.value - 1) / 2), 0.3, change(blank_lines__above_stamp=1)),
    Row("签名章日期空一行", "7.3.5.3", "stamp", between(base(find("局长")), base(DATE)),
        lines(2 + (S.signature.stamp_lines.value - 1) / 2), 0.3, change(blank_lines__above_stamped_date=0)),
    Row("签名章日期右空四字", "7.3.5.3", "stamp", lambda p: right(DATE)(p) / CHARACTER,
        value(lambda: S.signature.stamp_right), 0.3, change(signature__stamp_right=2)),
    Row("联合签名章各占一排", "7.3.5.3", "joint_stamp", between(base(find("朝阳市公安局局长")),
        base(find("朝阳市财政局局长"))),
        lines(S.signature.stamp_lines.value + 0.5), 0.3, change(signature__stamp_lines=3)),
    Row("联合印章间距", "7.3.5.1", "joint_sealed", lambda p: seals(p)[1] - seals(p)[0],
        lambda: S.signature.seal.value + S.signature.seal_gap.value, 1, change(signature__seal=40)),
    Row("联合印章每排三个", "7.3.5.1", "joint_sealed", lambda p: len(seals(p)),
        value(lambda: S.signature.seals_in_row), 0,
        change(signature__seals_in_row=2)),
    Row("联合印章不出版心", "7.3.5.1", "joint_sealed", lambda p: min(0,
        seals(p)[0] - S.signature.seal.value / 2 - LEFT),
        fixed(0), 0, (DOCUMENT, 'w:pos="1207" w:val="center"', 'w:pos="1100" w:val="center"')),
    Row("联合末章对日期", "7.3.5.1", "joint_sealed", lambda p: RIGHT - seals(p)[-1],
        lambda: (S.signature.date_right.value + 3.25) * CHARACTER, INDENT, change(signature__date_right=2)),
    Row("联合印章排距", "7.3.5.1", "joint_sealed", between(base(find("朝阳市公安局")), base(organ)),
        lambda: S.signature.seal.value + S.signature.seal_gap.value, 0.3, change(signature__seal=40)),
    Row("联合署名竖排左齐", "7.3.5.2", "joint_unsealed", between(left(last("朝阳市民政局")),
        left(last("朝阳市司法局"))),
        fixed(0), 0.1, "joint_sealed"),
    Row("联合署名日期退二字", "7.3.5.2", "joint_unsealed", lambda p: right(DATE)(p) / CHARACTER, fixed(2), 0.3,
        change(signature__date_offset=3)),
    Row("附注左空二字", "7.3.6", "plain", lambda p: (find("（此件")(p).left - LEFT) / CHARACTER, fixed(2), 0.5,
        style(note__first_line=0)),
    Row("附注接日期", "7.3.6", "plain", between(base(DATE), base(find("（此件"))), lines(1), 0.1,
        style(note__pitch=40)),
    Row("联系人接附注", "7.3.6", "plain", between(base(find("（此件")), base(find("联系人"))), lines(1), 0.1,
        "before_signature"),
    Row("联系人在署名前", "7.3.6", "before_signature", between(base(find("见。")), base(find("联系人"))), lines(2),
        0.3,
        change(blank_lines__above_contact=0)),
    Row("联系人在附注内", "7.3.6", "in_note", lambda p: find("联系人")(p).text.strip()[:1], fixed("（"), 0, "plain"),
)  # fmt: skip
IMPRINT = (
    Row("版记末线", "7.4", "imprint", black(-1, lambda r: r.y), fixed(FOOT), 0.6, change(page__type_height=222)),
    Row("版记首线粗", "7.4.1", "imprint", black(0, thickness), mm(lambda: S.imprint.thick), 0.03,
        change(imprint__thick=0.75)),
    Row("版记中线粗", "7.4.1", "imprint", black(1, thickness), mm(lambda: S.imprint.thin), 0.03,
        change(imprint__thin=1)),
    Row("版记末线粗", "7.4.1", "imprint", black(-1, thickness), mm(lambda: S.imprint.thick), 0.03,
        change(imprint__thick=0.75)),
    Row("版记线长", "7.4.1", "imprint", black(0, length), value(lambda: S.page.type_width), 0.3,
        (DOCUMENT, f'cx="{S.page.type_width.emu}" cy="0"', f'cx="{round(150 / 25.4 * 72 * EMU_PER_POINT)}" cy="0"')),
    Row("版记线左齐", "7.4.1", "imprint", black(0, lambda r: r.left), fixed(LEFT), 0.3,
        (DOCUMENT, f"<wp:posOffset>{S.page.left.emu}<", f"<wp:posOffset>{S.page.left.emu + 72000}<")),
    Row("抄送左空一字", "7.4.2", "imprint", left(last("抄送")), lambda: LEFT + S.imprint.indent.value * SMALL, 0.3,
        change(imprint__indent=2)),
    Row("抄送回行对齐", "7.4.2", "imprint", between(left(last("抄送"), "市"), lambda p: next(
        line for line in p[-1].lines if line.baseline > last("抄送")(p).baseline + 1).left), fixed(0), 0.4,
        (DOCUMENT, 'w:right="280" w:hanging="840"', 'w:right="280" w:hanging="420"')),
    Row("抄送右空一字", "7.4.2", "plain_imprint", lambda p: max(0, unhung_right(last("抄送")(p)) - (RIGHT - SMALL)),
        fixed(0), 0.3,
        change(imprint__indent=0)),
    Row("抄送字号", "7.4.2", "imprint", size(last("抄送")), value(lambda: S.imprint.size), 0.1,
        style(imprint__size=16)),
    Row("抄送以句号结束", "7.4.2", "plain_imprint", lambda p: last("中心")(p).text.strip()[-1], fixed("。"), 0,
        (DOCUMENT, "。</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val=\"tail\"",
        "</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val=\"tail\"")),
    Row("报在抄送上", "7.4.2", "imprint", between(base(last("报：")), base(last("抄送"))), mm(lambda: S.imprint.row),
        0.1,
        change(imprint__row=24)),
    Row("印发机关左空一字", "7.4.3", "printed_later", left(last("民政局办公室")), lambda: LEFT + SMALL, 0.3,
        change(imprint__indent=2)),
    Row("印发日期右空一字", "7.4.3", "printed_later", right(last("印发")), lambda: SMALL, 0.3,
        change(imprint__indent=2)),
    Row("印发日期是所填的", "7.4.3", "printed_later", lambda p: "4月8日印发" in last("印发")(p).text.replace(" ", ""),
        fixed(True), 0, "imprint"),
    Row("共印份数右空一字", "", "imprint", right(last("共印")), lambda: SMALL, 0.3, change(imprint__indent=2)),
    Row("公开属性在版记首行", "当地规定", "in_imprint", between(base(last("此件公开")), base(last("抄送"))),
        mm(lambda: S.imprint.row), 0.1, change(imprint__row=24)),
    Row("联系人在版记", "当地规定", "in_imprint", between(base(last("抄送")), base(last("联系人"))),
        mm(lambda: S.imprint.row), 0.1, "plain"),
    Row("信函版记无线", "10.1", "plain_imprint", lambda p: len(rules(p, BLACK, -1)), fixed(0), 0, "imprint"),
    Row("信函版记在版心末", "10.1", "plain_imprint", lambda p: FOOT - last("中心")(p).baseline,
        fixed((0.5 * S.imprint.row.points - 0.39 * 14) * POINT), 0.3, change(imprint__row=36)),
    Row("版记另起偶数页", "7.4", "even", lambda p: f"{page_of('联系人', p)}/{page_of('抄送', p)}", fixed("1/2"), 0,
        "imprint"),
    Row("偶数页版记无页码", "7.5", "even", lambda p: sum(line.baseline > FOOT for line in p[1].lines), fixed(0), 0,
        "long"),
    Row("主送移入版记", "7.3.2", "many", between(base(last("主送：")), base(last("抄送："))), lambda: 14 * 20 * POINT,
        0.3,
        "plain_imprint"),
    Row("主送移走后首页有正文", "7.3.2", "many", lambda p: sum("你们提出的" in line.text for line in p[0].lines),
        fixed(1), 0,
        "classified"),
)  # fmt: skip
PAGE_NUMBER = (
    Row("页码距版心", "7.5", "long", dash(1), value(lambda: S.page_number.gap), 0.7,
        change(page_number__footer_distance=22)),
    Row("双页码左空一字", "7.5", "long", left(page_number(1)), lambda: LEFT + SMALL, 0.5,
        change(page_number__indent=3)),
    Row("单页码右空一字", "7.5", "long", right(page_number(2)), lambda: SMALL, 0.5, change(page_number__indent=3)),
    Row("页码字号", "7.5", "long", lambda p: page_number(1)(p)[0].size, value(lambda: S.page_number.size), 0.1,
        style(page_number__size=16)),
    Row("页码字体", "7.5", "long", lambda p: family(page_number(1)(p)[2].font), name_font("song"), 0,
        style(page_number__font="hei", page_number__latin="hei")),
    Row("首页无页码", "10.1", "long", lambda p: sum(line.baseline > FOOT for line in p[0].lines), fixed(0), 0,
        "document"),
    Row("页码样式", "7.5", "long", lambda p: page_number(1)(p).text.replace(" ", ""), fixed("—2—"), 0,
        ("word/footer2.xml", "— ", "- ")),
)  # fmt: skip
# What reads upright on a landscape page once its upper edge lies on the left of the paper, at the spine of odd pages.
LANDSCAPE = (
    Row("横排纸宽", "9", "wide-of-some-pages", lambda p: p[1].width, value(lambda: S.page.height), 0.3,
        (DOCUMENT, 'w:w="16838"', 'w:w="15840"')),
    Row("横排纸高", "9", "wide-of-some-pages", lambda p: p[1].height, value(lambda: S.page.width), 0.3,
        (DOCUMENT, 'w:h="11906"', 'w:h="12240"')),
    Row("横排表格宽", "9", "wide-of-some-pages", lambda p: table_edges(p[1:])[1] - table_edges(p[1:])[0],
        value(lambda: S.page.type_height), 0.5, change(page__type_height=215)),
    Row("横排表格离上边", "9", "wide-of-some-pages", lambda p: table_rules(p[1:])[0].y, value(lambda: S.page.left), 0.5,
        change(page__left=25)),
    Row("横排表头每页重复", "9", "wide-of-some-pages", lambda p: sum("项目名称" in line.text for line in p[2].lines),
        fixed(1), 0, (DOCUMENT, "<w:tblHeader/>", "")),
    Row("表名随横排表格", "9", "wide", lambda p: page_of("改造项目安排表", p), fixed(2), 0,
        change(page__type_height=50)),
    Row("横排单页页码高", "9", "wide-of-some-pages", upright_foot(2), upright_foot_wanted, 0.3,
        ("word/footer5.xml", 'vert="vert"', 'vert="vert270"')),
    Row("横排双页页码高", "9", "wide-of-some-pages", upright_foot(1), upright_foot_wanted, 0.3,
        change(page_number__footer_distance=22)),
    Row("横排单页页码右空一字", "9", "wide-of-some-pages", lambda p: RIGHT - p[2].upright[0].right, lambda: SMALL, 0.5,
        change(page_number__indent=3)),
    Row("横排双页页码左空一字", "9", "wide-of-some-pages", lambda p: p[1].upright[0].left, lambda: LEFT + SMALL, 0.5,
        change(page_number__indent=3)),
    Row("横排只有双页的页码", "9", "wide", lambda p: p[1].upright[0].left, lambda: LEFT + SMALL, 0.5,
        ("word/footer4.xml", '<wp:wrapSquare wrapText="bothSides"/>', "<wp:wrapNone/>")),
)  # fmt: skip


ROWS = (
    *PAPER, *LETTER_FORMAT, *DOCUMENT_FORMAT, *PREPRINTED, *TEXT, *ATTACHMENTS, *SIGNATURE, *IMPRINT, *PAGE_NUMBER,
    *LANDSCAPE,
)  # fmt: skip
