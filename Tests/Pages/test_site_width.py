"""Pages from the width of a telephone to that of a wall."""

from __future__ import annotations

from site_test import SiteTest
from test_site_pages import PAGES

WIDTHS = [360, 800, 1400, 2560]

#: What reaches out of the window, or of what holds it, though it cannot be scrolled to.
OUTSIDE = """(() => {
  const width = document.documentElement.clientWidth;
  const outside = [];
  for (const e of document.querySelectorAll("body *")) {
    const box = e.getBoundingClientRect();
    if (!box.width || e.closest(".scroll, pre, .chart-told, caption, svg, .skip, .chart-legend")) continue;
    if (box.right > width + 0.5 || box.left < -0.5) outside.push(`${e.localName}.${e.className} ${box.left} ${box.right}`);
  }
  return outside;
})()"""


class Width(SiteTest):
    def check(self, path: str) -> None:
        self.open_report(path)
        self.page.wait("!document.querySelector('figure.graph[aria-busy=true]')")
        for width in WIDTHS:
            with self.subTest(width):
                self.page.resize(width, 900)
                self.page.settle()
                self.assertLessEqual(self.page.evaluate("document.documentElement.scrollWidth"), width)
                self.assertEqual(self.page.evaluate(OUTSIDE), [])

    def test_wide_tables_scroll_in_themselves(self) -> None:
        self.page.resize(360, 780)
        self.open_report("benchmarks/Kernels.html")
        scroll = "document.querySelector('.scroll')"
        self.assertGreater(self.page.evaluate(f"{scroll}.scrollWidth"), self.page.evaluate(f"{scroll}.clientWidth"))
        self.page.evaluate(f"{scroll}.scrollLeft = 1000")
        self.assertGreater(self.page.evaluate(f"{scroll}.scrollLeft"), 0)
        bar = "(b => [b.left, b.right])(document.querySelector('.toolbar').getBoundingClientRect())"
        left, right = self.page.evaluate(bar)
        self.assertTrue(0 <= left < right <= 360, "the toolbar stays")

    def test_charts_follow_the_width(self) -> None:
        self.open_report("benchmarks/Kernels.html")
        self.wait_for_charts(2)
        tops = "[...document.querySelectorAll('figure.graph')].map(f => Math.round(f.getBoundingClientRect().top))"
        first, second = self.page.evaluate(tops)
        self.assertEqual(first, second, "side by side")
        self.page.resize(360, 780)
        self.page.settle()
        first, second = self.page.evaluate(tops)
        self.assertLess(first, second, "one below the other")
        self.assertLessEqual(self.page.evaluate("document.querySelector('.chart-canvas').clientWidth"), 360)

    def test_text_lines_up_at_every_width(self) -> None:
        self.open_report("index.html")
        for width in WIDTHS:
            self.page.resize(width, 900)
            self.page.settle()
            left = "(s => document.querySelector(s).getBoundingClientRect().left)"
            lefts = {round(self.page.evaluate(f"{left}('{name}')")) for name in [".brand", "h1", "footer span"]}
            self.assertEqual(len(lefts), 1, f"at {width}: {lefts}")


def add(path: str, *_: object) -> None:
    """Adds the test of a page."""
    name = "".join(letter if letter.isalnum() else "_" for letter in path.removesuffix(".html"))
    setattr(Width, f"test_{name}_fits_every_window", lambda self: self.check(path))


for page in PAGES:
    add(*page)
