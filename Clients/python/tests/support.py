"""What the tests share: servers, sockets that misbehave, programs of their own, and waiting for what must come."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import textwrap
import threading
import time
import unittest
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Optional, Tuple

from calibrax_client import Client, MetricsClient
from calibrax_client.metrics import shared
from server import Server, server

PACKAGES = Path(__file__).resolve().parents[1]
LONG = 30.0
"""Seconds after which what did not come counts as hanging."""


def wait_until(condition: Callable[[], Any], what: str = "what is waited for") -> Any:
    """What a condition returns once that is true; fails when it never is."""
    deadline = time.monotonic() + LONG
    while not (found := condition()):
        if time.monotonic() > deadline:
            raise AssertionError(f"{what} did not come within {LONG:g} s")
        time.sleep(0.005)
    return found


def in_time(function: Callable[[], Any]) -> Any:
    """What a function returns or raises, on a thread of its own; fails when it hangs."""
    outcome: List[Any] = []

    def run() -> None:
        try:
            outcome.append((function(), None))
        except BaseException as error:
            outcome.append((None, error))

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(LONG)
    if not outcome:
        raise AssertionError(f"it hangs for more than {LONG:g} s")
    result, error = outcome[0]
    if error:
        raise error
    return result


class ServerTests(unittest.TestCase):
    """Tests with a server of an empty store for each."""

    tokens: Optional[str] = None

    def setUp(self) -> None:
        self.server: Server = self.enter(server(self.tokens))

    def enter(self, context: Any) -> Any:
        """Enters a context that is left when the test is over."""
        value = context.__enter__()
        self.addCleanup(context.__exit__, None, None, None)
        return value

    def client(self, address: Optional[str] = None, **options: Any) -> Client:
        """A client of the server, which is closed when the test is over."""
        return self.enter(Client(address or self.server.unix, **options))

    def values(self, key: str, execution_id: Optional[str] = None) -> List[float]:
        """The values of a series that the server has, in the order in which they came."""
        return [value for _, value in self.points(key, execution_id)]

    def points(self, key: str, execution_id: Optional[str] = None) -> List[Tuple[float, float]]:
        """The samples of a series that the server has, in the order in which they came."""
        execution_id = execution_id or self.execution_of(key)
        with Client(self.server.unix) as client:
            found = client.query_series(key=key, execution_id=execution_id, order="recorded")
        return [(at, value) for at, value in found["points"]]

    def execution_of(self, key: str) -> str:
        """The only execution that has a key."""
        with Client(self.server.unix) as client:
            having = {series["execution_id"] for series in client.list_series(keys=[key])["series"]}
        self.assertEqual(len(having), 1, f"{key} is in {having}")
        return having.pop()

    def executions(self) -> Dict[str, Dict[str, Any]]:
        """The executions that the server has, by their pipeline."""
        with Client(self.server.unix) as client:
            return {each["pipeline_name"]: each for each in client.list_executions()["executions"]}

    @contextlib.contextmanager
    def recording(self, address: Optional[str] = None, **options: Any) -> Iterator[MetricsClient]:
        """Metrics are recorded with the server; what is told to people is in `reports`."""
        self.reports: List[str] = []
        client = MetricsClient(address or self.server.unix, report=self.reports.append, **options)
        shared._client = client
        try:
            yield client
        finally:
            shared._client = None
            client.close(timeout=0 if address else 10)


class Listener:
    """A socket that accepts connections; what it does with each is `serve`, on a thread."""

    def __init__(self, serve: Callable[[socket.socket], None] = lambda connection: None) -> None:
        self._folder = tempfile.TemporaryDirectory()
        path = os.path.join(self._folder.name, "socket")
        self.address = f"unix:{path}"
        self.connections: List[socket.socket] = []
        self._serve = serve
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.bind(path)
        self._socket.listen()
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.connections.append(connection)
            with contextlib.suppress(OSError):
                self._serve(connection)

    def __enter__(self) -> Listener:
        return self

    def __exit__(self, *error: object) -> None:
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        for connection in self.connections:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self._thread.join(LONG)
        for each in [self._socket, *self.connections]:
            each.close()
        self._folder.cleanup()


def run_program(address: Optional[str], *parts: str, timeout: float = LONG) -> "subprocess.CompletedProcess[str]":
    """Runs a program of its own, a file so that it may start processes, with a server in its environment."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "program.py"
        path.write_text("\n".join(map(textwrap.dedent, parts)))
        environment = {**os.environ, "PYTHONPATH": str(PACKAGES), "CALIBRAX_DATA": folder}
        environment.pop("CALIBRAX_SERVER", None)
        if address:
            environment["CALIBRAX_SERVER"] = address
        return subprocess.run(
            # A process that has threads is warned when it forks; that is what is tried here.
            [sys.executable, "-W", "ignore::DeprecationWarning", str(path)],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            timeout=timeout,
        )
