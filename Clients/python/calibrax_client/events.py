"""The events of a subscription, for a thread."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Dict, Iterator, List, Optional

from .errors import Disconnected
from .subscriptions import Event, Subscription

if TYPE_CHECKING:
    from .client import Client


class Events:
    """Events as they come, behind each other also over lost connections; to be iterated over by one thread.

    A reader that is slow loses events rather than holding up its client; the event `dropped` tells how many. It ends
    when it is closed, or with an error when the server refuses it or is away for longer than the client's timeout.
    """

    def __init__(
        self,
        client: "Client",
        topics: List[str],
        filter: Optional[Dict[str, Any]],
        from_seq: Optional[int],
        server_id: Optional[str],
    ) -> None:
        self._client = client
        self._process = os.getpid()
        self._news = news = client.news()

        # The client, which holds on to the subscription, must not hold on to whoever reads it.
        def wake() -> None:
            with news:
                news.notify_all()

        self.subscription = Subscription(topics, filter, from_seq, server_id, wake)

    def wait_for_begin(self, timeout: float) -> bool:
        """Waits until the server tells of what happens; returns whether it did in time, and raises what it refuses that
        with."""
        with self._news:
            self._news.wait_for(lambda: self.subscription.has_begun or self.subscription.has_ended, timeout)
        if self.subscription.error:
            raise self.subscription.error
        return self.subscription.has_begun

    def __iter__(self) -> Iterator[Event]:
        return self

    def __next__(self) -> Event:
        event = self.next()
        if event is None:
            raise StopIteration
        return event

    def next(self, timeout: Optional[float] = None) -> Optional[Event]:
        """The next event; None when none came within so many seconds, or there are no more.

        Raises what ended the subscription, once.
        """
        if os.getpid() != self._process:
            raise Disconnected("a forked process is told of no events of its parent; subscribe in it")
        with self._news:
            if self._news.wait_for(lambda: self.subscription.is_readable, timeout) and (
                event := self.subscription.next()
            ):
                return event
            error, self.subscription.error = self.subscription.error, None
        if error:
            raise error
        return None

    def close(self) -> None:
        """There are no more events from now on."""
        if os.getpid() == self._process:
            self._client.end(self.subscription)

    def __enter__(self) -> "Events":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def __del__(self) -> None:
        # No more than this: whoever holds the client's locks may have been interrupted for it.
        if subscription := getattr(self, "subscription", None):
            subscription.has_ended = True
