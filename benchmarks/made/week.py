"""A made school week: its periods, what is taught in them, and the timeblocks a careful reader finds."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from benchmarks.made.languages import Words
from benchmarks.made.traits import (
    Arrangement,
    Beside,
    CellContent,
    Fit,
    Free,
    Groups,
    Routine,
    Spans,
    TimePlace,
    Traits,
    Week,
)
from benchmarks.made.vocabulary import WORDS

UNITS = 2
"""Parts into which a period can be cut."""

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")


class SlotKind(StrEnum):
    LESSON = "lesson"
    SHARED = "shared"
    """Registration, breaks and lunch: the same for every day."""


@dataclass(frozen=True)
class Slot:
    """A period; times are minutes after midnight."""

    start: int
    end: int
    kind: SlotKind
    label: str
    """The period's number for lessons, the name of the activity for shared slots."""


@dataclass(frozen=True)
class Activity:
    name: str
    room: str = ""
    teacher: str = ""
    remark: str = ""
    group: str = ""
    long_name: str = ""
    """What the legend says the name stands for."""


@dataclass(frozen=True)
class Placed:
    """An activity on some days, over a run of units (``UNITS`` to a slot) of the day."""

    days: tuple[int, ...]
    first_unit: int
    units: int
    activity: Activity
    start: int
    end: int
    times_inside: bool = False
    lane: int = 0
    lanes: int = 1
    """Parallel groups share their time: this one is ``lane`` of ``lanes``."""

    @property
    def slot(self) -> int:
        return self.first_unit // UNITS

    @property
    def last_slot(self) -> int:
        return (self.first_unit + self.units - 1) // UNITS


@dataclass(frozen=True)
class SchoolWeek:
    day_count: int
    slots: tuple[Slot, ...]
    placed: tuple[Placed, ...]
    routine: tuple[Placed, ...] = ()
    """What holds for every day where the day's own cell is blank."""
    school: str = ""
    school_class: str = ""
    teacher: str = ""
    term: str = ""
    subjects: tuple[Activity, ...] = field(default=())


def _with_shared(
    rng: random.Random, words: Words, cut_after: Sequence[int], lessons: int
) -> Iterator[tuple[int, SlotKind, str]]:
    """(minutes, kind, label) of the day's slots in order."""
    length = rng.choice((30, 40, 45, 50, 55, 60)) if lessons > 5 else rng.choice((40, 45, 50, 60))
    if rng.random() < 0.45:
        yield rng.choice((10, 15, 20)), SlotKind.SHARED, words.registration
    for number in range(1, lessons + 1):
        yield length, SlotKind.LESSON, str(number)
        if number == cut_after[0]:
            yield rng.choice((15, 20, 25)), SlotKind.SHARED, rng.choice(words.breaks)
        elif number == cut_after[1]:
            yield rng.choice((40, 45, 60)), SlotKind.SHARED, rng.choice(words.lunches)


def _make_slots(rng: random.Random, words: Words, traits: Traits) -> tuple[Slot, ...]:
    lessons = rng.randint(4, 7)
    cut_after = (2, 4 if lessons > 5 else 3)
    gap = 5 if rng.random() < 0.15 and traits.time_place is not TimePlace.HEADER_START_ONLY else 0
    at = rng.choice((7 * 60 + 45, 8 * 60, 8 * 60 + 15, 8 * 60 + 30, 8 * 60 + 40, 8 * 60 + 50, 9 * 60))
    slots = []
    for minutes, kind, label in _with_shared(rng, words, cut_after, lessons):
        slots.append(Slot(at, at + minutes, kind, label))
        at += minutes + gap
    return tuple(slots)


def _code(name: str, taken: set[str]) -> str:
    letters = "".join(c for c in name.upper() if c.isalpha())
    for length in range(2, len(letters) + 1):
        if letters[:length] not in taken and length >= 3:
            taken.add(letters[:length])
            return letters[:length]
    return name


def _subjects(rng: random.Random, words: Words, traits: Traits) -> tuple[Activity, ...]:
    names = rng.sample(words.subjects, min(len(words.subjects), rng.randint(8, 12)))
    specials = rng.sample(words.specials, min(2, len(words.specials)))
    coded = traits.beside is Beside.LEGEND
    taken: set[str] = set()
    made = []
    for name in [*names, *specials]:
        room = rng.choice(
            (f"{words.room} {rng.randint(1, 30)}", f"{rng.choice('ABCH')}{rng.randint(1, 4)}{rng.randint(0, 9)}")
        )
        teacher = rng.choice(words.people)
        shown = _code(name, taken) if coded else name
        made.append(Activity(shown, room, teacher, rng.choice(words.remarks), long_name=name if shown != name else ""))
    return tuple(made)


def shown(activity: Activity, content: CellContent) -> Activity:
    """The activity with only what this kind of cell prints."""
    room = content in (
        CellContent.NAME_ROOM,
        CellContent.NAME_ROOM_TEACHER,
        CellContent.CORNERS,
        CellContent.ROOM_COLUMN,
    )
    teacher = content in (CellContent.NAME_TEACHER, CellContent.NAME_ROOM_TEACHER, CellContent.CORNERS)
    remark = content is CellContent.NAME_REMARK
    return replace(
        activity,
        room=activity.room if room else "",
        teacher=activity.teacher if teacher else "",
        remark=activity.remark if remark else "",
    )


class _Filler:
    """Fills the lesson slots of a week."""

    def __init__(
        self, rng: random.Random, traits: Traits, slots: tuple[Slot, ...], subjects: tuple[Activity, ...]
    ) -> None:
        self.rng = rng
        self.traits = traits
        self.slots = slots
        self.subjects = subjects
        self.taken: set[tuple[int, int]] = set()
        self.placed: list[Placed] = []

    def activity(self, but: str = "") -> Activity:
        """A subject as it is shown; remarks are rare."""
        chosen = self.rng.choice([s for s in self.subjects if s.name != but])
        content = self.traits.cell_content
        if content is CellContent.NAME_REMARK and self.rng.random() < 0.5:
            content = CellContent.NAME
        return shown(chosen, content)

    def _joined(self, slot: int, day: int) -> bool:
        """Whether the slot and the next are lessons that nobody has taken that day."""
        after = slot + 1
        return after < len(self.slots) and self.slots[after].kind is SlotKind.LESSON and (day, after) not in self.taken

    def put(self, days: tuple[int, ...], slot: int, slots: int = 1) -> None:
        start, end = self.slots[slot].start, self.slots[slot + slots - 1].end
        inside = self.traits.time_place is TimePlace.CELLS_ONLY
        if self.traits.time_place is TimePlace.CELLS_OVERRIDE and self.rng.random() < 0.25 and end - start > 30:
            start, end = self.rng.choice(((start + 5, end), (start, end - 5), (start + 10, end), (start, end - 10)))
            inside = True
        self.placed.append(Placed(days, slot * UNITS, slots * UNITS, self.activity(), start, end, inside))
        self.taken |= {(d, s) for d in days for s in range(slot, slot + slots)}

    def put_groups(self, day: int, slot: int, lanes: int) -> None:
        times = self.slots[slot].start, self.slots[slot].end
        inside = self.traits.time_place is TimePlace.CELLS_ONLY
        named = self.rng.random() < 0.5
        for lane, subject in enumerate(self.rng.sample(self.subjects, lanes)):
            group = f"{'ABC'[lane]}1" if named else ""
            activity = replace(shown(subject, self.traits.cell_content), group=group)
            self.placed.append(Placed((day,), slot * UNITS, UNITS, activity, *times, inside, lane, lanes))
        self.taken.add((day, slot))

    def put_misaligned(self, day: int, slot: int) -> None:
        """Two lessons in two slots that change in the middle of one of them; both print their times."""
        first, second = self.slots[slot], self.slots[slot + 1]
        cut = self.rng.choice((1, 3))
        halved = first if cut == 1 else second
        change = (halved.start + halved.end) // 2 // 5 * 5
        one, two = self.activity(), self.activity()
        self.placed.append(Placed((day,), slot * UNITS, cut, one, first.start, change, times_inside=True))
        self.placed.append(Placed((day,), slot * UNITS + cut, 4 - cut, two, change, second.end, times_inside=True))
        self.taken |= {(day, slot), (day, slot + 1)}

    def put_across_days(self, day_count: int) -> None:
        """A few lessons that several days in a row have together."""
        lessons = [i for i, s in enumerate(self.slots) if s.kind is SlotKind.LESSON]
        for slot in self.rng.sample(lessons, min(2, len(lessons))):
            first = self.rng.randrange(day_count - 1)
            count = self.rng.randint(2, min(3, day_count - first))
            self.put(tuple(range(first, first + count)), slot)

    def fill(self, day: int, slot: int, lanes: int) -> None:
        rng, traits = self.rng, self.traits
        if traits.free is not Free.NONE and rng.random() < (0.45 if day == 5 else 0.15):
            return
        if traits.groups is Groups.PARALLEL and rng.random() < 0.2:
            self.put_groups(day, slot, lanes)
        elif traits.fit is Fit.MISALIGNED and rng.random() < 0.3 and self._joined(slot, day):
            self.put_misaligned(day, slot)
        elif traits.spans in (Spans.TIMES, Spans.BOTH) and rng.random() < 0.22 and self._joined(slot, day):
            self.put((day,), slot, 2)
        else:
            self.put((day,), slot)


def _shared(slots: tuple[Slot, ...], day_count: int, traits: Traits) -> list[Placed]:
    inside = traits.time_place is TimePlace.CELLS_ONLY
    days = tuple(range(day_count))
    return [
        Placed(days, i * UNITS, UNITS, Activity(s.label), s.start, s.end, inside)
        for i, s in enumerate(slots)
        if s.kind is SlotKind.SHARED
    ]


def _fill_days(filler: _Filler, day_count: int, lanes: int) -> None:
    if filler.traits.spans in (Spans.DAYS, Spans.BOTH):
        filler.put_across_days(day_count)
    for day in range(day_count):
        for slot, period in enumerate(filler.slots):
            if period.kind is SlotKind.LESSON and (day, slot) not in filler.taken:
                filler.fill(day, slot, lanes)


def _fill_routine(filler: _Filler, day_count: int) -> tuple[Placed, ...]:
    """A routine for every day; here and there a day does something else. Returns the routine."""
    every = tuple(range(day_count))
    for slot, period in enumerate(filler.slots):
        if period.kind is SlotKind.LESSON:
            filler.put(every, slot)
    routine = (*filler.placed, *_shared(filler.slots, day_count, filler.traits))
    filler.placed = []
    for lesson in routine:
        if filler.slots[lesson.slot].kind is SlotKind.LESSON:
            for day in filler.rng.sample(every, filler.rng.choice((0, 0, 1, 2, 3))):
                own = filler.activity(lesson.activity.name)
                filler.placed.append(replace(lesson, days=(day,), activity=own))
    return routine


def _fill_day_lists(filler: _Filler, day_count: int) -> None:
    """Every period belongs to groups of days: all of them, or two or three groups."""
    days = list(range(day_count))
    whole_week = filler.rng.random() < 0.3
    for slot, period in enumerate(filler.slots):
        if period.kind is not SlotKind.LESSON:
            continue
        if whole_week or filler.rng.random() < 0.35:
            filler.put(tuple(days), slot)
            continue
        mixed = filler.rng.sample(days, len(days))
        cut = filler.rng.randint(1, len(days) - 1)
        filler.put(tuple(sorted(mixed[:cut])), slot)
        filler.put(tuple(sorted(mixed[cut:])), slot)


_SCHOOLS = ("Hazelwick", "Northfold", "Aldermere", "Tarn Valley", "Quillbrook", "Westering", "Larkhall", "Fenbury")


def make_week(rng: random.Random, traits: Traits, like: SchoolWeek | None = None) -> SchoolWeek:
    """A school week that has the traits. ``like`` gives the periods and subjects for a second week."""
    words = WORDS[traits.language]
    day_count = 6 if traits.week is Week.SIX_DAYS else 5
    slots = like.slots if like else _make_slots(rng, words, traits)
    subjects = like.subjects if like else _subjects(rng, words, traits)
    filler = _Filler(rng, traits, slots, subjects)
    routine: tuple[Placed, ...] = ()
    if traits.routine is Routine.LINE:
        routine = _fill_routine(filler, day_count)
    elif traits.arrangement is Arrangement.DAY_LISTS:
        _fill_day_lists(filler, day_count)
    else:
        _fill_days(filler, day_count, rng.choice((2, 2, 3)))
    shared = [] if routine else _shared(slots, day_count, traits)
    return SchoolWeek(
        day_count,
        slots,
        tuple(sorted([*filler.placed, *shared], key=lambda p: (p.days, p.first_unit, p.lane))),
        routine,
        f"{rng.choice(_SCHOOLS)} {rng.choice(('School', 'Academy', 'Primary'))}",
        f"{rng.randint(1, 11)}{rng.choice('ABCKMX')}",
        rng.choice(words.people),
        words.term,
        subjects,
    )
