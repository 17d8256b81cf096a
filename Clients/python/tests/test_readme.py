"""The examples of the README run as they stand, one behind the other."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import unittest
from pathlib import Path

from server import server

HERE = Path(__file__).resolve().parents[1]


class ReadmeTests(unittest.TestCase):
    def test_the_examples_run_and_print_what_they_promise(self) -> None:
        blocks = re.findall(r"```python\n(.*?)```", (HERE / "README.md").read_text(), re.DOTALL)
        self.assertGreaterEqual(len(blocks), 4)
        # The last one waits for events for as long as there may be some.
        program = "\n".join(blocks).replace("\nfor event in", "\ncalibrax.flush()\nfor event in")
        program = program.replace("    print(event.topic, event.data)", "    print(event.topic)\n    break")
        stored = 'client.subscribe(["runs", "samples"])'
        self.assertIn(stored, program)
        program = program.replace(stored, f'{stored[:-1]}, from_seq=1)')
        # Each block about a client makes it, or goes on with the one above it.
        self.assertLess(program.index("stop = client.on_alert("), program.index("for event in"))
        with server() as running:
            environment = {**os.environ, "CALIBRAX_SERVER": running.unix, "PYTHONPATH": str(HERE)}
            run = subprocess.run(
                [sys.executable, "-c", program], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                text=True, timeout=60,
            )  # fmt: skip
        self.assertEqual(run.returncode, 0, run.stdout)
        lines = run.stdout.splitlines()
        self.assertEqual(lines[0], "True 1")
        self.assertRegex(lines[1], r"^\['\d{8}T.*'\]$")
        self.assertEqual(lines[2:], ["runs"])
