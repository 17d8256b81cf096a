"""Drives a headless Chromium through its DevTools protocol over two pipes, with the standard library alone."""

from __future__ import annotations

import fcntl
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from types import TracebackType
from typing import Any

from chromium_page import ChromiumError, JavaScriptError, Page

__all__ = ["Chromium", "ChromiumError", "JavaScriptError", "Page", "program"]

ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--remote-debugging-pipe",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
    "--no-default-browser-check",
    "--disable-features=Translate,OptimizationHints,MediaRouter",
    "about:blank",
]


def program() -> str:
    """The path of Chromium: CALIBRAX_CHROMIUM, else what the system calls it."""
    for name in [os.environ.get("CALIBRAX_CHROMIUM"), "chromium", "chromium-browser", "google-chrome"]:
        if name and (path := shutil.which(name)):
            return path
    raise ChromiumError("there is no Chromium; install it (apt install chromium) or set CALIBRAX_CHROMIUM to its path")


class Chromium:
    """A running browser with a profile of its own; ends with its context."""

    def __init__(self, seconds: float = 30) -> None:
        """Prepares a browser whose commands may take so many seconds."""
        self.seconds = seconds
        self._sent = 0
        self._buffer = b""
        self._pages: dict[str, Page] = {}

    def __enter__(self) -> Chromium:
        self._profile = tempfile.TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True)
        to_browser, self._commands = os.pipe()
        self._answers, from_browser = os.pipe()
        # Above 4 first, so that neither end is closed when the other takes the number it has there.
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in (to_browser, from_browser)]
        self._process = subprocess.Popen(
            [program(), f"--user-data-dir={self._profile.name}", *ARGUMENTS],
            close_fds=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=lambda: (os.dup2(ends[0], 3), os.dup2(ends[1], 4)),
        )
        for end in [to_browser, from_browser, *ends]:
            os.close(end)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.command("Browser.close")
            self._process.wait(10)
        except (ChromiumError, OSError, subprocess.TimeoutExpired):
            self._process.kill()
            self._process.wait()
        finally:
            os.close(self._commands)
            os.close(self._answers)
            self._profile.cleanup()

    def command(
        self, method: str, parameters: dict[str, Any] | None = None, session: str | None = None
    ) -> dict[str, Any]:
        """Sends a command of the protocol and returns its result."""
        self._sent += 1
        number = self._sent
        message: dict[str, Any] = {"id": number, "method": method, "params": parameters or {}}
        if session:
            message["sessionId"] = session
        os.write(self._commands, json.dumps(message).encode() + b"\0")
        end = time.monotonic() + self.seconds
        while (answer := self._receive(end)) is not None:
            if answer.get("id") == number:
                if "error" in answer:
                    raise ChromiumError(f"{method}: {answer['error']['message']}")
                return answer["result"]
        raise ChromiumError(f"{method}: no answer within {self.seconds:g} seconds")

    def pump(self, seconds: float) -> None:
        """Takes in what the browser tells, for so long."""
        end = time.monotonic() + seconds
        while self._receive(end) is not None:
            pass

    def _receive(self, end: float) -> dict[str, Any] | None:
        """The next message, after events went to their pages; nothing at the end of the time."""
        while b"\0" not in self._buffer:
            left = end - time.monotonic()
            if left <= 0 or not select.select([self._answers], [], [], left)[0]:
                return None
            if not (part := os.read(self._answers, 1 << 20)):
                raise ChromiumError("Chromium has ended")
            self._buffer += part
        text, self._buffer = self._buffer.split(b"\0", 1)
        message = json.loads(text)
        if page := self._pages.get(message.get("sessionId", "")):
            page._take(message)
        return message

    def page(self, url: str | None = None, width: int = 1000, height: int = 700) -> Page:
        """A new page, which has loaded an address if one is given."""
        target = self.command("Target.createTarget", {"url": "about:blank"})["targetId"]
        session = self.command("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        page = self._pages[session] = Page(self, target, session)
        for domain in ["Page", "Runtime", "Log", "Network"]:
            page.command(f"{domain}.enable")
        page.resize(width, height)
        if url:
            page.open(url)
        return page
