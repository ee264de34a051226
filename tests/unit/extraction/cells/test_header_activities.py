"""What only the head of a row names, for all days but those that have something else."""

from chalicelib.domain.timetable import Weekday
from tests.unit.extraction.making import DAYS, grid, told

FULL = ["Maths", "English", "Art", "Maths", "English"]


def names(cells: list, start: int) -> dict[Weekday, str]:
    return {day: name for day, at, _, name in told(cells) if at == start}


def test_a_days_own_entry_replaces_what_the_head_names() -> None:
    rows = [
        ["", *DAYS],
        ["9:00-10:00", *FULL],
        ["10:00-10:20\nBreak", "", "", "", "Wet play", ""],
        ["10:20-11:20", *FULL],
        ["11:20-12:00\nLunch", "", "", "", "", ""],
        ["12:00-12:15\nClass novel", "", "", "", "", ""],
        ["12:15-1:15", *FULL],
    ]
    breaks = names(grid(*rows), 600)
    assert breaks.pop(Weekday.THURSDAY) == "Wet play"
    assert list(breaks.values()) == ["Break"] * 4
    assert set(names(grid(*rows), 680).values()) == {"Lunch"}
    assert set(names(grid(*rows), 720).values()) == {"Class novel"}


def test_a_duty_in_a_teachers_break_says_nothing_of_the_other_days() -> None:
    rows = [
        ["", *DAYS],
        ["9:00-10:00", "9F2", "", "7C3", "9F2", ""],
        ["10:00-10:20\nBreak", "", "", "", "Duty", ""],
        ["10:20-11:20", "7C3", "9F2", "", "", "7C3"],
    ]
    assert names(grid(*rows), 600) == {Weekday.THURSDAY: "Duty"}


def test_a_weeks_homework_is_no_lesson() -> None:
    rows = [["", *DAYS], ["9:00-10:00", *FULL], ["10:00-11:00", *FULL], ["Homework", *["p. 24"] * 5]]
    assert "p. 24" not in {name for _, _, _, name in told(grid(*rows))}
