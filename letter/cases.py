"""Which case a letter answers."""

from letter.model import ReplyLetter

Case = tuple[object, ...]


def case_of(letter: ReplyLetter) -> Case:
    """Return what two versions of one letter have in common: who answers which papers of which session, and as what."""
    numbers = tuple(proposal.number for proposal in letter.proposals)
    return letter.kind, letter.role, letter.agency.name, letter.session, numbers
