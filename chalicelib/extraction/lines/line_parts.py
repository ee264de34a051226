"""Lines cut in two at a border, a gap or a letter, and two that stand level made one."""

from __future__ import annotations

from dataclasses import replace

from chalicelib.extraction.grid import Line, bounding


def line_cut(line: Line, place: float) -> list[Line]:
    """A level line in two at the blank that lies on ``place``; whole where no blank is close."""
    low, high = line.box.left, line.box.right
    if line.angle != 0 or not low < place < high:
        return [line]
    if (wide := wide_gap(line, place)) is not None:
        return line_parts(line, *wide)
    share = (place - low) / (high - low) * len(line.text)
    blanks = [i for i, c in enumerate(line.text) if c == " "]
    blank = min(blanks, key=lambda b: abs(b + 0.5 - share), default=None)
    if blank is None or abs(blank + 0.5 - share) > LETTERS_OFF:
        return [line]
    return line_parts(line, blank, place)


def wide_gap(line: Line, place: float) -> tuple[int, float] | None:
    """The blank (its index) whose gap holds ``place`` and is wider than one between words, and the gap's middle."""
    reach = GAP_OFF * line.size
    for blank, end, start in line.blanks:
        if start - end >= WIDE_GAP * line.size and end - reach <= place <= start + reach:
            return blank, (end + start) / 2
    return None


def line_parts(line: Line, letter: int, place: float) -> list[Line]:
    """A level line in two, before its ``letter`` (an index), which stands at ``place``."""
    behind = len(line.text) - len(line.text[letter:].lstrip())
    return [
        replace(
            line,
            text=line.text[:letter].rstrip(),
            box=line.box.model_copy(update={"right": place}),
            gaps=tuple(gap for gap in line.gaps if gap[0] < letter),
            tokens=tuple(token for token in line.tokens if token.first < letter),
        ),
        replace(
            line,
            text=line.text[behind:],
            box=line.box.model_copy(update={"left": place}),
            gaps=tuple((blank - behind, end, start) for blank, end, start in line.gaps if blank > letter),
            tokens=tuple(t.model_copy(update={"first": t.first - behind}) for t in line.tokens if t.first >= letter),
            begins=False,
        ),
    ]


def parts_at_gaps(line: Line, gap: float) -> list[Line]:
    """A level line in parts at its gaps of at least ``gap`` letter heights; a turned one as it is."""
    parts = [line]
    for blank, end, start in reversed(line.blanks if line.angle == 0 else ()):
        if start - end >= gap * line.size:
            first = parts.pop(0)
            parts = [*line_parts(first, blank, (end + start) / 2), *parts]
    return [part for part in parts if part.text]


def joined_level(left: Line, right: Line) -> Line:
    """Two lines that stand level with each other as one."""
    begin = len(left.text) + 1
    gaps = (
        (len(left.text), left.box.right, right.box.left),
        *((begin + at, end, start) for at, end, start in right.gaps),
    )
    tokens = tuple(token.model_copy(update={"first": begin + token.first}) for token in right.tokens)
    return replace(
        left,
        text=f"{left.text} {right.text}",
        box=bounding([left.box, right.box]),
        size=max(left.size, right.size),
        confidence=min(left.confidence, right.confidence),
        gaps=(*left.gaps, *gaps),
        tokens=(*left.tokens, *tokens) if left.tokens and right.tokens else (),
    )


WIDE_GAP = 0.6
"""Letter heights from which a gap is more than a blank (0.25 to 0.35) and less than what surely parts two texts."""

GAP_OFF = 0.3
"""Letter heights by which a border may miss such a gap."""

LETTERS_OFF = 2.0
"""Letters between a blank and the border it may be cut at; letters differ in width."""
