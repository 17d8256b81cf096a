"""What the client costs: `python3 Clients/python/bench.py`, with a built server (CALIBRAX_BUILD, or .build/release)."""

from __future__ import annotations

import platform
import sys
import time
from pathlib import Path
from typing import Callable

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "tests")]

from server import server  # noqa: E402

import calibrax_client as calibrax  # noqa: E402


def microseconds(count: int, run: Callable[[], object]) -> float:
    """The best of five times, of which each is the mean of so many calls."""
    best = float("inf")
    for _ in range(5):
        begin = time.perf_counter()
        for _ in range(count):
            run()
        best = min(best, time.perf_counter() - begin)
    return best / count * 1e6


def show(what: str, value: float) -> None:
    print(f"{what:<48} {value:8.2f} µs")


def main() -> None:
    print(f"Python {platform.python_version()}")
    with server() as running:
        metrics = calibrax.configure(running.unix, bound=1_000_000)
        throttled, exact = calibrax.Metric("throttled"), calibrax.Metric("exact", throttle=None)
        with calibrax.execution("bench"):
            show("an empty call of a method", microseconds(100_000, throttled.key.__len__))
            show("record, throttled away", microseconds(100_000, lambda: throttled.record(0.5)))
            show("record, throttled away, with at", microseconds(100_000, lambda: throttled.record(0.5, at=1.0)))
            show("record, every sample", microseconds(20_000, lambda: exact.record(0.5)))
            begin = time.perf_counter()
            count = calibrax.counts().waiting
            calibrax.flush(60)
            show("delivery of a sample, of those that waited", (time.perf_counter() - begin) / count * 1e6)
        show("an item of progress", microseconds(10, lambda: [None for _ in calibrax.progress(range(10_000))]) / 10_000)
        metrics.close()
        with calibrax.Client(running.unix) as client:
            show("ping", microseconds(1_000, client.ping))
            show("ping, 1,000 under way", microseconds(5, lambda: pipelined(client)) / 1_000)


def pipelined(client: calibrax.Client) -> None:
    for answer in [client.submit("ping") for _ in range(1_000)]:
        answer.result()


if __name__ == "__main__":
    main()
