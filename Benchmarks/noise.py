"""Counts what scanners report in repositories that are well kept. Prints Markdown, no values.

    noise.py [--no-rivals] REPOSITORY...

Each is a checked-out work tree. A finding counts where it stands: in tests, documents and examples, or elsewhere. A place is one line; a secret
that stands in ten places is ten places and one secret.
"""

import os
import re
import subprocess
import sys

from scanners import BLOCKING, rekey, rivals
from scoring import by, table

# Folders and files that hold tests, documents or examples, in whatever language.
ASIDE = re.compile(
    r"(?:^|[/_.-])(?:tests?|testing|testdata|test[-_]?(?:data|utils?|support|suites?|fixtures?)|specs?|fixtures?|mocks?|__tests__|e2e|"
    r"integration|functional|docs?|documentation|examples?|samples?|demos?|tutorials?|benchmarks?|benches|playground|sandbox)(?:[/_.-]|$)"
    r"|(?:^|/)t/|[a-z](?:Tests?|Specs?|Fixtures?)(?:[/.]|$)|(?:Test|Example)[A-Z]|\.(?:md|mdx|rst|adoc|txt|snap|ipynb)$|(?:^|/)(?:README|CHANGES|CHANGELOG)", re.I)
CASED = re.compile(r"[a-z0-9](?:Tests?|IT|Spec|Fixtures?)\.(?:java|kt|cs|swift|php|rb|ts|js|scala|groovy)$")


def is_aside(path):
    return bool(ASIDE.search(path) or CASED.search(path))


def lines_of(folder):
    """Lines of all text files that git tracks; of all files where there is no git."""
    done = subprocess.run(["git", "-C", folder, "ls-files", "-z"], capture_output=True)
    if done.returncode == 0 and done.stdout:
        paths = [os.path.join(folder, os.fsdecode(path)) for path in done.stdout.split(b"\0") if path]
    else:
        paths = [os.path.join(root, name) for root, _, names in os.walk(folder) if "/.git" not in root for name in names]
    total = 0
    for path in paths:
        if os.path.islink(path) or not os.path.isfile(path):
            continue
        with open(path, "rb") as file:
            data = file.read()
        if b"\0" not in data[:8000]:
            total += data.count(b"\n")
    return total


def commit(folder):
    done = subprocess.run(["git", "-C", folder, "rev-parse", "--short=8", "HEAD"], capture_output=True, text=True)
    return done.stdout.strip() or "-"


def places(findings):
    """Distinct lines: elsewhere, and in tests, documents and examples."""
    lines = {(finding.path, finding.first) for finding in findings if not finding.path.startswith(".git/")}
    aside = sum(is_aside(path) for path, _ in lines)
    return len(lines) - aside, aside


def main():
    with_rivals = "--no-rivals" not in sys.argv
    folders = [os.path.abspath(path) for path in sys.argv[1:] if not path.startswith("--")]
    others = rivals() if with_rivals else {}
    rows, details, sums = [], [], {}
    total = 0
    for folder in folders:
        name, lines = os.path.basename(folder), lines_of(folder)
        total += lines
        blocking = [finding for finding in rekey(folder, ignored=False) if finding.severity in BLOCKING]
        counts = {"rekey": places(blocking), **{other: places(run(folder)) for other, run in others.items()}}
        for other, (outside, aside) in counts.items():
            before = sums.get(other, (0, 0))
            sums[other] = (before[0] + outside, before[1] + aside)
        rows.append([name, commit(folder), f"{lines:,}", *(f"{outside} + {aside}" for outside, aside in counts.values())])
        for (rule, severity, aside), members in sorted(by(lambda f: (f.rule, f.severity, is_aside(f.path)), blocking).items()):
            spots = sorted({f"`{finding.path}:{finding.first}`" for finding in members})
            more = f" and {len(spots) - 5} more" if len(spots) > 5 else ""
            details.append([name, rule, severity, "aside" if aside else "code", ", ".join(spots[:5]) + more])
        print(f"{name}: {lines:,} lines, {counts}", file=sys.stderr, flush=True)
    report(rows, details, sums, total)


def report(rows, details, sums, total):
    print("Places at medium or above: in code + in tests, documents and examples.\n")
    print(table(["Repository", "Commit", "Lines", *sums], rows))
    million = total / 1e6
    rates = [[name, outside, f"{outside / million:.1f}", outside + aside, f"{(outside + aside) / million:.1f}"]
             for name, (outside, aside) in sums.items()]
    print(f"\n{len(rows)} repositories, {total:,} lines.\n")
    print(table(["Scanner", "in code", "per million lines", "everywhere", "per million lines"], rates))
    print("\n" + table(["Repository", "Rule", "Severity", "Where", "Places"], details))


if __name__ == "__main__":
    main()
