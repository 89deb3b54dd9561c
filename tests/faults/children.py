"""Children that are forked, told to start together and killed; only for the experiments, which run on their own."""

import os
import random
import signal
import time
from collections.abc import Callable
from typing import Any, NoReturn

Say = Callable[[str], None]


def child(work: Callable[[Say], Any]) -> tuple[int, int]:
    """Fork a child that does its work and says lines; return its process and the end of the pipe to read from."""
    reader, writer = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reader)
        work_and_end(work, say_to(writer))
    os.close(writer)
    return process, reader


def say_to(handle: int) -> Say:
    """Return how a child says a line to the pipe of its parent."""
    return lambda line: _write(handle, line)


def _write(handle: int, line: str) -> None:
    os.write(handle, f"{line}\n".encode())


def work_and_end(work: Callable[[Say], Any], say: Say) -> NoReturn:
    """Do the work of a child and end its process."""
    try:
        work(say)
    except BaseException as error:  # noqa: BLE001  a child must never run on in the parent's code
        say(f"fault {type(error).__name__} {error}")
        os._exit(1)
    os._exit(0)


def lines(reader: int) -> list[str]:
    """Read what a child has said until it is gone."""
    with os.fdopen(reader, "rb") as pipe:
        return pipe.read().decode().splitlines()


def run_and_kill(work: Callable[[Say], Any], dice: random.Random, longest: float) -> list[str]:
    """Let a child work, kill it some time after its first word, and return what it said."""
    process, reader = child(work)
    first = os.read(reader, 1)
    time.sleep(dice.random() * longest)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    said = lines(reader)
    if said and first:
        said[0] = first.decode() + said[0]
    return said


def together(works: list[Callable[[Say], Any]]) -> list[list[str]]:
    """Let children begin at the same moment and return what each said."""
    waiting, go = os.pipe()

    def held(work: Callable[[Say], Any]) -> Callable[[Say], Any]:
        def begin(say: Say) -> None:
            os.close(go)
            os.read(waiting, 1)
            work(say)

        return begin

    started = [child(held(work)) for work in works]
    os.close(go)
    os.close(waiting)
    said = [lines(reader) for _, reader in started]
    for process, _ in started:
        os.waitpid(process, 0)
    return said
