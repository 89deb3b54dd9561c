"""Assignment lists as offices send them: what is shown is what is read, and what cannot be read is said."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from register.errors import SheetRefused
from register.store import Store
from register.values import AssignmentList, Case
from services.assignment_list import read_assignment_list, take_assignment_list
from services.data_folder import DataFolder
from services.incoming import incoming_cases
from services.registering import open_register
from tests.letters import ROOT
from tests.register.table_files import Shown, edited, ods_rows, repacked, write_ods, write_xls, write_xlsx
from tests.services.test_registering import fuhan

CASES = ROOT / "tests" / "cases"
KIND = "cppcc_proposal"
OWN = "朝阳市民政局"
DAY = datetime.date(2023, 3, 1)
HEADS = ("案号", "案由", "提案者", "届次", "交办日期", "截止日期")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_register(DataFolder(tmp_path / "data"))


def listed(store: Store, path: Path, **given: Any) -> AssignmentList:
    return read_assignment_list(store, path, KIND, **{"own": OWN, **given})


def cases(store: Store, path: Path, **given: Any) -> list[Case]:
    return [one.case for one in listed(store, path, **given).cases]


def numbers(store: Store, path: Path, **given: Any) -> list[str]:
    return [case.proposal for case in cases(store, path, **given)]


def said(found: AssignmentList) -> list[tuple[int, str]]:
    return [(one.line, str(one.words)) for one in found.remarks]


def one_row(path: Path, heads: Sequence[str], *rows: Sequence[Any]) -> Path:
    return write_xlsx(path, {"清单": [heads, *rows]})


# D1 built-in Chinese date formats, and values that are days by their format.
def test_the_built_in_chinese_date_formats_are_days(store: Store) -> None:
    found = listed(store, CASES / "44-date31.assign.xlsx")
    assert [one.case.assigned for one in found.cases] == [datetime.date(2023, 3, 21)] * 2
    assert (found.refused, found.remarks) == ((), ())


@pytest.mark.parametrize("form", [27, 30, 36, 50, 57, 58, 14, 22])
def test_a_number_of_any_date_format_is_a_day(store: Store, tmp_path: Path, form: int) -> None:
    rows = [("案号", "案由", "交办日期"), ("1", "甲", Shown(45006, "yyyy-mm-dd"))]
    path = write_xlsx(tmp_path / "a.xlsx", {"清单": rows})
    edited(path, "xl/styles.xml", b'<xf numFmtId="164"', b'<xf numFmtId="%d"' % form)
    assert [case.assigned for case in cases(store, path)] == [datetime.date(2023, 3, 21)]


def test_a_number_that_is_no_day_stays_one(store: Store, tmp_path: Path) -> None:
    path = one_row(
        tmp_path / "a.xlsx", ("案号", "案由", "交办日期"), (45006, "甲", None), (Shown(176, "0.00"), "乙", None)
    )
    assert numbers(store, path) == ["45006", "176"]


def test_a_date_as_a_serial_is_read_and_said(store: Store, tmp_path: Path) -> None:
    found = listed(
        store, one_row(tmp_path / "a.xlsx", ("案号", "案由", "交办日期"), ("1", "甲", "45006"), ("2", "乙", 45007))
    )
    assert [str(one.case.assigned) for one in found.cases] == ["2023-03-21", "2023-03-22"]
    assert said(found) == [
        (2, "“交办日期”里的45006按表格软件的日期序号读作 2023-03-21，请核对"),
        (3, "“交办日期”里的45007按表格软件的日期序号读作 2023-03-22，请核对"),
    ]


# D2 line ends within cells.
def test_a_carriage_return_in_a_cell_is_none_in_a_subject(store: Store) -> None:
    assert [case.subject for case in cases(store, CASES / "46-x000d.assign.xlsx")] == ["关于加强养老服务的建议"]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("关于甲的\n建议", "关于甲的建议"),
        ("关于甲的\r\n建议", "关于甲的建议"),
        ("关于 5G 基站\n的建议", "关于 5G 基站的建议"),
        ("关于5G and\nAI的建议", "关于5G and AI的建议"),
        ("关于甲、乙的建议", "关于甲、乙的建议"),
    ],
)
def test_lines_of_a_subject_are_one(store: Store, tmp_path: Path, typed: str, read: str) -> None:
    path = one_row(tmp_path / "a.xlsx", HEADS, ("1", typed, "李文清", None, None, None))
    assert [case.subject for case in cases(store, path)] == [read]


# D3 merged cells.
def test_a_merged_cell_says_it_in_all_its_rows(store: Store) -> None:
    found = cases(store, CASES / "48-merged.assign.xlsx")
    assert [(case.session, case.assigned) for case in found] == [("十二届二次会议", DAY)] * 3


MERGED = [HEADS, ("1", "甲", "李文清", "十二届二次会议", DAY, None), ("2", "乙", "王小明", None, None, None),
          ("3", "丙", "赵四", None, None, None)]  # fmt: skip


def test_merged_cells_of_xls_and_ods_say_it_too(store: Store, tmp_path: Path) -> None:
    xls = write_xls(tmp_path / "a.xls", {"清单": MERGED}, merges={"清单": [(1, 3, 3, 3), (1, 2, 4, 4)]})
    assert [(case.session, case.assigned) for case in cases(store, xls)] == [
        ("十二届二次会议", DAY), ("十二届二次会议", DAY), ("十二届二次会议", None),
    ]  # fmt: skip
    rows: list[Sequence[Any]] = [HEADS, ("1", "甲", "李文清", (3, "十二届二次会议"), DAY), ("2", "乙", "王小明", ...)]
    ods = write_ods(tmp_path / "a.ods", {"清单": ods_rows([*rows, ("3", "丙", "赵四", ...)])})
    assert [(case.session, case.assigned) for case in cases(store, ods)] == [
        ("十二届二次会议", DAY), ("十二届二次会议", None), ("十二届二次会议", None),
    ]  # fmt: skip


def test_merged_titles_and_cells_across_columns_are_no_data(store: Store, tmp_path: Path) -> None:
    rows = [("朝阳市政协十二届二次会议提案交办清单",), (), *MERGED[:3], ("备注：共2件", None, None, None, None, None)]
    path = write_xlsx(tmp_path / "a.xlsx", {"清单": rows}, merges={"清单": ["A1:F2", "A6:F6"]})
    found = listed(store, path)
    assert [one.case.proposal for one in found.cases] == ["1", "2"]
    assert [one.case.assigned for one in found.cases] == [DAY, None], "what is not merged is not handed down"
    assert [(one.line, str(one.reason)) for one in found.refused] == [(6, "认不出案号“备注：共2件”")]


def test_heads_of_two_lines_are_heads(store: Store, tmp_path: Path) -> None:
    rows = [
        ("序号", "案号", "案由", "承办单位", None), (None, None, None, "主办", "会办"),
        (1, "176", "甲", "市民政局", "市财政局"), (2, "177", "乙", "市教育局", "市民政局"),
    ]  # fmt: skip
    merged = write_xlsx(tmp_path / "a.xlsx", {"清单": rows}, merges={"清单": ["A1:A2", "B1:B2", "C1:C2", "D1:E1"]})
    plain = write_xlsx(tmp_path / "b.xlsx", {"清单": rows})
    for path in (merged, plain):
        found = listed(store, path)
        assert [(one.case.proposal, one.case.role) for one in found.cases] == [("176", "lead"), ("177", "co")]
        assert (found.refused, found.ignored) == ((), ("序号",))


def test_proposers_below_one_merged_number_belong_to_one_case(store: Store, tmp_path: Path) -> None:
    rows = [HEADS[:3], ("176", "甲", "李文清"), (None, None, "王小明"), ("177", "乙", "赵四")]
    path = write_xlsx(tmp_path / "a.xlsx", {"清单": rows}, merges={"清单": ["A2:A3", "B2:B3"]})
    found = listed(store, path)
    assert [one.case.proposers for one in found.cases] == ["李文清、王小明", "赵四"]
    assert said(found) == [(2, "第 3 行与这一行合并在一个案号里，提案者并到了一起，请核对")]


# D4, D5 sheets.
def test_hidden_sheets_are_not_read(store: Store) -> None:
    found = listed(store, CASES / "50-hidden.assign.xlsx")
    assert [one.case.proposal for one in found.cases] == ["200"]
    assert found.unread == ("工作表“旧”是隐藏的，没有读。",)


def test_all_sheets_are_read_and_their_names_tell_the_role(store: Store) -> None:
    found = listed(store, CASES / "52-two-sheets.assign.xlsx")
    assert [(one.sheet, one.line, one.case.proposal, one.case.role) for one in found.cases] == [
        ("主办件", 2, "100", "lead"), ("会办件", 2, "200", "co"),
    ]  # fmt: skip
    assert (found.sheets, found.unread) == (("主办件", "会办件"), ())
    assert [(row.line, row.texts[1]) for row in incoming_cases(found).rows] == [
        ("主办件 2", "主办"),
        ("会办件 2", "会办"),
    ]
    assert len(take_assignment_list(store, found).added) == 2


def test_one_sheet_is_read_where_it_is_named_and_the_others_are_said(store: Store) -> None:
    found = listed(store, CASES / "52-two-sheets.assign.xlsx", sheet="会办件")
    assert [(one.sheet, one.case.proposal) for one in found.cases] == [("", "200")]
    assert (found.sheets, found.unread) == (("主办件", "会办件"), ("工作表“主办件”没有选，没有读。",))
    with pytest.raises(SheetRefused, match="没有叫“别的”的工作表"):
        listed(store, CASES / "52-two-sheets.assign.xlsx", sheet="别的")
    with pytest.raises(SheetRefused, match="取消隐藏"):
        listed(store, CASES / "50-hidden.assign.xlsx", sheet="旧")


def test_sheets_without_heads_are_said_and_empty_ones_are_not(store: Store, tmp_path: Path) -> None:
    rows = [HEADS, ("1", "甲", "李文清", None, None, None)]
    path = write_xlsx(tmp_path / "a.xlsx", {"清单": rows, "填表说明": [("请按时填报",)], "Sheet3": []})
    found = listed(store, path)
    assert [(one.sheet, one.line) for one in found.cases] == [("", 2)]
    assert found.unread == ("工作表“填表说明”里没有认出要的列名，没有读。",)


def test_a_case_in_two_sheets_is_taken_once(store: Store, tmp_path: Path) -> None:
    rows = [HEADS, ("1", "甲", "李文清", None, None, None)]
    found = listed(store, write_xlsx(tmp_path / "a.xlsx", {"一": rows, "二": rows}))
    assert len(found.cases) == 1
    assert [(one.sheet, one.line, str(one.reason)) for one in found.refused] == [("二", 2, "与工作表“一”第 2 行重复")]


@pytest.mark.parametrize("title", ["朝阳市政协提案交办清单", "主办、会办提案清单", "提案分办表"])
def test_a_title_that_does_not_say_so_makes_no_co_unit(store: Store, tmp_path: Path, title: str) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"Sheet1": [(title,), HEADS, ("1", "甲", "李文清", None, None, None)]})
    assert [case.role for case in cases(store, path)] == ["lead"]


@pytest.mark.parametrize("title", ["会办提案清单", "2023年提案协办任务表"])
def test_a_title_that_says_so_makes_co_units(store: Store, tmp_path: Path, title: str) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"Sheet1": [(title,), HEADS, ("1", "甲", "李文清", None, None, None)]})
    assert [case.role for case in cases(store, path)] == ["co"]


# D6 two likely heads.
def test_the_better_of_two_likely_heads_wins(store: Store) -> None:
    found = listed(store, CASES / "53-head.assign.xlsx")
    assert [one.case.proposal for one in found.cases] == ["176", "177"]
    assert (found.columns["proposal"], found.ignored) == ("案号", ("编号",))


@pytest.mark.parametrize(
    ("heads", "number"),
    [
        (("编号", "提案号", "案由"), "b"),
        (("件号", "编号", "案号", "案由"), "c"),
        (("序号", "编号", "案由"), "b"),
        (("提案编号", "编号", "案由"), "a"),
        (("编号", "案由"), "a"),
    ],
)
def test_heads_are_ranked(store: Store, tmp_path: Path, heads: tuple[str, ...], number: str) -> None:
    path = one_row(tmp_path / "a.xlsx", heads, ("a", "b", "c", "d")[: len(heads)])
    assert numbers(store, path) == [number]


def test_of_two_heads_of_the_subject_the_better_wins(store: Store, tmp_path: Path) -> None:
    path = one_row(tmp_path / "a.xlsx", ("案号", "内容", "案由"), ("1", "请研究", "关于甲的建议"))
    found = listed(store, path)
    assert ([one.case.subject for one in found.cases], found.ignored) == (["关于甲的建议"], ("内容",))


# D7 formulas in error.
def test_a_formula_in_error_is_no_word(store: Store) -> None:
    found = listed(store, CASES / "55-error.assign.xlsx")
    assert [(one.case.proposal, one.case.subject) for one in found.cases] == [("13", "")]
    assert said(found) == [(2, "“案由”里是出错的公式（#REF!），这一格没有导入")]


@pytest.mark.parametrize("mark", ["#N/A", "#VALUE!", "#NAME?"])
def test_other_errors_are_none_either(store: Store, tmp_path: Path, mark: str) -> None:
    path = one_row(tmp_path / "a.xlsx", HEADS, ("13", mark, mark, None, mark, None))
    found = listed(store, path)
    (case,) = (one.case for one in found.cases)
    assert (case.proposal, case.subject, case.proposers, case.assigned) == ("13", "", "", None)
    assert len(found.remarks) == 3


def test_a_number_in_error_refuses_its_row_and_words_with_a_cross_stay(store: Store, tmp_path: Path) -> None:
    path = one_row(
        tmp_path / "a.xlsx", HEADS, ("#N/A", "甲", "", "", "", ""), ("14", "关于#1楼改造的建议", "", "", "", "")
    )
    found = listed(store, path)
    assert [(one.case.proposal, one.case.subject) for one in found.cases] == [("14", "关于#1楼改造的建议")]
    assert [(one.line, str(one.reason)) for one in found.refused] == [(2, "没有案号")]


# D8 leading zeros of a number format.
def test_zeros_of_a_number_format_are_read_as_shown(store: Store) -> None:
    assert numbers(store, CASES / "56-zeros.assign.xlsx") == ["0012"]


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("0000", "0012"), ("000000", "000012"), ('"第"0000"号"', "0012"), ("00000;[Red]-00000", "00012"),
        ("[$-804]0000", "0012"), ("0", "12"), ("General", "12"), ("0.00", "12"), ("#,##0", "12"), ("@", "12"),
    ],
)  # fmt: skip
def test_other_formats_of_zeros(store: Store, tmp_path: Path, form: str, shown: str) -> None:
    rows = [("案号", "案由"), (Shown(12, form), "甲"), (Shown(12345678, form), "乙")]
    assert numbers(store, write_xlsx(tmp_path / "a.xlsx", {"清单": rows})) == [shown, "12345678"]


def test_zeros_of_xls_and_ods_are_read_as_shown(store: Store, tmp_path: Path) -> None:
    rows = [("案号", "案由"), (Shown(12, "0000"), "甲"), (13, "乙")]
    assert numbers(store, write_xls(tmp_path / "a.xls", {"清单": rows})) == ["0012", "13"]
    assert numbers(store, write_xls(tmp_path / "a.et", {"清单": rows})) == ["0012", "13"]
    assert numbers(store, write_ods(tmp_path / "a.ods", {"清单": ods_rows(rows)})) == ["0012", "13"]


def test_zeros_are_shown_where_a_row_stands_below_blank_ones(store: Store, tmp_path: Path) -> None:
    rows = [(), (), (None, "案号", "案由"), (), (None, Shown(7, "000"), "甲")]
    assert numbers(store, write_xlsx(tmp_path / "a.xlsx", {"清单": rows})) == ["007"]


# D14 styles that other readers refuse.
def test_only_the_values_matter(store: Store) -> None:
    assert numbers(store, CASES / "67-fill.assign.xlsx") == ["176"]


@pytest.mark.parametrize(
    "data", [b"<styleSheet/>", b"<styleSheet><cellXfs><xf/></cellXfs></styleSheet>", b"<a:styleSheet xmlns:a='b'/>"]
)
def test_a_file_whose_styles_say_nothing_is_read(store: Store, tmp_path: Path, data: bytes) -> None:
    path = one_row(tmp_path / "a.xlsx", ("案号", "案由"), ("176", "甲"))
    assert numbers(store, repacked(path, "xl/styles.xml", data)) == ["176"]


# D15 dates as text.
def test_a_day_with_a_time_is_a_day(store: Store) -> None:
    assert [str(case.assigned) for case in cases(store, CASES / "70-datetime.assign.xlsx")] == ["2023-03-21"]


@pytest.mark.parametrize(
    "text",
    [
        "2023-03-21 00:00:00",
        "2023-03-21T00:00:00",
        "2023/3/21 0:00",
        "2023/3/21 上午 12:00:00",
        "2023.3.21",
        "20230321",
        "2023年3月21日",
        "2023年3月21日（星期二）",
        "２０２３年３月２１日",
        "二○二三年三月二十一日",
        "二〇二三年三月二十一日",
        "二OO三年三月二十一日",
        "2023年3月21号",
        "2023-3-21。",
        " 2023年 3月 21日 ",
    ],
)
def test_days_as_people_type_them(store: Store, tmp_path: Path, text: str) -> None:
    found = listed(store, one_row(tmp_path / "a.xlsx", HEADS, ("1", "甲", "李", "", text, "")))
    assert [str(one.case.assigned) for one in found.cases] == ["2003-03-21" if "OO" in text else "2023-03-21"]
    assert found.remarks == ()


@pytest.mark.parametrize(
    "text", ["2023年6月30日前", "2023-06-30 前", "2023年6月30日之前", "2023年6月30日前办结", "2023.6.30以前"]
)
def test_a_limit_may_say_before(store: Store, tmp_path: Path, text: str) -> None:
    found = listed(store, one_row(tmp_path / "a.xlsx", HEADS, ("1", "甲", "李", "", "", text)))
    assert [str(one.case.due_override) for one in found.cases] == ["2023-06-30"]


@pytest.mark.parametrize(
    "text", ["6月30日前", "2023年6月底前", "三个月内", "二〇二三年", "2023-02-30", "23.3.21", "待定"]
)
def test_a_day_that_is_none_costs_its_cell_and_is_said(store: Store, tmp_path: Path, text: str) -> None:
    found = listed(store, one_row(tmp_path / "a.xlsx", HEADS, ("1", "甲", "李", "十二届二次会议", DAY, text)))
    (case,) = (one.case for one in found.cases)
    assert (case.proposal, case.subject, case.proposers, case.assigned, case.due_override) == (
        "1",
        "甲",
        "李",
        DAY,
        None,
    )
    assert said(found) == [(2, f"“截止日期”里认不出日期“{text}”，这一格没有导入")]


# D16 the units decide the role.
def test_the_columns_of_units_decide_the_role(store: Store) -> None:
    found = listed(store, CASES / "72-units.assign.xlsx")
    assert [(one.case.proposal, one.case.role) for one in found.cases] == [("176", "lead"), ("177", "co")]
    assert (found.ignored, found.remarks, found.refused) == ((), (), ())


def test_without_a_name_of_our_own_nothing_is_taken_for_lead(store: Store) -> None:
    with pytest.raises(SheetRefused, match="请先在单位档案里写上单位名称"):
        listed(store, CASES / "72-units.assign.xlsx", own="")


UNITS = ("案号", "案由", "主办单位", "会办单位")


@pytest.mark.parametrize(
    ("own", "lead", "co", "role", "remark"),
    [
        ("朝阳市民政局", "朝阳市民政局", "", "lead", ""),
        ("朝阳市民政局", "市教育局", "市财政局、市民政局", "co", ""),
        ("朝阳市民政局", "市教育局", "市财政局\n民政局", "co", ""),
        ("朝阳市民政局", "市教育局", "市财政局；朝阳市民政局（会办）", "co", ""),
        ("民政局", "市教育局", "市民政局", "co", "“市民政局”当作本单位（民政局），请核对"),
        ("朝阳市发展和改革委员会", "市发改委", "", "lead", "“市发改委”当作本单位（朝阳市发展和改革委员会），请核对"),
        (
            "朝阳市住房和城乡建设局",
            "市民政局",
            "市住建局",
            "co",
            "“市住建局”当作本单位（朝阳市住房和城乡建设局），请核对",
        ),
        ("朝阳市民政局", "", "", "lead", "没有写主办、会办单位，先按主办导入，请核对"),
    ],
)
def test_our_own_name_is_found(
    store: Store, tmp_path: Path, own: str, lead: str, co: str, role: str, remark: str
) -> None:
    found = listed(store, one_row(tmp_path / "a.xlsx", UNITS, ("1", "甲", lead, co)), own=own)
    assert [one.case.role for one in found.cases] == [role]
    assert [str(one.words) for one in found.remarks] == [remark] * bool(remark)


@pytest.mark.parametrize(
    ("own", "lead", "co"),
    [
        ("朝阳市民政局", "市教育局", "市财政局"),
        ("朝阳市民政局", "双塔区民政局", ""),
        ("朝阳市双塔区民政局", "市民政局", ""),
        ("朝阳市双塔区民政局", "朝阳市民政局", "市财政局"),
        ("朝阳市民政局", "市政局", ""),
    ],
)
def test_a_case_of_others_is_not_ours(store: Store, tmp_path: Path, own: str, lead: str, co: str) -> None:
    found = listed(store, one_row(tmp_path / "a.xlsx", UNITS, ("1", "甲", lead, co)), own=own)
    assert found.cases == ()
    assert [str(one.reason) for one in found.refused] == [f"承办的单位里没有本单位（{own}）"]


@pytest.mark.parametrize(
    ("cell", "role", "remarked"),
    [
        ("市民政局", "lead", False),
        ("市教育局（主办）、市民政局（会办）", "co", False),
        ("主办：市教育局 会办：市民政局、市财政局", "co", False),
        ("主办：市民政局；协办：市财政局", "lead", False),
        ("市民政局、市财政局", "lead", True),
        ("市教育局、市民政局", "co", True),
    ],
)
def test_one_column_of_units_may_say_both(store: Store, tmp_path: Path, cell: str, role: str, remarked: bool) -> None:
    found = listed(store, one_row(tmp_path / "a.xlsx", ("案号", "案由", "承办单位"), ("1", "甲", cell)))
    assert [one.case.role for one in found.cases] == [role]
    assert bool(found.remarks) == remarked


def test_a_column_of_roles_goes_before_those_of_units_and_lists_without_either_are_as_before(
    store: Store, tmp_path: Path
) -> None:
    path = one_row(tmp_path / "a.xlsx", (*UNITS, "办理方式"), ("1", "甲", "市民政局", "", "会办"))
    assert [case.role for case in cases(store, path, own="")] == ["co"]
    found = listed(store, one_row(tmp_path / "b.xlsx", HEADS, ("1", "甲", "李", "", "", "")), own="")
    assert ([one.case.role for one in found.cases], found.remarks) == (["lead"], ())


# D17 brackets and zeros in 案号.
@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("第0177号", "0177"),
        ("﹝2023﹞176号", "〔2023〕176"),
        ("[2023]176", "〔2023〕176"),
        ("【2023】176", "〔2023〕176"),
        ("１７６", "176"),
        ("1○2", "102"),
        ("(2023)176", "(2023)176"),
        ("A-12", "A-12"),
        ("176.0", "176"),
    ],
)
def test_numbers_of_cases_as_people_type_them(store: Store, tmp_path: Path, typed: str, read: str) -> None:
    assert numbers(store, one_row(tmp_path / "a.xlsx", ("案号", "案由"), (typed, "甲"))) == [read]


def test_a_number_that_became_a_day_is_refused(store: Store, tmp_path: Path) -> None:
    found = listed(store, one_row(tmp_path / "a.xlsx", ("案号", "案由"), (DAY, "甲"), ("176、177", "乙")))
    assert [str(one.reason) for one in found.refused] == ["认不出案号“2023-03-01”", "认不出案号“176、177”"]


def test_other_cells_that_cannot_be_read_cost_no_more_than_themselves(store: Store, tmp_path: Path) -> None:
    heads = ("案号", "案由", "类别", "时限月数", "提案者")
    rows = (("1", "甲", "提案", "六个月", "李"), ("2", "乙", "不明", "很久", "王"), ("3", "丙" * 2001, "", "3", "赵"))
    found = listed(store, one_row(tmp_path / "a.xlsx", heads, *rows))
    assert [(one.case.proposal, one.case.subject, one.case.months, one.case.proposers) for one in found.cases] == [
        ("1", "甲", 6, "李"), ("2", "乙", None, "王"), ("3", "", 3, "赵"),
    ]  # fmt: skip
    assert said(found) == [
        (3, "认不出类别“不明”，这一格没有导入"), (3, "认不出时限月数“很久”，这一格没有导入"),
        (4, "“案由”里的文字太长，这一格没有导入"),
    ]  # fmt: skip


def test_a_column_of_subjects_under_the_head_of_kinds_says_nothing_of_the_kind(store: Store, tmp_path: Path) -> None:
    found = listed(
        store, one_row(tmp_path / "a.xlsx", ("案号", "案由", "类别"), ("1", "甲", "民生"), ("2", "乙", "经济"))
    )
    assert ([one.case.kind for one in found.cases], found.remarks) == ([KIND] * 2, ())


@pytest.mark.full
def test_the_command_reads_all_sheets_or_one_and_says_the_rest(tmp_path: Path) -> None:
    path = str(CASES / "52-two-sheets.assign.xlsx")
    both = fuhan("assign", path, "--kind", KIND, cwd=tmp_path)
    assert (both.returncode, len(both.stdout.splitlines())) == (0, 2)
    one = fuhan("assign", path, "--kind", KIND, "--sheet", "会办件", "--yes", cwd=tmp_path)
    assert (one.returncode, len(one.stdout.splitlines())) == (0, 1)
    assert "工作表“主办件”没有选，没有读。" in one.stderr
    again = fuhan("assign", path, "--kind", KIND, cwd=tmp_path)
    assert "工作表“会办件”第 2 行没有导入：已经登记过" in again.stderr


@pytest.mark.full
def test_the_command_asks_for_our_own_name(tmp_path: Path) -> None:
    path = str(CASES / "72-units.assign.xlsx")
    asked = fuhan("assign", path, "--kind", KIND, cwd=tmp_path)
    assert (asked.returncode, asked.stdout) == (2, "")
    assert asked.stderr.strip().endswith("请先在单位档案里写上单位名称（命令行用“--unit”）再试。")
    told = fuhan("assign", path, "--kind", KIND, "--unit", "市民政局", cwd=tmp_path)
    assert (told.returncode, len(told.stdout.splitlines())) == (0, 2)
