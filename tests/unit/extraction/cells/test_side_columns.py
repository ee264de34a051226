"""Columns beside the lessons of each day that no heading names."""

from chalicelib.domain.timetable import Weekday
from chalicelib.extraction.axes import DayAxis, DayBand
from chalicelib.extraction.cells.side_columns import side_columns
from chalicelib.extraction.grid import Cell
from tests.unit.extraction.making import cell

DAYS = DayAxis(
    True, tuple(DayBand(300.0 * i, 300.0 * i + 300, (day,)) for i, day in enumerate(list(Weekday)[:3])), -40, 0
)


def body(beside: str, rows: int = 4) -> list[Cell]:
    return [
        part
        for day in range(3)
        for row in range(rows)
        for part in (cell(f"Lesson {row}", 3 * day, row, columns=2), cell(beside, 3 * day + 2, row))
    ]


def test_classes_and_rooms_beside_lessons_are_no_lessons() -> None:
    for beside in ("2.º ano", "Room 4", "Mr Smith", "B12"):
        found = side_columns(body(beside), DAYS)
        assert [(day.days[0], c.text) for day, c in found][:5] == [(Weekday.MONDAY, beside)] * 4 + [
            (Weekday.TUESDAY, beside)
        ]
        assert len(found) == 12


def test_lessons_of_parallel_groups_and_few_rows_stay() -> None:
    assert side_columns(body("Music"), DAYS) == []
    assert side_columns(body("2.º ano", rows=2), DAYS) == []
