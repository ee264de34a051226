"""Measures how many of a picture's words are read, one trait of made documents at a time.

    python -m benchmarks.words [--count K] [--seed N] [--only TRAIT=VALUE]... [--lost]

Every row differs from the plainest picture by the traits it names. The words are those of the sheet that was drawn:
*exact* counts the ones read to the letter, *alike* leaves case, accents and signs aside. *F1* is that of the
timetable made of them, *turn* the share of pages that came out upright.
"""

from __future__ import annotations

import argparse
import re
import statistics
import time
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from benchmarks.made.document import made_sheet, make
from benchmarks.made.fonts import HANDWRITING_LIKE
from benchmarks.made.sheet import Grid, Sheet, Turn
from benchmarks.made.traits import (
    Arrangement,
    Backdrop,
    BreakStyle,
    Capture,
    CellTurn,
    Compression,
    DayStyle,
    Focus,
    Light,
    Output,
    PageTurn,
    Palette,
    Resolution,
    Rules,
    Skew,
    TimeTurn,
    Traits,
)
from benchmarks.scoring import score
from chalicelib.domain.errors import LearningYogiError
from chalicelib.domain.page import PreparedPage
from chalicelib.extraction import extract
from chalicelib.extraction.lines.orientation import upright
from chalicelib.ocr import local_engine
from chalicelib.preprocessing.images import prepare_image
from chalicelib.validation import validate

_TAKEN: dict[str, Any] = {"output": Output.JPEG, "capture": Capture.SCAN}
_PHOTO: dict[str, Any] = {"output": Output.JPEG, "capture": Capture.PHOTO}

WORD = re.compile(r"[^\W_]+(?:[.:'][^\W_]+)*")
"""Words and times; a reader may set the blanks around a dash or not."""

VARIATIONS: dict[str, dict[str, Any]] = {
    "plain": {},
    "scan": _TAKEN,
    "photo": _PHOTO,
    "screen photo": {"output": Output.JPEG, "capture": Capture.SCREEN_PHOTO},
    "slight skew": _TAKEN | {"skew": Skew.SLIGHT},
    "strong skew, photo": _PHOTO | {"skew": Skew.STRONG},
    **{f"turned {turn}": _TAKEN | {"page_turn": turn} for turn in PageTurn if turn is not PageTurn.UPRIGHT},
    "soft": _TAKEN | {"focus": Focus.SOFT},
    "soft, low resolution": _TAKEN | {"focus": Focus.SOFT, "resolution": Resolution.LOW},
    "low resolution": {"resolution": Resolution.LOW},
    "heavy compression": {"output": Output.JPEG, "compression": Compression.HEAVY},
    "shadow": _PHOTO | {"light": Light.SHADOW},
    "dark": {"palette": Palette.DARK},
    "dark, only horizontal rules": {"palette": Palette.DARK, "rules": Rules.HORIZONTAL},
    "saturated": {"palette": Palette.SATURATED},
    "colour blocks": {"palette": Palette.PASTEL, "rules": Rules.BLOCKS},
    "decorated": {"backdrop": Backdrop.DECORATED},
    "stacked days": {"arrangement": Arrangement.DAYS_DOWN, "day_style": DayStyle.STACKED},
    "stacked days across": {"day_style": DayStyle.STACKED},
    "stacked breaks": {"arrangement": Arrangement.DAYS_DOWN, "break_style": BreakStyle.STACKED},
    "stacked breaks, scan": _TAKEN | {"arrangement": Arrangement.DAYS_DOWN, "break_style": BreakStyle.STACKED},
    "one letter per day": {"break_style": BreakStyle.LETTER_PER_DAY},
    "rotated days": {"day_style": DayStyle.ROTATED},
    "rotated breaks": {"arrangement": Arrangement.DAYS_DOWN, "break_style": BreakStyle.ROTATED},
    "rotated times": {"time_turn": TimeTurn.ROTATED},
    "rotated cells": {"cell_turn": CellTurn.SOME_ROTATED},
    **{f"lettering {face}": {"face": face} for face in sorted(HANDWRITING_LIKE)},
}


@dataclass(frozen=True)
class Reading:
    """What was read of one document."""

    words: int
    exact: int
    alike: int
    superfluous: int
    f1: float
    upright: bool
    seconds: float
    lost: tuple[str, ...]
    added: tuple[str, ...]


def words_of_sheet(sheet: Sheet) -> Counter[str]:
    """The words drawn on a sheet, as often as they stand there; letters one below the other are words."""
    lines: list[str] = []
    for item in (item for band in sheet.bands for item in band):
        if isinstance(item, Grid):
            for cell in item.cells:
                lines.extend(" ".join(x.text) if cell.turn is Turn.STACKED else x.text for x in cell.lines)
        else:
            lines.extend(x.text for x in item.lines)
    return Counter(word for line in lines for word in WORD.findall(line))


def words_of_page(page: PreparedPage) -> Counter[str]:
    """The words read on a page."""
    return Counter(word for line in page.words for word in WORD.findall(line.text))


def _plain(words: Counter[str]) -> Counter[str]:
    """Words without case, accents and signs; those that consist of signs are left out."""
    plain: Counter[str] = Counter()
    for word, count in words.items():
        bare = "".join(c for c in unicodedata.normalize("NFKD", word).casefold() if c.isalnum())
        if bare:
            plain[bare] += count
    return plain


def read(seed: int, traits: Traits) -> Reading:
    """Makes one document, reads it, compares."""
    made, drawn = make(seed, traits), words_of_sheet(made_sheet(seed, traits))
    started = time.perf_counter()
    document = prepare_image(made.content)
    page = document.pages[0]
    page = page.model_copy(update={"words": local_engine().read(document.pictures[1])})
    seconds = time.perf_counter() - started
    try:
        blocks = validate(extract([page], document.pictures)).model_dump(mode="json")["timeblocks"]
    except LearningYogiError:
        blocks = []
    turned, _ = upright(page, None)
    found = words_of_page(page)
    wanted, seen = _plain(drawn), _plain(found)
    return Reading(
        words=sum(drawn.values()),
        exact=sum((drawn & found).values()),
        alike=sum(drawn.values()) - sum((wanted - seen).values()),
        superfluous=sum((seen - wanted).values()),
        f1=score(made.labels["timeblocks"], blocks).f1,
        upright=(turned.width > turned.height) == (made_sheet(seed, traits).width > made_sheet(seed, traits).height)
        and Counter(w.angle for w in turned.words).most_common(1)[0][0] == 0,
        seconds=seconds,
        lost=tuple((wanted - seen).elements()),
        added=tuple((seen - wanted).elements()),
    )


def measured(only: Iterable[str], seed: int, count: int) -> Iterator[tuple[str, list[Reading]]]:
    """The readings of each variation asked for."""
    chosen = list(only) or list(VARIATIONS)
    for name in chosen:
        traits = replace(Traits(), **VARIATIONS[name])
        yield name, [read(seed * 1000 + i, traits) for i in range(count)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=4, help="documents of each kind (default 4)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", action="append", default=[], choices=sorted(VARIATIONS))
    parser.add_argument("--lost", action="store_true", help="print the words that were lost and those that came up")
    arguments = parser.parse_args()
    print(
        "| pictures | words | exact | alike | superfluous | F1 | turn | s |\n|---|---:|---:|---:|---:|---:|---:|---:|"
    )
    for name, readings in measured(arguments.only, arguments.seed, arguments.count):
        words = sum(r.words for r in readings)
        print(
            f"| {name} | {words} | {sum(r.exact for r in readings) / words:.3f} "
            f"| {sum(r.alike for r in readings) / words:.3f} | {sum(r.superfluous for r in readings) / words:.3f} "
            f"| {statistics.mean(r.f1 for r in readings):.3f} | {statistics.mean(r.upright for r in readings):.2f} "
            f"| {statistics.median(r.seconds for r in readings):.1f} |",
            flush=True,
        )
        if arguments.lost:
            for r in readings:
                print(f"    lost {' '.join(r.lost)} | added {' '.join(r.added)}")


if __name__ == "__main__":
    main()
