"""How the words of a Word file are printed, and what that tells of lessons and remarks."""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt, RGBColor

from chalicelib.domain.documents import TextSource
from chalicelib.domain.timetable import Timeblock
from chalicelib.pipeline import read_document
from chalicelib.preprocessing.word_files import prepare_docx


def saved(document: Document) -> bytes:
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def prints(document: Document) -> list[tuple[str, float, float]]:
    """The words of the document's first cell, each with its size and its strokes for that size."""
    (page,) = prepare_docx(saved(document), TextSource.TEXT_LAYER).pages
    cell = page.tables[0].cells[0]
    words = cell.text.split()
    assert len(words) == len(cell.prints)
    return [(w, p.size, round(p.strength / p.size, 2)) for w, p in zip(words, cell.prints, strict=True)]


def test_runs_say_how_their_words_are_printed() -> None:
    document = docx.Document()
    paragraph = document.add_table(1, 1).cell(0, 0).paragraphs[0]
    paragraph.add_run("9:00 ")
    paragraph.add_run("Guided Rea").bold = True
    paragraph.add_run("ding ")  # a word is printed as it begins
    small = paragraph.add_run("hall ")
    small.font.size = Pt(8)
    grey = paragraph.add_run("kit")
    grey.font.color.rgb = RGBColor(128, 128, 128)
    assert prints(document) == [
        ("9:00", 11.0, 1.0),
        ("Guided", 11.0, 1.6),
        ("Reading", 11.0, 1.6),
        ("hall", 8.0, 1.0),
        ("kit", 11.0, 0.5),
    ]


def test_styles_say_it_where_runs_do_not_and_rest_on_others() -> None:
    document = docx.Document()
    strong = document.styles.add_style("Lesson", WD_STYLE_TYPE.PARAGRAPH)
    strong.font.bold, strong.font.size = True, Pt(14)
    resting = document.styles.add_style("Lesson of a club", WD_STYLE_TYPE.PARAGRAPH)
    resting.base_style = strong
    cell = document.add_table(1, 1).cell(0, 0)
    cell.paragraphs[0].style = resting
    cell.paragraphs[0].add_run("Chess ")
    cell.paragraphs[0].add_run("(hall)").bold = False
    assert prints(document) == [("Chess", 14.0, 1.6), ("(hall)", 14.0, 1.0)]


def test_a_style_that_rests_on_itself_does_no_harm() -> None:
    document = docx.Document()
    first, second = (document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH) for name in ("One", "Two"))
    first.base_style, second.base_style = second, first
    cell = document.add_table(1, 1).cell(0, 0)
    cell.paragraphs[0].style = first
    cell.paragraphs[0].add_run("Art")
    assert prints(document) == [("Art", 11.0, 1.0)]


DAYS = ("Monday", "Tuesday", "Wednesday")


def week(*rows: Sequence[tuple[str, str]], starts: Sequence[str] = (), own: Sequence[str] = ()) -> list[Timeblock]:
    """What is read of a week's rows, in each cell the same lines: each a bold text and a regular one. Their times stand
    in a column of their own (``starts``) or before the first line (``own``)."""
    document = docx.Document()
    table = document.add_table(len(rows) + 1, len(DAYS) + 1)
    for column, day in enumerate(DAYS, 1):
        table.cell(0, column).text = day
        for row, lines in enumerate(rows, 1):
            paragraph = table.cell(row, column).paragraphs[0]
            paragraph.add_run(own[row - 1] if own else "")
            for i, (bold, regular) in enumerate(lines):
                paragraph.add_run("\n" * bool(i))
                paragraph.add_run(bold).bold = True
                paragraph.add_run(regular)
    for row, start in enumerate(starts, 1):
        table.cell(row, 0).text = start
    return list(read_document(saved(document)).timeblocks)


def test_what_follows_a_bold_name_on_its_line_is_said_of_it() -> None:
    blocks = week(
        [("Phonics", " Phase 5 in the library")],
        [("Maths", " arrays")],
        [("Playtime", " Miss Tran on duty")],
        [("Guided reading", " as usual")],
        own=("9:00-9:30 ", "9:30-10:30 ", "10:30-10:45 ", "10:45-12:00 "),
    )
    assert {(f"{b.start:%H:%M}", f"{b.end:%H:%M}", b.name, b.notes) for b in blocks if b.day == "Monday"} == {
        ("09:00", "09:30", "Phonics", "Phase 5 in the library"),
        ("09:30", "10:30", "Maths", "arrays"),
        ("10:30", "10:45", "Playtime", "Miss Tran on duty"),
        ("10:45", "12:00", "Guided reading", "as usual"),
    }


def test_lines_that_are_all_bold_at_first_are_a_lesson_each() -> None:
    names = (("Chess", "Choir"), ("Netball", "Warhammer"), ("Rugby", "Homework Club"), ("Debating", "Coding"))
    places = ("Library", "courts", "Hall", "field")
    rows = [
        [(first, f" – {place}"), (second, f" – Miss {place.title()}")]
        for (first, second), place in zip(names, places, strict=True)
    ]
    blocks = week(*rows, starts=[f"{9 + i}:00-{9 + i}:50" for i in range(len(rows))])
    told = {(f"{b.start:%H:%M}", b.name, b.notes) for b in blocks if b.day == "Tuesday"}
    assert told == {
        (f"{9 + i:02}:00", name, notes)
        for i, (pair, place) in enumerate(zip(names, places, strict=True))
        for name, notes in zip(pair, (place, f"Miss {place.title()}"), strict=True)
    }


def test_a_bold_name_shrunk_to_fit_its_cell_is_still_the_name() -> None:
    document = docx.Document()
    subjects = ("SEJ", "MATE", "KOKURIKULUM", "SAINS", "SENI")
    table = document.add_table(len(subjects) + 1, len(DAYS) + 1)
    for column, day in enumerate(DAYS, 1):
        table.cell(0, column).text = day
        for row, subject in enumerate(subjects, 1):
            paragraph = table.cell(row, column).paragraphs[0]
            name, said = (
                paragraph.add_run(subject + "\n"),
                paragraph.add_run("Kelab Warisan" if row == 3 else f"{row} UM"),
            )
            name.bold = True
            name.font.size, said.font.size = Pt(6 if row == 3 else 9), Pt(9)
    for row in range(1, len(subjects) + 1):
        table.cell(row, 0).text = f"{7 + row}:00-{7 + row}:50"
    told = {(b.name, b.notes) for b in read_document(saved(document)).timeblocks}
    assert told == {(subject, "Kelab Warisan" if row == 3 else f"{row} UM") for row, subject in enumerate(subjects, 1)}
