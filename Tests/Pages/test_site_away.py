"""Pages while the server or the Studio is away, and where nothing is."""

from __future__ import annotations

import urllib.error
import urllib.request

from site_test import Place, SiteTest, new_place
from stores import train


class Away(SiteTest):
    @classmethod
    def new_place(cls) -> Place:
        # Its server is ended at will.
        place = new_place()
        place.server.call("startExecution", pipeline_name="training", execution_id="night")
        train(place.server, "night", 3)
        return place

    def tearDown(self) -> None:
        if self.place.server.process.poll() is not None:
            self.place.server.start()
        self.page.open("about:blank")
        # The browser tells of each connection that failed.
        away = ("Failed to load resource", "ERR_CONNECTION", "503", "404")
        self.page.messages = [each for each in self.page.messages if not any(part in each for part in away)]
        super().tearDown()

    def wait_for_state(self, state: str, seconds: float = 10) -> None:
        self.page.wait(f"document.querySelector('#connection').dataset.state === '{state}'", f"{state}", seconds)

    def test_a_page_tells_that_the_server_is_away_and_goes_on_when_it_is_back(self) -> None:
        self.open_studio("executions/night.html")
        self.wait_for_charts(2)
        self.place.server.stop()
        self.wait_for_state("away")
        self.assertIn("server away", self.text("#connection"))
        self.assertEqual(len(self.data()["train loss"]["x"]), 3, "what was drawn stays")
        self.place.server.start()
        self.place.server.call("startExecution", pipeline_name="training", execution_id="next")
        self.place.server.call("record", execution_id="night", key="train loss", value=9, at=3)
        self.wait_for_state("live")
        self.page.wait(lambda: self.data()["train loss"]["y"][-1] == 9, "what was recorded meanwhile", 5)
        self.place.server.call("record", execution_id="night", key="train loss", value=8, at=4)
        self.page.wait(lambda: self.data()["train loss"]["y"][-1] == 8, "what is recorded now", 5)

    def test_a_page_finds_the_studio_again(self) -> None:
        self.open_studio("executions.html")
        self.place.studio.stop()
        self.wait_for_state("away")
        self.assertIn("Studio away", self.text("#connection"))
        self.place.server.call("startExecution", pipeline_name="training", execution_id="meanwhile")
        self.place.studio.start()
        self.wait_for_state("live", 15)
        self.page.wait(lambda: "meanwhile" in self.rows(), "what began meanwhile", 5)

    def test_a_page_that_could_not_be_made_comes_by_itself(self) -> None:
        self.place.server.stop()
        self.open_studio("executions/night.html", wait=False)
        self.assertEqual(self.texts("h1"), ["Not there now"])
        self.assertIn("comes by itself", self.text("#failure"))
        self.assertEqual(self.count(".top nav [aria-current]"), 0)
        with self.assertRaises(urllib.error.HTTPError) as told:
            urllib.request.urlopen(self.place.studio.url + "executions/night.html", timeout=10)
        told.exception.close()
        self.assertEqual(told.exception.code, 503)
        self.place.server.start()
        self.page.wait("document.querySelector('h1')?.innerText === 'night'", "the page", 10)
        self.assertEqual(self.texts(".top nav [aria-current]"), ["Executions"])
        self.wait_until_live()
        self.wait_for_charts(2)

    def test_where_nothing_is_a_page_leads_back(self) -> None:
        for path in [
            "nothing.html",
            "benchmarks/nothing.html",
            "benchmarks/a/b/c/d.html",
            "executions/nothing.html",
            "x",
        ]:
            with self.subTest(path):
                self.open_studio(path, wait=False)
                self.assertEqual(self.texts("h1"), ["Nothing here"])
                self.follow("main a")
                self.assertEqual(self.texts("h1"), ["Benchmarks"])
                self.assertEqual(self.page.evaluate("location.href"), self.place.studio.url + "index.html")

    def test_what_was_removed_says_so_when_it_is_looked_at_again(self) -> None:
        configuration = {
            "sources": {"store": {"point": "nothing"}},
            "metrics": {"time": {"type": "float"}},
            "plots": [{"y": "time"}],
        }
        self.place.server.call("setBenchmark", name="Gone", configuration=configuration)
        self.open_studio("benchmarks/Gone.html")
        self.assertEqual(self.texts("h1"), ["Gone"])
        self.place.server.call("deleteBenchmark", name="Gone")
        self.page.evaluate("void document.dispatchEvent(new Event('visibilitychange'))")
        self.page.wait("document.querySelector('h1')?.innerText === 'Nothing here'", "the page to say so", 5)


class Empty(SiteTest):
    """A store without anything."""

    @classmethod
    def new_place(cls) -> Place:
        return new_place()

    def test_every_page_says_what_makes_something_appear(self) -> None:
        for path, told in [
            ("index.html", "calibraxctl benchmarks collect"),
            ("executions.html", "calibraxctl execution start"),
            ("alerts.html", "calibraxctl threshold set"),
            ("health.html", "calibraxctl exec"),
        ]:
            for open_page in (self.open_studio, self.open_report):
                with self.subTest(path=path, opener=open_page.__name__):
                    open_page(path)
                    self.assertIn(told, self.text("main .nothing"))
                    self.assertEqual(self.count("table"), 0)

    def test_what_is_first_takes_the_place_of_nothing(self) -> None:
        place = self.place
        self.open_studio("executions.html")
        place.server.call("startExecution", pipeline_name="first", execution_id="first")
        self.page.wait(lambda: self.rows() == ["first"], "the execution", 5)
        self.open_studio("alerts.html")
        place.server.call("triggerAlert", message="m", severity="info", metric_name="n", metric_value=1, threshold=0)
        self.page.wait("document.querySelectorAll('#alerts tbody tr').length === 1", "the alert", 5)
