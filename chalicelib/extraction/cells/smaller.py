"""Names over, or before, what is printed smaller or lighter: in pictures, where letters were measured.

A reader's boxes do not tell sizes apart, ink does (``letter_heights``, ``stress``). Where nearly all names of a table
are alike it is printed, and what is clearly smaller below one, or lighter behind one on its line, was meant to be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import fmean, median, pvariance

from chalicelib.extraction.cells.stressed import cut_before
from chalicelib.extraction.grid import Cell, Line
from chalicelib.extraction.lines.line_breaks import begun_at, reads_on
from chalicelib.extraction.settings import LEAST_STYLED
from chalicelib.extraction.texts.header_texts import only_times

EVEN_HEIGHTS, EVEN_STRENGTHS = 0.08, 0.15
"""Share of what is usual by which the heights, and the strengths, of names printed alike differ: what the letters make
of them (measured: 0.04 and 0.08)."""

MOSTLY_EVEN = 0.8
"""Share of a table's names that are alike from which it is printed evenly."""

SMALLER = 0.88
"""Share of a name's height below which another font is smaller; the next smaller size that people take is 0.85."""

SMALLER_THROUGHOUT = 0.94
"""The same where most second lines of a table are smaller by about as much."""

SMALLER_THAN_OTHERS = 0.8
"""The same where most second lines are as large as the first ones."""

MOSTLY_SMALLER = 0.75
"""Share of the second lines that are."""

LEAST_LESS = 1.5
"""Pixels less that the smaller letters are high; one is lost to rounding."""

LIGHTER = 0.85
"""Share of a name's strength below which what stands behind it on its line is lighter; words of one font differ by
0.93 at the mean of two."""

CLEARLY_LIGHTER = 0.8
"""The same of those that show that a table is printed so; two words of one font came to 0.81 ("Food Technology"), what
was meant to be lighter to 0.61-0.79."""

LEAST_CUT = 2
"""Different lines of a table in which a part stands behind a name that is clearly lighter: one alone may be chance."""

WORD = 2
"""Letters of a word that can be measured; a sign or a letter alone has other strokes."""


def set_smaller_below(cells: Sequence[Cell]) -> list[Cell]:
    """``cells`` with what is set smaller below a name marked as begun on purpose; as they are where names differ in
    size and next to none has something far smaller below it, or are not measured."""
    even = _usual([_height(line) for line in _firsts(cells)], EVEN_HEIGHTS) > 0 or _far_smaller(cells)
    share = _share_smaller(cells) if even else 0.0
    return [_smaller_below(cell, share) for cell in cells] if even else list(cells)


def set_lighter_behind(cells: Sequence[Cell]) -> list[Cell]:
    """``cells`` with what is printed lighter behind a name on its line cut off, and marked as begun on purpose; as they
    are where names differ in strength, or are not measured."""
    firsts = _firsts(cells)
    usual = _usual([_strength(line) for line in firsts], EVEN_STRENGTHS)
    cuts = {x.text for x in firsts if _lighter_behind(x, usual, CLEARLY_LIGHTER) is not None} if usual else set()
    return [_cut_behind(cell, usual) for cell in cells] if len(cuts) >= LEAST_CUT else list(cells)


def _firsts(cells: Sequence[Cell]) -> list[Line]:
    return [cell.lines[0] for cell in cells if cell.lines and cell.lines[0].angle == 0]


def _usual(names: Sequence[float], even: float) -> float:
    """What is usual among the names of a table; 0 where too few are measured, or they differ by more than ``even``."""
    known = [name for name in names if name > 0]
    if len(known) < LEAST_STYLED:
        return 0.0
    usual = median(known)
    alike = sum(abs(name - usual) <= even * usual for name in known)
    return usual if alike >= MOSTLY_EVEN * len(known) else 0.0


# --- below a name ---------------------------------------------------------------------------------------------------


def _seconds(cells: Sequence[Cell]) -> list[float]:
    """The heights of second lines, each as a share of its first one's."""
    heights = [[_height(line) for line in cell.lines[:2]] for cell in cells if len(cell.lines) > 1]
    return [second / first for first, second in heights if first and second]


def _far_smaller(cells: Sequence[Cell]) -> bool:
    """Whether next to all second lines of a table are far smaller than the first ones, however large these are: a
    poster's, which are larger where a band has the room."""
    ratios = _seconds(cells)
    smaller = sum(ratio < SMALLER_THAN_OTHERS for ratio in ratios)
    return len(ratios) >= LEAST_FAR_SMALLER and smaller >= NEXT_TO_ALL * len(ratios)


LEAST_FAR_SMALLER, NEXT_TO_ALL = 6, 0.9
"""Second lines that show so, and the share of them that must."""


def _share_smaller(cells: Sequence[Cell]) -> float:
    """Share of a name's height below which a line is smaller: halfway to the table's usual one, where it has one."""
    ratios = _seconds(cells)
    if len(ratios) < LEAST_STYLED:
        return SMALLER
    if median(ratios) > SMALLER_THROUGHOUT:
        return SMALLER_THAN_OTHERS
    halfway = median(ratios) ** 0.5
    return max(SMALLER, halfway) if sum(r <= halfway for r in ratios) >= MOSTLY_SMALLER * len(ratios) else SMALLER


def _smaller_below(cell: Cell, share: float) -> Cell:
    """A cell with its first line that is smaller than all above it marked as begun on purpose."""
    heights = [_height(line) for line in cell.lines]
    least = LEAST_LESS if share <= SMALLER else 0.0
    for i in range(1, len(heights)):
        if not all(heights[: i + 1]) or only_times(cell.lines[i - 1].text):
            return cell
        before = min(heights[:i])
        if reads_on(cell.lines[i - 1], cell.lines[i]) and heights[i] >= SMALLER_THAN_OTHERS * before:
            continue
        # What is said besides in capitals, too, below a name in capitals, is clearly smaller.
        capitals = cell.lines[i].text.isupper() and cell.lines[0].text.isupper()
        part = min(share, SMALLER_THAN_OTHERS) if capitals else share
        if heights[i] < part * before and before - heights[i] >= least:
            return begun_at(cell, i)
    return cell


# --- behind a name --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Printed:
    """A word of a line that can be measured, and which of its tokens it is."""

    at: int
    strength: float


def _lighter_behind(line: Line, usual: float, share: float = LIGHTER) -> int | None:
    """Which word of a line begins what is lighter than the words before it, by that ``share``, and than is usual; None
    where none does."""
    words = _words(line)
    if len(words) < LEAST_WORDS:
        return None

    def left(at: int) -> float:
        parts = [[w.strength for w in part] for part in (words[:at], words[at:])]
        return sum(pvariance(part) * len(part) for part in parts)

    at = min(range(1, len(words)), key=left)
    before, behind = ([w.strength for w in part] for part in (words[:at], words[at:]))
    lighter = fmean(behind) < share * fmean(before) and max(behind) < min(before)
    as_usual = LIGHTER * usual < fmean(before) < usual / LIGHTER**2  # not crossed by a rule, or in a shadow
    told = lighter and as_usual and max(behind) < (LIGHTER + 1) / 2 * usual
    return words[at].at if told else None


LEAST_WORDS = 2
"""Words of a line of which one may stand behind the name."""


def _words(line: Line) -> list[Printed]:
    ends = [*(token.first for token in line.tokens), len(line.text)][1:]
    return [
        Printed(i, token.strength)
        for i, (token, end) in enumerate(zip(line.tokens, ends, strict=True))
        if sum(map(str.isalpha, line.text[token.first : end])) >= WORD
    ]


def _cut_behind(cell: Cell, usual: float) -> Cell:
    """A cell with its first line cut before what is lighter, where what is left is a name."""
    first = cell.lines[0] if cell.lines else None
    at = _lighter_behind(first, usual) if first is not None and first.angle == 0 else None
    if first is None or at is None:
        return cell
    return replace(cell, lines=(*cut_before(first, at), *cell.lines[1:]))


def _height(line: Line) -> float:
    """The height of a level line's capitals; 0 where none of its words was measured."""
    known = [token.height for token in line.tokens if token.height > 0]
    return median(known) if known and line.angle == 0 else 0.0


def _strength(line: Line) -> float:
    """How strongly the first word of a level line is printed; 0 where that is not known."""
    words = _words(line) if line.angle == 0 else []
    return words[0].strength if words and any(token.height > 0 for token in line.tokens) else 0.0
