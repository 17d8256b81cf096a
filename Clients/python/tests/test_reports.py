"""What people are told of metrics, and what all metrics of a program share."""

from __future__ import annotations

import contextlib
import gc
import io
import math
from typing import Any, List

from calibrax_client import Metric, configure, counts, flush, progress

from .support import LONG, ServerTests, in_time


class PeopleTests(ServerTests):
    """What people are told, by a function that may do what it likes."""

    def test_it_may_record_and_count_and_fail(self) -> None:
        metric, told = Metric("loss", throttle=None), Metric("told", throttle=None)
        with self.recording() as client, contextlib.redirect_stderr(io.StringIO()) as printed:

            def report(text: str) -> None:
                told.record(client.counts.refused)
                raise RuntimeError("cannot be told")

            client.report = report
            in_time(lambda: metric.record(math.nan))
            metric.record(1)
            self.assertTrue(in_time(client.flush))
            self.assertTrue(in_time(client.flush))
        self.assertEqual(self.values("loss"), [1])
        self.assertEqual(self.values("told"), [1])
        self.assertIn("cannot be told", printed.getvalue())

    def test_what_the_end_says_is_told_before_flush_returns(self) -> None:
        with self.recording() as client:
            for number in range(50):
                Metric(f"m{number}").record(math.nan)
                client.flush()
                self.assertEqual(len(self.reports), number + 1)


class SharedTests(ServerTests):
    """The client that all metrics of a program share."""

    def test_a_client_that_is_closed_again_has_nothing_to_wait_for(self) -> None:
        with self.recording() as client:
            for _ in range(20):
                Metric("m").record(1)
                self.assertTrue(client.close(timeout=0.5 if client.counts.delivered else LONG))

    def test_it_is_too_late_to_configure_when_something_was_recorded(self) -> None:
        with self.recording():
            Metric("m").record(1)
            self.assertTrue(flush())
            self.assertEqual(counts().delivered, 1)
            with self.assertRaisesRegex(RuntimeError, "configure the server before the first"):
                configure("unix:/other/calibrax.sock")

    def test_a_loop_that_is_collected_as_garbage_while_something_is_recorded_hangs_nothing(self) -> None:
        def leave_a_loop_in_a_circle() -> None:
            loop = iter(progress(range(10), key="left"))
            next(loop)
            circle: List[Any] = [loop]
            circle.append(circle)

        with self.recording() as client:
            gc.disable()
            self.addCleanup(gc.enable)
            leave_a_loop_in_a_circle()

            def collect() -> None:
                with client._intake.lock:
                    gc.collect()

            in_time(collect)
        self.assertEqual(self.values("left.end"), [0])
