"""Checks the workflows, and runs the action's steps as a job of GitHub Actions would, on benchmarks of known speed.

Usage: workflows.py BIN, the folder that holds calibraxctl and calibrax-bench.
"""

import json
import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

import yaml

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ACTION = os.path.join(ROOT, ".github/actions/benchmark")


def load(path):
    with open(os.path.join(ROOT, ".github", path), encoding="utf-8") as file:
        return yaml.safe_load(file)


def check(holds, what):
    if not holds:
        sys.exit(f"workflows: {what}")


def steps(workflow):
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def check_declarations(action, gate, nightly):
    """What people rely on in the workflows, which nothing here can run."""
    # YAML 1.1 reads the key "on" as true.
    check(nightly[True]["schedule"] == [{"cron": "0 2 * * *"}], "the nightly does not run at 02:00 UTC")
    check("pull_request" in gate[True], "the gate does not run on pull requests")
    kept = [step["with"]["retention-days"] for step in steps(nightly) if "retention-days" in step.get("with", {})]
    check(kept == [90], f"the nightly's artifacts are kept {kept} days")
    used = 0
    for workflow in (gate, nightly):
        check(workflow["permissions"]["contents"] == "read", "a workflow may write what it need not")
        for step in steps(workflow):
            if step.get("uses") != "./.github/actions/benchmark":
                continue
            used += 1
            unknown = set(step["with"]) - set(action["inputs"])
            check(not unknown, f"the action has no input {unknown}")
            needed = {name for name, value in action["inputs"].items() if value.get("required")}
            check(needed <= set(step["with"]), f"the action needs {needed}")
    check(used == 2, "a workflow does not use the action")
    for step in action["runs"]["steps"]:
        check("${{ inputs" not in step.get("run", ""), "an input stands in a script, where it would be run")


class Job:
    """A repository with a benchmark whose speed is written in a file, and jobs that run the action in it."""

    def __init__(self, action, programs, folder):
        self.action, self.folder = action, folder
        self.environment = {"PATH": programs + ":" + os.environ["PATH"], "HOME": folder, "LC_ALL": "C.UTF-8"}
        self.git("init", "-q", "-b", "main")
        self.commit("first")

    def git(self, *arguments):
        user = ["-c", "user.name=a", "-c", "user.email=a@example.com"]
        result = subprocess.run(["git", *user, *arguments], cwd=self.folder, check=True, capture_output=True, text=True)
        return result.stdout.strip()

    def commit(self, name):
        self.git("commit", "-q", "--allow-empty", "-m", name)
        return self.git("rev-parse", "HEAD")

    def run(self, **inputs):
        """Runs the action; its exit status, its log, and what it gave to the job."""
        environment = dict(self.environment)
        step = next(step for step in self.action["runs"]["steps"] if step.get("id") == "gate")
        for variable, value in step["env"].items():
            name = value.removeprefix("${{ inputs.").removesuffix(" }}")
            environment[variable] = inputs.get(name.replace("-", "_"), self.action["inputs"][name].get("default", ""))
        for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"):
            environment[name] = os.path.join(self.folder, name)
            open(environment[name], "w").close()
        environment["GITHUB_ACTION_PATH"] = ACTION
        result = subprocess.run(
            ["bash", "-c", step["run"]], cwd=self.folder, env=environment, capture_output=True, text=True, timeout=300)
        with open(environment["GITHUB_OUTPUT"], encoding="utf-8") as file:
            outputs = dict(line.rstrip("\n").split("=", 1) for line in file)
        return result.returncode, result.stdout + result.stderr, outputs

    def report(self, name):
        return os.path.join(self.folder, "benchmark-reports", name)


def benchmark(value):
    """A command that measures a value, as Bencher's format has it."""
    return f"""echo '{{"serve":{{"latency":{{"value":{value}}}}}}}' > result.json"""


def expect(result, status, outputs, *texts):
    code, log, given = result
    check(code == status, f"exit status {code} in place of {status}:\n{log}")
    check(all(given.get(name) == value for name, value in outputs.items()), f"{given} in place of {outputs}:\n{log}")
    for text in texts:
        check(text in log, f"the log does not say {text!r}:\n{log}")


def check_threshold(job):
    given = {"files": "result.json", "set_baseline": "main"}
    expect(job.run(run=benchmark(100), **given), 0, {}, "nothing to hold the benchmarks against yet")
    expect(job.run(run=benchmark(103), **given), 0, {"passed": "true", "verdict": "passed"}, "::notice")
    slow = job.run(run=benchmark(120), comment_id="speed", **given)
    expect(slow, 1, {"passed": "false", "verdict": "regressed", "regressions": "1"}, "::error title=")
    with open(job.report("comment.md"), encoding="utf-8") as file:
        check(file.read().startswith("<!-- calibrax:speed -->\n"), "the comment has no marker")
    with open(job.report("report.json"), encoding="utf-8") as file:
        check(json.load(file)["schema"] == "calibrax.check.v1", "the report does not say what it is")
    suite = xml.etree.ElementTree.parse(job.report("junit.xml")).getroot()
    check(suite.get("failures") == "1", "JUnit counts no failure")
    expect(job.run(run=benchmark(120), blocking="false", **given), 0, {"passed": "false"}, "::warning::Benchmarks regressed")
    expect(job.run(run="exit 7", **given), 1, {}, "The benchmarks failed: exit 7")
    expect(job.run(run="true", **given), 1, {}, "result.json was not written by: true")
    expect(job.run(run="echo no > result.json", blocking="false", **given), 5, {}, "no adapter recognizes it")
    expect(job.run(run=benchmark(100), threshold="much", blocking="false", **given), 2, {}, "--threshold needs a number")


def check_history(job):
    given = {"files": "result.json", "method": "history", "base_branch": "main", "data": "history"}
    for value in (100, 101, 99.5, 100.4, 99.2, 100.8, 99.6, 101.2, 99.1):
        job.commit("next")
        job.run(run=benchmark(value), retries="0", **given)
    job.git("checkout", "-q", "-b", "slower")
    job.commit("slow")
    expect(job.run(run=benchmark(115), retries="0", **given), 1, {"verdict": "unconfirmed"}, "look worse")
    expect(job.run(run=benchmark(114), **given), 1, {"verdict": "regressed"})
    job.git("checkout", "-q", "-b", "noise", "main")
    job.commit("same")
    # The first measurement looks worse, the second does not.
    command = f"if [ -e second ]; then {benchmark(100)}; else touch second; {benchmark(115)}; fi"
    expect(job.run(run=command, **given), 0, {"passed": "true"}, "measured again")


def check_turns(job):
    base, own = job.commit("base"), job.commit("own")
    check(base != own, "two commits are one")
    noise = "$((RANDOM % 3))"
    def measured(value):
        return f"""echo '{{"serve":{{"latency":{{"value":'{value}{noise}'}}}}}}' > result.json"""
    given = {"files": "result.json", "base_commit": base, "data": "turns"}
    expect(job.run(run=measured(13), base_run=measured(10), **given), 1, {"verdict": "regressed"})
    given["data"] = "equal"
    expect(job.run(run=measured(10), base_run=measured(10), **given), 0, {"passed": "true"})
    expect(job.run(run=measured(10), base_run=measured(10), files="result.json"), 2, {}, "base-run needs base-commit")


def check_own_bench(job):
    """What our own gate runs, once and short."""
    command = "calibrax-bench --json --repeats 2 reply > bench.json"
    code, log, _ = job.run(run=command, files="bench.json", data="own")
    check(code == 0 and "nothing to hold the benchmarks against yet" in log, log)


def main():
    programs = os.path.abspath(sys.argv[1])
    action = load("actions/benchmark/action.yml")
    check_declarations(action, load("workflows/benchmark-gate.yml"), load("workflows/benchmark-nightly.yml"))
    tests = [check_threshold, check_history, check_turns, check_own_bench]
    for test in tests:
        with tempfile.TemporaryDirectory() as folder:
            test(Job(action, programs, folder))
    print(f"workflows: declarations and {len(tests)} kinds of jobs are as they should be")


main()
