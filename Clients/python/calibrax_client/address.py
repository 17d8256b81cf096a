"""Where a server listens."""

from __future__ import annotations

import json
import os
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Optional, Union

from .errors import AddressError, Unreachable


@dataclass(frozen=True)
class UnixAddress:
    """A Unix socket."""

    path: str

    def __str__(self) -> str:
        return f"unix:{self.path}"


@dataclass(frozen=True)
class TCPAddress:
    """A TCP port."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"tcp:[{self.host}]:{self.port}" if ":" in self.host else f"tcp:{self.host}:{self.port}"


Address = Union[UnixAddress, TCPAddress]


def parse_address(text: str) -> Address:
    """Reads `unix:/path`, `tcp:host:port`, or a path with a slash in it.

    Raises AddressError.
    """
    if text.startswith("unix:"):
        return UnixAddress(text[len("unix:") :])
    if text.startswith("tcp:"):
        host, _, port = text[len("tcp:") :].rpartition(":")
        if not (host and port.isascii() and port.isdigit() and 0 < int(port) < 65_536):
            raise AddressError(f'"{text}" is not tcp:HOST:PORT, as tcp:127.0.0.1:7777')
        return TCPAddress(host[1:-1] if host.startswith("[") and host.endswith("]") else host, int(port))
    if "/" in text:
        return UnixAddress(text)
    raise AddressError(f'"{text}" is no address; write unix:/path/to/calibrax.sock or tcp:127.0.0.1:7777')


def server_of(directory: Union[str, "os.PathLike[str]"]) -> Optional[Address]:
    """The server that holds a data directory, as its lock file says; None when none does.

    One that was killed may still stand there, and is then not reachable.
    """
    try:
        holder = json.loads((Path(directory) / "calibrax.lock").read_bytes())
    except (OSError, ValueError):
        return None
    if not isinstance(holder, dict):
        return None
    if holder.get("unix"):
        return UnixAddress(holder["unix"])
    return parse_address(f"tcp:{holder['tcp']}") if holder.get("tcp") else None


def address_of_environment() -> Optional[Address]:
    """The server that CALIBRAX_SERVER names, else the one that holds the data directory of CALIBRAX_DATA, which is
    ./benchmark-data when it is not set; None when no server holds it.

    Raises AddressError when CALIBRAX_SERVER is no address.
    """
    if named := os.environ.get("CALIBRAX_SERVER"):
        try:
            return parse_address(named)
        except AddressError as error:
            raise AddressError(f"CALIBRAX_SERVER: {error}") from None
    return server_of(data_directory())


def data_directory() -> str:
    """The data directory of the environment."""
    return os.environ.get("CALIBRAX_DATA") or "./benchmark-data"


def token_of_environment() -> Optional[str]:
    """The token of CALIBRAX_TOKEN, for servers that want one."""
    return os.environ.get("CALIBRAX_TOKEN") or None


def resolve(address: Union[None, str, Address]) -> Address:
    """The address that a program named, else that of the environment.

    Raises AddressError, and Unreachable when the environment knows no server.
    """
    if isinstance(address, str):
        return parse_address(address)
    found = address or address_of_environment()
    if found is None:
        raise Unreachable(
            f"no server holds {data_directory()}; start calibraxd there, or set CALIBRAX_SERVER or CALIBRAX_DATA"
        )
    return found


def connect(address: Address, timeout: float) -> socket.socket:
    """A connection to a server, on which nothing may take longer than so many seconds.

    Raises Unreachable.
    """
    try:
        if isinstance(address, UnixAddress):
            return _connect_unix(address.path, timeout)
        # As bytes, for text is encoded by a module that is imported then: in a child that was forked while another
        # thread imported it, it is missing for good.
        host = address.host.encode() if address.host.isascii() else address.host
        connection = socket.create_connection((host, address.port), timeout)  # type: ignore[arg-type]
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection
    except (OSError, UnicodeError) as error:
        raise Unreachable(f"no server answers at {address}: {getattr(error, 'strerror', None) or error}") from error


def _connect_unix(path: str, timeout: float) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(timeout)
    try:
        connection.connect(path)
    except BaseException:
        connection.close()
        raise
    return connection
