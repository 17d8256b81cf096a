"""What happens to metrics when a program ends."""

from __future__ import annotations

import time
import unittest
from typing import Any, Optional

from .support import LONG, Listener, ServerTests, run_program

BEGIN = """
    import atexit, sys, threading
    from calibrax_client import Metric, execution, progress
    metric = Metric("m", throttle=None)
"""


class EndTests(ServerTests):
    """However a program ends, what it recorded is delivered and its execution ends."""

    def run_to_its_end(self, code: str, status: int = 0) -> Any:
        run = run_program(self.server.unix, BEGIN, code)
        self.assertEqual(run.returncode, status, run.stderr)
        return run

    def assert_ended(self, state: str, pipeline: str = "program.py") -> None:
        self.assertEqual(self.executions()[pipeline]["state"], state)

    def test_at_the_end_of_its_file(self) -> None:
        run = self.run_to_its_end("""
    for number in range(10_000):
        metric.record(number)
        """)
        self.assertEqual(run.stderr, "")
        self.assertEqual(self.values("m"), list(range(10_000)))
        self.assert_ended("succeeded")

    def test_by_sys_exit(self) -> None:
        self.run_to_its_end("metric.record(1); sys.exit(3)", status=3)
        self.assertEqual(self.values("m"), [1])

    def test_by_an_error_that_nobody_handles(self) -> None:
        self.run_to_its_end("metric.record(1); 1 / 0", status=1)
        self.assertEqual(self.values("m"), [1])
        self.assert_ended("failed")

    def test_in_the_middle_of_an_execution_on_another_thread(self) -> None:
        self.run_to_its_end("""
    begun = threading.Event()
    def work():
        with execution("work"):
            metric.record(1)
            begun.set()
            threading.Event().wait()
    threading.Thread(target=work, daemon=True).start()
    begun.wait()
        """)
        self.assertEqual(self.values("m"), [1])
        self.assert_ended("succeeded", "work")

    def test_while_daemon_threads_still_record(self) -> None:
        self.run_to_its_end("""
    begun = threading.Event()
    def work():
        while True:
            metric.record(1)
            begun.set()
    for _ in range(4):
        threading.Thread(target=work, daemon=True).start()
    begun.wait()
        """)
        self.assertGreater(len(self.values("m")), 0)
        self.assert_ended("succeeded")

    def test_what_is_recorded_only_at_the_end_is_delivered_too(self) -> None:
        self.run_to_its_end("atexit.register(metric.record, 1)")
        self.assertEqual(self.values("m"), [1])
        self.assert_ended("succeeded")

    def test_what_is_recorded_at_the_end_as_well_is_delivered_too(self) -> None:
        self.run_to_its_end("atexit.register(metric.record, 2); metric.record(1)")
        self.assertEqual(self.values("m"), [1, 2])

    def test_a_loop_that_is_left_by_the_end_has_stopped(self) -> None:
        self.run_to_its_end("""
    for number in progress(range(10)):
        if number == 4:
            sys.exit()
        """)
        self.assertEqual(self.values("progress")[-1], 4)
        self.assertEqual(self.values("progress.end"), [0])

    def test_a_program_that_closed_its_output_ends_well(self) -> None:
        self.run_to_its_end('metric.record(1); metric.record(float("nan")); sys.stderr.close()')
        self.assertEqual(self.values("m"), [1])

    def test_a_client_that_was_made_by_hand_delivers_too(self) -> None:
        self.run_to_its_end("""
    import os
    from calibrax_client import MetricsClient
    client = MetricsClient(os.environ["CALIBRAX_SERVER"])
    recorder = client.recorder("by hand")
    recorder.open()
    recorder.record(metric, 1.0, 0.0)
    del client, recorder
        """)
        self.assertEqual(self.values("m"), [1])
        self.assert_ended("succeeded", "by hand")


class AbsentServerTests(unittest.TestCase):
    """Without a server a program runs as ever, and ends."""

    def run_without_a_server(self, address: Optional[str], code: str) -> Any:
        began = time.monotonic()
        run = run_program(address, BEGIN, code)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertLess(time.monotonic() - began, LONG / 2)
        return run

    def test_where_there_is_none_it_says_so_once(self) -> None:
        run = self.run_without_a_server(None, """
    for number in progress(range(100)):
        metric.record(number)
    with execution("e"):
        metric.record("1" if False else 1)
        """)
        self.assertEqual(run.stderr.count("\n"), 1)
        self.assertIn("set CALIBRAX_SERVER to record metrics", run.stderr)

    def test_so_it_does_where_the_address_is_none(self) -> None:
        run = self.run_without_a_server("localhost", "metric.record(1); metric.record(2)")
        self.assertEqual(run.stderr.count("\n"), 1)
        self.assertIn('"localhost" is no address', run.stderr)

    def test_where_it_is_away_the_end_waits_no_longer_than_it_says_what_is_lost(self) -> None:
        run = self.run_without_a_server("unix:/nowhere/calibrax.sock", "for n in range(10): metric.record(n)")
        self.assertIn("no server answers at unix:/nowhere/calibrax.sock", run.stderr)
        self.assertIn("10 samples were not delivered before the end", run.stderr)

    def test_where_it_never_answers_the_end_waits_no_longer_either(self) -> None:
        for code in ("metric.record(1)", "atexit.register(metric.record, 1)"):
            with self.subTest(code), Listener() as listener:
                run = self.run_without_a_server(listener.address, code)
                self.assertIn("1 samples were not delivered before the end", run.stderr)
