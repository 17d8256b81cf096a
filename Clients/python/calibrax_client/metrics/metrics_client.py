"""Delivering what metrics record."""

from __future__ import annotations

import atexit
import contextlib
import multiprocessing
import multiprocessing.util
import os
import sys
import threading
import time
import weakref
from typing import Any, Callable, Dict, Optional, Set, Union

from ..address import Address, parse_address
from .counts import MetricCounts
from .delivery_thread import DeliveryThread
from .intake import Intake
from .recorder import ExecutionRecorder


def tell_on_stderr(text: str) -> None:
    """Tells people a sentence."""
    # A program may have closed it.
    with contextlib.suppress(OSError, ValueError):
        if sys.stderr:
            print(f"calibrax: {text}", file=sys.stderr, flush=True)


class MetricsClient:
    """Delivers what metrics record to a server, from a thread of its own: in batches, again after a lost connection,
    each sample stored once.

    Programs that find their server by the environment need not make one. `address` is written as Client's; without one
    nothing is recorded. `bound` is how many samples wait for delivery at most: beyond it the oldest of throttled
    metrics are dropped, then the oldest at all. `timeout` is how many seconds an answer may take before the connection
    is made anew, `exit_timeout` how long the interpreter's end waits for the last samples. `report` is called with a
    sentence when samples are refused or dropped or the server is away; by default it goes to stderr. `look_up` is asked
    for the address at each connection; where it knows none the one before counts.

    In a forked child it delivers what the child records, as a producer of its own.
    """

    def __init__(
        self,
        address: Union[None, str, Address],
        *,
        token: Optional[str] = None,
        bound: int = 100_000,
        timeout: float = 10,
        exit_timeout: float = 2,
        report: Callable[[str], None] = tell_on_stderr,
        look_up: Callable[[], Optional[Address]] = lambda: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._address = parse_address(address) if isinstance(address, str) else address
        self._look_up = look_up
        self._token = token
        self._bound = bound
        self._timeout = timeout
        self._exit_timeout = exit_timeout
        self.report = report
        self._clock = clock
        self._begin()
        # What is recorded outside any other execution, and in those.
        self._own = ExecutionRecorder(self._intake, _program_name())
        self._recorders: weakref.WeakSet[ExecutionRecorder] = weakref.WeakSet()
        _clients.add(self)
        _unfinished.add(self)
        # Processes of multiprocessing end without the interpreter's end.
        multiprocessing.util.register_after_fork(self, MetricsClient._finish_at_end_of_process)
        if multiprocessing.parent_process() is not None:
            self._finish_at_end_of_process()

    def _begin(self) -> None:
        self._intake = Intake(self._bound, self._clock, self._start)
        self._thread: Optional[threading.Thread] = None

    @property
    def execution(self) -> Optional[ExecutionRecorder]:
        """What takes what is recorded outside any other execution; None where nothing is recorded."""
        return None if self._address is None else self._own

    def recorder(
        self,
        pipeline_name: str,
        tags: Optional[Dict[str, str]] = None,
        metadata: Optional[Dict[str, Any]] = None,
        execution_id: Optional[str] = None,
    ) -> ExecutionRecorder:
        """What takes what is recorded in an execution."""
        recorder = ExecutionRecorder(self._intake, pipeline_name, tags, metadata, execution_id)
        self._recorders.add(recorder)
        return recorder

    # Delivering

    def _start(self) -> None:
        if self._thread is not None or self._address is None:
            return
        self._delivering = DeliveryThread(
            self._intake, self._address, self._look_up, self._token, self._timeout, self.report
        )
        self._thread = threading.Thread(target=self._delivering.run, name="calibrax metrics", daemon=True)
        # The interpreter starts no more threads when it ends: whoever flushes delivers then.
        with contextlib.suppress(RuntimeError):
            self._thread.start()

    def flush(self, timeout: float = 10) -> bool:
        """Delivers what was recorded so far, what throttles hold back included, and waits for that so many seconds at
        most; returns whether all of it was delivered, or refused or dropped."""
        if self._thread is None or self._intake.is_stopped:
            return self.counts.waiting == 0
        flush = self._intake.flush_locking()
        deadline = time.monotonic() + timeout
        while not self._thread.is_alive() and not flush.is_set() and time.monotonic() < deadline:
            self._delivering.turn(deadline - time.monotonic())
        if flush.wait(max(0.0, deadline - time.monotonic())):
            return True
        self._intake.give_up_locking(flush)
        return False

    @property
    def counts(self) -> MetricCounts:
        """What became of the samples so far."""
        return self._intake.counts_locking()

    def close(self, success: bool = True, timeout: float = 10) -> bool:
        """Ends its executions, delivers what waits and stops; returns what flush does. A client that is not closed
        does so at the end of the interpreter."""
        _unfinished.discard(self)
        is_delivered = self._finish(success, timeout)
        self._intake.stop_locking()
        return is_delivered

    def _finish(self, success: bool, timeout: float) -> bool:
        self._own.close(success)
        for recorder in self._intake.recorders_locking():
            recorder.close(success)
        return self.flush(timeout)

    def finish_at_exit(self, success: bool) -> None:
        """The process ends."""
        if not self._finish(success, self._exit_timeout):
            waiting = self.counts.waiting
            what = f"{waiting} samples were" if waiting else "how the execution ended was"
            self.report(f"{what} not delivered before the end")

    def _finish_at_end_of_process(self) -> None:
        multiprocessing.util.Finalize(self, finish_all, exitpriority=100)

    def begin_in_child(self) -> None:
        """The process was forked: what the parent has recorded is delivered by the parent."""
        self._begin()
        self._own.begin_anew_in_child(self._intake)
        for recorder in list(self._recorders):
            recorder.begin_in_child(self._intake)


_clients: "weakref.WeakSet[MetricsClient]" = weakref.WeakSet()
# Those that were not closed.
_unfinished: Set[MetricsClient] = set()


def finish_all() -> None:
    """The process ends: executions do, and what waits is delivered."""
    success = getattr(sys, "last_type", None) is None or hasattr(sys, "ps1")
    for client in list(_unfinished):
        client.finish_at_exit(success)


def _begin_all_in_child() -> None:
    for client in list(_clients):
        client.begin_in_child()


def _program_name() -> str:
    name = os.path.basename(sys.argv[0] if sys.argv else "") or "python"
    return name.encode(errors="replace").decode()


os.register_at_fork(after_in_child=_begin_all_in_child)
# Early, for what is registered first is called last: what programs do at their end may record too.
atexit.register(finish_all)
