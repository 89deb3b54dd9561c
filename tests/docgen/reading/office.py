"""Edits made by LibreOffice itself, run by the system's Python, which alone has its API.

Standard input is a JSON list of jobs: {"file", "out", "steps": [[name, argument, ...], ...]}. Each file is opened,
its steps are done, and it is saved as docx.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import uno  # pyright: ignore[reportMissingImports]
from com.sun.star.beans import PropertyValue  # pyright: ignore[reportMissingImports]

PARAGRAPH_BREAK = 0
# Two runs of the tests at once have an office each.
PIPE = f"fuhan-tests-{os.getpid()}"


def value(name: str, content: object) -> Any:
    made = PropertyValue()
    made.Name, made.Value = name, content
    return made


def connect() -> Any:
    """Return the service manager of a running office; tries until it answers."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            return resolver.resolve(f"uno:pipe,name={PIPE};urp;StarOffice.ComponentContext")
        except Exception:  # noqa: BLE001  the bridge raises what only it knows
            time.sleep(0.25)
    raise SystemExit("LibreOffice does not answer")


class Office:
    """One document, edited by its own cursors."""

    def __init__(self, document: Any, context: Any) -> None:
        self._document, self._context = document, context

    def found(self, words: str) -> Any:
        search = self._document.createSearchDescriptor()
        search.SearchString = words
        found = self._document.findFirst(search)
        if found is None:
            raise SystemExit(f"not found: {words}")
        return found

    def paragraph(self, words: str, whole: bool) -> Any:
        """Return a cursor over the paragraph that holds words, or behind it."""
        found = self.found(words)
        cursor = found.Text.createTextCursorByRange(found.Start)
        if whole:
            cursor.gotoStartOfParagraph(False)
        cursor.gotoEndOfParagraph(whole)
        return cursor

    def replace(self, old: str, new: str) -> None:
        self.found(old).String = new

    def retype(self, words: str, new: str) -> None:
        self.paragraph(words, whole=True).String = new

    def type_after(self, words: str, new: str, style: str = "") -> None:
        cursor = self.paragraph(words, whole=False)
        cursor.Text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
        cursor.Text.insertString(cursor, new, False)
        if style:
            cursor.ParaStyleName = style

    def split(self, words: str) -> None:
        found = self.found(words)
        cursor = found.Text.createTextCursorByRange(found.End)
        cursor.Text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)

    def merge(self, words: str) -> None:
        cursor = self.paragraph(words, whole=False)
        cursor.goRight(1, True)
        cursor.String = ""

    def delete(self, words: str) -> None:
        cursor = self.paragraph(words, whole=True)
        cursor.goRight(1, True)
        cursor.String = ""

    def style(self, words: str, style: str) -> None:
        self.paragraph(words, whole=False).ParaStyleName = style

    def move_up(self, words: str) -> None:
        controller = self._document.CurrentController
        controller.ViewCursor.gotoRange(self.found(words).Start, False)
        self._dispatch(".uno:MoveUp")

    def cell(self, name: str, new: str) -> None:
        self._document.TextTables.getByIndex(0).getCellByName(name).String = new

    def drop_row(self, number: int) -> None:
        self._document.TextTables.getByIndex(0).Rows.removeByIndex(number, 1)

    def add_row(self, number: int, *cells: str) -> None:
        table = self._document.TextTables.getByIndex(0)
        table.Rows.insertByIndex(number, 1)
        for column, words in enumerate(cells):
            table.getCellByPosition(column, number).String = words

    def track(self) -> None:
        self._document.RecordChanges = True

    def _dispatch(self, command: str) -> None:
        dispatcher = self._context.ServiceManager.createInstanceWithContext(
            "com.sun.star.frame.DispatchHelper", self._context
        )
        dispatcher.executeDispatch(self._document.CurrentController.Frame, command, "", 0, ())


def main() -> None:
    jobs = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as folder:
        office = subprocess.Popen(
            ["soffice", f"-env:UserInstallation={Path(folder).as_uri()}", "--headless", "--norestore",
             f"--accept=pipe,name={PIPE};urp;"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            context = connect()
            desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
            for job in jobs:
                url = Path(job["file"]).as_uri()
                document = desktop.loadComponentFromURL(url, "_blank", 0, (value("Hidden", True),))
                edited = Office(document, context)
                for name, *arguments in job["steps"]:
                    getattr(edited, name)(*arguments)
                document.storeToURL(Path(job["out"]).as_uri(), (value("FilterName", "MS Word 2007 XML"),))
                document.close(True)
            desktop.terminate()
        finally:
            office.wait(30)


if __name__ == "__main__":
    main()
