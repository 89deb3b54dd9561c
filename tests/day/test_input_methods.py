"""Chinese typed by real keys through real input methods, where Qt has no plug-in for them."""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from letter.outline import write_answer
from services.draft import load_drafts
from tests.day.clerk import LOOK_S, SETTLE_S, Clerk, sitting
from tests.day.display import Display
from tests.day.input_methods import DAEMONS, FCITX, FCITX5, PATIENT_PROGRAM, Desktop, desktop

pytestmark = pytest.mark.full

# The daemons give the keyboard the layout that they know, on which no key bears a Chinese character.
AGENCY = "Chaoyang"
LATIN_AND_CHINESE = "ctrl+space"
# A draft is kept within two seconds.
PROBE, ATTEMPTS, KEPT_S = "-", 6, 6.0


class Typist:
    """A clerk in the answer of a new letter, with the display and the session that she sits at."""

    def __init__(self, clerk: Clerk, display: Display, session: Desktop) -> None:
        """Start the program, enter the agency, and go to the answer."""
        self.clerk, self.session, self._display = clerk, session, display
        clerk.start()
        clerk.type(AGENCY)
        clerk.press("Return")
        clerk.wait(clerk.data.settings.exists, "the profile is kept")
        self._go_to_the_answer()
        self._before = set(display.places())

    def _go_to_the_answer(self) -> None:
        """Go to the answer and see that what is typed comes there: a busy machine has its menus late."""
        for _attempt in range(ATTEMPTS):
            time.sleep(SETTLE_S)
            self.clerk.section(2, "答复内容")
            self.clerk.type(PROBE)
            deadline = time.monotonic() + KEPT_S
            while self.answer() != PROBE and time.monotonic() < deadline:
                time.sleep(LOOK_S)
            self.clerk.press("BackSpace")
            if self.answer() == PROBE:
                self.sees("")
                return
        raise AssertionError("the clerk does not come to the answer")

    def answer(self) -> str:
        """Return the answer as it is kept in the draft."""
        drafts, broken = load_drafts(self.clerk.data)
        assert not broken
        return "".join(row[0].typed.get("answer", write_answer(row[0].letter.answer)) for row in drafts)

    def sees(self, answer: str) -> None:
        """Wait until the draft has this answer."""
        self.clerk.wait(lambda: self.answer() == answer, f"the answer is {answer!r}")

    def candidates(self, besides: tuple[int, int] = (0, 0)) -> tuple[int, int]:
        """Wait until the candidates are shown, anywhere but there, and return where."""
        found: list[tuple[int, int]] = []

        def shown() -> bool:
            places = self._display.places()
            found[:] = [places[window][:2] for window in places if window not in self._before]
            return len(found) == 1 and found[0] != besides

        try:
            self.clerk.wait(shown, "the candidates are shown")
        except AssertionError as error:
            raise AssertionError(f"{found} besides {besides}, the answer is {self.answer()!r}") from error
        return found[0]

    def composes_in_chinese(self) -> tuple[int, int]:
        """Turn to Chinese, begin to compose 你好, and return where the candidates are shown."""
        self.clerk.press(LATIN_AND_CHINESE)
        self.clerk.type("nihao")
        return self.candidates()


@contextmanager
def typist(home: Path, daemon: str, *, patient: bool = True, **environment: str) -> Iterator[Typist]:
    """Let a clerk sit at a display whose session has this daemon, which does not hang unless the test lets it."""
    with sitting("", home) as clerk, desktop(clerk.display, home, daemon) as session:
        clerk.environment = {**session.variables, **environment}
        if patient:
            clerk.program = PATIENT_PROGRAM
        yield Typist(clerk, clerk.display, session)


@pytest.mark.parametrize("daemon", DAEMONS)
def test_chinese_is_typed_and_shortcuts_stay_shortcuts(daemon: str, tmp_path: Path) -> None:
    with typist(tmp_path, daemon) as writing:
        clerk = writing.clerk
        clerk.type("A1 ")
        first = writing.composes_in_chinese()
        clerk.type(" ")
        writing.sees("A1 你好")
        clerk.type("shijie")
        right = writing.candidates(besides=first)
        clerk.type(" \nzhongguo")
        below = writing.candidates(besides=right)
        clerk.type(" ")
        writing.sees("A1 你好世界\n中国")
        assert first[0] < right[0], "the candidates are at the caret"
        assert first[1] == right[1] < below[1]
        clerk.press("ctrl+z")
        clerk.wait(lambda: "中国" not in writing.answer(), "Ctrl+Z undoes")
        clerk.press(LATIN_AND_CHINESE)
        clerk.type("nihao")
        assert clerk.leave() == 0


@pytest.mark.parametrize(("daemon", "composed"), [(FCITX, "你好"), (FCITX5, "ni hao")])
def test_what_is_composed_stays_when_the_clerk_goes_to_another_field(
    daemon: str, composed: str, tmp_path: Path
) -> None:
    with typist(tmp_path, daemon) as writing:
        clerk = writing.clerk
        writing.composes_in_chinese()
        clerk.section(1, "案号")
        writing.sees(composed)
        assert clerk.leave() == 0


@pytest.mark.parametrize("daemon", DAEMONS)
def test_letters_are_typed_without_the_daemon_and_chinese_when_it_is_back(daemon: str, tmp_path: Path) -> None:
    with typist(tmp_path, daemon) as writing:
        clerk = writing.clerk
        writing.session.kill()
        # Qt's plug-in drops a key that it asks a daemon about which is just ending.
        time.sleep(SETTLE_S)
        clerk.type("abc")
        writing.sees("abc")
        writing.session.start()
        time.sleep(SETTLE_S)
        clerk.press("Return")
        writing.composes_in_chinese()
        clerk.type(" ")
        writing.sees("abc\n你好")
        assert clerk.leave() == 0


@pytest.mark.parametrize("daemon", [FCITX, FCITX5])
def test_letters_are_typed_while_the_daemon_hangs_and_chinese_when_it_goes_on(daemon: str, tmp_path: Path) -> None:
    with typist(tmp_path, daemon, patient=False) as writing:
        clerk = writing.clerk
        assert writing.session.process
        writing.session.process.send_signal(signal.SIGSTOP)
        clerk.type("abc\n")
        writing.sees("abc\n")
        writing.session.process.send_signal(signal.SIGCONT)
        time.sleep(SETTLE_S)
        writing.composes_in_chinese()
        clerk.type(" ")
        writing.sees("abc\n你好")
        assert clerk.leave() == 0


@pytest.mark.parametrize("daemon", DAEMONS)
def test_the_candidates_are_at_the_caret_of_a_large_screen_too(daemon: str, tmp_path: Path) -> None:
    steps: dict[str, int] = {}
    for scale in ("1", "1.5"):
        with typist(tmp_path / scale, daemon, QT_SCALE_FACTOR=scale) as writing:
            clerk = writing.clerk
            first = writing.composes_in_chinese()
            clerk.type(" \nnihao")
            below = writing.candidates(besides=first)
            assert first[0] == below[0]
            steps[scale] = below[1] - first[1]
    assert steps["1.5"] == pytest.approx(1.5 * steps["1"], abs=2), "by a line each"
