"""The memory of a form: loaded after the first paint, offered while one types, kept when a letter is made."""

from msgspec.structs import replace
from PySide6.QtCore import QObject

from letter.messages import counted
from letter.model import Contact, ReplyLetter
from services.forgetting import Forgotten, forget_all, have_back
from services.memory import Memory, SharedMemory, forget, matching, remember
from services.saving import SaveError
from ui.core.i18n import N_, _, translate
from ui.fields.line import LineField
from ui.fields.text import TextField
from ui.form.form import Form
from ui.letter.completer import Completer, Items, Source
from ui.widgets.message_bar import MessageBar

TOPIC = "memory"
FORGOTTEN = N_("忘掉了：{things}。")
ENTERED, RECENT, USED = N_("以前填过的名字、单位和电话"), counted("最近的信 {count} 封"), N_("常用语的使用次序")
BETWEEN = N_("；")
NOTHING = N_("没有记住什么，不用忘掉。")


class Autofill(QObject):
    """Binds what is remembered to the fields of a form."""

    def __init__(self, memory: SharedMemory, form: Form, messages: MessageBar) -> None:
        """Watch the fields that draw on the memory."""
        super().__init__(form)
        self._memory, self._form, self._messages = memory, form, messages
        fields = [
            (field, Source(path, section.specs[path].recalls))
            for section in form.sections
            for path, field in section.fields.items()
            if isinstance(field, (LineField, TextField)) and section.specs[path].recalls
        ]
        self.suggestions = Completer(form, fields, self._find)
        self.suggestions.taken.connect(self._fill)
        self.suggestions.forgotten.connect(self._forget)

    @property
    def memory(self) -> Memory:
        """What is remembered now."""
        return self._memory.value()

    def remember(self, letter: ReplyLetter) -> None:
        """Remember what a letter that was made holds."""
        self._keep(remember(self.memory, letter))

    def clear(self) -> None:
        """Forget everything, at once and on disk; until the message is gone it can be had back."""
        try:
            forgotten = forget_all(self._memory)
        except SaveError as error:
            self._messages.say(TOPIC, translate(error))
            return
        if forgotten.nothing:
            self._messages.say(TOPIC, _(NOTHING), calm=True)
            return
        named = {
            _(ENTERED): forgotten.memory != Memory(),
            translate(RECENT.filled(count=len(forgotten.recent))): bool(forgotten.recent),
            _(USED): bool(forgotten.used),
        }
        sentence = _(FORGOTTEN).format(things=_(BETWEEN).join(words for words, there in named.items() if there))
        self._messages.say(TOPIC, sentence, _("还是留着"), lambda: self._restore(forgotten), calm=True)

    def _restore(self, forgotten: Forgotten) -> None:
        try:
            have_back(self._memory, forgotten)
        except SaveError as error:
            self._messages.say(TOPIC, translate(error))
            return
        self._messages.dismiss(TOPIC)

    def _find(self, name: str, fragment: str, others: list[str]) -> Items:
        return matching(self.memory, name, fragment, others)

    def _forget(self, name: str, words: str) -> None:
        self._keep(forget(self.memory, name, words))

    def _fill(self, path: str, item: str | Contact) -> None:
        """End the step of typing, and let phone and department follow a contact.

        They do so where they are empty, or together are those of another contact that is remembered. Whatever else a
        contact may have follows with them.
        """
        if isinstance(item, Contact):
            self._fill_contact(path, item)
        self._form.history.end_step()

    def _fill_contact(self, path: str, item: Contact) -> None:
        letter = self._form.letter()
        shown = letter.contact
        filled = item
        if _beside_name(shown) not in [_beside_name(known) for known in self.memory.contacts]:
            typed = {member: value for member, value in _beside_name(shown).items() if value}
            filled = replace(item, **typed)
        self._form.amend(replace(letter, contact=filled), path)

    def _keep(self, memory: Memory) -> None:
        try:
            self._memory.keep(memory)
        except SaveError as error:
            self._messages.say(TOPIC, translate(error))


def _beside_name(contact: Contact) -> dict[str, str]:
    """Return all members of a contact but the name."""
    return {member: getattr(contact, member) for member in contact.__struct_fields__ if member != "name"}
