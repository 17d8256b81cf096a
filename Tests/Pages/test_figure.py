"""What the figure renderer does, seen in a real browser."""

from __future__ import annotations

import json
import tempfile
import time
import unittest
from pathlib import Path
from typing import Any

from chromium import Chromium, Page
from figure_page import ASSETS, script, write_page

LINE = {"mode": "lines", "name": "a", "x": [0, 1, 2, 3, 4], "y": [1, 3, 2, 5, 4]}
DAYS = [f"2024-06-{day:02d} 10:00:00" for day in range(1, 11)]


class FigureTest(unittest.TestCase):
    """One browser for all tests of a class; each begins with an empty page."""

    page: Page
    folder: Path

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        browser = cls.enterClassContext(Chromium())
        cls.page = cls.enterClassContext(browser.page())
        cls.page.set_time_zone("Europe/Berlin")
        cls.page.open(write_page(cls.folder))

    def setUp(self) -> None:
        self.page.messages.clear()
        self.page.resize(1000, 700)
        self.page.prefer("light")
        self.page.mouse("mouseMoved", 999, 699)

    def tearDown(self) -> None:
        self.page.evaluate("Object.values(window.drawn ?? {}).forEach(chart => chart.remove()), document.body.replaceChildren(),"
                           "delete document.documentElement.dataset.theme, window.drawn = {}, undefined")
        self.assertEqual(self.page.messages, [], "the console must stay empty")

    def run_(self, expression: str) -> Any:
        """The value of an expression in which the parts of the renderer have their names."""
        return self.page.evaluate(f"(() => {{ const {{{', '.join(self.names())}}} = figures; return ({expression}); }})()")

    @staticmethod
    def names() -> list[str]:
        from figure_page import EXPOSED
        return EXPOSED.split()

    def draw(self, data: list[dict[str, Any]], layout: dict[str, Any] | None = None, options: str = "{}", name: str = "one") -> None:
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
        return tuple(self.chart(f"(box => [box.left + chart.axes.x.pixel(chart.axes.x.linear({json.dumps(x)})),"
                                f"box.top + chart.axes.y.pixel(chart.axes.y.linear({y}))])(chart.area.getBoundingClientRect())", name))

    def color(self, x: float, y: float, name: str = "one") -> list[int]:
        """Red, green, blue and opacity of what is drawn at a place of the window."""
        return self.chart(f"""(box => {{
          const copy = Object.assign(document.createElement("canvas"), {{width: 1, height: 1}}).getContext("2d", {{willReadFrequently: true}});
          copy.drawImage(chart.canvas, Math.floor(box.left - {x}), Math.floor(box.top - {y}));
          return [...copy.getImageData(0, 0, 1, 1).data];
        }})(chart.area.getBoundingClientRect())""", name)

    def tooltip(self, name: str = "one") -> str | None:
        return self.chart("chart.tooltip.hidden ? null : chart.tooltip.innerText", name)


class Formats(FigureTest):
    def test_ticks_are_round_and_within_the_range(self) -> None:
        self.assertEqual(self.run_("linearTicks(0, 1, 5).values"), [0, 0.2, 0.4, 0.6, 0.8, 1])
        self.assertEqual(self.run_("linearTicks(-7, 12, 4).values"), [-5, 0, 5, 10])
        self.assertEqual(self.run_("linearTicks(0.1, 0.35, 5).values"), [0.1, 0.15, 0.2, 0.25, 0.3, 0.35])
        self.assertEqual(self.run_("linearTicks(1, 1, 5).values"), [])

    def test_labels_have_the_digits_that_the_step_needs(self) -> None:
        self.assertEqual(self.run_("numberLabels([0.1, 0.2, 0.30000000000000004], 0.1)"), ["0.1", "0.2", "0.3"])
        self.assertEqual(self.run_("numberLabels([0, 5000, 10000], 5000)"), ["0", "5k", "10k"])
        self.assertEqual(self.run_("numberLabels([10000, 10500], 500)"), ["10.0k", "10.5k"])
        self.assertEqual(self.run_("numberLabels([1e-7, 2e-7], 1e-7)"), ["100n", "200n"])
        self.assertEqual(self.run_("numberLabels([1000000, 1000001], 1)"), ["1,000,000", "1,000,001"])
        self.assertEqual(self.run_("numberLabels([-1, 0], 1)"), ["−1", "0"])

    def test_numbers_follow_formats_of_d3(self) -> None:
        for value, form, text in [
            (3.14159, ".2f", "3.14"), (1234567.8, ",.0f", "1,234,568"), (12345, ".3s", "12.3k"), (0.123, ".1%", "12.3%"),
            (1500, "~s", "1.5k"), (42.4, "d", "42"), (12345, ".2e", "1.23e+4"), (-0.001, ".1f", "0.0"), (-2, ".1f", "−2.0"),
            (2, "+.1f", "+2.0"), (0.00012, ".2s", "120µ"), (1234.5, "~g", "1234.5"), (999999, ".3s", "1.00M"), (5, "$.2f", "$5.00"),
        ]:
            self.assertEqual(self.run_(f"formatNumber({value}, {json.dumps(form)})"), text, form)

    def test_numbers_without_a_format_are_readable(self) -> None:
        for value, text in [(0.1 + 0.2, "0.3"), (1234567, "1,234,567"), (1234, "1234"), (0, "0"), (1.5e-9, "1.5e-9"), (43.986534231, "43.98653")]:
            self.assertEqual(self.run_(f"plainNumber({value!r})"), text)

    def test_dates_are_utc_unless_they_say_otherwise(self) -> None:
        moment = 1717236000000
        for text in ["2024-06-01 10:00:00", "2024-06-01T10:00:00Z", "2024-06-01 10:00", "2024-06-01T12:00:00+02:00", "2024-06-01 10:00:00.000000"]:
            self.assertEqual(self.run_(f"momentOf({json.dumps(text)})"), moment, text)
        self.assertEqual(self.run_("momentOf('2024-06-01 00:00:00.250') - momentOf('2024-06-01')"), 250)
        self.assertEqual(self.run_("['nonsense', '2024', '', '2024-06-01x'].map(text => String(momentOf(text)))"), ["NaN"] * 4)

    def test_dates_follow_formats_of_d3(self) -> None:
        form = "%Y-%m-%d %H:%M:%S.%L %b %B %y %j %a %A %p %I %-d %e %%"
        self.assertEqual(self.run_(f"formatMoment(momentOf('2024-06-01 15:04:05.006'), {json.dumps(form)}, false)"),
                         "2024-06-01 15:04:05.006 Jun June 24 153 Sat Saturday PM 03 1  1 %")
        self.assertEqual(self.run_("formatMoment(momentOf('2024-06-01 15:04'), '%H:%M', true)"), "17:04")

    def test_ticks_of_dates_are_at_turns_of_the_local_clock(self) -> None:
        ticks = "momentTicks(momentOf('2024-06-01'), momentOf('2024-06-03'), 4, {0}).values.map(value => formatMoment(value, '%d %H:%M', {0}))"
        self.assertEqual(self.run_(ticks.format("true")), ["01 12:00", "02 00:00", "02 12:00", "03 00:00"])
        self.assertEqual(self.run_(ticks.format("false")), ["01 00:00", "01 12:00", "02 00:00", "02 12:00", "03 00:00"])

    def test_ticks_of_hours_stay_at_hours_when_the_clock_changes(self) -> None:
        hours = self.run_("momentTicks(momentOf('2024-03-30 12:00'), momentOf('2024-03-31 12:00'), 8, true).values"
                          ".map(value => Number(formatMoment(value, '%H', true)) % 3)")
        self.assertGreater(len(hours), 6)
        self.assertEqual(set(hours), {0})

    def test_ticks_of_every_range_of_dates_are_few_and_ascend(self) -> None:
        for power in range(1, 14):
            values = self.run_(f"momentTicks(1.7e12, 1.7e12 + 3 * 10 ** {power}, 6, true).values")
            self.assertTrue(2 <= len(values) <= 16, (power, len(values)))
            self.assertEqual(values, sorted(set(values)))

    def test_months_and_years_begin_on_their_first_day(self) -> None:
        labels = self.run_("(({values, step}) => momentLabels(values, step, false))(momentTicks(momentOf('2023-10-05'), momentOf('2024-03-20'), 6, false))")
        self.assertEqual(labels, [["Nov", "2023"], ["Dec"], ["Jan", "2024"], ["Feb"], ["Mar"]])
        self.assertEqual(self.run_("momentTicks(momentOf('1999-05-05'), momentOf('2024-03-20'), 5, false).values.map(v => formatMoment(v, '%Y-%m-%d'))"),
                         ["2000-01-01", "2005-01-01", "2010-01-01", "2015-01-01", "2020-01-01"])

    def test_logarithmic_ticks_are_powers_or_parts_of_them(self) -> None:
        self.assertEqual(self.run_("logTicks(0, 6, 6).values"), [1, 10, 100, 1000, 10000, 100000, 1000000])
        self.assertEqual(self.run_("logTicks(0, 1, 5).values"), [1, 2, 5, 10])
        self.assertEqual(self.run_("logTicks(0, 12, 4).values"), [1, 1e3, 1e6, 1e9, 1e12])

    def test_markup_is_dropped_and_other_tags_are_text(self) -> None:
        self.assertEqual(self.run_("plainLines('a<br>b<br/>c &lt;b&gt; &amp;lt; &#37; <b>x</b><i>y</i>')"), ["a", "b", "c <b> &lt; % xy"])
        self.assertEqual(self.run_("plainText('<img src=x onerror=alert(1)>')"), "<img src=x onerror=alert(1)>")

    def test_symbols_have_names_and_numbers(self) -> None:
        self.assertEqual(self.run_("[1, '102', 'star-open', 'diamond-dot', undefined].map(each => Object.values(symbolOf(each)))"),
                         [["square", False], ["diamond", True], ["star", True], ["diamond", False], ["circle", False]])
        self.assertIsNone(self.run_("corners('hourglass')"))

    def test_dashes_are_names_or_lengths(self) -> None:
        self.assertEqual(self.run_("[dashOf('dot', 2), dashOf('5px,10px', 2), dashOf('solid', 2), dashOf(undefined, 2)]"), [[2, 4], [5, 10], [], []])

    def test_colors_that_can_hardly_be_seen_move_towards_the_text(self) -> None:
        theme = "{background: '#fff', text: '#000'}"
        self.assertEqual(self.run_(f"readable('#1f77b4', {theme})"), "#1f77b4")
        self.assertGreaterEqual(self.run_(f"contrast(channels(readable('#ffffb3', {theme})), [255, 255, 255])"), 1.6)
        self.assertIsNone(self.run_("channels('no colour')"))


class Drawing(FigureTest):
    def test_a_shape_colours_the_pixels_that_it_covers(self) -> None:
        shapes = [{"type": "rect", "xref": "x", "yref": "paper", "x0": 1, "x1": 2, "y0": 0, "y1": 1, "fillcolor": "red", "line": {"width": 0}},
                  {"type": "line", "xref": "paper", "yref": "y", "x0": 0, "x1": 1, "y0": 4.5, "y1": 4.5, "line": {"color": "#00a000", "width": 5}},
                  {"type": "circle", "x0": 2.6, "x1": 3.4, "y0": 1.5, "y1": 2.5, "fillcolor": "blue", "line": {"width": 0}}]
        self.draw([LINE], {"shapes": shapes})
        self.assertEqual(self.color(*self.at(1.5, 4)), [255, 0, 0, 255])
        self.assertEqual(self.color(*self.at(3.3, 4.5)), [0, 160, 0, 255])
        self.assertEqual(self.color(*self.at(3, 2)), [0, 0, 255, 255])
        self.assertNotEqual(self.color(*self.at(2.62, 1.52)), [0, 0, 255, 255], "a circle has no corners")

    def test_a_shape_below_is_behind_the_curves(self) -> None:
        curve = {**LINE, "y": [1] * 5, "line": {"color": "#0000ff", "width": 6}}
        for layer, color in [("below", [0, 0, 255, 255]), ("above", [255, 0, 0, 255])]:
            self.draw([curve], {"shapes": [{"type": "rect", "x0": 1, "x1": 2, "y0": 0, "y1": 2, "fillcolor": "#f00", "layer": layer}]}, name=layer)
            self.assertEqual(self.color(*self.at(1.5, 1, layer), layer), color)

    def test_on_a_logarithmic_axis_shapes_are_values_and_annotations_exponents(self) -> None:
        self.draw([{"mode": "lines", "x": [0, 1], "y": [1, 1000]}], {
            "yaxis": {"type": "log"},
            "shapes": [{"type": "rect", "xref": "paper", "yref": "y", "x0": 0, "x1": 0.2, "y0": 90, "y1": 110, "fillcolor": "red"}],
            "annotations": [{"x": 0.8, "y": 1, "text": "", "ax": 0.8, "ay": 0.2, "axref": "x", "ayref": "y", "arrowcolor": "#00f", "arrowwidth": 6}]})
        self.assertEqual(self.color(*self.at(0.1, 100)), [255, 0, 0, 255])
        self.assertEqual(self.color(*self.at(0.8, 3)), [0, 0, 255, 255])

    def test_annotations_out_of_view_are_not_drawn(self) -> None:
        note = {"x": 2, "y": 1, "text": "████████", "showarrow": False, "font": {"size": 30, "color": "#ff0000"}}
        self.draw([LINE], {"annotations": [note]})
        self.assertEqual(self.color(*self.at(2, 1)), [255, 0, 0, 255])
        self.draw([LINE], {"annotations": [note], "xaxis": {"range": [2.1, 4]}}, name="two")
        self.assertNotEqual(self.color(*self.at(2.15, 1, "two"), "two"), [255, 0, 0, 255])

    def test_null_is_a_gap_unless_gaps_are_connected(self) -> None:
        y = [1, 1, None, 1, 1]
        for connect in [False, True]:
            name = f"gaps-{connect}"
            self.draw([{**LINE, "y": y, "connectgaps": connect, "line": {"color": "#f00", "width": 4}}], name=name)
            self.assertEqual(self.color(*self.at(2.2, 1, name), name) == [255, 0, 0, 255], connect)
            self.assertEqual(self.color(*self.at(0.5, 1, name), name), [255, 0, 0, 255])

    def test_steps_have_the_corners_of_their_shape(self) -> None:
        self.assertEqual(self.run_("['hv', 'vh', 'hvh', 'vhv', 'linear'].map(shape => bent([0, 0, 2, 4], shape))"), [
            [0, 0, 2, 0, 2, 4], [0, 0, 0, 4, 2, 4], [0, 0, 1, 0, 1, 4, 2, 4], [0, 0, 0, 2, 2, 2, 2, 4], [0, 0, 2, 4]])

    def test_a_spline_stays_between_its_points(self) -> None:
        y = self.run_("bent([0, 0, 1, 0, 2, 5, 3, 5], 'spline').filter((_, at) => at % 2)")
        self.assertGreater(len(y), 10)
        self.assertTrue(all(0 <= value <= 5 for value in y))

    def test_reduction_keeps_the_extremes(self) -> None:
        self.draw([{"mode": "lines", "x": [], "y": []}])
        kept = self.page.evaluate("""(() => {
          const y = Array.from({length: 50000}, (_, at) => Math.sin(at));
          y[12345] = 70; y[30001] = -50;
          charts.one.update({data: [{mode: "lines", x: y.map((_, at) => at), y}], layout: {}});
          const [line] = figures.polylines(charts.one.curves[0], charts.one.plot.width);
          const {y: axis} = charts.one.axes;
          const places = line.filter((_, at) => at % 2).map(place => axis.at(place));
          return [line.length / 2, Math.max(...places), Math.min(...places), charts.one.plot.width];
        })()""")
        self.assertLess(kept[0], 2 * kept[3] + 4)
        self.assertAlmostEqual(kept[1], 70)
        self.assertAlmostEqual(kept[2], -50)

    def test_among_many_markers_each_with_a_status_is_drawn(self) -> None:
        count = 20000
        y = [0] * count
        y[777] = 9
        self.draw([{"mode": "markers", "x": list(range(count)), "y": y, "marker": {"color": "#ff0000", "size": 5},
                    "customdata": [["W" if at == 777 else "S"] for at in range(count)]}])
        self.assertEqual(self.color(*self.at(777, 9))[:3], [255, 0, 0])

    def test_a_failed_run_without_a_value_is_marked_at_the_bottom(self) -> None:
        self.draw([{**LINE, "y": [1, 3, None, 5, 4], "customdata": [["S"], ["S"], ["F"], ["S"], ["S"]]}])
        x, _ = self.at(2)
        bottom = self.chart("chart.area.getBoundingClientRect().top + chart.plot.bottom")
        red, green, blue, _ = self.color(x, bottom - 6)
        self.assertTrue(red > 150 > green and blue < 150)

    def test_areas_are_filled_to_zero_or_to_the_curve_before(self) -> None:
        low = {"mode": "lines", "x": [0, 1], "y": [1, 1], "line": {"width": 0}}
        high = {**low, "y": [3, 3], "fill": "tonexty", "fillcolor": "#00ff00"}
        self.draw([low, high])
        self.assertEqual(self.color(*self.at(0.4, 2)), [0, 255, 0, 255])
        self.assertNotEqual(self.color(*self.at(0.4, 0.95)), [0, 255, 0, 255])
        self.draw([{**high, "fill": "tozeroy"}], name="zero")
        self.assertEqual(self.color(*self.at(0.4, 0.1, "zero"), "zero"), [0, 255, 0, 255])

    def test_error_bars_reach_as_far_as_they_say(self) -> None:
        self.draw([{"mode": "markers", "x": [0, 1, 2], "y": [5, 5, 5], "marker": {"color": "#f00"},
                    "error_y": {"array": [2, 2, 2], "arrayminus": [4, 4, 4], "symmetric": False}}])
        self.assertGreater(self.chart("chart.axes.y.high"), 7)
        self.assertLess(self.chart("chart.axes.y.low"), 1)
        self.assertGreater(self.color(*self.at(1, 2))[3], 0)

    def test_a_second_axis_has_a_scale_of_its_own(self) -> None:
        self.draw([LINE, {**LINE, "yaxis": "y2", "y": [100, 200, 300, 400, 500]}], {"yaxis2": {"title": {"text": "load"}}})
        self.assertLess(self.chart("chart.axes.y.high"), 10)
        self.assertGreater(self.chart("chart.axes.y2.high"), 400)
        self.assertGreater(self.chart("chart.plot.ticksy2.length"), 2)

    def test_ranges_follow_the_layout(self) -> None:
        ends = "[chart.axes.x.low, chart.axes.x.high, chart.axes.y.low, chart.axes.y.high]"
        self.draw([LINE], {"xaxis": {"range": [1, 3]}, "yaxis": {"type": "log", "range": [0, 2]}})
        self.assertEqual(self.chart(ends), [1, 3, 0, 2])
        self.draw([LINE], {"xaxis": {"autorange": "reversed"}, "yaxis": {"rangemode": "tozero"}}, name="two")
        self.assertEqual(self.chart(ends, "two")[:3], [4, 0, 0])
        self.draw([{**LINE, "y": [-1, 2, 3, 4, 5]}], {"yaxis": {"rangemode": "nonnegative"}}, name="three")
        self.assertEqual(self.chart("chart.axes.y.low", "three"), 0)

    def test_categories_are_in_the_order_asked_for(self) -> None:
        data = [{"mode": "markers", "x": ["b", "c"], "y": [1, 2]}, {"mode": "markers", "x": ["a"], "y": [3]}]
        for axis, names in [({}, ["b", "c", "a"]), ({"categoryorder": "category ascending"}, ["a", "b", "c"]),
                            ({"categoryorder": "array", "categoryarray": ["c"]}, ["c", "b", "a"])]:
            self.draw(data, {"xaxis": axis}, name=json.dumps(axis))
            self.assertEqual(self.chart("chart.axes.x.categories", json.dumps(axis)), names)

    def test_labels_do_not_overlap(self) -> None:
        self.draw([{"mode": "lines", "x": [f"2024-0{month}-03 10:00:00" for month in range(1, 10)], "y": list(range(9))}], {"xaxis": {"type": "date"}})
        for width in [1000, 520, 330]:
            self.page.resize(width, 700)
            self.page.settle()
            gaps = self.chart("""chart.plot.ticksx.slice(1).map((tick, at) => {
              const context = chart.canvas.getContext("2d"), before = chart.plot.ticksx[at];
              const wide = ({lines}) => Math.max(...lines.map(line => context.measureText(line).width));
              return chart.axes.x.pixel(tick.place) - chart.axes.x.pixel(before.place) - (wide(tick) + wide(before)) / 2; })""")
            self.assertGreater(len(gaps), 0, width)
            self.assertGreater(min(gaps), 0, width)

    def test_without_points_it_says_so(self) -> None:
        self.draw([{**LINE, "x": [], "y": []}, {**LINE, "name": "b", "x": [], "y": []}], {"meta": {"empty": "███"}})
        x, y = self.chart("(({left, top}, plot) => [left + plot.left + plot.width / 2, top + plot.top + plot.height / 2])"
                          "(chart.area.getBoundingClientRect(), chart.plot)")
        self.assertEqual(self.color(x, y), [0x64, 0x6B, 0x74, 255])
        self.assertEqual(self.page.evaluate("document.querySelectorAll('.chart-without-points').length"), 2)

    def test_without_points_there_are_no_made_up_ticks(self) -> None:
        self.draw([], {"xaxis": {"type": "date"}, "yaxis": {"range": [0, 1]}})
        self.assertEqual(self.chart("chart.plot.ticksx.length"), 0)
        self.assertGreater(self.chart("chart.plot.ticksy.length"), 2)

    def test_what_makes_no_sense_is_left_out(self) -> None:
        self.draw([{"x": ["1", None, "x"], "y": ["3", "q", None]}, {"type": "bar", "x": [1], "y": [2]}, {}, {"y": [1, 1e300], "customdata": [None, "F"]}],
                  {"shapes": [{}, {"type": "line"}], "annotations": [{}, {"text": "a", "x": 1, "y": "q"}], "xaxis": {"range": [None, 3]}, "yaxis": {"range": ["a"]}})
        self.assertEqual(self.chart("chart.curves.length"), 3)
        self.assertIn("1e+300", self.chart("chart.plot.ticksy.map(tick => tick.lines[0])"))

    def test_it_takes_on_the_colours_of_the_page(self) -> None:
        self.draw([LINE])
        light = self.chart("chart.theme.text")
        self.page.prefer("dark")
        self.page.settle()
        dark = self.chart("chart.theme.text")
        self.assertNotEqual(light, dark)
        self.page.evaluate("document.documentElement.dataset.theme = 'dark'")
        self.page.settle()
        self.assertEqual(self.chart("chart.theme.text"), "rgb(255, 255, 255)")

    def test_the_canvas_has_the_pixels_of_the_screen(self) -> None:
        self.draw([LINE])
        self.page.resize(600, 500, ratio=2)
        self.page.wait("charts.one.canvas.width === 2 * charts.one.area.clientWidth", "a sharper canvas", 5)

    def test_a_hundred_thousand_points_are_drawn_soon(self) -> None:
        self.draw([LINE])
        for mode in ["lines", "markers"]:
            took = self.page.evaluate(f"""(() => {{
              const x = Array.from({{length: 100000}}, (_, at) => at), y = x.map(at => Math.sin(at / 999) + at % 17);
              charts.one.update({{data: [{{mode: "{mode}", x, y}}], layout: {{}}}});
              const start = performance.now();
              for (let time = 0; time < 3; time++) {{ charts.one.dirty = true; charts.one.draw(); }}
              return (performance.now() - start) / 3;
            }})()""")
            self.assertLess(took, 300, mode)


class Hover(FigureTest):
    def test_it_tells_of_the_nearest_point_of_each_curve(self) -> None:
        self.draw([LINE, {**LINE, "name": "b", "y": [9, 8, 7, 6, 5]}, {**LINE, "name": "c", "x": [0.5, 1.5], "y": [1, 1]}])
        self.page.move(*self.at(2.1, 3))
        self.assertEqual(self.tooltip().split("\n"), ["2", "a: 2", "b: 7"])
        self.page.mouse("mouseMoved", 999, 699)
        self.page.settle()
        self.assertIsNone(self.tooltip())

    def test_of_several_points_at_the_same_x_it_tells_the_nearest_to_the_pointer(self) -> None:
        self.draw([{"mode": "markers", "name": "a", "x": [1, 2, 2, 2, 3], "y": [0, 0, 5, 10, 0]}])
        self.page.move(*self.at(2, 5.4))
        self.assertIn("5", self.tooltip().split("\n")[1])
        self.page.move(*self.at(2, 9))
        self.assertIn("10", self.tooltip().split("\n")[1])

    def test_points_need_not_be_in_the_order_of_x(self) -> None:
        self.draw([{"mode": "lines", "name": "a", "x": [3, 1, 2], "y": [30, 10, 20]}])
        self.page.move(*self.at(1.2, 15))
        self.assertEqual(self.tooltip(), "1\n10")

    def test_templates_are_filled_in(self) -> None:
        template = "<b>Rate</b>: %{y:.1f} GB/s<br>job %{customdata[3]} of %{customdata[4]:.2f}, %{nothing}<extra>%{fullData.name}</extra>"
        self.draw([{**LINE, "name": "k: 1<br>n: &lt;2&gt;", "hovertemplate": template, "customdata": [["W", "a", 1, 14230309, 0.5]] * 5}, {**LINE, "hoverinfo": "skip"}])
        self.page.move(*self.at(1, 3))
        self.assertEqual(self.tooltip().split("\n"), ["1", "k: 1, n: <2>", "Rate: 3.0 GB/s", "job 14230309 of 0.50, %{nothing} validator objects"])

    def test_a_failed_run_is_told_of_though_it_has_no_value(self) -> None:
        self.draw([{**LINE, "y": [1, 3, None, 5, 4], "customdata": [["S"], ["S"], ["F"], ["S"], ["S"]]}])
        self.page.move(*self.at(2, 3))
        self.assertIn("failed", self.tooltip())

    def test_moments_are_told_here_and_in_utc(self) -> None:
        self.draw([{"mode": "lines", "name": "a", "x": DAYS, "y": list(range(10))}])
        self.page.move(*self.at("2024-06-03 09:00:00", 3))
        self.assertEqual(self.tooltip().split("\n")[:2], ["2024-06-03 12:00", "2024-06-03 10:00 UTC"])
        self.draw([{"mode": "lines", "name": "a", "x": DAYS, "y": list(range(10))}], {"meta": {"local": False}}, name="two")
        self.page.move(*self.at("2024-06-03 09:00:00", 3, "two"))
        self.assertEqual(self.tooltip("two").split("\n")[0], "2024-06-03 10:00")

    def test_of_many_curves_it_tells_the_twelve_nearest(self) -> None:
        self.draw([{**LINE, "name": f"c{number}", "y": [number] * 5} for number in range(30)])
        self.page.move(*self.at(2, 29))
        lines = self.tooltip().split("\n")
        self.assertEqual(lines[1:13], [f"c{number}: {number}" for number in range(18, 30)])
        self.assertEqual(lines[13], "… and 18 more")

    def test_the_tooltip_stays_in_the_window(self) -> None:
        self.page.resize(360, 300)
        self.draw([{**LINE, "name": f"a long name of a curve, number {number}"} for number in range(8)])
        for x in [0, 2, 4]:
            self.page.move(*self.at(x, 3))
            box = self.chart("(({left, top, right, bottom}) => [left, top, right, bottom])(chart.tooltip.getBoundingClientRect())")
            self.assertTrue(box[0] >= 0 and box[1] >= 0 and box[2] <= 360 and box[3] <= 300, box)

    def test_closest_tells_of_one_point(self) -> None:
        self.draw([LINE, {**LINE, "name": "b", "y": [9, 8, 7, 6, 5]}], {"hovermode": "closest"})
        self.page.move(*self.at(2, 7))
        self.assertEqual(self.tooltip(), "2\nb: 7")
        self.page.move(*self.at(2, 4.5))
        self.assertIsNone(self.tooltip())

    def test_it_can_be_switched_off(self) -> None:
        self.draw([LINE], {"hovermode": False})
        self.page.move(*self.at(2, 3))
        self.assertIsNone(self.tooltip())

    def test_the_page_hears_of_it(self) -> None:
        self.draw([LINE], options="{onhover: (entries) => (window.heard ??= []).push(entries)}")
        self.page.move(*self.at(3, 3))
        self.page.mouse("mouseMoved", 999, 699)
        self.page.settle()
        self.assertEqual(self.page.evaluate("heard.splice(0)"), [[{"trace": 0, "name": "a", "point": 3, "x": 3, "y": 5, "status": "S"}], None])

    def test_keys_move_from_point_to_point_and_say_what_is_there(self) -> None:
        self.draw([{**LINE, "x": list(range(40)), "y": list(range(40))}, {"mode": "lines", "name": "b", "x": [1.5], "y": [7]}])
        self.page.evaluate("charts.one.area.focus()")
        said = []
        for key, held in [("ArrowRight", ()), ("ArrowRight", ()), ("ArrowRight", ()), ("End", ()), ("ArrowLeft", ("Shift",)), ("Home", ())]:
            self.page.press(key, held)
            said.append(self.chart("chart.told.textContent"))
        self.assertEqual(said, ["0; a: 0", "1; a: 1", "1.5; b: 7", "39; a: 39", "29; a: 29", "0; a: 0"])

    def test_keys_zoom_around_the_hover(self) -> None:
        self.draw([{**LINE, "x": list(range(41)), "y": list(range(41))}])
        self.page.evaluate("charts.one.area.focus()")
        self.page.press("Home")
        self.page.press("+")
        self.assertEqual(self.chart("[chart.axes.x.low, chart.axes.x.high]"), [0, 20])
        self.page.press("0")
        self.assertEqual(self.chart("[chart.axes.x.low, chart.axes.x.high]"), [0, 40])

    def test_those_who_do_not_see_it_are_told_what_it_is(self) -> None:
        self.draw([LINE], {"title": {"text": "Rates"}})
        label = self.chart("chart.area.getAttribute('aria-label')")
        for part in ["Rates", "1 curve", "a", "From 0 to 4"]:
            self.assertIn(part, label)


class Zoom(FigureTest):
    ENDS = "[chart.axes.x.low, chart.axes.x.high]"
    SIDES = "[chart.axes.y.low, chart.axes.y.high]"

    def test_a_drag_across_zooms_x_alone(self) -> None:
        self.draw([LINE])
        sides = self.chart(self.SIDES)
        self.page.drag(self.at(1, 3), self.at(3, 3.05))
        for end, expected in zip(self.chart(self.ENDS), [1, 3]):
            self.assertAlmostEqual(end, expected, 1)
        self.assertEqual(self.chart(self.SIDES), sides)

    def test_a_drag_down_zooms_y_alone_and_one_aslant_both(self) -> None:
        self.draw([LINE])
        ends = self.chart(self.ENDS)
        self.page.drag(self.at(1, 4), self.at(1, 2))
        self.assertEqual(self.chart(self.ENDS), ends)
        self.assertAlmostEqual(self.chart("chart.axes.y.low"), 2, 1)
        self.page.drag(self.at(1, 3.5), self.at(2, 2.5))
        self.assertAlmostEqual(self.chart("chart.axes.x.low"), 1, 1)
        self.assertAlmostEqual(self.chart("chart.axes.y.high"), 3.5, 1)

    def test_a_double_click_shows_everything_again(self) -> None:
        self.draw([LINE])
        before = self.chart(self.ENDS + ".concat(" + self.SIDES + ")")
        self.page.drag(self.at(1, 4), self.at(2, 2))
        self.assertNotEqual(self.chart(self.ENDS + ".concat(" + self.SIDES + ")"), before)
        self.page.click("#one .chart-canvas", 2)
        self.assertEqual(self.chart(self.ENDS + ".concat(" + self.SIDES + ")"), before)

    def test_buttons_zoom_and_show_everything(self) -> None:
        self.draw([LINE])
        self.page.click("#one button[aria-label='Zoom in']")
        self.assertEqual(self.chart(self.ENDS), [1, 3])
        self.page.click("#one button[aria-label='Zoom out']")
        self.assertEqual(self.chart(self.ENDS), [0, 4])
        self.page.click("#one button[aria-label='Zoom in']")
        self.page.click("#one button[aria-label='Show everything']")
        self.assertEqual(self.chart(self.ENDS), [0, 4])

    def test_a_drag_with_shift_or_the_middle_button_moves(self) -> None:
        self.draw([LINE])
        for button, keys in [("left", ("Shift",)), ("middle", ())]:
            self.page.drag(self.at(2, 3), self.at(1, 3), button, keys)
            self.assertAlmostEqual(self.chart("chart.axes.x.low"), 1, 5)
            self.assertAlmostEqual(self.chart("chart.axes.x.high"), 5, 5)
            self.chart("chart.reset()")

    def test_the_wheel_zooms_only_with_a_key(self) -> None:
        self.draw([LINE])
        x, y = self.at(1, 3)
        self.page.wheel(x, y, -50)
        self.assertEqual(self.chart(self.ENDS), [0, 4])
        self.page.wheel(x, y, -50, ("Control",))
        low, high = self.chart(self.ENDS)
        self.assertTrue(0 < low < 1 and 3 < high < 4)
        self.assertAlmostEqual((1 - low) / (high - low), 0.25, 2)

    def test_two_fingers_zoom(self) -> None:
        self.draw([LINE])
        self.page.resize(1000, 700, touch=True)
        left, right = self.at(1.5, 3), self.at(2.5, 3)
        self.page.touch("touchStart", left, right)
        self.page.touch("touchMove", self.at(1, 3), self.at(3, 3))
        self.page.touch("touchEnd")
        self.page.settle()
        low, high = self.chart(self.ENDS)
        self.assertLess(high - low, 3)

    def test_linked_charts_zoom_hover_and_reset_together(self) -> None:
        for name in ["one", "two"]:
            self.draw([{**LINE, "y": [1, 2, 3, 4, 50]}], options="{link: 'pair'}", name=name)
        self.draw([LINE], options="{link: 'other'}", name="three")
        self.page.drag(self.at(1, 30), self.at(3, 30))
        self.assertEqual(self.chart(self.ENDS, "two"), self.chart(self.ENDS, "one"))
        self.assertEqual(self.chart(self.ENDS, "three"), [0, 4])
        self.page.move(*self.at(2, 30))
        self.assertEqual(self.chart("[chart.hover.x, chart.hover.entries.length]", "two"), [2, 1])
        self.assertIsNone(self.chart("chart.hover", "three"))
        self.chart("chart.reset()", "two")
        self.assertEqual(self.chart(self.ENDS, "one"), [0, 4])

    def test_linked_charts_begin_at_the_same_place(self) -> None:
        for name, y in [("one", 1), ("two", 123456.5)]:
            self.draw([{**LINE, "y": [y + number / 10 for number in range(5)]}], options="{link: 'pair'}", name=name)
        left = self.chart("chart.plot.left", "two")
        self.assertEqual(self.chart("chart.plot.left"), left)
        self.chart("chart.remove()", "two")
        self.page.evaluate("delete drawn.two")
        self.page.settle()
        self.assertLess(self.chart("chart.plot.left"), left)

    def test_another_figure_keeps_the_view_unless_it_was_the_whole(self) -> None:
        self.draw([LINE])
        longer = json.dumps({"data": [{**LINE, "x": [0, 1, 2, 3, 8]}], "layout": {}})
        self.chart(f"chart.update({longer})")
        self.assertEqual(self.chart(self.ENDS), [0, 8])
        self.chart("chart.setView({x: [1, 2]})")
        self.chart(f"chart.update({longer})")
        self.assertEqual(self.chart(self.ENDS), [1, 2])


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
        self.assertEqual(self.page.evaluate("[asked[0].from, asked[0].to]"), ["2024-06-01 10:00:00.000", "2024-06-02 10:00:00.500"])

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
        self.chart("chart.setView({x: [1, 3]})")
        time.sleep(0.2)
        self.assertIsNone(self.page.evaluate("window.asked ?? null"))

    def test_points_are_appended_and_seen(self) -> None:
        self.draw([LINE, {**LINE, "name": "b"}])
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
        pressed = "[...document.querySelectorAll('.chart-legend-entry')].map(entry => entry.getAttribute('aria-pressed'))"
        self.assertEqual(self.page.evaluate(pressed), ["true", "false", "false"])
        self.page.click("#one .chart-legend-entry:nth-child(2)")
        self.page.click("#one .chart-legend-entry:nth-child(3)", 2)
        self.assertEqual(self.chart(hidden), [True, True, False])
        self.page.click("#one .chart-legend-entry:nth-child(3)", 2)
        self.assertEqual(self.chart(hidden), [False, False, False])

    def test_curves_of_a_group_go_together(self) -> None:
        self.draw([{**LINE, "legendgroup": "g"}, {**LINE, "name": "b", "legendgroup": "g", "showlegend": False}, {**LINE, "name": "c"}])
        self.assertEqual(self.page.evaluate("document.querySelectorAll('.chart-legend-entry').length"), 2)
        self.page.click("#one .chart-legend-entry")
        self.assertEqual(self.chart("chart.curves.map(curve => curve.hidden)"), [True, True, False])

    def test_the_legend_stands_where_the_layout_wants_it(self) -> None:
        for legend, width, place in [({"x": 1.02}, 900, "right"), ({"x": 1}, 900, "over"), ({"orientation": "h"}, 900, "below"), ({}, 400, "below")]:
            self.assertEqual(self.run_(f"legendPlace({{legend: {json.dumps(legend)}}}, [{{listed: true, trace: {{}}}}, {{listed: true, trace: {{}}}}], {width})"), place)

    def test_hostile_names_stay_text(self) -> None:
        evil = "<img src=x onerror=document.title='evil'><script>document.title='evil'</script>"
        self.draw([{**LINE, "name": evil, "text": [evil] * 5, "hovertemplate": "%{text}<extra>" + evil + "</extra>"}, {**LINE, "name": "__proto__"}],
                  {"title": {"text": evil}, "meta": {"empty": evil}, "annotations": [{"x": 1, "y": 2, "text": evil}], "xaxis": {"title": {"text": evil}}})
        self.page.move(*self.at(1, 3))
        self.assertIn("<img src=x", self.tooltip())
        self.assertEqual(self.page.evaluate("[document.querySelectorAll('img, body script').length, document.title]"), [0, "Figures"])
        self.assertIn("__proto__", self.chart("Object.keys(JSON.parse(figures.dataAsText(chart.curves)))"))
        self.assertIsNone(self.run_("({}).x ?? null"))

    def test_the_data_can_be_taken_away(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            self.page.download_into(folder)
            self.draw([{**LINE, "name": "k: 1<br>n: 2"}, {**LINE, "name": "k: 1<br>n: 2", "y": [None, 1]}], options="{label: 'Some rates'}")
            self.page.click("#one button[aria-label='Download data']")
            file = Path(folder) / "Some-rates.json"
            self.page.wait(file.exists, "a file", 10)
            self.assertEqual(json.loads(file.read_text()), {
                "k: 1, n: 2": {"x": LINE["x"], "y": LINE["y"]}, "k: 1, n: 2 (2)": {"x": [0, 1], "y": [None, 1]}})

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
            self.assertEqual(self.page.evaluate("[listening, observing, figures.links.size, document.getElementById('one').childNodes.length,"
                                                "document.getElementById('one').className]"), [0, 0, 0, 0, ""])
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
        listed = (ASSETS / "figure/ORDER").read_text().split()
        self.assertEqual(sorted(listed), sorted(path.name for path in (ASSETS / "figure").glob("*.js")))

    def test_no_script_writes_markup_or_evaluates_text(self) -> None:
        for word in ["innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "new Function", "document.write", "setAttribute(\"style\""]:
            self.assertNotIn(word, script())


if __name__ == "__main__":
    unittest.main()
