"""Letters made up by hypothesis: every field, within what a letter may hold."""

import datetime

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
    Header,
    JointIssuer,
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
    return st.builds(
        ReplyLetter,
        format=st.just(1),
        kind=st.sampled_from(["cppcc_proposal", "npc_suggestion"]),
        role=st.sampled_from(["lead", "co", "separate"]),
        lead_unit=words,
        agency=agencies(),
        joint_issuers=st.lists(st.builds(JointIssuer, some_words, words), max_size=5).map(tuple),
        session=st.builds(
            Session,
            words,
            st.none() | st.integers(1, 30),
            st.none() | st.integers(1, 9),
            st.sampled_from(["meeting", "recess", "ordinary"]),
        ),
        proposals=st.lists(st.builds(Proposal, words, words), max_size=3).map(tuple),
        proposers=st.builds(Proposers, line_lists, line_lists, st.none() | st.integers(1, 30), words),
        outcome_class=st.sampled_from(["", "A", "B", "C"]),
        signatory=words,
        document_number=st.builds(
            DocumentNumber, words, st.none() | st.integers(2000, 2099), st.none() | st.integers(1, 999)
        ),
        answer=st.tuples(answers, st.none() | tables).map(lambda pair: pair[0] + ((pair[1],) if pair[1] else ())),
        attachments=st.lists(st.builds(Attachment, some_words, answers), max_size=2).map(tuple),
        contact=st.builds(Contact, words, words, words),
        document_date=days,
        disclosure=st.sampled_from(["active", "on_request", "none"]),
        disclosure_reason=words,
        title=by_hand,
        salutation=by_hand,
        pronoun=by_hand,
        opening=by_hand,
        closing=by_hand,
        note=by_hand,
        copy_to=st.none() | line_lists,
        report_to=line_lists,
        printing=st.builds(Printing, words, days, st.none() | st.integers(1, 99)),
        header=st.builds(Header, st.sampled_from(["", "1", "000012"]), words, words),
        file_name=by_hand,
    )
