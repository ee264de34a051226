"""Lists in sections: heads of columns below a title, again and again."""

from chalicelib.domain.timetable import Box
from chalicelib.extraction.grid import Line
from chalicelib.extraction.layouts.sections import read_sections

HEADS = ("Type", "Time", "Days", "Where")


def page(*rows: tuple[str, ...]) -> list[Line]:
    """Rows of texts, each 150 page units right of the one before."""
    return [
        Line(text, Box(left=150.0 * x, top=30.0 * y, right=150.0 * x + 6 * len(text), bottom=30.0 * y + 12), 12.0)
        for y, row in enumerate(rows)
        for x, text in enumerate(row)
    ]


BIOLOGY = ("Biology - 20418 - BIOL 1201",)
LECTURE = ("Lecture", "10:30 am - 11:20 am", "MW", "Kent Hall 118")
CHEMISTRY = ("Chemistry - 20431 - CHEM 2301",)
LAB = ("Lab", "1:30 pm - 4:20 pm", "T", "Parker 220")


def test_rows_are_of_the_course_above_their_heads() -> None:
    table = read_sections(1, page(BIOLOGY, ("Credits: 3",), HEADS, LECTURE, CHEMISTRY, HEADS, LAB))
    assert table is not None
    assert [(d.day.value, d.start, d.end, d.name) for d in table.drafts] == [
        ("Monday", 630, 680, "Biology"),
        ("Wednesday", 630, 680, "Biology"),
        ("Tuesday", 810, 980, "Chemistry"),
    ]
    assert table.drafts[0].notes == "20418; BIOL 1201; Lecture; Kent Hall 118"


def test_a_section_whose_columns_name_its_rows_is_called_by_these() -> None:
    others = ("Activity", "Time", "Days", "Where")
    office = ("Office hours", "1:00 pm - 2:30 pm", "F", "Flett 3")
    table = read_sections(1, page(BIOLOGY, HEADS, LECTURE, CHEMISTRY, HEADS, LAB, ("Other time",), others, office))
    assert table is not None
    assert [d.name for d in table.drafts][-1] == "Office hours"


def test_one_list_under_one_row_of_heads_has_no_sections() -> None:
    assert read_sections(1, page(BIOLOGY, HEADS, LECTURE, LAB)) is None


def test_rows_that_nothing_names_are_no_lessons() -> None:
    table = read_sections(1, page(HEADS, LAB, BIOLOGY, HEADS, LECTURE, CHEMISTRY, HEADS, LAB))
    assert table is not None
    assert {d.name for d in table.drafts} == {"Biology", "Chemistry"}
