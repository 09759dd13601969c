"""Compares findings with labels: what was found, what was missed, what was a false alarm."""

from collections import defaultdict, namedtuple

# `truth` is T for a secret and F for none. `start` and `end` are bytes in the file or None, when the label is its lines.
Label = namedtuple("Label", "path first last start end truth kind group")

Score = namedtuple("Score", "found missed false_alarms true_alarms elsewhere")


def meets(finding, label, by_line):
    """Whether a finding lies on a label: bytes in common, or lines where one side has only lines or `by_line` says so."""
    if finding.path != label.path:
        return False
    if by_line or None in (finding.start, finding.end, label.start, label.end):
        return finding.first <= label.last and label.first <= finding.last
    return finding.start < label.end and label.start < finding.end


def score(findings, labels, by_line=False):
    """Sorts labels into found and missed, findings into true alarms, false alarms and those on no labelled place.

    A finding that meets a secret is true, whatever else it meets. A secret counts once, however many findings meet it.
    """
    by_path = defaultdict(list)
    for label in labels:
        by_path[label.path].append(label)
    met = set()
    true_alarms, false_alarms, elsewhere = [], [], []
    for finding in findings:
        touched = [label for label in by_path.get(finding.path, ()) if meets(finding, label, by_line)]
        met.update(label for label in touched if label.truth == "T")
        if any(label.truth == "T" for label in touched):
            true_alarms.append(finding)
        else:
            (false_alarms if touched else elsewhere).append(finding)
    secrets = [label for label in labels if label.truth == "T"]
    return Score([label for label in secrets if label in met], [label for label in secrets if label not in met],
                 false_alarms, true_alarms, elsewhere)


def percent(part, whole):
    return f"{100 * part / whole:.1f} %" if whole else "-"


def recall(result):
    return percent(len(result.found), len(result.found) + len(result.missed))


def precision(result):
    return percent(len(result.true_alarms), len(result.true_alarms) + len(result.false_alarms))


def by(key, items):
    """Items sorted into lists by `key(item)`."""
    groups = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return groups


def table(head, rows):
    """A Markdown table."""
    return "\n".join("| " + " | ".join(str(cell) for cell in row) + " |" for row in [head, ["---"] * len(head), *rows])
