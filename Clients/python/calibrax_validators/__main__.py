"""Calls validators that are written in Python.

Reads a call from each line of stdin and answers each with a line on stdout, all of them JSON objects:

    {"module": "stats", "function": "z_score", "params": {}, "values": [1.5, null], "x_values": [1, 2]}
    {"ok": [true, true], "layout": {"shapes": [], "annotations": []}}
    {"error": "ValueError: threshold must be positive"}

A first line says that it can be called: {"ready": "3.11.7"}. What validators print goes to stderr.
"""

from __future__ import annotations

import sys

# With -c, modules of the folder that we happen to be in would come before all others.
if sys.path[:1] == [""]:
    del sys.path[0]

import importlib
import json
import math
import os
import reprlib
from typing import Any, Callable

OLDEST = (3, 9)
# What a plot can show, by far.
LONGEST_ANSWER = 16 << 20
DEEPEST = 32


class Mistake(Exception):
    """What a validator has done wrong, as a sentence."""


def described(error: BaseException) -> str:
    """The type of an error and what it says."""
    text = str(error)
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def load(module: str, function: str) -> Callable[..., Any]:
    """Imports a validator."""
    try:
        validator = getattr(importlib.import_module(module), function, None)
        if callable(validator):
            return validator
        reason = f"it has no function '{function}'"
    except ImportError as error:
        reason = str(error)
    except BaseException as error:
        reason = described(error)
    raise Mistake(f"Validator '{function}' in module '{module}' could not be loaded: {reason}")


def plain(value: Any) -> Any:
    """What a value of numpy, pandas or datetime is without them; other values as they are."""
    for name in ("tolist", "item", "isoformat"):
        method = getattr(value, name, None)
        if callable(method):
            return method()
    return value


def flags(name: str, results: Any, count: int) -> list[bool]:
    """The results of a validator: whether each value is good."""
    results = plain(results)
    if not isinstance(results, (list, tuple)):
        raise Mistake(f"Validator '{name}' returned {kind(results)} as results, expected a list of True and False.")
    if len(results) != count:
        raise Mistake(f"Validator '{name}' returned {len(results)} results, expected {count}.")
    ok = []
    for place, result in enumerate(results):
        value = plain(result)
        if not isinstance(value, (bool, int, float)) or value not in (0, 1):
            raise Mistake(
                f"Validator '{name}' returned {reprlib.repr(result)} as result {place}, expected True or False."
            )
        ok.append(bool(value))
    return ok


def drawings(name: str, layout: Any, member: str) -> list[Any]:
    """The shapes or the annotations that a validator draws."""
    found = layout.get(member)
    if found is None:
        return []
    if not isinstance(found, (list, tuple)):
        raise Mistake(f"Validator '{name}' returned {kind(found)} as {member}, expected a list.")
    for place, drawing in enumerate(found):
        if not isinstance(drawing, dict):
            raise Mistake(f"Validator '{name}' returned {kind(drawing)} as {member}[{place}], expected a dictionary.")
    return [drawable(name, drawing, f"{member}[{place}]") for place, drawing in enumerate(found)]


def drawable(name: str, value: Any, place: str, depth: int = 0) -> Any:
    """A value as JSON can have it."""
    if depth > DEEPEST:
        raise Mistake(f"Validator '{name}' returned a layout with more than {DEEPEST} levels.")
    if isinstance(value, float) and not math.isfinite(value):
        raise Mistake(f"Validator '{name}' returned {float(value)} as {place}, expected a number that can be drawn.")
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, dict):
        for key in value:
            if not isinstance(key, str):
                raise Mistake(f"Validator '{name}' returned the key {reprlib.repr(key)} in {place}, expected a text.")
        return {key: drawable(name, item, f"{place}.{key}", depth + 1) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [drawable(name, item, f"{place}[{index}]", depth + 1) for index, item in enumerate(value)]
    simpler = plain(value)
    if simpler is value:
        raise Mistake(f"Validator '{name}' returned {kind(value)} as {place}, expected what JSON can hold.")
    return drawable(name, simpler, place, depth + 1)


def kind(value: Any) -> str:
    """The type of a value, for sentences."""
    return "None" if value is None else f"a value of type {type(value).__name__}"


def judge(call: dict[str, Any]) -> dict[str, Any]:
    """Calls a validator and gives what it found."""
    name = call["function"]
    validator = load(call["module"], name)
    values = call["values"]
    # It may change the list that it is given.
    count = len(values)
    returned = validator(values, call["params"], x_values=call["x_values"])
    if not isinstance(returned, (list, tuple)) or len(returned) != 2:
        raise Mistake(
            f"Validator '{name}' returned {kind(returned)}, expected two values: a list of True and False, and a"
            " dictionary with shapes and annotations."
        )
    results, layout = returned
    ok = flags(name, results, count)
    if layout is None:
        layout = {}
    if not isinstance(layout, dict):
        raise Mistake(
            f"Validator '{name}' returned {kind(layout)} as layout, expected a dictionary with shapes and annotations."
        )
    return {"ok": ok, "layout": {member: drawings(name, layout, member) for member in ("shapes", "annotations")}}


def answer(line: bytes) -> bytes:
    """The answer to a line, whatever the validator does."""
    try:
        call = json.loads(line)
        text = encoded(judge(call))
        if len(text) <= LONGEST_ANSWER:
            return text
        return encoded({"error": f"Validator '{call['function']}' returned a layout of over {LONGEST_ANSWER >> 20} MiB."})
    except Mistake as mistake:
        return encoded({"error": str(mistake)})
    # An end of the program, too, is the business of one validator.
    except BaseException as error:
        try:
            return encoded({"error": described(error)})
        except BaseException:
            return encoded({"error": type(error).__name__})


def encoded(value: dict[str, Any]) -> bytes:
    """A line of JSON; halves of characters become question marks."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def write(descriptor: int, line: bytes) -> None:
    """Writes all of a line at once, for whatever follows may end the process."""
    while line:
        line = line[os.write(descriptor, line) :]


def main() -> None:
    """Answers every line of stdin."""
    if sys.version_info < OLDEST:
        sys.exit("This is Python " + sys.version.split()[0])
    # Validators read nothing and write to stderr, even by what they start.
    calls = os.fdopen(os.dup(0), "rb")
    answers = os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    process = os.getpid()
    write(answers, encoded({"ready": sys.version.split()[0]}))
    for line in calls:
        text = answer(line)
        # A validator that forks would answer twice.
        if os.getpid() != process:
            os._exit(0)
        write(answers, text)
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except (AttributeError, OSError, ValueError):
                pass
    # Threads that a validator has left behind are not waited for.
    os._exit(0)


if __name__ == "__main__":
    main()
