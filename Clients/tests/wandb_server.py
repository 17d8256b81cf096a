"""A stand-in for the server of Weights & Biases: answers what its SDK asks, and keeps what it gets.

    with WandbServer() as server:
        ...  # a program with server.environment
        print(server.runs["r1"].history)

As a program, it prints `{"url": …, "key": …}`; to each line of stdin, `{"faults": {"PUT": {"status": 500}}}` or `{}`, it
answers all that came so far.

As on the real one, a run that is sent again under its id, its rows from the first on, and a file under its name replace
what was there, an artifact of known content is not taken again, and an alert is not repeated within its time.
"""

from __future__ import annotations

import base64
import contextlib
import gzip
import json
import re
import sys
import threading
import time
from dataclasses import asdict, dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import quote, unquote

KEY = "0123456789abcdef" * 2 + "01234567"
ENTITY = "research"


@dataclass
class Artifact:
    """A version of an artifact."""

    id: str
    name: str
    type: str
    digest: str
    aliases: list[str]
    files: dict[str, bytes] = field(default_factory=dict)
    manifest: dict[str, Any] | None = None
    committed: bool = False


@dataclass
class Run:
    """What came of a run."""

    id: str
    entity: str
    project: str
    name: str | None = None
    group: str | None = None
    notes: str | None = None
    host: str | None = None
    tags: list[str] = field(default_factory=list)
    config: dict[str, Any] = field(default_factory=dict)
    summary: dict[str, Any] = field(default_factory=dict)
    history: list[dict[str, Any]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    artifacts: list[Artifact] = field(default_factory=list)
    alerts: list[dict[str, Any]] = field(default_factory=list)
    exit_code: int | None = None


@dataclass
class Fault:
    """How requests are answered instead."""

    status: int = 500
    message: str = "it is broken"
    hangs: bool = False


class WandbServer:
    """The server, on a free port of loopback, for as long as it is entered."""

    def __init__(self) -> None:
        self.runs: dict[str, Run] = {}
        self.faults: dict[str, Fault] = {}
        """By what is asked: an operation as `CreateArtifact`, `file_stream`, or `PUT` of any file."""
        self.asked: list[str] = []
        """What was asked so far, in the same words."""
        self.uploaded: list[str] = []
        """The names of the files that came, each as often as it came."""
        self._artifacts: dict[str, Artifact] = {}
        self._alerted: dict[tuple[str, str, str], float] = {}
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self._came = threading.Condition(self._lock)

    def __enter__(self) -> WandbServer:
        handler = type("Handler", (_Handler,), {"stand_in": self})
        self._server = _Listener(("127.0.0.1", 0), handler)
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        return self

    def __exit__(self, *_: object) -> None:
        self._closed.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def environment(self) -> dict[str, str]:
        """The variables by which the SDK finds it."""
        return {"WANDB_BASE_URL": self.url, "WANDB_API_KEY": KEY}

    def wait_for(self, what: str, timeout: float = 30) -> None:
        """Waits until something was asked."""
        with self._came:
            if not self._came.wait_for(lambda: what in self.asked, timeout):
                raise AssertionError(f"{what} was not asked within {timeout:g} s, only {self.asked}")

    def respond(self, method: str, path: str, headers: Any, body: bytes) -> tuple[int, Any]:
        """The status and body of an answer."""
        # What the SDK tells of itself is in no form of ours.
        request = json.loads(body) if path == "/graphql" or path.endswith("/file_stream") else {}
        what = method
        if path == "/graphql":
            what = request.get("operationName") or re.findall(r"(?:query|mutation)\s+(\w+)", request["query"])[0]
        elif path.endswith("/file_stream"):
            what = "file_stream"
        with self._came:
            self.asked.append(what)
            self._came.notify_all()
        fault = self.faults.get(what)
        if fault:
            if fault.hangs:
                self._closed.wait()
            return fault.status, {"errors": [{"message": fault.message}]}
        credentials = base64.b64encode(f"api:{KEY}".encode()).decode()
        if method == "POST" and headers.get("authorization") != f"Basic {credentials}":
            return 401, {"errors": [{"message": "user is not logged in"}]}
        with self._lock:
            if path == "/graphql":
                answer = getattr(self, "_" + re.sub(r"(?<!^)(?=[A-Z])", "_", what).lower(), None)
                return 200, {"data": answer(request.get("variables") or {}) if answer else {}}
            if what == "file_stream":
                return 200, self._file_stream(path.split("/")[-2], request)
            if method == "PUT":
                return 200, self._put([unquote(part) for part in path.split("/")[2:]], body)
        return 200, {}

    # The operations, by their names.

    def _viewer(self, _: dict[str, Any]) -> dict[str, Any]:
        return {"viewer": {"id": "u", "entity": ENTITY, "username": "tester", "flags": "{}", "teams": {"edges": []}}}

    def _upsert_bucket(self, asked: dict[str, Any]) -> dict[str, Any]:
        new = asked["name"] not in self.runs
        entity, project = asked.get("entity") or ENTITY, asked.get("project") or "uncategorized"
        run = self.runs.setdefault(asked["name"], Run(asked["name"], entity, project))
        if asked.get("config") is not None:
            config = json.loads(asked["config"])
            run.config = {key: value["value"] for key, value in config.items() if key != "_wandb"}
        known = {"displayName": "name", "groupName": "group", "notes": "notes", "host": "host", "tags": "tags"}
        for theirs, ours in known.items():
            if asked.get(theirs) is not None:
                setattr(run, ours, asked[theirs])
        entity_node = {"id": "e", "name": run.entity}
        bucket = {"id": run.id, "name": run.id, "displayName": run.name, "description": None, "config": "{}",
                  "sweepName": None, "project": {"id": "p", "name": run.project, "entity": entity_node},
                  "historyLineCount": 0}  # fmt: skip
        return {"upsertBucket": {"bucket": bucket, "inserted": new}}

    def _server_features_query(self, _: dict[str, Any]) -> dict[str, Any]:
        return {"serverInfo": {"features": []}}

    def _run_stopped_status(self, _: dict[str, Any]) -> dict[str, Any]:
        return {"project": {"run": {"stopped": False}}}

    def _artifact_type(self, _: dict[str, Any]) -> dict[str, Any]:
        return {"project": {"artifact": None}}

    def _create_run_files(self, asked: dict[str, Any]) -> dict[str, Any]:
        files = [{"name": name, "uploadUrl": self._upload("run", asked["run"], name)} for name in asked["files"]]
        return {"createRunFiles": {"runID": asked["run"], "uploadHeaders": [], "files": files}}

    def _create_artifact(self, asked: dict[str, Any]) -> dict[str, Any]:
        asked = asked["input"]
        name, run = asked["artifactCollectionName"], self.runs[asked["runName"]]
        artifact = next(
            (each for each in run.artifacts if each.committed and each.name == name and each.digest == asked["digest"]),
            None,
        )
        if artifact is None:
            aliases = [alias["alias"] for alias in asked.get("aliases") or []]
            artifact = Artifact(f"a{len(self._artifacts)}", name, asked["artifactTypeName"], asked["digest"], aliases)
            self._artifacts[artifact.id] = artifact
            run.artifacts.append(artifact)
        state = "COMMITTED" if artifact.committed else "PENDING"
        sequence = {"id": "s", "latestArtifact": {"id": artifact.id, "versionIndex": 0} if artifact.committed else None}
        return {"createArtifact": {"artifact": {"id": artifact.id, "state": state, "artifactSequence": sequence}}}

    def _create_artifact_manifest(self, asked: dict[str, Any]) -> dict[str, Any]:
        url = self._upload("manifest", asked["artifactID"], "wandb_manifest.json")
        file = {"id": "f", "name": "wandb_manifest.json", "displayName": "", "uploadUrl": url, "uploadHeaders": []}
        return {"createArtifactManifest": {"artifactManifest": {"id": "m-" + asked["artifactID"], "file": file}}}

    def _create_artifact_files(self, asked: dict[str, Any]) -> dict[str, Any]:
        nodes = []
        for file in asked["input"]["artifactFiles"]:
            url = self._upload("artifact", file["artifactID"], file["name"])
            nodes.append({"id": file["name"], "name": file["name"], "displayName": file["name"], "uploadUrl": url,
                          "uploadHeaders": [], "uploadMultipartUrls": None, "storagePath": file["name"],
                          "artifact": {"id": file["artifactID"]}})  # fmt: skip
        return {"createArtifactFiles": {"files": {"edges": [{"node": node} for node in nodes]}}}

    def _commit_artifact(self, asked: dict[str, Any]) -> dict[str, Any]:
        artifact = self._artifacts[asked["artifactID"]]
        artifact.committed = True
        return {"commitArtifact": {"artifact": {"id": artifact.id, "digest": artifact.digest}}}

    def _notify_scriptable_run_alert(self, asked: dict[str, Any]) -> dict[str, Any]:
        place = asked["entityName"], asked["projectName"], asked["title"]
        if time.monotonic() >= self._alerted.get(place, 0):
            self._alerted[place] = time.monotonic() + asked["waitDuration"] / 1000
            members = {"title": "title", "text": "text", "level": "severity", "wait_ms": "waitDuration"}
            self.runs[asked["runName"]].alerts.append({ours: asked[theirs] for ours, theirs in members.items()})
        return {"notifyScriptableRunAlert": {"success": True}}

    def _upload(self, *place: str) -> str:
        return "/".join([self.url, "put", *(quote(part, safe="") for part in place)])

    def _put(self, place: list[str], body: bytes) -> dict[str, Any]:
        kind, owner, name = place
        self.uploaded.append(name)
        if kind == "run":
            self.runs[owner].files[name] = body
            if name == "wandb-summary.json":
                self.runs[owner].summary = _own(json.loads(body))
        elif kind == "manifest":
            self._artifacts[owner].manifest = json.loads(body)
        else:
            self._artifacts[owner].files[name] = body
        return {}

    def _file_stream(self, name: str, sent: dict[str, Any]) -> dict[str, Any]:
        run = self.runs[name]
        for file, part in (sent.get("files") or {}).items():
            values = [json.loads(line) for line in part["content"]]
            if file == "wandb-history.jsonl":
                run.history[part["offset"] :] = values
            elif file == "wandb-summary.json":
                run.summary = _own(values[-1])
        if sent.get("complete"):
            run.exit_code = sent.get("exitcode")
        return {"exitcode": None, "limits": {}}


def _own(summary: dict[str, Any]) -> dict[str, Any]:
    """A summary without what the SDK adds."""
    return {key: value for key, value in summary.items() if key not in ("_wandb", "_runtime", "_timestamp", "_step")}


class _Listener(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Clients that hang up are none of a test's business."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(*_)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    stand_in: WandbServer

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        if self.headers.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        status, value = self.stand_in.respond(self.command, self.path, self.headers, body)
        text = json.dumps(value).encode()
        with contextlib.suppress(ConnectionError):
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

    do_GET = do_POST = do_PUT = answer

    def log_message(self, *_: object) -> None:
        pass


def main() -> None:
    with WandbServer() as server:
        print(json.dumps({"url": server.url, "key": KEY}), flush=True)
        for line in sys.stdin:
            faults = json.loads(line).get("faults", {})
            server.faults = {what: Fault(**fault) for what, fault in faults.items()}
            came = {"asked": server.asked, "runs": {name: asdict(run) for name, run in server.runs.items()}}
            print(json.dumps(came, default=lambda file: file.decode("utf-8", "replace")), flush=True)


if __name__ == "__main__":
    main()
