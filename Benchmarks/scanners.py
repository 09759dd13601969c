"""Runs secret scanners over a folder and gives what they find in one form. Nothing here touches the network or prints a value."""

import json
import os
import shutil
import subprocess
import tempfile
from collections import namedtuple

# Paths are relative to the scanned folder. Lines start at 1, `last` is inclusive. `start` and `end` are bytes in the file, half-open,
# or None where the scanner tells lines only.
Finding = namedtuple("Finding", "path first last start end rule severity entry")

REKEY = os.path.abspath(os.environ.get("REKEY", ".build/release/rekey"))
BLOCKING = {"critical", "high", "medium"}


def rekey(folder, ignored=True):
    """Everything rekey reports about `folder`, suppressed findings left out; with `ignored`, also what git ignores there."""
    with tempfile.TemporaryDirectory(prefix="rekey-accuracy-") as work:
        path = os.path.join(work, "report.jsonl")
        # Why ignored files, too: a labelled file counts whether or not the repository it came from ignored it.
        arguments = [REKEY, "scan", "--format", "jsonl", "--output", path, *(["--include-ignored"] if ignored else []), "."]
        done = subprocess.run(arguments, stdin=subprocess.DEVNULL, capture_output=True, text=True, cwd=folder)
        if done.returncode not in (0, 1, 3):
            raise SystemExit(f"accuracy: rekey ended with {done.returncode}: {done.stderr.strip()[:400]}")
        return [finding for finding in map(of_rekey, open(path, encoding="utf-8")) if finding]


def of_rekey(line):
    """One line of the report as a finding; None for suppressed ones and for the summary."""
    value = json.loads(line)
    if value["type"] != "finding" or value["suppressed"]:
        return None
    place = value["location"]
    start = place["offset"]
    end = None if start is None else start + place["length"]
    return Finding(os.path.normpath(place["path"]), place["line"], place["end_line"], start, end, value["rule"], value["severity"], place["entry"])


def kingfisher(folder):
    """Everything kingfisher reports, validation and update check off, every place told."""
    arguments = ["kingfisher", "scan", "--no-validate", "--no-update-check", "--git-history", "none", "--no-dedup", "--quiet",
                 "--format", "json", os.path.abspath(folder)]
    done = subprocess.run(arguments, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    try:
        found = json.loads(done.stdout)["findings"]
    except (ValueError, KeyError):
        return []
    return [of_kingfisher(os.path.abspath(folder), value) for value in found]


def of_kingfisher(folder, value):
    place = value["finding"]
    line = int(place["line"])
    return Finding(os.path.relpath(place["path"], folder), line, line, None, None, value["rule"]["id"], "", None)


def detect_secrets(folder):
    """Everything detect-secrets reports with its own defaults, verification off."""
    arguments = ["detect-secrets", "scan", "--all-files", "--no-verify", "."]
    done = subprocess.run(arguments, stdin=subprocess.DEVNULL, capture_output=True, text=True, cwd=folder)
    try:
        results = json.loads(done.stdout)["results"]
    except (ValueError, KeyError):
        return []
    found = []
    for path, values in results.items():
        for value in values:
            line = int(value["line_number"])
            found.append(Finding(os.path.normpath(path), line, line, None, None, value["type"], "", None))
    return found


def rivals():
    """The other scanners that are on PATH: name to function."""
    known = {"kingfisher": kingfisher, "detect-secrets": detect_secrets}
    return {name: run for name, run in known.items() if shutil.which(name)}
