"""The small files of the data folder that cannot be used: put aside, and one sentence said on each."""

import contextlib

from services.data_folder import DataFolder
from services.json_files import BrokenFile, read_json
from services.memory import Memory
from services.phrases import Phrases
from services.recent import recent_and_problems, tell_excess
from services.saving import SaveError


def unusable_files(folder: DataFolder) -> list[str]:
    """Return a sentence for each file of what is remembered that was broken; it lies beside under another name."""
    sentences: list[str] = []
    for file, kind in ((folder.memory, Memory), (folder.phrases, Phrases)):
        try:
            read_json(file, kind)
        except BrokenFile as error:
            sentences.append(error.args[0])
    sentences += recent_and_problems(folder)[1]
    with contextlib.suppress(SaveError):  # then none of them goes
        sentences += filter(None, [tell_excess(folder)])
    return sentences
