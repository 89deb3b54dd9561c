"""Letters made up by hypothesis: every field, within what a letter may hold."""

import datetime
from typing import Any

import msgspec
from hypothesis import strategies as st

from letter.cleaning import clean_line
from letter.derived import agency_defaults
from letter.model import (
    Agency,
    Attachment,
    Block,
    Contact,
    DocumentNumber,
    Fitting,
    Header,
    JointIssuer,
    Part,
    Preprinted,
    Printing,
    Proposal,
    Proposers,
    ReplyLetter,
    Session,
)
from letter.outline import read_answer

_LETTERS = "国民政社区治理一二三（）()、。，“”《》—…0123456789ABab <&>𠮷喆"
words = st.text(_LETTERS, max_size=12).map(clean_line)
some_words = words.filter(bool)
answers = st.lists(st.sampled_from(["", "一、", "（一）", "1.", "（1）"]).flatmap(
    lambda mark: words.map(lambda text: mark + text)
), max_size=6).map(lambda lines: read_answer("\n".join(lines)))  # fmt: skip
tables = st.lists(st.tuples(some_words, some_words), min_size=1, max_size=3).map(lambda rows: Block(table=tuple(rows)))
days = st.none() | st.dates(datetime.date(2000, 1, 1), datetime.date(2099, 12, 31))


def whole(part: type[Part], **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return parts of a letter with every field made up: words unless something else is named for a field."""
    return st.builds(part, **{name: fields.get(name, words) for name in part.__struct_fields__})


papers = st.builds(
    Preprinted,
    head_end=st.integers(300, 1000).map(lambda tenths: tenths / 10),
    foot_rules=st.booleans(),
    number_place=st.sampled_from(["right", "centre", "left"]),
    number_top=st.none() | st.integers(35, 120).map(float),
    offset_right=st.integers(-99, 99),
    offset_down=st.integers(-99, 99),
)


def agencies() -> st.SearchStrategy[Agency]:
    """Return profiles of agencies."""
    names = st.sampled_from(["朝阳市民政局", "建平县教育局", "沈阳市和平区住房和城乡建设局"])
    return st.builds(
        lambda name, **changes: msgspec.structs.replace(agency_defaults(name), **changes),
        names,
        letterhead=st.sampled_from(["letter_format", "document_format", "preprinted"]),
        mark_with_document=st.booleans(),
        joint_mark=st.sampled_from(["all", "host"]),
        paper=papers,
        seal=st.sampled_from(["sealed", "unsealed", "signature_stamp"]),
        signer_title=words,
        imprint=st.sampled_from(["letter", "full"]),
        imprint_even_page=st.booleans(),
        copy_separators=st.sampled_from(["by_system", "enumeration"]),
        contact_position=st.sampled_from(["after_date", "before_signature", "in_note", "imprint"]),
        disclosure_position=st.sampled_from(["note", "number_line", "imprint"]),
        outcome_position=st.sampled_from(["upper_right", "number_line", "title"]),
        show_copies=st.booleans(),
        show_signatory=st.booleans(),
        signatory_position=st.sampled_from(["upper_right", "number_line", "foot"]),
    )


def letters() -> st.SearchStrategy[ReplyLetter]:
    """Return letters of both kinds, complete or not."""
    line_lists = st.lists(some_words, max_size=3).map(tuple)
    by_hand = st.none() | words
    return whole(
        ReplyLetter,
        format=st.just(1),
        kind=st.sampled_from(["cppcc_proposal", "npc_suggestion"]),
        role=st.sampled_from(["lead", "co", "separate"]),
        agency=agencies(),
        joint_issuers=st.lists(whole(JointIssuer, name=some_words), max_size=5).map(tuple),
        session=whole(
            Session,
            term=st.none() | st.integers(1, 30),
            meeting=st.none() | st.integers(1, 9),
            period=st.sampled_from(["meeting", "recess", "ordinary"]),
        ),
        proposals=st.lists(whole(Proposal), max_size=3).map(tuple),
        proposers=whole(Proposers, people=line_lists, organizations=line_lists, total=st.none() | st.integers(1, 30)),
        outcome_class=st.sampled_from(["", "A", "B", "C"]),
        document_number=whole(
            DocumentNumber,
            year=st.none() | st.integers(2000, 2099),
            serial=st.none() | st.integers(1, 999),
        ),
        answer=st.tuples(answers, st.none() | tables).map(lambda pair: pair[0] + ((pair[1],) if pair[1] else ())),
        attachments=st.lists(whole(Attachment, title=some_words, answer=answers), max_size=2).map(tuple),
        contact=whole(Contact),
        document_date=days,
        disclosure=st.sampled_from(["active", "on_request", "none"]),
        title=by_hand,
        salutation=by_hand,
        pronoun=by_hand,
        opening=by_hand,
        closing=by_hand,
        note=by_hand,
        copy_to=st.none() | line_lists,
        report_to=line_lists,
        printing=whole(Printing, date=days, copies=st.none() | st.integers(1, 99)),
        header=whole(Header, copy_number=st.sampled_from(["", "1", "000012"])),
        fitting=whole(
            Fitting,
            pitch=st.sampled_from([0.0, -0.3, -1.0]),
            spacing=st.sampled_from([0.0, -0.05, -0.5]),
            rows=st.integers(0, 9),
        ),
        file_name=by_hand,
    )
