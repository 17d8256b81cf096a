"""What a server tells of, over lost connections."""

from __future__ import annotations

import json
import time
from collections import deque
from dataclasses import dataclass
from typing import Any, Callable, Deque, Dict, List, Optional

from .documents import encode
from .errors import CalibraxError

ROOM = 100_000
"""Samples and other events of a subscription that wait for their reader at most."""


@dataclass(frozen=True)
class Event:
    """What happened.

    `topic` is `samples`, `executions`, `runs` or `alerts`, and `data` what Protocol/README.md says of it. Two more tell
    of what is not known: with `dropped`, `data["count"]` events are not told of, for the reader was too slow or the
    client away for too long; with `restarted` the server was started again, and what it did not tell before is not told
    any more. `seq` is the number of the (last) event.
    """

    topic: str
    data: Dict[str, Any]
    seq: int


class Subscription:
    """One wish to be told of events, whichever connection it is told on, and those that wait for their reader.

    `wake` is called when there is something to read.
    """

    def __init__(
        self,
        topics: List[str],
        filter: Optional[Dict[str, Any]],
        from_seq: Optional[int],
        server_id: Optional[str],
        wake: Callable[[], None],
    ) -> None:
        # As it is sent, for what cannot be sent is refused here.
        self._wanted: Dict[str, Any] = json.loads(encode({"topics": topics, **({"filter": filter} if filter else {})}))
        self._next_seq = from_seq
        self._server_id = server_id
        self._wake = wake
        self._events: Deque[Event] = deque()
        self._size = 0
        self._missed = 0
        self._missed_to = 0
        self._lost_at: Optional[float] = time.monotonic()
        self.has_begun = False
        self.has_ended = False
        self.error: Optional[CalibraxError] = None

    @property
    def params(self) -> Dict[str, Any]:
        """What to ask the server for: what has not come yet."""
        place = {"from_seq": self._next_seq, "server_id": self._server_id}
        return {**self._wanted, **{name: value for name, value in place.items() if value is not None}}

    def begin(self, result: Dict[str, Any]) -> None:
        """The server has answered from which event on it tells."""
        next_seq, server_id = result["next_seq"], result["server_id"]
        is_other = self._server_id is not None and server_id != self._server_id
        if is_other or (self._next_seq is not None and next_seq < self._next_seq):
            self._append(Event("restarted", {}, next_seq - 1))
        self._next_seq, self._server_id = next_seq, server_id
        self._lost_at = None
        self.has_begun = True
        self._wake()

    def take(self, name: str, params: Dict[str, Any]) -> None:
        """The server tells of something."""
        before = self._next_seq or 0
        self._next_seq = params["seq"] + 1 if name == "event" else params["next_seq"]
        if name == "dropped":
            self._append(Event("dropped", {"count": params["count"]}, params["next_seq"] - 1))
        elif name == "event":
            self._append(Event(params["topic"], params["data"], params["seq"]), count=self._next_seq - before)
        self._wake()

    def lost(self) -> None:
        """The connection broke."""
        self._lost_at = self._lost_at or time.monotonic()

    def is_overdue(self, now: float, patience: float) -> bool:
        """Whether the server has been away for longer than so many seconds."""
        return self._lost_at is not None and now - self._lost_at > patience

    def end(self, error: Optional[CalibraxError]) -> None:
        """There will be no more events."""
        if not self.has_ended:
            self.has_ended = True
            self.error = error
            self._wake()

    @property
    def is_readable(self) -> bool:
        """Whether an event waits, or none will come."""
        return bool(self._events or self._missed) or self.has_ended

    def next(self) -> Optional[Event]:
        """The oldest event that waits; None when none does."""
        if not self._events:
            self._tell_missed()
        if not self._events:
            return None
        event = self._events.popleft()
        self._size -= _size(event)
        return event

    def _append(self, event: Event, count: int = 1) -> None:
        # A reader that is slow learns how many it missed, and neither takes memory without end nor holds others up.
        if self._events and self._size + _size(event) > ROOM:
            self._missed += count
            self._missed_to = event.seq
            return
        self._tell_missed()
        self._keep(event)

    def _tell_missed(self) -> None:
        if self._missed:
            self._keep(Event("dropped", {"count": self._missed}, self._missed_to))
            self._missed = 0

    def _keep(self, event: Event) -> None:
        self._events.append(event)
        self._size += _size(event)


def _size(event: Event) -> int:
    if event.topic != "samples":
        return 1
    return max(1, sum(len(series["points"]) for series in event.data["series"]))
