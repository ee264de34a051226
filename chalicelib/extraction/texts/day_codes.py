"""Days as the course lists of colleges write them: "MWF", "TR", "TTh", "MTuWThF", "M W F", "MoWeFr"."""

from __future__ import annotations

import re

from chalicelib.domain.timetable import WEEK, Weekday
from chalicelib.extraction.texts.days import named_days, plain

_CODE_DAYS = {
    "mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6, "mo": 0, "we": 2, "fr": 4,
    "m": 0, "tu": 1, "t": 1, "w": 2, "th": 3, "r": 3, "f": 4, "sa": 5, "s": 5, "su": 6, "u": 6,
}  # fmt: skip

_CODE = re.compile("|".join(sorted(_CODE_DAYS, key=len, reverse=True)))


def code_days(text: str) -> tuple[Weekday, ...]:
    """The days of a course list's code, in order; none where it is no such code. It is one in a column of days only:
    elsewhere "MW" and "T" are anything. "M-F" is a range, "T-Th" both days."""
    said = re.sub(r"[\s/,.–-]", "", plain(text))
    numbers = [_CODE_DAYS[letters] for letters in _CODE.findall(said)]
    if "".join(_CODE.findall(said)) != said or numbers != sorted(set(numbers)):
        return ()
    match numbers:
        case [first, last] if _DASH.search(text) and (last - first > EVERY_OTHER or named_days(text)):
            return WEEK[first : last + 1]
    return tuple(WEEK[n] for n in numbers)


_DASH = re.compile(r"\w\s*[–-]\s*\w")

EVERY_OTHER = 2
"""Days from one to the next of a course that meets twice a week: "M-W" and "T-Th" say both, and are no ranges."""
