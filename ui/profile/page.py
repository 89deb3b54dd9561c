"""The agency's profiles (单位档案) on one page: only a name is asked for, the rest follows it."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from letter.derived import agency_defaults
from letter.model import Agency
from services.letter_files import CannotRead
from services.profiles import (
    add_profile,
    choose_profile,
    deviations_of,
    export_profiles,
    import_profiles,
    in_style,
    profile_name,
    ready_profiles,
    remove_profile,
    rename_profile,
)
from services.saving import SaveError
from services.settings import Settings
from ui.core.i18n import N_, _, translate, without_mnemonic
from ui.core.keys import is_redo, is_undo
from ui.core.theme import EDGE, GAP, WIDE_GAP, mark
from ui.core.undo import History, Moment, Step
from ui.fields.group import FieldGroup
from ui.profile.bar import ProfileBar
from ui.profile.deviations import DeviationList
from ui.profile.fields import GROUPS
from ui.profile.letterhead_view import LetterheadView
from ui.widgets.background import READING, WRITING, Background
from ui.widgets.button import push_button
from ui.widgets.file_dialog import ask_to_open, ask_to_save
from ui.widgets.label import plain_label, title_label
from ui.widgets.page import card, centred, page_head, scroll_area

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

GUESSED = ("code", "place", "work")
NAME_MISSING = N_("请填写单位全称，例如“朝阳市民政局”。")
TITLE, FIRST_TITLE = N_("单位档案"), N_("先认识一下您的单位")
FIRST = N_("只填单位全称，其余随它推定，请核对机关代字。以后随时可以改。")
MORE, LESS = N_("更多设置(&M)"), N_("收起(&M)")
ELSEWHERE = N_("导入别处的单位档案…(&U)")
INTRODUCTION = N_("只有单位全称必须填写，其余随它推定，都可以改；机关代字请核对。按回车完成，以后可在“设置”里再改。")
ADDED = N_("已添“{name}”，请改它的名称和与原来不同的地方。")
REMOVED = N_("已删除“{name}”，按 Ctrl+Z 恢复。")
IMPORTED = N_("已导入：{names}。")
NOTHING_NEW = N_("文件里的档案这里都有了，没有改动。")
EXPORTED = N_("全部档案已写进“{name}”，在“{folder}”。")
STYLED = N_("已套用“{name}”，按 Ctrl+Z 恢复。")
FILE_NAME = N_("单位档案.json")
FILES = N_("单位档案文件 (*.json)")
UNSAVED = N_("单位档案改过了，还没有按“完成”。")
_NAME_PATH = "name"


class ProfilePage(QWidget):
    """Shows one of the profiles and announces them all, amended; nothing is kept before that."""

    finished = Signal(object)
    cancelled = Signal()
    stepped = Signal()

    def __init__(self, settings: Settings, work: Background) -> None:
        """Show the profile in use, or an empty page at the first start; work reads and writes files beside it."""
        super().__init__()
        self._work = work
        self._first = settings.agency is None
        self._book = self._kept = _opened(settings)
        self._typed: dict[str, str] = {}
        self._history = History()
        self.bar = ProfileBar(first=self._first)
        self.groups = tuple(FieldGroup(title, rows) for title, rows in GROUPS)
        self.deviations = DeviationList()
        self.letterhead = LetterheadView(settings.kind)
        self._finish = push_button(_("完成(&O)"), self.finish)
        self._cancel = push_button(_("取消(&Q)"), self.cancelled.emit)
        # At the first start all but the name is folded away.
        self._fold = push_button(_(MORE), self._turn_fold)
        self._import_here = push_button(_(ELSEWHERE), self._import)
        for link in (self._fold, self._import_here):
            mark(link, "kind", "link")
        self._more = QWidget()
        self._assemble()
        self._connect()
        self._show()
        self._order_tabs()

    def begin(self, path: str = _NAME_PATH) -> None:
        """Set the focus on a field, the name unless another one is asked for."""
        self._focus(path)

    def agency(self) -> Agency:
        """Return the profile that is shown as it stands, guesses filled in."""
        own = self._book.agency or Agency(name="")
        guesses = agency_defaults(own.name)
        blank = {name: getattr(guesses, name) for name in GUESSED if not getattr(own, name)}
        return replace(own, **blank)

    def settings(self) -> Settings:
        """Return the settings with all profiles as they stand, each under a name of its own."""
        whole = replace(self._book, agency=self.agency())
        return rename_profile(whole, whole.profile)

    def edits(self) -> Moment:
        """Return what is shown and not kept yet, with what was typed where it could not be read."""
        return Moment(self._book, self._typed)

    def unsaved(self) -> str:
        """Return that the profiles were changed and not taken over, where that is so."""
        return _(UNSAVED) if self._book != self._kept or self._typed else ""

    def resume(self, edits: Moment) -> None:
        """Go on with edits that were begun on another page of this kind."""
        if isinstance(edits.value, Settings):
            self._unfold()
            self._turn_to("resumed", edits.value, edits.typed)

    def finish(self) -> None:
        """Announce the profiles, or say beside the field what is missing."""
        if self.ready():
            self.finished.emit(self.settings())

    def undo(self) -> None:
        """Take the last change back."""
        self._step(back=True)

    def redo(self) -> None:
        """Do the change again that was taken back last."""
        self._step(back=False)

    def can_undo(self) -> bool:
        """Return whether there is a change to be taken back."""
        return self._history.can_undo()

    def can_redo(self) -> bool:
        """Return whether there is a change to be made again."""
        return self._history.can_redo()

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Finish by Enter, leave by Escape, undo and redo what fields leave to the page."""
        if is_undo(event):
            self.undo()
        elif is_redo(event):
            self.redo()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finish()
        elif event.key() == Qt.Key.Key_Escape and not self._cancel.isHidden():
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        for group in self.groups:
            group.edited.connect(self._collect)
        self.bar.renamed.connect(self._rename)
        self.bar.chosen.connect(self._choose)
        self.bar.styled.connect(self._take_style)
        self.bar.pressed.connect(self._act)

    def _act(self, name: str) -> None:
        {"add": self._add, "remove": self._remove, "import": self._import, "export": self._export}[name]()

    def ready(self) -> bool:
        """Return whether the profile can be left as it is; if not, say so beside the field and go there."""
        problems = [path for group in self.groups for path, _sentence in group.problems()]
        if not self.agency().name and _NAME_PATH not in problems:
            self.groups[0].tell(_NAME_PATH, _(NAME_MISSING))
            problems.insert(0, _NAME_PATH)
        if problems:
            for group in self.groups:
                group.speak()
            self._focus(problems[0])
        elif self.bar.name.typed():
            problems = [self.bar.name.content.key]
            self.bar.name.setFocus()
        return not problems

    def _turn_fold(self) -> None:
        """Show the rest of the profile, or fold it away again."""
        self._unfold(self._more.isHidden())

    def _unfold(self, shown: bool = True) -> None:
        self._more.setHidden(not shown)
        words = _(LESS if shown else MORE)
        self._fold.setText(words)
        self._fold.setAccessibleName(without_mnemonic(words))

    def _focus(self, path: str) -> None:
        if self._more.isHidden() and not self.groups[0].path_of(path):
            self._unfold()
        if not any(group.focus(path) for group in self.groups):
            if self.bar.name.isHidden():
                self.groups[0].focus(_NAME_PATH)
            else:
                self.bar.name.setFocus()
        if self.isVisible():
            QTimer.singleShot(0, self._reveal)

    def _collect(self, key: str) -> None:
        agency = self._book.agency
        for group in self.groups:
            agency = group.collect(agency)
        self._amend(key, replace(self._book, agency=agency), self._raw_texts())

    def _rename(self) -> None:
        self._amend(self.bar.name.content.key, replace(self._book, profile=self.bar.name.value()), self._raw_texts())

    def _choose(self, name: str) -> None:
        if self.ready():
            self._turn_to("chosen", choose_profile(self.settings(), name))
            self.bar.say("")
        else:
            self._show()

    def _add(self) -> None:
        if self.ready():
            book = add_profile(self.settings(), "", self.agency())
            self._turn_to("added", book)
            self.bar.say(_(ADDED).format(name=profile_name(book)))
            self.bar.name.setFocus()
            self.bar.name.selectAll()

    def _remove(self) -> None:
        name = profile_name(self._book)
        self._turn_to("removed", remove_profile(self._book))
        self.bar.say(_(REMOVED).format(name=name))
        self._focus(_NAME_PATH)

    def _take_style(self, number: int) -> None:
        ready = ready_profiles()[number]
        styled = in_style(self._book.agency or Agency(name=""), ready.agency)
        self._history.end_step()
        self._amend("styled", replace(self._book, agency=styled), self._raw_texts())
        self.bar.say(_(STYLED).format(name=_(ready.name)))

    def _import(self) -> None:
        file = ask_to_open(self.window(), _("导入"), _(FILES))
        if not file:
            return
        nameless = not self.agency().name
        settings = replace(self._book, agency=None) if nameless else self.settings()
        self._work.run(_(READING).format(name=file.name), lambda _stop: import_profiles(settings, file), self._take)

    def _take(self, outcome: Callable[[], tuple[Settings, list[str]]]) -> None:
        try:
            book, names = outcome()
        except CannotRead as error:
            self.bar.say(translate(error), problem=True)
            return
        self._unfold()
        if names:
            self._turn_to("imported", book)
        self.bar.say(_(IMPORTED).format(names=_("、").join(names)) if names else _(NOTHING_NEW))

    def _export(self) -> None:
        if not self.ready():
            return
        target = ask_to_save(self.window(), _("导出"), _(FILE_NAME), _(FILES), ".json")
        if not target:
            return
        settings = self.settings()

        def written(outcome: Callable[[], Path]) -> None:
            try:
                outcome()
            except SaveError as error:
                self.bar.say(translate(error), problem=True)
            else:
                self.bar.say(_(EXPORTED).format(name=target.name, folder=target.parent))

        self._work.run(
            _(WRITING).format(name=target.name), lambda stop: export_profiles(settings, target, stop), written
        )

    def _turn_to(self, key: str, settings: Settings, typed: dict[str, str] | None = None) -> None:
        """Show another profile, of which nothing unreadable has been typed unless it is given."""
        self._history.end_step()
        self._amend(key, _opened(settings), typed or {})

    def _amend(self, key: str, book: Settings, typed: dict[str, str]) -> None:
        before = Moment(self._book, self._typed)
        self._book, self._typed = book, typed
        self._history.record(key, before, Moment(book, typed))
        self._show()

    def _raw_texts(self) -> dict[str, str]:
        typed = {path: raw for group in self.groups for path, raw in group.typed().items()}
        return typed | self.bar.name.typed()

    def _step(self, *, back: bool) -> None:
        step = self._history.undo() if back else self._history.redo()
        if not isinstance(step, Step):
            return
        self._book = replace(self._book, **(step.before if back else step.after))
        self._typed = step.typed_before if back else step.typed_after
        self.bar.say("")
        self._show()
        self._focus(step.key)

    def _show(self) -> None:
        own = self._book.agency or Agency(name="")
        self.bar.load(self._book, self._typed)
        for group in self.groups:
            group.load(own, self._typed)
        agency = self.agency()
        self.deviations.show_all(deviations_of(agency))
        self.letterhead.show_agency(agency)
        self.stepped.emit()

    def _reveal(self) -> None:
        field = self.focusWidget()
        if field and self._area.isAncestorOf(field):
            self._area.ensureWidgetVisible(field)

    def _order_tabs(self) -> None:
        office, *others = self.groups
        first = [widget for field in office.fields.values() for widget in field.inputs]
        rest = [widget for group in others for field in group.fields.values() for widget in field.inputs]
        chain: list[QWidget] = [*first]
        chain += [self._fold, self._import_here, self._finish] if self._first else []
        chain += [*self.bar.inputs, *rest, self.deviations.text]
        chain += [] if self._first else [self._finish, self._cancel]
        for one, other in pairwise(chain):
            QWidget.setTabOrder(one, other)

    def _assemble(self) -> None:
        office, *others = self.groups
        width = max(group.label_width() for group in self.groups)
        for group in self.groups:
            group.set_label_width(width)
        rest = QVBoxLayout(self._more)
        rest.setContentsMargins(0, 0, 0, 0)
        rest.setSpacing(WIDE_GAP)
        for part in (self.bar, *others, self.deviations):
            rest.addWidget(card(part))
        first = card(office, self.letterhead)
        column = QWidget()
        parts = QVBoxLayout(column)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(WIDE_GAP)
        self._finish.setDefault(True)
        mark(self._finish, "kind", "primary")
        introduction = plain_label(_(FIRST if self._first else INTRODUCTION))
        mark(introduction, "tone", "secondary")
        if self._first:
            office.heading.hide()
            parts.addStretch()
            parts.addWidget(title_label(_(FIRST_TITLE)))
            _add_row(first, self._fold, self._import_here, None, self._finish)
            self._more.hide()
        for part in (introduction, first, self._more):
            parts.addWidget(part)
        parts.addStretch()
        self._area = scroll_area(centred(column))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        if not self._first:
            outer.addWidget(page_head(_(TITLE), self._cancel))
        outer.addWidget(self._area, 1)
        if not self._first:
            outer.addLayout(_row(None, self._finish))


def _row(*parts: QWidget | None) -> QHBoxLayout:
    """Return parts beside one another; None is all the room that is left."""
    row = QHBoxLayout()
    row.setContentsMargins(EDGE, GAP, EDGE, GAP)
    row.setSpacing(GAP)
    for part in parts:
        if part:
            row.addWidget(part)
        else:
            row.addStretch()
    return row


def _add_row(frame: QFrame, *parts: QWidget | None) -> None:
    """Put parts beside one another at the foot of a card."""
    row = _row(*parts)
    row.setContentsMargins(0, 0, 0, 0)
    column = frame.layout()
    assert isinstance(column, QVBoxLayout)
    column.addLayout(row)


def _opened(settings: Settings) -> Settings:
    """Return settings whose profile in use holds no guesses, so that they follow its name."""
    agency = settings.agency or Agency(name="")
    guesses = agency_defaults(agency.name)
    same = {name: "" for name in GUESSED if getattr(agency, name) == getattr(guesses, name)}
    return replace(settings, agency=replace(agency, **same))
