#!/usr/bin/env python3
"""Makes Sources/RekeyDetect/Generic/WordTable.swift: how much each letter surprises a reader of code and prose.

    python3 Benchmarks/word_table.py FOLDER... > Sources/RekeyDetect/Generic/WordTable.swift

Reads the words of every text file in FOLDERs (work trees whose licence allows it; docs/accuracy.md names those used) and counts which
letter follows which two. A word counts by the square root of how often it occurs, so that `the` and `return` do not drown the rest.
The table holds -log2 P(symbol | two symbols before) in quarters of a bit, one printable character an entry.
"""
import math
import os
import re
import sys
from collections import Counter

LETTERS = 26
DIGIT, EDGE = 26, 27
SYMBOLS = 28
STEP = 0.25
LEVELS = 64
FIRST = ord("#")
LINE = 112
LONGEST_WORD = 20
LARGEST_FILE = 1 << 20
SKIPPED = {".git", "node_modules", "vendor", "test", "tests", "spec", "fixtures", "__snapshots__"}
ENDINGS = {
    ".c", ".h", ".cc", ".go", ".java", ".js", ".ts", ".tsx", ".py", ".rb", ".rs", ".swift", ".php", ".kt", ".md", ".rst", ".txt", ".adoc",
    ".html", ".yml", ".yaml", ".toml", ".erb", ".sh",
}
RUN = re.compile(rb"[A-Za-z][A-Za-z0-9]*")
HUMP = re.compile(rb"[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z]+[0-9]*|[0-9]+")


def words(folder):
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name.lower() not in SKIPPED)
        for name in sorted(files):
            path = os.path.join(place, name)
            if os.path.splitext(name)[1] not in ENDINGS or os.path.islink(path) or os.path.getsize(path) > LARGEST_FILE:
                continue
            with open(path, "rb") as file:
                for run in RUN.findall(file.read()):
                    # Digests, identifiers of machines and encoded data are what the table must not learn.
                    if sum(48 <= byte <= 57 for byte in run) <= 2:
                        yield from (hump.lower() for hump in HUMP.findall(run) if len(hump) <= LONGEST_WORD)


def symbols(word):
    return [EDGE, EDGE] + [DIGIT if byte < 58 else byte - 97 for byte in word] + [EDGE]


def table(counts):
    triples, pairs, singles = Counter(), Counter(), Counter()
    for word, count in counts.items():
        weight = math.sqrt(count)
        row = symbols(word)
        for index in range(2, len(row)):
            triples[row[index - 2], row[index - 1], row[index]] += weight
            pairs[row[index - 1], row[index]] += weight
            singles[row[index]] += weight
    total = sum(singles.values())
    before_two, before_one = Counter(), Counter()
    for (first, second, _), weight in triples.items():
        before_two[first, second] += weight
    for (first, _), weight in pairs.items():
        before_one[first] += weight
    output = []
    for first in range(SYMBOLS):
        for second in range(SYMBOLS):
            for third in range(SYMBOLS):
                # Each order leans on the shorter one below it with a weight of some words.
                one = (singles[third] + 1) / (total + SYMBOLS)
                two = (pairs[second, third] + 20 * one) / (before_one[second] + 20)
                three = (triples[first, second, third] + 10 * two) / (before_two[first, second] + 10)
                output.append(min(LEVELS - 1, round(-math.log2(three) / STEP)))
    return output


def main(folders):
    counts = Counter()
    for folder in folders:
        counts.update(words(folder))
    text = "".join(chr(FIRST + level + (1 if FIRST + level >= ord("\\") else 0)) for level in table(counts))
    print("/// How much each letter of a word surprises a reader of code and prose; made by `Benchmarks/word_table.py`, which explains it.")
    print("enum WordTable {")
    print("    /// One character an entry, in the order first, second, third symbol.")
    print('    static let text: StaticString = """')
    lines = [text[start:start + LINE] for start in range(0, len(text), LINE)]
    print("\\\n".join("        " + line for line in lines))
    print('        """')
    print("}")
    print(f"{len(counts)} different words of {sum(counts.values())}", file=sys.stderr)


main(sys.argv[1:])
