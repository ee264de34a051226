"""Where columns and rows part."""

import pytest

from chalicelib.extraction.lines.whitespace import parting

BLOCKS = [(0.0, 40.0), (44.0, 90.0), (10.0, 42.0), (100.0, 140.0), (100.0, 190.0)]


@pytest.mark.parametrize(
    ("low", "high", "place"),
    [(0, 200, 95.0), (0, 95, 43.0), (45, 95, None), (50, 200, 95.0), (101, 200, None), (90, 101, None)],
)
def test_the_widest_gap_that_no_block_crosses(low: float, high: float, place: float | None) -> None:
    assert parting(low, high, BLOCKS) == place


def test_of_gaps_as_wide_the_one_midway() -> None:
    two_rows_a_day = [(0.0, 18.0), (20.01, 38.0), (40.0, 58.0), (60.0, 78.0)]
    assert parting(17, 61, two_rows_a_day) == 39.0
