"""From a seed to a document: bytes, the expected answer, the traits."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from PIL import Image

from benchmarks.made import effects
from benchmarks.made.answer import timeblocks
from benchmarks.made.languages import Language
from benchmarks.made.layout import drawable, lay_out
from benchmarks.made.lot import sample_traits
from benchmarks.made.pdf import write_pdf, write_scan
from benchmarks.made.raster import draw_picture
from benchmarks.made.sheet import Sheet
from benchmarks.made.traits import (
    Capture,
    Compression,
    Focus,
    Heading,
    Light,
    Output,
    PageTurn,
    Resolution,
    Skew,
    Tables,
    Traits,
)
from benchmarks.made.typeset import typeset
from benchmarks.made.week import SchoolWeek, make_week
from benchmarks.made.word import write_picture, write_tables

EXTENSIONS: dict[Output, str] = {
    Output.PNG: "png",
    Output.JPEG: "jpg",
    Output.TEXT_PDF: "pdf",
    Output.SCANNED_PDF: "pdf",
    Output.DOCX: "docx",
    Output.PICTURE_DOCX: "docx",
}

_LETTER_PIXELS: dict[Resolution, float] = {Resolution.HIGH: 24.0, Resolution.MEDIUM: 18.0, Resolution.LOW: 13.0}
"""Size of ordinary letters in pixels. Corpus: 12 in the smallest screenshot, 33 in the largest picture."""

LONGEST = 3600
"""Pixels of the longest side of a drawn page."""


@dataclass(frozen=True)
class Made:
    """A made document and what is known of it."""

    name: str
    content: bytes
    traits: Traits
    labels: dict[str, Any]


def make_weeks(rng: random.Random, traits: Traits) -> tuple[SchoolWeek, ...]:
    """The week or the two weeks that a document shows."""
    week = make_week(rng, traits)
    if traits.tables in (Tables.TWO_WEEKS_BELOW, Tables.TWO_WEEKS_BESIDE):
        return week, make_week(rng, traits, like=week)
    return (week,)


def _turned(picture: effects.Picture, traits: Traits) -> effects.Picture:
    return effects.quarter_turns(picture, list(PageTurn).index(traits.page_turn))


def _skewed(picture: effects.Picture, traits: Traits, rng: np.random.Generator) -> effects.Picture:
    if traits.skew is Skew.NONE:
        return picture
    degrees = rng.uniform(0.4, 3.0) if traits.skew is Skew.SLIGHT else rng.uniform(4.0, 15.0)
    fill = tuple(int(v) for v in picture[0, 0])
    return effects.skew(picture, float(degrees * rng.choice((-1, 1))), (fill[0], fill[1], fill[2]))


def captured(picture: effects.Picture, traits: Traits, rng: np.random.Generator) -> effects.Picture:
    """The page as the camera, the scanner or nobody at all took it."""
    if traits.capture is Capture.CLEAN:
        return picture
    picture = _skewed(picture, traits, rng)
    if traits.capture in (Capture.PHOTO, Capture.SCREEN_PHOTO):
        picture = effects.photograph(picture, rng, 0.06)
    if traits.light is Light.SHADOW:
        picture = effects.shadow(picture, rng, float(rng.uniform(0.2, 0.5)))
    if traits.capture is Capture.SCREEN_PHOTO:
        picture = effects.moire(picture, rng, float(rng.uniform(6, 16)))
    if traits.focus is Focus.SOFT:
        picture = effects.blur(picture, float(rng.uniform(0.7, 1.2)))
    picture = effects.noise(picture, rng, float(rng.uniform(2, 8)))
    return _turned(picture, traits)


def picture_of(sheet: Sheet, traits: Traits, seed: int, longest: int = LONGEST) -> effects.Picture:
    """The sheet as a picture whose longest side has at most about ``longest`` pixels before the camera."""
    page = typeset(sheet)
    size = 10.0
    scale = min(_LETTER_PIXELS[traits.resolution] / size, longest / max(page.width, page.height))
    rng = np.random.default_rng([seed, 77])
    return captured(effects.to_array(draw_picture(page, scale)), traits, rng)


def encode(picture: effects.Picture, traits: Traits) -> bytes:
    """The picture as a file in one of the formats that hold pictures."""
    quality = 88 if traits.compression is Compression.LIGHT else 45
    if traits.output is Output.PNG:
        return effects.png_bytes(picture)
    if traits.output is Output.JPEG:
        return effects.jpeg_bytes(picture, quality)
    if traits.output is Output.SCANNED_PDF:
        return write_scan([Image.fromarray(picture)], quality=quality)
    return write_picture(Image.fromarray(effects.recompress(picture, quality)), jpeg=True)


def render(sheet: Sheet, traits: Traits, seed: int) -> bytes:
    """The document's bytes in the output format of the traits."""
    if traits.output is Output.TEXT_PDF:
        return write_pdf([typeset(sheet)])
    if traits.output is Output.DOCX:
        return write_tables(sheet)
    return encode(picture_of(sheet, traits, seed), traits)


def _metadata(week: SchoolWeek, traits: Traits) -> dict[str, str | None]:
    shown = traits.heading is not Heading.NONE
    details = traits.heading is Heading.TITLE_AND_DETAILS
    return {
        "title": week.school if details else None,
        "class": week.school_class if shown else None,
        "teacher": week.teacher if details else None,
        "term": week.term if details else None,
    }


def made_sheet(seed: int, traits: Traits) -> Sheet:
    """The sheet of a seed's timetable."""
    return lay_out(make_weeks(random.Random(f"week {seed}"), traits), traits, random.Random(f"layout {seed}"))


def make(seed: int, traits: Traits | None = None) -> Made:
    """The made document of a seed; with ``traits`` given, the seed draws only the rest."""
    chosen = traits or sample_traits(seed)
    if not drawable(chosen.language):
        chosen = replace(chosen, language=Language.ENGLISH)
    weeks = make_weeks(random.Random(f"week {seed}"), chosen)
    sheet = lay_out(weeks, chosen, random.Random(f"layout {seed}"))
    name = f"made-{seed:06d}.{EXTENSIONS[chosen.output]}"
    labels = {
        "document": name,
        "metadata": _metadata(weeks[0], chosen),
        "timeblocks": timeblocks(weeks, chosen),
    }
    return Made(name, render(sheet, chosen, seed), chosen, labels)
