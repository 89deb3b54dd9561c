"""The register opened with care: made when missing, brought to the newest schema, checked before it is trusted."""

import contextlib
import os
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from letter.messages import message
from register import sqlite
from register.backups import back_up
from register.errors import StoreDamaged, StoreTooNew, StoreUnwritable
from register.migrations import MIGRATIONS, Migration
from register.soundness import finding_sound, known_sound
from register.storage_check import refuse_unsafe
from register.store import BACKUP_SUFFIX, Store, backup_folder, now

_VANISHED = message(
    "登记簿“{name}”不见了或成了空文件，但旁边有它的备份；为免从头给号已停用，请在“备份”里恢复最近一份。"
)
_NO_FOLDER = message("建不了登记簿的文件夹“{folder}”，请检查它的权限和磁盘空间后再试。")
_TOO_NEW = message("登记簿由更新的版本写成（第 {version} 版），请升级复函后再打开；登记簿没有改动。")


def open_store(
    path: Path, *, clock: Callable[[], datetime] = now, migrations: Sequence[Migration] = MIGRATIONS
) -> Store:
    """Open the register in a file, made when there is none, brought to the newest schema after a backup, and checked.

    What this process has checked is not checked again unless others have changed it.

    Raises RegisterError: a place that is not safe, a damaged or vanished file, a later version, a disk that refuses.
    """
    refuse_unsafe(path.parent)
    _prepare_file(path)
    store = Store(path, clock, migrations)
    newest = migrations[-1].version
    version = store.version()
    if version < newest:
        version = _bring_up(store, newest)
    if version > newest:
        raise StoreTooNew(_TOO_NEW.filled(version=version))
    if not known_sound(path):
        with finding_sound(path):
            store.check()
    return store


def _prepare_file(path: Path) -> None:
    try:
        empty = path.stat().st_size == 0
    except FileNotFoundError:
        empty = True
    except OSError as error:
        raise StoreUnwritable(_NO_FOLDER.filled(folder=path.parent)) from error
    if empty and any(backup_folder(path).glob(f"*{BACKUP_SUFFIX}")):
        raise StoreDamaged(_VANISHED.filled(name=path.name))
    try:
        if empty:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            sqlite.make_file(path)
        elif os.name == "posix" and path.stat().st_mode & 0o077:
            with contextlib.suppress(PermissionError):  # somebody else's file
                path.chmod(0o600)
    except OSError as error:
        raise StoreUnwritable(_NO_FOLDER.filled(folder=path.parent)) from error


def _bring_up(store: Store, newest: int) -> int:
    with store.turn():
        version = store.version()
        if 0 < version < newest:
            store.check()
            back_up(store, "migration")
        if version < newest:
            store.migrate()
        return max(version, newest)
