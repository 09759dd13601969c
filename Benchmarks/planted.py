"""Makes a git repository with a synthetic secret in every place where git can hide one.

    python3 planted.py FOLDER [--commits 20000] [--seed 1] [--depth N] [--sha256] > planted.tsv

The same arguments give the same objects. `--depth N` repacks with `--depth=N --window=N`, so that old versions lie under long chains of deltas;
that takes longer than all the rest. The table says what was planted, one line a secret:

    place    name of the hiding place
    sha256   digest of the secret, as `rekey scan --with-digest` gives it
    object   the kind of object that holds it: blob, commit, tag, tree or ref
    paths    every path it lived in, joined by `|`; `-` where it has none
    first    the first commit that has it; `-` where no commit has
    removed  the commit of main that took it away; `-` where none did
    where    where it still is: head, branch NAME, stash, index, reflog, tag NAME, notes, dangling, or past for commits of main only

Secrets are put together here from pieces and random characters, so that no file of this repository holds one. None opens anything.
"""

import argparse
import collections
import hashlib
import os
import random
import string
import subprocess
import sys
import zlib

ALPHABET = string.digits + string.ascii_uppercase + string.ascii_lowercase
WORDS = "request served cache miss hit retry queue worker started stopped user session key value changed ok".split()
# Seconds since 1970 of the first commit; each later one comes ten minutes after the one before.
START = 1_600_000_000

Planted = collections.namedtuple("Planted", "place secret object paths first removed where", defaults=("-", "-", "past"))


class Secrets:
    """Access tokens of GitHub's form, with the check digits that prove it. Source: GitHub's token format of 2021, CRC-32 in base 62."""

    def __init__(self, rng):
        self.rng = rng

    def token(self):
        body = "".join(self.rng.choice(ALPHABET) for _ in range(30))
        number, check = zlib.crc32(body.encode()), ""
        for _ in range(6):
            number, digit = divmod(number, 62)
            check = ALPHABET[digit] + check
        return "gh" + "p_" + body + check


class Stream:
    """Input of `git fast-import`: commits whose marks are their numbers."""

    def __init__(self, out):
        self.out = out
        self.count = 0

    def data(self, content):
        self.out.write(b"data %d\n%s\n" % (len(content), content))

    def commit(self, branch, message, changes, author="Ada", parents=()):
        """Adds a commit; `changes` maps paths to contents, `None` to delete, or holds pairs to rename. Gives its mark."""
        self.count += 1
        when = b"%d +0000" % (START + 600 * self.count)
        self.out.write(b"commit refs/heads/%s\nmark :%d\n" % (branch.encode(), self.count))
        for role, name in (("author", author), ("committer", "Ada")):
            self.out.write(b"%s %s <%s@example.com> %s\n" % (role.encode(), name.encode(), b"ada", when))
        self.data(message.encode())
        for word, parent in zip(["from"] + ["merge"] * len(parents), parents):
            self.out.write(b"%s :%d\n" % (word.encode(), parent))
        for path, content in changes.items():
            if isinstance(path, tuple):
                self.out.write(b"R %s %s\n" % (path[0].encode(), path[1].encode()))
            elif content is None:
                self.out.write(b"D %s\n" % path.encode())
            else:
                self.out.write(b"M 100644 inline %s\n" % path.encode())
                self.data(content)
        self.out.write(b"\n")
        return self.count


class History:
    """The commits of main, and what is planted in them. Everything is at a share of the commits, so that small runs hold the same."""

    def __init__(self, out, commits, seed):
        self.rng = random.Random(seed)
        self.secrets = Secrets(random.Random(seed + 1))
        self.stream = Stream(out)
        self.commits = commits
        self.files = {}
        for number in range(max(12, min(200, commits // 10))):
            self.files["src/part%02d/file%03d.txt" % (number % 10, number)] = [self.line() for _ in range(60)]
        # Changed most often of all: its oldest versions are the farthest from their base.
        self.files["log/deep.txt"] = [self.line() for _ in range(80)]
        self.planted = []
        self.marks = []

    def line(self):
        return "%s %d" % (" ".join(self.rng.choices(WORDS, k=5)), self.rng.randrange(10**6))

    def content(self, path):
        return ("\n".join(self.files[path]) + "\n").encode()

    def edit(self, path):
        lines = self.files[path]
        lines[self.rng.randrange(len(lines))] = self.line()
        if self.rng.random() < 0.1:
            lines.insert(self.rng.randrange(len(lines)), self.line())
            del lines[self.rng.randrange(len(lines))]

    def step(self, changes=None, message=None, author="Ada", parents=()):
        """One commit of main: some edits of ordinary files, and `changes`. Gives its mark."""
        if not self.marks:
            changes = {**{path: self.content(path) for path in self.files}, **(changes or {})}
        else:
            paths = self.rng.sample(sorted(self.files), 1) + (["log/deep.txt"] if self.stream.count % 3 == 0 else [])
            for path in paths:
                self.edit(path)
            changes = {**{path: self.content(path) for path in paths}, **(changes or {})}
        mark = self.stream.commit("main", message or self.line(), changes, author, parents)
        self.marks.append(mark)
        return mark

    def until(self, share):
        """Ordinary commits up to a share of all."""
        while self.stream.count < int(share * self.commits):
            self.step()

    def plant(self, place, path, make, share, gone=None):
        """A file that holds a secret from one share of the commits on, until another."""
        secret = self.secrets.token()
        self.until(share)
        first = self.step({path: make(secret)})
        removed = "-"
        if gone:
            self.until(gone)
            removed = self.step({path: None})
        self.planted.append(Planted(place, secret, "blob", path, first, removed, "past" if gone else "head"))

    def write(self):
        assignment = lambda secret: b"MODE=test\nTOKEN=%s\nPORT=80\n" % secret.encode()
        self.step()
        self.deep(0.02)
        self.plant("removed", "conf/removed.env", assignment, 0.05, 0.10)
        self.plant("head", "conf/head.env", assignment, 0.12)
        self.split(0.15)
        self.joined(0.20)
        self.plant("binary", "data/blob.bin", self.binary, 0.25, 0.28)
        self.plant("utf16", "data/wide.txt", lambda secret: ("\ufeffTOKEN=%s\r\n" % secret).encode("utf-16-le"), 0.30, 0.33)
        self.plant("long-line", "data/long.json", self.long_line, 0.35, 0.38)
        self.renamed(0.40)
        self.texts(0.50)
        self.branch(0.60)
        self.merges(0.70)
        self.until(1)
        self.stream.out.write(b"done\n")

    def binary(self, secret):
        noise = bytes(self.rng.randrange(256) for _ in range(5000))
        return noise + b"\0\0token=" + secret.encode() + b"\0" + noise

    def long_line(self, secret):
        words = ['"%s":"%s"' % (self.rng.choice(WORDS), self.line()) for _ in range(26_000)]
        words.insert(len(words) // 2, '"token":"%s"' % secret)
        return ("{" + ",".join(words) + "}\n").encode()

    def deep(self, share):
        """In a file that goes on changing to the end, for one commit near the beginning."""
        secret, path = self.secrets.token(), "log/deep.txt"
        self.until(share)
        self.files[path].insert(40, "token=" + secret)
        first = self.step({path: self.content(path)})
        self.files[path] = [line for line in self.files[path] if secret not in line]
        self.planted.append(Planted("deep", secret, "blob", path, first, self.step({path: self.content(path)})))

    def split(self, share):
        """Later text in the middle of the secret: an older version made from a newer one has it across a seam."""
        secret, path = self.secrets.token(), "conf/split.txt"
        self.until(share)
        around = [self.line() for _ in range(40)]
        text = lambda middle: ("\n".join(around) + "\n" + middle + "\n" + "\n".join(around) + "\n").encode()
        first = self.step({path: text("token=" + secret)})
        removed = self.step({path: text("between %s and %s" % (secret[:20], secret[20:]))})
        self.planted.append(Planted("split", secret, "blob", path, first, removed))

    def joined(self, share):
        """The halves first, then the whole without the text between them."""
        secret, path = self.secrets.token(), "conf/joined.txt"
        self.until(share)
        around = [self.line() for _ in range(40)]
        text = lambda middle: ("\n".join(around) + "\n" + middle + "\n" + "\n".join(around) + "\n").encode()
        self.step({path: text("between %s and %s" % (secret[:20], secret[20:]))})
        first = self.step({path: text("token=" + secret)})
        self.planted.append(Planted("joined", secret, "blob", path, first, self.step({path: None})))

    def renamed(self, share):
        """A file whose folder gets another name."""
        secret = self.secrets.token()
        self.until(share)
        first = self.step({"old/deploy/app.env": b"TOKEN=%s\n" % secret.encode(), "old/deploy/readme": b"words\n"})
        self.step({("old", "new/home"): None})
        self.planted.append(Planted("renamed", secret, "blob", "new/home/deploy/app.env|old/deploy/app.env", first, where="head"))

    def texts(self, share):
        """What is no content: a message, an author, the name of a file."""
        self.until(share)
        secret = self.secrets.token()
        mark = self.step(message="deploy with %s\n" % secret)
        self.planted.append(Planted("message", secret, "commit", first=mark, paths="-", where="head"))
        secret = self.secrets.token()
        mark = self.step(author="Ada %s" % secret)
        self.planted.append(Planted("author", secret, "commit", first=mark, paths="-", where="head"))
        secret = self.secrets.token()
        path = "notes/%s.txt" % secret
        first = self.step({path: b"words\n"})
        self.planted.append(Planted("file-name", secret, "tree", "notes/…", first, self.step({path: None})))

    def branch(self, share):
        """Two commits on a branch that is never merged."""
        secret = self.secrets.token()
        self.until(share)
        start = self.marks[-1]
        first = self.stream.commit("topic", "topic", {"conf/topic.env": b"TOKEN=%s\n" % secret.encode()}, parents=[start])
        self.stream.commit("topic", "more", {"conf/more": b"words\n"}, parents=[first])
        self.planted.append(Planted("branch", secret, "blob", "conf/topic.env", first, where="branch topic"))
        self.resume(start)

    def merges(self, share):
        """Text that no parent of a merge has: in a file that both sides changed, and in one that neither did."""
        self.until(share)
        shared, untouched = "conf/shared.txt", "conf/untouched.txt"
        start = self.step({shared: b"one\n", untouched: b"quiet\n"})
        for place, path, base in (("merge-only", shared, "ours\ntheirs"), ("evil-merge", untouched, "quiet")):
            secret = self.secrets.token()
            side = self.stream.commit("side", "side of " + place, {shared: b"one\ntheirs\n", "side/" + place: b"words\n"}, parents=[start])
            ours = self.stream.commit("main", "ours of " + place, {shared: b"one\nours\n"}, parents=[start])
            changes = {shared: b"one\nours\ntheirs\n", "side/" + place: b"words\n"}
            first = self.step({**changes, path: ("%s\ntoken=%s\n" % (base, secret)).encode()}, parents=[ours, side])
            start = self.step({path: (base + "\n").encode(), shared: b"one\n"})
            self.planted.append(Planted(place, secret, "blob", path, first, start))

    def resume(self, mark):
        """Why: a new parent for main; fast-import else goes on from its last commit."""
        self.stream.out.write(b"reset refs/heads/main\nfrom :%d\n\n" % mark)


class Places:
    """What is planted with git itself, outside of the commits of main."""

    def __init__(self, folder, secrets):
        self.folder = folder
        self.secrets = secrets
        self.planted = []
        self.clock = START + 10**8
        self.environment = dict(
            os.environ, GIT_CONFIG_NOSYSTEM="1", GIT_CONFIG_GLOBAL="/dev/null", GIT_AUTHOR_NAME="Ada", GIT_AUTHOR_EMAIL="ada@example.com",
            GIT_COMMITTER_NAME="Ada", GIT_COMMITTER_EMAIL="ada@example.com", LC_ALL="C", TZ="UTC")

    def git(self, *words, data=b"", **options):
        self.clock += 60
        environment = dict(self.environment, GIT_AUTHOR_DATE="%d +0000" % self.clock, GIT_COMMITTER_DATE="%d +0000" % self.clock)
        done = subprocess.run(["git", "-C", self.folder, *words], input=data, env=environment, check=True, stdout=subprocess.PIPE, **options)
        return done.stdout.decode().strip()

    def file(self, path, text):
        target = os.path.join(self.folder, path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "w", encoding="utf-8") as file:
            file.write(text)

    def add(self, place, kind, paths, where, first="-"):
        """A new secret, entered in the table."""
        secret = self.secrets.token()
        self.planted.append(Planted(place, secret, kind, paths, first, "-", where))
        return secret

    def first(self, commit):
        """Enters the commit of the last secret."""
        self.planted[-1] = self.planted[-1]._replace(first=self.git("rev-parse", commit))

    def write(self):
        self.git("config", "gc.auto", "0")
        self.git("reset", "--hard", "--quiet", "main")
        self.stashes()
        self.commits()
        self.refs()
        # Last, since every other command would change it.
        self.file("conf/index.env", "TOKEN=%s\n" % self.add("index", "blob", "conf/index.env", "index"))
        self.git("add", "conf/index.env")
        self.file("conf/index.env", "MODE=test\n")

    def stashes(self):
        self.file("conf/stash.env", "TOKEN=%s\n" % self.add("stash-dropped", "blob", "conf/stash.env", "dangling"))
        self.git("add", "conf/stash.env")
        self.git("stash", "push", "--quiet")
        self.first("stash^2")
        self.git("stash", "drop", "--quiet")
        self.file("conf/staged.env", "TOKEN=%s\n" % self.add("stash-index", "blob", "conf/staged.env", "stash"))
        self.git("add", "conf/staged.env")
        self.file("conf/staged.env", "MODE=test\n")
        self.file("conf/head.env", "TOKEN=%s\n" % self.add("stash-worktree", "blob", "conf/head.env", "stash"))
        self.file("conf/untracked.env", "TOKEN=%s\n" % self.add("stash-untracked", "blob", "conf/untracked.env", "stash"))
        self.git("stash", "push", "--quiet", "--include-untracked")
        stash = [self.git("rev-parse", name) for name in ("stash^2", "stash", "stash^3")]
        self.planted[-3:] = [planted._replace(first=commit) for planted, commit in zip(self.planted[-3:], stash)]

    def commits(self):
        self.file("conf/reflog.env", "TOKEN=%s\n" % self.add("reflog", "blob", "conf/reflog.env", "reflog"))
        self.git("add", "conf/reflog.env")
        self.git("commit", "--quiet", "--message", "soon gone")
        self.first("HEAD")
        self.git("reset", "--hard", "--quiet", "HEAD~1")
        secret = self.add("dangling-commit", "blob", "conf/dangling.env", "dangling")
        blob = self.git("hash-object", "-w", "--stdin", data=b"TOKEN=%s\n" % secret.encode())
        inner = self.git("mktree", data=b"100644 blob %s\tdangling.env\n" % blob.encode())
        tree = self.git("mktree", data=b"040000 tree %s\tconf\n" % inner.encode())
        self.first(self.git("commit-tree", tree, "-p", "main", "-m", "dangling"))
        secret = self.add("dangling-blob", "blob", "-", "dangling")
        self.git("hash-object", "-w", "--stdin", data=b"TOKEN=%s\n" % secret.encode())

    def refs(self):
        self.git("tag", "--annotate", "--message", "release with %s" % self.add("tag-message", "tag", "-", "tag v1"), "v1", "main~1")
        secret = self.add("tag-of-blob", "blob", "-", "tag blob")
        self.git("tag", "blob", self.git("hash-object", "-w", "--stdin", data=b"TOKEN=%s\n" % secret.encode()))
        self.git("branch", "fix/" + self.add("ref-name", "ref", "-", "branch fix/…"), "main~3")
        secret = self.add("note", "blob", self.git("rev-parse", "main~2"), "notes")
        self.git("notes", "add", "--message", "deployed with %s" % secret, "main~2")
        self.first("refs/notes/commits")


def marks(path):
    """The IDs of commits by their marks."""
    with open(path, encoding="ascii") as file:
        return {int(mark[1:]): commit for mark, commit in (line.split() for line in file)}


def make(folder, commits, seed, depth, options):
    """Makes the repository; gives what was planted."""
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main", *options, folder], check=True)
    table = os.path.join(folder, ".git", "planted-marks")
    process = subprocess.Popen(
        ["git", "-C", folder, "fast-import", "--quiet", "--done", "--export-marks=" + table], stdin=subprocess.PIPE, bufsize=1 << 20)
    history = History(process.stdin, commits, seed)
    history.write()
    process.stdin.close()
    if process.wait() != 0:
        sys.exit("planted.py: git fast-import ended with status %d" % process.returncode)
    ids = {"-": "-", **marks(table)}
    os.remove(table)
    places = Places(folder, history.secrets)
    places.git("branch", "--delete", "--force", "side")
    if depth:
        places.git("repack", "-a", "-d", "-f", "--quiet", "--depth=%d" % depth, "--window=%d" % depth)
    places.write()
    return [row._replace(first=ids[row.first], removed=ids[row.removed]) for row in history.planted] + places.planted


def add_arguments(parser):
    """What says how the repository is made."""
    parser.add_argument("--commits", type=int, default=20_000, help="at least 100")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--depth", type=int, default=0, help="repack with chains of deltas as long as this")
    parser.add_argument("--sha256", action="store_true", help="a SHA-256 repository")


def make_as_asked(folder, options):
    """Makes the repository that the arguments ask for; gives what was planted."""
    if options.commits < 100 or os.path.exists(folder):
        sys.exit("planted.py: needs at least 100 commits, and a folder that does not exist")
    return make(folder, options.commits, options.seed, options.depth, ["--object-format=sha256"] if options.sha256 else [])


def main():
    parser = argparse.ArgumentParser(description="Makes a git repository with a secret in every hiding place; a table of them on stdout.")
    parser.add_argument("folder", help="does not exist yet")
    add_arguments(parser)
    options = parser.parse_args()
    rows = make_as_asked(options.folder, options)
    print("\t".join(("place", "sha256", "object", "paths", "first", "removed", "where")))
    for row in rows:
        digest = hashlib.sha256(row.secret.encode()).hexdigest()
        print("\t".join((row.place, digest, row.object, row.paths, row.first, row.removed, row.where)))


if __name__ == "__main__":
    main()
