"""A table that is drawn with a pen on a notebook's paper."""

import cv2
import numpy as np
from numpy.typing import NDArray

from chalicelib.extraction.grids.paper_lines import without_paper_lines

PAPER, INK, PRINTED = 235, 60, 195
COLUMNS, ROWS = range(200, 1801, 320), range(240, 1041, 200)
Picture = NDArray[np.uint8]


def page(printed: range, *, squared: bool = False) -> tuple[Picture, Picture, Picture]:
    """A picture of a table with the paper's own lines, and its level and upright strokes."""
    grey = np.full((1400, 2000), PAPER, dtype=np.uint8)
    across, down = np.zeros_like(grey), np.zeros_like(grey)
    for y in printed:
        for drawn, shade in ((grey, PRINTED), (across, 255)):
            cv2.line(drawn, (0, y), (1999, y), shade, 3)
    for x in range(40, 2000, 64) if squared else ():
        for drawn, shade in ((grey, PRINTED), (down, 255)):
            cv2.line(drawn, (x, 0), (x, 1399), shade, 3)
    for y in ROWS:
        for drawn, shade in ((grey, INK), (across, 255)):
            cv2.line(drawn, (COLUMNS[0], y), (COLUMNS[-1], y), shade, 5)
    for x in COLUMNS:
        for drawn, shade in ((grey, INK), (down, 255)):
            cv2.line(drawn, (x, ROWS[0]), (x, ROWS[-1]), shade, 5)
    return np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR), dtype=np.uint8), across, down


def rows_of(strokes: Picture) -> list[int]:
    """Where level strokes cross a column of the table, in its middle."""
    column = strokes[:, COLUMNS[0] + 150] > 0
    edges = np.flatnonzero(np.diff(column.astype(np.int8)))
    return [int(a + b) // 2 for a, b in edges.reshape(-1, 2)]


def near(found: list[int], expected: range) -> bool:
    return len(found) == len(expected) and all(abs(a - b) <= 3 for a, b in zip(found, expected, strict=True))


def test_the_paper_s_own_lines_are_left_off() -> None:
    across, down = without_paper_lines(*page(range(30, 1400, 66)))
    assert near(rows_of(across), ROWS)
    assert np.array_equal(down, page(range(30, 1400, 66))[2])


def test_squared_paper_has_lines_both_ways() -> None:
    across, down = without_paper_lines(*page(range(30, 1400, 66), squared=True))
    assert near(rows_of(across), ROWS)
    level = down[ROWS[0] + 90] > 0
    assert len(np.flatnonzero(np.diff(level.astype(np.int8)))) == 2 * len(COLUMNS)


def test_a_table_s_fainter_rules_stay_where_none_go_on_beyond_it() -> None:
    _, across, down = drawn = page(range(0))
    faint = range(300, 1000, 200)
    for y in faint:
        cv2.line(drawn[0], (COLUMNS[0], y), (COLUMNS[-1], y), (PRINTED, PRINTED, PRINTED), 3)
        cv2.line(across, (COLUMNS[0], y), (COLUMNS[-1], y), 255, 3)
    kept, _ = without_paper_lines(drawn[0], across, down)
    assert np.array_equal(kept, across)


def test_a_net_of_squares_is_the_paper_s_though_the_pen_reaches_its_edge() -> None:
    printed = range(30, 1400, 66)
    drawn, across, down = page(printed, squared=True)
    for at in (4, 1395):  # the sheet's own edge, as dark as the pen's strokes
        cv2.line(drawn, (0, at), (1999, at), (INK, INK, INK), 5)
        cv2.line(across, (0, at), (1999, at), 255, 5)
    for at in (4, 1995):
        cv2.line(drawn, (at, 0), (at, 1399), (INK, INK, INK), 5)
        cv2.line(down, (at, 0), (at, 1399), 255, 5)
    kept, _ = without_paper_lines(drawn, across, down)
    inner = [row for row in rows_of(kept) if 20 < row < 1380]
    assert near(inner, ROWS)


def test_a_paper_that_the_table_fills_is_told_by_its_lines_between_the_rows() -> None:
    picture, across, down = page(range(30, 1400, 66))
    inside = (slice(ROWS[0] - 6, ROWS[-1] + 6), slice(COLUMNS[0] - 6, COLUMNS[-1] + 6))
    cut = [np.ascontiguousarray(part[inside]) for part in (picture, across, down)]
    kept, _ = without_paper_lines(*cut)
    column = kept[:, 150] > 0
    assert np.count_nonzero(np.diff(column.astype(np.int8)) > 0) <= len(ROWS)
    assert np.count_nonzero(column) < np.count_nonzero(cut[1][:, 150]) / 2
