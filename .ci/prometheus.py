"""Has a real Prometheus collect a page of metrics, and looks at what it has of it and whether it complains.

Usage: prometheus.py URL [METRIC…]: the page, and metrics that must be among those collected. Needs the program `prometheus`.
"""

import json
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

PATIENCE = 60


def get(url, accept="*/*"):
    with urllib.request.urlopen(urllib.request.Request(url, headers={"Accept": accept}), timeout=10) as answer:
        return answer.headers["Content-Type"], answer.read().decode()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def series(page):
    """How many values a page has of each metric."""
    counts = {}
    for line in page.split("\n"):
        if line and not line.startswith("#"):
            name = re.match("[a-zA-Z_:][a-zA-Z0-9_:]*", line)[0]
            counts[name] = counts.get(name, 0) + 1
    return counts


def check_page(url):
    """The page itself, in both formats."""
    for accept, wanted in [("application/openmetrics-text;version=1.0.0", "application/openmetrics-text; version=1.0.0"), ("*/*", "text/plain; version=0.0.4")]:
        found, page = get(url, accept)
        assert found.startswith(wanted), f"{found!r} for Accept: {accept}"
        assert page.endswith("# EOF\n") == ("openmetrics" in wanted), page[-100:]
    # Of the older format, which is what it knows; it also says what is against the custom.
    checked = subprocess.run(["promtool", "check", "metrics"], input=page.encode(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert checked.returncode == 0, checked.stdout.decode()


class Prometheus:
    def __init__(self, folder, page):
        self.log = folder / "log"
        self.url = f"http://127.0.0.1:{free_port()}"
        parts = urllib.parse.urlsplit(page)
        # JSON is YAML.
        (folder / "prometheus.yml").write_text(json.dumps({
            "global": {"scrape_interval": "1s", "scrape_timeout": "1s"},
            "scrape_configs": [{
                "job_name": "calibrax", "scheme": parts.scheme, "metrics_path": parts.path or "/", "params": urllib.parse.parse_qs(parts.query),
                "static_configs": [{"targets": [parts.netloc]}],
            }],
        }))
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                ["prometheus", f"--config.file={folder}/prometheus.yml", f"--storage.tsdb.path={folder}/data", f"--web.listen-address={self.url[7:]}"],
                stdout=log, stderr=subprocess.STDOUT)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(PATIENCE)

    def ask(self, path, **parameters):
        answer = json.loads(get(f"{self.url}/api/v1/{path}?{urllib.parse.urlencode(parameters)}")[1])
        assert answer["status"] == "success", answer
        return answer["data"]

    def query(self, text):
        return self.ask("query", query=text)["result"]

    def wait_for_scrapes(self, count):
        """Waits until the page was collected so often without a fault."""
        end, target = time.monotonic() + PATIENCE, None
        while time.monotonic() < end:
            assert self.process.poll() is None, self.log.read_text()
            try:
                targets = self.ask("targets")["activeTargets"]
            except (urllib.error.URLError, ConnectionError):
                targets = []
            if targets and targets[0]["lastError"]:
                sys.exit(f"prometheus cannot read the page: {targets[0]['lastError']}")
            if targets and targets[0]["health"] == "up":
                scrapes = self.query("count_over_time(up[1m])")
                if scrapes and int(scrapes[0]["value"][1]) >= count:
                    return
            time.sleep(0.2)
        sys.exit(f"prometheus did not collect the page {count} times in {PATIENCE} s:\n{self.log.read_text()}")


def main():
    url, wanted = sys.argv[1], sys.argv[2:]
    check_page(url)
    with tempfile.TemporaryDirectory() as folder:
        with Prometheus(pathlib.Path(folder), url) as prometheus:
            prometheus.wait_for_scrapes(3)
            before = series(get(url)[1])
            stored = {one["metric"]["name"]: int(one["value"][1]) for one in prometheus.query('count by (name) (label_replace({job="calibrax"}, "name", "$1", "__name__", "(.*)"))')}
            after = series(get(url)[1])
            # Its end is a warning too.
            log = prometheus.log.read_text()
    for name in sorted(before.keys() & after.keys()):
        # What changes meanwhile may be either.
        assert before[name] <= stored.get(name, 0) <= after[name] or after[name] <= stored.get(name, 0) <= before[name], f"{name}: {before[name]} on the page, {stored.get(name, 0)} stored"
    missing = [name for name in wanted if name not in stored]
    assert not missing, f"not collected: {', '.join(missing)}"
    complaints = [line for line in log.splitlines() if re.search("level=(warn|error)", line)]
    assert not complaints, "\n".join(complaints)
    print(f"prometheus has {sum(before.values())} series of {len(before)} metrics, and no complaint")


main()
