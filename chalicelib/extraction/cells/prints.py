"""Which font a table prints its names in, where that alone tells them from what is said about them."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from chalicelib.extraction.cells.stressed import CLEARLY, MOSTLY, SLIGHTLY, begins_at, cut_before
from chalicelib.extraction.grid import Cell, Line, bounding
from chalicelib.extraction.settings import FAR_LARGER, LEAST_STYLED, SET_APART
from chalicelib.extraction.texts.header_texts import only_times
from chalicelib.extraction.texts.joined import is_spelt, one_line
from chalicelib.extraction.texts.kinds import is_class_over_subject, kind_of
from chalicelib.extraction.texts.lessons import only_lesson_words
from chalicelib.extraction.texts.pauses import is_pause


def cut_at_remarks(cells: Sequence[Cell]) -> list[Cell]:
    """``cells`` with the lines of names cut where they go over to a print that the table has for what is said below
    names ("Inloop *puzzels*" in a low cell beside "Kring" over "*letter van de week*"), or that nearly all of its names
    go over to on their lines."""
    firsts = [line for cell in cells if (line := _named(cell)) is not None]
    remarks = _below_names(cells) | _behind_names(firsts)
    return [_cut_at(cell, remarks) for cell in cells] if remarks else list(cells)


def _named(cell: Cell) -> Line | None:
    """A cell's first line with a word besides a time; None where its print is not known."""
    return next((x for x in cell.lines if x.angle == 0 and x.tokens and begins_at(x) < len(x.tokens)), None)


def _below_names(cells: Sequence[Cell]) -> set[float]:
    """The prints of lines that stand below lines of stronger ones in several cells, and above none of another."""
    lines = [[x for x in cell.lines if x.tokens and begins_at(x) < len(x.tokens)] for cell in cells]
    prints = [[_print_at(x, begins_at(x)) for x in own] for own in lines]
    pairs = Counter(pair for own in prints for pair in itertools.pairwise(own) if pair[0] != pair[1])
    above = {first for first, _ in pairs}
    below = Counter({second: 0 for _, second in pairs})
    for (first, second), times in pairs.items():
        below[second] += times if first > second else 0
    return {second for second, times in below.items() if times >= LEAST_STYLED and second not in above}


def _behind_names(firsts: Sequence[Line]) -> set[float]:
    """The prints that nearly all first lines go over to from one that is clearly stronger."""
    switches = [switch for line in firsts if (switch := _switch(line)) is not None]
    several = {line.text for line in firsts if len(line.tokens) > begins_at(line) + 1}
    names = {name for name, _ in switches}
    told = len(names) == 1 and len(switches) >= max(LEAST_STYLED, MOSTLY * len(several))
    return {behind for _, behind in switches} if told else set()


def _switch(line: Line) -> tuple[float, float] | None:
    """The print of a line's first words, and the clearly weaker one that it goes over to."""
    prints = [_print_at(line, i) for i in range(begins_at(line), len(line.tokens))]
    behind = next((print_ for print_ in prints if print_ != prints[0]), prints[0])
    return (prints[0], behind) if prints[0] >= CLEARLY * behind else None


def _print_at(line: Line, at: int) -> float:
    return round(line.tokens[at].strength, 2)


def _begins_as(line: Line, name: float) -> bool:
    at = begins_at(line) if line.tokens else 0
    return at < len(line.tokens) and _print_at(line, at) == name


def _cut_at(cell: Cell, remarks: set[float]) -> Cell:
    line = _named(cell)
    if line is None:
        return cell
    prints = [_print_at(line, i) for i in range(len(line.tokens))]
    first = begins_at(line)
    at = next((i for i in range(first, len(prints)) if prints[i] in remarks), len(prints))
    if not first < at < len(prints) or min(prints[first:at]) <= prints[at]:
        return cell
    if any(x is not line and _begins_as(x, prints[first]) for x in cell.lines):
        return cell  # groups, each with its own line
    parts = (part for x in cell.lines for part in (cut_before(x, at) if x is line else [x]))
    return replace(cell, lines=tuple(parts))


def strongest_first(cells: Sequence[Cell]) -> list[Cell]:
    """``cells`` of a table nearly all of which print one of their lower lines (or a few of them) clearly more strongly
    than the others, with that first and these smaller: who teaches stands above the lesson ("HOF / M / 2.14"). Or any
    of their lines, and several a lower one that is larger, too, than what stands above it (an aim in small print)."""
    several = [
        cell
        for cell in cells
        if len(cell.lines) > 1 and not is_pause(cell.text) and not is_spelt([line.text for line in cell.lines])
    ]
    groups = {id(cell): names for cell in several if len(names := _names_of_groups(cell)) > 1}
    several = [cell for cell in several if id(cell) not in groups]
    found = {id(cell): named for cell in several if (named := _strongest(cell)) is not None}
    stacked = [cell for cell in several if id(cell) not in found or not _beside(cell, found[id(cell)])]
    clear = [(cell, found[id(cell)]) for cell in stacked if id(cell) in found]
    lower = [(cell, named) for cell, named in clear if named.first > 0]
    meant = max(LEAST_STYLED, MOSTLY * len(stacked))
    if len(clear) < meant or median(named.stronger for _, named in clear) < CLEARLY:
        return list(cells)
    if sum(_is_place(cell, named) for cell, named in lower) > len(lower) / 2:
        return list(cells)
    larger = sum(cell.lines[named.first].size >= SET_APART * cell.lines[0].size for cell, named in lower)
    stated = len(clear) == len(stacked) and min(named.stronger for _, named in clear) >= STATED_BOLD
    if (
        len(lower) < meant
        and larger < max(LEAST_STYLED, MOSTLY * len(lower))
        and not (stated and 2 * len(lower) >= len(clear))
    ):
        return list(cells)
    largest = {id(cell): line for cell in several if (line := _largest(cell)) is not None}
    leading = largest | found
    led = [_led_by(cell, leading[id(cell)]) if id(cell) in leading else cell for cell in cells]
    return [_named_by(cell, groups[id(cell)]) if id(cell) in groups else cell for cell in led]


def _is_place(cell: Cell, named: _Strongest) -> bool:
    """Whether a cell's strongest line is a room or its sign, or a class, below what happens there or what they have
    ("Yr 9 Latin / set 1 / L2", "Matemática / 7º A")."""
    said, name = cell.lines[named.first].text, cell.lines[0].text
    place = kind_of(said) in ("room", "code", "group")
    return (place and kind_of(name) == "text") or (is_class_over_subject(said, name) and only_lesson_words(name))


def _names_of_groups(cell: Cell) -> list[int]:
    """The lines of a cell that are printed far more strongly than those between them: the names of several groups'
    lessons; none where these are not so much stronger than all others."""
    strengths = [_strength(line) for line in cell.lines]
    if min(strengths) == 0:
        return []
    strong = [i for i, strength in enumerate(strengths) if strength >= SAME_STROKES * max(strengths)]
    others = [strength for i, strength in enumerate(strengths) if i not in strong]
    apart = all(b - a > 1 for a, b in itertools.pairwise(strong))
    return strong if others and apart and min(strengths[i] for i in strong) >= CLEARLY * max(others) else []


def _named_by(cell: Cell, names: Sequence[int]) -> Cell:
    """A cell of several groups with the lines that name their lessons as large as any, and all others far smaller."""
    size = max(line.size for line in cell.lines)
    lines = (replace(x, size=size if i in names else size / (SET_APART * FAR_LARGER)) for i, x in enumerate(cell.lines))
    return replace(cell, lines=tuple(lines))


STATED_BOLD = 1.5
"""Times that the boldest line of each cell is stronger than all others of it where a table calls its lessons so,
whichever line it is, half of them a lower one: "L3 Eng / Maths for Engineers / E204" beside "Team meeting / E200"."""


@dataclass(frozen=True)
class _Strongest:
    """The lines of a cell that are printed most strongly, one below the other, and how many times so."""

    first: int
    last: int
    stronger: float


def _strongest(cell: Cell) -> _Strongest | None:
    """None where no lines of a cell are printed more strongly than all others, or a time leads."""
    strengths = [_strength(line) for line in cell.lines]  # a room's number may look like a time
    if min(strengths) == 0 or only_times(cell.lines[0].text) or min(line.size for line in cell.lines) <= 0:
        return None
    most = max(strengths)
    size = cell.lines[strengths.index(most)].size
    strong = [
        i
        for i, (line, strength) in enumerate(zip(cell.lines, strengths, strict=True))
        if strength >= SAME_STROKES * most and line.size >= SAME_HEIGHT * size
    ]
    first, last = strong[0], strong[-1]
    others = [strength for i, strength in enumerate(strengths) if not first <= i <= last]
    if not others or last - first + 1 > len(strong):
        return None
    stronger = min(strengths[first : last + 1]) / max(others)
    return _Strongest(first, last, stronger) if stronger >= SLIGHTLY else None


def _largest(cell: Cell) -> _Strongest | None:
    """The line of a cell that is largest and strongest together; None where another one is about as much so."""
    weights = [_strength(line) * line.size for line in cell.lines]
    *_, second, most = sorted(weights)
    at = weights.index(most)
    return _Strongest(at, at, most / second) if second > 0 and most >= CLEARLY * second else None


SAME_HEIGHT = 0.75
"""Share of the strongest line's height from which another one is as high; readers' boxes vary with the letters."""

SAME_STROKES = 0.88
"""Share of the strongest line's strokes from which another one is as strong; letters of a picture differ so."""


def _beside(cell: Cell, named: _Strongest) -> bool:
    """Whether a name stands level with what is before it: a sign in the corner."""
    if named.first == 0 or not cell.lines[0].placed:
        return False
    return cell.lines[named.first].box.top < cell.lines[named.first - 1].box.center[1]


def _led_by(cell: Cell, named: _Strongest) -> Cell:
    size = max(line.size for line in cell.lines)
    held = range(named.first, named.last + 1)
    names = (replace(cell.lines[i], size=size, begins=False) for i in held)
    others = (
        replace(x, size=size / (SET_APART * FAR_LARGER), begins=True) for i, x in enumerate(cell.lines) if i not in held
    )
    return replace(cell, lines=(*names, *others))


def with_lines_of_names(cells: Sequence[Cell]) -> list[Cell]:
    """``cells`` of a table that prints names more strongly, with the lines of a name that are printed just as its first
    one is as one ("SCIENCES / VIE & TERRE" over a teacher in regular letters)."""
    several = [strengths for c in cells if not is_pause(c.text) and len(strengths := _strengths(c.lines)) > 1]
    first_stronger = sum(strengths[0] >= CLEARLY * strengths[-1] > 0 for strengths in several)
    if first_stronger < max(LEAST_STYLED, MOSTLY * len(several)):
        return list(cells)
    return [_with_lines_of_name(cell) for cell in cells]


def _strengths(lines: Sequence[Line]) -> list[float]:
    """How strongly each line of a cell is printed on average, those of times left out; 0 where that is not known."""
    return [_strength(line) for line in lines if not only_times(line.text)]


def _strength(line: Line) -> float:
    return sum(token.strength for token in line.tokens) / len(line.tokens) if line.tokens else 0.0


def _with_lines_of_name(cell: Cell) -> Cell:
    if len(cell.lines) <= 1 or any(only_times(line.text) or not line.tokens for line in cell.lines):
        return cell
    strengths, first = _strengths(cell.lines), cell.lines[0]
    alike = [
        abs(strength / strengths[0] - 1) < SAME_PRINT and abs(line.size / first.size - 1) < SAME_PRINT
        for line, strength in zip(cell.lines, strengths, strict=True)
    ]
    named = len(list(itertools.takewhile(bool, alike)))
    weaker = named < len(alike) and strengths[0] >= CLEARLY * max(strengths[named:])
    if named == 1 or not weaker or not all(_part_of_name(line.text) for line in cell.lines[:named]):
        return cell
    return replace(cell, lines=(_joined(cell.lines[:named]), *cell.lines[named:]))


def _joined(lines: Sequence[Line]) -> Line:
    """Lines below each other as one, with the print of their words where no word was broken."""
    text, tokens, begun = one_line([line.text for line in lines]), [], 0
    for line in lines:
        tokens += [token.model_copy(update={"first": token.first + begun}) for token in line.tokens]
        begun += len(line.text) + 1
    whole = text == " ".join(line.text for line in lines)
    box = bounding(line.box for line in lines)
    return replace(lines[0], text=text, box=box, tokens=tuple(tokens) if whole else (), gaps=())


def _part_of_name(text: str) -> bool:
    """Whether a line may be part of a name of several: no remark, no group's lesson beside another group's."""
    return kind_of(text) == "text" and not text[:1].islower() and not any(c.isdigit() or c == ":" for c in text)


SAME_PRINT = 0.03
"""Share by which the strokes and the heights of letters of one style differ; those of pictures differ more."""
