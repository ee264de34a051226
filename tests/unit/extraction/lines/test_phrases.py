"""What stands together on a page."""

import pytest

from chalicelib.extraction.lines.phrases import behind_time


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("9:20 – Mata", 7),
        ("9:20 Mata", 5),
        ("9:20: Mata", 6),
        ("9:20-10:00 Mata", 11),
        ("9.50 -", 6),
        ("9:20Mata", None),
    ],
)
def test_where_the_time_ends_that_a_line_begins_with(text: str, end: int | None) -> None:
    assert behind_time(text) == end
