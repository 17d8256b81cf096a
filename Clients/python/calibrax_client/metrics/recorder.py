"""Recording in one execution."""

from __future__ import annotations

import secrets
from math import isfinite
from typing import TYPE_CHECKING, Any, Dict, Optional, Set

from .counts import MetricCounts
from .definition import DefinitionTable
from .intake import Intake
from .throttle import Throttle

if TYPE_CHECKING:
    from .metric import Metric
    from .progress import ProgressKeys


class Series:
    """The series of a metric in an execution."""

    __slots__ = ("metric", "number", "throttle")

    def __init__(self, metric: "Metric", number: int) -> None:
        # The metric that recorded last under its key.
        self.metric = metric
        self.number = number
        throttle = metric.definition.throttle
        self.throttle = None if throttle is None else Throttle(throttle)


class ExecutionRecorder:
    """Takes what is recorded in one execution: checks it, thins it out, hands it on.

    The execution opens when it is first recorded in. In a forked child it goes on, recorded in by both, and is ended by
    the parent.
    """

    def __init__(
        self,
        intake: Intake,
        pipeline_name: str,
        tags: Optional[Dict[str, str]] = None,
        metadata: Optional[Dict[str, Any]] = None,
        execution_id: Optional[str] = None,
    ) -> None:
        self._params: Dict[str, Any] = {
            "pipeline_name": pipeline_name,
            "execution_id": execution_id or secrets.token_hex(16),
            "tags": dict(tags or {}),
            "metadata": dict(metadata or {}),
        }
        self._begin(intake)
        self._is_child = False
        self._started_at = 0.0

    def _begin(self, intake: Intake) -> None:
        self._intake = intake
        with intake.lock:
            self.number = intake.next_number()
        self._phase = "waiting"
        self._series: Dict[str, Series] = {}
        self._definitions = DefinitionTable()
        self._told: Set[str] = set()
        # Which loops record under which keys, once there is one.
        self.progress: Optional["ProgressKeys"] = None
        self.counts = MetricCounts()

    @property
    def lock(self) -> Any:
        """What guards it."""
        return self._intake.lock

    @property
    def execution_id(self) -> str:
        """The execution's identifier."""
        return str(self._params["execution_id"])

    # Recording

    def record(self, metric: "Metric", value: float, at: Optional[float]) -> None:
        """Records a value; raises ValueError for a metric that contradicts another one of the execution."""
        intake = self._intake
        now = intake.clock()
        with intake.lock:
            series = self._series.get(metric.key)
            if series is None or series.metric is not metric:
                series = self._admit(metric, now)
                if series is None:
                    return
            if at is None:
                at = now - self._started_at
            counts = self.counts
            counts.recorded += 1
            # The sum of two finite numbers may be infinite, and then they are looked at one by one.
            if not isfinite(value + at) and not (isfinite(value) and isfinite(at)):
                self._refuse(metric)
                return
            throttle = series.throttle
            if throttle is None:
                intake.append((series.number, at, value), False)
            elif now < throttle.window_end:
                if throttle.held is None:
                    intake.note_held(throttle.window_end)
                else:
                    counts.throttled += 1
                throttle.held = (at, value)
            else:
                for passed_at, passed in throttle.offer((at, value), now):
                    intake.append((series.number, passed_at, passed), True)
                if throttle.held is not None:
                    intake.note_held(throttle.window_end)

    def _admit(self, metric: "Metric", now: float) -> Optional[Series]:
        """The series of a metric that did not record here last; None when the execution is over."""
        self._open(now)
        if self._phase != "open":
            self._intake.count_refused()
            name = self._params["pipeline_name"]
            self._tell(f'the execution "{name}" is over; "{metric.key}" is not recorded in it')
            return None
        says_more = self._definitions.define(metric.key, metric.definition)
        series = self._series.get(metric.key)
        if series:
            series.metric = metric
        else:
            series = self._series[metric.key] = Series(metric, self._intake.next_number())
        if says_more:
            params = {"execution_id": self.execution_id, "key": metric.key, **metric.params}
            self._intake.define(series.number, self.number, params)
        return series

    def _refuse(self, metric: "Metric") -> None:
        self.counts.refused += 1
        self._tell(f'the metric "{metric.key}" was given a number that is not finite; such samples are not recorded')

    def _tell(self, text: str) -> None:
        if text not in self._told:
            self._told.add(text)
            self._intake.tell(text)

    # What throttles hold back, for those who hold the lock

    def sweep(self, now: float) -> float:
        """Hands on what is due; returns when the next is."""
        due = float("inf")
        for series in list(self._series.values()):
            if throttle := series.throttle:
                if sample := throttle.due(now):
                    self._intake.append((series.number, *sample), True)
                due = min(due, throttle.deadline or due)
        return due

    def release(self) -> None:
        """Hands on all of it now."""
        for series in list(self._series.values()):
            if series.throttle and (sample := series.throttle.release()):
                self._intake.append((series.number, *sample), True)

    def release_one(self, metric: "Metric") -> bool:
        """Hands on what a metric holds back, taking the lock; returns whether it has recorded here."""
        with self._intake.lock:
            series = self._series.get(metric.key)
            if series and series.throttle and (sample := series.throttle.release()):
                self._intake.append((series.number, *sample), True)
            return series is not None

    # Beginning and end

    def open(self) -> None:
        """The execution begins."""
        with self._intake.lock:
            self._open(self._intake.clock())

    def _open(self, now: float) -> None:
        if self._phase == "waiting":
            self._phase = "open"
            if not self._is_child:
                self._started_at = now
            self._intake.open(self, self._params, self._is_child)

    def close(self, success: bool) -> None:
        """The execution ends, if it began: what is held back goes out. In any case nothing more is recorded in it."""
        if self.progress:
            self.progress.stop()
        with self._intake.lock:
            if self._phase == "open":
                self.release()
                finish = {
                    "execution_id": self.execution_id,
                    "success": success,
                    "execution_time": self._intake.clock() - self._started_at,
                }
                self._intake.close(self, None if self._is_child else finish)
                self._series = {}
            self._phase = "closed"

    def begin_anew_in_child(self, intake: Intake) -> None:
        """The process was forked: what is recorded from now on belongs to an execution of the child's own."""
        is_over = self._phase == "closed"
        self._params = {**self._params, "execution_id": secrets.token_hex(16)}
        self._begin(intake)
        if is_over:
            self._phase = "closed"

    def begin_in_child(self, intake: Intake) -> None:
        """The process was forked: what is recorded from now on is delivered by itself."""
        has_begun, is_over = self._phase == "open", self._phase == "closed"
        self._begin(intake)
        # Also a grandchild, whose parent has recorded nothing.
        self._is_child = self._is_child or has_begun
        if is_over:
            self._phase = "closed"
