"""Runs benchmark tools, has what they wrote ingested, and compares what is stored with numbers worked out here.

Usage: tools.py CALIBRAXCTL, run by a Python that has the packages pytest-benchmark and asv. A tool that is not there is
told of and left out.
"""

import csv
import importlib.metadata
import itertools
import json
import re
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median

from tool_check import Workplace, tags

SECONDS = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1}


class Missing(Exception):
    """Why a tool cannot be run."""


def table(path, beginning):
    """The rows of a table that begins with a line; what stands before it is told beside the table."""
    lines = path.read_text().splitlines(keepends=True)
    start = next(number for number, line in enumerate(lines) if line.startswith(beginning))
    return list(csv.DictReader(lines[start:]))


def need(*programs):
    for program in programs:
        if not shutil.which(program):
            raise Missing(f"no program {program}")


def package(name):
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        raise Missing(f"no package {name}") from None


def hyperfine(at):
    need("hyperfine")
    at.run("hyperfine", "-N", "-i", "--runs", "5", "-L", "time", "0.01,0.02", "sleep {time}",
           "sh -c 'sleep {time}; exit 3'", "sleep 0.001", "--export-json", "a.json", "--export-csv", "a.csv")
    points, rows = {}, {}
    for result in json.loads((at.root / "a.json").read_text())["results"]:
        at.expect("runs", len(result["times"]), 5)
        metrics = {"wall": (median(result["times"]), "s")} | {name: (result[name], "s") for name in ("user", "system")}
        if result.get("memory_usage_byte"):
            metrics["memory"] = (median(result["memory_usage_byte"]), "B")
        failed = any(code != 0 for code in result["exit_codes"])
        points[result["command"], tags(result.get("parameters", {}))] = {"wall": None} if failed else metrics
    # The table says of no command that it failed.
    for row in table(at.root / "a.csv", "command,"):
        columns = {"wall": "median", "user": "user", "system": "system"}
        metrics = {name: (float(row[column]), "s") for name, column in columns.items()}
        rows[row["command"], (("time", row["parameter_time"]),)] = metrics
    at.ingest("a.json", "hyperfine", [points])
    at.ingest("a.csv", "hyperfine", [rows])
    at.cut("a.json", "hyperfine")
    at.cut("a.csv", "hyperfine")
    return at.run("hyperfine", "--version").split()[1]


def google_benchmark(at):
    need("g++")
    if not Path("/usr/include/benchmark/benchmark.h").exists():
        raise Missing("no benchmark/benchmark.h")
    at.run("g++", "-O1", "a.cc", "-o", "a", "-lbenchmark", "-lpthread")
    units = {"sum/64": "us", "sum/4096": "us", "count, with a comma": "ns", "wall/real_time/threads:2": "ms",
             "count_mean": "ns"}

    def metrics(name, rows):
        """The medians of what is in rows of JSON or CSV."""
        def of(member):
            return median(float(row[member]) for row in rows)
        found = {member: (of(member) * SECONDS[units[name]], "s") for member in ("real_time", "cpu_time")}
        if name.startswith("sum"):
            rates = {"bytes_per_second": "B/s", "items_per_second": "1/s", "half": ""}
            found |= {member: (of(member), unit) for member, unit in rates.items()}
        return found

    plain, repeated = (), ("--benchmark_repetitions=5",)
    alone = (*repeated, "--benchmark_report_aggregates_only=true")
    for count, (form, flags) in enumerate(itertools.product(("json", "csv"), (plain, repeated, alone))):
        file = f"{count}.{form}"
        at.run("./a", "--benchmark_min_time=0.01", f"--benchmark_out={file}", f"--benchmark_out_format={form}", *flags)
        text = (at.root / file).read_text()
        rows = json.loads(text)["benchmarks"] if form == "json" else table(at.root / file, "name,")
        points = {("broken", ()): {"real_time": None}}
        for name in units:
            chosen = [row for row in rows if row["name"] == name + ("_median" if flags == alone else "")]
            at.expect(f"{file} rows of {name}", len(chosen), 5 if flags == repeated else 1)
            points[name, ()] = metrics(name, chosen)
        at.ingest(file, "google-benchmark", [points])
        at.cut(file, "google-benchmark")
    return at.run("dpkg-query", "-W", "-f", "${Version}", "libbenchmark-dev") if shutil.which("dpkg-query") else "?"


def pytest_benchmark(at):
    version = package("pytest-benchmark")

    def measure(*flags):
        at.run(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--benchmark-max-time=0.05",
               "--benchmark-min-rounds=3", "--benchmark-autosave", *flags, code=1)

    def expected(path):
        found = {}
        for benchmark in json.loads(path.read_text())["benchmarks"]:
            parameters = {name: str(value) for name, value in (benchmark["params"] or {}).items()}
            stats = benchmark["stats"]
            # What is saved by itself has no times.
            time = median(stats["data"]) if "data" in stats else stats["median"]
            found[benchmark["fullname"], tags(parameters)] = {"wall": (time, "s")}
        at.expect("tests", len(found), 3)
        return found

    commits = [at.head()]
    measure("--benchmark-json=a.json")
    at.ingest("a.json", "pytest-benchmark", [expected(at.root / "a.json")])
    at.cut("a.json", "pytest-benchmark")
    (at.root / "more.py").write_text("")
    commits.append(at.commit("two"))
    measure()
    saved = sorted((at.root / ".benchmarks").glob("*/*.json"))
    at.expect("saved files", len(saved), 2)
    at.files += len(saved)
    with tempfile.TemporaryDirectory(dir=at.base) as data:
        for new in (2, 0):
            answer = json.loads(at.program("import", ".benchmarks", data=data).stdout)
            at.expect("imported", {name: answer[name] for name in ("runs", "created", "repeated", "refused")},
                      {"runs": 2, "created": new, "repeated": 2 - new, "refused": 0})
        stored = json.loads(at.program("runs", data=data).stdout)["runs"]
        at.compare("history", data, stored, [expected(path) for path in saved], commits, True)
    return version


def go(at):
    need("go")
    flags = ("-bench", ".", "-benchmem", "-count", "3", "-cpu", "2", "-benchtime", "10ms", "./...")
    at.run("go", "test", *flags, code=1, to="a.txt")
    at.run("go", "test", "-json", *flags, code=1, to="a.json")
    names = {"ns/op": ("wall", 1e-9, "s"), "MB/s": ("throughput", 1e6, "B/s"), "B/op": ("alloc_bytes", 1, "B"),
             "allocs/op": ("allocs", 1, "count"), "fill/op": ("fill/op", 1, "fill/op")}
    printed = {}
    for line in (at.root / "a.json").read_text().splitlines():
        event = json.loads(line)
        printed[event["Package"]] = printed.get(event["Package"], "") + event.get("Output", "")
    for file, text in ("a.txt", (at.root / "a.txt").read_text()), ("a.json", "".join(printed.values())):
        samples, package = {}, None
        for line in text.splitlines():
            package = line[5:] if line.startswith("pkg: ") else package
            if match := re.match(r"(Benchmark\S+)-2\s+\d+\t(.*)", line):
                point = samples.setdefault((match[1], (("pkg", package), ("procs", "2"))), {})
                for value, unit in re.findall(r"([\d.]+) (\S+)", match[2]):
                    point.setdefault(unit, []).append(float(value))
        at.expect(f"{file} counts", {len(found) for point in samples.values() for found in point.values()}, {3})
        points = {}
        for key, point in samples.items():
            known = [(*names[unit], median(found)) for unit, found in point.items()]
            points[key] = {name: (value * factor, unit) for name, factor, unit, value in known}
        at.expect(f"{file} benchmarks", len(points), 5)
        pkg = ("pkg", "example.com/demo")
        for name in "BenchmarkBroken", "BenchmarkParent", "BenchmarkParent/size-16":
            points[name, (pkg,)] = {"wall": None}
        points["BenchmarkLate", (pkg, ("procs", "2"))] = {"wall": None}
        at.ingest(file, "go", [points])
        at.cut(file, "go")
    return at.run("go", "version").split()[2]


def asv(at):
    version = package("asv")
    units = {"time": ("time", 1, "s"), "track": ("track", 1, ""), "track_half": ("track", 1e-3, "s"),
             "mem": ("memory", 1, "B"), "peakmem": ("peakmemory", 1, "B")}
    runs, commits = [], []
    at.run(sys.executable, "-m", "asv", "machine", "--yes", "--machine", "box")
    for message in "two", "three":
        (at.root / f"{message}.py").write_text("")
        commits.append(at.commit(message))
        at.run(sys.executable, "-m", "asv", "run", "--machine", "box", "--set-commit-hash", commits[-1],
               "-E", "existing:same", "-a", "repeat=3", "-a", "sample_time=0.002", "--record-samples", code=2)
        file, = (at.root / "results/box").glob(commits[-1][:8] + "-*.json")
        document, points = json.loads(file.read_text()), {}
        for name, row in document["results"].items():
            row = dict(zip(document["result_columns"], row))
            function = name.split(".")[-1]
            metric, factor, unit = units.get(function) or units[function.split("_")[0]]
            combinations = list(itertools.product(*row["params"]))
            results = row["result"] or [None] * len(combinations)
            for values, result in zip(combinations, results, strict=True):
                key = name, tags({**dict(zip(("n", "how"), values)), "version": row["version"][:12]})
                points[key] = {metric: None if result is None or result != result else (result * factor, unit)}
        at.expect("points", len(points), 13)
        runs.append(points)
    at.ingest("results", "asv", runs, commits)
    at.files += 1
    at.cut("results", "asv", f"box/{file.name}")
    return version


def xctest(at):
    need("swift")
    at.run("swift", "test", code=1, to="a.txt")
    points = {("DemoTests.testFails", ()): {"Time": None}}
    values = re.search(r"DemoTests.testSum' measured .* values: \[([^]]*)\]", (at.root / "a.txt").read_text())[1]
    points["DemoTests.testSum", ()] = {"Time": (median(map(float, values.split(","))), "s")}
    at.ingest("a.txt", "xctest", [points])
    at.cut("a.txt", "xctest")
    return re.search(r"Swift version (\S+)", at.run("swift", "--version"))[1]


def main():
    required, ran, differing = {"hyperfine", "google-benchmark", "pytest-benchmark"}, set(), []
    tools = {"hyperfine": hyperfine, "google-benchmark": google_benchmark, "pytest-benchmark": pytest_benchmark,
             "go": go, "asv": asv, "xctest": xctest}
    for tool, measure in tools.items():
        at = Workplace(tool)
        try:
            version = measure(at)
        except Missing as missing:
            print(f"{tool}: skipped, {missing}")
            continue
        finally:
            shutil.rmtree(at.base)
        ran.add(tool)
        differing += at.differing
        counts = f"{at.files} files, {at.points} points, {at.values} values, {at.failures} failures"
        print(f"{tool} {version}: {counts}", flush=True)
    for line in differing[:40]:
        print(line[:1000], file=sys.stderr)
    if differing or not required <= ran:
        sys.exit(f"{len(differing)} differences; of {', '.join(sorted(required))} {len(required & ran)} ran")


main()
