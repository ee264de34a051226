"""When rows (columns) begin and end, by the times printed at their heads and by what their neighbours leave."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from chalicelib.domain.timetable import TimesFrom
from chalicelib.extraction.axes import TimeBand
from chalicelib.extraction.texts import times
from chalicelib.extraction.texts.misread_hours import mended_hours


def settle(bands: Sequence[tuple[TimeBand, list[times.Clock]]], *, by_24: bool = False) -> tuple[TimeBand, ...]:
    """Bands with minutes decided (morning or afternoon) and what is not printed taken from the neighbours; ``by_24``:
    see ``times.in_order``."""
    hours_only = all(not c.exact for _, clocks in bands for c in clocks)
    bare = sum(1 for _, clocks in bands if clocks)
    usable = not hours_only or (bare >= 3 and looks_like_hours([c[0].minute for _, c in bands if c]))
    if not hours_only and not _follow([clocks for _, clocks in bands]):  # a lone number is a period's
        bands = [(band, [] if len(clocks) == 1 and not clocks[0].exact else clocks) for band, clocks in bands]
    if usable:
        bands = list(zip([band for band, _ in bands], mended_hours([c for _, c in bands]), strict=True))
    flat = [clock for _, clocks in bands for clock in clocks] if usable else []
    minutes = iter(times.in_order(flat, by_24=by_24))
    timed: list[TimeBand] = []
    for band, clocks in bands:
        values = [next(minutes) for _ in clocks] if usable else []
        start = values[0] if values else None
        end = values[1] if len(values) > 1 else None
        source = TimesFrom.HEADER if values else TimesFrom.NOTHING
        timed.append(replace(band, start=start, end=end, times_from=source))
    return _from_neighbours(_ends_mended(timed))


def _ends_mended(bands: Sequence[TimeBand]) -> list[TimeBand]:
    """``bands`` with an end that lies behind the next start, and looks like it but for its last figure, as that start
    ("9.55 - 10.59" above "10.50"), where no other two bands overlap."""
    late = [i for i, (a, b) in enumerate(itertools.pairwise(bands)) if _is_behind(a.end, b.start)]
    if len(late) != 1 or _last_figures(bands[late[0]].end, bands[late[0] + 1].start) not in _ALIKE:
        return list(bands)
    at = late[0]
    mended = replace(bands[at], end=bands[at + 1].start, confidence=bands[at].confidence * MENDED)
    return [*bands[:at], mended, *bands[at + 1 :]]


def _is_behind(end: int | None, start: int | None) -> bool:
    return end is not None and start is not None and end > start


def _last_figures(end: int | None, start: int | None) -> tuple[int, int]:
    """The last figures of two times of the same ten minutes; the same one twice for others."""
    if end is None or start is None or end // 10 != start // 10:
        return 0, 0
    return end % 10, start % 10


_ALIKE = {(9, 0), (6, 0), (8, 0), (6, 5), (8, 5), (9, 5), (8, 3), (9, 4), (7, 1)}
"""Figures that are taken for each other: what is read, and what may be meant."""

MENDED = 0.9
"""What is left of the confidence in a time one figure of which was put right."""


def _follow(clocks: Sequence[Sequence[times.Clock]]) -> bool:
    """Whether every band has a time and each is later than the one before: full hours among printed times."""
    minutes = times.in_order([clock for band in clocks for clock in band])
    return all(clocks) and all(a < b for a, b in itertools.pairwise(minutes))


def _from_neighbours(bands: list[TimeBand]) -> tuple[TimeBand, ...]:
    """Starts without ends end where the next one starts; a band without times fills the gap between two."""
    result = list(bands)
    for i, band in enumerate(result):
        following = result[i + 1] if i + 1 < len(result) else None
        if band.start is None and i > 0 and following is not None and result[i - 1].end is not None:
            end = following.start
            if end is not None and end > (result[i - 1].end or 0):
                result[i] = replace(band, start=result[i - 1].end, end=end, times_from=TimesFrom.NEIGHBOUR)
        elif _only_end(band, result[i - 1] if i > 0 else None, following):
            result[i] = replace(band, start=result[i - 1].end, end=band.start, times_from=TimesFrom.NEIGHBOUR)
        elif band.start is not None and band.end is None:
            later = next((b.start for b in result[i + 1 :] if b.start is not None), None)
            gap = following is not None and following.start is None
            if gap and i + 2 < len(result):
                result[i] = replace(band, end=usual_end(result, band.start, later))
            elif later is not None and later > band.start:
                result[i] = replace(band, end=later)
    return tuple(result)


def _only_end(band: TimeBand, before: TimeBand | None, following: TimeBand | None) -> bool:
    """Whether the one time that was read of a band is where the next one starts: its own start was not read."""
    if band.start is None or band.end is not None or before is None or following is None:
        return False
    return following.start == band.start and before.end is not None and before.end < band.start


def usual_end(bands: Sequence[TimeBand], start: int, later: int | None) -> int | None:
    """The end of a band with only a start: the usual distance of the starts, at most the next start (``later``)."""
    starts = [b.start for b in bands if b.start is not None]
    steps = sorted(b - a for a, b in itertools.pairwise(starts) if b > a)
    if not steps:
        return later
    end = start + steps[len(steps) // 2]
    return end if later is None else min(end, later)


def looks_like_hours(minutes: Sequence[int]) -> bool:
    """Bare numbers are hours when they start like a school day and wrap at noon (8 9 10 11 12 1 2), not 1 2 3."""
    return 7 * 60 <= minutes[0] <= 10 * 60
