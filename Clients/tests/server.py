"""A real server for the tests of clients: on a Unix socket and on TCP, killed and started again under them."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import tempfile
from pathlib import Path
from typing import Iterator

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests" / "Pages"))

from programs import Program, folder  # noqa: E402


class Server(Program):
    """A calibraxd; started again it has the same data and the same addresses."""

    def __init__(self, data: Path, tokens: str | None = None, configuration: str | None = None) -> None:
        self.data = data
        self.port = "0"
        self.options: list[str | Path] = []
        if tokens:
            (data / "tokens").write_text(tokens + "\n")
            self.options = ["--token-file", data / "tokens"]
        if configuration:
            (data / "config.json").write_text(configuration)

    def start(self) -> None:
        listen = f"127.0.0.1:{self.port}"
        self.arguments = [folder() / "calibraxd", "--data", self.data, "--tcp", listen, *self.options]
        super().start()

    def is_ready(self, line: str) -> None:
        parts = dict(part.split("=", 1) for part in line.split()[2:])
        self.unix = "unix:" + parts["unix"]
        self.tcp = "tcp:" + parts["tcp"]
        self.port = parts["tcp"].rsplit(":", 1)[1]

    @property
    def addresses(self) -> dict[str, str]:
        """The ways that lead to it, as CALIBRAX_SERVER is written."""
        return {"unix": self.unix, "tcp": self.tcp}

    def kill(self) -> None:
        """Ends it as a crash does."""
        os.kill(self.process.pid, signal.SIGKILL)
        super().stop()

    def restart(self) -> None:
        """Kills it and starts it again."""
        self.kill()
        self.start()


@contextlib.contextmanager
def server(tokens: str | None = None, configuration: str | None = None) -> Iterator[Server]:
    """A server of an empty store."""
    with tempfile.TemporaryDirectory() as data, Server(Path(data), tokens, configuration) as running:
        yield running
