"""Monitoring with the classes of the Python calibrax, kept by the server."""

from .alert import Alert, AlertSeverity
from .monitor import AdvancedMonitor, AlertManager
from .production import ProductionMonitor

__all__ = [
    "AdvancedMonitor",
    "Alert",
    "AlertManager",
    "AlertSeverity",
    "ProductionMonitor",
]
