"""What a heading's text says: its times, or the number of a period."""

from __future__ import annotations

import re
from functools import lru_cache

from chalicelib.extraction.texts import times
from chalicelib.extraction.texts.days import plain

_ORDINAL = r"(?:\d{1,2}(?:\.[oa]|st|nd|rd|th|e|er|eme|ere|a|o|[.º°ª^*])?|(?=[xvi])x?(?:ix|iv|v?i{0,3}))"
_PERIOD_WORD = (
    r"(?:p|period[eo]?|per|lesson|les|session|sess|slot|hour|hr|block|stunde|std|unterrichtsstunde|heure|h|seance|hora|ora|"
    r"clase|modulo|bloque|bloco|aula|leccion|lezione|tempo|masa|waktu|jam|uur|lesuur|blok|lekcja|lekc|lekce|hodina|cas|"
    r"lektion|modul|leksjon|tund|time|tunti|ders|gwers|rang|ceacht|unit|class|ura|pamoka|stunda|kipindi|sesion|sessao)"
)
_COUNTED_WORD = rf"(?:{_PERIOD_WORD}|sat)"  # behind its number alone: "Sat 1" is a Saturday's date
_NUMBER_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|"
    r"primera|segunda|tercera|cuarta|quinta|sexta|septima|octava|prima|seconda|terza|quarta|sesta|settima|"
    r"premiere|deuxieme|troisieme|quatrieme|cinquieme|sixieme|septieme|huitieme|"
    r"erste|zweite|dritte|vierte|funfte|sechste|siebte|achte)"
)
_PERIOD = re.compile(
    rf"^(?:{_PERIOD_WORD}\s*\.?\s*(?:ke)?\s*-?\s*{_ORDINAL}|{_ORDINAL}\s*\.?\s*{_COUNTED_WORD}?|"
    rf"{_PERIOD_WORD} {_NUMBER_WORD}|{_NUMBER_WORD} {_PERIOD_WORD})(?:\s*\([a-z0-9]\))?$"
)


def is_period_label(text: str) -> bool:
    """Whether a header says nothing but a period's number ("3", "P3", "3rd lesson", "III")."""
    return bool(text.strip()) and bool(_PERIOD.match(plain(text))) and any(c.isalnum() for c in text)


def is_period_word(text: str) -> bool:
    """Whether a header says nothing but the word for a period ("Ora", "Hour")."""
    return _WORD_ALONE.fullmatch(plain(text)) is not None


_WORD_ALONE = re.compile(_PERIOD_WORD)


def is_number_word(text: str) -> bool:
    """Whether a header says nothing but an ordinal, or a number, in a word ("prima", "first")."""
    return _NUMBER_ALONE.fullmatch(plain(text)) is not None


_NUMBER_ALONE = re.compile(_NUMBER_WORD)


def is_first(text: str) -> bool:
    """Whether such a word is the first one's."""
    return plain(text) in ("one", "first", "primera", "prima", "premiere", "erste")


@lru_cache(maxsize=4096)
def spans_of(text: str) -> tuple[times.Span, ...]:
    """Times in a header's text, wherever its lines break."""
    if not any(c.isdigit() for c in text):
        return ()
    return times.find_spans(header_text(text))


def lone_start(text: str) -> times.Clock | None:
    """The one time in a text, where it has no end; None for other texts."""
    spans = spans_of(text)
    return spans[0].start if len(spans) == 1 and spans[0].end is None else None


def start_alone(text: str) -> times.Clock | None:
    """The one time in a text that says nothing else, where it has no end; None for other texts."""
    return lone_start(text) if only_times(text) else None


def range_alone(text: str) -> bool:
    """Whether a text is one range of times, and next to nothing else."""
    spans = spans_of(text)
    return only_times(text) and len(spans) == 1 and spans[0].end is not None


def clocks_of(text: str) -> list[times.Clock]:
    """The starts and the ends of the times in a header's text, as they follow each other."""
    return [clock for span in spans_of(text) for clock in (span.start, span.end) if clock is not None]


def begins_with_range(text: str) -> bool:
    """Whether a text begins with when something starts, to the minute, and ends ("• 8:30 – 9:15 Art")."""
    spans = spans_of(text)
    if not spans or spans[0].end is None or not spans[0].start.exact:
        return False
    return not any(map(str.isalnum, header_text(text)[: spans[0].first]))


@lru_cache(maxsize=4096)
def only_times(text: str) -> bool:
    """Whether a cell holds times and next to nothing else."""
    line = header_text(text)
    spans = spans_of(text)
    return bool(spans) and len(times.without_spans(line, spans)) <= LONGEST_BESIDE_TIMES


LONGEST_BESIDE_TIMES = 8
"""Characters beside a time ("P1", "Uhr", "(am)") that leave a cell one of times."""


def header_text(text: str) -> str:
    """A header's text on one line, mended, so that "8:15 / a / 9:15" is found."""
    said = _IN_LETTERS.sub(_in_figures, " ".join(text.split()))
    if _TIME_IN_LETTERS.fullmatch(said) and said[0].isdigit():
        said = said.translate(_LOOKALIKES)
    return _NO_HOUR.sub(lambda hour: hour.group().replace("7", "1"), times.tidy(said))


_TIME_IN_LETTERS = re.compile(r"\d{1,2}[.:][0-5SO][\dSO]")
"""A time that is all of a header, some of whose figures a reader takes for letters ("11.SS")."""

_CLOCK = r"[\dSIlOJ]{1,2}(?:[.:,][0-5SsOoIlJ][\dSsIlOoJB])?"
_IN_LETTERS = re.compile(rf"(?<![\w.:,]){_CLOCK}\s?[-–—−]\s?{_CLOCK}(?![\w.:,])")
"""A range in a header, in lettering whose figures a reader takes for letters ("I2 - I", "I.IS - 2,JS")."""


def _in_figures(match: re.Match[str]) -> str:
    """The range in figures; as it stands where it may be Roman numbers or codes. One hour and the next ("4 - S") are
    told by one figure."""
    text = match.group()
    said = text.translate(_LOOKALIKES)
    full = [int(hour) for hour in re.findall(r"\d{1,2}", said)]
    told = any(sign in text for sign in ".:,") or sum(map(str.isdigit, text)) >= LEAST_FIGURES
    told = told or (len(full) == START_AND_END and full[1] - full[0] == 1 and any(map(str.isdigit, text)))
    hours = [int(hour) for hour in re.findall(r"(?<![\d.:])\d{1,2}", said)]
    return said if told and max(hours) < HOURS else text


HOURS = 24

START_AND_END = 2

LEAST_FIGURES = 2
"""Figures of a range of full hours that are read as figures."""

_LOOKALIKES = str.maketrans("SsIlJOoB,−", "55111008.-")


_NO_HOUR = re.compile(
    r"(?<![\d:.])7[0127](?=\s?[-–]|[:.][0-5]\d(?!\d))|(?<=\d[-–])7[0127](?![\d])|(?<=\d\s[-–]\s)7[0127](?!\d)"
)
"""A number amid a range that is no hour, but with a one for the seven: ones by hand are taken for sevens ("10-77")."""
