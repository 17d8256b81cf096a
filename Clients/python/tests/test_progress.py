"""A loop shows how far it is and how it ended, and never takes an item before its time."""

from __future__ import annotations

import asyncio
import io
import sys
import threading
from typing import Any, AsyncIterator, Iterator, List

from calibrax_client import Client, Metric, ProgressEnd, execution, progress

from .support import LONG, ServerTests


class ProgressTests(ServerTests):
    """Each test records in one execution with a clock that goes on by 1 with each item."""

    def setUp(self) -> None:
        super().setUp()
        self.now = 0.0
        self.metrics = self.enter(self.recording(clock=lambda: self.now))
        self.execution = self.enter(execution("loops", execution_id="loops"))

    def each(self, items: Any) -> Iterator[Any]:
        for item in items:
            self.now += 1
            yield item

    def go_over(self, items: Any) -> List[Any]:
        return list(self.each(items))

    def stored(self, key: str) -> List[float]:
        self.assertTrue(self.metrics.flush(LONG))
        return self.values(key, "loops")

    def scales(self) -> Any:
        self.assertTrue(self.metrics.flush(LONG))
        with Client(self.server.unix) as client:
            return {each["key"]: each.get("scale") for each in client.list_series("loops")["series"]}

    def test_it_begins_with_none_and_counts_each_item_that_is_done(self) -> None:
        self.assertEqual(self.go_over(progress("abc")), ["a", "b", "c"])
        self.assertEqual(self.stored("progress"), [0, 1, 2, 3])
        self.assertEqual(self.stored("progress.end"), [ProgressEnd.COMPLETE.value])

    def test_the_first_and_the_last_count_are_delivered_however_fast_it_is(self) -> None:
        for _ in progress(range(1_000)):
            pass
        self.assertEqual(self.stored("progress"), [0, 1_000])

    def test_the_total_is_how_many_items_there_are_where_that_is_known(self) -> None:
        for key, items, total in [
            ("list", [1, 2, 3], 3),
            ("range", range(4), 4),
            ("dict", {"a": 1}, 1),
            ("text", "four", 4),
            ("generator", (n for n in range(3)), None),
            ("file", io.StringIO("a\nb\n"), None),
            ("told", iter([1, 2]), None),
            ("empty", [], None),
        ]:
            self.go_over(progress(items, key=key, total=2 if key == "told" else None))
            scale = self.scales()[key]
            with self.subTest(key):
                self.assertEqual(scale.get("upper"), 2 if key == "told" else total)
                self.assertTrue(scale["progress"])

    def test_nothing_to_do_is_complete(self) -> None:
        self.go_over(progress([]))
        self.assertEqual((self.stored("progress"), self.stored("progress.end")), ([0], [1]))

    def test_a_loop_that_is_left_early_has_stopped(self) -> None:
        for item in progress(range(10)):
            self.now += 1
            if item == 3:
                break
        self.assertEqual((self.stored("progress"), self.stored("progress.end")), ([0, 1, 2, 3], [0]))

    def test_so_has_one_whose_body_fails(self) -> None:
        with self.assertRaises(ZeroDivisionError):
            for _ in progress(range(10)):
                1 / 0
        self.assertEqual((self.stored("progress"), self.stored("progress.end")), ([0], [0]))

    def test_items_that_fail_to_come_are_a_failure(self) -> None:
        def items() -> Iterator[int]:
            yield 1
            raise OSError("no more")

        with self.assertRaises(OSError):
            self.go_over(progress(items()))
        self.assertEqual((self.stored("progress"), self.stored("progress.end")), ([0, 1], [-1]))

    def test_items_are_taken_when_they_are_needed(self) -> None:
        taken: List[int] = []

        def items() -> Iterator[int]:
            for number in range(100):
                taken.append(number)
                yield number

        for item in progress(items(), total=100):
            if item == 2:
                break
        self.assertEqual(taken, [0, 1, 2])

    def test_nested_loops_have_series_of_their_own(self) -> None:
        for _ in progress(range(2)):
            self.go_over(progress(range(3)))
        self.assertEqual(self.stored("progress"), [0, 1, 2])
        self.assertEqual(self.stored("progress 2"), [0, 1, 2, 3, 0, 1, 2, 3])
        self.assertEqual(self.stored("progress 2.end"), [1, 1])

    def test_a_loop_with_another_total_has_a_series_of_its_own(self) -> None:
        for total in (1, 2, 1):
            self.now += 1
            self.go_over(progress(range(total)))
        self.assertEqual((self.stored("progress"), self.stored("progress 2")), ([0, 1, 0, 1], [0, 1, 2]))

    def test_loops_of_many_threads_that_begin_at_once_have_series_of_their_own(self) -> None:
        count = 24
        interval = sys.getswitchinterval()
        self.addCleanup(sys.setswitchinterval, interval)
        sys.setswitchinterval(1e-6)
        barrier, errors = threading.Barrier(count), []

        def go(total: int) -> None:
            try:
                loop = iter(progress(range(total)))
                barrier.wait(LONG)
                next(loop)
                barrier.wait(LONG)
                list(loop)
            except Exception as error:
                errors.append(error)

        threads = [threading.Thread(target=go, args=(number + 1,)) for number in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(LONG)
        self.assertEqual(errors, [])
        uppers = [scale["upper"] for key, scale in self.scales().items() if not key.endswith(".end")]
        self.assertEqual(sorted(uppers), list(range(1, count + 1)))

    def test_a_loop_that_goes_on_when_its_execution_ends_has_stopped(self) -> None:
        with execution("short", execution_id="short"):
            loop = iter(progress(range(10)))
            next(loop)
        next(loop)
        self.assertTrue(self.metrics.flush(LONG))
        self.assertEqual((self.values("progress", "short"), self.values("progress.end", "short")), ([0], [0]))

    def test_a_key_that_is_another_metrics_is_refused(self) -> None:
        Metric("speed", scale="speed").record(1)
        with self.assertRaisesRegex(ValueError, 'the metric "speed" has the scale "speed"'):
            self.go_over(progress([1], key="speed"))

    def test_it_knows_its_length_as_its_items_do(self) -> None:
        self.assertEqual(len(progress([1, 2])), 2)
        self.assertEqual(list(progress(iter([1, 2]))), [1, 2])

    def test_asynchronous_items_count_alike(self) -> None:
        async def items(fails: bool) -> AsyncIterator[int]:
            for number in range(3):
                yield number
            if fails:
                raise OSError("no more")

        async def go_over(key: str, fails: bool = False, leaves: bool = False) -> None:
            loop = progress(items(fails), key=key, total=3).__aiter__()
            async for _ in loop:
                self.now += 1
                if leaves:
                    await loop.aclose()  # type: ignore[attr-defined]

        async def go_over_all() -> None:
            await go_over("complete")
            await go_over("left", leaves=True)
            with self.assertRaises(OSError):
                await go_over("failed", fails=True)

        asyncio.run(go_over_all())
        for key, counts, end in [("complete", [0, 1, 2, 3], 1), ("left", [0], 0), ("failed", [0, 1, 2, 3], -1)]:
            self.assertEqual((self.stored(key), self.stored(f"{key}.end")), (counts, [end]))

    def test_a_cancelled_task_stops_its_loop(self) -> None:
        async def endless() -> AsyncIterator[int]:
            while True:
                yield 1
                await asyncio.sleep(0)

        async def cancel() -> None:
            begun = asyncio.Event()

            async def work() -> None:
                async for _ in progress(endless()):
                    begun.set()
                    await asyncio.Event().wait()

            task = asyncio.get_running_loop().create_task(work())
            await begun.wait()
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

        asyncio.run(cancel())
        self.assertEqual(self.stored("progress.end"), [0])
