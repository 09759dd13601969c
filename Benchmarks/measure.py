"""Runs programs and measures them: wall time, CPU time (user and system, children included), peak memory."""

import os
import statistics
import time
from dataclasses import dataclass


@dataclass
class Run:
    wall: float
    cpu: float
    peak_kib: int
    status: int


@dataclass
class Result:
    """Medians of several runs."""
    runs: list

    @property
    def wall(self):
        return statistics.median(run.wall for run in self.runs)

    @property
    def cpu(self):
        return statistics.median(run.cpu for run in self.runs)

    @property
    def peak_mib(self):
        return max(run.peak_kib for run in self.runs) / 1024

    @property
    def statuses(self):
        return sorted({run.status for run in self.runs})


def run_once(arguments, folder=None, stdin="/dev/null", stdout="/dev/null", stderr="/dev/null"):
    """Runs a program to its end. CPU time is what the kernel charged to it and to the children it waited for."""
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, stdin, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, stdout, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644),
        (os.POSIX_SPAWN_OPEN, 2, stderr, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644),
    ]
    before = os.getcwd()
    if folder:
        os.chdir(folder)
    try:
        start = time.perf_counter()
        child = os.posix_spawnp(arguments[0], arguments, os.environ, file_actions=actions)
        _, status, usage = os.wait4(child, 0)
        wall = time.perf_counter() - start
    finally:
        os.chdir(before)
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, os.waitstatus_to_exitcode(status))


def compare(jobs, times, warm=1):
    """Runs each of `jobs` (name to keyword arguments of `run_once`) in turn, `times` rounds after `warm` unmeasured ones.

    Taking turns spreads what else the machine does over all of them, so that ratios hold where single times do not.
    """
    results = {name: [] for name in jobs}
    for round_number in range(warm + times):
        for name, job in jobs.items():
            run = run_once(**job)
            if round_number >= warm:
                results[name].append(run)
    return {name: Result(runs) for name, runs in results.items()}


def ratio(first, second):
    """Median of the CPU ratios of runs that followed each other."""
    pairs = [a.cpu / b.cpu for a, b in zip(first.runs, second.runs) if b.cpu > 0]
    return statistics.median(pairs) if pairs else float("nan")
