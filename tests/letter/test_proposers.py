"""Who filed a paper, read as offices type it and as lists give it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letter.model import Proposers
from letter.proposers import is_organization, read_proposers

NAMES = {
    "李　娜、王小明": ("李娜", "王小明"),
    "张 伟": ("张伟",),
    "李  娜 王小明 张  伟": ("李娜", "王小明", "张伟"),
    "李文清 王小明": ("李文清", "王小明"),
    "李文清　王小明　张三": ("李文清", "王小明", "张三"),
    "李 娜 张 伟": ("李娜", "张伟"),
    "王 小明": ("王小明",),
    "李 小 明": ("李小明",),
    "李娜 王 芳": ("李娜", "王芳"),
    "欧阳 锋、司马 相如": ("欧阳锋", "司马相如"),
    "欧阳文静 诸葛明": ("欧阳文静", "诸葛明"),
    "买买提 吐尔逊": ("买买提 吐尔逊",),
    "李文清、买买提 吐尔逊": ("李文清", "买买提 吐尔逊"),
    "李文清 买买提 吐尔逊": ("李文清", "买买提 吐尔逊"),
    "热依汗　古丽": ("热依汗 古丽",),
    "扎西 次仁": ("扎西 次仁",),
    "古丽•阿不都": ("古丽·阿不都",),
    "古丽．阿不都、阿迪力・买买提，木拉提‧别克": ("古丽·阿不都", "阿迪力·买买提", "木拉提·别克"),
    "古丽 • 阿不都": ("古丽·阿不都",),
    "阿迪力·买买提": ("阿迪力·买买提",),
    "•李娜 •王小明": ("李娜", "王小明"),
    "李文清，王小明；张三,赵四/周五": ("李文清", "王小明", "张三", "赵四", "周五"),
    "李文清\n王小明\n": ("李文清", "王小明"),
    "1.李娜 2.王小明": ("李娜", "王小明"),
    "1.李文清\n2.王小明": ("李文清", "王小明"),
    "1、李文清、2、王小明": ("李文清", "王小明"),
    "（1）李文清；（2）王小明": ("李文清", "王小明"),
    "①李文清、②王小明": ("李文清", "王小明"),
    "李文清（民盟）": ("李文清",),
    "李文清（民盟、市一中）、王小明(九三学社)": ("李文清", "王小明"),
    "李文清（女） 王小明": ("李文清", "王小明"),
    "李文清委员、王小明委员：": ("李文清", "王小明"),
    "尊敬的李文清委员": ("李文清",),
    "提案者：李文清、王小明": ("李文清", "王小明"),
    "李世界、张民建": ("李世界", "张民建"),
    "John Smith": ("John Smith",),
    "仝磊 逄锦": ("仝磊", "逄锦"),
    "": (),
    "、 ，": (),
}


@pytest.mark.parametrize(("text", "people"), NAMES.items(), ids=list(NAMES))
def test_names_are_read_as_people(text: str, people: tuple[str, ...]) -> None:
    assert read_proposers(text) == Proposers(people)


COUNTED = {
    "王芳、李明等3名委员": (("王芳", "李明"), 3),
    "李文清等五人": (("李文清",), 5),
    "李文清等５位": (("李文清",), 5),
    "李文清等五名委员": (("李文清",), 5),
    "李文清、王小明等12名代表": (("李文清", "王小明"), 12),
    "李文清等十二人": (("李文清",), 12),
    "李文清 等 3 名": (("李文清",), 3),
    "李　娜等3人": (("李娜",), 3),
    "李文清（等5人）": (("李文清",), 5),
    "李文清（民盟）等5名政协委员联名": (("李文清",), 5),
    "李文清、王小明共5人": (("李文清", "王小明"), 5),
    "王五代表等5名代表": (("王五",), 5),
    "李文清等一百零二名代表": (("李文清",), 102),
    "李文清等": (("李文清等",), None),
    "李等、王三名": (("李等", "王三名"), None),
}


@pytest.mark.parametrize(("text", "said"), COUNTED.items(), ids=list(COUNTED))
def test_how_many_there_are_is_read(text: str, said: tuple[tuple[str, ...], int | None]) -> None:
    assert read_proposers(text) == Proposers(said[0], (), said[1])


ORGANIZATIONS = {
    "民盟朝阳市委员会、民建": Proposers((), ("民盟朝阳市委员会", "民建")),
    "市工商联": Proposers((), ("市工商联",)),
    "区科协、县妇联 市教育局": Proposers((), ("区科协", "县妇联", "市教育局")),
    "民盟朝阳市委 李文清": Proposers(("李文清",), ("民盟朝阳市委",)),
    "民盟朝阳市委、李文清等3名委员": Proposers(("李文清",), ("民盟朝阳市委",), 3),
    "教育界、文艺界": Proposers((), ("教育界", "文艺界")),
    "教育界（召集人：李文清委员）": Proposers((), ("教育界",), None, "李文清"),
    "民盟 朝阳市委员会": Proposers((), ("民盟", "朝阳市委员会")),
    "双塔区代表团": Proposers((), ("双塔区代表团",)),
    "市总工会等3家单位": Proposers((), ("市总工会等3家单位",)),
    "朝阳市残疾人福利基金": Proposers((), ("朝阳市残疾人福利基金",)),
    "××科技（朝阳）有限公司": Proposers((), ("××科技（朝阳）有限公司",)),
}


@pytest.mark.parametrize(("text", "said"), ORGANIZATIONS.items(), ids=list(ORGANIZATIONS))
def test_organizations_are_no_people(text: str, said: Proposers) -> None:
    assert read_proposers(text) == said


@pytest.mark.parametrize(
    "name", ["李世界", "王新界", "张民建", "阿不都热合曼", "努尔白克力", "欧阳文静", "李科", "王局"]
)
def test_people_are_no_organizations(name: str) -> None:
    assert not is_organization(name)


@given(
    st.lists(
        st.sampled_from(["李娜", "王小明", "欧阳文静", "古丽·阿不都", "买买提 吐尔逊", "民盟朝阳市委员会"]), max_size=5
    )
)
def test_what_is_written_with_its_marks_is_read_again(names: list[str]) -> None:
    read = read_proposers("、".join(names))
    assert [*read.people, *read.organizations] == sorted(names, key=is_organization)


@given(st.text(max_size=60) | st.text("李娜王买提 　、，等3名（）·•民盟市委界\n1.", max_size=30))
def test_any_text_is_read(text: str) -> None:
    read = read_proposers(text)
    assert all(name.strip() == name and name for name in (*read.people, *read.organizations))
