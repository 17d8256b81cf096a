"""`calibraxctl export` to Weights & Biases, repeated and cut short: what was not done is done by the next, once."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import unittest
from pathlib import Path
from typing import Any

from wandb_server import Fault, WandbServer

from .support import wait_until
from .wandb_support import LONG, Desk, children, needs_wandb

HANGING = Fault(hangs=True)


def run(id: str, throughput: float, **members: Any) -> dict[str, Any]:
    """A run of one value."""
    point = {"name": "small", "scenario": "s", "tags": {"framework": "Grain"}, "metrics": {"t": {"value": throughput}}}
    return {"id": id, "timestamp": "2026-03-01T02:00:00", "points": [point],
            "metric_defs": {"t": {"direction": "higher"}}, **members}  # fmt: skip


def is_alive(process: int) -> bool:
    """Whether a process has not ended, whoever is to be told."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@needs_wandb
class StateTests(unittest.TestCase):
    """Exports of a run that is slower than its baseline, with a stand-in of the server."""

    def setUp(self) -> None:
        self.desk = Desk()
        self.addCleanup(self.desk.close)
        self.desk.store(run("r0", 20), "--set-baseline", "main")
        self.desk.store(run("r1", 10))
        self.server = WandbServer()
        self.server.__enter__()
        self.addCleanup(self.server.__exit__)

    def export(self, *arguments: str, code: int = 0, **variables: str) -> subprocess.CompletedProcess[str]:
        """An export to the stand-in."""
        return self.desk.export(*arguments, code=code, **{**self.server.environment, **variables})

    def begin(self, *arguments: str) -> subprocess.Popen[str]:
        """An export to the stand-in that goes on."""
        process = self.desk.start("export", *arguments, **self.server.environment)
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        return process

    def state(self) -> dict[str, Any]:
        """How far it has come with the run."""
        return self.desk.states()["r1"]

    def expect_once(self, throughput: float = 10) -> None:
        """That all of the run is at the stand-in, once."""
        self.assertEqual(list(self.server.runs), ["r1"])
        run = self.server.runs["r1"]
        self.assertEqual([row["t/Grain"] for row in run.history if "t/Grain" in row], [throughput])
        for key in ("comparison", "comparison_styled", "rankings/t", "regressions"):
            self.assertEqual(sum(key in row for row in run.history), 1, key)
        self.assertEqual((run.summary["t/Grain"], run.exit_code), (throughput, 0))
        self.assertEqual([alert["title"] for alert in run.alerts], ["Regression: t @ small (Grain)"])
        artifacts = [each for each in run.artifacts if each.type == "benchmark-run"]
        self.assertEqual([(each.name, each.committed) for each in artifacts], [("benchmark-run-r1", True)])
        self.assertEqual(self.state()["state"], "synced")

    def test_of_what_was_uploaded_only_the_state_is_needed(self) -> None:
        self.export()
        folder = Path(self.state()["folder"]).parent.parent
        for name in ("wandb", "artifacts"):
            shutil.rmtree(folder / name)
        self.server.asked.clear()
        self.assertIn("was exported before", self.export().stdout)
        self.assertEqual(self.server.asked, [])

    def test_what_was_written_is_uploaded_once(self) -> None:
        self.assertEqual(self.desk.export("--mode", "offline").stdout.splitlines()[0],
                         "Exported r1 to W&B (offline mode)")  # fmt: skip
        written = self.state()
        self.assertEqual((written["state"], self.server.asked), ("written", []))
        self.assertEqual(self.desk.export("--mode", "offline").stdout.splitlines()[0], "r1 was written before")
        self.export()
        self.expect_once()
        self.assertEqual(self.state()["folder"], written["folder"])
        self.server.asked.clear()
        (told,) = json.loads(self.export("--format", "json").stdout)
        self.assertEqual((told, self.server.asked), (self.state(), []))
        self.export("--again")
        self.assertNotEqual(self.server.asked, [])
        self.expect_once()

    def test_a_run_that_has_changed_is_exported_again_under_its_name(self) -> None:
        self.desk.export("--mode", "offline")
        old = self.state()["folder"]
        self.desk.store(run("r1", 8), "--replace")
        self.export()
        self.expect_once(8)
        self.assertFalse(Path(old).exists())

    def test_without_a_network_it_is_said_why(self) -> None:
        done = self.export(code=3, WANDB_BASE_URL="http://127.0.0.1:1")
        self.assertIn("r1 was not exported: 127.0.0.1:1 cannot be reached", done.stderr)
        failed = self.state()
        self.assertEqual(failed["state"], "failed")
        self.assertIn("cannot be reached", failed["reason"])
        self.assertIn(failed["reason"], self.desk.export("--status").stdout)
        self.export()
        self.expect_once()
        self.assertEqual((self.state()["folder"], self.state()["reason"]), (failed["folder"], None))

    def test_one_that_fails_costs_no_other(self) -> None:
        (self.desk.exports / "r0").mkdir(parents=True)
        (self.desk.exports / "r0" / "lock").mkdir()
        done = self.desk.export("--all", "--mode", "offline", code=3)
        self.assertIn("calibraxctl: cannot write", done.stderr)
        self.assertIn("Exported r1 to W&B", done.stdout)

    def test_the_end_of_the_sdk_while_it_writes_is_told(self) -> None:
        process = self.begin("--mode", "offline")
        wait_until(lambda: list(self.desk.exports.glob("r1/wandb/*/*.wandb")), "the log")
        os.kill(children(process.pid)[0], signal.SIGKILL)
        self.assertEqual(process.wait(LONG), 3)
        self.assertIn("the Python process of the SDK ended", process.stderr.read())
        failed = self.state()
        self.assertEqual((failed["state"], failed["folder"]), ("failed", None))
        self.assertIn("the Python process of the SDK ended", failed["reason"])
        self.export()
        self.expect_once()

    def test_the_end_of_the_sdk_while_it_uploads_is_told(self) -> None:
        self.server.faults["CreateArtifact"] = HANGING
        process = self.begin()
        self.server.wait_for("CreateArtifact")
        work = children(process.pid)
        os.kill(work[0], signal.SIGKILL)
        self.assertEqual(process.wait(LONG), 3)
        wait_until(lambda: not any(map(is_alive, work)), "the end of the upload")
        self.assertEqual(self.state()["state"], "failed")
        self.assertIn("the Python process of the SDK ended by signal 9", self.state()["reason"])
        self.server.faults.clear()
        self.export()
        self.expect_once()

    def test_one_that_is_cut_short_leaves_nothing_at_work_and_is_finished_by_the_next(self) -> None:
        for number in (signal.SIGKILL, signal.SIGINT):
            with self.subTest(number):
                self.server.faults["CreateArtifact"] = HANGING
                self.server.asked.clear()
                process = self.begin()
                self.server.wait_for("CreateArtifact")
                work = children(process.pid)
                self.assertGreater(len(work), 1)
                process.send_signal(number)
                self.assertEqual(process.wait(LONG), 130 if number == signal.SIGINT else -number)
                wait_until(lambda: not any(map(is_alive, work)), "the end of the upload")
                self.assertEqual(self.state()["state"], "written")
        self.server.faults.clear()
        self.export()
        self.expect_once()

    def test_one_that_is_cut_short_while_it_writes_is_begun_anew(self) -> None:
        process = self.begin()
        wait_until(lambda: list(self.desk.exports.glob("r1/wandb/*/*.wandb")), "the log")
        process.kill()
        process.wait()
        self.assertEqual((self.state()["state"], self.state()["folder"]), ("pending", None))
        self.export()
        self.expect_once()
        self.assertEqual(len(list(self.desk.exports.glob("r1/wandb/*/*.wandb"))), 1)

    def test_it_takes_no_longer_than_it_may(self) -> None:
        self.server.faults["CreateArtifact"] = HANGING
        done = self.export("--time-limit", "4", code=3)
        self.assertRegex(done.stderr, r"r1 was not exported: The upload was not done after \d s\. Check the network")
        self.assertEqual(self.state()["state"], "failed")
        self.server.faults.clear()
        self.assertIn("--time-limit needs a number above 0", self.export("--time-limit", "0", code=2).stderr)
        self.export()
        self.expect_once()

    def test_two_at_once_do_not_disturb_each_other(self) -> None:
        self.server.faults["CreateArtifact"] = HANGING
        process = self.begin()
        self.server.wait_for("CreateArtifact")
        other = self.export(code=3)
        self.assertIn(f"another export works in {self.desk.exports}/r1\n  Try again", other.stderr)
        process.kill()
        process.wait()
        self.server.faults.clear()
        self.export()
        self.expect_once()

    def test_what_is_not_whole_any_more_is_written_again(self) -> None:
        def tear(folder: Path) -> None:
            (log,) = folder.glob("*.wandb")
            log.write_bytes(log.read_bytes()[:-100])

        for damage, words in [(tear, "is not whole"), (lambda folder: shutil.rmtree(folder.parents[1] / "artifacts"),
                                                       "run.json, which the run names, is gone")]:  # fmt: skip
            self.desk.export("--mode", "offline")
            damage(Path(self.state()["folder"]))
            self.assertIn(words, self.export(code=5).stderr)
            self.assertEqual((self.state()["state"], self.state()["folder"]), ("failed", None))
        self.export()
        self.expect_once()

    def test_a_full_disk_is_told_and_harms_nothing(self) -> None:
        before = {path: path.read_bytes() for path in self.desk.files()}
        (soft, hard), limit = resource.getrlimit(resource.RLIMIT_FSIZE), 3_000
        # A file that may not become larger stands for a disk that is full.
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
        try:
            process = self.begin()
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        self.assertEqual(process.wait(LONG), 3)
        self.assertIn("r1 was not exported: The disk refused while writing the run", process.stderr.read())
        self.assertEqual((self.state()["state"], self.state()["folder"]), ("failed", None))
        self.assertEqual(list(self.desk.exports.glob("r1/wandb")), [])
        self.export()
        self.expect_once()
        self.assertEqual({path: path.read_bytes() for path in before}, before)
