"""The pages that schools have besides timetables: letters, lists, bills, registers, calendars, code."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.made.languages import Language, Words
from benchmarks.made.looks import Looks
from benchmarks.made.sheet import Align, Cell, Grid, Line, Rules, TextBlock
from benchmarks.made.vocabulary import WORDS

Bands = list[tuple[Grid | TextBlock, ...]]

_SYLLABLES = (
    "ra",
    "men",
    "to",
    "li",
    "ver",
    "da",
    "so",
    "kin",
    "be",
    "tal",
    "nor",
    "ge",
    "pu",
    "mi",
    "est",
    "or",
    "an",
)
FIRST_NAMES = (
    "Ada",
    "Ben",
    "Carla",
    "Dev",
    "Elif",
    "Finn",
    "Greta",
    "Hugo",
    "Ines",
    "Jonas",
    "Kira",
    "Leo",
    "Mina",
    "Noor",
)
_LAST = ("Abbot", "Brandt", "Costa", "Doyle", "Evans", "Fischer", "Grant", "Huber", "Ismail", "Jones", "Kaya", "Lopez")
MONTHS = ("January", "March", "May", "June", "September", "October", "December")
GOODS = (
    "Exercise books",
    "Pencils",
    "Paint set",
    "Chairs",
    "Football",
    "Printer paper",
    "Glue",
    "Maps",
    "Lamp",
    "Desk",
)


@dataclass(frozen=True)
class Writer:
    """What all pages are written with."""

    rng: random.Random
    language: Language
    looks: Looks
    rules: Rules
    width: float = 520.0
    """Of tables, in points."""

    @property
    def words(self) -> Words:
        return WORDS[self.language]

    def word(self) -> str:
        return "".join(self.rng.choice(_SYLLABLES) for _ in range(self.rng.randint(1, 4)))

    def sentence(self) -> str:
        count = self.rng.randint(6, 16)
        words = [
            self.rng.choice(self.words.subjects) if self.rng.random() < 0.04 else self.word() for _ in range(count)
        ]
        return " ".join(words).capitalize() + "."

    def name(self) -> str:
        return f"{self.rng.choice(FIRST_NAMES)} {self.rng.choice(_LAST)}"

    def clock(self) -> str:
        hour, minute = self.rng.randint(8, 19), self.rng.choice((0, 15, 30, 45))
        return f"{hour}{self.rng.choice(':.')}{minute:02d}"

    def date(self) -> str:
        return f"{self.rng.randint(1, 28)} {self.rng.choice(MONTHS)} {self.rng.randint(2022, 2027)}"

    def money(self) -> str:
        return f"{self.rng.choice(('£', '$', ''))}{self.rng.randint(1, 400)}.{self.rng.randint(0, 99):02d}"

    def text(self, lines: Sequence[str], size: float = 10.0, *, align: Align = Align.LEFT) -> TextBlock:
        return TextBlock(tuple(Line(line) for line in lines), size, align, self.looks.ink)

    def title(self, text: str) -> tuple[TextBlock, ...]:
        return (TextBlock((Line(text, bold=True),), self.rng.choice((14, 18, 22)), ink=self.looks.ink),)

    def paragraph(self, sentences: int, limit: int = 0) -> list[str]:
        """Sentences broken into lines of at most ``limit`` letters; of a page's width without one."""
        lines, limit = [""], limit or self.rng.randint(75, 92)
        for word in " ".join(self.sentence() for _ in range(sentences)).split():
            if len(lines[-1]) + len(word) + 1 > limit:
                lines.append("")
            lines[-1] = f"{lines[-1]} {word}".strip()
        return [*lines, ""]

    def grid(self, rows: Sequence[Sequence[str]], weights: Sequence[float], *, align: Align = Align.LEFT) -> Grid:
        """A table whose first row is its header."""
        looks, size = self.looks, self.rng.choice((8.0, 9.0, 10.0))
        cells = []
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                fill, ink = (looks.header_fill, looks.header_ink) if r == 0 else (None, looks.ink)
                lines = (Line(text, bold=r == 0),) if text else ()
                cells.append(Cell(r, c, lines, fill=fill, ink=ink, align=align))
        height = size * self.rng.uniform(1.7, 2.6)
        return Grid(tuple(weights), len(rows), tuple(cells), self.width, size, self.rules, looks.rule, 0.8, height)


def _letter(w: Writer) -> Bands:
    body = [line for _ in range(w.rng.randint(1, 6)) for line in w.paragraph(w.rng.randint(1, 5))]
    text = (w.text(["Dear " + w.name() + ",", "", *body, "", w.name()]),)
    if w.rng.random() < 0.3:
        return [text]
    head = w.text([f"{w.word().title()} School", f"{w.rng.randint(1, 90)} {w.word().title()} Road", w.date(), ""])
    return [(head,), text]


def _notice(w: Writer) -> Bands:
    """Days and times in running text or as a short list of events."""
    events = []
    for _ in range(w.rng.randint(1, 6)):
        day, special = w.rng.choice(w.words.days), w.rng.choice(w.words.specials)
        at = f"{day}, {w.date()}, {w.clock()}" if w.rng.random() < 0.7 else f"{day} {w.clock()}"
        events.append(f"{special}: {at}" if w.rng.random() < 0.5 else f"{at} - {special} ({w.sentence()[:30]})")
    body = [line for _ in range(w.rng.randint(1, 4)) for line in w.paragraph(3)]
    return [w.title(w.rng.choice(w.words.specials)), (w.text([*body, *events, "", *w.paragraph(2)]),)]


def _invoice(w: Writer) -> Bands:
    rows = [["Item", "Quantity", "Price", "Total"]]
    rows += [
        [w.rng.choice(GOODS), str(w.rng.randint(1, 60)), w.money(), w.money()] for _ in range(w.rng.randint(3, 12))
    ]
    rows.append(["", "", "Total", w.money()])
    head = w.text([w.name(), w.date(), f"Invoice no. {w.rng.randint(1000, 99999)}", f"Due: {w.date()}"])
    return [w.title("Invoice"), (head,), (w.grid(rows, (3, 1, 1, 1)),), (w.text(w.paragraph(1)),)]


def _name_list(w: Writer) -> Bands:
    columns = w.rng.choice(
        (["No.", "Name"], ["Name", "Date of birth", "Class"], ["Name", "Telephone", "Email", "Notes"])
    )
    fillers: dict[str, Callable[[int], str]] = {
        "No.": lambda i: str(i),
        "Name": lambda _: w.name(),
        "Date of birth": lambda _: w.date(),
        "Class": lambda _: f"{w.rng.randint(1, 9)}{w.rng.choice('ABC')}",
        "Telephone": lambda _: f"0{w.rng.randint(100, 999)} {w.rng.randint(10000, 99999)}",
        "Email": lambda _: f"{w.word()}@{w.word()}.example",
        "Notes": lambda _: w.word() if w.rng.random() < 0.3 else "",
    }
    rows = [list(columns)] + [[fillers[c](i) for c in columns] for i in range(1, w.rng.randint(10, 32))]
    return [
        w.title(f"{w.words.school_class} {w.rng.randint(1, 9)}"),
        (w.grid(rows, [1 + len(c) / 8 for c in columns]),),
    ]


def _register(w: Writer) -> Bands:
    """Names down, days or dates across, ticks."""
    named = w.rng.random() < 0.5
    columns = (
        list(w.words.day_letters[:5]) * w.rng.randint(1, 3)
        if named
        else [str(i) for i in range(1, w.rng.randint(8, 22))]
    )
    rows = [["Name", *columns]]
    pupils = range(w.rng.randint(10, 26))
    rows += [[w.name(), *(w.rng.choice(("", "", "x", "/", "A")) for _ in columns)] for _ in pupils]
    return [w.title("Register"), (w.grid(rows, [4.0] + [0.6] * len(columns)),)]


def _calendar(w: Writer) -> Bands:
    """A month: seven columns, a number in every cell."""
    days = [*w.words.short_days, "Sun"] if w.rng.random() < 0.6 else [*w.words.days, "Sunday"]
    first, last = w.rng.randint(0, 6), w.rng.choice((28, 30, 31))
    weeks = -(-(first + last) // 7)
    looks = w.looks
    cells = [
        Cell(0, c, (Line(d, bold=True),), fill=looks.header_fill, ink=looks.header_ink) for c, d in enumerate(days)
    ]
    busy = w.rng.choice((0.0, 0.1, 0.3))
    for i in range(weeks * 7):
        number = i - first + 1
        lines: tuple[Line, ...] = (Line(str(number)),) if 1 <= number <= last else ()
        if lines and w.rng.random() < busy:
            lines = (*lines, Line(w.rng.choice((*w.words.specials, "Holiday", "Trip", w.name())), scale=0.7))
        cells.append(Cell(1 + i // 7, i % 7, lines, ink=looks.ink, align=w.rng.choice((Align.LEFT,)), top=True))
    height = w.rng.uniform(35, 80)
    rules = Rules.FULL if w.rules is Rules.OUTER else w.rules
    grid = Grid(
        (1.0,) * 7, weeks + 1, tuple(cells), w.width, 10, rules, looks.rule, 0.8, height, (0.4, *((1.0,) * weeks))
    )
    return [w.title(f"{w.rng.choice(MONTHS)} {w.rng.randint(2022, 2027)}"), (grid,)]


def _prices(w: Writer) -> Bands:
    columns = ["", *w.rng.choice((["Adult", "Child"], ["Small", "Medium", "Large"], ["2024", "2025", "2026"]))]
    rows = [columns]
    rows += [[w.rng.choice(GOODS), *(w.money() for _ in columns[1:])] for _ in range(w.rng.randint(5, 16))]
    return [w.title("Price list"), (w.grid(rows, [2.5] + [1.0] * (len(columns) - 1)),)]


def _marks(w: Writer) -> Bands:
    subjects = [s[:7] for s in w.rng.sample(w.words.subjects, w.rng.randint(3, 7))]
    rows = [["Name", *subjects]]
    rows += [[w.name(), *(str(w.rng.randint(10, 100)) for _ in subjects)] for _ in range(w.rng.randint(8, 25))]
    return [w.title("Results"), (w.grid(rows, [2.0] + [1.0] * len(subjects)),)]


def _exams(w: Writer) -> Bands:
    """Subjects with dates: times without weekdays."""
    rows = [["Subject", "Date", "Time", "Place"]]
    rows += [
        [w.rng.choice(w.words.subjects), w.date(), w.clock(), f"{w.words.room} {w.rng.randint(1, 40)}"]
        for _ in range(w.rng.randint(4, 14))
    ]
    return [w.title("Examinations"), (w.grid(rows, (2, 1.4, 1, 1)),)]


def _opening_hours(w: Writer) -> Bands:
    """Two or three lines of days and hours within a notice."""
    first, last = w.words.days[0], w.words.days[4]
    hours = [f"{w.words.from_to.format(first, last)}: {w.clock()}", f"{w.words.days[5]}: closed"]
    return [w.title("School office"), (w.text([*w.paragraph(3), *hours, "", *w.paragraph(3)]),)]


def _form(w: Writer) -> Bands:
    fields = ("Name", "Address", "Telephone", "Date of birth", "Allergies", "Doctor", "Signature", "Class", "Consent")
    if w.rng.random() < 0.5:
        rows = [[w.rng.choice(fields), ""] for _ in range(w.rng.randint(6, 14))]
        return [
            w.title("Registration form"),
            (w.grid([["Please fill in", ""], *rows], (1, 2)),),
            (w.text(w.paragraph(2)),),
        ]
    lines = [f"{w.rng.choice(fields)}: " + "_" * w.rng.randint(20, 50) for _ in range(w.rng.randint(6, 16))]
    return [w.title("Consent form"), (w.text([x for line in lines for x in (line, "")]),), (w.text(w.paragraph(2)),)]


def _report(w: Writer) -> Bands:
    bands: Bands = [w.title(w.sentence()[:40])]
    for number in range(1, w.rng.randint(2, 6)):
        bands.append((w.text([f"{w.rng.choice(('UNIT', 'Chapter', ''))} {number}"], 13),))
        bands.append((w.text([*w.paragraph(w.rng.randint(2, 6))]),))
    if w.rng.random() < 0.4:
        rows = [[w.word() for _ in range(3)] for _ in range(w.rng.randint(3, 6))]
        bands.append((w.grid(rows, (1, 1, 1)),))
    return bands


def _markup(w: Writer) -> list[str]:
    """A web page that shows a timetable: days and times, but a program."""
    lines = ["<!DOCTYPE html>", "<html>", "<head>", f"<title>{w.words.timetable}</title>", "<style>"]
    lines += [f".{w.word()} {{ {w.word()}: {w.rng.randint(1, 40)}px; }}" for _ in range(w.rng.randint(0, 8))]
    lines += ["</style>", "</head>", "<body>", "<table>"]
    days, timed = w.words.days[:5], w.rng.random() < 0.5
    across = w.rng.random() < 0.5
    heads = days if across else [w.clock() if timed else str(i) for i in range(1, w.rng.randint(5, 9))]
    lines += ["<tr>", *(f"<th>{text}</th>" for text in heads), "</tr>"]
    for row in range(w.rng.randint(2, 9) if across else 5):
        first = (f"{w.clock()} - {w.clock()}" if timed else str(row + 1)) if across else days[row]
        lines += ["<tr>", f"<td>{first}</td>"]
        lines += [f"<td>{w.rng.choice(w.words.subjects)}</td>" for _ in heads] + ["</tr>"]
    return [*lines, "</table>", "</body>", "</html>"]


def _program(w: Writer) -> list[str]:
    lines = [f"import {w.word()}", ""]
    for _ in range(w.rng.randint(3, 8)):
        lines += [
            f"def {w.word()}_{w.word()}({w.word()}, {w.word()}):",
            f"    {w.word()} = {w.word()}[{w.rng.randint(0, 9)}]",
        ]
        if w.rng.random() < 0.2:
            lines.append(f'    {w.word()}["{w.rng.choice(w.words.days)}"] = "{w.clock()}"')
        lines += [f"    for {w.word()} in {w.word()}:", f"        return {w.word()}.{w.word()}()", ""]
    return lines


def _code(w: Writer) -> Bands:
    """A program or a web page, sometimes with a heading before it."""
    lines = _markup(w) if w.rng.random() < 0.55 else _program(w)
    heading = [w.title(w.sentence()[:30])] if w.rng.random() < 0.4 else []
    return [*heading, (w.text(lines, 9),)]


def _poster(w: Writer) -> Bands:
    title = w.rng.choice(("SUMMER FAIR", "School play", "Open evening", "Book week", "Cake sale"))
    lines = [w.date(), w.clock(), w.rng.choice(w.words.specials), w.sentence()[:45]]
    return [
        (TextBlock((Line(title, bold=True),), w.rng.choice((36, 48)), Align.CENTER, w.looks.ink),),
        (w.text(lines[: w.rng.randint(1, 4)], w.rng.choice((16, 24)), align=Align.CENTER),),
    ]


def _blank(w: Writer) -> Bands:
    return [(w.text([""] if w.rng.random() < 0.6 else [str(w.rng.randint(1, 40))]),)]


PAGES: dict[str, Callable[[Writer], Bands]] = {
    "letter": _letter,
    "notice": _notice,
    "invoice": _invoice,
    "name_list": _name_list,
    "register": _register,
    "calendar": _calendar,
    "prices": _prices,
    "marks": _marks,
    "exams": _exams,
    "opening_hours": _opening_hours,
    "form": _form,
    "report": _report,
    "code": _code,
    "poster": _poster,
    "blank": _blank,
}
"""What is on the page of each kind that schools write themselves; ``more_pages`` has the others."""
