"""Reads thousands of YAML texts with ours and with PyYAML, and compares what they hold, or that both refuse them.

Usage: compare_yaml.py READING-DUMP [FILE]..., run by a Python that has PyYAML 6. The texts are dumped by PyYAML in all of
its styles, written as people do, JSON, and each of them with characters lost, added and moved; in the end any characters.
A file is another text, or JSON that holds texts under keys `config`; those are spoilt as well.

Where the two differ, the reason must be among DEVIATIONS.
"""

import collections
import datetime
import json
import math
import random
import re
import subprocess
import sys

from generator import Generator

try:
    import yaml
except ImportError:
    sys.exit("compare_yaml.py needs PyYAML 6: pip install pyyaml")
if not yaml.__version__.startswith("6."):
    sys.exit(f"compare_yaml.py needs PyYAML 6, found {yaml.__version__}")

DUMPED, WRITTEN, JSON, SPOILT, SOUPS, NOISES = 4000, 4000, 2000, 30000, 20000, 3000
CORE = "tag:yaml.org,2002:"
UNSUPPORTED = ["binary", "omap", "pairs", "set"]


class Tagged:
    def __init__(self, tag, value):
        self.tag, self.value = tag, value


class TaggedCollection(Tagged):
    # No key, as other collections.
    __hash__ = None


class Loader(yaml.SafeLoader):
    """PyYAML's own, but for timestamps, which stay as they are written, tags of applications, which are kept, and tags
    that are not supported, which are refused. It notes what we refuse of what it takes."""

    def __init__(self, text):
        super().__init__(text)
        self.doubtful = set()

    def compose_mapping_node(self, anchor):
        node = super().compose_mapping_node(anchor)
        spellings, values = set(), set()
        for key, _ in node.value:
            if key.tag == CORE + "merge" or not isinstance(key, yaml.ScalarNode):
                continue
            try:
                value = self.yaml_constructors[key.tag](self, key)
            except Exception:
                value = (key.value,)
            if key.value in spellings or value in values:
                self.doubtful.add("duplicate")
            spellings.add(key.value)
            values.add(value)
        return node

    def application(self, suffix, node):
        if node.tag.startswith(CORE):
            return self.construct_undefined(node)
        if isinstance(node, yaml.ScalarNode):
            return Tagged(node.tag, node.value)
        if isinstance(node, yaml.SequenceNode):
            return TaggedCollection(node.tag, self.construct_sequence(node, deep=True))
        return TaggedCollection(node.tag, self.construct_mapping(node, deep=True))

    def timestamp(self, node):
        value = self.construct_scalar(node)
        if not self.timestamp_regexp.match(value):
            raise yaml.YAMLError("no timestamp")
        return value


Loader.add_multi_constructor("", Loader.application)
Loader.add_constructor(CORE + "timestamp", Loader.timestamp)
for name in UNSUPPORTED:
    Loader.add_constructor(CORE + name, Loader.construct_undefined)


class Recursive(Exception):
    pass


def plain(value, inside=()):
    """A value of Python as lists and pairs, in which 1, 1.0 and True differ."""
    if id(value) in inside:
        raise Recursive
    if isinstance(value, dict):
        return ("mapping", [(plain(key), plain(item, (*inside, id(value)))) for key, item in value.items()])
    if isinstance(value, list):
        return ("sequence", [plain(item, (*inside, id(value))) for item in value])
    if isinstance(value, Tagged):
        return ("tag", value.tag, plain(value.value, (*inside, id(value))))
    if isinstance(value, int) and not isinstance(value, bool) and not -(2**63) <= value < 2**63:
        try:
            value = float(value)
        except OverflowError:
            value = math.copysign(math.inf, value)
    if isinstance(value, str):
        # A pair of halves is the character they stand for.
        value = value.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    return (type(value).__name__, repr(value))


def plain_json(value):
    """The same of what ours printed."""
    if isinstance(value, dict) and "mapping" in value:
        return ("mapping", [(plain_json(key), plain_json(item)) for key, item in value["mapping"]])
    if isinstance(value, dict) and "number" in value:
        return plain(float(value["number"]))
    if isinstance(value, dict):
        return ("tag", value["tag"], plain_json(value["of"]))
    if isinstance(value, list):
        return ("sequence", [plain_json(item) for item in value])
    return plain(value)


Outcome = collections.namedtuple("Outcome", "value error doubtful")


def theirs(text):
    loader = None
    try:
        loader = Loader(text)
        documents = []
        while loader.check_data():
            documents.append(plain(loader.get_data()))
        return Outcome(documents, None, loader.doubtful)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        return Outcome(None, str(error), set())
    except Recursive:
        return Outcome(None, "recursive", set())
    except RecursionError:
        return Outcome(None, "depth", set())
    except Exception as error:
        # What its constructors did not expect.
        return Outcome(None, f"{type(error).__name__}: {error}", {"crash"})


def ours(program, texts):
    request = b"".join(b"%d\n%s" % (len(text), text) for text in texts)
    process = subprocess.run([program, "yaml"], input=request, stdout=subprocess.PIPE)
    lines = process.stdout.split(b"\n")[:-1] if process.returncode == 0 else []
    if len(lines) != len(texts):
        sys.exit(f"reading-dump ended with {process.returncode} after {len(lines)} of {len(texts)} texts")
    for line in map(json.loads, lines):
        if "error" in line:
            yield Outcome(None, line["error"], set())
        else:
            yield Outcome([plain_json(document) for document in line["value"]], None, set())


def as_json(text):
    """What a text holds that is JSON throughout, and has no key twice."""

    def members(pairs):
        return dict(pairs) if len(dict(pairs)) == len(pairs) else 1 / 0

    try:
        value = json.loads(text.decode("utf-8-sig"), parse_constant=lambda name: 1 / 0, object_pairs_hook=members)
        return plain(value) if isinstance(value, (dict, list)) else None
    except (ValueError, ZeroDivisionError, RecursionError):
        return None


def is_marked_inside(text):
    return "\ufeff" in text.decode("utf-8", "replace")[1:]


def untabbed(value):
    if isinstance(value, (list, tuple)):
        return [untabbed(item) for item in value]
    return value.replace("\\t", " ") if isinstance(value, str) else value


def is_spaced(text, our):
    """Whether a text with tabs holds what it does with spaces. In blocks of text those could be indentation."""
    spaced = theirs(text.replace(b"\t", b" "))
    return untabbed(our.value) == untabbed(spaced.value) or re.search(rb"[|>]", text)


# Where PyYAML takes it and we refuse it.
REFUSED = [
    ("keys given twice, of which PyYAML takes the last", "is given twice, first", lambda text, their: "duplicate" in their.doubtful),
    ("half of a surrogate pair", "escape is no character", lambda text, their: re.search(r"\\\\u[dD]|'\\ud", repr(their.value))),
    ("a byte order mark inside of the text", "byte order mark inside", lambda text, their: is_marked_inside(text)),
    ("`!!null` before a text, and numbers and dates that only Python takes", "is no `!!(null|int|float|timestamp)`", lambda text, their: b"!" in text),
    ("tags of scalars before a mapping with a key `=`", "does not fit what follows, a `!!map`", lambda text, their: b"=" in text),
    ("nesting", "nested deeper than", lambda text, their: len(text) > 128),
    ("UTF-16", "is UTF-16", lambda text, their: text[:2] in (b"\xff\xfe", b"\xfe\xff")),
]
# And where we take it and PyYAML refuses it.
TAKEN = [
    ("tabs between words", r"'\\t'", lambda text, our: is_spaced(text, our)),
    ("`!`, `&` and `*` as texts with the tag `!`", "tag:yaml.org,2002:yaml", lambda text, our: b"! " in text),
    ("what makes PyYAML's constructors fail", "^ValueError|^IndexError", lambda text, our: True),
]


def deviation(text, our, their):
    """Why the two differ, if that is on the list."""
    document = as_json(text)
    if our.value is not None and document is not None and our.value == [document]:
        return "JSON, which we read as such: its numbers `1e3`, its white space, its keys"
    if our.value is None:
        for reason, message, holds in REFUSED:
            if re.search(message, our.error) and holds(text, their):
                return reason
    elif their.value is None:
        for reason, message, holds in TAKEN:
            if re.search(message, their.error) and holds(text, our):
                return reason
    return None


# Texts


class Values:
    """Values of Python, dumped by PyYAML in all of its styles."""

    WORDS = ["a", "name", "Perf", "yes", "no", "On", "null", "~", "1", "0x1F", "1:30", "1e3", "1.5e+3", "2024-06-01",
             "2024-06-01 10:00:00", "<<", "=", "-", "- a", "a: b", "#x", "a #b", "", " a", "a ", "a\nb", "a\n\nb\n",
             "\n a", "a\tb", "ü", "中文", "😀", "\u2028", "\x85", "\x07", "\ufeffa", "'", '"', "\\", "%a", "@a", "`a", "!a",
             "&a", "*a", "[", "]", "{a}", "?", "? a", ":", "::", "a:b", "http://x.org/?a=b", "long " * 30, "...", "---",
             "x" * 200, "a,b", "0o17", "017", "1_000", ".5", "+.5", ".inf", "\r\n", "tab\t", "line\n  more\n\n\n"]

    def __init__(self, random):
        self.random = random

    def scalar(self):
        choose = self.random
        return choose.choice([
            lambda: None, lambda: choose.random() < 0.5, lambda: choose.randint(-100, 100), lambda: choose.randint(-2**70, 2**70),
            lambda: choose.uniform(-10, 10), lambda: choose.choice([0.0, -0.0, 1e300, 1e-300, math.inf, -math.inf, math.nan]),
            lambda: datetime.date(choose.randint(1, 9999), choose.randint(1, 12), choose.randint(1, 28)),
            lambda: datetime.datetime(choose.randint(1, 9999), 1, 1, choose.randint(0, 23), 5, 6, choose.randint(0, 999999)),
            lambda: choose.choice(self.WORDS), lambda: choose.choice(self.WORDS) + choose.choice(self.WORDS),
            lambda: "".join(chr(choose.choice([choose.randint(0, 0x7F), choose.randint(0, 0x2FF), choose.randint(0x2000, 0x20FF), choose.randint(0x10000, 0x10FFFF)])) for _ in range(choose.randint(0, 8))),
        ])()

    def value(self, depth=0):
        choose = self.random
        if depth > 4 or choose.random() < 0.45:
            return self.scalar()
        if self.shared and choose.random() < 0.1:
            return choose.choice(self.shared)
        count = choose.randint(0, 5)
        if choose.random() < 0.4:
            value = [self.value(depth + 1) for _ in range(count)]
        else:
            value = {self.scalar(): self.value(depth + 1) for _ in range(count)}
        self.shared.append(value)
        return value

    def text(self):
        choose, self.shared = self.random, []
        options = dict(
            default_flow_style=choose.choice([None, True, False]), default_style=choose.choice([None, None, "'", '"', "|", ">"]),
            width=choose.choice([4, 20, 80, 10000]), indent=choose.choice([None, 2, 3, 4, 8]), allow_unicode=choose.random() < 0.5,
            explicit_start=choose.random() < 0.3, explicit_end=choose.random() < 0.2, canonical=choose.random() < 0.1,
            line_break=choose.choice([None, "\n", "\r", "\r\n"]), sort_keys=False, version=choose.choice([None, None, (1, 1)]))
        documents = [self.value() for _ in range(choose.choice([1, 1, 1, 2]))]
        return yaml.safe_dump_all(documents, **options)


class JSONTexts:
    """Objects and arrays of JSON with every freedom that it leaves."""

    def __init__(self, random):
        self.random = random

    def space(self):
        return "".join(self.random.choice(" \t\n\r") for _ in range(self.random.choice([0, 0, 0, 1, 2])))

    def string(self):
        parts = ["a", "key", "ü", "😀", "\x7f", "\x85", "\u2028", "\ufeff", "\uffff", " ", "  ", "#", ": ", "x" * 1100, "\\/", "\\n", "\\u0000",
                 "\\ud83d\\ude00", '\\"', "\\\\", "'", "%", "<<", "\\u00e9"]
        weights = [1 if len(part) > 100 else 40 for part in parts]
        return '"' + "".join(self.random.choices(parts, weights, k=self.random.randint(0, 4))) + '"'

    def number(self):
        return self.random.choice(["0", "-0", "1e3", "1E-5", "1.5e3", "-1.25E+2", "12", "-7", "0.5", "1e400", "123456789012345678901234567890"])

    def value(self, depth=0):
        roll = self.random.random()
        if depth == 0 or depth < 6 and roll < 0.5:
            items = [self.value(depth + 1) for _ in range(self.random.randint(0, 4))]
            if self.random.random() < 0.5:
                return "[" + self.space() + ",".join(self.space() + item + self.space() for item in items) + "]"
            keys = {json.loads(key): key for key in (self.string() for _ in items)}
            return "{" + self.space() + ",".join(
                self.space() + key + self.space() + ":" + self.space() + item + self.space() for key, item in zip(keys.values(), items)) + "}"
        return self.string() if roll < 0.7 else self.number() if roll < 0.9 else self.random.choice(["true", "false", "null"])

    def text(self):
        return self.space() + self.value() + self.space()


class Handwriting(Generator):
    """Texts with every freedom that people take: comments, anchors, merges, blocks of text, odd spacing."""

    PLAIN = ["a", "b c", "some longer words", "it's", 'say "x"', "a#b", "a:b", "-1", "+7", "0", "-0", "1_000", "0x1F", "0b101", "017",
             "0o17", "1:30", "-1:30:15", "1:30.5", "1e3", "1.5", "1.", ".5", "-.5", "1.5e+3", "1.5e3", ".inf", "-.INF", ".nan",
             "yes", "No", "ON", "off", "true", "False", "y", "n", "null", "Null", "~", "2024-06-01", "2024-06-01T10:00:00Z",
             "2024-1-1 1:00:00", "1.2.3", "v1.0", "x/y.z", "50%", "ü", "中文", "99999999999999999999", "0xFFFFFFFFFFFFFFFFF",
             "?a", "-a", ":a", "a:b c", "$HOME/x", "(a)", "a=b", "08", "1__0", "0_", "<", "<<a", "==", "a  b"]
    KEYS = ["a", "b", "name", "two words", "key", "x", "y", "type", "'q'", '"r"', "1", "1.5", "~", "ü", "k-1", "=", "'<<'", "? ", "&anchor k"]
    QUOTED = ["'a'", "''", "'it''s'", '"a"', '""', r'"\n\t\\\"\/\x41\u00e9\U0001F600\e\0\_\N\L\P"', r'"\ud83d\ude00"', "'a: b'", '"#x"',
              "'a\n  b'", '"a\n\n  b"', '"a\\\n  b"', '"a  \n   b"', "'a \n\n b '", "'1'", '"yes"', '"a\\  b"']
    TAGS = ["!x ", "!expand ", "!!str ", "!!int ", "!!float ", "!!bool ", "!!null ", "!<tag:a.b,2000:c> ", "! ", "!a%20b ", "!!seq ", "!!map "]

    def comment(self):
        return self.pick(["", "", "", "", "", "  # comment", " # it's: [odd", " #", "   "])

    def properties(self, kind):
        text = ""
        if self.chance(0.06):
            name = f"n{self.random.randint(0, 999)}"
            self.made.append((name, kind))
            text += f"&{name} "
        if self.chance(0.06):
            tags = {"scalar": self.TAGS[:10], "text": ["!x ", "!!str "], "sequence": ["!x ", "!!seq "], "mapping": ["!x ", "!!map "]}[kind]
            text = self.pick([self.pick(tags) + text, text + self.pick(tags)])
        return text

    def alias(self, kinds):
        names = [name for name, kind in self.anchors if kind in kinds]
        return f"*{self.pick(names)}" if names else None

    def finish(self, made):
        self.anchors += self.made[made:]

    def typed(self, tag):
        """A scalar that such a tag fits."""
        fitting = {"!!int ": ["1", "'0x1F'", '"-1_000"', "017", "1:30"], "!!float ": ["1", "'1.5'", "1e3", ".inf", '".nan"', "-.5", "1:30.5"],
                   "!!bool ": ["yes", "'off'", '"True"'], "!!null ": ["", "~", "'null'"]}
        return tag + self.pick(fitting[tag]) if tag in fitting else tag + self.pick(self.PLAIN + self.QUOTED)

    def inline(self, depth, indent, flow=False):
        """A node in one line, or in brackets over several."""
        made = len(self.made)
        roll = self.random.random()
        alias = self.alias(["scalar", "sequence", "mapping"]) if roll < 0.07 else None
        if alias:
            return alias + " "
        if depth < 6 and roll < 0.25:
            space = self.pick(["", " ", " ", "\n" + " " * (indent + self.random.randint(1, 4)), " # c\n" + " " * (indent + 2)])
            comma = self.pick([",", ", ", " , ", ",\n" + " " * (indent + 1)])
            count = self.random.randint(0, 4)
            if self.chance(0.5):
                text = self.properties("sequence") + "[" + space
                items = [self.flow(depth + 1, indent, pairs=True) for _ in range(count)]
                text += comma.join(items) + (comma if items and self.chance(0.2) else "") + space + "]"
            else:
                text = self.properties("mapping") + "{" + space
                items = [self.flow_entry(depth + 1, indent, key) for key in self.random.sample(self.KEYS_IN_FLOW, count)]
                text += comma.join(items) + (comma if items and self.chance(0.2) else "") + space + "}"
        else:
            text = self.properties("scalar")
            if text.endswith(("!!int ", "!!float ", "!!bool ", "!!null ")):
                text = self.typed(text[text.index("!!"):]) if text.startswith("!!") else self.pick(self.QUOTED)
            else:
                text += self.pick(self.QUOTED) if roll < 0.45 else self.pick(self.PLAIN)
                if flow and text[0] in "?:":
                    text = "x" + text[1:]
        self.finish(made)
        return text

    KEYS_IN_FLOW = ["a", "b", "c", "d", "e f", "'q'", '"r"', "7", "yes", "~", "g"]

    def flow_entry(self, depth, indent, key):
        roll = self.random.random()
        if roll < 0.1:
            return key
        if roll < 0.15:
            return key + ":"
        if roll < 0.2:
            return "? " + key + (" : " + self.flow(depth, indent) if self.chance(0.5) else "")
        if roll < 0.25:
            return '"j":' + self.flow(depth, indent)
        alias = self.alias(["mapping"]) if roll < 0.3 else None
        if alias:
            return "<<: " + alias
        return key + self.pick([": ", " : ", ":  "]) + self.flow(depth, indent)

    def flow(self, depth, indent, pairs=False):
        if pairs and self.chance(0.1):
            return self.flow_entry(depth, indent, self.pick(self.KEYS_IN_FLOW))
        if self.chance(0.05):
            return "two\n" + " " * (indent + 1) + "lines"
        return self.inline(depth, indent, flow=True)

    def block_text(self, indent):
        header = self.pick("|>") + self.pick(["", "-", "+"])
        extra, own = "", self.random.randint(1, 4)
        if self.chance(0.2):
            extra = str(own)
        elif indent < 0:
            own += 1
        lines = []
        for _ in range(self.random.randint(0, 5)):
            lines.append(self.pick(["", " " * (max(indent, 0) + own) + self.pick(["text", "more text", "# no comment", "- x", "a: b", "\ttab"]),
                                    " " * (max(indent, 0) + own + 2) + "further"]))
        if "".join(lines).startswith(" " * (max(indent, 0) + own + 1)):
            lines.insert(0, " " * (max(indent, 0) + own) + "first")
        header = self.pick([header[0] + extra + header[1:], header + extra])
        return header + self.pick(["", "", " # c"]) + "\n" + "".join(line + "\n" for line in lines)

    def block(self, depth, indent):
        """What follows a key or dash, with the end of its last line."""
        roll, made = self.random.random(), len(self.made)
        further = indent + self.random.randint(1, 4)
        if roll < 0.1:
            text = " " + self.properties("text") + self.block_text(indent)
        elif roll < 0.15:
            text = " " + self.properties("text") + "words\n" + "".join(
                self.pick(["\n", " " * further + "and more" + self.pick(["", "  "]) + "\n"]) for _ in range(3))
        elif roll < 0.2:
            text = self.pick([" ", "", "  # nothing"]) + "\n"
        elif depth < 5 and roll < 0.5:
            kind = self.pick(["sequence", "mapping"])
            text = " " + self.properties(kind) + self.comment() + "\n"
            text += self.collection(kind, depth + 1, further)
        else:
            text = self.pick([" ", " ", "  ", "\n" + " " * further]) + self.inline(depth, indent) + self.comment() + "\n"
        self.finish(made)
        return text

    def between(self, indent):
        return self.pick(["", "", "", "", "\n", " " * indent + "# comment\n", "# at the start\n", "   \n"])

    def collection(self, kind, depth, indent):
        text, space = "", " " * indent
        if kind == "sequence":
            for _ in range(self.random.randint(1, 4)):
                text += self.between(indent) + space + "-"
                if depth < 5 and self.chance(0.25):
                    gap = self.pick([" ", "  ", "   "])
                    inner = indent + 1 + len(gap)
                    text += gap + self.collection(self.pick(["sequence", "mapping"]), depth + 1, inner).lstrip(" \n")
                else:
                    text += self.block(depth, indent)
            return text
        keys = self.random.sample(self.KEYS[:-2], self.random.randint(1, 5))
        for number, key in enumerate(keys):
            # A comment would be lost in front of a compact mapping.
            text += (self.between(indent) if number else "") + space
            roll = self.random.random()
            alias = self.alias(["mapping"]) if roll < 0.15 else None
            if alias:
                text += "<<:" + self.pick([f" {alias}", f" [{alias}]", f" [{alias}, {{a: 1, z: 2}}]", f"\n{space}  {alias}"]) + "\n" + space
            if roll > 0.95:
                text += "? " + key + "\n" + (space + ":" + self.block(depth, indent) if self.chance(0.7) else "")
            elif 0.9 < roll and depth < 5:
                text += key + ":\n" + self.collection("sequence", depth + 1, indent)
            else:
                text += key + self.pick(["", "", "", " "]) + ":" + self.block(depth, indent)
        return text

    def text(self):
        text = self.pick(["", "", "", "# A comment\n", "\n\n", "\ufeff", "%YAML 1.1\n---\n", "%TAG !e! tag:e.org,2000:\n--- # x\n", "---\n"])
        documents = self.pick([1, 1, 1, 1, 2, 3])
        for number in range(documents):
            self.anchors, self.made = [], []
            text += self.pick(["---\n", "--- # next\n", "...\n---\n", "... # end\n# more\n---\n"]) if number else ""
            roll = self.random.random()
            if roll < 0.65:
                text += self.collection("mapping", 0, self.pick([0, 0, 0, 0, 2]))
            elif roll < 0.8:
                text += self.collection("sequence", 0, self.pick([0, 0, 2]))
            else:
                text += self.inline(0, 0) + self.comment() + "\n"
        text += self.pick(["", "", "", "...\n", "# end", "\n\n"])
        return text.replace("\n", "\r\n") if self.chance(0.05) else text


class Spoiling:
    """The same texts with characters and lines lost, added and moved."""

    SIGNS = list(" \t\n:-?,[]{}#&*!|>'\"%@`<=~.+\\/0123456789abenty_\r") + [
        ": ", "- ", "? ", " #", "\n  ", "\n\n", "  ", "&n1 ", "*n1", "!x ", "!!str ", "<<: ", "---\n", "...\n", "\n---\n", "''", '""',
        "|\n", ">-\n", "\n ", "\x85", "\u2028", "\ufeff", "ü", "\x00", "\x1b", "=", "[a]", "{a: b}", "%YAML 1.1\n"]

    def __init__(self, random):
        self.random = random

    def text(self, text):
        for _ in range(self.random.choice([1, 1, 1, 2, 3, 5])):
            start = self.random.randint(0, len(text))
            end = min(len(text), start + self.random.choice([1, 1, 1, 2, 5, 20]))
            roll = self.random.random()
            if roll < 0.3:
                text = text[:start] + text[end:]
            elif roll < 0.65:
                text = text[:start] + self.random.choice(self.SIGNS) + text[start:]
            elif roll < 0.8:
                text = text[:start] + self.random.choice(self.SIGNS) + text[end:]
            else:
                lines = text.split("\n")
                line = self.random.randrange(len(lines))
                other = self.random.randrange(len(lines))
                kind = self.random.randrange(5)
                if kind == 0:
                    del lines[line]
                elif kind == 1:
                    lines.insert(other, lines[line])
                elif kind == 2:
                    lines[line] = " " * self.random.randint(1, 4) + lines[line]
                elif kind == 3:
                    lines[line] = lines[line][self.random.randint(1, 3):]
                else:
                    lines[line], lines[other] = lines[other], lines[line]
                text = "\n".join(lines)
        return text

    def soup(self):
        return "".join(self.random.choice(self.SIGNS) for _ in range(self.random.randint(1, 25)))


def configurations(value):
    """The texts under keys `config` in JSON."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key == "config" and isinstance(item, str):
                yield item
            else:
                yield from configurations(item)
    elif isinstance(value, list):
        for item in value:
            yield from configurations(item)


def read_files(paths):
    for path in paths:
        with open(path, encoding="utf-8") as file:
            text = file.read()
        if path.endswith(".json"):
            yield from configurations(json.loads(text))
        else:
            yield text


def main():
    program, seed = sys.argv[1], 7
    choose = random.Random(seed)
    values, handwriting, spoiling = Values(choose), Handwriting(choose), Spoiling(choose)
    kinds = {
        "files": list(read_files(sys.argv[2:])),
        "dumped": [values.text() for _ in range(DUMPED)],
        "written": [handwriting.text() for _ in range(WRITTEN)],
        "of JSON": [JSONTexts(choose).text() for _ in range(JSON)],
    }
    whole = [text for texts in kinds.values() for text in texts if len(text) < 5000]
    kinds["spoilt"] = [spoiling.text(choose.choice(whole)) for _ in range(SPOILT)]
    kinds["of any signs"] = [spoiling.soup() for _ in range(SOUPS)]
    texts = {kind: [text.encode("utf-8", "surrogatepass") for text in texts] for kind, texts in kinds.items()}
    texts["of any bytes"] = [choose.randbytes(choose.randint(0, 40)) for _ in range(NOISES)]
    found = False
    for kind, texts in texts.items():
        counts, reasons, differing = collections.Counter(), collections.Counter(), []
        for text, our in zip(texts, ours(program, texts)):
            their = theirs(text)
            counts["taken by both" if our.value is not None and their.value is not None else
                   "refused by both" if our.value is None and their.value is None else "taken by one"] += 1
            if our.value == their.value:
                continue
            reason = deviation(text, our, their)
            if reason is None:
                differing.append((text, our, their))
            else:
                reasons[reason] += 1
        print(f"{len(texts)} texts {kind}: " + ", ".join(f"{count} {what}" for what, count in counts.items()))
        for reason, count in reasons.most_common():
            print(f"    {count} differ in {reason}")
        print(f"    {len(differing)} differ for no such reason")
        for text, our, their in sorted(differing, key=lambda case: len(case[0]))[:15]:
            print(f"      {text!r}\n        ours:   {our.error or our.value}\n        PyYAML: {their.error or their.value}")
        found = found or bool(differing)
    sys.exit(1 if found else 0)


main()
