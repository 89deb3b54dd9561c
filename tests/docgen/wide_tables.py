"""Letters with tables that are wider than the type area: in the text, at its end, in attachments, over some pages."""

from msgspec.structs import replace

from letter.derived import agency_defaults
from letter.model import Answer, Attachment, Block, ReplyLetter
from letter.outline import read_answer
from tests.letters import paragraphs, plain_letter

HEADS = ("序号", "项目名称", "承办单位", "总投资（万元）", "已完成（万元）", "开工时间", "竣工时间", "责任人", "备注")
NAME = "社区服务设施改造项目安排表"


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


def on_their_side() -> dict[str, ReplyLetter]:
    """Return such letters by their names."""
    attached = (Attachment(NAME, (wide_table(4),)),)
    several = (*attached, Attachment("情况说明", paragraphs(2, 60)), Attachment("另一张表", (wide_table(2),)))
    imprint = replace(agency_defaults("朝阳市民政局"), imprint="full", show_copies=True)
    return {
        "wide": plain_letter(answer=with_wide_table(3)),
        "wide-of-some-pages": plain_letter(answer=with_wide_table(30, named=False)),
        "wide-last": plain_letter(answer=with_wide_table(2, after=0)),
        "two-wide": plain_letter(answer=(*with_wide_table(2, after=1), *with_wide_table(3))),
        "two-wide-together": plain_letter(answer=(*paragraphs(1, 60), wide_table(2), wide_table(3))),
        "wide-attached": plain_letter(attachments=attached),
        "wide-attached-imprint": plain_letter(attachments=attached, agency=imprint),
        "wide-attached-even": plain_letter(attachments=attached, agency=replace(imprint, imprint_even_page=True)),
        "wide-among-attachments": plain_letter(attachments=several, agency=imprint),
    }
