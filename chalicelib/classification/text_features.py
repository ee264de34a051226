"""What a document's text looks like in numbers: days, times, dates, money, prose, code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from chalicelib.extraction.texts import times
from chalicelib.extraction.texts.days import DayLabel, parse_day_label
from chalicelib.extraction.texts.lessons import only_lesson_words

MOST_LINES = 600
"""Lines looked at; a timetable stands among the first."""

_DATE = re.compile(
    r"\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b\d{1,2}\.? \w{3,9} (?:19|20)\d\d\b|\b(?:19|20)\d\d-\d\d-\d\d\b"
)
_MONEY = re.compile(r"[£$€]\s?\d|\b\d+[.,]\d\d\s?[£$€]")
_MARKUP = re.compile(r"</?\w+[^<>\n]{0,80}>|&lt;/?\w+")
_CODE = re.compile(r"[{}();=]|^\s*(?:def|import|class|return|for|if|var|function)\b", re.MULTILINE)
_WORD = re.compile(r"\w{2,}")
_SHORT = re.compile(r"[^\W\d_]{1,2}\.?|[2-7][ªa]")
"""One or two letters that stand alone (Portuguese: an ordinal): a day's letter, or nothing of the kind."""

_WEEK = (5, 6, 7)
"""Days that a row of letters stands for."""

_LEAST_LETTERS = 4
"""Days that have to follow each other by their letters (M T W T) before these are taken for days."""

_STACKED = ("mon", "tue", "wed", "thu", "fri")

NAMES: tuple[str, ...] = (
    "days",
    "day_labels",
    "day_mentions",
    "unsure_days",
    "days_in_one_line",
    "times",
    "ranges",
    "time_lines",
    "times_per_line",
    "dates",
    "money",
    "markup",
    "code",
    "lines",
    "words",
    "words_per_line",
    "long_lines",
    "sentences",
    "numbers",
    "single_letters",
    "letter_days",
    "letters_in_turn",
    "table",
    "period_lines",
)
"""The features in their order."""


def _labels(lines: list[str]) -> list[DayLabel]:
    """Lines that are nothing but day names, sure ones ("Mon") or not ("M")."""
    found = (parse_day_label(line) for line in lines if len(line) < 80)
    return [label for label in found if label is not None]


def _numbers(label: DayLabel) -> set[int]:
    return {min(choices) for choices in label.choices} if label.choices else set(range(5))


def _mentions(lines: list[str]) -> list[int]:
    """Weekday numbers of single words that are day names."""
    found: list[int] = []
    for line in lines:
        for word in _WORD.findall(line):
            label = parse_day_label(word)
            if label is not None and label.certain and label.choices:
                found.append(min(label.choices[0]))
    return found


def _short_cells(lines: list[str]) -> Iterator[list[str]]:
    """Each line's longest row of short words, where it is the whole line or as long as a week; else nothing."""
    for line in lines:
        words = line.split()
        rows = [list(row) for short, row in groupby(words, key=lambda w: bool(_SHORT.fullmatch(w))) if short]
        longest = max(rows, key=len, default=[])
        yield longest if len(longest) in (len(words), *_WEEK) else []


def _days_by_letters(cells: list[list[str]]) -> int:
    """How many days, from Monday on, follow each other by their letters ("L", "M", "X", "J", "V"), in any language."""
    best = reached = 0
    for word in (word for words in cells for word in words):
        label = parse_day_label(word)
        choices = label.choices[0] if label is not None and label.choices else frozenset()
        if reached in choices:
            reached += 1
        elif 0 in choices:
            reached = 1
        best = max(best, reached)
    return best if best >= _LEAST_LETTERS else 0


def _short_in_turn(cells: list[list[str]]) -> int:
    """The longest run of such words, as a row of letters for the days makes it."""
    runs = (sum(len(words) for words in group) for short, group in groupby(cells, key=bool) if short)
    return max(runs, default=0)


def lessons(text: str) -> int:
    """How many of a text's lines name a lesson and nothing else, in any language that is known."""
    return sum(only_lesson_words(line) for line in re.split(r"[\r\n\t]+", text)[:MOST_LINES])


def counted(text: str) -> int:
    """How far figures that stand alone, in a row of their own, or at the head of a line count up by one from nought or
    one, at most."""
    lines = re.split(r"[\r\n\t]+", text)
    rows = (line.replace(".", " ").split() for line in lines)
    alone = [int(part) for row in rows if all(part.isdecimal() and len(part) <= 2 for part in row) for part in row]
    heading = [int(found.group(1)) for line in lines if (found := _NUMBERED_LINE.match(line))]
    return max(_counted_up(alone), _counted_up(heading))


_NUMBERED_LINE = re.compile(r"\s*(\d{1,2})(?:[.)ªºa]|\.[ªº])?(?=\s|$)")
"""What a row of lessons begins with where a page tells its lines whole: its period's number."""


def _counted_up(figures: Iterable[int]) -> int:
    best, last = 0, -1
    for figure in figures:
        last = figure if figure in (0, 1, last + 1) else -1
        best = max(best, last)
    return best


def measure(text: str, *, has_table: bool) -> dict[str, float]:
    """The features of a text by their names: counts, and rates from 0 to 1."""
    lines = [line.strip() for line in re.split(r"[\r\n\t]+", text) if line.strip()][:MOST_LINES]
    count = max(len(lines), 1)
    all_labels = _labels(lines)
    labels = [label for label in all_labels if label.certain]
    mentions = _mentions(lines)
    spans = [times.find_spans(times.tidy(line)) for line in lines]
    letters = "".join(line for line in lines if len(line) == 1).lower()
    named = set(mentions).union(*(_numbers(label) for label in labels)) if labels else set(mentions)
    cells = list(_short_cells(lines))
    letter_days = _days_by_letters(cells)
    words = sum(len(line.split()) for line in lines)
    body = "\n".join(lines)
    return {
        "days": float(max(len(named), letter_days, sum(name in letters for name in _STACKED))),
        "day_labels": float(len(labels)),
        "day_mentions": float(len(mentions)),
        "unsure_days": float(sum(max(len(label.choices), 1) for label in all_labels if not label.certain)),
        "days_in_one_line": float(max((len(label.choices) for label in labels), default=0)),
        "times": float(sum(len(found) for found in spans)),
        "ranges": float(sum(span.end is not None for found in spans for span in found)),
        "time_lines": sum(bool(found) for found in spans) / count,
        "times_per_line": float(max((len(found) for found in spans), default=0)),
        "dates": float(len(_DATE.findall(body))),
        "money": float(len(_MONEY.findall(body))),
        "markup": float(len(_MARKUP.findall(body))),
        "code": len(_CODE.findall(body)) / count,
        "lines": float(len(lines)),
        "words": float(words),
        "words_per_line": words / count,
        "long_lines": sum(len(line) > 60 for line in lines) / count,
        "sentences": float(len(re.findall(r"\w{3,}[.!?](?=\s|$)", body))),
        "numbers": sum(line.replace(".", "").isdigit() for line in lines) / count,
        "single_letters": float(len(letters)),
        "letter_days": float(letter_days),
        "letters_in_turn": float(_short_in_turn(cells)),
        "table": float(has_table),
        "period_lines": float(sum(bool(re.fullmatch(r"\D{0,10}\b(?:P?\d|\d\.)", line)) for line in lines)),
    }
