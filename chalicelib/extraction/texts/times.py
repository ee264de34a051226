"""Times of day as people write them: finding them in text, and deciding between morning and afternoon."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time
from functools import lru_cache

from chalicelib.extraction.settings import EARLIEST_SCHOOL_MINUTE, LATEST_SCHOOL_MINUTE

NOON = 12 * 60
DAY = 24 * 60


@dataclass(frozen=True)
class Clock:
    """A time as printed: minutes since midnight as written, and whether that is settled."""

    minute: int
    settled: bool
    """True when am/pm was printed, or the hour can only be meant one way (13–23, 0, or a leading zero)."""
    exact: bool = True
    """False for a bare hour ("9"), which may also be a number of something else."""
    by_24: bool = False
    """Whether it can only be of a clock of 24 hours: what is written so is so throughout."""


@dataclass(frozen=True)
class Span:
    """A printed range, or a start alone (``end`` None), with its place in the text."""

    start: Clock
    end: Clock | None
    first: int
    last: int


_MERIDIEM = r"(?P<{0}m>(?:[ap]\s?\.?\s?m\b\.?)|uhr\b|uur\b|u\b\.?(?!\s(?-i:[a-z]))|h(?:rs?|s|oras?)\b\.?|h\b|noon\b)?"
_TO = r"(?:to|till|until|bis|a(?:\slas)?|alle|hasta|à|as|às|ate|até|al|tot|do|go(?:\sdt[ií])?|hingga|sampai|i)"
_SEPARATOR = rf"\s*(?:[-–—−~‒→>»›_]+|\b{_TO}\b)\s*"


def _clock_pattern(name: str, bare: bool) -> str:
    signed = rf"\s?[:.;,·'’]\s?(?P<{name}n>[0-5]\d)(?!\d|[:.]\d\d)"
    worded = rf"\s?(?:h|u|uhr\s|uur\s)\s?(?P<{name}k>[0-5]\d)(?!\d|\s?[:.]\d)"
    minutes = rf"(?:{signed}|{worded}|\s?h(?![a-z]))"
    compact = rf"(?P<{name}c>(?:[01]\d|2[0-3])[0-5]\d)(?!\w)"
    hour = rf"(?P<{name}h>2[0-4]|[01]?\d)"
    optional = "?" if bare else ""
    return rf"(?:{compact}|{hour}{minutes}{optional})\s?{_MERIDIEM.format(name)}"


_RANGE = re.compile(
    rf"(?<![\w.:/]){_clock_pattern('a', True)}{_SEPARATOR}{_clock_pattern('b', True)}(?!\w)", re.IGNORECASE
)
_SINGLE = re.compile(rf"(?<![\d.:/\w]){_clock_pattern('a', False)}(?![\w%])", re.IGNORECASE)
_SINGLE_MERIDIEM = re.compile(
    r"(?<![\d.:/\w])(?P<ah>1[0-2]|0?\d)\s?(?P<am>(?:[ap](?:\.?|\.\s)|(?<=\s)[ap]\s?\.?\s)m\b\.?)", re.IGNORECASE
)
"""An hour with its half of the day; "10a M" is maths of a class."""


_JOINER = re.compile(_SEPARATOR, re.IGNORECASE)

_NAME_TOUCHING = re.compile(
    r"(?<![\w:.])\d{1,2}:[0-5]\d\s?[-–—]\s?\d{1,2}:[0-5]\d(?=\d?[A-Z])(?!(?:[AP]\.?\s?M?|[HU]|Uhr|O)\b)"
)
"""A range whose blank before a name or a class was not read ("9:20-10:055C Medina", "10:10-10:55K Osei")."""


def is_joiner(text: str) -> bool:
    """Whether a text says nothing but that a range goes on ("to", "–", "bis")."""
    return _JOINER.fullmatch(text) is not None


@lru_cache(maxsize=8192)
def tidy(text: str) -> str:
    """``text`` with the usual slips of line breaks and readers inside times mended; the length may change."""
    if not _NUMBERED.search(text):
        return text
    text = _OCLOCK.sub("", text)
    text = _CIRCLED.sub(lambda number: f"{unicodedata.numeric(number.group()):.0f} ", text)
    text = _LETTERED.sub(_figures, text)
    text = re.sub(r"(?<=\d)(?:\s*:\s*|[;:]{2})(?=\d\d(?![:.]\d))", ":", text)
    text = re.sub(r"(?<=\d[:.]\d)\s(?=\d\b)", "", text)
    text = re.sub(r"(?<=\d[:.])\s(?=\d\d\b(?![:.]\d))", "", text)
    text = _NAME_TOUCHING.sub(r"\g<0> ", text)
    text = re.sub(r"(\d:[0-5]\d)\d\b", r"\1", text)
    text = _NUMBER_BEFORE.sub(r"\1. ", text)
    text = _FIGURE_MORE.sub(_without_last, text)
    text = re.sub(r"(?<=\d)[oO](?=\d|\b|[ap]\.?m\b)|(?<=[:.])[oO](?=[\doO])", "0", text)
    text = re.sub(r"(?<=\d[:.]0)[oO]\b", "0", text)
    text = re.sub(r"(?<=\d)(\s?)[μµ]m\b", r"\1pm", text)
    text = _BY_LETTERS.sub(_halves_said, text)
    text = _BEFORE_NOON.sub("am", _AFTER_NOON.sub("pm", text))
    text = _HALF_BY_A_LETTER.sub(r"\g<0>m", text)
    text = _BY_HAND.sub(lambda figures: figures.group().translate(_LOOKALIKES), text)
    text = _JOINED_I.sub(" i ", text)
    text = _RAISED.sub(_unraised, text)
    text = _HANDWRITTEN_H.sub(r"\1h\2 - \3h\4", text)
    text = _HOURS_BY_U.sub(r"\1h\2", text)
    text = _SEVENS.sub(lambda time: time.group().replace("7", "1"), text)
    text = _SLASHED.sub(" - ", text)
    text = _GLUED.sub(lambda joiner: f" {joiner[1] or joiner[2]} ", text)
    text = BEFORE_NAME.sub(" ", text)
    text = _STRAY_DOT.sub("", text)
    text = re.sub(r"\b[lI](?=[\d][:.]\d\d)|\b[lI](?=[:.][0-5]\d)|(?<=\b1)[lI](?=h[0-5]\d)", "1", text)
    text = re.sub(r"(?i)(?<=\d)(\s?[ap]m)(to|till|until)(?=\s|\d|$)", r"\1 \2 ", text)
    text = _NOON.sub("12:00", text)
    text = _TO_READ.sub(" to ", text)
    return re.sub(r"(?<=\d)[:.]{2,}(?=\d)", ":", text)


_OCLOCK = re.compile(
    r"^\s*(?:klo|kl\.?|um|alle(?: ore)?|ore|às|a las|pukul|pkl?\.?|saat|godz\.?|o godz\.?)\s+(?=\d{1,2}[:.h][0-5]\d)",
    re.IGNORECASE | re.MULTILINE,
)
"""The word before a time of day that says that it is one ("klo 8.15-9.00")."""

BEFORE_NAME = re.compile(r"(?<=\d[:.][0-5]\d)(?=[A-ZÀ-Ž](?:[a-zà-ž]{2}|\.[A-Z])|(?![AP]M\b)[A-ZÀ-Ž]{2})")
"""Between a time and the name that a reader sees right behind it: "1:10Computing"."""

_BEFORE_NOON = re.compile(r"(?<=\d)\s?(?:yb|y\.b\.|r\.n\.|pagi)(?!\w)", re.IGNORECASE)
_AFTER_NOON = re.compile(r"(?<=\d)\s?(?:yp|y\.p\.|i\.n\.|petang|ptg|tengah\s?hari|tgh(?:ari)?)(?!\w)", re.IGNORECASE)
"""The halves of the day in Welsh ("9:10yb"), Irish ("1.15 i.n.") and Malay ("7.30 pagi")."""

_NUMBER_BEFORE = re.compile(r"(?<![\w.:])(\d{1,2})\.(?=\d{1,2}:[0-5]\d(?![\d.:]))")
"""A period's number and its dot right before a time ("1.08:00")."""

_SEVENS = re.compile(r"(?<![\w.:])(?:[17][17][h.:]7[05]|7[17]h[0-5]\d)(?!\w)", re.IGNORECASE)
"""No time of a day for its sevens, which by hand are ones: "17h75", "77h45"."""

_HOURS_BY_U = re.compile(r"(?<![\w.:])(\d{1,2})\s?u\s?([0-5]\d)?(?![\w.:])(?!\s?[+/])")
"""Hours and minutes as Flemish schools write them: "8u25", "12 u"."""

_TO_READ = re.compile(r"(?:^|(?<=[\dmM.]))\s*\bT(?:0|[O0]0|0O)\s*(?=\d{1,2}[:.]\d\d)", re.MULTILINE)
"""The word between two times in capitals, its O taken for a nought or for two ("9:00 AM T0 9:55 AM")."""

_NOON = re.compile(r"(?<![\d:.])12(?=\s?(?:noon|midday)\b)", re.IGNORECASE)
"""Twelve o'clock by its name, which is a time without minutes, too."""

_FIGURE_MORE = re.compile(
    r"(?<=[-–]\s)\d{1,2}\.[0-5]\d{2}\b|(?<=[-–])\d{1,2}\.[0-5]\d{2}\b|\b\d{1,2}\.[0-5]\d{2}(?=\s?[-–])"
)
"""A time of a range with a figure too many ("8.455 - 9.30"); "2.203" alone is a room, "4.000" are credits."""


def _without_last(match: re.Match[str]) -> str:
    """The time without the figure that is too many."""
    return match.group()[:-1]


_HALF_BY_A_LETTER = re.compile(r"(?<=\d[:.][0-5]\d)[ap](?![\w.])", re.IGNORECASE)
"""The half of the day by its first letter alone, right behind the minutes ("8:05a-8:25a")."""

_BY_LETTERS = re.compile(
    r"(?<![\w.:])(1[0-2]|[1-9])([:.][0-5]\d)?\s?([apn])?(\s?[-–—]\s?)(1[0-2]|[1-9])([:.][0-5]\d)?\s?([apn])(?![\w.])",
    re.IGNORECASE,
)
"""A range whose halves of the day, or whose noon, are said by a letter ("8:45-9a", "11:45a-12N", "3p-5:30p")."""

_HALVES = {"a": "am", "p": "pm", "n": "pm"}


def _halves_said(match: re.Match[str]) -> str:
    """The range with its halves of the day spelt out; as it stands where it may be two classes ("3a-4a")."""
    first, minutes, half, to, last, until, end = match.groups()
    letters = f"{half or ''}{end}".lower()
    if not (minutes or until) and (letters == "aa" or len(letters) == 1):
        return match.group()
    start = f"{first}{minutes or ''}{_HALVES[half.lower()] if half else ''}"
    return f"{start}{to}{last}{until or ''}{_HALVES[end.lower()]}"


_BY_HAND = re.compile(
    r"(?<=\d[hH])(?=[\doOsS]?[oOsS])[0-5oOsS][\doOsS](?!\w)|(?<!\w)[1Il][SsOoIl](?=[hH][0-5oOsS][\doOsS](?!\w))"
)
"""Minutes behind an h, or an hour before it, whose figures by hand pass for letters ("11hos" for 11h05, "1Sh20")."""

_CIRCLED_SIGNS = "\u2460-\u2473\u2776-\u277f\u2780-\u2793"
_NUMBERED = re.compile(rf"[\d{_CIRCLED_SIGNS}]")
"""What has no number of either kind has no time to mend."""

_CIRCLED = re.compile(f"[{_CIRCLED_SIGNS}]")
"""A number in a circle (1 to 20, or 1 to 10 on a dark disc): a period's, close before its time."""

_LETTERED = re.compile(
    r"(?<![\w.:])[\dSIlO]{1,2}[.:][0-5SsOo][\dSsIlOoB]\s?[-–—]\s?[\dSIlO]{1,2}(?:[.:][0-5SsOo][\dSsIlOoB])?(?![\w.:])"
)
"""A range of times in lettering whose figures a reader takes for letters ("9.5S-10.40", "I2.3S-13.20")."""


def _figures(match: re.Match[str]) -> str:
    """The range with figures for its letters; as it stands where so few are figures that it may say something else."""
    text = match.group()
    alone = text == match.string.strip() and text.count(":") > 1  # nothing but two times is written so
    least = LEAST_FIGURES_ALONE if alone else LEAST_FIGURES
    return text.translate(_LOOKALIKES) if sum(map(str.isdigit, text)) >= least else text


LEAST_FIGURES_ALONE = 2
"""The same of a range that is all of its text."""

LEAST_FIGURES = 4
"""Figures of such a range that are read as figures, of six to eight."""

_LOOKALIKES = str.maketrans("SsIlOoB", "5511008")

_JOINED_I = re.compile(
    r"(?<=[ap]m)\s*(?:[il|]|1(?=1[0-2]|[3-9]))(?=(?:1[0-2]|[1-9])[:.][0-5]\d\s?[ap]\.?m\b)", re.IGNORECASE
)
"""The Welsh "to" read as a part of the time behind it ("8:40 AM I9:20 AM", "AM 112:20 PM")."""

_RAISED = re.compile(r"(?<![\w.:-])([16-9g])([0-5][05])(\s?[-–—_]\s?)(1\d|[6-9g])([0-5][05])(?![\w.:-])")
"""A range whose minutes are raised and smaller (8⁰⁰ - 8⁴⁵), which come out as one number with their hours. Of two
figures an eleven's may be read as one ("100 - 1150")."""


def _unraised(match: re.Match[str]) -> str:
    first, minutes, to, last, until = (part.replace("g", "9") for part in match.groups())
    first = "11" if first == "1" else first
    lasts = (int(last) - int(first)) * 60 + int(until) - int(minutes)
    return f"{first}:{minutes}{to}{last}:{until}" if 0 < lasts <= LONGEST_RAISED else match.group()


LONGEST_RAISED = 180
"""Minutes between two such numbers; further apart they count something else."""

_HANDWRITTEN_H = re.compile(r"^\s*(\d{1,2})[hnmbkwu]([0-5]\d)\s*[-–—]\s*(\d{1,2})[hnmbkwu]([0-5]\d)\s*$", re.IGNORECASE)
"""A range of hours whose h by hand was read as another letter, where it says nothing else ("8n25 - 9n15")."""

_SLASHED = re.compile(r"(?<=\d[:.h][0-5]\d)\s*/\s*(?=\d{1,2}[:.h][0-5]\d(?!\d))", re.IGNORECASE)
"""A stroke between the two times of a range ("08:20/09:10")."""

_STRAY_DOT = re.compile(
    r"(?<=\s)[.,](?=\d{1,2}[.:][0-5]\d\s?[-–—])|(?<=[-–—~])\s?[.,·]\s?(?=\d{1,2}[.:][0-5]\d(?![\d.:]))"
)
"""A speck before a range, or before its end, that a reader takes for a dot ("Uhr .9.30 - 10.45", "9.00 -.9.40")."""

_GLUED = re.compile(
    rf"(?<=[:.h][0-5]\d)\s?({_TO})(?=\s*\d{{1,2}}[:.h][0-5]\d)|(?<=\d\s)(a)(?=\d{{1,2}}\s?hs?\b)", re.IGNORECASE
)
"""A joiner whose blanks a reader has lost ("8.15i9.15", "8h15à 9h15", "17 a18 hs")."""


def _clock(match: re.Match[str], name: str) -> Clock | None:
    groups = match.groupdict()
    compact, hour_text = groups.get(f"{name}c"), groups.get(f"{name}h")
    if compact:
        if name == "a" and not groups.get("bc") and (int(compact[2:]) % 5 or _THIS_TIME.fullmatch(compact)):
            return None  # "2022" and "1304" are years and rooms; lone times keep to five minutes
        return Clock(int(compact[:2]) * 60 + int(compact[2:]), settled=True, by_24=int(compact[:2]) >= 13)
    if hour_text is None:
        return None
    minutes = groups.get(f"{name}n") or groups.get(f"{name}k")
    hour, minute = int(hour_text), int(minutes or 0)
    meridiem = re.sub(r"[\s.]", "", (groups.get(f"{name}m") or "").lower())
    if hour == 24:
        return None
    if meridiem in ("am", "pm") and 1 <= hour <= 12:
        return Clock(hour % 12 * 60 + minute + (NOON if meridiem == "pm" else 0), settled=True)
    # "0815" or "08.15" is how a 24-hour clock is written; "12" is noon either way.
    settled = hour >= 13 or hour == 0 or (hour_text.startswith("0") and hour >= 6)
    marked = minutes is not None or bool(meridiem) or "h" in match.group(0).lower()
    return Clock(hour * 60 + minute, settled=settled, exact=marked, by_24=hour >= 13)


def _spread_meridiem(start: Clock, end: Clock) -> tuple[Clock, Clock]:
    """ "9 – 9.30 am", "1-1.15pm": what stands behind the end holds for the start too where the order allows."""
    if end.settled and not start.settled and start.minute < NOON + 60:
        later = start.minute % NOON + NOON
        start = Clock(later if later < end.minute else start.minute, settled=end.minute != NOON, exact=start.exact)
    elif start.settled and not end.settled and end.minute <= start.minute:
        end = replace(end, minute=end.minute + NOON if end.minute + NOON < DAY else end.minute)
    return start, end


@lru_cache(maxsize=8192)
def find_spans(text: str) -> tuple[Span, ...]:
    """Ranges and single times in ``text`` (already ``tidy``), left to right. Single times need minutes or am/pm."""
    spans: list[Span] = []
    taken = [match.span() for match in _SCHOOL_YEAR.finditer(text)]
    for match in _RANGE.finditer(text):
        start, end = _clock(match, "a"), _clock(match, "b")
        if start is None or end is None or not _believable_range(match.group(0), start, end):
            continue
        if match["ac"] and not match["bc"] and not end.exact:
            continue  # "PSYC 2010-03" is a course and its group
        if _counted(text, match, exact=start.exact or end.exact):
            continue
        start, end = _spread_meridiem(start, end)
        spans.append(Span(start, end, match.start(), match.end()))
        taken.append(match.span())
    for pattern in (_SINGLE, _SINGLE_MERIDIEM):
        for match in pattern.finditer(text):
            if any(first < match.end() and match.start() < last for first, last in taken):
                continue
            clock = _clock(match, "a")
            compact = match.groupdict().get("ac")
            if compact and (_GROUP_BEHIND.match(text, match.end()) or _COURSE_BEFORE.search(text, 0, match.start())):
                continue
            if clock is not None and clock.exact and not _numbered(text, match):
                spans.append(Span(clock, None, match.start(), match.end()))
                taken.append(match.span())
    return _pair_neighbours(tuple(sorted(spans, key=lambda s: s.first)), text)


_THIS_TIME = re.compile(r"20[1-3]\d")
"""A year of these decades, which is no minute of the evening."""

_GROUP_BEHIND = re.compile(r"-\d{1,3}(?!\d)|\s?-\s?(?:0\d{1,2}|\d{3})(?![\d.:h])")
"""What follows a course's number ("PSYC 2010-03", "MATH 1410 - 004")."""

_COURSE_BEFORE = re.compile(r"(?<![A-Za-z])[A-Z]{2,5}\s?-\s?$")
"""What stands before a course's number ("CSE-2105"), a dash between."""

_NUMBERED_ROOM = re.compile(
    r"\b(?:raum|room|rm|r|salle|sala|salon|aula|lokaal|lok|zaal|bilik|ystafell|seomra|gabinet|lab)\.?\s*$",
    re.IGNORECASE,
)
"""What makes the number behind it a room's on its floor ("Raum 2.14")."""


def _numbered(text: str, match: re.Match[str]) -> bool:
    """Whether a single time found in ``text`` is the number of a room or of weeks."""
    return _NUMBERED_ROOM.search(text, 0, match.start()) is not None or _of_weeks(text, match)


def _of_weeks(text: str, match: re.Match[str]) -> bool:
    return ":" not in match.group() and _OF_WEEKS.search(text, 0, match.start()) is not None


def _counted(text: str, match: re.Match[str], *, exact: bool) -> bool:
    """Whether a range in ``text``, of bare numbers unless ``exact``, counts something else than hours ("ages 6-8",
    "Grades 3-5", "Wks 12, 13, 15-17")."""
    counted = _COUNTED.search(text, 0, match.start()) is not None or _YEARS.match(text, match.end()) is not None
    return (counted and not exact) or _of_weeks(text, match)


_COUNTED = re.compile(
    r"\b(?:age[sd]?|grades?|gr|years?|yrs?|yr|klassen?|(?-i:Kl)|stufen?|levels?|units?|pages?|pp|ch|chapters?|sets?|groups?|"
    r"class(?:es)?|nos?|ages?|edades|grados?|cursos?|ans|alter|leeftijd|groep(?:en)?|std|form)\.?:?\s*$",
    re.IGNORECASE,
)
_OF_WEEKS = re.compile(
    r"\b(?:wks?|weeks?|wochen?|kw|semaines?|semanas?|settimane|weken|tyg|uger?|uker?|veckor?|v)\.?:?\s*(?:\d{1,2}(?:\s?[-–]\s?\d{1,2})?\s?,\s?)*$",
    re.IGNORECASE,
)
"""What makes the numbers behind it those of weeks ("Wks 12, 13, 15-17")."""

_YEARS = re.compile(r"\s*(?:yrs?|years?|mo|months?|ans|anos|años|anni|jahre|jaar|lat)\b", re.IGNORECASE)


_SCHOOL_YEAR = re.compile(r"(?<![\d:.])20[0-4]\d\s?[-–/]\s?(?:20)?[0-4]\d(?![\d:.])")
"""A school year ("2024-25"), which is no minute after eight in the evening."""


def _believable_range(text: str, start: Clock, end: Clock) -> bool:
    """ "9-10" is a range of hours, "3-2" or "2024-25" is not; a lesson lasts less than twelve hours."""
    if _SCHOOL_YEAR.fullmatch(text.strip()):
        return False
    if not start.exact and not end.exact:
        first, last = start.minute // 60, end.minute // 60
        return (6 <= first <= 22 and last != first and (last - first) % 12 in (1, 2, 3, 4)) or (
            first < 6 and last - first == 1
        )
    return start.minute != end.minute or ":" in text


def _pair_neighbours(spans: tuple[Span, ...], text: str) -> tuple[Span, ...]:
    """Two times with nothing but blanks between them ("8:15 / 9:15" over two lines) are a range."""
    paired: list[Span] = []
    for span in spans:
        before = paired[-1] if paired else None
        if (
            before is not None
            and before.end is None
            and span.end is None
            and not text[before.last : span.first].strip(" \n|/")
        ):
            start, end = _spread_meridiem(before.start, span.start)
            paired[-1] = Span(start, end, before.first, span.last)
        else:
            paired.append(span)
    return tuple(paired)


def bare_hour(text: str) -> Clock | None:
    """ "9" or "12" alone in a cell: an hour only where its axis says so."""
    match = re.fullmatch(r"\s*(\d{1,2})\s*", text)
    if not match or not 0 < int(match.group(1)) <= 23:
        return None
    return Clock(int(match.group(1)) * 60, settled=int(match.group(1)) >= 13, exact=False)


_LEAD_IN = re.compile(r"\b(?:dalle|from|von|van|desde|od)\s+$", re.IGNORECASE)
"""What leads in a range ("Intervallo dalle 10.45 alle 11.00")."""


def without_spans(text: str, spans: Sequence[Span]) -> str:
    """``text`` without the given times and without what only joined them to the rest."""
    for span in sorted(spans, key=lambda s: -s.first):
        before = _LEAD_IN.sub("", text[: span.first]) if span.end is not None else text[: span.first]
        text = before + "\n" + text[span.last :]
    text = re.sub(r"\(\s*\)|\[\s*\]", " ", text)
    lines = [
        re.sub(r"^[\s\-–—:,;|@]+(?=\s|$)|^\s*[:,;|]\s*|(?<=\s)[\s\-–—:,;|@]+$", "", part).strip()
        for part in text.split("\n")
    ]
    return "\n".join(line for line in lines if line and line not in "-–—:,;|")


def in_order(clocks: Sequence[Clock], *, by_24: bool = False) -> list[int]:
    """Minutes since midnight of times that follow each other through one day.

    The first unsettled time is read as school hours (from ``EARLIEST_SCHOOL_MINUTE``); each further one is moved by
    twelve hours where it would otherwise lie before its forerunner, unless no school is open then ("Break 10.45" below
    the table). ``by_24``: whether the hours of the list that they are of are counted to 24, so that a row may begin at
    nine again.
    """
    minutes: list[int] = []
    for clock in clocks:
        value = clock.minute
        if not clock.settled:
            if value < EARLIEST_SCHOOL_MINUTE:
                value += NOON
            back = minutes[-1] - value if minutes else 0
            if back > 60 and value + NOON <= LATEST_SCHOOL_MINUTE and not (by_24 and value >= SURELY_MORNING):
                value += NOON
        minutes.append(value)
    return minutes


SURELY_MORNING = 8 * 60
"""From eight an hour is a morning's where others are counted to 24; choirs that meet at "7.00" do so in the evening."""


def near(clock: Clock, about: int | None) -> int:
    """Minutes since midnight of a lone time: the reading closest to ``about``, or school hours."""
    if clock.settled:
        return clock.minute
    readings = [clock.minute % NOON, clock.minute % NOON + NOON]
    if about is not None:
        return min(readings, key=lambda m: abs(m - about))
    return in_order([clock])[0]


def as_time(minute: int | None) -> time | None:
    """A ``time``, or None outside the day."""
    if minute is None or not 0 <= minute < DAY:
        return None
    return time(minute // 60, minute % 60)
