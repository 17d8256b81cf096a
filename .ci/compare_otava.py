"""Asks our server for the change points of random series by the method otava, and Apache Otava itself.

Usage: compare_otava.py CALIBRAXD, run by a Python that has the package apache-otava.
"""

import json
import random
import shutil
import socket
import subprocess
import sys
import tempfile

from otava.analysis import compute_change_points

SERIES = 2000


def values(random):
    """Up to 600 values around levels that shift now and then, with noise of some kind."""
    noise = random.choice([
        lambda: random.gauss(0, 2), lambda: random.expovariate(0.5), lambda: random.choice([0, 4]) + random.gauss(0, 0.5),
        lambda: random.gauss(0, 2) * (15 if random.random() < 0.04 else 1), lambda: float(random.randint(-2, 2)),
    ])
    level, series = 100.0, []
    for _ in range(random.randint(4, 600)):
        if random.random() < 0.01:
            level *= random.choice([0.8, 0.9, 0.95, 1.05, 1.1, 1.25])
        series.append(level + noise())
    return series


def main():
    data = tempfile.mkdtemp(prefix="calibrax-otava-")
    server = subprocess.Popen([sys.argv[1], "--data", data], stdout=subprocess.PIPE, text=True)
    server.stdout.readline()
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(data + "/calibrax.sock")
    lines = connection.makefile("rw")
    generator, differing, points = random.Random(5), [], 0
    try:
        for number in range(SERIES):
            series = values(generator)
            request = {"jsonrpc": "2.0", "id": 1, "method": "changePoints", "params": {"values": series, "method": "otava"}}
            lines.write(json.dumps(request) + "\n")
            lines.flush()
            ours = [point["index"] for point in json.loads(lines.readline())["result"]["change_points"]]
            theirs = [point.index for point in compute_change_points(series)[0]]
            points += len(theirs)
            if ours != theirs:
                differing.append((number, len(series), ours, theirs))
    finally:
        server.terminate()
        server.wait(timeout=60)
        shutil.rmtree(data, ignore_errors=True)
    for found in differing[:10]:
        print("series %d of %d values: ours %s, Otava's %s" % found)
    print(f"otava: {SERIES - len(differing)} of {SERIES} series answered alike, {points} change points")
    # What is equal to the last bit in one order of sums is not in another.
    if points < SERIES or len(differing) > SERIES // 100:
        sys.exit(1)


main()
