"""Which lines of a cell its writer began on purpose, and which only go on where the one above had no room left.

"Physical / Education" in a narrow column is one name, "Maths / Mr Shah" in a wide one is a name and what belongs to it:
a word that would have fitted on the line above was set below it because it says something else.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from chalicelib.extraction.days import plain
from chalicelib.extraction.grid import Cell, Line, parts_at_gaps
from chalicelib.extraction.names import is_spelt
from chalicelib.extraction.pauses import is_pause

USABLE = 0.6
"""Share of a cell's width that a line may take in any table; margins are narrower than a fifth on each side."""

SPARE = 0.92
"""Share of the usable width up to which a word surely fitted; words are measured by their letters' number."""

BLANK = 0.3
"""Letter heights between two words."""

_JOINING = """
    and & of to for in on at de del des du da do dos di e et y und en van von vom zum zur ac agus oraz w z
"""
JOINING = frozenset(_JOINING.split())
"""Small words (and signs) that go on with what stands before them, wherever the line was broken."""

_COMPLETING = """
    activities activity education studies skills arts sciences technology development practice training language
    languages management club time work lesson class lab laboratory session assembly meeting reading writing learning
    play actividades educacion fisica plastica naturales sociales atividades musical visual civica moral plastiques
    civique physique motoria cattolica immagine gorfforol grefyddol cymraeg jasmani islam kesihatan melayu inggeris
    fizyczne wychowawcza corpoideachas
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
    return [_marked(cell, SPARE * usable * cell.box.width) for cell in cells]


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
    return above.box.width + BLANK * line.size + line.box.width * len(first) / len(line.text) <= room
