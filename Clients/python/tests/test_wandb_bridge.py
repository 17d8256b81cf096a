"""The bridge to Weights & Biases writes runs with the official SDK, and answers whatever happens."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import unittest
from pathlib import Path

from .wandb_bridge import PROGRAM, BridgeTests
from .wandb_support import LONG, NOWHERE, environment, needs_wandb


class AbsenceTests(BridgeTests):
    """Where the SDK cannot be used."""

    def test_the_one_command_that_installs_it_is_told(self) -> None:
        # Without site-packages.
        (answer,) = self.answers([{"command": "hello"}], {}, "-I", "-S")
        self.assertEqual((answer["ok"], answer["kind"]), (False, "missing"))
        if sys.version_info < (3, 10):
            self.assertIn("needs Python 3.10 or newer", answer["error"])
            self.assertIn("CALIBRAX_PYTHON", answer["error"])
        else:
            self.assertEqual(answer["install"], f"'{sys.executable}' -m pip install 'wandb>=0.31,<1'")
            self.assertIn(answer["install"], answer["error"])

    @unittest.skipIf(sys.version_info < (3, 10), "it is too old for a command that installs")
    def test_an_interpreter_of_the_system_is_left_alone(self) -> None:
        (self.folder / "EXTERNALLY-MANAGED").touch()
        managed = f"import os, sys; sys.prefix = sys.base_prefix; os.__file__ = {str(self.folder / 'os.py')!r}\n"
        done = subprocess.run(
            [sys.executable, "-I", "-S", "-c", managed + PROGRAM], input='{"command": "hello"}\n',
            env=environment(self.folder), capture_output=True, encoding="utf-8", timeout=LONG,
        )  # fmt: skip
        install = json.loads(done.stdout)["install"]
        self.assertRegex(install, r"^'.+' -m venv \"\$HOME/.calibrax/wandb\" && .+ install 'wandb>=0.31,<1'$")


@needs_wandb
class WritingTests(BridgeTests):
    """Runs that are written into a folder."""

    def test_a_run_holds_what_was_sent(self) -> None:
        import wandb_log

        run = wandb_log.read(self.written())
        self.assertEqual((run.id, run.name, run.project, run.group), ("r1", "2026-01-01_r1", "bench", "nightly"))
        self.assertEqual((run.tags, run.notes, run.exit_code), (["main", "h100"], "first\nsecond", 0))
        self.assertEqual(run.config, {"model": {"name": "café", "layers": 3}, "empty": None})
        self.assertEqual(run.steps, {"loss/*": "epoch"})
        self.assertEqual(run.history[:2], [{"epoch": 1, "loss/train": 0.5}, {"epoch": 2, "loss/train": 0.25}])
        self.assertEqual([list(row) for row in run.history[2:]], [["results"], ["styled"]])
        self.assertEqual(run.tables["results"].columns, ["name", "value"])
        self.assertEqual(run.tables["results"].rows, [["a", 1], ["b", None], [2.5, "text"], [True, -7]])
        self.assertEqual(run.html, {"styled": "<b>5 &lt; 6 &amp; \"é\"</b>\n"})
        self.assertEqual((run.summary["best/loss"], run.summary["passed"]), (0.25, False))
        self.assertEqual(run.summary["loss/train"], 0.25)
        alert = {"title": "Slower", "text": "loss <b>", "level": "WARN", "wait_ms": 3_600_000}
        self.assertEqual(run.alerts, [alert])
        # The file itself, not a copy.
        self.assertEqual(run.artifacts, {"report": {"metrics/report.csv": self.report}})
        self.assertEqual(run.artifact_types, {"report": "benchmark"})

    def test_nothing_is_written_elsewhere_and_no_secret_at_all(self) -> None:
        import wandb_log

        self.assertEqual(wandb_log.read(self.written()).host, "")
        self.expect_nothing_elsewhere()

    def test_variables_count_only_for_what_is_not_given(self) -> None:
        import wandb_log

        given = {"ENTITY": "team", "PROJECT": "other", "RUN_GROUP": "g", "TAGS": "a,b", "NOTES": "n"}
        bent = {"NAME": "x", "RUN_ID": "x", "DIR": str(self.folder / "cwd"), "RESUME": "must", "JOB_TYPE": "x",
                "SWEEP_ID": "x", "MODE": "disabled", "CONSOLE": "wrap", "SERVICE": "x", "X_LABEL": "x"}  # fmt: skip
        variables = {f"WANDB_{name}": value for name, value in {**given, **bent}.items()}
        answers = self.answers(
            [self.init(entity="", group=None, tags=[], notes=""), {"command": "finish"}], {**NOWHERE, **variables}
        )
        self.assertEqual((answers[0]["project"], answers[0]["entity"], answers[0]["url"]), ("bench", "team", None))
        run = wandb_log.read(answers[1]["folder"])
        self.assertEqual((run.id, run.entity, run.group, run.tags, run.notes), ("r1", "team", "g", ["a", "b"], "n"))
        self.assertNotEqual(run.name, "x")

    def test_what_is_wrong_is_answered_and_the_run_goes_on(self) -> None:
        import wandb_log

        file = {"name": "a", "path": str(self.report)}
        wrong = [
            ("nonsense", "Expecting value"),
            ("[1]", ""),
            ({"command": "explode"}, "no command 'explode', only hello, init"),
            ({"command": "log"}, "'rows'"),
            (self.init(), "A run is open"),
            ({"command": "log", "rows": [{"a": 1}, {"": 2}]}, "rows[1]"),
            ({"command": "table", "key": "t", "columns": ["a", "b"], "rows": [[1, 2], [3]]}, "rows[1] has 1 cells"),
            ({"command": "alert", "title": "t", "text": "t", "level": "LOUD"}, "INFO"),
            ({"command": "artifact", "name": "x", "type": "y", "files": [file, {**file, "path": "/gone"}]}, "/gone"),
            ({"command": "artifact", "name": "x/y", "type": "y", "files": [file]}, "x/y"),
        ]
        answers = self.answers(
            [{"command": "log", "rows": []}, self.init(), *(line for line, _ in wrong), {"command": "finish"}], NOWHERE
        )
        self.assertIn("send init first", answers[0]["error"])
        for answer, (line, words) in zip(answers[2:], wrong):
            self.assertEqual((answer["ok"], answer["kind"]), (False, "input"), line)
            self.assertIn(words, answer["error"])
        run = wandb_log.read(answers[-1]["folder"])
        self.assertEqual((run.history, run.tables, run.artifacts, run.alerts), ([], {}, {}, []))

    def test_runs_follow_each_other_in_one_process_without_a_key(self) -> None:
        import wandb_log

        finish = {"command": "finish", "exit_code": 3}
        without_key = {"WANDB_BASE_URL": NOWHERE["WANDB_BASE_URL"]}
        answers = self.answers([{"command": "hello"}, self.init(), finish, self.init(run_id="r2"), finish], without_key)
        self.assertEqual(answers[0]["python"], sys.version.split()[0])
        self.assertRegex(answers[0]["wandb"], r"^0\.\d+")
        runs = [wandb_log.read(answer["folder"]) for answer in (answers[2], answers[4])]
        self.assertEqual([(run.id, run.exit_code) for run in runs], [("r1", 3), ("r2", 3)])

    def test_a_run_that_is_left_open_ends_as_failed(self) -> None:
        import wandb_log

        for number, status, code in ((None, 0, 255), (signal.SIGTERM, 143, 143)):
            with self.subTest(number):
                bridge = self.bridge(NOWHERE)
                folder = bridge.ask(**self.init())["folder"]
                bridge.ask("log", rows=[{"a": 1}])
                if number:
                    bridge.process.send_signal(number)
                    self.assertEqual(bridge.process.wait(LONG), status)
                self.assertEqual(bridge.end(), status)
                run = wandb_log.read(folder)
                self.assertEqual((run.exit_code, run.history), (code, [{"a": 1}]))
                shutil.rmtree(self.directory)

    def test_a_run_of_a_killed_bridge_is_not_whole_and_can_be_written_again(self) -> None:
        import wandb_log

        bridge = self.bridge(NOWHERE)
        folder = bridge.ask(**self.init())["folder"]
        bridge.ask("log", rows=[{"a": 1}])
        bridge.process.kill()
        bridge.process.wait()
        (answer,) = self.answers([{"command": "sync", "folder": folder}], NOWHERE)
        self.assertEqual((answer["ok"], answer["kind"]), (False, "input"))
        self.assertIn("is not whole", answer["error"])
        shutil.rmtree(self.directory)
        self.assertEqual(wandb_log.read(self.written()).exit_code, 0)

    def test_the_end_of_the_process_of_the_sdk_is_told(self) -> None:
        bridge = self.bridge(NOWHERE)
        bridge.ask(**self.init())
        children = Path(f"/proc/{bridge.process.pid}/task/{bridge.process.pid}/children")
        if not children.exists():
            self.skipTest("this system does not tell the children of a process")
        for child in children.read_text().split():
            os.kill(int(child), signal.SIGKILL)
        answer = bridge.ask("finish")
        self.assertEqual((answer["ok"], answer["kind"]), (False, "internal"))
        self.assertIn("wandb-core", answer["error"])
        self.assertEqual(bridge.end(), 0)

    def test_a_full_disk_is_told(self) -> None:
        limit = 100_000
        bridge = self.bridge(NOWHERE, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
        bridge.ask(**self.init())
        bridge.ask("log", rows=[{"text": "x" * 1000} for _ in range(200)])
        answer = bridge.ask("finish")
        self.assertEqual((answer["ok"], answer["kind"]), (False, "disk"))
        self.assertRegex(answer["error"], "(?s)file too large|not whole")
