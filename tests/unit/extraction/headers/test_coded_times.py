"""Rows headed by signs whose times a list beside the table tells."""

from chalicelib.extraction.headers.coded_times import coded_times, with_coded_times
from tests.unit.extraction.making import cell, told

LIST = ["M1 : 8h10 – 9h05", "M2 : 9h05 – 10h00", "S1 : 13h30 – 14h25"]


def test_signs_are_the_times_that_a_list_tells() -> None:
    codes = coded_times(LIST)
    heads = [cell(text, x, 0) for x, text in enumerate(("", "lundi", "mardi", "jeudi"))]
    rows = [cell(sign, 0, y) for y, sign in enumerate(("M1", "M2", "S1"), 1)]
    lessons = [cell(f"{'abc'[x]}{y}x", x + 1, y + 1) for x in range(3) for y in range(3)]
    found = told(list(with_coded_times([*heads, *rows, *lessons], codes)))
    assert {(start, end) for _, start, end, _ in found} == {(490, 545), (545, 600), (810, 865)}
    assert len(found) == 9


def test_periods_by_number_are_left_to_the_bells() -> None:
    assert coded_times([f"P{i} : {i + 7}h10 – {i + 8}h05" for i in range(1, 5)]) == {}
    assert coded_times(["M1 : salle 12", "M2 : 9h05 – 10h00"]) == {}
