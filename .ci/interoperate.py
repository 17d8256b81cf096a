"""The Python calibrax and ours on one directory, ours serving it meanwhile. Prints what each of its commands did.

Usage: interoperate.py PROGRAMS CALIBRAX, where CALIBRAX is the command of the Python package 0.1.1.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time

PROGRAMS, CALIBRAX = os.path.abspath(sys.argv[1]), sys.argv[2]
PAGE = {"metric_defs": {"throughput": {"unit": "elem/s", "direction": "higher"}, "latency_p50": {"direction": "lower"}}}


def run(run_id, timestamp, throughput, latency, **more):
    metrics = {"throughput": {"value": throughput}, "latency_p50": {"value": latency}, "broken": {"value": float("nan")}}
    return {"id": run_id, "timestamp": timestamp, **PAGE, **more,
            "points": [{"name": "CV-1/small", "tags": {"framework": "Datarax"}, "metrics": metrics}]}


def main():
    base = tempfile.mkdtemp(prefix="calibrax-interoperate-")
    data = base + "/data"
    server = subprocess.Popen([PROGRAMS + "/calibraxd", "--data", data], stdout=subprocess.PIPE, text=True)
    server.stdout.readline()
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(data + "/calibrax.sock")
    lines = connection.makefile("rw")

    def ask(method, **params):
        lines.write(json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}) + "\n")
        lines.flush()
        answer = json.loads(lines.readline())
        assert "result" in answer, answer
        return answer["result"]

    def theirs(*arguments, code=0):
        command = [CALIBRAX, *arguments, "--data", data]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == code, (arguments, done.returncode, done.stdout, done.stderr)
        print(f"python {arguments[0]}: " + " | ".join(done.stdout.strip().splitlines()))
        return done.stdout

    def eventually(holds, what):
        deadline = time.time() + 10
        while not holds():
            assert time.time() < deadline, what
            time.sleep(0.005)

    try:
        # What breaks the Python program: zones beside none, no value, definitions without name. We write none of these.
        ask("ingest", run=run("monday", "2026-03-02T02:00:00+01:00", 20158, 12, commit="08085f6"), set_baseline="main")
        ask("ingest", run=run("tuesday", "2026-03-03T02:00:00", 18000, 15))
        assert "latency_p50 on CV-1/small: +25.0%" in theirs("check", code=1)
        assert "tuesday" in theirs("summary", "--run", "latest")
        trend = theirs("trend", "--metric", "latency_p50", "--point", "CV-1/small", "--framework", "Datarax")
        assert "12.0000" in trend and "15.0000" in trend

        # What it writes we take in while we run.
        given = {**run("wednesday", "2026-03-04T02:00:00", 21000, 11), "metric_defs": {}}
        for point in given["points"]:
            point["scenario"] = "CV-1"
            del point["metrics"]["broken"]
        with open(base + "/wednesday.json", "w") as file:
            json.dump(given, file)
        theirs("ingest", "--input", base + "/wednesday.json")
        eventually(lambda: ask("listRuns")["runs"][0]["run_id"] == "wednesday", "its run was not noticed")
        theirs("baseline", "--run", "wednesday")
        eventually(lambda: ask("listBaselines")["baselines"][0]["run_id"] == "wednesday", "its baseline was not noticed")
        assert ask("check", run_id="tuesday")["baseline_id"] == "wednesday"
        assert ask("serverInfo")["store"]["damaged"] == []
        print("calibraxd took in what the Python calibrax wrote, while it ran")
    finally:
        server.terminate()
        server.wait(timeout=30)
        shutil.rmtree(base, ignore_errors=True)


main()
