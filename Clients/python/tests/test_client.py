"""Calls of one client: by many threads, many at once, refused, too large."""

from __future__ import annotations

import gc
import threading
from concurrent.futures import Future, wait
from typing import Any, List

from calibrax_client import Client, Refused

from .support import LONG, ServerTests, in_time


class CallTests(ServerTests):
    """Calls share one connection and do not wait for each other."""

    def test_thousands_are_submitted_without_waiting_and_each_gets_its_own_answer(self) -> None:
        for address in self.server.addresses.values():
            with self.subTest(address):
                client = self.client(address)
                futures = [client.submit("summarize", {"samples": [number, number]}) for number in range(5_000)]
                means = [future.result(LONG)["mean"] for future in futures]
                self.assertEqual(means, list(range(5_000)))

    def test_large_answers_come_while_large_requests_are_sent(self) -> None:
        for address in self.server.addresses.values():
            with self.subTest(address):
                client = self.client(address)
                points = [{"name": "p", "metrics": {"m": {"value": 1}}}]
                run = {"id": "large", "points": points, "note": "x" * 2_000_000}
                client.ingest(run)
                futures: List[Future[Any]] = []

                def submit() -> None:
                    for _ in range(20):
                        futures.append(client.submit("getRun", {"run_id": "large"}))
                        futures.append(client.submit("compare", {"runs": [run, run]}))

                in_time(submit)
                done = wait(futures, LONG)
                self.assertFalse(done.not_done)
                self.assertEqual(len(futures[0].result()["note"]), 2_000_000)

    def test_many_threads_share_a_client(self) -> None:
        client = self.client(self.server.tcp)
        wrong: List[Any] = []

        def call(thread: int) -> None:
            for number in range(100):
                value = thread * 1_000 + number
                if (answer := client.summarize([value, value])["mean"]) != value:
                    wrong.append((value, answer))

        threads = [threading.Thread(target=call, args=(number,)) for number in range(24)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(LONG)
        self.assertFalse(any(thread.is_alive() for thread in threads))
        self.assertEqual(wrong, [])
        self.assertEqual(client.server_info()["connections"]["accepted"], 1)

    def test_what_is_called_when_an_answer_comes_may_call_too(self) -> None:
        client = self.client()
        answers: List[Any] = []
        is_done = threading.Event()

        def again(future: "Future[Any]") -> None:
            answers.append(future.result())
            if len(answers) >= 500:
                is_done.set()
            else:
                client.submit("ping").add_done_callback(again)

        noise = [threading.Thread(target=lambda: [client.submit("ping") for _ in range(3_000)]) for _ in range(4)]
        for thread in noise:
            thread.start()
        client.submit("ping").add_done_callback(again)
        self.assertTrue(is_done.wait(LONG))
        for thread in noise:
            thread.join(LONG)
            self.assertFalse(thread.is_alive())

    def test_a_future_that_somebody_cancels_takes_nobody_elses_answer(self) -> None:
        client = self.client()
        futures = [client.submit("summarize", {"samples": [number]}) for number in range(1_000)]
        for future in futures[::2]:
            future.cancel()
        self.assertEqual([future.result(LONG)["mean"] for future in futures[1::2]], list(range(1, 1_000, 2)))
        self.assertEqual(client.ping(), {})

    def test_subscribing_is_no_call(self) -> None:
        with self.assertRaisesRegex(ValueError, "iterate over what subscribe"):
            self.client().call("subscribe", {"topics": ["runs"]})

    def test_garbage_that_held_on_to_alerts_may_be_collected_at_any_time(self) -> None:
        client = self.client()

        def leave_alerts_in_a_circle() -> None:
            alerts = client.alerts()
            gc.disable()
            self.server_call("triggerAlert", severity="info", message="m", metric_name="n", metric_value=1, threshold=1)
            next(alerts)
            circle: List[Any] = [alerts]
            circle.append(circle)

        self.addCleanup(gc.enable)
        leave_alerts_in_a_circle()
        with client._sending, client._changing:
            in_time(gc.collect)
        self.assertEqual(client.ping(), {})

    def server_call(self, method: str, **params: Any) -> Any:
        with Client(self.server.unix) as other:
            return other.call(method, params)


class RefusalTests(ServerTests):
    """A refused request raises what was wrong, where, and what to do."""

    def refused(self, method: str, params: Any) -> Refused:
        with self.assertRaises(Refused) as caught:
            self.client().call(method, params)
        return caught.exception

    def test_it_carries_code_kind_path_and_hint(self) -> None:
        error = self.refused("check", {"treshold": 0.1})
        self.assertEqual((error.code, error.kind, error.path), (-32602, "invalid_params", "params.treshold"))
        self.assertEqual(error.hint, 'Did you mean "threshold"?')
        self.assertEqual(str(error), 'params.treshold: unknown member (Did you mean "threshold"?)')

    def test_what_is_not_there_is_not_found(self) -> None:
        self.assertEqual(self.refused("getRun", {"run_id": "nothing"}).kind, "not_found")
        self.assertEqual(self.refused("lstRuns", {}).kind, "method_not_found")

    def test_a_line_that_the_server_cannot_read_fails_its_own_call(self) -> None:
        client = self.client()
        deep: Any = []
        for _ in range(200):
            deep = [deep]
        large = "x" * (65 << 20)
        futures = [
            client.submit(method, params)
            for method, params in [
                ("ping", {}),
                ("getRun", {"run_id": deep}),
                ("serverInfo", {}),
                ("getRun", {"run_id": large}),
                ("ping", {}),
            ]
        ]
        errors = [future.exception(LONG) for future in futures]
        self.assertEqual([getattr(error, "kind", None) for error in errors],
                         [None, "parse_error", None, "limit_exceeded", None])
        self.assertEqual(futures[2].result()["name"], "calibrax")
