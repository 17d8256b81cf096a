"""What a program passes to a method, as the parameters that are sent."""

from __future__ import annotations

from typing import Any, Dict, Mapping

from .documents import plain
from .fingerprint import fingerprint


def prepared(method: str, params: Mapping[str, Any], fills_environment: bool) -> Dict[str, Any]:
    """The parameters without those that are None; a run that is ingested as a document of its own, with what this
    machine is where it does not say what it ran on."""
    params = {name: value for name, value in params.items() if value is not None}
    run = params.get("run") if method == "ingest" else None
    if run is None:
        return params
    run = dict(run if isinstance(run, Mapping) else plain(run))
    if fills_environment and not run.get("environment"):
        run["environment"] = fingerprint()
    return {**params, "run": run}
