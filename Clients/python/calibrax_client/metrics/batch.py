"""Samples that one request records."""

from __future__ import annotations

from typing import Any, Callable, Dict, Iterable, List, Optional

from .sample_queue import QueuedSample
from .throttle import Sample

MANY = 64
"""A request of its own costs as much as some of these samples do."""


class Batch:
    """Samples by series. `seq` is the number of its first sample among all that are sent, None before it is sent."""

    def __init__(
        self, parts: Dict[int, List[Sample]], seq: Optional[int] = None, is_told_again: bool = False
    ) -> None:
        self.parts = parts
        self.seq = seq
        # Whether its series were told of once more because the server did not know them.
        self.is_told_again = is_told_again

    @staticmethod
    def forming(samples: Iterable[QueuedSample]) -> List[Batch]:
        """The batches of samples: one for each series with many, which take less room alone, and one for the others."""
        parts: Dict[int, List[Sample]] = {}
        for series, at, value in samples:
            parts.setdefault(series, []).append((at, value))
        small = {series: points for series, points in parts.items() if len(points) < MANY}
        large = [Batch({series: points}) for series, points in parts.items() if len(points) >= MANY]
        return ([Batch(small)] if small else []) + large

    @property
    def count(self) -> int:
        return sum(map(len, self.parts.values()))

    @property
    def split(self) -> List[Batch]:
        """A batch for each series, to find the one that is refused. Each sample keeps its number: the server may have
        it already."""
        batches, seq = [], self.seq
        for series, points in self.parts.items():
            batches.append(Batch({series: points}, seq, self.is_told_again))
            seq = None if seq is None else seq + len(points)
        return batches

    def without(self, is_refused: Callable[[int], bool]) -> List[Batch]:
        """What is left without some series."""
        if not any(map(is_refused, self.parts)):
            return [self]
        if self.seq is None:
            left = {series: points for series, points in self.parts.items() if not is_refused(series)}
            return [Batch(left)] if left else []
        return [batch for batch in self.split if not any(map(is_refused, batch.parts))]

    def params(self, handle: Callable[[int], Optional[int]]) -> Dict[str, Any]:
        """What is recorded, with the handles of the series."""
        if len(self.parts) == 1:
            ((series, points),) = self.parts.items()
            return {"series": handle(series), "points": points}
        samples = [
            {"series": number, "value": value, "at": at}
            for series, points in self.parts.items()
            for number in [handle(series)]
            for at, value in points
        ]
        return {"samples": samples}
