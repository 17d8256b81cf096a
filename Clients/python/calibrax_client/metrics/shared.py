"""The client that a program's metrics record with."""

from __future__ import annotations

import threading
from typing import Any, Optional, Union

from ..address import Address, address_of_environment, data_directory, token_of_environment
from ..errors import AddressError
from .counts import MetricCounts
from .metrics_client import MetricsClient, tell_on_stderr

_client: Optional[MetricsClient] = None
_choosing = threading.RLock()


def shared() -> MetricsClient:
    """The client that metrics record with: that of `configure`, else one for the server of the environment."""
    return _client or _choose()


def configure(address: Union[None, str, Address] = None, **options: Any) -> MetricsClient:
    """Names the server that metrics are recorded with, before anything is recorded; returns the client.

    `options` are those of MetricsClient. Without an address it is the server of the environment. Raises RuntimeError
    when something has been recorded, AddressError when the address is none.
    """
    with _choosing:
        if _client is not None:
            raise RuntimeError("metrics are recorded already; configure the server before the first of them")
        return _choose(address, **options)


def flush(timeout: float = 10) -> bool:
    """Delivers what was recorded so far, as MetricsClient.flush."""
    return shared().flush(timeout)


def counts() -> MetricCounts:
    """What became of the samples so far."""
    return shared().counts


def _choose(address: Union[None, str, Address] = None, **options: Any) -> MetricsClient:
    global _client
    with _choosing:
        if _client is None:
            options.setdefault("token", token_of_environment())
            if address is None:
                # It may be started again elsewhere.
                options.setdefault("look_up", address_of_environment)
            report = options.get("report", tell_on_stderr)
            try:
                found = address or address_of_environment()
                if found is None:
                    report(f"no server holds {data_directory()}; set CALIBRAX_SERVER to record metrics")
            except AddressError as error:
                found = None
                report(f"{error}; metrics are not recorded")
            _client = MetricsClient(found, **options)
        return _client
