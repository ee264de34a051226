"""What a review says about the reading: which block became which."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest

from chalicelib.domain.corrections import Verdict, corrections_of
from chalicelib.domain.timetable import Box, Origin, Timeblock, TimesFrom, Weekday

PLACE = Box(left=10, top=20, right=110, bottom=60)


def block(name: str, start: int | None = 9, end: int | None = 10, day: str = "Monday", **more: Any) -> Timeblock:
    return Timeblock(
        day=Weekday(day),
        start=None if start is None else time(start),
        end=None if end is None else time(end),
        name=name,
        confidence=more.pop("confidence", 90.0),
        origin=Origin(page=2, box=PLACE, times_from=TimesFrom.HEADER),
        **more,
    )


def verdicts(
    read: list[Timeblock], submitted: list[Timeblock]
) -> list[tuple[str, str | None, str | None, tuple[str, ...]]]:
    return [
        (c.verdict.value, c.before.name if c.before else None, c.after.name if c.after else None, c.fields)
        for c in corrections_of(read, submitted)
    ]


def test_what_was_read_rightly_is_kept_with_its_place() -> None:
    [kept] = corrections_of([block("Maths")], [block("Maths", confidence=100.0)])
    assert (kept.verdict, kept.fields) == (Verdict.KEPT, ())
    assert (kept.page, kept.box, kept.confidence, kept.times_from) == (2, PLACE, 90.0, TimesFrom.HEADER)


@pytest.mark.parametrize(
    ("after", "fields"),
    [
        (block("Maths"), ("name",)),
        (block("Maihs", end=11), ("end",)),
        (block("Maihs", start=8), ("start",)),
        (block("Maihs", start=11, end=12), ("start", "end")),
        (block("Maihs", day="Tuesday"), ("day",)),
        (block("Maihs", notes="Room 4"), ("notes",)),
        (block("Geography"), ("name",)),
        (block("Maths", end=11, notes="x"), ("end", "name", "notes")),
    ],
)
def test_a_correction_names_the_fields(after: Timeblock, fields: tuple[str, ...]) -> None:
    [changed] = corrections_of([block("Maihs")], [after])
    assert (changed.verdict, changed.fields) == (Verdict.CHANGED, fields)
    assert changed.box == PLACE


def test_an_end_that_was_not_read_is_a_correction() -> None:
    assert verdicts([block("Home", end=None)], [block("Home")]) == [("changed", "Home", "Home", ("end",))]


def test_what_is_missing_was_removed_and_what_is_new_was_added() -> None:
    found = verdicts([block("Maths"), block("Term 2", 14, 15)], [block("Maths"), block("Lunch", 12, 13)])
    assert found == [
        ("kept", "Maths", "Maths", ()),
        ("removed", "Term 2", None, ()),
        ("added", None, "Lunch", ()),
    ]


def test_an_added_block_was_read_nowhere() -> None:
    [added] = corrections_of([], [block("Maths")])
    assert (added.before, added.page, added.box, added.confidence) == (None, None, None, None)


def test_equal_blocks_find_each_other_before_alike_ones() -> None:
    read = [block("Maths 1", 9), block("Maths", 9)]
    assert verdicts(read, [block("Maths", 9)]) == [("removed", "Maths 1", None, ()), ("kept", "Maths", "Maths", ())]


def test_parallel_groups_keep_their_partners() -> None:
    read = [block("Group A: Engiish"), block("Group B: French")]
    submitted = [block("Group B: French"), block("Group A: English")]
    assert verdicts(read, submitted) == [
        ("changed", "Group A: Engiish", "Group A: English", ("name",)),
        ("kept", "Group B: French", "Group B: French", ()),
    ]


def test_a_whole_column_one_day_off_is_a_wrong_day_and_not_new_lessons() -> None:
    names = ["Maths", "English", "Science"]
    read = [block(name, 9 + i, 10 + i, day="Tuesday") for i, name in enumerate(names)]
    submitted = [block(name, 9 + i, 10 + i) for i, name in enumerate(names)]
    assert {(verdict, fields) for verdict, _, _, fields in verdicts(read, submitted)} == {("changed", ("day",))}
