"""The table of a benchmark and the graphs of the row that is selected."""

from __future__ import annotations

from site_test import SiteTest, in_both

KERNELS = "benchmarks/Kernels.html"
SUITE = "benchmarks/MolecDyn_Suite.html"


class Rows(SiteTest):
    def row(self, number: int) -> str:
        return f".rows tbody tr:nth-child({number})"

    def check_selected(self, number: int, told: str) -> None:
        """Exactly this row is selected, said under the table, and drawn."""
        self.assertEqual(self.count(".rows [aria-selected=true]"), 1)
        self.assertEqual(self.attribute(self.row(number), "aria-selected"), "true")
        self.assertEqual(self.text("#selection"), told)
        self.page.wait("!document.querySelector('figure.graph[aria-busy=true]')")
        self.assertIn(told, self.shown())

    @in_both
    def test_the_first_row_is_selected_and_drawn(self) -> None:
        self.open(KERNELS)
        self.wait_for_charts(2)
        self.check_selected(1, "kernel: axpy, threads: 1")
        self.assertEqual(len(self.data()["time"]["x"]), 12)
        self.assertAlmostEqual(self.data()["time"]["y"][0], 30.841)

    @in_both
    def test_what_only_plotly_draws_stands_on_the_console(self) -> None:
        self.open(KERNELS)
        self.wait_for_charts(2)
        self.page.wait("!!document.querySelector('#console li.ignored')", seconds=5)
        self.assertIn("only by Plotly: layout.dragmode", self.page.evaluate("document.querySelector('#console li.ignored').textContent"))
        self.page.click(self.row(2))
        self.check_selected(2, "kernel: axpy, threads: 8")
        self.assertEqual(self.count("#console li.ignored"), 1)

    @in_both
    def test_a_click_selects_and_draws(self) -> None:
        self.open(KERNELS)
        self.wait_for_charts(2)
        before, picture = self.data(), self.picture()
        self.page.click(self.row(3))
        self.check_selected(3, "kernel: axpy, threads: 64")
        self.page.settle()
        self.assertNotEqual(self.data(), before)
        self.assertAlmostEqual(self.data()["time"]["y"][0], 1.31)
        self.assertNotEqual(self.picture(), picture)

    @in_both
    def test_keys_select(self) -> None:
        self.open(KERNELS)
        self.wait_for_charts(2)
        self.page.click(self.row(1))
        for key, number, told in [
            ("ArrowDown", 2, "kernel: axpy, threads: 8"),
            ("ArrowDown", 3, "kernel: axpy, threads: 64"),
            ("ArrowUp", 2, "kernel: axpy, threads: 8"),
            ("End", 18, "kernel: sort, threads: 64"),
            ("ArrowDown", 18, "kernel: sort, threads: 64"),
            ("Home", 1, "kernel: axpy, threads: 1"),
        ]:
            self.page.press(key)
            self.check_selected(number, told)
            self.assertEqual(self.page.evaluate("document.activeElement.dataset.named"), told)

    @in_both
    def test_many_keys_at_once_draw_the_last_row(self) -> None:
        self.open(KERNELS)
        self.wait_for_charts(2)
        self.page.evaluate(f"document.querySelector('{self.row(1)}').focus()")
        for _ in range(8):
            self.page.command("Input.dispatchKeyEvent", type="rawKeyDown", key="ArrowDown", windowsVirtualKeyCode=40)
        self.page.settle()
        self.check_selected(9, "kernel: gemm, threads: 64")
        self.assertAlmostEqual(self.data()["time"]["y"][0], 6.61, 3)

    @in_both
    def test_keys_follow_the_order_and_pass_over_what_is_filtered(self) -> None:
        self.open(KERNELS)
        self.page.click("th:nth-child(2) .sort")
        self.page.click("th:nth-child(2) .sort")
        self.page.click("input[type=search]")
        self.page.type("scan")
        self.page.click(".rows tbody tr:not([hidden])")
        self.check_selected(5, "kernel: scan, threads: 64")
        self.page.press("ArrowDown")
        self.assertEqual(self.text("#selection"), "kernel: scan, threads: 8")
        self.page.press("End")
        self.assertEqual(self.text("#selection"), "kernel: scan, threads: 1")

    @in_both
    def test_the_selection_survives_a_reload(self) -> None:
        self.open(KERNELS)
        self.page.click(self.row(17))
        self.check_selected(17, "kernel: sort, threads: 8")
        self.page._loaded = False
        self.page.command("Page.reload")
        self.page.wait(lambda: self.page._loaded)
        self.wait_for_charts(2)
        self.check_selected(17, "kernel: sort, threads: 8")
        box = self.page.evaluate(
            f"(r => [r.top, r.bottom])(document.querySelector('{self.row(17)}').getBoundingClientRect())"
            ".concat((r => [r.top, r.bottom])(document.querySelector('.scroll').getBoundingClientRect()))"
        )
        self.assertTrue(box[2] < box[0] and box[1] <= box[3] + 1, "the row is seen in its table")
        self.assertEqual(self.page.evaluate("scrollY"), 0)

    @in_both
    def test_a_row_that_is_no_more_leaves_the_first_selected(self) -> None:
        self.open(KERNELS + "#row=nothing")
        self.check_selected(1, "kernel: axpy, threads: 1")

    @in_both
    def test_zoom_and_cross_hair_link_the_graphs(self) -> None:
        self.open(SUITE)
        self.wait_for_charts(2)
        second = "figure.graph:nth-of-type(2)"
        whole = self.shown(second)
        self.page.drag(self.in_chart(0.4), self.in_chart(0.7))
        self.assertNotEqual(self.shown(second), whole)
        ends = [text.split("From ")[1].split(".")[0] for text in (self.shown(), self.shown(second))]
        self.assertEqual(*ends)
        self.page.evaluate("document.querySelector('figure.graph [aria-label=\"Show everything\"]').click()")
        self.page.settle()
        self.assertEqual(self.shown(second), whole)

    @in_both
    def test_zoom_stays_when_another_row_is_drawn(self) -> None:
        self.open(SUITE)
        self.wait_for_charts(2)
        self.page.drag(self.in_chart(0.4), self.in_chart(0.7))
        ends = self.shown().split("From ")[1]
        self.page.click(self.row(2))
        self.wait_for_charts(2)
        self.assertEqual(self.shown().split("From ")[1], ends)

    @in_both
    def test_what_is_pointed_at_shows_its_annotations(self) -> None:
        self.open(KERNELS)
        self.wait_for_charts(2)
        self.page.move(*self.in_chart(0.5, 0.6))
        tooltip = self.text(".chart-tooltip:not([hidden])")
        self.assertRegex(tooltip, "c0ffee0[5678]")
        self.assertIn("commit", tooltip)

    @in_both
    def test_graph_tabs_by_mouse_and_arrows(self) -> None:
        self.open("benchmarks/MolecDyn_Suite/Minimization.html")
        self.assertEqual(self.texts("[role=tab]"), ["Convergence", "History"])
        self.wait_for_charts(1)
        shown = "[...document.querySelectorAll('[role=tabpanel]')].map(p => p.offsetParent !== null)"
        self.assertEqual(self.page.evaluate(shown), [True, False])
        self.page.click("[role=tab]:nth-child(2)")
        self.assertEqual(self.page.evaluate(shown), [False, True])
        self.wait_for_charts(1)
        self.assertIn("Steps over Tolerance", self.shown("#graphs-1 figure"))
        self.assertEqual(set(self.data("#graphs-1 figure")["Algorithm: cg"]["x"]), {0.0001})
        self.page.press("ArrowRight")
        self.assertEqual(self.page.evaluate(shown), [True, False])
        self.assertEqual(self.page.evaluate("document.activeElement.innerText"), "Convergence")
        self.page.press("ArrowLeft")
        self.assertEqual(self.texts("[role=tab][aria-selected=true]"), ["History"])
        self.assertEqual(
            self.page.evaluate("[...document.querySelectorAll('[role=tab]')].map(t => t.tabIndex)"), [-1, 0]
        )
