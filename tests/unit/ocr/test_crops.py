"""Which way a detected line may stand."""

import numpy as np

from chalicelib.ocr.crops import crops_of, mostly_turned
from chalicelib.ocr.detection import Quad

PICTURE = np.full((300, 300, 3), 255, dtype=np.uint8)


def quad(wide: int, high: int) -> Quad:
    return np.array([[10, 10], [10 + wide, 10], [10 + wide, 10 + high], [10, 10 + high]], dtype=np.float32)


def test_two_letters_as_wide_as_high_may_be_turned_where_the_page_is() -> None:
    assert [c.angle for c in crops_of(PICTURE, quad(38, 44), turned_page=False)] == [0]
    assert [c.angle for c in crops_of(PICTURE, quad(38, 44), turned_page=True)] == [270, 0]
    assert [c.angle for c in crops_of(PICTURE, quad(90, 44), turned_page=True)] == [0]


def test_a_page_is_turned_where_most_of_its_lines_are_higher_than_wide() -> None:
    assert mostly_turned([quad(30, 90), quad(30, 80), quad(90, 30)])
    assert not mostly_turned([quad(90, 30), quad(80, 30), quad(30, 90), quad(40, 40)])
    assert not mostly_turned([])
