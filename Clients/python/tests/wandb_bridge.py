"""What the tests of the bridge to Weights & Biases share: it is started as calibraxctl does, in an empty home."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
import unittest
from pathlib import Path
from typing import Any

from wandb_server import KEY

from .wandb_support import LONG, NOWHERE, environment

PROGRAM = (Path(__file__).parents[1] / "calibrax_wandb" / "__main__.py").read_text()


class Bridge:
    """A bridge that is talked to line by line."""

    def __init__(self, environment: dict[str, str], cwd: Path, **options: Any) -> None:
        streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen([sys.executable, "-c", PROGRAM], env=environment, cwd=cwd, **streams, **options)
        self.watch = threading.Timer(LONG, self.process.kill)

    def __enter__(self) -> Bridge:
        self.watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.watch.cancel()
        self.process.kill()
        self.process.__exit__(None, None, None)

    def ask(self, command: str, **members: Any) -> dict[str, Any]:
        """The answer to a command."""
        self.process.stdin.write(json.dumps({"command": command, **members}).encode() + b"\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def end(self) -> int:
        """Its exit status after the end of stdin, or of itself."""
        self.process.stdin.close()
        return self.process.wait(LONG)


class BridgeTests(unittest.TestCase):
    """Tests with a folder for runs, and a home, a place for temporary files and a current folder that stay empty."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.directory = self.folder / "export"
        for name in ("home", "tmp", "cwd"):
            (self.folder / name).mkdir()
        self.report = self.folder / "report.csv"
        self.report.write_text("metric,value\nloss,0.5\n")

    def bridge(self, variables: dict[str, str], **options: Any) -> Bridge:
        bridge = Bridge(environment(self.folder, **variables), self.folder / "cwd", **options)
        bridge.__enter__()
        self.addCleanup(bridge.__exit__)
        return bridge

    def answers(self, commands: list[Any], variables: dict[str, str], *options: str) -> list[dict[str, Any]]:
        """What the bridge prints on stdout, which must be an answer to each line."""
        lines = [line if isinstance(line, str) else json.dumps(line) for line in commands]
        done = subprocess.run(
            [sys.executable, *options, "-c", PROGRAM], input="\n".join(lines) + "\n", cwd=self.folder / "cwd",
            env=environment(self.folder, **variables), capture_output=True, encoding="utf-8", timeout=2 * LONG,
        )  # fmt: skip
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual(len(answers), len(lines), done.stderr)
        return answers

    def init(self, mode: str = "offline", **members: Any) -> dict[str, Any]:
        run = {"directory": str(self.directory), "run_id": "r1", "project": "bench", "mode": mode, "init_timeout": 30}
        return {"command": "init", **run, **members}

    def whole_run(self, mode: str = "offline") -> list[dict[str, Any]]:
        """The commands of a run that has something of everything."""
        return [
            self.init(mode, group="nightly", name="2026-01-01_r1", tags=["main", "h100"], notes="first\nsecond",
                      entity=None, config={"model": {"name": "café", "layers": 3}, "empty": None}),
            {"command": "define", "key": "loss/*", "step_key": "epoch"},
            {"command": "log", "rows": [{"epoch": 1, "loss/train": 0.5}, {"epoch": 2, "loss/train": 0.25}]},
            {"command": "table", "key": "results", "columns": ["name", "value"],
             "rows": [["a", 1], ["b", None], [2.5, "text"], [True, -7]]},
            {"command": "html", "key": "styled", "html": "<b>5 &lt; 6 &amp; \"é\"</b>\n"},
            {"command": "summary", "values": {"best/loss": 0.25, "passed": False}},
            {"command": "alert", "title": "Slower", "text": "loss <b>", "level": "WARN", "wait_duration": 3600},
            {"command": "artifact", "name": "report", "type": "benchmark",
             "files": [{"name": "metrics/report.csv", "path": str(self.report)}]},
            {"command": "finish", "exit_code": 0},
        ]  # fmt: skip

    def expect_nothing_elsewhere(self) -> None:
        """That nothing was left outside of the directory, and the key nowhere."""
        files = [path for path in self.directory.rglob("*") if path.is_file()]
        self.assertGreater(len(files), 3)
        self.assertEqual([path for path in files if KEY.encode() in path.read_bytes()], [])
        for name in ("home", "tmp", "cwd"):
            self.assertEqual(list((self.folder / name).iterdir()), [], name)

    def written(self) -> str:
        """The folder of a run that has something of everything."""
        answers = self.answers(self.whole_run(), NOWHERE)
        self.assertEqual([answer for answer in answers if not answer["ok"]], [])
        return answers[-1]["folder"]
