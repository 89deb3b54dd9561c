"""Letters for the tests: the samples, and short ones with what a test needs."""

import datetime
from pathlib import Path

from letter.codec import read_letter
from letter.derived import agency_defaults
from letter.model import Block, DocumentNumber, Proposal, Proposers, ReplyLetter, Session

ROOT = Path(__file__).parents[1]
SAMPLES = {path.stem: path for path in sorted((ROOT / "resources" / "samples").glob("*.json"))}
HAN = "国"


def sample(name: str) -> ReplyLetter:
    """Return one of the samples."""
    return read_letter(SAMPLES[name].read_bytes())


def plain_letter(**changes: object) -> ReplyLetter:
    """Return a short complete letter with some fields changed."""
    fields: dict[str, object] = {
        "format": 1,
        "kind": "cppcc_proposal",
        "agency": agency_defaults("朝阳市民政局"),
        "session": Session("朝阳市政协", 12, 2),
        "proposals": (Proposal("176", "关于为社区治理赋能增效的建议"),),
        "proposers": Proposers(("李文清",)),
        "document_number": DocumentNumber("朝民函", 2023, 32),
        "document_date": datetime.date(2023, 3, 21),
        "answer": (Block(text="答复内容。"),),
    }
    return ReplyLetter(**(fields | changes))  # pyright: ignore[reportArgumentType]


def paragraphs(count: int, length: int = 10) -> tuple[Block, ...]:
    """Return so many paragraphs of so many Han characters."""
    return tuple(Block(text=HAN * length) for _ in range(count))
