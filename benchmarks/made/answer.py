"""The expected answer of a made timetable, in the label format of the corpus."""

from __future__ import annotations

from typing import Any

from benchmarks.made.times import clock
from benchmarks.made.traits import TimePlace, Traits
from benchmarks.made.vocabulary import WORDS
from benchmarks.made.week import DAY_NAMES, Activity, Placed, SchoolWeek

Label = dict[str, Any]


def notes_of(activity: Activity) -> str:
    """Everything but the name, in the order in which it is printed."""
    return "; ".join(part for part in (activity.group, activity.room, activity.teacher, activity.remark) if part)


def _also(activity: Activity, notes: str) -> list[str]:
    """Readings that are a matter of taste: notes kept with the name, the long name of a code."""
    parts = [p for p in (activity.group, activity.room, activity.teacher, activity.remark) if p]
    readings = [f"{activity.name} {' '.join(parts[:i])}" for i in range(1, len(parts) + 1)]
    if activity.group:
        readings.append(f"{activity.group} {activity.name}")
    if activity.long_name:
        long = activity.long_name
        readings += [long, f"{activity.name} - {long}", f"{activity.name} ({long})", f"{long} ({activity.name})"]
    return readings if notes or activity.long_name else []


def _times(placed: Placed, week: SchoolWeek, traits: Traits) -> tuple[str | None, str | None, list[str]]:
    """Start, end, and which of them the document leaves open."""
    if traits.time_place is TimePlace.PERIOD_ONLY and not placed.times_inside:
        return None, None, []
    last = placed.last_slot == len(week.slots) - 1
    if traits.time_place is TimePlace.HEADER_START_ONLY and last and not placed.times_inside:
        return clock(placed.start), None, ["end"]
    return clock(placed.start), clock(placed.end), []


def _block(placed: Placed, day: int, week: SchoolWeek, traits: Traits, routine: Placed | None = None) -> Label:
    start, end, left_open = _times(placed, week, traits)
    notes = notes_of(placed.activity)
    also = _also(placed.activity, notes)
    if routine is not None:
        held = routine.activity.name
        also += [
            f"{placed.activity.name} ({held})",
            f"{held}: {placed.activity.name}",
            f"{held} - {placed.activity.name}",
        ]
        notes = held
    block: Label = {"day": DAY_NAMES[day], "start": start, "end": end, "name": placed.activity.name, "notes": notes}
    if left_open:
        block["open"] = left_open
    if also:
        block["also"] = also
    if traits.time_place is TimePlace.PERIOD_ONLY:
        block["period"] = week.slots[placed.slot].label
    return block


def _with_routine(week: SchoolWeek, traits: Traits) -> list[Label]:
    own = {(p.days[0], p.slot): p for p in week.placed}
    blocks = []
    for held in week.routine:
        for day in held.days:
            instead = own.get((day, held.slot))
            if instead is None:
                blocks.append(_block(held, day, week, traits))
            else:
                blocks.append(_block(instead, day, week, traits, routine=held))
    return blocks


def _order(block: Label) -> tuple[int, str]:
    return DAY_NAMES.index(block["day"]), block["start"] or ""


def timeblocks(weeks: tuple[SchoolWeek, ...], traits: Traits) -> list[Label]:
    """The expected timeblocks, those of two weeks with the week in their notes. What a second week repeats to the
    letter is optional there: it may be told once."""
    found: list[Label] = []
    seen: set[tuple[str, str, str, str]] = set()
    for number, week in enumerate(weeks):
        blocks = [_block(p, day, week, traits) for p in week.placed for day in p.days] if not week.routine else []
        for block in blocks or _with_routine(week, traits):
            if len(weeks) > 1:
                named = f"{WORDS[traits.language].week} {'AB'[number]}"
                block["notes"] = "; ".join(note for note in (block["notes"], named) if note)
            key = (block["day"], str(block["start"]), str(block["end"]), block["name"])
            if number and key in seen:
                block["optional"] = True
            seen.add(key)
            found.append(block)
    return sorted(found, key=_order)
