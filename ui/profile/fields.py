"""The table of fields of the agency's profile."""

from functools import partial

from letter.derived import agency_defaults, office_of
from letter.letterheads import LETTERHEADS
from letter.model import Agency
from ui.core.i18n import N_, _
from ui.fields.choice import Choices
from ui.fields.readers import ARCHIVED, LENGTH, LENGTH_OR_NONE, LINE, OFFSET, SCHEME, WORD
from ui.fields.specs import FieldSpec, RowSpec, make_check, make_choice

HEADS = tuple((letterhead, traits.name) for letterhead, traits in LETTERHEADS.items())
JOINT_MARKS = (("all", N_("全部单位")), ("host", N_("只用主办单位")))
NUMBER_PLACES = (("right", N_("居右")), ("centre", N_("居中")), ("left", N_("居左")))
RULE_CENTRES = (("type_area", N_("版心")), ("page", N_("纸面")))
SEALS = (("sealed", N_("盖公章")), ("unsealed", N_("不盖章")), ("signature_stamp", N_("盖签名章")))
IMPRINTS = (("letter", N_("只印抄送")), ("full", N_("全：抄送、印发机关和日期")))
SEPARATORS = (("by_system", N_("不同系统用逗号")), ("enumeration", N_("一律顿号")))
CONTACTS = (
    ("after_date", N_("成文日期之后")),
    ("before_signature", N_("署名之前")),
    ("in_note", N_("附注里，用圆括号")),
    ("imprint", N_("版记里")),
)
DISCLOSURES = (("note", N_("附注里")), ("number_line", N_("发文字号一行")), ("imprint", N_("版记里")))
OUTCOME_MARKS = (
    ("labelled", N_("办理结果：A")),
    ("brackets", N_("（A）")),
    ("plain", N_("A")),
    ("none", N_("不印")),
)
OUTCOME_POSITIONS = (
    ("upper_right", N_("首页右上角")),
    ("number_line", N_("发文字号一行")),
    ("title", N_("标题右上方")),
)
SIGNATORY_POSITIONS = (
    ("upper_right", N_("首页右上角")),
    ("number_line", N_("发文字号一行")),
    ("foot", N_("文末")),
)
_LENGTH_WIDTH = 5


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
    return office_of(agency.name) if agency.name else ""


def _honorific_hint(_agency: Agency) -> str:
    return _("例如 尊敬的")


def _title_hint(_agency: Agency) -> str:
    return _("例如 局长")


def _as_standard_hint(_agency: Agency) -> str:
    return _("按标准")


def _no_offset_hint(_agency: Agency) -> str:
    return "0"


def _names_document(agency: Agency) -> bool:
    return agency.head.names_document


def _preprinted(agency: Agency) -> bool:
    return agency.head.preprinted


def _rules_centred(agency: Agency) -> bool:
    return agency.head.rules_centred


def _stamped(agency: Agency) -> bool:
    return agency.seal == "signature_stamp"


def _outcome_marked(agency: Agency) -> bool:
    return agency.outcome_mark != "none"


def _signatory_shown(agency: Agency) -> bool:
    return agency.show_signatory


OFFICE = (
    RowSpec(N_("单位全称"), (FieldSpec("name", N_("单位全称"), WORD),)),
    RowSpec(
        N_("机关代字"),
        (FieldSpec("code", N_("机关代字"), WORD, partial(_guess, "code"), "", around=N_("{} ← 请核对")),),
    ),
)
NAMES = (
    RowSpec(N_("所在地"), (FieldSpec("place", N_("所在地"), WORD, partial(_guess, "place"), ""),)),
    RowSpec(N_("感谢支持的工作"), (FieldSpec("work", N_("感谢支持的工作"), LINE, partial(_guess, "work"), ""),)),
    RowSpec(N_("发文机关标志"), (FieldSpec("mark", N_("发文机关标志"), LINE, _name, ""),)),
    RowSpec(N_("印发机关"), (FieldSpec("printing_office", N_("印发机关"), LINE, _office, ""),)),
    _check("title_with_issuer", N_("标题里写单位名称")),
    RowSpec(N_("标题结尾"), (FieldSpec("title_ending", N_("标题结尾"), WORD),)),
    RowSpec(N_("会办意见标题结尾"), (FieldSpec("co_title_ending", N_("会办意见标题结尾"), WORD),)),
    RowSpec(N_("称谓前的敬语"), (FieldSpec("honorific", N_("称谓前的敬语"), WORD, hint=_honorific_hint),)),
    RowSpec(N_("主动公开写作"), (FieldSpec("active_wording", N_("主动公开写作")),)),
    RowSpec(N_("依申请公开写作"), (FieldSpec("on_request_wording", N_("依申请公开写作")),)),
    RowSpec(N_("不予公开写作"), (FieldSpec("none_wording", N_("不予公开写作")),)),
)
HEAD = (
    _choice("letterhead", N_("版头"), HEADS),
    _check("mark_with_document", N_("标志后加“文件”"))._replace(shown=_names_document),
    _choice("joint_mark", N_("联合发文的标志"), JOINT_MARKS)._replace(shown=_names_document),
    RowSpec(
        N_("印好的版头到"),
        (FieldSpec("paper.head_end", N_("印好的版头到"), LENGTH, width=_LENGTH_WIDTH, around=N_("纸边下 {} 毫米")),),
        shown=_preprinted,
    ),
    _check("paper.foot_rules", N_("下方红线已印好"))._replace(shown=_preprinted),
    _choice("paper.number_place", N_("发文字号"), NUMBER_PLACES)._replace(shown=_preprinted),
    RowSpec(
        N_("发文字号上边"),
        (
            FieldSpec(
                "paper.number_top", N_("发文字号上边"), LENGTH_OR_NONE, width=_LENGTH_WIDTH,
                around=N_("纸边下 {} 毫米"), hint=_as_standard_hint,
            ),
        ),
        shown=_preprinted,
    ),
    RowSpec(
        N_("全部内容"),
        (
            FieldSpec(
                "paper.offset_right", N_("右移"), OFFSET, width=_LENGTH_WIDTH, around=N_("右移 {} 毫米"),
                hint=_no_offset_hint,
            ),
            FieldSpec(
                "paper.offset_down", N_("下移"), OFFSET, width=_LENGTH_WIDTH, around=N_("下移 {} 毫米"),
                hint=_no_offset_hint,
            ),
        ),
        shown=_preprinted,
    ),
    _choice("rules_centred_on", N_("红线居中于"), RULE_CENTRES)._replace(shown=_rules_centred),
)  # fmt: skip
HABITS = (
    _choice("seal", N_("用印"), SEALS),
    RowSpec(N_("签发人职务"), (FieldSpec("signer_title", N_("签发人职务"), WORD, hint=_title_hint),), shown=_stamped),
    _choice("contact_position", N_("联系人的位置"), CONTACTS),
    _choice("disclosure_position", N_("公开属性的位置"), DISCLOSURES),
    RowSpec(N_("结果分类"), (FieldSpec("outcome_scheme", N_("结果分类"), SCHEME),)),
    _choice("outcome_mark", N_("结果写法"), OUTCOME_MARKS),
    _choice("outcome_position", N_("结果的位置"), OUTCOME_POSITIONS)._replace(shown=_outcome_marked),
    _check("show_signatory", N_("印签发人")),
    _choice("signatory_position", N_("签发人的位置"), SIGNATORY_POSITIONS)._replace(shown=_signatory_shown),
    _choice("imprint", N_("版记"), IMPRINTS),
    _check("imprint_even_page", N_("版记另起偶数页")),
    _choice("copy_separators", N_("抄送之间"), SEPARATORS),
    _check("hanging_punctuation", N_("行末标点可伸出版心")),
    _check("fit_last_page", N_("末页不好时自动收紧")),
    _check("show_copies", N_("印份数")),
    RowSpec(N_("留存份数"), (FieldSpec("archive_copies", N_("留存份数"), ARCHIVED, width=4, around=N_("{} 份")),)),
)
GROUPS = ((N_("单位"), OFFICE), (N_("名称与标题"), NAMES), (N_("版头与用纸"), HEAD), (N_("署名、结果与版记"), HABITS))
