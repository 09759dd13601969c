"""Scores scanners on Plazmaz/leaky-repo, line by line.

Its table (.leaky-meta/secrets.csv) says how many lines of each file are a risk, 96 in all, not which. Read beside the files (commit 2e95135),
eight of those lines are not there: filezilla/recentservers.xml has two passwords and not three, filezilla.xml one and not two, web/var/www/.env
four and not six, .esmtprc one and not two, deployment-config.json one and not three, .ftpconfig two and not three. 88 are left: RISK. Where the
table's comments say what counts, they were followed (Firefox: user name and password; AWS: the secret, not the ID). Every other line is harmless.
"""

import os

from scanners import BLOCKING, rekey, rivals
from scoring import Label, meets, percent, table

# File to lines; a pair is one secret of several lines.
RISK = {
    ".bash_profile": [12, 20, 21, 22, 23, 24], ".bashrc": [105, 106, 109], ".docker/.dockercfg": [4, 8], ".docker/config.json": [5, 9],
    ".mozilla/firefox/logins.json": [11, 12, 27, 28, 43, 44, 59, 60], ".ssh/id_rsa": [(1, 27)], "cloud/.credentials": [4, 7],
    "cloud/.s3cfg": [1], "cloud/.tugboat": [4], "cloud/heroku.json": [4], "db/dump.sql": list(range(32, 42)), "db/mongoid.yml": [4],
    "etc/shadow": [20], "filezilla/recentservers.xml": [13, 30], "filezilla/filezilla.xml": [13], "misc-keys/cert-key.pem": [(1, 28)],
    "misc-keys/putty-example.ppk": [(1, 26)], "proftpdpasswd": [1], "web/ruby/config/master.key": [1], "web/ruby/secrets.yml": [14, 17, 22],
    "web/var/www/.env": [5, 14, 23, 33], ".npmrc": [7, 9], "web/var/www/public_html/wp-config.php": [20, *range(33, 48, 2)],
    "web/var/www/public_html/.htpasswd": [1], ".git-credentials": [1], "db/robomongo.json": [14, 22, 27], "web/js/salesforce.js": [7],
    ".netrc": [1, 2], "hub": [4], "config": [10], "db/.pgpass": [2], "ventrilo_srv.ini": [7, 8], "web/var/www/public_html/config.php": [11],
    "db/dbeaver-data-sources.xml": [4], ".esmtprc": [4], "web/django/settings.py": [24], "deployment-config.json": [5],
    ".ftpconfig": [6, 12], ".remote-sync.json": [17], ".vscode/sftp.json": [6], "sftp-config.json": [15], ".idea/WebServers.xml": [6],
}


def labels():
    made = []
    for path, lines in RISK.items():
        for line in lines:
            first, last = line if isinstance(line, tuple) else (line, line)
            made.append(Label(path, first, last, None, None, "T", "risk", path))
    return made


def report(folder, with_rivals):
    """The table as lines of Markdown, and the risk lines that rekey does not find."""
    secrets = labels()
    everything = rekey(folder)
    runs = {"rekey, medium and above": [finding for finding in everything if finding.severity in BLOCKING], "rekey, all severities": everything}
    if with_rivals:
        runs.update({name: run(folder) for name, run in rivals().items()})
    rows, missed, false = [], [], []
    for name, findings in runs.items():
        # The repository's own table and read-me are no part of it.
        findings = [finding for finding in findings if not finding.path.startswith((".leaky-meta/", ".git/"))]
        found = [label for label in secrets if any(meets(finding, label, True) for finding in findings)]
        harmless = sorted({(finding.path, finding.first) for finding in findings if not any(meets(finding, label, True) for label in secrets)})
        rows.append([name, f"{len(found)} of {len(secrets)}", percent(len(found), len(secrets)), len(harmless)])
        if name == "rekey, all severities":
            missed = [f"`{label.path}:{label.first}`" for label in secrets if label not in found]
            false = [f"`{path}:{line}`" for path, line in harmless]
    text = [table(["Scanner", "risk lines found", "share", "harmless lines reported"], rows), ""]
    if missed:
        text += ["Risk lines that rekey does not find: " + ", ".join(missed) + ".", ""]
    return text + (["Harmless lines that it reports: " + ", ".join(false) + ".", ""] if false else [])


if __name__ == "__main__":
    import sys
    print("\n".join(report(os.path.abspath(sys.argv[1]), True)))
