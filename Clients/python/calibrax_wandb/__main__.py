"""Writes and uploads runs of Weights & Biases with its official SDK.

Reads a command from each line of stdin and answers each with a line on stdout, all of them JSON objects; the commands
are the methods of `Bridge`:

    {"command": "init", "directory": "/tmp/x", "run_id": "r1", "project": "p", "mode": "offline", "config": {}}
    {"ok": true, "folder": "/tmp/x/wandb/offline-run-20260101_120000-r1", "url": null, ...}
    {"ok": false, "kind": "input", "error": "The row rows[2] has 3 cells, but there are 2 columns."}

The kinds of errors are missing, auth, network, disk, input and internal. What the SDK prints goes to stderr. A run that
is open at the end of stdin is finished with exit code 255, at SIGTERM with 143.
"""

import sys

# With -c, modules of the folder that we happen to be in would come before all others.
if sys.path[:1] == [""]:
    del sys.path[0]

import errno
import json
import os
import re
import shlex
import signal
import socket
import struct
import subprocess
import sysconfig
import urllib.parse
import zlib

OLDEST = (3, 10)
REQUIREMENT = "wandb>=0.31,<1"
SERVER = "https://api.wandb.ai"
# The SDK takes every variable WANDB_X for its setting x. What says who and where stays; all others would bend the run.
KEPT = {"API_KEY", "BASE_URL", "APP_URL", "IDENTITY_TOKEN_FILE", "CREDENTIALS_FILE", "CONFIG_DIR", "INSECURE_DISABLE_SSL"}
KEPT |= {"HTTP_PROXY", "HTTPS_PROXY", "ENTITY", "PROJECT", "RUN_GROUP", "TAGS", "NOTES", "USERNAME", "USER_EMAIL"}
SETTINGS = {
    "x_disable_meta": True,
    "x_disable_stats": True,
    "x_disable_machine_info": True,
    "x_save_requirements": False,
    "disable_git": True,
    "disable_code": True,
    "save_code": False,
    "disable_job_creation": True,
    "console": "off",
    "quiet": True,
    "symlink": False,
    "sagemaker_disable": True,
    "table_raise_on_max_row_limit_exceeded": True,
}


class Failure(Exception):
    """What went wrong and what to do, as a sentence."""

    def __init__(self, kind: str, error: str, **more: object):
        super().__init__(error)
        self.answer = {"ok": False, "kind": kind, "error": error, **more}


class Ended(BaseException):
    """A signal has asked for the end."""


def missing(reason: str) -> Failure:
    """That wandb cannot be used, with the command that changes it."""
    python = shlex.quote(sys.executable)
    install = f"{python} -m pip install '{REQUIREMENT}'"
    managed = os.path.exists(os.path.join(sysconfig.get_path("stdlib"), "EXTERNALLY-MANAGED"))
    if managed and sys.prefix == sys.base_prefix:
        # A folder of the user's own, as this Python must not be changed.
        install = (
            f"{python} -m venv ~/.calibrax/wandb && ~/.calibrax/wandb/bin/pip install '{REQUIREMENT}'"
            " && export CALIBRAX_PYTHON=~/.calibrax/wandb/bin/python"
        )
    return Failure("missing", f"{reason} Install it with: {install}", install=install)


def load() -> object:
    """The SDK."""
    version = sys.version.split()[0]
    if sys.version_info < OLDEST:
        raise Failure(
            "missing",
            f"{sys.executable} is Python {version}, but wandb needs {OLDEST[0]}.{OLDEST[1]} or newer: name a newer one,"
            " export CALIBRAX_PYTHON=/path/to/python3",
        )
    try:
        import wandb
    except ImportError as error:
        raise missing(f"{sys.executable} (Python {version}) has no usable wandb ({error}).")
    if tuple(int(part) for part in re.findall(r"\d+", wandb.__version__)[:2]) < (0, 31):
        raise missing(f"{sys.executable} has wandb {wandb.__version__}, but 0.31 or newer is needed.")
    return wandb


def set_folders(directory: str) -> None:
    """Keeps all that the SDK writes below a folder."""
    for name in ("data", "cache", "artifact"):
        os.environ[f"WANDB_{name.upper()}_DIR"] = os.path.join(directory, "wandb", name)


def server(wandb: object) -> str:
    """The address: api.wandb.ai where neither the environment nor a file of settings says another."""
    if "base_url" not in wandb.setup().settings.model_fields_set:
        wandb.setup(wandb.Settings(base_url=SERVER))
    return wandb.setup().settings.base_url


def explained(error: BaseException, doing: str) -> Failure:
    """The kind of an error of the SDK."""
    text = re.sub(r"\s+", " ", str(error)).strip() or type(error).__name__
    names = {base.__name__ for base in type(error).__mro__}
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return Failure("disk", f"The disk is full while {doing}: {text}. Free some space and repeat.")
    if "AuthenticationError" in names or re.search(r"API key|\b40[13]\b|permission|Unauthorized", text):
        return Failure("auth", f"Weights & Biases refused while {doing}: {text}. Check WANDB_API_KEY and WANDB_ENTITY.")
    if "CommError" in names or isinstance(error, (ConnectionError, TimeoutError)):
        return Failure("network", f"No answer from {server(load())} while {doing}: {text}. Check the network and repeat.")
    if names & {"UsageError", "ValidationError", "ValueError", "TypeError"}:
        return Failure("input", f"The SDK did not take it while {doing}: {text}")
    return Failure("internal", f"{type(error).__name__} while {doing}: {text}")


def records(path: str) -> list:
    """The records of a run's log, LevelDB chunks of protobuf messages; nothing may be torn."""
    from wandb.proto import wandb_internal_pb2

    with open(path, "rb") as file:
        log = file.read()
    found, parts, place = [], [], 7
    while place < len(log):
        left = 32768 - place % 32768
        if left < 7:
            place += left
            continue
        chunk = log[place + 7 : place + left]
        if place + 7 > len(log):
            raise ValueError(f"{path} ends in the middle of a record")
        checksum, length, kind = struct.unpack("<IHB", log[place : place + 7])
        if len(chunk) < length or zlib.crc32(bytes([kind]) + chunk[:length]) != checksum:
            raise ValueError(f"{path} has a torn record at byte {place}")
        parts = [*(parts if kind > 2 else []), chunk[:length]]
        if kind in (1, 4):
            found.append(wandb_internal_pb2.Record.FromString(b"".join(parts)))
        place += 7 + length
    return found


def log_path(folder: str) -> str:
    """The log in the folder of a run."""
    logs = [name for name in os.listdir(folder) if name.endswith(".wandb")]
    if len(logs) != 1:
        raise Failure("input", f"{folder} is not the folder of one run: it holds {len(logs)} files *.wandb.")
    return os.path.join(folder, logs[0])


def whole(folder: str) -> list:
    """The records of a finished run."""
    path = log_path(folder)
    try:
        found = records(path)
    except ValueError as error:
        raise Failure("disk", f"The run was not written whole: {error}. Check the disk's free space and write it again.")
    if not any(record.WhichOneof("record_type") == "exit" for record in found):
        raise Failure("disk", f"The run was not written whole: {path} has no end. Write it again.")
    return found


def synchronize(path: str) -> None:
    """Waits until a file or folder is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class Bridge:
    """One run, and its commands."""

    def __init__(self):
        self.open_run = None

    @property
    def run(self):
        if self.open_run is None:
            raise Failure("input", "There is no open run: send init first.")
        return self.open_run

    def hello(self) -> dict:
        return {"wandb": load().__version__, "python": sys.version.split()[0]}

    def init(self, directory, run_id, project, mode="offline", entity=None, group=None, name=None, tags=None, notes=None,
             config=None, init_timeout=90) -> dict:  # fmt: skip
        wandb = load()
        if self.open_run is not None:
            raise Failure("input", "A run is open already: finish it first.")
        if mode not in ("offline", "online"):
            raise Failure("input", f"The mode is '{mode}', expected offline or online.")
        os.makedirs(directory, exist_ok=True)
        set_folders(os.path.abspath(directory))
        server(wandb)
        given = {"id": run_id, "project": project, "entity": entity, "group": group, "name": name, "tags": tags}
        self.open_run = wandb.init(
            dir=os.path.abspath(directory),
            mode=mode,
            config=config or {},
            notes=notes or None,
            settings=wandb.Settings(init_timeout=init_timeout, **SETTINGS),
            **{key: value or None for key, value in given.items()},
        )
        return {**self.place(), "project": self.run.project, "entity": self.run.entity or None}

    def place(self) -> dict:
        """Where the run is."""
        return {"folder": os.path.dirname(os.path.abspath(self.run.dir)), "url": self.run.url}

    def define(self, key, step_key) -> None:
        self.run.define_metric(step_key)
        self.run.define_metric(key, step_metric=step_key)

    def log(self, rows) -> None:
        for place, row in enumerate(rows):
            if "" in row:
                raise Failure("input", f"The row rows[{place}] has an empty key, which Weights & Biases would drop.")
        for row in rows:
            self.run.log(row)

    def table(self, key, columns, rows) -> None:
        for place, row in enumerate(rows):
            if len(row) != len(columns):
                raise Failure("input", f"The row rows[{place}] has {len(row)} cells, but there are {len(columns)} columns.")
        self.run.log({key: load().Table(columns=columns, data=rows, allow_mixed_types=True)})

    def html(self, key, html) -> None:
        self.run.log({key: load().Html(html, inject=False, data_is_not_path=True)})

    def summary(self, values) -> None:
        self.run.summary.update(values)

    def alert(self, title, text, level="INFO", wait_duration=None) -> None:
        self.run.alert(title=title, text=text, level=level, wait_duration=wait_duration)

    def artifact(self, name, type, files) -> None:
        for file in files:
            if not os.path.isfile(file["path"]):
                raise Failure("input", f"The file {file['path']} of the artifact '{name}' is missing: write it first.")
        artifact = load().Artifact(name, type=type)
        for file in files:
            artifact.add_file(file["path"], name=file["name"], policy="immutable", skip_cache=True)
        self.run.log_artifact(artifact)

    def finish(self, exit_code=0) -> dict:
        place = self.place()
        run, self.open_run = self.open_run, None
        run.finish(exit_code=exit_code)
        load().teardown()
        whole(place["folder"])
        for path in (log_path(place["folder"]), place["folder"], os.path.dirname(place["folder"])):
            synchronize(path)
        return place

    def sync(self, folder, time_limit=300) -> dict:
        wandb = load()
        folder = os.path.abspath(folder)
        found = whole(folder)
        for record in found:
            for entry in record.artifact.manifest.contents:
                if entry.local_path and not os.path.isfile(entry.local_path):
                    raise Failure("input", f"The file {entry.local_path} of the run is gone: write the run again.")
        directory = os.path.dirname(os.path.dirname(folder))
        set_folders(directory)
        address = server(wandb)
        reach(address)
        arguments = [sys.executable, "-m", "wandb", "sync", "--include-synced", folder]
        child = subprocess.Popen(
            arguments, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
            cwd=directory, env={**os.environ, "WANDB_DIR": directory, "WANDB_BASE_URL": address},
        )  # fmt: skip
        try:
            text = child.communicate(timeout=time_limit)[0].decode("utf-8", "replace")
        except subprocess.TimeoutExpired:
            raise Failure("network", f"The upload was not done after {time_limit} s. Check the network and repeat.")
        finally:
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
        sys.stderr.write(text)
        url = re.search(r"View run .* at:? ?\s*(https?://\S+)", text)
        if child.returncode != 0 or not url or not os.path.exists(log_path(folder) + ".synced"):
            raise Failure("network", f"The upload failed: {text.strip()}")
        return {"url": url.group(1)}


def reach(address: str) -> None:
    """Connects to a server, so that no network is found out at once."""
    if any(os.environ.get(name) for name in ("HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy", "ALL_PROXY")):
        return
    url = urllib.parse.urlsplit(address)
    try:
        socket.create_connection((url.hostname, url.port or (80 if url.scheme == "http" else 443)), timeout=10).close()
    except OSError as error:
        raise Failure("network", f"{url.hostname} cannot be reached: {error}. Check the network, or WANDB_BASE_URL.")


def answer(bridge: Bridge, line: bytes) -> dict:
    """The answer to a line, whatever the SDK does."""
    doing = "reading the command"
    try:
        try:
            command = json.loads(line)
        except ValueError as error:
            raise Failure("input", f"The line is not JSON: {error}.")
        name = command.pop("command", None) if isinstance(command, dict) else None
        if name not in ("hello", "init", "define", "log", "table", "html", "summary", "alert", "artifact", "finish", "sync"):
            raise Failure("input", f"There is no command {name!r}.")
        doing = f"doing '{name}'"
        return {"ok": True, **(getattr(bridge, name)(**command) or {})}
    except Failure as failure:
        return failure.answer
    except Ended:
        raise
    except BaseException as error:
        return explained(error, doing).answer


def write(descriptor: int, value: dict) -> None:
    """Writes all of a line at once."""
    line = json.dumps(value).encode() + b"\n"
    while line:
        line = line[os.write(descriptor, line) :]


def end(number: int, frame: object) -> None:
    """Ends at the first signal."""
    signal.signal(number, signal.SIG_IGN)
    raise Ended


def main() -> None:
    """Answers every line of stdin."""
    commands = os.fdopen(os.dup(0), "rb")
    answers = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    for name in list(os.environ):
        if name.startswith("WANDB_") and name[len("WANDB_") :] not in KEPT:
            del os.environ[name]
    os.environ["WANDB_ERROR_REPORTING"] = "false"
    bridge, status = Bridge(), 255
    signal.signal(signal.SIGTERM, end)
    try:
        for line in commands:
            write(answers, answer(bridge, line))
    except Ended:
        status = 143
    if bridge.open_run is not None:
        bridge.finish(exit_code=status)
    sys.exit(143 if status == 143 else 0)


if __name__ == "__main__":
    main()
