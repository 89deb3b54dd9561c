"""Documents of Word 97 with one byte changed, each read as a clerk's would be; run in a process of its own.

Arguments: how many, and the documents. Prints how each ended, what was no letter, no text and no sentence, and the most
memory (KB) that one conversion, and this process, took.
"""

import json
import resource
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

from intake.recognise import NoReplyLetter, recognise
from services.letter_files import CannotRead
from services.letter_sources import text_in
from tests.services.word97_places import places

_BYTE, _HIGHEST, _LOWEST = 0xFF, 0x80, 0x01
_CHANGES: tuple[Callable[[int, Random], int], ...] = (
    lambda byte, _: byte ^ _BYTE,
    lambda byte, _: byte ^ _HIGHEST,
    lambda byte, _: byte ^ _LOWEST,
    lambda _byte, _: 0,
    lambda _byte, _: _BYTE,
    lambda _, chance: chance.randrange(_BYTE),
)
# One in so many is anywhere, the others where the structure is; a conversion is a process, for each core one.
_ANYWHERE, _AT_ONCE = 5, 2


def damaged(data: bytes, count: int, chance: Random) -> Iterator[tuple[str, int, bytes]]:
    """Yield so many changes of a document: of what, at which place, and what it became."""
    known = places(data)
    names, made = sorted(known), 0
    while made < count:
        name = names[made % len(names)] if made % _ANYWHERE else "anywhere"
        place = chance.choice(known[name]) if name in known else chance.randrange(len(data))
        byte = chance.choice(_CHANGES)(data[place], chance)
        if byte != data[place]:
            made += 1
            yield name, place, data[:place] + bytes([byte]) + data[place + 1 :]


def outcome(data: bytes) -> tuple[str, str]:
    """Return what became of a file: letter, text, refused or a fault, and what was said."""
    try:
        recognise(text_in(data))
    except (CannotRead, NoReplyLetter) as error:
        said, kind = str(error), "refused" if isinstance(error, CannotRead) else "text"
        return (kind if said.endswith("。") and said.count("。") == 1 and said.isprintable() else "fault"), said
    except BaseException as error:  # noqa: BLE001  any other is what is looked for
        return "fault", repr(error)
    return "letter", ""


def main() -> None:
    """Try them."""
    count, files = int(sys.argv[1]), [Path(name) for name in sys.argv[2:]]
    jobs = [
        (file.name, *job)
        for file in files
        for job in damaged(file.read_bytes(), count // len(files), Random(file.name))
    ]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        ends = list(pool.map(lambda job: outcome(job[-1]), jobs))
    found = {
        "ends": Counter(end for end, _ in ends),
        "said": Counter(said for _, said in ends if said),
        "faults": [[*job[:3], said] for job, (end, said) in zip(jobs, ends, strict=True) if end == "fault"],
        "memory": {
            "a conversion": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss,
            "this process": _most_memory(),
        },
    }
    print(json.dumps(found, ensure_ascii=False))


def _most_memory() -> int:
    """Return how much memory this process had at most, in KB; getrusage() counts whoever started it as well."""
    (line,) = (line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1])


if __name__ == "__main__":
    main()
