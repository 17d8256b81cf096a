"""What the tests of exports to Weights & Biases share: whether its SDK is here, and somebody who exports with it."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from typing import Any

import wandb_log
from server import ROOT
from server import folder as programs
from wandb_server import KEY

FIXTURES = ROOT / "Tests" / "Fixtures"
# Nothing answers there, and nobody resolves the name.
NOWHERE = {"WANDB_BASE_URL": "http://nowhere.invalid", "WANDB_API_KEY": KEY}
PATIENCE = {"MAX": "1", "WAIT_MIN_SECONDS": "0", "WAIT_MAX_SECONDS": "0"}
IMPATIENT = {
    f"WANDB_X_{of}_RETRY_{name}": value
    for of in ("GRAPHQL", "FILE_TRANSFER", "FILE_STREAM")
    for name, value in PATIENCE.items()
}
LONG = 60.0
"""Seconds after which what was not answered counts as hanging."""

REQUIRED = bool(os.environ.get("CALIBRAX_REQUIRE_WANDB"))
MISSING = sys.version_info < (3, 10) or importlib.util.find_spec("wandb") is None
if MISSING and not REQUIRED:
    print(f"EXPORTS TO W&B ARE NOT TESTED: {sys.executable} has no wandb: pip install '.[wandb]'", file=sys.stderr)
needs_wandb = unittest.skipIf(MISSING and not REQUIRED, "wandb is not installed")


def environment(folder: Path, **variables: str) -> dict[str, str]:
    """That of a user who has set these variables of the SDK, with a home and temporary files in a folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("WANDB_", "CALIBRAX_"))}
    own = {"HOME": str(folder / "home"), "TMPDIR": str(folder / "tmp"), "PYTHONDONTWRITEBYTECODE": "1"}
    return {**kept, **own, **IMPATIENT, **variables}


def children(process: int) -> list[int]:
    """The processes that a process has started, and those of these."""
    try:
        direct = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return []
    return [each for child in map(int, direct) for each in (child, *children(child))]


def in_foreground() -> None:
    """Has ^C end what is started; where tests run in the background it would be ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Desk:
    """A place to export from: a store, and a home, a place for temporary files and a current folder that stay empty."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self.folder = Path(self._folder.name).resolve()
        self.data = self.folder / "data"
        self.exports = self.data / "exports" / "wandb"
        for name in ("home", "tmp", "cwd", "data"):
            (self.folder / name).mkdir()

    def close(self) -> None:
        self._folder.cleanup()

    def environment(self, **variables: str) -> dict[str, str]:
        """That of a user who has set these variables."""
        own = {"CALIBRAX_PYTHON": sys.executable, "CALIBRAX_DATA": str(self.data)}
        return environment(self.folder, **{**own, **variables})

    def start(self, *arguments: str | Path, **variables: str) -> subprocess.Popen[str]:
        """Begins a command."""
        return subprocess.Popen(
            [programs() / "calibraxctl", *arguments], cwd=self.folder / "cwd", env=self.environment(**variables),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            preexec_fn=in_foreground,
        )  # fmt: skip

    def run(self, *arguments: str | Path, code: int = 0, **variables: str) -> subprocess.CompletedProcess[str]:
        """A command that has ended, with this exit code."""
        process = self.start(*arguments, **variables)
        try:
            output, complaints = process.communicate(timeout=2 * LONG)
        finally:
            process.kill()
        if process.returncode != code:
            raise AssertionError(f"{arguments}: {process.returncode}, not {code}\n{output}{complaints}")
        return subprocess.CompletedProcess(arguments, process.returncode, output, complaints)

    def export(self, *arguments: str | Path, code: int = 0, **variables: str) -> subprocess.CompletedProcess[str]:
        """An export that has ended, with this exit code."""
        return self.run("export", *arguments, code=code, **variables)

    def store(self, run: dict[str, Any], *flags: str) -> None:
        """Stores a run as it is."""
        document = self.folder / "run.json"
        document.write_text(json.dumps(run))
        self.run("ingest", "--input", document, "--no-context", "--no-environment", *flags)

    def configure(self, configuration: dict[str, Any]) -> None:
        """Writes the store's config.json."""
        (self.data / "config.json").write_text(json.dumps(configuration))

    def states(self) -> dict[str, dict[str, Any]]:
        """How far exports have come, by what was exported."""
        states = json.loads(self.export("--status", "--format", "json").stdout)
        return {state["subject"]: state for state in states}

    def written(self, subject: str) -> wandb_log.Run:
        """What was written of a run or an execution."""
        return wandb_log.read(self.states()[subject]["folder"])

    def files(self) -> list[Path]:
        """All files of the store, also those of exports."""
        return [path for path in self.data.rglob("*") if path.is_file()]
