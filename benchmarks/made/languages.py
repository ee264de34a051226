"""The words of school timetables in eleven languages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    ENGLISH = "english"
    MALAY = "malay"
    FRENCH = "french"
    GERMAN = "german"
    SPANISH = "spanish"
    ITALIAN = "italian"
    PORTUGUESE = "portuguese"
    DUTCH = "dutch"
    WELSH = "welsh"
    IRISH = "irish"
    POLISH = "polish"


@dataclass(frozen=True)
class Words:
    """One language's vocabulary; days run from Monday to Saturday."""

    days: tuple[str, ...]
    short_days: tuple[str, ...]
    day_letters: tuple[str, ...]
    subjects: tuple[str, ...]
    specials: tuple[str, ...]
    """Assemblies and clubs."""
    registration: str
    breaks: tuple[str, ...]
    lunches: tuple[str, ...]
    every_day: str
    day: str
    time: str
    start: str
    end: str
    activity: str
    room: str
    room_short: str
    teacher: str
    school_class: str
    timetable: str
    week: str
    term: str
    lesson: str
    to: str
    """Between two times."""
    from_to: str
    """A range of days, with two places."""
    and_: str
    legend: str
    people: tuple[str, ...]
    remarks: tuple[str, ...]
