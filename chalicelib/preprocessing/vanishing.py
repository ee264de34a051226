"""Undoing the perspective of a page whose edges are outside of the picture: its lines say where they would meet.

Lines that are level on the page meet in one point of the picture, upright ones in another (Hartley and Zisserman,
Multiple View Geometry, 8.6); the line through the two is the page's horizon, and sent to infinity it leaves lines of
each kind parallel.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
Segments = NDArray[np.float64]
"""Rows of x and y of one end and of the other, in pixels."""

WIDEST = 30.0
"""Degrees from an axis within which a segment may be one of the lines along it."""

OFF = 0.6
"""Degrees by which a segment may miss the point in which its lines meet."""

AGREEING = 0.5
"""Share of the segments' length along an axis that has to meet in one point."""

LEAST_SEGMENTS = 5
"""Segments along an axis that say something together."""

LEAST_SPREAD = 0.3
"""Share of the picture that they have to be spread over, across their own direction."""

LEAST_FAN = 1.2
"""Degrees between the directions of lines at both ends of the picture; less is not worth resampling it."""

MOST_FAN = 25.0
"""The same at most: more is no page that somebody wants read."""

TRIES = 150
"""Pairs of segments whose meeting point is tried."""


def straightening(segments: Segments, width: int, height: int) -> Vector | None:
    """The transform (3 x 3, of pixels) that makes lines parallel that are so on the page and lays them level; None
    where the segments do not tell, or tell that nothing is to be done."""
    if len(segments) < 2 * LEAST_SEGMENTS:
        return None
    # About the picture's middle, in halves of its longer side: products stay near one.
    middle, unit = np.array([width / 2, height / 2]), max(width, height) / 2
    ends = (segments.reshape(-1, 2, 2) - middle) / unit
    along = ends[:, 1] - ends[:, 0]
    lean = np.degrees(np.arctan2(along[:, 1], along[:, 0]))
    level = np.abs((lean + 90) % 180 - 90) < WIDEST
    upright = np.abs(lean % 180 - 90) < WIDEST
    across, down = _meeting(ends[level], 1), _meeting(ends[upright], 0)
    if across is None and down is None:
        return None
    # Of lines that do not tell it is assumed that they are parallel, and square to the others.
    across = across if across is not None else np.array([1.0, 0.0, 0.0])
    down = down if down is not None else np.array([0.0, 1.0, 0.0])
    fans = _fan(across, np.array([[0.0, -1.0], [0.0, 1.0]])), _fan(down, np.array([[-1.0, 0.0], [1.0, 0.0]]))
    if not LEAST_FAN <= max(fans) <= MOST_FAN:
        return None
    horizon = np.cross(across, down)
    if abs(horizon[2]) < 1e-9:
        return None
    flat = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], horizon / horizon[2]])
    first, second = (flat @ across)[:2], (flat @ down)[:2]
    first, second = first / np.linalg.norm(first), second / np.linalg.norm(second)
    first, second = first * np.sign(first[0] or 1.0), second * np.sign(second[1] or 1.0)
    axes = np.column_stack([first, second])
    if abs(np.linalg.det(axes)) < np.cos(np.radians(WIDEST)):
        return None
    square = np.eye(3)
    square[:2, :2] = np.linalg.inv(axes)
    inward = np.array([[1 / unit, 0, -middle[0] / unit], [0, 1 / unit, -middle[1] / unit], [0, 0, 1]])
    return np.asarray(np.linalg.inv(inward) @ square @ flat @ inward, dtype=np.float64)


def _meeting(ends: Vector, spread_along: int) -> Vector | None:
    """The point (homogeneous) in which most of the segments ``ends`` meet, spread along an axis (0: x, 1: y)."""
    if len(ends) < LEAST_SEGMENTS:
        return None
    ones = np.ones((len(ends), 1))
    lines = np.cross(np.hstack([ends[:, 0], ones]), np.hstack([ends[:, 1], ones]))
    lines /= np.linalg.norm(lines[:, :2], axis=1, keepdims=True)
    lengths = np.linalg.norm(ends[:, 1] - ends[:, 0], axis=1)
    chosen = np.random.default_rng(len(ends)).choice(len(ends), size=(TRIES, 2), p=lengths / lengths.sum())
    points = np.cross(lines[chosen[:, 0]], lines[chosen[:, 1]])
    points = points[np.linalg.norm(points, axis=1) > 1e-9]
    if not len(points):
        return None
    misses = np.array([_misses(point, ends) for point in points])
    best = misses[int(((misses <= OFF) * lengths).sum(axis=1).argmax())] <= OFF
    for _ in range(2):
        if best.sum() < LEAST_SEGMENTS:
            return None
        weighted = lines[best] * np.sqrt(lengths[best])[:, None]
        point = np.linalg.svd(weighted)[2][-1]
        best = _misses(point, ends) <= OFF
    middles = ends.mean(axis=1)[best, spread_along]
    agreeing = lengths[best].sum() >= AGREEING * lengths.sum()
    return point if agreeing and np.ptp(middles) >= 2 * LEAST_SPREAD else None


def _misses(point: Vector, ends: Vector) -> Vector:
    """Degrees between each segment and the direction from its middle to ``point``."""
    towards = point[:2] - point[2] * ends.mean(axis=1)
    along = ends[:, 1] - ends[:, 0]
    crossed = np.abs(towards[:, 0] * along[:, 1] - towards[:, 1] * along[:, 0])
    lengths = np.linalg.norm(towards, axis=1) * np.linalg.norm(along, axis=1) + 1e-12
    return np.asarray(np.degrees(np.arcsin(np.clip(crossed / lengths, 0, 1))), dtype=np.float64)


def _fan(point: Vector, places: Vector) -> float:
    """Degrees between the directions to ``point`` from two places."""
    towards = point[:2] - point[2] * places
    cosine = abs(float(towards[0] @ towards[1])) / (np.linalg.norm(towards[0]) * np.linalg.norm(towards[1]) + 1e-12)
    return float(np.degrees(np.arccos(np.clip(cosine, 0, 1))))
