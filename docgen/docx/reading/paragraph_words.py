"""The words of one paragraph as a reader sees them, and where in them the fields stand."""

from collections import Counter
from typing import NamedTuple

from docx.oxml.text.parfmt import CT_TabStop
from docx.oxml.text.run import CT_R, CT_Br, CT_Cr, CT_NoBreakHyphen, CT_PTab, CT_Text

from docgen.docx.reading.equations import field_words, is_equation
from docgen.docx.reading.field_marks import FieldMarks
from docgen.docx.reading.style_looks import StyleLooks, is_on
from docgen.docx.wml import ALTERNATIVES, Element, Properties, local, w, words_of
from letter.scripts import lowered, raised
from letter.symbol_fonts import shown_in, symbol

_TEXTS = (CT_TabStop, CT_PTab, CT_Cr, CT_NoBreakHyphen)
_INLINE = (
    "hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "ins", "moveTo", "dir", "bdo", *ALTERNATIVES,
)  # fmt: skip
_SCRIPTS = {"superscript": "raised", "subscript": "lowered"}
_BEFORE = 4


class Span(NamedTuple):
    """Where in a line the words of a field stand."""

    field: str
    start: int
    end: int


class _Field:
    """A field of Word's that is open: what it is told to show, and where its result begins."""

    def __init__(self, form: Element | None) -> None:
        self.instruction = ""
        # Words that stand among the instruction, as the result of a field within this one.
        self.within = ""
        self.form = form
        self.result: int | None = None


class ParagraphWords:
    """Gathers the words of a paragraph; what cannot be said in words is counted in missing."""

    def __init__(self, marks: FieldMarks, looks: StyleLooks, style: str, missing: "Counter[str]") -> None:
        """Begin with the fields that are open, in a paragraph of a style."""
        self._marks = marks
        self._looks = looks
        self._style = style
        self._missing = missing
        self._opened = dict.fromkeys(marks.running(), 0)
        self._spans: list[Span] = []
        self._parts: list[str] = []
        self._length = 0
        self._script = ""
        self._scripted = ""
        self._fields: list[_Field] = []

    @property
    def text(self) -> str:
        """All of the words."""
        self._end_script()
        return "".join(self._parts)

    def add(self, words: str) -> None:
        """Add words behind the others."""
        self._end_script()
        self._parts.append(words)
        self._length += len(words)

    def read(self, parent: Element) -> None:
        """Add the words below an element."""
        for row in parent:
            if isinstance(row, CT_R):
                self._run(row)
            elif (name := local(row)) in _INLINE:
                self.read(row)
            elif name == "fldSimple":
                self._simple_field(row)
            elif name == "bookmarkStart":
                self._end_script()
                self._marks.follow(row, name)
                if field := self._marks.opened(row):
                    self._opened.setdefault(field, self._length)
            elif name == "bookmarkEnd":
                self._end_script()
                if (field := self._marks.follow(row, name)) in self._opened:
                    self._spans.append(Span(field, self._opened.pop(field), self._length))

    def end(self) -> None:
        """End what the paragraph has left open."""
        while self._fields:
            self._end_field()
        self._end_script()

    def ended(self) -> tuple[Span, ...]:
        """Return all spans, those that go on behind the paragraph as well, in their order."""
        running = [Span(field, start, self._length) for field, start in self._opened.items()]
        return tuple(sorted([*self._spans, *running], key=lambda span: span.start))

    def _run(self, run: CT_R) -> None:
        look = self._looks.run(run, self._style)
        if not is_on(look.get("vanish@val")):
            self._content(run, look)

    def _content(self, parent: Element, look: Properties) -> None:
        for row in parent:
            name = local(row)
            if isinstance(row, CT_Text):
                self._add_text(str(row), look)
            elif isinstance(row, _TEXTS):
                self.add(str(row))
            elif isinstance(row, CT_Br):
                self.add("" if row.get(w("type")) in ("page", "column") else "\n")
            elif name == "ruby":
                # Of a rare character with its sound above it (拼音指南), the character.
                self.add("".join(map(words_of, row.iter(w("rubyBase")))))
            elif name in ("sym", "symEx"):
                self._add_symbol(row)
            elif name in ALTERNATIVES:
                self._content(row, look)
            elif name == "fldChar":
                self._field_character(row)
            elif name == "instrText" and self._fields:
                self._fields[-1].instruction += row.text or ""

    def _add_text(self, words: str, look: Properties) -> None:
        if font := look.get("rFonts@ascii", ""):
            words, unknown = shown_in(font, words)
            self._missing["symbols"] += unknown
        if (told := self._instructed()) is not None:
            told.instruction += words
            told.within += words
            return
        script = _SCRIPTS.get(look.get("vertAlign@val", ""), "")
        if script != self._script:
            self._end_script()
        if script:
            self._script = script
            self._scripted += words
        else:
            self.add(words)

    def _end_script(self) -> None:
        """Write raised or lowered words so that they cannot be taken for figures of the number before them."""
        if not self._script:
            return
        form, words = raised if self._script == "raised" else lowered, self._scripted
        self._script = self._scripted = ""
        self.add(form(words, "".join(self._parts[-_BEFORE:])))

    def _add_symbol(self, row: Element) -> None:
        attributes = {str(name).rpartition("}")[2]: str(value) for name, value in row.attrib.items()}
        try:
            code = int(attributes.get("char", ""), 16)
        except ValueError:
            code = -1
        self._add_known(symbol(attributes.get("font", ""), code), "symbols")

    def _add_known(self, words: str | None, otherwise: str) -> None:
        """Add words, or count what has none."""
        if words is None:
            self._missing[otherwise] += 1
        else:
            self.add(words)

    def _field_character(self, row: Element) -> None:
        self._end_script()
        kind = row.get(w("fldCharType"))
        if kind == "begin":
            self._fields.append(_Field(row.find(w("ffData"))))
        elif kind == "separate" and self._fields:
            self._fields[-1].result = self._length
        elif kind == "end" and self._fields:
            self._end_field()

    def _end_field(self) -> None:
        """Add what a field shows that has no result in the file."""
        self._end_script()
        field = self._fields.pop()
        if field.result is not None and field.result != self._length:
            return
        words = field_words(field.instruction, field.form)
        if (told := self._instructed()) is not None:
            told.instruction += words or ""
            return
        # Words behind an instruction that nothing parts from them are what some programs write as the result.
        self._add_known(field.within if words == "" and field.result is None else words, _kind_of(field.instruction))

    def _instructed(self) -> _Field | None:
        """Return the field in whose instruction the words stand, which nobody sees."""
        return next((field for field in reversed(self._fields) if field.result is None), None)

    def _simple_field(self, row: Element) -> None:
        self._end_script()
        before, instruction = self._length, row.get(w("instr"), "")
        self.read(row)
        self._end_script()
        if self._length == before:
            self._add_known(field_words(instruction), _kind_of(instruction))


def _kind_of(instruction: str) -> str:
    return "formulas" if is_equation(instruction) else "symbols"
