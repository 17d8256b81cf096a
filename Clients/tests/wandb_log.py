"""What a run of Weights & Biases that lies in a folder holds, read with the messages of the SDK.

    run = wandb_log.read(folder)
    run.config, run.summary, run.history, run.tables["results"].rows, run.artifacts["report"]["summary.csv"]

As a program, it prints the run in the folder that it is given as JSON.
"""

from __future__ import annotations

import json
import struct
import sys
import zlib
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Iterator

BLOCK = 32 << 10


class Torn(Exception):
    """A log that ends in the middle or was damaged."""


@dataclass
class Table:
    """A table as it lies in the folder."""

    columns: list[str]
    rows: list[list[Any]]


@dataclass
class Run:
    """A run; what the SDK adds under names with `_` is left out."""

    id: str = ""
    name: str = ""
    entity: str = ""
    project: str = ""
    group: str = ""
    notes: str = ""
    host: str = ""
    tags: list[str] = field(default_factory=list)
    config: dict[str, Any] = field(default_factory=dict)
    summary: dict[str, Any] = field(default_factory=dict)
    history: list[dict[str, Any]] = field(default_factory=list)
    steps: dict[str, str] = field(default_factory=dict)
    """The metric that is the x axis of others, by their names."""
    tables: dict[str, Table] = field(default_factory=dict)
    html: dict[str, str] = field(default_factory=dict)
    artifacts: dict[str, dict[str, Path]] = field(default_factory=dict)
    """By name: where their files are, by their names in the artifact."""
    artifact_types: dict[str, str] = field(default_factory=dict)
    staged: list[Path] = field(default_factory=list)
    """The files of tables that an upload needs."""
    alerts: list[dict[str, Any]] = field(default_factory=list)
    exit_code: int | None = None


def payloads(log: Path) -> Iterator[bytes]:
    """The records of a log, which lie in chunks in blocks as those of LevelDB do."""
    data = log.read_bytes()
    if data[:4] != b":W&B":
        raise Torn(f"{log} does not start as a log")
    record, place = b"", 7
    while place < len(data):
        left = BLOCK - place % BLOCK
        if left < 7:
            place += left
            continue
        if place + 7 > len(data):
            raise Torn(f"{log} ends in a header")
        checksum, length, kind = struct.unpack_from("<IHB", data, place)
        chunk = data[place + 7 : place + 7 + length]
        if len(chunk) < length or zlib.crc32(bytes([kind]) + chunk) != checksum:
            raise Torn(f"{log} is damaged at byte {place}")
        record = chunk if kind in (1, 2) else record + chunk
        if kind in (1, 4):
            yield record
        place += 7 + length


def read(folder: Path | str) -> Run:
    """The run in a folder."""
    from wandb.proto.wandb_internal_pb2 import Record

    folder = Path(folder)
    (log,) = folder.glob("*.wandb")
    run = Run()
    for payload in payloads(log):
        record = Record.FromString(payload)
        add = _READERS.get(record.WhichOneof("record_type"))
        if add:
            add(run, record)
    for row in run.history:
        for key, value in row.items():
            _read_file(run, folder / "files", key, value)
    run.config.pop("_wandb", None)
    return run


def _read_run(run: Run, record: Any) -> None:
    its = record.run
    run.id, run.name, run.entity, run.project = its.run_id, its.display_name, its.entity, its.project
    run.group, run.notes, run.host, run.tags = its.run_group, its.notes, its.host, list(its.tags)
    _apply(run.config, its.config)


def _read_history(run: Run, record: Any) -> None:
    row: dict[str, Any] = {}
    for item in record.history.item:
        _put(row, item)
    run.history.append({key: value for key, value in row.items() if not key.startswith("_")})


def _read_artifact(run: Run, record: Any) -> None:
    its = record.artifact
    files = {entry.path: Path(entry.local_path) for entry in its.manifest.contents}
    if its.type == "run_table":
        run.staged += files.values()
    else:
        run.artifacts[its.name], run.artifact_types[its.name] = files, its.type


def _read_alert(run: Run, record: Any) -> None:
    its = record.alert
    run.alerts.append({"title": its.title, "text": its.text, "level": its.level, "wait_ms": its.wait_duration})


def _read_metric(run: Run, record: Any) -> None:
    its = record.metric
    if its.step_metric:
        run.steps[its.name or its.glob_name] = its.step_metric


def _read_exit(run: Run, record: Any) -> None:
    run.exit_code = record.exit.exit_code


def _read_summary(run: Run, record: Any) -> None:
    _apply(run.summary, record.summary)
    for key in [key for key in run.summary if key.startswith("_")]:
        del run.summary[key]


_READERS = {
    "run": _read_run,
    "config": lambda run, record: _apply(run.config, record.config),
    "summary": _read_summary,
    "history": _read_history,
    "artifact": _read_artifact,
    "alert": _read_alert,
    "metric": _read_metric,
    "exit": _read_exit,
}


def _apply(values: dict[str, Any], changes: Any) -> None:
    for item in changes.update:
        _put(values, item)
    for item in changes.remove:
        values.pop(item.key, None)


def _put(values: dict[str, Any], item: Any) -> None:
    *parents, last = item.nested_key or [item.key]
    for parent in parents:
        values = values.setdefault(parent, {})
    values[last] = json.loads(item.value_json)


def _read_file(run: Run, files: Path, key: str, value: Any) -> None:
    kind = value.get("_type") if isinstance(value, dict) else None
    if kind == "table-file":
        table = json.loads((files / value["path"]).read_text())
        run.tables[key] = Table(table["columns"], table["data"])
    elif kind == "html-file":
        run.html[key] = (files / value["path"]).read_text("utf-8")


if __name__ == "__main__":
    print(json.dumps(asdict(read(sys.argv[1])), default=str))
