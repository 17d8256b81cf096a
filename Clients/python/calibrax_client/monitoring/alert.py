"""Alerts as the Python calibrax shows them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Dict, Mapping


class AlertSeverity(str, Enum):
    """How bad an alert is."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"
    CRITICAL = "critical"

    __str__ = str.__str__


@dataclass(frozen=True)
class Alert:
    """Something that somebody should know of.

    `timestamp` is when it was raised, in seconds since 1970. `alert_id`, and `state` (`firing`, `acknowledged` or
    `resolved`) are the server's.
    """

    message: str
    severity: AlertSeverity
    metric_name: str
    metric_value: float
    threshold: float
    timestamp: float
    metadata: Dict[str, Any] = field(default_factory=dict)
    alert_id: str = ""
    state: str = "firing"

    @staticmethod
    def of(document: Mapping[str, Any]) -> Alert:
        """The alert that the server tells of."""
        raised = datetime.datetime.fromisoformat(document["timestamp"]).replace(tzinfo=datetime.timezone.utc)
        return Alert(
            message=document["message"],
            severity=AlertSeverity(document["severity"]),
            metric_name=document["metric_name"],
            metric_value=document["metric_value"],
            threshold=document["threshold"],
            timestamp=raised.timestamp(),
            metadata=document.get("metadata", {}),
            alert_id=document["alert_id"],
            state=document["state"],
        )

    def to_dict(self) -> Dict[str, Any]:
        """The alert as a document."""
        return {**vars(self), "severity": self.severity.value}
