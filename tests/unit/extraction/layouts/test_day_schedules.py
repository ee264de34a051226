"""Plans of several sets of days beside each other."""

from chalicelib.domain.page import Word
from chalicelib.domain.timetable import Box
from chalicelib.extraction.layouts.day_schedules import read_day_schedules
from chalicelib.extraction.lines.text_lines import lines_of


def words(left: float, top: float, *texts: str) -> list[Word]:
    found, place = [], left
    for text in texts:
        found.append(Word(text=text, box=Box(left=place, top=top, right=place + 7 * len(text), bottom=top + 12)))
        place += 100
    return found


REGULAR = (("Period 1", "7:50 – 8:42"), ("Period 2", "8:47 – 9:39"), ("Lunch", "11:48 – 12:23"), ("PE", "12:28 – 1:20"))
EARLY = (("Period 1", "7:50 – 8:28"), ("Period 2", "8:33 – 9:11"), ("Lunch", "9:54 – 10:09"), ("PE", "10:14 – 10:52"))
DELAYED = (("Period 1", "9:50 – 10:26"), ("Period 2", "10:31 – 11:07"))


def page(*heads: str) -> list[Word]:
    found = []
    for column, (head, plan) in enumerate(zip(heads, (REGULAR, EARLY), strict=True)):
        found += words(300.0 * column, 50, head)
        for row, texts in enumerate(plan):
            found += words(300.0 * column, 80.0 + 25 * row, *texts)
    for row, texts in enumerate(DELAYED):
        found += words(0, 240.0 + 25 * row, *texts)
    return found


def test_each_set_of_days_has_its_own_times() -> None:
    table = read_day_schedules(
        1, lines_of([*page("Monday · Tuesday · Friday", "Wednesday"), *words(0, 215, "2-Hour Delay")])
    )
    assert table is not None
    told = [(d.day.value, d.start, d.end, d.name) for d in table.drafts]
    assert [said for said in told if said[0] in ("Tuesday", "Wednesday")] == [
        ("Tuesday", 470, 522, "Period 1"),
        ("Tuesday", 527, 579, "Period 2"),
        ("Tuesday", 708, 743, "Lunch"),
        ("Tuesday", 748, 800, "PE"),
        ("Wednesday", 470, 508, "Period 1"),
        ("Wednesday", 513, 551, "Period 2"),
        ("Wednesday", 594, 609, "Lunch"),
        ("Wednesday", 614, 652, "PE"),
    ]
    assert len(told) == 4 * 4


def test_single_days_and_days_said_twice_are_read_elsewhere() -> None:
    assert read_day_schedules(1, lines_of(page("Monday", "Wednesday"))) is None
    assert read_day_schedules(1, lines_of(page("Monday · Wednesday", "Wednesday"))) is None


def test_plans_may_stand_below_each_other_and_say_what_happens_in_each_period() -> None:
    rows = [
        ["MONDAY, TUESDAY — Regular Day"],
        ["Advisory", "8:10 – 8:25", "Rm 31"],
        ["Period 1", "8:30 – 9:22", "Chemistry"],
        ["Break", "9:22 – 9:37"],
        ["Period 2", "9:42 – 10:34", "Prep"],
        ["WEDNESDAY — Late Start"],
        ["Period 1", "9:20 – 10:25", "Chemistry"],
        ["Lunch", "11:35 – 12:10"],
        ["Period 2", "12:15 – 1:20", "Prep"],
        ["Tutorial", "1:25 – 1:55"],
    ]
    said = [word for row, texts in enumerate(rows) for word in words(0, 50.0 + 25 * row, *texts)]
    table = read_day_schedules(1, lines_of(said))
    assert table is not None
    assert [(d.day.value, d.start, d.name, d.notes) for d in table.drafts if d.day.value != "Tuesday"] == [
        ("Monday", 490, "Advisory", "Rm 31"),
        ("Monday", 510, "Chemistry", ""),
        ("Monday", 562, "Break", ""),
        ("Monday", 582, "Prep", ""),
        ("Wednesday", 560, "Chemistry", ""),
        ("Wednesday", 695, "Lunch", ""),
        ("Wednesday", 735, "Prep", ""),
        ("Wednesday", 805, "Tutorial", ""),
    ]
