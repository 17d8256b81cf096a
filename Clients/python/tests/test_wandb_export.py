"""`calibraxctl export` of runs to Weights & Biases: the real program and the real SDK, and what it says to people."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import unittest
from pathlib import Path
from typing import Any

import wandb_log
from wandb_server import WandbServer

from .wandb_support import NOWHERE, Desk, needs_wandb

SECRET = "sk-live-0123456789abcdef"
HOSTILE = "<script>alert(1)</script>&\"'"
CONFIGURATION = {
    "wandb_project": "loaders",
    "metric_defs": {
        "throughput": {"unit": "elem/s", "direction": "higher", "group": "Throughput", "priority": "primary"},
        "latency": {"unit": "ms", "direction": "lower", "group": "Latency"},
        "iterations": {"direction": "info"},
    },
    "slos": [
        {"name": "P50 latency", "metric": "latency", "percentile": 0.5, "value": 11.5},
        {"metric": "throughput", "percentile": 0.5, "value": 1},
    ],
}


def point(framework: str, scenario: str, **metrics: float) -> dict[str, Any]:
    """A point of a run."""
    values = {name: {"value": value, "samples": [value] * 3} for name, value in metrics.items()}
    return {"name": f"{scenario}/small", "scenario": scenario, "tags": {"framework": framework}, "metrics": values}


def run(id: str, *points: dict[str, Any], **members: Any) -> dict[str, Any]:
    """A run as it is stored."""
    return {"id": id, "timestamp": "2026-03-01T02:00:00", "points": list(points), **members}


def example(id: str, slower: float = 1.0, **members: Any) -> dict[str, Any]:
    """Two frameworks in two scenarios."""
    return run(
        id,
        point("Datarax", "CV-1", throughput=20_000 * slower, latency=12.5, iterations=10),
        point(HOSTILE, "CV-1", throughput=16_000, latency=10, iterations=10),
        point("Datarax", "CV-2", throughput=4_000),
        point("Grain", "CV-2", throughput=5_000),
        **members,
    )


@needs_wandb
class RunTests(unittest.TestCase):
    """A run with a baseline that it is slower than, written offline."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.desk = Desk()
        cls.addClassCleanup(cls.desk.close)
        cls.desk.configure(CONFIGURATION)
        cls.desk.store(example("r0"), "--set-baseline", "main")
        cls.document = example(
            "r1", 0.5, commit="c0ffee", branch="main", environment={"cpu": "Xeon", "os": {"name": "Linux"}},
            metadata={"group": "nightly", "tags": ["h100", "a b", SECRET], "OPENAI_API_KEY": SECRET},
        )  # fmt: skip
        cls.desk.store(cls.document)
        cls.done = cls.desk.export("--notes", "first\nsecond", WANDB_MODE="offline", **NOWHERE)
        cls.written = cls.desk.written("r1")

    def test_it_is_called_and_grouped_as_it_says(self) -> None:
        run = self.written
        self.assertEqual((run.id, run.name, run.project, run.entity), ("r1", "2026-03-01_r1", "loaders", ""))
        self.assertEqual((run.group, run.tags, run.notes), ("nightly", ["h100", "a b", "<redacted>"], "first\nsecond"))
        self.assertEqual((run.exit_code, run.host), (0, ""))

    def test_its_config_is_the_environment_and_which_run_it_is(self) -> None:
        self.assertEqual(
            {name: value for name, value in self.written.config.items() if name != "metadata"},
            {"cpu": "Xeon", "os": {"name": "Linux"}, "run_id": "r1", "commit": "c0ffee", "branch": "main",
             "timestamp": "2026-03-01T02:00:00"},
        )  # fmt: skip
        self.assertEqual(self.written.config["metadata"]["tags"], ["h100", "a b", "<redacted>"])

    def test_each_value_is_in_the_panel_of_its_group_with_a_scenario_only_where_two_collide(self) -> None:
        values = {key: value for key, value in self.written.summary.items() if isinstance(value, (int, float))}
        self.assertEqual(
            {key: value for key, value in values.items() if not key.startswith(("slo/", "analysis/"))},
            {"Throughput/throughput/Datarax/CV-1": 10_000, f"Throughput/throughput/{HOSTILE}": 16_000,
             "Throughput/throughput/Datarax/CV-2": 4_000, "Throughput/throughput/Grain": 5_000,
             "Latency/latency/Datarax": 12.5, f"Latency/latency/{HOSTILE}": 10,
             "iterations/Datarax": 10, f"iterations/{HOSTILE}": 10},
        )  # fmt: skip

    def test_the_best_of_each_scenario_is_marked(self) -> None:
        table = self.written.tables["comparison"]
        self.assertEqual(table.columns, ["Framework", "Scenario", "throughput", "latency", "iterations"])
        self.assertEqual(
            table.rows,
            [["Datarax", "CV-1", "10000.00", "12.50", "10.00"], [HOSTILE, "CV-1", "16000.00 *", "10.00 *", "10.00"],
             ["Datarax", "CV-2", "4000.00", "—", "—"], ["Grain", "CV-2", "5000.00 *", "—", "—"]],
        )  # fmt: skip

    def test_the_styled_table_is_bold_and_escaped(self) -> None:
        html = self.written.html["comparison_styled"]
        self.assertEqual(re.findall("<b>(.*?)</b>", html), ["16000.00", "10.00", "5000.00"])
        self.assertIn("&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;", html)
        self.assertNotIn("<script", html)
        self.assertIn("<th>throughput (elem/s)</th>", html)

    def test_frameworks_are_ranked_in_each_scenario(self) -> None:
        rankings = {key: table for key, table in self.written.tables.items() if key.startswith("rankings/")}
        self.assertEqual({tuple(table.columns) for table in rankings.values()},
                         {("Rank", "Framework", "Value", "Best?", "Delta %")})  # fmt: skip
        self.assertEqual(
            {key: table.rows for key, table in rankings.items()},
            {"rankings/throughput/CV-1": [[1, HOSTILE, 16_000, True, 0], [2, "Datarax", 10_000, False, 37.5]],
             "rankings/throughput/CV-2": [[1, "Grain", 5_000, True, 0], [2, "Datarax", 4_000, False, 20]],
             "rankings/latency/CV-1": [[1, HOSTILE, 10, True, 0], [2, "Datarax", 12.5, False, 25]]},
        )  # fmt: skip

    def test_each_regression_is_a_row_and_an_alert(self) -> None:
        table = self.written.tables["regressions"]
        self.assertEqual(table.columns, ["metric", "point", "framework", "baseline", "current", "delta_%"])
        self.assertEqual(table.rows, [["throughput", "CV-1/small", "Datarax", 20_000, 10_000, -50]])
        (alert,) = self.written.alerts
        self.assertEqual(alert["title"], "Regression: throughput @ CV-1/small (Datarax)")
        self.assertEqual(alert["level"], "WARN")
        self.assertIn("degraded 50.0% (baseline: 20000.0000, current: 10000.0000)", alert["text"])
        analysis = {key: value for key, value in self.written.summary.items() if key.startswith("analysis/")}
        self.assertEqual(
            analysis,
            {"analysis/passed": 0, "analysis/compared": 6, "analysis/regressions": 1, "analysis/improvements": 0},
        )

    def test_objectives_of_the_store_are_told_with_what_they_came_to(self) -> None:
        objectives = {key: value for key, value in self.written.summary.items() if key.startswith("slo/")}
        self.assertEqual(objectives["slo/all_slos_met"], 0)
        latency = {key: value for key, value in objectives.items() if key.startswith("slo/latency_p50/")}
        self.assertEqual(
            latency,
            {"slo/latency_p50/Datarax/observed": 12.5, "slo/latency_p50/Datarax/threshold": 11.5,
             "slo/latency_p50/Datarax/met": 0, f"slo/latency_p50/{HOSTILE}/observed": 10,
             f"slo/latency_p50/{HOSTILE}/threshold": 11.5, f"slo/latency_p50/{HOSTILE}/met": 1},
        )  # fmt: skip
        self.assertEqual(objectives["slo/throughput_p50/Datarax/CV-2/met"], 1)
        self.assertEqual(objectives["slo/throughput_p50/Grain/observed"], 5_000)
        self.assertEqual(len(self.written.tables["slo_results"].rows), 6)

    def test_the_run_goes_along_as_a_file_without_its_secrets(self) -> None:
        self.assertEqual(list(self.written.artifacts), ["benchmark-run-r1"])
        self.assertEqual(self.written.artifact_types, {"benchmark-run-r1": "benchmark-run"})
        (name, path), *others = self.written.artifacts["benchmark-run-r1"].items()
        document = json.loads(path.read_text())
        self.assertEqual((name, others, document["id"]), ("run.json", [], "r1"))
        self.assertEqual([point["tags"] for point in document["points"]],
                         [point["tags"] for point in self.document["points"]])  # fmt: skip
        exported = [path for path in self.desk.files() if self.desk.exports in path.parents]
        self.assertEqual([path for path in exported if SECRET.encode() in path.read_bytes()], [])

    def test_nothing_is_written_elsewhere(self) -> None:
        for name in ("home", "tmp", "cwd"):
            self.assertEqual(list((self.desk.folder / name).iterdir()), [], name)

    def test_a_run_without_any_value_has_failed(self) -> None:
        self.desk.store(run("nothing", point("Grain", "CV-1")))
        self.desk.export("--run", "nothing", "--mode", "offline")
        written = self.desk.written("nothing")
        self.assertEqual((written.exit_code, written.tables["comparison"].rows), (1, [["Grain", "CV-1"]]))
        self.assertEqual([key for key in written.summary if key.startswith("Throughput")], [])


@needs_wandb
class WordingTests(unittest.TestCase):
    """What people see, and do with it."""

    def setUp(self) -> None:
        self.desk = Desk()
        self.addCleanup(self.desk.close)
        self.desk.store(run("r1", point("Grain", "CV-1", throughput=1)))
        self.server = WandbServer()
        self.server.__enter__()
        self.addCleanup(self.server.__exit__)

    def test_online_the_address_is_told(self) -> None:
        done = self.desk.export(**self.server.environment)
        url = f"{self.server.url}/research/benchmarks/runs/r1"
        self.assertEqual(done.stdout, f"Exported r1 to W&B\nView run at {url}\n")
        self.assertEqual(done.stderr, "")
        again = self.desk.export(**self.server.environment).stdout
        self.assertEqual(again, f"r1 was exported before; --again exports it anew\nView run at {url}\n")

    def test_the_line_that_uploads_can_be_given_to_a_shell(self) -> None:
        output = self.desk.folder / "it's $HOME here"
        done = self.desk.export("--mode", "offline", "--output", output)
        head, folder, line = done.stdout.splitlines()
        self.assertEqual(head, "Exported r1 to W&B (offline mode)")
        folder = folder.removeprefix("  Folder: ")
        self.assertEqual(wandb_log.read(folder).id, "r1")
        self.assertEqual(self.server.runs, {})
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        subprocess.run(
            ["sh", "-c", line.removeprefix("  Upload it with: ")], check=True, capture_output=True,
            cwd=self.desk.folder / "cwd", env=self.desk.environment(PATH=path, **self.server.environment),
        )  # fmt: skip
        self.assertEqual(self.server.runs["r1"].summary["throughput/Grain"], 1)
        self.server.asked.clear()
        self.desk.export("--output", output, **self.server.environment)
        self.assertEqual(self.server.asked, [])
        (state,) = json.loads(self.desk.export("--status", "--output", output, "--format", "json").stdout)
        self.assertEqual(state["state"], "synced")
