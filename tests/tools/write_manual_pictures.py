"""Paint the pictures of docs/manual from a sample letter: cut to what a page speaks of, and with few colours.

Run as a module from the top of the repository, once for each language, with the fonts of official documents installed:
python -m tests.tools.write_manual_pictures zh_CN|en|contrast
"""

import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage

from services.data_folder import DataFolder
from services.manual import manual_folder
from tests.letters import ROOT, sample
from ui.core.i18n import SOURCE
from ui.screenshots.windows import photograph

MOST_COLOURS = 256
# Every window whole, so that one sees at a glance what a change has done to them.
GALLERY, WIDEST_IN_GALLERY = "windows", 640
# Pictures beyond the manual, in Chinese only: their names, what they are cut from, and how wide they are at most.
PICTURES = (
    ("window", "window", 944),
    ("preview", "window-preview", 944),
    ("register", "register", 944),
    ("profile-document-format", "profile-document-format", 708),
    ("profile-preprinted", "profile-preprinted", 708),
)
STEP = 8
DOCS = ROOT / "docs"
CONTRAST = "contrast"
# The columns of the page of all windows, each with the folder of its pictures.
SIDES = (
    ("以前（2026 年 11 月）", "pictures/before"), ("现在：中文、浅色、100 %", "manual/windows"),
    ("英文、深色、150 %", "manual/en/windows"), ("高对比度", "pictures/contrast"),
)  # fmt: skip
PAGE = """# 每个窗口的样子

最左边是以前的，其余是现在的：1366×768 的屏幕 100 %、1920×1080 的屏幕 150 %，由
`python -m tests.tools.write_manual_pictures zh_CN|en|contrast` 画成，缩到一样宽。
改了窗口就重画，逐张看：截断、拥挤、看不清、另一种语言的字都是毛病。
"""


class Cut(NamedTuple):
    """A picture of the manual: the photograph it is cut from, and where, as parts of its width and height."""

    name: str
    source: str
    left: float = 0.0
    top: float = 0.0
    right: float = 1.0
    bottom: float = 1.0


CUTS = (
    Cut("first-start", "first-start"),
    Cut("window", "window"),
    Cut("start", "start"),
    Cut("entered", "window-entered", right=0.27, top=0.43, bottom=0.69),
    Cut("imprint", "window-tall", right=0.27, top=0.685, bottom=0.985),
    Cut("window-co", "window-co", bottom=0.7),
    Cut("window-joint", "window-joint", bottom=0.75),
    Cut("attachments", "window-attachments", left=0.33, right=0.8, top=0.55),
    Cut("table", "window-table", left=0.33, right=0.8, top=0.2, bottom=0.75),
    Cut("tabs", "window-tabs", bottom=0.5),
    Cut("find", "window-find", left=0.26, right=0.87, top=0.6),
    Cut("phrases", "window-phrases", left=0.33, right=0.8, top=0.42, bottom=0.95),
    Cut("preview", "window-preview"),
    Cut("past", "window-past", left=0.33, right=0.83, top=0.45),
    Cut("returned", "returned", bottom=0.65),
    Cut("review", "review"),
    Cut("profile", "profile"),
    Cut("profile-preprinted", "profile-preprinted", left=0.2, right=0.8, top=0.12, bottom=0.95),
    Cut("settings", "settings", left=0.2, right=0.8, top=0.1, bottom=0.95),
    Cut("register", "register"),
    Cut("register-amend", "register-amend", top=0.45),
    Cut("register-gaps", "register-gaps", bottom=0.5),
    Cut("register-report", "register-report", bottom=0.9),
    Cut("register-import", "register-import", bottom=0.6),
    Cut("register-letters", "register-letters", bottom=0.6),
)


class Look(NamedTuple):
    """How the windows of one manual look, and the pictures that are cut otherwise because its words are longer."""

    scale: float
    look: str
    widest: int
    cuts: tuple[Cut, ...] = ()


LOOKS = {
    "zh_CN": Look(1.0, "light", widest=860),
    "en": Look(
        1.5,
        "dark",
        widest=820,
        cuts=(
            Cut("entered", "window-entered", right=0.31, top=0.46, bottom=0.75),
            Cut("imprint", "window-tall", right=0.31, top=0.685, bottom=0.985),
        ),
    ),
}


def main() -> None:
    """Paint every picture of a language anew, or every window in high contrast; then write the page of all windows."""
    if sys.argv[1] == CONTRAST:
        with tempfile.TemporaryDirectory() as place:
            _paint(Path(place), 1.0, CONTRAST, SOURCE)
            _write_gallery(Path(place), DOCS / "pictures" / CONTRAST)
    else:
        _write_manual(sys.argv[1])
    write_page()


def _write_manual(language: str) -> None:
    scale, look, widest, own = LOOKS[language]
    cuts = {cut.name: cut for cut in (*CUTS, *own)}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        _paint(folder, scale, look, language)
        for cut in cuts.values():
            write_cut(QImage(str(folder / f"{cut.source}.png")), cut, manual_folder(language), widest)
        for name, source, broadest in PICTURES if language == SOURCE else ():
            write_cut(QImage(str(folder / f"{source}.png")), Cut(name, source), DOCS / "pictures", broadest)
        _write_gallery(folder, manual_folder(language) / GALLERY)


def _paint(folder: Path, scale: float, look: str, language: str) -> None:
    photograph(sample("seed_letter"), folder, DataFolder(folder / "data"), scale=scale, look=look, language=language)


def _write_gallery(folder: Path, gallery: Path) -> None:
    gallery.mkdir(exist_ok=True)
    for scene in sorted(folder.glob("*.png")):
        write_cut(QImage(str(scene)), Cut(scene.stem, scene.stem), gallery, WIDEST_IN_GALLERY)


def write_page() -> None:
    """Write docs/windows.md: each window as it was and is, in the other language and in high contrast."""
    scenes = sorted(picture.stem for picture in (DOCS / "manual" / GALLERY).glob("*.png"))
    (DOCS / "windows.md").write_text(PAGE + "".join(map(_of_scene, scenes)), encoding="utf-8")


def _of_scene(scene: str) -> str:
    shown = {words: folder for words, folder in SIDES if (DOCS / folder / f"{scene}.png").exists()}
    pictures = [f"![{scene}]({folder}/{scene}.png)" for folder in shown.values()]
    rows = (shown, ["---"] * len(shown), pictures)
    return f"\n## {scene}\n\n" + "".join(f"| {' | '.join(row)} |\n" for row in rows)


def write_cut(image: QImage, cut: Cut, folder: Path, widest: int) -> None:
    """Cut one picture out, make it narrow enough for a page, reduce its colours and save it."""
    width, height = image.width(), image.height()
    place = QRect(
        int(cut.left * width), int(cut.top * height),
        int((cut.right - cut.left) * width), int((cut.bottom - cut.top) * height),
    )  # fmt: skip
    picture = image.copy(place)
    if picture.width() > widest:
        picture = picture.scaledToWidth(widest, Qt.TransformationMode.SmoothTransformation)
    picture = picture.convertToFormat(QImage.Format.Format_RGB32)
    flags = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    few = picture.convertToFormat(QImage.Format.Format_Indexed8, _commonest(picture), flags)
    few.save(str(folder / f"{cut.name}.png"), None, 0)


def _commonest(picture: QImage) -> list[int]:
    """Return the colours that a picture has most of, after near ones have been taken as one."""
    pixels = Counter(memoryview(picture.constBits()).cast("I"))
    near: Counter[int] = Counter()
    for colour, count in pixels.items():
        near[_rounded(colour)] += count
    exact = [colour for colour, _count in pixels.most_common(MOST_COLOURS // 2)]
    return list(dict.fromkeys([*exact, *(colour for colour, _count in near.most_common())]))[:MOST_COLOURS]


def _rounded(colour: int) -> int:
    """Return a colour 0xffRRGGBB whose channels are multiples of STEP."""
    channels = (min(255, round((colour >> shift & 255) / STEP) * STEP) for shift in (16, 8, 0))
    red, green, blue = channels
    return 0xFF000000 | red << 16 | green << 8 | blue


if __name__ == "__main__":
    main()
