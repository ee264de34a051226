"""Which lines of a cell its writer began on purpose, and which only go on where the one above had no room left.

"Physical / Education" in a narrow column is one name, "Maths / Mr Shah" in a wide one is a name and what belongs to it:
a word that would have fitted on the line above was set below it because it says something else.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence
from dataclasses import replace

from chalicelib.extraction.grid import Cell, Line
from chalicelib.extraction.lines.line_parts import parts_at_gaps
from chalicelib.extraction.texts.days import plain
from chalicelib.extraction.texts.joined import is_spelt
from chalicelib.extraction.texts.pauses import is_pause

USABLE = 0.6
"""Share of a cell's width that a line may take in any table; margins are narrower than a fifth on each side."""

SPARE = 0.92
"""Share of the usable width up to which a word surely fitted; words are measured by their letters' number."""

BLANK = 0.3
"""Letter heights between two words."""

_JOINING = """
    and & of to for in on at de del des du da do dos di e et y und en van von vom zum zur ac agus oraz w z
    ve ile och og ja
"""
JOINING = frozenset(_JOINING.split())
"""Small words (and signs) that go on with what stands before them, wherever the line was broken."""

_COMPLETING = """
    activities activity education studies skills arts sciences technology development practice training language
    languages management club time work lesson class lab laboratory session assembly meeting reading writing learning
    play actividades educacion fisica plastica naturales sociales atividades musical visual civica moral plastiques
    enrichment intervention civique physique motoria cattolica immagine gorfforol grefyddol cymraeg jasmani islam
    kesihatan melayu inggeris fizyczne wychowawcza corpoideachas
"""
COMPLETING = frozenset(_COMPLETING.split())
"""Words that make a lesson's name whole and are hardly said of one, alone on their line: "Physical / Education"."""


def with_begun_lines(cells: Sequence[Cell]) -> list[Cell]:
    """``cells`` of one table, with those of their lines marked that were begun on purpose (``Line.begins``), and cut at
    gaps that no blank is as wide as."""
    cells = [replace(c, lines=tuple(part for line in c.lines for part in parts_at_gaps(line, GAP))) for c in cells]
    shares = [line.box.width / cell.box.width for cell in cells for line in cell.lines if line.angle == 0]
    # As long a line as the table holds has room in its cells.
    usable = max(USABLE, max((share for share in shares if share <= 1), default=0.0))
    whole = _whole_names(cells)
    return _begun_in_capitals([_below_whole(_marked(cell, SPARE * usable * cell.box.width), whole) for cell in cells])


def _begun_in_capitals(cells: Sequence[Cell]) -> list[Cell]:
    """``cells`` with the line marked as begun on purpose from which they go on in capitals, where nearly all that begin
    in small letters do: names in print, and what was written below them by hand."""
    several = [cell for cell in cells if len(cell.lines) > 1 and not cell.lines[0].text.isupper()]
    begun = {id(cell): at for cell in several if (at := _capitals_from(cell.lines)) is not None}
    if len(begun) < max(LEAST_WRITTEN, MOSTLY_WRITTEN * len(several)):
        return list(cells)
    return [begun_at(cell, begun[id(cell)]) if id(cell) in begun else cell for cell in cells]


LEAST_WRITTEN, MOSTLY_WRITTEN = 5, 0.8
"""Cells that go over from small letters to capitals, and their share of those of several lines."""


def _capitals_from(lines: Sequence[Line]) -> int | None:
    """The line from which all are in capitals, none of those before it being so; None where there is none."""
    at = next((i for i, line in enumerate(lines) if line.text.isupper()), 0)
    return at if at and all(line.text.isupper() for line in lines[at:]) else None


def begun_at(cell: Cell, at: int) -> Cell:
    """A cell with its line ``at`` marked as begun on purpose."""
    return replace(cell, lines=tuple(replace(x, begins=x.begins or i == at) for i, x in enumerate(cell.lines)))


def begun_as_elsewhere(cells: Sequence[Cell]) -> list[Cell]:
    """``cells`` with those lines marked as begun on purpose, too, that say the same as some that are, below several
    different ones: a place or a kind of lesson, which goes on with none of them, however long each is."""
    below: dict[str, tuple[set[str], set[str]]] = {}
    for cell in cells:
        for above, line in itertools.pairwise(cell.lines):
            every, begun = below.setdefault(plain(line.text), (set(), set()))
            every.add(plain(above.text))
            begun.update({plain(above.text)} if line.begins else ())
    said = {text for text, (every, begun) in below.items() if len(begun) >= max(LEAST_ABOVE, MOSTLY_BEGUN * len(every))}
    return [_begun_if_one_of(cell, said) for cell in cells]


LEAST_ABOVE, MOSTLY_BEGUN = 2, 0.4
"""Different lines above the same one, and their share of all, below which it was begun on purpose."""


def _begun_if_one_of(cell: Cell, said: Collection[str]) -> Cell:
    begun = [
        line.begins or (plain(line.text) in said and not reads_on(above, line))
        for above, line in itertools.pairwise(cell.lines)
    ]
    if begun == [line.begins for line in cell.lines[1:]]:
        return cell
    rest = (replace(line, begins=begins) for line, begins in zip(cell.lines[1:], begun, strict=True))
    return replace(cell, lines=(cell.lines[0], *rest))


def _whole_names(cells: Sequence[Cell]) -> frozenset[str]:
    """First lines (plain) that are whole names by what the table says elsewhere: several different lines stand below
    each ("Circle Time" over "birthdays", over "show & tell"), and it is of several words, or a lesson alone too."""
    alone = {plain(cell.text) for cell in cells if len(cell.lines) == 1}
    below: dict[str, set[str]] = {}
    for cell in cells:
        if len(cell.lines) > 1:
            below.setdefault(plain(cell.lines[0].text), set()).add(plain(cell.lines[1].text))
    return frozenset(
        first
        for first, said in below.items()
        if len(said) >= LEAST_BELOW and (len(first.split()) > 1 or first in alone)
    )


LEAST_BELOW = 3
"""Different lines below one first line, in cells of their own, that make it a name."""


def _below_whole(cell: Cell, whole: frozenset[str]) -> Cell:
    """``cell`` with its second line marked as begun on purpose where its first one is a whole name."""
    if len(cell.lines) < 2 or plain(cell.lines[0].text) not in whole or reads_on(*cell.lines[:2]):
        return cell
    first, second, *rest = cell.lines
    return replace(cell, lines=(first, replace(second, begins=True), *rest))


GAP = 0.9
"""Letter heights between two words of a line from which they are two texts (a room in the corner); blanks are 0.3, of
writing by hand up to 0.7."""


def _marked(cell: Cell, room: float) -> Cell:
    if is_spelt([line.text for line in cell.lines]):
        return cell
    begun = [_begun(cell, above, line, room) for above, line in itertools.pairwise(cell.lines)]
    if not any(begun):
        return cell
    return replace(
        cell,
        lines=tuple(replace(line, begins=begins) for line, begins in zip(cell.lines, [False, *begun], strict=True)),
    )


def reads_on(above: Line, line: Line) -> bool:
    """Whether a line goes on with what stands above it by what it says: not with a name ("LE BIHAN", "De Vries")."""
    first = line.text.split()[0]
    small = first.islower() or above.text.isupper() or not first.isalpha()
    pause = len(line.text.split()) == 1 and is_pause(line.text)  # "SHORT / BREAK"
    return (small and plain(first) in JOINING) or plain(line.text) in COMPLETING or pause


def _begun(cell: Cell, above: Line, line: Line, room: float) -> bool:
    if reads_on(above, line):
        return False
    if above.box == cell.box == line.box:
        return True  # a word processor's paragraphs, whose lines it breaks by itself
    if not above.angle == line.angle == 0:
        return False
    if line.box.top < above.box.center[1]:
        return line.box.left >= above.box.right  # level with it, and so far apart that they are two texts
    first = line.text.split()[0]
    if line.text.endswith("!") and first[:1].isupper() and not above.text.endswith("!"):
        return True  # what is called after a lesson's name is no part of it: "Turnbeutel!"
    return above.box.width + BLANK * line.size + line.box.width * len(first) / len(line.text) <= room
