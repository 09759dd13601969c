"""Makes a planted history, scans it, and holds what the report says of every secret against what was planted.

    python3 planted_check.py PROGRAM [--commits 20000] [--seed 1] [--depth N] [--sha256]

Prints a table: every hiding place, whether it was found, and what the report says otherwise than planted. Ends with 1 when something is missing,
wrong, or found that was not planted.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time

import planted


def standing(exposure, where):
    """Whether the report says what the table says of where a secret still is."""
    kind, _, name = where.partition(" ")
    holders = {(holder["kind"], holder["name"]) for holder in exposure["holders"]}
    kinds = {holder for holder, _ in holders}
    if kind == "head":
        return exposure["standing"] == "present" and "head" in kinds
    if kind in ("branch", "tag"):
        return exposure["standing"] == "present" and (kind, name) in holders
    if kind == "stash":
        return exposure["standing"] == "present" and "stash" in kinds
    if kind == "notes":
        return ("other", "refs/notes/commits") in holders
    if kind == "past":
        return exposure["standing"] == "removed" and not holders
    return exposure["standing"] == {"index": "index", "reflog": "reflog", "dangling": "unreachable"}[kind]


def faults(row, findings):
    """What a report says of a secret otherwise than planted, in words."""
    if len(findings) != 1:
        return ["found %d times" % len(findings)]
    exposure = findings[0]["exposure"]
    first = exposure["first"] and exposure["first"]["commit"]
    # Why beginnings: a name that is a secret is covered, here and in the table.
    paths = [] if row.paths == "-" else [path.rstrip("…") for path in row.paths.split("|")]
    wrong = []
    if first != (None if row.first == "-" else row.first):
        wrong.append("first %s, planted %s" % (first, row.first))
    if not all(any(known.startswith(path) for known in exposure["paths"]) for path in paths):
        wrong.append("paths %s, planted %s" % (exposure["paths"], paths))
    if row.removed != "-" and row.removed not in [removal["commit"] for removal in exposure["removals"]]:
        wrong.append("removed by %s, planted %s" % ([removal["commit"] for removal in exposure["removals"]], row.removed))
    if not standing(exposure, row.where):
        wrong.append("%s in %s, planted %s" % (exposure["standing"], exposure["holders"], row.where))
    return wrong


def check(program, folder, rows):
    """Scans and prints the table; gives whether all is as planted."""
    start = time.monotonic()
    done = subprocess.run([program, "scan", "--history", "--format", "json", "--with-digest", "--fail-on", "never"], cwd=folder,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    took = time.monotonic() - start
    if done.returncode != 0:
        sys.exit("planted_check.py: the scan ended with %d" % done.returncode)
    report = json.loads(done.stdout)
    found = {}
    for finding in report["findings"]:
        found.setdefault(finding["secret"]["sha256"], []).append(finding)
    print("| Hiding place | still in | as planted |\n|---|---|---|")
    good = 0
    for row in rows:
        wrong = faults(row, found.pop(hashlib.sha256(row.secret.encode()).hexdigest(), []))
        good += not wrong
        print("| %s | %s | %s |" % (row.place, row.where, "; ".join(wrong) or "yes"))
    account = report["account"]
    print("\n%d of %d places; %d other secrets; %d commits, %d versions, %d bytes in %.2f s"
          % (good, len(rows), len(found), account["commits"], account["files"], account["bytes"], took))
    return good == len(rows) and not found and account["complete"]


def main():
    parser = argparse.ArgumentParser(description="Scans a planted history and checks every hiding place.")
    parser.add_argument("program", help="rekey")
    planted.add_arguments(parser)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="rekey-planted-") as folder:
        target = os.path.join(folder, "planted")
        rows = planted.make_as_asked(target, options)
        sys.exit(0 if check(os.path.abspath(options.program), target, rows) else 1)


if __name__ == "__main__":
    main()
