"""What the stores of the tests hold."""

from __future__ import annotations

import math
from pathlib import Path

from programs import ROOT, Server, calibraxctl

EXAMPLES = ROOT / "Tests/Fixtures/benchmarks/examples"

#: A benchmark with enough rows to filter, one whose tabs failed, and one that is told of in the console.
CONFIGURATION = r"""
Kernels:
  name: 'Kernels of the solver'
  description: 'Each <b>kernel</b> by itself.<script>window.isHostile = true</script><img src=x onerror="window.isHostile = true">'
  host: '.'
  sources: {folders: ['kernels']}
  metrics:
    ts: {type: ts, header: timestamp}
    kernel: {description: 'What is computed'}
    threads: {type: int}
    time: {type: float, unit: ms, validate: {name: range_validator, max: 40}}
    rate: {type: float, unit: GB/s}
    commit: {from: metadata, key: commit}
  table: [kernel, threads]
  plot_settings: {annotations: [commit], styles: {mode: lines+markers}, layout: {dragmode: pan}}
  plots:
    - {y: time}
    - {y: rate}
Broken:
  host: '.'
  tabs:
    Here:
      sources: {folders: ['kernels']}
      metrics: {ts: {type: ts, header: timestamp}, kernel: {}, time: {type: float}}
      table: [kernel]
      plots: [{y: time}]
    Away:
      sources: {folders: ['nowhere']}
      metrics: {ts: {type: ts, header: timestamp}, kernel: {}, time: {type: float}}
      table: [kernel]
      plots: [{y: time}]
    Mistaken:
      sources: {folders: ['kernels']}
      metrics: {kernel: {}, time: {type: float}}
      table: [kernel]
      plots: [{y: time}]
"""

KERNELS = ["axpy", "dot", "gemm", "gemv", "scan", "sort"]
THREADS = [1, 8, 64]


def collect(data: Path, configuration: Path) -> None:
    """Collects benchmarks into a store."""
    # 5 says that a tab could not be collected.
    calibraxctl("benchmarks", "collect", configuration, "--data", data, accept=(0, 5))


def write_kernels(folder: Path, days: range) -> Path:
    """Writes the configuration, and results of days of August; returns the configuration."""
    results = folder / "kernels"
    results.mkdir(exist_ok=True)
    for day in days:
        rows = [
            f"2026-08-{day:02d}T0{number % 4}:15:00,{kernel},{threads},"
            f"{30 / threads + 3 * number + math.sin(day + number):.3f},{20 * threads**0.5 + day % 3:.2f}\n"
            for number, kernel in enumerate(KERNELS)
            for threads in THREADS
        ]
        head = f'# {{"commit": "c0ffee{day:02d}"}}\ntimestamp,kernel,threads,time,rate\n'
        (results / f"day{day:02d}.csv").write_text(head + "".join(rows))
    configuration = folder / "kernels.yaml"
    configuration.write_text(CONFIGURATION)
    return configuration


def train(server: Server, execution: str, epochs: int) -> None:
    """Records what a training does: two losses and an accuracy in one chart, one series alone, and its progress."""
    group = {"name": "training", "units": "epoch"}
    scales = {
        "train loss": {"name": "loss", "units": "nats", "lower": 0},
        "test loss": {"name": "loss", "units": "nats", "lower": 0},
        "accuracy": {"units": "%", "lower": 0, "upper": 100},
    }
    for key, scale in scales.items():
        server.call("defineMetric", execution_id=execution, key=key, group=group, scale=scale)
    server.call("defineMetric", execution_id=execution, key="epochs", scale={"progress": True, "upper": 40})
    server.call("defineMetric", execution_id=execution, key="gpu utilisation", scale={"units": "%"})
    for epoch in range(epochs):
        values = {
            "train loss": 2.5 * math.exp(-epoch / 6) + 0.2,
            "test loss": 2.4 * math.exp(-epoch / 7) + 0.4,
            "accuracy": 92 * (1 - math.exp(-epoch / 5)),
            "epochs": epoch + 1,
        }
        samples = [{"execution_id": execution, "key": key, "value": y, "at": epoch} for key, y in values.items()]
        server.call("record", samples=samples)
    samples = [
        {"execution_id": execution, "key": "gpu utilisation", "value": 60 + 20 * math.sin(at / 30), "at": at / 2}
        for at in range(1000)
    ]
    server.call("record", samples=samples)


def ingest_harness_runs(server: Server, count: int) -> None:
    """Stores runs of a harness: two scenarios, two frameworks, and one that becomes slower."""
    definitions = {
        "latency_p50": {"name": "latency_p50", "unit": "ms", "direction": "lower", "group": "Latency"},
        "throughput": {"name": "throughput", "unit": "elem/s", "direction": "higher", "group": "Throughput"},
    }
    for number in range(count):
        points = []
        for scenario, framework, base in [("CV-1", "Datarax", 1.6), ("CV-1", "Grain", 2.1), ("NLP-1", "Grain", 9.5)]:
            slower = 1.22 if framework == "Datarax" and 2 * number >= count else 1
            value = base * slower * (1 + 0.01 * math.sin(7 * number + base))
            points.append(
                {
                    "name": scenario + "/small",
                    "scenario": scenario,
                    "tags": {"framework": framework},
                    "metrics": {
                        "latency_p50": {"value": value, "lower": value * 0.985, "upper": value * 1.02},
                        "throughput": {"value": 1000 / value},
                    },
                }
            )
        run = {
            "id": f"nightly-{number:02d}",
            "timestamp": f"2026-09-{number + 1:02d}T03:00:00",
            "commit": f"{number:02d}c0ffee",
            "branch": "main",
            "environment": {"cpu": "Xeon", "cores": 2},
            "metric_defs": definitions,
            "points": points,
        }
        server.call("ingest", run=run, **({"set_baseline": True} if number == count // 3 else {}))


def fill(server: Server, folder: Path) -> None:
    """Fills a store with what the pages are made for."""
    collect(server.data, EXAMPLES)
    collect(server.data, write_kernels(folder, range(1, 13)))
    ingest_harness_runs(server, 20)
    server.call("startExecution", pipeline_name="training", execution_id="night", tags={"host": "gpu-7", "lr": "1e-3"})
    train(server, "night", 24)
    for number in range(9):
        name = f"build-{number}"
        server.call("startExecution", pipeline_name="build", execution_id=name, tags={"branch": "main"})
        server.call("record", execution_id=name, key="compiled", value=number, at=1)
        server.call("finishExecution", execution_id=name, success=number != 4, execution_time=60.0 + 3 * number)
    server.call("setPerformanceBaseline", metric_name="build", baseline_value=65)
    server.call("record", key="room temperature", value=21.5, at=1785500000)
    server.call("record", key="room temperature", value=22.0, at=1785503600)
    server.call("setThreshold", metric_name="gpu_memory", threshold=0.9, when="above", severity="warning")
    for severity, metric, value in [("critical", "loss", 12.5), ("warning", "gpu_memory", 0.97), ("info", "epochs", 3)]:
        server.call(
            "triggerAlert",
            message=f"{metric} is {value}, which is more than it should be",
            severity=severity,
            metric_name=metric,
            metric_value=value,
            threshold=value * 0.8,
        )
