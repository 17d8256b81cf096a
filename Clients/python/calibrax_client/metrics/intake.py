"""What the threads that record hand to the thread that delivers."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, Callable, Dict, List, Tuple

from .counts import MetricCounts
from .delivery import Delivery, Outcome
from .sample_queue import Mark, QueuedSample, SampleQueue

if TYPE_CHECKING:
    from .recorder import ExecutionRecorder

BATCH = 4_096
"""Samples that a request holds at most."""
NEVER = 1 << 62


class Intake:
    """All of it is guarded by `lock`, which those who record hold too; the names of what takes it itself say so."""

    def __init__(self, bound: int, clock: Callable[[], float], start: Callable[[], None]) -> None:
        self.clock = clock
        # Begins the delivery, with the lock held, when there is something to deliver.
        self._start = start
        # It may be taken again by whoever holds it: the collection of garbage and signals interrupt anything, and end
        # loops that show their progress.
        self.lock = threading.RLock()
        self._wakeup = threading.Condition(self.lock)
        self._queue = SampleQueue(bound)
        self._announcements: List[Callable[[Delivery], None]] = []
        # Ends of executions, told when what was recorded before is taken.
        self._endings: List[Tuple[Mark, Callable[[Delivery], None]]] = []
        self._flushes: List[Tuple[Mark, threading.Event]] = []
        self._reports: List[str] = []
        self.open_recorders: List["ExecutionRecorder"] = []
        self._settled = MetricCounts()
        self._last_number = 0
        # How many must wait for the thread that delivers to be woken.
        self._wake_at = NEVER
        # Whether it must look again before it sleeps.
        self._is_pressing = False
        self._is_hurried = False
        # When the first of the samples that throttles hold back is due.
        self._due = float("inf")
        self.is_stopped = False
        # Not so many that the bound is reached by them alone.
        self._batch = min(BATCH, max(1, bound // 4))

    # For those who record, who hold the lock

    def next_number(self) -> int:
        """A number that neither an execution nor a series of this client has."""
        self._last_number += 1
        return self._last_number

    def append(self, sample: QueuedSample, is_throttled: bool) -> None:
        self._queue.append(sample, is_throttled)
        if len(self._queue) >= self._wake_at:
            self._wake()

    def note_held(self, due: float) -> None:
        """A sample is held back until then."""
        if due < self._due:
            self._due = due
            self._wake()

    def open(self, recorder: "ExecutionRecorder", params: Dict[str, Any], has_begun: bool) -> None:
        self.open_recorders.append(recorder)
        self._start()
        self._press(lambda delivery: delivery.open(recorder.number, params, has_begun))

    def define(self, series: int, execution: int, params: Dict[str, Any]) -> None:
        self._press(lambda delivery: delivery.define(series, execution, params))

    def close(self, recorder: "ExecutionRecorder", finish: Any) -> None:
        self.open_recorders.remove(recorder)
        self._settled.add(recorder.counts)
        self._endings.append((self._queue.mark, lambda delivery: delivery.close(recorder.number, finish)))
        self._press()

    def count_refused(self) -> None:
        """A sample was recorded in an execution that is over."""
        self._settled.add(MetricCounts(recorded=1, refused=1))

    def tell(self, text: str) -> None:
        """Tells people a sentence, soon: whoever tells it must hold no lock."""
        self._reports.append(text)
        self._press()

    def _press(self, *announcements: Callable[[Delivery], None]) -> None:
        self._announcements += announcements
        self._is_pressing = True
        self._wake()

    def _wake(self) -> None:
        if self._wake_at < NEVER:
            self._wake_at = NEVER
            self._wakeup.notify_all()

    # For whoever waits

    def flush_locking(self) -> threading.Event:
        """Asks for all that was recorded so far to be delivered; returns what is set when it is."""
        flush = threading.Event()
        with self.lock:
            for recorder in list(self.open_recorders):
                recorder.release()
            self._flushes.append((self._queue.mark, flush))
            self._is_hurried = True
            self._press()
        return flush

    def give_up_locking(self, flush: threading.Event) -> None:
        """Nobody waits any longer."""
        with self.lock:
            self._flushes = [entry for entry in self._flushes if entry[1] is not flush]

    def counts_locking(self) -> MetricCounts:
        """What became of the samples so far."""
        with self.lock:
            counts = MetricCounts(dropped=self._queue.dropped)
            for part in [self._settled, *(recorder.counts for recorder in self.open_recorders)]:
                counts.add(part)
            return counts

    def recorders_locking(self) -> List["ExecutionRecorder"]:
        """The open executions."""
        with self.lock:
            return list(self.open_recorders)

    def stop_locking(self) -> None:
        with self.lock:
            self.is_stopped = True
            self._press()

    # For the thread that delivers

    def hand_over_locking(self, delivery: Delivery, last_take: float, interval: float) -> bool:
        """Gives the delivery, which asks for nothing, what is to be told, and samples when it is time for them; returns
        whether there were any."""
        with self.lock:
            now = self.clock()
            if now >= self._due:
                self._due = min((recorder.sweep(now) for recorder in list(self.open_recorders)), default=float("inf"))
            if self._is_hurried:
                self._is_hurried = False
                delivery.hurry()
            self._is_pressing = False
            is_due = now >= last_take + interval or len(self._queue) >= self._batch or bool(self._flushes)
            samples = self._queue.take(self._batch) if is_due and delivery.is_ready(now) else []
            announcements, self._announcements = self._announcements, []
            while self._endings and self._queue.has_passed(self._endings[0][0]):
                announcements.append(self._endings.pop(0)[1])
        for announce in announcements:
            announce(delivery)
        delivery.take(samples)
        return bool(samples)

    def settle_locking(self, outcome: Outcome) -> List[str]:
        """Takes in what became of samples that were handed over; returns what to tell people."""
        with self.lock:
            self._queue.settle(outcome.delivered + outcome.refused)
            self._settled.delivered += outcome.delivered
            self._settled.refused += outcome.refused
            reports, self._reports = self._reports, []
            return reports + outcome.reports + [text for text in [self._queue.tell_of_dropping()] if text]

    def answer_flushes_locking(self) -> None:
        """All that was handed over is settled, and told."""
        with self.lock:
            if not self._is_pressing:
                while self._flushes and self._queue.has_passed(self._flushes[0][0]):
                    self._flushes.pop(0)[1].set()

    def sleep_locking(self, delivery: Delivery, last_take: float, interval: float, longest: float) -> None:
        """Waits until there is something to do, so many seconds at most; not at all when there is."""
        with self.lock:
            now = self.clock()
            is_ready = delivery.is_ready(now)
            if self._is_pressing or (is_ready and len(self._queue) >= self._batch):
                return
            self._wake_at = NEVER - 1
            until = min(self._due, delivery.deadline)
            if is_ready and len(self._queue):
                self._wake_at = self._batch
                until = min(until, last_take + interval)
            elif is_ready or delivery.is_idle:
                self._wake_at = 1
            if until > now:
                self._wakeup.wait(min(until - now, longest))
            self._wake_at = NEVER
