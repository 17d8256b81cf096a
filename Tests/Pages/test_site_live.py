"""What happens while a page of the Studio is open."""

from __future__ import annotations

import itertools
import time

from site_test import Place, SiteTest, shared_place
from stores import collect, train, write_kernels

numbers = itertools.count(1)


class Live(SiteTest):
    @classmethod
    def new_place(cls) -> Place:
        return shared_place("changing")

    def execution(self) -> str:
        """A new execution."""
        name = f"live-{next(numbers)}"
        self.call("startExecution", pipeline_name="live", execution_id=name)
        return name

    def call(self, method: str, **parameters):
        return self.place.server.call(method, **parameters)

    def collect_day(self, day: int) -> None:
        """Has one more day of results."""
        collect(self.place.server.data, write_kernels(self.place.folder, range(day, day + 1)))

    def test_a_sample_is_in_the_chart_at_once(self) -> None:
        name = self.execution()
        self.call("record", execution_id=name, key="rate", value=1, at=0)
        self.open_studio(f"executions/{name}.html")
        self.wait_for_charts()
        # What the page asked for when it began to follow is there.
        self.page._browser.pump(0.7)
        times = []
        for value in range(2, 7):
            self.call("record", execution_id=name, key="rate", value=value, at=value)
            start = time.monotonic()
            self.page.wait(lambda: self.data()["rate"]["y"][-1] == value, f"the sample {value}", 5)
            times.append(time.monotonic() - start)
        print(f"\na sample is in the chart after {min(times) * 1000:.0f} to {max(times) * 1000:.0f} ms")
        self.assertLess(max(times), 1)
        self.assertEqual(self.data()["rate"]["x"], [0, 2, 3, 4, 5, 6])

    def test_the_last_of_many_samples_is_drawn(self) -> None:
        name = self.execution()
        self.call("record", execution_id=name, key="rate", value=0, at=0)
        self.open_studio(f"executions/{name}.html")
        for at in range(1, 401):
            self.call("record", execution_id=name, key="rate", value=at % 7, at=at)
        self.page.wait(lambda: len(self.data()["rate"]["x"]) == 401, "all samples", 5)
        self.assertEqual(self.data()["rate"]["x"], list(range(401)))

    def test_the_first_sample_makes_a_chart(self) -> None:
        name = self.execution()
        self.open_studio(f"executions/{name}.html")
        self.assertIn("Nothing recorded yet.", self.text("#recorded"))
        self.page.evaluate("window.isSame = true")
        self.call("record", execution_id=name, key="rate", value=1, at=0)
        self.wait_for_charts()
        self.call("record", execution_id=name, key="rate", value=2, at=1)
        self.page.wait(lambda: self.data()["rate"]["y"] == [1, 2], "the samples", 5)
        self.assertEqual(self.count("#recorded .nothing"), 0)
        self.assertTrue(self.page.evaluate("window.isSame"), "the page was not loaded again")

    def test_progress_moves_and_completes(self) -> None:
        name = self.execution()
        self.call("defineMetric", execution_id=name, key="epochs", scale={"progress": True, "upper": 4})
        self.call("record", execution_id=name, key="epochs", value=1, at=0)
        self.open_studio(f"executions/{name}.html")
        self.assertEqual(self.attribute("progress", "value"), "0.25")
        start = time.monotonic()
        self.call("record", execution_id=name, key="epochs", value=2, at=1)
        self.page.wait("document.querySelector('progress').value === 0.5", "the bar to move", 5)
        self.assertLess(time.monotonic() - start, 1.5)
        self.call("record", execution_id=name, key="epochs", value=4, at=2)
        self.wait_for_text(".bar", "complete")

    def test_an_execution_appears_in_the_list_and_its_state_changes(self) -> None:
        self.open_studio("executions.html")
        name = self.execution()
        self.page.wait(lambda: self.rows()[0] == name, "the execution", 5)
        self.assertEqual(self.text("tbody tr:first-child .badge"), "running")
        self.call("finishExecution", execution_id=name, success=True)
        self.wait_for_text("tbody tr:first-child", "succeeded")

    def test_the_page_of_an_execution_tells_how_it_ended(self) -> None:
        name = self.execution()
        train(self.place.server, name, 3)
        self.open_studio(f"executions/{name}.html")
        self.assertEqual(self.text("#state"), "running")
        self.page.wait("/^0:0[1-9]/.test(document.querySelector('.elapsed').innerText)", "the time to go on", 5)
        self.page.evaluate("window.isSame = true")
        self.call("finishExecution", execution_id=name, success=True)
        self.wait_for_text("#state", "succeeded")
        self.assertIn("Finished", self.text("#facts"))
        self.assertTrue(self.page.evaluate("window.isSame"), "the page was not loaded again")

    def test_results_that_are_collected_change_the_overview_and_the_graphs(self) -> None:
        total = "tbody tr:nth-child(2) td:nth-child(4)"
        self.open_studio("index.html")
        before = int(self.text(total))
        self.collect_day(13)
        self.page.wait(lambda: self.text(total) == str(before + 18), "the new points", 5)
        self.open_studio("benchmarks/Kernels.html")
        self.wait_for_charts(2)
        count = len(self.data()["time"]["x"])
        self.collect_day(14)
        self.page.wait(lambda: len(self.data()["time"]["x"]) == count + 1, "the new points", 5)

    def test_what_somebody_does_stays(self) -> None:
        self.page.resize(1200, 500)
        self.open_studio("benchmarks/Kernels.html#row=dot_8")
        self.wait_for_charts(2)
        self.page.click("thead tr:last-child th:nth-child(7) .sort")
        self.page.click("input[type=search]")
        self.page.type("o")
        self.page.drag(self.in_chart(0.3), self.in_chart(0.7))
        self.page.evaluate("document.querySelector('.scroll').scrollTop = 40, scrollTo(0, 120)")
        self.page.evaluate("document.querySelector('input[type=search]').focus({preventScroll: true})")
        self.page.settle()
        asked = """[
          document.querySelector(".rows [aria-selected=true]").dataset.row, document.querySelector("#selection").innerText,
          document.querySelector("input[type=search]").value, document.activeElement.name,
          [...document.querySelectorAll("tbody tr")].filter((r) => !r.hidden).map((r) => r.dataset.row),
          document.querySelector("[aria-sort]").innerText, document.querySelector(".scroll").scrollTop, scrollY,
        ]"""
        before, zoom = self.page.evaluate(asked), self.shown().split("From ")[1]
        self.assertEqual(before[3], "filter")
        self.assertGreater(before[6], 0)
        count = len(self.data()["time"]["x"])
        self.collect_day(15)
        self.page.wait(lambda: len(self.data()["time"]["x"]) == count + 1, "the new points", 5)
        after = self.page.evaluate(asked)
        self.assertEqual(after[:4] + after[5:], before[:4] + before[5:])
        self.assertEqual(set(after[4]), set(before[4]))
        self.assertEqual(self.shown().split("From ")[1], zoom)

    def test_the_focus_stays_on_a_row_a_head_and_a_chart(self) -> None:
        self.open_studio("benchmarks/Kernels.html")
        self.wait_for_charts(2)
        focused = (
            "document.activeElement.dataset.row ?? document.activeElement.title ?? document.activeElement.className"
        )
        for day, selector, told in [
            (16, ".rows tbody tr:nth-child(4)", "dot_1"),
            (17, "thead tr:last-child th:nth-child(5) .sort", "Number of points"),
        ]:
            self.page.click(selector)
            self.assertEqual(self.page.evaluate(focused), told)
            before = self.text("#facts")
            self.collect_day(day)
            self.page.wait(lambda: self.text("#facts") != before, "the exchange", 5)
            self.assertEqual(self.page.evaluate(focused), told)

    def test_zoom_and_focus_of_a_chart_stay_when_its_part_is_exchanged(self) -> None:
        name = self.execution()
        train(self.place.server, name, 20)
        self.open_studio(f"executions/{name}.html")
        self.wait_for_charts(2)
        self.page.drag(self.in_chart(0.3, selector="#chart-0"), self.in_chart(0.6, selector="#chart-0"))
        self.page.evaluate("document.querySelector('#chart-0 .chart-canvas').focus()")
        zoom = self.shown("#chart-0").split("From ")[1]
        self.call("record", execution_id=name, key="epochs", value=30, at=21)
        self.wait_for_text(".bar", "30/40")
        self.call("record", execution_id=name, key="another", value=1, at=0)
        self.page.wait("document.querySelectorAll('figure.graph').length === 3", "the third chart", 5)
        self.assertEqual(self.shown("#chart-0").split("From ")[1], zoom)
        self.assertTrue(self.page.evaluate("document.activeElement.matches('#chart-0 .chart-canvas')"))

    def test_a_quiet_page_asks_for_nothing(self) -> None:
        self.open_studio("index.html")
        self.page._browser.pump(1)
        self.page.requests.clear()
        self.page._browser.pump(1)
        self.assertEqual(self.page.requests, [])
