"""Scores scanners on lines of real repositories that name a credential and hold none (real-lines.tsv)."""

import os
import subprocess
import tempfile

from creddata import split
from scanners import BLOCKING, rekey, rivals
from scoring import Label, score, table

LIST = os.path.join(os.path.dirname(os.path.abspath(__file__)), "real-lines.tsv")


def places():
    with open(LIST, encoding="utf-8") as file:
        for line in file:
            if not line.startswith("#"):
                name, commit, path, number = line.rstrip("\n").split("\t")
                yield name, commit, path, int(number)


def layout(repositories, half, target):
    """Copies the files of one half, as they are at their commits, and gives the labels. Repositories that are not there are left out."""
    labels = []
    for name, commit, path, number in places():
        if split(name) != half:
            continue
        done = subprocess.run(["git", "-C", os.path.join(repositories, name), "show", f"{commit}:{path}"], capture_output=True)
        if done.returncode:
            continue
        to = os.path.join(target, name, path)
        os.makedirs(os.path.dirname(to), exist_ok=True)
        with open(to, "wb") as file:
            file.write(done.stdout)
        labels.append(Label(os.path.join(name, path), number, number, None, None, "F", "real line", name))
    return labels


def report(repositories, with_rivals):
    """The table as lines of Markdown; names no place of the held-out half."""
    rows = []
    for half in ("design", "heldout"):
        with tempfile.TemporaryDirectory(prefix="rekey-real-") as target:
            labels = layout(repositories, half, target)
            everything = rekey(target)
            runs = {"rekey, medium and above": [finding for finding in everything if finding.severity in BLOCKING],
                    "rekey, all severities": everything}
            if with_rivals:
                runs.update({name: run(target) for name, run in rivals().items()})
            rows += [[name, half, len(labels), len(score(findings, labels, True).false_alarms)] for name, findings in runs.items()]
    return [table(["Scanner", "half", "lines", "false alarms"], rows), ""]
