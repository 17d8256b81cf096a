"""Finds thousands of patterns with ours and with Python's `re`, and compares where, or that both refuse the pattern.

Usage: compare_patterns.py READING-DUMP, run by a Python of 3.11 or later. The patterns are of all that is supported, over
few characters, so that they are found often; and each of them with characters lost, added and moved.

Where the two differ, the reason must be among those of `deviation`.
"""

import collections
import json
import random
import re
import signal
import subprocess
import sys
import unicodedata
import warnings

from generator import Generator

PATTERNS, TEXTS, SPOILT, CHARACTERS = 20000, 3, 30000, 3000
# Python tells of what may mean something else some day.
warnings.simplefilter("ignore")

Case = collections.namedtuple("Case", "pattern text")


class Patterns(Generator):
    """Patterns of all that is supported."""

    LITERALS = list("aaaabbbc1_- ") + ["A", "B", "é", "É", "ß", "ſ", "s", "K", "\u212a", "σ", "ς", "Σ", "😀", "\n"]
    ESCAPES = [r"\d", r"\D", r"\w", r"\W", r"\s", r"\S", r"\.", r"\-", r"\n", r"\t", r"\x61", r"\u00e9", r"\U0001F600", r"\0", r"\141", r"\ ", r"\a", r"\]"]
    ASSERTIONS = ["^", "$", r"\b", r"\B", r"\A", r"\Z"]
    CLASSES = ["[ab]", "[^a]", "[a-c]", "[^a-c\\n]", "[]a]", "[^]a]", "[a-]", "[-a]", r"[\w-]", r"[\d_]", r"[^\W_]", r"[\s1]", r"[\b\-]", "[A-Z]",
               "[à-ÿ]", "[^\\D]", "[😀-😂b]", "[a^]", r"[\x61-\x63]", "[[ab]", "[σ-ω]", "[^É]", "[k-s]", r"[\S\s]", r"[^\w\W]"]
    QUANTIFIERS = ["*", "+", "?", "{2}", "{1,}", "{,2}", "{1,2}", "{0,3}", "{2,3}", "{,}", "{0}", "{1}"]

    def atom(self, depth):
        roll = self.random.random()
        if depth < 4 and roll < 0.35:
            self.groups += 1
            opening = self.pick(["(", "(", "(", "(?:", "(?:", f"(?P<n{self.groups}>", "(?i:", "(?s:", "(?m:", "(?-i:", "(?im-s:"])
            return opening + self.alternatives(depth + 1) + ")"
        if roll < 0.75:
            literal = self.pick(self.LITERALS)
            return "\\" + literal if literal in "-" and self.chance(0.5) else literal
        if roll < 0.82:
            return "."
        if roll < 0.9:
            return self.pick(self.CLASSES)
        return self.pick(self.ESCAPES)

    def sequence(self, depth):
        text = ""
        for _ in range(self.pick([0, 1, 1, 1, 2, 2, 3])):
            if self.chance(0.08):
                text += self.pick(self.ASSERTIONS)
                continue
            text += self.atom(depth)
            if self.chance(0.4):
                text += self.pick(self.QUANTIFIERS[:3] if self.chance(0.6) else self.QUANTIFIERS) + self.pick(["", "", "?"])
        return text

    def alternatives(self, depth=0):
        return "|".join(self.sequence(depth) for _ in range(self.pick([1, 1, 1, 2, 2, 3])))

    def pattern(self):
        self.groups = 0
        flags = self.pick([""] * 8 + ["(?i)", "(?i)", "(?s)", "(?m)", "(?im)", "(?u)(?s)", "(?x) # about\n ", "(?#about)"])
        return flags + self.alternatives()

    def text(self):
        characters = "aaaaabbbc1_-" if self.chance(0.6) else "".join(self.LITERALS) + "\u0301\x1f\x85\u2028٣½Ⅷ中"
        return "".join(self.pick(characters) for _ in range(self.pick([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])))


class Spoiling:
    """The same patterns with characters lost, added and moved."""

    SIGNS = list("()[]{}|*+?^$.\\-,:<>=!#P0123456789abdswxuUNBAZimsaLg ") + ["(?", "(?:", "(?P<", "(?<", "(?=", "(?i)", "{2,", "[^", "\\b", "]", ")", "\\1", "++"]

    def __init__(self, random):
        self.random = random

    def pattern(self, text):
        for _ in range(self.random.choice([1, 1, 2, 3])):
            start = self.random.randint(0, len(text))
            end = min(len(text), start + self.random.choice([0, 1, 1, 2, 5]))
            text = text[:start] + self.random.choice(["", *self.SIGNS, *self.SIGNS]) + text[end:]
        return text


def characters(choose):
    """Each kind and case of single characters."""
    alike = collections.defaultdict(set)
    known = [chr(code) for code in range(0x20000) if unicodedata.category(chr(code)) not in ("Cn", "Cs")]
    for character in known:
        for other in (character.lower(), character.upper(), character.title(), character.upper().lower()):
            if len(other) == 1 and other != character:
                alike[character].add(other)
                alike[other].add(character)
    for character, others in alike.items():
        family = others.union(*(alike[other] for other in others))
        for other in family:
            yield Case(f"(?i){character}", other)
            yield Case(f"(?i)[{character}]", other)
    for character in choose.sample(known, CHARACTERS):
        for escape in "dsw":
            yield Case(f"(\\{escape})", character)


def in_bytes(text, span):
    return None if span == (-1, -1) else [len(text[:place].encode()) for place in span]


class TooLong(Exception):
    pass


def interrupt(signal, frame):
    raise TooLong


def theirs(case):
    """What `re` finds: where, or the error. `TooLong` where it would take minutes."""
    signal.setitimer(signal.ITIMER_REAL, 0.2)
    try:
        pattern = re.compile(case.pattern)
        match = pattern.search(case.text)
    except (re.error, OverflowError) as error:
        return None, str(error)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    if match is None:
        return None, None
    return [in_bytes(case.text, match.span()), in_bytes(case.text, match.span(1)) if pattern.groups else None], None


def ours(program, cases):
    texts = [text.encode() for case in cases for text in case]
    process = subprocess.run([program, "patterns"], input=b"".join(b"%d\n%s" % (len(text), text) for text in texts), stdout=subprocess.PIPE)
    lines = process.stdout.split(b"\n")[:-1] if process.returncode == 0 else []
    if len(lines) != len(cases):
        sys.exit(f"reading-dump ended with {process.returncode} after {len(lines)} of {len(cases)} patterns")
    for line in map(json.loads, lines):
        yield line.get("spans"), line.get("error")


# Where we refuse what Python takes.
REFUSED = [
    ("what is not supported", "is not supported"),
    ("large counts", "repeats more than|is too large"),
    ("the flag `t`, which Python had until 3.12", r"\(\?[a-z]*t.* is no group"),
    ("numbers of half a surrogate pair", "is no character"),
]


def deviation(case, our, their):
    """Why the two differ, if that is on the list."""
    if our[1] and not their[1]:
        return next((reason for reason, message in REFUSED if re.search(message, our[1])), None)
    if their[1] and not our[1]:
        return "groups `(?<name>…)`" if "unknown extension ?<" in their[1] else None
    if sys.version_info < (3, 14) and case.text == "" and "\\B" in case.pattern:
        return "`\\B` in an empty text, where Python finds it since 3.14"
    return None


def main():
    program, choose = sys.argv[1], random.Random(7)
    signal.signal(signal.SIGALRM, interrupt)
    patterns, spoiling = Patterns(choose), Spoiling(choose)
    written = [patterns.pattern() for _ in range(PATTERNS)]
    kinds = {
        "supported": [Case(pattern, patterns.text()) for pattern in written for _ in range(TEXTS)],
        "spoilt": [Case(spoiling.pattern(choose.choice(written)), patterns.text()) for _ in range(SPOILT)],
        "single characters": list(characters(choose)),
    }
    found = False
    for kind, cases in kinds.items():
        counts, reasons, differing = collections.Counter(), collections.Counter(), []
        for case, our in zip(cases, ours(program, cases)):
            try:
                their = theirs(case)
            except TooLong:
                counts["that take Python too long"] += 1
                continue
            counts["refused by both" if our[1] and their[1] else "taken by one" if our[1] or their[1] else
                   "found by both" if our[0] and their[0] else "found by none" if our[0] == their[0] else "found by one"] += 1
            if our[0] == their[0] and bool(our[1]) == bool(their[1]):
                continue
            reason = deviation(case, our, their)
            if reason is None:
                differing.append((case, our, their))
            else:
                reasons[reason] += 1
        print(f"{len(cases)} cases {kind}: " + ", ".join(f"{count} {what}" for what, count in counts.items()))
        for reason, count in reasons.most_common():
            print(f"    {count} differ in {reason}")
        print(f"    {len(differing)} differ for no such reason")
        for case, our, their in sorted(differing, key=lambda entry: len(entry[0].pattern))[:15]:
            print(f"      {case.pattern!r} in {case.text!r}\n        ours: {our[1] or our[0]}\n        re:   {their[1] or their[0]}")
        found = found or bool(differing)
    sys.exit(1 if found else 0)


main()
