"""Words of a PDF page's text layer, turned ones included."""

from __future__ import annotations

import itertools
import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from math import ceil, floor
from typing import Any

from pdfplumber.page import Page

from chalicelib.domain.page import RulingLine, Token, Word
from chalicelib.domain.timetable import Box

BLANK = 0.22
"""Gap, in letter sizes, from which characters belong to different words; a blank is 0.25 and more, kerning 0.05."""

SAME_PLACE = 0.25
"""Share of its own width within which an equal character is the first one drawn again (false bold)."""

_SIGNS = str.maketrans({"\u00ad": "", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
"""Soft hyphens go, letters that a font sets as one sign are letters again."""


def page_words(page: Page, rules: Sequence[RulingLine] = ()) -> tuple[Word, ...]:
    """The words of ``page`` in the order of its content, boxes in page points from the top left; none goes over one of
    the upright ``rules``, however close to it two words stand."""
    upright = _upright(rules)
    groups: list[Group] = [[]]
    for char in _characters(page):
        if char["text"].isspace() or (groups[-1] and _begins_anew(groups[-1][-1], char, upright)):
            groups.append([])
        if not char["text"].isspace() and not (groups[-1] and _drawn_again(groups[-1][-1], char)):
            groups[-1].append(char)
    found = (_word(group) for group in _fonts_joined([group for group in groups if group], upright))
    return tuple(word for word in found if word is not None)


Group = list[dict[str, Any]]
"""The characters of a word, or of a part of one, in the order of the page's content."""


def _begins_anew(before: dict[str, Any], char: dict[str, Any], upright: Upright) -> bool:
    """Whether a character is none of the word that another one is of."""
    return not _continues(before, char) or _parted(before, char, upright)


def _fonts_joined(groups: Sequence[Group], upright: Upright) -> list[Group]:
    """``groups`` with those that touch on a line and are set in different fonts as one word: letters that a font lacks
    ("Thứ", "Łódź") are set in another one by the programs that make a page, behind all the rest of its line."""
    if len({_font(group[0]) for group in groups}) < SEVERAL_FONTS:
        return list(groups)
    lines: dict[int, list[int]] = {}
    for i, group in enumerate(groups):
        if _angle(group[0]) == 0:
            lines.setdefault(round(_place(group[0])[2]), []).append(i)
    whole = {i: i for i in range(len(groups))}
    joined = dict(enumerate(groups))
    for line in lines.values():
        line.sort(key=lambda i: groups[i][0]["x0"])
        for left, right in itertools.pairwise(line):
            if _touches_in_another_font(groups[left][-1], groups[right][0], upright):
                first = whole[left]
                joined[first] = joined[first] + joined.pop(right)
                whole[right] = first
    return [joined[i] for i in sorted(joined)]


SEVERAL_FONTS = 2

TOUCHING = 0.08
"""Gap, in letter sizes, up to which letters of two fonts touch; kerning moves them by less."""


def _touches_in_another_font(before: dict[str, Any], char: dict[str, Any], upright: Upright) -> bool:
    size = max(_size(before), _size(char))
    touches = abs(char["x0"] - before["x1"]) <= TOUCHING * size
    return touches and _font(before) != _font(char) and not _parted(before, char, upright)


def _font(char: dict[str, Any]) -> str:
    return str(char.get("fontname", ""))


def _characters(page: Page) -> Iterator[dict[str, Any]]:
    for char in page.chars:
        if char["x1"] > char["x0"] and char["bottom"] > char["top"] and _on_page(char, page):
            yield char


def _on_page(char: dict[str, Any], page: Page) -> bool:
    return bool(-1 <= char["x0"] <= float(page.width) + 1 and -1 <= char["top"] <= float(page.height) + 1)


def _angle(char: dict[str, Any]) -> int:
    """Degrees clockwise (0, 90, 180, 270) from the character's text matrix."""
    a, b = char["matrix"][0], char["matrix"][1]
    return round(-math.degrees(math.atan2(b, a)) / 90.0) % 4 * 90


def _place(char: dict[str, Any]) -> tuple[float, float, float]:
    """Start and end along the reading direction, and the middle across it."""
    angle = _angle(char)
    if angle == 0:
        return char["x0"], char["x1"], (char["top"] + char["bottom"]) / 2
    if angle == 90:
        return char["top"], char["bottom"], (char["x0"] + char["x1"]) / 2
    if angle == 180:
        return -char["x1"], -char["x0"], (char["top"] + char["bottom"]) / 2
    return -char["bottom"], -char["top"], (char["x0"] + char["x1"]) / 2


def _size(char: dict[str, Any]) -> float:
    upright = _angle(char) in (0, 180)
    return max(1.0, float(char["bottom"] - char["top"] if upright else char["x1"] - char["x0"]))


def _continues(before: dict[str, Any], char: dict[str, Any]) -> bool:
    if _angle(before) != _angle(char):
        return False
    _, end, middle = _place(before)
    start, _, next_middle = _place(char)
    size = max(_size(before), _size(char))
    return abs(middle - next_middle) < 0.5 * size and -0.5 * size < start - end < BLANK * size


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


def _parted(before: dict[str, Any], char: dict[str, Any], upright: Upright) -> bool:
    """Whether a rule runs between two characters of one line that reads to the right."""
    if not upright or _angle(char) != 0:
        return False
    middle, place = (char["top"] + char["bottom"]) / 2, (char["x0"] + before["x1"]) / 2
    low, high = max(place - NEAR, before["x0"] + NEAR), min(place + NEAR, char["x1"] - NEAR)
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


def _drawn_again(before: dict[str, Any], char: dict[str, Any]) -> bool:
    near = SAME_PLACE * min(char["x1"] - char["x0"], char["bottom"] - char["top"])
    return bool(
        before["text"] == char["text"]
        and abs(before["x0"] - char["x0"]) < near
        and abs(before["top"] - char["top"]) < near
    )


def _word(chars: Group) -> Word | None:
    """The word that characters make; None where they are nothing but signs that go."""
    text = "".join(c["text"] for c in chars).translate(_SIGNS).strip()
    if not text:
        return None
    box = Box(
        left=min(c["x0"] for c in chars),
        top=min(c["top"] for c in chars),
        right=max(c["x1"] for c in chars),
        bottom=max(c["bottom"] for c in chars),
    )
    token = Token(first=0, left=box.left, right=box.right, strength=_strength(chars[0]))
    return Word(text=text, box=box, angle=_angle(chars[0]), tokens=(token,))


def _strength(char: dict[str, Any]) -> float:
    """How strongly a character is printed: its strokes' width, by its font's size and name, times its contrast."""
    font = str(char.get("fontname", "")).rsplit("+", 1)[-1].lower()
    weight = next((weight for name, weight in _WEIGHTS.items() if name in font), 1.0)
    return _size(char) * weight * _contrast(char.get("non_stroking_color"))


_WEIGHTS = {
    "semibold": 1.4,
    "demi": 1.4,
    "black": 1.8,
    "heavy": 1.8,
    "bold": 1.6,
    "light": 0.8,
    "italic": 0.9,
    "oblique": 0.9,
}
"""What a font's name says of its strokes, beside 1 for a regular one, the first that is found in it."""


def _contrast(color: Any) -> float:
    """How far (0–1) a colour of PDF (grey, RGB or CMYK) is from the ground, which is taken to be white, and dark where
    the colour is light."""
    given = color if isinstance(color, (list, tuple)) else [color]
    parts = [float(c) for c in given if isinstance(c, (int, float))] or [0.0]  # patterns have names
    if len(parts) == CMYK:
        parts = [1 - min(1.0, c + parts[3]) for c in parts[:3]]
    light = sum(parts) / max(1, len(parts))
    return max(light, 1 - light)


CMYK = 4
"""Numbers of a colour of inks; three are of light, one is a grey."""
