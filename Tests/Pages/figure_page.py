"""A page that holds the figure renderer as pages of the dashboard do, under the same Content Security Policy."""

import re
from pathlib import Path

ASSETS = Path(__file__).resolve().parents[2] / "Sources/CalibraxDashboard/Pages/Assets"

#: What tests reach besides `drawFigure`.
EXPOSED = (
    "drawFigure Chart Axis Curve links plainLines plainText formatNumber plainNumber numberLabels momentOf formatMoment "
    "linearTicks logTicks momentTicks momentLabels niceStep fittingTicks polylines bent templated dataAsText symbolOf corners "
    "dashOf contrast channels readable nearestEntries legendPlace"
)

STYLE = """
:root { --background: #fff; --surface: #f4f5f7; --text: #1c2024; --muted: #646b74; --line: #e4e7eb; --accent: #1668b8;
  --good: #1a7f37; --bad: #c62828; --warn: #9a6700; }
@media (prefers-color-scheme: dark) { :root:not([data-theme="light"]) { --background: #14171a; --surface: #20252a;
  --text: #e6e8ea; --muted: #98a1ab; --line: #2a3037; --accent: #5aa9f0; --good: #4cc26a; --bad: #ff6b62; --warn: #d8a32b; } }
:root[data-theme="dark"] { --background: #000; --text: #fff; }
body { margin: 10px; background: var(--background); color: var(--text); font-family: sans-serif; }
.chart-canvas { height: 260px; }
"""

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"


def script_order() -> list[str]:
    """The names of all scripts in the order that pages have them."""
    return [f"{name}.js" for name in re.findall(r"PackageResources\.(\w+)_js", (ASSETS / "../Assets.swift").read_text())]


def script() -> str:
    """The scripts of the renderer in their order, with what tests reach as `figures`."""
    parts = [path.read_text() for path in map((ASSETS / "figure").joinpath, script_order()) if path.exists()]
    exposed = ", ".join(EXPOSED.split())
    return '(() => {"use strict";\n' + "".join(parts) + f"window.figures = {{{exposed}}};\n}})();\n"


def write_page(folder: Path) -> Path:
    """Writes the page and its parts into a folder; returns the page."""
    (folder / "figure.js").write_text(script())
    (folder / "page.css").write_text(STYLE + (ASSETS / "figure.css").read_text())
    page = folder / "page.html"
    page.write_text(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Figures</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f'<link rel="stylesheet" href="page.css"><script src="figure.js"></script><body></body></html>'
    )
    return page
