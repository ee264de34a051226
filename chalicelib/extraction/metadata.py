"""What a document says about itself: title, class, term, year, teacher, school."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chalicelib.domain.page import PreparedPage
from chalicelib.domain.timetable import TimetableMetadata
from chalicelib.extraction.days import parse_day_label
from chalicelib.extraction.grid import Line
from chalicelib.extraction.tables import Table
from chalicelib.extraction.time_bands import spans_of

_CLASS = re.compile(
    r"\b(?:class|klasse|classe|turma|curso|grupo|groep|klas|klasa|kelas|dosbarth|rang|form|year group)"
    r"\s*[:\-–]?\s+(?!timetable)(?P<value>[\w.°º/&-]+(?:\s[A-Za-z0-9]\b)?)",
    re.IGNORECASE,
)
_CLASS_LABEL = re.compile(
    r"^(?:class|klasse|classe|turma|curso|grupo|groep|klas|klasa|kelas|dosbarth|rang|form)\s*[:\-–]\s*(?P<value>.+)$",
    re.IGNORECASE,
)
_BARE_CLASS = re.compile(r"^(?=.*\d)(?=.*[A-Za-z])[\w.°º/-]{2,10}$")
_TEACHER = re.compile(
    r"\b(?:class teacher|teacher|tutor|professora?|profesora?|enseignante?|lehrer(?:in)?|docente?|insegnante|nauczyciel"
    r"(?:ka)?|guru|athro|athrawes|m[uú]inteoir|leerkracht)\s*[:\-–]\s*(?P<value>.+)$",
    re.IGNORECASE,
)
_TERM = re.compile(
    r"(?:\b(?:term|semester|trimester|trimestre|semestre|periodo|blok|penggal|tymor|t[eé]arma|semestr|halbjahr)\b"
    r"|\b(?:autumn|spring|summer|winter|michaelmas|hilary|trinity|lent)\b)",
    re.IGNORECASE,
)
_TERM_LABEL = re.compile(r"^(?:term|semester)\s*:\s*", re.IGNORECASE)
_YEAR = re.compile(r"\b20\d\d\s*[/–-]\s*(?:20)?\d\d\b|\b20\d\d\b")
_SCHOOL = re.compile(
    r"(?:school|academy|college|institut|university|universidad|colegio|escuela|[eé]cole|lyc[eé]e|schule|gymnasium|"
    r"istituto|scuola|szko[lł]a|liceum|ysgol|scoil|sekolah|escola|agrupamento|basisschool|primary|nursery)",
    re.IGNORECASE,
)

LONGEST = 120
"""Characters of a heading; more is running text."""


def read_metadata(pages: Sequence[PreparedPage], tables: Sequence[Table]) -> TimetableMetadata:
    """The metadata as printed above the tables, None where the document does not say."""
    headings = [line for table in tables for line in _headings(table)]
    texts = [part for line in headings for part in re.split(r"\s{3,}|\t|\s[|]\s", line.text) if part.strip()]
    texts = [t.strip() for t in texts if len(t) <= LONGEST]
    return TimetableMetadata(
        title=_title(headings),
        class_name=_class(texts),
        term=_term(texts),
        year=next((m.group(0) for t in texts if (m := _YEAR.search(t))), None),
        teacher=next((m.group("value").strip() for t in texts if (m := _TEACHER.search(t))), None),
        school=next((t for t in texts if _SCHOOL.search(t) and ":" not in t), None),
    )


def _headings(table: Table) -> list[Line]:
    """Lines above a table, and in those of its cells that lie above both its axes."""
    lines = [x for x in table.grid.around if any(c.isalnum() for c in x.text)]
    if table.axis is None:
        return lines
    tops = [table.axis.low if table.axis.across else min(b.low for b in table.axis.bands)]
    if table.bands:
        tops.append(min(b.low for b in table.bands) if table.axis.across else min(tops))
    inside = [
        line
        for cell in table.grid.cells
        if cell.box.bottom <= min(tops) + 1 and cell.box.width > 0.3 * table.grid.box.width
        for line in cell.lines
    ]
    return lines + inside


def _title(headings: Sequence[Line]) -> str | None:
    """The largest heading that is not a day; of equals the first."""
    named = [x for x in headings if _could_be_title(x)]
    if not named:
        return None
    # Boxes of one size differ by a few per cent with their letters.
    largest = max(x.size for x in named)
    return next(x.text for x in named if x.size > 0.85 * largest)


def _could_be_title(line: Line) -> bool:
    letters, digits = sum(c.isalpha() for c in line.text), sum(c.isdigit() for c in line.text)
    return (
        parse_day_label(line.text) is None
        and len(line.text) <= LONGEST
        and line.angle == 0
        and letters >= 1
        and letters + 4 > digits
        and not spans_of(line.text)
    )


def _class(texts: Sequence[str]) -> str | None:
    for pattern in (_CLASS_LABEL, _CLASS):
        for text in texts:
            match = pattern.search(text)
            if match:
                return match.group("value").strip()
    return next((t for t in texts if _BARE_CLASS.match(t) and not _YEAR.fullmatch(t)), None)


def _term(texts: Sequence[str]) -> str | None:
    found = next((t for t in texts if _TERM.search(t) and not _SCHOOL.search(t)), None)
    if found is None:
        return None
    labelled = re.split(r"\b(?:class|klasse|classe|timetable|horario|stundenplan)\b", found, flags=re.IGNORECASE)
    return _TERM_LABEL.sub("", next((p for p in labelled if _TERM.search(p)), found)).strip(" :–—-") or None
