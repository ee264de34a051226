"""Whether confidence means what it says: of the blocks said to be 98 % sure, how many are right?"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

Judged = tuple[float, bool]
"""A block's confidence (0-100) and whether the block is right."""

EDGES = (0.0, 40.0, 60.0, 70.0, 80.0, 85.0, 90.0, 95.0, 98.0, 100.0001)


@dataclass(frozen=True)
class Bin:
    """Blocks whose confidence is at least ``low`` and below ``high``."""

    low: float
    high: float
    count: int
    said: float
    """Mean confidence in per cent."""
    right: float
    """Share right in per cent."""


def bins(judged: Sequence[Judged]) -> list[Bin]:
    """The non-empty bins in ascending order."""
    made = []
    for low, high in itertools.pairwise(EDGES):
        inside = [j for j in judged if low <= j[0] < high]
        if inside:
            said = sum(c for c, _ in inside) / len(inside)
            right = 100 * sum(r for _, r in inside) / len(inside)
            made.append(Bin(low, min(high, 100.0), len(inside), said, right))
    return made


def expected_error(judged: Sequence[Judged]) -> float:
    """Expected calibration error in per cent: the bins' gaps between said and right, weighted by their sizes."""
    return sum(b.count * abs(b.said - b.right) for b in bins(judged)) / len(judged) if judged else 0.0


def draw_reliability(judged: Sequence[Judged], path: Path) -> None:
    """Writes the reliability diagram: confidence to the right, share right upwards, larger dots for more blocks."""
    side, left, bottom = 520, 70, 60
    picture = Image.new("RGB", (side + left + 30, side + bottom + 40), "white")
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(15)

    def at(x: float, y: float) -> tuple[float, float]:
        return left + side * x / 100, 20 + side * (1 - y / 100)

    for tick in range(0, 101, 20):
        draw.line((*at(tick, 0), *at(tick, 100)), fill="#DDDDDD")
        draw.line((*at(0, tick), *at(100, tick)), fill="#DDDDDD")
        draw.text((at(tick, 0)[0], at(0, 0)[1] + 8), str(tick), fill="black", font=font, anchor="ma")
        draw.text((left - 8, at(0, tick)[1]), str(tick), fill="black", font=font, anchor="rm")
    draw.line((*at(0, 0), *at(100, 100)), fill="#888888", width=2)
    found = bins(judged)
    points = [at(b.said, b.right) for b in found]
    if len(points) > 1:
        draw.line(points, fill="#1565C0", width=3)
    most = max((b.count for b in found), default=1)
    for b, (x, y) in zip(found, points, strict=True):
        radius = 4 + 10 * (b.count / most) ** 0.5
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill="#1565C0")
    draw.text((left + side / 2, side + 55), "said confidence, %", fill="black", font=font, anchor="ma")
    draw.text((8, 2), "right, %", fill="black", font=font)
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, "PNG", optimize=True)
