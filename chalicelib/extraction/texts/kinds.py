"""What a line of a cell is by its own form: a room, a code, a teacher, a group, initials, or a text."""

from __future__ import annotations

import re
from functools import lru_cache

from chalicelib.extraction.texts.days import is_week

BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}")
_TITLED = re.compile(
    r"^(?:mr|mrs|ms|miss|mx|dra?|prof|prof[.ªa®]{1,2}|profe|sir|mme|mlle|m\.|herr|frau|sra?|srta|dna|sig|encik|cikgu|puan|ustaz)(?<=[\w.®])(?!\w)\.?\s*\w"
    r"|^(?:fr|hr)\.\s?(?-i:[A-ZÄÖÜ][a-zäöüß]{2})"
    r"|^(?:juf|meester|mevr|dhr|pani?|bu|pak|ibu|kak|cik|ustz?|mtra?|mtro|profra?|profr|maestr[ao])\.?\s(?-i:[A-ZÀ-Ž])"
    r"|^(?:ing|lic|arq|engr|okt|tr)\.\s(?-i:(?!I{1,3}\b)[A-ZÀ-Ž])[\w.]",
    re.IGNORECASE,
)
PLACE = (
    r"(?:r[o0]{2}m|rm|rom|r|sala|salle|sal|lokale|u[čc](?:ebna)?\.?|raum|zi|aula|hall|labo?|slot|venue|bilik|"
    r"lok(?:aal)?|block|bldg|class)"
)
_ROOM = re.compile(
    rf"^{PLACE}(?:\s{PLACE})?\b"  # "Room 4", "Lab Room 2"
    r"[\s.:#-]*[\w-]*\d[\w-]*(?:\s*\([\w\s]*\))?$|^s\.\s?\d{1,3}[a-z]?$|^online$|^[^\W\d]+\s(?:room|rm)\.?$|^[^\W\d]+\.?\s(?:lab|hall|room)\s\d{1,2}$"
    r"|^\d{1,3}\.?\s?terem$|^(?:labo?|rm)\d{1,3}$",
    re.IGNORECASE,
)
_HALLS_TEXT = """
    gym, field, playground, gymzaal, sportzaal, mediatheek, turnhalle, sporthalle, schulhof, musikraum, gymnase, cdi,
    gimnasio, patio, gimnàs, palestra, sala gimnastyczna, ginásio, dewan, padang, hall, school hall, main hall,
    sports hall, ict suite, computer lab, science lab, neuadd, halle, ffreutur, saal, pati, tornaterem, idrottshallen,
    quadra, auditório, auditorium, canteen, oval, courts, cancha, polideportivo, pavilhão, pabellón, piscine, stade,
    idrottshall, gymnastiksal, gymnastiksalen, liikuntasali, stołówka, świetlica, boisko, tělocvična, telocvičňa
"""
HALLS = frozenset(" ".join(said.split()) for said in _HALLS_TEXT.split(","))
"""Places that have no number; lessons too where they stand first in their cell."""

_CODE = re.compile(
    r"^(?=\S*\d\S*\d)[A-Z0-9]{1,6}(?:[-./][A-Z0-9]{1,6}){0,3}(?:\s\([A-Za-z0-9]{1,8}\))?$|^[A-Z]{2,5}\s\d{3,4}[A-Z]?(?:\s\w{1,3}\d{1,2}|\s\([A-Za-z0-9]{1,8}\))?$|^[a-z]\d{2,3}$"
    r"|^[A-Z]{1,2}-\d$"
)
_SIGN_AND_ROOM = re.compile(
    r"[A-ZÅÄÖ][a-zåäö][A-ZÅÄÖ][a-zåäö]\s\S+|[A-Z](?:[A-Z]{1,2}|[A-Z]?[a-z]{1,2})\s[A-Z](?:[A-Z]?|[a-z]{1,2})\d{1,3}[a-z]?"
)
"""Who teaches and where, by their signs: "KDo Ma2", "PHW Hu4"."""

COURSE = re.compile(r"[A-Z]{2,5}[\s-]?\d{3,4}[A-Z]?(?:\s\([A-Za-z0-9]{1,8}\)|\s[A-Z]\d{0,2})?")
"""A course by its number: "EEE 1203", "CS-221 (Lab)", "SOCI 1001 A"."""

SECTION = re.compile(r"[A-ZÅÄÖ]{2,4}\d{1,2}\.\d{1,2}")
"""One of a course's groups by its number, as upper schools write them: "ENA04.2"."""

SIGN = re.compile(r"[A-ZÅÄÖ]{2,4}")
"""The sign of who teaches it, below it."""

_INITIALS = re.compile(
    r"^(?:[A-ZÅÄÖ][a-zåäö][A-ZÅÄÖ][a-zåäö]|[A-Z]{2,4}(?:\s*[/+,]\s*[A-Z]{2,4})*|(?:[A-Z]\.\s?){2,3})$"
)
_SHORT_WORDS = frozenset(
    {"LAB", "ART", "ARTS", "GYM", "TEA", "PREP", "FREE", "PLAY", "HOME", "QUIZ", "SONG", "CLUB", "TEST", "LONG", "MAIN"}
)
_GROUP = re.compile(
    r"^(?:batch|group|grp|gp|gr|sk|skupina|grupp|gruppe|grupo|groupe|gruppo|set|section|sec)\b[\s.:-]*[\w/]{1,4}"
    r"(?:\s*[/,]\s*\S+)?$|^[A-Z]\d$"
    r"|^(?:[A-Z]|\d)\.?[-\s]?(?:ryhmä|csoport|csop\.?|cs\.?|grupp|gruppe|group)$"
    r"|^(?:ch[łlt]|dz|dziew(?:cz\w*)?|hoši|dív(?:ky)?|jungen|mädchen|ragazz[ei]|chic[oa]s|niñ[oa]s|menin[oa]s)\.?$"
    r"|^(?-i:\d{1,2}[a-z]\d)$|^(?-i:\d{1,2}[a-z]\d?(?:,\s\d{1,2}[a-z]\d?)+)$"
    r"|^\(?(?-i:ev|evang|rk|kath|orth)\.?(?:\s?[/+,]\s?(?-i:ev|evang|rk|kath|orth)\.?)+\)?$",
    re.IGNORECASE,
)
"""A part of the class, boys and girls among them, that a lesson is for."""

LEVEL = re.compile(r"[PMG]S|CP|CE[12]|CM[12]")
"""A level of a French school, two or three of which share a class."""

TITLED = re.compile(r"[A-ZÀ-Ž][a-zà-ž]{1,5}\.\s[A-ZÀ-Ž][\w.'’-]*(?:\s[A-ZÀ-Ž][\w'’-]*)?")
"""A name behind a title that is not known: who teaches, below a lesson's name that may be cut short as titles are."""

PERSON = re.compile(r"^(?:[A-Z]\.\s?){1,3}[A-Z][\w'’-]+$|^[A-Z][\w'’-]+,?\s[A-Z]\.$")
SHORTENED = re.compile(r"^[A-Z]\.\s?[A-Z]{3,}$")


_FORMS_TEXT = """
    lecture lec lab labs laboratory practical prac tutorial tut tute seminar workshop theory
    vorlesung vl übung praktikum cm td tp cours magistral travaux dirigés pratiques
    wykład wyk ćwiczenia ćw laboratorium lektorat esercitazione laboratorio teoría teórica práctica prácticas prática
    hoorcollege werkcollege practicum kuliah amali přednáška cvičení
"""
_FORMS = frozenset(_FORMS_TEXT.split())


def is_form(text: str) -> bool:
    """Whether a line says how a lesson is held ("Lecture", "Travaux dirigés") and nothing else."""
    words = text.casefold().strip(" .()").split()
    return 0 < len(words) <= LONGEST_FORM and all(word.strip(".") in _FORMS for word in words)


LONGEST_FORM = 2
"""Words of a form's name."""


@lru_cache(maxsize=8192)
def kind_of(text: str) -> str:
    """``room``, ``code``, ``teacher``, ``group`` (or week) or ``text``: what a line of a cell is, by its own form."""
    text = text.strip()
    if len(text) == 1 and not text.isalpha():
        return "code"
    if _TITLED.match(text) or PERSON.match(text):
        return "teacher"
    if _GROUP.match(text) or LEVEL.fullmatch(text) or is_week(text):
        return "group"
    if _ROOM.match(text) or text.casefold() in HALLS:
        return "room"
    if _CODE.match(text) or _SIGN_AND_ROOM.fullmatch(text):
        return "code"
    if _INITIALS.match(text) and text not in _SHORT_WORDS:
        return "initials"
    return "text"


_PLACES = re.compile(
    r"(?:sports? )?(?:hall|court|pitch|field|pool|rink|studio|salle|sala|sal|saal|pista|campo|terrain|cancha)\b.{0,4}"
    r"|.*(?:hall|hallen|halle|salen|saal|zaal|raum|platz|gym|gymmen|gymsal|rom|rommet|veld|ginásio|gimnasio|palestra)",
    re.IGNORECASE,
)
"""Where teams train and groups meet; lessons too, where other cells do not say the same of theirs."""

LONGEST_PLACE = 3
"""Words of such a place."""


def is_place(text: str) -> bool:
    """Whether a text may say where something is and nothing else: a room, or a place without a number ("Hall A")."""
    named = _PLACES.fullmatch(text) is not None and len(text.split()) <= LONGEST_PLACE
    return named or kind_of(text) == "room"


def is_class_over_subject(text: str, below: str) -> bool:
    """Whether a line is a class over the short name of what it has with a teacher: "8b" over "D", "9c" over "EK"; or a
    course of a German school's last years ("Q1_3" over "D"); or one by its ordinal ("6º B", "1ª série") over any."""
    if all(_ORDINAL_CLASS.fullmatch(part) for part in _CLASSES_APART.split(text.strip())):
        return kind_of(below) in ("text", "initials") and below[:1].isalpha() and not below[:1].islower()
    return _CLASS.fullmatch(text.strip()) is not None and _SHORT_SUBJECT.fullmatch(below.strip()) is not None


_YEARS = r"(?:anos?|s[eé]rie|eso|em|bach(?:illerato)?\.?|grado|curso|b[aá]sico|medio|primaria)"
_ORDINAL_CLASS = re.compile(
    rf"\d{{1,2}}\s?\.?[ºª°²³](?:\s?{_YEARS})?(?:\s?[\"“]?[A-Z][\"”]?)?|\d{{1,2}}\s?[/-]\s?[A-ZÇĞŞ]", re.IGNORECASE
)
"""A class of a Spanish, Portuguese, Brazilian or Italian school, its raised sign read as a figure ("2³C") or not, or a
Turkish one ("10/C", "9-A")."""


_CLASSES_APART = re.compile(r"\s?[,+/y]\s?(?=\d)|\s(?=\d)|(?<=[A-Z])-(?=\d)")

_CLASS_FIRST = re.compile(
    rf"(?P<class>\d{{1,2}}\s?\.?[ºª°](?:\s?(?i:{_YEARS}))?\s?[\"“]?[A-H][\"”]?)\s+(?P<rest>[^\W\d]{{2}}.*)"
)


def class_and_rest(text: str) -> tuple[str, ...]:
    """A class by its ordinal and what it has, or where, behind it on the line ("9.º A HIST", "6º A sala 4"); empty for
    other texts."""
    match = _CLASS_FIRST.fullmatch(text.strip())
    return (match["class"], match["rest"]) if match is not None else ()


_CLASS = re.compile(r"\d{1,2}[a-f]|(?:EF[_.-]?|[QJK][12][_.-]?)\d|Q[12]")
_SHORT_SUBJECT = re.compile(r"[A-ZÄÖÜ][A-Za-zäöü]{0,2}")


def is_numbered_place(text: str) -> bool:
    """Whether a line below a course's number says in which building and room it is, and perhaps how it is held
    ("Hitchcock 324", "Lecture, McPherson 1000")."""
    held, comma, place = text.strip().rpartition(", ")
    return _IN_A_BUILDING.fullmatch(place) is not None and (not comma or is_form(held))


_IN_A_BUILDING = re.compile(r"[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){0,2}\s[A-Z]?\d{2,4}[A-Z]?")


_CLASS_CODE = re.compile(r"\d{1,2}[A-Za-z]{1,3}\d?/[A-Z][A-Za-z]{1,2}\d?|\d{1,2}[A-Z]{1,4}")
"""A class, and a set of it for a subject: "9y/En1", "8T". A teacher's lessons have no other name."""


_SHORT_ROOM = re.compile(r"(?!LV\d|Gr\d|gr\d)(?:[A-Z][A-Za-z]{1,3}|[a-z]{3,4})\d{1,2}")
"""A room by its kind and number below a lesson's short name: "Inf3", "EV1", "gym2"."""

_NUMBERED = re.compile(r"[A-Z]{1,4}\d{1,3}")
_ROOM_SIGN = re.compile(r"[A-Z]{0,2}\d{1,3}")


def of_codes(text: str) -> bool:
    """Whether a text below a name is a class's code ("9y/En1"), perhaps with its room's ("9HAL H7"), a room's sign and
    a teacher's ("C12 HART"), or several rooms' ("INF1 / ET1")."""
    if _CLASS_CODE.fullmatch(text) or _SHORT_ROOM.fullmatch(text):
        return True
    parts = re.split(r"[\s,.]+", text.strip(" ,."))
    if len(parts) == 2 and {kind_of(part) for part in parts} == {"code", "initials"}:
        return True
    if len(parts) == 2 and _CLASS_CODE.fullmatch(parts[0]) and _ROOM_SIGN.fullmatch(parts[1]):
        return True
    return all(_NUMBERED.fullmatch(part.strip()) for part in text.split("/")) and "/" in text
