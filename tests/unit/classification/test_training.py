"""The documents that the classifier is trained on, measured as the classifier itself does it."""

from __future__ import annotations

import pytest

from benchmarks.train_timetable_or_not import _picture_row, _text_row


@pytest.mark.parametrize("make_row", [_text_row, _picture_row])
def test_timetables_and_others_by_turns(make_row: object) -> None:
    rows = [make_row(number) for number in (62_000_000, 62_000_001, 62_000_002)]  # type: ignore[operator]
    assert [row.timetable for row in rows] == [True, False, True]
    assert all(row.features for row in rows)
