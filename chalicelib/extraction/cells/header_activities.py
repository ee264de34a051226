"""Rows (columns) whose head says more than when: a break for all days, or what is no part of a day at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from chalicelib.domain.timetable import Weekday
from chalicelib.extraction.axes import DayAxis, TimeBand
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.grid import overlap
from chalicelib.extraction.headers.loose import crossing
from chalicelib.extraction.texts.joined import as_notes
from chalicelib.extraction.texts.lessons import has_lesson_word
from chalicelib.extraction.texts.pauses import is_pause


def with_header_activities(drafts: list[Draft], axis: DayAxis, bands: Sequence[TimeBand]) -> list[Draft]:
    """What only the header names ("10.20 – 10.35 Break" over empty cells), for each day but the few that say what they
    have instead; these keep it as a note."""
    result = list(drafts)
    days = tuple(dict.fromkeys(day for day_band in axis.bands for day in day_band.days))
    own_of = [drafts_at(drafts, band) for band in bands]
    taken = [own for own, band in zip(own_of, bands, strict=True) if not _could_name(band.label)]
    # In a teacher's week, with its free hours and its duties in the breaks, an empty cell is nothing.
    alone = any(is_pause(band.label) and not own for band, own in zip(bands, own_of, strict=True))
    full = alone and bool(taken) and sum(len(own) for own in taken) >= FULL * len(taken) * len(days)
    others = full and sum(_names_activity(band.label) for band in bands) >= LEAST_NAMING
    for band, own in zip(bands, own_of, strict=True):
        if band.start is None or band.end is None or (own and not full) or len(own) > MOST_INSTEAD * len(days):
            continue
        if not (is_pause(band.label) or (full and _names_activity(band.label)) or (others and _could_name(band.label))):
            continue
        for i in own.values():
            result[i] = replace(result[i], notes=as_notes(result[i].notes, band.label))
        for day in (day for day in days if day not in own):
            parts = [day_band for day_band in axis.bands if day in day_band.days]  # two where groups have columns
            extent = min(part.low for part in parts), max(part.high for part in parts)
            box = crossing(axis.across, extent, (band.low, band.high))
            result.append(
                Draft(day, band.start, band.end, band.label, "", None, None, box, band.times_from, band.confidence)
            )
    return result


def drafts_at(drafts: Sequence[Draft], band: TimeBand) -> dict[Weekday, int]:
    """Which draft (its place) each day has at a time."""
    if band.start is None or band.end is None:
        return {}
    return {
        d.day: i
        for i, d in enumerate(drafts)
        if d.start is not None and d.end is not None and overlap(d.start, d.end, band.start, band.end) > 0
    }


FULL = 0.9
"""Share of its hours that a class' week has a lesson in."""

MOST_INSTEAD = 0.4
"""Share of the days that may have something else than what a header names for all."""


LEAST_NAMING = 2
"""Headers that name a pause or a lesson from which the others name what is then, too."""


def _could_name(label: str) -> bool:
    """Whether a header's text besides its time may be an activity: words, and no number of a period."""
    return sum(map(str.isalpha, label)) >= LEAST_LETTERS and not any(map(str.isdigit, label))


LEAST_LETTERS = 3
"""Letters of an activity's name; fewer are a period's ("P", "Std")."""


def _names_activity(label: str) -> bool:
    """Whether a header's text besides its time says what is then: a pause, or a lesson."""
    return is_pause(label) or (has_lesson_word(label) and not any(map(str.isdigit, label)))


def without_errands(drafts: list[Draft]) -> list[Draft]:
    """``drafts`` without what rows hold that are no time of the day ("Homework", "Messages"), where others say one."""
    timed = any(draft.start is not None for draft in drafts)
    return [d for d in drafts if not (timed and d.start is None and _ERRANDS.fullmatch((d.period or "").strip(" :")))]


_ERRANDS = re.compile(
    r"homework|lekser?|l[äa]x(?:a|or)|lektier|hausaufgaben?|huiswerk|devoirs|le[çc]ons|tareas?|deberes|compiti|"
    r"trabalhos? de casa|tpc|praca domowa|gwaith cartref|obair bhaile|kotiteht[äa]v[äa]t|l[äa]ksyt|beskjed(?:er)?|"
    r"messages?|notes?|notices?|reminders?|info|hinweise?|notizen|bemerkungen|avisos?|notas?|remarques?|opmerkingen",
    re.IGNORECASE,
)
"""What a week's plan has below its lessons."""
