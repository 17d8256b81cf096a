"""A real server under fire: killed, full, cut off, flooded, beside other writers. Prints what it saw; fails loudly."""

import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

DAEMON = os.path.abspath(sys.argv[1])
ROUNDS = int(os.environ.get("ROUNDS", "20"))


class Client:
    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(path)
        self.file = self.socket.makefile("rwb")
        self.count = 0

    def call(self, method, **params):
        self.count += 1
        request = {"jsonrpc": "2.0", "id": self.count, "method": method, "params": params}
        self.file.write(json.dumps(request).encode() + b"\n")
        self.file.flush()
        return self.answer()

    def answer(self):
        line = self.file.readline()
        if not line:
            raise ConnectionError("closed")
        return json.loads(line)

    def close(self):
        self.file.close()
        self.socket.close()


def start(data, *arguments, wrapper=()):
    server = subprocess.Popen([*wrapper, DAEMON, "--data", data, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    line = server.stdout.readline()
    if not line:
        return server, server.stderr.read()
    return server, line


def stop(server):
    server.terminate()
    assert server.wait(timeout=30) == 0, "the server did not end well"


def run(run_id, value=1.0):
    return {"id": run_id, "timestamp": "2026-03-01T12:00:00", "metric_defs": {"m": {"unit": "s", "direction": "lower"}},
            "points": [{"name": f"p{i}", "scenario": "s", "metrics": {"m": {"value": value + i, "samples": [1.5] * 20}}} for i in range(20)]}


def check(holds, what):
    if not holds:
        sys.exit(f"FAILED: {what}")


def killed_in_the_middle(data):
    acknowledged, lost, kills = set(), 0, 0
    for number in range(ROUNDS):
        server, _ = start(data)
        path = data + "/calibrax.sock"
        lock = threading.Lock()

        def harness(which):
            try:
                client = Client(path)
                for index in range(100):
                    run_id = f"r{number}-{which}-{index}"
                    answer = client.call("ingest", run=run(run_id))
                    check("result" in answer, answer)
                    with lock:
                        acknowledged.add(run_id)
            except (ConnectionError, OSError, ValueError):
                pass

        def reader():
            try:
                client = Client(path)
                while True:
                    client.call("check", baseline_run=run("b"))
                    client.call("trend", metric="m", point="p1", n_runs=10)
            except (ConnectionError, OSError, ValueError):
                pass

        threads = [threading.Thread(target=harness, args=(i,)) for i in range(16)] + [threading.Thread(target=reader) for _ in range(2)]
        for thread in threads:
            thread.start()
        time.sleep(random.uniform(0.05, 0.8))
        server.send_signal(signal.SIGKILL)
        server.wait()
        kills += 1
        for thread in threads:
            thread.join()
    server, _ = start(data)
    client = Client(data + "/calibrax.sock")
    check(client.call("serverInfo")["result"]["store"]["damaged"] == [], "a half file")
    stored, cursor = [], None
    while True:
        page = client.call("listRuns", limit=1000, cursor=cursor)["result"]
        stored += [entry["run_id"] for entry in page["runs"]]
        cursor = page["next_cursor"]
        if not cursor:
            break
    check(len(stored) == len(set(stored)), "a run twice")
    check(acknowledged <= set(stored), f"{len(acknowledged - set(stored))} acknowledged runs lost")
    for run_id in random.sample(sorted(acknowledged), min(200, len(acknowledged))):
        check(len(client.call("getRun", run_id=run_id)["result"]["points"]) == 20, f"{run_id} is not whole")
    check(all(name.endswith(".json") for name in os.listdir(data + "/runs")), "a temporary file is left")
    client.close()
    stop(server)
    print(f"killed {kills} times under 16 harnesses and 2 readers: {len(acknowledged)} acknowledged, {len(stored)} stored, 0 lost, 0 twice, 0 half")


def full_disk(mount):
    server, _ = start(mount)
    client = Client(mount + "/calibrax.sock")
    stored = 0
    while True:
        answer = client.call("ingest", run=run(f"r{stored}"))
        if "error" in answer:
            break
        stored += 1
    check(answer["error"]["data"]["kind"] == "read_only", answer)
    check(len(client.call("listRuns", limit=10000)["result"]["runs"]) == stored, "reads stopped")
    check(all(name.endswith(".json") for name in os.listdir(mount + "/runs")), "a half file")
    check("result" in client.call("deleteRun", run_id="r0"), "cannot make room")
    check("result" in client.call("ingest", run=run("again")), "does not recover")
    client.close()
    stop(server)
    server, line = start(mount)
    client = Client(mount + "/calibrax.sock")
    check(len(client.call("listRuns", limit=10000)["result"]["runs"]) == stored, "a restart on the full disk lost runs")
    client.close()
    stop(server)
    print(f"full disk: {stored} runs, then read_only; reads go on; room made, {answer['error']['message']!r}")


def read_only(mount):
    subprocess.check_call(["mount", "-o", "remount,ro", mount])
    server, line = start(mount)
    check(server.wait() == 3 and "Read-only file system" in line, line)
    print(f"read-only directory: exit 3, {line.strip()!r}")


def large_lines(data):
    server, _ = start(data)
    client = Client(data + "/calibrax.sock")
    client.file.write(b"x" * (100 << 20) + b"\n")
    client.file.flush()
    check(client.answer()["error"]["data"]["kind"] == "limit_exceeded", "100 MB line")
    large = {"points": [{"name": f"p{i}", "metrics": {"m": {"value": 1, "samples": [random.random() for _ in range(1000)]}}} for i in range(1500)]}
    begin = time.time()
    answer = client.call("ingest", run=large)
    check("result" in answer, answer)
    print(f"100 MB line refused, a run of 1.5 million samples stored in {time.time() - begin:.2f} s")
    client.close()
    stop(server)


def idle_connections(data):
    server, _ = start(data)
    path = data + "/calibrax.sock"
    clients = []
    client = Client(path)

    def resident():
        with open(f"/proc/{server.pid}/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))

    client.call("ping")
    before = resident()
    for _ in range(5000):
        connection = socket.socket(socket.AF_UNIX)
        connection.connect(path)
        clients.append(connection)
    client.call("ping")
    after = resident()
    for connection in clients:
        connection.close()
    check(client.call("ping")["result"] == {}, "ping")
    client.close()
    stop(server)
    print(f"idle server {before} KiB, {(after - before) / 5000:.2f} KiB more for each of 5,000 idle connections")


def system_calls(data):
    trace = data + "-trace"
    server, _ = start(data, wrapper=("strace", "-f", "-o", trace, "-e", "trace=fsync,fdatasync,rename,renameat,sendto,openat"))
    client = Client(data + "/calibrax.sock")
    client.call("ping")
    mark = sum(1 for _ in open(trace))
    client.call("ingest", run=run("traced"))
    time.sleep(0.3)
    calls = [line.split(None, 1)[1].strip() for line in open(trace).read().splitlines()[mark:]]
    names = [call.split("(")[0] for call in calls if call.split("(")[0] in ("fsync", "rename", "sendto")]
    check(names[:4] == ["fsync", "rename", "fsync", "sendto"], calls)
    os.unlink(trace)
    client.close()
    subprocess.call(["pkill", "-TERM", "-P", str(server.pid)])
    server.wait(timeout=30)
    print("system calls of one ingest: fsync(file), rename, fsync(directory), then the reply")


def other_writers(data):
    server, _ = start(data)
    client = Client(data + "/calibrax.sock")
    for index in range(300):
        temporary = f"{data}/runs/o{index}.json"
        with open(temporary, "w") as file:
            json.dump({**run(f"o{index}"), "metric_defs": {}}, file, indent=2)
    deadline = time.time() + 20
    while time.time() < deadline and client.call("serverInfo")["result"]["store"]["runs"] < 300:
        time.sleep(0.01)
    check(client.call("serverInfo")["result"]["store"]["runs"] == 300, "files of others were not noticed")
    for index in range(0, 300, 2):
        os.unlink(f"{data}/runs/o{index}.json")
    deadline = time.time() + 20
    while time.time() < deadline and client.call("serverInfo")["result"]["store"]["runs"] > 150:
        time.sleep(0.01)
    check(client.call("serverInfo")["result"]["store"]["runs"] == 150, "removed files were not noticed")
    client.close()
    stop(server)
    print("300 files written and 150 removed by another program: all noticed")


def samples_through_kills(data):
    """Producers send again what was not answered: after ten kills every sample is there once."""
    server, _ = start(data)
    path, producers, count = data + "/calibrax.sock", 8, 60_000
    sent, refusals = [0] * producers, []

    def produce(which):
        done, client, handle = 0, None, None
        while done < count:
            try:
                if client is None:
                    client = Client(path)
                    handle = client.call("defineMetric", key=f"s{which}")["result"]["series"]
                size = min(random.randint(1, 400), count - done)
                points = [[done + i, done + i] for i in range(size)]
                answer = client.call("record", series=handle, points=points, producer=f"p{which}", seq=done + 1)
                # What was stored and not answered before may be more than was sent again.
                if "result" not in answer or answer["result"]["next_seq"] <= done + size:
                    refusals.append(answer)
                    return
                done = answer["result"]["next_seq"] - 1
                sent[which] = done
            except (ConnectionError, OSError, ValueError):
                client = None
                time.sleep(0.01)

    threads = [threading.Thread(target=produce, args=(which,)) for which in range(producers)]
    for thread in threads:
        thread.start()
    kills = 0
    for kill in range(1, 11):
        while sum(sent) < kill * producers * count // 12 and not refusals:
            time.sleep(0.001)
        server.send_signal(signal.SIGKILL)
        server.wait()
        kills += 1
        server, _ = start(data)
    for thread in threads:
        thread.join()
    check(not refusals, refusals)
    client = Client(path)
    for which in range(producers):
        result = client.call("querySeries", key=f"s{which}", order="recorded")["result"]
        check([value for _, value in result["points"]] == list(range(count)), f"s{which}: {result['total']} samples")
        check(result["lost"] == 0, result)
    client.close()
    stop(server)
    print(f"samples: killed {kills} times under {producers} producers: {producers * count} sent, each stored once")


def samples_through_damage(data):
    """What is readable stays readable, and what was lost is named."""
    server, _ = start(data)
    client = Client(data + "/calibrax.sock")
    client.call("defineMetric", key="noise")
    points = [[random.random(), random.random()] for _ in range(2000)]
    folder = data + "/series"
    total = 0
    request = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "record", "params": {"series": 0, "points": points}}).encode() + b"\n"
    while len([name for name in os.listdir(folder) if name.endswith(".block")]) < 3:
        for _ in range(50):
            client.file.write(request)
        client.file.flush()
        for _ in range(50):
            check("result" in client.answer(), "record")
        total += 50 * len(points)
    check(client.call("querySeries", series=0, max_points=4)["result"]["total"] == total, "total")
    client.close()
    # A long log becomes a block at the end, a short one does not.
    stop(server)
    server, _ = start(data)
    client = Client(data + "/calibrax.sock")
    check("result" in client.call("record", series=0, points=points), "record")
    total += len(points)
    client.close()
    stop(server)
    files = sorted(os.listdir(folder))
    blocks, logs = [[name for name in files if name.endswith(ending)] for ending in (".block", ".log")]
    check(len(logs) == 1 and os.path.getsize(f"{folder}/{logs[0]}") > 0, files)
    log = logs[0]
    os.unlink(f"{folder}/{blocks[0]}")
    with open(f"{folder}/{blocks[1]}", "r+b") as file:
        file.seek(os.path.getsize(file.name) // 2)
        byte = file.read(1)[0]
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte ^ 1]))
    with open(f"{folder}/{log}", "r+b") as file:
        file.truncate(os.path.getsize(file.name) - 3)
    server, _ = start(data)
    client = Client(data + "/calibrax.sock")
    answer = client.call("querySeries", series=0, max_points=1000)["result"]
    damaged = client.call("serverInfo")["result"]["store"]["damaged"]
    check(answer["lost"] > 0 and answer["damage"], {**answer, "points": None})
    named = " ".join(entry["file"] for entry in damaged)
    for name in (blocks[0].split(".")[0], blocks[1], log):
        check(name in named + " ".join(answer["damage"]), (name, damaged, answer["damage"]))
    check(answer["count"] > total * 0.5, answer["count"])
    check("result" in client.call("record", series=0, points=[[1, 1]]), "records no more")
    client.close()
    stop(server)
    print(f"samples: of {total} a deleted block, a flipped byte and a torn tail left {answer['count']} readable; named:")
    for text in [f"{entry['file']}: {entry['reason']}" for entry in damaged] + answer["damage"]:
        print(f"    {text}")


def samples_on_a_full_disk(mount):
    server, _ = start(mount)
    client = Client(mount + "/calibrax.sock")
    stored, sequence = 0, 1
    while True:
        points = [[stored + i, random.random()] for i in range(500)]
        samples = [{"key": "x", "at": at, "value": value} for at, value in points]
        answer = client.call("record", samples=samples, producer="p", seq=sequence)
        if "error" in answer:
            break
        stored, sequence = stored + 500, sequence + 500
    check(answer["error"]["data"]["kind"] == "read_only", answer)
    check(client.call("querySeries", key="x")["result"]["count"] == stored, "reads stopped")
    client.close()
    server.send_signal(signal.SIGKILL)
    server.wait()
    server, line = start(mount)
    client = Client(mount + "/calibrax.sock")
    result = client.call("querySeries", key="x")["result"]
    check(result["count"] == stored and result["lost"] == 0, {**result, "points": None})
    subprocess.check_call(["mount", "-o", "remount,size=8m", mount])
    answer = client.call("record", samples=[{"key": "x", "at": 0, "value": 0}], producer="p", seq=sequence)
    check(answer["result"]["accepted"] == 1, answer)
    client.close()
    stop(server)
    print(f"samples: {stored} on a full disk, then read_only; reads go on, all there after a kill; goes on with room")


def alerts_through_kills(data):
    acknowledged, sent, raised, kills = {}, {}, set(), 0
    identity = None
    for number in range(10):
        server, _ = start(data)
        path = data + "/calibrax.sock"
        client = Client(path)
        if number == 0:
            client.call("setThreshold", metric_name="loss", threshold=1)
            client.call("setPerformanceBaseline", metric_name="pipeline 0", baseline_value=1)
        client.call("record", key="loss", value=2)
        alert = client.call("listAlerts", metric_name="loss", count=1000)["result"]["alerts"]
        check(len(alert) == 1, f"{len(alert)} alerts of one violation")
        identity = identity or (alert[0]["alert_id"], alert[0]["timestamp"])
        check(identity == (alert[0]["alert_id"], alert[0]["timestamp"]), "another alert after a kill")

        def harness(which):
            name = f"pipeline {which}"
            try:
                client = Client(path)
                requests = b"".join(json.dumps({"jsonrpc": "2.0", "id": 1, "method": "recordExecution", "params": {
                    "pipeline_name": name, "execution_time": 0.5, "success": True}}).encode() + b"\n" for _ in range(500))
                while True:
                    sent[name] = sent.get(name, 0) + 500
                    client.socket.sendall(requests)
                    for _ in range(500):
                        check("result" in client.answer(), "an execution was refused")
                        acknowledged[name] = acknowledged.get(name, 0) + 1
            except (ConnectionError, OSError, ValueError):
                pass

        def caller():
            try:
                client = Client(path)
                for _ in range(50):
                    answer = client.call("triggerAlert", message="m", severity="info", metric_name="x", metric_value=1, threshold=0)
                    raised.add(answer["result"]["alert_id"])
            except (ConnectionError, OSError, ValueError):
                pass

        threads = [threading.Thread(target=harness, args=(i,)) for i in range(4)] + [threading.Thread(target=caller)]
        for thread in threads:
            thread.start()
        time.sleep(random.uniform(0.5, 2))
        server.send_signal(signal.SIGKILL)
        server.wait()
        kills += 1
        for thread in threads:
            thread.join()
        client.close()
    server, _ = start(data)
    client = Client(data + "/calibrax.sock")
    report = client.call("healthReport")["result"]
    for name, count in acknowledged.items():
        total = report["pipelines"][name]["total_executions"]
        check(count <= total <= sent[name], f"{name}: {count} acknowledged, {total} counted, {sent[name]} sent")
    alerts = {alert["alert_id"] for alert in client.call("listAlerts", count=1000)["result"]["alerts"]}
    check(raised <= alerts, f"{len(raised - alerts)} alerts lost")
    check(identity[0] in alerts, "the alert that fires is lost")
    client.call("record", key="loss", value=0)
    check(client.call("listAlerts", metric_name="loss")["result"]["alerts"][0]["state"] == "resolved", "it does not resolve")
    client.close()
    stop(server)
    print(f"alerts: killed {kills} times: {sum(acknowledged.values())} executions acknowledged and counted, of {sum(sent.values())} sent, {len(raised)} alerts there, one that fires the same throughout")


def main():
    base = tempfile.mkdtemp(prefix="calibrax-fire-")
    mount = base + "/mount"
    os.mkdir(mount)
    try:
        system_calls(base + "/calls")
        killed_in_the_middle(base + "/killed")
        large_lines(base + "/large")
        idle_connections(base + "/idle")
        other_writers(base + "/others")
        subprocess.check_call(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", mount])
        full_disk(mount)
        read_only(mount)
        subprocess.check_call(["umount", mount])
        subprocess.check_call(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", mount])
        samples_on_a_full_disk(mount)
        samples_through_kills(base + "/samples")
        samples_through_damage(base + "/damage")
        alerts_through_kills(base + "/alerts")
    finally:
        subprocess.call(["umount", mount], stderr=subprocess.DEVNULL)
        shutil.rmtree(base, ignore_errors=True)


main()
