"""The conversations of Protocol/transcripts, held by the clients and by a plain socket."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import unittest
from typing import Any, Callable, Dict, List, Optional

from calibrax_client import AsyncClient, Client, Refused
from calibrax_client.address import connect, parse_address
from server import Server, server
from transcript import Transcript, problems_of

from .support import LONG

TRANSCRIPTS = Transcript.all()
NO_CALL = object()


def call_of(text: str) -> Any:
    """The request that a line is, with a method, an id and named parameters; NO_CALL for what clients never send."""
    try:
        message = json.loads(text)
    except ValueError:
        return NO_CALL
    if not isinstance(message, dict) or message.get("jsonrpc") != "2.0" or not isinstance(message.get("method"), str):
        return NO_CALL
    is_call = isinstance(message.get("id"), (int, str)) and isinstance(message.get("params", {}), dict)
    return message if is_call and message["method"] not in ("subscribe", "unsubscribe") else NO_CALL


class Played:
    """A transcript as calls, each with the answer that is expected."""

    def __init__(self, transcript: Transcript) -> None:
        self.name = transcript.name
        self.configuration = transcript.configuration
        self._steps = transcript.steps
        sent = [step for step in self._steps if step.is_sent]
        self.is_played = all(call_of(step.text) is not NO_CALL for step in sent) and not transcript.tokens
        self.connections = {step.connection for step in sent}

    def steps(self, names: Dict[str, str]) -> Any:
        """Connection, request and expected answer of each, with the names of what was answered before."""
        for place, step in enumerate(self._steps):
            if step.is_sent:
                text = re.sub(r'"\$(\w+)"', lambda found: json.dumps(names[found[1]]), step.text)
                message = call_of(text)
                answer = next(
                    expected
                    for later in self._steps[place + 1 :]
                    if not later.is_sent and later.connection == step.connection
                    for expected in [json.loads(later.text)]
                    if expected.get("id") == message["id"]
                )
                yield step.line, step.connection, message, answer


def answer_of(message: Dict[str, Any], result: Any, error: Optional[Refused]) -> Dict[str, Any]:
    """What a client gave, as the answer that it came in."""
    answer = {"jsonrpc": "2.0", "id": message["id"]}
    if error is None:
        return {**answer, "result": result}
    data = {"kind": error.kind, "path": error.path, "hint": error.hint}
    data = {name: value for name, value in data.items() if value is not None}
    return {**answer, "error": {"code": error.code, "message": error.message, "data": data}}


class TranscriptTests(unittest.TestCase):
    """A client gives its callers what the transcripts say, results and errors alike."""

    def each_played(self, play: Callable[[Played, Server], List[str]]) -> None:
        played = [transcript for transcript in map(Played, TRANSCRIPTS) if transcript.is_played]
        self.assertGreaterEqual(len(played), 18)
        for transcript in played:
            with self.subTest(transcript.name), server(
                configuration=transcript.configuration
            ) as running:
                self.assertEqual(play(transcript, running), [])

    def test_the_client_gives_its_callers_what_the_transcripts_say(self) -> None:
        def play(transcript: Played, running: Server) -> List[str]:
            problems: List[str] = []
            names: Dict[str, str] = {}
            ways = list(running.addresses.values())
            clients = {
                each: Client(ways[place % 2], timeout=LONG, fills_environment=False)
                for place, each in enumerate(sorted(transcript.connections))
            }
            for line, connection, message, expected in transcript.steps(names):
                try:
                    result = clients[connection].call(message["method"], message.get("params"))
                    answer = answer_of(message, result, None)
                except Refused as error:
                    answer = answer_of(message, None, error)
                problems += [f"{line}: {problem}" for problem in problems_of(answer, expected, names)]
            for client in clients.values():
                client.close()
            return problems

        self.each_played(play)

    def test_the_asyncio_client_does_too(self) -> None:
        async def converse(transcript: Played, running: Server) -> List[str]:
            problems: List[str] = []
            names: Dict[str, str] = {}
            async with AsyncClient(running.tcp, timeout=LONG, fills_environment=False) as client:
                for line, _, message, expected in transcript.steps(names):
                    try:
                        answer = answer_of(message, await client.call(message["method"], message.get("params")), None)
                    except Refused as error:
                        answer = answer_of(message, None, error)
                    problems += [f"{line}: {problem}" for problem in problems_of(answer, expected, names)]
            return problems

        self.each_played(lambda transcript, running: asyncio.run(converse(transcript, running)))


class LineTests(unittest.TestCase):
    """Whoever sends the lines of a transcript is answered its lines, also to what no client sends."""

    def test_every_transcript_line_by_line_over_both_sockets(self) -> None:
        self.assertGreaterEqual(len(TRANSCRIPTS), 25)
        for transcript in TRANSCRIPTS:
            with self.subTest(transcript.name), server(
                transcript.tokens, transcript.configuration
            ) as running:
                address = parse_address(running.tcp if transcript.tokens else running.unix)
                lines = Lines(address)
                self.assertEqual(transcript.play(lines.send, lines.receive), [])
                lines.close()


class Lines:
    """Connections on which lines are sent and received."""

    def __init__(self, address: Any) -> None:
        self._address = address
        self._sockets: Dict[str, socket.socket] = {}
        self._files: Dict[str, Any] = {}

    def send(self, connection: str, text: str) -> None:
        if connection not in self._sockets:
            self._sockets[connection] = connect(self._address, LONG)
            self._sockets[connection].settimeout(LONG)
            self._files[connection] = self._sockets[connection].makefile("rb")
        self._sockets[connection].sendall(text.encode() + b"\n")

    def receive(self, connection: str) -> str:
        return str(self._files[connection].readline(), "utf-8")

    def close(self) -> None:
        for each in [*self._files.values(), *self._sockets.values()]:
            each.close()
