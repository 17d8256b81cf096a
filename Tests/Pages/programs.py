"""The built programs: a server, a Studio, and commands."""

from __future__ import annotations

import json
import os
import socket
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def folder() -> Path:
    """Where the programs are: CALIBRAX_BUILD, else the release build, else the debug build."""
    if named := os.environ.get("CALIBRAX_BUILD"):
        return Path(named).resolve()
    for build in ["release", "debug"]:
        if (path := ROOT / ".build" / build / "calibraxctl").exists():
            return path.parent
    raise FileNotFoundError("calibraxctl is not built; run swift build, or set CALIBRAX_BUILD to where it is")


def calibraxctl(*arguments: str | Path, accept: tuple[int, ...] = (0,)) -> str:
    """What a command prints; it must end with one of these codes."""
    run = subprocess.run(
        [folder() / "calibraxctl", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60, text=True
    )
    if run.returncode not in accept:
        raise RuntimeError(f"calibraxctl {' '.join(map(str, arguments))}: {run.returncode}\n{run.stdout}{run.stderr}")
    return run.stdout


class Program:
    """A program that runs until its context ends, and can be ended and begun again meanwhile."""

    arguments: list[str | Path]

    def __enter__(self) -> Any:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Begins the program and waits for the line that says that it is ready."""
        self.process = subprocess.Popen([*self.arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout
        if not (line := self.process.stdout.readline()):
            raise RuntimeError(f"{self.arguments[0]} ended at once")
        self.is_ready(line)

    def is_ready(self, line: str) -> None:
        """Takes in the line that the program began with."""

    def stop(self) -> None:
        """Ends the program."""
        self.process.kill()
        self.process.wait(10)
        if self.process.stdout:
            self.process.stdout.close()


class Server(Program):
    """A calibraxd of a data directory."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.arguments = [folder() / "calibraxd", "--data", data]
        self._socket: socket.socket | None = None
        self._sent = 0

    def stop(self) -> None:
        self.disconnect()
        super().stop()

    def disconnect(self) -> None:
        if self._socket:
            self._answers.close()
            self._socket.close()
        self._socket = None

    def call(self, method: str, **parameters: Any) -> Any:
        """The result of a method."""
        if not self._socket:
            self._socket = socket.socket(socket.AF_UNIX)
            self._socket.connect(str(self.data / "calibrax.sock"))
            self._answers = self._socket.makefile("r")
        self._sent += 1
        request = {"jsonrpc": "2.0", "id": self._sent, "method": method, "params": parameters}
        self._socket.sendall(json.dumps(request).encode() + b"\n")
        answer = json.loads(self._answers.readline())
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        return answer["result"]


class Studio(Program):
    """A Studio of a server; started again it has the same address."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.port = "0"

    def start(self) -> None:
        listen = f"127.0.0.1:{self.port}"
        self.arguments = [folder() / "calibraxctl", "studio", "--data", self.data, "--listen", listen]
        super().start()

    def is_ready(self, line: str) -> None:
        self.url, self.token = line.removeprefix("Studio: ").strip().split("#token=")
        self.port = self.url.rstrip("/").rsplit(":", 1)[1]


def report(data: Path, output: Path) -> Path:
    """Writes a report of a store; returns its folder."""
    calibraxctl("report", "--data", data, "--output", output)
    return output
