"""How far loops are."""

from __future__ import annotations

import enum
from typing import Any, AsyncIterable, AsyncIterator, Dict, Generic, Iterable, Iterator, List, Optional, TypeVar, Union

from .current import current_recorder
from .definition import MetricGroup, MetricScale
from .metric import Metric
from .recorder import ExecutionRecorder

Item = TypeVar("Item")


class ProgressEnd(enum.Enum):
    """How a loop ended, the one sample of the series `KEY.end`: there were no more items; the loop was left before; the
    items themselves failed to come."""

    COMPLETE = 1.0
    STOPPED = 0.0
    FAILED = -1.0


class progress(Generic[Item]):
    """The items, recording how many of them are done as a loop goes over them: 0 when the loop begins, then each item
    when the next one is asked for. Items are taken when they are needed, never before; `async for` takes those of an
    asynchronous iterable.

        for path in progress(paths, key="files"):
            convert(path)

    How the loop ended is one sample of the series `KEY.end`, a ProgressEnd. Each loop has its own series: while another
    loop of the same key goes on, or after one that had another total, it is `KEY 2`, and so on. `total` is how many
    items there will be, by default what `len` says where it is known.
    """

    def __init__(
        self,
        items: Union[Iterable[Item], AsyncIterable[Item]],
        key: str = "progress",
        *,
        group: Union[None, str, MetricGroup] = None,
        total: Optional[int] = None,
    ) -> None:
        self._items: Any = items
        self._key = key
        self._group = MetricGroup(group) if isinstance(group, str) else group
        self._total = _length(items) if total is None else total

    def __iter__(self) -> Iterator[Item]:
        loop = Loop(self._key, self._group, self._total)
        end = ProgressEnd.FAILED
        try:
            for item in self._items:
                end = ProgressEnd.STOPPED
                yield item
                end = ProgressEnd.FAILED
                loop.finish_item()
            end = ProgressEnd.COMPLETE
        finally:
            loop.end(end)

    async def __aiter__(self) -> AsyncIterator[Item]:
        loop = Loop(self._key, self._group, self._total)
        end = ProgressEnd.FAILED
        try:
            async for item in self._items:
                end = ProgressEnd.STOPPED
                yield item
                end = ProgressEnd.FAILED
                loop.finish_item()
            end = ProgressEnd.COMPLETE
        finally:
            loop.end(end)

    def __len__(self) -> int:
        return len(self._items)


class Loop:
    """One loop over items, in the execution of its thread or task."""

    def __init__(self, key: str, group: Optional[MetricGroup], total: Optional[int]) -> None:
        self._recorder = current_recorder()
        self._done = 0
        if self._recorder:
            with self._recorder.lock:
                self._recorder.progress = self._recorder.progress or ProgressKeys(self._recorder)
                self._keys = self._recorder.progress
                self._metrics = self._keys.begin(key, group, total)
            self._recorder.record(self._metrics.done, 0.0, None)

    def finish_item(self) -> None:
        """An item is done."""
        self._done += 1
        if self._recorder:
            self._recorder.record(self._metrics.done, float(self._done), None)

    def end(self, end: ProgressEnd) -> None:
        """The loop is over, unless the execution was before."""
        if self._recorder:
            self._keys.end(self._metrics, end)


class ProgressMetrics:
    """The two series of a loop: how many items are done, and how it ended."""

    def __init__(self, key: str, group: Optional[MetricGroup], total: Optional[int]) -> None:
        self.group = group
        self.total = total
        self.goes_on = True
        self.done = Metric(key, group=group, scale=MetricScale(upper=total or None, progress=True))
        self.ending = Metric(f"{key}.end", throttle=None)


class ProgressKeys:
    """Which loops of an execution record under which keys. A loop whose key is taken by one that goes on, or that had
    another total or group, gets the next: `progress`, `progress 2`, … Guarded by the recorder's lock."""

    def __init__(self, recorder: ExecutionRecorder) -> None:
        self._recorder = recorder
        self._loops: Dict[str, List[ProgressMetrics]] = {}

    def begin(self, key: str, group: Optional[MetricGroup], total: Optional[int]) -> ProgressMetrics:
        """The series of a loop that begins."""
        total = None if total is None or total < 0 else total
        others = self._loops.setdefault(key, [])
        for metrics in others:
            if not metrics.goes_on and (metrics.group, metrics.total) == (group, total):
                metrics.goes_on = True
                return metrics
        metrics = ProgressMetrics(f"{key} {len(others) + 1}" if others else key, group, total)
        others.append(metrics)
        return metrics

    def end(self, metrics: ProgressMetrics, end: ProgressEnd) -> None:
        """A loop is over: its last sample goes out, and then how it ended."""
        if metrics.goes_on:
            metrics.goes_on = False
            if self._recorder.release_one(metrics.done):
                self._recorder.record(metrics.ending, end.value, None)

    def stop(self) -> None:
        """All loops are over."""
        for loops in list(self._loops.values()):
            for metrics in loops:
                self.end(metrics, ProgressEnd.STOPPED)


def _length(items: Any) -> Optional[int]:
    """How many items there are, where they know it."""
    try:
        return len(items)
    except TypeError:
        return None
