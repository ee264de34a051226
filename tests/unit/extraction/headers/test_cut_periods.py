"""Heads of periods that a line has cut."""

from __future__ import annotations

from chalicelib.extraction.headers.cut_periods import with_whole_periods
from tests.unit.extraction.making import cell

WHOLE = [cell(f"{8 + i}:00\n{i + 1}\n{8 + i}:45", 0, i, rows=1) for i in range(3)]


def test_a_start_over_its_number_and_end_is_one_head_where_others_are() -> None:
    cut = [cell("11:00", 0, 3, rows=0.4), cell("4\n11:45", 0, 3.4, rows=0.6)]
    found = with_whole_periods([*WHOLE, *cut])
    assert [c.text for c in found] == [*(c.text for c in WHOLE), "11:00\n4\n11:45"]
    assert found[-1].box.height == 40


def test_heads_of_other_forms_stay() -> None:
    starts = [cell(f"{8 + i}:00", 0, i) for i in range(4)]
    assert with_whole_periods(starts) == starts
    far = [*WHOLE, cell("11:00", 0, 3, rows=0.4), cell("4\n11:45", 0, 6, rows=0.6)]
    assert with_whole_periods(far) == far
