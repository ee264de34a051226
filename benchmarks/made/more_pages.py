"""More pages that are no timetables: what canteens, buses, newspapers, spreadsheets and planners print."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.made.other_pages import FIRST_NAMES, GOODS, MONTHS, Bands, Writer
from benchmarks.made.sheet import WHITE, Align, Cell, Grid, Line, Rules, TextBlock

_DISHES = ("soup", "pasta", "rice", "salad", "fish", "curry", "stew", "pizza", "fruit", "yoghurt", "bread", "beans")


def _dish(w: Writer) -> str:
    return f"{w.word().title()} {w.rng.choice(_DISHES)} {w.rng.choice(('', 'with ' + w.rng.choice(_DISHES)))}".strip()


def _menu(w: Writer) -> Bands:
    """Dishes with prices, or what the canteen cooks each day of a week."""
    if w.rng.random() < 0.7:
        courses: Bands = [w.title(w.rng.choice(("Menu", "Canteen", "Lunch")))]
        for course in ("Starters", "Mains", "Desserts")[: w.rng.randint(1, 3)]:
            dishes = tuple(Line(_dish(w)) for _ in range(w.rng.randint(3, 7)))
            prices = tuple(Line(w.money()) for _ in dishes)
            courses.append((TextBlock((Line(course, bold=True),), 13, ink=w.looks.ink),))
            courses.append((TextBlock(dishes, 11, ink=w.looks.ink), TextBlock(prices, 11, Align.RIGHT, w.looks.ink)))
        return courses
    days = list(w.words.days[:5])
    courses_named = ["", "Main", "Vegetarian", "Dessert"][: w.rng.randint(2, 4)]
    rows = [courses_named] + [[day, *(_dish(w) for _ in courses_named[1:])] for day in days]
    return [w.title(f"Menu {w.date()}"), (w.grid(rows, [1.0] + [2.0] * (len(courses_named) - 1)),)]


def _bus(w: Writer) -> Bands:
    """Stops down, departures across."""
    runs, minutes = w.rng.randint(5, 14), w.rng.randint(360, 480)
    rows: list[list[str]] = (
        [["Stop", *(str(w.rng.randint(1, 99)) for _ in range(runs))]] if w.rng.random() < 0.5 else []
    )
    gap, sign = w.rng.choice((15, 20, 30, 60)), w.rng.choice(":. ")
    for _ in range(w.rng.randint(7, 20)):
        minutes += w.rng.randint(2, 8)
        stops = [divmod(minutes + i * gap, 60) for i in range(runs)]
        rows.append([f"{w.word().title()} {w.word().title()}", *(f"{h % 24:02d}{sign}{m:02d}" for h, m in stops)])
    return [w.title(f"Line {w.rng.randint(1, 120)}"), (w.grid(rows, [3.5] + [1.0] * runs, align=Align.CENTER),)]


def _seating_plan(w: Writer) -> Bands:
    """Desks in rows with a name on each, gaps between them."""
    rows, columns = w.rng.randint(3, 6), w.rng.randint(3, 8)
    aisle = w.rng.randint(1, columns)
    cells = []
    for row in range(rows):
        for at in range(columns):
            named = (Line(w.rng.choice(FIRST_NAMES) if w.rng.random() < 0.6 else w.name()),)
            if w.rng.random() < 0.92:
                cells.append(Cell(2 * row, at + (at >= aisle), named, fill=w.looks.header_fill, ink=w.looks.header_ink))
    height = w.rng.uniform(24, 50)
    weights = [1.0] * (columns + 1)
    weights[min(aisle, columns)] = 0.4
    heights = tuple(1.0 if i % 2 == 0 else w.rng.choice((0.2, 0.5)) for i in range(2 * rows - 1))
    grid = Grid(
        tuple(weights), 2 * rows - 1, tuple(cells), w.width, 9.0, Rules.FULL, w.looks.rule, 1.0, height, heights
    )
    front = (w.text(["Board" if w.rng.random() < 0.5 else w.words.teacher], 12, align=Align.CENTER),)
    return [w.title("Seating plan"), front, (grid,)]


def _newspaper(w: Writer) -> Bands:
    """A masthead, then columns of narrow prose under headlines."""
    bands: Bands = [(TextBlock((Line(w.sentence()[:24].title(), bold=True),), 30, ink=w.looks.ink),)]
    for _ in range(w.rng.randint(1, 3)):
        columns = w.rng.randint(2, 4)
        length = w.rng.randint(10, 34)
        articles = []
        for _ in range(columns):
            headline = (Line(w.sentence()[:28], bold=True, scale=w.rng.choice((1.0, 1.5))),)
            body = tuple(Line(line) for line in w.paragraph(30, limit=120 // columns)[:length])
            articles.append(TextBlock((*headline, *body), 8.5, ink=w.looks.ink))
        bands.append(tuple(articles))
    return bands


def _spreadsheet(w: Writer) -> Bands:
    """Numbers under column letters and beside row numbers, as a screen shows them."""
    columns, count = w.rng.randint(4, 12), w.rng.randint(8, 30)
    rows = [["", *(chr(65 + i) for i in range(columns))]]
    for number in range(1, count + 1):
        figures = [str(w.rng.randint(0, 9999)) if w.rng.random() < 0.8 else "" for _ in range(columns - 1)]
        label = w.rng.choice(GOODS) if w.rng.random() < 0.7 else w.word()
        rows.append([str(number), label, *figures])
    return [(w.grid(rows, [0.4, 2.0] + [1.0] * (columns - 1), align=w.rng.choice((Align.RIGHT, Align.LEFT))),)]


def _receipt(w: Writer) -> Bands:
    """A till's narrow slip."""
    goods = [f"{w.rng.choice(GOODS)[:14]:<16}{w.money():>9}" for _ in range(w.rng.randint(4, 16))]
    head = [w.word().upper(), f"{w.rng.randint(1, 90)} {w.word().title()} Road", f"{w.date()}  {w.clock()}", ""]
    return [(w.text([*head, *goods, "-" * 25, f"{'TOTAL':<16}{w.money():>9}", "", "Thank you"], 11),)]


def _contents(w: Writer) -> Bands:
    """Chapters, dots, page numbers."""
    page, entries = 1, []
    for chapter in range(1, w.rng.randint(6, 20)):
        page += w.rng.randint(1, 12)
        name = f"{chapter}. {w.sentence()[: w.rng.randint(10, 40)]}"
        entries.append(f"{name} {'.' * max(70 - len(name), 3)} {page}")
    return [w.title("Contents"), (w.text(entries, 10.5),)]


def _number_table(w: Writer) -> Bands:
    """A multiplication square, or a grid of symbols to learn."""
    side = w.rng.randint(6, 13)
    if w.rng.random() < 0.5:
        rows = [["x", *(str(i) for i in range(1, side))]]
        rows += [[str(r), *(str(r * c) for c in range(1, side))] for r in range(1, side)]
    else:
        rows = [[w.word()[:2].title() for _ in range(side)] for _ in range(w.rng.randint(4, 10))]
    return [w.title(w.sentence()[:20]), (w.grid(rows, [1.0] * len(rows[0]), align=Align.CENTER),)]


def _lesson_plan(w: Writer) -> Bands:
    """Weeks of a term with topics and aims: no days, no times."""
    columns = w.rng.choice((["Week", "Topic", "Aims"], ["Week", "Topic", "Aims", "Homework"], ["Unit", "Content"]))
    rows = [list(columns)]
    rows += [
        [str(number), *(w.sentence()[: w.rng.randint(15, 70)] for _ in columns[1:])]
        for number in range(1, w.rng.randint(5, 14))
    ]
    return [
        w.title(f"{w.rng.choice(w.words.subjects)} {w.words.term}"),
        (w.grid(rows, [0.6, *[2.0] * (len(columns) - 1)]),),
    ]


def _slide(w: Writer) -> Bands:
    """A headline and a few large points."""
    points = tuple(Line("- " + w.sentence()[: w.rng.randint(12, 50)]) for _ in range(w.rng.randint(2, 7)))
    heading = TextBlock((Line(w.sentence()[:24], bold=True),), w.rng.choice((26, 32)), ink=w.looks.ink)
    return [(heading,), (TextBlock(points, w.rng.choice((15, 18, 20)), ink=w.looks.ink),)]


def _month(w: Writer, name: str, first: int) -> Grid:
    days = [*w.words.day_letters, "S"]
    cells = [Cell(0, c, (Line(d, bold=True),), ink=w.looks.ink) for c, d in enumerate(days)]
    for i in range(42):
        number = i - first + 1
        if 1 <= number <= 30:
            cells.append(Cell(1 + i // 7, i % 7, (Line(str(number)),), ink=w.looks.ink))
    cells.append(Cell(7, 0, (Line(name, bold=True),), column_span=7, ink=w.looks.ink))
    return Grid((1.0,) * 7, 8, tuple(cells), 170, 7.0, w.rng.choice((Rules.NONE, w.rules)), w.looks.rule, 0.6, 11)


def _year_planner(w: Writer) -> Bands:
    """Small months in rows of three or four."""
    across, first = w.rng.choice((3, 4)), w.rng.randint(0, 6)
    months = [_month(w, MONTHS[i % len(MONTHS)], (first + 2 * i) % 7) for i in range(12)]
    rows = [tuple(months[i : i + across]) for i in range(0, w.rng.choice((6, 12)), across)]
    return [w.title(str(w.rng.randint(2022, 2028))), *rows]


def _crossword(w: Writer) -> Bands:
    """Black and white squares with small numbers, clues below."""
    side, cells, number = w.rng.randint(8, 15), [], 0
    for i in range(side * side):
        black = w.rng.random() < 0.3
        number += not black and w.rng.random() < 0.2
        lines = (Line(str(number), scale=0.6),) if not black and w.rng.random() < 0.2 else ()
        cells.append(Cell(i // side, i % side, lines, fill="#111111" if black else WHITE, align=Align.LEFT, top=True))
    step = w.rng.uniform(20, 30)
    grid = Grid((1.0,) * side, side, tuple(cells), side * step, 9, Rules.FULL, w.looks.rule, 0.8, step)
    clues = [f"{i}. {w.sentence()[:40]}" for i in range(1, w.rng.randint(4, 12))]
    return [w.title("Crossword"), (grid,), (w.text(clues, 9),)]


MORE_PAGES: dict[str, Callable[[Writer], Bands]] = {
    "menu": _menu,
    "bus": _bus,
    "seating_plan": _seating_plan,
    "newspaper": _newspaper,
    "spreadsheet": _spreadsheet,
    "receipt": _receipt,
    "contents": _contents,
    "number_table": _number_table,
    "lesson_plan": _lesson_plan,
    "slide": _slide,
    "year_planner": _year_planner,
    "crossword": _crossword,
}
