"""Days across, each divided in columns under names that come again below every day: two weeks, two classes."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from chalicelib.extraction.axes import DayAxis, along, shares
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.grid import Cell
from chalicelib.extraction.texts.class_names import NUMBERED
from chalicelib.extraction.texts.days import parse_day_label, plain
from chalicelib.extraction.texts.header_texts import spans_of
from chalicelib.extraction.texts.heads import head_of
from chalicelib.extraction.texts.joined import as_notes
from chalicelib.extraction.texts.pauses import is_pause

LEAST_DAYS = 3
"""Days below which the same names stand from which these name columns."""

MOST_PARTS = 4
"""Columns of one day."""

LONGEST_NAME = 12
"""Characters of such a name ("Wk A", "JSS 2"); more is a lesson or a note."""

BELOW = 1.5
"""Heights of the days' names within which the names of their columns begin below them."""


def with_parts(axis: DayAxis, cells: Sequence[Cell]) -> tuple[DayAxis, list[Cell]]:
    """``axis`` with a band for each column (row, where days go down) of its days, and the cells that name these; as it
    is, and none, where its days are not divided so."""
    if len(axis.bands) < LEAST_DAYS:
        return axis, []
    days, deep = axis.across, not axis.across
    reach = axis.high + BELOW * (axis.high - axis.low)
    middles = [(band.low + band.high) / 2 for band in axis.bands]
    step = median(b - a for a, b in itertools.pairwise(middles)) / 2
    zones = [middles[0] - step, *((a + b) / 2 for a, b in itertools.pairwise(middles)), middles[-1] + step]
    inside = [c for c in cells if c.lines and zones[0] <= sum(along(c.box, days)) / 2 < zones[-1]]
    behind = [c for c in inside if axis.high - c.lines[0].size / 2 <= along(c.box, deep)[0] <= reach]
    first = min(behind, key=lambda c: along(c.box, deep)[0], default=None)
    level = [c for c in behind if first is not None and shares(*along(first.box, deep), *along(c.box, deep))]
    named = [
        sorted((c for c in level if low <= sum(along(c.box, days)) / 2 < high), key=lambda c: along(c.box, days)[0])
        for low, high in itertools.pairwise(zones)
    ]
    names = {tuple("".join(c.text.split()) for c in row) for row in named}
    if len(names) != 1 or not tell_apart(next(iter(names))):
        return axis, []
    pairs = [(band, cell) for band, row in zip(axis.bands, named, strict=True) for cell in row]
    extents = [along(cell.box, days) for _, cell in pairs]
    bands = tuple(replace(band, low=low, high=high) for (band, _), (low, high) in zip(pairs, extents, strict=True))
    return replace(axis, bands=bands), [cell for _, cell in pairs]


def tell_apart(names: Sequence[str]) -> bool:
    """Whether names are of weeks or classes: short, each another one, alike but for a figure or a letter, and no heads
    of a list's columns; or of even and odd weeks."""
    if not 1 < len(names) <= MOST_PARTS or len(set(names)) < len(names):
        return False
    if len(names) == TWO_WEEKS and any(_are_turn(sorted(map(plain, names)), turn) for turn in _BY_TURNS):
        return True
    short = all(
        len(name) <= LONGEST_NAME
        and head_of(name) is None
        and (NUMBERED.fullmatch(name) is not None or parse_day_label(name) is None)
        and not spans_of(name)
        and not is_pause(name)
        for name in names
    )
    joined = {match.group(1) if (match := _SEVERAL.fullmatch(name)) else "" for name in names}
    stems = ({name[:-1].strip() for name in names}, {_NUMBER.sub("", name).strip() for name in names}, joined)
    kinds = Counter(name[:-1].strip() for name in names)  # "veld 1", "veld 2", "zaal A", "zaal B"
    several = all(len(kind) >= LEAST_KIND and times > 1 for kind, times in kinds.items())
    return short and (several or any(len(stem) == 1 and any(stem) for stem in stems)) and len(names[0]) > 1


LEAST_KIND = 3
"""Letters of what several of a row's names have in common but for their last one."""


def _are_turn(names: Sequence[str], turn: Sequence[str]) -> bool:
    """Whether two names, in the alphabet's order, begin with the words of an even and an odd week."""
    return all(name.startswith(word) for name, word in zip(names, turn, strict=True))


TWO_WEEKS = 2

_BY_TURNS = tuple(
    tuple(sorted(pair.split("/")))
    for pair in (
        "even/odd", "gerade/ungerade", "paire/impaire", "pair/impair", "pares/impares", "par/impar", "pari/dispari",
        "even/oneven", "jamn/udda", "partall/oddetall", "lige/ulige", "parzyst/nieparzyst", "sud/lich",
        "paros/paratlan", "parillin/pariton", "genap/ganjil",
    )
)  # fmt: skip
"""Words (accents removed) for even and odd weeks, each pair in the alphabet's order."""

_SEVERAL = re.compile(r"([^\W\d_]+)\.?\s?\d{1,2}[ªº°]?(?:\s?(?:[-–/,+&]|et?|and|und|y)\s?\d{1,2}[ªº°]?)*")
"""Stages, each perhaps several that are taught together, behind a word for classes: "cl. 1ª-2ª-3ª", "Year 3/4"."""

_NUMBER = re.compile(r"\d+|^[IVX]{1,4}(?=[\s.-])")
"""What tells classes apart before their stage's name: "1. SINIF", "III Sem"."""


def said_of_parts(drafts: Sequence[Draft], heads: Sequence[Cell], *, across: bool = True) -> list[Draft]:
    """``drafts`` with the name of the one column (row, not ``across``) that each stands in as a note."""
    result = []
    for draft in drafts:
        over = [h for h in heads if shares(*along(draft.box, across), *along(h.box, across))]
        name = " ".join(over[0].text.split()) if len(over) == 1 else ""
        result.append(replace(draft, notes=as_notes(draft.notes, name)))
    return result
