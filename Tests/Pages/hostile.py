"""Names that somebody chose to break pages."""

from __future__ import annotations

import json
from pathlib import Path

from programs import Server, calibraxctl

RUN = "window.isHostile = true"
NAMES = [
    f'<img src=x onerror="{RUN}">',
    f"</script><script>{RUN}</script>",
    f"\"' onmouseover='{RUN}' x=\"",
    f"javascript:{RUN}//",
    "left\u202eright\u2066\u200f",
    "W" * 300,
    "a/b/../../etc",
    "..",
    "&lt;b&gt; &amp; <b>bold</b>",
    "{{x}} ${x} %{x}",
]


def fill(server: Server, folder: Path) -> None:
    """Fills a store with such names wherever a name can be."""
    results = folder / "results"
    results.mkdir()
    rows = [
        [name, f"2026-08-0{day}T00:00:00", str(number + day), name]
        for number, name in enumerate(NAMES)
        for day in (1, 2, 3)
    ]
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    (results / "a.csv").write_text("name one,timestamp,time,note\n" + "\n".join(quoted) + "\n")
    metrics = {
        "ts": {"type": "ts", "header": "timestamp"},
        NAMES[0]: {"header": "name one", "description": NAMES[1], "unit": NAMES[2]},
        NAMES[2]: {"header": "time", "type": "float", "unit": NAMES[1], "description": NAMES[0]},
        "note": {},
    }
    plot = {
        "y": NAMES[2],
        "group_by": [NAMES[0]],
        "annotations": ["note"],
        "layout": {
            "title": {"text": NAMES[0]},
            "annotations": [{"text": NAMES[1], "x": 0.5, "y": 0.5, "xref": "paper", "yref": "paper"}],
        },
    }
    benchmark = {
        "host": ".",
        "sources": {"folders": ["results"]},
        "metrics": metrics,
        "table": [NAMES[0]],
        "description": "".join(NAMES),
        "plots": {"tabs": {NAMES[0]: [plot], NAMES[4]: [plot]}},
    }
    tabs = {name: {"description": name} for name in NAMES[:4]}
    shared = {key: benchmark[key] for key in ("host", "sources", "metrics", "table")}
    configuration = {name: {**benchmark, "name": name} for name in NAMES}
    configuration["long"] = {**benchmark, "name": NAMES[5]}
    configuration["tabs"] = {**shared, "plots": [plot], "tabs": tabs}
    (folder / "hostile.json").write_text(json.dumps(configuration))
    calibraxctl("benchmarks", "collect", folder / "hostile.json", "--data", server.data, accept=(0, 5))
    for name in NAMES:
        start = {"pipeline_name": name, "execution_id": name, "tags": {name: name}}
        try:
            server.call("startExecution", **start)
        except RuntimeError:
            # Identifiers may be refused; what they name may not.
            start["execution_id"] = f"execution-{NAMES.index(name)}"
            server.call("startExecution", **start)
        group = {"name": name, "units": name}
        for key in (name, f"other {name}"):
            server.call(
                "defineMetric",
                execution_id=start["execution_id"],
                key=key,
                group=group,
                scale={"units": name, "name": name},
            )
            server.call("record", execution_id=start["execution_id"], key=key, value=1, at=0)
            server.call("record", execution_id=start["execution_id"], key=key, value=2, at=1)
        progress = f"progress {name}"
        server.call(
            "defineMetric",
            execution_id=start["execution_id"],
            key=progress,
            scale={"progress": True, "upper": 2, "units": name},
        )
        server.call("record", execution_id=start["execution_id"], key=progress, value=1, at=0)
        server.call("triggerAlert", message=name, severity="error", metric_name=name, metric_value=1, threshold=0)
        server.call("setThreshold", metric_name=name, threshold=1, when="above", severity="info")
