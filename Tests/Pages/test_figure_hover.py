"""What is told of the points under the pointer or the keys."""

from __future__ import annotations

from figure_test import DAYS, FigureTest, LINE


class Hover(FigureTest):
    def test_it_tells_of_the_nearest_point_of_each_curve(self) -> None:
        self.draw(
            [LINE, {**LINE, "name": "b", "y": [9, 8, 7, 6, 5]}, {**LINE, "name": "c", "x": [0.5, 1.5], "y": [1, 1]}]
        )
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
        template = "<b>Rate</b>: %{y:.1f} GB/s<br>job %{customdata[3]} of %{customdata[4]:.2f}, %{nothing}%{constructor}<extra>%{fullData.name}</extra>"
        self.draw(
            [
                {
                    **LINE,
                    "name": "k: 1<br>n: &lt;2&gt;",
                    "hovertemplate": template,
                    "customdata": [["W", "a", 1, 14230309, 0.5]] * 5,
                },
                {**LINE, "hoverinfo": "skip"},
            ]
        )
        self.page.move(*self.at(1, 3))
        self.assertEqual(
            self.tooltip().split("\n"),
            ["1", "k: 1, n: <2>", "Rate: 3.0 GB/s", "job 14230309 of 0.50, %{nothing}%{constructor} validator objects"],
        )

    def test_a_failed_run_is_told_of_though_it_has_no_value(self) -> None:
        self.draw([{**LINE, "y": [1, 3, None, 5, 4], "customdata": [["S"], ["S"], ["F"], ["S"], ["S"]]}])
        self.page.move(*self.at(2, 3))
        self.assertIn("failed", self.tooltip())

    def test_moments_are_told_here_and_in_utc(self) -> None:
        self.draw([{"mode": "lines", "name": "a", "x": DAYS, "y": list(range(10))}])
        self.page.move(*self.at("2024-06-03 09:00:00", 3))
        self.assertEqual(self.tooltip().split("\n")[:2], ["2024-06-03 12:00", "2024-06-03 10:00 UTC"])
        self.draw(
            [{"mode": "lines", "name": "a", "x": DAYS, "y": list(range(10))}], {"meta": {"local": False}}, name="two"
        )
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
            box = self.chart(
                "(({left, top, right, bottom}) => [left, top, right, bottom])(chart.tooltip.getBoundingClientRect())"
            )
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
        self.assertEqual(
            self.page.evaluate("heard.splice(0)"),
            [[{"trace": 0, "name": "a", "point": 3, "x": 3, "y": 5, "status": "S"}], None],
        )

    def test_keys_move_from_point_to_point_and_say_what_is_there(self) -> None:
        self.draw(
            [{**LINE, "x": list(range(40)), "y": list(range(40))}, {"mode": "lines", "name": "b", "x": [1.5], "y": [7]}]
        )
        self.page.evaluate("charts.one.area.focus()")
        said = []
        for key, held in [
            ("ArrowRight", ()),
            ("ArrowRight", ()),
            ("ArrowRight", ()),
            ("End", ()),
            ("ArrowLeft", ("Shift",)),
            ("Home", ()),
        ]:
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
