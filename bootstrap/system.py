"""What Qt needs of a Linux machine beside the wheels: native libraries and a Chinese font, installed where we may."""

from __future__ import annotations

import os

from bootstrap.telling import say
from bootstrap.tools import SetUpError, run_tool

OFFSCREEN = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
X11 = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
LIBRARIES = {"offscreen": OFFSCREEN, "xcb": {**OFFSCREEN, **X11}, "wayland": {**OFFSCREEN, **WAYLAND}}
FONT_PACKAGE = "fonts-wqy-microhei"
DEBIAN_MARK, APT_LISTS = "/etc/debian_version", "/var/lib/apt/lists"
APT_INSTALL = ["apt-get", "install", "-y", "--no-install-recommends"]
APT_PATIENCE = ["-o", "DPkg::Lock::Timeout=300"]


def is_debian() -> bool:
    """Tell whether this is Debian or one of its kin."""
    import shutil

    return os.path.exists(DEBIAN_MARK) and shutil.which("apt-get") is not None


def is_root() -> bool:
    """Tell whether we may install system packages."""
    return os.name == "posix" and os.geteuid() == 0


def apt_line(packages: list[str]) -> str:
    """Give the one line that a person types to install these packages."""
    return " ".join(["sudo", *APT_INSTALL, *packages])


def install_with_apt(packages: list[str]) -> None:
    """Install Debian packages, after renewing the package lists if there are none or they are stale."""
    say(f"正在安装系统组件：{' '.join(packages)} ……")
    install = [*APT_INSTALL, *APT_PATIENCE, *packages]
    listed = os.path.isdir(APT_LISTS) and any("_Packages" in name for name in os.listdir(APT_LISTS))
    if listed and not run_tool(install):
        return
    run_tool(["apt-get", "update"])
    complaint = run_tool(install)
    if complaint:
        raise SetUpError(f"系统组件没有装上，请检查网络，或手工运行：{apt_line(packages)}（{complaint}）")


def provide_system_packages(packages: list[str], names: list[str]) -> None:
    """Install missing system packages where we may, otherwise say in one sentence what to do."""
    if not is_debian():
        raise SetUpError(f"本机缺少系统组件，请用系统的软件管理器装好后再启动：{'、'.join(names)}")
    if not is_root():
        raise SetUpError(f"本机缺少系统组件，请先运行这一行再启动：{apt_line(packages)}")
    install_with_apt(packages)


def provide_libraries(screen: str) -> None:
    """Check that the native libraries Qt needs can be loaded, and provide those that cannot."""
    import ctypes

    missing: dict[str, str] = {}
    for library, package in LIBRARIES[screen].items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing[library] = package
    if missing:
        provide_system_packages(list(missing.values()), list(missing))


def has_chinese_font() -> bool:
    """Ask fontconfig, which Qt uses anyway, whether any font covers simplified Chinese."""
    import ctypes

    fontconfig = ctypes.CDLL("libfontconfig.so.1")
    fontconfig.FcNameParse.restype = ctypes.c_void_p
    fontconfig.FcObjectSetCreate.restype = ctypes.c_void_p
    fontconfig.FcFontList.argtypes = [ctypes.c_void_p] * 3
    # A font set begins with the number of its fonts.
    fontconfig.FcFontList.restype = ctypes.POINTER(ctypes.c_int)
    pattern, objects = fontconfig.FcNameParse(b":lang=zh-cn"), fontconfig.FcObjectSetCreate()
    fonts = fontconfig.FcFontList(None, pattern, objects)
    return bool(fonts) and fonts[0] > 0


def provide_screen(screen: str) -> None:
    """Provide what Qt needs from the machine: libraries, and a Chinese font, without which it still runs."""
    provide_libraries(screen)
    if has_chinese_font():
        return
    if is_debian() and is_root():
        install_with_apt([FONT_PACKAGE])
    else:
        advice = apt_line([FONT_PACKAGE]) if is_debian() else FONT_PACKAGE
        say(f"本机没有中文字体，窗口里的汉字会显示成方框，请安装一种，例如：{advice}")
