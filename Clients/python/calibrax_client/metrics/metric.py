"""What programs record."""

from __future__ import annotations

import math
from typing import Any, Dict, Optional, SupportsFloat, Tuple, Union

from ..documents import encode
from .current import current, current_recorder
from .definition import Definition, MetricGroup, MetricScale


class Metric:
    """A number that a program records again and again: a loss, a queue's length.

    Make it once, at module level for instance, and record from any thread and task. Recording never waits for the
    server: a thread delivers, also after a lost connection, each sample once.

        loss = Metric("loss", group="training")

        with execution("train"):
            for epoch in range(epochs):
                loss.record(train(epoch), at=epoch)

    Metrics of one execution must agree with each other: a key has one group and scale, a group one x-axis, and a named
    scale, within its group, one y-axis.

    `group` is the chart, whose x-axis its metrics share (one of its own when None), `scale` the y-axis, which metrics
    of a group share by its name; for both a name alone does. `throttle` is how many samples a second are delivered at
    most: the first at once, then the newest every so often, the last one always; None delivers every sample. Of metrics
    with the same key in an execution the first one's throttle counts.

    Raises TypeError for what is no group, scale or number, and ValueError for an empty key, text that is not UTF-8 and a throttle that is not above 0.
    """

    __slots__ = ("key", "definition")

    def __init__(
        self,
        key: str,
        *,
        group: Union[None, str, MetricGroup] = None,
        scale: Union[None, str, MetricScale] = None,
        throttle: Optional[float] = 10,
    ) -> None:
        if not isinstance(key, str) or not key:
            raise ValueError(f"a metric needs a key, a text that is not empty; this is {key!r}")
        if throttle is not None and not (number(throttle) > 0 and math.isfinite(throttle)):
            raise ValueError(f'throttle of the metric "{key}" must be above 0; None records every sample')
        if not isinstance(group, (str, MetricGroup, type(None))):
            raise TypeError(f'group of the metric "{key}" is {group!r}; give a name or a MetricGroup')
        if not isinstance(scale, (str, MetricScale, type(None))):
            raise TypeError(f'scale of the metric "{key}" is {scale!r}; give a name or a MetricScale')
        self.key = key
        self.definition = Definition(
            MetricGroup(group) if isinstance(group, str) else group,
            MetricScale(scale) if isinstance(scale, str) else scale,
            throttle,
        )
        # What cannot be sent is refused here, and not where nobody could do anything about it.
        encode([key, self.params])

    def record(self, value: SupportsFloat, at: Optional[SupportsFloat] = None) -> None:
        """Records a value at a place on the x-axis, the seconds since the execution's start when it is None.

        A value that is NaN or infinite is not recorded, and said once on stderr. Raises TypeError for what is no
        number, and ValueError when the metric contradicts another one of the execution.
        """
        if value.__class__ is not float:
            value = number(value)
        if at is not None and at.__class__ is not float:
            at = number(at)
        recorder = current.get() or current_recorder()
        if recorder is not None:
            recorder.record(self, value, at)  # type: ignore[arg-type]

    @property
    def params(self) -> Dict[str, Any]:
        """What defines the metric's series."""
        names = ("group", "scale", "throttle")
        return {name: value for name in names if (value := getattr(self.definition, name)) is not None}

    def __repr__(self) -> str:
        return f"Metric({self.key!r})"

    def __reduce__(self) -> Tuple[Any, ...]:
        return _restored, (self.key, self.definition)


def _restored(key: str, definition: Definition) -> Metric:
    return Metric(key, group=definition.group, scale=definition.scale, throttle=definition.throttle)


def number(value: Any) -> float:
    """A number of any type as one of Python's; raises TypeError for what is none, as text and booleans are."""
    if value.__class__ is int:
        try:
            return float(value)
        except OverflowError:
            return math.inf if value > 0 else -math.inf
    if type(value).__name__ in ("bool", "bool_") or not hasattr(value, "__float__"):
        raise TypeError(f"{value!r} is no number that can be recorded")
    return float(value)
