"""Folds of the paper among the strokes of a picture."""

import numpy as np
from numpy.typing import NDArray

from chalicelib.extraction.grids.folds import without_folds

TABLE = (200, 800)
RULES = (100, 250, 400, 550, 700, 850)


def page(*upright: tuple[int, int, int]) -> NDArray[np.uint8]:
    strokes = np.zeros((1000, 1000), dtype=np.uint8)
    for x, top, bottom in upright:
        strokes[top:bottom, x - 3 : x + 4] = 255
    return strokes


def table(*further: tuple[int, int, int]) -> NDArray[np.uint8]:
    return page(*((x, *TABLE) for x in RULES), *further)


def upright(strokes: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return without_folds(np.zeros_like(strokes), strokes)[1]


def test_what_runs_on_above_and_below_the_table_is_a_fold() -> None:
    assert np.array_equal(upright(table((480, 0, 1000))), table())


def test_a_level_fold_too() -> None:
    across, _ = without_folds(np.ascontiguousarray(table((480, 0, 1000)).T), page())
    assert np.array_equal(across.T, table())


def test_what_ends_with_the_others_is_a_rule() -> None:
    for further in ((480, 200, 800), (480, 100, 800), (480, 200, 1000)):
        assert np.array_equal(upright(table(further)), table(further))


def test_a_frame_around_table_and_title_stays() -> None:
    framed = table((40, 20, 980), (960, 20, 980))
    assert np.array_equal(upright(framed), framed)


def test_a_calendar_s_days_run_on_beyond_its_blocks() -> None:
    days = page(*((x, 50, 950) for x in RULES), *((x + 40, *TABLE) for x in RULES))
    assert np.array_equal(upright(days), days)


def test_a_rule_that_the_fold_crosses_goes_on_below_it() -> None:
    strokes = table()
    for y in range(1000):
        x = 370 + round(0.06 * y)  # over the rule at 400 in the middle of the table
        strokes[y, x - 3 : x + 4] = 255
    result = upright(strokes)
    assert result[TABLE[0] : TABLE[1], 397:404].any(axis=1).all()
    assert not result[:150, 370:395].any()
    assert not result[850:, 405:430].any()
