"""Measures `rekey scan --history` beside git and kingfisher, and prints Markdown. Called by run.sh when HISTORY names repositories."""

import json
import os
import shutil
import subprocess
import sys
import tempfile

from bench import REKEY, ROUNDS, machine, report, row, table, text_of
from measure import compare, ratio, run_once

REPOSITORIES = os.environ.get("HISTORY", "").split()
CAT_FILE = ["git", "cat-file", "--batch-all-objects", "--batch", "--unordered", "--buffer"]
KINGFISHER = ["kingfisher", "scan", "--no-validate", "--no-update-check", "--quiet"]
HEAD = ["Run", "wall ms", "CPU ms", "peak MiB", "read", "findings", "note"]


def printed(repository):
    """Objects and bytes that git prints."""
    done = subprocess.run(["git", "-C", repository, "cat-file", "--batch-all-objects", "--batch-check=%(objectsize)", "--unordered", "--buffer"],
                          stdout=subprocess.PIPE, check=True)
    sizes = [int(line) for line in done.stdout.split()]
    return len(sizes), sum(sizes)


def kingfisher_findings(repository, work):
    """How many findings kingfisher reports; `?` when its JSON cannot be read."""
    path = os.path.join(work, "kingfisher.json")
    run_once([*KINGFISHER, "--format", "json", repository], stdout=path)
    try:
        with open(path) as file:
            return f'{len(json.load(file)["findings"]):,}'
    except (OSError, ValueError, KeyError, TypeError):
        return "?"


def wall_ratio(first, second):
    """Median of the wall ratios of runs that followed each other."""
    pairs = sorted(a.wall / b.wall for a, b in zip(first.runs, second.runs))
    return pairs[len(pairs) // 2]


def measure(repository, work):
    facts = report(os.path.join(work, "history.jsonl"), ["--history"], folder=repository)
    threads = {count: [REKEY, "scan", "--history", "--jobs", str(count)] for count in (1, 2)}
    jobs = {count: {"arguments": words, "folder": repository} for count, words in threads.items()}
    jobs["git"] = {"arguments": CAT_FILE, "folder": repository}
    results = compare(jobs, ROUNDS)
    objects, size = printed(repository)
    one, two = results[1], results[2]
    rows = [row("`rekey scan --history --jobs 1`", one, f"{facts.files:,} versions, {facts.bytes:,} bytes", f"{facts.findings:,}",
                f"{facts.state}; {ratio(one, results['git']):.2f} × git's CPU"),
            row("`rekey scan --history --jobs 2`", two, "", "", f"{wall_ratio(two, one):.2f} × the wall time of one thread"),
            row("`%s`" % " ".join(CAT_FILE), results["git"], f"{objects:,} objects, {size:,} bytes", "", "")]
    if shutil.which("kingfisher"):
        pair = compare({"kingfisher": {"arguments": [*KINGFISHER, repository]}, "rekey": jobs[1]}, min(ROUNDS, 3))
        rows.append(row("`%s`" % " ".join(KINGFISHER), pair["kingfisher"], "", kingfisher_findings(repository, work),
                        f"rekey takes 1/{ratio(pair['kingfisher'], pair['rekey']):.1f} of its CPU"))
    commits = text_of("git", "-C", repository, "rev-list", "--count", "--all")
    packs = sum(os.path.getsize(os.path.join(folder, name)) for folder, _, names in os.walk(pack_folder(repository)) for name in names
                if name.endswith(".pack"))
    table(f"History of {repository}: {int(commits or 0):,} commits, {packs:,} bytes of packs", HEAD, rows)


def pack_folder(repository):
    common = text_of("git", "-C", repository, "rev-parse", "--git-common-dir")
    return os.path.join(repository, common, "objects", "pack")


def main():
    print("# rekey, measured on histories\n")
    machine()
    with tempfile.TemporaryDirectory(prefix="rekey-bench-") as work:
        for repository in REPOSITORIES:
            if not os.path.isdir(repository):
                sys.exit(f"bench: no folder {repository}")
            measure(os.path.abspath(repository), work)


main()
