"""Headings outside a table's rules."""

from chalicelib.extraction.grid import Line
from chalicelib.extraction.outside import heads_outside
from tests.unit.extraction.making import cell, grid

BODY = grid(["9.00-9.40", "9.40-10.20", "10.20-11.00"], ["Art", "Maths", "PE"], ["Music", "", "Art"], ["PE", "Art", ""])


def beside(*days: str, step: float = 40.0) -> list[Line]:
    cells = [cell(day, -1.5, 1 + i * step / 40.0) for i, day in enumerate(days)]
    return [line for c in cells for line in c.lines]


def test_days_before_the_rows_become_their_heads() -> None:
    heads = heads_outside(BODY, [*beside("Monday", "Tuesday", "Friday"), *beside("Teaching timetable")])
    assert [(h.text, h.box.top, h.box.bottom, h.box.right) for h in heads] == [
        ("Monday", 40, 80, 0),
        ("Tuesday", 80, 120, 0),
        ("Friday", 120, 160, 0),
    ]
    assert all(h.confidence < 0.95 for h in heads)


def test_days_that_no_rules_part_or_that_stand_inside_head_nothing() -> None:
    assert heads_outside(BODY, beside("Monday", "Tuesday", "Friday", step=25.0)) == []
    named = [*BODY, *grid(["Monday"], ["Tuesday"], ["Friday"])]
    assert heads_outside(named, beside("Monday", "Tuesday", "Friday")) == []


def test_times_before_rows_whose_lessons_print_their_own_become_their_heads() -> None:
    own = grid(["Art", "Maths\n9.05-9.40", "PE"], ["Music\n9.45-10.20", "", "Art"], ["PE", "Art", "Song\n10.20-10.50"])
    heads = heads_outside(own, beside("9.00-9.40", "9.40-10.20", "10.20-11.00", step=40.0))
    assert [h.text for h in heads] == []  # they stand a row lower than these
    level = [cell(time, -1.5, i) for i, time in enumerate(("9.00-9.40", "9.40-10.20", "10.20-11.00"))]
    heads = heads_outside(own, [line for c in level for line in c.lines])
    assert [h.text for h in heads] == ["9.00-9.40", "9.40-10.20", "10.20-11.00"]


def on_rules(*times: str) -> list[Line]:
    """Times level with the rules above the rows of ``BODY``, one behind the other."""
    cells = [cell(time, -1.5, i - 0.5) for i, time in enumerate(times)]
    return [line for c in cells for line in c.lines]


LESSONS = grid(*(["Art", "Maths", "PE"] for _ in range(5)))


def test_times_on_the_rules_are_where_rows_begin_and_end() -> None:
    heads = heads_outside(LESSONS, on_rules("8h05", "9h00", "9h55", "10h10", "11h05", "12h00"))
    assert [" ".join(h.text.split()) for h in heads] == [
        "8h05 9h00",
        "9h00 9h55",
        "9h55 10h10",
        "10h10 11h05",
        "11h05 12h00",
    ]


def test_full_hours_on_the_rules_are_a_scale() -> None:
    assert heads_outside(LESSONS, on_rules("8h00", "9h00", "10h00", "11h00", "12h00", "13h00")) == []
