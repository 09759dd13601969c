#!/usr/bin/env python3
"""Makes Sources/Wrappers/LiteralSearch/FrequentGrams.swift: the four bytes that are met most often in code and prose.

    python3 Benchmarks/gram_table.py FOLDER... > Sources/Wrappers/LiteralSearch/FrequentGrams.swift

Counts the grams of every text file in FOLDERs (work trees whose licence allows it; docs/performance.md names those used), letters without
case, each folder with the same weight. A gram is written as the search sees it: every byte with bit 0x20 set; the one that is not printable
then, 0x7F, as `_`, which it comes from.
"""
import os
import sys
from collections import Counter

GRAMS = 4096
LINE = 28
LARGEST_FILE = 1 << 20
FOLD = bytes(byte | 0x20 for byte in range(256))


def grams(folder):
    counts = Counter()
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != ".git")
        for name in sorted(files):
            path = os.path.join(place, name)
            if os.path.islink(path) or os.path.getsize(path) > LARGEST_FILE:
                continue
            with open(path, "rb") as file:
                text = file.read()
            if b"\0" not in text:
                text = text.translate(FOLD)
                counts.update(text[start:start + 4] for start in range(len(text) - 3))
    return counts


def main(folders):
    shares = Counter()
    for folder in folders:
        counts = grams(folder)
        total = sum(counts.values())
        for gram, count in counts.most_common(4 * GRAMS):
            shares[gram] += count / total
    plain = [gram for gram, _ in sorted(shares.items(), key=lambda entry: (-entry[1], entry[0])) if max(gram) <= 0x7F][:GRAMS]
    text = b"".join(plain).replace(b"\x7f", b"_").decode()
    print("/// The grams that are met most often in code and prose; made by `Benchmarks/gram_table.py`, which explains it.")
    print("enum FrequentGrams {")
    print("    /// Four characters each, the most frequent one first.")
    print('    static let text: StaticString = #"""')
    print("\\#\n".join("        " + text[start:start + 4 * LINE] for start in range(0, len(text), 4 * LINE)))
    print('        """#')
    print("}")
    print(f"{len(plain)} grams, {sum(shares[gram] for gram in plain) / len(folders):.0%} of all", file=sys.stderr)


main(sys.argv[1:])
