"""Pages drawn by hand, read from their pictures and their words."""

import cv2
import numpy as np
import pytest

from chalicelib.domain.errors import NotATimetable
from chalicelib.domain.page import FilledArea, PageSource, PreparedPage, RulingLine, StatedTable, TableCell, Word
from chalicelib.domain.timetable import Box, ExtractedTimetable, TimesFrom, Weekday
from chalicelib.extraction import extract
from chalicelib.extraction.grid import Cell
from chalicelib.extraction.grids.assign import shared_out
from chalicelib.extraction.grids.cells import cell_boxes, tables, without_nested
from chalicelib.extraction.grids.page_grids import _parted_at_gaps, page_grids
from chalicelib.extraction.grids.ruling import ruling_mask, stated_mask
from chalicelib.extraction.lines.orientation import upright

ROWS = [
    ["", "9.00-10.00", "10.00-11.00", "11.00-12.00"],
    ["Monday", "Maths", "English", "Science"],
    ["Tuesday", "Art", "History", "Music"],
    ["Wednesday", "Sport", "Drama", "French"],
]
LEFT, TOP, WIDE, HIGH = 100, 150, 200, 80


def words(rows: list[list[str]] = ROWS) -> tuple[Word, ...]:
    found = []
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            if text:
                left, top = LEFT + x * WIDE + 20, TOP + y * HIGH + 30
                found.append(Word(text=text, box=Box(left=left, top=top, right=left + 11 * len(text), bottom=top + 20)))
    return tuple(found)


def rules(rows: int = 4, columns: int = 4) -> tuple[RulingLine, ...]:
    right, bottom = LEFT + columns * WIDE, TOP + rows * HIGH
    across = [RulingLine(x0=LEFT, y0=TOP + i * HIGH, x1=right, y1=TOP + i * HIGH) for i in range(rows + 1)]
    down = [RulingLine(x0=LEFT + i * WIDE, y0=TOP, x1=LEFT + i * WIDE, y1=bottom) for i in range(columns + 1)]
    return (*across, *down)


def page(**changes: object) -> PreparedPage:
    plain = {"number": 1, "width": 1000, "height": 700, "source": PageSource.TEXT_LAYER, "words": words()}
    return PreparedPage.model_validate(plain | changes)


def told(timetable: ExtractedTimetable) -> set[tuple[str, str, str]]:
    return {(b.day.value, f"{b.start:%H:%M}-{b.end:%H:%M}", b.name) for b in timetable.timeblocks if b.start and b.end}


EXPECTED = {
    (row[0], hours, name)
    for row in ROWS[1:]
    for hours, name in zip(("09:00-10:00", "10:00-11:00", "11:00-12:00"), row[1:], strict=True)
}


def test_ruled_page() -> None:
    assert told(extract([page(ruling_lines=rules())], {})) == EXPECTED


def inner_rules() -> tuple[RulingLine, ...]:
    """Those of the lessons; days and times stand outside of them."""
    left, top = LEFT + WIDE, TOP + HIGH
    cut = [line.model_copy(update={"x0": max(line.x0, left), "y0": max(line.y0, top)}) for line in rules()]
    return tuple(line for line in cut if line.x1 > left and line.y1 > top)


def test_rules_around_the_lessons_only() -> None:
    found = extract([page(ruling_lines=inner_rules())], {})
    assert told(found) == EXPECTED
    assert all(b.confidence < 98 for b in found.timeblocks)


def test_rules_around_some_of_the_lessons_do_not_hide_the_rest() -> None:
    rows = [*ROWS, ["Thursday", "Sport", "Drama", "French"], ["Friday", "Art", "Music", "PE"]]
    found = extract([page(words=words(rows), ruling_lines=inner_rules(), height=900)], {})
    assert told(found) >= EXPECTED
    assert {b.name for b in found.timeblocks if b.day is Weekday.FRIDAY} == {"Art", "Music", "PE"}


def test_page_without_rules() -> None:
    found = extract([page()], {})
    assert told(found) == EXPECTED
    assert found.confidence < 98


def test_picture_with_drawn_rules() -> None:
    picture = np.full((700, 1000, 3), 255, dtype=np.uint8)
    for line in rules():
        cv2.line(picture, (int(line.x0), int(line.y0)), (int(line.x1), int(line.y1)), (60, 60, 60), 2)
    assert told(extract([page(source=PageSource.RASTER)], {1: picture})) == EXPECTED


def test_picture_with_colours_instead_of_rules() -> None:
    picture = np.full((700, 1000, 3), 255, dtype=np.uint8)
    colours = [(200, 230, 255), (210, 255, 210), (255, 215, 215), (225, 225, 180)]
    for y in range(4):
        for x in range(4):
            corner = (LEFT + x * WIDE, TOP + y * HIGH)
            cv2.rectangle(picture, corner, (corner[0] + WIDE - 1, corner[1] + HIGH - 1), colours[(x + y) % 4], -1)
    assert told(extract([page(source=PageSource.RASTER)], {1: picture})) == EXPECTED


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_turned_page(angle: int) -> None:
    straight = page(ruling_lines=rules())
    turned = straight.model_copy(update={"words": tuple(w.model_copy(update={"angle": 0}) for w in straight.words)})
    for _ in range(angle // 90):
        turned = _quarter_clockwise(turned)
    assert told(extract([turned], {})) == EXPECTED


def _quarter_clockwise(given: PreparedPage) -> PreparedPage:
    def box(b: Box) -> Box:
        return Box(left=given.height - b.bottom, top=b.left, right=given.height - b.top, bottom=b.right)

    moved = [w.model_copy(update={"box": box(w.box), "angle": (w.angle + 90) % 360}) for w in given.words]
    lines = [RulingLine(x0=given.height - r.y0, y0=r.x0, x1=given.height - r.y1, y1=r.x1) for r in given.ruling_lines]
    return given.model_copy(
        update={"width": given.height, "height": given.width, "words": tuple(moved), "ruling_lines": tuple(lines)}
    )


def test_upright_pages_stay() -> None:
    straight = page()
    assert upright(straight, None) == (straight, None)


def test_stated_table_with_a_heading_for_all_its_days() -> None:
    cells = [
        TableCell(row=r, column=c, text=t)
        for r, row in enumerate([("Time", "Activity"), ("9:00-9:30", "Maths (oral)"), ("9:30 - 10", "Art")])
        for c, t in enumerate(row)
    ]
    given = page(
        source=PageSource.WORD_PROCESSOR, words=(), tables=(StatedTable(cells=tuple(cells)),),
        paragraphs=("Monday to Wednesday", "\f"),
    )  # fmt: skip
    found = extract([given], {})
    assert len(found.timeblocks) == 6
    assert {b.notes for b in found.timeblocks if b.name == "Maths"} == {"(oral)"}
    assert found.timeblocks[0].origin.times_from is TimesFrom.HEADER


def test_list_with_a_day_per_row() -> None:
    rows = [
        ["Day", "Time", "Lesson", "Room"],
        ["Monday", "8.30-9.30", "Maths", "R1"],
        ["Monday", "1.00-2.00", "Art", "R2"],
        ["Tuesday", "8.30-9.30", "PE", "Gym"],
    ]
    found = extract([page(words=words(rows), ruling_lines=rules())], {})
    assert [(b.day, b.name, b.notes) for b in found.timeblocks] == [
        (Weekday.MONDAY, "Maths", "R1"), (Weekday.MONDAY, "Art", "R2"), (Weekday.TUESDAY, "PE", "Gym"),
    ]  # fmt: skip
    assert found.timeblocks[1].start is not None
    assert found.timeblocks[1].start.hour == 13


def test_periods_without_times_are_told_as_periods() -> None:
    rows = [["", "P1", "P2", "P3"], *ROWS[1:]]
    found = extract([page(words=words(rows), ruling_lines=rules())], {})
    assert {b.period for b in found.timeblocks} == {"P1", "P2", "P3"}
    assert {(b.start, b.end) for b in found.timeblocks} == {(None, None)}


def test_a_table_of_anything_else_is_refused() -> None:
    rows = [["Code", "Course", "Credits", "Staff"], ["A1", "Maths", "3", "Lee"], ["A2", "Art", "2", "May"]]
    with pytest.raises(NotATimetable):
        extract([page(words=words(rows), ruling_lines=rules())], {})


def test_hostile_pages_end_in_a_refusal() -> None:
    nothing = Word(text="x", box=Box(left=5, top=5, right=5, bottom=5))
    outside = Word(text="Monday", box=Box(left=-900, top=-900, right=-800, bottom=-880))
    with pytest.raises(NotATimetable):
        extract([page(words=(nothing, outside) * 500)], {})
    with pytest.raises(NotATimetable):
        extract([page(words=(), ruling_lines=())], {})


def test_a_huge_table_is_read_in_reasonable_time() -> None:
    small = [
        Word(text=f"w{x}", box=Box(left=x * 5, top=y * 5, right=x * 5 + 4, bottom=y * 5 + 4))
        for y in range(140) for x in range(140)
    ]  # fmt: skip
    with pytest.raises(NotATimetable):
        extract([page(words=tuple(small), ruling_lines=rules())], {})


def test_masks_give_the_cells_that_rules_enclose() -> None:
    mask = stated_mask(rules(3, 2), (), 1000, 700)
    boxes = without_nested(cell_boxes(mask))
    assert len(boxes) == 6
    assert len(tables(boxes, 1.0)) == 1


def test_letters_divide_no_cell() -> None:
    picture = np.full((400, 2000, 3), 255, dtype=np.uint8)
    cv2.rectangle(picture, (50, 40), (1500, 300), (0, 0, 0), 3)
    cv2.putText(picture, "HILLIE", (100, 220), cv2.FONT_HERSHEY_SIMPLEX, 5, (0, 0, 0), 12)
    boxes = without_nested(cell_boxes(ruling_mask(picture, [Box(left=90, top=70, right=720, bottom=240)])))
    assert [(b.width > 1400, b.height > 240) for b in boxes] == [(True, True)]


def test_a_word_over_two_cells_is_cut_at_a_blank() -> None:
    cells = [Box(left=0, top=0, right=100, bottom=40), Box(left=104, top=0, right=200, bottom=40)]
    word = Word(text="Maths English", box=Box(left=50, top=10, right=160, bottom=30))
    held, free = shared_out([word], cells)
    assert [[w.text for w in held[i]] for i in (0, 1)] == [["Maths"], ["English"]]
    assert free == []


def test_a_word_over_two_cells_is_cut_where_two_names_are_joined() -> None:
    cells = [Box(left=0, top=0, right=100, bottom=40), Box(left=104, top=0, right=200, bottom=40)]
    word = Word(text="Mental mathsMental maths", box=Box(left=5, top=10, right=198, bottom=30))
    held, _ = shared_out([word], cells)
    assert [[(w.text, w.confidence) for w in held[i]] for i in (0, 1)] == [[("Mental maths", 1.0)]] * 2


def test_a_room_and_the_next_cell_s_lesson_read_as_one_word_are_two() -> None:
    cells = [Box(left=0, top=0, right=100, bottom=40), Box(left=104, top=0, right=260, bottom=40)]
    held, _ = shared_out([Word(text="112Matemaatika", box=Box(left=30, top=10, right=250, bottom=30))], cells)
    assert [[w.text for w in held[i]] for i in (0, 1)] == [["112"], ["Matemaatika"]]


def test_a_word_over_two_cells_that_is_cut_away_from_their_border_is_doubted() -> None:
    cells = [Box(left=0, top=0, right=100, bottom=40), Box(left=104, top=0, right=200, bottom=40)]
    word = Word(text="Mental mathsmental maths", box=Box(left=5, top=10, right=198, bottom=30))
    held, _ = shared_out([word], cells)
    assert all(w.confidence < 1 for words in held.values() for w in words)


def test_a_word_that_barely_touches_a_cell_stays_outside() -> None:
    held, free = shared_out(
        [Word(text="stray", box=Box(left=90, top=0, right=200, bottom=30))], [Box(left=0, top=0, right=100, bottom=40)]
    )
    assert (held, len(free)) == ({}, 1)


def test_metadata_as_printed() -> None:
    heads = (
        Word(text="Hilltop Primary School", box=Box(left=100, top=20, right=500, bottom=60)),
        Word(text="Class: 4M", box=Box(left=100, top=80, right=200, bottom=100)),
        Word(text="Teacher: Ms Lee", box=Box(left=400, top=80, right=560, bottom=100)),
        Word(text="Term: Autumn 2 2024", box=Box(left=750, top=80, right=950, bottom=100)),
    )
    found = extract([page(words=(*heads, *words()), ruling_lines=rules())], {}).metadata
    assert (found.class_name, found.teacher, found.school) == ("4M", "Ms Lee", "Hilltop Primary School")
    assert (found.term, found.year, found.title) == ("Autumn 2 2024", "2024", "Hilltop Primary School")


def test_a_table_with_rules_between_its_rows_only_is_closed_at_its_sides() -> None:
    level = tuple(r for r in rules() if r.y0 == r.y1)
    assert told(extract([page(ruling_lines=level)], {})) == EXPECTED


def test_a_frame_around_a_table_is_no_cell() -> None:
    frame = Box(left=0, top=0, right=1000, bottom=700)
    cells = [
        Box(left=100 + 200 * x, top=100 + 60 * y, right=290 + 200 * x, bottom=150 + 60 * y)
        for y in range(3)
        for x in range(3)
    ]
    assert without_nested([frame, *cells]) == cells


def test_a_word_belongs_to_the_smaller_of_two_boxes_around_it() -> None:
    corner, shape = Box(left=0, top=40, right=100, bottom=80), Box(left=0, top=0, right=200, bottom=80)
    held, _ = shared_out([Word(text="Art", box=Box(left=20, top=50, right=60, bottom=70))], [shape, corner])
    assert list(held) == [1]


def test_cells_without_rules_or_header_that_print_their_own_times() -> None:
    hours = ("9.00-10.00", "10.00-11.00", "11.00-12.00")
    found = []
    for y, row in enumerate(ROWS[1:]):
        for x, text in enumerate(row):
            left, top = LEFT + x * WIDE + 20, TOP + y * HIGH
            lines = [text] if x == 0 else [hours[x - 1], text]
            found += [
                Word(
                    text=said,
                    box=Box(left=left, top=top + 22 * i, right=left + 9 * len(said), bottom=top + 22 * i + 18),
                )
                for i, said in enumerate(lines)
            ]
    assert told(extract([page(words=tuple(found), ruling_lines=())], {})) == EXPECTED


def test_letters_alone_stand_as_the_page_does() -> None:
    sideways = [
        Word(text=w.text, angle=270, box=Box(left=b.top, top=1000 - b.right, right=b.bottom, bottom=1000 - b.left))
        for w in words()
        for b in [w.box]
    ]
    letters = [
        Word(text=letter, angle=0, box=Box(left=500, top=700 - 60 * i, right=520, bottom=715 - 60 * i))
        for i, letter in enumerate("RECREO")
    ]
    turned, _ = upright(page(words=(*sideways, *letters), ruling_lines=()), None)
    assert {w.angle for w in turned.words} == {0}
    row = sorted((w for w in turned.words if len(w.text) == 1), key=lambda w: w.box.left)
    assert "".join(w.text for w in row) == "RECREO"


def test_a_merged_cell_that_is_painted_row_by_row_is_one() -> None:
    rows = [[*ROWS[0]], *([*row[:3], "Break" if row is ROWS[2] else ""] for row in ROWS[1:])]
    left, right = LEFT + 3 * WIDE, LEFT + 4 * WIDE
    inner = {TOP + 2 * HIGH, TOP + 3 * HIGH}
    drawn = [
        line.model_copy(update={"x1": left}) if line.y0 == line.y1 and line.y0 in inner else line for line in rules()
    ]
    pieces = [
        FilledArea(box=Box(left=left, right=right, top=TOP + i * HIGH, bottom=TOP + (i + 1) * HIGH), color="#EEEEEE")
        for i in (1, 2, 3)
    ]
    found = extract([page(words=words(rows), ruling_lines=tuple(drawn), fills=tuple(pieces))], {})
    assert {b.day for b in found.timeblocks if b.name == "Break"} == {
        Weekday.MONDAY,
        Weekday.TUESDAY,
        Weekday.WEDNESDAY,
    }


def painted(texts: list[tuple[str, float, float]], *, beside: bool) -> set[str]:
    """The cells' texts of a ruled cell of two rows (columns), painted in two pieces of one colour."""
    pieces = [
        FilledArea(
            box=Box(
                left=100 + 100 * i * beside,
                right=300 - 100 * (1 - i) * beside,
                top=100 + 40 * i * (not beside),
                bottom=180 - 40 * (1 - i) * (not beside),
            ),
            color="#EEEEEE",
        )
        for i in (0, 1)
    ]
    frame = [
        *(RulingLine(x0=100, y0=y, x1=300, y1=y) for y in (60, 100, 180, 220)),
        *(RulingLine(x0=x, y0=60, x1=x, y1=220) for x in (100, 300)),
        *(RulingLine(x0=200, y0=y, x1=200, y1=y + 40) for y in (60, 180)),
    ]
    said = tuple(Word(text=t, box=Box(left=x, top=y, right=x + 60, bottom=y + 20)) for t, x, y in texts)
    found = page_grids(page(words=said, ruling_lines=tuple(frame), fills=tuple(pieces)), None)
    return {cell.text for cell in found.cells if cell.text}


def test_lines_of_one_text_over_the_joint_of_a_painted_cell_are_one() -> None:
    assert painted([("Farmacología", 150, 117), ("Aula 1.3", 150, 140)], beside=False) == {"Farmacología\nAula 1.3"}


def test_pieces_of_a_ground_may_go_on_over_a_neighbour_of_its_colour() -> None:
    pieces = [
        FilledArea(box=Box(left=100, right=500, top=100 + 40 * i, bottom=140 + 40 * i), color="#EEEEEE") for i in (0, 1)
    ]
    frame = [
        *(RulingLine(x0=100, y0=y, x1=500, y1=y) for y in (60, 100, 180, 220)),
        *(RulingLine(x0=x, y0=60, x1=x, y1=220) for x in (100, 300, 500)),
    ]
    said = tuple(
        Word(text=t, box=Box(left=x, top=y, right=x + 60, bottom=y + 20))
        for x in (150, 350)
        for t, y in (("Farmacología", 117), ("Aula 1.3", 140))
    )
    found = page_grids(page(words=said, ruling_lines=tuple(frame), fills=tuple(pieces)), None)
    assert [cell.text for cell in found.cells if cell.text] == ["Farmacología\nAula 1.3"] * 2


def test_texts_in_pieces_of_a_ground_beside_each_other_are_two() -> None:
    assert painted([("Art", 105, 110), ("Music", 235, 110)], beside=True) == {"Art", "Music"}


def test_an_empty_strip_as_wide_as_both_parts_a_week_and_its_legend() -> None:
    sheet = page()
    thin, wide = 0.01 * sheet.height, 0.8 * sheet.width

    def cells(top: float, *said: str) -> list[Cell]:
        step = wide / len(said)
        return [
            Cell(Box(left=step * i, top=top + 40 * j, right=step * (i + 1), bottom=top + 40 * (j + 1)))
            for j in (0, 1)
            for i in range(len(said))
        ]

    week, legend = cells(100, "Mon", "Tue", "Wed"), cells(180 + thin, "Fr", "French")
    strip = Cell(Box(left=0, top=180, right=wide, bottom=180 + thin))
    assert [len(part) for part in _parted_at_gaps([*week, strip, *legend], sheet)] == [6, 4]
    assert [len(part) for part in _parted_at_gaps([*week, *legend], sheet)] == [10]


def test_equal_lessons_of_two_weeks_side_by_side_without_rules_are_both_kept() -> None:
    rows = [
        ["", "Mon", "Tue", "Wed", "Thu"],
        ["9.00-10.00", "Maths", "Art", "PE", "Music"],
        ["10.00-11.00", "Break", "Break", "Break", "Break"],
        ["11.00-12.00", "English", "Music", "French", "Drama"],
    ]
    titled = [*words(rows), Word(text="Week A", box=Box(left=120, top=100, right=190, bottom=120))]
    again = [
        w.model_copy(
            update={"box": Box(left=w.box.left + 1200, top=w.box.top, right=w.box.right + 1200, bottom=w.box.bottom)}
        )
        for w in titled
    ]
    again[-1] = again[-1].model_copy(update={"text": "Week B"})
    found = extract([page(width=2500, words=(*titled, *again))], {})
    kept = [(b.name, b.notes) for b in found.timeblocks if b.day is Weekday.MONDAY]
    assert sorted(kept) == sorted(
        (name, week) for name in ("Maths", "Break", "English") for week in ("Week A", "Week B")
    )


def test_a_line_below_a_row_of_cells_is_in_none_of_them() -> None:
    cells = [Box(left=0, top=0, right=100, bottom=40), Box(left=104, top=0, right=200, bottom=40)]
    held, free = shared_out(
        [Word(text="Lies mal! www.example.org", box=Box(left=20, top=39, right=180, bottom=60))], cells
    )
    assert (held, len(free)) == ({}, 1)


def test_a_letters_stem_at_the_end_of_a_word_is_no_rule() -> None:
    picture = np.full((400, 2000, 3), 255, dtype=np.uint8)
    for y in (40, 120, 200):
        cv2.line(picture, (50, y), (1900, y), (0, 0, 0), 3)
    for x in (50, 1900):
        cv2.line(picture, (x, 40), (x, 200), (0, 0, 0), 3)
    cv2.putText(picture, "Intervention", (700, 98), cv2.FONT_HERSHEY_SIMPLEX, 2, (0, 0, 0), 6)
    cv2.line(picture, (692, 48), (692, 108), (0, 0, 0), 6)  # a high stem, which the reader's box just holds
    word = Box(left=690, top=46, right=1120, bottom=112)
    assert len(without_nested(cell_boxes(ruling_mask(picture, [word])))) == 2


def box_rules(left: float, top: float, right: float, bottom: float) -> list[RulingLine]:
    ends = [
        (left, top, right, top),
        (left, bottom, right, bottom),
        (left, top, left, bottom),
        (right, top, right, bottom),
    ]
    return [RulingLine(x0=x0, y0=y0, x1=x1, y1=y1) for x0, y0, x1, y1 in ends]


def word(text: str, left: float, top: float) -> Word:
    return Word(text=text, box=Box(left=left, top=top, right=left + 9 * len(text), bottom=top + 16))


def test_a_bar_that_touches_the_table_keeps_its_words() -> None:
    right = LEFT + 4 * WIDE
    bar = [*box_rules(LEFT, TOP - 50, right, TOP - 9), *box_rules(LEFT, TOP - 9, right, TOP)]
    said = [*words(), word("School", LEFT + 20, TOP - 38), word("WEEK A", right - 100, TOP - 38)]
    (grid,) = page_grids(page(words=tuple(said), ruling_lines=(*rules(), *bar)), None).grids
    assert {line.text for line in grid.around} == {"School", "WEEK A"}


def test_a_scale_of_hours_outside_begins_at_the_line_below_the_days() -> None:
    days, lessons = (
        ("Lundi", "Mardi", "Mercredi"),
        ((8, 9, "Maths"), (9, 10.5, "Anglais"), (10.5, 12, "SVT"), (12, 13, "EPS")),
    )
    first, hour = TOP + 40, 60
    said = [word(f"{h}h00", LEFT - 70, first + hour * (h - 8) - 9) for h in range(8, 14)]
    drawn: list[RulingLine] = []
    for x, day in enumerate(days):
        left = LEFT + x * WIDE
        said.append(word(day, left + 60, TOP + 12))
        drawn += box_rules(left, TOP, left + WIDE, first)
        for start, end, name in lessons:
            top, bottom = first + hour * (start - 8), first + hour * (end - 8)
            drawn += box_rules(left, top, left + WIDE, bottom)
            said.append(word(name, left + 60, (top + bottom) / 2 - 8))
    found = told(extract([page(words=tuple(said), ruling_lines=tuple(drawn))], {}))
    hours = {"Maths": "08:00-09:00", "Anglais": "09:00-10:30", "SVT": "10:30-12:00", "EPS": "12:00-13:00"}
    assert found == {(day, hours[name], name) for day in ("Monday", "Tuesday", "Wednesday") for name in hours}


def test_lessons_in_boxes_apart_from_the_rest_of_their_table_are_read() -> None:
    hours = ("8.00-9.00", "9.00-10.00", "10.00-11.00", "11.00-12.00")
    routine, specials = ("Arrival", "Maths", "", "Lunch"), ("Art", "Music", "Sport", "Library", "Computers")
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
    rows = [
        ["", *hours],
        ["Daily routine", *routine],
        *([day, "", "", name, ""] for day, name in zip(days, specials, strict=True)),
    ]
    wide, high = 180, 80
    said, drawn = [], []
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            left, top, inset = 40 + x * wide, 100 + y * high, 14 if x and y > 1 else 0
            if text or y == 0:
                drawn += box_rules(left + inset, top + (inset if y == 2 else 0), left + wide - inset, top + high)
                said += [word(text, left + 30, top + 32)] if text else []
    found = told(extract([page(words=tuple(said), ruling_lines=tuple(drawn))], {}))
    assert found >= {(day, "10:00-11:00", name) for day, name in zip(days, specials, strict=True)}
    assert found >= {(day, "09:00-10:00", "Maths") for day in days}


def test_signs_between_two_parts_of_a_text_are_as_they_are_typed() -> None:
    box = Box(left=10, top=10, right=200, bottom=30)
    texts = ("Spanish 2 ~ Room 8", "8:00 ~ 9:00", "~~~ Break ~~~", "Ma·KH ·1.12", "col·legi")
    words = tuple(
        Word(text=t, box=box.model_copy(update={"top": 40 * i, "bottom": 40 * i + 20})) for i, t in enumerate(texts)
    )
    found = page_grids(page(words=words), None)
    assert {line.text for line in found.lines} == {
        "Spanish 2 – Room 8",
        "8:00 ~ 9:00",
        "Break",
        "Ma · KH · 1.12",
        "col·legi",
    }
