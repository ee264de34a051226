"""Words of a PDF page's text layer, turned ones included."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from math import ceil, floor
from statistics import median
from types import MappingProxyType

from chalicelib.domain.page import RulingLine, Token, Word
from chalicelib.domain.timetable import Box
from chalicelib.preprocessing.pdf_objects import BREAK, Char, PageObjects
from chalicelib.preprocessing.print_strength import BOLD, ITALIC

BLANK = 0.22
"""Gap, in letter sizes, from which characters belong to different words; a blank is 0.25 and more, kerning 0.05."""

SAME_PLACE = 0.25
"""Share of its own width within which an equal character is the first one drawn again (false bold)."""

_SIGNS = str.maketrans({"\u00ad": "", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
"""Soft hyphens go, letters that a font sets as one sign are letters again."""


def page_words(
    page: PageObjects, rules: Sequence[RulingLine] = (), weights: Mapping[str, float] = MappingProxyType({})
) -> tuple[Word, ...]:
    """The words of ``page`` in the order of its content, boxes in page points from the top left; none goes over one of
    the upright ``rules``, however close to it two words stand. ``weights``: how wide the strokes of fonts are whose
    names do not say it, beside 1 for regular ones."""
    upright = _upright(rules)
    groups: list[Group] = [[]]
    told: list[set[int]] = [set()]
    for char in _characters(page):
        group = groups[-1]
        if char is BREAK:
            told[-1].add(len(group))
        elif char.text.isspace() or (group and _begins_anew(group, char, upright, told=len(group) in told[-1])):
            groups.append([] if char.text.isspace() else [char])
            told.append(set())
        elif not (group and _drawn_again(group[-1], char)):
            group.append(char)
    groups = [part for group, places in zip(groups, told, strict=True) for part in _parted_at(group, places)]
    found = (_word(group, weights) for group in _fonts_joined([group for group in groups if group], upright))
    return tuple(word for word in found if word is not None)


Group = list[Char]
"""The characters of a word, or of a part of one, in the order of the page's content."""


def _parted_at(group: Group, places: AbstractSet[int]) -> list[Group]:
    """``group`` cut at those of ``places``, before which PDFium tells a blank, that are wider than letters of it are
    apart: it tells one between all letters of what is printed wide."""
    gaps = [_gap(before, char) for before, char in itertools.pairwise(group)]
    inner = [gap for i, gap in enumerate(gaps, 1) if i not in places]
    if not inner or len(inner) == len(gaps):
        return [group]
    apart = median(inner)
    cuts = [0, *(i for i, gap in enumerate(gaps, 1) if i in places and gap > apart + CLEARER), len(group)]
    return [group[low:high] for low, high in itertools.pairwise(cuts)]


CLEARER = 0.1
"""Letter sizes by which a blank that may be one is wider than the gaps between letters."""


def _gap(before: Char, char: Char) -> float:
    """How far two characters of a word stand apart, in letter sizes."""
    return (_place(char)[0] - _place(before)[1]) / max(_size(before), _size(char))


def _begins_anew(group: Group, char: Char, upright: Upright, *, told: bool) -> bool:
    """Whether a character is none of the word that ``group`` is; ``told``: PDFium tells a blank between the two."""
    before = group[-1]
    continues = _continues(before, char) or (not told and _continues(before, char, _blank_of(group)))
    return not continues or _parted(before, char, upright)


SLIGHTLY = 0.05
"""Letter sizes by which a gap is hardly wider than others of its word: letters printed wide are set pixel by pixel."""


WIDEST_BLANK = 0.3
"""Letter sizes from which a gap is a blank in any word: else gaps could grow from letter to letter."""

LAST_LETTERS = 20
"""Letters of a word that say how wide it is printed; a hostile one has tens of thousands."""


def _blank_of(group: Group) -> float:
    """The gap, in letter sizes, from which a character is none of a word, by the gaps between its last letters."""
    gaps = (_gap(before, char) for before, char in itertools.pairwise(group[-LAST_LETTERS:]))
    return min(max(gaps, default=0.0) + SLIGHTLY, WIDEST_BLANK)


def _fonts_joined(groups: Sequence[Group], upright: Upright) -> list[Group]:
    """``groups`` with those that touch on a line and are set in different fonts as one word: letters that a font lacks
    ("Thứ", "Łódź") are set in another one by the programs that make a page, behind all the rest of its line."""
    if len({group[0].font for group in groups}) < SEVERAL_FONTS:
        return list(groups)
    lines: dict[int, list[int]] = {}
    for i, group in enumerate(groups):
        if group[0].angle == 0:
            lines.setdefault(round(_place(group[0])[2]), []).append(i)
    whole = {i: i for i in range(len(groups))}
    joined = dict(enumerate(groups))
    for line in lines.values():
        line.sort(key=lambda i: groups[i][0].left)
        for left, right in itertools.pairwise(line):
            if _touches_in_another_font(groups[left][-1], groups[right][0], upright):
                first = whole[left]
                joined[first] = joined[first] + joined.pop(right)
                whole[right] = first
    return [joined[i] for i in sorted(joined)]


SEVERAL_FONTS = 2

TOUCHING = 0.08
"""Gap, in letter sizes, up to which letters of two fonts touch; kerning moves them by less."""


def _touches_in_another_font(before: Char, char: Char, upright: Upright) -> bool:
    size = max(_size(before), _size(char))
    touches = abs(char.left - before.right) <= TOUCHING * size
    return touches and before.font != char.font and not _parted(before, char, upright)


def _characters(page: PageObjects) -> Iterator[Char]:
    for char in page.chars:
        seen = char.right > char.left and char.bottom > char.top and _on_page(char, page)
        if seen or char.text.isspace():
            yield char


def _on_page(char: Char, page: PageObjects) -> bool:
    return bool(-1 <= char.left <= page.width + 1 and -1 <= char.top <= page.height + 1)


def _place(char: Char) -> tuple[float, float, float]:
    """Start and end along the reading direction, and the middle across it."""
    angle = char.angle
    if angle == 0:
        return char.left, char.right, (char.top + char.bottom) / 2
    if angle == 90:
        return char.top, char.bottom, (char.left + char.right) / 2
    if angle == 180:
        return -char.right, -char.left, (char.top + char.bottom) / 2
    return -char.bottom, -char.top, (char.left + char.right) / 2


def _size(char: Char) -> float:
    upright = char.angle in (0, 180)
    return max(1.0, float(char.bottom - char.top if upright else char.right - char.left))


def _continues(before: Char, char: Char, blank: float = BLANK) -> bool:
    """Whether a character stands behind another one, on its line and less than ``blank`` letter sizes away."""
    if before.angle != char.angle:
        return False
    _, end, middle = _place(before)
    start, _, next_middle = _place(char)
    size = max(_size(before), _size(char))
    return abs(middle - next_middle) < 0.5 * size and -0.5 * size < start - end < blank * size


Upright = dict[int, list[tuple[float, float]]]
"""Where upright rules run, top and bottom, by their place in steps of ``STRAIGHT``."""


def _upright(rules: Sequence[RulingLine]) -> Upright:
    """The upright ones of ``rules``, those that run on joined: few are looked at for a word, however many there are."""
    found: Upright = {}
    for rule in sorted(rules, key=lambda rule: min(rule.y0, rule.y1)):
        top, bottom = min(rule.y0, rule.y1), max(rule.y0, rule.y1)
        if abs(rule.x1 - rule.x0) > STRAIGHT or bottom <= top:
            continue
        runs = found.setdefault(round(rule.x0 / STRAIGHT), [])
        if runs and top <= runs[-1][1]:
            runs[-1] = (runs[-1][0], max(runs[-1][1], bottom))
        else:
            runs.append((top, bottom))
    return found


def _parted(before: Char, char: Char, upright: Upright) -> bool:
    """Whether a rule runs between two characters of one line that reads to the right."""
    if not upright or char.angle != 0:
        return False
    middle, place = (char.top + char.bottom) / 2, (char.left + before.right) / 2
    low, high = max(place - NEAR, before.left + NEAR), min(place + NEAR, char.right - NEAR)
    for step in range(ceil(low / STRAIGHT), floor(high / STRAIGHT) + 1):
        runs = upright.get(step, [])
        index = bisect_right(runs, (middle, float("inf"))) - 1
        if index >= 0 and runs[index][0] <= middle <= runs[index][1]:
            return True
    return False


NEAR = 1.5
"""Points by which a rule may miss the middle between the two words that it parts: they touch it."""

STRAIGHT = 0.5
"""Points by which an upright rule may lean."""


def _drawn_again(before: Char, char: Char) -> bool:
    near = SAME_PLACE * min(char.right - char.left, char.bottom - char.top)
    return bool(before.text == char.text and abs(before.left - char.left) < near and abs(before.top - char.top) < near)


def _word(chars: Group, weights: Mapping[str, float]) -> Word | None:
    """The word that characters make; None where they are nothing but signs that go."""
    text = "".join(c.text for c in chars).translate(_SIGNS).strip()
    if not text:
        return None
    box = Box(
        left=min(c.left for c in chars),
        top=min(c.top for c in chars),
        right=max(c.right for c in chars),
        bottom=max(c.bottom for c in chars),
    )
    token = Token(first=0, left=box.left, right=box.right, strength=_strength(chars[0], weights))
    return Word(text=text, box=box, angle=chars[0].angle, tokens=(token,))


def _strength(char: Char, weights: Mapping[str, float]) -> float:
    """How strongly a character is printed: its strokes' width, by its font's size and name, times its contrast."""
    font = char.font.rsplit("+", 1)[-1].lower()
    weight = next((weight for name, weight in _WEIGHTS.items() if name in font), weights.get(char.font, 1.0))
    return _size(char) * weight * char.contrast


_WEIGHTS = {
    "semibold": 1.4,
    "demi": 1.4,
    "black": 1.8,
    "heavy": 1.8,
    "bold": BOLD,
    "light": 0.8,
    "italic": ITALIC,
    "oblique": ITALIC,
}
"""What a font's name says of its strokes, beside 1 for a regular one, the first that is found in it."""
