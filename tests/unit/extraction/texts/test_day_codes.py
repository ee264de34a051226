"""Days as the course lists of colleges write them."""

import pytest

from chalicelib.domain.timetable import WEEK
from chalicelib.extraction.texts.day_codes import code_days


@pytest.mark.parametrize(
    ("code", "days"),
    [
        ("MWF", (0, 2, 4)),
        ("M-W-F", (0, 2, 4)),
        ("T-Th", (1, 3)),
        ("M-F", (0, 1, 2, 3, 4)),
        ("Tue - Thu", (1, 2, 3)),
        ("Mon - Fri", (0, 1, 2, 3, 4)),
    ],
)
def test_codes_of_days(code: str, days: tuple[int, ...]) -> None:
    assert code_days(code) == tuple(WEEK[day] for day in days)
