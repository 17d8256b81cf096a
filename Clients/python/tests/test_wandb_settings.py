"""What `calibraxctl export` to Weights & Biases is told: who has the last word, and what is refused at once."""

from __future__ import annotations

import shutil
import stat
import sys
import unittest
from pathlib import Path

from wandb_server import KEY, Fault, WandbServer

from .wandb_support import FIXTURES, LONG, NOWHERE, Desk, children, needs_wandb

BENCHMARK = "21_11_2026-00_16_28-e10f1d57"
VARIABLES = {"WANDB_PROJECT": "p-environment", "WANDB_ENTITY": "e-environment", "WANDB_RUN_GROUP": "g-environment",
             "WANDB_TAGS": "t-environment", "WANDB_NOTES": "n-environment"}  # fmt: skip
# Those that would bend a run.
BENT = {"WANDB_NAME": "bent", "WANDB_RUN_ID": "bent", "WANDB_DIR": "/nonexistent", "WANDB_RESUME": "must",
        "WANDB_DISABLED": "true", "WANDB_SILENT": "true"}  # fmt: skip
PLAIN = {"id": "r1", "timestamp": "2026-03-01T02:00:00",
         "points": [{"name": "small", "metrics": {"t": {"value": 1}}}]}  # fmt: skip


class SettingsTests(unittest.TestCase):
    """Exports of a plain run."""

    def setUp(self) -> None:
        self.desk = Desk()
        self.addCleanup(self.desk.close)
        self.desk.store(PLAIN)

    def section(self, text: str) -> Path:
        """A file with a section `wandb`."""
        path = self.desk.folder / "export.yml"
        path.write_text(text)
        return path

    def expect_nothing_written(self) -> None:
        self.assertEqual([path for path in self.desk.data.rglob("*wandb*")], [])
        for name in ("home", "tmp", "cwd"):
            self.assertEqual(list((self.desk.folder / name).iterdir()), [], name)


class RefusalTests(SettingsTests):
    """What ends before anything is begun; nothing of it needs the SDK."""

    def test_without_a_key_three_lines_say_what_to_do(self) -> None:
        for variables in ({}, {"WANDB_API_KEY": ""}):
            done = self.desk.export("--all", code=6, **variables)
            self.assertEqual(done.stdout, "")
            self.assertEqual(done.stderr.splitlines(), [
                "calibraxctl: WANDB_API_KEY environment variable not set.",
                "  Set it with: export WANDB_API_KEY='your-key'",
                "  Or use offline mode: export WANDB_MODE=offline",
            ])  # fmt: skip
        self.expect_nothing_written()

    def test_what_is_disabled_does_nothing(self) -> None:
        off = self.section("wandb: {enabled: false}")
        for arguments, variables in [(["--mode", "disabled"], {}), ([], {"WANDB_MODE": "disabled"}),
                                     (["--config", off], {})]:  # fmt: skip
            done = self.desk.export(*arguments, **variables)
            self.assertEqual(done.stdout, "Nothing was exported: W&B is disabled.\n")
        self.expect_nothing_written()

    def test_mistakes_are_told_with_their_place(self) -> None:
        for text, words in [("wandb: {projct: a}", "wandb.projct"), ("wandb: {tags: a}", "wandb.tags"),
                            ("wandb: {mode: loud}", "wandb.mode"), ("wandb: [", "line")]:  # fmt: skip
            path = self.section(text)
            done = self.desk.start("export", "--config", path, **NOWHERE)
            output, complaints = done.communicate()
            self.assertIn(done.returncode, (2, 5), text)
            self.assertIn(words, complaints)
            self.assertEqual(output, "")
        for flags, words in [(["--mode", "loud"], "--mode"), (["--project", "a/b"], 'project "a/b"'),
                             (["--tags", "x" * 65], "65 characters"),
                             (["--config", "gone.yml"], "gone.yml")]:  # fmt: skip
            done = self.desk.start("export", *flags, **NOWHERE)
            _, complaints = done.communicate()
            self.assertIn(done.returncode, (2, 3, 5), flags)
            self.assertIn(words, complaints)
        self.assertIn("WANDB_MODE", self.desk.export(code=2, WANDB_MODE="loud").stderr)
        self.expect_nothing_written()

    def test_without_python_it_is_said_what_to_install(self) -> None:
        done = self.desk.export("--mode", "offline", code=3, CALIBRAX_PYTHON="/nonexistent/python")
        self.assertIn("W&B needs Python 3.10 or newer: ", done.stderr)
        self.assertIn("python3 -m pip install 'wandb>=0.31,<1'", done.stderr)

    def test_without_the_sdk_one_command_installs_it(self) -> None:
        bare = self.desk.folder / "bare python"
        bare.write_text(f'#!/bin/sh\nexec "{sys.executable}" -I -S "$@"\n')
        bare.chmod(bare.stat().st_mode | stat.S_IXUSR)
        done = self.desk.export("--mode", "offline", code=3, CALIBRAX_PYTHON=str(bare))
        if sys.version_info < (3, 10):
            self.assertIn("is too old, wandb needs Python 3.10 or newer: name one by CALIBRAX_PYTHON", done.stderr)
        else:
            self.assertIn(f"Install it: '{sys.executable}' -m pip install 'wandb>=0.31,<1'", done.stderr)
        self.assertEqual(self.desk.states()["r1"]["state"], "failed")


@needs_wandb
class EnvironmentTests(SettingsTests):
    """In which Python the SDK is looked for."""

    def test_the_environment_that_people_are_told_to_make_is_found(self) -> None:
        programs = self.desk.folder / "home" / ".calibrax" / "wandb" / "bin"
        programs.mkdir(parents=True)
        self.addCleanup(shutil.rmtree, self.desk.folder / "home" / ".calibrax")
        python = programs / "python"
        python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
        python.chmod(python.stat().st_mode | stat.S_IXUSR)
        self.desk.export("--mode", "offline", CALIBRAX_PYTHON="")
        self.assertEqual(self.desk.states()["r1"]["state"], "written")


@needs_wandb
class PrecedenceTests(SettingsTests):
    """Who has the last word."""

    def placed(self, id: str, *arguments: str | Path, **variables: str) -> list[object]:
        """Where a run goes and what it is called there."""
        self.desk.export("--run", id, "--mode", "offline", *arguments, **{**BENT, **variables})
        run = self.desk.written(id)
        self.assertNotIn("bent", f"{run.id} {run.name}")
        return [run.project, run.entity, run.group, run.name, run.tags, run.notes]

    def test_flags_come_before_the_file_before_the_run_before_the_store_before_the_environment(self) -> None:
        name = "2026-03-01_r1"
        self.assertEqual(self.placed("r1"), ["benchmarks", "", "", name, [], ""])
        self.assertEqual(
            self.placed("r1", "--again", **VARIABLES),
            ["p-environment", "e-environment", "g-environment", name, ["t-environment"], "n-environment"],
        )
        self.desk.configure({"wandb_project": "p-store", "wandb_entity": "e-store"})
        self.assertEqual(self.placed("r1", **VARIABLES)[:2], ["p-store", "e-store"])
        source = self.desk.folder / BENCHMARK
        shutil.copytree(FIXTURES / "adapters" / "veeksha" / BENCHMARK, source)
        self.desk.run("ingest", source, "--no-context", "--no-environment")
        measured = ["llm-benchmarks", "ml-team", "weekly-regression", BENCHMARK, ["regression", "llama-3-8b"],
                    "Weekly regression test"]  # fmt: skip
        self.assertEqual(self.placed(BENCHMARK, **VARIABLES), measured)
        file = self.section(
            "seed: 1\nwandb:\n  {project: p-file, entity: e-file, group: g-file, run_name: file, tags: [t-file], notes: n-file}\n"
            "traffic: !expand [{rate: 1}, {rate: !custom 2}]\n"
        )
        self.assertEqual(
            self.placed(BENCHMARK, "--config", file, **VARIABLES),
            ["p-file", "e-file", "g-file", "file", ["t-file", *measured[4]], "n-file"],
        )
        flags = ["--project", "p-flag", "--entity", "e-flag", "--group", "g-flag", "--name", "flag", "--tags", "a,b",
                 "--tags", "c", "--notes", "n-flag", "--no-artifacts"]  # fmt: skip
        self.assertEqual(
            self.placed(BENCHMARK, "--config", file, *flags, **VARIABLES),
            ["p-flag", "e-flag", "g-flag", "flag", ["a", "b", "c", *measured[4]], "n-flag"],
        )
        self.assertEqual(self.desk.written(BENCHMARK).artifacts, {})

    def test_the_mode_is_that_of_the_flag_before_the_file_before_the_environment(self) -> None:
        with WandbServer() as server:
            file = self.section("wandb: {mode: offline}")
            self.desk.export("--config", file, WANDB_MODE="online", **server.environment)
            self.desk.export(WANDB_MODE="offline", **server.environment)
            self.desk.export(WANDB_MODE="dryrun", **server.environment)
            self.assertEqual(server.asked, [])
            self.desk.export("--config", file, "--mode", "online", WANDB_MODE="offline", **server.environment)
            self.assertEqual(server.runs["r1"].exit_code, 0)

    def test_the_key_is_shown_to_the_server_alone(self) -> None:
        with WandbServer() as server:
            server.faults["CreateArtifact"] = Fault(hangs=True)
            process = self.desk.start("export", **server.environment)
            self.addCleanup(process.kill)
            server.wait_for("CreateArtifact")
            lines = [Path(f"/proc/{each}/cmdline").read_bytes() for each in (process.pid, *children(process.pid))]
        process.communicate(timeout=LONG)
        self.assertTrue(any(b"sync\0--include-synced" in line for line in lines))
        self.assertEqual([line for line in lines if KEY.encode() in line], [])
        files = [path for path in self.desk.folder.rglob("*") if path.is_file()]
        self.assertEqual([path for path in files if KEY.encode() in path.read_bytes()], [])
        for name in ("home", "tmp", "cwd"):
            self.assertEqual(list((self.desk.folder / name).iterdir()), [], name)
