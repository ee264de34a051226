"""How the headings of a timetable name the class that it is for, in the languages and school systems that are read."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from chalicelib.extraction.texts.day_names import MONTHS
from chalicelib.extraction.texts.days import parse_day_label, plain
from chalicelib.extraction.texts.heading_words import TERM, VALID, either

_WORDS = either(
    r"""class(?: & sec)? | klasse | classe | clase | turma | grupo | klas | klasa | klasy | kelas | section | klassen |
    oddzia[lł]u? | trieda | razred | s[ıi]n[ıi]f(?:[ıi](?=\s*:))? | kl\.? | sezione | sec"""
)
_WORDS_AFTER = r"s[ıi]n[ıi]f[ıi]?"
"""Those that stand behind it."""
"""Words before a class's own name, which is told without them."""

_GROUPS = (
    r"year|yr|grade|gr|blwyddyn|bl|groep|rang|tingkatan|ting|tahun|std|standard|form|bliain|jahrgang|stufe|primary|p|s|jss|"
    r"sss|basic|key stage|ks|darjah|dosbarth"
)
"""Words for the stage of a school that are a part of the class's name."""

_FIRST_WORDS = """
    class classe clasa klasse klas klasa kelas turma grupo trieda třída razred osztály luokka sınıf year grade groep
    rang tingkatan tahun std standard form blwyddyn dosbarth darjah klass åk kl yr
"""
CLASS_WORDS = frozenset(_FIRST_WORDS.split())
"""Words with which the names of several classes beside each other begin."""

_ROMAN = r"(?:I{1,3}|IV|VI{0,3}|IX|XI{0,2})"
_NUMBER = rf"(?:\d{{1,2}}(?:[/-]\d{{1,2}})?(?:\s?[.ºª°^]{{1,2}})?|{_ROMAN}\b)"
_SPELT = r"(?i:one|two|three|four|five|six|seven|eight)\b"
_STOP = (
    r"(?!(?i:time|timetable|time-table|weekly|class|schedule|term|semester|sesi|session|curso|ano|year|teacher|school|"
    r"routine|daily|plan|tutora?|mr|mrs|ms|miss|spring|summer|autumn|winter|fall|week|room|our|program|stundenplan|horario|"
    r"orario|emploi|amserlen|house|student|first|second|third|odd|even|in|of|and|gymnasium|lyc[eé]e|coll[eè]ge|"
    r"manh[aã]|tarde|ma[nñ]ana|turno)\b)"
)
_LETTER = r"(?:\s?[-–/]\s?[A-Z]\b|\s?[\"“«(][A-Z][\"”»)]|\s?[A-Za-z]\d?\b|\s?[A-Z]{2,3}\d?\b)"
_NAMED = rf"(?:\s(?:[-–]\s)?{_STOP}[A-ZÀ-Ž][\w'’]{{2,}})"
_SECTION = rf"(?:{_LETTER}|{_NAMED})?"

_PATTERNS = (
    re.compile(
        r"\b(?P<value>(?:CP|CE[12]|CM[12]|[3-6](?:e|[eè]me|E[MÈ]{0,2}E?)|2(?:nde|NDE)|1[eè]re|Terminale|Seconde)"
        r"(?:\s?(?!classe|an)[A-Z0-9][\w-]*|\s(?i:primaire))?)(?!\w)"
    ),
    re.compile(rf"(?P<value>(?<!\d)\d{{1,2}}\s?[-/]\s?[A-ZÇĞŞ])\s?(?i:{_WORDS_AFTER})(?!\w)"),
    re.compile(rf"\b(?i:{_WORDS})(?![^\W\d_])\s*[:.–-]?\s*(?P<value>{_NUMBER}{_SECTION})(?![\w:])"),
    re.compile(rf"\b(?P<value>(?<!Sixth )(?i:{_GROUPS})\.?\s?(?:{_NUMBER}(?:\sa\s\d)?|{_SPELT}){_SECTION})(?![\w:])"),
    re.compile(r"\b(?P<value>(?i:rang|blwyddyn)\s(?:a\s)?[A-ZÀ-Ž][\w'’]+)"),
    re.compile(
        r"\b(?P<value>(?i:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth)\s"
        r"(?i:grade|year|class)(?:\s[\"“]?[A-Z][\"”]?(?!\w))?)"
    ),
    re.compile(
        r"(?P<value>(?<!\w)\d{1,2}\s?(?:\.?[ºª°]|er|ro|do|to)\s?(?i:ano|curso|a[nñ]o|grado|eso|bach(?:illerato)?\.?|primaria|"
        r"anos)?(?:\s(?i:turma)\s[A-Z]\b)?(?:\s?[\"“]?[A-Z][\"”]?)?)(?!\w)(?!\s?(?i:semestre|per[ií]odo|trimestre|bimestre))"
    ),
    re.compile(r"\b(?P<value>\d{1,2}\.\s(?:Klasse|t[rř][ií]da|oszt[aá]ly))\b"),
    re.compile(
        rf"\b(?P<value>{_STOP}(?!Our|My|The|This|Lesrooster|Rooster)[A-ZÀ-Ž][\w'’-]+\s(?:Class|klas|gruppe|CLASS))\b"
    ),
    re.compile(
        r"\b(?P<value>(?:Dosbarth|Rang|Klasse|Class|Classe|Clase|Turma|Sala|Sezione|Grupo|DOSBARTH)\s"
        rf"{_STOP}[A-ZÀ-Ž][\w'’-]+(?:\s[A-Z]\b)?)"
    ),
    re.compile(rf"\b(?P<value>{_STOP}(?!Staff|Music|Study)[A-ZÀ-Ž][\w'’-]+\s(?:Room|Base|[Gg]roup))\b(?!\s\d|:)"),
    re.compile(r"\b(?P<value>[A-ZÄÖÜ]\w+gruppe(?:\s[A-ZÄÖÜ]\w+)?)\b"),
    re.compile(
        r"\b(?P<value>(?i:kindergarten|nursery|reception|pre-?k|preschool|toddlers?|(?:petite|moyenne|grande) section|"
        r"infantil(?:\s\d\sa[nñ]os)?))\b(?!\s(?i:school|class))"
    ),
)
"""The surest first."""

WORDED = 4
"""How many of them hold a word that no school's name has before a number."""

_SECTION_APART = re.compile(
    rf"(?:\(?{_STOP}[A-ZÀ-Ž][\w'’]+\)?|(?i:class|rang|turma|grupo|sec(?:tion)?)\s{_STOP}[A-ZÀ-Ž][\w'’]*)"
)
"""A class's own name behind that of its stage: "Sampaguita", "(Science)", "Class Bláthnaid"."""

_BARE = re.compile(
    rf"(?:\d{{1,2}}\s?[.ºª°^]{{0,2}}\s?[-/]?\s?[A-Za-z]{{1,3}}\d?|[A-Za-z]{{1,2}}\d[a-z]|{_ROMAN}(?:\s?[-–./]\s?|\s)[A-Za-z]|"
    rf"\d{{1,2}}\s(?i:havo|vwo|vmbo|mavo|basis|gymnasium|latijn)(?:\s[A-Za-z])?|\d{{1,2}}\s{_STOP}[A-ZÀ-Ž][A-Za-zà-ž]+)"
)
"""A heading that is nothing but a class: "8c", "h3a", "VII - B", "4 vwo a", "2 BESTARI"."""

_CODED = re.compile(
    r"(?!v\d)(?:[A-ZÀ-Ž][\w.]*\s)?(?=[\w./-]*\d)(?=[\w./-]*[A-Za-z])[A-Za-z\d][\w./-]{1,9}(?:\s[A-Z])?|[A-Z]{2}[/-][A-Z]{2}|"
    r"[A-Z]{2,4}\s\d{2,4}"
)
"""What is left of a timetable's title where it is a code: "h3a", "FI 11b", "CE 400", "MS-GS"."""

_FIRST = re.compile(r"(?P<value>\d{1,2}\s?[.ºª°^]{0,2}[A-Za-z]\d?)(?=\s)")
"""A class at the beginning of what follows a timetable's own name: "Stundenplan 8c Oberschule"."""

_SAID_AROUND = either(
    r"""time[ -]?table | schedule | horario | hor[aá]rio | stundenplan | wochenplan | emploi du temps | horaire |
    jadual(?: waktu)? | jadwal(?: pelajaran)? | orario | (?:les|week|lessen)?rooster | plan lekcji | amserlen |
    cl[aá]r ama | planning | amchl[aá]r | rozvrh(?: hodin)? | schema | veckoschema | lukuj[aä]rjestys | timeplan |
    ukeplan | ugeskema | [oó]rarend | raspored sati | urnik | tunniplaan | haftal[ıi]k ders program[ıi] | uke \d+ |
    weekly | provisorio | provvisorio | delle lezioni | scolastico | de clases | de aulas | brugklas |
    mein | mijn | mon | mi | my"""
)
_AROUND = re.compile(rf"(?:{_SAID_AROUND})\b", re.IGNORECASE)
"""What stands around a class in a title."""

_YEARS = re.compile(r"\b20\d\d(?:\s?[/–-]\s?(?:20)?\d\d)?\b|\b\d{2}[/-]\d{2}\b")


_OF_DATES = re.compile(rf"(?:{VALID.pattern}|{TERM.pattern})", re.IGNORECASE)
"""What a title says of when it holds."""


def class_name(texts: Sequence[str], beside: Sequence[str] = ()) -> str | None:
    """The class that one of ``texts`` (headings, the parts of each on its own) names, as printed; None where none does.

    ``beside``: headings that name a school, and a class only where they use a class's own word.
    """
    dated = [" ".join(_YEARS.sub(" ", text).split()) for text in texts]
    bare = [(_AROUND.search(text), " ".join(_AROUND.sub(" ", _BRACKETED.sub(" ", text)).split())) for text in dated]
    found = itertools.chain(
        (match["value"] for pattern in _PATTERNS for text in dated if (match := pattern.search(text))),
        (match["value"] for pattern in _PATTERNS[:WORDED] for text in beside if (match := pattern.search(text))),
        (match["value"] for text in beside if (match := _FIRST.match(text))),  # "8C Ängsholmskolan"
        (said for named, text in bare if (said := _bare(text, titled=named is not None)) is not None),
    )
    return next((value for said in found if (value := _usable(said)) is not None), None)


def _bare(text: str, *, titled: bool) -> str | None:
    """The class that is left of a heading without what stands around it; ``titled``: whether it is a timetable's."""
    text = _OF_DATES.sub(" ", text).strip(" :,<>-–—")
    match = _BARE.fullmatch(text) or ((_CODED.fullmatch(text) or _FIRST.match(text)) if titled else None)
    return match.group() if match is not None else None


def class_first(text: str) -> str | None:
    """The class that a heading begins with, bare, whatever it says behind ("IX A mate-info"); None where it begins with
    none."""
    words = text.split()
    starts = (" ".join(words[:count]) for count in range(min(LONGEST_BARE, len(words)), 0, -1))
    return next((start for start in starts if _BARE.fullmatch(start)), None)


LONGEST_BARE = 2
"""Words of a class's bare name ("VII B")."""


def with_sections(parts: Sequence[str], line: str) -> str | None:
    """The class that a line names in two of its ``parts`` with a dash between: its stage and its own name."""
    for stage, section in itertools.pairwise(parts):
        joined = re.search(rf"{re.escape(stage)}\s[–—-]\s{re.escape(section)}(?!\w)", line)
        if joined is not None and class_name([stage]) == stage and _SECTION_APART.fullmatch(section):
            return joined.group()
    return None


_BRACKETED = re.compile(r"\([^()]*\)")


def _usable(value: str) -> str | None:
    """A class's name as it is printed; None where it is a day or a date."""
    value = value.strip(" ,-–")
    label = parse_day_label(value)
    months = any(_MONTH.fullmatch(plain(word)) for word in value.split()[1:])
    day = label is not None and label.certain and not NUMBERED.fullmatch(value)
    return None if months or day else value


NUMBERED = re.compile(r"\d{1,2}[A-Za-z]")
"""A class that is called as Portuguese days are in a table: "5a", "5A"."""

_MONTH = re.compile(rf"(?:{MONTHS})\.?")
"""A month's name: what has one behind a number is a date."""
