"""Figures that change: other points, other curves, none at all."""

from __future__ import annotations

import json
import tempfile
import unittest
from pathlib import Path

from figure_page import ASSETS, script, script_order
from figure_test import DAYS, FigureTest, LINE


class Changes(FigureTest):
    LOAD = "{load: (from, to) => new Promise(done => (window.asked ??= []).push({from, to, done}))}"

    def figure(self, last: float, reduced: bool = True) -> str:
        return json.dumps({"data": [{**LINE, "y": [1, 2, 3, 4, last]}], "layout": {"meta": {"reduced": reduced}}})

    def tearDown(self) -> None:
        self.page.evaluate("delete window.asked")
        super().tearDown()

    def test_a_reduced_figure_is_asked_for_after_a_zoom(self) -> None:
        self.draw([LINE], {"meta": {"reduced": True}}, self.LOAD)
        self.chart("chart.setView({x: [1, 3]})")
        self.page.wait("window.asked?.length === 1", "a question", 5)
        self.assertEqual(self.page.evaluate("[asked[0].from, asked[0].to]"), [1, 3])
        self.page.evaluate(f"asked[0].done({self.figure(7, False)})")
        self.page.wait("charts.one.curves[0].rawY[4] === 7", "the answer", 5)
        self.assertEqual(self.chart("[chart.axes.x.low, chart.axes.x.high]"), [1, 3])
        self.chart("chart.reset()")
        self.page.wait("asked.length === 2", "a question for the whole", 5)
        self.assertEqual(self.page.evaluate("[asked[1].from, asked[1].to]"), [None, None])

    def test_moments_are_asked_for_in_utc(self) -> None:
        self.draw([{**LINE, "x": DAYS[:5]}], {"meta": {"reduced": True}}, self.LOAD)
        self.chart("chart.setView({x: [1717236000000, 1717322400500]})")
        self.page.wait("window.asked?.length === 1", "a question", 5)
        self.assertEqual(
            self.page.evaluate("[asked[0].from, asked[0].to]"), ["2024-06-01 10:00:00.000", "2024-06-02 10:00:00.500"]
        )

    def test_an_answer_that_a_later_zoom_has_overtaken_is_dropped(self) -> None:
        self.draw([LINE], {"meta": {"reduced": True}}, self.LOAD)
        for number, ends in enumerate(["[1, 3]", "[1, 2]"], 1):
            self.chart(f"chart.setView({{x: {ends}}})")
            self.page.wait(f"window.asked?.length === {number}", "a question", 5)
        self.page.evaluate(f"asked[1].done({self.figure(8)})")
        self.page.wait("charts.one.curves[0].rawY[4] === 8", "the later answer", 5)
        self.page.evaluate(f"asked[0].done({self.figure(9)})")
        self.page.settle()
        self.assertEqual(self.chart("chart.curves[0].rawY[4]"), 8)

    def test_a_whole_figure_is_not_asked_for(self) -> None:
        self.draw([LINE], {}, self.LOAD)
        self.draw([LINE], {"meta": {"reduced": True}}, self.LOAD, "reduced")
        # What is asked comes in the order of zooms: a question about the whole figure would be the first.
        self.chart("chart.setView({x: [1, 3]})")
        self.page.evaluate("charts.reduced.setView({x: [2, 3]})")
        self.page.wait("window.asked?.length > 0", "a question", 5)
        self.assertEqual(self.page.evaluate("asked.map((each) => each.from)"), [2])

    def test_points_are_appended_and_seen(self) -> None:
        self.draw([LINE, {**LINE, "name": "b"}])
        self.page.move(*self.at(4, 3))
        self.chart("(chart.append(0, [[5, 6]]), chart.append('b', [[6, 70], [7, 8]]))")
        self.page.settle()
        self.assertEqual(self.chart("[chart.axes.x.high, chart.curves[0].count, chart.curves[1].count]"), [7, 6, 7])
        self.assertGreater(self.chart("chart.axes.y.high"), 70)
        self.page.move(*self.at(6, 30))
        self.assertIn("70", self.tooltip())
        self.assertEqual(self.chart("chart.figure.data[0].x.length"), 5, "the figure given stays as it is")

    def test_points_come_to_an_empty_curve(self) -> None:
        self.draw([{"mode": "lines", "name": "a", "x": [], "y": []}], {"xaxis": {"type": "date"}, "showlegend": True})
        self.chart("chart.append('a', [['2024-06-01 10:00:00', 1], [1717236060000, 2]])")
        self.page.settle()
        self.assertEqual(self.chart("chart.axes.x.high - chart.axes.x.low"), 60000)
        self.assertEqual(self.page.evaluate("document.querySelectorAll('.chart-without-points').length"), 0)

    def test_the_legend_hides_and_shows(self) -> None:
        self.draw([LINE, {**LINE, "name": "b", "y": [50] * 5}, {**LINE, "name": "c", "visible": "legendonly"}])
        hidden = "chart.curves.map(curve => curve.hidden)"
        self.assertEqual(self.chart(hidden), [False, False, True])
        self.page.click("#one .chart-legend-entry:nth-child(2)")
        self.assertEqual(self.chart(hidden), [False, True, True])
        self.assertLess(self.chart("chart.axes.y.high"), 10)
        pressed = (
            "[...document.querySelectorAll('.chart-legend-entry')].map(entry => entry.getAttribute('aria-pressed'))"
        )
        self.assertEqual(self.page.evaluate(pressed), ["true", "false", "false"])
        self.page.click("#one .chart-legend-entry:nth-child(2)")
        self.page.click("#one .chart-legend-entry:nth-child(3)", 2)
        self.assertEqual(self.chart(hidden), [True, True, False])
        self.page.click("#one .chart-legend-entry:nth-child(3)", 2)
        self.assertEqual(self.chart(hidden), [False, False, False])

    def test_curves_of_a_group_go_together(self) -> None:
        self.draw(
            [
                {**LINE, "legendgroup": "g"},
                {**LINE, "name": "b", "legendgroup": "g", "showlegend": False},
                {**LINE, "name": "c"},
            ]
        )
        self.assertEqual(self.page.evaluate("document.querySelectorAll('.chart-legend-entry').length"), 2)
        self.page.click("#one .chart-legend-entry")
        self.assertEqual(self.chart("chart.curves.map(curve => curve.hidden)"), [True, True, False])

    def test_the_legend_stands_where_the_layout_wants_it(self) -> None:
        for legend, width, place in [
            ({"x": 1.02}, 900, "right"),
            ({"x": 1}, 900, "over"),
            ({"orientation": "h"}, 900, "below"),
            ({}, 400, "below"),
        ]:
            self.assertEqual(
                self.run_(
                    f"legendPlace({{legend: {json.dumps(legend)}}}, [{{listed: true, trace: {{}}}}, {{listed: true, trace: {{}}}}], {width})"
                ),
                place,
            )

    def test_hostile_names_stay_text(self) -> None:
        evil = "<img src=x onerror=document.title='evil'><script>document.title='evil'</script>"
        self.draw(
            [
                {**LINE, "name": evil, "text": [evil] * 5, "hovertemplate": "%{text}<extra>" + evil + "</extra>"},
                {**LINE, "name": "__proto__"},
            ],
            {
                "title": {"text": evil},
                "meta": {"empty": evil},
                "annotations": [{"x": 1, "y": 2, "text": evil}],
                "xaxis": {"title": {"text": evil}},
            },
        )
        self.page.move(*self.at(1, 3))
        self.assertIn("<img src=x", self.tooltip())
        self.assertEqual(
            self.page.evaluate("[document.querySelectorAll('img, body script').length, document.title]"), [0, "Figures"]
        )
        self.assertIn("__proto__", self.chart("Object.keys(JSON.parse(figures.dataAsText(chart.curves)))"))
        self.assertIsNone(self.run_("({}).x ?? null"))

    def test_the_data_can_be_taken_away(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            self.page.download_into(folder)
            self.draw(
                [{**LINE, "name": "k: 1<br>n: 2"}, {**LINE, "name": "k: 1<br>n: 2", "y": [None, 1]}],
                options="{label: 'Some rates'}",
            )
            self.page.click("#one button[aria-label='Download data']")
            file = Path(folder) / "Some-rates.json"
            self.page.wait(file.exists, "a file", 10)
            self.assertEqual(
                json.loads(file.read_text()),
                {"k: 1, n: 2": {"x": LINE["x"], "y": LINE["y"]}, "k: 1, n: 2 (2)": {"x": [0, 1], "y": [None, 1]}},
            )

    def test_a_chart_that_is_removed_leaves_nothing_behind(self) -> None:
        self.page.evaluate("""(() => {
          const [add, drop] = [EventTarget.prototype.addEventListener, EventTarget.prototype.removeEventListener];
          window.listening = 0; window.observing = 0;
          window.restore = [];
          EventTarget.prototype.addEventListener = function(name, handle, options) {
            // What listens at parts of the chart goes with them.
            if (this === window || this === document || !(this instanceof Node)) {
              if (!(this instanceof AbortSignal)) { listening++; options?.signal?.addEventListener("abort", () => listening--); }
            }
            return add.call(this, name, handle, options);
          };
          restore.push(() => EventTarget.prototype.addEventListener = add);
          for (const kind of [ResizeObserver, MutationObserver]) {
            const {observe, disconnect} = kind.prototype;
            kind.prototype.observe = function(...all) { if (!this.counted) observing++; this.counted = true; return observe.apply(this, all); };
            kind.prototype.disconnect = function() { if (this.counted) observing--; this.counted = false; return disconnect.call(this); };
            restore.push(() => Object.assign(kind.prototype, {observe, disconnect}));
          }
        })()""")
        try:
            self.draw([LINE], options="{link: 'gone'}")
            self.assertGreaterEqual(self.page.evaluate("listening"), 2)
            self.assertEqual(self.page.evaluate("observing"), 2)
            self.chart("chart.remove()")
            self.assertEqual(
                self.page.evaluate(
                    "[listening, observing, figures.links.size, document.getElementById('one').childNodes.length,"
                    "document.getElementById('one').className]"
                ),
                [0, 0, 0, 0, ""],
            )
            self.page.evaluate("delete drawn.one")
        finally:
            self.page.evaluate("restore.forEach(each => each())")

    def test_drawing_by_the_interface_alone(self) -> None:
        self.page.evaluate(f"""(() => {{
          const element = document.createElement("div");
          document.body.append(element);
          window.drawn = {{chart: figures.drawFigure(element, {{data: [{json.dumps(LINE)}], layout: {{}}}})}};
        }})()""")
        self.assertEqual(self.page.evaluate("Object.keys(drawn.chart).sort()"), ["append", "remove", "update"])
        self.assertEqual(self.page.evaluate("document.querySelectorAll('.chart-canvas canvas').length"), 2)

    def test_nothing_is_asked_of_a_network(self) -> None:
        self.assertEqual([address for address in self.page.requests if not address.startswith(("file:", "blob:"))], [])


class Assets(unittest.TestCase):
    def test_every_script_has_its_place_in_the_order(self) -> None:
        self.assertEqual(sorted(script_order()), sorted(path.name for path in ASSETS.glob("*/*.js")))

    def test_no_script_writes_markup_or_evaluates_text(self) -> None:
        for word in [
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "eval(",
            "new Function",
            "document.write",
            'setAttribute("style"',
        ]:
            self.assertNotIn(word, script())
