"""Makes the inputs of the benchmarks: logs and files with synthetic secrets. The same arguments give the same bytes.

Secrets are put together here from pieces and random characters, so that no file of this repository holds one.
"""

import random
import sys

UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
PATHS = ["/", "/login", "/api/v1/items", "/api/v1/users/{n}", "/static/app.{n}.js", "/health", "/search?q={n}&token=none"]
WORDS = "request served cache miss hit retry queue worker started stopped user session key value password changed ok".split()


def key_id(rng):
    """An AWS access key ID: no such key exists."""
    while True:
        characters = "".join(rng.choice(UPPER) for _ in range(16))
        # Why: rekey takes an ID with such a word for a sample.
        if not any(word in characters for word in ("FAKE", "TEST", "EXAMPLE", "DUMMY")):
            return "AK" + "IA" + characters


def log_line(rng):
    number = rng.randrange(1_000_000)
    if number % 4 == 0:
        return '{"time":"2026-01-%02dT%02d:%02d:%02dZ","level":"info","msg":"%s","id":"%08x"}' % (
            number % 28 + 1, number % 24, number % 60, number % 59, " ".join(rng.choices(WORDS, k=6)), number)
    return '10.0.%d.%d - - [%02d/Jan/2026:%02d:%02d:%02d +0000] "GET %s HTTP/1.1" 200 %d "-" "Mozilla/5.0"' % (
        number % 256, number // 256 % 256, number % 28 + 1, number % 24, number % 60, number % 59,
        rng.choice(PATHS).format(n=number), number)


def log(path, mebibytes, secrets=10, seed=1):
    """A web server's log with some secrets in it, evenly spread. Gives its size in bytes."""
    rng = random.Random(seed)
    # Why: a block of 4 MiB, repeated, is made fast and is too long for any scanner to profit from the repetition.
    block = []
    size = 0
    while size < 4 << 20:
        block.append(log_line(rng))
        size += len(block[-1]) + 1
    text = ("\n".join(block) + "\n").encode()
    blocks = max(1, mebibytes // 4)
    with open(path, "wb") as file:
        for number in range(blocks):
            first, last = number * secrets // blocks, (number + 1) * secrets // blocks
            for _ in range(first, last):
                file.write(f"config reloaded aws_access_key_id={key_id(rng)}\n".encode())
            file.write(text)
        return file.tell()


def secrets(path, count, size, seed=3):
    """A file of `size` bytes with `count` different secrets, evenly spread. Gives its size in bytes."""
    rng = random.Random(seed)
    share = size // count
    with open(path, "wb") as file:
        for number in range(count):
            line = f"id={key_id(rng)}\n"
            file.write(line.encode())
            rest = share - len(line)
            while rest > 0:
                filler = log_line(rng)[: rest - 1] + "\n" if rest > 1 else "\n"
                file.write(filler.encode())
                rest -= len(filler)
        return file.tell()


if __name__ == "__main__":
    # corpus.py log FILE MIB, or corpus.py secrets FILE COUNT SIZE
    kind, path, *numbers = sys.argv[1:]
    {"log": log, "secrets": secrets}[kind](path, *map(int, numbers))
