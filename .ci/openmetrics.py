"""Writes thousands of random metrics and has `prometheus_client` read them, and `promtool`, where it is installed.

Usage: openmetrics.py READING-DUMP, run by a Python with prometheus_client. Each value must come back with its labels, those
that were given twice with the last value, and a reader must see nothing else.
"""

import collections
import json
import math
import random
import re
import shutil
import subprocess
import sys

from prometheus_client import openmetrics, parser as prometheus
import prometheus_client.openmetrics.parser

TEXTS, TOOL_TEXTS = 3000, 60
NAMES = ["a", "b", "a_total", "a_created", "a_info", "a_bucket", "a_count", "a_sum", "a b", "a-b", "ä", "", "1", "9lives", "__name__", "__a",
         "le", "quantile", "x:y", "_", "a_seconds", "a_bytes_total", "NaN", "# TYPE", "\n", "\0", "original_name", "a\"b", "a{b}", "\u2028"]
TEXT = ["a", "B", " ", "  ", "\\", "\"", "\n", "\r", "\t", "\0", "\x7f", "\x85", "\u2028", "\ufeff", "é", "e\u0301", "😀", "{", "}", ",", "=", "#", "# EOF", "\\n",
        "\\\\", "\x1b[2J", "# {a=\"b\"} 1"]
VALUES = ["0", "-0.0", "1", "-1", "0.1", "1e-320", "5e-324", "1.7976931348623157e308", "123456789012345678", "1e15", "-1e22", "nan", "inf", "-inf"]
TIMES = [None, None, None, "0", "1700000000.123", "-1", "1e300", "nan"]


def text(pick):
    return "".join(pick(TEXT) for _ in range(pick(range(5))))


def families(pick):
    """Families, and what a reader should find: the value and the label values for each value of the label `n`."""
    result, expected = [], {}
    for _ in range(pick(range(8))):
        kind = pick(["gauge", "gauge", "counter", "unknown"])
        family = [pick(NAMES), kind, pick(["", "seconds", "b", "ms", "é"]), text(pick), []]
        for _ in range(pick(range(5))):
            number = str(len(expected))
            labels = [["n", number]] + [[pick(NAMES), text(pick)] for _ in range(pick(range(4)))]
            # Always or never: a reader may refuse a family of which only some values have one.
            time = None if len(result) % 2 else pick(TIMES)
            for _ in range(pick([1, 1, 2])):
                value = pick(VALUES)
                family[4].append([value, time, labels])
                if kind == "counter" and not 0 <= float(value) < math.inf:
                    continue
                expected[number] = float(value), collections.Counter(clean(value) for name, value in labels[1:] if value)
            expected.setdefault(number, None)
        result.append(family)
    return result, {key: value for key, value in expected.items() if value}


def clean(value):
    return re.sub("[\0-\x09\x0b-\x1f\x7f]", "\ufffd", value)


def found(families):
    """What a reader found, in the same form."""
    result, names = {}, []
    for family in families:
        names.append(family.name)
        for sample in family.samples:
            labels = dict(sample.labels)
            number = labels.pop("n")
            assert number not in result, f"twice: {sample}"
            result[number] = sample.value, collections.Counter(labels.values())
    assert len(set(names)) == len(names), f"two blocks: {names}"
    return result


def agree(expected, result, names):
    if expected.keys() != result.keys():
        return False
    for number, (value, labels) in expected.items():
        read, read_labels = result[number]
        # Where the name of a family had to be changed, a label has it.
        more = list((read_labels - labels).elements())
        if not (value == read or math.isnan(value) and math.isnan(read)) or labels - read_labels or more not in [[], *([name] for name in names)]:
            return False
    return True


def main():
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    pick = random.Random(seed).choice
    cases = [families(pick) for _ in range(TEXTS)]
    inputs = [json.dumps(case[0]).encode() for case in cases]
    dumped = subprocess.run([sys.argv[1], "metrics"], input=b"".join(b"%d\n%s" % (len(one), one) for one in inputs), stdout=subprocess.PIPE, check=True)
    lines = dumped.stdout.decode().split("\n")[:-1]
    assert len(lines) == len(cases)
    readers = [("openMetrics", openmetrics.parser.text_string_to_metric_families), ("prometheus", prometheus.text_string_to_metric_families)]
    tool = shutil.which("promtool")
    values = 0
    for place, ((given, expected), line) in enumerate(zip(cases, lines)):
        written = json.loads(line)
        for name, read in readers:
            text = written[name]
            try:
                result = found(read(text))
            except Exception as error:
                sys.exit(f"{name} cannot be read: {error!r}\n{json.dumps(given)}\n{text}")
            if not agree(expected, result, {clean(family[0]) for family in given}):
                sys.exit(f"{name} is read as something else\n{json.dumps(given)}\n{text}\n{expected}\n{result}")
            values += len(result)
        if tool and place < TOOL_TEXTS:
            # 3 tells of names that are against the custom.
            checked = subprocess.run([tool, "check", "metrics"], input=written["prometheus"].encode(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            if checked.returncode not in (0, 3) or b"error while linting" in checked.stdout:
                sys.exit(f"promtool: {checked.stdout.decode()}\n{written['prometheus']}")
    print(f"{TEXTS} texts in 2 formats with {values} values are read as they were meant" + (", and by promtool" if tool else "; no promtool"))


main()
