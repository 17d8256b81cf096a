"""What tests of the pages have in common: one browser, one server with a Studio, and one report."""

from __future__ import annotations

import atexit
import contextlib
import functools
import json
import tempfile
import unittest
from pathlib import Path
from typing import Any, Callable

from chromium import Chromium, Page
from programs import Server, Studio, report
from stores import fill

#: What of a chart is there to be downloaded, and what its file would be called.
DATA_OF = """async (figure) => {
  const [make, click] = [URL.createObjectURL, HTMLAnchorElement.prototype.click];
  let data, name;
  URL.createObjectURL = (blob) => (data = blob, make.call(URL, blob));
  HTMLAnchorElement.prototype.click = function () { name = this.download; };
  try {
    figure.querySelector("[aria-label='Download data'], .toolbar .quiet").click();
  } finally {
    [URL.createObjectURL, HTMLAnchorElement.prototype.click] = [make, click];
  }
  return [name, await data.text()];
}"""


class Place:
    """A store with a server and a Studio, and a report of it when that is asked for."""

    def __init__(self, folder: Path, stack: contextlib.ExitStack) -> None:
        self.folder = folder
        self.server: Server = stack.enter_context(Server(folder / "store"))
        self.studio: Studio = stack.enter_context(Studio(folder / "store"))

    @functools.cached_property
    def report(self) -> Path:
        return report(self.server.data, self.folder / "report")


@functools.cache
def everything() -> contextlib.ExitStack:
    """What ends with the program."""
    stack = contextlib.ExitStack()
    atexit.register(stack.close)
    return stack


@functools.cache
def shared_browser() -> Chromium:
    return everything().enter_context(Chromium(10))


def new_place() -> Place:
    """A place with an empty store."""
    folder = Path(everything().enter_context(tempfile.TemporaryDirectory(prefix="calibrax-")))
    return Place(folder, everything())


@functools.cache
def shared_place(name: str = "") -> Place:
    """A place with all that pages are made for; the one without a name stays as it is."""
    place = new_place()
    fill(place.server, place.folder)
    return place


@functools.cache
def shared_page(zone: str = "Europe/Berlin") -> Page:
    page = everything().enter_context(shared_browser().page())
    page.set_time_zone(zone)
    return page


def quoted(text: str) -> str:
    """A text in JavaScript."""
    return json.dumps(text)


def in_both(test: Callable[[Any], None]) -> Callable[[Any], None]:
    """Has a test look at a page of the Studio, and at the same one of a report; its opener is `open`."""

    @functools.wraps(test)
    def both(self: SiteTest) -> None:
        for self.open in (self.open_studio, self.open_report):
            with self.subTest(self.open.__name__):
                test(self)

    return both


class SiteTest(unittest.TestCase):
    """Tests of the pages; the console must stay empty, and nothing be asked for elsewhere."""

    page: Page
    place: Place

    @classmethod
    def new_place(cls) -> Place:
        """Where the tests of a class are."""
        return shared_place()

    @classmethod
    def setUpClass(cls) -> None:
        cls.place = cls.new_place()
        cls.page = shared_page()

        # What an earlier page goes on asking for is none of these tests'.
        cls.page.open("about:blank")

    def setUp(self) -> None:
        self.page.messages.clear()
        self.page.requests.clear()
        self.page.resize(1200, 800)
        self.page.prefer("light")

    def tearDown(self) -> None:
        self.check_quiet()

    def check_quiet(self) -> None:
        self.assertEqual(self.page.messages, [], "the console must stay empty")
        allowed = ("about:", "file:", "blob:", "data:", self.place.studio.url)
        self.assertEqual([url for url in self.page.requests if not url.startswith(allowed)], [], "nothing is elsewhere")

    def open_studio(self, path: str = "index.html", token: bool = False, wait: bool = True) -> None:
        """Opens a page of the Studio and waits until it follows the server."""
        if token and "#" in path:
            path += f"&token={self.place.studio.token}"
        elif token:
            path += f"#token={self.place.studio.token}"
        self.page.open(self.place.studio.url + path)
        if wait:
            self.wait_until_live()

    def wait_until_live(self) -> None:
        self.page.wait("document.querySelector('#connection')?.dataset.state === 'live'", "the page to be live", 10)

    def follow(self, selector: str) -> None:
        """Clicks a link and waits until the page that it leads to is loaded."""
        self.page.evaluate(f"document.querySelector({quoted(selector)}).scrollIntoView({{block: 'nearest'}})")
        self.page.settle()
        place = self.page.place(selector)
        self.page._loaded = False
        self.page.mouse("mousePressed", *place, "left", 1)
        self.page.mouse("mouseReleased", *place, "left", 1)
        self.page.wait(lambda: self.page._loaded, f"what {selector} leads to", 5)

    def open_report(self, path: str = "index.html") -> None:
        """Opens a page of the report from its file."""
        file, _, fragment = path.partition("#")
        self.page.open((self.place.report / file).resolve().as_uri() + (f"#{fragment}" if fragment else ""))

    def wait_for_charts(self, count: int = 1) -> None:
        """Waits until so many charts that are seen are drawn."""
        seen = "[...document.querySelectorAll('figure.graph canvas.chart-drawing:first-child')].filter(c => c.width > 0 && c.offsetParent)"
        self.page.wait(f"{seen}.length >= {count}", f"{count} charts", 10)
        self.page.wait("!document.querySelector('figure.graph[aria-busy=true]')", "charts to be filled", 10)
        self.page.settle()

    def texts(self, selector: str) -> list[str]:
        """What all elements of a selector say."""
        return self.page.evaluate(f"[...document.querySelectorAll({quoted(selector)})].map(e => e.innerText.trim())")

    def text(self, selector: str) -> str:
        """What the first element of a selector says."""
        return self.page.evaluate(f"document.querySelector({quoted(selector)})?.innerText.trim()")

    def count(self, selector: str) -> int:
        return self.page.evaluate(f"document.querySelectorAll({quoted(selector)}).length")

    def attribute(self, selector: str, name: str) -> str | None:
        return self.page.evaluate(f"document.querySelector({quoted(selector)})?.getAttribute({quoted(name)})")

    def wait_for_text(self, selector: str, text: str, seconds: float = 5) -> None:
        self.page.wait(
            f"document.querySelector({quoted(selector)})?.innerText.includes({quoted(text)})",
            f"{selector} to say {text}",
            seconds,
        )

    def data(self, selector: str = "figure.graph") -> dict[str, Any]:
        """The points of a chart's curves by their names, as its download has them."""
        return json.loads(self.page.evaluate(f"({DATA_OF})(document.querySelector({quoted(selector)}))")[1])

    def csv(self, selector: str = ".table") -> str:
        """A table as its download has it."""
        return self.page.evaluate(f"({DATA_OF})(document.querySelector({quoted(selector)}))")[1]

    def picture(self, selector: str = "figure.graph") -> str:
        """What a chart has drawn, to be compared."""
        return self.page.evaluate(
            f"document.querySelector({quoted(selector + ' canvas')}).toDataURL()",
        )

    def shown(self, selector: str = "figure.graph") -> str:
        """What a chart tells of itself: its curves, and from where to where it shows them."""
        return self.attribute(selector + " .chart-canvas", "aria-label") or ""

    def in_chart(self, x: float, y: float = 0.4, selector: str = "figure.graph") -> tuple[float, float]:
        """Where a share of a chart is in the window, which shows it then."""
        canvas = selector + " .chart-canvas"
        self.page.evaluate(f"document.querySelector({quoted(canvas)}).scrollIntoView({{block: 'nearest'}})")
        self.page.settle()
        return self.page.place(canvas, x, y)

    def rows(self, selector: str = ".table") -> list[str]:
        """The first cells of a table's rows that are shown, in their order."""
        return self.page.evaluate(
            f"[...document.querySelectorAll({quoted(selector + ' tbody tr')})].filter(r => !r.hidden)"
            ".map(r => r.cells[0].innerText.trim())"
        )
