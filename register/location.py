"""Where a register lies, and of which database it is: a row for each database that there is."""

from pathlib import Path

from letter.messages import message
from register.database import Database
from register.errors import RegisterError
from register.sqlite import SqliteDatabase

# A file, or a URL as SQLAlchemy writes it.
Address = Path | str

_NO_SUCH_STORE = message("这一版只能打开 SQLite 登记簿，请把“--store”写成“sqlite:///文件路径”，或省略它。")
_SQLITE = "sqlite:///"


def database_at(address: Address) -> Database:
    """Return the database at an address, which need not exist or be readable; raises RegisterError."""
    if isinstance(address, Path):
        return SqliteDatabase(address)
    if "://" not in address:
        return SqliteDatabase(Path(address).absolute())
    if not address.startswith(_SQLITE) or address == _SQLITE:
        raise RegisterError(_NO_SUCH_STORE)
    return SqliteDatabase(Path(address.removeprefix(_SQLITE)).absolute())
