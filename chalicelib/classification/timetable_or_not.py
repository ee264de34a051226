"""How likely a document is a weekly timetable. For text, by what every timetable has: days, and times or periods."""

from __future__ import annotations

import re

from chalicelib.classification.settings import NEUTRAL
from chalicelib.extraction import times
from chalicelib.extraction.days import parse_day_label

NO_DAYS = 0.03
NO_TIMES = 0.06
"""Probabilities of a text without day names, or with days but neither times nor numbered periods nor a table."""


def text_probability(text: str, *, has_table: bool = False) -> float:
    """0–1 from the words of a document with text. A list under one day ("Monday to Friday") counts as days."""
    lines = [line for line in re.split(r"[\n\t]+", text) if line.strip()]
    days = _days_named(lines)
    clocks = sum(len(times.find_spans(times.tidy(line))) for line in lines[:400])
    if days == 0:
        return NO_DAYS
    if clocks < 2 and not has_table and days < 3:
        return NO_TIMES
    evidence = 0.3 + 0.08 * min(days, 5) + 0.03 * min(clocks, 10) + (0.1 if has_table else 0.0)
    if _is_markup(text):
        return NO_TIMES
    return round(min(0.99, evidence), 3)


def _days_named(lines: list[str]) -> int:
    """Different weekdays that stand as words, however short their line."""
    named: set[int] = set()
    letters = "".join(line.strip() for line in lines if len(line.strip()) == 1).lower()
    for line in lines[:2000]:
        label = parse_day_label(line) if len(line) < 60 else None
        if label is not None and label.certain:
            named.update(min(c) for c in label.choices) if label.choices else named.update(range(5))
            continue
        for word in re.findall(r"\w{3,}", line):
            found = parse_day_label(word)
            if found is not None and found.certain and found.choices:
                named.add(min(found.choices[0]))
    stacked = sum(name in letters for name in ("mon", "tue", "wed", "thu", "fri"))
    return max(len(named), stacked)


def _is_markup(text: str) -> bool:
    """Whether the text is a program that prints a table rather than the table."""
    return len(re.findall(r"</?\w+[^<>\n]{0,80}>|&lt;/?\w+", text)) >= MARKUP_TAGS


MARKUP_TAGS = 20
"""Tags from which a text is source code; teachers write none."""


def picture_probability(data: bytes) -> float:
    """The place of the picture model; neutral until one is trained."""
    return NEUTRAL
