"""Every switch of the made timetables changes what comes out."""

from __future__ import annotations

import random
from dataclasses import fields, replace
from enum import StrEnum

import pytest

from benchmarks.made.answer import timeblocks
from benchmarks.made.document import make, make_weeks
from benchmarks.made.fonts import installed
from benchmarks.made.layout import drawable, lay_out
from benchmarks.made.lot import sample_traits
from benchmarks.made.reconcile import reconcile
from benchmarks.made.traits import (
    Arrangement,
    BreakStyle,
    Capture,
    CellContent,
    CellTurn,
    DayStyle,
    Free,
    Output,
    Palette,
    TimeTurn,
    Traits,
)
from benchmarks.made.typeset import typeset

NEEDS: dict[str, Traits] = {
    "time_turn": Traits(arrangement=Arrangement.DAYS_DOWN),
    "break_style": Traits(arrangement=Arrangement.DAYS_DOWN),
    "cell_turn": Traits(arrangement=Arrangement.DAYS_DOWN),
    "skew": Traits(output=Output.JPEG, capture=Capture.PHOTO),
    "page_turn": Traits(output=Output.JPEG, capture=Capture.PHOTO),
    "resolution": Traits(output=Output.JPEG),
    "focus": Traits(output=Output.JPEG, capture=Capture.PHOTO),
    "light": Traits(output=Output.JPEG, capture=Capture.PHOTO),
    "compression": Traits(output=Output.JPEG),
    "capture": Traits(output=Output.JPEG),
    "backdrop": Traits(output=Output.PNG),
    "rules": Traits(palette=Palette.PASTEL),
}
"""Where a switch works only together with others."""

ON_THE_PICTURE = ("skew", "page_turn", "resolution", "focus", "light", "compression", "capture", "backdrop", "output")
SEEDS = (6, 12, 31)
"""Several weeks: some switches (a break of five letters) show only in some of them."""


def other_values() -> list[tuple[str, StrEnum]]:
    usual = Traits()
    return [(f.name, v) for f in fields(Traits) for v in type(getattr(usual, f.name)) if v != getattr(usual, f.name)]


def drawing(traits: Traits) -> list[object]:
    """What is drawn for some seeds, as comparable values."""
    shown: list[object] = []
    for seed in SEEDS:
        weeks = make_weeks(random.Random(f"week {seed}"), traits)
        page = typeset(lay_out(weeks, traits, random.Random(f"layout {seed}")))
        shown += [page, timeblocks(weeks, traits)]
    return shown


@pytest.mark.parametrize(("name", "value"), other_values())
def test_each_switch_has_an_effect(name: str, value: StrEnum) -> None:
    usual = NEEDS.get(name, Traits())
    if getattr(usual, name) == value:
        usual = replace(usual, **{name: getattr(Traits(), name)})
    changed = replace(usual, **{name: value})
    if name == "face" and not installed(changed.face):
        pytest.skip(f"{value} comes with requirements-dev.txt")
    if name == "language" and not drawable(changed.language):
        pytest.skip(f"no installed font has the letters of {value}")
    if name in ON_THE_PICTURE:
        assert make(6, changed).content != make(6, usual).content
    else:
        assert drawing(changed) != drawing(usual)


def test_every_value_is_drawn_by_lot() -> None:
    drawn = [sample_traits(seed) for seed in range(3000)]
    for field in fields(Traits):
        kind = type(getattr(Traits(), field.name))
        assert {getattr(t, field.name) for t in drawn} == set(kind), field.name


@pytest.mark.parametrize("seed", range(200))
def test_reconciled_traits_stay_as_they_are(seed: int) -> None:
    traits = sample_traits(seed)
    assert reconcile(traits) == traits


def test_word_files_are_not_photographed() -> None:
    taken = reconcile(replace(Traits(), output=Output.DOCX, capture=Capture.PHOTO, cell_content=CellContent.CORNERS))
    assert taken.capture is Capture.CLEAN
    assert taken.cell_content is CellContent.NAME_ROOM_TEACHER


def test_lists_have_no_merged_breaks() -> None:
    listed = reconcile(
        replace(
            Traits(),
            arrangement=Arrangement.LIST,
            break_style=BreakStyle.STACKED,
            day_style=DayStyle.LETTER,
            free=Free.DASH,
            time_turn=TimeTurn.ROTATED,
            cell_turn=CellTurn.SOME_ROTATED,
        )
    )
    assert listed.break_style is BreakStyle.PER_DAY
    assert listed.day_style is DayStyle.FULL
