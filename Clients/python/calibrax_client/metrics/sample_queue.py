"""The samples that wait for delivery."""

from __future__ import annotations

from collections import deque
from typing import Deque, List, Optional, Tuple

QueuedSample = Tuple[int, float, float]
"""The number of a series in its client, a place on the x-axis, and a value."""

Mark = Tuple[int, int]
"""All that was appended before some moment."""


class SampleQueue:
    """Samples, of which `bound` are kept. Beyond it the oldest of throttled metrics go, whose next ones say nearly the
    same; then the oldest at all."""

    def __init__(self, bound: int) -> None:
        self.bound = bound
        self._throttled: Deque[QueuedSample] = deque()
        self._exact: Deque[QueuedSample] = deque()
        self._throttled_appended = 0
        self._exact_appended = 0
        # Taken, and not settled yet.
        self._underway = 0
        self.dropped = 0
        self._told = 0
        self._is_dropping = False

    def __len__(self) -> int:
        return len(self._throttled) + len(self._exact)

    def append(self, sample: QueuedSample, is_throttled: bool) -> None:
        if is_throttled:
            self._throttled.append(sample)
            self._throttled_appended += 1
        else:
            self._exact.append(sample)
            self._exact_appended += 1
        if len(self) + self._underway > self.bound:
            (self._throttled or self._exact).popleft()
            self.dropped += 1

    def take(self, most: int) -> List[QueuedSample]:
        """Takes out the oldest, at most so many; those of a series stay in order."""
        taken = [self._throttled.popleft() for _ in range(min(most, len(self._throttled)))]
        taken += [self._exact.popleft() for _ in range(min(most - len(taken), len(self._exact)))]
        self._underway += len(taken)
        return taken

    def settle(self, count: int) -> None:
        """So many that were taken are delivered or given up."""
        self._underway -= count

    @property
    def mark(self) -> Mark:
        """All that was appended so far."""
        return self._throttled_appended, self._exact_appended

    def has_passed(self, mark: Mark) -> bool:
        """Whether all of it was taken or dropped."""
        throttled, exact = mark
        return (
            self._throttled_appended - len(self._throttled) >= throttled
            and self._exact_appended - len(self._exact) >= exact
        )

    def tell_of_dropping(self) -> Optional[str]:
        """What to tell people, when samples begin to be dropped and when all that waited are gone."""
        if not self._is_dropping and self.dropped > self._told:
            self._is_dropping = True
            return f"{self.bound} samples wait, which is the most that are kept; the oldest are dropped"
        if not self._is_dropping or len(self):
            return None
        count, self._told, self._is_dropping = self.dropped - self._told, self.dropped, False
        return f"{count} samples were dropped"
