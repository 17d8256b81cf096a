"""What part of a figure is shown."""

from __future__ import annotations

import json

from figure_test import FigureTest, LINE


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
