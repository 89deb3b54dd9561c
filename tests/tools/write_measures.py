"""Write docs/measures.md: each element measured beside the standard's value, in the docx as printed and in our PDF."""

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from docgen.docx.writer import write_docx  # noqa: E402  the repository must be on the path first
from docgen.fonts.installed import InstalledFonts  # noqa: E402
from tests import fonts  # noqa: E402
from tests.docgen.measure_rows import ROWS  # noqa: E402
from tests.docgen.measured_letters import letters  # noqa: E402
from tests.docgen.measures import Value  # noqa: E402
from tests.docgen.test_measures import in_pdf, rendered  # noqa: E402

HEAD = """# 量得

纸上的每一样东西量两遍：“docx”是 LibreOffice 7.4 按测试字体转成的 PDF，“PDF”是我们自己排版、自己写的那一份。
由 `tests/tools/write_measures.py` 写成，表在 `tests/docgen/measure_rows.py`：每行有条号、标准值
（取自 `resources/standard/`）、容差，还有一处故意埋下的错，两边都要查得出；改 Word 的 XML 埋下的错只在 docx 一边。
长度是毫米，缩进是字，字号是磅；“信”是 `tests/docgen/measured_letters.py` 里的那一封。

| 要素 | 条 | 信 | 应为 | 容差 | docx | PDF |
| --- | --- | --- | --- | --- | --- | --- |
"""


def words(value: Value) -> str:
    """Return a value as it stands in the table."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return value if isinstance(value, str) else f"{round(value, 2) + 0:g}"


def main() -> None:
    """Render the letters, measure them and write the page."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        environment = {**os.environ, "FONTCONFIG_FILE": str(fonts.fontconfig_file(folder))}
        files = {name: write_docx(letters()[name]) for name in sorted({row.letter for row in ROWS})}
        pages = rendered(files, folder, environment)
        os.environ.update(environment)
        fonts_here = InstalledFonts()
        own = {name: in_pdf(letters()[name], fonts_here) for name in files}
    lines = [
        f"| {row.element} | {row.clause} | {row.letter} | {words(row.expected())} | {words(row.tolerance)} "
        f"| {words(row.measure(pages[row.letter]))} | {words(row.measure(own[row.letter]))} |"
        for row in ROWS
    ]
    (ROOT / "docs" / "measures.md").write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
