"""Layout faults to plant in our own docx: what to change, and what the audit has to say of it."""

import io
import re
import zipfile
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

DOCUMENT, HEADER, STYLES, SETTINGS = "word/document.xml", "word/header1.xml", "word/styles.xml", "word/settings.xml"
FIRST_FOOTER, EVEN_FOOTER, ODD_FOOTER = "word/footer1.xml", "word/footer2.xml", "word/footer3.xml"
EXACT = r'w:line="579" w:lineRule="exact"'
FRAGMENT = "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r></w:p>"


def style(identifier: str) -> str:
    """Return the pattern of one style."""
    return rf'<w:style [^>]*w:styleId="{identifier}"[^>]*>.*?</w:style>'


def paragraphs(identifier: str) -> str:
    """Return the pattern of the paragraphs of one style."""
    return rf'<w:p><w:pPr><w:pStyle w:val="{identifier}"/>(?:(?!</w:p>).)*</w:p>'


def drawing(number: int) -> str:
    """Return the pattern of one line that is drawn, for new readers and for old ones."""
    return rf'<w:r><mc:AlternateContent>(?:(?!</w:r>).)*<wp:docPr id="{number}" (?:(?!</w:r>).)*</w:r>'


Replacement: TypeAlias = str | Callable[[re.Match[str]], str]


class Fault(NamedTuple):
    """Where to change what into what; the rows that must break, the first with these words in found and expected."""

    name: str
    part: str
    scope: str
    pattern: str
    replacement: Replacement
    rules: str
    found: str
    expected: str


def edited(data: bytes, part: str, scope: str, pattern: str, replacement: Replacement) -> bytes:
    """Return a docx with a pattern replaced wherever the scope matches; it must match, or nothing would be planted."""
    changed = 0

    def change(match: re.Match[str]) -> str:
        nonlocal changed
        text, count = re.subn(pattern, replacement, match[0], flags=re.DOTALL)
        changed += count
        return text

    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            planted = name == part
            target.writestr(name, re.sub(scope, change, content.decode(), flags=re.DOTALL) if planted else content)
    assert changed, (part, scope, pattern)
    return stream.getvalue()


ALL = r"\A.*\Z"
FAULTS = (
    Fault(
        "paper Letter",
        DOCUMENT,
        ALL,
        r'w:w="11906" w:h="16838"',
        'w:w="12240" w:h="15840"',
        "G-01 G-04 L-03b R-07d",
        "216 × 279",
        "210 × 297",
    ),
    Fault("top margin 25 mm", DOCUMENT, ALL, r'w:top="\d+"', 'w:top="1417"', "G-02 G-04", "25 mm", "37 mm"),
    Fault(
        "left margin 32 mm", DOCUMENT, "<w:pgMar.*?/>", r'w:left="\d+"', 'w:left="1814"', "G-03 G-04", "32 mm", "28 mm"
    ),
    Fault(
        "bottom margin 25 mm",
        DOCUMENT,
        ALL,
        r'w:bottom="\d+"( w:left)',
        r'w:bottom="1417"\1',
        "G-05a G-04",
        "25 mm",
        "35 mm",
    ),
    Fault(
        "right margin 20 mm",
        DOCUMENT,
        "<w:pgMar.*?/>",
        r'w:right="\d+"',
        'w:right="1134"',
        "G-05b G-04",
        "20 mm",
        "26 mm",
    ),
    Fault(
        "20 exact lines",
        STYLES,
        style("body"),
        EXACT,
        'w:line="636" w:lineRule="exact"',
        "G-06a G-08",
        "20 行",
        "22 行",
    ),
    Fault("grid of 20 lines", DOCUMENT, ALL, r'w:linePitch="\d+"', 'w:linePitch="636"', "G-06c", "20 行", "22 行"),
    Fault(
        "single spacing",
        STYLES,
        style("body"),
        EXACT,
        'w:line="240" w:lineRule="auto"',
        "G-06a G-08",
        "单倍行距",
        "22 行",
    ),
    Fault(
        "one paragraph at 1.5",
        DOCUMENT,
        paragraphs("body"),
        r'"body"/>(?=.*感谢您对)',
        '"body"/><w:spacing w:line="360" w:lineRule="auto"/>',
        "G-08",
        "1 段与其余正文不同",
        "28.95",
    ),
    Fault(
        "27 characters",
        STYLES,
        style("body"),
        '<w:spacing w:val="-5"/>',
        '<w:spacing w:val="0"/>',
        "G-06b",
        "27 字",
        "28 字",
    ),
    Fault("body 宋体", STYLES, style("body"), 'eastAsia="[^"]+"', 'eastAsia="宋体"', "G-10a", "宋体", "仿宋"),
    Fault(
        "body 四号",
        STYLES,
        style("body"),
        '<w:spacing w:val="-5"/>',
        r'\g<0><w:sz w:val="28"/>',
        "G-10b",
        "四号",
        "三号",
    ),
    Fault("no first-line indent", STYLES, style("body"), "<w:ind .*?/>", "", "B-05", "0 字", "2 字"),
    Fault("text all indented", STYLES, style("body"), "<w:ind ", '<w:ind w:left="420" ', "B-05b", "1.3 字", "不缩进"),
    Fault(
        "punctuation hangs",
        STYLES,
        style("Normal"),
        'overflowPunct w:val="0"',
        'overflowPunct w:val="1"',
        "X-01",
        "开",
        "关",
    ),
    Fault(
        "gaps beside digits",
        STYLES,
        style("Normal"),
        'autoSpaceDE w:val="0"',
        'autoSpaceDE w:val="1"',
        "X-02",
        "开",
        "关",
    ),
    Fault("punctuation squeezed", SETTINGS, ALL, "doNotCompress", "compressPunctuation", "X-03", "压缩标点", "不压缩"),
    Fault("level 1 仿宋", STYLES, style("heading_1"), 'eastAsia="黑体"', 'eastAsia="仿宋"', "B-06a", "仿宋", "黑体"),
    Fault(
        "level 2 仿宋",
        STYLES,
        style("heading_2"),
        'eastAsia="楷体_GB2312"',
        'eastAsia="仿宋_GB2312"',
        "B-06a",
        "仿宋",
        "楷体",
    ),
    Fault(
        "level 1 二号",
        STYLES,
        style("heading_1"),
        '<w:spacing w:val="-5"/>',
        r'\g<0><w:sz w:val="44"/>',
        "B-06b",
        "二号",
        "三号",
    ),
    Fault(
        "level 2 bold", STYLES, style("heading_2"), '<w:spacing w:val="-5"/>', r"<w:b/>\g<0>", "B-06e", "加粗", "不加粗"
    ),
    Fault("level mark 1、", DOCUMENT, ALL, "三、不断提升", "1、不断提升", "B-06c", "1、", "一、"),
    Fault("level mark (一)", DOCUMENT, ALL, "（一）提高补贴", "(一)提高补贴", "B-06c", "(一)", "（一）"),
    Fault("level 2 not indented", STYLES, style("heading_2"), "<w:ind .*?/>", "", "B-06d", "0 字", "2 字"),
    Fault("title bold", STYLES, style("title"), '<w:spacing w:val="0"/>', r"<w:b/>\g<0>", "B-01c", "加粗", "不加粗"),
    Fault("title 黑体", STYLES, style("title"), 'eastAsia="[^"]+"', 'eastAsia="黑体"', "B-01a", "黑体", "小标宋"),
    Fault("title 小二", STYLES, style("title"), 'w:sz w:val="44"', 'w:sz w:val="36"', "B-01b", "小二", "二号"),
    Fault(
        "title on the left", STYLES, style("title"), 'jc w:val="center"', 'jc w:val="left"', "B-01d", "左对齐", "居中"
    ),
    Fault(
        "title an hourglass",
        DOCUMENT,
        ALL,
        "关于朝阳市政协十二届二次会议(<.{,40}>)第176号",
        r"关于朝阳\1政协十二届二次会议第176号",
        "B-02a",
        "沙漏形",
        "菱形",
    ),
    Fault("title in one long line", DOCUMENT, paragraphs("title"), "<w:br/>", "", "B-02b", "字", "20 字"),
    Fault("no blank above title", DOCUMENT, paragraphs("title"), "<w:spacing .*?/>", "", "B-01e", "0 行", "2 行"),
    Fault(
        "no blank above addressee", DOCUMENT, paragraphs("addressee"), "<w:spacing .*?/>", "", "B-04d", "0 行", "1 行"
    ),
    Fault("addressee half-width colon", DOCUMENT, paragraphs("addressee"), "：", ":", "B-04b", "半角冒号", "全角冒号"),
    Fault(
        "addressee indented", DOCUMENT, paragraphs("addressee"), "李文清委员", "　　李文清委员", "B-04a", "2 字", "顶格"
    ),
    Fault("addressee 黑体", STYLES, style("addressee"), 'eastAsia="[^"]+"', 'eastAsia="黑体"', "B-04c", "黑体", "仿宋"),
    Fault(
        "number in square brackets",
        DOCUMENT,
        ALL,
        "朝民函〔2023〕32号",
        "朝民函[2023]32号",
        "H-06a",
        "[2023]",
        "〔2023〕32号",
    ),
    Fault(
        "number zero padded", DOCUMENT, ALL, "朝民函〔2023〕32号", "朝民函〔2023〕032号", "H-06a", "032", "〔2023〕32号"
    ),
    Fault(
        "number with 第", DOCUMENT, ALL, "朝民函〔2023〕32号", "朝民函〔2023〕第32号", "H-06a", "第32号", "〔2023〕32号"
    ),
    Fault(
        "number with a short year",
        DOCUMENT,
        ALL,
        "朝民函〔2023〕32号",
        "朝民函〔23〕32号",
        "H-06a",
        "〔23〕",
        "〔2023〕",
    ),
    Fault("number without 号", DOCUMENT, ALL, "朝民函〔2023〕32号", "朝民函〔2023〕32", "H-06a", "〕32", "32号"),
    Fault(
        "number on the left",
        DOCUMENT,
        paragraphs("number_line"),
        'jc w:val="right"',
        'jc w:val="left"',
        "L-07",
        "左齐",
        "右齐",
    ),
    Fault(
        "number 四号",
        STYLES,
        style("number_line"),
        '<w:spacing w:val="-5"/>',
        r'\g<0><w:sz w:val="28"/>',
        "H-06b",
        "四号",
        "三号",
    ),
    Fault("mark black", STYLES, style("mark"), 'color w:val="FF0000"', 'color w:val="000000"', "H-04a", "黑色", "红色"),
    Fault("mark 黑体", STYLES, style("mark"), 'eastAsia="[^"]+"', 'eastAsia="黑体"', "H-04b", "黑体", "小标宋"),
    Fault("mark with 文件", HEADER, ALL, "局</w:t>", "局文件</w:t>", "L-01a", "文件", "朝阳市民政局"),
    Fault("mark 15 mm lower", HEADER, ALL, r'w:before="\d+"', 'w:before="1675"', "L-01b L-02b", "45 mm", "30 mm"),
    Fault("lower rule missing", HEADER, drawing(3), ".*", "", "L-03", "单线", "上细下粗"),
    Fault("upper rules missing", HEADER, f"{drawing(1)}|{drawing(2)}", ".*", "", "L-02", "没有", "上粗下细"),
    Fault("rules 150 mm", HEADER, ALL, 'cx="6120000"', 'cx="5400000"', "L-04a L-04b", "150 mm", "170 mm"),
    Fault("rules off centre", HEADER, ALL, "<wp:posOffset>756000<", "<wp:posOffset>576000<", "L-04b", "101 mm", "106"),
    Fault(
        "upper rules thin above thick",
        HEADER,
        f"{drawing(1)}|{drawing(2)}",
        'a:ln w="(9525|19050)"',
        lambda match: f'a:ln w="{28575 - int(match[1])}"',
        "L-02",
        "上细下粗",
        "上粗下细",
    ),
    Fault("rules black", HEADER, ALL, 'srgbClr val="FF0000"', 'srgbClr val="000000"', "G-14", "黑色", "红色"),
    Fault(
        "lower rules 30 mm from the foot",
        HEADER,
        f"{drawing(3)}|{drawing(4)}",
        r"(<wp:positionV [^>]*><wp:posOffset>)(\d+)",
        lambda match: f"{match[1]}{int(match[2]) - 360000}",
        "L-03b",
        "30 mm",
        "20 mm",
    ),
    Fault(
        "date zero padded", DOCUMENT, paragraphs("date"), "2023年3月21日", "2023年03月21日", "S-07", "03月", "2023年3月"
    ),
    Fault(
        "date in Chinese numerals",
        DOCUMENT,
        paragraphs("date"),
        "2023年3月21日",
        "二〇二三年三月二十一日",
        "S-07 S-01",
        "二〇二三年",
        "2023年",
    ),
    Fault(
        "date right indent 2", DOCUMENT, paragraphs("date"), 'w:right="1260"', 'w:right="945"', "S-01b", "3 字", "4 字"
    ),
    Fault(
        "organ off the date",
        DOCUMENT,
        paragraphs("signature"),
        r'w:right="\d+"',
        'w:right="2520"',
        "S-01",
        "8 字",
        "4.2 字",
    ),
    Fault("note in half-width brackets", DOCUMENT, ALL, "（此件主动公开）", "(此件主动公开)", "B-09a", "()", "（）"),
    Fault("note not indented", STYLES, style("note"), "<w:ind .*?/>", "", "B-09b", "0 字", "2 字"),
    Fault("copy-to without 。", DOCUMENT, paragraphs("imprint"), "。", "", "R-02c", "提案委", "。"),
    Fault(
        "imprint 三号", STYLES, style("imprint"), 'w:sz w:val="28"', 'w:sz w:val="32"', "R-02a R-05a", "三号", "四号"
    ),
    Fault(
        "copy-to not indented",
        DOCUMENT,
        paragraphs("imprint"),
        r'<w:ind w:left="\d+" w:right="280" w:hanging="(\d+)"/>',
        r'<w:ind w:left="\1" w:right="0" w:hanging="\1"/>',
        "R-02b",
        "左空 0 字",
        "1 字",
    ),
    Fault(
        "first imprint line thin",
        DOCUMENT,
        drawing(11),
        'a:ln w="12700"',
        'a:ln w="6350"',
        "R-01a",
        "0.18 mm",
        "0.35 mm",
    ),
    Fault("imprint lines 170 mm", DOCUMENT, ALL, 'cx="5616000"', 'cx="6120000"', "R-01b", "170 mm", "156 mm"),
    Fault(
        "last imprint line 10 mm higher",
        DOCUMENT,
        drawing(13),
        r"(<wp:positionV [^>]*><wp:posOffset>)(\d+)",
        lambda match: f"{match[1]}{int(match[2]) - 360000}",
        "R-01c",
        "252 mm",
        "262 mm",
    ),
    Fault(
        "printing date padded",
        DOCUMENT,
        ALL,
        "2023年3月21日印发",
        "2023年03月21日印发",
        "R-05b",
        "03月",
        "2023年3月21日印发",
    ),
    Fault("number on the first page", FIRST_FOOTER, ALL, "</w:p>", FRAGMENT, "L-10", "有页码", "首页不显示"),
    Fault("page number centred", ODD_FOOTER, ALL, 'jc w:val="right"', 'jc w:val="center"', "R-07c", "居中", "居右"),
    Fault(
        "page number Times",
        STYLES,
        style("page_number"),
        'ascii="宋体"',
        'ascii="Times New Roman"',
        "R-07a",
        "Times",
        "宋体",
    ),
    Fault(
        "page number 小四", STYLES, style("page_number"), 'w:sz w:val="28"', 'w:sz w:val="24"', "R-07a", "小四", "四号"
    ),
    Fault("page number without dashes", EVEN_FOOTER, ALL, "— | —", "", "R-07b", "1", "— 1 —"),
    Fault("same footer on all pages", SETTINGS, ALL, "<w:evenAndOddHeaders/>", "", "R-07c", "单双页相同", "双页居左"),
    Fault("page number 12 mm low", DOCUMENT, ALL, r'w:footer="\d+"', 'w:footer="1165"', "R-07d", "12 mm", "7 mm"),
)
