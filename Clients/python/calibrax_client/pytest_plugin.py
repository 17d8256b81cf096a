"""Sends what pytest-benchmark has measured to a server: `pytest --calibrax`."""

from __future__ import annotations

import json
from typing import Any, Dict, List, Optional

import pytest

from .address import Address, parse_address, resolve
from .client import Client
from .errors import CalibraxError


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("calibrax", "a benchmark server")
    group.addoption("--calibrax", action="store_true", help="send the results of pytest-benchmark to the server")
    group.addoption(
        "--calibrax-server",
        metavar="ADDRESS",
        help="unix:PATH or tcp:HOST:PORT, with --calibrax; by default CALIBRAX_SERVER, or the server of CALIBRAX_DATA",
    )
    group.addoption(
        "--calibrax-tag",
        metavar="KEY=VALUE",
        action="append",
        default=[],
        help="a tag that every point gets; may be given more than once",
    )


def pytest_configure(config: pytest.Config) -> None:
    if not config.getoption("calibrax") or hasattr(config, "workerinput"):
        return
    if not config.pluginmanager.hasplugin("benchmark"):
        raise pytest.UsageError("--calibrax sends results of pytest-benchmark; pip install pytest-benchmark")
    server = config.getoption("calibrax_server")
    try:
        address = parse_address(server) if server else None
    except CalibraxError as error:
        raise pytest.UsageError(f"--calibrax-server: {error}") from None
    config.pluginmanager.register(Sender(address, _tags(config.getoption("calibrax_tag"))), "calibrax-sender")


def _tags(texts: List[str]) -> Dict[str, str]:
    for text in texts:
        if not text.partition("=")[0] or "=" not in text:
            raise pytest.UsageError(f"--calibrax-tag: {text} is not KEY=VALUE, as os=linux")
    return dict(text.split("=", 1) for text in texts)


class Sender:
    """Sends the results when all tests have run. Results that cannot be sent make the session fail."""

    def __init__(self, address: Optional[Address], tags: Dict[str, str]) -> None:
        self._address = address
        self._tags = tags
        self._summary = ""

    # Before what shows the results, which may end the session by an error.
    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        benchmarks = session.config._benchmarksession  # type: ignore[attr-defined]
        results = [benchmark for benchmark in benchmarks.benchmarks if benchmark]
        if not results:
            self._summary = "nothing was measured, so nothing was sent"
            return
        try:
            self._summary = self._send(self._document(session.config, benchmarks, results))
        except CalibraxError as error:
            self._summary = f"the results were not stored: {error}"
            if session.exitstatus == pytest.ExitCode.OK:
                session.exitstatus = pytest.ExitCode.TESTS_FAILED

    @staticmethod
    def _document(config: pytest.Config, benchmarks: Any, results: List[Any]) -> str:
        """What pytest-benchmark would write to a file, each round's time included."""
        machine = config.hook.pytest_benchmark_generate_machine_info(config=config)
        config.hook.pytest_benchmark_update_machine_info(config=config, machine_info=machine)
        commit = config.hook.pytest_benchmark_generate_commit_info(config=config)
        config.hook.pytest_benchmark_update_commit_info(config=config, commit_info=commit)
        document = config.hook.pytest_benchmark_generate_json(
            config=config, benchmarks=results, include_data=True, machine_info=machine, commit_info=commit
        )
        config.hook.pytest_benchmark_update_json(config=config, benchmarks=results, output_json=document)
        return json.dumps(document, default=str)

    def _send(self, document: str) -> str:
        address = resolve(self._address)
        with Client(address) as client:
            answer = client.ingest(
                from_="pytest-benchmark", files={"benchmark.json": document}, tags=self._tags or None
            )
        return f"sent {answer['points']} benchmarks as run {answer['run_id']} to {address}"

    # Behind the table of results.
    @pytest.hookimpl(trylast=True)
    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        if self._summary:
            terminalreporter.write_line(f"calibrax: {self._summary}")
