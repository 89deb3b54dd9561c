"""The bar beneath an answer that finds as one types and replaces, without a dialog."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from letter.cleaning import clean_text
from letter.messages import counted
from services.finding import Sought
from ui.answer.editor import PARAGRAPH_END, AnswerEditor
from ui.answer.finder import CannotReplace, Finder
from ui.core.i18n import N_, _, translate
from ui.core.keys import leave_to_form
from ui.core.local_files import LeavesFilesToWindow
from ui.core.theme import GAP, follow_look
from ui.widgets.button import tool_button
from ui.widgets.label import PlainLabel, plain_label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

LONGEST = 200
FIND, REPLACEMENT, WITH = N_("查找"), N_("替换为"), N_("换为")
CASE, WIDTH = N_("区分大小写"), N_("全角半角视同")
REPLACE, REPLACE_ALL = N_("替换"), N_("全部替换")
NEXT, PREVIOUS, CLOSE = N_("下一处（回车，F3）"), N_("上一处（Shift+回车，Shift+F3）"), N_("关闭查找（Esc）")
HINT = N_("在答复里查找")
PLACE, COUNT = N_("第 {number} 处，共 {count} 处"), counted("共 {count} 处")
ROUND = {1: N_("已到末尾，从头接着找"), -1: N_("已到开头，从末尾接着找")}
NOTHING, DONE = N_("没有找到"), counted("替换了 {count} 处")
BETWEEN = N_("；")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class BarField(LeavesFilesToWindow, QLineEdit):
    """A line of the bar; Enter goes on, with Shift backwards."""

    entered = Signal(int)

    def __init__(self, name: str) -> None:
        """Make the line, with a name for screen readers."""
        super().__init__()
        self.setAccessibleName(name)
        self.setMaxLength(LONGEST)
        self.leaves_undo = False

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Go on by Enter; leave undo to the form when it was the form that was changed last."""
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.entered.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif not (self.leaves_undo and leave_to_form(event)):
            super().keyPressEvent(event)

    def words(self) -> str:
        """Return what is typed here, without what no letter holds."""
        return clean_text(self.text()).replace("\n", "")


class FindBar(QWidget):
    """Shows how many places were found and which is the one selected; as_step runs a change as one step to undo."""

    closed = Signal()

    def __init__(self, editor: AnswerEditor, as_step: Callable[[Callable[[], None]], None]) -> None:
        """Make the bar for an editor."""
        super().__init__()
        self._editor, self._as_step = editor, as_step
        self._finder = Finder(editor)
        follow_look(self)
        self._anchor = 0
        self._said = ""
        self.sought, self.replacement = BarField(_(FIND)), BarField(_(REPLACEMENT))
        self.sought.setPlaceholderText(_(HINT))
        self.case, self.alike = QCheckBox(_(CASE)), QCheckBox(_(WIDTH))
        for box in (self.case, self.alike):
            box.setAccessibleName(box.text())
        self.alike.setChecked(True)
        self.one = tool_button(_(REPLACE), _(REPLACE), self._replace, by_tab=True)
        self.all = tool_button(_(REPLACE_ALL), _(REPLACE_ALL), self._replace_all, by_tab=True)
        self.status = plain_label()
        self.status.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._replacing = (PlainLabel(_(WITH)), self.replacement, self.one, self.all)
        self._assemble()
        self._connect()

    @property
    def inputs(self) -> list[QWidget]:
        """The widgets that take the keyboard, in their order."""
        own = (self.sought, self.replacement, self.one, self.all, self.case, self.alike)
        return [widget for widget in own if not widget.isHidden()]

    def begin(self, *, replacing: bool) -> None:
        """Show the bar, with what is selected in one line as the words sought."""
        cursor = self._editor.textCursor()
        chosen = cursor.selectedText()
        self._anchor = cursor.selectionStart()
        for widget in self._replacing:
            widget.setVisible(replacing)
        self.show()
        taken = bool(chosen) and PARAGRAPH_END not in chosen and len(chosen) <= LONGEST
        if taken:
            self.sought.setText(chosen)
        self._seek(stay=not taken)
        field = self.replacement if taken and replacing else self.sought
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()

    def reopen(self) -> None:
        """Show the bar as it was left, the clerk staying in the text."""
        self.show()
        self._seek(stay=True)

    def go_on(self, step: int) -> None:
        """Go to the next place (1) or the one before (-1)."""
        self._said = _(ROUND[step]) if self._finder.go_on(step) else ""
        self._tell()

    def end(self) -> None:
        """Hide the bar and return to the text, where the last place stays selected."""
        self._finder.stop()
        self.hide()
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Go away by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        else:
            super().keyPressEvent(event)

    def apply_theme(self) -> None:
        """Take the colours that go with the palette."""
        self._finder.mark()

    def _seek(self, *, stay: bool = False) -> None:
        self._finder.seek(Sought(self.sought.words(), self.case.isChecked(), not self.alike.isChecked()))
        self._said = ""
        if not stay and self._finder.go_from(self._anchor):
            self._said = _(ROUND[1])
        self._tell()

    def _type(self) -> None:
        for field in (self.sought, self.replacement):
            field.leaves_undo = False
        self._seek()

    def _enter(self, step: int) -> None:
        self.go_on(step)
        self._anchor = self._editor.textCursor().selectionStart()

    def _replace(self) -> None:
        self._finder.refresh()
        if self._finder.current() is None or self._change(self._finder.replace):
            self.go_on(1)

    def _replace_all(self) -> None:
        done: list[int] = []
        if self._change(lambda words: done.append(self._finder.replace_all(words))):
            self._finder.refresh()
            self._said = ""
            self._say(translate(DONE.filled(count=done[0])))

    def _change(self, act: Callable[[str], None]) -> bool:
        """Run a change of the text as one step to undo; return whether the text could be changed."""
        words = self.replacement.words().replace("\t", " ")
        refusals: list[str] = []

        def run() -> None:
            try:
                act(words)
            except CannotReplace as refusal:
                refusals.append(str(refusal))

        self._as_step(run)
        for sentence in refusals:
            self._editor.refused.emit(sentence)
        for field in (self.sought, self.replacement):
            field.leaves_undo = not refusals
        return not refusals

    def _tell(self) -> None:
        count, here = len(self._finder.starts), self._finder.current()
        if not self.sought.words():
            place = ""
        elif not count:
            place = _(NOTHING)
        elif here is None:
            place = translate(COUNT.filled(count=count))
        else:
            place = _(PLACE).format(number=here + 1, count=count)
        self._say(_(BETWEEN).join(filter(None, (self._said, place))))

    def _say(self, sentence: str) -> None:
        self.status.setText(sentence)
        for field in (self.sought, self.replacement):
            field.setAccessibleDescription(sentence)

    def _connect(self) -> None:
        self.sought.textEdited.connect(self._type)
        self.sought.entered.connect(self._enter)
        self.replacement.textEdited.connect(self._forget_undo)
        self.replacement.entered.connect(self._enter_replacement)
        for box in (self.case, self.alike):
            box.toggled.connect(self._type)
        self._finder.changed.connect(self._tell)
        self._editor.selectionChanged.connect(self._follow)

    def _follow(self) -> None:
        if not self.isHidden():
            self._tell()

    def _forget_undo(self) -> None:
        self.replacement.leaves_undo = False

    def _enter_replacement(self, step: int) -> None:
        if step > 0:
            self._replace()
        else:
            self.go_on(step)

    def _assemble(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GAP)
        steps = QHBoxLayout()
        steps.setSpacing(GAP // 2)
        for words, name, act in (
            ("↑", PREVIOUS, lambda: self.go_on(-1)),
            ("↓", NEXT, lambda: self.go_on(1)),
            ("×", CLOSE, self.end),
        ):
            steps.addWidget(tool_button(words, _(name), act))
        steps.addStretch()
        switches = QHBoxLayout()
        switches.setSpacing(2 * GAP)
        switches.addWidget(self.case)
        switches.addWidget(self.alike)
        switches.addWidget(self.status, 1)
        grid.addWidget(PlainLabel(_(FIND)), 0, 0)
        grid.addWidget(self.sought, 0, 1)
        grid.addLayout(steps, 0, 2)
        label, *rest = self._replacing
        grid.addWidget(label, 1, 0)
        grid.addWidget(rest[0], 1, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP // 2)
        buttons.addWidget(self.one)
        buttons.addWidget(self.all)
        grid.addLayout(buttons, 1, 2)
        grid.addLayout(switches, 2, 0, 1, 3)
        grid.setColumnStretch(1, 1)
