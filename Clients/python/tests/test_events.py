"""What a server tells of reaches its readers in order, once, over lost connections."""

from __future__ import annotations

import contextlib
import io
import threading
from typing import Any, Dict, List

from calibrax_client import Client, Disconnected, Refused, TCPAddress
from calibrax_client.address import parse_address
from calibrax_client.subscriptions import ROOM, Event, Subscription

from .support import LONG, ServerTests, in_time, wait_until


class EventTests(ServerTests):
    """Events of one subscription, for a thread."""

    def next(self, events: Any) -> Event:
        event = in_time(lambda: events.next(LONG))
        assert event is not None, "no event came"
        return event

    def values_of(self, events: Any, count: int) -> List[float]:
        """The values of so many samples that are told of next."""
        values: List[float] = []
        while len(values) < count:
            event = self.next(events)
            self.assertEqual(event.topic, "samples", event)
            values += [value for series in event.data["series"] for _, value in series["points"]]
        return values

    def test_every_kind_is_told_in_order(self) -> None:
        for address in self.server.addresses.values():
            client = self.client(address)
            with client.subscribe(["samples", "executions", "runs", "alerts"]) as events:
                client.start_execution("train")
                client.record(key="loss", value=1)
                client.ingest({"points": [{"name": "p", "metrics": {"m": {"value": 1}}}]})
                client.trigger_alert(severity="info", message="m", metric_name="n", metric_value=1, threshold=1)
                told = [self.next(events) for _ in range(4)]
                self.assertEqual([event.topic for event in told], ["executions", "samples", "runs", "alerts"])
                numbers = [event.seq for event in told]
                self.assertEqual(numbers, list(range(numbers[0], numbers[0] + 4)))

    def test_a_filter_leaves_out_the_rest(self) -> None:
        client = self.client()
        events = client.subscribe(["samples"], filter={"keys": ["loss"]})
        for value in range(3):
            client.record(key="other", value=value)
            client.record(key="loss", value=value)
        self.assertEqual(self.values_of(events, 3), [0, 1, 2])

    def test_it_begins_where_it_is_told_to(self) -> None:
        client = self.client()
        events = client.subscribe(["samples"])
        client.record(key="a", value=1)
        first = self.next(events)
        client.record(key="a", value=2)
        again = client.subscribe(["samples"], from_seq=first.seq)
        self.assertEqual(self.values_of(again, 2), [1, 2])

    def test_after_a_lost_connection_it_goes_on_behind_the_last_event(self) -> None:
        client = self.client()
        with self.client() as other:
            events = client.subscribe(["samples"])
            other.record(key="a", value=0)
            self.assertEqual(self.values_of(events, 1), [0])
            for number in range(1, 10):
                assert client._connection
                client._connection.shutdown(2)
                other.record(key="a", value=number)
                self.assertEqual(self.values_of(events, 1), [number])

    def test_a_server_that_was_started_again_is_told_of(self) -> None:
        client = self.client()
        events = client.subscribe(["samples"])
        client.record(key="a", value=1)
        self.assertEqual(self.values_of(events, 1), [1])
        self.server.restart()
        self.assertEqual(self.next(events).topic, "restarted")
        client.record(key="a", value=2)
        self.assertEqual(self.values_of(events, 1), [2])

    def test_a_server_that_stays_away_ends_it_with_an_error(self) -> None:
        client = self.client(timeout=0.5)
        events = client.subscribe(["samples"])
        self.server.kill()
        with self.assertRaisesRegex(Disconnected, "away for more than 0.5 s"):
            in_time(lambda: events.next(LONG))
        self.assertIsNone(events.next(0))

    def test_what_the_server_refuses_is_raised(self) -> None:
        client = self.client()
        with self.assertRaises(Refused):
            client.subscribe(["nothing"])
        with self.assertRaises((TypeError, ValueError)):
            client.subscribe(["runs"], filter={"a": object()})
        self.assertEqual(client.ping(), {})
        with self.assertRaisesRegex(ValueError, "no severity"):
            client.alerts(severity="bad")

    def test_the_time_for_an_event_may_be_over(self) -> None:
        self.assertIsNone(self.client().subscribe(["runs"]).next(0.01))

    def test_closing_it_wakes_its_reader_and_ends_it_at_the_server(self) -> None:
        client = self.client()
        events = client.subscribe(["runs"])
        threading.Timer(0.05, events.close).start()
        self.assertEqual(in_time(lambda: list(events)), [])
        wait_until(lambda: client.server_info()["methods"]["unsubscribe"]["calls"] == 1, "the end of the subscription")

    def test_a_reader_that_is_slow_loses_events_and_is_told_how_many(self) -> None:
        client = self.client()
        events = client.subscribe(["samples"])
        points = [[number, number] for number in range(10_000)]
        series = client.define_metric("a")["series"]
        for _ in range(15):
            client.record(series=series, points=points)
        client.record(series=series, points=[[0, -1]])
        # What is told after an answer has come when the next answer has.
        wait_until(lambda: client.ping() == {} and events.subscription._missed, "samples that are too many")
        last = dropped = 0
        while last < 16:
            event = self.next(events)
            if event.topic == "dropped":
                dropped += event.data["count"]
                self.assertEqual(event.seq - last, event.data["count"])
            last = event.seq
        self.assertEqual(last, 16)
        self.assertGreater(dropped, 0)


class SubscriptionTests(ServerTests):
    """What waits for a reader, without a server."""

    def test_more_than_there_is_room_for_is_counted(self) -> None:
        subscription = Subscription(["runs"], None, None, None, lambda: None)
        subscription.begin({"next_seq": 1, "server_id": "s"})
        for number in range(1, ROOM + 11):
            subscription.take("event", {"seq": number, "topic": "runs", "data": {}})
        numbers = []
        while event := subscription.next():
            numbers.append(event.seq)
        self.assertEqual(numbers, [*range(1, ROOM + 1), ROOM + 10])
        self.assertFalse(subscription.is_readable)


class AlertTests(ServerTests):
    """Alerts, and what becomes of them."""

    def trigger(self, client: Client, severity: str = "info", name: str = "n") -> str:
        alert = client.trigger_alert(severity=severity, message="m", metric_name=name, metric_value=1, threshold=1)
        return str(alert["alert_id"])

    def test_each_is_told_once_with_what_becomes_of_it(self) -> None:
        client = self.client()
        self.trigger(client)
        alerts = client.alerts()
        client.set_threshold("loss", threshold=1, severity="warning")
        for value in (2, 3, 0):
            client.record(key="loss", value=value)
        told = [in_time(lambda: next(alerts)) for _ in range(2)]
        self.assertEqual([(alert["metric_name"], alert["state"]) for alert in told],
                         [("loss", "firing"), ("loss", "resolved")])

    def test_only_those_that_are_asked_for(self) -> None:
        client = self.client()
        alerts = client.alerts(severity="error", metric_name="wanted")
        for severity, name in [("critical", "other"), ("warning", "wanted"), ("critical", "wanted")]:
            self.trigger(client, severity, name)
        alert = in_time(lambda: next(alerts))
        self.assertEqual((alert["severity"], alert["metric_name"]), ("critical", "wanted"))

    def test_what_was_raised_while_the_connection_was_away_is_told(self) -> None:
        client = self.client()
        alerts = client.alerts()
        self.server.restart()
        with self.client() as other:
            raised = [self.trigger(other) for _ in range(3)]
        self.assertEqual([in_time(lambda: next(alerts))["alert_id"] for _ in range(3)], raised)

    def test_a_callback_that_raises_is_called_again(self) -> None:
        client = self.client()
        told: List[Dict[str, Any]] = []

        def callback(alert: Dict[str, Any]) -> None:
            told.append(alert)
            raise RuntimeError("cannot be told")

        with contextlib.redirect_stderr(io.StringIO()) as printed:
            stop = client.on_alert(callback)
            raised = [self.trigger(client) for _ in range(3)]
            wait_until(lambda: len(told) == 3, "the alerts")
            self.assertEqual([alert["alert_id"] for alert in told], raised)
            stop()
            wait_until(
                lambda: "calibrax alerts" not in [thread.name for thread in threading.enumerate()], "the thread's end"
            )
        self.assertEqual(printed.getvalue().count("cannot be told\n"), 3)
        self.trigger(client)
        client.ping()
        self.assertEqual(len(told), 3)

    def test_addresses_may_be_objects(self) -> None:
        address = parse_address(self.server.tcp)
        self.assertIsInstance(address, TCPAddress)
        with Client(address) as client:
            self.assertEqual(client.ping(), {})
