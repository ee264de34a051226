"""A lesson's name with its room, who teaches it or for which group behind it, on one line."""

from __future__ import annotations

import re

from chalicelib.extraction.texts.joined import continues
from chalicelib.extraction.texts.kinds import kind_of


def name_and_besides(text: str) -> tuple[str, ...]:
    """The name, and what is said behind it, piece by piece; empty for a text that holds nothing of the kind."""
    match = (
        _WITH_PLACE.match(text)
        or BEHIND_DASH.match(text)
        or _WITH_ROOM.match(text)
        or _WITH_ROOM_FIRST.match(text)
        or _WITH_SIGN.match(text)
        or _WITH_GROUP.match(text)
        or _with_person(text)
        or _with_room_behind_dash(text)
    )
    return tuple(part for part in match.groups() if part) if match else ()


def _with_person(text: str) -> re.Match[str] | None:
    """A name and who teaches it, by a title, on one line; None where the name says that it goes on ("Duty with")."""
    match = _WITH_PERSON.match(text)
    if (
        match is None
        or match[1].endswith(".")
        or kind_of(match[1]) != "text"
        or _WITH.search(match[1])
        or continues(match[1])
    ):
        return None
    return match


def _with_room_behind_dash(text: str) -> re.Match[str] | None:
    """A name and, behind a dash, a room by its own form ("Maths – s. 12")."""
    match = _DASHED.match(text) if len(text) <= LONGEST_NAMED else None
    return match if match is not None and kind_of(match[1]) == "text" and kind_of(match[2]) == "room" else None


LONGEST_NAMED = 80
"""Characters of a name with its room; more is running text."""

_DASHED = re.compile(r"^([^\W\d][^–—]*?)\s[-–—]\s(\S[^–—]*)$")

_WITH_PERSON = re.compile(
    r"^(\S*[^\W\d]{3}[^,;:/]*?)(?:\s+([A-Z]{1,2}\d{1,3}))?\s+[-–—]?\s?((?:M\.|Mme|Mlle|Mrs?\.?|Ms\.?|Miss|Herr|Frau|Sr\.|Sra\.|Dr\.|Prof\.|Cikgu|Encik|Puan|Ustaz(?:ah)?|Bu|Pak|Kak|[Jj]uf|[Mm]eester)"
    r"\s(?:[A-Z]\.?\s)?[A-ZÀ-Ž][\w'’-]+(?:\s?[-–—]\s?.*)?)$"
)
"""A name, perhaps the room, and who teaches it by a title: "Roll Call B6 Mr P Quill"."""

_WITH = re.compile(r"(?:^|\s)(?:with|avec|mit|con|com|gyda|met|for|pour|für|by|of|de|to|see|chez|bei)$", re.IGNORECASE)

_WITH_PLACE = re.compile(
    r"^([^\W\d]{2}[^\d]+?)[\s,–-]+((?:room|rm|raum|sala|salle|aula|lokaal|lok|zaal|bilik)\s?\.?\s?\d{1,3}[a-z]?|lab-\d{1,2}|(?-i:[A-Z]{2}-\d{1,2}))$",
    re.IGNORECASE,
)
"""A name with its room by a place's word on its line: "SEMINAR Room 305", "UHV SH-2"."""

BEHIND_DASH = re.compile(r"^([^\W\d]{2}[^\d–—]*?)(?:\s[–—-]\s|[–—-](?=[A-Z]\d{2,3}$))([A-Z]{1,2}-?\d{1,3})$")
"""A name with its room's sign behind a dash on its line: "DBMS LAB – L1", "GeH-A23" where a reader lost the blanks."""

_WITH_ROOM = re.compile(
    r"^([^\W\d][^\d]*?)\s+(?:((?!LAB\b)[A-Z]{2,4})\s+)?((?!Y1\d$)[A-Z]{1,2}-?\d{2,3}[a-z]?|[A-Z]-\d)$"
)
"""A name with who teaches it and where on its line: "Matematik KLI B205"; "Biology Y10" is a year's as "Biology Y9"."""

_WITH_ROOM_FIRST = re.compile(r"^([^\W\d][^\d]*?)\s+([A-Z]{1,2}-?\d{2,3}[a-z]?)\s+([A-Z]{2,4})$")
"""The same the other way round: "Home Group C12 HART"."""

_WITH_SIGN = re.compile(
    r"^(\S*[^\W\d]{4}.*?)(?:\s(Gr\.?\s?\d))?\s[-–—]\s"  # the name, and perhaps for which group
    r"([A-ZÄÖÜ]{2,4})(?:,\s+(\S.{0,14}))?$"
)
"""A name, perhaps for which group, and behind a dash the sign of who teaches it, and perhaps where ("Praxis Gr. 1 –
KRÜ, Werkst. 2")."""

_WITH_GROUP = re.compile(r"^((?:[^\W\d]\.\s?)?[^\W\d]{2}[^\d(]*?),?\s((?i:gr)\.\s?(?:[1-4]|[A-D]),?\s.+)$")
"""A name, and for which group, with who teaches it there: "technika gr. 1 ST s. 3", "Werken Gr. A – Ju",
"j. angielski, gr. 1, s. 7"."""
