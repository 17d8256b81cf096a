"""Names that somebody chose to break pages are shown as they are, and do nothing."""

from __future__ import annotations

import functools
import urllib.parse

import hostile
from site_test import Place, SiteTest, new_place
from test_site_access import FAULTS
from test_site_width import OUTSIDE


@functools.cache
def hostile_place() -> Place:
    place = new_place()
    hostile.fill(place.server, place.folder)
    return place


class Hostile(SiteTest):
    @classmethod
    def new_place(cls) -> Place:
        return hostile_place()

    def check(self) -> None:
        """Nothing was executed, and the page is whole."""
        self.page.wait("!document.querySelector('figure.graph[aria-busy=true]')", seconds=5)
        self.assertIsNone(self.page.evaluate("window.isHostile ?? null"))
        self.assertEqual(
            self.count("main img, main script:not([type='application/json']), main [onmouseover], main [onerror]"), 0
        )
        self.assertEqual(self.texts("header nav a"), ["Benchmarks", "Runs", "Executions", "Alerts", "Health"])
        self.assertEqual(self.count("footer"), 1)
        self.assertEqual(self.page.evaluate(FAULTS), [])
        self.assertNotRegex(self.page.evaluate("document.body.innerText"), "[\u202a-\u202e\u2066-\u2069\u200e\u200f]")
        for width in (360, 1400):
            self.page.resize(width, 900)
            self.page.settle()
            self.assertLessEqual(self.page.evaluate("document.documentElement.scrollWidth"), width)
            self.assertEqual(self.page.evaluate(OUTSIDE), [])

    def paths(self, folder: str) -> list[str]:
        root = self.place.report
        return sorted(str(path.relative_to(root)) for path in (root / folder).rglob("*.html"))

    def test_benchmarks_in_a_report(self) -> None:
        paths = self.paths("benchmarks")
        self.assertGreaterEqual(len(paths), 13)
        for path in paths:
            with self.subTest(path):
                self.open_report(path)
                self.check()

    def test_executions_in_a_report(self) -> None:
        paths = self.paths("executions")
        self.assertEqual(len(paths), len(hostile.NAMES))
        for path in paths:
            with self.subTest(path):
                self.open_report(path)
                self.wait_for_charts(1)
                self.check()

    def test_lists_in_a_report(self) -> None:
        for path in ["index.html", "executions.html", "alerts.html", "health.html"]:
            with self.subTest(path):
                self.open_report(path)
                self.check()

    def test_the_studio_finds_and_draws_what_has_such_names(self) -> None:
        self.open_studio("index.html")
        links = self.page.evaluate(
            "[...document.querySelectorAll('tbody a')].map(a => [a.innerText, a.getAttribute('href')])"
        )
        self.assertGreaterEqual(len(links), 8)
        for text, path in links:
            with self.subTest(text):
                self.open_studio(path)
                self.assertEqual(self.text("h1"), text)
                self.wait_for_charts(1)
        self.check()

    def test_each_row_is_drawn_and_told_of_as_it_is(self) -> None:
        self.open_studio("benchmarks/tabs.html")
        self.page.resize(1400, 900)
        count = self.count(".rows tbody tr")
        self.assertEqual(count, len(hostile.NAMES))
        for number in range(count):
            self.page.evaluate(f"document.querySelectorAll('.rows tbody tr')[{number}].click()")
            self.page.settle()
            self.page.wait("!document.querySelector('figure.graph[aria-busy=true]')", seconds=5)
            self.assertEqual(self.count(".graph .failure"), 0)
            self.assertEqual(sum(len(curve["y"]) for curve in self.data().values()), 3)
            self.page.move(*self.in_chart(0.5))
            self.assertTrue(self.text(".chart-tooltip:not([hidden])"))
            self.check_quiet()
        self.check()

    def test_an_alert_with_such_a_name_is_acknowledged(self) -> None:
        self.open_studio("alerts.html", token=True)
        before = self.count("button[data-acknowledge]")
        self.page.click("button[data-acknowledge]")
        self.page.wait(lambda: self.count("button[data-acknowledge]") == before - 1, "the alert", 5)
        self.check()
        self.page.evaluate("sessionStorage.clear()")

    def test_what_is_recorded_live_under_such_names_is_drawn(self) -> None:
        for number in (0, 1, 5):
            self.open_studio(f"executions/execution-{number}.html")
            self.wait_for_charts(1)
            name = hostile.NAMES[number]
            count = len(next(iter(self.data("#chart-0").values()))["y"])
            self.place.server.call("record", execution_id=f"execution-{number}", key=name, value=5, at=9)
            self.page.wait(lambda: len(next(iter(self.data("#chart-0").values()))["y"]) == count + 1, "the sample", 5)
            self.check()

    def test_addresses_that_climb_lead_nowhere(self) -> None:
        for path in [
            "..%2f..%2fetc%2fpasswd",
            "benchmarks/..%2F..%2Fx.html",
            "%00.html",
            "a" * 3000 + ".html",
            "<img src=x onerror=window.isHostile=1>.html",
        ]:
            with self.subTest(path[:40]):
                self.page.open("about:blank")
                self.page.open(self.place.studio.url + urllib.parse.quote(path, safe="%/"))
                self.assertIsNone(self.page.evaluate("window.isHostile ?? null"))
                self.page.messages = [each for each in self.page.messages if "404" not in each and "400" not in each]
