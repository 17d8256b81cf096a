"""Pages without a mouse, and for those who do not see them well or at all."""

from __future__ import annotations

import re

from programs import ROOT
from site_test import SiteTest
from test_site_pages import PAGES, SECTIONS

STYLE = (ROOT / "Sources/CalibraxDashboard/Pages/Assets/page.css").read_text()

#: What is wrong with the parts of a page that have a name or a role; nothing if it is well.
FAULTS = """(() => {
  const faults = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  const name = (e) => (e.getAttribute("aria-label") ?? e.labels?.[0]?.innerText ?? e.textContent ?? "").trim();
  const want = (isSo, text) => isSo || faults.push(text);
  want(document.documentElement.lang === "en", "a language");
  for (const landmark of ["header", "nav", "main", "footer"]) want(all(landmark).length >= 1, landmark);
  want(all("main").length === 1 && all("h1").length === 1, "one main and one h1");
  want(all("nav:not([aria-label])").length === 0, "names of navigations");
  for (const e of all("button, a, input, select, [role=tab], progress, meter")) want(name(e), `a name of ${e.outerHTML}`);
  for (const e of all("table")) want(e.caption?.innerText, "captions of tables");
  for (const e of all("th")) want(e.scope, `what ${e.innerText} is the head of`);
  for (const e of all("thead th, tbody th")) want(e.innerText.trim(), "heads that say something");
  for (const e of all("[aria-controls], [aria-labelledby]")) {
    for (const id of [e.getAttribute("aria-controls"), e.getAttribute("aria-labelledby")]) {
      want(!id || document.getElementById(id), `an element ${id}`);
    }
  }
  const ids = all("[id]").map((e) => e.id);
  want(new Set(ids).size === ids.length, "ids that are of one element each");
  const seen = all("figure.graph .chart-canvas").filter((e) => e.offsetParent);
  for (const e of seen) want(name(e), "names of charts");
  for (const e of all("[role=img]")) want(name(e), "names of pictures");
  const levels = all("h1, h2, h3").map((e) => Number(e.localName[1]));
  want(levels.every((level, at) => at === 0 || level <= levels[at - 1] + 1), "headings without gaps");
  return faults;
})()"""


class Access(SiteTest):
    def focused(self) -> str:
        """What the focused element says it is."""
        return self.page.evaluate(
            "((e) => (e.getAttribute('aria-label') ?? e.name ?? '') || e.dataset.named || e.innerText.trim())(document.activeElement)"
        )

    def tab_until(self, told: str, most: int = 40) -> list[str]:
        """Presses Tab until an element has the focus; returns what had it on the way."""
        passed = []
        for _ in range(most):
            self.page.press("Tab")
            passed.append(self.focused())
            self.assertTrue(self.page.evaluate("document.activeElement.matches(':focus-visible')"))
            if told in passed[-1]:
                return passed
        self.fail(f"no way to {told}: {passed}")

    def test_the_first_key_leads_to_the_content(self) -> None:
        self.open_studio("benchmarks/Kernels.html")
        self.page.press("Tab")
        self.assertEqual(self.focused(), "Skip to content")
        self.assertGreaterEqual(self.page.evaluate("document.activeElement.getBoundingClientRect().top"), 0)
        self.page.press("Enter")
        self.assertEqual(self.page.evaluate("document.activeElement.id"), "content")
        self.page.press("Tab")
        self.assertEqual(self.focused(), "About")

    def test_the_sections_are_reached_and_opened(self) -> None:
        self.open_studio("index.html")
        self.assertEqual(self.tab_until("Alerts")[2:], SECTIONS[:4])
        self.page._loaded = False
        event = {"key": "Enter", "windowsVirtualKeyCode": 13}
        self.page.command("Input.dispatchKeyEvent", type="keyDown", text="\r", **event)
        self.page.wait(lambda: self.page._loaded, "the page", 5)
        self.assertEqual(self.texts("h1"), ["Alerts"])

    def test_a_row_is_reached_and_another_selected(self) -> None:
        self.open_studio("benchmarks/Kernels.html")
        self.wait_for_charts(2)
        self.tab_until("Filter")
        self.tab_until("kernel: axpy, threads: 1")
        self.page.press("ArrowDown")
        self.assertEqual(self.text("#selection"), "kernel: axpy, threads: 8")
        self.page.press("Tab")
        self.assertFalse(self.page.evaluate("!!document.activeElement.closest('tbody')"), "the table is one stop")

    def test_a_column_is_ordered_by_its_head(self) -> None:
        self.open_studio("benchmarks/Kernels.html")
        self.tab_until("threads")
        self.page.press("Enter")
        self.assertEqual(self.attribute("thead tr:last-child th:nth-child(2)", "aria-sort"), "ascending")

    def test_a_chart_is_read_by_keys(self) -> None:
        self.open_studio("benchmarks/SimpleBenchmark.html")
        self.wait_for_charts()
        self.tab_until("Performance, Nodes: 4")
        self.page.press("End")
        self.assertIn("2026", self.text(".chart-told"))

    def test_the_focus_is_seen(self) -> None:
        for scheme in ["light", "dark"]:
            self.page.prefer(scheme)
            self.open_studio("benchmarks/Kernels.html")
            self.wait_for_charts(2)
            for told in ["Benchmarks", "About", "Filter", "CSV", "threads", "kernel: axpy, threads: 1", "time, kernel"]:
                with self.subTest(scheme=scheme, element=told):
                    self.tab_until(told)
                    outline = "((s) => [s.outlineStyle, parseFloat(s.outlineWidth)])(getComputedStyle(document.activeElement))"
                    style, width = self.page.evaluate(outline)
                    self.assertTrue(style != "none" and width >= 2, f"{style} {width}")


def add(path: str, *_: object) -> None:
    """Adds the test of a page."""

    def test(self: Access) -> None:
        self.open_report(path)
        self.page.wait("!document.querySelector('figure.graph[aria-busy=true]')")
        self.assertEqual(self.page.evaluate(FAULTS), [])

    name = "".join(letter if letter.isalnum() else "_" for letter in path.removesuffix(".html"))
    setattr(Access, f"test_{name}_has_names_heads_and_landmarks", test)


for page in PAGES:
    add(*page)


class Contrast(SiteTest):
    """Colours of texts on what is behind them, as WCAG computes it."""

    def tearDown(self) -> None:
        pass

    @staticmethod
    def schemes() -> dict[str, dict[str, str]]:
        light, dark = re.findall(r":root \{(.*?)\}", STYLE, re.S)[:2]
        colors = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", text)) for text in (light, dark)]
        return {"light": colors[0], "dark": {**colors[0], **colors[1]}}

    @staticmethod
    def luminance(color: str) -> float:
        shares = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def contrast(self, one: str, other: str) -> float:
        low, high = sorted([self.luminance(one), self.luminance(other)])
        return (high + 0.05) / (low + 0.05)

    def test_every_text_is_readable(self) -> None:
        pairs = [(text, behind) for text in ["text", "muted"] for behind in ["background", "surface", "selected"]]
        pairs += [(text, "background") for text in ["accent", "good", "bad", "warn"]]
        pairs += [("accent", "surface"), ("accent", "selected"), ("on-accent", "accent"), ("muted", "plain-tint")]
        pairs += [(tone, f"{tone}-tint") for tone in ["good", "bad", "warn", "busy"]]
        for scheme, colors in self.schemes().items():
            for text, behind in pairs:
                with self.subTest(scheme=scheme, text=text, behind=behind):
                    self.assertGreaterEqual(self.contrast(colors[text], colors[behind]), 4.5)

    def test_both_schemes_name_all_colours(self) -> None:
        light, dark = re.findall(r":root \{(.*?)\}", STYLE, re.S)[:2]
        names = [set(re.findall(r"--([\w-]+): #", text)) for text in (light, dark)]
        self.assertEqual(*names)
        self.assertGreater(len(names[0]), 15)

    def test_pages_have_these_colours(self) -> None:
        for scheme, colors in self.schemes().items():
            self.page.prefer(scheme)
            self.open_studio("index.html")
            found = self.page.evaluate("getComputedStyle(document.body).backgroundColor")
            self.assertEqual(
                found, "rgb({}, {}, {})".format(*(int(colors["background"][at : at + 2], 16) for at in (1, 3, 5)))
            )
