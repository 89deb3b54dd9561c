"""Headings of a web page that holds a letter: those of its answer are headings, title and page around it are words."""

import pytest

from letter.derived import effective_text
from letter.outline import write_answer
from services.letter_sources import text_in
from services.reply_file import reply_in
from services.text_files import pasted_text

TITLE = "对市十四届人大四次会议第56号建议的答复"
ABOVE = "<div><a>首页</a> &gt; <a>人大建议办理</a></div>"
INFO = "<div><span>时间：2025-07-02 15:20</span> <span>来源：江州市住房和城乡建设局</span></div>"
TO = "<p>孙晓梅代表：</p><p>您提出的关于加强城市地下管网改造的建议（第56号）收悉，现答复如下：</p>"
END = (
    "<p>感谢您对我局工作的关心和支持。</p><p>江州市住房和城乡建设局</p><p>2025年6月30日</p>"
    "<p>（联系人：吴刚；联系电话：0199-2800001）</p>"
)
NUMBERED = "<p>一、工作情况</p><p>改造管网86.5公里。</p><p>二、下一步打算</p><p>加快实施。</p>"
WORDS = "一、工作情况\n改造管网86.5公里。\n二、下一步打算\n加快实施。"
DEEPER = "一、工作情况\n改造管网86.5公里。\n（一）管网\n已完成。\n（二）泵站\n在建。\n二、下一步打算\n加快实施。"


def headed(one: str, two: str = "", *, numbered: bool = False) -> str:
    """Return an answer with headings of two tags, or of one."""
    marks = ("一、", "（一）", "（二）", "二、") if numbered else ("", "", "", "")
    deep = f"<{two}>{marks[1]}管网</{two}><p>已完成。</p><{two}>{marks[2]}泵站</{two}><p>在建。</p>" if two else ""
    return (
        f"<{one}>{marks[0]}工作情况</{one}><p>改造管网86.5公里。</p>{deep}<{one}>{marks[3]}下一步打算</{one}>"
        "<p>加快实施。</p>"
    )


def page(title: str, answer: str, end: str = END) -> str:
    return f"<html><head><meta charset='utf-8'></head><body>{ABOVE}{title}{INFO}{TO}{answer}{end}</body></html>"


PAGES = {
    "the title in h1": (f"<h1>{TITLE}</h1>", NUMBERED, WORDS),
    "the title in h2": (f"<h2>{TITLE}</h2>", NUMBERED, WORDS),
    "title and headings of one rank": (f"<h2>{TITLE}</h2>", headed("h2"), WORDS),
    "title and numbered headings of one rank": (f"<h2>{TITLE}</h2>", headed("h2", numbered=True), WORDS),
    "headings below the title": (f"<h1>{TITLE}</h1>", headed("h3"), WORDS),
    "headings of two ranks": (f"<h1>{TITLE}</h1>", headed("h2", "h3"), DEEPER),
    "numbered headings of two ranks": (f"<h1>{TITLE}</h1>", headed("h2", "h3", numbered=True), DEEPER),
    "headings above the title": (f"<h4>{TITLE}</h4>", headed("h2", "h3"), DEEPER),
    "the site above the title": (f"<h1>江州市人民政府</h1><h2>{TITLE}</h2>", headed("h3"), WORDS),
    "a title over two of them": (
        "<h1>对市十四届人大四次会议第56号</h1><h1>建议的答复</h1>", headed("h2"), WORDS,
    ),
    "a title beside one of the column": (f"<h3>建议提案</h3><h1>{TITLE}</h1>", NUMBERED, WORDS),
    "headings of Word": (
        f"<p style='mso-outline-level:1'>{TITLE}</p>",
        "<p style='mso-outline-level:1'>工作情况</p><p>改造管网86.5公里。</p>"
        "<p style='mso-outline-level:1'>下一步打算</p><p>加快实施。</p>",
        WORDS,
    ),
    "one heading of the first rank": (
        f"<h1>{TITLE}</h1>",
        "<h2>工作情况</h2><h3>管网</h3><p>已完成。</p><h3>泵站</h3><p>在建。</p>",
        "一、工作情况\n（一）管网\n已完成。\n（二）泵站\n在建。",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_the_title_of_a_letter_is_no_heading_of_its_answer(name: str) -> None:
    title, answer, words = PAGES[name]
    found = reply_in(page(title, answer).encode(), None).found
    assert found
    assert effective_text(found.letter, "title") == TITLE
    assert write_answer(found.letter.answer) == words


@pytest.mark.parametrize(
    "site", ["江州市人民政府办公室", "江州市人大常委会", "江州市人大", "江州市住房和城乡建设局门户网站", "江州市政府网"]
)
def test_the_site_above_a_title_is_no_part_of_it(site: str) -> None:
    found = reply_in(page(f"<h1>{site}</h1><h2>{TITLE}</h2>", headed("h3")).encode(), None).found
    assert found
    assert effective_text(found.letter, "title") == TITLE


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("江州市人民政府", TITLE),
        ("关于江州市政协", "十三届三次会议第56号提案的答复"),
        ("对江州市人大", "十四届四次会议第56号建议的答复"),
    ],
)
def test_a_title_over_two_lines_stays_whole(first: str, second: str) -> None:
    signed = END.replace("江州市住房和城乡建设局", "江州市人民政府") if second == TITLE else END
    found = reply_in(page(f"<h1>{first}</h1><h1>{second}</h1>", headed("h3"), signed).encode(), None).found
    assert found
    assert effective_text(found.letter, "title") == first + second


@pytest.mark.parametrize("name", PAGES)
def test_nor_where_it_is_pasted(name: str) -> None:
    title, answer, words = PAGES[name]
    pasted = pasted_text(page(title, answer)) or ""
    assert f"\n{words}\n感谢您" in pasted
    assert "".join(pasted.split("\n孙晓梅")[0].split("\n")).count("、") == 0


def test_what_is_a_heading_of_the_page_behind_the_letter_is_none_of_its_answer() -> None:
    text = text_in(page(f"<h1>{TITLE}</h1>", headed("h3"), END + "<h3>相关链接</h3><h3>网站地图</h3>").encode())
    assert text.endswith("\n相关链接\n网站地图")


def test_lines_of_the_letter_itself_may_be_headings_of_the_page() -> None:
    whole = page(f"<h1>{TITLE}</h1>", headed("h3")).replace("<p>孙晓梅代表：</p>", "<h3>孙晓梅代表：</h3>")
    found = reply_in(
        whole.replace("<p>江州市住房和城乡建设局</p>", "<h3>江州市住房和城乡建设局</h3>").encode(), None
    ).found
    assert found
    assert (effective_text(found.letter, "salutation"), found.letter.agency.name) == (
        "孙晓梅代表：",
        "江州市住房和城乡建设局",
    )
    assert write_answer(found.letter.answer) == WORDS


def test_headings_on_the_page_of_an_attachment_keep_their_level() -> None:
    end = (
        END.replace("<p>江州市", "<p>附件：管网清单</p><p>江州市")
        + "<h2>附件</h2><h2>管网清单</h2><h3>东城区</h3><p>40.2公里。</p><h3>西城区</h3><p>46.3公里。</p>"
    )
    found = reply_in(page(f"<h1>{TITLE}</h1>", NUMBERED, end).encode(), None).found
    assert found
    (one,) = found.letter.attachments
    assert one.title == "管网清单"
    assert write_answer(one.answer) == "一、东城区\n40.2公里。\n二、西城区\n46.3公里。"


def test_part_of_a_letter_is_pasted_with_its_headings() -> None:
    assert pasted_text(headed("h1", "h2")) == DEEPER


def test_a_traditional_page_is_read_alike() -> None:
    whole = page(f"<h1>{TITLE}</h1>", headed("h3"))
    simple, full = "对届议复孙代实现会与为开发区县号关给", "對屆議復孫代實現會與為開發區縣號關給"
    whole = whole.translate(str.maketrans(simple, full))
    found = reply_in(whole.encode(), None).found
    assert found
    assert not effective_text(found.letter, "title").startswith("一、")
    assert any(block.level for block in found.letter.answer)
