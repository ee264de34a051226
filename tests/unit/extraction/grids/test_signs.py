"""Arrows and ditto marks."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from chalicelib.domain.timetable import Box
from chalicelib.extraction.axes import DayAxis, TimeBand
from chalicelib.extraction.grid import Cell
from chalicelib.extraction.grids.signs import drawn_arrow
from chalicelib.extraction.headers.day_axes import day_axes
from chalicelib.extraction.headers.time_bands import time_bands
from chalicelib.extraction.tables.blocks import read_blocks
from tests.unit.extraction.making import grid

DOWN = [["", "9-10", "10-11", "11-12"], ["Mon", "Art", "", ""], ["Tue", "Maths", "", ""], ["Wed", "PE", "", ""]]
ACROSS = [["", "Mon", "Tue", "Wed"], ["9-10", "Art", "Maths", "PE"], ["10-11", "", "", ""], ["11-12", "", "", ""]]


def told(rows: list[list[str]], **said: str) -> set[tuple[str, int | None, int | None, str]]:
    """What is read of ``rows`` with texts for some cells by their place ("b1": second column, second row)."""
    rows = [list(row) for row in rows]
    for place, text in said.items():
        rows[int(place[1])]["abcd".index(place[0])] = text
    cells: list[Cell] = grid(*rows)
    axis: DayAxis = day_axes(cells)[0]
    bands: tuple[TimeBand, ...] = time_bands(cells, axis)
    return {(d.day.value[:3], d.start, d.end, d.name) for d in read_blocks(cells, axis, bands)}


@pytest.mark.parametrize("arrow", ["→", "———➤", "-->"])
def test_a_lesson_goes_on_along_an_arrow(arrow: str) -> None:
    found = told(DOWN, c1=arrow, d1=arrow, d2=arrow)
    assert found == {("Mon", 540, 720, "Art"), ("Tue", 540, 600, "Maths"), ("Wed", 540, 600, "PE")}


def test_an_arrow_downwards_goes_on_in_time_one_to_the_right_over_days() -> None:
    assert ("Mon", 540, 660, "Art") in told(ACROSS, b2="↓")
    found = told(ACROSS, c1="→")
    assert {("Mon", 540, 600, "Art"), ("Tue", 540, 600, "Art")} <= found


@pytest.mark.parametrize("mark", ['"', "– ″ –", "-do-", "ditto"])
def test_a_ditto_mark_is_another_lesson_of_the_same(mark: str) -> None:
    assert {("Tue", 540, 600, "Maths"), ("Tue", 600, 660, "Maths")} <= told(DOWN, c2=mark)
    assert ("Mon", 660, 720, "Art") in told(ACROSS, b2="Lunch", b3=mark)


def test_a_dash_is_nothing() -> None:
    assert len(told(DOWN, c1="—", d2="-")) == 3


CELL = Box(left=10, top=10, right=150, bottom=90)


def picture(*strokes: tuple[tuple[int, int], tuple[int, int]]) -> np.ndarray:
    found = np.full((100, 160, 3), 235, np.uint8)
    cv2.rectangle(found, (10, 10), (150, 90), (40, 40, 40), 2)
    for first, last in strokes:
        cv2.line(found, first, last, (30, 30, 30), 2)
    return found


SHAFT = ((50, 50), (105, 50))


def test_an_arrow_is_told_by_its_shape() -> None:
    drawn = picture(SHAFT)
    cv2.fillPoly(drawn, [np.array([(98, 43), (114, 50), (98, 57)])], (30, 30, 30))
    cv2.circle(drawn, (70, 25), 2, (30, 30, 30), -1)  # a speck
    arrow = drawn_arrow(drawn, CELL)
    assert arrow is not None
    assert arrow.text == "→"
    turned = drawn_arrow(np.ascontiguousarray(drawn.transpose(1, 0, 2)), Box(left=10, top=10, right=90, bottom=150))
    assert turned is not None
    assert turned.text == "↓"


def test_a_dash_a_ring_and_letters_are_no_arrows() -> None:
    ring = picture()
    cv2.circle(ring, (80, 50), 20, (30, 30, 30), 2)
    written = picture()
    cv2.putText(written, "Maths", (35, 58), cv2.FONT_HERSHEY_SIMPLEX, 0.8, (30, 30, 30), 2)
    crossed = picture(SHAFT, ((78, 35), (78, 65)))
    assert [drawn_arrow(p, CELL) for p in (picture(SHAFT), ring, written, crossed, picture())] == [None] * 5


def test_strokes_that_a_reader_is_unsure_of_are_a_ditto_mark() -> None:
    cells = grid(*ACROSS[:2], ["10-11", "ll", "ll", ""], ACROSS[3])
    doubted = [replace(c, lines=(replace(c.lines[0], confidence=0.8),)) if c is cells[9] else c for c in cells]
    axis = day_axes(doubted)[0]
    drafts = read_blocks(doubted, axis, time_bands(doubted, axis))
    assert {(d.day.value[:3], d.name) for d in drafts if d.start == 600} == {("Mon", "Art"), ("Tue", "ll")}
