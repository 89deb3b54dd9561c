"""Rich text as Word, WPS and browsers put it on the clipboard, all of it invented, read as an answer is typed."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.rich_text import LARGEST, plain_text
from letter.outline import read_answer
from tests.timing import FOURFOLD, LINEAR_AT_MOST, fourfold_growth, work

SPANNED, MOST_GROWTH = 600, 10

WORD_HEAD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset=utf-8>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {font-family:仿宋; mso-style-parent:""} --></style></head>
<body lang=ZH-CN><!--StartFragment-->"""


def word(body: str) -> str:
    return WORD_HEAD + body + "<!--EndFragment--></body></html>"


def counted(number: str, words: str) -> str:
    return (
        "<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]>"
        f"<span lang=EN-US style='font-family:Symbol'><span style='mso-list:Ignore'>{number}"
        "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span></span><![endif]>"
        f"<span style='font-family:仿宋;mso-ascii-font-family:Calibri'>{words}</span><o:p></o:p></p>"
    )


SAMPLES = {
    "Word: automatic numbers": (
        word(counted("一、", "工作情况") + counted("（一）", "培训") + counted("1.", "课程")),
        "一、工作情况\n（一）培训\n1.课程",
    ),
    "Word: bullets of a font": (word(counted("·", "甲") + counted("l", "乙") + counted("Ø", "丙")), "甲\n乙\n丙"),
    "Word: words torn by the lines of the source": (
        word("<p class=MsoNormal>全市现有社区\r\n工作者<span lang=EN-US>86\r\n persons</span></p>"),
        "全市现有社区工作者86 persons",
    ),
    "Word: blanks for an indent": (
        word("<p class=MsoNormal>&nbsp;&nbsp; 　　正文<o:p>&nbsp;</o:p></p><p><o:p>&nbsp;</o:p></p><p>次段</p>"),
        "正文\n次段",
    ),
    "Word: headings without a number": (
        word("<h1>工作情况</h1><p>正文</p><h2>培训</h2><h2>考核</h2><h1>下一步</h1><h2>资金</h2>"),
        "一、工作情况\n正文\n（一）培训\n（二）考核\n二、下一步\n（一）资金",
    ),
    "Word: headings with their own": (
        word("<h1>一、工作情况</h1><h2>（一）培训</h2><h2>考核</h2>"), "一、工作情况\n（一）培训\n（二）考核"
    ),
    "Word: a style with a level": (
        word("<p style='mso-outline-level:1'>工作情况</p><p>正文</p><p style='mso-outline-level:1'>打算</p>"),
        "一、工作情况\n正文\n二、打算",
    ),
    "Word: comments, deletions, hidden words, notes": (
        word(
            "<p>甲<a style='mso-comment-reference:a_1'>乙</a><span class=MsoCommentReference>[a1]</span><del>丙</del>"
            "<ins>丁</ins><span style='display:none'>戊</span><a style='mso-footnote-id:ftn1'>[1]</a></p>"
            "<div style='mso-element:comment-list'><p>批注</p></div>"
        ),
        "甲乙丁",
    ),
    "Word: a table": (
        word(
            "<p>前</p><table class=MsoTableGrid border=1><tr><td width=100><p class=MsoNormal><b>职务</b></p></td><td>"
            "<p>月补贴</p><p>（元）</p></td></tr><tr><td><p>主任</p></td><td><p>4600<o:p></o:p></p></td></tr></table><p>后</p>"
        ),
        "前\n职务\t月补贴（元）\n主任\t4600\n后",
    ),
    "merged cells": (
        "<table><tr><td colspan=2>甲</td><td rowspan=2>乙</td></tr><tr><td>丙</td><td>丁</td></tr>"
        "<tr><td>戊</td><td></td><td>己</td></tr></table>",
        "甲\t\t乙\n丙\t丁\t\n戊\t\t己",
    ),
    "two tables": (
        "<table><tr><td>甲<td>乙</table><table><tr><td>丙<td>丁</table>",
        "甲\t乙\n\n丙\t丁",
    ),
    "a table for the layout of a page": (
        "<table><tr><td><table><tr><td>甲</td><td>乙</td></tr></table></td><td><p>正文</p></td></tr></table>",
        "甲\t乙\n正文",
    ),
    "one column": ("<table><tr><td>甲</td></tr><tr><td>乙</td></tr></table>", "甲\n乙"),
    "an empty column at the end": ("<table><tr><td>甲<td>乙<td>&nbsp;<tr><td>丙<td>丁<td></table>", "甲\t乙\n丙\t丁"),
    "WPS": (
        "<html><body><!--StartFragment--><p class='MsoNormal' style='mso-list:l0 level1 lfo1;'><![if !supportLists]>"
        "<span style='font-family:黑体;mso-list:Ignore;'>一、<span>&nbsp;</span></span><![endif]><b><span "
        "style='mso-spacerun:&apos;yes&apos;;font-family:黑体;font-size:16.0000pt;'>总体情况</span></b></p>"
        "<p class='MsoNormal' style='text-indent:32.0000pt;'><span>全市</span><span>共<font face='仿宋'>86</font>个。"
        "</span></p><!--EndFragment--></body></html>",
        "一、总体情况\n全市共86个。",
    ),
    "a web page": (
        "<html><body><nav>首页</nav><h1>关于某提案的答复</h1><div>　　您好：<br>正文一<br/>正文二</div>"
        "<h2>情况</h2><script>alert(1)</script><p>甲<img src='http://127.0.0.1/a.png' alt='图'></p><h2>打算</h2>"
        "<button>分享</button></body></html>",
        "关于某提案的答复\n您好：\n正文一\n正文二\n一、情况\n甲\n二、打算",
    ),
    "lists": (
        "<ol><li>甲<ol><li>乙</li><li>丙</li></ol></li><li><p>丁</p><p>续</p></li></ol>"
        "<ol start=3 style='list-style-type:cjk-ideographic'><li>戊<li value=7>己</ol><ul><li>庚</ul>"
        "<ol type=a><li>辛</ol>",
        "1.甲\n（1）乙\n（2）丙\n2.丁\n续\n三、戊\n七、己\n庚\na.辛",
    ),
    "a heading that begins with a digit": (
        "<h3>甲</h3><h3>乙</h3><h4>丙</h4><h5>2023年</h5>", "一、甲\n二、乙\n（一）丙\n2023年"
    ),
    "words that look like markup": ("<p>1 &lt; 2 &amp;amp; <b>3</b></p>", "1 < 2 &amp; 3"),
}  # fmt: skip


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample(name: str) -> None:
    markup, expected = SAMPLES[name]
    assert plain_text(markup) == expected


@pytest.mark.parametrize("markup", ["", " ", "<img src=a.png>", "<html><body>&nbsp;</body></html>", "<!-- 甲 -->"])
def test_nothing_to_read(markup: str) -> None:
    assert plain_text(markup) is None


PIECES = st.sampled_from(
    [
        "<p>", "</p>", "<table>", "</table>", "<tr>", "<td>", "<td colspan=3 rowspan=9>", "<ol>", "</ol>", "<li>",
        "<h1>", "</h1>", "<br>", "<div hidden>", "甲", "乙", "一、", "&nbsp;", "<span style='mso-list:Ignore'>",
        "</span>", "<del>", "\0", "\ud800", "<![if !x]>", "<o:p>", "<", "&", "<!--", "-->", "<ul>", "</ul>", "<h3>",
        "<sup>", "</sup>", "<sub>5", "<s>", "</s>", "<ruby>", "<rt>", "</ruby>", "<pre>", "</pre>", "\n", "105",
        "<p style='vertical-align:super;white-space:pre'>", "<span style='font-family:Wingdings'>",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60))
def test_any_markup_is_read_or_refused(markup: str) -> None:
    text = plain_text(markup)
    assert text is None or text.strip() or text.struck


def test_deep_nesting_is_read() -> None:
    assert plain_text("<div>" * 5_000 + "甲" + "</div>" * 5_000) in ("甲", None)


@pytest.mark.full
def test_the_largest_markup_is_read_in_moments() -> None:
    """What matters is that the window does not stand still."""
    paragraph = counted("1.", "全市现有社区工作者若干名，" * 10)
    markup = word(paragraph * (LARGEST // len(paragraph) - 20))
    assert len(markup) <= LARGEST
    text = plain_text(markup)
    assert work(lambda: plain_text(markup)) < 1_500
    assert text
    assert text.count("\n") > 3_000


@pytest.mark.parametrize(
    "piece", ["10<sup>5</sup>", "<s>5</s>6", "<ruby>a<rt>b", "<rt ", "<p style='font:font:font:'>a", "<pre>a\n\n"]
)
def test_time_grows_no_faster_than_the_markup(piece: str) -> None:
    few, fourfold = ("<div>" + piece * number for number in (SPANNED, FOURFOLD * SPANNED))
    assert fourfold_growth(plain_text, few, fourfold) < LINEAR_AT_MOST


def test_markup_that_would_make_one_wait_is_left_to_the_plain_text_beside_it() -> None:
    assert plain_text("<p>一、现状</p>") is not None
    assert plain_text("<p>一、现状</p>" + " " * LARGEST) is None


@pytest.mark.full
@pytest.mark.parametrize("cells", ["<td rowspan={many} colspan={many}>甲</td><td>乙</td>", "<td>甲</td>" * 100])
def test_a_table_is_no_larger_than_its_words_allow(cells: str) -> None:
    """Spans of cells multiply: a few thousand characters once made 120 million."""
    few, many = (
        f"<table>{('<tr>' + cells.format(many=9_999) + '</tr>') * rows}</table>"
        for rows in (SPANNED // FOURFOLD, SPANNED)
    )
    text = plain_text(many)
    assert text is not None
    assert len(text) < MOST_GROWTH * len(many)
    assert text.count("甲") == many.count("甲"), "no word is lost"
    assert text.count("乙") == many.count("乙")
    assert fourfold_growth(plain_text, few, many) < LINEAR_AT_MOST


CASES = Path(__file__).parents[1] / "cases"


@pytest.mark.parametrize(
    ("markup", "levels"),
    [
        ((CASES / "06-list.html").read_text("utf-8"), "333"),
        ("<ol><li>2023年投入320万元</li><li>10月底前完成。</li></ol>", "33"),
        ("<ol start=2><li>5G基站建设</li><li>成立专班</li></ol>", "33"),
        ("<ol><li>成立专班</li><li>2.5公里道路已建成</li></ol>", "33"),
        ("<p>2.5公里道路已建成</p><p>3.5公里道路在建</p>", "--"),
    ],
)
def test_the_numbers_of_a_list_are_read_again_before_digits(markup: str, levels: str) -> None:
    text = plain_text(markup) or ""
    assert "".join(str(block.level or "-") for block in read_answer(text)) == levels
