"""A page of a headless Chromium: what it shows, says and asks for, and real input to it."""

from __future__ import annotations

import base64
import json
import time
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Callable

if TYPE_CHECKING:
    from chromium import Chromium

KEYS = {
    "ArrowLeft": 37,
    "ArrowUp": 38,
    "ArrowRight": 39,
    "ArrowDown": 40,
    "Home": 36,
    "End": 35,
    "Escape": 27,
    "Tab": 9,
    "Enter": 13,
    " ": 32,
    "Backspace": 8,
    "Delete": 46,
    "PageUp": 33,
    "PageDown": 34,
}
MODIFIERS = {"Alt": 1, "Control": 2, "Meta": 4, "Shift": 8}


class ChromiumError(Exception):
    """Chromium is missing, ended, or refused a command."""


class JavaScriptError(ChromiumError):
    """What was evaluated in a page threw."""


class Page:
    """A page of the browser; closes with its context."""

    def __init__(self, browser: Chromium, target: str, session: str) -> None:
        self._browser, self._target, self._session = browser, target, session
        self._loaded = False
        #: What the console said: messages, exceptions, violations of the Content Security Policy.
        self.messages: list[str] = []
        #: The addresses of all requests.
        self.requests: list[str] = []

    def __enter__(self) -> Page:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._browser.command("Target.closeTarget", {"targetId": self._target})
        self._browser._pages.pop(self._session, None)

    def command(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Sends a command of the protocol for this page."""
        return self._browser.command(method, parameters, self._session)

    def _take(self, message: dict[str, Any]) -> None:
        told = message.get("params", {})
        match message.get("method"):
            case "Page.loadEventFired":
                self._loaded = True
            case "Runtime.consoleAPICalled":
                values = [str(each.get("value", each.get("description", ""))) for each in told["args"]]
                self.messages.append(f"{told['type']}: {' '.join(values)}")
            case "Runtime.exceptionThrown":
                details = told["exceptionDetails"]
                self.messages.append("exception: " + details.get("exception", {}).get("description", details["text"]))
            case "Log.entryAdded":
                self.messages.append(f"{told['entry']['level']}: {told['entry']['text']}")
            case "Network.requestWillBeSent":
                self.requests.append(told["request"]["url"])

    def open(self, url: str | Path) -> None:
        """Opens an address or a file and waits until it is loaded."""
        address = url.resolve().as_uri() if isinstance(url, Path) else url
        if "#" in address and self.evaluate("location.href").split("#")[0] == address.split("#")[0]:
            # Another fragment of the page that is there would load nothing.
            self.open("about:blank")
        self._loaded = False
        answer = self.command("Page.navigate", url=address)
        if "errorText" in answer:
            raise ChromiumError(f"{url}: {answer['errorText']}")
        self.wait(lambda: self._loaded, f"{url} to load")

    def evaluate(self, expression: str) -> Any:
        """The value of an expression of JavaScript, awaited if it is a promise."""
        answer = self.command(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True, userGesture=True
        )
        if details := answer.get("exceptionDetails"):
            raise JavaScriptError(details.get("exception", {}).get("description", details["text"]))
        return answer["result"].get("value")

    def wait(self, condition: str | Callable[[], bool], what: str = "", seconds: float | None = None) -> None:
        """Waits until a function, or an expression of JavaScript, is true."""
        end = time.monotonic() + (seconds or self._browser.seconds)
        while not (self._holds(condition) if isinstance(condition, str) else condition()):
            if time.monotonic() > end:
                raise ChromiumError(f"waited in vain for {what or condition}")
            self._browser.pump(0.01)

    def _holds(self, expression: str) -> bool:
        """Whether an expression is true; in a page that is just being left it is not."""
        try:
            return bool(self.evaluate(expression))
        except ChromiumError as error:
            is_left = "navigated" in str(error) or "context" in str(error)
            if isinstance(error, JavaScriptError) or not is_left:
                raise
            return False

    def settle(self) -> None:
        """Waits until what was asked for is drawn."""
        self.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(null))))")

    def resize(self, width: int, height: int, ratio: float = 1, touch: bool = False) -> None:
        """Gives the page a size in CSS pixels, and pixels of the screen for each."""
        self.command(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=ratio, mobile=False
        )
        self.command("Emulation.setTouchEmulationEnabled", enabled=touch)

    def prefer(self, scheme: str) -> None:
        """Has the user prefer "light" or "dark" pages."""
        self.command("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def set_time_zone(self, name: str) -> None:
        """Puts the page into a time zone, such as Europe/Berlin."""
        self.command("Emulation.setTimezoneOverride", timezoneId=name)

    def place(self, selector: str, x: float = 0.5, y: float = 0.5) -> tuple[float, float]:
        """Where a share of the first element of a selector is in the window."""
        box = self.evaluate(
            f"(b => b && [b.left, b.top, b.width, b.height])"
            f"(document.querySelector({json.dumps(selector)})?.getBoundingClientRect())"
        )
        if not box:
            raise ChromiumError(f"there is no element {selector}")
        return box[0] + box[2] * x, box[1] + box[3] * y

    def mouse(
        self,
        kind: str,
        x: float,
        y: float,
        button: str = "none",
        count: int = 0,
        keys: tuple[str, ...] = (),
        **more: Any,
    ) -> None:
        """A single event of the mouse: mouseMoved, mousePressed, mouseReleased, mouseWheel."""
        self.command(
            "Input.dispatchMouseEvent",
            type=kind,
            x=x,
            y=y,
            button=button,
            clickCount=count,
            modifiers=sum(MODIFIERS[key] for key in keys),
            **more,
        )

    def move(self, x: float, y: float) -> None:
        """Moves the mouse and waits until that is drawn."""
        self.mouse("mouseMoved", x, y)
        self.settle()

    def click(self, selector: str, count: int = 1, x: float = 0.5, y: float = 0.5) -> None:
        """Clicks an element, once or more."""
        self.evaluate(f"document.querySelector({json.dumps(selector)})?.scrollIntoView({{block: 'nearest'}})")
        place = self.place(selector, x, y)
        self.mouse("mouseMoved", *place)
        for number in range(1, count + 1):
            self.mouse("mousePressed", *place, "left", number)
            self.mouse("mouseReleased", *place, "left", number)
        self.settle()

    def drag(
        self, start: tuple[float, float], end: tuple[float, float], button: str = "left", keys: tuple[str, ...] = ()
    ) -> None:
        """Drags the mouse from one place to another."""
        held = {"left": 1, "right": 2, "middle": 4}[button]
        self.mouse("mouseMoved", *start, keys=keys)
        self.mouse("mousePressed", *start, button, 1, keys, buttons=held)
        for share in [0.25, 0.5, 0.75, 1]:
            at = [start[side] + (end[side] - start[side]) * share for side in (0, 1)]
            self.mouse("mouseMoved", *at, button, 0, keys, buttons=held)
        self.mouse("mouseReleased", *end, button, 1, keys)
        self.settle()

    def wheel(self, x: float, y: float, down: float, keys: tuple[str, ...] = ()) -> None:
        """Turns the wheel at a place."""
        self.mouse("mouseWheel", x, y, keys=keys, deltaX=0, deltaY=down)
        self.settle()

    def touch(self, kind: str, *places: tuple[float, float]) -> None:
        """touchStart, touchMove or touchEnd with fingers at places."""
        points = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(places)]
        self.command("Input.dispatchTouchEvent", type=kind, touchPoints=points)

    def press(self, key: str, keys: tuple[str, ...] = ()) -> None:
        """Presses a key, such as ArrowLeft or a, while others are held."""
        code = KEYS.get(key, ord(key.upper()) if len(key) == 1 else 0)
        event = {"key": key, "windowsVirtualKeyCode": code, "modifiers": sum(MODIFIERS[held] for held in keys)}
        text = {"text": "\r" if key == "Enter" else key} if len(key) == 1 or key == "Enter" else {}
        self.command("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", **event, **text)
        self.command("Input.dispatchKeyEvent", type="keyUp", **event)
        self.settle()

    def type(self, text: str) -> None:
        """Types a text where the focus is."""
        self.command("Input.insertText", text=text)

    def screenshot(self, path: str | Path | None = None, whole: bool = False) -> bytes:
        """A picture of the window, or of the whole page, as PNG."""
        data = self.command("Page.captureScreenshot", format="png", captureBeyondViewport=whole)["data"]
        picture = base64.b64decode(data)
        if path:
            Path(path).write_bytes(picture)
        return picture

    def download_into(self, folder: str | Path) -> None:
        """Lets files that the page offers go into a folder."""
        self._browser.command("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)})
