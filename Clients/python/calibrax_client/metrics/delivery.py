"""Bringing samples to a server, each exactly once: what to send and what the answers mean, without I/O."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Callable, Dict, List, Optional, Set, Tuple

from ..backoff import Backoff
from ..calls import request
from ..errors import CalibraxError, Disconnected, ProtocolViolation, Refused
from .batch import Batch
from .sample_queue import QueuedSample

FLIGHT = 256
"""Definitions that are sent without waiting for answers between."""
SIGN_OF_LIFE = 20.0
"""Seconds after which an execution for which nothing was sent is told of again."""
UNAVAILABLE = ("read_only", "unavailable")
"""The kinds of errors after which the same may be accepted later."""


@dataclass
class Execution:
    """An execution as the server is to know it; what is known of it by then is `standing`: untold on this connection,
    known or refused."""

    params: Dict[str, Any]
    standing: str = "untold"
    # Whether the server knew it on this connection or an earlier one.
    has_begun: bool = False
    last_sent: float = float("-inf")
    finish: Optional[Dict[str, Any]] = None
    # Whether its end was sent once: it may have ended, and must not begin again.
    is_ending: bool = False


@dataclass
class Series:
    """A series of an execution, its handle on this connection, and what the server knows of it."""

    execution: int
    params: Dict[str, Any]
    standing: str = "untold"
    handle: Optional[int] = None


@dataclass
class Outcome:
    """What was settled: so many samples, and sentences to tell people."""

    delivered: int = 0
    refused: int = 0
    reports: List[str] = field(default_factory=list)


class Delivery:
    """One thing is done after the other: executions are started, series defined, samples recorded, executions finished.

    Samples are numbered when they are first sent. A request whose answer was lost is sent again with the same numbers
    before anything newer, and the server drops what it has; numbers of samples that are given up are never used again.

    `producer` is a name that no other process has. Executions and series have numbers of this client.
    """

    def __init__(self, producer: str) -> None:
        self._producer = producer
        self._next_seq = 1
        self._last_id = 0
        self._partial = bytearray()
        self._executions: Dict[int, Execution] = {}
        self._series: Dict[int, Series] = {}
        self._batches: List[Batch] = []
        self._endings: List[int] = []
        self._asked: Dict[int, Tuple[Callable[..., None], Callable[..., None], Any]] = {}
        self._is_connected = False
        self._backoff = Backoff()
        self._retry_at = float("-inf")
        self._is_outage_told = False
        self._told: Set[str] = set()
        self._outcome = Outcome()

    # What there is to deliver

    def open(self, number: int, params: Dict[str, Any], has_begun: bool) -> None:
        """An execution is to be begun; with `has_begun` somebody else has, and may have ended it too."""
        self._executions[number] = Execution(params, has_begun=has_begun)

    def define(self, number: int, execution: int, params: Dict[str, Any]) -> None:
        """A series is to be defined, or is now defined more fully."""
        self._series[number] = Series(execution, params)

    def close(self, number: int, finish: Optional[Dict[str, Any]]) -> None:
        """An execution is over when the samples that were taken in are delivered; without `finish` somebody else says
        so."""
        self._executions[number].finish = finish
        self._endings.append(number)

    def take(self, samples: List[QueuedSample]) -> None:
        """Takes in samples, when it is ready."""
        self._batches += Batch.forming(samples)

    def is_ready(self, now: float) -> bool:
        """Whether it can send samples now."""
        return self._is_connected and now >= self._retry_at and self.is_idle

    @property
    def is_asking(self) -> bool:
        """Whether answers are awaited."""
        return bool(self._asked)

    @property
    def is_idle(self) -> bool:
        """Whether everything that was taken in is settled."""
        return not (self._asked or self._batches or self._endings)

    def needs_connection(self, now: float) -> bool:
        """Whether there is something to send for which a connection is needed."""
        return not self._is_connected and now >= self._retry_at and (not self.is_idle or bool(self._untold(now)))

    @property
    def deadline(self) -> float:
        """When to look again though nothing happens."""
        executions = self._executions.values()
        is_work_left = not self.is_idle or any(execution.standing == "untold" for execution in executions)
        signs = [
            execution.last_sent + SIGN_OF_LIFE
            for execution in executions
            if execution.standing == "known" and execution.finish is None
        ]
        return min([self._retry_at] * is_work_left + signs, default=float("inf"))

    def take_outcome(self) -> Outcome:
        """The outcome so far; the next one begins anew."""
        outcome, self._outcome = self._outcome, Outcome()
        return outcome

    # The connection

    def connected(self) -> None:
        self._is_connected = True

    def disconnected(self, error: CalibraxError, now: float) -> None:
        """The connection broke, or could not be made."""
        # A server that restarts breaks the connection once, which is no news.
        if not isinstance(error, Disconnected) or self._backoff.attempts:
            self._tell_outage(str(error))
        self._is_connected = False
        self._partial = bytearray()
        self._asked = {}
        for execution in self._executions.values():
            execution.standing = "untold"
        for series in self._series.values():
            series.standing, series.handle = "untold", None
        self._retry(now)

    def hurry(self) -> None:
        """Somebody waits: tries again without a pause."""
        self._retry_at = float("-inf")

    def _retry(self, now: float) -> None:
        self._retry_at = now + self._backoff.next()

    def _tell_outage(self, reason: str) -> None:
        """Tells people once that delivery does not go on, until it does."""
        if not self._is_outage_told:
            self._outcome.reports.append(f"{reason}; metrics wait until it goes on")
        self._is_outage_told = True

    # What to send

    def next(self, now: float) -> bytes:
        """The lines to send now; nothing while answers are awaited."""
        if not self._is_connected or self._asked or now < self._retry_at:
            return b""
        if starts := self._untold(now)[:FLIGHT]:
            return b"".join([self._start(number, now) for number in starts])
        self._give_up_refused()
        if self._batches:
            untold = [number for number in self._batches[0].parts if self._series[number].standing == "untold"]
            if untold:
                return b"".join([self._define(number) for number in untold[:FLIGHT]])
            return self._record(now)
        return b"".join([self._finish(number) for number in self._endings[:FLIGHT]])

    def _untold(self, now: float) -> List[int]:
        """The executions that the server must be told of now, oldest first."""
        return sorted(
            number
            for number, execution in self._executions.items()
            if (execution.standing == "untold" and not execution.is_ending)
            or (
                execution.standing == "known"
                and execution.finish is None
                and number not in self._endings
                and now >= execution.last_sent + SIGN_OF_LIFE
            )
        )

    def _start(self, number: int, now: float) -> bytes:
        execution = self._executions[number]
        execution.last_sent = now
        return self._ask("startExecution", execution.params, self._started, self._start_refused, number)

    def _define(self, number: int) -> bytes:
        return self._ask("defineMetric", self._series[number].params, self._defined, self._define_refused, number)

    def _record(self, now: float) -> bytes:
        batch = self._batches[0]
        if batch.seq is None:
            batch.seq = self._next_seq
            self._next_seq += batch.count
        for number in batch.parts:
            self._executions[self._series[number].execution].last_sent = now
        samples = batch.params(lambda number: self._series[number].handle)
        params = {**samples, "producer": self._producer, "seq": batch.seq}
        return self._ask("record", params, self._recorded, self._record_refused, batch)

    def _finish(self, number: int) -> bytes:
        execution = self._executions[number]
        if execution.finish is None:
            self._end(number)
            return b""
        execution.is_ending = True
        return self._ask("finishExecution", execution.finish, self._finished, self._finish_refused, number)

    def _ask(
        self,
        method: str,
        params: Dict[str, Any],
        accept: Callable[[Any, Dict[str, Any]], None],
        refuse: Callable[[Any, Refused], None],
        subject: Any,
    ) -> bytes:
        self._last_id += 1
        self._asked[self._last_id] = (accept, refuse, subject)
        return request(self._last_id, method, params)

    # What the answers mean

    def receive(self, data: bytes, now: float) -> None:
        """Takes in what the server sent.

        Raises CalibraxError when the connection is of no more use.
        """
        *lines, self._partial = (self._partial + data).split(b"\n")
        for line in lines:
            try:
                answer = json.loads(line)
                error = Refused.of(answer["error"]) if "error" in answer else None
                result = answer.get("result")
            except (ValueError, TypeError, AttributeError) as problem:
                raise ProtocolViolation(f"the server sent what is no answer: {problem}") from problem
            question = self._asked.pop(answer.get("id"), None)
            if question is None:
                if error:
                    raise error
                continue
            accept, refuse, subject = question
            if error is None:
                accept(subject, result)
            elif error.kind in UNAVAILABLE:
                self._tell_outage(error.message)
                self._retry(now)
            else:
                refuse(subject, error)

    def _goes_on(self) -> None:
        self._backoff.reset()
        self._is_outage_told = False

    def _started(self, number: int, result: Dict[str, Any]) -> None:
        self._executions[number].standing = "known"
        self._executions[number].has_begun = True

    def _start_refused(self, number: int, error: Refused) -> None:
        execution = self._executions[number]
        if execution.has_begun:
            # Somebody else has ended it; what was recorded in it is taken nevertheless.
            execution.standing = "known"
            return
        self._report(f'the server refused the execution "{execution.params["pipeline_name"]}": {error}')
        execution.standing = "refused"

    def _defined(self, number: int, result: Dict[str, Any]) -> None:
        handle = result.get("series") if isinstance(result, dict) else None
        if not isinstance(handle, int):
            raise ProtocolViolation(f"the server answered {result!r} where a series was defined")
        self._series[number].standing, self._series[number].handle = "known", handle

    def _define_refused(self, number: int, error: Refused) -> None:
        self._report(f'the server refused the metric "{self._series[number].params["key"]}": {error}')
        self._series[number].standing = "refused"

    def _recorded(self, batch: Batch, result: Dict[str, Any]) -> None:
        self._outcome.delivered += self._batches.pop(0).count
        self._goes_on()

    def _record_refused(self, batch: Batch, error: Refused) -> None:
        if error.kind == "not_found" and not batch.is_told_again:
            # Series that the server forgot, as when it makes room, have other handles now.
            batch.is_told_again = True
            for number in batch.parts:
                self._series[number].standing, self._series[number].handle = "untold", None
            return
        self._batches.pop(0)
        if len(batch.parts) > 1:
            self._batches[:0] = batch.split
            return
        for number in batch.parts:
            self._report(f'the server refused samples of "{self._series[number].params["key"]}": {error}')
        self._outcome.refused += batch.count

    def _finished(self, number: int, result: Dict[str, Any]) -> None:
        self._end(number)
        self._goes_on()

    def _finish_refused(self, number: int, error: Refused) -> None:
        # One that was asked to end before, on a connection that broke, may have ended then.
        if error.kind != "conflict":
            name = self._executions[number].params["pipeline_name"]
            self._report(f'the server cannot finish the execution "{name}": {error}')
        self._end(number)

    def _give_up_refused(self) -> None:
        """Gives up the samples, in front of the next ones to send, that the server will not have, and the end of
        executions that it did not let begin."""
        while self._batches:
            left = self._batches[0].without(self._is_refused)
            self._outcome.refused += self._batches[0].count - sum(batch.count for batch in left)
            self._batches[:1] = left
            if left:
                break
        for number in [number for number in self._endings if self._executions[number].standing == "refused"]:
            self._end(number)

    def _is_refused(self, number: int) -> bool:
        series = self._series[number]
        return series.standing == "refused" or self._executions[series.execution].standing == "refused"

    def _end(self, number: int) -> None:
        self._endings.remove(number)
        del self._executions[number]
        self._series = {key: series for key, series in self._series.items() if series.execution != number}

    def _report(self, text: str) -> None:
        """Tells people something once."""
        # A program may go on for long: rather tell twice than remember without end.
        if len(self._told) >= 1_000:
            self._told = set()
        if text not in self._told:
            self._told.add(text)
            self._outcome.reports.append(text)
