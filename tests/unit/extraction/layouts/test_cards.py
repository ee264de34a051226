"""Days with a card for each lesson below their names."""

from chalicelib.domain.page import Word
from chalicelib.domain.timetable import Box
from chalicelib.extraction.grid import Cell
from chalicelib.extraction.layouts.cards import read_cards

DAYS = ("Monday 3 March", "Tuesday 4 March")
LESSONS = [
    ("1", "Maths", "B104", "08:30", "09:20"),
    ("3-4", "French", "Lab 2", "10:30", "12:10"),
]


def word(text: str, left: float, top: float) -> Word:
    return Word(text=text, box=Box(left=left, top=top, right=left + 9 * len(text), bottom=top + 18))


def page(*, beside: bool = False) -> tuple[list[Word], list[Cell]]:
    """A page with two lessons below each of two days; ``beside``: in two columns of cards."""
    words, cells = [word("12:24", 10, 2)], [Cell(Box(left=0, top=0, right=400, bottom=24))]
    for d, day in enumerate(DAYS):
        top = 40 + 170 * d
        words.append(word(day, 20, top))
        for i, (number, name, room, start, end) in enumerate(LESSONS):
            x, y = (200 * i, top + 30) if beside else (0, top + 30 + 65 * i)
            cells.append(Cell(Box(left=x + 10, top=y, right=x + (195 if beside else 390), bottom=y + 60)))
            words += [word(number, x + 20, y + 18), word(name, x + 60, y + 6), word(room, x + 60, y + 32)]
            words += [word(start, x + 130, y + 8), word(end, x + 130, y + 32)]
    return words, cells


def test_each_card_is_a_lesson_of_the_day_above_it() -> None:
    table = read_cards(1, *page())
    assert table is not None
    assert [(d.day.value, d.start, d.end, d.name, d.notes) for d in table.drafts] == [
        (day, *times)
        for day in ("Monday", "Tuesday")
        for times in ((510, 560, "Maths", "B104"), (630, 730, "French", "Lab 2"))
    ]


def test_areas_beside_each_other_are_no_cards() -> None:
    assert read_cards(1, *page(beside=True)) is None


def test_one_day_alone_heads_a_page() -> None:
    words, cells = page()
    assert read_cards(1, [w for w in words if not w.text.startswith("Tuesday")], cells) is None


def test_an_area_that_says_several_times_is_a_list_and_no_card() -> None:
    words, cells = page()
    assert read_cards(1, [*words, *(word("13:00-14:00", 220, c.box.top + 20) for c in cells[1:])], cells) is None


def test_a_number_with_a_dot_beside_times_with_colons_is_a_room() -> None:
    words, cells = page()
    rooms = [w.model_copy(update={"text": "1.04"}) if w.text == "B104" else w for w in words]
    table = read_cards(1, rooms, cells)
    assert table is not None
    assert {(d.start, d.end, d.notes) for d in table.drafts if d.name == "Maths"} == {(510, 560, "1.04")}


def stacked(*lessons: tuple[str, str, str], top: float) -> list[Word]:
    """Lessons below each other, each with its start over its end and beside them what it is."""
    words = []
    for i, (start, end, name) in enumerate(lessons):
        y = top + 60 * i
        words += [word(start, 20, y), word(end, 20, y + 20), word(name, 120, y), word(f"Room {i}", 120, y + 20)]
    return words


def test_starts_over_their_ends_make_cards_whose_ground_is_not_seen() -> None:
    lessons = (("08:50", "09:50", "Maths"), ("09:50", "10:50", "History"), ("11:10", "12:10", "Science"))
    words = [word(DAYS[0], 20, 10), *stacked(*lessons, top=40), word("10:50-11:10 Break", 60, 137)]
    words += [word(DAYS[1], 20, 230), *stacked(*lessons, top=260)]
    table = read_cards(1, words, [])
    assert table is not None
    assert [(d.day.value, d.start, d.end, d.name) for d in table.drafts] == [
        ("Monday", 530, 590, "Maths"),
        ("Monday", 590, 650, "History"),
        ("Monday", 650, 670, "Break"),
        ("Monday", 670, 730, "Science"),
        ("Tuesday", 530, 590, "Maths"),
        ("Tuesday", 590, 650, "History"),
        ("Tuesday", 670, 730, "Science"),
    ]


def test_starts_below_each_other_without_ends_are_no_such_cards() -> None:
    words = [word(day, 20, 10 + 300 * d) for d, day in enumerate(DAYS)]
    words += [word(f"{8 + i}:30", 20, 40 + 40 * i + 300 * d) for d in range(2) for i in range(6)]
    assert read_cards(1, [*words, *(word("Art", 120, w.box.top) for w in words[2:])], []) is None


def test_a_column_of_starts_over_ends_makes_a_page_of_one_day_its_list() -> None:
    words = [word("donderdag 6 november", 20, 40)]
    for i, name in enumerate(("wisb", "ak", "netl", "lo")):
        top = 80.0 + 70 * i
        words += [word(f"{i + 1} {name} v4b", 20, top), word(f"{9 + i}:00", 300, top)]
        words += [word("JNS", 60, top + 24), word(f"{9 + i}:50", 300, top + 24)]
    words.append(word("12:50 - 13:10 Pauze", 20, 360))
    table = read_cards(1, words, [])
    assert table is not None
    assert [(d.day.value, d.start, d.end) for d in table.drafts][::2] == [
        ("Thursday", 540, 590),
        ("Thursday", 660, 710),
        ("Thursday", 770, 790),
    ]


def test_what_stands_above_a_start_begins_the_card() -> None:
    words = [word(DAYS[0], 20, 10)]
    lessons = (("AM Reg", "10C/Tu"), ("P1", "Maths"), ("P2", "Spanish"), ("Enrichment", "Badminton"))
    for i, (label, name) in enumerate(lessons):
        top = 60.0 + 80 * i
        words += [word(label, 20, top), word(f"{8 + i}:30", 20, top + 20), word(f"{9 + i}:10", 20, top + 40)]
        words += [word(name, 160, top + 2), word("Mr Shah", 160, top + 22), word(f"Sc{i}", 400, top + 36)]
    table = read_cards(1, words, [])
    assert table is not None
    assert [(d.start, d.end, d.name) for d in table.drafts] == [
        (510, 550, "10C/Tu"),
        (570, 610, "Maths"),
        (630, 670, "Spanish"),
        (690, 730, "Badminton"),
    ]
    assert "Enrichment" in table.drafts[3].notes
    assert not any("P1" in d.notes for d in table.drafts)


def test_a_row_of_days_to_choose_from_heads_no_cards() -> None:
    words, cells = page()
    words, cells = [w for w in words if w.box.top < 200], [c for c in cells if c.box.top < 200]
    words += [word(name, 80 * i, 62) for i, name in enumerate(("man", "tir", "ons", "tor"))]
    more = [c.model_copy(update={}) for c in ()]
    table = read_cards(1, [*_shifted(words), *more], _areas(cells))
    assert table is not None
    assert {d.day.value for d in table.drafts} == {"Monday"}


def _shifted(words: list[Word]) -> list[Word]:
    """The day's lessons twice, the second time below the first and two hours later."""
    later = {"08:30": "13:00", "09:20": "13:50", "10:30": "14:00", "12:10": "15:40"}
    below = [
        w.model_copy(update={"text": later.get(w.text, w.text), "box": w.box.model_copy(update=_down(w.box))})
        for w in words
        if w.box.top > 65
    ]
    return [*words, *below]


def _areas(cells: list[Cell]) -> list[Cell]:
    return [*cells, *(Cell(c.box.model_copy(update=_down(c.box))) for c in cells if c.box.top > 65)]


def _down(box: Box) -> dict[str, float]:
    return {"top": box.top + 140, "bottom": box.bottom + 140}


def test_what_stands_behind_a_cards_time_is_said_of_the_lesson_above_it() -> None:
    words, cells = [], []
    for d, day in enumerate(("tor.", "fre.")):
        words.append(word(day, 20, 40 + 170 * d))
        for i, (_, name, room, start, end) in enumerate(LESSONS):
            top = 70 + 170 * d + 65 * i
            cells.append(Cell(Box(left=10, top=top, right=390, bottom=top + 60)))
            words += [word(f"{name} club", 20, top + 6), word(f"{start}-{end} {room}", 20, top + 32)]
    table = read_cards(1, words, cells)
    assert table is not None
    assert [(d.day.value, d.name, d.notes) for d in table.drafts] == [
        ("Thursday", "Maths club", "B104"), ("Thursday", "French club", "Lab 2"),
        ("Friday", "Maths club", "B104"), ("Friday", "French club", "Lab 2"),
    ]  # fmt: skip
