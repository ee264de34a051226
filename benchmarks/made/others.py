"""Made documents that are no timetables, in the same formats and through the same cameras."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from PIL import Image

from benchmarks.made import effects, scenes
from benchmarks.made.document import EXTENSIONS, LONGEST, captured, encode, picture_of, render
from benchmarks.made.fonts import Face
from benchmarks.made.languages import Language
from benchmarks.made.layout import choose_face, drawable
from benchmarks.made.looks import Looks, make_looks
from benchmarks.made.lot import sample_traits
from benchmarks.made.more_pages import MORE_PAGES
from benchmarks.made.other_pages import PAGES, Writer
from benchmarks.made.sheet import Grid, Rules, Sheet
from benchmarks.made.traits import Output, Traits


class OtherKind(StrEnum):
    LETTER = "letter"
    NOTICE = "notice"
    """A letter that names days and times."""
    INVOICE = "invoice"
    NAME_LIST = "name_list"
    REGISTER = "register"
    CALENDAR = "calendar"
    PRICES = "prices"
    MARKS = "marks"
    EXAMS = "exams"
    OPENING_HOURS = "opening_hours"
    FORM = "form"
    REPORT = "report"
    CODE = "code"
    POSTER = "poster"
    BLANK = "blank"
    MENU = "menu"
    BUS = "bus"
    SEATING_PLAN = "seating_plan"
    NEWSPAPER = "newspaper"
    SPREADSHEET = "spreadsheet"
    RECEIPT = "receipt"
    CONTENTS = "contents"
    NUMBER_TABLE = "number_table"
    LESSON_PLAN = "lesson_plan"
    SLIDE = "slide"
    YEAR_PLANNER = "year_planner"
    CROSSWORD = "crossword"
    SCENE = "scene"
    """A photo of no page."""
    NATURE = "nature"
    """A photo with the textures of leaves, walls and clouds."""
    DIAGRAM = "diagram"
    CHART = "chart"
    WEB_PAGE = "web_page"
    FLOOR_PLAN = "floor_plan"


_SCENES: dict[OtherKind, Callable[[random.Random], Image.Image]] = {
    OtherKind.SCENE: scenes.scene,
    OtherKind.NATURE: scenes.nature,
    OtherKind.DIAGRAM: scenes.diagram,
    OtherKind.CHART: scenes.chart,
    OtherKind.WEB_PAGE: scenes.web_page,
    OtherKind.FLOOR_PLAN: scenes.floor_plan,
}

WRITTEN: tuple[OtherKind, ...] = tuple(k for k in OtherKind if k not in _SCENES and k is not OtherKind.BLANK)
"""The kinds that have text."""

_ALL_PAGES = PAGES | MORE_PAGES


@dataclass(frozen=True)
class Other:
    """A document that is no timetable."""

    name: str
    content: bytes
    kind: OtherKind
    traits: Traits


def _traits(seed: int) -> Traits:
    traits = sample_traits(seed)
    return traits if drawable(traits.language) else replace(traits, language=Language.ENGLISH)


def _sheet(kind: OtherKind, traits: Traits, rng: random.Random) -> Sheet:
    looks: Looks = make_looks(rng, traits.palette)
    rules = Rules.FULL if traits.rules is Rules.BLOCKS else traits.rules
    upright = rng.random() < 0.6
    writer = Writer(rng, traits.language, looks, rules, 520.0 if upright or rng.random() < 0.15 else 770.0)
    bands = _ALL_PAGES[kind.value](writer)
    text = "".join(
        line.text
        for band in bands
        for item in band
        for line in ([x for c in item.cells for x in c.lines] if isinstance(item, Grid) else item.lines)
    )
    face = Face.COURIER if kind is OtherKind.CODE and rng.random() < 0.8 else choose_face(traits, text)
    page = (595.0, 842.0) if upright else (842.0, 595.0)
    if traits.output in (Output.PNG, Output.JPEG) and rng.random() < 0.4:
        page = (page[0], 0.0)
    return Sheet(tuple(bands), face, page[0], page[1], background=looks.background)


def _drawn_kind(rng: random.Random) -> OtherKind:
    return rng.choice(list(OtherKind))


def other_sheet(seed: int, traits: Traits) -> Sheet:
    """A page that is no timetable, of a kind that is written."""
    rng = random.Random(f"other {seed}")
    return _sheet(rng.choice(WRITTEN), traits, rng)


def other_picture(seed: int, traits: Traits, longest: int = LONGEST) -> tuple[effects.Picture, OtherKind]:
    """The picture of a seed's document that is no timetable, taken as the traits say."""
    rng = random.Random(f"other {seed}")
    kind = _drawn_kind(rng)
    if kind in _SCENES:
        scene = effects.to_array(_SCENES[kind](rng))
        return captured(scene, traits, np.random.default_rng([seed, 78])), kind
    return picture_of(_sheet(kind, traits, rng), traits, seed, longest), kind


def make_other(seed: int, kind: OtherKind | None = None, traits: Traits | None = None) -> Other:
    """The document of a seed that is no timetable; without ``kind`` or ``traits`` the seed draws them too."""
    rng = random.Random(f"other {seed}")
    drawn = _drawn_kind(rng)
    chosen = kind or drawn
    traits = traits or _traits(seed)
    if chosen in _SCENES:
        if traits.output in (Output.TEXT_PDF, Output.DOCX):
            traits = replace(traits, output=Output.JPEG)
        picture = effects.to_array(_SCENES[chosen](rng))
        content = encode(captured(picture, traits, np.random.default_rng([seed, 78])), traits)
    else:
        content = render(_sheet(chosen, traits, rng), traits, seed)
    return Other(f"other-{seed:06d}.{EXTENSIONS[traits.output]}", content, chosen, traits)
