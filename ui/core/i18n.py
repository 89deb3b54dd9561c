"""The language of the interface: Chinese is the source, the others are compiled catalogues, read when asked for."""

import gettext
import io
import re

import resources
from letter.messages import Message
from services.languages import SOURCE, languages

LANGUAGES = {code: language.name for code, language in languages().items()}

_MNEMONIC = re.compile(r"\(&.\)")
_translations = gettext.NullTranslations()
_current = SOURCE


def use_language(language: str) -> None:
    """Show the interface in a language from now on; what is already on the screen stays as it is."""
    global _current, _translations
    _current = language if language in LANGUAGES else SOURCE
    _translations = gettext.NullTranslations() if _current == SOURCE else _catalogue(_current)


def current_language() -> str:
    """Return the code of the language in use."""
    return _current


def _(message: str) -> str:
    """Return a message of the interface in the language in use."""
    # Under the empty message a catalogue keeps its own header.
    return _translations.gettext(message) if message else ""


def translate(said: str | Exception) -> str:
    """Return a sentence of another package, or that of an exception, in the language in use, its number agreeing."""
    words = said.args[0] if isinstance(said, Exception) and said.args else said
    if not isinstance(words, Message):
        return str(words)
    values = {name: translate(value) if isinstance(value, str) else value for name, value in words.values.items()}
    count = words.values.get("count")
    if words.counted and isinstance(count, int):
        template = _translations.ngettext(words.template, words.template, count)
    else:
        template = _(words.template)
    return template.format(**values) if values else template


def N_(message: str) -> str:  # noqa: N802, the name that extraction tools know
    """Mark a message for the catalogue where it stands in a table; _() translates it when it is shown."""
    return message


def without_mnemonic(words: str) -> str:
    """Return the words of a button or menu as they are spoken: 生成 for 生成(&G)."""
    return _MNEMONIC.sub("", words).replace("&", "").strip()


def _catalogue(language: str) -> gettext.NullTranslations:
    from babel.support import Translations  # late: the Chinese window starts without it

    return Translations(io.BytesIO(resources.read(f"locale/{language}/LC_MESSAGES/fuhan.mo")))
