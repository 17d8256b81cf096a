"""The two benchmarks that the guide of the configuration has as examples: one simple, one with tabs."""

from __future__ import annotations

from site_test import SiteTest, in_both

SIMPLE = "benchmarks/SimpleBenchmark.html"
SUITE = "benchmarks/MolecDyn_Suite.html"
MINIMIZATION = "benchmarks/MolecDyn_Suite/Minimization.html"
RED, BLUE = "#e41a1c", "#377eb8"


class Examples(SiteTest):
    def heads(self) -> list[str]:
        return self.texts("thead tr:last-child th")

    def legend(self, selector: str = "figure.graph") -> list[str]:
        return self.texts(selector + " .chart-legend-entry")

    def has_color(self, color: str, selector: str = "figure.graph") -> bool:
        """Whether a chart has drawn many pixels in a colour, or nearly so."""
        wanted = [int(color[at : at + 2], 16) for at in (1, 3, 5)]
        return self.page.evaluate(f"""(() => {{
          const canvas = document.querySelector("{selector} canvas");
          const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", {{willReadFrequently: true}});
          copy.drawImage(canvas, 0, 0);
          const bytes = copy.getImageData(0, 0, canvas.width, canvas.height).data;
          let count = 0;
          for (let at = 0; at < bytes.length; at += 4) {{
            if (bytes[at + 3] > 180 && {wanted}.every((part, of) => Math.abs(bytes[at + of] - part) < 12)) count++;
          }}
          return count > 20;
        }})()""")

    @in_both
    def test_the_simple_one_has_a_row_for_each_number_of_nodes(self) -> None:
        self.open(SIMPLE)
        self.assertEqual(self.heads(), ["Nodes", "First run", "Last run", "Total", "Valid", "Performance", "Status"])
        self.assertEqual(self.texts("thead .groups th"), ["Parameters", "Timings", "Points", "Newest"])
        self.assertEqual(self.rows(), ["4", "8", "16"])
        self.assertEqual(self.texts("tbody td:nth-child(4)"), ["40"] * 3)
        self.assertEqual(self.texts("tbody td:nth-child(5)"), ["40", "39", "40"])
        self.assertEqual(self.attribute("thead tr:last-child th:first-child button", "title"), "Nodes that it ran on")

    @in_both
    def test_its_graph_has_a_curve_for_each_and_shows_that_of_the_row(self) -> None:
        self.open(SIMPLE)
        self.wait_for_charts()
        self.assertEqual(self.legend(), ["Nodes: 4", "Nodes: 8", "Nodes: 16"])
        self.assertEqual(len(self.data()["Nodes: 4"]["y"]), 40)
        self.page.click("tbody tr:nth-child(2)")
        self.wait_for_charts()
        data = self.data()["Nodes: 8"]
        self.assertEqual(len(data["x"]), 40)
        self.assertEqual(data["y"].count(None), 1, "what failed is a gap")
        self.assertIn("From 2026-06-2", self.shown())

    @in_both
    def test_the_suite_has_two_pages_with_columns_of_their_own(self) -> None:
        self.open(SUITE)
        self.assertEqual(self.texts("nav.tabs a"), ["Simulation", "Minimization"])
        self.assertEqual(self.heads()[:3], ["System", "Atoms", "Precision"])
        self.assertEqual(self.texts("tbody td:nth-child(3)"), ["Double", "Single", "Double"])
        self.follow("nav.tabs a:nth-child(2)")
        self.assertEqual(self.heads()[:2], ["Algorithm", "Tolerance"])
        self.assertEqual(len(self.rows()), 6)
        self.assertEqual(self.rows()[0], "cg")

    @in_both
    def test_what_it_is_stands_under_about(self) -> None:
        self.open(SUITE)
        self.page.click(".about summary")
        self.assertEqual(self.texts(".description b"), ["two"])
        self.assertEqual(self.attribute(".description a", "href"), "https://example.com/md")
        self.assertEqual(self.texts(".description code"), ["make run"])

    @in_both
    def test_curves_have_the_colours_of_the_colormap_and_only_markers(self) -> None:
        self.open(SUITE)
        self.wait_for_charts(2)
        self.assertEqual(self.texts("figure.graph figcaption"), ["Performance", "PerfPerAtom"])
        self.assertTrue(self.has_color(RED))
        self.assertFalse(self.has_color(BLUE))
        self.page.click("tbody tr:nth-child(2)")
        self.wait_for_charts(2)
        self.assertTrue(self.has_color(BLUE))
        self.assertEqual(self.legend("figure.graph:nth-of-type(2)"), ["Precision: Double", "Precision: Single"])

    @in_both
    def test_annotations_are_told_where_a_point_is_pointed_at(self) -> None:
        self.open(SUITE)
        self.wait_for_charts(2)
        self.page.move(*self.in_chart(0.5, 0.3))
        tooltip = self.text(".chart-tooltip:not([hidden])") or ""
        self.assertRegex(tooltip, r"JobID.*4[89]\d{3}")
        self.assertIn("Performance", tooltip)

    @in_both
    def test_validators_draw_what_they_object_to(self) -> None:
        self.open(SUITE)
        self.wait_for_charts(2)
        plain = self.picture()
        self.assertIn("warning, warning, warning", self.attribute("tbody tr:nth-child(2) .statuses", "aria-label"))
        self.page.click("tbody tr:nth-child(2)")
        self.wait_for_charts(2)
        self.assertNotEqual(self.picture(), plain)
        self.page.move(*self.in_chart(0.75, 0.5))
        self.assertIn("validator objects", self.text(".chart-tooltip:not([hidden])"))

    @in_both
    def test_graphs_of_the_second_page_stand_in_tabs(self) -> None:
        self.open(MINIMIZATION)
        self.wait_for_charts()
        self.assertEqual(self.texts("[role=tab]"), ["Convergence", "History"])
        self.assertEqual(self.legend("#graphs-0"), ["Algorithm: cg", "Algorithm: steep"])
        self.assertTrue(self.has_color("#1f77b4"), "tab10 where nothing is said")
        self.page.click("[role=tab]:nth-child(2)")
        self.wait_for_charts()
        self.assertEqual(self.texts("#graphs-1 figcaption"), ["Steps over Tolerance"])
