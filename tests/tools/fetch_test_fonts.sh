#!/usr/bin/env bash
# Unpack the four Fandol fonts out of Debian's texlive-lang-chinese, which is not installed itself.
# They are for tests only (tests/fonts.py says where they are looked for) and are never shipped.
set -euo pipefail

target="${FUHAN_TEST_FONTS:-${XDG_CACHE_HOME:-$HOME/.cache}/fuhan/test-fonts}"
fonts=(FandolFang-Regular.otf FandolKai-Regular.otf FandolHei-Regular.otf FandolSong-Regular.otf)

missing=0
for font in "${fonts[@]}"; do
    [ -s "$target/$font" ] || missing=1
done
[ "$missing" = 1 ] || exit 0

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
(cd "$work" && apt-get -qq -o Acquire::Retries=3 download texlive-lang-chinese)
dpkg-deb --fsys-tarfile "$work"/texlive-lang-chinese_*.deb |
    tar -x -C "$work" --wildcards '*/fandol/Fandol*-Regular.otf'
mkdir -p "$target"
for font in "${fonts[@]}"; do
    mv "$(find "$work" -name "$font")" "$target/$font.part"
    mv "$target/$font.part" "$target/$font"
done
