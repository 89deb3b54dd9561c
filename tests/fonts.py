"""Stand-ins for the fonts of official documents, for tests only: free fonts under the usual names."""

import os
from pathlib import Path
from xml.sax.saxutils import escape

FOLDER_VARIABLE = "FUHAN_TEST_FONTS"
SYSTEM_FONTS = Path("/usr/share/fonts")
SYSTEM_RULES = Path("/etc/fonts/conf.d")

# File, its own family, and the names under which letters ask for it: the first is what Qt lists.
FANDOL_FONTS = (
    ("FandolFang-Regular.otf", "FandolFang", ("仿宋_GB2312", "FangSong_GB2312")),
    ("FandolKai-Regular.otf", "FandolKai", ("楷体_GB2312", "KaiTi_GB2312")),
    ("FandolHei-Regular.otf", "FandolHei", ("黑体", "SimHei")),
    ("FandolSong-Regular.otf", "FandolSong", ("宋体", "SimSun")),
)
SYSTEM_FONT_FILES = (
    ("NotoSerifCJK-Bold.ttc", "Noto Serif CJK SC", ("方正小标宋简体", "方正小标宋_GBK", "小标宋体")),
    # The fonts that take over for characters outside GB 2312, which Fandol lacks as the originals do.
    (
        "NotoSerifCJK-Regular.ttc",
        "Noto Serif CJK SC",
        ("仿宋", "FangSong", "楷体", "KaiTi", "宋体-ExtB", "SimSun-ExtB"),
    ),
    ("LiberationSerif-Regular.ttf", "Liberation Serif", ("Times New Roman",)),
    ("LiberationSerif-Bold.ttf", "Liberation Serif", ("Times New Roman",)),
)

CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">{rules}</include>
  <dir>{fandol}</dir>
  <dir>{system}</dir>
  <cachedir>{cache}</cachedir>
{names}
</fontconfig>
"""
# Naming the font itself while it is scanned makes it an installed font to every program; an alias would not.
NAMING = """  <match target="scan">
    <test name="file" compare="contains"><string>/{file}</string></test>
    <test name="family"><string>{family}</string></test>
    <edit name="family" mode="prepend" binding="strong"><string>{name}</string></edit>
  </match>"""


def fandol_folder() -> Path:
    """Return the folder that tests/tools/fetch_test_fonts.sh fills, whether it is there or not."""
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        return Path(named)
    cache = os.environ.get("XDG_CACHE_HOME")
    return (Path(cache) if cache else Path.home() / ".cache") / "fuhan" / "test-fonts"


def missing_fonts() -> list[str]:
    """List the font files that the tests need and this machine lacks."""
    system = {path.name for path in SYSTEM_FONTS.rglob("*") if path.suffix in (".ttc", ".ttf")}
    missing = [file for file, *_ in FANDOL_FONTS if not (fandol_folder() / file).is_file()]
    return missing + [file for file, *_ in SYSTEM_FONT_FILES if file not in system]


def fontconfig_file(folder: Path) -> Path:
    """Write a fontconfig file with its own cache into the folder and return its path, for FONTCONFIG_FILE."""
    names = [
        NAMING.format(file=escape(file), family=escape(family), name=escape(name))
        for file, family, given in FANDOL_FONTS + SYSTEM_FONT_FILES
        for name in given
    ]
    path = folder / "fonts.conf"
    path.write_text(
        CONFIGURATION.format(
            rules=escape(str(SYSTEM_RULES)),
            fandol=escape(str(fandol_folder())),
            system=escape(str(SYSTEM_FONTS)),
            cache=escape(str(folder / "cache")),
            names="\n".join(names),
        ),
        encoding="utf-8",
    )
    return path
