"""What a program adds to a page that it prints."""

from __future__ import annotations

from chalicelib.domain.page import PageSource, PreparedPage, Word
from chalicelib.domain.timetable import Box
from chalicelib.extraction.lines.print_marks import without_print_marks


def kept(*lines: str) -> list[str]:
    """The words that are left of a page of lines."""
    words = tuple(
        Word(text=text, box=Box(left=60.0 * i, top=20.0 * row, right=60.0 * i + 50, bottom=20.0 * row + 10))
        for row, line in enumerate(lines)
        for i, text in enumerate(line.split())
    )
    page = PreparedPage(number=1, width=800, height=600, source=PageSource.TEXT_LAYER, words=words)
    return [word.text for word in without_print_marks(page).words]


def test_addresses_and_moments_of_printing_are_taken_out_with_their_lines() -> None:
    printed = (
        "29.09.2024, 21:14 My plan",
        "Maths 9:00-10:00",
        "https://school.example/plan 1/1",
        "Printed 2025-01-02 7:30",
    )
    assert kept(*printed) == ["Maths", "9:00-10:00"]


def test_lessons_by_their_dates_stay() -> None:
    dated = [f"{day}/09/2025 09:00 Maths" for day in (15, 16, 17)]
    assert kept(*dated) == " ".join(dated).split()
    assert kept("15/09/2025 09:00 - 10:00 Maths") == ["15/09/2025", "09:00", "-", "10:00", "Maths"]


def test_a_page_without_them_is_the_same() -> None:
    assert kept("Monday 9:00", "www.school.example") == ["Monday", "9:00", "www.school.example"]


def test_whose_program_it_is_is_taken_out() -> None:
    assert kept("MATHS 9h00", "Printed with it © INDEX EDUCATION") == ["MATHS", "9h00"]
