"""What recording does while its server is away, or does not want what it is sent."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap

from calibrax_client import Client, Metric, execution

from .support import LONG, PACKAGES, ServerTests, in_time, wait_until

NOWHERE = "unix:/nowhere/calibrax.sock"


class AbsenceTests(ServerTests):
    """Recording never waits; what was recorded waits for the server, up to a bound."""

    def test_what_was_recorded_while_the_server_was_away_arrives_when_it_is_back(self) -> None:
        metric = Metric("m", throttle=None)
        self.server.kill()
        with self.recording() as client, execution("e"):
            for number in range(10_000):
                metric.record(number)
            wait_until(lambda: self.reports, "that it is away")
            self.assertFalse(client.flush(0.1))
            self.server.start()
            self.assertTrue(client.flush(LONG))
        self.assertEqual(self.values("m"), list(range(10_000)))
        self.assertEqual(len(self.reports), 1)

    def test_a_server_of_the_environment_is_followed_to_where_it_is_started_again(self) -> None:
        program = """
            import sys
            from calibrax_client import Client, Metric, flush
            metric, client = Metric("m", throttle=None), Client()
            metric.record(1)
            assert flush(20) and client.ping() == {}
            print("ready", flush=True)
            sys.stdin.readline()
            metric.record(2)
            print(flush(20), client.ping())
        """
        environment = {**os.environ, "PYTHONPATH": str(PACKAGES), "CALIBRAX_DATA": str(self.server.data)}
        environment.pop("CALIBRAX_SERVER", None)
        command = [sys.executable, "-c", textwrap.dedent(program)]
        with subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as running:
            assert running.stdin and running.stdout
            self.assertEqual(running.stdout.readline(), "ready\n")
            self.server.options = ["--socket", self.server.data / "other.sock"]
            self.server.restart()
            running.stdin.write("\n")
            running.stdin.flush()
            self.assertEqual(running.stdout.readline(), "True {}\n")
        self.assertEqual(self.values("m"), [1, 2])

    def test_connections_that_break_again_and_again_lose_and_repeat_nothing(self) -> None:
        metric = Metric("m", throttle=None)
        with self.recording() as client:
            for number in range(10_000):
                metric.record(number)
                if number % 2_500 == 1_000:
                    wait_until(lambda: client.counts.delivered > 0, "a sample")
                    self.server.restart()
            self.assertTrue(client.flush(LONG))
        self.assertEqual(self.values("m"), list(range(10_000)))

    def test_beyond_the_bound_the_oldest_are_dropped_and_it_is_said(self) -> None:
        throttled, exact = Metric("throttled", throttle=1e9), Metric("exact", throttle=None)
        self.server.kill()
        now = [0.0]
        with self.recording(bound=100, clock=lambda: now[0]) as client:
            for number in range(80):
                now[0] += 1
                throttled.record(number)
                exact.record(number)
            self.assertEqual(client.counts.dropped, 60)
            wait_until(lambda: any("the oldest are dropped" in text for text in self.reports), "that they are dropped")
            self.server.start()
            now[0] += 60
            self.assertTrue(client.flush(LONG))
            self.assertEqual((client.counts.delivered, client.counts.waiting), (100, 0))
        self.assertEqual(self.values("throttled"), list(range(60, 80)))
        self.assertEqual(self.values("exact"), list(range(80)))
        self.assertIn("60 samples were dropped", self.reports)

    def test_nobody_waits_for_a_server_that_is_not_there(self) -> None:
        metric = Metric("m", throttle=None)
        with self.recording(NOWHERE) as client:
            in_time(lambda: [metric.record(number) for number in range(200_000)])
            self.assertEqual((client.counts.recorded, client.counts.dropped), (200_000, 100_000))
            self.assertFalse(in_time(lambda: client.flush(0.2)))

    def test_what_the_server_refuses_is_said_and_the_rest_is_stored(self) -> None:
        with Client(self.server.unix) as other:
            other.start_execution("train", execution_id="e")
            other.define_metric("loss", execution_id="e", group={"name": "other"})
        with self.recording() as client:
            with execution("train", execution_id="e"):
                Metric("loss", group="mine", throttle=None).record(1)
                Metric("accuracy", throttle=None).record(2)
            client.flush()
            self.assertEqual((client.counts.refused, client.counts.delivered), (1, 1))
        self.assertEqual(self.values("accuracy", "e"), [2])
        self.assertIn('the server refused the metric "loss"', self.reports[0])

    def test_without_an_address_nothing_is_recorded(self) -> None:
        with self.recording() as client:
            client._address = None
            with execution("e") as entered:
                Metric("m").record(1)
            self.assertIsNone(entered.execution_id)
            self.assertEqual(client.counts.recorded, 0)


class TokenTests(ServerTests):
    """A server with tokens."""

    tokens = "writer 0123456789abcdef"

    def test_with_the_right_one_it_is_recorded(self) -> None:
        with self.recording(self.server.tcp, token="0123456789abcdef") as client:
            Metric("m").record(1)
            self.assertTrue(client.flush(LONG))
        self.assertEqual(self.values("m"), [1])

    def test_with_a_wrong_one_it_waits_and_says_why_once(self) -> None:
        with self.recording(self.server.tcp, token="wrong-wrong-wrong") as client:
            Metric("m").record(1)
            self.assertFalse(client.flush(0.5))
            self.assertEqual((client.counts.waiting, len(self.reports)), (1, 1))
            self.assertIn("There is no such token", self.reports[0])
