"""Runs come to the server of Weights & Biases once and whole, or it is told what did not."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any, Iterator

from wandb_server import KEY, Fault, WandbServer

from .wandb_bridge import BridgeTests
from .wandb_support import LONG, NOWHERE, needs_wandb


@needs_wandb
class UploadTests(BridgeTests):
    """Runs that come to a server."""

    def setUp(self) -> None:
        super().setUp()
        self.server = WandbServer()
        self.server.__enter__()
        self.addCleanup(self.server.__exit__)

    def sync(self, folder: str, environment: dict[str, str] | None = None, **members: Any) -> dict[str, Any]:
        command = {"command": "sync", "folder": folder, **members}
        return self.answers([command], environment or self.server.environment)[0]

    @contextlib.contextmanager
    def fault(self, what: str, *arguments: Any, **members: Any) -> Iterator[None]:
        """A server that answers something wrongly."""
        self.server.faults[what] = Fault(*arguments, **members)
        yield
        del self.server.faults[what]

    def expect_whole_run(self) -> None:
        """That all of the run came, once."""
        run = self.server.runs["r1"]
        self.assertEqual((run.name, run.project, run.group), ("2026-01-01_r1", "bench", "nightly"))
        self.assertEqual((run.tags, run.notes, run.exit_code), (["main", "h100"], "first\nsecond", 0))
        self.assertIn(run.host, ("", None))
        self.assertEqual(run.config, {"model": {"name": "café", "layers": 3}, "empty": None})
        self.assertEqual([row.get("loss/train") for row in run.history], [0.5, 0.25, None, None])
        self.assertEqual((run.summary["best/loss"], run.summary["passed"]), (0.25, False))
        table = json.loads(run.files[run.history[2]["results"]["path"]])
        self.assertEqual(table["data"], [["a", 1], ["b", None], [2.5, "text"], [True, -7]])
        self.assertIn(run.history[3]["styled"]["path"], run.files)
        self.assertEqual([alert["title"] for alert in run.alerts], ["Slower"])
        reports = [artifact for artifact in run.artifacts if artifact.committed and artifact.type == "benchmark"]
        self.assertEqual([artifact.files for artifact in reports], [{"metrics/report.csv": self.report.read_bytes()}])
        self.assertEqual((reports[0].name, reports[0].aliases), ("report", ["latest"]))

    def test_online_runs_come_while_they_are_written(self) -> None:
        answers = self.answers(self.whole_run("online"), self.server.environment)
        self.assertEqual([answer for answer in answers if not answer["ok"]], [])
        self.assertEqual(answers[0]["url"], f"{self.server.url}/research/bench/runs/r1")
        self.assertEqual(answers[0]["entity"], "research")
        self.assertEqual(answers[-1]["url"], answers[0]["url"])
        self.expect_whole_run()
        self.expect_nothing_elsewhere()

    def test_online_runs_of_which_something_did_not_come_have_failed(self) -> None:
        with self.fault("CreateArtifact", 403):
            answer = self.answers(self.whole_run("online"), self.server.environment)[-1]
        self.assertEqual((answer["ok"], answer["kind"]), (False, "auth"))
        self.assertIn("failed to log artifact", answer["error"])

    def test_online_runs_need_a_server_and_a_key(self) -> None:
        begin = [self.init("online", init_timeout=2)]
        self.assertEqual(self.answers(begin, NOWHERE)[0]["kind"], "network")
        self.assertIn("nowhere.invalid", self.answers(begin, NOWHERE)[0]["error"])
        wrong = {**self.server.environment, "WANDB_API_KEY": KEY[::-1]}
        self.assertEqual(self.answers(begin, wrong)[0]["kind"], "auth")
        with self.fault("UpsertBucket", hangs=True):
            self.assertEqual(self.answers(begin, self.server.environment)[0]["kind"], "network")

    def test_a_written_run_is_uploaded_once(self) -> None:
        folder = self.written()
        url = f"{self.server.url}/research/bench/runs/r1"
        self.assertEqual(self.sync(folder), {"ok": True, "url": url, "server": self.server.url})
        self.expect_whole_run()
        self.expect_nothing_elsewhere()
        self.server.asked.clear()
        self.assertEqual(self.sync(folder), {"ok": True, "url": url, "server": self.server.url})
        self.assertEqual(self.server.asked, [])

    def test_what_did_not_come_is_told_and_comes_the_next_time(self) -> None:
        folder = self.written()
        faults = {
            ("CreateArtifact", 500): "network", ("CommitArtifact", 404): "network", ("PUT", 404): "network",
            ("CreateRunFiles", 403): "auth", ("file_stream", 403): "auth", ("NotifyScriptableRunAlert", 404): "network",
            ("UpsertBucket", 403): "auth",
        }  # fmt: skip
        for (what, status), kind in faults.items():
            with self.subTest(what), self.fault(what, status, "it is out of order"):
                answer = self.sync(folder)
                self.assertEqual((answer["ok"], answer["kind"]), (False, kind))
                self.assertIn(str(status), answer["error"])
                self.assertEqual(list(Path(folder).glob("*.synced")), [])
        self.assertTrue(self.sync(folder)["ok"])
        self.expect_whole_run()

    def test_an_upload_that_hangs_is_given_up(self) -> None:
        folder = self.written()
        with self.fault("CreateArtifact", hangs=True):
            answer = self.sync(folder, time_limit=3)
        self.assertEqual((answer["ok"], answer["kind"]), (False, "network"))
        self.assertIn("3 s", answer["error"])
        self.assertTrue(self.sync(folder)["ok"])
        self.expect_whole_run()

    def test_an_upload_ends_at_sigterm(self) -> None:
        folder = self.written()
        with self.fault("CreateArtifact", hangs=True):
            bridge = self.bridge(self.server.environment)
            bridge.process.stdin.write(json.dumps({"command": "sync", "folder": folder}).encode() + b"\n")
            bridge.process.stdin.flush()
            self.server.wait_for("CreateArtifact")
            bridge.process.terminate()
            self.assertEqual(bridge.process.wait(LONG), 143)

    def test_uploads_without_a_server_a_key_or_what_was_written_are_refused(self) -> None:
        folder = self.written()
        self.assertEqual(self.sync(folder, NOWHERE)["kind"], "network")
        self.assertIn("nowhere.invalid", self.sync(folder, NOWHERE)["error"])
        self.assertEqual(self.sync(folder, {"WANDB_BASE_URL": self.server.url})["kind"], "auth")
        self.assertEqual(self.sync(str(self.folder))["kind"], "input")
        self.report.unlink()
        answer = self.sync(folder)
        self.assertEqual((answer["ok"], answer["kind"]), (False, "input"))
        self.assertIn(f"{self.report}", answer["error"])
        self.assertIn("written again", answer["error"])
        self.assertEqual(self.server.runs, {})
