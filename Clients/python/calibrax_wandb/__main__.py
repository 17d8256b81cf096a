"""Writes and uploads runs of Weights & Biases with its official SDK.

Reads a command from each line of stdin and answers each with a line on stdout, all of them JSON objects; the commands
are the methods of `Bridge`:

    {"command": "log", "rows": [{"loss": 0.5}]}
    {"ok": true} or {"ok": false, "kind": "input", "error": "rows[0] is empty or has an empty key: name every value."}

The kinds of errors are missing, auth, network, disk, input and internal. What the SDK prints goes to stderr. A run that
is open at the end of stdin is finished with exit code 255, at SIGTERM with 143.
"""

import sys

# With -c, modules of the folder that we happen to be in would come before all others, and runs are in folders "wandb".
if sys.path[:1] == [""]:
    del sys.path[0]

import ctypes
import functools
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import struct
import subprocess
import urllib.request
import zlib

REQUIREMENT = "wandb>=0.31,<1"
MOST_ROWS = 200_000
# The SDK takes a variable WANDB_X for its setting x, whatever x is. Who and where stay, all others would bend the run.
KEPT = """API_KEY IDENTITY_TOKEN_FILE CREDENTIALS_FILE CONFIG_DIR USERNAME USER_EMAIL ENTITY PROJECT RUN_GROUP TAGS
    NOTES BASE_URL APP_URL INSECURE_DISABLE_SSL HTTP_PROXY HTTPS_PROXY _EXTRA_HTTP_HEADERS"""
# Without these, the SDK repeats a failed request for hours.
PATIENCE = {"RETRY_MAX": "5", "RETRY_WAIT_MIN_SECONDS": "1", "RETRY_WAIT_MAX_SECONDS": "10"}
RETRIES = {f"X_{of}_{name}": PATIENCE[name] for of in ("GRAPHQL", "FILE_TRANSFER", "FILE_STREAM") for name in PATIENCE}
ON = "x_disable_meta x_disable_stats x_disable_machine_info disable_git quiet finish_timeout_raises".split()
SETTINGS = dict(dict.fromkeys(ON, True), save_code=False, x_save_requirements=False, symlink=False, console="off")
END_WITH_PARENT = functools.partial(ctypes.CDLL(None).prctl, 1, signal.SIGTERM)  # PR_SET_PDEATHSIG


class Failure(Exception):
    """What went wrong: its kind, a sentence that says what to do, and perhaps more members of the answer."""


def load() -> object:
    """The SDK."""
    this = f"{sys.executable} (Python {sys.version.split()[0]})"
    if sys.version_info < (3, 10):
        raise Failure("missing", f"{this} is too old, wandb needs Python 3.10 or newer: name one by CALIBRAX_PYTHON.")
    try:
        import wandb
        if tuple(int(part) for part in wandb.__version__.split(".")[:2]) >= (0, 31):
            return wandb
        reason = f"{this} has wandb {wandb.__version__}, but 0.31 or newer is needed."
    except Exception as error:
        reason = f"{this} has no wandb that works: {error}."
    install = f"'{sys.executable}' -m pip install '{REQUIREMENT}'"
    if sys.prefix == sys.base_prefix and pathlib.Path(os.__file__).with_name("EXTERNALLY-MANAGED").exists():
        folder = '"$HOME/.calibrax/wandb"'
        install = f"'{sys.executable}' -m venv {folder} && {folder}/bin/pip install '{REQUIREMENT}'"
        # Found there by itself, unless another is named.
        install += " && unset CALIBRAX_PYTHON" if os.environ.get("CALIBRAX_PYTHON") else ""
    raise Failure("missing", f"{reason} Install it: {install}", {"install": install})


def prepare(directory: str) -> str:
    """Keeps what the SDK writes below a folder, and gives the address of the server."""
    for name in ("data", "cache", "artifact"):
        os.environ[f"WANDB_{name.upper()}_DIR"] = os.path.join(directory, "wandb", name)
    wandb = load()
    if "base_url" not in wandb.setup().settings.model_fields_set:
        wandb.setup(wandb.Settings(base_url="https://api.wandb.ai"))
    return wandb.setup().settings.base_url


def reach(address: str) -> None:
    """Connects to a server, for the SDK takes minutes to find that it cannot."""
    url = urllib.parse.urlsplit(address)
    if url.scheme in urllib.request.getproxies() or os.environ.get(f"WANDB_{url.scheme.upper()}_PROXY"):
        return
    try:
        socket.create_connection((url.hostname, url.port or {"http": 80}.get(url.scheme, 443)), timeout=10).close()
    except OSError as error:
        raise Failure("network", f"{url.netloc} cannot be reached: {error}. Check the network and WANDB_BASE_URL.")


def explained(error: object, doing: str) -> Failure:
    """What an error of the SDK, or a line that it has written, means."""
    kinds = {kind.__name__ for kind in type(error).__mro__}
    text = re.sub(r"\s+", " ", str(error)).strip().rstrip(".") or type(error).__name__
    refused = r"API key|api_key|\b40[13]\b|(?:not|un)[ -]?auth|denied|logged in|(?:entity|project)\b.* not found"
    if kinds & {"ConnectionError", "HandleAbandonedError", "MailboxClosedError"}:
        return Failure("internal", f"wandb-core, the process of the SDK, ended while {doing} ({text}): repeat it.")
    if (isinstance(error, OSError) and error.errno) or re.search("no space left|file too large|quota exceeded", text):
        return Failure("disk", f"The disk refused while {doing}: {text}. Free some space there and repeat.")
    if "AuthenticationError" in kinds or re.search(refused, text):
        advice = "Check the entity, and WANDB_API_KEY or `wandb login --host` with the address of the server."
        return Failure("auth", f"Weights & Biases refused while {doing}: {text}. {advice}")
    if kinds & {"UsageError", "ValueError", "TypeError", "AssertionError", "LookupError", "AttributeError"}:
        return Failure("input", f"What was sent is wrong, {doing} failed: {text}.")
    if kinds & {"Error", "TimeoutError", "str"}:
        return Failure("network", f"Weights & Biases failed while {doing}: {text}. Check the network and repeat.")
    return Failure("internal", f"{type(error).__name__} while {doing}: {text}.")


def log_of(folder: str) -> pathlib.Path:
    """The log in the folder of a run."""
    logs = list(pathlib.Path(folder).glob("*.wandb"))
    if len(logs) != 1:
        raise Failure("input", f"{folder} is not the folder of one run: it has {len(logs)} files *.wandb.")
    return logs[0]


def staged(log: pathlib.Path, problem: str) -> list:
    """The files outside of its folder that a run needs. Reads all of its log, protobuf messages in chunks as those of
    LevelDB, and fails when the run is not whole, a problem of that kind."""
    from wandb.proto import wandb_internal_pb2
    text, found, record, place = log.read_bytes(), [], b"", 7
    while place < len(text):
        left = 32768 - place % 32768
        if left >= 7:
            checksum, length, kind = struct.unpack("<IHB", text[place : place + 7].ljust(7, b"\0"))
            chunk = text[place + 7 : place + 7 + length]
            if len(chunk) < length or zlib.crc32(bytes([kind]) + chunk) != checksum:
                break
            left = 7 + length
            record = record + chunk if kind > 2 else chunk
            if kind in (1, 4):
                found.append(wandb_internal_pb2.Record.FromString(record))
        place += left
    if place < len(text) or not any(record.HasField("exit") for record in found):
        raise Failure(problem, f"{log} is not whole (byte {place} of {len(text)}): check the disk, write it again.")
    return [entry.local_path for record in found for entry in record.artifact.manifest.contents if entry.local_path]


def complaint(folder: str, name: str) -> str:
    """What logs of the SDK say that was not written or uploaded, for it tells nobody else; empty when all went well."""
    for log in pathlib.Path(folder).rglob(name + "*"):
        for line in log.read_text("utf-8", "replace").splitlines():
            entry = json.loads(line) if '"level":"ERROR' in line and line.endswith("}") else {}
            # Requests that fail are told again by who made them; servers need not know all features.
            if not entry.get("msg", "api:").startswith(("api:", "featurechecker:")):
                return f"{entry['msg']} {entry.get('error', '')}".strip()
    return ""


class Bridge:
    """The commands, and the run that is open."""

    _run = None

    def hello(self) -> dict:
        return {"wandb": load().__version__, "python": sys.version.split()[0]}

    def init(self, directory, run_id, project=None, mode="offline", entity=None, group=None, name=None, tags=None,
             notes=None, config=None, init_timeout=90, finish_timeout=300) -> dict:  # fmt: skip
        if self._run or mode not in ("offline", "online"):
            raise Failure("input", "A run is open: finish it first." if self._run else f"There is no mode {mode!r}.")
        os.makedirs(directory, exist_ok=True)
        address, wandb = prepare(os.path.abspath(directory)), load()
        if mode == "online":
            reach(address)
        wandb.Table.MAX_ROWS = wandb.Table.MAX_ARTIFACT_ROWS = MOST_ROWS
        settings = wandb.Settings(init_timeout=init_timeout, finish_timeout=finish_timeout, **SETTINGS)
        given = {"id": run_id, "project": project, "entity": entity, "group": group, "name": name, "tags": tags}
        given = {key: value or None for key, value in {**given, "notes": notes, "config": config}.items()}
        self._run = wandb.init(dir=directory, mode=mode, settings=settings, **given)
        self._place = {"folder": os.path.dirname(os.path.abspath(self._run.dir)), "url": self._run.url}
        return {**self._place, "server": address, "project": self._run.project, "entity": self._run.entity or None}

    def define(self, key, step_key) -> None:
        self._run.define_metric(step_key)
        self._run.define_metric(key, step_metric=step_key)

    def log(self, rows) -> None:
        for place, row in enumerate(rows):
            if not row or "" in row:
                raise Failure("input", f"rows[{place}] is empty or has an empty key: name every value.")
        for row in rows:
            self._run.log(row)

    def table(self, key, columns, rows) -> None:
        if len(rows) > MOST_ROWS:
            raise Failure("input", f"The table '{key}' has {len(rows)} rows: send at most {MOST_ROWS}.")
        for place, row in enumerate(rows):
            if len(row) != len(columns):
                raise Failure("input", f"rows[{place}] has {len(row)} cells, but there are {len(columns)} columns.")
        self._run.log({key: load().Table(columns=columns, data=rows, allow_mixed_types=True)})

    def html(self, key, html) -> None:
        self._run.log({key: load().Html(html, inject=False, data_is_not_path=True)})

    def config(self, values) -> None:
        self._run.config.update(values, allow_val_change=True)

    def summary(self, values) -> None:
        self._run.summary.update(values)

    def alert(self, title, text, level="INFO", wait_duration=None) -> None:
        self._run.alert(title=title, text=text, level=level, wait_duration=wait_duration)

    def artifact(self, name, type, files) -> None:
        run, artifact = self._run, load().Artifact(name, type=type)
        for place, file in enumerate(files):
            if not os.path.isfile(file["path"]):
                raise Failure("input", f"files[{place}] is missing: {file['path']}. Write it first.")
            artifact.add_file(file["path"], name=file["name"], policy="immutable", skip_cache=True)
        run.log_artifact(artifact)

    def finish(self, exit_code=0) -> dict:
        place, run, self._run = self._place, self._run, None
        run.finish(exit_code=exit_code)
        load().teardown()
        if refused := complaint(place["folder"], "debug-internal"):
            raise explained(refused, "writing the run")
        folder = pathlib.Path(place["folder"])
        for path in [*staged(log_of(place["folder"]), "disk"), *folder.rglob("*"), folder, folder.parent]:
            os.fsync(descriptor := os.open(path, os.O_RDONLY))
            os.close(descriptor)
        return place

    def sync(self, folder, time_limit=300) -> dict:
        folder, log = os.path.abspath(folder), log_of(folder)
        marker, work = log.with_suffix(".wandb.synced"), os.path.join(folder, "sync")
        address = prepare(os.path.dirname(os.path.dirname(folder)))
        # The marker that the SDK writes is empty.
        if marker.is_file() and marker.read_text():
            return {"url": marker.read_text(), "server": address}
        for path in staged(log, "input"):
            if not os.path.isfile(path):
                raise Failure("input", f"{path}, which the run names, is gone: the run must be written again.")
        reach(address)
        shutil.rmtree(work, ignore_errors=True)
        os.makedirs(os.path.join(work, "wandb"))
        command = [sys.executable, "-m", "wandb", "sync", "--include-synced", folder]
        options = {"env": {**os.environ, "WANDB_BASE_URL": address, "WANDB_DIR": work}, "preexec_fn": END_WITH_PARENT}
        try:
            done = subprocess.run(command, cwd=work, timeout=time_limit, capture_output=True, **options)
        except subprocess.TimeoutExpired:
            raise Failure("network", f"The upload was not done after {time_limit:.0f} s. Check the network and repeat.")
        print(text := (done.stdout + done.stderr).decode("utf-8", "replace"), file=sys.stderr)
        refused, url = complaint(work, "debug-sync"), re.search(r"View run .* at:? (https?://\S+)", text)
        if refused or done.returncode or not url or not marker.is_file():
            marker.unlink(missing_ok=True)
            raise explained(refused or text.replace("wandb:", " ").split("ERROR", 1)[-1], "uploading the run")
        marker.write_text(url.group(1))
        return {"url": url.group(1), "server": address}


COMMANDS = [name for name in vars(Bridge) if not name.startswith("_")]


def answer(bridge: Bridge, line: bytes) -> dict:
    """The answer to a line, whatever the SDK does."""
    doing = "reading the command"
    try:
        command = json.loads(line)
        name = command.pop("command")
        if name not in COMMANDS:
            raise Failure("input", f"There is no command {name!r}, only {', '.join(COMMANDS)}.")
        if name not in ("hello", "init", "sync") and not bridge._run:
            raise Failure("input", f"There is no open run for '{name}': send init first.")
        doing = f"doing '{name}'"
        return {"ok": True, **(getattr(bridge, name)(**command) or {})}
    except (Exception, SystemExit) as error:
        failure = error if isinstance(error, Failure) else explained(error, doing)
        kind, sentence, *more = failure.args
        return {"ok": False, "kind": kind, "error": sentence, **dict(*more)}


def main() -> None:
    """Answers every line of stdin."""
    commands, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    kept = {"WANDB_" + name for name in [*KEPT.split(), *RETRIES]}
    for name in [name for name in os.environ if name.startswith("WANDB_") and name not in kept]:
        del os.environ[name]
    for name, value in {**RETRIES, "ERROR_REPORTING": "false", "HOST": ""}.items():
        os.environ.setdefault("WANDB_" + name, value)
    # A Ctrl-C is meant for who has started this, whose end is ours.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    END_WITH_PARENT()
    bridge, status = Bridge(), 255
    try:
        for line in commands:
            print(json.dumps(answer(bridge, line)), file=answers, flush=True)
    except KeyboardInterrupt:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        status = 143
    if bridge._run:
        print(answer(bridge, json.dumps({"command": "finish", "exit_code": status})), file=sys.stderr, flush=True)
    sys.exit(status % 255)


if __name__ == "__main__":
    main()
