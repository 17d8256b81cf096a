"""The shells and transports that are here, and scripts run in them against a real server."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Iterator

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from server import ROOT, Server, server  # noqa: E402, F401

CLIENT = ROOT / "Clients" / "shell" / "calibrax.sh"
TOOLS = "awk sed tr od dd cat mktemp mkfifo rm sleep"

SHELLS = {"dash": ["dash"], "bash": ["bash"], "busybox": ["busybox", "sh"], "zsh": ["zsh"]}
# Which program leads to which kind of address.
TRANSPORTS = [("nc", "unix"), ("socat", "unix"), ("socat", "tcp"), ("bash", "tcp")]


def is_here(program: str) -> bool:
    """Whether a program is here; nc counts where it knows Unix sockets and how to end its writing side."""
    if not shutil.which(program):
        return False
    if program != "nc":
        return True
    usage = subprocess.run(["nc", "-h"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True).stdout
    return "-N" in usage and "-U" in usage


@dataclass(frozen=True)
class Way:
    """A shell, and what it reaches a server by."""

    shell: str
    transport: str
    kind: str

    def environment(self, running: Server | None, **variables: str) -> dict[str, str]:
        names = ["CALIBRAX_DATA", "CALIBRAX_EXECUTION", "CALIBRAX_TOKEN"]
        environment = {name: value for name, value in os.environ.items() if name not in names}
        environment.update(CLIENT=str(CLIENT), CALIBRAX_TRANSPORT=self.transport)
        if running:
            environment["CALIBRAX_SERVER"] = running.addresses[self.kind]
        if self.shell == "busybox":
            # Its own tools, as where there are no others.
            environment["PATH"] = f"{busybox_tools()}:{environment['PATH']}"
        return {**environment, **variables}

    def start(self, running: Server | None, script: str, *arguments: str, **variables: str) -> subprocess.Popen[bytes]:
        """Begins a script that has the functions, in a session of its own."""
        return subprocess.Popen(
            [*SHELLS[self.shell], "-c", f'. "$CLIENT"\n{script}', "script", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self.environment(running, **variables),
            start_new_session=True,
        )

    def run(self, running: Server | None, script: str, *arguments: str, feed: bytes = b"", **variables: str) -> Ended:
        """Runs a script to its end, and fails where it leaves a process behind."""
        return finish(self.start(running, script, *arguments, **variables), feed)


@dataclass(frozen=True)
class Ended:
    """What a script printed, and how it ended."""

    status: int
    output: str
    errors: str


def finish(process: subprocess.Popen[bytes], feed: bytes = b"") -> Ended:
    """Waits for the end of a script."""
    try:
        output, errors = process.communicate(feed, timeout=30)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        output, errors = process.communicate()
        raise AssertionError(f"the script hangs; so far it said {output!r} {errors!r}")
    deadline = time.monotonic() + 5
    while left := processes_of(process.pid):
        # One that was told to end takes a moment.
        if time.monotonic() < deadline:
            time.sleep(0.01)
            continue
        raise AssertionError(f"the script left {left} behind")
    return Ended(process.returncode, output.decode(), errors.decode())


def processes_of(session: int) -> list[str]:
    """The processes of a session that have not ended."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            name, fields = (folder / "stat").read_text().rsplit(")", 1)
        except (FileNotFoundError, ProcessLookupError):
            continue
        state, _, _, its_session = fields.split()[:4]
        if int(its_session) == session and state not in "ZX":
            found.append(name.split("(", 1)[1])
    return found


def ways() -> Iterator[Way]:
    """Every shell with every transport that is here."""
    for shell, command in SHELLS.items():
        for transport, kind in TRANSPORTS:
            if shutil.which(command[0]) and is_here(transport):
                yield Way(shell, transport, kind)


def shells() -> list[Way]:
    """Each shell once, and each transport at least once, for what does not depend on both."""
    by_shell: dict[str, list[Way]] = {}
    for way in ways():
        by_shell.setdefault(way.shell, []).append(way)
    return [found[place % len(found)] for place, found in enumerate(by_shell.values())]


_tools: tempfile.TemporaryDirectory[str] | None = None


def busybox_tools() -> str:
    """A folder with the tools of busybox alone."""
    global _tools
    if not _tools:
        _tools = tempfile.TemporaryDirectory()
        for tool in TOOLS.split():
            os.symlink(str(shutil.which("busybox")), f"{_tools.name}/{tool}")
    return _tools.name


class Connection:
    """A connection of the tests' own, to see what the server has."""

    def __init__(self, running: Server) -> None:
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(20)
        self.socket.connect(running.unix[len("unix:") :])
        self.lines = self.socket.makefile("rb")

    def __enter__(self) -> Connection:
        return self

    def __exit__(self, *error: object) -> None:
        self.lines.close()
        self.socket.close()

    def call(self, method: str, **parameters: Any) -> Any:
        request = {"jsonrpc": "2.0", "id": 1, "method": method, "params": parameters}
        self.socket.sendall(json.dumps(request).encode() + b"\n")
        return json.loads(self.lines.readline())["result"]

    def event(self) -> Any:
        """Waits for the next event."""
        return json.loads(self.lines.readline())["params"]


class ShellTest(unittest.TestCase):
    """Tests that share a server of an empty store."""

    def setUp(self) -> None:
        self.server = self.entered(server())
        self.connection = self.entered(Connection(self.server))

    def entered(self, context: Any) -> Any:
        within = context.__enter__()
        self.addCleanup(context.__exit__, None, None, None)
        return within
