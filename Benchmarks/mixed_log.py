"""Makes a log of many programs with synthetic secrets at known places.

    python3 mixed_log.py FILE [--mib 1024] [--secrets 600] [--seed 1] > planted.tsv

The same arguments give the same bytes. Lines are those of docker's json-file driver, pino, zap, logfmt, syslog, nginx, Postgres, Node, kubectl, GitHub
Actions, `curl -v` and HTTP dumps; request identifiers, digests, addresses and times differ from line to line. The table says what was planted, one
line a secret, by its place:

    offset   of the first byte in the file of the secret, or of the URL that it is a part of
    line     the number of the line it begins in, from 1
    kind     what it is
    form     of the line round it
    sha256   digest of the secret, as `rekey scan --with-digest` gives it

Secrets are put together here from pieces and random characters, so that no file of this repository holds one. None opens anything.
"""

import argparse
import base64
import hashlib
import hmac
import json
import random
import string
import sys
import zlib

DIGITS = string.digits + string.ascii_uppercase + string.ascii_lowercase
URL_SAFE = string.ascii_letters + string.digits + "-_"
PATHS = "/api/v1/users /api/v1/orders /health /metrics /login /static/app.js /api/v2/search /webhooks/stripe /rest/v1/items /auth/v1/token".split()
WORDS = (
    "request completed connection opened closed cache miss hit retry scheduled worker started stopped user session restored key rotated value changed "
    "listening migration applied job finished token refreshed for tenant queue drained backup written secret mounted password changed by admin "
    "upstream response took longer than expected shard rebalanced replica caught up snapshot uploaded index rebuilt batch of rows inserted into "
    "table config reloaded without restart graceful shutdown requested waiting on pending requests client disconnected before body was read "
    "feature flag evaluated rule matched email sent invoice created payment captured order shipped report generated cleanup removed stale files"
).split()
AGENTS = ["curl/7.88.1", "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "kube-probe/1.29", "node-fetch/1.0"]
# Distinct lines without secrets; the log is drawn from them.
POOL = 150_000


def check62(text):
    """Six digits of base 62 of the CRC-32. Source: GitHub's token format of 2021."""
    number, check = zlib.crc32(text.encode()), ""
    for _ in range(6):
        number, digit = divmod(number, 62)
        check = DIGITS[digit] + check
    return check


class Secrets:
    """One secret of each kind that a playbook's people meet in logs."""

    def __init__(self, rng):
        self.rng = rng

    def text(self, count, alphabet=DIGITS):
        return "".join(self.rng.choice(alphabet) for _ in range(count))

    def github(self):
        body = self.text(30)
        return "gh" + "p_" + body + check62(body)

    def npm(self):
        body = self.text(30)
        return "npm" + "_" + body + check62(body)

    def chat(self):
        space, token = "AAAA" + self.text(7, URL_SAFE[:62]), self.text(43, URL_SAFE[:62])
        return "https://chat." + "googleapis.com/v1/spaces/%s/messages?key=AIza%s&token=%s" % (space, "Sy" + self.text(33), token)

    def stripe(self):
        return "sk" + "_live_" + self.text(24)

    def slack(self):
        return "https://hooks." + "slack.com/services/T0%s/B0%s/%s" % (self.text(8, DIGITS[:36]), self.text(8, DIGITS[:36]), self.text(24))

    def service_role(self):
        encode = lambda data: base64.urlsafe_b64encode(data).rstrip(b"=").decode()
        ref = self.text(20, string.ascii_lowercase)
        head = encode(b'{"alg":"HS256","typ":"JWT"}')
        body = encode(json.dumps({"iss": "supa" + "base", "ref": ref, "role": "service_role", "iat": 1700000000, "exp": 2015360000}).encode())
        return "%s.%s.%s" % (head, body, encode(hmac.new(self.text(40).encode(), (head + "." + body).encode(), hashlib.sha256).digest()))

    def database(self):
        return "postgres" + "://app:%s@db-%s.internal:5432/main" % (self.text(18), self.text(4, string.ascii_lowercase))

    def sendgrid(self):
        return "SG" + ".%s.%s" % (self.text(22), self.text(43))


KINDS = ["github", "npm", "chat", "stripe", "slack", "service_role", "database", "sendgrid"]


class Lines:
    """Lines of logs, with `filling` somewhere a program would print it."""

    def __init__(self, rng):
        self.rng = rng
        self.forms = [self.docker, self.pino, self.zap, self.logfmt, self.syslog, self.nginx, self.postgres, self.node, self.kubectl,
                      self.actions, self.curl, self.plain]

    def hexadecimal(self, count):
        return "%0*x" % (count, self.rng.getrandbits(4 * count))

    def time(self):
        r = self.rng.randrange
        return "2026-%02d-%02dT%02d:%02d:%02d.%03d" % (1 + r(11), 1 + r(28), r(24), r(60), r(60), r(1000))

    def words(self):
        return " ".join(self.rng.choices(WORDS, k=self.rng.randrange(3, 12)))

    def address(self):
        r = self.rng.randrange
        return "10.%d.%d.%d" % (r(256), r(256), r(256))

    def docker(self, filling):
        text = "%s %s %s\n" % (self.rng.choice(["info", "warn", "error"]), self.words(), filling)
        return json.dumps({"log": text, "stream": "stdout", "time": self.time() + "123456Z"}, separators=(",", ":"))

    def pino(self, filling):
        return json.dumps({"level": 30, "time": 1790000000000 + self.rng.randrange(10**9), "pid": self.rng.randrange(40000), "hostname": "web-1",
                           "reqId": self.hexadecimal(16), "msg": self.words() + " " + filling}, separators=(",", ":"))

    def zap(self, filling):
        return json.dumps({"level": "info", "ts": self.time() + "Z", "caller": "api/server.go:%d" % self.rng.randrange(900),
                           "msg": self.words(), "url": filling or self.rng.choice(PATHS), "took": self.rng.random()})

    def logfmt(self, filling):
        return 'ts=%sZ level=info msg="%s" trace=%s target=%s' % (self.time(), self.words(), self.hexadecimal(32), filling or self.rng.choice(PATHS))

    def syslog(self, filling):
        return "Nov %2d %02d:%02d:%02d web-%d app[%d]: %s %s" % (
            self.rng.randrange(1, 29), self.rng.randrange(24), self.rng.randrange(60), self.rng.randrange(60), self.rng.randrange(9),
            self.rng.randrange(40000), self.words(), filling)

    def nginx(self, filling):
        path = self.rng.choice(PATHS) + ("?next=" + filling if filling else "?id=%d&trace=%s" % (self.rng.randrange(10**6), self.hexadecimal(12)))
        return '%s - - [14/Nov/2026:%02d:11:%02d +0000] "GET %s HTTP/1.1" %d %d "-" "%s"' % (
            self.address(), self.rng.randrange(24), self.rng.randrange(60), path, self.rng.choice([200, 200, 304, 404, 500]),
            self.rng.randrange(90000), self.rng.choice(AGENTS))

    def postgres(self, filling):
        return "%s UTC [%d] app@main LOG:  duration: %.3f ms  statement: SELECT * FROM orders WHERE id = '%s' %s" % (
            self.time().replace("T", " "), self.rng.randrange(40000), self.rng.random() * 90, self.hexadecimal(32), "-- " + filling if filling else "")

    def node(self, filling):
        return "    at %s (/srv/app/node_modules/%s/lib/index.js:%d:%d) %s" % (
            self.rng.choice(["Object.<anonymous>", "async handle", "Layer.next", "process.processTicksAndRejections"]),
            self.rng.choice(["express", "pg", "undici"]), self.rng.randrange(900), self.rng.randrange(90), filling)

    def kubectl(self, filling):
        return 'I1114 %02d:%02d:%02d.%06d       1 controller.go:%d] "%s" %s=%s' % (
            self.rng.randrange(24), self.rng.randrange(60), self.rng.randrange(60), self.rng.randrange(10**6), self.rng.randrange(900), self.words(),
            "value" if filling else "pod", filling or "web-%s" % self.hexadecimal(10))

    def actions(self, filling):
        return "%s4567Z ##[debug]%s %s sha256:%s" % (self.time(), self.words(), filling, self.hexadecimal(64))

    def curl(self, filling):
        return "> x-forwarded-to: %s" % filling if filling else "< x-request-id: %s-%s" % (self.hexadecimal(8), self.hexadecimal(12))

    def plain(self, filling):
        return "[%s] %s %s (%s)" % (self.time(), self.words(), filling, self.address())


def planted_line(secrets, lines, number):
    """A line with a secret: its form, the kind, the text, and the secret as it stands in it."""
    kind = KINDS[number % len(KINDS)]
    secret = getattr(secrets, kind)()
    form = lines.forms[number // len(KINDS) % len(lines.forms)]
    return form.__name__, kind, form(secret) + "\n", secret


def make(path, size, count, seed):
    lines, secrets, choice = Lines(random.Random(seed)), Secrets(random.Random(seed + 1)), random.Random(seed + 2)
    pool = [(lines.forms[number % len(lines.forms)]("") + "\n").encode() for number in range(POOL)]
    rows, offset, line, number = [], 0, 1, 0
    with open(path, "wb") as out:
        while offset < size:
            block = choice.choices(pool, k=2_000)
            text = b"".join(block)
            out.write(text)
            offset, line = offset + len(text), line + len(block)
            while number < count and offset > size * number // count:
                form, kind, text, secret = planted_line(secrets, lines, number)
                rows.append((offset + text.encode().index(secret.encode()), line, kind, form, hashlib.sha256(secret.encode()).hexdigest()))
                out.write(text.encode())
                offset, line, number = offset + len(text), line + 1, number + 1
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("file")
    parser.add_argument("--mib", type=float, default=1024)
    parser.add_argument("--secrets", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    for row in make(options.file, int(options.mib * (1 << 20)), options.secrets, options.seed):
        print("\t".join(map(str, row)))


if __name__ == "__main__":
    sys.exit(main())
