#!/bin/sh
# Measures rekey; README.md beside this file says what and how. Fetches nothing.
set -eu
cd "$(dirname "$0")/.."
command -v python3 >/dev/null || { echo "bench: needs python3, which is not installed" >&2; exit 2; }
[ -x "${REKEY:-.build/release/rekey}" ] || { echo "bench: no program at ${REKEY:-.build/release/rekey}; run: make build" >&2; exit 2; }
if [ -n "${HISTORY:-}" ]; then exec python3 -B Benchmarks/history_speed.py; fi
exec python3 -B Benchmarks/bench.py
