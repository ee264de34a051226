"""What a reading without rules must be worth."""

from __future__ import annotations

from dataclasses import replace

from chalicelib.domain.timetable import Box, TimesFrom, Weekday
from chalicelib.extraction.axes import TimeBand
from chalicelib.extraction.tables.outweighing import _measured, _needed, needed_worth
from tests.unit.extraction.making import reading

BOX = Box(left=0, top=0, right=10, bottom=10)
MONDAY, WEDNESDAY = Weekday.MONDAY, Weekday.WEDNESDAY


def test_printed_times_need_no_more_than_the_worth_of_measured_ones() -> None:
    measured, printed = reading(*[MONDAY] * 5, times_from=TimesFrom.INTERPOLATED), reading(*[MONDAY] * 6)
    assert _measured([measured], [printed]) < 6
    assert _measured([printed], [printed]) == float("inf")
    assert _measured([measured], [measured]) == float("inf")


def test_a_table_of_one_day_yields_to_a_reading_that_knows_the_headings_between_its_rows() -> None:
    assert _needed([reading(*[MONDAY] * 18)], (), {MONDAY, WEDNESDAY}) < 17
    assert _needed([reading(*[MONDAY] * 18)], (), {MONDAY}) > 18


def test_rows_that_were_taken_for_one_yield_to_a_reading_that_knows_their_times() -> None:
    hours = [(480, 525), (530, 575), (580, 625), (630, 675)]
    whole = tuple(TimeBand(40.0 * i, 40.0 * i + 40, start=a, end=b) for i, (a, b) in enumerate(hours))
    lost = (whole[0], replace(whole[1], high=160.0, end=675))
    ruled, aligned = replace(reading(*[MONDAY] * 10), bands=lost), replace(reading(*[MONDAY] * 10), bands=whole)
    assert needed_worth([ruled], [aligned], (), ()) < 10
    assert needed_worth([aligned], [ruled], (), ()) > 10


def test_rules_that_run_on_from_one_week_to_the_next_yield_to_a_reading_of_both() -> None:
    one = reading(*[MONDAY] * 10)
    other = replace(one, drafts=tuple(replace(d, name="Chess") for d in one.drafts))
    assert needed_worth([one], [one, other], (), ()) < 11
    few = replace(other, drafts=other.drafts[:4])
    assert needed_worth([one], [one, few], (), ()) > 11
