"""Samples reach the server in order, each once, whatever becomes of the connection and the answers."""

from __future__ import annotations

import json
from typing import Any, Iterable, List, Optional, Tuple

from calibrax_client import Disconnected, ProtocolViolation, Unreachable
from calibrax_client.address import connect, parse_address
from calibrax_client.metrics.delivery import Delivery

from .support import LONG, ServerTests


class DeliveryTests(ServerTests):
    """A delivery and the server it talks to, line by line, at times of the test's choice."""

    def setUp(self) -> None:
        super().setUp()
        self.delivery = Delivery("producer")
        self.delivery.connected()
        self.now = 1_000.0
        self.delivered = self.refused = 0
        self.reports: List[str] = []
        self.asked: List[str] = []
        socket = self.enter(connect(parse_address(self.server.unix), LONG))
        self.socket, self.reader = socket, self.enter(socket.makefile("rb"))
        self.delivery.open(1, {"pipeline_name": "train", "execution_id": "e"}, False)
        self.define(1, "loss", group={"name": "training"})
        self.define(2, "accuracy")
        self.define(3, "bare")

    def define(self, number: int, key: str, **more: Any) -> None:
        self.delivery.define(number, 1, {"execution_id": "e", "key": key, **more})

    def record(self, *samples: Tuple[int, Iterable[float]]) -> None:
        """Takes in values of series."""
        self.delivery.take([(series, float(value), float(value)) for series, values in samples for value in values])

    def close(self) -> None:
        self.delivery.close(1, {"execution_id": "e", "success": True})

    def send(self, refusing: Optional[str] = None) -> List[bytes]:
        """Sends what is to be sent; returns the answers."""
        answers = []
        for line in self.delivery.next(self.now).splitlines(keepends=True):
            request = json.loads(line)
            self.asked.append(request["method"])
            if refusing and request["params"].get("key") == refusing:
                answers.append(self.refusal(request, "conflict"))
                continue
            self.socket.sendall(line)
            answers.append(self.reader.readline())
        return answers

    def receive(self, answers: List[bytes]) -> None:
        self.delivery.receive(b"".join(answers), self.now)
        outcome = self.delivery.take_outcome()
        self.delivered += outcome.delivered
        self.refused += outcome.refused
        self.reports += outcome.reports

    def converse(self, refusing: Optional[str] = None) -> List[str]:
        """Sends and receives until there is nothing more to send; returns the methods that were asked."""
        while answers := self.send(refusing):
            self.receive(answers)
        asked, self.asked = self.asked, []
        return asked

    def refuse(self, kind: str) -> None:
        """What is to be sent never arrives, and something refuses it."""
        lines = self.delivery.next(self.now).splitlines()
        self.assertTrue(lines)
        self.receive([self.refusal(json.loads(line), kind) for line in lines])

    @staticmethod
    def refusal(request: Any, kind: str) -> bytes:
        error = {"code": -32_000, "message": "no", "data": {"kind": kind}}
        return json.dumps({"jsonrpc": "2.0", "id": request["id"], "error": error}).encode() + b"\n"

    def reconnect(self) -> None:
        """The connection breaks, and there is another one as soon as it is tried again."""
        self.delivery.disconnected(Disconnected("broken"), self.now)
        self.now += 10
        self.delivery.connected()

    def begin(self) -> None:
        """Up to where the first samples are recorded."""
        self.receive(self.send())
        self.receive(self.send())

    # What is asked, in which order

    def test_what_the_server_must_know_comes_first(self) -> None:
        self.record((1, [1, 2, 3]))
        self.assertEqual(self.converse(), ["startExecution", "defineMetric", "record"])
        self.record((1, [4, 5]))
        self.assertEqual(self.converse(), ["record"])
        self.assertEqual(self.values("loss", "e"), [1, 2, 3, 4, 5])
        self.assertEqual(self.delivered, 5)

    def test_while_answers_are_awaited_nothing_else_is_sent(self) -> None:
        self.record((1, [1]))
        answers = self.send()
        self.assertEqual(self.delivery.next(self.now), b"")
        self.receive(answers)
        self.assertNotEqual(self.delivery.next(self.now), b"")

    def test_answers_may_come_in_any_parts(self) -> None:
        self.record((1, [1]))
        for _ in range(3):
            for byte in b"".join(self.send()):
                self.receive([bytes([byte])])
        self.assertEqual(self.delivered, 1)

    def test_samples_of_many_series_travel_together_and_many_definitions_in_flights(self) -> None:
        for number in range(100, 700):
            self.define(number, f"metric {number}")
        self.record(*((number, [number]) for number in range(100, 700)))
        asked = self.converse()
        self.assertEqual([asked.count("defineMetric"), asked.count("record")], [600, 1])
        self.assertEqual(self.values("metric 699", "e"), [699])

    def test_an_execution_ends_after_its_samples_and_then_nothing_is_left_to_do(self) -> None:
        self.record((1, [1]))
        self.close()
        self.assertEqual(self.converse(), ["startExecution", "defineMetric", "record", "finishExecution"])
        self.assertTrue(self.delivery.is_idle)
        self.assertEqual(self.delivery.deadline, float("inf"))

    def test_an_execution_for_which_nothing_is_sent_gives_a_sign_of_life(self) -> None:
        self.assertEqual(self.converse(), ["startExecution"])
        self.assertEqual(self.delivery.deadline, self.now + 20)
        self.now += 19
        self.assertEqual(self.converse(), [])
        self.now += 1
        self.assertEqual(self.converse(), ["startExecution"])

    # Lost answers and requests

    def test_a_sample_whose_answer_was_lost_is_stored_once(self) -> None:
        self.record((1, [1, 2, 3]))
        self.begin()
        self.send()
        self.reconnect()
        self.asked = []
        self.assertEqual(self.converse(), ["startExecution", "defineMetric", "record"])
        self.record((1, [4, 5]))
        self.converse()
        self.assertEqual(self.values("loss", "e"), [1, 2, 3, 4, 5])
        self.assertEqual(self.delivered, 5)

    def test_a_request_that_was_lost_is_sent_again_before_anything_newer(self) -> None:
        self.record((1, [1, 2, 3]))
        self.begin()
        self.delivery.next(self.now)
        self.reconnect()
        self.assertFalse(self.delivery.is_ready(self.now))
        self.converse()
        self.assertTrue(self.delivery.is_ready(self.now))
        self.assertEqual(self.values("loss", "e"), [1, 2, 3])

    def test_what_is_left_of_a_request_whose_answer_was_lost_is_stored_once(self) -> None:
        self.record((1, [1]), (3, [2]), (2, [3]))
        self.begin()
        self.send()
        self.reconnect()
        self.converse(refusing="bare")
        self.record((1, [4]), (2, [5]))
        self.converse()
        self.assertEqual([self.values(key, "e") for key in ("loss", "accuracy", "bare")], [[1, 4], [3, 5], [2]])

    def test_an_end_whose_answer_was_lost_is_not_a_beginning(self) -> None:
        self.record((1, [1]))
        self.close()
        self.begin()
        self.receive(self.send())
        self.send()
        self.reconnect()
        self.asked = []
        self.assertEqual(self.converse(), ["finishExecution"])
        self.assertTrue(self.delivery.is_idle)
        self.assertEqual(self.reports, [])

    # Refusals

    def test_a_request_that_is_refused_is_tried_again_series_by_series(self) -> None:
        self.record((1, [1]), (2, [1]))
        self.begin()
        self.refuse("conflict")
        self.refuse("conflict")
        self.converse()
        self.record((1, [2]), (2, [2]))
        self.converse()
        self.assertEqual((self.values("loss", "e"), self.values("accuracy", "e")), ([2], [1, 2]))
        self.assertEqual((self.delivered, self.refused), (3, 1))
        self.assertEqual(self.reports, ['the server refused samples of "loss": no'])

    def test_a_series_that_the_server_forgot_is_defined_again_once(self) -> None:
        self.record((1, [1]))
        self.converse()
        self.record((1, [2]))
        self.refuse("not_found")
        self.assertEqual(self.converse(), ["defineMetric", "record"])
        self.record((1, [3]))
        self.refuse("not_found")
        self.receive(self.send())
        self.refuse("not_found")
        self.assertEqual((self.delivered, self.refused), (2, 1))
        self.assertEqual(self.values("loss", "e"), [1, 2])

    def test_a_metric_that_is_refused_is_given_up_and_the_others_are_not(self) -> None:
        for value in (1, 2):
            self.record((1, [value]), (2, [value]))
            self.converse(refusing="loss")
        self.assertEqual(self.values("accuracy", "e"), [1, 2])
        self.assertEqual((self.delivered, self.refused, len(self.reports)), (2, 2, 1))

    def test_an_execution_that_is_refused_is_given_up(self) -> None:
        with self.client() as other:
            other.start_execution("other", execution_id="e")
        self.record((1, [1, 2, 3]))
        self.close()
        self.assertEqual(self.converse(), ["startExecution"])
        self.receive([])
        self.assertEqual(self.refused, 3)
        self.assertTrue(self.delivery.is_idle)

    def test_what_is_recorded_in_an_execution_that_somebody_else_ended_is_kept(self) -> None:
        self.converse()
        with self.client() as other:
            other.finish_execution("e", False)
        self.reconnect()
        self.record((1, [1, 2]))
        self.close()
        self.converse()
        self.assertEqual(self.values("loss", "e"), [1, 2])
        self.assertTrue(self.delivery.is_idle)
        self.assertEqual(self.reports, [])

    def test_while_the_server_cannot_write_samples_wait_and_it_is_said_once(self) -> None:
        self.record((1, [1]))
        self.begin()
        for kind in ("read_only", "unavailable", "read_only"):
            self.refuse(kind)
            self.assertEqual(self.delivery.next(self.now), b"")
            self.assertGreater(self.delivery.deadline, self.now)
            self.now = self.delivery.deadline
        self.converse()
        self.assertEqual((self.values("loss", "e"), self.delivered), ([1], 1))
        self.assertEqual(self.reports, ["no; metrics wait until it goes on"])

    # Outages

    def test_an_outage_is_said_once_and_tried_again_later(self) -> None:
        self.record((1, [1]))
        for _ in range(5):
            self.delivery.disconnected(Unreachable("away"), self.now)
            self.assertFalse(self.delivery.needs_connection(self.now))
            self.now = self.delivery.deadline
            self.assertTrue(self.delivery.needs_connection(self.now))
        self.receive([])
        self.assertEqual(self.reports, ["away; metrics wait until it goes on"])

    def test_a_connection_that_breaks_is_said_only_when_the_next_one_breaks_too(self) -> None:
        self.reconnect()
        self.record((1, [1]))
        self.converse()
        self.reconnect()
        self.assertEqual(self.reports, [])
        self.reconnect()
        self.receive([])
        self.assertEqual(self.reports, ["broken; metrics wait until it goes on"])

    def test_what_is_no_answer_ends_the_connection(self) -> None:
        for said in (b"HTTP/1.1 400\n", b"[]\n", b"7\n", b'{"id":1,"error":7}\n', b'{"id":1,"result":[]}\n'):
            with self.subTest(said):
                self.record((1, [1]))
                # What is asked then is the number of a series.
                self.receive(self.send())
                self.assertTrue(self.delivery.next(self.now))
                with self.assertRaises(ProtocolViolation):
                    self.delivery.receive(said.replace(b"1", b"%d" % self.delivery._last_id), self.now)
                self.reconnect()
