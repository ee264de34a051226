"""An app's menu down the side of a screenshot."""

from __future__ import annotations

import numpy as np

from chalicelib.domain.page import PageSource, PreparedPage
from chalicelib.extraction.lines.side_menus import without_side_menu
from tests.unit.extraction.making import column

MENU = column(20, "Vandaag", "Agenda", "Cijfers", "Berichten", top=40)
LIST = column(300, "maandag", "08:30 - 09:20 netl", "09:20 - 10:10 entl", top=40)


def kept(names: list, *, color: tuple[int, int, int] = (10, 80, 150), down: int = 1000) -> set[str]:
    picture = np.full((1000, 1000, 3), 240, dtype=np.uint8)
    picture[:down, :150] = color
    picture[65:80, 20:90] = 255
    page = PreparedPage(number=1, width=1000, height=1000, source=PageSource.RASTER, words=(*names, *LIST))
    return {word.text for word in without_side_menu(page, picture).words}


def test_a_strip_of_the_apps_views_is_no_part_of_the_page() -> None:
    assert kept(MENU) == {word.text for word in LIST}


def test_a_margin_and_a_tables_first_column_are_read() -> None:
    everything = {word.text for word in (*MENU, *LIST)}
    assert kept(MENU, color=(240, 240, 240)) == everything
    assert kept(MENU, down=500) == everything
    days = column(20, "ma", "di", "wo", "do", top=40)
    assert kept(days) >= {"ma", "di", "wo", "do"}
    numbers = column(20, "1", "2", "3", "4", top=40)
    assert kept(numbers) >= {"1", "2", "3", "4"}
    low = column(20, "4A", "4B", "5A", "5B", "Gym", top=800)
    assert "Gym" in kept(low)


def test_a_page_without_a_picture_is_as_it_was() -> None:
    page = PreparedPage(number=1, width=1000, height=1000, source=PageSource.TEXT_LAYER, words=tuple(MENU))
    assert without_side_menu(page, None) == page
