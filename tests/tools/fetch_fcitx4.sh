#!/usr/bin/env bash
# Unpack fcitx 4 with its pinyin out of Debian's packages; installed it cannot be beside fcitx 5.
# It is for tests only; tests/day/input_methods.py says where it is looked for and how it is started.
set -euo pipefail

target="${FUHAN_TEST_FCITX4:-${XDG_CACHE_HOME:-$HOME/.cache}/fuhan/test-fcitx4}"
packages=(
    fcitx-bin fcitx-data fcitx-modules fcitx-module-dbus fcitx-module-x11 fcitx-pinyin fcitx-ui-classic
    libfcitx-config4 libfcitx-core0 libfcitx-utils0 libgettextpo0
)

[ -x "$target/usr/bin/fcitx" ] && exit 0

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
mkdir "$work/root"
(cd "$work" && apt-get -qq -o Acquire::Retries=3 download "${packages[@]}")
for package in "$work"/*.deb; do
    dpkg-deb -x "$package" "$work/root"
done
# Where FCITXDIR names a folder, fcitx looks for its add-ons in lib/fcitx.
folder="$(cd "$work/root/usr/lib" && echo */fcitx)"
ln -s "$folder" "$work/root/usr/lib/fcitx"
mkdir -p "$(dirname "$target")"
rm -rf "$target"
mv "$work/root" "$target"
