"""What the program remembers from letter to letter."""

from typing import Literal

import msgspec

from desk.data_folder import DataFolder
from desk.json_files import BrokenFile, read_json, write_json
from letter.model import Agency, Contact, Session

Language = Literal["zh_CN", "en"]


class Settings(msgspec.Struct, frozen=True, omit_defaults=True):
    """The agency's profile, the last contact, session, kind and folder, and the interface's language."""

    language: Language = "zh_CN"
    agency: Agency | None = None
    contact: Contact = Contact()
    session: Session = Session()
    kind: str = "cppcc_proposal"
    folder: str = ""


def load_settings(folder: DataFolder) -> Settings:
    """Return the settings, or the defaults when there are none or they are broken (the broken file is put aside)."""
    try:
        return read_json(folder.settings, Settings) or Settings()
    except BrokenFile:
        return Settings()


def save_settings(folder: DataFolder, settings: Settings) -> None:
    """Keep the settings; raises SaveError."""
    write_json(folder.settings, settings)
