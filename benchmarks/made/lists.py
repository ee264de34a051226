"""Made timetables that are lists: one row a lesson, or one row an activity with its days."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from benchmarks.made.languages import Words
from benchmarks.made.sheet import Align, Cell, Grid, Line
from benchmarks.made.table import Style
from benchmarks.made.texts import day_text
from benchmarks.made.times import one_time, range_lines
from benchmarks.made.traits import Arrangement, TimePlace, TimeStyle
from benchmarks.made.week import Placed, SchoolWeek


def _time_columns(placed: Placed, style: Style) -> list[str]:
    """One column with a range, or two with start and end."""
    notation = style.traits.time_style
    if notation is TimeStyle.THREE_LINES:
        notation = TimeStyle.COLON_UNPADDED
    if style.traits.time_place is TimePlace.CELLS_ONLY:
        if notation in (TimeStyle.BARE_HOURS, TimeStyle.PM_AT_END):
            notation = TimeStyle.DOT
        return [one_time(placed.start, notation), one_time(placed.end, notation)]
    return [" ".join(range_lines(placed.start, placed.end, notation, style.words))]


def _detail_columns(placed: Placed) -> list[str]:
    activity = placed.activity
    return [activity.room, activity.teacher, f"({activity.remark})" if activity.remark else ""]


def days_text(days: Sequence[int], all_days: int, style: Style, rng: random.Random) -> str:
    """Several days in words: "Monday to Friday", "Monday, Tuesday and Friday"."""
    names = [day_text(d, style.traits.day_style, style.words) for d in days]
    run = len(days) > 2 and days[-1] - days[0] == len(days) - 1
    if len(days) == all_days or (run and rng.random() < 0.6):
        if rng.random() < 0.3:
            return f"{names[0]} - {names[-1]}"
        return style.words.from_to.format(names[0], names[-1])
    if len(names) > 1 and rng.random() < 0.5:
        return f"{', '.join(names[:-1])} {style.words.and_} {names[-1]}"
    return ", ".join(names)


def _titles(words: Words, style: Style) -> list[str]:
    times = [words.start, words.end] if style.traits.time_place is TimePlace.CELLS_ONLY else [words.time]
    return [words.day, *times, words.activity, words.room, words.teacher, ""]


def _rows(week: SchoolWeek, style: Style, rng: random.Random) -> list[tuple[tuple[int, ...], list[str]]]:
    lessons = [
        p if style.traits.arrangement is Arrangement.DAY_LISTS else replace(p, days=(d,))
        for p in week.placed
        for d in (p.days if style.traits.arrangement is Arrangement.LIST else p.days[:1])
    ]
    if style.traits.arrangement is Arrangement.LIST:
        lessons.sort(key=lambda p: (p.days, p.start))
    else:
        lessons.sort(key=lambda p: (p.start, p.days))
    return [
        (
            p.days,
            [
                days_text(p.days, week.day_count, style, rng),
                *_time_columns(p, style),
                p.activity.name,
                *_detail_columns(p),
            ],
        )
        for p in lessons
    ]


def make_list(week: SchoolWeek, style: Style, rng: random.Random, width: float) -> Grid:
    """The list's grid. Columns that nothing stands in are left out."""
    rows = _rows(week, style, rng)
    titles = _titles(style.words, style)
    used = [i for i in range(len(titles)) if any(row[i] for _, row in rows)]
    day_once = style.traits.arrangement is Arrangement.LIST and rng.random() < 0.5
    looks = style.looks
    cells = [
        Cell(0, at, (Line(titles[i], bold=True),), fill=looks.header_fill, ink=looks.header_ink, align=Align.LEFT)
        for at, i in enumerate(used)
    ]
    for r, (days, row) in enumerate(rows, start=1):
        fill, ink = looks.cell(row[-4])
        span = 1
        if day_once:
            first = r == 1 or rows[r - 2][0] != days
            span = sum(1 for other, _ in rows if other == days) if first else 0
        for at, i in enumerate(used):
            if at == 0 and span == 0:
                continue
            lines = (Line(row[i]),) if row[i] else ()
            height = span if at == 0 else 1
            cells.append(
                Cell(
                    r,
                    at,
                    lines,
                    row_span=height,
                    fill=fill if at else None,
                    ink=ink if at else looks.ink,
                    align=Align.LEFT,
                )
            )
    weights = {0: 1.0, len(titles) - 4: 1.4}
    return Grid(
        weights=tuple(weights.get(i, 0.8) for i in used),
        row_count=len(rows) + 1,
        cells=tuple(cells),
        width=width * 0.8,
        size=style.size,
        rules=style.traits.rules,
        rule_color=looks.rule,
        rule_width=style.rule_width,
        least_row_height=style.size * 1.9,
    )
