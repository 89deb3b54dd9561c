"""What all tests share: the option --all, an invisible screen, UTF-8 and the fonts of official documents."""

import os
from collections.abc import Generator
from pathlib import Path

import hypothesis
import pytest

from docgen.fonts.installed import InstalledFonts
from tests import fonts

# Machines are noisy, so no deadline; the long run looks at more examples.
hypothesis.settings.register_profile("quick", max_examples=40, deadline=None, derandomize=True)
hypothesis.settings.register_profile("full", max_examples=150, deadline=None, print_blob=True)

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHONUTF8"] = "1"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer --all."""
    parser.addoption("--all", action="store_true", help="run the long tests too; a skipped test is a failure")


def pytest_configure(config: pytest.Config) -> None:
    """Choose how many examples hypothesis makes."""
    hypothesis.settings.load_profile("full" if config.getoption("--all") else "quick")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the long tests unless --all is given."""
    if config.getoption("--all"):
        return
    long = [item for item in items if item.get_closest_marker("full")]
    if long:
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Under --all, turn a skipped test into a failed one; an expected failure is none."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        forbid_skip(item.config, report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Under --all, turn a skipped module into a failed one."""
    report = yield
    if report.skipped:
        forbid_skip(collector.config, report)
    return report


def forbid_skip(config: pytest.Config, report: pytest.TestReport | pytest.CollectReport) -> None:
    """Mark a report as failed if nothing may be skipped."""
    if config.getoption("--all"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which --all forbids: {report.longrepr}"


@pytest.fixture(scope="session")
def test_fonts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return an environment for subprocesses in which the fonts of official documents are installed."""
    missing = fonts.missing_fonts()
    if missing:
        pytest.skip(f"fonts are missing: {', '.join(missing)}")
    folder: Path = tmp_path_factory.mktemp("fonts")
    return {**os.environ, "FONTCONFIG_FILE": str(fonts.fontconfig_file(folder))}


@pytest.fixture(scope="session")
def official_fonts(test_fonts: dict[str, str]) -> InstalledFonts:
    """Return this machine's fonts as if those of official documents were installed, asked for once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FONTCONFIG_FILE", test_fonts["FONTCONFIG_FILE"])
        found = InstalledFonts()
        assert found.files
    return found
