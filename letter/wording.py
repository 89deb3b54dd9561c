"""The words that letters are made of, loaded from resources/wording and resources/kinds."""

from functools import cache

import msgspec

import resources


class Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of case (政协提案, 人大建议): a row of resources/kinds."""

    name: str
    order: int
    paper: str
    body_suffix: str
    person_title: str
    session: str
    copy_to: tuple[str, ...]


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The sentences and labels of a reply letter, {places} to be filled in by derived.py and docgen."""

    session_without_place: str
    number: str
    blank_number: str
    number_separator: str
    title_with_issuer: str
    title_without_issuer: str
    joint: str
    single: str
    salutation: str
    salutation_separator: str
    pronoun_person: str
    pronoun_people: str
    pronoun_organization: str
    cited: str
    cited_without_subject: str
    opening: str
    closing: str
    contact_name: str
    contact_phone: str
    contact_department: str
    contact_separator: str
    in_note: str
    outcome: dict[str, str]
    signatory: str
    date: str
    document_number: str
    blank_serial: str
    blank_date: str
    attachment_label: str
    attachment_heading: str
    copy_to_label: str
    report_to_label: str
    list_separator: str
    printed_on: str
    copies: str
    file_name: str
    heading_marks: tuple[str, str, str, str]
    run_in_stop: str


@cache
def wording() -> Wording:
    """Return the wording of reply letters."""
    return msgspec.json.decode(resources.read("wording/reply.json"), type=Wording)


@cache
def kinds() -> dict[str, Kind]:
    """Return the kinds of case by their identifier, in the order in which a form offers them."""
    rows = {
        name: msgspec.json.decode(resources.read(f"kinds/{name}.json"), type=Kind)
        for name in resources.names("kinds", ".json")
    }
    return dict(sorted(rows.items(), key=lambda row: row[1].order))
