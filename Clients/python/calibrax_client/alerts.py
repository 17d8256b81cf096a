"""What becomes of alerts, told once however often it is heard of."""

from __future__ import annotations

from typing import Any, Dict, Iterable, Iterator, Mapping, Optional, Tuple

SEVERITIES = ("info", "warning", "error", "critical")
ROOM = 10_000
"""How many alerts are remembered; the oldest are forgotten beyond twice as many."""


def alert_filter(severity: str, metric_name: Optional[str]) -> Dict[str, Any]:
    """What a subscription to alerts asks for."""
    if severity not in SEVERITIES:
        raise ValueError(f'"{severity}" is no severity; there are {", ".join(SEVERITIES)}')
    return {"severity": severity, **({"metric_name": metric_name} if metric_name else {})}


def admits(alert: Mapping[str, Any], severity: str) -> bool:
    """Whether an alert is of a severity or a worse one."""
    return SEVERITIES.index(alert["severity"]) >= SEVERITIES.index(severity)


class KnownAlerts:
    """Alerts as they were last told of."""

    def __init__(self) -> None:
        self._alerts: Dict[str, Tuple[str, str, str]] = {}

    def take_all(self, alerts: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
        """Takes in alerts as they are now, or were; returns those of which something became that people want to know:
        raised, worse, acknowledged or resolved."""
        return iter([alert for alert in alerts if self._take(alert)])

    def _take(self, alert: Mapping[str, Any]) -> bool:
        state, severity, updated_at = alert["state"], alert["severity"], alert["updated_at"]
        known = self._alerts.get(alert["alert_id"])
        # A list may have told more already than the event that comes behind it.
        if known and updated_at < known[2]:
            return False
        self._alerts[alert["alert_id"]] = (state, severity, updated_at)
        self._shrink()
        if known is None:
            return True
        is_worse = SEVERITIES.index(severity) > SEVERITIES.index(known[1])
        return is_worse if state == "firing" else state != known[0]

    def _shrink(self) -> None:
        if len(self._alerts) > 2 * ROOM:
            latest = sorted(self._alerts.items(), key=lambda entry: entry[1][2])[-ROOM:]
            self._alerts = dict(latest)
