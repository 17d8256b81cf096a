"""What programs record, as a server stores it."""

from __future__ import annotations

import asyncio
import math
import pickle
import threading
from fractions import Fraction
from typing import Any

from calibrax_client import Client, Metric, MetricGroup, MetricScale, execution, progress, task

from .support import LONG, ServerTests, wait_until


class SampleTests(ServerTests):
    """Samples and how they are shown."""

    def test_the_place_is_the_seconds_since_the_start_unless_one_is_given(self) -> None:
        now = [100.0]
        metric, placed = Metric("seconds", throttle=None), Metric("placed", throttle=None)
        with self.recording(clock=lambda: now[0]) as client, execution("e"):
            metric.record(1)
            now[0] = 102.5
            metric.record(2)
            placed.record(3, at=-7)
            client.close()
        self.assertEqual(self.points("seconds"), [(0, 1), (2.5, 2)])
        self.assertEqual(self.points("placed"), [(-7, 3)])

    def test_without_a_throttle_every_sample_is_stored_in_order(self) -> None:
        metric = Metric("all", throttle=None)
        with self.recording() as client:
            for number in range(20_000):
                metric.record(number, at=number)
        self.assertEqual(self.values("all"), list(range(20_000)))
        self.assertEqual((client.counts.recorded, client.counts.delivered, client.counts.waiting), (20_000, 20_000, 0))

    def test_a_throttled_metric_delivers_its_first_and_its_last_sample(self) -> None:
        metric = Metric("few", throttle=0.001)
        with self.recording() as client:
            for number in range(1_000):
                metric.record(number)
        self.assertEqual(self.values("few"), [0, 999])
        self.assertEqual(client.counts.throttled, 998)

    def test_what_a_throttle_holds_back_arrives_by_itself(self) -> None:
        metric = Metric("held", throttle=50)
        with self.recording() as client:
            metric.record(1)
            metric.record(2)
            wait_until(lambda: client.counts.delivered == 2, "the last sample")
            self.assertEqual(self.values("held"), [1, 2])

    def test_groups_and_scales_are_stored_with_the_series(self) -> None:
        group, scale = MetricGroup("training", units="epoch", lower=0), MetricScale("ratio", units="%", upper=100)
        with self.recording():
            Metric("accuracy", group=group, scale=scale).record(1)
            Metric("named", group="other", scale="own").record(1)
        with Client(self.server.unix) as client:
            series = {each["key"]: each for each in client.list_series()["series"]}
        self.assertEqual(series["accuracy"]["group"], {"name": "training", "units": "epoch", "lower": 0})
        self.assertEqual(series["accuracy"]["scale"]["units"], "%")
        self.assertEqual(series["named"]["group"], {"name": "other"})

    def test_numbers_of_every_type_are_recorded(self) -> None:
        class Scalar:
            def __float__(self) -> float:
                return 4.5

        metric = Metric("numbers", throttle=None)
        with self.recording():
            for value in (1, 2.5, Fraction(7, 2), Scalar()):
                metric.record(value, at=value)
        self.assertEqual(self.values("numbers"), [1, 2.5, 3.5, 4.5])

    def test_what_is_no_number_is_refused_where_it_is_recorded(self) -> None:
        metric = Metric("numbers")
        with self.recording():
            for value in ("1", None, True, 1j, [1]):
                with self.subTest(value), self.assertRaises(TypeError):
                    metric.record(value)  # type: ignore[arg-type]
            with self.assertRaises(TypeError):
                metric.record(1, at="1")  # type: ignore[arg-type]

    def test_what_is_not_finite_is_counted_and_said_once(self) -> None:
        metric = Metric("loss", throttle=None)
        with self.recording() as client:
            for value in (math.nan, math.inf, -math.inf, 10**400):
                metric.record(value)
            metric.record(1, at=math.nan)
            metric.record(1e308, at=1e308)
        self.assertEqual(self.values("loss"), [1e308])
        self.assertEqual(client.counts.refused, 5)
        self.assertEqual(len(self.reports), 1)
        self.assertIn('the metric "loss" was given a number that is not finite', self.reports[0])

    def test_a_contradiction_is_refused_where_it_is_recorded(self) -> None:
        with self.recording():
            Metric("loss", group="a").record(1)
            with self.assertRaisesRegex(ValueError, 'the metric "loss" belongs to the group "a"'):
                Metric("loss", group="b").record(2)
            with self.assertRaisesRegex(ValueError, 'the group "a" of "other" has units "s"'):
                Metric("other", group=MetricGroup("a", units="s")).record(1)
        self.assertEqual(self.values("loss"), [1])

    def test_text_that_cannot_be_sent_is_refused_at_once(self) -> None:
        for making in (
            lambda: Metric("\ud800"),
            lambda: Metric("m", group="\ud800"),
            lambda: execution("\ud800"),
            lambda: execution("e", metadata={"a": object()}),
        ):
            with self.assertRaises((ValueError, TypeError)):
                making()

    def test_a_metric_without_a_key_or_with_a_throttle_of_none_a_second_is_no_metric(self) -> None:
        for making in (lambda: Metric(""), lambda: Metric("a", throttle=0), lambda: Metric("a", throttle=math.inf)):
            with self.assertRaises(ValueError):
                making()

    def test_a_pickled_metric_is_the_same_metric(self) -> None:
        metric = Metric("m", group=MetricGroup("g", units="s"), scale="s", throttle=None)
        again = pickle.loads(pickle.dumps(metric))
        self.assertEqual((again.key, again.definition), (metric.key, metric.definition))


class ExecutionTests(ServerTests):
    """Executions, and which one a thread or task records in."""

    def test_it_is_stored_with_its_tags_its_time_and_how_it_ended(self) -> None:
        with self.recording():
            with execution("train", tags={"model": "small"}, metadata={"a": [1]}, execution_id="mine") as entered:
                self.assertEqual(entered.execution_id, "mine")
            with self.assertRaises(ZeroDivisionError), execution("fails"):
                1 / 0
            for code, name in [(0, "exits"), (None, "leaves"), (3, "exits badly")]:
                with self.assertRaises(SystemExit), execution(name):
                    raise SystemExit(code)
        stored = self.executions()
        self.assertEqual(stored["train"]["execution_id"], "mine")
        self.assertEqual((stored["train"]["tags"], stored["train"]["metadata"]), ({"model": "small"}, {"a": [1]}))
        states = {name: each["state"] for name, each in stored.items()}
        self.assertEqual(
            states,
            {
                "train": "succeeded",
                "fails": "failed",
                "exits": "succeeded",
                "leaves": "succeeded",
                "exits badly": "failed",
            },
        )

    def test_the_inner_one_records_and_then_the_outer_one_again(self) -> None:
        metric = Metric("depth", throttle=None)
        with self.recording():
            with execution("outer", execution_id="outer"):
                metric.record(1)
                with execution("inner", execution_id="inner"):
                    metric.record(2)
                metric.record(3)
        self.assertEqual((self.values("depth", "outer"), self.values("depth", "inner")), ([1, 3], [2]))

    def test_a_thread_records_in_that_of_the_main_thread_unless_it_begins_one(self) -> None:
        metric = Metric("thread", throttle=None)

        def own() -> None:
            with execution("own", execution_id="own"):
                metric.record(2)

        with self.recording(), execution("main", execution_id="main"):
            for target in (lambda: metric.record(1), own):
                thread = threading.Thread(target=target)
                thread.start()
                thread.join(LONG)
        self.assertEqual((self.values("thread", "main"), self.values("thread", "own")), ([1], [2]))

    def test_each_task_of_asyncio_records_in_its_own(self) -> None:
        metric = Metric("task", throttle=None)

        @task()
        async def work(number: int) -> None:
            for _ in range(3):
                metric.record(number)
                await asyncio.sleep(0)

        async def work_all() -> None:
            await asyncio.gather(*(work(number) for number in range(10)))

        with self.recording():
            asyncio.run(work_all())
        with Client(self.server.unix) as client:
            ids = [each["execution_id"] for each in client.list_executions()["executions"]]
        self.assertEqual(sorted(self.values("task", each) for each in ids), [[number] * 3 for number in range(10)])

    def test_one_that_another_task_leaves_ends_nevertheless(self) -> None:
        async def numbers() -> Any:
            with execution("generator"):
                yield 1

        async def leave() -> None:
            iterator = numbers()
            await iterator.__anext__()
            await asyncio.get_running_loop().create_task(iterator.aclose())

        with self.recording():
            asyncio.run(leave())
        self.assertEqual(self.executions()["generator"]["state"], "succeeded")

    def test_what_is_recorded_when_it_is_over_is_refused_and_said(self) -> None:
        with self.recording() as client:
            with execution("over"):
                loop = iter(progress([1, 2], key="late"))
                next(loop)
            next(loop)
            client.flush()
            self.assertEqual(self.reports, ['the execution "over" is over; "late" is not recorded in it'])

    def test_many_threads_record_all_they_have(self) -> None:
        metrics = [Metric(f"metric {number}", throttle=None) for number in range(8)]

        def record(thread: int) -> None:
            for number in range(2_000):
                metrics[thread].record(number)
                metrics[0].record(-1)

        with self.recording() as client:
            threads = [threading.Thread(target=record, args=(number,)) for number in range(1, 8)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(LONG)
            self.assertTrue(client.flush())
            for number in range(1, 8):
                self.assertEqual(self.values(f"metric {number}"), list(range(2_000)))
            self.assertEqual(self.values("metric 0"), [-1] * 14_000)
