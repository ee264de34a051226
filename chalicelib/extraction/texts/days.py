"""Day names in many languages: what a piece of text says about weekdays."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import lru_cache

from chalicelib.domain.timetable import WEEK, Weekday
from chalicelib.extraction.texts.day_names import (
    AMONG_OTHERS,
    EVERY_DAY_SAID,
    LIST_WORDS,
    LONG_NAMES,
    LOOKUP,
    MONTHS,
    RANGE_WORDS,
    SPOKEN,
    WELSH,
)

# Words that may stand beside a day name in a header without making it something else: dates, months, week letters.
_BESIDE = re.compile(
    r"^(?:\d{1,4}(?:st|nd|rd|th)?|\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?|week|wk|semaine|woche|semana|[ab]|dydd|de|an|hari|day|from|od|von|van|du|da|dal|dalle|das|desde|dari|o|on|"
    rf"{MONTHS}|am|pm|feira|יום|يوم|день|day)$"
)
# A reader may lose the blanks ("Touslesjours").
_EVERY_DAY = re.compile(rf"\b(?:{'|'.join(said.replace(' ', ' ?') for said in EVERY_DAY_SAID)})\b")
_NUMBERED_WEEK = re.compile(
    r"\b(?:week|wk|semaine|woche|semana|settimana|wythnos|seachtain|tydzien|minggu)\W*(?:[a-d]|\d{1,2})\b"
    r"|\b[a-f]-? ?days?\b|\b(?:[a-d]|\d)-(?:week|woche|semana|settimana)\b|\bsem\W*[a-d]\b"
)
"""What tells one week from another, or a day of a cycle ("A Day"); Malay and Indonesian have one word for a week and
for Sunday."""


@dataclass(frozen=True)
class DayLabel:
    """What a header cell says. ``choices`` has one set of possible weekday numbers (Monday 0) per day named."""

    choices: tuple[frozenset[int], ...]
    certain: bool
    every_day: bool = False
    spoken: frozenset[tuple[int, int]] = frozenset()
    """For one day alone: the languages (rows of ``NAMES``) that know the word, each with its day."""
    languages: frozenset[int] = frozenset()
    """The languages that know all its words."""


_STROKED = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i"})
"""Letters that are no others with an accent, as far as Unicode goes."""


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """``text`` in lower case, accents removed, runs of blanks as one."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_STROKED))
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(letters.casefold().split())


def _distance_at_most(left: str, right: str, most: int) -> bool:
    """Whether the edit distance is at most ``most`` (banded dynamic programming; both words are short)."""
    if abs(len(left) - len(right)) > most:
        return False
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        previous, row[0] = row[0], i
        for j, b in enumerate(right, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (a != b))
        if min(row) > most:
            return False
    return row[-1] <= most


_LOOK_ALIKE = str.maketrans({"l": "i", "1": "i", "0": "o"})
"""Letters that readers take for each other ("lau" for "Iau", "M0N")."""

_HAND_ALIKE = str.maketrans({"v": "u"})
"""The same of letters written by hand ("Lvan", "TVES")."""

_DIGITS_AS_LETTERS = str.maketrans({"1": "i", "0": "o"})
"""The same among letters one below the other, where a number does not begin with a letter."""

LEAST_MISREAD = 3
"""Letters of a name in which one may be misread so; shorter ones are numbers."""


@lru_cache(maxsize=4096)
def _word_choices(word: str) -> frozenset[int]:
    """Weekday numbers that ``word`` (plain) may mean; a long one may hold a misread letter."""
    exact = LOOKUP.get(word)
    if exact is None and len(word) >= LEAST_MISREAD and not word.isdigit():
        exact = LOOKUP.get(word.translate(_LOOK_ALIKE)) or LOOKUP.get(word.translate(_HAND_ALIKE))
    if exact:
        return exact
    if len(word) < 5 or _BESIDE.match(word):
        return frozenset()  # "maart" is a month, and no "mairt"
    most = 2 if len(word) >= 8 else 1
    close = [
        name
        for name in LONG_NAMES
        if word[0] == name[0] and _distance_at_most(word, name, most) and (len(word) > 5 or len(name) == 5)
    ] or [name for name in LONG_NAMES if len(name) >= UNMISTAKABLE and word[1:] == name[1:]]
    found = frozenset().union(*(LOOKUP[name] for name in close)) if close else frozenset()
    return found if len(found) == 1 else frozenset()


UNMISTAKABLE = 7
"""Letters of a name that is known without its first one ("IUESDAY"); "Sunday" and "Monday" differ in it."""

_THROUGH = re.compile(r"\bt\s*/\s*m\b|\btot en met\b|\bjusqu'?\s*au\b|\bup to\b")
"""Joiners of several words, each of which means "to"."""


_SPLIT_NAME = re.compile(r"\b([a-z]{2,}) ([a-z]{2,})\b")


def _whole_name(match: re.Match[str]) -> str:
    """Two parts of a day's long name that a reader has set apart ("sex ta") as one."""
    whole = match.group(1) + match.group(2)
    return whole if whole in LONG_NAMES and match.group(2) not in LOOKUP else match.group(0)


def _tokens(text: str) -> list[str]:
    text = _VIETNAMESE.sub(_by_number, text)
    said = re.sub(r"(?<=\w)['’`´](?=\w)", "", plain(_WEEK_BEHIND.sub(_before_week, text)))  # "Jum'at"
    joined = _SPLIT_NAME.sub(_whole_name, _THROUGH.sub("to", _NUMBERED_WEEK.sub("", said)))
    joined = re.sub(r"\b(dydd|de|segunda|terca|quarta|quinta|sexta)[\s-]+(?=\w)", _join_compound, joined)
    joined = re.sub(r"\b([2-6])\.a\b", r"\1a", joined)  # "2.ª feira": plain letters make the ordinal's sign an a
    joined = _NUMBERED_FEIRA.sub(r"\1a feira", joined)
    joined = re.sub(r"\b([a-z]{2,})(?=\d{1,2} [a-z]{3})", r"\1 ", joined)  # a date whose blank a reader has lost
    joined = _DATE_RUN_ON.sub(r"\1 \2", joined)
    joined = _DATED.sub(r"\1", joined)
    joined = _IN_MARCH.sub("", joined)
    joined = _THE_DAY.sub(r"\1dag", joined)
    found = re.findall(r"\w+|[-–—&+/,]", joined.replace("–", "-").replace("—", "-"))
    tokens: list[str] = []
    for token in found:  # a reader's stray blank behind a capital ("W ednesday")
        if tokens and len(tokens[-1]) == 1 and tokens[-1] + token in LOOKUP and token not in LOOKUP:
            tokens[-1] += token
        else:
            tokens.append(token)
    return tokens


_NUMBERED_FEIRA = re.compile(r"\b([2-6])\s?[^\w\s]{0,2}[a-z\d]?[\s-]?feira\b")
"""A Portuguese day by its number, whatever a reader has made of the ordinal's small sign ("2º FEIRA", "5* FEIRA",
"4.2 FEIRA")."""

_DATE_RUN_ON = re.compile(rf"(?<= )(\d{{1,2}})({MONTHS})$")
"""The same between a date's day and its month ("tuesday 4march")."""

_DATED = re.compile(r"\b([a-z]{2,}\.?,? \d{1,2})-\d{1,2}(?:-\d{2,4})?$")
"""A day and its date ("di 11-3"), whose dash joins no days."""

_THE_DAY = re.compile(r"\b(man|tirs|tis|ons|tors|fre|lor|sun|son)dagen\b")
"""A Scandinavian day with its article ("onsdagen")."""

_IN_MARCH = re.compile(r"(?<=[a-z]{3})[,.]?\s(?:[-–—]\s)?\d{1,2}\.?\smar\b\.?(?=\s\d{4}|$)")
"""A date behind a day's name whose month, in short, is Tuesday's in four languages ("giovedì – 12 mar 2026")."""

_VIETNAMESE = re.compile(
    r"\b(?:th(?:ứ|ư\u0301)\s*(?P<number>[2-7](?!\d)|hai|ba|t[ưu]|n[ăa]m|s[áa]u|b[ảa]y)|ch[ủu]\s*nh[ậa]t)(?!\w)",
    re.IGNORECASE,
)
"""Days of Vietnamese: the second ("Thứ 2", "Thứ Hai") to the seventh, and Sunday."""

_ORDINALS = ("2 hai", "3 ba", "4 tu", "5 nam", "6 sau", "7 bay")


def _by_number(match: re.Match[str]) -> str:
    """The English name of a Vietnamese day."""
    number = plain(match["number"] or "")
    day = next((i for i, names in enumerate(_ORDINALS) if number in names.split()), len(_ORDINALS))
    return f" {WEEK[day].value} "


_WEEK_BEHIND = re.compile(r"\b([A-Z][a-z]+)[AB]\b")
"""A day and which week's it is, without a blank ("MonA", "TueB")."""


def _before_week(match: re.Match[str]) -> str:
    """The day alone; as it stands where it is none."""
    return match.group(1) if plain(match.group(1)) in LOOKUP else match.group()


def _join_compound(match: re.Match[str]) -> str:
    following = match.string[match.end() :]
    if match.group(1) in ("dydd", "de"):
        return ""
    return match.group(1) if following.startswith("feira") else match.group(0)


def _joined_letters(text: str) -> str:
    """Letters one below the other, or spaced out (M-O-N, "M O N D A Y"), as one word; a reader may have two at once."""
    parts = text.split()
    joined = "".join(parts)
    if len(parts) >= 2 and all(len(p.strip(".-")) <= 1 for p in parts):
        if "\n" in text and joined[0].isalpha():
            joined = joined.translate(_DIGITS_AS_LETTERS)
        # A name turned upwards may be read letter by letter from the top.
        upwards = joined[::-1]
        return upwards if LOOKUP.get(plain(upwards)) and not LOOKUP.get(plain(joined)) else joined
    stacked = len(parts) >= 2 and all(len(p) <= 2 for p in parts) and _word_choices(plain(joined))
    return joined if stacked and len(joined) >= LEAST_MISREAD else text


_REMARK = re.compile(r"\([^()]*[^()\d\W][^()]*\)")
"""What a heading says of its day in brackets."""


@lru_cache(maxsize=4096)
def parse_day_label(text: str) -> DayLabel | None:
    """What ``text`` says when it is nothing but day names (and dates beside them); None when it is anything else."""
    if not text or len(text) > 80:
        return None
    beside = _REMARK.sub(" ", text)
    remarked = parse_day_label(beside.strip()) if beside != text else None  # "Monday (Pine Hollow)"
    if remarked is not None and remarked.certain and not remarked.every_day:
        return remarked
    if _EVERY_DAY.search(plain(text)):
        rest = _EVERY_DAY.sub(" ", plain(text)).strip(" ,:-()")
        named_too = parse_day_label(rest) if find_days(rest) else None  # "Every day, Monday to Friday"
        return named_too or DayLabel((), certain=True, every_day=True)
    return _label(_joined_letters(text))


def days_of_times(text: str) -> tuple[Weekday, ...]:
    """The days that the heading of a column of times says that these are of ("Timing (Mon - Thu, Sat)", "WED* times",
    "M/T/Th/F"); none where it names no days, or all."""
    said = " ".join(text.split())
    match = _TIMES_OF.match(said)
    label = parse_day_label((match["behind"] or match["before"]).strip() if match else said)
    if label is None or label.every_day or not (label.certain or len(label.choices) >= LEAST_LISTED):
        return ()
    return weekdays(label)


_OF_TIMES = (
    r"(?:(?:bell )?tim(?:es?|ings?)|bells|hours?|period|uhrzeit|zeit(?:en)?|horas?|heures?|ora|orario|waktu|masa|jam)"
)
_TIMES_OF = re.compile(
    rf"^(?:{_OF_TIMES}\W*\(?\s*(?P<behind>[^()]+?)\s*\)?|(?P<before>\S.*?)\W*\s{_OF_TIMES})$", re.IGNORECASE
)


def _label(text: str) -> DayLabel | None:
    """What a text without remarks says when it is nothing but names of days."""
    named: list[str] = []
    joiners: list[str] = []
    pending: list[str] = []
    tokens = _tokens(_WEEK_NUMBER.sub("", DATE.sub(" ", text)))  # whose stroke joins no days ("Mo 10/11")
    range_words = RANGE_WORDS | {"i"} if WELSH.intersection(tokens) else RANGE_WORDS
    for token in tokens:
        choices = _word_choices(token)
        is_joiner = token in range_words or token in LIST_WORDS
        if choices and not (is_joiner and named):
            if named:
                joiners.append("range" if any(p in range_words for p in pending) else "list")
            named.append(token)
            pending = []
        elif is_joiner:
            pending.append(token)
        elif not _BESIDE.match(token):
            return None
    if not named:
        return None
    if len(named) > 1 and min(map(len, named)) == 1 and not _knowing_all(named):
        return None  # "Din K. ve A.B.": letters that are days in one language each
    if joiners.count("range") > 1:
        joiners = ["list"] * len(joiners)  # "Mon - Wed - Fri": no range has two ends behind its beginning
    days = _expand(_said_together(named), joiners)
    longest = max(len(t) for t in tokens if t in LOOKUP or _word_choices(t))
    if pending and longest < LEAST_MISREAD:
        return None  # "P.E." is no Monday and more to come
    spoken = SPOKEN.get(named[0], frozenset()) if len(days) == 1 else frozenset()
    told = longest >= 3 or any(t.endswith("feira") for t in tokens)  # "2.ª feira" says that it is a day
    told = told or (longest >= SHORT_NAME and DATE.search(text) is not None)
    certain = told or _tells_days(named, joiners)
    return DayLabel(days, certain=certain, spoken=spoken, languages=_knowing_all(named))


_WEEK_NUMBER = re.compile(
    r"(?<=\w)\s*[·,|(–-]?\s*\b(?:v|kw|kalenderwoche|uke|uge|vecka|viikko|sem|s)\.?\s?(?:[1-4]?\d|5[0-3])\)?$",
    re.IGNORECASE,
)
"""The number of the week in its year behind a day and its date ("Torsdag 14 november v. 46")."""


def among_others(text: str, languages: AbstractSet[int]) -> DayLabel | None:
    """The day that a short name, perhaps with its date, says beside those of one of ``languages``; None where it says
    none there."""
    known = frozenset(said for said in AMONG_OTHERS.get(_undated(text), frozenset()) if said[0] in languages)
    if len({day for _, day in known}) != 1:
        return None
    spoken = frozenset(language for language, _ in known)
    return DayLabel((frozenset(day for _, day in known),), certain=True, spoken=known, languages=spoken)


def languages_in_short(texts: Sequence[str], least: int) -> frozenset[int]:
    """The languages of which some texts give at least ``least`` days by such short names ("ma", "ti", "ke")."""
    said = [AMONG_OTHERS[short] for short in {_undated(text) for text in texts} if short in AMONG_OTHERS]
    days = {
        language: {d for known in said for other, d in known if other == language}
        for known in said
        for language, _ in known
    }
    return frozenset(language for language, found in days.items() if len(found) >= least)


def _undated(text: str) -> str:
    return _DAY_OF_MONTH.sub("", plain(DATE.sub("", text)).strip(". ")).strip(". ")


_DAY_OF_MONTH = re.compile(r"^(?:0?[1-9]|[12]\d|3[01])\s|\s(?:0?[1-9]|[12]\d|3[01])$")
"""The number alone, as apps set it beside the name ("Sal 11")."""


DATE = re.compile(r"\b(?:0?[1-9]|[12]\d|3[01])(?:\.\s?(?:0?[1-9]|1[0-2])\.|/(?:0?[1-9]|1[0-2])(?!\d))")
"""A day of a month in figures ("13.10."), as calendars print it below or beside the day's name, however short that is;
"9.10" is a time."""


def _knowing_all(names: Sequence[str]) -> frozenset[int]:
    """The languages that know all of ``names``."""
    return frozenset.intersection(
        *(frozenset(language for language, _ in SPOKEN.get(name, frozenset())) for name in names)
    )


def _said_together(names: Sequence[str]) -> list[frozenset[int]]:
    """The days that each of several ``names`` may mean, in the languages that know them all where there are any ("di"
    beside "mi" and "fr" is no Sunday)."""
    shared = _knowing_all(names)
    if not shared or len(names) == 1:
        return [_word_choices(name) for name in names]
    return [frozenset(day for language, day in SPOKEN[name] if language in shared) for name in names]


def _tells_days(names: Sequence[str], joiners: Sequence[str]) -> bool:
    """Whether short names are days by how they are joined: to a range ("Mo bis Fr"), or many to a list."""
    joined = "range" in joiners or len(names) >= LEAST_LISTED
    return joined and all(len(name) >= SHORT_NAME for name in names)


SHORT_NAME = 2
"""Letters of a short name of a day in a list or a range; single ones may be anything."""

LEAST_LISTED = 3
"""Short names from which a list of them can only be one of days."""


def is_week(text: str) -> bool:
    """Whether a text says nothing but which week it is ("Week A")."""
    return _NUMBERED_WEEK.fullmatch(plain(text)) is not None


def spans_dates(text: str) -> bool:
    """Whether a text names the first and the last day of a week with their dates ("Mon, 17 Nov - Fri, 21 Nov")."""
    label = parse_day_label(text)
    return label is not None and len(label.choices) > LEAST_LISTED and _DATES_APART.search(plain(text)) is not None


_DATES_APART = re.compile(
    r"[a-z]\W{1,2}\d{1,2}\b(?!:).*(?:\W-\W|[–—]|\b(?:to|bis|au|al?|t/m|tot|do|until)\b).*[a-z]\W{1,2}\d{1,2}\b"
)


def names_week(text: str) -> bool:
    """Whether a text begins with which week it is of ("Week A", "Semaine 2 - automne")."""
    return _NUMBERED_WEEK.match(plain(text)) is not None


def reads_on(text: str) -> bool:
    """Whether a line of days goes on in the next one ("Monday, Tuesday and", "Dydd Llun – Dydd")."""
    tokens = _tokens(text)
    return bool(tokens) and (joins_days(tokens[-1]) or (len(tokens) > 1 and tokens[-1] in _BEFORE_NAMES))


_BEFORE_NAMES = frozenset({"dydd", "hari"})
"""Words for a day that stand before its name."""


def joins_days(word: str) -> bool:
    """Whether a word or a sign stands between the days of a list or a range ("to", "and", "-")."""
    return word in RANGE_WORDS or word in LIST_WORDS


def _expand(named: Sequence[frozenset[int]], joiners: Sequence[str]) -> tuple[frozenset[int], ...]:
    """Lists as they are; "Monday to Friday" with the days between."""
    days = [named[0]]
    for joiner, choices in zip(joiners, named[1:], strict=True):
        first, last = min(days[-1]), min(choices)
        if joiner == "range" and first < last:
            days.extend(frozenset({d}) for d in range(first + 1, last))
        days.append(choices)
    return tuple(days)


def languages_of(text: str) -> frozenset[int]:
    """The languages (rows of ``NAMES``, English 0) in which a text names days in full, and nothing else; none where it
    does not."""
    if max(map(len, re.findall(r"\w+", text)), default=0) < LONG_NAME:
        return frozenset()
    label = parse_day_label(text)
    return label.languages if label is not None and label.certain else frozenset()


LONG_NAME = 4
"""Letters of a day's name that tells a language; shorter ones are names in many."""


def named_days(text: str) -> tuple[Weekday, ...]:
    """The days that a text names, and nothing else, for sure; none for others, and for "every day"."""
    label = parse_day_label(text)
    return weekdays(label) if label is not None and label.certain and not label.every_day else ()


def named_day(text: str) -> Weekday | None:
    """The one day that a text names so; None where it names none, or several."""
    days = named_days(text)
    return days[0] if len(days) == 1 else None


def days_of_each(texts: Sequence[str]) -> list[Weekday | None]:
    """The one day that each text names, as ``named_day`` has it, in a language that knows all of these where there is
    one: "tor." is a Thursday beside "ons."."""
    labels = [parse_day_label(text) for text in texts]
    sure = [x if x is not None and x.certain and not x.every_day and len(weekdays(x)) == 1 else None for x in labels]
    meant = iter(_in_one_language([label for label in sure if label is not None]))
    return [weekdays(next(meant))[0] if label is not None else None for label in sure]


def weekdays(label: DayLabel) -> tuple[Weekday, ...]:
    """The days a label names when it stands alone: the first choice of each, in the order named, once each."""
    if label.every_day:
        return WEEK[:5]
    return tuple(dict.fromkeys(WEEK[min(choices)] for choices in label.choices))


def resolve(labels: Sequence[DayLabel]) -> list[tuple[Weekday, ...]]:
    """The days of the labels along one axis: ambiguous ones (T, S, M) are settled by the language that knows all of
    them and by the order of the week."""
    result: list[tuple[Weekday, ...]] = []
    last = -1
    for label in _in_one_language(labels):
        if label.every_day:
            result.append(WEEK[:5])
            continue
        days: list[Weekday] = []
        for choices in label.choices:
            later = sorted(c for c in choices if c > last)
            # A list of classes repeats its day ("Monday, Monday, Tuesday"); a certain name may also start again.
            day = last if len(choices) == 1 and last in choices else (later[0] if later else min(choices))
            days.append(WEEK[day])
            last = day
        result.append(tuple(dict.fromkeys(days)))
    return result


def _in_one_language(labels: Sequence[DayLabel]) -> Sequence[DayLabel]:
    """Labels with only the days they name in a language that knows them all; as they are where there is none."""
    shared = frozenset.intersection(*(label.languages for label in labels)) if labels else frozenset()
    if not shared:
        return labels
    # More than one day a word and language: the order of the week settles it.
    return [
        replace(label, choices=(frozenset(day for language, day in label.spoken if language in shared),))
        if label.spoken
        else label
        for label in labels
    ]


def find_days(text: str) -> tuple[Weekday, ...]:
    """Days named anywhere in running text (titles, paragraphs): full names, and all of a range between two names in
    full or short ("Ladybird Room - Monday to Friday", "Class 3 (Mon-Fri)")."""
    found: list[int] = []
    before = joined = ""
    for token in _tokens(text):
        if token not in LOOKUP or len(token) < LEAST_MISREAD:
            joined = f"{joined} {token}".strip()
            continue
        ends_range = joined in RANGE_WORDS and bool(_knowing_all([before, token])) if before else False
        if ends_range:
            found.extend(range(min(LOOKUP[before]), min(LOOKUP[token]) + 1))
        elif len(token) >= NAMED_ANYWHERE:
            found.append(min(LOOKUP[token]))
        before, joined = token, ""
    return tuple(dict.fromkeys(WEEK[i] for i in found))


NAMED_ANYWHERE = 5
"""Letters of a day's name that is one within any text; shorter ones are words of some language."""
