"""The table of fields of the agency's profile."""

from functools import partial

from letter.derived import agency_defaults
from letter.model import Agency
from ui.fields.choice import Choices
from ui.fields.readers import ARCHIVED, LINE, SCHEME, WORD
from ui.fields.specs import FieldSpec, RowSpec, make_check, make_choice
from ui.language import N_, _

SEALS = (("sealed", N_("盖公章")), ("unsealed", N_("不盖章")))
IMPRINTS = (("letter", N_("只印抄送")), ("full", N_("全：抄送、印发机关和日期")))
CONTACTS = (
    ("after_date", N_("成文日期之后")),
    ("before_signature", N_("署名之前")),
    ("in_note", N_("附注里，用圆括号")),
)
OUTCOME_MARKS = (
    ("labelled", N_("办理结果：A")),
    ("brackets", N_("（A）")),
    ("plain", N_("A")),
    ("none", N_("不印")),
)
OUTCOME_POSITIONS = (("upper_right", N_("首页右上角")), ("number_line", N_("发文字号一行")))


def _choices(rows: tuple[tuple[str, str], ...], _agency: Agency) -> Choices:
    return [(value, _(words)) for value, words in rows]


def _choice(path: str, name: str, rows: tuple[tuple[str, str], ...]) -> RowSpec:
    return RowSpec(name, (FieldSpec(path, name, choices=partial(_choices, rows), make=make_choice),))


def _check(path: str, name: str) -> RowSpec:
    return RowSpec("", (FieldSpec(path, name, make=make_check),))


def _guess(path: str, agency: Agency) -> str:
    return getattr(agency_defaults(agency.name), path) if agency.name else ""


def _name(agency: Agency) -> str:
    return agency.name


def _office(agency: Agency) -> str:
    return f"{agency.name}办公室" if agency.name else ""


def _honorific_hint(_agency: Agency) -> str:
    return _("例如 尊敬的")


NAMES = (
    RowSpec(N_("单位全称"), (FieldSpec("name", N_("单位全称"), WORD),)),
    RowSpec(
        N_("机关代字"),
        (FieldSpec("code", N_("机关代字"), WORD, partial(_guess, "code"), "", around=N_("{} ← 请核对")),),
    ),
    RowSpec(N_("所在地"), (FieldSpec("place", N_("所在地"), WORD, partial(_guess, "place"), ""),)),
    RowSpec(N_("感谢支持的工作"), (FieldSpec("work", N_("感谢支持的工作"), LINE, partial(_guess, "work"), ""),)),
    RowSpec(N_("发文机关标志"), (FieldSpec("mark", N_("发文机关标志"), LINE, _name, ""),)),
    RowSpec(N_("印发机关"), (FieldSpec("printing_office", N_("印发机关"), LINE, _office, ""),)),
    _check("title_with_issuer", N_("标题里写单位名称")),
    RowSpec(N_("标题结尾"), (FieldSpec("title_ending", N_("标题结尾"), WORD),)),
    RowSpec(N_("称谓前的敬语"), (FieldSpec("honorific", N_("称谓前的敬语"), WORD, hint=_honorific_hint),)),
    RowSpec(N_("主动公开写作"), (FieldSpec("active_wording", N_("主动公开写作")),)),
    RowSpec(N_("依申请公开写作"), (FieldSpec("on_request_wording", N_("依申请公开写作")),)),
    RowSpec(N_("不予公开写作"), (FieldSpec("none_wording", N_("不予公开写作")),)),
)
HABITS = (
    _choice("seal", N_("用印"), SEALS),
    _choice("imprint", N_("版记"), IMPRINTS),
    _check("show_copies", N_("印份数")),
    RowSpec(N_("留存份数"), (FieldSpec("archive_copies", N_("留存份数"), ARCHIVED, width=4, around=N_("{} 份")),)),
    _choice("contact_position", N_("联系人的位置"), CONTACTS),
    RowSpec(N_("结果分类"), (FieldSpec("outcome_scheme", N_("结果分类"), SCHEME),)),
    _choice("outcome_mark", N_("结果写法"), OUTCOME_MARKS),
    _choice("outcome_position", N_("结果的位置"), OUTCOME_POSITIONS),
    _check("show_signatory", N_("印签发人")),
)
