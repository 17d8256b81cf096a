"""The thread that delivers: it moves bytes between the delivery and a socket, and samples from the intake."""

from __future__ import annotations

import contextlib
import secrets
import socket
import time
import traceback
from typing import Callable, Optional

from ..address import Address, connect
from ..calls import AUTHENTICATE, request
from ..errors import CalibraxError, Disconnected, NoAnswer
from .delivery import Delivery
from .intake import Intake

INTERVAL = 0.05
"""Seconds between two requests while they are not full."""


class DeliveryThread:
    """Its turns; they may be taken on another thread when there can be no new one, as at the end of the interpreter."""

    def __init__(
        self,
        intake: Intake,
        address: Address,
        look_up: Callable[[], Optional[Address]],
        token: Optional[str],
        timeout: float,
        report: Callable[[str], None],
    ) -> None:
        self._intake = intake
        self._address = address
        self._look_up = look_up
        self._token = token
        self._timeout = timeout
        self._report = report
        self._delivery = Delivery(secrets.token_hex(16))
        self._socket: Optional[socket.socket] = None
        self._last_take = float("-inf")

    def run(self) -> None:
        """Delivers until the intake is stopped."""
        while not self._intake.is_stopped:
            self.turn()
        self._disconnect()

    def turn(self, longest: float = 3_600) -> None:
        """Sends what there is to send and takes in the answers, then waits for something to do, so many seconds at
        most."""
        if self._intake.hand_over_locking(self._delivery, self._last_take, INTERVAL):
            self._last_take = self._intake.clock()
        try:
            self._exchange(max(0.001, min(self._timeout, longest)))
        except Exception as error:
            # Whatever it is, it must not end the delivery.
            reason = error if isinstance(error, CalibraxError) else Disconnected(f"{type(error).__name__}: {error}")
            self._disconnect()
            self._delivery.disconnected(reason, self._intake.clock())
        for text in self._intake.settle_locking(self._delivery.take_outcome()):
            self._tell(text)
        if self._delivery.is_idle:
            self._intake.answer_flushes_locking()
        self._intake.sleep_locking(self._delivery, self._last_take, INTERVAL, max(0.0, longest))

    def _tell(self, text: str) -> None:
        try:
            self._report(text)
        except Exception:
            with contextlib.suppress(Exception):
                traceback.print_exc()

    def _exchange(self, timeout: float) -> None:
        """Sends what is next and waits for all answers to it."""
        try:
            if self._delivery.needs_connection(self._intake.clock()):
                self._connect(timeout)
                self._delivery.connected()
            while self._socket and (lines := self._delivery.next(self._intake.clock())):
                self._socket.settimeout(timeout)
                self._socket.sendall(lines)
                deadline = time.monotonic() + timeout
                while self._delivery.is_asking:
                    self._socket.settimeout(max(0.001, deadline - time.monotonic()))
                    self._delivery.receive(self._receive(), self._intake.clock())
        except socket.timeout as error:
            raise NoAnswer(f"no answer within {timeout:.3g} s from {self._address}") from error
        except OSError as error:
            if isinstance(error, CalibraxError):
                raise
            raise Disconnected(f"the connection broke: {error.strerror or error}") from error

    def _receive(self) -> bytes:
        assert self._socket
        data = self._socket.recv(1 << 16)
        if not data:
            raise Disconnected("the server closed the connection")
        return data

    def _connect(self, timeout: float) -> None:
        self._address = self._look_up() or self._address
        self._socket = connect(self._address, timeout)
        if self._token:
            # Its answer is not asked for: a wrong token shows in the answers to what follows.
            self._socket.sendall(request(AUTHENTICATE, "authenticate", {"token": self._token}))

    def _disconnect(self) -> None:
        if self._socket:
            with contextlib.suppress(OSError):
                self._socket.close()
        self._socket = None
