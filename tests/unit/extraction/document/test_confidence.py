"""How sure blocks are of which a table prints no time, and what a list's own words tell of it."""

from chalicelib.domain.page import Word
from chalicelib.extraction.choice import _judged
from chalicelib.extraction.document.confidence import PERIOD, rated
from chalicelib.extraction.grid import Grid, GridKind
from chalicelib.extraction.tables.table import Table, read_table
from tests.unit.extraction.making import DAYS, grid

LESSONS = ["Maths", "English", "Art", "Music", "PE"]


def confidences(*rows: list[str]) -> dict[str, float]:
    table = read_table(Grid(1, GridKind.STATED, tuple(grid(*rows))))
    assert isinstance(table, Table)
    return {d.name: c for d, c in zip(table.drafts, rated(table.drafts, [table]), strict=True)}


def test_lessons_and_pauses_of_a_table_without_times_are_read_as_surely_as_printed() -> None:
    found = confidences(["", *DAYS], ["1", *LESSONS], ["", *["Break"] * 5], ["2", *LESSONS])
    assert found["Maths"] == found["Break"] == 100 * PERIOD


def test_a_lists_own_heads_and_the_words_of_its_times_leave_nothing_unread() -> None:
    rows = [["Day", "Time", "Lesson"]]
    rows += [[day, f"{hour}:00 AM TO {hour}:55 AM", name] for day in DAYS[:3] for hour, name in ((8, "Art"), (9, "PE"))]
    cells = grid(*rows)
    table = read_table(Grid(1, GridKind.RULED, tuple(cells)))
    assert isinstance(table, Table)
    words = [
        Word(text=word, box=line.box.model_copy(update={"left": line.box.left + i, "right": line.box.left + i + 1}))
        for cell in cells
        for line in cell.lines
        for i, word in enumerate(line.text.split())
    ]
    assert _judged(table, words).explained == 1.0
