"""So many samples wait and no more; what is dropped is what is missed least."""

from __future__ import annotations

import unittest
from typing import Iterable, List

from calibrax_client.metrics.sample_queue import SampleQueue


def filled(bound: int, exact: Iterable[float], throttled: Iterable[float] = ()) -> SampleQueue:
    queue = SampleQueue(bound)
    for value in throttled:
        queue.append((2, 0.0, value), True)
    for value in exact:
        queue.append((1, 0.0, value), False)
    return queue


def taken(queue: SampleQueue, most: int) -> List[float]:
    return [value for _, _, value in queue.take(most)]


class SampleQueueTests(unittest.TestCase):
    """The samples that wait for delivery."""

    def test_samples_come_out_in_order(self) -> None:
        queue = filled(10, [1, 2, 3])
        self.assertEqual([taken(queue, 2), taken(queue, 2), taken(queue, 2)], [[1, 2], [3], []])

    def test_the_oldest_throttled_go_first_then_the_oldest_at_all(self) -> None:
        queue = filled(4, [1, 2, 3], throttled=[10, 20])
        self.assertEqual(queue.dropped, 1)
        for value in (4, 5):
            queue.append((1, 0, value), False)
        self.assertEqual(queue.dropped, 3)
        self.assertEqual(taken(queue, 10), [2, 3, 4, 5])

    def test_what_is_under_way_counts_but_is_not_dropped(self) -> None:
        queue = filled(4, [1, 2, 3, 4])
        underway = queue.take(2)
        queue.append((1, 0, 5), False)
        self.assertEqual(queue.dropped, 1)
        queue.settle(len(underway))
        queue.append((1, 0, 6), False)
        self.assertEqual(queue.dropped, 1)
        self.assertEqual(taken(queue, 10), [4, 5, 6])

    def test_a_mark_is_passed_when_all_before_it_is_taken_or_dropped(self) -> None:
        queue = filled(3, [1], throttled=[2])
        mark = queue.mark
        self.assertFalse(queue.has_passed(mark))
        for value in (3, 4):
            queue.append((1, 0, value), False)
        self.assertFalse(queue.has_passed(mark))
        queue.take(1)
        self.assertTrue(queue.has_passed(mark))

    def test_dropping_is_told_when_it_begins_and_when_it_is_over(self) -> None:
        queue = filled(2, [1, 2, 3])
        begun = "2 samples wait, which is the most that are kept; the oldest are dropped"
        self.assertEqual(queue.tell_of_dropping(), begun)
        queue.append((1, 0, 4), False)
        self.assertIsNone(queue.tell_of_dropping())
        queue.settle(len(queue.take(2)))
        self.assertEqual(queue.tell_of_dropping(), "2 samples were dropped")
        self.assertIsNone(queue.tell_of_dropping())

    def test_a_long_stream_through_a_small_bound_keeps_its_order(self) -> None:
        queue = SampleQueue(1_000)
        appended, out = 0, []
        for turn in range(2_000):
            for _ in range(turn % 7 * 12):
                queue.append((1, 0, appended), False)
                appended += 1
            values = taken(queue, 31)
            queue.settle(len(values))
            out += values
        self.assertGreater(queue.dropped, 1_000)
        self.assertEqual(out, sorted(out))
        self.assertEqual(len(out) + queue.dropped + len(queue), appended)
