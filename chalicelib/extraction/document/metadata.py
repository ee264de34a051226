"""What a document says about itself: title, class, term, year, teacher, school, each as printed.

Headings are taken apart first: where a wide gap, a sign or a label ("Teacher:") begins something else. Each part is
then one of these by a label, by its words, or by its form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from chalicelib.domain.page import PageSource, PreparedPage
from chalicelib.domain.timetable import TimetableMetadata
from chalicelib.extraction.document.headings import headings_above, lines_below, parts_of
from chalicelib.extraction.document.title import title_of
from chalicelib.extraction.grid import Line
from chalicelib.extraction.tables.table import Table
from chalicelib.extraction.texts.class_names import class_name, with_sections
from chalicelib.extraction.texts.header_texts import spans_of
from chalicelib.extraction.texts.heading_words import (
    ADDRESS,
    CLASSES,
    OF_TIMES,
    OTHER_CLASSES,
    PERSON,
    SCHOOL,
    SCHOOLS,
    TEACHERS,
    TERM,
    TERMS,
    YEAR,
    YEARS,
)


def _label(words: str, signs: str = ":", value: str = r"\S.*") -> re.Pattern[str]:
    return re.compile(rf"^(?:{words})\s*[{signs}]\s*(?P<value>{value})$", re.IGNORECASE)


_LABELS = {
    "teacher": _label(TEACHERS, r":\-–"),
    "class_name": _label(f"{CLASSES}|{OTHER_CLASSES}", r":\-–"),
    "term": _label(TERMS),
    "year": _label(YEARS, value=r"\S*20\d\d.*"),
    "school": _label(SCHOOLS),
}


def read_metadata(pages: Sequence[PreparedPage], tables: Sequence[Table]) -> TimetableMetadata:
    """The metadata as printed above the tables, None where the document does not say."""
    headings = headings_above(pages, tables)
    texts = [text for line in headings for text in parts_of(line.text)]
    below = [text for line in lines_below(pages, tables) for text in parts_of(line.text)]
    labelled = {name: _labelled([*texts, *below], pattern) for name, pattern in _LABELS.items()}
    rest = [t for t in texts if not any(pattern.match(t) for pattern in _LABELS.values())]
    given = labelled["class_name"]
    named = (_stage_and_name(headings) or _class(rest)) if given is None or PERSON.match(given) else given
    if named is not None and any(page.source is PageSource.RASTER for page in pages):
        named = _DEGREES.sub("º", named)
    return TimetableMetadata(
        title=title_of(headings, list(_LABELS.values())),
        class_name=named,
        term=labelled["term"] or _term(rest),
        year=_year(texts),
        teacher=_person(labelled["teacher"]) or _teacher(rest) or _alone(below),
        school=labelled["school"] or _school(rest),
    )


_DEGREES = re.compile(r"(?<=\d)°|(?<=\d\.)°")
"""An ordinal's sign as readers of pictures see it."""


def _labelled(texts: Sequence[str], pattern: re.Pattern[str]) -> str | None:
    # Forms have a rule to write on behind the label, whose ends are read as letters of its own.
    found = (_NEXT_LABEL.split(match["value"])[0].strip(" _,") for t in texts if (match := pattern.match(t)))
    return next((value for value in found if any(c.isalnum() for c in value)), None)


_NEXT_LABEL = re.compile(r"\s+[^\W\d][\w.]*\s?:\s")
"""What begins another entry of a form behind the first: "2C4 House: Fyne"."""


def _person(said: str | None) -> str | None:
    """Who a label names, without what else is said behind them on the line."""
    found = PERSON.match(said) if said is not None else None
    return said if found is None or not _SAID_BEHIND.match(said or "", found.end()) else found["value"]


_SAID_BEHIND = re.compile(
    rf"\s*[.·|,–-]?\s*(?:room|raum|sala|salle|aula|lokaal|ymarfer|curso|{YEAR.pattern}|{SCHOOL.pattern})", re.IGNORECASE
)


def _alone(texts: Sequence[str]) -> str | None:
    """The one person whom a line below names and nothing else; None where several are: they sign it."""
    found = [match["value"].strip(" ,") for text in texts if (match := PERSON.fullmatch(text.strip())) is not None]
    signed = any(_SIGNED.search(text) for text in texts)
    return found[0] if len(found) == 1 and not signed else None


_SIGNED = re.compile(
    r"\b(?:dirigente|preside|principal|head ?(?:teacher|master|mistress)|dire[ct]+(?:or|eur|rice|ora?)|rektor|"
    r"guru besar|schulleit|kepala sekolah|pengetua|prepared|noted|approved|coordenador|jefe)",
    re.IGNORECASE,
)
"""Who signs a timetable for the school, or what leads in a signature."""


def _teacher(texts: Sequence[str]) -> str | None:
    """The first person that a heading names; schools are named after people too."""
    found = (PERSON.search(text) for text in texts if not SCHOOL.search(text))
    return next((_POSSESSIVE.sub("", match["value"]).strip(" ,") for match in found if match is not None), None)


_POSSESSIVE = re.compile(r"['’]s\b.*$")
"""What belongs to a person ("Mrs. Delgado's 2nd Grade")."""


def _stage_and_name(headings: Sequence[Line]) -> str | None:
    """The class that a heading names in two parts, neither of them a school, a term or a timetable."""
    parted = (
        ([t for t in parts_of(line.text) if not (SCHOOL.search(t) or TERM.search(t) or OF_TIMES.search(t))], line.text)
        for line in headings
    )
    return next((name for parts, line in parted if (name := with_sections(parts, line)) is not None), None)


def _class(texts: Sequence[str]) -> str | None:
    """The class named in a heading that is no school's name ("Year 4 Primary School")."""
    clear = [t for t in texts if not spans_of(t) or OF_TIMES.search(t) or _OF_CLASS.search(t)]
    schools = [bool(SCHOOL.search(t)) and not OF_TIMES.search(t) for t in clear]
    return class_name(
        [t for t, school in zip(clear, schools, strict=True) if not school],
        beside=[t for t, school in zip(clear, schools, strict=True) if school],
    )


_OF_CLASS = re.compile(rf"\b(?:{CLASSES}|year|grade|blwyddyn|rang|std)\b", re.IGNORECASE)
"""What says of a heading that its figures are no times."""


def _term(texts: Sequence[str]) -> str | None:
    """The first term that a heading states; with its year where nothing but that and a season names it."""
    return next((match.group().strip(" ,(") for text in texts if (match := TERM.search(text)) is not None), None)


def _school(texts: Sequence[str]) -> str | None:
    """The first heading that is a school's name, without its address."""
    named = (ADDRESS.sub("", t).strip(" ,–—-★*") for t in texts if SCHOOL.search(t) and not OF_TIMES.search(t))
    return next((name for name in named if any(c.isalpha() for c in name)), None)


def _year(texts: Sequence[str]) -> str | None:
    found = [match.group(0) for t in texts if (match := YEAR.search(t))]
    return next((year for year in found if len(year) > 4), found[0] if found else None)
