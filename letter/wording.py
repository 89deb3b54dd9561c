"""The words that letters are made of, loaded from resources/wording and resources/kinds."""

from functools import cache

import msgspec

import resources


class Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of case (政协提案, 人大建议): a row of resources/kinds.

    sessions are how a session is named by its period, sessions_of the same for those of some places (十四届全国人大).
    noun is what one is called, nouns what it is called in some periods. list_words say the kind in a column of an
    assignment list (交办清单), heading_words above its columns, the noun unless given; not_named_by are words there
    that have the noun in them and name no kind.
    """

    name: str
    order: int
    noun: str
    body_suffix: str
    person_title: str
    sessions: dict[str, str]
    copy_to: tuple[str, ...]
    co_copy_to: tuple[str, ...]
    list_words: tuple[str, ...]
    sessions_of: dict[str, dict[str, str]] = {}
    nouns: dict[str, str] = {}
    heading_words: tuple[str, ...] = ()
    not_named_by: tuple[str, ...] = ()

    def noun_of(self, period: str) -> str:
        """Return what one filed in this period is called: 提案, or 平时提案."""
        return self.nouns.get(period, self.noun)


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The sentences and labels of a reply letter, {places} to be filled in by derived.py and docgen."""

    sessions_without_place: dict[str, str]
    meeting: str
    number: str
    blank_number: str
    number_separator: str
    title_with_issuer: str
    title_without_issuer: str
    joint: str
    single: str
    salutation: str
    salutation_separator: str
    convener: str
    issuer_separator: str
    pronoun_person: str
    pronoun_people: str
    cited: str
    cited_without_subject: str
    opening: str
    closing: str
    co_opening: str
    co_closing: str
    contact: dict[str, str]
    contact_separator: str
    in_note: str
    outcome: dict[str, str]
    signatory: str
    document_number: str
    blank_serial: str
    attachment_label: str
    attachment_heading: str
    copy_to_label: str
    report_to_label: str
    addressee_label: str
    list_separator: str
    system_separator: str
    list_end: str
    printed_on: str
    copies: str
    file_name: str
    document_word: str
    heading_marks: tuple[str, str, str, str]


class Organs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How organs are told apart by their names, in the order in which it is tried.

    pronouns gives the word for a body addressed, by patterns; systems the words by which a system (党委, 人大, 政协) is
    known, the others being 政府; levels, by patterns, whether it is of a province, city, county or township.
    """

    pronouns: tuple[tuple[str, str], ...]
    systems: dict[str, tuple[str, ...]]
    levels: tuple[tuple[str, str], ...]


@cache
def wording() -> Wording:
    """Return the wording of reply letters."""
    return msgspec.json.decode(resources.read("wording/reply.json"), type=Wording)


@cache
def organs() -> Organs:
    """Return how organs are told apart."""
    return msgspec.json.decode(resources.read("wording/organs.json"), type=Organs)


@cache
def kinds() -> dict[str, Kind]:
    """Return the kinds of case by their identifier, in the order in which a form offers them."""
    rows = {
        name: msgspec.json.decode(resources.read(f"kinds/{name}.json"), type=Kind)
        for name in resources.names("kinds", ".json")
    }
    return dict(sorted(rows.items(), key=lambda row: row[1].order))
