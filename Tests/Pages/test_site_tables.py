"""Tables: order, filter and their files."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

from site_test import SiteTest, in_both

KERNELS = "benchmarks/Kernels.html"


class Tables(SiteTest):
    def order(self, column: int) -> list[str]:
        self.page.click(f"th:nth-child({column}) .sort")
        return self.texts(f"tbody td:nth-child({column})")

    @in_both
    def test_numbers_are_ordered_as_numbers(self) -> None:
        self.open(KERNELS)
        self.assertEqual(self.order(2), ["1"] * 6 + ["8"] * 6 + ["64"] * 6)
        self.assertEqual(self.attribute("thead tr:last-child th:nth-child(2)", "aria-sort"), "ascending")
        self.assertEqual(self.order(2), ["64"] * 6 + ["8"] * 6 + ["1"] * 6)
        self.assertEqual(self.attribute("thead tr:last-child th:nth-child(2)", "aria-sort"), "descending")
        times = [float(text) for text in self.order(7)]
        self.assertEqual(times, sorted(times))
        self.assertEqual(self.count("[aria-sort]"), 1)

    @in_both
    def test_texts_times_and_statuses_are_ordered(self) -> None:
        self.open("index.html")
        self.page.click("th:first-child .sort")
        self.page.click("th:first-child .sort")
        self.assertEqual(self.rows()[0], "SimpleBenchmark")
        self.page.click("th:nth-child(3) .sort")
        last = [
            self.page.evaluate(f"document.querySelectorAll('tbody tr')[{n}].cells[2].querySelector('time').dateTime")
            for n in range(4)
        ]
        self.assertEqual(last, sorted(last))
        self.page.click("th:nth-child(6) .sort")
        self.assertEqual(self.rows()[-1], "MolecDyn_Suite", "what fared badly is together")

    @in_both
    def test_a_filter_keeps_rows_that_hold_all_words(self) -> None:
        self.open(KERNELS)
        self.page.click("input[type=search]")
        self.page.type("GEM 8")
        shown = "[...document.querySelectorAll('tbody tr')].filter(r => !r.hidden).map(r => r.dataset.named)"
        self.assertTrue(all("gem" in name for name in self.page.evaluate(shown)))
        count = len(self.page.evaluate(shown))
        self.assertEqual(self.text(".toolbar [role=status]"), f"{count} of 18")
        self.assertTrue(0 < count < 18)
        self.page.evaluate("document.querySelector('input[type=search]').select()")
        self.page.press("Delete")
        self.assertEqual(len(self.page.evaluate(shown)), 18)
        self.assertEqual(self.text(".toolbar [role=status]"), "")

    @in_both
    def test_short_tables_have_no_filter(self) -> None:
        self.open("index.html")
        self.assertEqual(self.count("input[type=search]"), 0)

    @in_both
    def test_a_file_has_what_is_shown_as_values_and_times_in_utc(self) -> None:
        self.open(KERNELS)
        self.page.click("input[type=search]")
        self.page.type("dot")
        self.page.click("th:nth-child(2) .sort")
        rows = list(csv.DictReader(io.StringIO(self.csv())))
        self.assertEqual([row["threads"] for row in rows], ["1", "8", "64"])
        self.assertEqual(
            rows[0],
            {
                "kernel": "dot",
                "threads": "1",
                "First run": "2026-08-01T01:15:00Z",
                "Last run": "2026-08-12T01:15:00Z",
                "Total": "12",
                "Valid": "12",
                "time": "33.42",
                "rate": "20",
                "Status": "SSSSS",
            },
        )

    def test_the_file_is_called_as_the_table(self) -> None:
        self.open_studio("executions.html")
        with tempfile.TemporaryDirectory() as folder:
            self.page.download_into(folder)
            self.page.click(".toolbar .quiet")
            file = Path(folder) / "Executions.csv"
            self.page.wait(file.exists, "the file", 5)
            self.assertTrue(file.read_bytes().startswith(b"Execution,Pipeline,State,Started,Time,Tags\r\n"))
            self.assertIn("build-8,build,succeeded,", file.read_text())

    @in_both
    def test_the_heads_of_a_long_table_stay(self) -> None:
        self.open(KERNELS)
        scroll = "document.querySelector('.scroll')"
        self.assertGreater(self.page.evaluate(f"{scroll}.scrollHeight"), self.page.evaluate(f"{scroll}.clientHeight"))
        self.page.evaluate(f"{scroll}.scrollTop = 100")
        self.page.settle()
        gap = f"document.querySelector('thead').getBoundingClientRect().top - {scroll}.getBoundingClientRect().top"
        self.assertAlmostEqual(self.page.evaluate(gap), 0, 0)
