"""Letters as clerks write them, made up by the hundred: the same seed gives the same letter."""

import datetime
import random

from msgspec.structs import replace

from letter.derived import agency_defaults
from letter.model import (
    Attachment,
    Block,
    Contact,
    DocumentNumber,
    Header,
    JointIssuer,
    Printing,
    Proposal,
    Proposers,
    ReplyLetter,
    Session,
)
from letter.outline import read_answer

_AGENCIES = ("朝阳市民政局", "建平县教育局", "沈阳市和平区住房和城乡建设局", "凌源市交通运输局", "朝阳市人社局")
_PEOPLE = ("李文清", "王　强", "欧阳明远", "赵立", "孙晓红", "周岚", "阿依古丽·买买提")
_SUBJECTS = (
    "关于为社区治理赋能增效的建议",
    "关于加快推进老旧小区加装电梯、完善配套设施的提案",
    "关于在“十四五”期间提高城乡居民基础养老金标准的建议",
    "关于修订《城市公共交通管理办法》的提案",
    "关于加强中小学校园5G网络和AI实验室建设的建议",
)
_CLAUSES = (
    "我局高度重视您提出的意见建议",
    "按照《中共朝阳市委办公室、朝阳市人民政府办公室关于印发〈朝阳市社区建设管理办法〉的通知》（朝委办发〔2012〕29号）要求",
    "截至2023年12月31日，全市共建成社区（村）综合服务站1641个，覆盖率达到96.5%",
    "其中，65岁以上老年人占比由2020年的17.8%提高到2023年的23.4%，提高5.6个百分点",
    "“一站式”服务大厅、党群服务中心、新时代文明实践站“三站合一”",
    "累计投入资金3,640.5万元，惠及居民12.8万户",
    "会同市委组织部、市财政局、市人力资源和社会保障局等4家单位",
    "《社区工作者管理办法（试行）》《薪酬待遇实施细则》等文件先后出台",
    "每万名城镇常住居民配备社区工作者18人",
    "PM2.5年均浓度降至35微克/立方米，空气质量优良天数比率为88.1%",
    "逐步实现“我为群众办实事”常态化、制度化、规范化",
    "引进了IT、AI等新技术，建设了APP和小程序各1个",
    "室内温度保持在18～22摄氏度之间",
    "工作日8:30—17:00受理群众来电来访",
    "对未按期完成的单位——包括县（市）区——予以通报",
    "书记、主任“一肩挑”比例达到100%",
    "力争在2024年年底前完成全部42个小区、128栋楼的改造任务",
    "详情请见市政府网站www.example.gov.cn的专栏",
    "取得了阶段性成效：一是队伍更强，二是结构更优，三是待遇更好；下一步仍需努力",
    "有没有更好的办法？我们一直在探索",
    "坚持问题导向……不断提升群众的获得感、幸福感、安全感",
    "每人每月补贴标准提高600元，达到4600元",
    "人均公园绿地面积达到14.2平方米，建成区绿化覆盖率为41.3％",
)
_HEADINGS = (
    "加强社区工作者人员配备",
    "不断提升社区工作者薪酬待遇和职业保障水平",
    "关于“建立社区工作者职业体系”的建议",
    "完善组织结构、压实工作责任",
    "下一步工作打算",
    "2023年以来的主要做法和取得的成效",
)
_RECEIVERS = (
    "市政府办公室（督查室）",
    "市政协提案委员会",
    "市委督查室",
    "市人大常委会人事代表选举工作委员会",
    "市财政局",
    "市教育局",
)


def generated(seed: int) -> ReplyLetter:
    """Return the letter of a seed."""
    chance = random.Random(seed)
    name = chance.choice(_AGENCIES)
    agency = replace(
        agency_defaults(name),
        letterhead=chance.choice(("letter_format", "letter_format", "letter_format", "document_format", "preprinted")),
        seal=chance.choice(("sealed", "sealed", "unsealed")),
        imprint=chance.choice(("letter", "full")),
        show_copies=chance.random() < 0.3,
        contact_position=chance.choice(("after_date", "after_date", "before_signature", "in_note", "imprint")),
        disclosure_position=chance.choice(("note", "note", "number_line", "imprint")),
        outcome_position=chance.choice(("upper_right", "upper_right", "number_line", "title")),
    )
    npc = chance.random() < 0.4
    issuers = tuple(JointIssuer(other) for other in _AGENCIES if other != name)[: chance.choice((0, 0, 0, 1, 2))]
    return ReplyLetter(
        format=1,
        kind="npc_suggestion" if npc else "cppcc_proposal",
        agency=agency,
        joint_issuers=issuers,
        session=Session("朝阳市人大" if npc else "朝阳市政协", chance.randint(9, 17), chance.randint(1, 5)),
        proposals=tuple(
            Proposal(str(chance.randint(1, 400)), chance.choice(_SUBJECTS)) for _ in range(chance.choice((1, 1, 1, 2)))
        ),
        proposers=Proposers(tuple(chance.sample(_PEOPLE, chance.choice((1, 1, 1, 2, 4))))),
        outcome_class=chance.choice(("", "A", "B", "C")),
        document_number=DocumentNumber(agency.code, 2023, chance.randint(1, 300)),
        answer=_answer(chance),
        attachments=_attachments(chance),
        contact=Contact(chance.choice(_PEOPLE), "0421-2810000", chance.choice(("", "办公室"))),
        document_date=datetime.date(2023, chance.randint(1, 12), chance.randint(1, 28)),
        disclosure=chance.choice(("active", "active", "on_request")),
        copy_to=tuple(chance.sample(_RECEIVERS, chance.randint(1, 5))),
        report_to=tuple(chance.sample(_RECEIVERS, chance.choice((0, 0, 1)))),
        printing=Printing(copies=chance.choice((None, 6))),
        header=Header(urgency=chance.choice(("", "", "", "加急"))),
    )


def _sentence(chance: random.Random) -> str:
    return "，".join(chance.sample(_CLAUSES, chance.randint(1, 4))) + chance.choice("。。。；！")


def _paragraph(chance: random.Random) -> str:
    return "".join(_sentence(chance) for _ in range(chance.randint(1, 5)))


def _answer(chance: random.Random) -> tuple[Block, ...]:
    lines: list[str] = []
    for first in range(chance.randint(0, 4)):
        lines.append(f"{'一二三四五'[first]}、{chance.choice(_HEADINGS)}")
        for second in range(chance.randint(0, 3)):
            stop = chance.choice(("", "。" + _paragraph(chance)))
            lines.append(f"（{'一二三四五'[second]}）{chance.choice(_HEADINGS)}{stop}")
            lines += [_paragraph(chance) for _ in range(chance.randint(0, 2))]
            lines += [f"{third + 1}.{_paragraph(chance)}" for third in range(chance.choice((0, 0, 2)))]
        lines.append(_paragraph(chance))
        if chance.random() < 0.2:
            lines += _table(chance)
    lines.append(_paragraph(chance))
    return read_answer("\n".join(lines))


def _table(chance: random.Random) -> list[str]:
    head = ["项目", "单位", "数量"]
    rows = [
        [chance.choice(_HEADINGS), chance.choice(("个", "万元", "%")), f"{chance.uniform(1, 999):.1f}"]
        for _ in range(chance.randint(1, 12))
    ]
    return ["\t".join(row) for row in (head, *rows)]


def _attachments(chance: random.Random) -> tuple[Attachment, ...]:
    titles = ("政协提案办理情况征询意见表", "全市社区工作者配备情况统计表（截至2023年12月）")
    return tuple(Attachment(title, _answer(chance)) for title in titles[: chance.choice((0, 0, 0, 1, 2))])
