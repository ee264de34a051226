"""Names that are printed more strongly than what is said about them: bold over regular, black over grey.

A single cell tells little, letters differ in their strokes. But where nearly all cells of a table that say several
words begin more strongly than they end, its writer meant it, and each is parted where that changes most.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean, median

from chalicelib.domain.page import Token
from chalicelib.extraction.grid import Cell, Line
from chalicelib.extraction.lines.line_breaks import begun_at, reads_on
from chalicelib.extraction.lines.line_parts import line_parts
from chalicelib.extraction.settings import LARGER, LEAST_STYLED, SET_APART
from chalicelib.extraction.texts.header_texts import only_times
from chalicelib.extraction.texts.joined import is_spelt
from chalicelib.extraction.texts.kinds import kind_of
from chalicelib.extraction.texts.pauses import is_pause
from chalicelib.extraction.texts.times import find_spans

CLEARLY = 1.25
"""Times that names are printed more strongly from which few cells show it; bold strokes are 1.4 to 1.9 as wide."""

SLIGHTLY = 1.12
"""The same where many cells show it; what a reader's boxes and the letters themselves make of it is less."""

MANY = 8
"""Different texts from which a slight difference is meant."""

MOSTLY = 0.85
"""Share of the different texts that have to begin more strongly than they end."""


@dataclass(frozen=True)
class Said:
    """A word of a cell: which of its lines it stands in, and how it is printed there."""

    line: int
    token: Token
    letters: int

    @property
    def strength(self) -> float:
        """The logarithm of its strength: what counts is how many times stronger one is than another."""
        return math.log(max(self.token.strength, 1.0))


def stressed_apart(cells: Sequence[Cell]) -> list[Cell] | None:
    """``cells`` with what follows the names cut off and set smaller by ``SET_APART``, at least, where the table prints
    names more strongly; None where it does not."""
    said = {id(cell): words for cell in cells if len(words := _said(cell)) > 1}
    # Where a cell has several lines its writer parted them; within a line letters differ as much as strokes.
    several = {id(cell) for cell in cells if _says_several(cell)}
    over_lines = {key: words for key, words in said.items() if words[0].line != words[-1].line and key not in several}
    within = {key: words for key, words in said.items() if key not in over_lines}
    result, meant = list(cells), False
    for group, slightly in ((over_lines, SLIGHTLY), (within, CLEARLY)):
        # Pauses are printed in ways of their own, and tell nothing of how the names are.
        told = {cell.text: group[id(cell)] for cell in cells if id(cell) in group and not is_pause(cell.text)}
        # Of a cell with a name on each line its first one tells how the table prints them.
        leads = [words if group is over_lines else _first_line(words) for words in told.values()]
        splits = [(words, _split(words)) for words in leads if len(words) > 1]
        ratios = [_ratio(words, at) for words, at in splits]
        if not _meant(ratios, slightly) and not (group is over_lines and _few_remarks(told, ratios)):
            continue
        meant = True
        parts = [words[:at] for words, at in splits], [words[at:] for words, at in splits]
        border = sum(median(_mean(part) for part in half) for half in parts) / 2
        for i, cell in enumerate(cells):
            if id(cell) in group:
                result[i] = _parted(cell, group[id(cell)], median(ratios) / 2, border)
    return [_evened(new) if new is old else new for new, old in zip(result, cells, strict=True)] if meant else None


def lighter_behind_names(cells: Sequence[Cell]) -> list[Cell]:
    """``cells`` of a list with what is printed unmistakably lighter behind some of its names cut off, and marked as
    begun on purpose, where several lines go over so and all others are of one strength: remarks in grey, or in a
    thinner pen. As they are elsewhere."""
    lines = {id(cell): cell.lines[0] for cell in cells if cell.lines and cell.lines[0].tokens}
    cuts = {key: at for key, line in lines.items() if (at := _goes_over(line)) is not None}
    uneven = [line for key, line in lines.items() if key not in cuts and _is_uneven(line)]
    if len(cuts) < LEAST_REMARKS or uneven:
        return list(cells)
    return [
        replace(cell, lines=(*cut_before(cell.lines[0], cuts[id(cell)]), *cell.lines[1:])) if id(cell) in cuts else cell
        for cell in cells
    ]


LEAST_REMARKS = 3
"""Lines of a list that go over to a lighter print from which it has remarks."""


def _goes_over(line: Line) -> int | None:
    """The word from which a line is printed unmistakably lighter, every one of its words lighter than those before;
    none where a pause's name of two words ("LUNCH BREAK") goes over so."""
    strengths = [token.strength for token in line.tokens]
    for at in range(begins_at(line) + 1, len(strengths)):
        before, behind = strengths[begins_at(line) : at], strengths[at:]
        usual = math.exp(fmean(map(math.log, before)) - fmean(map(math.log, behind))) if min(behind) > 0 else 0.0
        if usual >= UNMISTAKABLY and min(before) >= CLEARLY * max(behind):
            return None if is_pause(" ".join(cut.text for cut in cut_before(line, at)[1:])) else at
    return None


def _is_uneven(line: Line) -> bool:
    """Whether a line's first word is clearly stronger than another one: names and remarks cannot be told apart."""
    strengths = [token.strength for token in line.tokens][begins_at(line) :]
    return len(strengths) > 1 and strengths[0] >= UNEVEN * min(strengths)


UNEVEN = 1.5
"""Times that words of one print differ in strength at most, as it is measured in pictures."""


def set_lighter_apart(cells: Sequence[Cell]) -> list[Cell]:
    """``cells`` of a page that states its fonts with what is set smaller or lighter below a name, or far more so behind
    it on its line, marked as said besides it, however few cells have it: there a difference is meant. As they are on
    other pages."""
    lines = [line for cell in cells for line in cell.lines if line.angle == 0]
    printed = [round(token.strength, 2) for line in lines for token in line.tokens]
    known = sum(bool(line.tokens) for line in lines)  # letters that were joined to a word have none
    wanted = len(lines) if any(line.placed for line in lines) else MOSTLY * len(lines)
    if len(lines) < LEAST_LINES or len(set(printed)) > MOST_FONTS or known < wanted:
        return list(cells)
    return [_lighter_below(_lighter_behind(cell)) for cell in cells]


LEAST_LINES, MOST_FONTS = 12, 6
"""Lines of a table, and strengths of their words, from which its fonts are stated: measured ones all differ."""


def _lighter_below(cell: Cell) -> Cell:
    """A cell with its first line that is printed less strongly than the one above it marked as begun on purpose."""
    if not all(line.tokens for line in cell.lines):
        return cell
    strengths = [max(token.strength for token in line.tokens) for line in cell.lines]
    below = (i for i in range(1, len(strengths)) if strengths[i] < LIGHTER * strengths[i - 1])
    at = next(below, None)
    if at is None or any(line.angle for line in cell.lines) or only_times(cell.lines[at - 1].text):
        return cell
    if not cell.lines[0].placed:  # a bold name shrunk to fit its cell is no remark on the regular one below it
        size = max(line.size for line in cell.lines)
        fitted = tuple(replace(line, size=size) if i < at else line for i, line in enumerate(cell.lines))
        cell = replace(cell, lines=fitted)
    return begun_at(cell, at)


def _lighter_behind(cell: Cell) -> Cell:
    """A cell with its lines cut before the words at their ends that are printed far less strongly than all those before
    them; as it is where it has several names."""
    if _says_several(cell):
        return cell
    lines: list[Line] = []
    for i, line in enumerate(cell.lines):
        below = [token.strength for other in cell.lines[i + 1 :] for token in other.tokens]
        lines.extend(_cut_before_lighter(line, below if i == 0 else [float("inf")]))
    return replace(cell, lines=tuple(lines)) if len(lines) > len(cell.lines) else cell


def _says_several(cell: Cell) -> bool:
    """Whether all lines of a word processor's cell are bold at first and regular then: each is a name with what is said
    of it. On pages that are drawn, where lines lie tells more: groups of one lesson are printed so, too."""
    return len(cell.lines) > 1 and not cell.lines[0].placed and all(_bold_first(line) for line in cell.lines)


def _bold_first(line: Line) -> bool:
    strengths = [token.strength for token, letters in _tokens(line) if letters] if line.tokens else []
    named = _behind_time(line)
    cuts = range(named + 1, len(strengths))
    return any(min(strengths[named:at]) > BOLD * max(strengths[at:]) for at in cuts)


BOLD = 1.5
"""Times that bold letters are stronger than regular ones of their font, at least (1.6); colours differ by less."""


def _first_line(words: Sequence[Said]) -> list[Said]:
    return [word for word in words if word.line == words[0].line]


def _cut_before_lighter(line: Line, below: Sequence[float]) -> list[Line]:
    """A line in its name and what is said behind it so; whole where it has none, or begins with something else."""
    if line.angle or not line.tokens:
        return [line]
    # A sign alone (an arrow) may be of any font.
    said = itertools.accumulate(_tokens(line), lambda last, t: t[0].strength if t[1] else last, initial=0.0)
    strengths = list(said)[1:]
    named = begins_at(line)
    cuts = (i for i in range(named + 1, len(strengths)) if _far_lighter(strengths[named:i], strengths[i:], below))
    at = next(cuts, None)
    if at is None:
        return [line]
    return cut_before(line, at)


def _behind_time(line: Line) -> int:
    """Behind how many of a line's words its name begins: its own time before that may be printed like a remark."""
    spans = [span for span in find_spans(line.text) if span.first == 0]
    return next((i for i, token in enumerate(line.tokens) if spans and token.first >= spans[0].last), 0)


def begins_at(line: Line) -> int:
    """Which of a line's words its name begins with: behind its time, and a picture or a sign before the words."""
    signs = itertools.takewhile(lambda token: not token[1], _tokens(line)[_behind_time(line) :])
    return _behind_time(line) + len(list(signs))


def cut_before(line: Line, at: int) -> list[Line]:
    """A level line in its name and, marked as begun on purpose, what it says from its word ``at`` on; whole where what
    stands before that is no name: a course's number or a part of the class, however strongly, is none."""
    before, behind = line_parts(line, line.tokens[at].first, line.tokens[at].left)
    name = before.text[line.tokens[_behind_time(line)].first :].rstrip(_JOINING)
    if only_times(name) or kind_of(name) not in ("text", "initials"):
        return [line]
    said = f"({behind.text}" if before.text.endswith("(") else behind.text
    return [replace(before, text=before.text.rstrip(_JOINING)), replace(behind, text=said, begins=True)]


_JOINING = " –—-:·,;("
"""Signs at the end of a name that only lead over to what is said of it."""


def _far_lighter(before: Sequence[float], behind: Sequence[float], below: Sequence[float]) -> bool:
    """Whether words are printed far less strongly than those before them, or clearly so as all below them are."""
    ratio = min(before) / max(*behind, 1.0)
    return ratio > UNMISTAKABLY or (ratio > CLEARLY and all(min(before) > CLEARLY * strength for strength in below))


LIGHTER = 0.95
"""Share of a name's strength below which another font is another font."""


def _evened(cell: Cell) -> Cell:
    """A cell that is not parted, its letters all of one size unless that is clearly several: readers' boxes vary."""
    sizes = [line.size for line in cell.lines]
    if not sizes or max(sizes) >= LARGER * min(sizes):
        return cell
    return replace(cell, lines=tuple(replace(line, size=max(sizes)) for line in cell.lines))


def _meant(ratios: Sequence[float], slightly: float) -> bool:
    """Whether so many texts, with the logarithms of how much more strongly each begins, are printed so on purpose:
    clearly, or ``slightly`` where they are many."""
    if len(ratios) < LEAST_STYLED or sum(ratio > 0 for ratio in ratios) < MOSTLY * len(ratios):
        return False
    return median(ratios) >= math.log(slightly if len(ratios) >= MANY else CLEARLY)


def _few_remarks(told: Mapping[str, Sequence[Said]], ratios: Sequence[float]) -> bool:
    """Whether the few texts of several lines that a table has are names over remarks: each begun with a small letter
    and clearly lighter ("Gym / sneakers!"), or lighter beyond doubt."""
    if not 0 < len(ratios) < LEAST_STYLED:
        return False
    small = all(text.split("\n")[1][:1].islower() for text in told)
    clearly, least = (SMALL_CLEARLY, SET_APART) if small else (UNMISTAKABLY, UNMISTAKABLY)
    return median(ratios) >= math.log(clearly) and min(ratios) >= math.log(least)


SMALL_CLEARLY = 1.18
"""As ``CLEARLY``, for lines below names that begin with small letters."""

UNMISTAKABLY = 1.7
"""The same for any lines below the names of a few cells: bold over regular is 1.4 to 1.6."""


def _said(cell: Cell) -> list[Said]:
    """The words of a cell, its own times and single signs left out; none where it is not known how they are printed."""
    if any(line.angle != 0 or not line.tokens for line in cell.lines) or is_spelt([x.text for x in cell.lines]):
        return []
    return [
        Said(i, token, letters)
        for i, line in enumerate(cell.lines)
        if not only_times(line.text)
        for token, letters in _tokens(line)[_behind_time(line) :]
        if letters
    ]


def _tokens(line: Line) -> list[tuple[Token, int]]:
    """A line's words with how many letters and digits each has."""
    ends = [*(token.first for token in line.tokens[1:]), len(line.text)]
    return [
        (token, sum(c.isalnum() for c in line.text[token.first : end]))
        for token, end in zip(line.tokens, ends, strict=True)
    ]


def _mean(words: Sequence[Said]) -> float:
    """The mean of the words' strengths; long ones are measured better."""
    return sum(word.letters * word.strength for word in words) / sum(word.letters for word in words)


def _split(words: Sequence[Said]) -> int:
    """Behind how many words the strength changes most, at the end of a line where there are several: what is left of it
    within both parts is least there."""

    def left(at: int) -> float:
        parts = (words[:at], words[at:])
        return sum(word.letters * (word.strength - _mean(part)) ** 2 for part in parts for word in part)

    several = words[0].line != words[-1].line
    return min((i for i in range(1, len(words)) if not several or words[i].line != words[i - 1].line), key=left)


def _ratio(words: Sequence[Said], at: int) -> float:
    """The logarithm of how many times stronger the words before ``at`` are than those behind."""
    return _mean(words[:at]) - _mean(words[at:])


def _parted(cell: Cell, words: Sequence[Said], least: float, border: float) -> Cell:
    """A cell with what follows its names cut off: one name, or several where it becomes as strong again."""
    begins = [
        i
        for i, (before, word) in enumerate(itertools.pairwise(words), 1)
        if before.line != word.line and before.strength < border <= word.strength
        if kind_of(cell.lines[word.line].text) != "room"  # whose one letter may be as strong as a name
    ]
    size = max((line.size for line in cell.lines), default=0.0)
    ends: dict[int, list[tuple[int, bool]]] = {}
    for first, last in itertools.pairwise([0, *begins, len(words)]):
        part = words[first:last]
        at = _split(part) if len(part) > 1 else len(part)
        # Where it is cut already before something lighter, a still lighter line below says no more.
        cut = (i for i in range(1, at) if cell.lines[part[i].line].begins and part[i].line != part[i - 1].line)
        at = next((i for i in cut if part[i - 1].strength - part[i].strength > math.log(CLEARLY)), at)
        if at < len(part) and _ratio(part, at) >= least and not _reads_on(cell, part, at):
            ends.setdefault(part[at].line, []).append((part[at].token.first, False))
        if first:
            ends.setdefault(words[first].line, []).append((words[first].token.first, True))
    if not any(not named for changes in ends.values() for _, named in changes):
        return cell
    lines: list[Line] = []
    named = True
    for i, line in enumerate(cell.lines):
        for piece, begun in _cut(line, [at for at, _ in sorted(ends.get(i, []))]):
            changed = dict(ends.get(i, [])).get(begun) if begun is not None else None
            named = named if changed is None else changed
            set_size = size if named else size / SMALLER
            lines.append(replace(piece, size=set_size, begins=changed is False or (piece.begins and not named)))
    return replace(cell, lines=tuple(lines))


def _reads_on(cell: Cell, words: Sequence[Said], at: int) -> bool:
    """Whether what the words behind ``at`` say goes on with those before."""
    above, line = cell.lines[words[at - 1].line], cell.lines[words[at].line]
    return above is not line and reads_on(above, line)


SMALLER = SET_APART * SET_APART
"""Times by which names are then larger than what is said about them."""


def _cut(line: Line, places: Sequence[int]) -> list[tuple[Line, int | None]]:
    """A line in parts that begin at ``places`` (indices of letters), each with its place; None for a first one that
    begins with the line."""
    parts: list[tuple[Line, int | None]] = [(line, 0 if 0 in places else None)]
    begun = 0
    for place in places:
        if place == 0:
            continue
        rest, at = parts.pop()
        left = next(token.left for token in line.tokens if token.first == place)
        before, behind = line_parts(rest, place - begun, left)
        parts += [(replace(before, text=before.text.rstrip(" ,;–-")), at), (behind, place)]
        begun = place
    return parts
