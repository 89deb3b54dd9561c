"""What is recognised of a letter beside what its page says, field by field."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from intake.recognise import Recognised
from letter import derived
from letter.headings import SAMPLE_MARKS
from letter.outline import read_answer

CORPUS = Path(__file__).parent / "corpus"
Fields = Mapping[str, Any]


class Score(NamedTuple):
    """How often a field was right, missed, and made up or wrong."""

    right: int
    missed: int
    wrong: int

    @property
    def recall(self) -> float:
        """The share of the values on the pages that were recognised."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def precision(self) -> float:
        """The share of the recognised values that are on the pages."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0


def expected_fields(name: str) -> Fields:
    """Return what the page of a letter of the corpus says, in the form in which it is compared."""
    row: dict[str, Any] = json.loads((CORPUS / f"{name}.json").read_text(encoding="utf-8"))
    contact = row.pop("contact", {})
    proposals = row.pop("proposals", [])
    made: dict[str, Any] = {key: value for key, value in row.items() if value not in ("", [], {}, None)}
    made.setdefault("role", "lead")
    made |= {f"contact {key}": value for key, value in contact.items() if value}
    numbers = [one["number"] for one in proposals if one.get("number")]
    subjects = [one["subject"] for one in proposals if one.get("subject")]
    made |= {"numbers": numbers} if numbers else {}
    made |= {"subjects": subjects} if subjects else {}
    if "salutation" in made:
        made["salutation"] = made["salutation"].rstrip("：")
    if "answer" in made:
        made["answer"] = _words(made["answer"])
    if "session" in made:
        made["session"] = {"period": "meeting", **made["session"]}
    return made


def recognised_fields(found: Recognised) -> Fields:
    """Return what was recognised in the same form."""
    letter = found.letter
    seen = {piece.field for piece in found.pieces}
    number, session, proposers = letter.document_number, letter.session, letter.proposers
    texts = {name: derived.effective_text(letter, name) for name in ("title", "salutation", "opening", "closing")}
    every: dict[str, Any] = {
        "kind": "" if any(piece.field == "/kind" and piece.doubt for piece in found.pieces) else letter.kind,
        "role": letter.role,
        "lead_unit": letter.lead_unit,
        "document_number": derived.document_number_text(letter) if number.year and "/document_number" in seen else "",
        "outcome_class": letter.outcome_class,
        "signatory": letter.signatory,
        "session": _session(session) if session.body or session.term else None,
        "numbers": [one.number for one in letter.proposals if one.number],
        "subjects": [one.subject for one in letter.proposals if one.subject],
        "people": list(proposers.people),
        "organs": list(proposers.organizations),
        "total": proposers.total,
        **{name: text for name, text in texts.items() if f"/{name}" in seen},
        # One without its colon gets it.
        **({"salutation": texts["salutation"].rstrip("：")} if "/salutation" in seen else {}),
        "answer": _words(_lines(letter.answer)),
        "contact name": letter.contact.name,
        "contact phone": letter.contact.phone,
        "contact department": letter.contact.department,
        "issuers": [] if letter.agency.name == "本单位" else list(derived.issuers(letter)),
        "document_date": letter.document_date.isoformat() if letter.document_date else "",
        "note": derived.effective_text(letter, "note").strip("（）") if "/note" in seen else "",
        "disclosure": letter.disclosure if "/disclosure" in seen else "",
        "copy_to": list(letter.copy_to or ()),
        "report_to": list(letter.report_to),
        "printing_office": letter.printing.office,
        "printing_date": letter.printing.date.isoformat() if letter.printing.date else "",
        "copies": letter.printing.copies,
        "attachments": [one.title for one in letter.attachments],
    }
    return {key: value for key, value in every.items() if value not in ("", [], {}, None)}


def judge(pairs: Iterable[tuple[Fields, Fields]]) -> dict[str, Score]:
    """Return how well each field was recognised, from what was wanted and what was found."""
    right, missed, wrong = Counter[str](), Counter[str](), Counter[str]()
    for wanted, found in pairs:
        for key in wanted.keys() | found.keys():
            if key in wanted and wanted[key] == found.get(key):
                right[key] += 1
                continue
            missed[key] += key in wanted
            wrong[key] += key in found
    return {key: Score(right[key], missed[key], wrong[key]) for key in sorted(right | missed | wrong)}


def _session(session: Any) -> dict[str, Any]:
    row = {"body": session.body, "term": session.term, "meeting": session.meeting, "period": session.period}
    return {key: value for key, value in row.items() if value not in (None, "")}


def _lines(answer: Any) -> list[str]:
    return [
        "".join("".join(cells) for cells in block.table) if block.table else block.heading + block.text
        for block in answer
    ]


def _words(lines: Iterable[str]) -> str:
    """Return the words of an answer without the numbers of its headings, which the program counts itself."""
    text = "\n".join(lines)
    return re.sub(r"[\s\u3000。]", "", "".join(_lines(read_answer(text))))


_ = SAMPLE_MARKS
