"""Holds `rekey scan --history` against a plain scan of the files that git itself prints.

    python3 history_blobs.py PROGRAM REPOSITORY... [--shapes REPOSITORY]

Every blob that `git cat-file --batch-all-objects --batch` prints is written to a temporary folder, under each path that git knows it by, and so
are the texts of commits and tags and the names of files and refs. These are scanned as plain files, some at a time. The secrets, by rule and
digest, must be those that the history gives. `--shapes` makes repositories of other shapes from one and compares these, too. Prints a table; the
last line of standard error says where what differs was found. Ends with 1 when something differs. Nothing is fetched from elsewhere.
"""

import argparse
import collections
import json
import os
import subprocess
import sys
import tempfile

import shapes

# Bytes that are written before they are scanned and removed.
BATCH = 1 << 30
ENVIRONMENT = dict(os.environ, LC_ALL="C", GIT_CONFIG_NOSYSTEM="1", GIT_CONFIG_GLOBAL="/dev/null", GIT_ALLOW_PROTOCOL="none",
                   GIT_OPTIONAL_LOCKS="0")
Found = collections.namedtuple("Found", "secrets complete")


def git(repository, *words, data=None):
    """What git prints, as bytes."""
    return subprocess.run(["git", "-C", repository, *words], input=data, env=ENVIRONMENT, check=True, stdout=subprocess.PIPE).stdout


def scan(program, folder, *words):
    """The secrets that a scan finds, each with the first place where it does, and whether all was read."""
    command = [program, "scan", *words, "--format", "jsonl", "--with-digest", "--fail-on", "never"]
    done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode not in (0, 3):
        sys.exit("history_blobs.py: %s ended with %d: %s" % (" ".join(command), done.returncode, done.stderr.decode()))
    secrets = {}
    for line in done.stdout.splitlines():
        entry = json.loads(line)
        if entry["type"] == "summary":
            return Found(secrets, entry["account"]["complete"])
        place = "%s %s line %d" % (entry["location"]["path"], entry["location"]["entry"] or "", entry["location"]["line"])
        secrets.setdefault((entry["rule"], entry["secret"]["sha256"]), place)
    sys.exit("history_blobs.py: %s: the report is cut off" % " ".join(command))


class Paths:
    """The paths of every blob, as git tells them."""

    def __init__(self, repository, kinds):
        self.repository = repository
        self.known = collections.defaultdict(set)
        self.trees = set()
        commits = [name for name, kind in kinds.items() if kind == b"commit"]
        self.changes(commits)
        for line in git(repository, "ls-files", "-z", "--stage").split(b"\0")[:-1] if not self.is_bare() else []:
            words, path = line.split(b"\t", 1)
            self.known[words.split(b" ")[1]].add(path)
        roots = set(git(repository, "log", "--no-walk=unsorted", "--format=%T", "--stdin", data=b"\n".join(commits)).split()) if commits else set()
        self.lone([name for name, kind in kinds.items() if kind == b"tree" and name not in self.trees and name not in roots])

    def is_bare(self):
        return git(self.repository, "rev-parse", "--is-bare-repository").strip() == b"true"

    def changes(self, commits):
        """What every commit changed against each of its parents; together that is all that any of them holds."""
        fields = git(self.repository, "diff-tree", "--stdin", "--root", "-m", "-r", "-t", "--raw", "-z", "--no-renames", "--no-abbrev",
                     "--no-commit-id", data=b"\n".join(commits) + b"\n").split(b"\0")
        for words, path in zip(fields[0::2], fields[1::2]):
            _, mode, _, name, _ = words.split(b" ")
            if mode == b"040000":
                self.trees.add(name)
            if mode not in (b"000000", b"160000"):
                self.known[name].add(path)

    def lone(self, trees):
        """Trees of no commit: those that no other one holds are roots."""
        inner = set()
        for tree in trees:
            inner.update(line.split(b" ")[2][:len(tree)] for line in git(self.repository, "ls-tree", "-z", tree.decode()).split(b"\0")[:-1])
        for root in set(trees) - inner:
            for line in git(self.repository, "ls-tree", "-r", "-t", "-z", root.decode()).split(b"\0")[:-1]:
                words, path = line.split(b"\t", 1)
                self.known[words.split(b" ")[2]].add(path)

    def names(self):
        """Every name of a file or folder."""
        return {part for paths in self.known.values() for path in paths for part in path.split(b"/")}


class Files:
    """A temporary folder of what is to be scanned next."""

    def __init__(self, program):
        self.program = program
        self.secrets = {}
        self.complete = True
        self.begin()

    def begin(self):
        self.folder = tempfile.TemporaryDirectory(prefix="rekey-blobs-")
        self.bytes = 0
        self.count = 0
        self.versions = collections.Counter()

    def add(self, content, paths):
        """Writes one text under each path, versions of one path in folders of their own; without a path under a name that says nothing."""
        for path in sorted(paths) or [b"text"]:
            number = self.versions[path]
            self.versions[path] += 1
            try:
                self.write(b"v%d/%s" % (number, path), content)
            except OSError:
                # Why: what is a folder in another version cannot be a file beside it.
                self.write(b"own%d/%s" % (self.count, path), content)
            self.bytes += len(content)
            self.count += 1
        if self.bytes > BATCH:
            self.scan()
            self.begin()

    def write(self, path, content):
        target = os.path.join(os.fsencode(self.folder.name), path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "xb") as file:
            file.write(content)

    def scan(self):
        """Scans the files and removes them."""
        found = scan(self.program, self.folder.name, "--include-ignored", "--config", os.devnull, ".")
        self.secrets = {**found.secrets, **self.secrets}
        self.complete = self.complete and found.complete
        self.folder.cleanup()


def objects(repository):
    """Every object as git prints it: name, kind, content."""
    process = subprocess.Popen(["git", "-C", repository, "cat-file", "--batch-all-objects", "--batch", "--unordered", "--buffer"],
                               env=ENVIRONMENT, stdout=subprocess.PIPE, bufsize=1 << 20)
    while header := process.stdout.readline():
        name, kind, size = header.split()
        yield name, kind, process.stdout.read(int(size))
        process.stdout.read(1)
    if process.wait() != 0:
        sys.exit("history_blobs.py: git cat-file in %s ended with %d" % (repository, process.returncode))


def texts(content):
    """What people wrote into a commit or tag: the message, and the header without the names of objects."""
    header, _, message = content.partition(b"\n\n")
    lines = [line for line in header.split(b"\n") if line.split(b" ")[0] not in (b"tree", b"parent", b"object", b"type")]
    return [message, b"\n".join(lines) + b"\n"]


def compare(program, repository, name):
    """Prints a row of the table; gives whether both ways find the same."""
    listing = git(repository, "cat-file", "--batch-all-objects", "--batch-check=%(objectname) %(objecttype)", "--unordered", "--buffer")
    kinds = dict(line.split() for line in listing.splitlines())
    paths = Paths(repository, kinds)
    files = Files(program)
    blobs = size = 0
    for identity, kind, content in objects(repository):
        if kind == b"blob":
            blobs, size = blobs + 1, size + len(content)
            files.add(content, paths.known.get(identity, ()))
        elif kind != b"tree":
            for text in texts(content):
                files.add(text, ())
    for text in paths.names() | set(git(repository, "for-each-ref", "--format=%(refname)").splitlines()):
        files.add(text, ())
    files.scan()
    history = scan(program, repository, "--history", "--config", os.devnull)
    missed, extra = files.secrets.keys() - history.secrets.keys(), history.secrets.keys() - files.secrets.keys()
    for word, keys, places in (("missed", missed, files.secrets), ("only in the history", extra, history.secrets)):
        for rule, digest in sorted(keys):
            print("%s: %s: %s %s, %s" % (name, word, rule, digest[:12], places[rule, digest]), file=sys.stderr)
    state = "yes" if not missed and not extra else "%d missed, %d more" % (len(missed), len(extra))
    if not history.complete or not files.complete:
        state += " (incomplete: history)" if files.complete else " (incomplete: files)"
    print("| %s | %s | %s | %s | %d | %s |" % (name, f"{len(kinds):,}", f"{blobs:,}", f"{size / 1e6:,.0f}", len(files.secrets), state), flush=True)
    return not missed and not extra


def main():
    parser = argparse.ArgumentParser(description="Compares the secrets of a history with those of the files that git prints.")
    parser.add_argument("program", help="rekey")
    parser.add_argument("repositories", nargs="*")
    parser.add_argument("--shapes", metavar="REPOSITORY", help="make repositories of other shapes from this one, and compare these")
    options = parser.parse_args()
    program = os.path.abspath(options.program)
    print("| Repository | objects | blobs | MB of blobs | secrets | the same |\n|---|---|---|---|---|---|", flush=True)
    same = [compare(program, os.path.abspath(path), path) for path in options.repositories]
    if options.shapes:
        with tempfile.TemporaryDirectory(prefix="rekey-shapes-") as folder:
            for name, path in shapes.make(os.path.abspath(options.shapes), folder):
                same.append(compare(program, path, "%s: %s" % (options.shapes, name)))
    sys.exit(0 if all(same) else 1)


if __name__ == "__main__":
    main()
