"""`calibraxctl export` of what Veeksha has measured to Weights & Biases, against what its own module writes there."""

from __future__ import annotations

import json
import shutil
import unittest
from pathlib import Path
from typing import Any

import wandb_log
from wandb_server import WandbServer

from .wandb_support import FIXTURES, Desk, needs_wandb

KEY = b"sk-FAKE-key-for-tests-0123456789"
BENCHMARK = "21_11_2026-00_16_28-e10f1d57"
SWEEP = "sweep_21:11:2026-00:17:24"
SEARCH = "21:11:2026-00:17:45-3775cc06"
SECOND, BEST = "21_11_2026-00_18_14-87cb1539", "21_11_2026-00_19_56-02ad58ba"
FAILED, UNDONE = "21_11_2026-01_00_00-0badc0de", "21_11_2026-02_00_00-0badc0de"
NOTHING_ANSWERED = {
    "Number of Requests": 12, "Number of Errored Requests": 12, "Number of Completed Requests": 0, "Error Rate": 1.0,
    "Time to First Chunk (P99)": 0.0, "Observed Session Dispatch Rate": 0.0, "error_code_freq": {"503": 12},
}  # fmt: skip


def expected(name: str) -> dict[str, Any]:
    """What Veeksha's own module has written."""
    return json.loads((FIXTURES / "veeksha" / "expected_wandb" / f"{name}.json").read_text())


def plain(value: Any) -> Any:
    """A cell as the number that it is; there, those of a sweep are texts."""
    if not isinstance(value, str):
        return value
    try:
        return {"": None, "True": True, "False": False}.get(value, value) if not value[:1].isdigit() else float(value)
    except ValueError:
        return value


@needs_wandb
class VeekshaTests(unittest.TestCase):
    """A benchmark, a sweep, a capacity search and benchmarks that failed, all written offline."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.desk = Desk()
        cls.addClassCleanup(cls.desk.close)
        cls.output = cls.desk.folder / "benchmark_output"
        for source, name in [(f"adapters/veeksha/{BENCHMARK}", BENCHMARK), ("veeksha/sweep", SWEEP),
                             ("veeksha/search", SEARCH), (f"adapters/veeksha/{BENCHMARK}", FAILED)]:  # fmt: skip
            shutil.copytree(FIXTURES / source, cls.output / name)
        failed = cls.output / FAILED / "metrics"
        (failed / "summary_stats.json").write_text(json.dumps(NOTHING_ANSWERED))
        (failed / "throughput_metrics.json").write_text('{"tpot_based_throughput": 0.0, "tbc_based_throughput": 0.0}')
        for name in ("request_level_metrics.jsonl", "ttfc.csv", "slo_results.json"):
            (failed / name).unlink()
        (cls.output / UNDONE).mkdir()
        shutil.copy(cls.output / BENCHMARK / "config.yml", cls.output / UNDONE)
        cls.desk.run("ingest", cls.output, "--no-context", "--no-environment")
        chosen = [BENCHMARK, SWEEP, SEARCH, SECOND, BEST, FAILED, UNDONE]
        cls.desk.export("--mode", "offline", *(word for each in chosen for word in ("--run", each)))
        cls.written = {subject: wandb_log.read(state["folder"]) for subject, state in cls.desk.states().items()}

    def assert_head(self, run: wandb_log.Run, theirs: dict[str, Any]) -> None:
        """That a run is called, grouped and placed as there."""
        self.assertEqual(
            {"name": run.name, "project": run.project, "entity": run.entity, "group": run.group, "tags": run.tags,
             "notes": run.notes or None, "exit_code": run.exit_code},
            {name: theirs[name] for name in ("name", "project", "entity", "group", "tags", "notes", "exit_code")},
        )  # fmt: skip

    def assert_artifact(self, run: wandb_log.Run, theirs: dict[str, Any], folder: Path) -> None:
        """That the files that there are go along under the names that they have there."""
        (artifact,) = theirs["artifacts"]
        name = f"{artifact['name'].rsplit('-', 1)[0]}-{run.id}"
        self.assertEqual(run.artifact_types, {name: artifact["type"]})
        files = run.artifacts[name]
        there = {file["name"] for file in artifact["files"] if (folder / file["name"]).exists()}
        self.assertEqual(set(files), there)
        for name, path in files.items():
            self.assertEqual(path.read_bytes(), (folder / name).read_bytes().replace(KEY, b"<redacted>"), name)

    def assert_members(self, ours: Any, theirs: Any, place: str = "config") -> None:
        """That all members are as there; more may be."""
        if isinstance(theirs, dict) and isinstance(ours, dict):
            for name, value in theirs.items():
                self.assertIn(name, ours, place)
                self.assert_members(ours[name], value, f"{place}.{name}")
        elif isinstance(theirs, list) and isinstance(ours, list):
            self.assertEqual(len(ours), len(theirs), place)
            for number, (our, their) in enumerate(zip(ours, theirs)):
                self.assert_members(our, their, f"{place}[{number}]")
        elif place.endswith("target_channels[0]"):
            self.assertEqual((ours, theirs), ("text", 1))
        else:
            self.assertEqual(ours, theirs, place)

    def test_a_benchmark_is_as_there(self) -> None:
        run, theirs = self.written[BENCHMARK], expected("run")
        self.assert_head(run, theirs)
        self.assert_members(run.config, theirs["config"])
        self.assert_members(run.summary, theirs["summary"], "summary")
        rows = [{key: value for key, value in row.items() if key != "_step"} for row in theirs["history_rows"]]
        self.assertEqual(run.history[1:3], rows[:2])
        self.assert_members(run.history[3], rows[2], "history[3]")
        self.assert_artifact(run, theirs, self.output / BENCHMARK)

    def test_a_benchmark_tells_more_than_there(self) -> None:
        run = self.written[BENCHMARK]
        results = json.loads((self.output / BENCHMARK / "metrics" / "slo_results.json").read_text())["results"]
        self.assertEqual(len(results), 3)
        for result in results:
            key = "slo/" + result["slo_metric_key"]
            told = {name: run.summary[f"{key}/{name}"] for name in ("observed", "threshold", "met")}
            self.assertEqual(told, {"observed": result["observed_value"], "threshold": result["threshold"], "met": 1})
        self.assertEqual(run.config["run_id"], BENCHMARK)
        self.assertIn(["Number of Requests", 25], run.tables["summary_stats_table"].rows)

    def test_a_sweep_is_as_there(self) -> None:
        run, theirs = self.written[SWEEP], expected("sweep_summary")
        self.assert_head(run, theirs)
        self.assert_members(run.config, theirs["config"])
        self.assertEqual(list(run.tables), list(theirs["tables"]))
        table, their_table = run.tables["sweep_summary_table"], theirs["tables"]["sweep_summary_table"]
        self.assertEqual(table.columns, their_table["columns"])
        self.assertEqual(table.rows, [[plain(cell) for cell in row] for row in their_table["rows"]])
        self.assert_artifact(run, theirs, self.output / SWEEP)

    def test_a_capacity_search_is_as_there(self) -> None:
        run, theirs = self.written[SEARCH], expected("capacity_search_summary")
        self.assert_head(run, theirs)
        self.assert_members(run.config, theirs["config"])
        self.assertEqual(list(run.tables), list(theirs["tables"]))
        for name, table in theirs["tables"].items():
            self.assertEqual(run.tables[name].columns, table["columns"])
            self.assertEqual(run.tables[name].rows, table["rows"])
        self.assert_artifact(run, theirs, self.output / SEARCH)

    def test_the_best_attempt_alone_is_marked(self) -> None:
        attempts = [self.written[id] for id in (SECOND, BEST)]
        self.assertEqual([attempt.name for attempt in attempts],
                         ["02-target_concurrent_sessions=8.0", "08-target_concurrent_sessions=21.0"])  # fmt: skip
        tags = ["regression", "llama-3-8b", "capsearch"]
        self.assertEqual([attempt.tags for attempt in attempts], [tags, [*tags, "BEST_CONFIG"]])
        self.assertEqual({attempt.group for attempt in attempts}, {f"capsearch-{SEARCH}"})
        self.assertEqual([id for id, run in self.written.items() if "BEST_CONFIG" in run.tags], [BEST])

    def test_a_benchmark_that_failed_has_no_zeros_for_what_was_not_measured(self) -> None:
        failed, undone = self.written[FAILED], self.written[UNDONE]
        self.assertEqual((failed.exit_code, undone.exit_code), (1, 1))
        self.assertIn("no request was completed: 12 of 12 failed", failed.config["failure"])
        self.assertIn("did not come to its end", undone.config["failure"])
        self.assertEqual(failed.summary["summary/Number of Errored Requests"], 12)
        zeros = {key for key, value in failed.summary.items() if value == 0}
        self.assertEqual(zeros, {"summary/Number of Completed Requests", "summary/Observed Session Dispatch Rate"})
        self.assertEqual([key for key in undone.summary if key.startswith(("summary/", "throughput/"))], [])

    def test_the_key_of_the_measured_service_is_nowhere(self) -> None:
        self.assertIn(KEY, (self.output / BENCHMARK / "config.yml").read_bytes())
        with WandbServer() as server:
            self.desk.export("--run", BENCHMARK, **server.environment)
            (run,) = server.runs.values()
            sent = [*run.files.values(), *(body for each in run.artifacts for body in each.files.values())]
        self.assertGreater(len(sent), 10)
        self.assertEqual([body for body in sent if KEY in body], [])
        self.assertNotIn(KEY.decode(), f"{run.config}{run.summary}{run.history}")
        # Also in the SDK's logs.
        self.assertTrue(list(self.desk.exports.rglob("debug*.log")))
        self.assertEqual([path for path in self.desk.files() if KEY in path.read_bytes()], [])

    def test_what_was_written_is_kept_when_its_folder_has_gone_and_written_anew_is_without_files(self) -> None:
        gone = self.output / "gone"
        (self.output / UNDONE).rename(gone)
        self.addCleanup(gone.rename, self.output / UNDONE)
        before = self.desk.written(UNDONE).artifacts
        self.assertTrue(before)
        self.assertIn("written before", self.desk.export("--run", UNDONE, "--mode", "offline").stdout)
        self.assertEqual(self.desk.written(UNDONE).artifacts, before)
        done = self.desk.export("--run", UNDONE, "--mode", "offline", "--again")
        self.assertIn(f"without files: {self.output / UNDONE} does not hold the files of this run any more", done.stderr)
        self.assertEqual(self.desk.written(UNDONE).artifacts, {})
