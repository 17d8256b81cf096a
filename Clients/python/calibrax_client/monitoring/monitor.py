"""Alerts and thresholds with the classes of the Python calibrax, kept by the server."""

from __future__ import annotations

import logging
import threading
from typing import Any, Callable, Dict, List, Mapping, Optional, Set, Union, cast

from ..client import Client
from .alert import Alert, AlertSeverity

logger = logging.getLogger(__name__)

Handler = Callable[[Alert], Any]


class AlertManager:
    """The alerts of a server, and handlers that are told of those that this program is about.

    A handler is told of what is triggered here before `trigger_alert` returns, and of what the server raises for the
    thresholds of a monitor here, on another thread; `client.on_alert` tells of all. `max_alerts` is how many are looked
    at; the server keeps more. Without a client it is one for the server of the environment.
    """

    def __init__(self, max_alerts: int = 1000, *, client: Optional[Client] = None) -> None:
        self._max_alerts = max_alerts
        self.client = client or Client()
        self._handlers: List[Handler] = []
        self._watched: Set[str] = set()
        self._told: Set[str] = set()
        # Held while handlers are told, so that each alert is told once, whoever hears of it first.
        self._telling = threading.RLock()
        self._is_listening = False

    def add_alert_handler(self, handler: Handler) -> None:
        """Has a callable told of every alert from now on; what it raises is logged."""
        with self._telling:
            self._handlers.append(handler)
            self._listen()

    def watch(self, metric_name: str) -> None:
        """Has handlers told of what the server raises about a metric."""
        with self._telling:
            self._watched.add(metric_name)
            self._listen()

    def _listen(self) -> None:
        if self._handlers and self._watched and not self._is_listening:
            self.client.on_alert(self._hear)
            self._is_listening = True

    def _hear(self, document: Mapping[str, Any]) -> None:
        if document["metric_name"] in self._watched:
            self.tell(document)

    def trigger_alert(
        self,
        message: str,
        severity: Union[AlertSeverity, str],
        metric_name: str,
        metric_value: float,
        threshold: float,
        metadata: Optional[Dict[str, Any]] = None,
    ) -> None:
        """Raises an alert."""
        with self._telling:
            self.tell(
                self.client.trigger_alert(
                    message=message,
                    severity=cast(Any, AlertSeverity(severity).value),
                    metric_name=metric_name,
                    metric_value=metric_value,
                    threshold=threshold,
                    metadata=metadata,
                )
            )

    def tell(self, document: Mapping[str, Any]) -> None:
        """Tells the handlers of an alert that fires, once."""
        with self._telling:
            if document["state"] != "firing" or document["alert_id"] in self._told:
                return
            if len(self._told) >= 100_000:
                self._told.clear()
            self._told.add(document["alert_id"])
            for handler in self._handlers:
                try:
                    handler(Alert.of(document))
                except Exception:
                    logger.exception("a handler of alerts failed")

    def get_recent_alerts(self, count: int = 10) -> List[Alert]:
        """The newest alerts, the newest first."""
        return _alerts(self.client.list_alerts(count=min(count, self._max_alerts)))

    def get_alerts_by_severity(self, severity: Union[AlertSeverity, str]) -> List[Alert]:
        """The alerts of a severity, the oldest first."""
        named: Any = AlertSeverity(severity).value
        return _alerts(self.client.list_alerts(count=self._max_alerts, severity=named))[::-1]

    def clear_alerts(self) -> None:
        """Removes all alerts of the server."""
        self.client.clear_alerts()


def _alerts(answer: Mapping[str, Any]) -> List[Alert]:
    return [Alert.of(document) for document in answer["alerts"]]


class AdvancedMonitor:
    """Thresholds, and what the server's host and its GPUs use, looked at by the server."""

    def __init__(self, alert_manager: Optional[AlertManager] = None, *, client: Optional[Client] = None) -> None:
        self._alert_manager = alert_manager or AlertManager(client=client)
        self._client = self._alert_manager.client

    @property
    def alert_manager(self) -> AlertManager:
        """Who is told of alerts."""
        return self._alert_manager

    def set_threshold(self, metric_name: str, threshold: float) -> None:
        """Raises an alert when a metric is above a threshold: one that is recorded, of runs, or of the host."""
        self._alert_manager.watch(metric_name)
        self._client.set_threshold(metric_name, threshold=threshold)

    def start_monitoring(self, interval: float = 5.0) -> None:
        """Has the server look at what it and its host use, every so many seconds."""
        self._client.start_monitoring(interval=interval)

    def stop_monitoring(self) -> None:
        """Has the server look no more."""
        self._client.stop_monitoring()

    def get_monitoring_summary(self) -> Dict[str, Any]:
        """`thresholds`, `alert_count`, `metric_history` and `is_monitoring`, as `monitoringSummary` answers them."""
        return dict(self._client.monitoring_summary())
