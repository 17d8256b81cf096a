"""Calls and events, for asyncio."""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import time
import traceback
from typing import Any, AsyncIterator, Callable, Dict, List, Mapping, Optional, Tuple, Union

from .address import Address, UnixAddress, parse_address, resolve, token_of_environment
from .alerts import KnownAlerts, admits, alert_filter
from .backoff import Backoff
from .calls import Call, Calls
from .client import READ_SIZE, SILENCE
from .errors import CalibraxError, Disconnected, NoAnswer, Unreachable
from .methods import AsyncMethods
from .params import prepared
from .subscriptions import Event, Subscription


class AsyncClient(AsyncMethods):
    """A client for any number of tasks of one event loop: as Client, with all that waits to be awaited.

    `async with` closes it at the end.
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
        self._timeout = timeout
        self._fills_environment = fills_environment
        self._calls = Calls(token or token_of_environment(), attempts)
        self._writer: Optional[asyncio.StreamWriter] = None
        self._task: Optional[asyncio.Task[None]] = None
        self._callbacks: List[asyncio.Task[None]] = []
        self._is_closed = False

    # Calls

    async def call(self, method: str, params: Optional[Mapping[str, Any]] = None) -> Any:
        """The result of a method by its name on the wire; raises as Client.call does."""
        result = self.submit(method, params)
        try:
            await self._wait_for(result, method)
            return result.result()
        finally:
            if not result.done():
                result.cancel()
                self._calls.forget(result)

    def submit(self, method: str, params: Optional[Mapping[str, Any]] = None) -> "asyncio.Future[Any]":
        """Calls a method without waiting: many calls may be under way at once, and are answered in their order."""
        if method in ("subscribe", "unsubscribe"):
            raise ValueError(f"{method} cannot be called alone; iterate over what subscribe(topics) returns")
        self._check_open()
        result: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        call = Call(method, prepared(method, params or {}, self._fills_environment), result)
        number = self._calls.add(call)
        if writer := self._connected():
            writer.write(self._calls.line(number))
        return result

    def _call(self, method: str, params: Dict[str, Any]) -> Any:
        return self.call(method, params)

    async def _wait_for(self, future: "asyncio.Future[Any]", method: str) -> None:
        # asyncio.wait_for loses cancellations that come with the answer, before Python 3.12.
        done, _ = await asyncio.wait([future], timeout=self._timeout)
        if not done:
            raise NoAnswer(f"no answer to {method} within {self._timeout:g} s")

    async def close(self) -> None:
        """Ends the connection, and all calls and subscriptions that wait. Nothing can be called any more."""
        self._is_closed = True
        self._calls.end(None)
        self._calls.settle()
        tasks = [task for task in [*self._callbacks, self._task] if task and task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def __aenter__(self) -> "AsyncClient":
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.close()

    # Events

    async def subscribe(
        self,
        topics: List[str],
        *,
        filter: Optional[Dict[str, Any]] = None,
        from_seq: Optional[int] = None,
        server_id: Optional[str] = None,
    ) -> "AsyncEvents":
        """What happens from now on, to be iterated over by `async for`; as Client.subscribe."""
        self._check_open()
        events = AsyncEvents(self, topics, filter, from_seq, server_id)
        line = self._calls.add_subscription(events.subscription)
        if writer := self._connected():
            writer.write(line)
        beginning = asyncio.ensure_future(events.wait_for_begin())
        try:
            await self._wait_for(beginning, "subscribe")
            beginning.result()
        except BaseException:
            beginning.cancel()
            events.close()
            raise
        return events

    async def alerts(
        self, *, severity: str = "info", metric_name: Optional[str] = None
    ) -> AsyncIterator[Mapping[str, Any]]:
        """The alerts from now on; as Client.alerts. They are told from the first step of the iteration on."""
        events, known = await self._follow_alerts(severity, metric_name)
        async for alert in self._changes(events, known, severity, metric_name):
            yield alert

    async def on_alert(
        self, callback: Callable[[Mapping[str, Any]], Any], *, severity: str = "info", metric_name: Optional[str] = None
    ) -> Callable[[], None]:
        """Calls back with each alert from now on, or awaits what the callback returns; as Client.on_alert."""
        events, known = await self._follow_alerts(severity, metric_name)

        async def tell() -> None:
            async for alert in self._changes(events, known, severity, metric_name):
                try:
                    told = callback(alert)
                    if inspect.isawaitable(told):
                        await told
                except Exception:
                    traceback.print_exc()

        task = asyncio.get_running_loop().create_task(tell())
        self._callbacks.append(task)
        task.add_done_callback(self._callbacks.remove)
        return events.close

    async def _follow_alerts(
        self, severity: str, metric_name: Optional[str]
    ) -> Tuple["AsyncEvents", KnownAlerts]:
        events = await self.subscribe(["alerts"], filter=alert_filter(severity, metric_name))
        known = KnownAlerts()
        known.take_all(await self._all_alerts(severity, metric_name))
        return events, known

    async def _changes(
        self, events: "AsyncEvents", known: KnownAlerts, severity: str, metric_name: Optional[str]
    ) -> AsyncIterator[Mapping[str, Any]]:
        with contextlib.closing(events):
            async for event in events:
                is_alert = event.topic == "alerts"
                told = [event.data] if is_alert else await self._all_alerts(severity, metric_name)
                for alert in known.take_all(told):
                    yield alert

    async def _all_alerts(self, severity: str, metric_name: Optional[str]) -> List[Mapping[str, Any]]:
        """The alerts that the server has, the first that was raised first."""
        listed = (await self.list_alerts(count=1_000_000, metric_name=metric_name))["alerts"]
        return [alert for alert in reversed(listed) if admits(alert, severity)]

    def end(self, subscription: Subscription) -> None:
        """Ends a subscription."""
        line = self._calls.remove_subscription(subscription)
        if self._writer and line:
            self._writer.write(line)

    # The connection

    def _check_open(self) -> None:
        if self._is_closed:
            raise Disconnected("the client was closed; make another one")

    def _connected(self) -> Optional[asyncio.StreamWriter]:
        """The connection; when there is none, one is made for all that waits."""
        if self._writer is None and self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._serve())
        return self._writer

    async def _serve(self) -> None:
        """Connects and reads, until nobody waits for anything."""
        backoff = Backoff()
        try:
            while self._calls.are_waiting and not self._is_closed:
                try:
                    reader, self._writer = await self._connect()
                except CalibraxError as error:
                    # Without this frame, which goes on: whoever clears a traceback would end it.
                    self._calls.unreachable(error.with_traceback(None))
                else:
                    self._writer.write(self._calls.connected())
                    self._lose(await self._read(reader, self._writer, backoff))
                self._calls.expire(time.monotonic(), self._timeout)
                self._calls.settle()
                await asyncio.sleep(backoff.next())
        finally:
            self._task = None
            if self._writer:
                self._lose(Disconnected("the client was closed"))

    async def _connect(self) -> Tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        address = resolve(self._address)
        try:
            if isinstance(address, UnixAddress):
                opening = asyncio.open_unix_connection(address.path)
                return await asyncio.wait_for(opening, self._timeout)
            return await asyncio.wait_for(asyncio.open_connection(address.host, address.port), self._timeout)
        except (OSError, UnicodeError, asyncio.TimeoutError) as error:
            reason = getattr(error, "strerror", None) or error
            raise Unreachable(f"no server answers at {address}: {reason}") from error

    async def _read(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, backoff: Backoff
    ) -> CalibraxError:
        """Reads until the connection breaks; returns why it did."""
        try:
            while True:
                try:
                    data = await asyncio.wait_for(reader.read(READ_SIZE), SILENCE)
                except asyncio.TimeoutError:
                    if self._calls.are_subscribing:
                        return Disconnected(f"the server has said nothing for {SILENCE:g} s")
                    continue
                if not data:
                    return Disconnected("the server closed the connection")
                try:
                    if line := self._calls.receive(data):
                        writer.write(line)
                finally:
                    self._calls.settle()
                backoff.reset()
        except CalibraxError as error:
            return error
        except OSError as error:
            return Disconnected(f"the connection broke: {error.strerror or error}")

    def _lose(self, error: CalibraxError) -> None:
        if self._writer:
            self._writer.close()
        self._writer = None
        self._calls.lost(error)
        self._calls.settle()


class AsyncEvents:
    """Events as they come; as Events, for `async for`."""

    def __init__(
        self,
        client: AsyncClient,
        topics: List[str],
        filter: Optional[Dict[str, Any]],
        from_seq: Optional[int],
        server_id: Optional[str],
    ) -> None:
        self._client = client
        self._news = asyncio.Event()
        self.subscription = Subscription(topics, filter, from_seq, server_id, self._news.set)

    async def wait_for_begin(self) -> None:
        """Waits until the server tells of what happens; raises what it refuses that with."""
        while not (self.subscription.has_begun or self.subscription.has_ended):
            await self._wait()
        if self.subscription.error:
            raise self.subscription.error

    def __aiter__(self) -> "AsyncEvents":
        return self

    async def __anext__(self) -> Event:
        while not self.subscription.is_readable:
            await self._wait()
        if event := self.subscription.next():
            return event
        error, self.subscription.error = self.subscription.error, None
        raise error or StopAsyncIteration

    async def _wait(self) -> None:
        self._news.clear()
        await self._news.wait()

    def close(self) -> None:
        """There are no more events from now on."""
        self._client.end(self.subscription)

    async def __aenter__(self) -> "AsyncEvents":
        return self

    async def __aexit__(self, *error: object) -> None:
        self.close()

    def __del__(self) -> None:
        if subscription := getattr(self, "subscription", None):
            subscription.has_ended = True
