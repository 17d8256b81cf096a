"""What programs pass is sent as what it holds."""

from __future__ import annotations

import dataclasses
import datetime
import enum
import json
import unittest
from pathlib import Path
from types import MappingProxyType
from typing import Any, Dict

from calibrax_client.calls import may_repeat
from calibrax_client.documents import encode
from calibrax_client.params import prepared

from .support import ServerTests


POINTS = [{"name": "p", "metrics": {"m": {"value": 1}}}]


class Array:
    """What numpy's arrays and numbers have."""

    def __init__(self, held: Any) -> None:
        self._held = held

    def tolist(self) -> Any:
        return self._held


class Level(enum.Enum):
    HIGH = "high"


@dataclasses.dataclass
class Point:
    name: str
    metrics: Dict[str, Any]


@dataclasses.dataclass
class Run:
    id: str
    points: Any


class Told:
    """What the Python calibrax's documents have."""

    def __init__(self, held: Dict[str, Any]) -> None:
        self._held = held

    def to_dict(self) -> Dict[str, Any]:
        return self._held


class EncodingTests(unittest.TestCase):
    """Values of programs become JSON."""

    def test_each_kind_of_value(self) -> None:
        for value, expected in [
            (Array([1, 2.5]), [1, 2.5]),
            (Array(3), 3),
            (Level.HIGH, "high"),
            (Point("p", {"m": Array(1)}), {"name": "p", "metrics": {"m": 1}}),
            (Told({"a": Level.HIGH}), {"a": "high"}),
            (MappingProxyType({"a": 1}), {"a": 1}),
            (Path("/a/b"), "/a/b"),
            (datetime.datetime(2026, 3, 2, 2), "2026-03-02T02:00:00"),
            ({2, 1}, [1, 2]),
            ((1, 2), [1, 2]),
            ("é\u2028\n", "é\u2028\n"),
        ]:
            with self.subTest(repr(value)):
                self.assertEqual(json.loads(encode(value)), expected)
                self.assertNotIn(b"\n", encode(value))

    def test_numbers_that_are_not_finite_are_sent_as_python_writes_them(self) -> None:
        self.assertEqual(encode([float("nan"), float("inf"), -float("inf")]), b"[NaN,Infinity,-Infinity]")

    def test_what_has_no_form_in_json_is_named(self) -> None:
        with self.assertRaisesRegex(TypeError, "a value of the type object cannot be sent"):
            encode(object())
        with self.assertRaisesRegex(TypeError, "is a type, not a value"):
            encode({"kind": Run})


class ParameterTests(unittest.TestCase):
    """What is done to parameters before they are sent."""

    def test_a_run_gets_the_environment_of_the_machine_where_it_has_none(self) -> None:
        self.assertIn("cores", prepared("ingest", {"run": {"points": []}}, True)["run"]["environment"])
        own = {"points": [], "environment": {"cpu": "other"}}
        self.assertEqual(prepared("ingest", {"run": own}, True)["run"]["environment"], {"cpu": "other"})
        self.assertNotIn("environment", prepared("ingest", {"run": {"points": []}}, False)["run"])

    def test_the_run_that_was_passed_stays_as_it_was(self) -> None:
        run: Dict[str, Any] = {"points": []}
        prepared("ingest", {"run": run}, True)
        self.assertEqual(run, {"points": []})

    def test_only_what_does_no_harm_twice_is_repeated(self) -> None:
        for method, params, expected in [
            ("ping", {}, True),
            ("deleteRun", {"run_id": "a"}, False),
            ("triggerAlert", {}, False),
            ("ingest", {"run": {"timestamp": "2026-03-02"}}, True),
            ("ingest", {"run": {}}, False),
            ("ingest", {"run": {"timestamp": "2026-03-02"}, "replace": True}, False),
            ("record", {"key": "a", "value": 1}, False),
            ("record", {"key": "a", "value": 1, "producer": "p", "seq": 1}, True),
            ("startExecution", {"pipeline_name": "a"}, False),
            ("startExecution", {"pipeline_name": "a", "execution_id": "e"}, True),
            ("setBaseline", {"run_id": "a"}, True),
            ("setBaseline", {"run_id": "a", "reason": "r"}, False),
        ]:
            with self.subTest(method, params=params):
                self.assertEqual(may_repeat(method, params), expected)


class SentTests(ServerTests):
    """What arrives at a server."""

    def test_runs_of_any_kind_are_stored(self) -> None:
        client = self.client()
        points = [Point("p", {"m": {"value": Array(2)}})]
        runs: Dict[str, Any] = {
            "mapping": {"id": "mapping", "points": points},
            "told": Told({"id": "told", "points": points}),
            "dataclass": Run("dataclass", points),
        }
        for name, run in runs.items():
            with self.subTest(name):
                client.ingest(run)
                stored = client.get_run(name)
                self.assertEqual(stored["points"][0]["metrics"]["m"]["value"], 2)
                self.assertTrue(stored["environment"])

    def test_a_value_that_is_not_a_number_is_stored_as_missing(self) -> None:
        client = self.client()
        client.ingest({"id": "a", "points": [{"name": "p", "metrics": {"m": {"value": float("nan")}}}]})
        self.assertTrue(client.get_run("a")["metadata"]["missing"])

    def test_text_that_has_no_form_in_utf_8_is_raised_before_anything_is_sent(self) -> None:
        client = self.client()
        for raising in (lambda: client.get_run("\ud800"), lambda: client.get_run(object())):
            with self.assertRaises((ValueError, TypeError)):
                raising()
        self.assertEqual(client.ping(), {})
        self.assertEqual(client.server_info()["methods"]["getRun"]["calls"], 0)

    def test_a_document_may_call_the_client_while_it_says_what_it_is(self) -> None:
        client = self.client(timeout=5)

        class Asking:
            def to_dict(self) -> Dict[str, Any]:
                return {"id": "asking", "points": POINTS, "metadata": {"pinged": client.ping()}}

        class AskingPoints:
            def tolist(self) -> Any:
                client.ping()
                return POINTS

        client.call("ingest", {"run": Asking()})
        client.call("ingest", {"run": {"id": "points", "points": AskingPoints()}})
        self.assertEqual(client.get_run("points")["points"][0]["name"], "p")
