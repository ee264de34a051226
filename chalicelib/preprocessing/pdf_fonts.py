"""How bold the fonts are of which a PDF says no name: browsers draw the letters of variable fonts one by one (Type 3
fonts, ISO 32000-2, 9.6.4), bold ones and regular ones in a font of their own each. Their strokes are measured."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

import numpy as np
import pypdfium2
from numpy.typing import NDArray

from chalicelib.preprocessing.pdf_objects import NAMELESS, Char, PageObjects
from chalicelib.preprocessing.print_strength import BOLD, stroke_strength

Run = list[Char]
"""Characters of one font that follow each other on a level line."""

FEWEST_RUNS, MOST_RUNS = 8, 60
"""Runs of a font from which its strokes are told, and how many are measured."""

SHORTEST_RUN = 2
"""Characters of a run; a stroke's width is told by its edges, of which a point has few."""

DPI, LONGEST_SIDE = 200, 3000
"""Resolution at which strokes of print are told apart (measured: at 150 bold small print differs by a tenth, at 200 by
a fifth), and the most pixels of a page's longer side."""

BOLDER = 1.15
"""Times the strokes of the lightest font of a page from which one is bold."""


def measured_weights(page: PageObjects, drawn: pypdfium2.PdfPage) -> dict[str, float]:
    """How wide the strokes are of each nameless font of ``page`` (which ``drawn`` renders), ``BOLD`` or 1; empty where
    fewer than two of them have enough text."""
    count = Counter(char.font for char in page.chars if char.font.startswith(NAMELESS))
    if sum(found >= FEWEST_RUNS * SHORTEST_RUN for found in count.values()) < LEAST_FONTS:
        return {}
    runs: dict[str, list[Run]] = {}
    for run in _runs(page.chars):
        runs.setdefault(run[0].font, []).append(run)
    runs = {font: found for font, found in runs.items() if len(found) >= FEWEST_RUNS}
    if len(runs) < LEAST_FONTS:
        return {}
    scale = min(DPI / 72, LONGEST_SIDE / max(page.width, page.height, 1.0))
    array = drawn.render(scale=scale, grayscale=True).to_numpy()
    picture = array[:, :, 0] if array.ndim > 2 else array
    strokes = {font: median(_strokes(run, picture, scale) for run in found) for font, found in runs.items()}
    strokes = {font: wide for font, wide in strokes.items() if wide > 0}
    lightest = min(strokes.values(), default=0.0)
    return {font: BOLD if wide >= BOLDER * lightest else 1.0 for font, wide in strokes.items()}


LEAST_FONTS = 2
"""Fonts of a page by which one can be bolder than another."""


def _runs(chars: Sequence[Char]) -> Iterator[Run]:
    """The level runs of nameless fonts, ``MOST_RUNS`` of each at most."""
    told: Counter[str] = Counter()
    run: Run = []
    for char in [*chars, None]:
        if char is not None and run and char.font == run[-1].font and abs(char.top - run[-1].top) < SAME_LINE:
            run.append(char)
            continue
        if len(run) >= SHORTEST_RUN and told[run[0].font] < MOST_RUNS:
            told[run[0].font] += 1
            yield run
        visible = char is not None and char.angle == 0 and char.font.startswith(NAMELESS) and not char.text.isspace()
        run = [char] if char is not None and visible else []


SAME_LINE = 0.5
"""Points by which characters of one line may differ in height."""


def _strokes(run: Run, picture: NDArray[np.uint8], scale: float) -> float:
    """The strokes' width of a run by its letters' size; 0 where there is nothing to see."""
    left, right = min(c.left for c in run), max(c.right for c in run)
    rows = slice(max(0, int(run[0].top * scale)), int(run[0].bottom * scale) + 1)
    patch = picture[rows, max(0, int(left * scale)) : int(right * scale) + 1].astype(np.float32)
    size = (run[0].bottom - run[0].top) * scale
    if not patch.size or size <= 0:
        return 0.0
    contrast = np.abs(patch - np.median(patch))
    return stroke_strength(contrast, max(float(np.percentile(contrast, STRONGEST)), 1.0)) / (run[0].contrast * size)


STRONGEST = 98
"""Percentile of a run's contrasts that is its ink's."""
