"""The house rules that a machine can check: lint, format, types, and nothing that belongs to one machine."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
OTHERS_FOLDERS = (
    ".git",
    ".venv",
    "__pycache__",
    ".hypothesis",
    ".pytest_cache",
    ".ruff_cache",
    "build",
    "dist",
)
BINARY_ENDS = (".docx", ".ico", ".jpg", ".mo", ".otf", ".pdf", ".png", ".ttf", ".xlsx", ".zip")
LOCK_FILES = ("Pipfile.lock", "package-lock.json", "pdm.lock", "poetry.lock", "uv.lock", "yarn.lock")
NUMBER_EXCEPTIONS = ("tests/bench/baseline/", "tests/letters/")
INVENTED_NUMBERS = ("13900001234", "13000000000")

# Joined from pieces, so that this file does not hold what it forbids.
REGISTRY_HOSTS = tuple(
    ".".join(pieces)
    for pieces in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("npmmirror", "com"),
        ("debian", "org/debian"),
        ("tuna", "tsinghua", "edu"),
        ("mirrors", "aliyun"),
    )
)
MACHINE_PATH = re.compile(r"(?<![\w.~])/(?:home|root|work)/\w" + r"|\b[A-Za-z]:\\{1,2}Users\\{1,2}\w")
MOBILE_NUMBER = re.compile(r"(?<![0-9A-Za-z])1[3-9]\d{9}(?![0-9A-Za-z])")


def repository_files() -> list[Path]:
    """List the files that are or would be committed; without git, all that are not generated."""
    git = shutil.which("git")
    if git and (REPOSITORY / ".git").exists():
        command = [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, cwd=REPOSITORY, capture_output=True, encoding="utf-8")
        if listed.returncode == 0:
            return [REPOSITORY / name for name in listed.stdout.split("\0") if (REPOSITORY / name).is_file()]
    found: list[Path] = []
    for folder, subfolders, names in os.walk(REPOSITORY):
        subfolders[:] = [name for name in subfolders if name not in OTHERS_FOLDERS]
        found += [Path(folder, name) for name in names]
    return found


def text_files() -> dict[str, str]:
    """Read all text files of the repository, by their path from its top; what others sent may be in any encoding."""
    paths = [path for path in repository_files() if path.suffix.lower() not in BINARY_ENDS]
    sent = REPOSITORY / "tests" / "cases"
    return {
        path.relative_to(REPOSITORY).as_posix(): path.read_text(
            encoding="utf-8", errors="replace" if sent in path.parents else "strict"
        )
        for path in paths
    }


def run_tool(*words: str) -> None:
    """Run one of the installed Python tools over the repository and expect it to be content."""
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=REPOSITORY,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"


def test_lint_finds_nothing() -> None:
    run_tool("ruff", "check", "--no-cache")


def test_format_changes_nothing() -> None:
    run_tool("ruff", "format", "--check", "--no-cache")


@pytest.mark.full
def test_types_agree() -> None:
    run_tool("pyright", "--pythonpath", sys.executable)


def test_no_lock_file_is_kept() -> None:
    assert [path.name for path in repository_files() if path.name in LOCK_FILES] == []


def test_no_file_names_a_package_registry() -> None:
    named = [(name, host) for name, text in text_files().items() for host in REGISTRY_HOSTS if host in text]
    assert named == []


def test_no_file_holds_a_path_of_one_machine() -> None:
    found = [(name, match.group()) for name, text in text_files().items() for match in MACHINE_PATH.finditer(text)]
    assert found == []


def test_no_file_holds_a_real_mobile_number() -> None:
    found = [
        (name, match.group())
        for name, text in text_files().items()
        if not name.startswith(NUMBER_EXCEPTIONS)
        for match in MOBILE_NUMBER.finditer(text)
        if match.group() not in INVENTED_NUMBERS
    ]
    assert found == []


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (MACHINE_PATH, "see /" + "home/someone/file"),
        (MACHINE_PATH, "C:" + "\\Users\\someone"),
        (MOBILE_NUMBER, "电话：1" + "3812345678。"),
    ],
)
def test_the_patterns_find_what_they_are_for(pattern: re.Pattern[str], text: str) -> None:
    assert pattern.search(text)
