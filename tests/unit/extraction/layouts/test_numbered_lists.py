"""Lists of numbered lessons below the names of days."""

import pytest

from chalicelib.domain.page import Word
from chalicelib.domain.timetable import Box
from chalicelib.extraction.layouts.bells import bells_of
from chalicelib.extraction.layouts.numbered_lists import read_numbered_lists
from chalicelib.extraction.lines.text_lines import lines_of
from tests.unit.extraction.making import column

WEEK = {
    "Mo": ("1. Std. Deutsch", "2. Std. Mathematik", "3./4. Std. Sport"),
    "Di": ("2. Std. Mathematik", "3. Std. Deutsch", "4. Std. Musik"),
    "Mi": ("1. Std. Sachkunde", "2. Std. Deutsch"),
    "Do": ("1. Std. Mathematik", "2. Std. Religion", "2. Std. Ethik"),
}
BELLS = ("Zeiten", "1. Std. 7.50 – 8.35", "2. Std. 8.40 – 9.25", "3. Std. 9.45 – 10.30", "4. Std. 10.35 – 11.20")

Said = tuple[str, int | None, int | None, str | None, str]


def listed(*days: str) -> list[str]:
    return [line for day in days for line in (day, *WEEK[day])]


def read(words: list[Word]) -> list[Said] | None:
    table = read_numbered_lists(1, lines_of(words), bells_of(lines_of(words)))
    return table and [(d.day.value, d.start, d.end, d.period, d.name) for d in table.drafts]


@pytest.mark.parametrize("beside", [True, False])
def test_the_numbers_mean_what_the_bells_say(beside: bool) -> None:
    bells = column(400, *BELLS) if beside else column(0, *BELLS, top=600)
    found = read([*column(0, *listed(*WEEK)), *bells])
    assert found is not None
    assert found[:4] == [
        ("Monday", 470, 515, None, "Deutsch"),
        ("Monday", 520, 565, None, "Mathematik"),
        ("Monday", 585, 680, None, "Sport"),
        ("Tuesday", 520, 565, None, "Mathematik"),
    ]
    assert len(found) == 11


def test_without_bells_in_two_columns() -> None:
    found = read([*column(0, *listed("Mo", "Di")), *column(400, *listed("Mi", "Do"))])
    assert found is not None
    assert [said for said in found if said[0] in ("Monday", "Thursday")] == [
        ("Monday", None, None, "1. Std.", "Deutsch"),
        ("Monday", None, None, "2. Std.", "Mathematik"),
        ("Monday", None, None, "3 – 4", "Sport"),
        ("Thursday", None, None, "1. Std.", "Mathematik"),
        ("Thursday", None, None, "2. Std.", "Religion"),
        ("Thursday", None, None, "2. Std.", "Ethik"),
    ]


def test_what_stands_below_a_lesson_goes_on() -> None:
    lines = ["Monday", "Period 1 Design and", "Technology", "Period 2 Art", "Tuesday", "Period 1 Art", "Period 2 Music"]
    words = column(0, *lines, "Friday", "Period 1 Maths", "Period 2 Drama", "Remember your kit")
    words = [w.model_copy(update={"box": Box(left=80, top=48, right=160, bottom=62)}) if w.text == "Technology" else w
             for w in words]  # fmt: skip
    found = read(words)
    assert found is not None
    assert [said[4] for said in found] == ["Design and Technology", "Art", "Art", "Music", "Maths", "Drama"]


@pytest.mark.parametrize(
    "items",
    [
        ("1. Tomato soup", "2. Pasta bake", "3. Apple pie"),  # a menu
        ("1. Read chapter 4", "2. Finish the poster", "3. Bring your kit"),  # to be done at home
        ("2. Std. Deutsch", "1. Std. Mathematik"),  # in no order
    ],
)
def test_lists_of_something_else(items: tuple[str, ...]) -> None:
    assert read(column(0, *(line for day in ("Monday", "Tuesday", "Friday") for line in (day, *items)))) is None


def test_two_days_or_words_that_no_one_language_has_are_no_week() -> None:
    assert read(column(0, *listed("Mo", "Di"))) is None
    assert read(column(0, *(line for word in ("Mo", "Lu", "Sa") for line in (word, *WEEK["Mo"])))) is None


def test_what_comes_again_at_another_hour_is_a_lesson_in_any_language() -> None:
    lists = {
        "Monday": ("Zala", "Bren", "Turo"),
        "Tuesday": ("Bren", "Zala", "Merk"),
        "Friday": ("Turo", "Merk", "Bren"),
    }
    said = [line for day, names in lists.items() for line in (day, *(f"{i}. {n}" for i, n in enumerate(names, 1)))]
    found = read(column(0, *said))
    assert found is not None
    assert len(found) == 9
