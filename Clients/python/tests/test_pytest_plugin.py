"""What pytest-benchmark measures is sent, and nothing of it is lost silently."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import textwrap
import unittest
from importlib import metadata
from pathlib import Path

from server import server

from calibrax_client import Client

BENCHMARKS = """
    def test_sum(benchmark):
        assert benchmark(sum, range(100)) == 4950

    def test_len(benchmark):
        assert benchmark(len, "abc") == 3
"""


def is_installed() -> bool:
    """Whether pytest finds the plugin and what it sends the results of."""
    try:
        metadata.distribution("calibrax-client")
        metadata.distribution("pytest-benchmark")
    except metadata.PackageNotFoundError:
        return False
    return True


@unittest.skipUnless(is_installed() or "CI" in os.environ, "pip install ./Clients/python pytest-benchmark to test it")
class PytestPluginTests(unittest.TestCase):
    def pytest(
        self, *arguments: str, address: str = "", **variables: str
    ) -> "subprocess.CompletedProcess[str]":
        """Runs the benchmarks in a process of its own."""
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "test_benchmarks.py").write_text(textwrap.dedent(BENCHMARKS))
            environment = {**os.environ, "CALIBRAX_SERVER": address, **variables}
            command = [sys.executable, "-m", "pytest", "-q", "--benchmark-max-time=0.01", *arguments]
            return subprocess.run(
                command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                timeout=60,
            )  # fmt: skip

    def test_each_benchmark_is_a_point_with_its_samples_and_tags(self) -> None:
        with server() as running, Client(running.unix) as client:
            run = self.pytest("--calibrax", "--calibrax-tag", "os=linux", address=running.unix)
            self.assertEqual(run.returncode, 0, run.stdout)
            stored = client.get_run("latest")
            self.assertIn(f"calibrax: sent 2 benchmarks as run {stored['id']} to {running.unix}", run.stdout)
            self.assertEqual([point["tags"]["os"] for point in stored["points"]], ["linux", "linux"])
            self.assertGreater(len(stored["points"][0]["metrics"]["wall"]["samples"]), 1)

    def test_the_token_of_the_environment_is_shown(self) -> None:
        with server("writer 0123456789abcdef") as running, Client(running.unix) as client:
            for token, status in (("0123456789abcdef", 0), ("no token of any server", 1)):
                run = self.pytest("--calibrax", address=running.tcp, CALIBRAX_TOKEN=token)
                self.assertEqual(run.returncode, status, run.stdout)
            self.assertEqual(len(client.list_runs()["runs"]), 1)

    def test_without_the_option_nothing_is_sent(self) -> None:
        with server() as running, Client(running.tcp) as client:
            run = self.pytest(address=running.tcp)
            self.assertEqual((run.returncode, client.list_runs()["runs"]), (0, []), run.stdout)
            self.assertNotIn("calibrax:", run.stdout)

    def test_results_that_cannot_be_stored_fail_the_session(self) -> None:
        run = self.pytest("--calibrax", "--calibrax-server", "unix:/nowhere/calibrax.sock")
        self.assertEqual(run.returncode, 1, run.stdout)
        said = "calibrax: the results were not stored: no server answers at unix:/nowhere/calibrax.sock"
        self.assertIn(said, run.stdout)
        self.assertIn("2 passed", run.stdout)

    def test_wrong_options_are_said_before_anything_runs(self) -> None:
        for arguments, said in (
            (["--calibrax-server", "nowhere"], '--calibrax-server: "nowhere" is no address'),
            (["--calibrax-tag", "linux"], "--calibrax-tag: linux is not KEY=VALUE"),
        ):
            with self.subTest(said):
                run = self.pytest("--calibrax", *arguments)
                self.assertEqual(run.returncode, 4, run.stdout)
                self.assertIn(said, run.stdout)

    def test_nothing_measured_is_said(self) -> None:
        run = self.pytest("--calibrax", "--benchmark-disable")
        self.assertEqual(run.returncode, 0, run.stdout)
        self.assertIn("calibrax: nothing was measured, so nothing was sent", run.stdout)
