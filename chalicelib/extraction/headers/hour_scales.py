"""The scale of hours beside a calendar's days: labels one below the other, as far apart as their times are."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import linear_regression, median

from chalicelib.domain.timetable import Box
from chalicelib.extraction.axes import in_line
from chalicelib.extraction.grid import Cell, Line, bounding
from chalicelib.extraction.settings import EARLIEST_SCHOOL_MINUTE
from chalicelib.extraction.texts.header_texts import start_alone
from chalicelib.extraction.texts.times import NOON

LEAST_LABELS = 4
"""Times one below the other from which they are a scale."""

MOST_LABELS = 60
"""Labels of a scale at most: a day of quarters of hours from seven to ten in the evening."""

LONGEST_STEP = 120
"""Minutes between two labels at most."""

UNEVEN = 0.12
"""Share of an hour's height by which a label may miss its place."""

_BARE = re.compile(r"\d{1,2}")
"""An hour without a word or minutes; such numbers count lessons as well, from one."""


@dataclass(frozen=True)
class HourScale:
    """Labels of times at even distances downwards: where one minute's place is, by the labels' middles."""

    box: Box
    minute: float
    """Height of a minute, page units."""
    midnight: float
    """Where the labels' middles put the minute 0."""
    size: float
    """Height of a label, page units."""
    step: int
    """Minutes between two labels."""

    def at(self, place: float) -> float:
        """The minute of a day at a place down the page, by the labels' middles."""
        return (place - self.midnight) / self.minute


def hour_scales(lines: Sequence[Line]) -> list[HourScale]:
    """The scales among ``lines``, those with the most labels first."""
    labels = [(line, minute) for line in lines if line.angle == 0 and (minute := _minute(line)) is not None]
    minutes = {id(line): minute for line, minute in labels}
    columns = in_line([Cell(line.box, (line,)) for line, _ in labels], across=True)
    scales: list[tuple[int, HourScale]] = []
    for column in columns:
        said = sorted(((c.lines[0], minutes[id(c.lines[0])]) for c in column), key=lambda label: label[0].box.top)
        # A telephone's clock may stand over the labels.
        scale = _scale(said) or _scale(said[1:])
        scales += [] if scale is None else [(len(said), scale)]
    return [scale for _, scale in sorted(scales, key=lambda s: -s[0])]


def _minute(line: Line) -> int | None:
    """The one time that a label says, as printed; None where it says something else."""
    if _BARE.fullmatch(line.text):
        hour = int(line.text)
        return hour * 60 if hour * 60 >= EARLIEST_SCHOOL_MINUTE and hour < HOURS else None
    start = start_alone(line.text)
    return start.minute if start is not None and len(line.text) <= LONGEST_LABEL else None


def _hours_alone(texts: Sequence[str]) -> bool:
    """Whether bare numbers are hours: written with two figures, or beyond noon; those of lessons are neither."""
    return texts[0].startswith("0") or int(texts[-1]) > NOON // 60


HOURS = 24

LONGEST_LABEL = 9
"""Characters of a label ("10:30 a.m.")."""


def _scale(labels: Sequence[tuple[Line, int]]) -> HourScale | None:
    """The scale that labels are, from the top; None where their times do not go on in proportion to their places."""
    if not LEAST_LABELS <= len(labels) <= MOST_LABELS:
        return None
    minutes = [labels[0][1]]
    for _, minute in labels[1:]:
        minutes.append(minutes[-1] + (minute - minutes[-1]) % NOON)  # 12, then 1
    steps = [b - a for a, b in itertools.pairwise(minutes)]
    step = min(steps)
    if not 0 < step <= LONGEST_STEP or minutes[-1] >= HOURS * 60 or any(s % step for s in steps):
        return None
    if all(_BARE.fullmatch(line.text) for line, _ in labels) and not _hours_alone([line.text for line, _ in labels]):
        return None
    middles = [line.box.center[1] for line, _ in labels]
    slope, begin = linear_regression(minutes, middles)
    room = UNEVEN * 60 * slope
    if slope <= 0 or any(abs(begin + slope * m - y) > room for m, y in zip(minutes, middles, strict=True)):
        return None
    size = median(line.box.height for line, _ in labels)
    return HourScale(bounding(line.box for line, _ in labels), slope, begin, size, step)
