"""White space between texts: where columns and rows part that no rule divides."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

PROBES = 24
"""Places tried between two headers."""


def emptiest(low: float, high: float, obstacles: Sequence[tuple[float, float]]) -> float:
    """The place between ``low`` and ``high`` that the fewest extents cross; the middle of the widest such stretch."""
    step = (high - low) / (PROBES + 1)
    places = [low + step * (i + 1) for i in range(PROBES)]
    crossed = [sum(1 for a, b in obstacles if a < place < b) for place in places]
    fewest = min(crossed)
    best: list[float] = []
    for empty, run in itertools.groupby(zip(places, crossed, strict=True), key=lambda p: p[1] == fewest):
        stretch = [place for place, _ in run]
        if empty and len(stretch) > len(best):
            best = stretch
    return best[len(best) // 2]


def parting(low: float, high: float, blocks: Sequence[tuple[float, float]]) -> float | None:
    """The middle of the widest stretch between ``low`` and ``high`` behind the end of a block and before the beginning
    of another that none crosses, however narrow: drawn blocks are exact. Of some about as wide (two rows of blocks a
    day have one in each day too), that nearest the middle of the two. None where there is none."""
    gaps: list[tuple[float, float]] = []
    reached = float("inf")
    for first, last in sorted(blocks):
        if low < reached < first < high:
            gaps.append((reached, first))
        reached = last if reached == float("inf") else max(reached, last)
    widest = max((b - a for a, b in gaps), default=0.0)
    places = [(a + b) / 2 for a, b in gaps if b - a >= AS_WIDE * widest]
    return min(places, key=lambda place: abs(place - (low + high) / 2), default=None)


AS_WIDE = 0.9
"""Share of the widest gap from which another is as wide: the widths of one pattern differ by less than its lines."""
