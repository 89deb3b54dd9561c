"""The phrases of the office at work in a form: inserted, kept, dropped; each change can be taken back at once."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt

from letter.outline import undecided_text
from services.data_folder import DataFolder
from services.phrases import (
    CannotKeep,
    Phrase,
    Phrases,
    drop,
    hidden_count,
    is_own,
    keep,
    load_phrases,
    matching,
    save_phrases,
    show_all,
    use,
    words_of,
)
from services.saving import SaveError
from ui.answer.field import AnswerField
from ui.answer.phrase_list import PhraseList
from ui.core.i18n import N_, _, translate
from ui.form.form import Form
from ui.widgets.label import shortened
from ui.widgets.message_bar import MessageBar

TOPIC = "phrases"
KEPT = N_("“{words}”已存为常用语，代码“{code}”；按 Ctrl+J 插入。")
KEPT_WITHOUT_CODE = N_("“{words}”已存为常用语；按 Ctrl+J 插入。")
DELETED = N_("常用语“{words}”删掉了。")
HIDDEN = N_("常用语“{words}”不再列出；列表最后一行可以找回。")
TAKE_BACK, RESTORE = N_("不存了"), N_("还是留着")
_SHOWN = 16


class PhraseBook(QObject):
    """Binds the phrases to the answer and the attachments of a form; they are read anew whenever they are needed."""

    def __init__(self, data: DataFolder, form: Form, messages: MessageBar) -> None:
        """Take where the phrases are kept, and where they go."""
        super().__init__(form)
        self._data, self._form, self._messages = data, form, messages
        self._phrases, self._readable = Phrases(), True
        self._lists: dict[AnswerField, PhraseList] = {}

    def open(self, field: AnswerField) -> PhraseList:
        """Show the list of phrases at the caret of an answer and return it."""
        self._load()
        found = self._lists.get(field) or self._list_for(field)
        field.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.editor.ensureCursorVisible()
        self._form.reveal(field.editor)
        found.open()
        return found

    def keep(self, field: AnswerField) -> None:
        """Keep what is selected in an answer as a phrase, and say so."""
        if not self._load():
            return
        before = self._phrases
        try:
            phrases = keep(before, undecided_text(field.editor.textCursor().selection().toPlainText()))
        except CannotKeep as refusal:
            self._messages.say(TOPIC, translate(refusal))
            return
        phrase = phrases.own[0]
        if self._save(phrases):
            sentence = _(KEPT if phrase.code else KEPT_WITHOUT_CODE).format(words=_short(phrase.text), code=phrase.code)
            self._messages.say(TOPIC, sentence, _(TAKE_BACK), lambda: self._return_to(before), calm=True)

    def _load(self) -> bool:
        """Read the phrases; return whether that went well, and say why not."""
        try:
            self._phrases, self._readable = load_phrases(self._data), True
        except SaveError as error:
            self._phrases, self._readable = Phrases(), False
            self._messages.say(TOPIC, translate(error))
        return self._readable

    def _list_for(self, field: AnswerField) -> PhraseList:
        shown = PhraseList(field.editor, self._find, self._words, lambda: hidden_count(self._phrases))
        shown.taken.connect(lambda phrase: self._insert(field, phrase))
        shown.dropped.connect(self._drop)
        shown.restored.connect(lambda: self._save(show_all(self._phrases)))
        self._lists[field] = shown
        field.destroyed.connect(lambda: self._lists.pop(field, None))
        return shown

    def _find(self, fragment: str) -> Sequence[Phrase]:
        return matching(self._phrases, fragment)

    def _words(self, phrase: Phrase) -> str:
        return words_of(phrase, self._form.current())

    def _insert(self, field: AnswerField, phrase: Phrase) -> None:
        place, words = self._lists[field].range(), self._words(phrase)

        def put() -> None:
            field.editor.setTextCursor(place)
            field.editor.put(words)

        field.as_step(put)
        self._save(use(self._phrases, phrase.text))

    def _drop(self, phrase: Phrase) -> None:
        before = self._phrases
        if self._save(drop(before, phrase)):
            sentence = _(DELETED if is_own(before, phrase) else HIDDEN).format(words=_short(self._words(phrase)))
            self._messages.say(TOPIC, sentence, _(RESTORE), lambda: self._return_to(before), calm=True)

    def _return_to(self, phrases: Phrases) -> None:
        if self._save(phrases):
            self._messages.dismiss(TOPIC)

    def _save(self, phrases: Phrases) -> bool:
        """Keep these phrases from now on; return whether they could be saved; unread ones stay as they lie."""
        if not self._readable:
            return False
        self._phrases = phrases
        try:
            save_phrases(self._data, phrases)
        except SaveError as error:
            self._messages.say(TOPIC, translate(error))
            return False
        return True


def _short(words: str) -> str:
    return shortened(words.replace("\n", " "), _SHOWN)
