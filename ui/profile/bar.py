"""The head of the profile page: which of the office's profiles is shown, and what can be done with them all."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from services.profiles import profile_names, ready_profiles
from services.settings import Settings
from ui.core.i18n import N_, _
from ui.core.theme import GAP, WIDE_GAP
from ui.fields.choice import ChoiceField
from ui.fields.readers import WORD
from ui.fields.text import TextField
from ui.widgets.button import push_button
from ui.widgets.label import PlainLabel, colour_words, plain_label

CHOSEN, NAME = N_("选用的档案"), N_("档案名称")
STYLE_TIP = N_("版式和惯例改成“{name}”的样子，单位名称、代字等不动")
BUTTONS = (
    ("add", N_("新增(&A)"), N_("照这份档案再添一份")),
    ("remove", N_("删除(&M)"), N_("删除这份档案，可以撤销")),
    ("import", N_("导入…(&I)"), N_("从文件里取档案")),
    ("export", N_("导出…(&X)"), N_("把全部档案写进一个文件")),
)


class ProfileBar(QWidget):
    """Shows the profiles by name; plain words go out."""

    chosen = Signal(str)
    renamed = Signal()
    pressed = Signal(str)
    styled = Signal(int)

    def __init__(self, *, first: bool) -> None:
        """Make the list of names, the name of the one shown, and the buttons; at the first start few are of use."""
        super().__init__()
        self.list = ChoiceField("chosen", _(CHOSEN), [], whole=False)
        self.name = TextField("profile", _(NAME), WORD, unset="", one_line=True)
        self._labels = {words: PlainLabel(_(words)) for words in (CHOSEN, NAME)}
        self._buttons = {
            name: push_button(_(words), partial(self.pressed.emit, name), tip=_(tip)) for name, words, tip in BUTTONS
        }
        self._styles = [
            push_button(_(ready.name), partial(self.styled.emit, number), tip=_(STYLE_TIP).format(name=_(ready.name)))
            for number, ready in enumerate(ready_profiles())
        ]
        self._status = plain_label()
        self._status.hide()
        self._assemble()
        for name in ("add", "export"):
            self._buttons[name].setHidden(first)
        self.list.edited.connect(self._choose)
        self.name.edited.connect(self.renamed)

    @property
    def inputs(self) -> list[QWidget]:
        """The widgets that take the keyboard, in their order."""
        return [self.list, self.name, *self._buttons.values(), *self._styles]

    def load(self, book: Settings, typed: dict[str, str]) -> None:
        """Show the profiles of these settings; with only one there is nothing to choose."""
        names = sorted(profile_names(book))
        several = len(names) > 1
        self.list.offer([(name, name) for name in names])
        self.list.load(book.profile or (book.agency.name if book.agency else ""), {})
        self.name.load(book.profile, typed)
        self.name.follow(book.agency.name if book.agency else "")
        for part in (self.list, self.name, self._buttons["remove"], *self._labels.values()):
            part.setVisible(several)

    def say(self, sentence: str, *, problem: bool = False) -> None:
        """Say beneath the buttons what has been done, or what went wrong."""
        colour_words(self._status, "problem" if problem else "good")
        self._status.setText(f"！{sentence}" if problem else sentence)
        self._status.setAccessibleName(sentence)
        self._status.setVisible(bool(sentence))

    def said(self) -> str:
        """Return what was said last."""
        return self._status.accessibleName()

    def _assemble(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        own = QHBoxLayout()
        own.setSpacing(GAP)
        own.addWidget(self._labels[CHOSEN])
        own.addWidget(self.list, 1)
        own.addSpacing(WIDE_GAP)
        own.addWidget(self._labels[NAME])
        own.addWidget(self.name, 1)
        all_of_them = QHBoxLayout()
        all_of_them.setSpacing(GAP)
        for button in self._buttons.values():
            all_of_them.addWidget(button)
        all_of_them.addStretch()
        styles = QHBoxLayout()
        styles.setSpacing(GAP)
        styles.addWidget(PlainLabel(_("套用常用样式")))
        for button in self._styles:
            styles.addWidget(button)
        styles.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(own)
        column.addLayout(all_of_them)
        column.addLayout(styles)
        column.addWidget(self._status)

    def _choose(self) -> None:
        self.chosen.emit(self.list.value())
