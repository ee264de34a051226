"""Which heading is a timetable's title, and how much of its line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chalicelib.extraction.document.headings import SIGNS
from chalicelib.extraction.grid import Line
from chalicelib.extraction.texts.class_names import NUMBERED
from chalicelib.extraction.texts.days import parse_day_label, plain
from chalicelib.extraction.texts.header_texts import spans_of
from chalicelib.extraction.texts.heading_words import NAMED_YEAR, OF_TIMES, PERSON, SCHOOL, VALID, YEAR
from chalicelib.extraction.texts.heads import head_of

_MENU = "file edit view insert format data tools help home page layout formulas review"
MENU = frozenset(_MENU.split())
"""What stands above a sheet in the window of a program."""

MOST_OF_MENU = 3
"""Words of a menu from which a line is one."""

AS_LARGE = 0.85
"""Share of the largest heading's size from which another is as large: boxes of one size differ with their letters."""


def title_of(headings: Sequence[Line], labels: Sequence[re.Pattern[str]]) -> str | None:
    """The largest heading that says what the document is; where none does, the largest that is not a day, nor an entry
    with one of ``labels``."""
    named = [x for x in headings if _could_be_title(x)]
    if not named:
        return None
    telling = [x for x in named if OF_TIMES.search(x.text)] or [
        x for x in named if not any(pattern.match(x.text) for pattern in labels)
    ]
    largest = max(x.size for x in telling or named)
    return _trimmed(next(x.text for x in telling or named if x.size > AS_LARGE * largest), labels)


def _trimmed(text: str, labels: Sequence[re.Pattern[str]]) -> str:
    """A title's line without what is said behind it: the school, who teaches, the year by its name, from when on."""
    while True:
        before = text
        for sign in list(SIGNS.finditer(text))[-1:]:
            head, tail = text[: sign.start()].strip(), text[sign.end() :].strip()
            person = PERSON.match(tail) or any(pattern.match(tail) for pattern in labels)
            school = SCHOOL.search(tail) and OF_TIMES.search(head) and not OF_TIMES.search(tail)
            if any(c.isalnum() for c in head) and (person or school or YEAR.fullmatch(tail)):
                text = head
        for end in (NAMED_YEAR.search(text), VALID.search(text)):
            if end is not None and end.start():
                text = text[: end.start()]
        who = next((m for m in PERSON.finditer(text) if m.start() and m.end() >= len(text) - 1), None)
        if who is not None and OF_TIMES.search(text[: who.start()]) and text[who.start() - 1] != "(":
            text = text[: who.start()]
        text = text.strip(" ,:·–—-<>☆*|")
        if text == before:
            return text


def _could_be_title(line: Line) -> bool:
    letters, digits = sum(c.isalpha() for c in line.text), sum(c.isdigit() for c in line.text)
    # "Daily schedule" says every day, and "SESI 2025" a time, to who looks for these alone.
    day = parse_day_label(line.text) is not None and NUMBERED.fullmatch(line.text) is None
    # A list's columns have names: "Day", "Lesson".
    column = len(line.text.split()) == 1 and head_of(line.text) is not None
    other = day or column or bool(spans_of(line.text))
    return (
        (not other or OF_TIMES.search(line.text) is not None)
        and line.angle == 0
        and (letters > 1 or digits > 0)
        and letters + 4 > digits
        and len(MENU.intersection(plain(line.text).split())) < MOST_OF_MENU
    )
