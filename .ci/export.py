"""Exports random runs with hostile names, and has the programs that the formats are of read them.

Usage: export.py CALIBRAXCTL [SEED], run by a Python with asv, line-protocol-parser, pandas and prometheus_client, and with
git; by promtool too, where it is installed. Every value must come back, and no other.
"""

import json
import math
import os
import random
import shutil
import subprocess
import sys
import tempfile

from asv.results import iter_results
from line_protocol_parser import parse_line
import pandas
from prometheus_client.openmetrics.parser import text_string_to_metric_families

RUNS, POINTS = 40, 6
TEXT = ["a", "B", " ", "\\", "\\\\", "\"", "\n", "\r\n", ",", "=", "#", "_", "é", "😀", "{", "}", "'", "/", ".", "-", "+", "@", "%", "\t"]
METRICS = ["latency", "t, m=e", "=1+1", "#x", "_y", "rate", "a\\", "\"q\"", "é", "a b", "a-b"]
UNITS = ["", "ms", "s", "KiB", "req/s", "%", "us"]
# Of the largest numbers asv cannot add up two.
VALUES = [0.1, -1.5, 0.0, 1e-300, 1e100, 123456789012345678.0, 3.0, 1e22]


def text(pick):
    return "".join(pick(TEXT) for _ in range(pick(range(6))))


def run(pick, number, commits):
    points = []
    for place in range(POINTS):
        metrics = {}
        for name in set(pick(METRICS) for _ in range(3)):
            metric = {"value": pick(VALUES)}
            if pick([True, False]):
                metric |= {"lower": metric["value"], "upper": metric["value"]}
            if pick([True, False]):
                metric["samples"] = [pick(VALUES[:4]) for _ in range(pick([1, 5, 12]))]
            metrics[name] = metric
        tags = {text(pick) or "k": text(pick) for _ in range(pick(range(3)))}
        # No two are one, whatever a format makes of their names.
        points.append({"name": f"{number}.{place}" + text(pick), "scenario": text(pick), "tags": tags, "metrics": metrics})
    definitions = {name: {"direction": pick(["lower", "higher", "info"]), "unit": pick(UNITS)} for name in METRICS}
    return {"id": f"r{number}", "timestamp": f"2026-03-01T{number % 24:02}:{number // 24:02}:00.5", "commit": commits[number],
            "branch": text(pick) or None, "environment": {"host": pick(["vm", "a/b c"])}, "metric_defs": definitions, "points": points}


def values(runs):
    return [(run, point, name, metric) for run in runs for point in run["points"] for name, metric in point["metrics"].items()]


def check_csv(exported, runs):
    with open("out.csv", "wb") as file:
        file.write(exported)
    table = pandas.read_csv("out.csv", keep_default_na=False, dtype=str, encoding="utf-8")
    expected = [(run["id"], point["name"], name, metric["value"]) for run, point, name, metric in values(runs)]
    guarded = {text: "'" + text for text in METRICS if text[0] in "=+-@\t\r\n"}
    found = [(row.run_id, row.point, row.metric, float(row.value)) for row in table.itertuples()]
    # A reader of files may turn line ends into one kind.
    plain = lambda rows: sorted((a, b.replace("\r\n", "\n"), guarded.get(c, c), d) for a, b, c, d in rows)
    different = set(plain(expected)) ^ set(plain(found))
    assert plain(expected) == plain(found), f"csv: {sorted(different)[:6]}"
    return len(found)


def check_influx(exported, runs):
    lines = exported.decode().split("\n")[:-1]
    found = [parse_line(line) for line in lines]
    expected = sorted((run["id"], metric["value"]) for run, _, _, metric in values(runs))
    assert sorted((one["fields"]["run_id"], one["fields"]["value"]) for one in found) == expected, "influx"
    assert len({(one["measurement"], tuple(sorted(one["tags"].items())), one["time"]) for one in found}) == len(found)
    return len(found)


def check_openmetrics(exported, runs):
    found = sorted(sample.value for family in text_string_to_metric_families(exported.decode()) for sample in family.samples)
    assert found == sorted(metric["value"] for _, _, _, metric in values(runs)), "openmetrics"
    tool = shutil.which("promtool")
    if tool:
        with open("metrics", "wb") as file:
            file.write(exported)
        done = subprocess.run([tool, "tsdb", "create-blocks-from", "openmetrics", "metrics", "blocks"], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    return len(found)


def check_asv(command, runs):
    with open("asv.conf.json", "w", encoding="utf-8") as file:
        json.dump({"version": 1, "project": "p", "repo": ".", "branches": ["main"], "environment_type": "virtualenv"}, file)
    os.makedirs("benchmarks", exist_ok=True)
    machine = {"machine": "vm", "os": "", "arch": "", "cpu": "", "num_cpu": "", "ram": ""}
    home = dict(os.environ, HOME=os.getcwd())
    with open(".asv-machine.json", "w", encoding="utf-8") as file:
        json.dump({"vm": machine, "version": 1}, file)
    subprocess.run(command + ["--target", "asv", "--all", "--output", "results"], check=True, stderr=subprocess.PIPE)
    folder = runs[0]["environment"]["host"].replace("/", "_").replace(" ", "_")
    compare = ["compare", "--machine", folder, runs[0]["commit"], runs[0]["commit"]]
    for arguments in [["publish"], ["show"], ["show", "main", "--details"], compare]:
        done = subprocess.run([sys.executable, "-m", "asv", *arguments], capture_output=True, text=True, env=home)
        assert done.returncode == 0 and "Traceback" not in done.stderr, (arguments, done.stdout, done.stderr)
    found = [one for result in iter_results("results") for key in result.get_all_result_keys()
             for one in result.get_result_value(key, result.get_result_params(key)) if not math.isnan(one)]
    assert len(found) == len(values(runs)), "asv"
    return len(found)


def main():
    command = os.path.abspath(sys.argv[1])
    pick = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1).choice
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        git = ["git", "-c", "user.name=a", "-c", "user.email=a@b"]
        subprocess.run(["git", "init", "-q", "-b", "main", "."], check=True)
        for number in range(RUNS):
            subprocess.run(git + ["commit", "-q", "--allow-empty", "-m", str(number)], check=True)
        commits = subprocess.run(["git", "log", "--reverse", "--format=%H"], capture_output=True, text=True, check=True).stdout.split()
        runs = [run(pick, number, commits) for number in range(RUNS)]
        with open("runs.ndjson", "w", encoding="utf-8") as file:
            file.writelines(json.dumps(one) + "\n" for one in runs)
        subprocess.run([command, "ingest", "runs.ndjson", "--from", "calibrax", "--no-context", "--no-environment", "--data", "store"],
                       check=True, stdout=subprocess.DEVNULL)
        export = [command, "export", "--data", "store"]
        exported = {target: subprocess.run(export + ["--target", target, "--all"], check=True, capture_output=True).stdout
                    for target in ["csv", "influx", "openmetrics"]}
        counts = {"csv": check_csv(exported["csv"], runs), "influx": check_influx(exported["influx"], runs),
                  "openmetrics": check_openmetrics(exported["openmetrics"], runs), "asv": check_asv(export, runs)}
        print(", ".join(f"{count} values of {name}" for name, count in counts.items()) + " are read as they were meant")


main()
