"""The first sample goes out at once, then the newest at the end of each window."""

from __future__ import annotations

import unittest
from typing import List, Optional, Tuple

from calibrax_client.metrics.throttle import Sample, Throttle


def sample(value: float) -> Sample:
    return (-value, value)


def record(throttle: Throttle, value: float, now: float) -> Tuple[float, ...]:
    """Records as recorders do; returns the values that go out."""
    if now < throttle.window_end:
        throttle.held = sample(value)
        return ()
    return tuple(passed for _, passed in throttle.offer(sample(value), now))


class ThrottleTests(unittest.TestCase):
    """At 4 a second, windows last a quarter of a second."""

    def test_what_goes_out_when(self) -> None:
        cases: List[Tuple[str, List[Tuple[float, Tuple[float, ...], Optional[float]]]]] = [
            ("the first at once", [(10, (1,), None)]),
            ("in a window the newest replaces the others", [(10, (1,), None), (10, (), 10.25), (10.125, (), 10.25)]),
            ("after a quiet window the next at once", [(10, (1,), None), (10.25, (2,), None)]),
            (
                "what waited goes out first and opens the next window",
                [(10, (1,), None), (10.125, (), 10.25), (10.375, (2,), 10.5), (11, (3, 4), None)],
            ),
            ("after a long pause both", [(10, (1,), None), (10.125, (), 10.25), (10.5, (2, 3), None)]),
        ]
        for name, steps in cases:
            throttle = Throttle(4)
            for value, (now, passed, deadline) in enumerate(steps, 1):
                with self.subTest(name, now=now):
                    self.assertEqual(record(throttle, value, now), passed)
                    self.assertEqual(throttle.deadline, deadline)

    def test_what_waits_is_due_at_the_end_of_its_window_once(self) -> None:
        throttle = Throttle(4)
        record(throttle, 1, 10)
        record(throttle, 2, 10.125)
        self.assertIsNone(throttle.due(10.125))
        self.assertEqual(throttle.due(10.25), sample(2))
        self.assertIsNone(throttle.due(10.25))
        self.assertEqual(record(throttle, 3, 10.375), ())
        self.assertEqual(throttle.deadline, 10.5)

    def test_what_goes_out_does_not_depend_on_when_it_is_asked_for(self) -> None:
        asked, late = Throttle(4), Throttle(4)
        for throttle in (asked, late):
            record(throttle, 1, 10)
            record(throttle, 2, 10.125)
        self.assertEqual(asked.due(10.25), sample(2))
        self.assertEqual(record(asked, 3, 10.375), ())
        self.assertEqual(record(late, 3, 10.375), (2,))
        self.assertEqual(asked.deadline, late.deadline)

    def test_the_last_is_never_lost(self) -> None:
        throttle = Throttle(4)
        record(throttle, 1, 10)
        record(throttle, 2, 10.125)
        self.assertEqual(throttle.release(), sample(2))
        self.assertIsNone(throttle.release())
        self.assertIsNone(throttle.deadline)

    def test_a_long_tight_loop_goes_out_at_the_rate(self) -> None:
        throttle = Throttle(8)
        out: List[float] = []
        for step in range(64_000):
            now = step / 16_000
            if due := throttle.due(now):
                out.append(due[1])
            out += record(throttle, step, now)
        if last := throttle.release():
            out.append(last[1])
        # 4 seconds at 8 a second, the first at once, and the last.
        self.assertEqual(len(out), 1 + 31 + 1)
        self.assertEqual((out[0], out[1], out[-1]), (0, 1_999, 63_999))
        self.assertEqual(out, sorted(out))
