"""What offices paste: each kind of markup that once lost, joined or added something, and ordinary text beside it."""

from pathlib import Path

import pytest

from intake.rich_text import RichText, plain_text

CASES = Path(__file__).parents[1] / "cases"
LARGEST_TABLE = 100_000


def pasted(markup: str) -> str:
    read = plain_text(markup)
    assert read is not None
    return read


def parts(read: RichText | None) -> tuple[object, ...]:
    """Return a text with what was left out of it, to be compared."""
    return () if read is None else (str(read), read.struck, read.notes, read.symbols)


FILES = {
    "06-list.html": "1、2023年完成情况\n2、5G基站建设\n3.下一步打算",
    "11-pre.html": "一、加强领导\n成立专班。\n二、落实资金",
    "14-layout.html": "一、加强领导\n成立专班。\n二、落实资金",
    "16-cell-br.html": "姓名\t单位\n李文清 王小明\t市民政局",
    "17-ruby.html": "联系人：王喆同志",
    "19-sup.html": "绿地10⁵平方米，建成12¹处。",
    "21-strike.html": "补助600元",
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_was_once_read_wrongly(name: str) -> None:
    assert pasted((CASES / name).read_text(encoding="utf-8")) == FILES[name]


LINES = {
    "pre": ("<pre>一、甲\r\n乙。\r\n\r\n二、丙</pre>", "一、甲\n乙。\n二、丙"),
    "pre-line on a block": ("<div style='white-space:pre-line'>甲\n<b>乙</b>\n丙</div>", "甲\n乙\n丙"),
    "a span within": ("<p><span style='white-space: break-spaces'>甲\n乙</span>丙</p>", "甲\n乙丙"),
    "a class of the page's own": ("<style>.t{white-space:pre-wrap}</style><p class='a t'>甲\n乙</p>", "甲\n乙"),
    "in a cell": ("<table><tr><td>姓名</td><td><pre>李文清\n王小明</pre></td></tr></table>", "姓名\t李文清 王小明"),
    "normal again within": ("<pre>甲\n<p style='white-space:normal'>乙\n丙</p></pre>", "甲\n乙丙"),
    "ordinary source lines": ("<p style='white-space:normal'>全市\n共有\n社区</p>", "全市共有社区"),
    "in a rule for print only": ("<style>@media print{p{white-space:pre}}</style><p>甲\n乙</p>", "甲乙"),
}


@pytest.mark.parametrize("name", LINES)
def test_line_ends_that_are_seen_are_kept(name: str) -> None:
    markup, expected = LINES[name]
    assert pasted(markup) == expected


TABLES = {
    "one cell with a list": ("<table><td><ol><li>甲<li>乙</ol></table>", "1.甲\n2.乙"),
    "one cell with headings": ("<table><td><h1>甲</h1><p>丙</p><h1>乙</h1></table>", "一、甲\n丙\n二、乙"),
    "empty cells at the sides": ("<table><tr><td>&nbsp;<td><p>甲</p><p>乙</p><td></table>", "甲\n乙"),
    "lines broken in one column": ("<table><tr><td>甲<br>乙<tr><td>丙</table>", "甲\n乙\n丙"),
    "a page beside its menu": (
        f"<table><tr><td>首页</td><td><p>{'我局' * 60}。</p><p>{'认真' * 60}。</p><p>一、甲</p></td></tr></table>",
        f"首页\n{'我局' * 60}。\n{'认真' * 60}。\n一、甲",
    ),
    "a table of words": ("<table><tr><td>甲<td>乙<tr><td>丙<td>丁</table>", "甲\t乙\n丙\t丁"),
    "paragraphs in a cell": ("<table><tr><td><p>李文清</p><p>王小明</p><td>局</table>", "李文清 王小明\t局"),
    "a unit below its head": (
        "<table><tr><td>金额<br>（万元）<td>一、<br>二<tr><td>1<td>2</table>",
        "金额（万元）\t一、二\n1\t2"),
    "a head set upright": ("<table><tr><td>联<br>系<br>人<td>甲</table>", "联系人\t甲"),
    "a list in a cell": ("<table><tr><td>措施<td><ol><li>甲<li>乙</ol></table>", "措施\t1.甲 2.乙"),
    "words torn by the source in a cell": ("<table><tr><td>市民\n政局<td>甲</table>", "市民政局\t甲"),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_a_table_for_layout_gives_paragraphs_and_no_lines_run_together(name: str) -> None:
    markup, expected = TABLES[name]
    assert pasted(markup) == expected


RUBY = {
    "without brackets": ("<ruby>喆<rt>zhé</rt></ruby>", "喆"),
    "several bases": ("<ruby><rb>赵</rb><rt>zhào</rt><rb>喆</rb><rt>zhé</rt></ruby>", "赵喆"),
    "ends left to the reader": ("<ruby>赵<rp>(<rt>zhào<rp>)<rb>喆<rt>zhé</ruby>同志", "赵喆同志"),
    "styled": ("<ruby><span>喆</span><rp>(</rp><rt><span style='font-size:8pt'>zhé</span></rt><rp>)</rp></ruby>", "喆"),
    "a sound in the words themselves": ("<p>王喆（zhé）同志</p>", "王喆（zhé）同志"),
}


@pytest.mark.parametrize("name", RUBY)
def test_of_a_ruby_the_characters_are_read(name: str) -> None:
    markup, expected = RUBY[name]
    assert pasted(markup) == expected


SCRIPTS = {
    "square metres": ("100m<sup>2</sup>", "100m²"),
    "a negative power": ("10<sup>−3</sup>克", "10⁻³克"),
    "several pieces": ("2<sup><span>n</span><b>+1</b></sup>", "2ⁿ⁺¹"),
    "by style": ("10<span style='font-size:8pt;vertical-align:super'>5</span>平方米", "10⁵平方米"),
    "by a class": ("<style>.u{vertical-align:super}</style>10<span class=u>5</span>", "10⁵"),
    "what has no raised form": ("10<sup>2.5</sup>、x<sup>a,b</sup>、1<sup>st</sup>", "10^2.5、x^(a,b)、1^st"),
    "full width": ("10<sup>１２</sup>", "10¹²"),
    "below": ("CO<sub>2</sub>、H<sub>2</sub>O", "CO₂、H₂O"),
    "fine dust": ("PM<sub>2.5</sub>浓度", "PM2.5浓度"),
    "below a figure": ("12<sub>2.5</sub>", "12_2.5"),
    "signs": ("商标<sup>®</sup>、方案<sup>（试行）</sup>", "商标®、方案（试行）"),
    "blanks around": ("10<sup> 5 </sup>处", "10 ⁵ 处"),
    "a line end within": ("10<sup>5<br></sup>万", "10⁵\n万"),
    "no script at all": ("<p style='vertical-align:middle'>105平方米</p>", "105平方米"),
}


@pytest.mark.parametrize("name", SCRIPTS)
def test_raised_figures_never_run_together_with_others(name: str) -> None:
    markup, expected = SCRIPTS[name]
    assert pasted(f"<p>{markup}</p>") == expected


STRUCK = {
    "strike": ("补助<strike>500</strike>600元", RichText("补助600元", ("500",))),
    "style": (
        "补助<span style='color:red;text-decoration:line-through'>5<b>0</b>0</span>600元",
        RichText("补助600元", ("500",))),
    "line": (
        "补助<u style='text-decoration-line:underline line-through'>500</u>600元",
        RichText("补助600元", ("500",))),
    "del and ins": ("补助<del>500</del><ins>600</ins>元", RichText("补助600元", ("500",))),
    "class": (
        "<style>.x{text-decoration:line-through}</style>补助<i class=x>500</i>600元",
        RichText("补助600元", ("500",))),
    "twice by Word": ("补助<b style='text-line-through:double'>500</b>600元", RichText("补助600元", ("500",))),
    "a whole paragraph": ("<p><s>删去的话。</s></p><p>留下的话。</p>", RichText("留下的话。", ("删去的话。",))),
    "all of it": ("<s>500</s>", RichText("", ("500",))),
    "underlined": ("补助<u style='text-decoration:underline'>600</u>元", RichText("补助600元")),
    "an s that is not struck": ("补助<s style='text-decoration:none'>600</s>元", RichText("补助600元")),
}  # fmt: skip


@pytest.mark.parametrize("name", STRUCK)
def test_struck_words_are_left_out_and_named(name: str) -> None:
    markup, expected = STRUCK[name]
    assert parts(plain_text(f"<p>{markup}</p>")) == parts(expected)


def test_words_struck_in_a_cell_leave_the_cell() -> None:
    markup = "<table><tr><td>甲<td><s>500</s>600<tr><td>乙<td><s>700</s><td>丙</table>"
    assert parts(plain_text(markup)) == parts(RichText("甲\t600\t\n乙\t\t丙", ("500", "700")))


HIDDEN = {
    "invisible": ("甲<span style='visibility:hidden'>乙</span>丙", "甲丙"),
    "of no size": ("甲<span style='font-size:0pt'>乙</span>丙", "甲丙"),
    "words with a size within": ("<div style='font-size:0'>乙<span style='font-size:16px'>甲</span></div>", "甲"),
    "small but seen": ("甲<span style='font-size:0.5em'>乙</span>丙", "甲乙丙"),
    "shown": ("甲<span style='display:inline;visibility:visible'>乙</span>丙", "甲乙丙"),
}


@pytest.mark.parametrize("name", HIDDEN)
def test_hidden_words_are_left_out(name: str) -> None:
    markup, expected = HIDDEN[name]
    assert pasted(f"<p>{markup}</p>") == expected


NOTES = {
    "a link in brackets": ("全市共86个<sup><a href='#fn1'>[1]</a></sup>。", RichText("全市共86个。", notes=("[1]",))),
    "brackets alone": ("全市共86个<sup>[2-3]</sup>。", RichText("全市共86个。", notes=("[2-3]",))),
    "a bare linked number": ("全市共86个<a href='a.htm#n1'><sup>1</sup></a>。", RichText("全市共86个。", notes=("1",))),
    "a number that is linked nowhere": ("面积86m<sup>2</sup>。", RichText("面积86m²。")),
    "brackets in the line": ("全市共86个[1]。", RichText("全市共86个[1]。")),
}


@pytest.mark.parametrize("name", NOTES)
def test_raised_signs_of_notes_are_left_out_and_named(name: str) -> None:
    markup, expected = NOTES[name]
    assert parts(plain_text(f"<p>{markup}</p>")) == parts(expected)


SYMBOLS = {
    "a tick": ("办结：<span style='font-family:Wingdings'>\u00fe</span>是", RichText("办结：☑是")),
    "a box": ("<span style='font-family:\"Wingdings 2\",serif'>\uf0a3<span>否</span></span>", RichText("□否")),
    "a picture that nobody knows": ("<font style='font-family:Wingdings'>:</font>甲", RichText("甲", symbols=1)),
    "words in another font within": (
        "<b style='font-family:Wingdings'><i style='font-family:仿宋'>R</i></b>", RichText("R")
    ),
    "letters": ("<span style='font-family:仿宋'>R</span>", RichText("R")),
}  # fmt: skip


@pytest.mark.parametrize("name", SYMBOLS)
def test_pictures_of_a_font_are_read_as_characters(name: str) -> None:
    markup, expected = SYMBOLS[name]
    assert parts(plain_text(f"<p>{markup}</p>")) == parts(expected)


LISTS = {
    "a start": ("<ol start=9><li>2023年<li>３年计划</ol>", "9、2023年\n10、３年计划"),
    "Roman": ("<ol type=I><li>甲<li>乙</ol>", "I.甲\nII.乙"),
    "stems": ("<ol style='list-style: cjk-heavenly-stem'><li>甲方<li>乙方</ol>", "甲、甲方\n乙、乙方"),
    "capitals": ("<ol type=A><li>甲<li>乙</ol>", "A.甲\nB.乙"),
    "in brackets": ("<ol><li>甲<ol><li>5G</ol></ol>", "1.甲\n（1）5G"),
    "Chinese numbers": ("<ol style='list-style-type:cjk-ideographic'><li>2023年</ol>", "一、2023年"),
    "counted by Word": ("<p><span style='mso-list:Ignore'>1.<span>&nbsp;</span></span>5G</p>", "1、5G"),
    "several levels by Word": ("<p><span style='mso-list:Ignore'>1.1<span>&nbsp;</span></span>5G</p>", "1.1 5G"),
    "an empty item of Word's": ("<p><span style='mso-list:Ignore'>1.</span></p><p>正文</p>", "正文"),
    "words that begin with none": ("<ol><li>甲<li>乙</ol>", "1.甲\n2.乙"),
    "a decimal in the words": ("<p>1.5G基站</p>", "1.5G基站"),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_number_of_a_list_is_never_taken_for_a_decimal(name: str) -> None:
    markup, expected = LISTS[name]
    assert pasted(markup) == expected


@pytest.mark.parametrize("spans", ["rowspan=9999 colspan=60", "colspan=9999", "rowspan=9999", "rowspan=-1 colspan=1e9"])
def test_spans_do_not_multiply(spans: str) -> None:
    read = pasted("<table>" + f"<tr><td {spans}>a</td><td>b</td></tr>" * 600 + "</table>")
    assert len(read) < LARGEST_TABLE
    assert read.count("a") == read.count("b") == 600


@pytest.mark.parametrize("rows", ["0", "65534", "3"])
def test_a_cell_that_reaches_to_the_end_keeps_the_columns_of_the_others(rows: str) -> None:
    markup = f"<table><tr><td rowspan={rows}>甲<td>乙<tr><td>丙<tr><td>丁</table>"
    assert pasted(markup) == "甲\t乙\n\t丙\n\t丁"


def test_a_table_of_many_spans_stays_small() -> None:
    assert len(pasted((CASES / "23-rowspan.html").read_text(encoding="utf-8"))) < LARGEST_TABLE


def test_what_windows_writes_above_rich_text_is_not_read() -> None:
    head = "Version:0.9\r\nStartHTML:0000000105\r\nEndHTML:0000000199\r\nSourceURL:http://a.invalid/一.html\r\n"
    assert pasted(head + "<html><body><!--StartFragment--><p>正文</p></body></html>") == "正文"
    assert pasted("<p>Version:0.9 StartHTML:1</p>") == "Version:0.9 StartHTML:1"


def test_a_declared_charset_means_nothing_to_text_that_is_decoded() -> None:
    assert pasted("<html><head><meta charset='big5'></head><body>养老服务</body></html>") == "养老服务"
    assert pasted("<?xml version='1.0' encoding='gb2312'?><html><body>养老服务</body></html>") == "养老服务"
