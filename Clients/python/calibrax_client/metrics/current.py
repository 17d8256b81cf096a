"""The execution that a thread or task records in."""

from __future__ import annotations

import contextlib
import sys
import threading
from contextvars import ContextVar, Token
from typing import Any, List, Optional

from .recorder import ExecutionRecorder
from .shared import shared

current: ContextVar[Optional[ExecutionRecorder]] = ContextVar("calibrax_execution", default=None)
"""What a thread or task has begun and not left."""
# What the main thread has begun and not ended, the innermost last: threads that began nothing record in it.
_of_main: List[ExecutionRecorder] = []


def current_recorder() -> Optional[ExecutionRecorder]:
    """That of this thread or task, else that of the main thread, else the process's own; None where nothing is
    recorded, for there is no server."""
    return current.get() or next(reversed(_of_main), None) or shared().execution


class Entry:
    """An execution in which what a thread or task records from now on belongs, until it leaves."""

    def __init__(self, recorder: ExecutionRecorder) -> None:
        self._recorder = recorder
        self._token: Token[Any] = current.set(recorder)
        self._is_of_main = threading.current_thread() is threading.main_thread() and not _is_in_event_loop()
        if self._is_of_main:
            _of_main.append(recorder)

    def leave(self) -> None:
        """From now on what was before counts again."""
        # Another task may leave it than entered it, as when an asynchronous generator is closed; that task goes on in
        # its own.
        with contextlib.suppress(ValueError):
            current.reset(self._token)
        if self._is_of_main:
            _of_main.remove(self._recorder)


def _is_in_event_loop() -> bool:
    asyncio = sys.modules.get("asyncio")
    return asyncio is not None and asyncio._get_running_loop() is not None
