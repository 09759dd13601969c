"""Measures rekey and prints Markdown. Called by run.sh; README.md says what is measured and how to read it."""

import filecmp
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections import namedtuple

from measure import compare, ratio, run_once

REKEY = os.path.abspath(os.environ.get("REKEY", ".build/release/rekey"))
REPOSITORIES = [os.path.abspath(path) for path in os.environ.get("BENCH_REPOS", "").split()]
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "7"))
LOG_MIB = int(os.environ.get("BENCH_LOG_MIB", "256"))
LITERAL = "xqzvkjwq"
Facts = namedtuple("Facts", "files bytes findings state")
KINGFISHER = ["kingfisher", "scan", "--no-validate", "--no-update-check", "--git-history", "none", "--quiet"]


def text_of(*arguments, folder=None):
    """What a program prints; empty when it is not there or fails."""
    try:
        done = subprocess.run(arguments, capture_output=True, text=True, cwd=folder, stdin=subprocess.DEVNULL, timeout=120)
        return (done.stdout or done.stderr).strip()
    except (OSError, subprocess.TimeoutExpired):
        return ""


def first_line(text):
    return text.splitlines()[0] if text else "not installed"


def milliseconds(seconds):
    return f"{seconds * 1000:.1f}" if seconds < 0.1 else f"{seconds * 1000:.0f}"


def table(title, head, rows):
    print(f"\n## {title}\n")
    for row in [head, ["---"] * len(head), *rows]:
        print("| " + " | ".join(str(cell) for cell in row) + " |", flush=True)


def row(name, result, *more):
    # Why: a child begins with the memory of the Python that starts it; below that nothing can be told.
    floor = run_once(["true"]).peak_kib / 1024
    peak = f"< {floor:.0f}" if result.peak_mib < floor + 0.5 else f"{result.peak_mib:.0f}"
    return [name, milliseconds(result.wall), milliseconds(result.cpu), peak, *more]


def made(path, kind, *numbers):
    """A file made by corpus.py, in a process of its own to keep this one small. Gives its size in bytes."""
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "corpus.py")
    subprocess.run([sys.executable, "-B", script, kind, path, *map(str, numbers)], check=True)
    return os.path.getsize(path)


def report(path, arguments, folder=None, stdin="/dev/null"):
    """Runs rekey once with its report going to `path`; files, bytes and findings of it: fast and wrong is wrong."""
    run = run_once([REKEY, "scan", "--format", "jsonl", *arguments], folder=folder, stdin=stdin, stdout=path)
    if run.status not in (0, 1, 3):
        sys.exit(f"bench: rekey scan {' '.join(arguments)} ended with {run.status}")
    findings = 0
    with open(path, "rb") as file:
        for line in file:
            findings += line.startswith(b'{"type":"finding"')
            if line.startswith(b'{"type":"summary"'):
                account = json.loads(line)["account"]
    return Facts(account["files"], account["bytes"], findings, "complete" if account["complete"] else "incomplete")


def machine():
    model = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.machine())
    memory = int(next(line.split()[1] for line in open("/proc/meminfo") if line.startswith("MemTotal"))) / 1048576
    system = next((line.split("=", 1)[1].strip().strip('"') for line in open("/etc/os-release") if line.startswith("PRETTY_NAME")), "")
    load = " ".join(f"{load:.1f}" for load in os.getloadavg())
    print(f"- machine: {model}, {len(os.sched_getaffinity(0))} processors, {memory:.0f} GiB, {system}, Linux {platform.release()}")
    print(f"- load before: {load}; every figure is the median of {ROUNDS} runs after one unmeasured run, files in the page cache")
    print(f"- rekey {text_of(REKEY, '--version')}, {os.path.getsize(REKEY):,} bytes; {first_line(text_of('git', '--version'))};"
          f" {first_line(text_of('rg', '--version'))}; {first_line(text_of('kingfisher', '--version'))}")


HEAD = ["Run", "wall ms", "CPU ms", "peak MiB"]


def start():
    result = compare({"v": {"arguments": [REKEY, "--version"]}}, max(ROUNDS, 21))["v"]
    table("Start", HEAD, [row("`rekey --version`", result)])


def staged(work):
    rows = []
    for repository in REPOSITORIES:
        clone = os.path.join(work, "clone-" + os.path.basename(repository))
        subprocess.run(["git", "clone", "--quiet", repository, clone], check=True)
        with open(os.path.join(clone, "bench_staged.py"), "w") as file:
            file.write('import os\n\nDEBUG = False\nPORT = int(os.environ.get("PORT", "8000"))\nTOKEN = os.environ["TOKEN"]\n')
        subprocess.run(["git", "add", "bench_staged.py"], cwd=clone, check=True)
        facts = report(os.path.join(work, "staged.jsonl"), ["--staged"], folder=clone)
        result = compare({"staged": {"arguments": [REKEY, "scan", "--staged"], "folder": clone},
                          "git": {"arguments": ["git", "diff", "--cached", "--raw"], "folder": clone}}, max(ROUNDS, 11))
        tracked = len(text_of("git", "ls-files", folder=clone).splitlines())
        rows.append(row(os.path.basename(repository), result["staged"], f"{tracked:,}", *facts[:3]))
        rows.append(row("`git diff --cached --raw` there, to compare", result["git"], "", "", "", ""))
        shutil.rmtree(clone)
    table("`rekey scan --staged`, one small staged file; CPU includes the git processes it starts",
          [*HEAD, "tracked files", "read", "bytes", "findings"], rows)


def kingfisher_findings(folder, work):
    """How many findings kingfisher reports; `?` when its JSON cannot be read."""
    path = os.path.join(work, "kingfisher.json")
    run_once([*KINGFISHER, "--format", "json", folder], stdout=path)
    try:
        with open(path) as file:
            return len(json.load(file)["findings"])
    except (OSError, ValueError, KeyError, TypeError):
        return "?"


def work_trees(work):
    rows = []
    for repository in REPOSITORIES:
        clone = os.path.join(work, "clone-" + os.path.basename(repository))
        subprocess.run(["git", "clone", "--quiet", repository, clone], check=True)
        paths = [os.path.join(work, name) for name in ("all.jsonl", "one.jsonl")]
        facts = report(paths[0], [clone])
        report(paths[1], ["--jobs", "1", clone])
        same = "same report with one thread" if filecmp.cmp(*paths, shallow=False) else "ANOTHER REPORT with one thread"
        jobs = {"rekey": {"arguments": [REKEY, "scan", clone]}, "rekey, one thread": {"arguments": [REKEY, "scan", "--jobs", "1", clone]}}
        if shutil.which("rg"):
            jobs["rg"] = {"arguments": ["rg", "-uu", "--glob", "!.git", "--count-matches", LITERAL, clone]}
        results = compare(jobs, ROUNDS)
        if shutil.which("kingfisher"):
            pair = compare({"rekey": jobs["rekey"], "kingfisher": {"arguments": [*KINGFISHER, clone]}}, min(ROUNDS, 3))
        else:
            pair = {}
        name = os.path.basename(repository)
        first = results["rekey"]
        rows.append(row(name, first, f"{facts.files:,}", f"{facts.bytes:,}", facts.findings, f"{facts.state}; {same}"))
        rows.append(row(f"{name}, `--jobs 1`", results["rekey, one thread"], "", "", "", ""))
        if "rg" in results:
            rows.append(row("`rg -uu --count-matches` there", results["rg"], "", "", "", f"rekey takes {ratio(first, results['rg']):.2f} × its CPU"))
        if pair:
            rows.append(row("`kingfisher scan` there", pair["kingfisher"], "", "", kingfisher_findings(clone, work),
                            f"{ratio(pair['kingfisher'], pair['rekey']):.0f} × rekey's CPU"))
        shutil.rmtree(clone)
    empty = os.path.join(work, "empty")
    os.mkdir(empty)
    jobs = {"`rekey scan` of an empty folder": {"arguments": [REKEY, "scan", empty]}}
    if shutil.which("kingfisher"):
        jobs["`kingfisher scan` of an empty folder"] = {"arguments": [*KINGFISHER, empty]}
    rows += [row(name, result, "", "", "", "") for name, result in compare(jobs, min(ROUNDS, 3)).items()]
    table("Work tree", [*HEAD, "files", "bytes", "findings", "note"], rows)


def stream(work):
    path = os.path.join(work, "server.log")
    size = made(path, "log", LOG_MIB)
    facts = report(os.path.join(work, "log.jsonl"), ["-"], stdin=path)
    jobs = {"rekey scan -": {"arguments": [REKEY, "scan", "-"], "stdin": path}, "cat": {"arguments": ["cat"], "stdin": path}}
    if shutil.which("rg"):
        jobs["rg --count-matches"] = {"arguments": ["rg", "--count-matches", LITERAL, "-"], "stdin": path}
    rows = [row(f"`{name}`", result, f"{size / result.wall / 1e6:,.0f}", facts.findings if "rekey" in name else "")
            for name, result in compare(jobs, min(ROUNDS, 5)).items()]
    table(f"A log of {size:,} bytes on standard input", [*HEAD, "MB/s", "findings"], rows)
    os.remove(path)


def dense(work):
    jobs = {}
    facts = {}
    for name, count, size in [("5,000 in 200 KB", 5000, 200_000), ("10,000 in 400 KB", 10_000, 400_000),
                              ("5,000 in 20 MB", 5000, 20_000_000)]:
        path = os.path.join(work, f"keys-{count}-{size}.txt")
        made(path, "secrets", count, size)
        jobs[name] = {"arguments": [REKEY, "scan", "--jobs", "1", path]}
        facts[name] = report(os.path.join(work, "dense.jsonl"), ["--jobs", "1", path])
    results = compare(jobs, ROUNDS)
    rows = [row(name, result, f"{facts[name].bytes:,}", f"{facts[name].findings:,}",
                f"{result.cpu / max(facts[name].findings, 1) * 1e6:.1f}") for name, result in results.items()]
    table("Many findings, one thread, text report", [*HEAD, "bytes", "findings", "CPU µs a finding"], rows)
    twice = ratio(results["10,000 in 400 KB"], results["5,000 in 200 KB"])
    print(f"\nTwice the secrets take {twice:.2f} × the CPU (2 is linear).")


def main():
    print("# rekey, measured\n")
    machine()
    start()
    with tempfile.TemporaryDirectory(prefix="rekey-bench-") as work:
        if REPOSITORIES:
            staged(work)
            work_trees(work)
        else:
            print("\nNo repositories given: set BENCH_REPOS=\"folder folder\" to measure staged scans and work trees.")
        stream(work)
        dense(work)


if __name__ == "__main__":
    main()
