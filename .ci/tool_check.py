"""What tools.py runs tools in, and compares what calibraxctl has stored of their output with what it expects."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tool_sources import FILES

PROGRAM = os.path.abspath(sys.argv[1])
# Nothing but git is to say which commit this is, and no program is to keep anything in a home directory.
FOREIGN = ("GITHUB_", "GITLAB_", "CI", "BUILDKITE", "CALIBRAX_", "GO", "PYTEST_", "HOME", "GIT_")


class Workplace:
    """A repository of its own, with what tools are to measure; counts what was compared and what differed."""

    def __init__(self, tool):
        self.tool, self.files, self.points, self.values, self.failures, self.differing = tool, 0, 0, 0, 0, []
        self.base = tempfile.mkdtemp(prefix="calibrax-tools-")
        self.root = Path(self.base, "repository")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
        self.environment = {**kept, "HOME": self.base, "GOFLAGS": "-mod=mod", "PYTHONDONTWRITEBYTECODE": "1"}
        for name, text in FILES[tool].items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        self.root.mkdir(exist_ok=True)
        (self.root / ".gitignore").write_text("*\n!*.py\n")
        self.run("git", "init", "-q", "-b", "trunk")
        self.commit("one")

    def run(self, *command, code=0, to=None):
        """What a command prints, which is also written to a file where one is named."""
        done = subprocess.run(command, cwd=self.root, env=self.environment, text=True, capture_output=True)
        if done.returncode != code:
            sys.exit(f"{' '.join(command)[:200]}: {done.returncode}\n{done.stdout}{done.stderr}")
        if to:
            (self.root / to).write_text(done.stdout)
        return done.stdout

    def commit(self, message):
        self.run("git", "add", "-f", ".gitignore")
        self.run("git", "add", ".")
        self.run("git", "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", message)
        return self.head()

    def head(self):
        return self.run("git", "rev-parse", "HEAD").strip()

    def expect(self, what, found, expected):
        if found != expected and isinstance(expected, list):
            more, missing = [one for one in found if one not in expected], [one for one in expected if one not in found]
            counts = f"{len(found)} for {len(expected)}"
            self.differing.append(f"{self.tool}: {what}: {counts}, more {more}, missing {missing}")
        elif found != expected:
            self.differing.append(f"{self.tool}: {what}: {found!r} in place of {expected!r}")

    def program(self, *arguments, data):
        command = [PROGRAM, *arguments, "--format", "json", "--data", str(data)]
        return subprocess.run(command, cwd=self.root, env=self.environment, text=True, capture_output=True)

    def ingest(self, path, form, expected, commits=None, told=()):
        """Ingests a file or folder twice, and compares the runs with those expected, in the order of their commits."""
        self.files += 1
        for turn, flags in enumerate([(), ("--from", form)]):
            with tempfile.TemporaryDirectory(dir=self.base) as data:
                done = self.program("ingest", path, *flags, data=data)
                if done.returncode != 0:
                    self.differing.append(f"{self.tool}: {path} {flags}: {done.returncode} {done.stderr}")
                    continue
                answer = json.loads(done.stdout)
                self.compare(f"{path} {flags}", data, answer["runs"], expected, commits or [self.head()], turn == 0)
                failed = [(point, metric) for run in expected for point, metrics in run.items()
                          for metric, value in metrics.items() if value is None]
                found = [((f["point_name"], tags(f["tags"])), f["metric"]) for f in answer["failures"]]
                self.expect(f"{path} {flags} failures", sorted(found), sorted(failed))
                lines = [line for line in done.stderr.splitlines() if line.startswith("calibraxctl: failed: ")]
                self.expect(f"{path} {flags} lines about failures", len(lines), len(failed))
                for (name, _), metric in failed:
                    self.expect(f"{path}: {name} told", any(name in line and metric in line for line in lines), True)
                left = [entry["reason"] for entry in answer["skipped"]]
                self.expect(f"{path} {flags} left out", left, list(told))
                self.failures += len(failed) * (turn == 0)

    def compare(self, what, data, stored, expected, commits, counts):
        """Compares runs with those expected: values and units of each point's metrics, None for one that failed."""
        runs = [json.loads(self.program("show", run["run_id"], data=data).stdout) for run in stored]
        runs.sort(key=lambda run: commits.index(run["commit"]) if run["commit"] in commits else -1)
        self.expect(f"{what} commits", [run["commit"] for run in runs], commits)
        for run, points in zip(runs, expected):
            # The files of asv do not say the branch, and what is checked out is that of the last commit.
            is_unknown = self.tool == "asv" and run["commit"] != self.head()
            self.expect(f"{what} branch", run["branch"], None if is_unknown else "trunk")
            found = {(point["name"], tags(point["tags"])): point["metrics"] for point in run["points"]}
            self.expect(f"{what} points", sorted(found), sorted(points))
            self.points += len(points) * counts
            for point in points.keys() & found.keys():
                self.metrics(f"{what} {point}", run, found[point], points[point], counts)

    def metrics(self, what, run, found, expected, counts):
        good = {name: value for name, value in expected.items() if value is not None}
        self.expect(f"{what} metrics", sorted(found), sorted(good))
        for name in good.keys() & found.keys():
            value, unit = good[name]
            stored = found[name] if isinstance(found[name], dict) else {"value": found[name]}
            same = abs(stored["value"] - value) <= 1e-12 * abs(value)
            self.expect(f"{what} {name}", stored["value"], stored["value"] if same else value)
            self.expect(f"{what} {name} unit", stored.get("unit", run["metric_defs"][name]["unit"]), unit)
            self.values += counts

    def cut(self, path, form, inside=""):
        """A file, or one in a folder, that ends in its middle is refused, or told to be partial."""
        copy = Path(self.base, "cut", path)
        copy.parent.mkdir(parents=True)
        whole = self.root / path
        (shutil.copytree if whole.is_dir() else shutil.copy)(whole, copy)
        file = copy / inside if inside else copy
        text = file.read_bytes()
        end = len(text) * 6 // 10
        # Behind a whole line nothing can tell.
        while text[end - 1:end] == b"\n":
            end -= 1
        file.write_bytes(text[:end])
        for flags in (), ("--from", form):
            with tempfile.TemporaryDirectory(dir=self.base) as data:
                done = self.program("ingest", str(copy), *flags, data=data)
                told = done.returncode == 5 or done.returncode == 0 and "calibraxctl: left out: " in done.stderr
                self.expect(f"{path} cut off, {flags}", told or (done.returncode, done.stderr), True)
        shutil.rmtree(Path(self.base, "cut"))


def tags(pairs):
    return tuple(sorted(pairs.items()))
