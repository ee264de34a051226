"""Periods by ordinal words alone below the word for one."""

from chalicelib.extraction.headers.worded_numbers import with_worded_numbers
from tests.unit.extraction.making import cell, told

WORDS = ("PRIMA", "SECONDA", "TERZA", "QUARTA", "QUINTA")


def test_ordinals_below_the_word_for_a_period_are_periods() -> None:
    heads = [cell(text, x, 0) for x, text in enumerate(("ORA", "LUN", "MAR", "MER"))]
    lessons = [cell(f"{'abc'[x]}{y}", x + 1, y + 1) for x in range(3) for y in range(5)]
    found = told([*heads, *(cell(word, 0, y) for y, word in enumerate(WORDS, 1)), *lessons])
    assert len(found) == 15
    assert {day.value for day, *_ in found} == {"Monday", "Tuesday", "Wednesday"}


def test_days_by_ordinals_stay_days() -> None:
    heads = [cell(text, x, 0) for x, text in enumerate(("Hora", "Segunda", "Terça", "Quarta", "Quinta"))]
    assert with_worded_numbers(heads) == heads
