"""Values of programs as the JSON that a server reads."""

from __future__ import annotations

import dataclasses
import json
from enum import Enum
from typing import Any, Mapping


def encode(value: Any) -> bytes:
    """The value as JSON in UTF-8, NaN and infinities included.

    Objects that say what they are by `to_dict()`, as those of the Python calibrax do, dataclasses, mappings,
    enumerations, times, paths, and numbers and arrays of numpy are written as what they hold.

    Raises TypeError for what has no form in JSON, ValueError for text that has none in UTF-8.
    """
    return _encoder.encode(value).encode()


def plain(value: Any) -> Any:
    """A value as one that JSON knows, or that holds others."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type) and not hasattr(value, "to_dict"):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, type):
        raise TypeError(f"{value!r} cannot be sent: it is a type, not a value")
    for name in ("to_dict", "tolist", "isoformat", "__fspath__"):
        method = getattr(value, name, None)
        if callable(method):
            return method()
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    raise TypeError(f"a value of the type {type(value).__name__} cannot be sent; give it a to_dict() that returns what JSON knows")


_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=plain)
