"""What a document says about itself: title, class, term, year, teacher, school, each as printed.

Headings are taken apart first: where a wide gap, a sign or a label ("Teacher:") begins something else. Each part is
then one of these by a label, by its words, or by its form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from chalicelib.domain.page import PreparedPage
from chalicelib.domain.timetable import TimetableMetadata
from chalicelib.extraction.days import parse_day_label, plain
from chalicelib.extraction.grid import GridKind, Line, parts_at_gaps
from chalicelib.extraction.tables import Table
from chalicelib.extraction.time_bands import spans_of

_TEACHERS = (
    r"class teachers?|form (?:teacher|tutor)|home ?room(?: teacher)?|teachers?|tutora?|class in-?charge|in-?charge|"
    r"adviser|lecturer|instructor|professora?|profesora?|prof\.? principal|enseignante?|ma[iî]tresse|lehrer(?:in)?|"
    r"lehrkraft|klassenlehrer(?:in)?|klassenleitung|klassenvorstand|docente|docent|insegnante|coordinatore|"
    r"nauczyciel(?:ka)?|wychowawca|guru(?: kelas)?|wali kelas|athro|athrawes|m[uú]inteoir|leerkracht|mentor|"
    r"diretora? de turma|faculty"
)
_CLASSES = (
    r"class|klasse|classe|turma|curso|grupo|klas|klasa|kelas|section|klassen|clase|oddzia[lł]|trieda|razred|sınıf|form"
)
_TERMS = r"term|semester|sem|trimester|trimestre|semestre|periodo|per[ií]odo|halbjahr|penggal|quarter|blok"
_YEARS = (
    r"school year|academic year|session|sesi|schuljahr|ann[eé]e scolaire|curso(?: acad[eé]mico)?|ano letivo|"
    r"s\.?y\.?|year"
)
_SCHOOLS = r"school|schule|sekolah|escuela|[eé]cole|scuola|szko[lł]a|ysgol|scoil|college"

_LABELS = {
    "teacher": re.compile(rf"^(?:{_TEACHERS})\s*[:\-–]\s*(?P<value>\S.*)$", re.IGNORECASE),
    "class_name": re.compile(
        rf"^(?:{_CLASSES}|groep|rang|dosbarth|year group|group)\s*[:\-–]\s*(?P<value>\S.*)$", re.IGNORECASE
    ),
    "term": re.compile(rf"^(?:{_TERMS})\s*:\s*(?P<value>\S.*)$", re.IGNORECASE),
    "year": re.compile(rf"^(?:{_YEARS})\s*:\s*(?P<value>\S*20\d\d.*)$", re.IGNORECASE),
    "school": re.compile(rf"^(?:{_SCHOOLS})\s*:\s*(?P<value>\S.*)$", re.IGNORECASE),
}
_LABEL = re.compile(
    rf"(?<=[\w.)\]])[\s,;]+(?=(?:{_TEACHERS}|{_CLASSES}|{_TERMS}|{_YEARS}|groep|rang|dosbarth|group)\s*:)",
    re.IGNORECASE,
)
"""Where a label begins within a line: what stands before it is something else."""

_SIGNS = re.compile(r"\s+[|·•∙●~]\s*|\s*[|·•∙●]\s+|\s+[–—-]\s+|\t+|\s{3,}|;\s+")
"""What parts one heading from the next on a line."""

_TITLES = (
    r"mrs?|ms|miss|mx|dr|prof|m|mme|mlle|herr|frau|hr|fr|sra?|srta|se[nñ]o|profe|professora?|maestra|maestro|cikgu|puan|pn|"
    r"encik|en|ustaz(?:ah)?|cik|juf|meester|mevr|dhr|pani?|engr|sir|an m[uú]inteoir"
)
_PERSON = re.compile(
    rf"(?:^|(?<=[\s(,]))(?P<value>(?:{_TITLES})(?:\.?[ªa°]?)?\.?\s(?:[A-ZÀ-Ž][\w.'’-]*|binti|bin|bt\.?|bte|de|van|der|den|von|la|le|del|da|do|n[ií])"
    r"(?:\s(?:[A-ZÀ-Ž][\w.'’-]*|binti|bin|bt\.?|de|van|der|den|von|la|del|da|do|and|&|y|e|und|et|i))*)",
    re.IGNORECASE,
)
_SEASON = re.compile(
    rf"\b(?:{_TERMS}|tymor|t[eé]arma|semestr|quadrimestre|p[eé]riode|periode)\b"
    r"|\b(?:autumn|spring|summer|winter|fall|michaelmas|hilary|trinity|lent|hydref|gwanwyn)\b(?:\s(?:[12]|20\d\d))?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b20\d\d\s*[/–-]\s*(?:20)?\d\d\b|\b20\d\d\b")
_SCHOOL = re.compile(
    r"(?:school|academy|college|institut|university|universit|colegio|escuela|[eé]cole\b|lyc[eé]e|coll[eè]ge|schule\b|gymnasium|"
    r"istituto|scuola|szko[lł]a|liceum|ysgol|scoil|sekolah|escola|agrupamento|basisschool|primary|nursery|vidyalaya|"
    r"infants?\b|grundschule|gymn[aá]zi|\blise|\bobs\b|elementary|negeri|\besc\.|zesp[oó][lł]|polytechnic|\bceip\b|\bies\b|\bsmk\b|\bsk\b|\bsdn?\b|\bsmp\b|\bsma\b)",
    re.IGNORECASE,
)
_OF_TIMES = re.compile(
    r"time[ -]?table|schedule|horario|hor[aá]rio|stundenplan|emploi du temps|horaire|jadual|jadwal|orario|rooster|"
    r"plan lekcji|amserlen|cl[aá]r ama|class program|routine|planner|planning|wochenplan|weekplan|rozvrh|"
    r"ders program|weekly plan|our week",
    re.IGNORECASE,
)
"""What documents of this kind call themselves."""

_GROUP = (
    r"year|yr|grade|gr|blwyddyn|groep|rang|tingkatan|ting|tahun|std|standard|form|bliain|jahrgang|stufe|primary|p|s|jss|sss|"
    r"basic|key stage|ks"
)
_NAMED_CLASS = (
    re.compile(
        rf"\b(?i:{_CLASSES})\s+(?P<value>(?=[\w.°ºª/-]*\d|[IVX]+\b)[\w.°ºª/-]{{1,8}}(?:\s?[\"“(][A-Z][\"”)]|\s[A-Z]\b)?)"
    ),
    re.compile(
        rf"\b(?P<value>(?i:{_GROUP})\s?(?:\d{{1,2}}(?:[/-]\d)?|[IVX]{{1,4}}\b|(?i:one|two|three|four|five|six)\b)"
        r"(?:\s?[-–]?\s?(?:[A-Z]\b|[A-Z][\w-]+))?)(?![\w:])"
    ),
    re.compile(
        r"\b(?P<value>(?i:\d{1,2}(?:st|nd|rd|th|to|do|er|ro)|first|second|third|fourth|fifth|sixth)\s(?i:grade|year|grado)"
        r"(?:\s[\"“]?[A-Z][\"”]?(?!\w))?)"
    ),
    re.compile(r"\b(?P<value>(?!Our|My|The|This)[A-ZÀ-Ž][\w'’-]+\s(?:Class|klas|gruppe))\b"),
    re.compile(
        r"\b(?P<value>(?:Dosbarth|Rang|Klasse|Class|Classe|Clase|Turma|Sala|Sezione|Grupo)\s"
        r"(?!Schedule|Timetable|Program|Time)[A-ZÀ-Ž][\w'’-]+(?:\s[A-Z]\b)?)"
    ),
    re.compile(
        r"\b(?P<value>(?:CP|CE1|CE2|CM1|CM2|[3-6](?:e|ème|eme)|2nde|1[eè]re|Terminale)(?:[\s-][A-Z0-9][\w-]*)?)\b"
    ),
    re.compile(r"(?P<value>(?<!\w)\d{1,2}\s?\.?[ºª°]\s?(?:ano|curso|a[nñ]o|grado|ESO)?\s?[\"“]?[A-Z]?[\"”]?)(?!\w)"),
)
"""How classes are named within a heading, the surest first."""

_BARE_CLASS = re.compile(
    r"^(?:\d{1,2}\s?[.ºª°]{0,2}\s?[A-Za-z]{1,2}\d?|[IVX]{1,4}\s?[-–]?\s?[A-Za-z]|\d{1,2}\s(?:havo|vwo|vmbo|mavo|basis)?\s?[A-Z]|"
    r"\d{1,2}\s[A-Z][a-zà-ž]+)$"
)

LONGEST = 120
"""Characters of a heading; more is running text."""

MENU = frozenset(
    [
        "file",
        "edit",
        "view",
        "insert",
        "format",
        "data",
        "tools",
        "help",
        "home",
        "page",
        "layout",
        "formulas",
        "review",
    ]
)
"""What stands above a sheet in the window of a program."""

GAP = 0.9
"""Letter heights between two words of a line from which they are two headings."""


def read_metadata(pages: Sequence[PreparedPage], tables: Sequence[Table]) -> TimetableMetadata:
    """The metadata as printed above the tables, None where the document does not say."""
    headings = [line for table in tables for line in _headings(table)]
    whole = [part for line in headings for part in parts_at_gaps(line, GAP)]
    texts = [text for line in whole for text in _parts(line.text)]
    labelled = {name: _labelled(texts, pattern) for name, pattern in _LABELS.items()}
    rest = [t for t in texts if not any(pattern.match(t) for pattern in _LABELS.values())]
    return TimetableMetadata(
        title=_title(whole),
        class_name=labelled["class_name"] or _class(rest),
        term=labelled["term"] or _term(rest),
        year=_year(texts),
        teacher=labelled["teacher"] or _first(_PERSON, [t for t in rest if not _SCHOOL.search(t)]),
        school=labelled["school"] or next((t for t in rest if _SCHOOL.search(t) and not _OF_TIMES.search(t)), None),
    )


def _headings(table: Table) -> list[Line]:
    """The lines above a table's days, times and lessons, those in cells of its own among them."""
    lines = [x for x in table.grid.around if any(c.isalnum() for c in x.text) and len(x.text) <= LONGEST]
    tops = [d.box.top for d in table.drafts if d.box.height > 0]
    if table.axis is not None:
        tops.append(table.axis.low if table.axis.across else min(b.low for b in table.axis.bands))
    if not tops:
        return lines
    top = min(tops)
    stated = table.grid.kind is GridKind.STATED  # whose surroundings are the paragraphs before it
    above = lines if stated else [x for x in lines if x.box.bottom <= top + x.size / 2]
    inside = [
        line
        for cell in table.grid.cells
        if cell.box.bottom <= top + 1 and cell.box.width > WIDE * table.grid.box.width
        for line in cell.lines
    ]
    return above + [line for line in inside if not any(line is other for other in above)]


WIDE = 0.3
"""Share of a table's width from which a cell above its days is a heading."""


def _parts(text: str) -> Iterator[str]:
    """A line's text in what it says one after the other."""
    for piece in _SIGNS.split(text):
        for part in _LABEL.split(piece):
            if any(c.isalnum() for c in part):
                for named in _before_person(part.strip(" ,")):
                    yield from _before_season(named)


def _before_person(text: str) -> Iterator[str]:
    """A text, cut before the person that it names behind something else ("Autumn Term 2025 Mr Pemberton")."""
    found = _PERSON.search(text)
    if (
        found is None
        or not found.start()
        or ":" in text[: found.start()]
        or text[: found.start()].rstrip().endswith("(")
    ):
        yield text
        return
    before = text[: found.start()].strip(" ,")
    yield from (part for part in (before, text[found.start() :].strip(" ,")) if part)


def _before_season(text: str) -> Iterator[str]:
    """A text, cut before the term that ends it ("Teacher: Miss Drew Autumn Term")."""
    found = _LAST_SEASON.search(text)
    if found is None or not found.start():
        yield text
        return
    yield text[: found.start()].strip(" ,")
    yield found.group("term").strip()


_LAST_SEASON = re.compile(
    r"(?<=[\w.)])[\s,]+(?P<term>(?:(?:autumn|spring|summer|winter|fall|odd|even|first|second|third|primo|secondo|1st|2nd|3rd|[1-4]"
    r"(?:\.|[ºª°]|st|nd|rd|er|e)?)\s(?:term|semester|halbjahr|quadrimestre|per[ií]odo|trimestre|semestre|quarter)"
    r"|(?:semester|term|blok|p[eé]riode|periode|penggal|semestr)\s(?:[1-4]|I{1,3}|zimowy|letni)"
    r"|(?:tymor|t[eé]arma)\s.+|(?:autumn|spring|summer|winter|fall)\s(?:[12]|20\d\d))(?:\s20\d\d(?:\s?[/–-]\s?\d{2,4})?)?)$",
    re.IGNORECASE,
)


def _labelled(texts: Sequence[str], pattern: re.Pattern[str]) -> str | None:
    # Forms have a rule to write on behind the label, whose ends are read as letters of its own.
    found = (match.group("value").strip(" _") for t in texts if (match := pattern.match(t)))
    return next((value for value in found if any(c.isalnum() for c in value)), None)


def _first(pattern: re.Pattern[str], texts: Sequence[str]) -> str | None:
    return next((match.group("value").strip(" ,") for t in texts if (match := pattern.search(t))), None)


def _title(headings: Sequence[Line]) -> str | None:
    """The largest heading that says what the document is; where none does, the largest that is not a day."""
    named = [x for x in headings if _could_be_title(x)]
    if not named:
        return None
    telling = [x for x in named if _OF_TIMES.search(x.text)] or [
        x for x in named if not any(pattern.match(x.text) for pattern in _LABELS.values())
    ]
    # Boxes of one size differ by a few per cent with their letters.
    largest = max(x.size for x in telling or named)
    return next(x.text for x in telling or named if x.size > 0.85 * largest)


def _could_be_title(line: Line) -> bool:
    letters, digits = sum(c.isalpha() for c in line.text), sum(c.isdigit() for c in line.text)
    return (
        parse_day_label(line.text) is None
        and line.angle == 0
        and letters >= 1
        and letters + 4 > digits
        and not spans_of(line.text)
        and len(MENU.intersection(plain(line.text).split())) < 3
    )


def _class(texts: Sequence[str]) -> str | None:
    said = [t for t in texts if not spans_of(t) and not _YEAR.fullmatch(t)]
    for pattern in _NAMED_CLASS:
        named = [t for t in said if not _SCHOOL.search(t) or _OF_TIMES.search(t)]
        value = _first(pattern, named)
        label = parse_day_label(value) if value is not None else None
        if value is not None and (label is None or not label.certain):
            return value
    return next((t for t in said if _BARE_CLASS.match(t)), None)


def _term(texts: Sequence[str]) -> str | None:
    found = next((t for t in texts if _SEASON.search(t) and not _SCHOOL.search(t) and not _OF_TIMES.search(t)), None)
    if found is not None:
        lasting = re.search(rf"\b(?:{_TERMS})\b", found, re.IGNORECASE) is not None
        behind = _YEAR_BEHIND.search(found)
        return (found[: behind.start()] if lasting and behind and behind.start() else found).strip(" :,–—-")
    for text in texts:
        if (match := _LAST_SEASON.search(text)) is not None:
            return match.group("term").strip()
    return None


_YEAR_BEHIND = re.compile(r",?\s*\(?(?:academic year|session|s\.y\.)?\s*\b(?:20|25)\d\d\b.*$", re.IGNORECASE)
"""The year that is printed behind a term."""


def _year(texts: Sequence[str]) -> str | None:
    found = [match.group(0) for t in texts if (match := _YEAR.search(t))]
    return next((year for year in found if len(year) > 4), found[0] if found else None)
