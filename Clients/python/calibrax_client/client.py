"""Calls and events, for threads."""

from __future__ import annotations

import contextlib
import os
import socket
import threading
import time
import traceback
import weakref
from concurrent import futures
from concurrent.futures import Future
from typing import Any, Callable, Dict, Iterator, List, Mapping, Optional, Tuple, Union

from .address import Address, connect, parse_address, resolve, token_of_environment
from .alerts import KnownAlerts, admits, alert_filter
from .backoff import Backoff
from .calls import Call, Calls
from .errors import CalibraxError, Disconnected, NoAnswer, Unreachable
from .events import Events
from .methods import Methods
from .params import prepared
from .subscriptions import Subscription

SILENCE = 30.0
"""Seconds without a heartbeat after which a connection that tells of events counts as dead."""
READ_SIZE = 1 << 18
SMALL = 1 << 16
"""Bytes that a new connection takes without waiting."""


class Client(Methods):
    """A client for any number of threads: their calls share one connection and do not wait for each other.

    The connection is made when it is first needed and again after it broke. A call that was not sent yet, or that may
    be repeated without harm, is sent again over the new one; any other raises Disconnected. In a forked child it has a
    connection of its own.

    `address` is written `unix:/path`, `tcp:host:port` or as a path with a slash; without one it is that of the
    environment (CALIBRAX_SERVER, else the server of CALIBRAX_DATA or ./benchmark-data), looked up for each connection.
    `token` is what a server with tokens wants over TCP, CALIBRAX_TOKEN unless it is given. `timeout` is
    how many seconds an answer may take, `attempts` how often a connection is tried before a call fails. With
    `fills_environment` a run that is ingested without an environment gets that of this machine.
    """

    def __init__(
        self,
        address: Union[None, str, Address] = None,
        *,
        token: Optional[str] = None,
        timeout: float = 60,
        attempts: int = 5,
        fills_environment: bool = True,
    ) -> None:
        self._address = parse_address(address) if isinstance(address, str) else address
        self._token = token or token_of_environment()
        self._timeout = timeout
        self._attempts = attempts
        self._fills_environment = fills_environment
        self._begin()
        _clients.add(self)

    def _begin(self) -> None:
        self._calls = Calls(self._token, self._attempts)
        self._connection: Optional[socket.socket] = None
        self._thread: Optional[threading.Thread] = None
        self._is_closed = False
        # Changes what is known of calls and the connection.
        self._changing = threading.RLock()
        # Keeps lines apart on the socket, in the order of their ids.
        self._sending = threading.Lock()

    # Calls

    def call(self, method: str, params: Optional[Mapping[str, Any]] = None) -> Any:
        """The result of a method by its name on the wire.

        Raises Refused, Unreachable, Disconnected or NoAnswer; TypeError and ValueError for what cannot be sent.
        """
        deadline = time.monotonic() + self._timeout
        result = self.submit(method, params)
        try:
            return result.result(max(0.0, deadline - time.monotonic()))
        except futures.TimeoutError as error:
            with self._changing:
                self._calls.forget(result)
            raise NoAnswer(f"no answer to {method} within {self._timeout:g} s") from error

    def submit(self, method: str, params: Optional[Mapping[str, Any]] = None) -> "Future[Any]":
        """Calls a method without waiting: many calls may be under way at once, and are answered in their order.

        The future has the result, or raises as `call` does, but for NoAnswer.
        """
        if method in ("subscribe", "unsubscribe"):
            raise ValueError(f"{method} cannot be called alone; iterate over what subscribe(topics) returns")
        result: Future[Any] = Future()
        # What is under way cannot be cancelled: its answer comes in its turn nevertheless.
        result.set_running_or_notify_cancel()
        call = Call(method, prepared(method, params or {}, self._fills_environment), result)
        with self._sending:
            with self._changing:
                self._check_open()
                number = self._calls.add(call)
                if connection := self._connected():
                    line = self._calls.line(number)
            if connection:
                self._send(connection, line)
        return result

    def _call(self, method: str, params: Dict[str, Any]) -> Any:
        return self.call(method, params)

    def close(self) -> None:
        """Ends the connection, and all calls and subscriptions that wait. Nothing can be called any more."""
        with self._changing:
            self._is_closed = True
            self._calls.end(None)
            connection, self._connection = self._connection, None
        if connection:
            _shut(connection)
        self._calls.settle()

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    # Events

    def subscribe(
        self,
        topics: List[str],
        *,
        filter: Optional[Dict[str, Any]] = None,
        from_seq: Optional[int] = None,
        server_id: Optional[str] = None,
    ) -> "Events":
        """What happens from now on, to be iterated over; it goes on over lost connections.

        `topics` are `samples`, `executions`, `runs` and `alerts`; `filter` has what all events must match; `from_seq`
        and `server_id` go on behind an event that was seen before.
        """
        events = Events(self, topics, filter, from_seq, server_id)
        with self._sending:
            with self._changing:
                self._check_open()
                line = self._calls.add_subscription(events.subscription)
                connection = self._connected()
            if connection:
                self._send(connection, line)
        if not events.wait_for_begin(self._timeout):
            events.close()
            self._check_open()
            raise NoAnswer(f"no answer to subscribe within {self._timeout:g} s")
        return events

    def alerts(self, *, severity: str = "info", metric_name: Optional[str] = None) -> Iterator[Mapping[str, Any]]:
        """The alerts from now on: each when it is raised, and again when it becomes worse, is acknowledged or resolved,
        also while the client or the server was away.

        `severity` is the mildest that is told, `metric_name` what they must be about.
        """
        return self._follow_alerts(severity, metric_name)[1]

    def _follow_alerts(
        self, severity: str, metric_name: Optional[str]
    ) -> Tuple["Events", Iterator[Mapping[str, Any]]]:
        events = self.subscribe(["alerts"], filter=alert_filter(severity, metric_name))
        known = KnownAlerts()
        known.take_all(self._all_alerts(severity, metric_name))
        return events, self._changes(events, known, severity, metric_name)

    def _changes(
        self, events: "Events", known: KnownAlerts, severity: str, metric_name: Optional[str]
    ) -> Iterator[Mapping[str, Any]]:
        # Not closed when whoever iterates leaves: that may be the collection of garbage, which must wait for no lock.
        for event in events:
            told = [event.data] if event.topic == "alerts" else self._all_alerts(severity, metric_name)
            yield from known.take_all(told)

    def _all_alerts(self, severity: str, metric_name: Optional[str]) -> List[Mapping[str, Any]]:
        """The alerts that the server has, the first that was raised first."""
        listed = self.list_alerts(count=1_000_000, metric_name=metric_name)["alerts"]
        return [alert for alert in reversed(listed) if admits(alert, severity)]

    def on_alert(
        self, callback: Callable[[Mapping[str, Any]], Any], *, severity: str = "info", metric_name: Optional[str] = None
    ) -> Callable[[], None]:
        """Calls back with each alert from now on, as `alerts` tells them, on a thread of its own.

        Returns what ends that. What the callback raises is printed and does not end it.
        """
        events, changes = self._follow_alerts(severity, metric_name)
        threading.Thread(target=_tell, args=(changes, callback), name="calibrax alerts", daemon=True).start()
        return events.close

    def news(self) -> threading.Condition:
        """What the readers of events wait for."""
        return threading.Condition(self._changing)

    def end(self, subscription: Subscription) -> None:
        """Ends a subscription."""
        with self._sending:
            with self._changing:
                line = self._calls.remove_subscription(subscription)
                connection = self._connection
            if connection and line:
                self._send(connection, line)

    # The connection

    def _check_open(self) -> None:
        if self._is_closed:
            raise Disconnected("the client was closed; make another one")

    def _connected(self) -> Optional[socket.socket]:
        """The connection; when there is none, one is made for all that waits."""
        if self._connection is None and self._thread is None:
            self._thread = threading.Thread(target=_serve, args=(weakref.ref(self),), name="calibrax", daemon=True)
            self._thread.start()
        return self._connection

    def _send(self, connection: socket.socket, line: bytes) -> None:
        try:
            connection.sendall(line)
        except OSError:
            # Whoever reads from the connection learns that it broke.
            _shut(connection)

    # On the thread of the connection

    def _connect(self) -> socket.socket:
        """A new connection on which all that waits is sent.

        Raises AddressError and Unreachable, and Disconnected when the client was closed meanwhile.
        """
        connection = connect(resolve(self._address), self._timeout)
        connection.settimeout(min(self._timeout, SILENCE))
        self._sending.acquire()
        try:
            with self._changing:
                self._check_open()
                self._connection = connection
                lines = self._calls.connected()
        except BaseException:
            self._sending.release()
            connection.close()
            raise
        if len(lines) <= SMALL:
            self._send_first(connection, lines)
        else:
            # The server reads no more than it may answer, so somebody must read meanwhile.
            threading.Thread(target=self._send_first, args=(connection, lines), name="calibrax", daemon=True).start()
        return connection

    def _send_first(self, connection: socket.socket, lines: bytes) -> None:
        try:
            self._send(connection, lines)
        finally:
            self._sending.release()

    def _take(self, data: bytes, connection: socket.socket) -> None:
        try:
            with self._changing:
                line = self._calls.receive(data)
        finally:
            self._calls.settle()
        # Who reads must not wait for those who send.
        if line and self._sending.acquire(blocking=False):
            self._send_first(connection, line)

    def _is_silent(self) -> bool:
        """Whether a connection on which nothing came for a while is of no use."""
        with self._changing:
            return self._calls.are_subscribing

    def _lose(self, connection: socket.socket, error: CalibraxError) -> None:
        _shut(connection)
        with self._changing:
            if self._connection is connection:
                self._connection = None
            self._calls.lost(error)
            self._calls.expire(time.monotonic(), self._timeout)
        self._calls.settle()

    def _give_up(self, error: CalibraxError) -> None:
        """There was no connection to be had."""
        with self._changing:
            self._calls.unreachable(error)
            self._calls.expire(time.monotonic(), self._timeout)
        self._calls.settle()

    def _is_needed(self) -> bool:
        """Whether a connection is; when none is, the thread ends."""
        with self._changing:
            if self._calls.are_waiting and not self._is_closed:
                return True
            self._thread = None
            return False

    def __del__(self) -> None:
        if connection := getattr(self, "_connection", None):
            _shut(connection)


def _serve(reference: "weakref.ref[Client]") -> None:
    """Connects and reads, until nobody waits for anything; holds on to the client only while it does something."""
    backoff = Backoff()
    while (client := reference()) and client._is_needed():
        try:
            connection = client._connect()
        except Exception as error:
            # Whatever it is, those who wait must learn of it.
            reason = error if isinstance(error, CalibraxError) else Unreachable(f"{type(error).__name__}: {error}")
            client._give_up(reason)
        else:
            del client
            loss = _read(connection, reference, backoff)
            if client := reference():
                client._lose(connection, loss)
            connection.close()
        del client
        time.sleep(backoff.next())


def _read(connection: socket.socket, reference: "weakref.ref[Client]", backoff: Backoff) -> CalibraxError:
    """Reads until the connection breaks; returns why it did."""
    try:
        while data := _receive(connection, reference):
            client = reference()
            if client is None:
                break
            client._take(data, connection)
            del client
            backoff.reset()
        return Disconnected("the server closed the connection")
    except CalibraxError as error:
        return error
    except Exception as error:
        return Disconnected(f"the connection broke: {getattr(error, 'strerror', None) or error}")


def _receive(connection: socket.socket, reference: "weakref.ref[Client]") -> bytes:
    """What comes next, however long it takes where nobody expects a sign of life."""
    heard_at = time.monotonic()
    while True:
        try:
            return connection.recv(READ_SIZE)
        except socket.timeout:
            client = reference()
            if client is None or (time.monotonic() - heard_at >= SILENCE and client._is_silent()):
                raise Disconnected(f"the server has said nothing for {SILENCE:g} s") from None


def _shut(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


def _tell(alerts: Iterator[Mapping[str, Any]], callback: Callable[[Mapping[str, Any]], Any]) -> None:
    for alert in alerts:
        try:
            callback(alert)
        except Exception:
            traceback.print_exc()


_clients: "weakref.WeakSet[Client]" = weakref.WeakSet()


def _begin_anew() -> None:
    """In a forked child: what the parent's connections say is for the parent."""
    for client in list(_clients):
        if client._connection:
            client._connection.close()
        is_closed = client._is_closed
        client._begin()
        client._is_closed = is_closed


os.register_at_fork(after_in_child=_begin_anew)
