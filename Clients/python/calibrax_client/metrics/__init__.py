"""Metrics, progress and executions of a running program."""

from .counts import MetricCounts
from .definition import MetricGroup, MetricScale
from .execution import execution, task
from .metric import Metric
from .metrics_client import MetricsClient
from .progress import ProgressEnd, progress
from .shared import configure, counts, flush

__all__ = [
    "Metric",
    "MetricCounts",
    "MetricGroup",
    "MetricScale",
    "MetricsClient",
    "ProgressEnd",
    "configure",
    "counts",
    "execution",
    "flush",
    "progress",
    "task",
]
