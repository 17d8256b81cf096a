"""What is drawn where."""

from __future__ import annotations

import json

from figure_test import FigureTest, LINE


class Drawing(FigureTest):
    def test_a_shape_colours_the_pixels_that_it_covers(self) -> None:
        shapes = [
            {
                "type": "rect",
                "xref": "x",
                "yref": "paper",
                "x0": 1,
                "x1": 2,
                "y0": 0,
                "y1": 1,
                "fillcolor": "red",
                "line": {"width": 0},
            },
            {
                "type": "line",
                "xref": "paper",
                "yref": "y",
                "x0": 0,
                "x1": 1,
                "y0": 4.5,
                "y1": 4.5,
                "line": {"color": "#00a000", "width": 5},
            },
            {"type": "circle", "x0": 2.6, "x1": 3.4, "y0": 1.5, "y1": 2.5, "fillcolor": "blue", "line": {"width": 0}},
        ]
        self.draw([LINE], {"shapes": shapes})
        self.assertEqual(self.color(*self.at(1.5, 4)), [255, 0, 0, 255])
        self.assertEqual(self.color(*self.at(3.3, 4.5)), [0, 160, 0, 255])
        self.assertEqual(self.color(*self.at(3, 2)), [0, 0, 255, 255])
        self.assertNotEqual(self.color(*self.at(2.65, 1.6)), [0, 0, 255, 255], "a circle has no corners")

    def test_a_shape_below_is_behind_the_curves(self) -> None:
        curve = {**LINE, "y": [1] * 5, "line": {"color": "#0000ff", "width": 6}}
        for layer, color in [("below", [0, 0, 255, 255]), ("above", [255, 0, 0, 255])]:
            self.draw(
                [curve],
                {"shapes": [{"type": "rect", "x0": 1, "x1": 2, "y0": 0, "y1": 2, "fillcolor": "#f00", "layer": layer}]},
                name=layer,
            )
            self.assertEqual(self.color(*self.at(1.5, 1, layer), layer), color)

    def test_on_a_logarithmic_axis_shapes_are_values_and_annotations_exponents(self) -> None:
        self.draw(
            [{"mode": "lines", "x": [0, 1], "y": [1, 1000]}],
            {
                "yaxis": {"type": "log"},
                "shapes": [
                    {
                        "type": "rect",
                        "xref": "paper",
                        "yref": "y",
                        "x0": 0,
                        "x1": 0.2,
                        "y0": 90,
                        "y1": 110,
                        "fillcolor": "red",
                    }
                ],
                "annotations": [
                    {
                        "x": 0.8,
                        "y": 1,
                        "text": "",
                        "ax": 0.8,
                        "ay": 0.2,
                        "axref": "x",
                        "ayref": "y",
                        "arrowcolor": "#00f",
                        "arrowwidth": 6,
                    }
                ],
            },
        )
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
        self.assertEqual(
            self.run_("['hv', 'vh', 'hvh', 'vhv', 'linear'].map(shape => bent([0, 0, 2, 4], shape))"),
            [[0, 0, 2, 0, 2, 4], [0, 0, 0, 4, 2, 4], [0, 0, 1, 0, 1, 4, 2, 4], [0, 0, 0, 2, 2, 2, 2, 4], [0, 0, 2, 4]],
        )

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
        self.draw(
            [
                {
                    "mode": "markers",
                    "x": list(range(count)),
                    "y": y,
                    "marker": {"color": "#ff0000", "size": 5},
                    "customdata": [["W" if at == 777 else "S"] for at in range(count)],
                }
            ]
        )
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
        self.draw(
            [
                {
                    "mode": "markers",
                    "x": [0, 1, 2],
                    "y": [5, 5, 5],
                    "marker": {"color": "#f00"},
                    "error_y": {"array": [2, 2, 2], "arrayminus": [4, 4, 4], "symmetric": False},
                }
            ]
        )
        self.assertGreater(self.chart("chart.axes.y.high"), 7)
        self.assertLess(self.chart("chart.axes.y.low"), 1)
        self.assertGreater(self.color(*self.at(1, 2))[3], 0)

    def test_a_second_axis_has_a_scale_of_its_own(self) -> None:
        self.draw(
            [LINE, {**LINE, "yaxis": "y2", "y": [100, 200, 300, 400, 500]}], {"yaxis2": {"title": {"text": "load"}}}
        )
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
        for axis, names in [
            ({}, ["b", "c", "a"]),
            ({"categoryorder": "category ascending"}, ["a", "b", "c"]),
            ({"categoryorder": "array", "categoryarray": ["c"]}, ["c", "b", "a"]),
        ]:
            self.draw(data, {"xaxis": axis}, name=json.dumps(axis))
            self.assertEqual(self.chart("chart.axes.x.categories", json.dumps(axis)), names)

    def test_labels_do_not_overlap(self) -> None:
        self.draw(
            [{"mode": "lines", "x": [f"2024-0{month}-03 10:00:00" for month in range(1, 10)], "y": list(range(9))}],
            {"xaxis": {"type": "date"}},
        )
        for width in [1000, 520, 330]:
            self.page.resize(width, 700)
            self.page.settle()
            gaps = self.chart(
                """chart.plot.ticksx.slice(1).map((tick, at) => {
              const context = chart.canvas.getContext("2d"), before = chart.plot.ticksx[at];
              const wide = ({lines}) => Math.max(...lines.map(line => context.measureText(line).width));
              return chart.axes.x.pixel(tick.place) - chart.axes.x.pixel(before.place) - (wide(tick) + wide(before)) / 2; })"""
            )
            self.assertGreater(len(gaps), 0, width)
            self.assertGreater(min(gaps), 0, width)

    def test_without_points_it_says_so(self) -> None:
        self.draw([{**LINE, "x": [], "y": []}, {**LINE, "name": "b", "x": [], "y": []}], {"meta": {"empty": "███"}})
        x, y = self.chart(
            "(({left, top}, plot) => [left + plot.left + plot.width / 2, top + plot.top + plot.height / 2])"
            "(chart.area.getBoundingClientRect(), chart.plot)"
        )
        self.assertEqual(self.color(x, y), [0x64, 0x6B, 0x74, 255])
        self.assertEqual(self.page.evaluate("document.querySelectorAll('.chart-without-points').length"), 2)

    def test_without_points_there_are_no_made_up_ticks(self) -> None:
        self.draw([], {"xaxis": {"type": "date"}, "yaxis": {"range": [0, 1]}})
        self.assertEqual(self.chart("chart.plot.ticksx.length"), 0)
        self.assertGreater(self.chart("chart.plot.ticksy.length"), 2)

    def test_what_makes_no_sense_is_left_out(self) -> None:
        self.draw(
            [
                {"x": ["1", None, "x"], "y": ["3", "q", None]},
                {"type": "bar", "x": [1], "y": [2]},
                {},
                {"y": [1, 1e300], "customdata": [None, "F"]},
            ],
            {
                "shapes": [{}, {"type": "line"}],
                "annotations": [{}, {"text": "a", "x": 1, "y": "q"}],
                "xaxis": {"range": [None, 3]},
                "yaxis": {"range": ["a"]},
            },
        )
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
