"""240 invented letters, as varied as real ones are, recognised field by field; texts that are no reply are refused."""

from pathlib import Path

import pytest

from intake.recognise import NoReplyLetter, Recognised, recognise
from tests.intake.judging import CORPUS, expected_fields, judge, recognised_fields

NAMES = sorted(file.stem for file in CORPUS.glob("*.json"))
REFUSED = sorted((CORPUS / "refused").glob("*.txt"))
_OVERALL, _EACH = 0.98, 0.95
# A field that few letters have may be missed in one of them; every value that is made up counts.
_FEW = 20


def recognised(name: str) -> Recognised:
    return recognise((CORPUS / f"{name}.txt").read_text(encoding="utf-8"))


def test_there_are_enough_letters() -> None:
    assert len(NAMES) >= 80
    assert len(REFUSED) >= 10


def test_fields_are_recognised(capsys: pytest.CaptureFixture[str]) -> None:
    scores = judge((expected_fields(name), recognised_fields(recognised(name))) for name in NAMES)
    right, missed, wrong = (
        sum(getattr(score, part) for score in scores.values()) for part in ("right", "missed", "wrong")
    )
    with capsys.disabled():
        print()
        for field, score in scores.items():
            count = score.right + score.missed
            print(f"{field:20} recall {score.recall:6.1%} precision {score.precision:6.1%} of {count}")
        print(f"all: recall {right / (right + missed):.1%}, precision {right / (right + wrong):.1%}")
    assert right / (right + missed) >= _OVERALL
    assert right / (right + wrong) >= _OVERALL
    poor = {
        field: score for field, score in scores.items()
        if min(score.recall, score.precision) < _EACH and score.right + score.missed >= _FEW
    }  # fmt: skip
    assert poor == {}


@pytest.mark.parametrize("name", NAMES)
def test_no_value_is_made_up(name: str) -> None:
    wanted, found = expected_fields(name), recognised_fields(recognised(name))
    assert {field: value for field, value in found.items() if field not in wanted} == {}


@pytest.mark.parametrize("name", NAMES)
def test_each_line_is_of_a_field_or_left_over(name: str) -> None:
    found = recognised(name)
    places = [(row.start, row.end) for row in (*found.pieces, *found.leftovers)]
    start = 0
    for line in found.text.split("\n"):
        end = start + len(line)
        assert not line.strip() or any(first < end and last > start for first, last in places), line
        start = end + 1
    assert all(found.text[piece.start : piece.end].strip() for piece in found.pieces if piece.end)


@pytest.mark.parametrize("file", REFUSED, ids=lambda file: file.stem)
def test_what_is_no_reply_is_refused(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    with pytest.raises(NoReplyLetter) as refused:
        recognise(text)
    assert str(refused.value).endswith("。")
    # Its words can still be put into the answer.
    assert refused.value.text.strip() or not text.strip()
