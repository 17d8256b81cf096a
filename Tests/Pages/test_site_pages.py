"""Every page, in the Studio and from a file: what it shows, and that it is quiet."""

from __future__ import annotations

from site_test import SiteTest, in_both

SECTIONS = ["Benchmarks", "Runs", "Executions", "Alerts", "Health"]

#: Each page with its heading, and how many charts and tables it has when it is drawn.
PAGES = [
    ("index.html", "Benchmarks", 0, 1),
    ("benchmarks/Kernels.html", "Kernels of the solver", 2, 1),
    ("benchmarks/SimpleBenchmark.html", "SimpleBenchmark", 1, 1),
    ("benchmarks/MolecDyn_Suite.html", "MolecDyn_Suite", 2, 1),
    ("benchmarks/MolecDyn_Suite/Minimization.html", "MolecDyn_Suite", 1, 1),
    ("benchmarks/Broken.html", "Broken", 1, 1),
    ("benchmarks/Broken/Away.html", "Broken", 0, 0),
    ("benchmarks/Broken/Mistaken.html", "Broken", 0, 0),
    ("runs.html", "Runs", 0, 1),
    ("runs/nightly-19.html", "Run nightly-19", 0, 3),
    ("trends/latency_p50/CV-1~2Fsmall/framework=Datarax.html", "latency_p50 of CV-1/small", 1, 2),
    ("rank.html", "Ranking", 0, 2),
    ("executions.html", "Executions", 0, 1),
    ("executions/night.html", "night", 2, 0),
    ("executions/build-4.html", "build-4", 1, 0),
    ("executions/default.html", "Recorded without an execution", 1, 0),
    ("alerts.html", "Alerts", 0, 2),
    ("health.html", "Health", 0, 1),
]


class Pages(SiteTest):
    def check(self, heading: str, charts: int, tables: int) -> None:
        self.assertEqual(self.texts("h1"), [heading], "one heading says what the page is")
        self.assertIn(heading.split(" · ")[0], self.page.evaluate("document.title"))
        self.assertTrue(self.page.evaluate("document.title").endswith("· calibrax"))
        self.wait_for_charts(charts)
        self.assertEqual(self.count(".table table"), tables)
        self.assertEqual(self.texts(".top nav a"), SECTIONS)
        self.check_quiet()


def add(path: str, heading: str, charts: int, tables: int) -> None:
    """Adds the tests of a page."""

    def in_the_studio(self: Pages) -> None:
        self.open_studio(path)
        self.check(heading, charts, tables)

    def from_a_file(self: Pages) -> None:
        self.open_report(path)
        self.check(heading, charts, tables)

    name = "".join(letter if letter.isalnum() else "_" for letter in path.removesuffix(".html"))
    setattr(Pages, f"test_{name}_in_the_studio", in_the_studio)
    setattr(Pages, f"test_{name}_from_a_file", from_a_file)


for page in PAGES:
    add(*page)


class Comparison(SiteTest):
    """A report compares with the baseline, the Studio what is chosen."""

    def test_chosen_runs_are_compared_in_the_studio(self) -> None:
        self.open_studio("compare.html?run=nightly-06&run=nightly-19")
        self.assertEqual(self.texts("h1"), ["Compare runs"])
        self.assertEqual(self.count(".table table"), 2)
        self.check_quiet()

    def test_the_newest_run_is_compared_from_a_file(self) -> None:
        self.open_report("compare.html")
        self.assertEqual(self.texts("h1"), ["Compare runs"])
        self.assertEqual(self.count(".table table"), 2)
        self.check_quiet()


class Contents(SiteTest):
    """What pages say, alike in the Studio and from a file."""

    @in_both
    def test_the_overview_lists_benchmarks_with_how_they_fared(self) -> None:
        self.open("index.html")
        self.assertEqual(self.rows(), ["Broken", "Kernels of the solver", "MolecDyn_Suite", "SimpleBenchmark"])
        row = ".table tbody tr:nth-child(4) "
        self.assertEqual(self.text(row + "td:nth-child(4)"), "120")
        self.assertEqual(self.text(row + "td:nth-child(5)"), "119")
        self.assertEqual(
            self.attribute(row + ".statuses", "aria-label"), "Last runs, oldest first: " + ", ".join(["successful"] * 5)
        )
        self.assertIn("1 tab failed", self.text(".table tbody tr:first-child"))
        self.assertEqual(self.text(".heading p"), "4 benchmarks")

    @in_both
    def test_links_lead_from_page_to_page(self) -> None:
        self.open("index.html")
        self.follow(".table tbody tr:nth-child(3) a")
        self.assertEqual(self.text("h1"), "MolecDyn_Suite")
        self.follow(".tabs a:nth-child(2)")
        self.assertEqual(self.texts(".tabs [aria-current=page]"), ["Minimization"])
        self.follow(".top nav a:nth-child(4)")
        self.assertEqual(self.text("h1"), "Alerts")
        self.assertEqual(self.attribute(".top nav [aria-current]", "href"), "alerts.html")

    @in_both
    def test_a_tab_that_failed_says_so_and_the_console_why(self) -> None:
        self.open("benchmarks/Broken.html")
        self.assertEqual(self.texts("nav.tabs a"), ["Here", "Away", "Mistaken failed"])
        self.follow(".tabs a:nth-child(2)")
        self.assertIn("nowhere", self.text(".console"))
        self.assertEqual(self.text(".nothing"), "No results yet.")
        self.follow(".tabs a:nth-child(3)")
        self.assertIn("ts", self.text(".console li"))
        self.assertIn("This tab failed to load", self.text(".nothing"))

    @in_both
    def test_a_description_is_markup_without_what_could_do_harm(self) -> None:
        self.open("benchmarks/Kernels.html")
        self.page.click(".about summary")
        self.assertIn("Each kernel by itself.", self.text(".description"))
        self.assertEqual(self.texts(".description b"), ["kernel"])
        self.assertEqual(self.count(".description script, .description img"), 0)
        self.assertIsNone(self.page.evaluate("window.isHostile ?? null"))

    @in_both
    def test_an_execution_shows_its_progress_and_groups_its_charts(self) -> None:
        # A sign of life, as its server hears of it no more.
        self.place.server.call("startExecution", pipeline_name="training", execution_id="night")
        self.open("executions/night.html")
        self.assertEqual(self.attribute(".bar progress", "value"), "0.6")
        self.assertEqual(self.text(".bar span:last-child"), "60 % · 24/40")
        self.wait_for_charts(2)
        self.assertEqual(self.count(".heading .badge"), 1)
        self.assertEqual(len(self.data("#chart-0")["train loss"]["x"]), 24)
        self.assertEqual(set(self.data("#chart-0")), {"train loss", "test loss", "accuracy"})

    @in_both
    def test_health_compares_with_the_baseline(self) -> None:
        self.open("health.html")
        self.assertEqual(self.rows("#pipelines"), ["build"])
        self.assertIn("88.9 %", self.text("#pipelines tbody tr"))
        self.assertIn("%", self.text("#pipelines small"))

    @in_both
    def test_alerts_are_listed_the_latest_first(self) -> None:
        self.open("alerts.html")
        severities = self.texts("#alerts tbody td:nth-child(2)")
        self.assertEqual(severities, ["info", "warning", "critical"])
        self.assertIn("3 firing", self.text("#firing"))
        self.assertEqual(self.rows("#thresholds"), ["gpu_memory"])

    def test_a_report_says_when_it_was_made_and_does_nothing_else(self) -> None:
        self.open_report("alerts.html")
        self.assertIn("Made ", self.text("footer"))
        self.assertEqual(self.count("#connection, button[data-acknowledge]"), 0)
        self.page._browser.pump(0.2)
        self.assertTrue(all(url.startswith("file:") for url in self.page.requests if not url.startswith("about:")))

    @in_both
    def test_times_are_of_the_browsers_zone_and_utc_when_pointed_at(self) -> None:
        self.open("index.html")
        times = "[...document.querySelectorAll('.table tbody tr:nth-child(4) time')].map(t => [t.innerText, t.title])"
        self.assertEqual(
            self.page.evaluate(times),
            [["2026-06-22 04:30", "2026-06-22 02:30:00 UTC"], ["2026-07-31 04:30", "2026-07-31 02:30:00 UTC"]],
        )
