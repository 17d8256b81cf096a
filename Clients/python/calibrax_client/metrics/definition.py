"""How a metric is shown, and whether the metrics of an execution agree in that."""

from __future__ import annotations

import math
from dataclasses import dataclass
from numbers import Real
from typing import Any, Dict, Optional, Tuple, Union


@dataclass(frozen=True)
class MetricGroup:
    """The chart that metrics share, with its x-axis: its unit, and the bounds of what it shows.

    Raises ValueError for an empty name and for bounds that are no numbers or the wrong way round.
    """

    name: str
    units: Optional[str] = None
    lower: Optional[float] = None
    upper: Optional[float] = None

    def __post_init__(self) -> None:
        if not self.name:
            raise ValueError("a group needs a name")
        _check_bounds(f'the group "{self.name}"', self.lower, self.upper)

    def to_dict(self) -> Dict[str, Any]:
        """The group as a document."""
        return _without_none(name=self.name, units=self.units, lower=self.lower, upper=self.upper)

    def __str__(self) -> str:
        return f'the group "{self.name}" with {_axis(self)}'


@dataclass(frozen=True)
class MetricScale:
    """A y-axis. Metrics of a group whose scales have the same name share one; one without a name is the metric's own.

    With `progress` it is shown as a bar that is full at `upper`. Raises ValueError as MetricGroup does.
    """

    name: Optional[str] = None
    units: Optional[str] = None
    lower: Optional[float] = None
    upper: Optional[float] = None
    progress: bool = False

    def __post_init__(self) -> None:
        if self.name == "":
            raise ValueError("the name of a scale is empty; leave it out for a scale of the metric's own")
        _check_bounds(f'the scale "{self.name}"' if self.name else "the scale", self.lower, self.upper)

    def to_dict(self) -> Dict[str, Any]:
        """The scale as a document."""
        return _without_none(
            name=self.name, units=self.units, lower=self.lower, upper=self.upper, progress=self.progress
        )

    def __str__(self) -> str:
        named = f'the scale "{self.name}"' if self.name else "a scale of its own"
        return f"{named} with {_axis(self)}{', as progress' if self.progress else ''}"


@dataclass(frozen=True)
class Definition:
    """How a series is shown; `throttle` is how many samples a second are sent at most, None for all."""

    group: Optional[MetricGroup] = None
    scale: Optional[MetricScale] = None
    throttle: Optional[float] = None

    @property
    def is_bare(self) -> bool:
        """Whether it says nothing of how the series is shown."""
        return self.group is None and self.scale is None


class DefinitionTable:
    """The definitions of one execution. A key has one group and scale, a group one x-axis, and a named scale, within
    its group, one y-axis."""

    def __init__(self) -> None:
        self._definitions: Dict[str, Definition] = {}
        self._groups: Dict[str, Tuple[str, MetricGroup]] = {}
        self._scales: Dict[Tuple[Optional[str], str], Tuple[str, MetricScale]] = {}

    def define(self, key: str, definition: Definition) -> bool:
        """Takes in a definition; returns whether it says more of its metric than was known.

        The throttle may differ: it is a matter of each client. Raises ValueError when it contradicts an earlier one.
        """
        before = self._definitions.get(key)
        if before and not before.is_bare:
            self._check_same(key, before, definition)
            return False
        self._check_axes(key, definition)
        self._definitions[key] = definition
        if group := definition.group:
            self._groups.setdefault(group.name, (key, group))
        if (scale := definition.scale) and scale.name:
            self._scales.setdefault((group.name if group else None, scale.name), (key, scale))
        return before is None or before != definition

    @staticmethod
    def _check_same(key: str, before: Definition, after: Definition) -> None:
        if before.group != after.group:
            raise ValueError(
                f'the metric "{key}" belongs to {before.group or "no group"}, not to {after.group or "no group"}'
            )
        if before.scale != after.scale:
            raise ValueError(f'the metric "{key}" has {before.scale or "no scale"}, not {after.scale or "no scale"}')

    def _check_axes(self, key: str, definition: Definition) -> None:
        if group := definition.group:
            other, known_group = self._groups.get(group.name, (key, group))
            if known_group != group:
                raise ValueError(_contradiction(f'the group "{group.name}"', key, group, other, known_group))
        if (scale := definition.scale) and scale.name:
            other, known_scale = self._scales.get((group.name if group else None, scale.name), (key, scale))
            if known_scale != scale:
                raise ValueError(_contradiction(f'the scale "{scale.name}"', key, scale, other, known_scale))


Axis = Union[MetricGroup, MetricScale]


def _contradiction(name: str, key: str, axis: Axis, other: str, known: Axis) -> str:
    return f'{name} of "{key}" has {_axis(axis)}; in "{other}" it has {_axis(known)}'


def _axis(axis: Axis) -> str:
    bounds = [f"{word} {end:g}" for word, end in (("from", axis.lower), ("to", axis.upper)) if end is not None]
    return " ".join([f'units "{axis.units}"' if axis.units is not None else "no units", *bounds])


def _check_bounds(what: str, lower: Optional[float], upper: Optional[float]) -> None:
    for name, bound in (("lower", lower), ("upper", upper)):
        if bound is not None and not (isinstance(bound, Real) and math.isfinite(bound)):
            raise ValueError(f"{name} of {what} is {bound!r}, not a number that an axis can end at")
    if lower is not None and upper is not None and lower >= upper:
        raise ValueError(f"lower of {what} is {lower:g}, which is not below its upper {upper:g}")


def _without_none(**members: Any) -> Dict[str, Any]:
    return {name: value for name, value in members.items() if value is not None}
