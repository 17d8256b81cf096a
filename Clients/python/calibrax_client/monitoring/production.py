"""Executions of pipelines and their health with the class of the Python calibrax, kept by the server."""

from __future__ import annotations

from typing import Any, Dict, Optional

from .monitor import AdvancedMonitor


class ProductionMonitor(AdvancedMonitor):
    """A monitor that records executions of pipelines and tells how well they do."""

    def set_performance_baseline(self, metric_name: str, baseline_value: float) -> None:
        """Says how many seconds the executions of a pipeline should take: `<pipeline>_latency` or `<pipeline>_time`, or
        the pipeline itself."""
        self._client.set_performance_baseline(metric_name, baseline_value)

    def record_pipeline_execution(
        self, pipeline_name: str, execution_time: float, success: bool, metadata: Optional[Dict[str, Any]] = None
    ) -> None:
        """Records an execution that has ended, and tells the handlers of the alerts that it raises."""
        answer = self._client.record_execution(pipeline_name, execution_time, success, metadata=metadata)
        for alert in answer["alerts"]:
            self.alert_manager.tell(alert)

    def get_pipeline_health_report(self) -> Dict[str, Any]:
        """`overall_health`, and what there is to know of each of the `pipelines`, as `healthReport` answers it."""
        return dict(self._client.health_report())
