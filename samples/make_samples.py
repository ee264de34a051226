"""Makes the bundled samples: six documents, one of each kind, and the answer beside each.

    python -m samples.make_samples [--out DIR]

People, schools and rooms are made up. Running it again gives the same documents.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.made import effects
from benchmarks.made.fonts import Face
from benchmarks.made.pdf import write_pdf, write_scan
from benchmarks.made.raster import draw_picture
from benchmarks.made.sheet import Align, Cell, Grid, Line, Rules, Sheet, TextBlock, Turn
from benchmarks.made.typeset import typeset
from benchmarks.made.word import write_picture, write_tables

WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
Block = dict[str, str]


@dataclass(frozen=True)
class Sample:
    """A bundled document and what a careful person reads off it."""

    name: str
    content: bytes
    timeblocks: tuple[Block, ...]


@dataclass(frozen=True)
class Lesson:
    """What a cell of a sample says: ``slots`` is how many periods it covers."""

    name: str
    notes: str = ""
    slots: int = 1
    days: int = 1
    fill: str | None = None


def _block(day: str, times: tuple[str, str], lesson: Lesson) -> Block:
    return {"day": day, "start": times[0], "end": times[1], "name": lesson.name, "notes": lesson.notes}


def _lines(lesson: Lesson, *, bold: bool = False) -> tuple[Line, ...]:
    notes = (Line(lesson.notes, scale=0.8),) if lesson.notes else ()
    return (Line(lesson.name, bold=bold), *notes)


def _class_week() -> Sample:
    """A screenshot: days across, times down, one colour a subject, breaks across the whole week."""
    slots = [("08:50", "09:50"), ("09:50", "10:50"), ("10:50", "11:10"), ("11:10", "12:10"), ("12:10", "13:00")]
    slots += [("13:00", "14:00"), ("14:00", "15:10")]
    colors = {
        "Maths": "#BBDEFB",
        "English": "#FFE0B2",
        "Science": "#C8E6C9",
        "History": "#F8BBD0",
        "Art": "#E1BEE7",
        "PE": "#FFF9C4",
        "Music": "#B2EBF2",
        "French": "#D7CCC8",
    }
    plan: Mapping[int, Sequence[Lesson | None]] = {
        0: [Lesson("Maths"), Lesson("English"), Lesson("Maths"), Lesson("Science", slots=2), Lesson("English")],
        1: [Lesson("English"), Lesson("Maths"), Lesson("English"), None, Lesson("Maths")],
        3: [Lesson("Science"), Lesson("PE", "Hall"), Lesson("History"), Lesson("French"), Lesson("Music")],
        5: [Lesson("History"), Lesson("French"), Lesson("Art", slots=2), Lesson("Maths"), Lesson("PE", "Field")],
        6: [Lesson("Art"), Lesson("Science"), None, Lesson("English"), Lesson("Maths")],
    }
    whole_week = {2: Lesson("Break"), 4: Lesson("Lunch")}
    head, white = "#37474F", "#FFFFFF"
    titles = ("Time", *WEEK)
    cells = [Cell(0, i, (Line(t, bold=True),), fill=head, ink=white) for i, t in enumerate(titles)]
    blocks: list[Block] = []
    for row, times in enumerate(slots, start=1):
        cells.append(Cell(row, 0, (Line(f"{times[0]} - {times[1]}"),), fill="#ECEFF1"))
        if row - 1 in whole_week:
            lesson = whole_week[row - 1]
            cells.append(Cell(row, 1, (Line(lesson.name, bold=True),), column_span=5, fill="#CFD8DC"))
            blocks += [_block(day, times, lesson) for day in WEEK]
            continue
        for column, planned in enumerate(plan[row - 1], start=1):
            if planned is None:
                continue
            ending = (times[0], slots[row - 2 + planned.slots][1])
            fill = colors[planned.name]
            cells.append(Cell(row, column, _lines(planned, bold=True), row_span=planned.slots, fill=fill))
            blocks.append(_block(WEEK[column - 1], ending, planned))
    grid = Grid((0.8, 1, 1, 1, 1, 1), 8, tuple(cells), size=11, rule_color="#FFFFFF", rule_width=2, least_row_height=46)
    title = TextBlock((Line("Year 5 Kestrels - Weekly Timetable", bold=True),), size=17)
    sheet = Sheet(((title,), (grid,)), face=Face.ARIAL, width=832, height=480, background="#FAFAFA")
    return Sample(
        "class-week.png", effects.png_bytes(effects.to_array(draw_picture(typeset(sheet), 1.8))), tuple(blocks)
    )


def _class_photo() -> Sample:
    """A photo of a printed page: days down, times across, breaks turned and running down the week."""
    slots = [("08:40", "08:55"), ("08:55", "09:55"), ("09:55", "10:55"), ("10:55", "11:15"), ("11:15", "12:15")]
    slots += [("12:15", "13:10"), ("13:10", "14:10"), ("14:10", "15:00")]
    turned = {0: Lesson("Registration"), 3: Lesson("Break"), 5: Lesson("Lunch")}
    plan: list[list[tuple[int, Lesson]]] = [
        [(1, Lesson("Maths")), (2, Lesson("English")), (4, Lesson("Phonics")), (6, Lesson("Science", slots=2))],
        [(1, Lesson("English", slots=2)), (4, Lesson("Maths")), (6, Lesson("Music")), (7, Lesson("RE"))],
        [(1, Lesson("Maths")), (2, Lesson("Phonics")), (4, Lesson("English")), (6, Lesson("PE", slots=2))],
        [(1, Lesson("Computing")), (2, Lesson("Maths")), (4, Lesson("English")), (6, Lesson("Art", slots=2))],
        [
            (1, Lesson("Maths")),
            (2, Lesson("English")),
            (4, Lesson("Geography")),
            (6, Lesson("PSHE")),
            (7, Lesson("Golden Time")),
        ],
    ]
    cells = [Cell(0, 0)]
    blocks: list[Block] = []
    for i, (start, end) in enumerate(slots):
        cells.append(Cell(0, i + 1, (Line(f"{start.lstrip('0')} - {end.lstrip('0')}", bold=True),), fill="#E8E8E8"))
        if i in turned:
            line = Line(turned[i].name, scale=1.1)
            cells.append(Cell(1, i + 1, (line,), row_span=5, fill="#D5DDE8", turn=Turn.UPWARDS))
            blocks += [_block(day, (start, end), turned[i]) for day in WEEK]
    for row, (day, lessons) in enumerate(zip(WEEK, plan, strict=True), start=1):
        cells.append(Cell(row, 0, (Line(day, bold=True),), fill="#E8E8E8"))
        for slot, lesson in lessons:
            cells.append(Cell(row, slot + 1, _lines(lesson), column_span=lesson.slots))
            blocks.append(_block(day, (slots[slot][0], slots[slot + lesson.slots - 1][1]), lesson))
    weights = (1.2, 0.7, 1.2, 1.2, 0.7, 1.2, 0.7, 1.2, 1.2)
    grid = Grid(weights, 6, tuple(cells), size=11, least_row_height=62)
    title = TextBlock((Line("Class 2 Otters      Teacher: Mrs Penhallow", bold=True),), size=16, align=Align.CENTER)
    page = draw_picture(typeset(Sheet(((title,), (grid,)), face=Face.VERA)), 2.2)
    rng = np.random.default_rng(20260)
    photo = effects.photograph(effects.to_array(page), rng, 0.035)
    photo = effects.noise(effects.shadow(photo, rng, 0.35), rng, 5)
    photo = effects.rescale(effects.blur(photo, 0.6), 1700)
    return Sample("class-photo.jpg", effects.jpeg_bytes(photo, 72), tuple(blocks))


def _class_text() -> Sample:
    """A PDF with a text layer: days across, subject with room and teacher, a double lesson, a staff list below."""
    slots = [("09:00", "09:45"), ("09:45", "10:30"), ("10:30", "10:50"), ("10:50", "11:35"), ("11:35", "12:20")]
    slots += [("12:20", "13:15"), ("13:15", "14:00"), ("14:00", "14:45")]
    who = {"Biology": "Lab 1", "Mathematics": "Room 7", "German": "Room 3", "Geography": "Room 9", "Drama": "Studio"}
    who |= {"Chemistry": "Lab 2", "Games": "Gym", "Computing": "IT 1", "English": "Room 5"}
    names = ["Mathematics", "English", "Biology", "German", "Geography", "Chemistry", "Computing", "Drama", "Games"]
    picks = [[0, 3, 1, 5, 2], [1, 0, 3, 4, 0], [2, 1, 0, 1, 7], [4, 6, 0, 0, 3], [8, 5, 7, 2, 1], [8, 4, 6, 3, 6]]
    cells = [Cell(0, i, (Line(t, bold=True),), fill="#DDE7C7") for i, t in enumerate(("Lesson", "Time", *WEEK))]
    blocks: list[Block] = []
    taught = 0
    for row, (start, end) in enumerate(slots, start=1):
        cells.append(Cell(row, 1, (Line(f"{start}\u2013{end}"),)))
        if row in (3, 6):
            lesson = Lesson("Break" if row == 3 else "Lunch")
            cells += [Cell(row, 0), Cell(row, 2, (Line(lesson.name.upper()),), column_span=5, fill="#EEEEEE")]
            blocks += [_block(day, (start, end), Lesson(lesson.name.upper())) for day in WEEK]
            continue
        for column, pick in enumerate(picks[taught]):
            if (row, column) == (8, 0):
                continue
            double = (row, column) == (7, 0)
            lesson = Lesson(names[pick], who[names[pick]])
            cells.append(Cell(row, column + 2, _lines(lesson), row_span=2 if double else 1))
            blocks.append(_block(WEEK[column], (start, slots[7][1] if double else end), lesson))
        taught += 1
        cells.append(Cell(row, 0, (Line(str(taught)),)))
    grid = Grid((0.6, 0.9, 1, 1, 1, 1, 1), 9, tuple(cells), size=9.5, least_row_height=32)
    title = TextBlock((Line("Northfold Academy", bold=True), Line("Timetable 9C, Spring Term 2026")), size=13)
    staff = TextBlock((Line("Form tutor: Mr Oakhurst"), Line("Head of year: Ms Tarrant")), size=9)
    page = typeset(Sheet(((title,), (grid,), (staff,)), face=Face.ARIAL))
    return Sample("class-text.pdf", write_pdf([page]), tuple(blocks))


def _class_scan() -> Sample:
    """A scanned page: times with a start only in the header row, days down, no colours."""
    starts = ["8.30", "8.45", "9.45", "10.45", "11.05", "12.05", "13.00", "14.00"]
    clock = ["08:30", "08:45", "09:45", "10:45", "11:05", "12:05", "13:00", "14:00", "15:00"]
    rows = [
        ["Register", "Numeracy", "Literacy", "Playtime", "Topic", "Dinner", "Craft", "Story"],
        ["Register", "Literacy", "Numeracy", "Playtime", "Library", "Dinner", "Games", "Story"],
        ["Assembly", "Numeracy", "Literacy", "Playtime", "Topic", "Dinner", "Singing", "Story"],
        ["Register", "Literacy", "Numeracy", "Playtime", "Nature", "Dinner", "Topic", "Story"],
        ["Register", "Swimming", "Swimming", "Playtime", "Literacy", "Dinner", "Cooking", "Story"],
    ]
    cells = [Cell(0, 0, (Line("Day", bold=True),))]
    cells += [Cell(0, i + 1, (Line(t, bold=True),)) for i, t in enumerate([*starts, "15.00"])]
    blocks: list[Block] = []
    for r, (day, names) in enumerate(zip(WEEK, rows, strict=True), start=1):
        cells.append(Cell(r, 0, (Line(day, bold=True),)))
        column = 0
        while column < len(names):
            slots = 2 if names[column] == "Swimming" else 1
            cells.append(Cell(r, column + 1, (Line(names[column]),), column_span=slots))
            blocks.append(_block(day, (clock[column], clock[column + slots]), Lesson(names[column])))
            column += slots
        cells.append(Cell(r, 9, (Line("Home"),)))
        blocks.append({"day": day, "start": "15:00", "end": "", "name": "Home", "notes": ""})
    grid = Grid((1.2, 1, 1, 1, 1, 1, 1, 1, 1, 0.8), 6, tuple(cells), size=10, least_row_height=54)
    title = TextBlock((Line("Hawthorn Infants - Class 1H", bold=True),), size=15, align=Align.CENTER)
    page = draw_picture(typeset(Sheet(((title,), (grid,)), face=Face.TIMES)), 2.1)
    rng = np.random.default_rng(20261)
    scan = effects.noise(effects.skew(effects.to_array(page), 0.9), rng, 7)
    grey = np.repeat(np.mean(effects.blur(scan, 0.7), axis=2, keepdims=True), 3, axis=2).astype(np.uint8)
    return Sample("class-scan.pdf", write_scan([effects.to_pillow(grey)], quality=55), tuple(blocks))


def _class_table() -> Sample:
    """A Word table: days down, times across, merges both ways, a time inside a cell that beats the header."""
    slots = [("09:00", "10:00"), ("10:00", "11:00"), ("11:00", "11:20"), ("11:20", "12:20"), ("12:20", "13:20")]
    slots += [("13:20", "14:20"), ("14:20", "15:20")]
    plan: list[list[tuple[int, Lesson]]] = [
        [(0, Lesson("Spelling")), (1, Lesson("Arithmetic")), (3, Lesson("Reading")), (5, Lesson("Geography", slots=2))],
        [(0, Lesson("Arithmetic", slots=2)), (3, Lesson("Writing")), (5, Lesson("Choir")), (6, Lesson("Science"))],
        [(0, Lesson("Spelling")), (1, Lesson("Writing")), (3, Lesson("Arithmetic")), (5, Lesson("Games", slots=2))],
        [
            (0, Lesson("Reading")),
            (1, Lesson("Arithmetic")),
            (3, Lesson("Science")),
            (5, Lesson("Painting")),
            (6, Lesson("Welsh")),
        ],
        [(0, Lesson("Writing")), (1, Lesson("Arithmetic")), (3, Lesson("History")), (5, Lesson("Swimming", slots=2))],
    ]
    cells = [Cell(0, 0, (Line("", bold=True),))]
    blocks: list[Block] = []
    for i, times in enumerate(slots):
        cells.append(Cell(0, i + 1, (Line(f"{times[0]} to {times[1]}", bold=True),), fill="#D9E2F3"))
        if i in (2, 4):
            lesson = Lesson("Break" if i == 2 else "Lunch")
            cells.append(Cell(1, i + 1, (Line(lesson.name, bold=True),), row_span=5, fill="#F2F2F2"))
            blocks += [_block(day, times, lesson) for day in WEEK]
    for row, (day, lessons) in enumerate(zip(WEEK, plan, strict=True), start=1):
        cells.append(Cell(row, 0, (Line(day, bold=True),), fill="#D9E2F3"))
        for slot, lesson in lessons:
            inside = ("13:30", "15:00") if lesson.name == "Swimming" else None
            extra = (Line(f"{inside[0]} - {inside[1]}", scale=0.9),) if inside else ()
            cells.append(Cell(row, slot + 1, (*extra, *_lines(lesson)), column_span=lesson.slots))
            times = inside or (slots[slot][0], slots[slot + lesson.slots - 1][1])
            blocks.append(_block(day, times, lesson))
    grid = Grid((1.0,) * 8, 6, tuple(cells), size=10)
    title = TextBlock(
        (Line("Class 4 Willow", bold=True), Line("Teacher: Miss Garthwaite   Term: Summer 2026")), size=12
    )
    return Sample("class-table.docx", write_tables(Sheet(((title,), (grid,)))), tuple(blocks))


def _class_picture() -> Sample:
    """A Word file that holds a picture: colour blocks without ruling lines, days across, 12-hour times down."""
    slots = [
        ("09:00", "10:00"),
        ("10:00", "11:00"),
        ("11:00", "11:30"),
        ("11:30", "12:30"),
        ("12:30", "13:30"),
        ("13:30", "14:30"),
    ]
    printed = ["9:00 - 10:00", "10:00 - 11:00", "11:00 - 11:30", "11:30 - 12:30", "12:30 - 1:30", "1:30 - 2:30"]
    names = ["Physics", "Algebra", "Latin", "Ethics", "Poetry", "Fencing"]
    colors = ["#1E88E5", "#43A047", "#8E24AA", "#F4511E", "#00897B", "#6D4C41"]
    picks = [[0, 1, 2, 3, 1], [1, 2, 0, 4, 0], [4, 3, 1, 0, 2], [5, 5, 4, 1, 3]]
    cells = [Cell(0, i, (Line(t, bold=True),), fill="#263238", ink="#FFFFFF") for i, t in enumerate(("", *WEEK))]
    blocks: list[Block] = []
    taught = 0
    for row, times in enumerate(slots, start=1):
        cells.append(Cell(row, 0, (Line(printed[row - 1], bold=True),), fill="#CFD8DC"))
        if row in (3, 5):
            lesson = Lesson("Break" if row == 3 else "Lunch")
            cells.append(Cell(row, 1, (Line(lesson.name, bold=True),), column_span=5, fill="#FFD54F"))
            blocks += [_block(day, times, lesson) for day in WEEK]
            continue
        for column, pick in enumerate(picks[taught]):
            lesson = Lesson(names[pick])
            cells.append(Cell(row, column + 1, _lines(lesson, bold=True), fill=colors[pick], ink="#FFFFFF"))
            blocks.append(_block(WEEK[column], times, lesson))
        taught += 1
    grid = Grid((1.0,) * 6, 7, tuple(cells), size=12, rules=Rules.BLOCKS, least_row_height=54)
    title = TextBlock((Line("Form 3B", bold=True),), size=18, align=Align.CENTER)
    picture = draw_picture(typeset(Sheet(((title,), (grid,)), face=Face.VERA)), 1.9)
    return Sample("class-picture.docx", write_picture(picture), tuple(blocks))


MAKERS: tuple[Callable[[], Sample], ...] = (
    _class_week,
    _class_photo,
    _class_text,
    _class_scan,
    _class_table,
    _class_picture,
)


def make() -> tuple[Sample, ...]:
    """All bundled samples."""
    return tuple(maker() for maker in MAKERS)


def _answer(sample: Sample) -> str:
    blocks = [{key: value or None if key == "end" else value for key, value in b.items()} for b in sample.timeblocks]
    ordered = sorted(blocks, key=lambda b: (WEEK.index(str(b["day"])), str(b["start"])))
    lines = ",\n".join("    " + json.dumps(block, ensure_ascii=False) for block in ordered)
    return '{\n  "timeblocks": [\n' + lines + "\n  ]\n}\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    folder: Path = parser.parse_args().out
    folder.mkdir(parents=True, exist_ok=True)
    for sample in make():
        (folder / sample.name).write_bytes(sample.content)
        stem = sample.name.rsplit(".", 1)[0]
        (folder / f"{stem}.expected.json").write_text(_answer(sample), encoding="utf-8")
        print(f"{sample.name:20} {len(sample.content) / 1000:7.0f} kB {len(sample.timeblocks):3} timeblocks")


if __name__ == "__main__":
    main()
