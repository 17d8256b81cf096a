#!/usr/bin/env python3
"""Forked workers that record from Python while their server is killed again and again: every sample is stored once, and
in order. workers.py SECONDS [WORKERS]; the server is a built one (CALIBRAX_BUILD, or .build/release)."""

from __future__ import annotations

import os
import random
import sys
import time
from pathlib import Path

CLIENTS = Path(__file__).resolve().parents[1] / "Clients"
sys.path[:0] = [str(CLIENTS / "python"), str(CLIENTS / "tests")]

import calibrax_client as calibrax  # noqa: E402
from server import server  # noqa: E402


def work(number: int, seconds: float) -> None:
    """Records a count, each value at its own place, until the time is over."""
    count = calibrax.Metric(f"worker {number}", throttle=None)
    end = time.monotonic() + seconds
    value = 0
    while time.monotonic() < end:
        count.record(value, at=value)
        value += 1
        time.sleep(random.uniform(0, 0.002))
    # The last of them may have to wait for a server that is being started.
    if not calibrax.flush(30):
        raise RuntimeError(f"worker {number}: {calibrax.counts().waiting} samples wait")
    print(f"worker {number}: {calibrax.counts()}", flush=True)


def main() -> None:
    seconds = float(sys.argv[1])
    workers = int(sys.argv[2]) if len(sys.argv) > 2 else 8
    with server() as running:
        metrics = calibrax.configure(running.tcp)
        kills = 0
        with calibrax.execution("soak"):
            children = []
            for number in range(workers):
                if (child := os.fork()) == 0:
                    try:
                        work(number, seconds)
                        status = 0
                    finally:
                        os._exit(locals().get("status", 1))
                children.append(child)
            end = time.monotonic() + seconds
            while time.monotonic() < end:
                time.sleep(random.uniform(0.2, 2))
                running.restart()
                kills += 1
            failed = [child for child in children if os.waitpid(child, 0)[1] != 0]
        metrics.close()
        assert not failed, f"{len(failed)} workers failed"
        with calibrax.Client(running.tcp) as client:
            total = 0
            for series in client.list_series()["series"]:
                query = client.query_series(series=series["series"], order="recorded")
                values = [value for _, value in query["points"]]
                assert values == list(range(len(values))), f"{series['key']}: not every sample once and in order"
                total += len(values)
            assert len(client.list_series()["series"]) == workers
        print(f"{workers} workers, a server killed {kills} times, {total} samples, each once and in order")


if __name__ == "__main__":
    main()
