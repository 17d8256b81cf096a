"""What tests of the figure renderer have in common: one browser, and charts in an empty page."""

from __future__ import annotations

import atexit
import contextlib
import functools
import json
import tempfile
import unittest
from pathlib import Path
from typing import Any

from chromium import Chromium, Page
from figure_page import EXPOSED, write_page

LINE = {"mode": "lines", "name": "a", "x": [0, 1, 2, 3, 4], "y": [1, 3, 2, 5, 4]}
DAYS = [f"2024-06-{day:02d} 10:00:00" for day in range(1, 11)]


@functools.cache
def shared_page() -> Page:
    """A page with the renderer, in one browser for all tests, which ends with the program."""
    open_until_the_end = contextlib.ExitStack()
    atexit.register(open_until_the_end.close)
    folder = Path(open_until_the_end.enter_context(tempfile.TemporaryDirectory()))
    page = open_until_the_end.enter_context(open_until_the_end.enter_context(Chromium()).page())
    page.set_time_zone("Europe/Berlin")
    page.open(write_page(folder))
    return page


class FigureTest(unittest.TestCase):
    """Tests of the renderer; each begins with an empty page."""

    page: Page

    @classmethod
    def setUpClass(cls) -> None:
        cls.page = shared_page()

    def setUp(self) -> None:
        self.page.messages.clear()
        self.page.resize(1000, 700)
        self.page.prefer("light")
        self.page.mouse("mouseMoved", 999, 699)

    def tearDown(self) -> None:
        self.page.evaluate(
            "Object.values(window.drawn ?? {}).forEach(chart => chart.remove()), document.body.replaceChildren(),"
            "delete document.documentElement.dataset.theme, window.drawn = {}, undefined"
        )
        self.assertEqual(self.page.messages, [], "the console must stay empty")

    def run_(self, expression: str) -> Any:
        """The value of an expression in which the parts of the renderer have their names."""
        return self.page.evaluate(
            f"(() => {{ const {{{', '.join(EXPOSED.split())}}} = figures; return ({expression}); }})()"
        )

    def draw(
        self, data: list[dict[str, Any]], layout: dict[str, Any] | None = None, options: str = "{}", name: str = "one"
    ) -> None:
        """Draws a figure into a new element of a name; `drawn` and `charts` have what is behind it."""
        figure = json.dumps({"data": data, "layout": layout or {}})
        self.page.evaluate(f"""(() => {{
          const element = document.createElement("div");
          element.id = {json.dumps(name)};
          document.body.append(element);
          window.drawn ??= {{}};
          window.charts ??= {{}};
          drawn[element.id] = charts[element.id] = new figures.Chart(element, {figure}, {options});
        }})()""")
        self.page.settle()

    def chart(self, expression: str, name: str = "one") -> Any:
        """The value of an expression about a chart."""
        return self.page.evaluate(f"(chart => ({expression}))(charts[{json.dumps(name)}])")

    def at(self, x: Any, y: float = 0, name: str = "one") -> tuple[float, float]:
        """Where a place of the axes is in the window."""
        return tuple(
            self.chart(
                f"(box => [box.left + chart.axes.x.pixel(chart.axes.x.linear({json.dumps(x)})),"
                f"box.top + chart.axes.y.pixel(chart.axes.y.linear({y}))])(chart.area.getBoundingClientRect())",
                name,
            )
        )

    def color(self, x: float, y: float, name: str = "one") -> list[int]:
        """Red, green, blue and opacity of what is drawn at a place of the window."""
        return self.chart(
            f"""(box => {{
          const copy = Object.assign(document.createElement("canvas"), {{width: 1, height: 1}}).getContext("2d", {{willReadFrequently: true}});
          copy.drawImage(chart.canvas, Math.floor(box.left - {x}), Math.floor(box.top - {y}));
          return [...copy.getImageData(0, 0, 1, 1).data];
        }})(chart.area.getBoundingClientRect())""",
            name,
        )

    def tooltip(self, name: str = "one") -> str | None:
        return self.chart("chart.tooltip.hidden ? null : chart.tooltip.innerText", name)
