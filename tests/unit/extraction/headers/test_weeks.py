"""Several timetables in one set of cells."""

from chalicelib.extraction.headers.weeks import weeks_apart
from tests.unit.extraction.making import cell, grid, told

DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]


def names(part: tuple[object, ...]) -> set[str]:
    return {c.text for c in part if c.text}  # type: ignore[attr-defined]


def week(letter: str, first: int) -> list[list[str]]:
    return [
        ["", *DAYS],
        *([f"{first + i}:00-{first + i + 1}:00", *(f"{letter}{i}{d}" for d in range(5))] for i in range(2)),
    ]


def test_weeks_below_each_other() -> None:
    parts = weeks_apart(grid(*week("maths", 8), *week("art", 8)))
    assert len(parts) == 2
    assert "maths00" in names(parts[0])
    assert "art00" in names(parts[1])


def test_weeks_below_each_other_with_days_down() -> None:
    rows = [["", "8:00-9:00", "9:00-10:00"], *([d, "maths", "art"] for d in DAYS)]
    parts = weeks_apart(grid(*rows, ["", "10:00-11:00", "11:00-12:00"], *([d, "pe", "music"] for d in DAYS)))
    assert ["10:00-11:00" in names(p) for p in parts] == [False, True]


def test_three_classes_beside_each_other_under_days_of_two_letters() -> None:
    days = ["Pn", "Wt", "Śr", "Czw", "Pt"]
    rows = [[t for c in "abc" for t in (str(i), *(f"{c}{i}{d}" for d in range(5)))] for i in (1, 2, 3)]
    parts = weeks_apart(grid(["", *days] * 3, *rows))
    assert [("a10" in names(p), "b10" in names(p), "c10" in names(p)) for p in parts] == [
        (True, False, False),
        (False, True, False),
        (False, False, True),
    ]


def test_days_headed_again_at_the_foot_are_one_table() -> None:
    assert len(weeks_apart(grid(*week("maths", 8), ["", *DAYS]))) == 1


def test_a_second_class_further_on_and_lower_down() -> None:
    low = [cell(c.text, c.box.left / 100 + 7, c.box.top / 40 + 2.5) for c in grid(*week("art", 8))]
    parts = weeks_apart([*grid(*week("maths", 8)), *low])
    assert [("maths00" in names(p), "art04" in names(p)) for p in parts] == [(True, False), (False, True)]


def test_a_list_is_one_table() -> None:
    rows = [[d, f"{8 + i}:00-{9 + i}:00", "Maths"] for d in DAYS for i in range(3)]
    assert len(weeks_apart([cell(t, x, y) for y, r in enumerate(rows) for x, t in enumerate(r)])) == 1


def test_weeks_of_single_letters_beside_each_other() -> None:
    head, art = ["", "M", "T", "W", "T", "F"], ["8:00-9:00", *(["art"] * 5)]
    pe = ["8:00-9:00", *(["pe"] * 5)]
    parts = weeks_apart(grid([*head, *head], [*art, *pe]))
    assert [("art" in names(p), "pe" in names(p)) for p in parts] == [(True, False), (False, True)]


def test_a_day_with_times_of_its_own_is_a_table_of_its_own() -> None:
    rows = [["Mon - Thu", "8:00\n9:00", "9:00\n10:00", "10:00\n11:00"], *([d, "maths", "art", "pe"] for d in DAYS[:4])]
    friday = [["FRIDAY", "8:00\n8:40", "8:40\n9:20", "9:20\n10:00"], ["Fri", "music", "club", "ict"]]
    parts = weeks_apart(grid(*rows, *friday))
    assert [("maths" in names(p), "music" in names(p)) for p in parts] == [(True, False), (False, True)]


def test_the_same_times_again_on_the_other_side_part_nothing() -> None:
    times = ["", "8:00-9:00", "9:00-10:00", "10:00-11:00"]
    assert len(weeks_apart(grid(times, *([d, "maths", "art", "pe"] for d in DAYS), times))) == 1


def test_letters_spelt_along_the_days_are_no_second_week() -> None:
    rows = [[d, "x", letter, "y", "z"] for d, letter in zip((*DAYS, "Saturday"), "RECESS", strict=True)]
    assert len(weeks_apart(grid(["", "I", "", "II", "III"], *rows))) == 1


def test_the_second_of_two_weeks_beside_each_other_has_the_times_of_the_first() -> None:
    rows = [["", *DAYS, *DAYS]]
    rows += [
        [f"{9 + i}:00-{10 + i}:00", *(f"a{i}{d}" for d in range(5)), *(f"b{i}{d}" for d in range(5))] for i in range(3)
    ]
    first, second = weeks_apart(grid(*rows))
    assert {"9:00-10:00", "a00"} <= names(first)
    assert {"9:00-10:00", "11:00-12:00", "b00", "b24"} <= names(second)


def test_times_of_one_day_amid_the_week_are_no_other_timetable() -> None:
    head = ["M/T/Th/F", "MON", "TUE", "WED* times", "WED", "THU", "FRI"]
    times = [("8:05 - 8:52", "8:05 - 8:41"), ("8:56 - 9:43", "8:45 - 9:21"), ("9:47 - 10:07", "9:25 - 9:50")]
    rows = [[a, "Maths", "Art", b, "PE", "Music", "Latin"] for a, b in times]
    assert len(weeks_apart(grid(head, *rows))) == 1
    assert len(weeks_apart(grid(["", *head[1:3], "Times", *head[4:]], *rows))) == 2


def test_the_times_between_two_classes_are_both_s() -> None:
    days = ["M", "T", "W", "Th", "F"]
    rows = [[*(f"maths{d}" for d in range(5)), f"{8 + i}.40", *(f"art{d}" for d in range(5))] for i in range(3)]
    parts = weeks_apart(grid([*days, "", *days], *rows))
    assert len(parts) == 2
    assert all("8.40" in names(part) for part in parts)


def test_lists_in_two_columns_under_the_same_heads() -> None:
    heads = ["Day", "Time", "Subject"]
    first = [["Monday", "8:00-9:00", "Maths"], ["", "9:00-10:00", "Art"], ["Tuesday", "8:00-9:00", "PE"]]
    second = [["Thursday", "8:00-9:00", "Music"], ["", "9:00-10:00", "Latin"], ["Friday", "8:00-9:00", "Chess"]]
    parts = weeks_apart(grid([*heads, *heads], *(a + b for a, b in zip(first, second, strict=True))))
    assert [("Maths" in names(p), "Music" in names(p)) for p in parts] == [(True, False), (False, True)]


def test_lessons_called_by_letters_are_no_second_header() -> None:
    head = ["", "Mo", "Di", "Mi", "Do", "Fr"]
    rows = [[f"{h}.00-{h}.45", *lessons] for h, lessons in ((8, "DMDMD"), (9, "MDMDD"), (10, "DMDMK"))]
    assert len(weeks_apart(grid(head, *rows))) == 1


def test_a_break_of_both_weeks_is_of_each() -> None:
    head, lessons = ["", *DAYS, *DAYS], [f"maths{d}" for d in range(10)]
    cells = [c for c in grid(head, ["8:00-9:00", *lessons], [""], ["9:20-10:20", *lessons]) if c.text]
    cells += [cell("9:00-9:20", 0, 2), cell("Break", 1, 2, columns=10)]
    first, second = ({c.text: c.box for c in part} for part in weeks_apart(cells))
    assert first["Break"].right == second["Break"].left == cell("", 6, 0).box.left


def test_two_weeks_whose_times_are_headed_by_what_is_a_day_in_another_language() -> None:
    days = ["PON", "UTO", "SRI", "ČET", "PET"]
    rows = [[t for hour in (8, 14) for t in (f"{i}.", f"{hour + i}:00-{hour + i}:45", *"abcde")] for i in (1, 2, 3)]
    parts = weeks_apart(grid(["", "sat", *days] * 2, *rows))
    assert ["9:00-9:45" in names(part) for part in parts] == [True, False]
    starts = [{start for _, start, *_ in told(list(part))} for part in parts]
    assert starts == [{540, 600, 660}, {900, 960, 1020}]


def test_times_in_the_corners_of_each_day_s_lessons_head_no_days() -> None:
    cells = grid([x for d in DAYS for x in (d, "")])
    for day in range(5):
        for row in range(4):
            cells += [cell(f"{8 + row}:{10 + day}", 2 * day + 1, 1 + row), cell("Art", 2 * day, 1 + row)]
    assert len(weeks_apart(cells)) == 1
