"""How large a word's font is, by its ink: readers' boxes vary by 1.4 with the letters in them, this by 1.05.

How high a word's ink is depends on which letters it has. Divided by how high these letters are in most fonts, it says
how high the font's capitals are.
"""

from __future__ import annotations

import unicodedata

import numpy as np
from numpy.typing import NDArray

Contrast = NDArray[np.float32]

EDGE = 0.5
"""Share of a word's strongest contrast at which a letter ends: halfway, which a blur does not move."""

ABOVE = {
    "bdfhkl\u00df&()[]/|'\"!?": 1.03,
    "ij": 0.97,
    "t": 0.90,
    ":;": 0.70,
}
"""How far letters reach above the line they stand on, in heights of a capital (means of text fonts)."""

SMALL = 0.72
"""The same of letters without anything above (a, c, e, m)."""

BELOW = {"gjpqy": 0.29, "()[]/|": 0.20, ",;Q": 0.14}
"""How far letters reach below the line they stand on."""

_ABOVE = {letter: height for letters, height in ABOVE.items() for letter in letters}
_BELOW = {letter: depth for letters, depth in BELOW.items() for letter in letters}


def capitals_height(contrast: Contrast, strongest: float, text: str) -> float:
    """The height in pixels of the capitals of the font that ``text`` is set in, by its picture's ``contrast`` to the
    ground (grey levels; ``strongest`` is its ink's); 0 where that is not to be said: an accent on a capital, signs
    alone, ink cut off at an edge."""
    extent = _extent(text)
    rows = (contrast >= EDGE * strongest).sum(axis=1)
    if extent is None or not rows.any():
        return 0.0
    # What stands at the patch's edge, apart from the word, belongs to the line above or below.
    inked = np.flatnonzero(rows)
    runs = np.split(inked, np.flatnonzero(np.diff(inked) > 1) + 1)
    main = max(runs, key=lambda run: int(rows[run].sum()))
    own = [run for run in runs if run is main or (run[0] > 0 and run[-1] < len(rows) - 1)]
    top, bottom = int(own[0][0]), int(own[-1][-1]) + 1
    if top == 0 or bottom == len(rows):
        return 0.0
    return (bottom - top) / extent


def _extent(text: str) -> float | None:
    """How high the ink of ``text`` is, in heights of a capital; None where that differs too much between fonts."""
    tops, depths = [0.0], [0.0]
    for letter in text:
        apart = unicodedata.normalize("NFD", letter)
        base, marks = apart[0], apart[1:]
        if base.isupper() and marks:
            return None
        if base.isupper() or base.isdigit() or marks:
            tops.append(1.0)
        elif base.isalpha() or base in _ABOVE:
            tops.append(_ABOVE.get(base, SMALL))
        depths.append(_BELOW.get(base, 0.0))
    return max(tops) + max(depths) if max(tops) > 0 else None
