#!/bin/sh
# Makes the labelled corpus in a temporary folder and measures accuracy on it; README.md beside this file says what and how. Fetches nothing.
set -eu
cd "$(dirname "$0")/.."
command -v python3 >/dev/null || { echo "accuracy: needs python3, which is not installed" >&2; exit 2; }
for program in "${REKEY:-.build/release/rekey}" "${MAKE_CORPUS:-.build/release/make-corpus}"; do
    [ -x "$program" ] || { echo "accuracy: no program at $program; run: make accuracy" >&2; exit 2; }
done
corpus=$(mktemp -d)
trap 'rm -rf "$corpus"' EXIT INT TERM
"${MAKE_CORPUS:-.build/release/make-corpus}" "$corpus"
python3 -B Benchmarks/accuracy.py "$corpus"
