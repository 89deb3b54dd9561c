"""Which case a letter answers, and whether two letters are versions of one."""

from letter.model import ReplyLetter

Case = tuple[object, ...]


def case_of(letter: ReplyLetter) -> Case:
    """Return what two versions of one letter have in common: who answers which papers of which session, and as what."""
    numbers = tuple(proposal.number for proposal in letter.proposals)
    return letter.kind, letter.role, letter.agency.name, letter.session, numbers


def is_same_letter(one: ReplyLetter, other: ReplyLetter) -> bool:
    """Return whether two letters on one case are versions of one letter, and do not merely share the number.

    A mistyped number is shared by letters whose subject, proposers and answer are all different.
    """
    said = [(letter.proposers, letter.answer, [row.subject for row in letter.proposals]) for letter in (one, other)]
    return case_of(one) == case_of(other) and any(first == second for first, second in zip(*said, strict=True))
