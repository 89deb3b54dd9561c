"""The table of settings: what the clerk may choose for all letters, each with its values and the words for them."""

from services.settings import Settings
from ui.core.i18n import LANGUAGES, N_, _
from ui.core.theme import LOOKS
from ui.fields.choice import Choices
from ui.fields.specs import FieldSpec, RowSpec, make_check, make_choice

SIZES = (100, 110, 125, 150, 175, 200)
SIZE = N_("{percent} %")
FORGETTING = N_("已经记住的，用“设置”菜单里的“忘掉以前填过的”清除。")


def _sizes(settings: Settings) -> Choices:
    return [(percent, _(SIZE).format(percent=percent)) for percent in sorted({*SIZES, settings.size})]


def _looks(_settings: Settings) -> Choices:
    return [(look, _(words)) for look, words in LOOKS.items()]


def _languages(_settings: Settings) -> Choices:
    return list(LANGUAGES.items())


def _forgetting(settings: Settings) -> str:
    return "" if settings.remembers else _(FORGETTING)


INTERFACE = (
    RowSpec(N_("界面缩放"), (FieldSpec("size", N_("界面缩放"), choices=_sizes, make=make_choice),)),
    RowSpec(N_("外观"), (FieldSpec("look", N_("外观"), choices=_looks, make=make_choice),)),
    RowSpec(N_("语言"), (FieldSpec("language", N_("语言"), choices=_languages, make=make_choice),)),
)
PRIVACY = (
    RowSpec(
        "",
        (FieldSpec("remembers", N_("记住填过的名字、单位和电话，下次提供"), make=make_check),),
        remark=_forgetting,
    ),
)
GROUPS = ((N_("界面"), INTERFACE), (N_("记住"), PRIVACY))
