"""Makes repositories of other shapes from one: what a clone, a fetch, a repack or a server can make of the same history."""

import os
import subprocess

# Packs that the shape of many packs has.
PACKS = 60


def git(repository, *words, **options):
    environment = dict(os.environ, GIT_CONFIG_NOSYSTEM="1", GIT_CONFIG_GLOBAL="/dev/null", GIT_AUTHOR_NAME="Ada", GIT_AUTHOR_EMAIL="ada@example.com",
                       GIT_COMMITTER_NAME="Ada", GIT_COMMITTER_EMAIL="ada@example.com", LC_ALL="C", GIT_TERMINAL_PROMPT="0")
    return subprocess.run(["git", "-C", repository, *words], env=environment, check=True, stdout=options.pop("stdout", subprocess.DEVNULL),
                          stderr=subprocess.DEVNULL, **options)


def make(repository, folder):
    """Makes one shape after the other in `folder`; gives what each is, and its path."""
    source = os.path.join(folder, "source")
    git(folder, "clone", "--mirror", repository, source)
    # Why: a fetch of any commit, and one without blobs, are refused by default.
    for setting in ("allowAnySHA1InWant", "allowFilter"):
        git(source, "config", "uploadpack." + setting, "true")
    for words, maker in SHAPES:
        target = os.path.join(folder, maker.__name__)
        maker(source, target)
        yield words, target


def commits(source, count):
    """So many commits of the main line, evenly spread, oldest first."""
    line = git(source, "rev-list", "--first-parent", "--reverse", "HEAD", stdout=subprocess.PIPE).stdout.decode().split()
    return line[::max(1, len(line) // count)]


def initialise(target, *words):
    git(".", "init", "--bare", *words, target)


def fetch(source, target, *what):
    git(target, "-c", "fetch.unpackLimit=1", "-c", "gc.auto=0", "fetch", "--no-tags", source, *what)


def small_packs(source, target):
    initialise(target)
    for commit in commits(source, PACKS):
        fetch(source, target, "%s:refs/heads/main" % commit)
    fetch(source, target, "+refs/*:refs/*")


def cut_packs(source, target):
    git(source, "clone", "--mirror", "--shared", source, target)
    os.remove(os.path.join(target, "objects", "info", "alternates"))
    fetch(source, target, "--refetch", "+refs/*:refs/*")
    git(target, "-c", "pack.packSizeLimit=1m", "repack", "-a", "-d", "-f")
    git(target, "multi-pack-index", "write")


def deep_pack(source, target):
    git(source, "clone", "--mirror", source, target)
    git(target, "repack", "-a", "-d", "-f", "--depth=250", "--window=250")


def sha256(source, target):
    initialise(target, "--object-format=sha256")
    export = subprocess.Popen(["git", "-C", source, "fast-export", "--all", "--signed-tags=strip", "--tag-of-filtered-object=drop"],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    started = subprocess.Popen(["git", "-C", target, "fast-import", "--quiet"], stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
    while line := export.stdout.readline():
        if line.startswith(b"M 160000 "):
            # Why: the commit of a submodule has a SHA-1 name, which no SHA-256 repository takes.
            line = line[:49] + b"0" * 24 + line[49:]
        started.stdin.write(line)
        if line.startswith(b"data "):
            started.stdin.write(export.stdout.read(int(line[5:])))
    started.stdin.close()
    if export.wait() != 0 or started.wait() != 0:
        raise OSError("git fast-export or fast-import failed")


def loose(source, target):
    initialise(target)
    fetch(source, target, "%s:refs/heads/main" % commits(source, 4)[1])
    for pack in os.listdir(os.path.join(target, "objects", "pack")):
        if pack.endswith(".pack"):
            moved = os.path.join(target, pack)
            os.rename(os.path.join(target, "objects", "pack", pack), moved)
            with open(moved, "rb") as file:
                git(target, "unpack-objects", "-q", stdin=file)


def alternates(source, target):
    half = target + "-half"
    initialise(half)
    line = commits(source, 4)
    fetch(source, half, "%s:refs/heads/main" % line[len(line) // 2])
    git(half, "clone", "--mirror", "--shared", half, target)
    fetch(source, target, "+refs/*:refs/*")


def partial_clone(source, target):
    git(source, "clone", "--filter=blob:none", "file://" + source, target)
    for commit in commits(source, 4):
        git(target, "checkout", "--quiet", commit)


def shallow_clone(source, target):
    git(source, "clone", "--depth=200", "file://" + source, target)


SHAPES = [
    ("%d small packs" % PACKS, small_packs),
    ("packs of 1 MB, one index for all", cut_packs),
    ("`repack --depth=250 --window=250 -f`", deep_pack),
    ("SHA-256", sha256),
    ("loose objects", loose),
    ("one half by alternates", alternates),
    ("partial clone, what is there", partial_clone),
    ("shallow clone", shallow_clone),
]
