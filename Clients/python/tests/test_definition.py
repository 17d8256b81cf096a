"""The metrics of an execution agree in how they are shown, or contradict each other."""

from __future__ import annotations

import math
import unittest

from calibrax_client import MetricGroup, MetricScale
from calibrax_client.metrics.definition import Definition, DefinitionTable

BARE = Definition()
TRAINING = MetricGroup("training", units="epoch")
RATIO = MetricScale("ratio", units="%", lower=0, upper=100)


class DefinitionTests(unittest.TestCase):
    """A key has one group and scale, a group one x-axis, a named scale, within its group, one y-axis."""

    def test_what_fits_says_more_or_nothing_new(self) -> None:
        table = DefinitionTable()
        for key, definition, says_more in [
            ("a", BARE, True),
            ("a", BARE, False),
            ("a", Definition(TRAINING, RATIO), True),
            ("a", Definition(TRAINING, RATIO, throttle=3), False),
            ("b", Definition(TRAINING, RATIO), True),
            ("c", Definition(MetricGroup("other"), MetricScale("ratio")), True),
            ("d", Definition(None, MetricScale(upper=1)), True),
            ("e", Definition(None, MetricScale(upper=2)), True),
        ]:
            with self.subTest(key, definition=definition):
                self.assertEqual(table.define(key, definition), says_more)

    def test_what_contradicts_names_both(self) -> None:
        table = DefinitionTable()
        table.define("a", Definition(TRAINING, RATIO))
        for key, definition, message in [
            ("a", BARE, 'the metric "a" belongs to the group "training" with units "epoch", not to no group'),
            (
                "a",
                Definition(TRAINING),
                'the metric "a" has the scale "ratio" with units "%" from 0 to 100, not no scale',
            ),
            (
                "b",
                Definition(MetricGroup("training")),
                'the group "training" of "b" has no units; in "a" it has units "epoch"',
            ),
            (
                "b",
                Definition(TRAINING, MetricScale("ratio")),
                'the scale "ratio" of "b" has no units; in "a" it has units "%" from 0 to 100',
            ),
        ]:
            with self.subTest(message), self.assertRaises(ValueError) as caught:
                table.define(key, definition)
            self.assertEqual(str(caught.exception), message)

    def test_an_axis_has_a_name_and_bounds_in_order(self) -> None:
        for making in (
            lambda: MetricGroup(""),
            lambda: MetricScale(""),
            lambda: MetricGroup("g", lower=2, upper=1),
            lambda: MetricScale(lower=1, upper=1),
            lambda: MetricScale(upper=math.nan),
        ):
            with self.assertRaises(ValueError):
                making()
