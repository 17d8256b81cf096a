"""The classes of the Python calibrax, kept by a server."""

from __future__ import annotations

import threading
import unittest
from typing import List

from server import server

from calibrax_client import Client
from calibrax_client.monitoring import Alert, AlertManager, AlertSeverity
from calibrax_client.monitoring.monitor import AdvancedMonitor
from calibrax_client.monitoring.production import ProductionMonitor


class MonitoringTests(unittest.TestCase):
    def setUp(self) -> None:
        self.server = self.enter(server())
        self.client = Client(self.server.tcp)
        self.addCleanup(self.client.close)

    def enter(self, context):  # type: ignore[no-untyped-def]
        entered = context.__enter__()
        self.addCleanup(context.__exit__, None, None, None)
        return entered

    def trigger(self, manager: AlertManager, message: str, severity: AlertSeverity = AlertSeverity.WARNING) -> None:
        manager.trigger_alert(
            message=message, severity=severity, metric_name="throughput", metric_value=850.0, threshold=1000.0
        )

    def test_a_handler_is_told_before_the_alert_is_triggered(self) -> None:
        manager = AlertManager(client=self.client)
        told: List[Alert] = []
        manager.add_alert_handler(told.append)
        self.trigger(manager, "Throughput below minimum")
        self.assertEqual([(alert.severity, alert.threshold) for alert in told], [("warning", 1000)])
        self.assertEqual(f"[{told[0].severity.value}] {told[0].message}", "[warning] Throughput below minimum")
        self.assertIsInstance(told[0].timestamp, float)

    def test_handlers_are_told_once_also_of_thresholds_and_whatever_one_of_them_does(self) -> None:
        manager = AlertManager(client=self.client)
        monitor = AdvancedMonitor(manager)
        told: List[str] = []
        has_all = threading.Event()

        def fails(alert: Alert) -> None:
            raise ValueError("a handler that fails")

        def listens(alert: Alert) -> None:
            told.append(alert.metric_name)
            if len(told) == 2:
                has_all.set()

        manager.add_alert_handler(fails)
        manager.add_alert_handler(listens)
        with self.assertLogs("calibrax_client.monitoring.monitor", "ERROR"):
            self.trigger(manager, "own")
            monitor.set_threshold("latency", 1.5)
            with Client(self.server.unix) as other:
                other.trigger_alert("of another program", "info", "m", 1, 2)
                other.record(key="latency", value=2)
            self.assertTrue(has_all.wait(10))
            self.trigger(manager, "own again")
        self.assertEqual(told, ["throughput", "latency", "throughput"])

    def test_alerts_are_listed_newest_first_and_by_severity_oldest_first(self) -> None:
        manager = AlertManager(max_alerts=3, client=self.client)
        for number in range(4):
            self.trigger(manager, f"warning {number}")
        self.trigger(manager, "error", AlertSeverity.ERROR)
        messages = [alert.message for alert in manager.get_recent_alerts(count=2)]
        self.assertEqual(messages, ["error", "warning 3"])
        self.assertEqual(len(manager.get_recent_alerts(count=100)), 3)
        messages = [alert.message for alert in manager.get_alerts_by_severity(AlertSeverity.WARNING)]
        self.assertEqual(messages, ["warning 1", "warning 2", "warning 3"])
        manager.clear_alerts()
        self.assertEqual(manager.get_recent_alerts(), [])

    def test_an_alert_is_a_document_too(self) -> None:
        manager = AlertManager(client=self.client)
        self.trigger(manager, "m")
        (alert,) = manager.get_recent_alerts()
        self.assertEqual({**alert.to_dict(), "timestamp": 0, "alert_id": ""}, {
            "message": "m", "severity": "warning", "metric_name": "throughput", "metric_value": 850.0,
            "threshold": 1000.0, "timestamp": 0, "metadata": {}, "alert_id": "", "state": "firing",
        })  # fmt: skip

    def test_a_monitor_shows_what_it_saw_after_it_was_stopped(self) -> None:
        monitor = AdvancedMonitor(client=self.client)
        monitor.set_threshold("memory_rss_mb", 0.5)
        raised = threading.Event()
        monitor.alert_manager.add_alert_handler(lambda alert: raised.set())
        monitor.start_monitoring(interval=0.1)
        self.assertTrue(raised.wait(10))
        self.assertTrue(monitor.get_monitoring_summary()["is_monitoring"])
        monitor.stop_monitoring()
        summary = monitor.get_monitoring_summary()
        self.assertEqual((summary["thresholds"], summary["alert_count"]), ({"memory_rss_mb": 0.5}, 1))
        self.assertGreater(summary["metric_history"]["memory_rss_mb"]["latest"], 0.5)
        self.assertFalse(summary["is_monitoring"])

    def test_a_pipeline_that_fails_half_the_time_is_degraded(self) -> None:
        monitor = ProductionMonitor(client=self.client)
        told: List[str] = []
        monitor.alert_manager.add_alert_handler(lambda alert: told.append(alert.metric_name))
        monitor.set_performance_baseline("serving_latency", 0.1)
        monitor.record_pipeline_execution(pipeline_name="serving", execution_time=0.09, success=True)
        monitor.record_pipeline_execution(
            pipeline_name="serving", execution_time=0.31, success=False, metadata={"error": "timeout"}
        )
        self.assertEqual(told, ["pipeline_serving_time"])
        report = monitor.get_pipeline_health_report()
        serving = report["pipelines"]["serving"]
        self.assertEqual((report["overall_health"], serving["health"]), ("degraded", "degraded"))
        self.assertEqual((serving["total_executions"], serving["success_rate"]), (2, 0.5))
        self.assertAlmostEqual(serving["mean_execution_time"], 0.2)
