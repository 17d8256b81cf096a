"""Calibrax from Python: calls, events, metrics and progress.

    import calibrax_client as calibrax

    client = calibrax.Client()
    client.ingest(run)
    print(client.check(threshold=0.05)["passed"])
"""

from .address import Address, TCPAddress, UnixAddress
from .async_client import AsyncClient, AsyncEvents
from .client import Client
from .errors import AddressError, CalibraxError, Disconnected, NoAnswer, ProtocolViolation, Refused, Unreachable
from .events import Events
from .fingerprint import fingerprint
from .subscriptions import Event
from .metrics import (
    Metric,
    MetricCounts,
    MetricGroup,
    MetricScale,
    MetricsClient,
    ProgressEnd,
    configure,
    counts,
    execution,
    flush,
    progress,
    task,
)

__all__ = [
    "Address",
    "AddressError",
    "AsyncClient",
    "AsyncEvents",
    "CalibraxError",
    "Client",
    "Disconnected",
    "Event",
    "Events",
    "Metric",
    "MetricCounts",
    "MetricGroup",
    "MetricScale",
    "MetricsClient",
    "NoAnswer",
    "ProgressEnd",
    "ProtocolViolation",
    "Refused",
    "TCPAddress",
    "UnixAddress",
    "Unreachable",
    "configure",
    "counts",
    "execution",
    "fingerprint",
    "flush",
    "progress",
    "task",
]
