"""`calibraxctl export` of an execution's series to Weights & Biases, when it is over and while it runs."""

from __future__ import annotations

import signal
import subprocess
import unittest
from typing import Any

import wandb_log
from calibrax_client import Client
from server import Server
from wandb_server import WandbServer

from .wandb_support import LONG, Desk, needs_wandb

KEYS = ("loss", "quality/accuracy")


@needs_wandb
class ExecutionTests(unittest.TestCase):
    """An execution on a server, and a stand-in of the server of W&B."""

    def setUp(self) -> None:
        self.desk = Desk()
        self.addCleanup(self.desk.close)
        self.server = self.enter(Server(self.desk.data))
        self.wandb = self.enter(WandbServer())
        self.id = "train-1"
        self.call("start_execution", pipeline_name="train", execution_id=self.id, tags={"model": "small"})

    def enter(self, context: Any) -> Any:
        """Enters a context that is left when the test is over."""
        value = context.__enter__()
        self.addCleanup(context.__exit__, None, None, None)
        return value

    def call(self, method: str, **parameters: Any) -> Any:
        """What the server answers, also one that was started again."""
        with Client(self.server.unix) as client:
            return getattr(client, method)(**parameters)

    def record(self, *places: int, keys: tuple[str, ...] = KEYS) -> None:
        """Records a sample of each series at each place."""
        with Client(self.server.unix) as client:
            for at in places:
                for key in keys:
                    client.record(execution_id=self.id, key=key, at=at, value=10 * at)

    def finish(self, success: bool = True) -> None:
        self.call("finish_execution", execution_id=self.id, success=success)

    def export(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """An export to the stand-in."""
        return self.desk.export("--execution", self.id, *arguments, **{**self.wandb.environment, **variables})

    def follow(self, *arguments: str, **variables: str) -> subprocess.Popen[str]:
        """An export to the stand-in that goes on with the execution."""
        process = self.desk.start(
            "export", "--execution", self.id, "--follow", *arguments, **{**self.wandb.environment, **variables}
        )
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        return process

    def ended(self, process: subprocess.Popen[str]) -> tuple[int, str, str]:
        """The exit code of a program that ends by itself, and what it has printed."""
        output, complaints = process.communicate(timeout=LONG)
        return process.returncode, output, complaints

    @property
    def uploaded(self) -> Any:
        """What has come to the stand-in."""
        (run,) = self.wandb.runs.values()
        return run

    def samples(self, history: list[dict[str, Any]]) -> dict[str, list[tuple[float, float]]]:
        """The samples in rows, by series."""
        keys = {key for row in history for key in row if key != "at" and not key.startswith("_")}
        return {key: [(row["at"], row[key]) for row in history if key in row] for key in keys}

    def expect_samples(self, history: list[dict[str, Any]], *places: int) -> None:
        """That each sample is there once, in order."""
        self.assertEqual(self.samples(history), {key: [(at, 10 * at) for at in places] for key in KEYS})

    def test_its_series_are_history_over_what_they_were_recorded_at(self) -> None:
        self.record(2, 0, 1)
        self.call("record", execution_id=self.id, key=KEYS[0], at=1, value=11)
        self.record(5, keys=("at", "_step", "_timestamp", "a*b", "größe .x"))
        self.finish()
        self.export("--mode", "offline")
        run = self.desk.written(self.id)
        self.assertEqual((run.id, run.name, run.exit_code), (f"execution-{self.id}", self.id, 0))
        self.assertEqual((run.config["pipeline_name"], run.config["state"]), ("train", "succeeded"))
        self.assertEqual(run.config["tags"], {"model": "small"})
        samples = self.samples(run.history)
        self.assertEqual(samples.pop(KEYS[0]), [(0, 0), (1, 10), (1, 11), (2, 20)])
        self.assertEqual(samples.pop(KEYS[1]), [(0, 0), (1, 10), (2, 20)])
        names = ["at/value", "series/_step", "series/_timestamp", "a*b", "größe .x"]
        found = {name: row[name] for row in run.history for name in names if name in row}
        self.assertEqual(found, dict.fromkeys(names, 50))
        self.assertEqual(run.history[0], {"at": 0, KEYS[0]: 0, KEYS[1]: 0})
        self.assertEqual(set(run.steps.values()), {"at"})
        self.assertLessEqual({*KEYS, "at/value", "series/_step", "a*"}, set(run.steps))

    def test_one_that_is_over_is_exported_once(self) -> None:
        self.record(0, 1)
        self.finish(success=False)
        self.export("--follow")
        self.expect_samples(self.uploaded.history, 0, 1)
        self.assertEqual((self.uploaded.exit_code, self.uploaded.config["state"]), (1, "failed"))
        self.wandb.asked.clear()
        self.assertIn("was exported before", self.export().stdout)
        self.assertEqual(self.wandb.asked, [])

    def test_it_is_followed_while_it_runs(self) -> None:
        self.record(0)
        process = self.follow()
        url = f"View run at {self.wandb.url}/research/benchmarks/runs/execution-{self.id}\n"
        self.assertEqual(process.stdout.readline(), url)
        self.record(1, 2)
        self.finish(success=False)
        code, output, _ = self.ended(process)
        self.assertEqual((code, output), (0, f"Exported {self.id} to W&B\n{url}"))
        self.expect_samples(self.uploaded.history, 0, 1, 2)
        self.assertEqual(self.uploaded.exit_code, 1)
        self.wandb.asked.clear()
        self.assertIn("was exported before", self.export().stdout)
        self.assertEqual(self.wandb.asked, [])

    def test_followed_offline_it_is_uploaded_by_the_next(self) -> None:
        self.record(0)
        process = self.follow("--mode", "offline")
        self.record(1)
        self.finish()
        self.assertEqual(self.ended(process)[0], 0)
        written = self.desk.states()[self.id]
        self.assertEqual((written["state"], self.wandb.asked), ("written", []))
        self.expect_samples(wandb_log.read(written["folder"]).history, 0, 1)
        self.export()
        self.expect_samples(self.uploaded.history, 0, 1)
        self.assertEqual(self.desk.states()[self.id]["folder"], written["folder"])

    def test_followed_without_a_network_it_is_written_and_tried_again_at_its_end(self) -> None:
        self.record(0)
        process = self.follow(WANDB_BASE_URL="http://127.0.0.1:1")
        self.assertIn("it is written and uploaded at its end: 127.0.0.1:1 cannot be reached", process.stderr.readline())
        self.record(1)
        self.finish()
        code, _, complaints = self.ended(process)
        self.assertEqual(code, 3)
        self.assertIn(f"{self.id} was not exported: 127.0.0.1:1 cannot be reached", complaints)
        self.assertEqual(self.desk.states()[self.id]["state"], "failed")
        self.export()
        self.expect_samples(self.uploaded.history, 0, 1)

    def test_interrupted_it_is_exported_whole_by_the_next(self) -> None:
        self.record(0)
        process = self.follow()
        self.assertIn("View run at", process.stdout.readline())
        self.record(1)
        process.send_signal(signal.SIGINT)
        code, _, complaints = self.ended(process)
        self.assertEqual((code, complaints), (130, f"calibraxctl: {self.id} was not exported: it was interrupted\n"))
        self.assertEqual(self.desk.states()[self.id]["reason"], "it was interrupted")
        self.record(2)
        self.finish()
        self.export()
        self.expect_samples(self.uploaded.history, 0, 1, 2)
        self.assertEqual((self.uploaded.exit_code, self.desk.states()[self.id]["state"]), (0, "synced"))

    def test_it_goes_on_when_the_server_is_started_again(self) -> None:
        self.record(0)
        process = self.follow()
        self.assertIn("View run at", process.stdout.readline())
        self.server.kill()
        self.assertIn("the server is away", process.stderr.readline())
        self.server.start()
        self.record(1, 2)
        self.finish()
        code, _, complaints = self.ended(process)
        self.assertEqual(code, 0, complaints)
        self.expect_samples(self.uploaded.history, 0, 1, 2)
        self.assertEqual((self.uploaded.exit_code, self.desk.states()[self.id]["state"]), (0, "synced"))

    def test_only_an_execution_can_be_followed(self) -> None:
        done = self.desk.export("--follow", "--mode", "offline", code=2)
        self.assertIn("--follow needs the execution that is followed: --execution ID", done.stderr)
