"""The conversations of Protocol/transcripts, to be played by a client against a real server."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable

from server import ROOT

FOLDER = ROOT / "Protocol" / "transcripts"
STEP = re.compile(r"(\d+)(-->|<--) (.*)")


@dataclass(frozen=True)
class Step:
    """A line that is sent on a connection, or one that must come back on it."""

    line: int
    connection: str
    is_sent: bool
    text: str


class Transcript:
    """A conversation, up to where something happens to the server's disk, which nobody outside it can bring about."""

    def __init__(self, path: Path) -> None:
        self.name = path.stem
        self.tokens: str | None = None
        self.configuration: str | None = None
        self.steps: list[Step] = []
        for number, text in enumerate(path.read_text().splitlines(), 1):
            if not text.strip() or text.startswith("#"):
                continue
            if text.startswith("@ tokens: "):
                self.tokens = text[len("@ tokens: ") :]
            elif text.startswith("@ config: "):
                self.configuration = text[len("@ config: ") :]
            elif text.startswith("@ disk "):
                break
            elif found := STEP.fullmatch(text.strip()):
                self.steps.append(Step(number, found[1], found[2] == "-->", found[3]))
            else:
                raise ValueError(f"{self.name}:{number}: {text}")

    @staticmethod
    def all() -> list[Transcript]:
        return [Transcript(path) for path in sorted(FOLDER.glob("*.transcript"))]

    def play(self, send: Callable[[str, str], None], receive: Callable[[str], str]) -> list[str]:
        """What differs from what is expected; `send` and `receive` take the connection's number."""
        problems: list[str] = []
        names: dict[str, str] = {}
        for step in self.steps:
            if step.is_sent:
                send(step.connection, re.sub(r'"\$(\w+)"', lambda found: json.dumps(names[found[1]]), step.text))
                continue
            text = receive(step.connection)
            differences = problems_of(json.loads(text), json.loads(step.text), names)
            problems += [f"{self.name}:{step.line}: {problem} in {text}" for problem in differences]
        return problems


KINDS: dict[str, tuple[type, ...]] = {
    "$any": (object,),
    "$string": (str,),
    "$number": (int, float),
    "$boolean": (bool,),
    "$array": (list,),
    "$object": (dict,),
}


def problems_of(actual: Any, expected: Any, names: dict[str, str], path: str = "") -> list[str]:
    """Where a value is not what is expected; strings that begin with `$` match values of a kind."""
    if isinstance(expected, str) and expected.startswith("$"):
        kind, _, name = expected.partition(":")
        if name and isinstance(actual, str):
            names[name] = actual
        return [] if isinstance(actual, KINDS[kind]) else [f"{path} is {actual!r}, not {expected}"]
    if isinstance(expected, dict) and isinstance(actual, dict):
        wanted = {key: value for key, value in expected.items() if key != "..."}
        surplus = set() if "..." in expected else actual.keys() - wanted.keys()
        problems = [f"{path}.{key} is too much" for key in sorted(surplus)]
        for key, value in wanted.items():
            place = f"{path}.{key}"
            problems += problems_of(actual[key], value, names, place) if key in actual else [f"{place} is missing"]
        return problems
    if isinstance(expected, list) and isinstance(actual, list) and len(expected) == len(actual):
        pairs = enumerate(zip(actual, expected))
        return [problem for place, pair in pairs for problem in problems_of(*pair, names, f"{path}[{place}]")]
    # 1 and 1.0 are the same number, True is none.
    is_same = actual == expected and isinstance(actual, bool) == isinstance(expected, bool)
    return [] if is_same else [f"{path} is {actual!r}, not {expected!r}"]
