#!/bin/sh
# Formatting of Swift, length of files, syntax of shell scripts. Called by `make lint`.
set -eu

failed=0
swift format lint --strict --parallel --recursive Sources Tests Benchmarks Plugins Package.swift || failed=1

# Why: past 400 lines nobody reads a file whole; LayerTests holds Sources to it, this the rest.
for file in $(git ls-files -- '*.swift'); do
    lines=$(wc -l <"$file")
    if [ "$lines" -gt 400 ]; then
        echo "$file: $lines lines; 400 is the limit" >&2
        failed=1
    fi
done

# Every tracked script, whatever its name: those with a shell in their first line.
for file in $(git grep -lE '^#!.*[/ ](ba)?sh( |$)' -- ':!*.swift' ':!*.md'); do
    case $(head -n 1 "$file") in
        *bash*) bash -n "$file" || failed=1 ;;
        *) sh -n "$file" || failed=1 ;;
    esac
done

[ "$failed" -eq 0 ] && echo "lint: clean"
exit "$failed"
