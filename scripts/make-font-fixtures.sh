#!/usr/bin/env bash
# Cuts small fonts for the tests out of published packages. Needs npm, and fontTools 4.60.1 (`pip install fonttools`).
# Usage: scripts/make-font-fixtures.sh FOLDER, an empty folder for what is fetched.
set -euo pipefail
out=$(cd "$(dirname "$0")/.." && pwd)/fixtures/fonts
cd "$1"

cut_font() { # package version style characters result
  npm pack --silent "@expo-google-fonts/$1@$2"
  mkdir -p "$1"
  tar xzf "expo-google-fonts-$1-$2.tgz" -C "$1"
  cp "$1/package/LICENSE_FONT" "$out/OFL-$5.txt"
  pyftsubset "$1"/package/$3/*.ttf --text="$4" --layout-features='*' --notdef-outline \
    --output-file="$out/$5.ttf"
}

cut_font noto-sans-arabic 0.4.3 700Bold 'سلام عليكم 123' arabic
cut_font noto-sans-devanagari 0.4.1 700Bold 'नमस्ते क्षि हिन्दी' devanagari
cut_font noto-sans-thai 0.4.2 700Bold 'สวัสดีที่น้ำ' thai
cut_font noto-sans-jp 0.4.3 700Bold '日本語かな' japanese
cut_font noto-emoji 0.4.7 700Bold '🔥👩‍🚀❤️👍🏽' emoji
