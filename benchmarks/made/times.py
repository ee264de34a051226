"""Times of day as schools print them. Times are minutes after midnight."""

from __future__ import annotations

from benchmarks.made.languages import Words
from benchmarks.made.traits import TimeStyle

NOON = 12 * 60


def clock(minutes: int) -> str:
    """``HH:MM``, as the answers say it."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _twelve(minutes: int) -> int:
    return (minutes // 60 - 1) % 12 + 1


def _dotted(minutes: int) -> str:
    return f"{_twelve(minutes)}.{minutes % 60:02d}"


def _bare(minutes: int) -> str:
    return _dotted(minutes) if minutes % 60 else str(_twelve(minutes))


def _half(minutes: int) -> str:
    return "am" if minutes < NOON else "pm"


def one_time(minutes: int, style: TimeStyle) -> str:
    """A single time in the style's notation."""
    hour, minute = divmod(minutes, 60)
    notations = {
        TimeStyle.COLON_24: clock(minutes),
        TimeStyle.COLON_UNPADDED: f"{hour}:{minute:02d}",
        TimeStyle.DOT: f"{hour}.{minute:02d}",
        TimeStyle.BARE_HOURS: _bare(minutes),
        TimeStyle.COLON_12: f"{_twelve(minutes)}:{minute:02d}",
        TimeStyle.AM_PM: f"{_twelve(minutes)}:{minute:02d}{_half(minutes)}",
        TimeStyle.AM_PM_CAPITALS: f"{_twelve(minutes)}:{minute:02d} {_half(minutes).upper()}",
        TimeStyle.PM_AT_END: f"{_bare(minutes)}{_half(minutes)}",
        TimeStyle.FOUR_DIGITS: f"{hour:02d}{minute:02d}",
        TimeStyle.H_LETTER: f"{hour}h{minute:02d}" if minute else f"{hour}h",
        TimeStyle.WORD: f"{hour}.{minute:02d}",
        TimeStyle.THREE_LINES: f"{hour}:{minute:02d}",
    }
    return notations[style]


def range_lines(start: int, end: int, style: TimeStyle, words: Words) -> tuple[str, ...]:
    """A range of times in the style's notation, as the paragraphs it is written in."""
    first, last = one_time(start, style), one_time(end, style)
    if style is TimeStyle.THREE_LINES:
        return (first, words.to, last)
    if style is TimeStyle.PM_AT_END and _half(start) == _half(end):
        return (f"{_bare(start)} - {_bare(end)}{_half(end)}",)
    joints = {
        TimeStyle.COLON_UNPADDED: "-",
        TimeStyle.FOUR_DIGITS: "-",
        TimeStyle.BARE_HOURS: " \u2013 ",
        TimeStyle.AM_PM_CAPITALS: f" {words.to.upper()} ",
        TimeStyle.WORD: f" {words.to} ",
    }
    return (first + joints.get(style, " - ") + last,)
