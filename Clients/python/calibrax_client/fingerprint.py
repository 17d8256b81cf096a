"""The machine and software that a benchmark runs on."""

from __future__ import annotations

import functools
import os
import platform
import re
from pathlib import Path
from typing import Any, Dict, Optional


@functools.lru_cache(maxsize=None)
def _machine() -> Dict[str, Any]:
    # Read once, for a process stays where it is.
    environment: Dict[str, Any] = {}
    if cpu := _field("model name", Path("/proc/cpuinfo")):
        environment["cpu"] = cpu
    environment["cores"] = os.cpu_count() or 1
    for information in sorted(Path("/proc/driver/nvidia/gpus").glob("*/information")):
        if gpu := _field("Model", information):
            environment["gpu"] = gpu
            break
    environment["os"] = f"{platform.system()} {platform.release()}"
    environment["architecture"] = platform.machine()
    environment["python"] = platform.python_version()
    environment["host"] = platform.node()
    return environment


def fingerprint() -> Dict[str, Any]:
    """CPU, cores, GPU where there is one, operating system, version of Python and host, for a run's `environment`."""
    return dict(_machine())


def _field(name: str, path: Path) -> Optional[str]:
    """The value of the first `name : value` line of a file."""
    try:
        found = re.search(rf"^{name}\s*:\s*(.*)$", path.read_text(errors="replace"), re.MULTILINE)
    except OSError:
        return None
    return found[1].strip() if found else None
