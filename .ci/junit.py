"""Reads the JUnit report of a failing check with junitparser and its page with html5lib, as programs of others would.

Usage: junit.py CALIBRAXCTL, run by a Python that has the packages junitparser and html5lib.
"""

import json
import shutil
import subprocess
import sys
import tempfile

import html5lib
from junitparser import JUnitXml

NAMES = ["plain", "]]>", "a\n::error::b", "<script>", "nul\0esc\x1b[2J", "\ufffe\uffff", '"&\'', "\U0001f680|", "100%"]


def run(name, value):
    """A run in which one benchmark a name took so long; of those named fine always the same."""
    points = [{"name": point, "tags": {"k": point}, "metrics": {"latency": {"value": value}, "size": {"value": 1}}}
              for point in NAMES]
    points.append({"name": "fine", "metrics": {"latency": {"value": 1}}})
    definitions = {"latency": {"direction": "lower"}}
    return {"id": name, "timestamp": f"2026-03-0{value}", "metric_defs": definitions, "points": points}


def main():
    program, data = sys.argv[1], tempfile.mkdtemp(prefix="calibrax-junit-")

    def call(*arguments, text=None):
        return subprocess.run([program, *arguments, "--data", data], input=text, text=True, capture_output=True)

    try:
        for name, value in ("before", 1), ("after", 2):
            stored = call("ingest", "--input", "-", *(["--set-baseline", "main"] if value == 1 else []),
                          text=json.dumps(run(name, value)))
            assert stored.returncode == 0, stored.stderr
        report, page = data + "/report.xml", data + "/report.html"
        check = call("check", "--format", "junit", "--output", report, "--output", page)
        assert check.returncode == 1, check
        suites = JUnitXml.fromfile(report)
        # A metric that nobody defined is skipped.
        expected = (2 * len(NAMES) + 1, len(NAMES), 0, len(NAMES))
        assert (suites.tests, suites.failures, suites.errors, suites.skipped) == expected, suites
        suite, = suites
        cases = list(suite)
        failed = [case for case in cases if any(result.type == "regressed" for result in case.result)]
        assert len(cases) == expected[0] and len(failed) == expected[1]
        assert {case.name for case in failed} == {"latency"}
        assert "a\n::error::b k=a\n::error::b" in {case.classname for case in failed}
        with open(page, "rb") as file:
            tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(file)
        assert len(tree.findall(".//tbody/tr")) == len(NAMES)
        assert tree.findall(".//script") == []
    finally:
        shutil.rmtree(data)
    print(f"junitparser {expected[0]} tests, {expected[1]} failures, {expected[3]} skipped; html5lib no error")


main()
