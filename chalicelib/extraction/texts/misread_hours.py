"""Hours of a day's rows that were read as others: a one by hand as a seven, an eight in small print as a nought, two
ones as a single one."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from chalicelib.extraction.texts.times import NOON, Clock


def mended_hours(rows: Sequence[Sequence[Clock]]) -> list[list[Clock]]:
    """``rows`` of a day's times (a start, or a start and its end) with starts at seventeen that lie behind their ends
    as at eleven, also where a whole row is at seventeen and later ones are not, and those at seven that begin where the
    row before ends as at one: a one by hand is taken for a seven. A day's first start at nought, two or three that the
    next one follows by nine is at eight. What ends at one, where the next row begins then or at eleven and is over
    before, ends at eleven: one of its ones was lost."""
    result: list[list[Clock]] = []
    before = 0
    begun = _ended_at_eleven(_with_both_ones(_begun_at_eight(rows)))
    for i, row in enumerate(begun):
        start, end = (row[0], row[-1]) if row else (None, None)
        if row and _all_at_eleven(row, before, [clock.minute for later in begun[i + 1 :] for clock in later]):
            row = [replace(clock, minute=clock.minute - SEVENTEEN + ELEVEN) for clock in row]
        elif start is not None and end is not None and len(row) > 1 and start.minute >= SEVENTEEN:
            meant = start.minute - SEVENTEEN + ELEVEN
            # Behind a start in the evening an end before noon was taken for one before midnight.
            ends = end.minute - NOON if end.minute - start.minute > LONGEST_EVENING else end.minute
            if ends < start.minute and before <= meant < ends:
                row = [replace(start, minute=meant), replace(end, minute=ends)]
        elif start is not None and SEVEN <= start.minute < SEVEN + 60 and _at_one(start, row, before):
            row = [replace(start, minute=start.minute - SEVEN + ONE), *row[1:]]
        result.append(list(row))
        before = row[-1].minute if row else before
    return result


def _ended_at_eleven(rows: Sequence[Sequence[Clock]]) -> list[Sequence[Clock]]:
    """``rows`` with an end at seventeen as at eleven where the next row begins then, at either hour, and is over
    before: both were read from the same hand."""
    result = list(rows)
    for i, (row, following) in enumerate(itertools.pairwise(rows)):
        if len(row) != RANGE or len(following) != RANGE:
            continue
        (start, end), meant = row, row[-1].minute - SEVENTEEN + ELEVEN
        at_seventeen = SEVENTEEN <= end.minute < SEVENTEEN + 60 and start.minute < meant
        if at_seventeen and following[0].minute in (end.minute, meant) and following[1].minute < end.minute:
            result[i] = [start, replace(end, minute=meant)]
    return result


def _with_both_ones(rows: Sequence[Sequence[Clock]]) -> list[Sequence[Clock]]:
    """``rows`` with an end at one as at eleven, and the next row's start at one with it, where that row is over before
    one and after eleven ("10:30-1:10" over "1:10-11:50")."""
    result = list(rows)
    for i, (row, following) in enumerate(itertools.pairwise(rows)):
        if len(row) != RANGE or len(following) != RANGE:
            continue
        (start, end), (begin, over) = row, following
        meant = end.minute - ONE + ELEVEN
        at_one = ONE <= end.minute < ONE + 60 and not end.settled and EIGHT <= start.minute < meant
        if at_one and begin.minute in (end.minute, meant) and meant < over.minute < end.minute + NOON:
            result[i] = [start, replace(end, minute=meant)]
            result[i + 1] = [replace(begin, minute=meant), over]
    return result


RANGE = 2
"""Times of a row that tells its start and its end."""


def _all_at_eleven(row: Sequence[Clock], before: int, later: Sequence[int]) -> bool:
    """Whether times at seventeen are those at eleven: the rows before are over by then, and the last time of the
    ``later`` ones is after noon and before them."""
    at_seventeen = all(SEVENTEEN <= clock.minute < SEVENTEEN + 60 for clock in row)
    meant = row[0].minute - SEVENTEEN + ELEVEN
    return at_seventeen and before <= meant and bool(later) and NOON <= later[-1] < row[0].minute


def _at_one(start: Clock, row: Sequence[Clock], before: int) -> bool:
    """Whether a start at seven is one at one o'clock: right where the row before ends, or alone behind one of noon or
    of that hour."""
    meant = start.minute - SEVEN + ONE
    alone = len(row) == 1 and not start.settled and (NOON <= before < NOON + meant or ONE <= before < meant)
    return meant == before or alone


def _begun_at_eight(rows: Sequence[Sequence[Clock]]) -> list[Sequence[Clock]]:
    """``rows`` with a first start that a reader took for one at night put right where the second one says so."""
    if len(rows) < 2 or not rows[0] or not rows[1] or rows[0][0].minute // 60 not in _TAKEN_FOR_EIGHT:
        return list(rows)
    first, *rest = rows[0]
    meant = EIGHT + first.minute % 60
    if not rest and meant < rows[1][0].minute <= meant + LONGEST_FIRST:
        return [[replace(first, minute=meant)], *rows[1:]]
    return list(rows)


_TAKEN_FOR_EIGHT = frozenset({0, 2, 3})
"""Hours as which an eight in small print is read."""

LONGEST_FIRST = 90
"""Minutes of a day's first lesson at most."""

LONGEST_EVENING = 3 * 60
"""Minutes of what begins in the evening; longer ones end at noon."""

ONE, SEVEN, EIGHT, ELEVEN, SEVENTEEN = 60, 7 * 60, 8 * 60, 11 * 60, 17 * 60
