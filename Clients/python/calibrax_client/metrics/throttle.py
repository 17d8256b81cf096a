"""Thinning out a stream of samples."""

from __future__ import annotations

from typing import Optional, Tuple

Sample = Tuple[float, float]
"""A place on the x-axis, and a value."""


class Throttle:
    """The first sample goes out at once and opens a window, in which newer samples replace each other; the newest goes
    out when the window ends, and opens the next one.

    What goes out does not depend on how soon after a window's end it is asked for. `rate` is how many samples a second
    go out at most; times are seconds of a clock that never jumps.
    """

    __slots__ = ("window", "window_end", "held")

    def __init__(self, rate: float) -> None:
        self.window = 1 / rate
        self.window_end = float("-inf")
        self.held: Optional[Sample] = None

    @property
    def deadline(self) -> Optional[float]:
        """When the sample that waits goes out; None when none does."""
        return None if self.held is None else self.window_end

    def offer(self, sample: Sample, now: float) -> Tuple[Sample, ...]:
        """Decides on a sample that comes when no window is open; returns what goes out, oldest first. What does not is
        `held`."""
        due = self.due(now)
        if due is None:
            self.window_end = now + self.window
            return (sample,)
        if now < self.window_end:
            self.held = sample
            return (due,)
        self.window_end = now + self.window
        return (due, sample)

    def due(self, now: float) -> Optional[Sample]:
        """Takes out the sample that waits, if its window has ended."""
        if self.held is None or now < self.window_end:
            return None
        self.window_end += self.window
        return self.release()

    def release(self) -> Optional[Sample]:
        """Takes out the sample that waits, without waiting any longer."""
        held, self.held = self.held, None
        return held
