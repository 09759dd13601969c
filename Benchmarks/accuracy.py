"""Measures accuracy and writes the machine-made part of docs/accuracy.md. Called by `make accuracy`; README.md says what is measured.

    accuracy.py CORPUS            a folder that make-corpus has filled
    accuracy.py CORPUS --design   only lists what is missed and what is a false alarm in the design set, at medium or above

Environment: REKEY (program), ACCURACY_LEAKY, ACCURACY_CREDDATA and ACCURACY_REPOS (folders of public
sets and repositories), ACCURACY_RIVALS=0 (leave other scanners out).
"""

import json
import os
import sys
from collections import Counter

import creddata
import leaky
import real
from scanners import BLOCKING, rekey, rivals
from scoring import Label, by, percent, precision, recall, score, table

BEGIN, END = "<!-- made by `make accuracy`: begin -->", "<!-- made by `make accuracy`: end -->"
DOCUMENT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "docs", "accuracy.md")
WITH_RIVALS = os.environ.get("ACCURACY_RIVALS", "1") != "0"


def load(corpus, name):
    """Labels of one set, and what the generator said about each: path to its line of labels.jsonl."""
    with open(os.path.join(corpus, "labels.jsonl"), encoding="utf-8") as file:
        values = [value for value in map(json.loads, file) if value["set"] == name]
    labels = [Label(value["path"], value["first"], value["last"], value["start"], value["end"], value["truth"], value["kind"], value["form"])
              for value in values]
    return labels, {value["path"]: value for value in values}


def scanners(folder):
    """Each scanner's name, its findings and whether it is compared by line: rekey at two levels, then the rivals."""
    everything = rekey(folder)
    yield "rekey, medium and above", [finding for finding in everything if finding.severity in BLOCKING], False
    yield "rekey, all severities", everything, False
    if WITH_RIVALS:
        for name, run in rivals().items():
            yield f"{name}, by line", run(folder), True


def rules(corpus):
    """Recall on the rules' own secrets: by scanner, by form, and every rule that is below 100 %."""
    labels, facts = load(corpus, "rules")
    rows, everything = [], []
    for name, findings, by_line in scanners(os.path.join(corpus, "rules")):
        result = score(findings, labels, by_line)
        rows.append([name, recall(result), len(result.found), len(labels)])
        if name == "rekey, all severities":
            everything, found = findings, set(result.found)
    text = ["### Every rule in every container form", "", table(["Scanner", "recall", "found", "secrets"], rows), ""]
    forms = [[form, percent(sum(label in found for label in members), len(members)), len(members)]
             for form, members in sorted(by(lambda label: label.group, labels).items())]
    text += [table(["Form", "recall", "secrets"], forms), ""]
    return text + below(corpus, labels, facts, found, everything)


def below(corpus, labels, facts, found, findings):
    """Rules with a miss, a foreign name or a false alarm; the others are only counted."""
    negatives, negative_facts = load(corpus, "counterexamples")
    alarms = Counter()
    for finding in rekey(os.path.join(corpus, "counterexamples")):
        # Why only its own rule: what is no key of one provider may well be a secret of another kind.
        if negative_facts.get(finding.path, {}).get("rule") == finding.rule:
            alarms[finding.rule] += 1
    named = {(finding.path, finding.rule) for finding in findings}
    rows, ids = [], sorted({facts[label.path]["rule"] for label in labels})
    for rule in ids:
        members = [label for label in labels if facts[label.path]["rule"] == rule]
        hits = sum(label in found for label in members)
        own = sum((label.path, rule) in named for label in members)
        if hits < len(members) or alarms[rule]:
            rows.append([rule, percent(hits, len(members)), percent(own, len(members)), percent(hits, hits + alarms[rule]), len(members)])
    text = [f"{len(ids)} rules, {len(labels):,} secrets, {len(negatives):,} counterexamples; {len(ids) - len(rows)} rules at 100 % recall and"
            " precision.", ""]
    return text + ([table(["Rule", "recall", "told as itself", "precision", "secrets"], rows), ""] if rows else [])


def generic(corpus, name, title):
    """Precision and recall on one generic set, in all and by kind of value."""
    labels, facts = load(corpus, name)
    secrets = [label for label in labels if label.truth == "T"]
    kinds = sorted({label.kind for label in secrets})
    rows = []
    for scanner, findings, by_line in scanners(os.path.join(corpus, name)):
        result = score(findings, labels, by_line)
        found = set(result.found)
        shares = [percent(sum(label in found for label in secrets if label.kind == kind), sum(label.kind == kind for label in secrets))
                  for kind in kinds]
        rows.append([scanner, recall(result), precision(result), len(result.false_alarms), *shares])
    return [f"### {title}", "", f"{len(secrets)} secrets, {len(labels) - len(secrets)} files without one.", "",
            table(["Scanner", "recall", "precision", "false alarms", *kinds], rows), ""]


def public():
    """The public sets that are there."""
    text = []
    if os.environ.get("ACCURACY_REPOS"):
        text += ["### Real lines without a secret", ""] + real.report(os.environ["ACCURACY_REPOS"], WITH_RIVALS)
    if os.environ.get("ACCURACY_LEAKY"):
        text += ["### leaky-repo", ""] + leaky.report(os.environ["ACCURACY_LEAKY"], WITH_RIVALS)
    if os.environ.get("ACCURACY_CREDDATA"):
        for half, title in ((creddata.DESIGN, "design half"), (creddata.HELD_OUT, "held-out half")):
            text += [f"### CredData, {title}", "", creddata.scored(os.environ["ACCURACY_CREDDATA"], half, WITH_RIVALS), ""]
    return text


def write(text):
    """Puts the text between the marks of docs/accuracy.md; at its end where there are none."""
    with open(DOCUMENT, encoding="utf-8") as file:
        old = file.read()
    new = f"{BEGIN}\n\n{text}\n{END}"
    if BEGIN in old and END in old:
        head, rest = old.split(BEGIN, 1)
        old = head + new + rest.split(END, 1)[1]
    else:
        old = old.rstrip("\n") + "\n\n" + new + "\n"
    with open(DOCUMENT, "w", encoding="utf-8") as file:
        file.write(old)


def list_design(corpus):
    """Places of the design set that are not right; the held-out set has no such list."""
    root = os.path.join(corpus, "design")
    labels, facts = load(corpus, "design")
    result = score([finding for finding in rekey(root) if finding.severity in BLOCKING], labels)
    for label in result.missed:
        print(f"missed\t{os.path.join(root, label.path)}:{label.first}\t{label.kind}")
    for finding in result.false_alarms:
        print(f"false alarm\t{os.path.join(root, finding.path)}:{finding.first}\t{facts[finding.path]['form']}\t{finding.rule}")


def main():
    corpus = sys.argv[1]
    if "--design" in sys.argv:
        return list_design(corpus)
    text = rules(corpus) + generic(corpus, "design", "Generic secrets: design set")
    text += generic(corpus, "heldout", "Generic secrets: held-out set") + public()
    print("\n".join(text))
    write("\n".join(text))


if __name__ == "__main__":
    main()
