"""Lays a made week out as a sheet: its tables, and what stands around them."""

from __future__ import annotations

import random
from dataclasses import replace

from benchmarks.made.fonts import Face, covers, installed
from benchmarks.made.languages import Language, Words
from benchmarks.made.lists import make_list
from benchmarks.made.looks import make_looks
from benchmarks.made.sheet import Align, Cell, Grid, Line, Rules, Sheet, TextBlock
from benchmarks.made.table import Style, TableMaker
from benchmarks.made.traits import Arrangement, Backdrop, Beside, Heading, Output, Tables, Traits
from benchmarks.made.vocabulary import WORDS
from benchmarks.made.week import SchoolWeek, SlotKind

Item = Grid | TextBlock
Band = tuple[Item, ...]

_FALLBACKS = (Face.ROBOTO, Face.LATO, Face.VERA, Face.ARIAL)

CAPTIONS = (
    "Please bring water and a healthy snack every day.",
    "School opens at 8.20. Gates close at 8.45.",
    "Changes are announced on the notice board.",
    "PE kit is needed on Tuesday and Thursday.",
)


def choose_face(traits: Traits, text: str) -> Face:
    """The trait's face, or the first of the usual ones that is installed and has all letters of ``text``."""
    for face in (traits.face, *_FALLBACKS):
        if installed(face) and covers(face, text):
            return face
    return Face.VERA


def drawable(language: Language) -> bool:
    """Whether some installed face has the language's letters (Polish and Welsh need ``requirements-dev.txt``)."""
    words = WORDS[language]
    text = "".join(
        [*words.days, *words.subjects, *words.specials, *words.people, *words.breaks, words.time, words.term]
    )
    return any(installed(face) and covers(face, text) for face in _FALLBACKS)


def _style(rng: random.Random, traits: Traits, words: Words) -> Style:
    return Style(
        traits=traits,
        words=words,
        looks=make_looks(rng, traits.palette),
        size=rng.choice((9.0, 10.0, 11.0)),
        bold_names=rng.random() < 0.4,
        period_prefix=rng.choice(("", "", "P", f"{words.lesson} ")),
        period_track=rng.random() < 0.5,
        corner=rng.choice(("", "", words.time, words.day, f"{words.day} / {words.time}")),
        rule_width=rng.choice((0.6, 0.8, 1.2)),
        header_routine=rng.random() < 0.7,
    )


def _heading(week: SchoolWeek, style: Style, rng: random.Random) -> list[Band]:
    words, ink = style.words, style.looks.ink
    title = f"{words.school_class} {week.school_class} {words.timetable}"
    align = rng.choice((Align.LEFT, Align.CENTER))
    if style.traits.heading is Heading.NONE:
        return []
    if style.traits.heading is Heading.TITLE:
        return [(TextBlock((Line(title, bold=True),), size=16, align=align, ink=ink),)]
    details = f"{words.school_class}: {week.school_class}     {words.teacher}: {week.teacher}     {week.term}"
    return [(TextBlock((Line(week.school, bold=True, scale=1.3), Line(details)), size=12, align=align, ink=ink),)]


def _staff_table(week: SchoolWeek, style: Style) -> Grid:
    words, looks = style.words, style.looks
    titles = (words.activity, words.teacher, words.room)
    cells = [
        Cell(0, i, (Line(t, bold=True),), fill=looks.header_fill, ink=looks.header_ink) for i, t in enumerate(titles)
    ]
    for row, subject in enumerate(week.subjects[:7], start=1):
        texts = (subject.long_name or subject.name, subject.teacher, subject.room)
        cells += [Cell(row, i, (Line(t),), ink=looks.ink, align=Align.LEFT) for i, t in enumerate(texts)]
    rules = Rules.FULL if style.traits.rules is Rules.BLOCKS else style.traits.rules
    count = min(7, len(week.subjects)) + 1
    size = style.size * 0.9
    return Grid((1.4, 1, 0.8), count, tuple(cells), 420, size, rules, looks.rule, style.rule_width, size * 1.8)


def _beside(week: SchoolWeek, style: Style, rng: random.Random) -> list[Band]:
    """What stands below the timetable."""
    ink, small = style.looks.ink, style.size * 0.95
    if style.traits.beside is Beside.LEGEND:
        coded = [s for s in week.subjects if s.long_name]
        lines = (Line(style.words.legend, bold=True), *(Line(f"{s.name} - {s.long_name}") for s in coded))
        return [(TextBlock(lines, size=small, ink=ink),)]
    if style.traits.beside is Beside.STAFF_TABLE:
        return [(_staff_table(week, style),)]
    if style.traits.beside is Beside.CAPTION:
        return [(TextBlock((Line(rng.choice(CAPTIONS)),), size=small, ink=ink),)]
    return []


def _staff_beside(week: SchoolWeek, style: Style) -> tuple[TextBlock, ...]:
    if style.traits.beside is not Beside.STAFF_BESIDE:
        return ()
    lines = tuple(Line(f"{s.long_name or s.name}: {s.teacher}") for s in week.subjects[:8])
    head = Line(style.words.teacher, bold=True)
    return (TextBlock((head, *lines), size=style.size * 0.9, ink=style.looks.ink),)


def _parts(week: SchoolWeek, traits: Traits) -> list[tuple[int, int]]:
    """First and last slot of each table."""
    whole = (0, len(week.slots) - 1)
    if traits.tables is not Tables.MORNING_AND_AFTERNOON:
        return [whole]
    shared = [i for i, s in enumerate(week.slots) if s.kind is SlotKind.SHARED and 2 <= i < len(week.slots) - 1]
    cut = shared[-1] if shared else len(week.slots) // 2
    return [(0, cut), (cut + 1, whole[1])]


def _tables(weeks: tuple[SchoolWeek, ...], style: Style, rng: random.Random) -> list[Band]:
    traits, width = style.traits, 770.0
    week = weeks[0]
    if traits.arrangement in (Arrangement.LIST, Arrangement.DAY_LISTS):
        return [(make_list(week, style, rng, width), *_staff_beside(week, style))]
    if traits.tables is Tables.TWO_WEEKS_BESIDE:
        grids = []
        for letter, one in zip("AB", weeks, strict=True):
            named = replace(style, corner=f"{style.words.week} {letter}")
            grids.append(TableMaker(named, one, rng, 0, len(one.slots) - 1).make(width * 0.75))
        return [tuple(grids)]
    bands: list[Band] = []
    for letter, one in zip("AB", weeks, strict=False):
        if traits.tables is Tables.TWO_WEEKS_BELOW:
            bands.append((TextBlock((Line(f"{style.words.week} {letter}", bold=True),), size=13, ink=style.looks.ink),))
        for first, last in _parts(one, traits):
            bands.append((TableMaker(style, one, rng, first, last).make(width),))
    bands[-1] = (*bands[-1], *_staff_beside(week, style))
    return bands


def lay_out(weeks: tuple[SchoolWeek, ...], traits: Traits, rng: random.Random) -> Sheet:
    """The sheet of a document: heading, tables, and what stands below them."""
    style = _style(rng, traits, WORDS[traits.language])
    bands = [*_heading(weeks[0], style, rng), *_tables(weeks, style, rng), *_beside(weeks[0], style, rng)]
    upright = traits.arrangement in (Arrangement.LIST, Arrangement.DAY_LISTS) or rng.random() < 0.15
    page = (595.0, 842.0) if upright else (842.0, 595.0)
    if traits.output in (Output.PNG, Output.JPEG) and rng.random() < 0.5:
        page = (page[0], 0.0)
    if traits.backdrop is Backdrop.DECORATED:
        bands = [tuple(_opaque(item, style.looks.background) for item in band) for band in bands]
    text = "".join(line.text for band in bands for item in band for line in _lines_of(item))
    return Sheet(
        bands=tuple(bands),
        face=choose_face(traits, text),
        width=page[0],
        height=page[1],
        background=style.looks.background,
        decoration=rng.randint(1, 10**6) if traits.backdrop is Backdrop.DECORATED else 0,
    )


def _opaque(item: Item, background: str) -> Item:
    """The grid with every cell filled, so that nothing behind it shows through."""
    if isinstance(item, TextBlock):
        return item
    return replace(item, cells=tuple(replace(c, fill=c.fill or background) for c in item.cells))


def _lines_of(item: Item) -> list[Line]:
    if isinstance(item, TextBlock):
        return list(item.lines)
    return [line for cell in item.cells for line in cell.lines]
