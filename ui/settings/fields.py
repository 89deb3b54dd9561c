"""The table of settings: what the clerk may choose for all letters, each with its values and the words for them."""

from services.settings import Settings
from ui.core.i18n import LANGUAGES, N_, _
from ui.core.theme import LOOKS
from ui.fields.choice import Choices
from ui.fields.folder import FolderPathField
from ui.fields.specs import FieldSpec, RowSpec, make_check, make_choice

SIZES = (100, 110, 125, 150, 175, 200)
SIZE = N_("{percent} %")
OPEN_AS_USUAL, OPEN_WITH = N_("用系统默认的程序打开"), N_("用 {name} 打开")
PREVIEWS = {"last": N_("打开窗口时和上次一样"), "shown": N_("打开窗口时显示"), "hidden": N_("打开窗口时不显示")}
NO_FOLDER = N_("不另存")
FORGETTING = N_("已经记住的，用“设置”菜单里的“忘掉以前填过的”清除。")


def _sizes(settings: Settings) -> Choices:
    return [(percent, _(SIZE).format(percent=percent)) for percent in sorted({*SIZES, settings.size})]


def _looks(_settings: Settings) -> Choices:
    return [(look, _(words)) for look, words in LOOKS.items()]


def _languages(_settings: Settings) -> Choices:
    return list(LANGUAGES.items())


def make_folder(spec: FieldSpec) -> FolderPathField:
    """Return a line for a folder with a button to choose one."""
    return FolderPathField(spec.path, _(spec.name))


def make_folder_or_none(spec: FieldSpec) -> FolderPathField:
    """Return a line for a folder that may be none."""
    return FolderPathField(spec.path, _(spec.name), none=_(NO_FOLDER))


def _programs(settings: Settings) -> Choices:
    """Return the programs that are here, and the chosen one also where it is gone."""
    from services.office_programs import installed_programs, office_programs  # late: seldom looked at

    here, known = installed_programs(), office_programs()
    offered = [name for name in known if name in here or name == settings.program]
    named = [(name, _(OPEN_WITH).format(name=known[name].name)) for name in offered]
    return [("", _(OPEN_AS_USUAL)), *named]


def _previews(_settings: Settings) -> Choices:
    return [(value, _(words)) for value, words in PREVIEWS.items()]


def _forgetting(settings: Settings) -> str:
    return "" if settings.remembers else _(FORGETTING)


INTERFACE = (
    RowSpec(N_("界面缩放"), (FieldSpec("size", N_("界面缩放"), choices=_sizes, make=make_choice),)),
    RowSpec(N_("外观"), (FieldSpec("look", N_("外观"), choices=_looks, make=make_choice),)),
    RowSpec(N_("语言"), (FieldSpec("language", N_("语言"), choices=_languages, make=make_choice),)),
)
LETTERS = (
    RowSpec(N_("默认文件夹"), (FieldSpec("folder", N_("默认文件夹"), make=make_folder),)),
    RowSpec(N_("打开公文"), (FieldSpec("program", N_("打开公文"), choices=_programs, make=make_choice),)),
    RowSpec(N_("预览"), (FieldSpec("preview_at_start", N_("预览"), choices=_previews, make=make_choice),)),
)
REGISTER = (RowSpec(N_("备份另存到"), (FieldSpec("second_backups", N_("备份另存到"), make=make_folder_or_none),)),)
PRIVACY = (
    RowSpec(
        "",
        (FieldSpec("remembers", N_("记住填过的名字、单位和电话，下次提供"), make=make_check),),
        remark=_forgetting,
    ),
)
GROUPS = ((N_("界面"), INTERFACE), (N_("公文"), LETTERS), (N_("登记簿"), REGISTER), (N_("记住"), PRIVACY))
