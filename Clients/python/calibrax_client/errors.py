"""Why a call has no result."""

from __future__ import annotations

from typing import Any, Dict, Optional


class CalibraxError(Exception):
    """Any error of this package."""


class AddressError(CalibraxError, ValueError):
    """What should be the address of a server is none."""


class Unreachable(CalibraxError, ConnectionError):
    """The server cannot be reached."""


class Disconnected(CalibraxError, ConnectionError):
    """The connection broke before the answer came; whether the request was carried out is not known."""


class NoAnswer(CalibraxError, TimeoutError):
    """The answer did not come in time; the server may still carry the request out."""


class ProtocolViolation(CalibraxError):
    """The server answered what is not an answer of the protocol."""


class Refused(CalibraxError):
    """The server refused the request, and nothing was changed.

    `code` is the number of the error and `kind` its name, as Protocol/errors.json lists them; `path` the place in the
    request, where there is one, and `hint` what to do.
    """

    def __init__(
        self, code: int, message: str, kind: str = "", path: Optional[str] = None, hint: Optional[str] = None
    ) -> None:
        super().__init__(code, message, kind, path, hint)
        self.code = code
        self.message = message
        self.kind = kind
        self.path = path
        self.hint = hint

    @staticmethod
    def of(error: Dict[str, Any]) -> Refused:
        """The error as an answer has it."""
        data = error.get("data") or {}
        return Refused(
            error.get("code", 0), error.get("message", ""), data.get("kind", ""), data.get("path"), data.get("hint")
        )

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message
