"""备份: the copies of the register, what restoring one would change, and restoring it once that has been seen."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from letter.messages import counted
from letter.numbers import number_text
from register.values import Backup, BackupSpace, RestorePreview, size_text
from ui.core.i18n import N_, _, translate
from ui.core.last_folder import last_folder
from ui.core.theme import EDGE, GAP
from ui.register.table import plain_table
from ui.register.tasks import RegisterTasks
from ui.register.text_model import TextModel
from ui.widgets.button import push_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.file_dialog import ask_for_folder
from ui.widgets.label import plain_label
from ui.widgets.page import card

INTRODUCTION = N_("打开窗口时和使用中每 30 分钟自动备份一次，没有改动就不备份。要恢复，先选一份预览变化。")
READING, LOOKING, RESTORING = N_("正在读备份……"), N_("正在比较……"), N_("正在恢复……")
BACKING_UP = N_("正在备份……")
HEADS = (N_("时间"), N_("为什么"), N_("大小"))
WHY = {
    "use": N_("自动"), "hand": N_("手工"), "restore": N_("恢复之前"), "migration": N_("升级之前"),
    "start": N_("打开窗口时"),
}  # fmt: skip
CHANGE_HEADS = (N_("发文字号"), N_("现在"), N_("备份里"), N_("恢复时补登"))
ABSENT = N_("没有")
NOW, LOOK, RESTORE = N_("现在备份(&N)"), N_("预览变化(&L)"), N_("恢复这一份(&R)")
FETCH, FETCH_TITLE = N_("取回别处的备份(&G)…"), N_("备份在哪个文件夹里")
FETCHING = N_("正在取回备份……")
FETCHED = counted("那里有 {count} 份备份，都在列表里了；选一份预览变化，再恢复。")
SAME = N_("这份备份与现在的登记簿一样，恢复了什么都不变。")
CHANGES = counted(
    "恢复后有 {count} 个号变回备份里的样子；备份之后给过的号补登为占用或作废，不会再给第二次。现在的登记簿先备份。"
)
LETTERS = counted("备份之后保存的 {count} 封信不带过去，在恢复之前的那份备份里。")
UNREADABLE = N_("现在的登记簿读不出来，比不了。恢复后请核对备份之后发出的号。")
RESTORED, BACKED_UP = N_("已恢复到 {at} 的备份。"), N_("已备份。")
NONE = N_("还没有备份，可以现在备份一次。")
NAME, CHANGES_NAME = N_("备份"), N_("恢复会变的号")
_WIDTHS, _CHANGE_WIDTHS = (12, 10, 6), (12, 10, 10)
_TIME = "%Y-%m-%d %H:%M"


class BackupsPane(QWidget):
    """Lists the backups and puts one in the register's place."""

    restored = Signal()

    def __init__(self, acting: RegisterTasks) -> None:
        """Show nothing yet."""
        super().__init__()
        self._acting = acting
        self._backups: Sequence[Backup] = ()
        self._seen: RestorePreview | None = None
        self._model, self._changes = TextModel(HEADS), TextModel(CHANGE_HEADS)
        self.table, self.changes = plain_table(_(NAME)), plain_table(_(CHANGES_NAME))
        character = self.fontMetrics().horizontalAdvance("国")
        tables = ((self.table, self._model, _WIDTHS), (self.changes, self._changes, _CHANGE_WIDTHS))
        for table, model, widths in tables:
            table.setModel(model)
            table.horizontalHeader().setStretchLastSection(True)
            for number, width in enumerate(widths):
                table.setColumnWidth(number, width * character)
        self._now = push_button(_(NOW), self.back_up)
        self._look = push_button(_(LOOK), self.preview)
        self._restore = push_button(_(RESTORE), self.restore)
        self._fetch = push_button(_(FETCH), self.fetch)
        self._introduction, self._said = plain_label(_(INTRODUCTION)), plain_label()
        self._space = plain_label()
        self._nothing = EmptyState("backup", _(NONE), _(NOW), self.back_up)
        self._empty = card(self._nothing)
        self._rows = QStackedWidget()
        self._rows.addWidget(self.table)
        self._rows.addWidget(self._empty)
        self._assemble()
        self.table.selectionModel().currentRowChanged.connect(lambda _new, _old: self._forget())
        self.table.doubleClicked.connect(lambda _index: self.preview())

    def begin(self) -> None:
        """Set the focus on the list, or on the button in its place."""
        place = self._nothing.button if self._nothing.button and self._nothing.isVisible() else self.table
        place.setFocus(Qt.FocusReason.OtherFocusReason)

    def load(self, said: str = "") -> None:
        """Read the list anew and say something beneath it; the register itself need not be readable."""
        registry = self._acting.registry

        def read() -> tuple[Sequence[Backup], BackupSpace]:
            return registry.backups(), registry.backup_space()

        def show(found: tuple[Sequence[Backup], BackupSpace]) -> None:
            self._show(*found)
            if said:
                self._said.setText(said)

        self._acting.do(READING, read, show, patient=True)

    def space(self) -> str:
        """Return what is said of the bytes that the backups take."""
        return self._space.text()

    def said(self) -> str:
        """Return what is said beneath the list."""
        return self._said.text()

    def back_up(self) -> None:
        """Make a backup now."""

        def done(_value: None) -> None:
            self.load(_(BACKED_UP))

        self._acting.do(BACKING_UP, self._acting.registry.back_up, done, changes=True)

    def preview(self) -> None:
        """Show what restoring the chosen backup would change."""
        backup = self._chosen()
        if backup:
            self._acting.do(LOOKING, lambda: self._acting.registry.preview(backup), self._show_preview)

    def restore(self) -> None:
        """Put the backup that has been looked at in the register's place."""
        seen = self._seen
        if seen is None:
            return

        def done(_value: None) -> None:
            self.load(_(RESTORED).format(at=f"{seen.backup.at:{_TIME}}"))
            self.restored.emit()

        self._acting.do(RESTORING, lambda: self._acting.registry.restore(seen.backup), done, changes=True)

    def fetch(self) -> None:
        """Fetch backups from another folder: after a disk has failed, or from another computer."""
        folder = ask_for_folder(self.window(), _(FETCH_TITLE), last_folder())
        if folder:

            def done(count: int) -> None:
                self.load(translate(FETCHED.filled(count=count)))

            self._acting.do(FETCHING, lambda: self._acting.registry.fetch_backups(folder), done, changes=True)

    def _chosen(self) -> Backup | None:
        at = self.table.currentIndex().row()
        return self._backups[at] if 0 <= at < len(self._backups) else None

    def _show(self, backups: Sequence[Backup], space: BackupSpace) -> None:
        self._backups = backups
        self._space.setText(translate(space.words))
        self._model.show_rows(
            [(f"{one.at:{_TIME}}", _(WHY.get(one.why, one.why)), size_text(one.size)) for one in backups]
        )
        on_list = self.table.hasFocus()
        self._rows.setCurrentWidget(self.table if backups else self._empty)
        if on_list:
            self.begin()
        for button in (self._look, self._restore, self._now):
            button.setVisible(bool(backups))
        if backups:
            self.table.selectRow(0)
        self._forget()
        self._said.setText("")

    def _show_preview(self, preview: RestorePreview) -> None:
        self._seen = preview
        rows = _change_rows(preview)
        self._changes.show_rows(rows)
        self.changes.setVisible(bool(rows))
        sentences = [translate(CHANGES.filled(count=len(preview.changes))) if preview.changes else _(SAME)]
        if preview.letters_lost:
            sentences.append(translate(LETTERS.filled(count=preview.letters_lost)))
        self._said.setText(" ".join(sentences) if preview.readable else _(UNREADABLE))
        self._restore.setEnabled(True)
        self._restore.setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget(self) -> None:
        """Ask for another look: what was seen was another backup."""
        self._seen = None
        self._changes.show_rows(())
        self.changes.hide()
        self._said.setText("")
        self._restore.setEnabled(False)
        self._look.setEnabled(self._chosen() is not None)

    def _assemble(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(GAP)
        for button in (self._look, self._restore, self._now, self._fetch):
            line.addWidget(button)
        line.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, GAP, EDGE, EDGE)
        column.setSpacing(GAP)
        column.addWidget(self._introduction)
        column.addWidget(self._rows, 1)
        column.addWidget(self._space)
        column.addLayout(line)
        column.addWidget(self._said)
        column.addWidget(self.changes, 1)


def _change_rows(preview: RestorePreview) -> list[tuple[str, str, str, str]]:
    """Return what changes, each number with what is carried over of it, and then what is only carried over."""
    carried: dict[str, list[str]] = {}
    for one in preview.carried:
        carried.setdefault(one.about, []).append(translate(one.words))
    rows = [
        (
            number_text(one.number),
            _states(one.now),
            _states(one.then),
            "；".join(carried.pop(number_text(one.number), [])),
        )
        for one in preview.changes
    ]
    return rows + [(about, "", "", "；".join(words)) for about, words in carried.items()]


def _states(words: str) -> str:
    return _("、").join(_(state) for state in words.split("、")) if words else _(ABSENT)
