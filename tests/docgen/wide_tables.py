"""Letters with tables that are wider than the type area: in the text, at its end, in attachments, over some pages."""

from msgspec.structs import replace

from letter.derived import agency_defaults
from letter.model import Answer, Attachment, Block, ReplyLetter
from letter.outline import read_answer
from tests.letters import paragraphs, plain_letter

HEADS = ("序号", "项目名称", "承办单位", "总投资（万元）", "已完成（万元）", "开工时间", "竣工时间", "责任人", "备注")
NAME = "社区服务设施改造项目安排表"


Rows = tuple[tuple[str, ...], ...]
_MANY_HEADS = (
    "序号", "项目名称", "建设单位", "所在区县", "开工时间", "竣工时间", "总投资（万元）", "中央补助（万元）",
    "省级补助（万元）", "市级配套（万元）", "建筑面积（平方米）", "惠及户数", "完成率", "责任科室", "备注",
    "受益人口", "绿化率", "联系人", "投诉件数", "满意率",
)  # fmt: skip
SHORT_CELLS = (
    "", "第{number}片区老旧小区改造项目", "朝阳市城建投资集团", "东城区", "2025-03-01", "2026-12-31", "12345.67",
    "2345.00", "3456.00", "4567.00", "128934.5", "1500", "85.6%", "物业管理科", "分两期实施",
    "12,000", "35.5%", "张明", "3", "100%",
)  # fmt: skip
_LONGER = {
    1: "第{number}片区老旧小区改造及配套基础设施提升工程项目（一期、二期）",
    2: "朝阳市城市建设投资发展集团有限责任公司",
    14: "因管线迁改滞后，工期顺延两个月，预计年底前完成全部验收",
}
LONG_CELLS = tuple(_LONGER.get(place, cell) for place, cell in enumerate(SHORT_CELLS))


def many_columns(columns: int, rows: int, cells: tuple[str, ...]) -> Rows:
    """Return a table of many columns, with so many rows and a sum below its head."""
    body = [(str(number), *(cell.format(number=number) for cell in cells[1:columns])) for number in range(1, rows + 1)]
    total = ("合计", *[""] * 5, "148148.04", "28140.00", *[""] * len(cells))
    return (_MANY_HEADS[:columns], *body, total[:columns])


def wide_table(rows: int) -> Block:
    """Return a table of nine columns with so many rows below its head."""
    return Block(
        table=(
            HEADS,
            *(
                (
                    str(number),
                    f"某街道社区服务中心{number}期改造",
                    "市住房城乡建设局",
                    f"{number},250.00",
                    f"{number * 7}.5",
                    "2023年3月",
                    "2024年12月",
                    "张明",
                    "按计划推进，年底前完成验收",
                )
                for number in range(1, rows + 1)
            ),
        )
    )


def with_wide_table(rows: int, *, before: int = 2, after: int = 2, named: bool = True) -> Answer:
    """Return an answer with a table between paragraphs, under a heading and its name or under a sentence."""
    over = read_answer(f"一、项目安排\n{NAME}") if named else ()
    return (*paragraphs(before, 60), *over, wide_table(rows), *paragraphs(after, 60))


def led_to(rows: Rows) -> Answer:
    """Return an answer with a table that a line of its own leads to."""
    return (*paragraphs(2, 60), *read_answer("2026年改造项目如下表："), Block(table=rows), *paragraphs(1, 60))


def on_their_side() -> dict[str, ReplyLetter]:
    """Return such letters by their names."""
    attached = (Attachment(NAME, (wide_table(4),)),)
    several = (*attached, Attachment("情况说明", paragraphs(2, 60)), Attachment("另一张表", (wide_table(2),)))
    imprint = replace(agency_defaults("朝阳市民政局"), imprint="full", show_copies=True)
    return {
        "wide": plain_letter(answer=with_wide_table(3)),
        "wide-of-some-pages": plain_letter(answer=with_wide_table(30, named=False)),
        "wide-smaller": plain_letter(answer=led_to(many_columns(15, 12, SHORT_CELLS))),
        "wide-crowded": plain_letter(answer=led_to(many_columns(20, 3, LONG_CELLS))),
        "wide-last": plain_letter(answer=with_wide_table(2, after=0)),
        "two-wide": plain_letter(answer=(*with_wide_table(2, after=1), *with_wide_table(3))),
        "two-wide-together": plain_letter(answer=(*paragraphs(1, 60), wide_table(2), wide_table(3))),
        "wide-attached": plain_letter(attachments=attached),
        "wide-attached-imprint": plain_letter(attachments=attached, agency=imprint),
        "wide-attached-even": plain_letter(attachments=attached, agency=replace(imprint, imprint_even_page=True)),
        "wide-among-attachments": plain_letter(attachments=several, agency=imprint),
    }
