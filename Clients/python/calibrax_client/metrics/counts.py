"""What became of samples."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class MetricCounts:
    """What became of the samples that a program recorded. When none waits, `recorded` is the sum of the others.

    `throttled` gave way to newer ones before the throttle let them out; `refused` were not finite, or were refused by
    the server; `dropped` had no room because too many waited; `delivered` are those that the server has.
    """

    recorded: int = 0
    throttled: int = 0
    refused: int = 0
    dropped: int = 0
    delivered: int = 0

    @property
    def waiting(self) -> int:
        """How many wait for a throttle or for their delivery."""
        return self.recorded - self.throttled - self.refused - self.dropped - self.delivered

    def add(self, more: MetricCounts) -> None:
        """Adds what became of others."""
        self.recorded += more.recorded
        self.throttled += more.throttled
        self.refused += more.refused
        self.dropped += more.dropped
        self.delivered += more.delivered
