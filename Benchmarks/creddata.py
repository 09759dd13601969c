"""Lays out the files that CredData labels, from git mirrors, and scores scanners on them.

    creddata.py layout --meta CREDDATA --mirrors FOLDER --to FOLDER
    creddata.py score FOLDER                      recall and precision of rekey and of the rivals on PATH
    creddata.py misses FOLDER [--group NAME]      secrets of the design half that rekey does not find
    creddata.py alarms FOLDER [--all]             false alarms of the design half, at medium or above or all

CREDDATA is a checkout of Samsung/CredData; FOLDER of mirrors holds bare repositories as OWNER+NAME/repo. Only repositories whose labelled commit
is there are laid out. Files keep their own paths and bytes: they are other people's, so no value is printed and nothing is committed.
"""

import argparse
import csv
import hashlib
import json
import os
import re
import subprocess
import sys
import zlib
from collections import Counter

from scanners import BLOCKING, rekey, rivals
from scoring import Label, by, percent, precision, recall, score, table

# Categories that name no secret, or only half of one.
IDENTIFIERS = {"UUID", "Nonce", "Salt", "AWS S3 Bucket", "Firebase Domain", "Tencent WeChat API App ID", "AWS Client ID"}
# In this order: a label with several categories belongs to the first group that one of them fits.
GROUPS = [("private key", ("Private Key", "JWK", "NKEY Seed")), ("URL credentials", ("URL Credentials",)),
          ("password", ("Password", "ConvertTo-SecureString")),
          ("secret, token, key, auth, API", ("Secret", "Token", "Key", "Auth", "API", "Credential"))]
DESIGN, HELD_OUT = "design", "heldout"


def group(category):
    parts = category.split(":")
    if all(part in IDENTIFIERS for part in parts):
        return "identifiers"
    for name, words in GROUPS:
        if any(word in part for part in parts for word in words):
            return name
    return "others"


def split(repository):
    """Which half a repository belongs to. Fixed: by a hash of its name, so that nobody chooses."""
    return DESIGN if hashlib.sha256(repository.lower().encode()).digest()[0] % 2 == 0 else HELD_OUT


def git(folder, *arguments, stdin=None):
    return subprocess.run(["git", "--git-dir", folder, *arguments], input=stdin, capture_output=True, check=True).stdout


def mirror(mirrors, repository, commit):
    """The git directory that holds the commit, or None."""
    base = os.path.join(mirrors, repository.replace("/", "+"), "repo")
    for folder in (base, os.path.join(base, ".git")):
        if os.path.exists(os.path.join(folder, "HEAD")):
            done = subprocess.run(["git", "--git-dir", folder, "cat-file", "-e", commit + "^{tree}"], capture_output=True)
            return folder if done.returncode == 0 else None
    return None


def blobs(folder, names):
    """Object name to bytes; objects that the mirror lacks are left out."""
    answer = git(folder, "cat-file", "--batch", stdin="".join(name + "\n" for name in names).encode())
    found, at = {}, 0
    while at < len(answer):
        end = answer.index(b"\n", at)
        head = answer[at:end].split()
        at = end + 1
        if head[1] == b"missing":
            continue
        size = int(head[2])
        found[head[0].decode()] = answer[at:at + size]
        at += size + 1
    return found


def paths_by_id(folder, commit, wanted):
    """FileID to path and object of the labelled files. A FileID is the start of the SHA-256 of the path."""
    found = {}
    for entry in git(folder, "ls-tree", "-r", "-z", commit).split(b"\0"):
        if not entry:
            continue
        head, path = entry.split(b"\t", 1)
        mode, kind, name = head.split()
        file_id = hashlib.sha256(path).hexdigest()[:8]
        if file_id in wanted and kind == b"blob" and mode != b"120000":
            found[file_id] = (os.fsdecode(path), name.decode())
    return found


LINE_END = re.compile(rb"\r\n|\r|\n")


def lines_of(data):
    """Start and bytes of every line, as the labels count them."""
    at = 0
    for end in LINE_END.finditer(data):
        yield at, data[at:end.start()]
        at = end.end()
    yield at, data[at:]


def offset(line, characters):
    """Where in the file that character of a line starts. Labels count characters, findings bytes."""
    start, text = line
    return start + len(text.decode("utf-8", "surrogateescape")[:characters].encode("utf-8", "surrogateescape"))


def byte_range(lines, row):
    """Bytes of a row's value; None twice where it labels lines only."""
    first, last = int(row["LineStart"]) - 1, int(row["LineEnd"]) - 1
    left, right = int(row["ValueStart"] or -1), int(row["ValueEnd"] or -1)
    if left < 0 or right < 0 or last >= len(lines):
        return None, None
    start, end = offset(lines[first], left), offset(lines[last], right)
    return (start, end) if start < end else (None, None)


def labels_of(path, data, rows):
    """The labels of one file."""
    lines = list(lines_of(data))
    for row in rows:
        start, end = byte_range(lines, row)
        yield {"path": path, "first": int(row["LineStart"]), "last": int(row["LineEnd"]), "start": start, "end": end,
               "truth": "T" if row["GroundTruth"] == "T" else "F", "category": row["Category"]}


def layout(meta, mirrors, target):
    with open(os.path.join(meta, "snapshot.json")) as file:
        snapshot = json.load(file)
    os.makedirs(target, exist_ok=True)
    counts = Counter()
    with open(os.path.join(target, "labels.jsonl"), "w") as output:
        for key, url in sorted(snapshot.items(), key=lambda item: item[1]):
            repository = "/".join(url.rstrip("/").split("/")[-2:])
            folder = mirror(mirrors, repository, key[:40])
            if not folder:
                counts["repositories that are not there"] += 1
                continue
            # Why: the name of a metadata file is the checksum of the snapshot key's bytes.
            with open(os.path.join(meta, "meta", f"{zlib.crc32(bytes.fromhex(key)):08x}.csv")) as file:
                rows = by(lambda row: row["FileID"], csv.DictReader(file))
            counts[f"repositories, {split(repository)}"] += 1
            place(folder, key[:40], repository, rows, target, output, counts)
    for name, count in sorted(counts.items()):
        print(f"{count:7,} {name}")


def place(folder, commit, repository, rows, target, output, counts):
    """Writes one repository's labelled files and labels."""
    known = paths_by_id(folder, commit, set(rows))
    contents = blobs(folder, sorted({name for _, name in known.values()}))
    root = os.path.join(target, split(repository))
    for file_id, file_rows in rows.items():
        path, name = known.get(file_id, (None, None))
        if name not in contents:
            counts["labels whose file is not there"] += len(file_rows)
            continue
        relative = os.path.join(repository.replace("/", "+"), path)
        os.makedirs(os.path.dirname(os.path.join(root, relative)), exist_ok=True)
        with open(os.path.join(root, relative), "wb") as file:
            file.write(contents[name])
        for label in labels_of(relative, contents[name], file_rows):
            label["split"] = split(repository)
            output.write(json.dumps(label) + "\n")
            counts[f"labels {label['truth']}, {label['split']}"] += 1


def load(folder, half):
    with open(os.path.join(folder, "labels.jsonl")) as file:
        values = [json.loads(line) for line in file]
    return list({Label(value["path"], value["first"], value["last"], value["start"], value["end"], value["truth"], value["category"],
                       group(value["category"])) for value in values if value["split"] == half})


def rows_of(name, findings, labels, by_line):
    """One row of the table: precision, recall of everything that is a secret, recall of each group."""
    result = score(findings, labels, by_line)
    secrets = [label for label in labels if label.truth == "T"]
    found = set(result.found)
    cells = [name, precision(result), len(result.true_alarms), len(result.false_alarms), len(result.elsewhere)]
    real = [label for label in secrets if label.group != "identifiers"]
    cells.append(f"{percent(sum(label in found for label in real), len(real))} of {len(real):,}")
    for kind in GROUP_NAMES:
        members = [label for label in secrets if label.group == kind]
        cells.append(f"{percent(sum(label in found for label in members), len(members))} of {len(members):,}")
    return cells


GROUP_NAMES = [name for name, _ in GROUPS] + ["others", "identifiers"]
HEAD = ["Scanner", "precision", "true", "false", "unlabelled", "recall", *GROUP_NAMES]


def scored(folder, half, with_rivals=True):
    """The table of one half as Markdown; empty when it has no files."""
    root = os.path.join(folder, half)
    labels = load(folder, half)
    if not labels:
        return ""
    everything = rekey(root)
    blocking = [finding for finding in everything if finding.severity in BLOCKING]
    rows = [rows_of("rekey, medium and above", blocking, labels, False), rows_of("rekey, all severities", everything, labels, False),
            rows_of("rekey, medium and above, by line", blocking, labels, True), rows_of("rekey, all severities, by line", everything, labels, True)]
    if with_rivals:
        rows += [rows_of(f"{name}, by line", run(root), labels, True) for name, run in rivals().items()]
    return table(HEAD, rows)


def misses(folder, wanted):
    labels = load(folder, DESIGN)
    result = score(rekey(os.path.join(folder, DESIGN)), labels)
    for label in sorted(result.missed, key=lambda label: label[:2]):
        if label.group == wanted or (wanted is None and label.group != "identifiers"):
            print(f"{os.path.join(folder, DESIGN, label.path)}:{label.first}\t{label.kind}")


def alarms(folder, everything):
    findings = [finding for finding in rekey(os.path.join(folder, DESIGN)) if everything or finding.severity in BLOCKING]
    labels = load(folder, DESIGN)
    for finding in score(findings, labels).false_alarms:
        kinds = {label.kind for label in labels if label.path == finding.path and label.first <= finding.last and finding.first <= label.last}
        print(f"{os.path.join(folder, DESIGN, finding.path)}:{finding.first}\t{finding.severity}\t{finding.rule}\t{', '.join(sorted(kinds))}")


def main():
    parser = argparse.ArgumentParser(description="CredData: lay out, score, list")
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("layout")
    for name in ("--meta", "--mirrors", "--to"):
        one.add_argument(name, required=True)
    for name in ("score", "misses", "alarms"):
        commands.add_parser(name).add_argument("folder")
    commands.choices["misses"].add_argument("--group", choices=GROUP_NAMES)
    commands.choices["alarms"].add_argument("--all", action="store_true")
    chosen = parser.parse_args()
    if chosen.command == "layout":
        layout(chosen.meta, chosen.mirrors, chosen.to)
    elif chosen.command == "score":
        for half in (DESIGN, HELD_OUT):
            print(f"\n### {half}\n\n{scored(chosen.folder, half)}")
    elif chosen.command == "misses":
        misses(chosen.folder, chosen.group)
    else:
        alarms(chosen.folder, chosen.all)


if __name__ == "__main__":
    sys.exit(main())
