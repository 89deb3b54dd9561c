"""Write the stored references of docx parts anew: python -m tests.tools.write_references.

What has changed in them is what has changed in Word's eyes: read the difference before committing it.
"""

from docgen.docx.writer import write_docx
from tests.docgen.canonical import readable_parts
from tests.docgen.test_references import REFERENCED, reference
from tests.letters import sample


def main() -> None:
    """Write one file for each sample."""
    for name in REFERENCED:
        reference(name).write_text(readable_parts(write_docx(sample(name))), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
