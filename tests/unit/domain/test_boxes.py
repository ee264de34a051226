"""Boxes on pages that are turned."""

import numpy as np
import pytest

from chalicelib.domain.timetable import Box


@pytest.mark.parametrize("angle", [0, 90, 180, 270, 360])
def test_a_box_on_a_page_that_is_turned_back(angle: int) -> None:
    picture = np.zeros((60, 100), dtype=np.uint8)
    picture[10:20, 30:70] = 255
    rows, columns = np.nonzero(np.rot90(picture, angle // 90))
    assert Box(left=30, top=10, right=70, bottom=20).turned_back(angle, 100, 60) == Box(
        left=columns.min(), top=rows.min(), right=columns.max() + 1, bottom=rows.max() + 1
    )
