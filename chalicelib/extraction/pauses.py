"""What happens for everybody, every day: breaks, meals, registration."""

from __future__ import annotations

from chalicelib.extraction.days import plain

_STEMS = (
    "break", "lunch", "recess", "interval", "playtime", "snack", "registration", "assembly", "homeroom", "dinner",
    "asamblea", "recreo", "recreio", "recre", "pausa", "pauze", "pause", "dejeuner", "mittag", "morgenkreis",
    "rehat", "pendaftaran", "przerwa", "powitanie", "obiad", "egwyl", "cinio", "almoco", "almuerzo", "comida",
    "merienda", "merenda", "ricreazione", "pranzo", "accoglienza", "acolhida", "accueil", "goute", "cantine", "prayer",
    "inloop", "rolla",
)  # fmt: skip
"""Words (accents removed) that name a pause, alone or as another's beginning or end ("Breakfast", "Hofpause")."""

_WORDS = frozenset({"tea", "tutor", "sos", "lon", "mensa", "patio"})
"""Words that do so only as they are: lessons begin with the same letters ("Teamwork", "Tutoría", "Sosiale studies")."""

_PHRASES = ("form time", "circle time")

MOST_WORDS = 4
"""Words of a pause's name; more is a sentence about something."""


def is_pause(text: str) -> bool:
    """Whether a text names something that happens for everybody, every day."""
    said = plain(text)
    words = said.split()
    if not 0 < len(words) <= MOST_WORDS:
        return False
    stems = any(word.startswith(stem) or word.endswith(stem) for word in words for stem in _STEMS)
    return stems or not _WORDS.isdisjoint(words) or any(phrase in said for phrase in _PHRASES)
