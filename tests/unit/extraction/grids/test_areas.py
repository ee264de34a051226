"""Blocks of one even colour."""

import cv2
import numpy as np
from numpy.typing import NDArray

from chalicelib.domain.page import PageSource, PreparedPage, Word
from chalicelib.domain.timetable import Box
from chalicelib.extraction.grids.areas import even_areas, with_areas
from chalicelib.extraction.grids.page_grids import page_grids

TINT, CARD = (242, 242, 233), (255, 255, 255)


def drawn() -> tuple[NDArray[np.uint8], list[Box]]:
    """Two cards with round corners on a tinted page, with a word that overhangs the first one's upper edge."""
    picture = np.full((600, 1000, 3), TINT, dtype=np.uint8)
    for left in (100, 520):
        cv2.rectangle(picture, (left + 20, 100), (left + 380, 299), CARD, -1)
        cv2.rectangle(picture, (left, 120), (left + 400, 279), CARD, -1)
        for x, y in ((left + 20, 120), (left + 380, 120), (left + 20, 279), (left + 380, 279)):
            cv2.circle(picture, (x, y), 20, CARD, -1)
    cv2.putText(picture, "Maths", (130, 140), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (0, 0, 0), 3)
    cv2.putText(picture, "Art", (560, 200), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (0, 0, 0), 3)
    return picture, [Box(left=120, top=94, right=260, bottom=150), Box(left=550, top=165, right=640, bottom=210)]


def test_round_cards_are_found_in_their_own_borders() -> None:
    picture, words = drawn()
    found = sorted(even_areas(picture, words, words), key=lambda box: box.left)
    assert len(found) == 2
    sides = np.array([(b.left, b.top, b.right, b.bottom) for b in found])
    assert np.abs(sides - [(100, 100, 500, 300), (520, 100, 920, 300)]).max() <= 2


def test_a_photo_has_no_even_areas() -> None:
    picture, words = drawn()
    noise = np.random.default_rng(1).integers(0, 6, picture.shape, dtype=np.uint8)
    assert even_areas(np.asarray(cv2.subtract(picture, noise), dtype=np.uint8), words, words) == []


def box(left: float, top: float, right: float, bottom: float) -> Box:
    return Box(left=left, top=top, right=right, bottom=bottom)


def test_a_block_over_the_lines_of_the_hours_stands_for_the_cells_that_these_cut() -> None:
    hours = [box(0, 0, 100, 60), box(0, 60, 100, 120)]
    block, words = box(5, 30, 95, 110), [box(10, 35, 60, 50), box(10, 65, 60, 80)]
    assert with_areas(hours, [block], words) == [block]


def test_marks_and_grounds_of_several_cells_change_nothing() -> None:
    cells = [box(0, 0, 100, 60), box(104, 0, 200, 60)]
    words = [box(10, 5, 60, 20), box(10, 40, 60, 55), box(110, 5, 160, 20)]
    chip, stripe = box(8, 3, 62, 22), box(0, 0, 200, 60)
    assert with_areas(cells, [chip], words) == cells
    assert with_areas(cells, [stripe], words) == cells


def test_cells_found_by_rules_and_by_colour_are_no_slanted_row() -> None:
    picture = np.full((600, 1000, 3), 255, dtype=np.uint8)
    words = []
    for column in range(6):
        left = 40 + 155 * column
        cv2.rectangle(picture, (left, 100), (left + 150, 250), (180, 220 - 20 * (column % 2), 250), -1)
        cv2.putText(picture, "Art", (left + 50, 180), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (0, 0, 0), 3)
        words.append(Word(text="Art", box=Box(left=left + 45, top=150, right=left + 120, bottom=185)))
    page = PreparedPage(number=1, width=1000, height=600, source=PageSource.RASTER, words=tuple(words))
    found = page_grids(page, picture)
    assert [cell.text for cell in found.cells if cell.lines] == ["Art"] * 6
    assert {round(cell.box.top / 4) for cell in found.cells if cell.lines} == {25}
    assert [word.box.top for word in found.words] == [150] * 6
