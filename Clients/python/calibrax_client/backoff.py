"""Pauses between attempts."""

from __future__ import annotations

import random


class Backoff:
    """Pauses in seconds, each up to twice as long as the one before, and not the same in every process."""

    def __init__(self, longest: float = 5) -> None:
        self._longest = longest
        self.attempts = 0

    def next(self) -> float:
        """The next pause."""
        pause: float = min(0.05 * 2 ** min(self.attempts, 30), self._longest)
        self.attempts += 1
        return pause * random.uniform(0.5, 1)

    def reset(self) -> None:
        """An attempt succeeded."""
        self.attempts = 0
