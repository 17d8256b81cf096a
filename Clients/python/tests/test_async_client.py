"""Calls, events and alerts for asyncio."""

from __future__ import annotations

import asyncio
import gc
import threading
import time
import unittest
from typing import Any, Awaitable, Callable, Dict, List

from calibrax_client import AsyncClient, Disconnected, NoAnswer, ProtocolViolation, Refused, Unreachable

from .support import LONG, Listener, ServerTests, wait_until

ALERT: Dict[str, Any] = {
    "severity": "info",
    "message": "m",
    "metric_name": "n",
    "metric_value": 1,
    "threshold": 1,
}


def run(body: Callable[[], Awaitable[Any]]) -> Any:
    """Runs a test's body on an event loop; fails when it hangs."""
    return asyncio.run(asyncio.wait_for(body(), LONG))


async def until(condition: Callable[[], Awaitable[Any]]) -> None:
    """Waits until a condition is true."""
    deadline = time.monotonic() + LONG
    while not await condition():
        assert time.monotonic() < deadline, "it never comes"
        await asyncio.sleep(0.005)


class CallTests(ServerTests):
    """Calls of any number of tasks share one connection."""

    def test_thousands_are_submitted_without_waiting_and_each_gets_its_own_answer(self) -> None:
        for address in self.server.addresses.values():

            async def call() -> List[float]:
                async with AsyncClient(address) as client:
                    futures = [client.submit("summarize", {"samples": [number]}) for number in range(3_000)]
                    return [(await future)["mean"] for future in futures]

            with self.subTest(address):
                self.assertEqual(run(call), list(range(3_000)))

    def test_many_tasks_share_a_client(self) -> None:
        async def call() -> Any:
            async with AsyncClient(self.server.tcp) as client:
                answers = await asyncio.gather(*(client.summarize([number]) for number in range(200)))
                return [answer["mean"] for answer in answers], await client.server_info()

        means, info = run(call)
        self.assertEqual(means, list(range(200)))
        self.assertEqual(info["connections"]["accepted"], 1)

    def test_refused_requests_carry_what_was_wrong(self) -> None:
        async def call() -> None:
            async with AsyncClient(self.server.unix) as client:
                with self.assertRaises(Refused) as caught:
                    await client.call("check", {"treshold": 1})
                self.assertEqual((caught.exception.kind, caught.exception.path), ("invalid_params", "params.treshold"))
                with self.assertRaises(ValueError):
                    await client.get_run("\ud800")
                self.assertEqual(await client.ping(), {})

        run(call)

    def test_a_cancelled_call_takes_nobody_elses_answer(self) -> None:
        async def call() -> None:
            async with AsyncClient(self.server.unix) as client:
                tasks = [asyncio.ensure_future(client.summarize([number])) for number in range(100)]
                await asyncio.sleep(0)
                for task in tasks[::2]:
                    task.cancel()
                answers = await asyncio.gather(*tasks, return_exceptions=True)
                self.assertEqual([answer["mean"] for answer in answers[1::2]], list(range(1, 100, 2)))
                self.assertTrue(all(isinstance(answer, asyncio.CancelledError) for answer in answers[::2]))

        run(call)

    def test_it_goes_on_with_a_server_that_was_killed_and_started_again(self) -> None:
        async def call() -> None:
            async with AsyncClient(self.server.unix) as client:
                for _ in range(3):
                    self.assertEqual(await client.ping(), {})
                    await asyncio.get_running_loop().run_in_executor(None, self.server.restart)

        run(call)

    def test_one_client_serves_one_event_loop_after_the_other(self) -> None:
        client = AsyncClient(self.server.unix)
        for _ in range(3):
            self.assertEqual(run(client.ping), {})
        run(client.close)


class AbsenceTests(unittest.TestCase):
    """A server that is not there, does not answer, or is none."""

    def test_one_that_is_not_there_is_unreachable(self) -> None:
        problems: List[Any] = []

        async def call(address: str) -> None:
            asyncio.get_running_loop().set_exception_handler(lambda loop, context: problems.append(context))
            async with AsyncClient(address) as client:
                # This clears what the error's frames hold, which must be none that goes on.
                with self.assertRaisesRegex(Unreachable, "no server answers at"):
                    await client.ping()

        for address in ("unix:/nowhere/calibrax.sock", "tcp:127.0.0.1:1"):
            run(lambda: call(address))
        self.assertEqual(problems, [])

    def test_one_that_never_answers_is_given_up_when_the_time_is_over(self) -> None:
        async def call(address: str) -> None:
            async with AsyncClient(address, timeout=0.2) as client:
                with self.assertRaisesRegex(NoAnswer, "no answer to ping within 0.2 s"):
                    await client.ping()
                with self.assertRaisesRegex(NoAnswer, "no answer to subscribe"):
                    await client.subscribe(["runs"])

        with Listener() as listener:
            run(lambda: call(listener.address))

    def test_one_that_answers_what_is_no_answer_is_told_of(self) -> None:
        async def call(address: str) -> None:
            async with AsyncClient(address) as client:
                with self.assertRaises(ProtocolViolation):
                    await client.ping()

        with Listener(lambda connection: connection.sendall(b'{"id":1,"error":7}\n')) as listener:
            run(lambda: call(listener.address))

    def test_closing_ends_what_waits(self) -> None:
        async def call(address: str) -> None:
            client = AsyncClient(address)
            waiting = client.submit("ping")
            await asyncio.sleep(0)
            await client.close()
            with self.assertRaisesRegex(Disconnected, "was closed"):
                await waiting
            with self.assertRaisesRegex(Disconnected, "was closed"):
                await client.ping()

        with Listener() as listener:
            run(lambda: call(listener.address))


class EventTests(ServerTests):
    """Events and alerts, for `async for`."""

    def test_events_come_in_order_and_go_on_over_a_lost_connection(self) -> None:
        async def follow() -> List[float]:
            async with AsyncClient(self.server.unix) as client, AsyncClient(self.server.tcp) as other:
                values = []
                async with await client.subscribe(["samples"]) as events:
                    await other.record(key="a", value=0)
                    async for event in events:
                        values += [value for each in event.data["series"] for _, value in each["points"]]
                        if len(values) == 5:
                            break
                        assert client._writer
                        client._writer.transport.abort()
                        await other.record(key="a", value=len(values))
                return values

        self.assertEqual(run(follow), [0, 1, 2, 3, 4])

    def test_a_server_that_was_started_again_is_told_of(self) -> None:
        async def follow() -> str:
            async with AsyncClient(self.server.unix) as client:
                events = await client.subscribe(["samples"])
                await asyncio.get_running_loop().run_in_executor(None, self.server.restart)
                return (await events.__anext__()).topic

        self.assertEqual(run(follow), "restarted")

    def test_closing_the_client_ends_them(self) -> None:
        async def follow() -> List[Any]:
            client = AsyncClient(self.server.unix)
            events = await client.subscribe(["runs"])

            async def read() -> List[Any]:
                return [event async for event in events]

            reading = asyncio.ensure_future(read())
            await asyncio.sleep(0)
            await client.close()
            return await reading

        self.assertEqual(run(follow), [])

    def test_a_reader_that_is_cancelled_or_let_go_of_ends_its_subscription(self) -> None:
        async def follow() -> None:
            async with AsyncClient(self.server.unix) as client:

                async def read() -> None:
                    async for _ in client.alerts():
                        pass

                reading = asyncio.ensure_future(read())

                async def subscribed() -> bool:
                    return (await client.server_info())["methods"]["subscribe"]["calls"] == 1

                await until(subscribed)
                reading.cancel()
                await asyncio.gather(reading, return_exceptions=True)
                del reading
                gc.collect()

                async def unsubscribed() -> bool:
                    await client.trigger_alert(**ALERT)
                    return (await client.server_info())["methods"]["unsubscribe"]["calls"] >= 1

                await until(unsubscribed)

        run(follow)

    def test_callbacks_are_called_or_awaited_also_after_they_raised(self) -> None:
        async def follow() -> List[str]:
            told: List[str] = []
            async with AsyncClient(self.server.unix) as client:

                async def awaited(alert: Dict[str, Any]) -> None:
                    told.append("awaited " + alert["message"])

                await client.on_alert(awaited)
                stop = await client.on_alert(lambda alert: told.append("called " + alert["message"]))
                await client.trigger_alert(**{**ALERT, "message": "one"})

                async def is_told(count: int) -> bool:
                    return len(told) >= count

                await until(lambda: is_told(2))
                stop()
                await client.trigger_alert(**{**ALERT, "message": "two"})
                await until(lambda: is_told(3))
            return sorted(told)

        self.assertEqual(run(follow), ["awaited one", "awaited two", "called one"])

    def test_nothing_is_left_when_it_is_closed(self) -> None:
        async def call() -> None:
            async with AsyncClient(self.server.tcp) as client:
                await client.ping()

        threads = set(threading.enumerate())
        for _ in range(5):
            run(call)
        gc.collect()
        self.assertLessEqual(set(threading.enumerate()), threads)
        watching = self.client()
        wait_until(lambda: watching.server_info()["connections"]["open"] == 1, "the end of the connections")
