"""The requests of a client and the answers to them, without I/O: what is to be sent, and what what came means."""

from __future__ import annotations

import json
from collections import deque
from typing import Any, Deque, Dict, List, Mapping, Optional, Protocol, Tuple

from .documents import encode
from .errors import CalibraxError, Disconnected, ProtocolViolation, Refused
from .subscriptions import Subscription

AUTHENTICATE = 0
"""The id of the request that begins a connection."""


class Result(Protocol):
    """Who waits for an answer: a future of threads or of asyncio."""

    def done(self) -> bool: ...
    def set_result(self, result: Any) -> None: ...
    def set_exception(self, exception: BaseException) -> None: ...


class Call:
    """A request that is not answered yet.

    Raises TypeError and ValueError for what cannot be sent.
    """

    def __init__(self, method: str, params: Mapping[str, Any], result: Result) -> None:
        self.text = _text(method, params)
        self.result = result
        self.may_repeat = may_repeat(method, params)
        self.is_sent = False
        self.attempts = 0


class Calls:
    """Requests of one client, over all its connections.

    A request whose connection broke is sent again over the next one when that does no harm; any other has failed then.
    Those who wait learn of their answers when `settle` is called.
    """

    def __init__(self, token: Optional[str], attempts: int) -> None:
        self._token = token
        self._attempts = attempts
        self._last_id = AUTHENTICATE
        self._calls: Dict[int, Call] = {}
        self._subscriptions: List[Subscription] = []
        self._subscribing: Dict[int, Subscription] = {}
        self._told: Dict[int, Subscription] = {}
        self._partial = bytearray()
        self._refusal: Optional[Refused] = None
        self._settled: Deque[Tuple[Call, Any, Optional[CalibraxError]]] = deque()

    @property
    def are_waiting(self) -> bool:
        """Whether anybody waits for something."""
        return bool(self._calls or self._subscriptions)

    @property
    def are_subscribing(self) -> bool:
        """Whether anybody waits for events, and with them for a sign of life from time to time."""
        return bool(self._subscriptions)

    # Requests

    def add(self, call: Call) -> int:
        """A call; returns its id."""
        self._last_id += 1
        self._calls[self._last_id] = call
        return self._last_id

    def line(self, number: int) -> bytes:
        """The line of a call, which is sent now."""
        self._calls[number].is_sent = True
        return _line(number, self._calls[number].text)

    def forget(self, result: Result) -> None:
        """Nobody waits for a call any more."""
        for number, call in list(self._calls.items()):
            if call.result is result:
                # The answer to what was sent comes in its turn nevertheless.
                call.may_repeat = False
                if not call.is_sent:
                    del self._calls[number]

    def add_subscription(self, subscription: Subscription) -> bytes:
        """Has the server tell of events; returns what to send where there is a connection."""
        self._subscriptions.append(subscription)
        return self._subscribe(subscription)

    def _subscribe(self, subscription: Subscription) -> bytes:
        self._last_id += 1
        self._subscribing[self._last_id] = subscription
        return request(self._last_id, "subscribe", subscription.params)

    def remove_subscription(self, subscription: Subscription) -> bytes:
        """Ends a subscription; returns what to send where there is a connection, a notification."""
        if subscription in self._subscriptions:
            self._subscriptions.remove(subscription)
        subscription.end(None)
        return b"".join([_unsubscribe(number) for number, other in self._told.items() if other is subscription])

    def settle(self) -> None:
        """Tells those who wait what became of their calls. They may call again at once, so hold no lock."""
        while True:
            try:
                call, value, error = self._settled.popleft()
            except IndexError:
                return
            if call.result.done():
                continue
            if error:
                call.result.set_exception(error)
            else:
                call.result.set_result(value)

    def _fail(self, call: Call, error: CalibraxError) -> None:
        self._settled.append((call, None, error))

    # Connections

    def connected(self) -> bytes:
        """What a new connection begins with: the token, and all that waits."""
        self._partial = bytearray()
        self._refusal = None
        self._told = {}
        self._subscribing = {}
        lines = [request(AUTHENTICATE, "authenticate", {"token": self._token})] if self._token else []
        lines += [self._subscribe(subscription) for subscription in self._subscriptions]
        lines += [self.line(number) for number in sorted(self._calls)]
        return b"".join(lines)

    def unreachable(self, error: CalibraxError) -> None:
        """There was no connection to be had: those who have waited for several give up."""
        for number in list(self._calls):
            self._try_again(number, error)

    def _try_again(self, number: int, error: CalibraxError) -> None:
        self._calls[number].attempts += 1
        if self._calls[number].attempts >= self._attempts:
            self._fail(self._calls.pop(number), error)

    def lost(self, error: CalibraxError) -> None:
        """The connection broke."""
        for number, call in list(self._calls.items()):
            if call.is_sent and not call.may_repeat:
                self._fail(self._calls.pop(number), error)
            elif call.is_sent:
                call.is_sent = False
                self._try_again(number, error)
        self._subscriptions = [subscription for subscription in self._subscriptions if not subscription.has_ended]
        for subscription in self._subscriptions:
            subscription.lost()

    def end(self, error: Optional[CalibraxError]) -> None:
        """Nobody shall wait any longer."""
        calls, subscriptions = self._calls, self._subscriptions
        self._calls, self._subscriptions, self._told, self._subscribing = {}, [], {}, {}
        for call in calls.values():
            self._fail(call, error or Disconnected("the client was closed"))
        for subscription in subscriptions:
            subscription.end(error)

    def expire(self, now: float, patience: float) -> None:
        """Ends the subscriptions whose server has been away for too long."""
        for subscription in self._subscriptions[:]:
            if subscription.is_overdue(now, patience):
                self._subscriptions.remove(subscription)
                subscription.end(Disconnected(f"the server was away for more than {patience:g} s"))

    # Answers

    def receive(self, data: bytes) -> bytes:
        """Takes in what has come; returns what to send, which may be nothing.

        Raises ProtocolViolation, and the connection is of no more use then.
        """
        self._partial += data
        if b"\n" not in data:
            return b""
        *lines, rest = self._partial.split(b"\n")
        self._partial = rest
        return b"".join([self._take(bytes(line)) for line in lines])

    def _take(self, line: bytes) -> bytes:
        try:
            message = json.loads(line)
            if "method" in message:
                return self._tell(message["method"], message.get("params") or {})
            self._answer(message)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise ProtocolViolation(f"the server sent what is no answer: {error}") from error
        return b""

    def _tell(self, name: str, params: Dict[str, Any]) -> bytes:
        number = params.get("subscription", 0)
        subscription = self._told.get(number)
        if subscription and not subscription.has_ended:
            subscription.take(name, params)
            return b""
        # Nobody reads it any more. What could not be said now is said at the next event.
        if subscription in self._subscriptions:
            self._subscriptions.remove(subscription)
        return _unsubscribe(number)

    def _answer(self, message: Dict[str, Any]) -> None:
        number: Any = message.get("id")
        error = Refused.of(message["error"]) if "error" in message else None
        if number is None and error:
            # Answers come in the order of their requests: a line that the server could not read was the oldest.
            number = min((number for number, call in self._calls.items() if call.is_sent), default=None)
            if number is None:
                raise ProtocolViolation(f"the server refuses the connection: {error}")
        if number == AUTHENTICATE:
            self._refusal = error
        elif subscription := self._subscribing.pop(number, None):
            self._begin(subscription, message.get("result"), self._refusal or error)
        elif call := self._calls.pop(number, None):
            self._settled.append((call, message.get("result"), self._refusal if error and self._refusal else error))

    def _begin(self, subscription: Subscription, result: Any, error: Optional[Refused]) -> None:
        if subscription not in self._subscriptions:
            return
        if error:
            self._subscriptions.remove(subscription)
            subscription.end(error)
            return
        self._told[result["subscription"]] = subscription
        subscription.begin(result)


def may_repeat(method: str, params: Mapping[str, Any]) -> bool:
    """Whether a request may be sent again though it may have been carried out; see "Sending again" in Protocol."""
    if method in ("deleteRun", "deleteBenchmark", "recordExecution", "removeThreshold", "triggerAlert", "subscribe"):
        return False
    if method == "ingest":
        return bool((params.get("run") or {}).get("timestamp")) and not params.get("replace")
    if method == "record":
        return params.get("producer") is not None
    if method == "startExecution":
        return params.get("execution_id") is not None
    if method == "setBaseline":
        return all(params.get(name) is None for name in ("reason", "by", "fork_of", "fork_point"))
    return True


def request(number: int, method: str, params: Mapping[str, Any]) -> bytes:
    """The line of a request."""
    return _line(number, _text(method, params))


def _text(method: str, params: Mapping[str, Any]) -> bytes:
    """A request without its id."""
    return b'"method":%s,"params":%s' % (encode(method), encode(params))


def _line(number: int, text: bytes) -> bytes:
    return b'{"jsonrpc":"2.0","id":%d,%s}\n' % (number, text)


def _unsubscribe(number: int) -> bytes:
    return b'{"jsonrpc":"2.0","method":"unsubscribe","params":{"subscription":%d}}\n' % number
