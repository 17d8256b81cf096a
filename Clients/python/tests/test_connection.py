"""What a client does when its connection breaks, or there is none."""

from __future__ import annotations

import contextlib
import gc
import os
import socket
import threading
import time
import unittest
import weakref
from typing import Any, List, Set

from calibrax_client import Client, Disconnected, NoAnswer, ProtocolViolation, Refused, Unreachable

from .support import LONG, Listener, ServerTests, in_time, wait_until

ALERT = {"severity": "info", "message": "m", "metric_name": "n", "metric_value": 1, "threshold": 1}


def open_sockets() -> Set[str]:
    """The sockets that this process has open."""
    found = set()
    for each in os.listdir("/proc/self/fd"):
        with contextlib.suppress(OSError):
            found.add(os.readlink(f"/proc/self/fd/{each}"))
    return {each for each in found if each.startswith("socket:")}


class RestartTests(ServerTests):
    """A server that is killed and started again is found again."""

    def test_calls_go_on_with_a_server_that_was_killed_and_started_again(self) -> None:
        for address in self.server.addresses.values():
            client = self.client(address)
            client.ping()
            self.server.restart()
            self.assertEqual(client.ping(), {})

    def test_what_may_be_repeated_waits_for_the_server_to_come_back(self) -> None:
        client = self.client(attempts=50)
        client.ping()
        self.server.kill()
        answer = client.submit("ping")
        self.server.start()
        self.assertEqual(answer.result(LONG), {})

    def test_a_request_that_was_under_way_is_sent_again_only_when_that_does_no_harm(self) -> None:
        lines: List[bytes] = []

        def break_off(connection: socket.socket) -> None:
            if len(lines) < 2:
                lines.append(connection.recv(1 << 16))
                connection.shutdown(socket.SHUT_RDWR)
            else:
                connection.recv(1 << 16)
                connection.sendall(b'{"jsonrpc":"2.0","id":1,"result":{"pinged":true}}\n')

        for method, params in [("ping", {}), ("triggerAlert", ALERT)]:
            lines.clear()
            with self.subTest(method), Listener(break_off) as listener, Client(listener.address) as client:
                if method == "ping":
                    self.assertEqual(client.call(method, params), {"pinged": True})
                    self.assertEqual(len(lines), 2)
                else:
                    with self.assertRaises(Disconnected):
                        client.call(method, params)
                    self.assertEqual(len(lines), 1)


class AbsenceTests(unittest.TestCase):
    """A server that is not there, does not answer, or is none."""

    def test_one_that_is_not_there_is_unreachable_soon(self) -> None:
        for address in ("unix:/nowhere/calibrax.sock", "tcp:127.0.0.1:1"):
            with self.subTest(address), Client(address) as client:
                began = time.monotonic()
                with self.assertRaisesRegex(Unreachable, "no server answers at"):
                    client.ping()
                self.assertLess(time.monotonic() - began, 10)

    def test_one_that_never_answers_is_given_up_when_the_time_is_over(self) -> None:
        with Listener() as listener, Client(listener.address, timeout=0.2) as client:
            with self.assertRaisesRegex(NoAnswer, "no answer to ping within 0.2 s"):
                client.ping()

    def test_so_is_one_that_never_reads(self) -> None:
        with Listener() as listener, Client(listener.address, timeout=0.5) as client:
            with self.assertRaises(NoAnswer):
                in_time(lambda: client.get_run("x" * 10_000_000))

    def test_so_is_one_that_never_tells_of_events(self) -> None:
        with Listener() as listener, Client(listener.address, timeout=0.2) as client:
            with self.assertRaisesRegex(NoAnswer, "no answer to subscribe"):
                in_time(lambda: client.subscribe(["runs"]))

    def test_what_comes_later_is_nobody_elses_answer(self) -> None:
        may_answer = threading.Event()

        def late(connection: socket.socket) -> None:
            reader = connection.makefile("rb")
            reader.readline()
            may_answer.wait(LONG)
            connection.sendall(b'{"jsonrpc":"2.0","id":1,"result":{"number":1}}\n')
            reader.readline()
            connection.sendall(b'{"jsonrpc":"2.0","id":2,"result":{"number":2}}\n')
            reader.close()

        with Listener(late) as listener:
            client = Client(listener.address, timeout=0.2)
            with self.assertRaises(NoAnswer):
                client.ping()
            may_answer.set()
            client._timeout = LONG
            self.assertEqual(client.ping(), {"number": 2})
            client.close()

    def test_one_that_answers_what_is_no_answer_is_told_of(self) -> None:
        for said in (b"HTTP/1.1 400\n", b"[]\n", b"7\n", b'{"id":1,"error":7}\n'):

            def answer(connection: socket.socket) -> None:
                connection.recv(1 << 16)
                connection.sendall(said)

            with self.subTest(said), Listener(answer) as listener, Client(listener.address, timeout=LONG) as client:
                with self.assertRaisesRegex(ProtocolViolation, "no answer"):
                    in_time(client.ping)


class TokenTests(ServerTests):
    """A server with tokens."""

    tokens = "writer 0123456789abcdef\nreader fedcba9876543210"

    def test_the_right_token_opens_what_its_role_may_do(self) -> None:
        writer = self.client(self.server.tcp, token="0123456789abcdef")
        self.assertTrue(writer.trigger_alert(**ALERT))
        reader = self.client(self.server.tcp, token="fedcba9876543210")
        self.assertEqual(len(reader.list_alerts()["alerts"]), 1)
        with self.assertRaises(Refused) as caught:
            reader.trigger_alert(**ALERT)
        self.assertEqual(caught.exception.kind, "forbidden")

    def test_it_is_shown_again_after_a_restart(self) -> None:
        client = self.client(self.server.tcp, token="0123456789abcdef")
        client.list_runs()
        self.server.restart()
        self.assertEqual(client.list_runs()["runs"], [])

    def test_without_one_and_with_a_wrong_one_it_says_why(self) -> None:
        for token, message in [(None, ""), ("wrong-wrong-wrong", "There is no such token")]:
            with self.subTest(token), self.assertRaisesRegex(Refused, message) as caught:
                self.client(self.server.tcp, token=token).list_runs()
            self.assertEqual(caught.exception.kind, "unauthenticated")

    def test_the_unix_socket_needs_none(self) -> None:
        self.assertEqual(self.client().list_runs()["runs"], [])


class EndTests(ServerTests):
    """When a client is closed or let go of, nothing of it is left."""

    def test_closing_ends_calls_and_events_that_wait(self) -> None:
        with Listener() as listener:
            client = Client(listener.address)
            waiting = client.submit("ping")
            client.close()
            with self.assertRaisesRegex(Disconnected, "was closed"):
                waiting.result(LONG)
        client = Client(self.server.unix)
        events = client.subscribe(["runs"])
        threading.Timer(0.05, client.close).start()
        self.assertEqual(in_time(lambda: list(events)), [])
        with self.assertRaisesRegex(Disconnected, "was closed"):
            client.ping()

    def test_a_client_that_is_let_go_of_ends_its_connection_and_its_thread(self) -> None:
        watching = self.client()
        watching.ping()
        sockets, threads = open_sockets(), set(threading.enumerate())
        for address in list(self.server.addresses.values()) * 5:
            Client(address).ping()
        gc.collect()
        wait_until(lambda: watching.server_info()["connections"]["open"] == 1, "the end of the connections")
        self.wait_for_nothing_but(sockets, threads)

    def test_so_does_one_that_is_closed(self) -> None:
        sockets, threads = open_sockets(), set(threading.enumerate())
        for address in list(self.server.addresses.values()) * 5:
            with Client(address) as client:
                client.ping()
        self.wait_for_nothing_but(sockets, threads)

    def wait_for_nothing_but(self, sockets: Set[str], threads: Set[threading.Thread]) -> None:
        wait_until(lambda: set(threading.enumerate()) <= threads, "the end of the threads")
        wait_until(lambda: open_sockets() <= sockets, "the end of the sockets")

    def test_a_reader_of_events_that_is_let_go_of_ends_its_subscription(self) -> None:
        client = self.client()
        events = client.subscribe(["alerts"])
        gone = weakref.ref(events)
        del events
        self.assertIsNone(gone())

        def unsubscribed() -> Any:
            client.trigger_alert(**ALERT)
            return client.server_info()["methods"]["unsubscribe"]["calls"]

        wait_until(unsubscribed, "the end of the subscription")


class ForkTests(ServerTests):
    """A forked child has a connection of its own."""

    def test_parent_and_child_call_while_other_threads_do(self) -> None:
        client = self.client(self.server.tcp, timeout=LONG)
        is_over = threading.Event()

        def call() -> None:
            while not is_over.is_set():
                client.ping()

        threads = [threading.Thread(target=call) for _ in range(4)]
        for thread in threads:
            thread.start()
        children = []
        for number in range(10):
            child = os.fork()
            if child == 0:
                status = 1
                try:
                    status = 0 if client.summarize([number])["mean"] == number else 2
                finally:
                    os._exit(status)
            children.append(child)
            self.assertEqual(client.ping(), {})
        codes = [os.waitpid(child, 0)[1] for child in children]
        is_over.set()
        for thread in threads:
            thread.join(LONG)
        self.assertEqual(codes, [0] * 10)

    def test_a_client_that_was_closed_stays_closed_in_a_child(self) -> None:
        client = Client(self.server.unix)
        client.close()
        child = os.fork()
        if child == 0:
            try:
                client.ping()
            except Disconnected:
                os._exit(0)
            finally:
                os._exit(1)
        self.assertEqual(os.waitpid(child, 0)[1], 0)
