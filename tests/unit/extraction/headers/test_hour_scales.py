"""Scales of hours beside calendars' days."""

import pytest

from chalicelib.extraction.headers.hour_scales import hour_scales
from tests.unit.extraction.making import line

HOURS = ("8:00", "9:00", "10:00", "11:00", "12:00", "13:00")


def scale(*labels: str, step: float = 60.0, tops: tuple[float, ...] = ()) -> list:
    places = tops or tuple(100 + step * i for i in range(len(labels)))
    return hour_scales([line(text, 10, top, width=40) for text, top in zip(labels, places, strict=True)])


def test_a_place_down_the_page_is_a_minute_of_the_day() -> None:
    found = scale(*HOURS)[0]
    middle = 100 + found.size / 2
    assert found.at(middle) == pytest.approx(480)
    assert found.at(middle + 150) == pytest.approx(630)
    assert found.step == 60


def test_the_hours_of_the_afternoon_go_on_after_noon() -> None:
    assert scale("10 AM", "11 AM", "12 PM", "1 PM", "2 PM")[0].step == 60


def test_a_label_that_was_not_read_leaves_the_others_in_their_places() -> None:
    found = scale("8:00", "9:00", "11:00", "12:00", tops=(100, 160, 280, 340))[0]
    assert found.minute == pytest.approx(1.0)


def test_periods_times_of_different_lengths_are_no_scale() -> None:
    assert scale("8:00", "8:50", "9:55", "10:45", "11:50") == []
    assert scale(*HOURS, tops=(100, 160, 250, 280, 340, 400)) == []


def test_bare_numbers_are_hours_only_where_lessons_are_not_counted_so() -> None:
    assert scale("08", "09", "10", "11")[0].step == 60
    assert scale("10", "11", "12", "13")[0].step == 60
    assert scale("6", "7", "8", "9") == []


def test_a_telephone_s_clock_over_the_labels_is_none_of_them() -> None:
    assert scale("10:24", *HOURS, tops=(10, 100, 160, 220, 280, 340, 400))[0].at(100) == pytest.approx(480, abs=15)
