"""Documents of Word 97 to 2003 and WPS (.doc, .wps) turned into docx by msdoc2docx, in a process that can be ended."""

import subprocess
import sys
import tempfile
from pathlib import Path

from intake.word97_process import ENCRYPTED, LARGEST_DOCX, LOCKED_DOCX, OLDER
from letter.messages import Message, message

# Any file that holds others within it as Windows did (OLE): .doc, .wps, .xls, and docx with a password.
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LARGEST = 32_000_000
LONGEST_S = 9
_ROOT = str(Path(__file__).resolve().parent.parent)
# -I: what stands in the environment or beside the file is not read, and what is imported is ours.
_CONVERT = "import sys; sys.path.insert(0, {root!r}); from intake.word97_process import main; main(*sys.argv[1:])"
_TOO_LARGE = message("这份 doc 文件太大，请用 Word 或 WPS 打开，另存为 docx 再试。")
_LOCKED = message("这份 doc 文件有密码，请用 Word 或 WPS 打开，去掉密码，另存为 docx 再试。")
_LOCKED_DOCX = message("这份 docx 文件有密码，请用 Word 或 WPS 输入密码打开，去掉密码保存后再试。")
_OLDER = message("这份文件是很早的 Word 版本，读不了，请用 Word 或 WPS 打开，另存为 docx 再试。")
_BROKEN = message("这份 doc 文件读不了或已损坏，请用 Word 或 WPS 打开，另存为 docx 再试。")
_SLOW = message("读这份 doc 文件用了太久，已经停下，请用 Word 或 WPS 打开，另存为 docx 再试。")
_NO_PROCESS = message("这台电脑现在开不了读 doc 文件用的进程，请关掉一些程序再试。")

_WHY = {ENCRYPTED: _LOCKED, LOCKED_DOCX: _LOCKED_DOCX, OLDER: _OLDER}


class NotRead(Exception):
    """A document that cannot be read; str() is one Chinese sentence that says what to do."""

    def __init__(self, sentence: Message) -> None:
        """Take the sentence."""
        super().__init__(sentence)


def docx_of(data: bytes) -> bytes:
    """Return the docx of a document of Word 97 to 2003; raises NotRead."""
    if len(data) > LARGEST:
        raise NotRead(_TOO_LARGE)
    with tempfile.TemporaryDirectory(prefix="fuhan") as folder:
        source, target = Path(folder, "a.doc"), Path(folder, "a.docx")
        source.write_bytes(data)
        status = _status(source, target)
        if status:
            raise NotRead(_WHY.get(status, _BROKEN))
        try:
            if target.stat().st_size > LARGEST_DOCX:
                raise NotRead(_TOO_LARGE)
            return target.read_bytes()
        except OSError as error:
            raise NotRead(_BROKEN) from error


def _status(source: Path, target: Path) -> int:
    command = [sys.executable, "-I", "-c", _CONVERT.format(root=_ROOT), str(source), str(target)]
    try:
        return _run(command)
    except OSError:
        pass  # a busy machine may have had no room for a moment
    try:
        return _run(command)
    except OSError as error:
        raise NotRead(_NO_PROCESS) from error


def _run(command: list[str]) -> int:
    """Run a command in silence and return its status; raises NotRead where it takes too long, and OSError."""
    quiet = subprocess.DEVNULL
    try:
        done = subprocess.run(
            command, stdin=quiet, stdout=quiet, stderr=quiet, check=False, timeout=LONGEST_S,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise NotRead(_SLOW) from error
    return done.returncode
