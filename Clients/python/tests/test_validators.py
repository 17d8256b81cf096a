"""Validators are called as they expect, and whatever one does, the others are answered."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import textwrap
import unittest
from pathlib import Path
from typing import Any

PROGRAM = (Path(__file__).parents[1] / "calibrax_validators" / "__main__.py").read_text()

MODULE = """
    import datetime, itertools, os, sys, threading

    def below(values, params, x_values=None):
        print("looking at", values)
        ok = [v is None or v < params.get("threshold", 10) for v in values]
        return ok, {"shapes": [{"type": "line", "x0": x_values[0]}], "annotations": [], "other": 1}

    def told(values, params, x_values=None):
        return [True] * len(values), {"annotations": [{"params": params, "values": values, "x": x_values}]}

    def returns(values, params, x_values=None):
        return eval(params["returned"])

    def runs(values, params, x_values=None):
        exec(params["code"])
        return [True] * len(values), {}

    def changes(values, params, x_values=None):
        del values[:]
        return [True, True], None

    def without_x(values, params):
        return [], {}

    class Half:
        def __init__(self, value):
            self.value = value
        def item(self):
            return self.value

    class Array(list):
        pass

    class Column:
        def __init__(self, values):
            self.values = values
        def tolist(self):
            return self.values

    constant = 3
"""


class ValidatorsTests(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.write("mine.py", MODULE)

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(textwrap.dedent(text))

    def call(self, function: str, values: Any = (1.0, None), module: str = "mine", **params: Any) -> dict[str, Any]:
        return {"module": module, "function": function, "params": params, "values": list(values),
                "x_values": list(range(len(values)))}

    def run_program(self, text: str, **options: Any) -> "subprocess.CompletedProcess[str]":
        environment = {**os.environ, "PYTHONPATH": str(self.folder), "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run(
            [sys.executable, "-c", PROGRAM], input=text, env=environment, capture_output=True, encoding="utf-8",
            timeout=30, **options)

    def answers(self, *calls: dict[str, Any]) -> list[Any]:
        process = self.run_program("".join(json.dumps(call) + "\n" for call in calls))
        self.stderr = process.stderr
        ready, *lines = [json.loads(line) for line in process.stdout.split("\n")[:-1]]
        self.assertEqual(list(ready), ["ready"])
        return lines

    def errors(self, *calls: dict[str, Any]) -> list[Any]:
        return [answer.get("error") for answer in self.answers(*calls)]

    def returned(self, *texts: str) -> list[Any]:
        return self.errors(*[self.call("returns", returned=text) for text in texts])

    def test_a_validator_judges_and_draws(self) -> None:
        self.assertEqual(
            self.answers(self.call("below", [1, 20.5, None]), self.call("below", [1, 20.5, None], threshold=30)),
            [{"ok": [True, good, True], "layout": {"shapes": [{"type": "line", "x0": 0}], "annotations": []}}
             for good in (False, True)])
        self.assertEqual(self.stderr, "looking at [1, 20.5, None]\n" * 2)

    def test_it_is_told_the_whole_rule(self) -> None:
        rule = {"name": "told", "module": "mine", "is_ts": False, "word": "é\u2028\n", "deep": {"a": [None, 1.5]}}
        call = {**self.call("told"), "params": rule, "x_values": ["a", "b"]}
        drawn = self.answers(call)[0]["layout"]["annotations"][0]
        self.assertEqual(drawn, {"params": rule, "values": [1.0, None], "x": ["a", "b"]})

    def test_its_list_is_its_own(self) -> None:
        self.assertEqual(
            self.answers(self.call("changes")), [{"ok": [True, True], "layout": {"shapes": [], "annotations": []}}])

    def test_a_module_that_cannot_be_loaded_is_named(self) -> None:
        self.write("broken.py", "raise OSError('no disk')\n")
        self.write("quits.py", "import sys; sys.exit(3)\n")
        self.write("typo.py", "def f(:\n")
        self.write("package/__init__.py", "")
        self.write("package/stats.py", "def z_score(values, params, x_values=None): return [True] * len(values), {}\n")
        self.assertEqual(
            self.errors(
                self.call("foo", module="nomod"), self.call("foo"), self.call("constant"),
                self.call("f", module="broken"), self.call("f", module="quits"), self.call("f", module=".mine"),
                self.call("z_score", module="package.stats")),
            ["Validator 'foo' in module 'nomod' could not be loaded: No module named 'nomod'",
             "Validator 'foo' in module 'mine' could not be loaded: it has no function 'foo'",
             "Validator 'constant' in module 'mine' could not be loaded: it has no function 'constant'",
             "Validator 'f' in module 'broken' could not be loaded: OSError: no disk",
             "Validator 'f' in module 'quits' could not be loaded: SystemExit: 3",
             "Validator 'f' in module '.mine' could not be loaded: TypeError: the 'package' argument is required to"
             " perform a relative import for '.mine'", None])
        self.assertIn("could not be loaded: SyntaxError: ", self.errors(self.call("f", module="typo"))[0])

    def test_modules_of_the_current_folder_are_not_meant(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            for name in ("json", "elsewhere"):
                (Path(folder) / f"{name}.py").write_text("def f(values, params, x_values=None): return [], {}\n")
            process = self.run_program(json.dumps(self.call("f", module="elsewhere")), cwd=folder)
            self.assertIn("No module named 'elsewhere'", process.stdout)

    def test_an_exception_is_told_with_its_type(self) -> None:
        codes = ["raise ValueError('min is missing')", "raise TypeError", "[][0]", "params['x']", "sys.exit(2)",
                 "raise KeyboardInterrupt", "raise ValueError('half \\ud800')", "f = lambda: f(); f()"]
        errors = self.errors(*[self.call("runs", code=code) for code in codes])
        self.assertEqual(
            errors[:7],
            ["ValueError: min is missing", "TypeError", "IndexError: list index out of range", "KeyError: 'x'",
             "SystemExit: 2", "KeyboardInterrupt", "ValueError: half ?"])
        self.assertEqual(errors[7:], ["NameError: name 'f' is not defined"])
        self.assertIn("unexpected keyword argument 'x_values'", self.errors(self.call("without_x"))[0])

    def test_recursion_is_an_exception(self) -> None:
        self.write("deep.py", """
            def again(count): return again(count + 1)
            def f(values, params, x_values=None): return again(0)
            def nested(values, params, x_values=None):
                shape = {}
                shape["shape"] = shape
                return [True] * len(values), {"shapes": [shape]}
        """)
        errors = self.errors(self.call("f", module="deep"), self.call("nested", module="deep"), self.call("told"))
        self.assertTrue(errors[0].startswith("RecursionError: "))
        self.assertEqual(errors[1:], ["Validator 'nested' returned a layout with more than 32 levels.", None])

    def test_results_of_a_wrong_kind_are_named(self) -> None:
        self.assertEqual(
            self.returned("None", "[True, True]", "([True],)", "(None, {})", "('ab', {})", "((b for b in [1]), {})",
                          "([True], {})", "([True, None], {})", "([True, 'yes'], {})", "([float('nan'), 1], {})",
                          "([True, 2], {})"),
            ["Validator 'returns' returned None, expected two values: a list of True and False, and a dictionary with"
             " shapes and annotations.",
             "Validator 'returns' returned a value of type bool as results, expected a list of True and False.",
             "Validator 'returns' returned a value of type tuple, expected two values: a list of True and False, and"
             " a dictionary with shapes and annotations.",
             "Validator 'returns' returned None as results, expected a list of True and False.",
             "Validator 'returns' returned a value of type str as results, expected a list of True and False.",
             "Validator 'returns' returned a value of type generator as results, expected a list of True and False.",
             "Validator 'returns' returned 1 results, expected 2.",
             "Validator 'returns' returned None as result 1, expected True or False.",
             "Validator 'returns' returned 'yes' as result 1, expected True or False.",
             "Validator 'returns' returned nan as result 0, expected True or False.",
             "Validator 'returns' returned 2 as result 1, expected True or False."])

    def test_layouts_of_a_wrong_kind_are_named(self) -> None:
        layouts = ["[]", "{'shapes': {}}", "{'shapes': [1]}", "{'shapes': [{'x0': float('nan')}]}",
                   "{'annotations': [{}, {'a': [1, -float('inf')]}]}", "{'shapes': [{1: 2}]}",
                   "{'shapes': [{'a': {1, 2}}]}", "{'shapes': [{'text': 'x' * (17 << 20)}]}",
                   "{'shapes': None, 'annotations': ()}"]
        self.assertEqual(
            self.returned(*[f"([True, True], {layout})" for layout in layouts]),
            [f"Validator 'returns' returned {rest}" for rest in (
                "a value of type list as layout, expected a dictionary with shapes and annotations.",
                "a value of type dict as shapes, expected a list.",
                "a value of type int as shapes[0], expected a dictionary.",
                "nan as shapes[0].x0, expected a number that can be drawn.",
                "-inf as annotations[1].a[1], expected a number that can be drawn.",
                "the key 1 in shapes[0], expected a text.",
                "a value of type set as shapes[0].a, expected what JSON can hold.",
                "a layout of over 16 MiB.")] + [None])

    def test_numbers_of_numpy_are_taken(self) -> None:
        returned = ("(Column([Half(True), Half(0.0)]), {'shapes': [{'x0': Half(1.5), 'x': Column([Half(1), 2]),"
                    " 'at': datetime.date(2026, 3, 2)}]})")
        self.assertEqual(
            self.answers(self.call("returns", returned=returned)),
            [{"ok": [True, False],
              "layout": {"shapes": [{"x0": 1.5, "x": [1, 2], "at": "2026-03-02"}], "annotations": []}}])

    def test_numpy_itself(self) -> None:
        try:
            import numpy  # noqa: F401
        except ImportError:
            self.skipTest("numpy is not installed")
        self.write("vector.py", """
            import numpy as np
            def f(values, params, x_values=None):
                a = np.array(values, dtype=np.float32)
                return a < 2, {"shapes": [{"y0": a.mean(), "n": np.int64(3), "b": a[0] < 2, "t": np.datetime64("2026-03-02")}]}
            def g(values, params, x_values=None):
                return list(np.array(values) < 2), {"shapes": [{"y0": np.float64("nan")}]}
        """)
        calls = [self.call(name, [1.0, 2.0], module="vector") for name in "fg"]
        self.assertEqual(
            self.answers(*calls),
            [{"ok": [True, False],
              "layout": {"shapes": [{"y0": 1.5, "n": 3, "b": True, "t": "2026-03-02"}], "annotations": []}},
             {"error": "Validator 'g' returned nan as shapes[0].y0, expected a number that can be drawn."}])

    def test_what_is_printed_is_no_answer(self) -> None:
        codes = ["print('{\"ok\": []}', flush=True)", "os.write(1, b'raw')", "os.system('echo shell')",
                 "print('x' * 1000000)", "print(repr(sys.stdin.read()) + repr(os.read(0, 9)))"]
        self.assertEqual(self.errors(*[self.call("runs", code=code) for code in codes]), [None] * 5)
        for text in ('{"ok": []}', "raw", "shell\n", "x" * 1000000, "''b''"):
            self.assertIn(text, self.stderr)

    def test_streams_that_a_validator_closes_are_not_needed(self) -> None:
        codes = ["sys.stdin.close(); sys.stdout.close()", "os.close(0); os.close(1)", "sys.stderr = None",
                 "sys.stdout = open('/dev/full', 'w'); print('x')"]
        self.assertEqual(self.errors(*[self.call("runs", code=code) for code in codes]), [None] * 4)

    def test_answers_before_an_end_have_been_given(self) -> None:
        answers = self.answers(self.call("told"), self.call("runs", code="os._exit(3)"), self.call("told"))
        self.assertEqual(len(answers), 1)

    def test_a_fork_does_not_answer_twice(self) -> None:
        self.assertEqual(self.errors(self.call("runs", code="os.fork()"), self.call("told")), [None, None])

    def test_threads_that_never_end_are_not_waited_for(self) -> None:
        code = "threading.Thread(target=threading.Event().wait).start()"
        self.assertEqual(self.errors(self.call("runs", code=code)), [None])

    def test_a_line_that_is_no_call_is_answered(self) -> None:
        process = self.run_program("nonsense\n{}\n" + json.dumps(self.call("told")) + "\n")
        answers = [json.loads(line) for line in process.stdout.split("\n")[:-1]][1:]
        self.assertEqual([list(answer) for answer in answers], [["error"], ["error"], ["ok", "layout"]])

    def test_without_stdin_it_ends(self) -> None:
        process = subprocess.run(
            ["/bin/sh", "-c", 'exec "$0" -c "$1" <&-', sys.executable, PROGRAM], capture_output=True, timeout=30)
        self.assertEqual(process.returncode, 1)
        self.assertEqual(process.stdout, b"")


if __name__ == "__main__":
    unittest.main()
