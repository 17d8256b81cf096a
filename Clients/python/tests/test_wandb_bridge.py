"""The bridge to Weights & Biases, as calibraxctl starts it: real processes of the official SDK, and a stand-in of its
server."""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import unittest
from pathlib import Path
from typing import Any, Iterator

from wandb_server import KEY, Fault, WandbServer

PROGRAM = (Path(__file__).parents[1] / "calibrax_wandb" / "__main__.py").read_text()
# Nothing answers there, and nobody resolves the name.
NOWHERE = {"WANDB_BASE_URL": "http://nowhere.invalid", "WANDB_API_KEY": KEY}
IMPATIENT = {f"WANDB_X_{of}_RETRY_MAX": "1" for of in ("GRAPHQL", "FILE_TRANSFER", "FILE_STREAM")}
LONG = 60.0
"""Seconds after which what was not answered counts as hanging."""

REQUIRED = bool(os.environ.get("CALIBRAX_REQUIRE_WANDB"))
MISSING = sys.version_info < (3, 10) or importlib.util.find_spec("wandb") is None
if MISSING and not REQUIRED:
    print(f"THE W&B BRIDGE IS NOT TESTED: {sys.executable} has no wandb: pip install '.[wandb]'", file=sys.stderr)


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

    def environment(self, **variables: str) -> dict[str, str]:
        """That of a user who has set these variables of the SDK, and a home and temporary files of the test's own."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("WANDB_", "CALIBRAX_"))}
        own = {"HOME": str(self.folder / "home"), "TMPDIR": str(self.folder / "tmp"), "PYTHONDONTWRITEBYTECODE": "1"}
        return {**kept, **own, **IMPATIENT, **variables}

    def bridge(self, environment: dict[str, str], **options: Any) -> Bridge:
        bridge = Bridge(self.environment(**environment), self.folder / "cwd", **options)
        bridge.__enter__()
        self.addCleanup(bridge.__exit__)
        return bridge

    def answers(self, commands: list[Any], environment: dict[str, str], *options: str) -> list[dict[str, Any]]:
        """What the bridge prints on stdout, which must be an answer to each line."""
        lines = [line if isinstance(line, str) else json.dumps(line) for line in commands]
        done = subprocess.run(
            [sys.executable, *options, "-c", PROGRAM], input="\n".join(lines) + "\n", cwd=self.folder / "cwd",
            env=self.environment(**environment), capture_output=True, encoding="utf-8", timeout=2 * LONG,
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

    def written(self) -> str:
        """The folder of a run that has something of everything."""
        answers = self.answers(self.whole_run(), NOWHERE)
        self.assertEqual([answer for answer in answers if not answer["ok"]], [])
        return answers[-1]["folder"]


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
            env=self.environment(), capture_output=True, encoding="utf-8", timeout=LONG,
        )  # fmt: skip
        install = json.loads(done.stdout)["install"]
        self.assertRegex(install, r"^'.+' -m venv \"\$HOME/.+\" && .+ install 'wandb>=0.31,<1' && export CALIBRAX_PYTHON=")


@unittest.skipIf(MISSING and not REQUIRED, "wandb is not installed")
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
        files = [path for path in self.directory.rglob("*") if path.is_file()]
        self.assertGreater(len(files), 3)
        self.assertEqual([path for path in files if KEY.encode() in path.read_bytes()], [])
        for name in ("home", "tmp", "cwd"):
            self.assertEqual(list((self.folder / name).iterdir()), [], name)

    def test_variables_count_only_for_what_is_not_given(self) -> None:
        import wandb_log

        given = {"ENTITY": "team", "PROJECT": "other", "RUN_GROUP": "g", "TAGS": "a,b", "NOTES": "n"}
        bent = {"NAME": "x", "RUN_ID": "x", "DIR": str(self.folder / "cwd"), "RESUME": "must", "JOB_TYPE": "x", "SWEEP_ID": "x",
                "MODE": "disabled", "DISABLED": "true", "CONSOLE": "wrap", "SERVICE": "x", "SILENT": "true", "X_LABEL": "x"}
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
            ({"command": "artifact", "name": "x", "type": "y", "files": [file, {"name": "b", "path": "/gone"}]}, "/gone"),
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

    def test_runs_follow_each_other_in_one_process(self) -> None:
        import wandb_log

        finish = {"command": "finish", "exit_code": 3}
        answers = self.answers([{"command": "hello"}, self.init(), finish, self.init(run_id="r2"), finish], NOWHERE)
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
        self.assertEqual((answer["ok"], answer["kind"]), (False, "disk"))
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


@unittest.skipIf(MISSING and not REQUIRED, "wandb is not installed")
class UploadTests(BridgeTests):
    """Runs that come to a server."""

    def setUp(self) -> None:
        super().setUp()
        self.server = WandbServer()
        self.server.__enter__()
        self.addCleanup(self.server.__exit__)

    def sync(self, folder: str, environment: dict[str, str] | None = None, **members: Any) -> dict[str, Any]:
        return self.answers([{"command": "sync", "folder": folder, **members}], environment or self.server.environment)[0]

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
        self.assertEqual((answers[0]["url"], answers[0]["entity"]), (f"{self.server.url}/research/bench/runs/r1", "research"))
        self.assertEqual(answers[-1]["url"], answers[0]["url"])
        self.expect_whole_run()

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
        self.assertEqual(self.sync(folder), {"ok": True, "url": url})
        self.expect_whole_run()
        self.server.asked.clear()
        self.assertEqual(self.sync(folder), {"ok": True, "url": url})
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
