"""What happens for everybody, every day: breaks, meals, registration."""

from __future__ import annotations

import re
from functools import lru_cache

from chalicelib.extraction.texts.day_names import HALVES_OF_DAY
from chalicelib.extraction.texts.days import plain

_STEMS = (
    "break", "lunch", "recess", "interval", "playtime", "snack", "registration", "assembly", "homeroom", "dinner",
    "asamblea", "recreo", "recreio", "recre", "pausa", "pauze", "pause", "dejeuner", "mittag", "morgenkreis",
    "rehat", "pendaftaran", "przerwa", "powitanie", "obiad", "egwyl", "cinio", "almoco", "almuerzo", "comida",
    "merienda", "merenda", "ricreazione", "pranzo", "accoglienza", "acolhida", "accueil", "goute", "cantine", "prayer",
    "inloop", "rolla", "chwarae", "llaeth", "tiffin", "istirahat", "desayuno", "lanche", "odmor", "prestavka", "szunet",
    "teneffus", "friminutt", "frikvarter", "lunsj", "valitunti", "ruokailu", "pauza", "kosilo", "rucak", "mapumziko",
    "pouse", "vahetund", "esbarjo", "chakula",
    "soomine", "descanso", "receso", "refrigerio", "перемена", "перерва", "почивка", "διαλειμμα",
)  # fmt: skip
"""Words (accents removed) that name a pause, alone or as another's beginning or end ("Breakfast", "Hofpause")."""

_WORDS = frozenset({
    "tea", "tutor", "sos", "lon", "mensa", "patio", "repas", "rast", "obed", "ebed", "malica", "pati", "dinar",
    "berenar", "esmorzar",
})  # fmt: skip
"""Words that do so only as they are: lessons begin with the same letters ("Teamwork", "Tutoría", "Sosiale studies")."""

_PHRASES = ("form time", "circle time", "sos beag", "sos mor", "am loin", "ogle arasi", "ra choi")

MOST_WORDS = 4
"""Words of a pause's name; more is a sentence about something."""


_SPELT = """
    BREAK LUNCH RECESS SNACK DINNER PLAYTIME INTERVAL ASSEMBLY TIFFIN RECREO RECREIO REHAT PAUSE PAUZE PRZERWA EGWYL
    CINIO CHWARAE LLAETH INTERVALO ALMUERZO COMIDA RICREAZIONE INTERVALLO MENSA PRANZO CANTINE REPAS RECREATION
    ISTIRAHAT MITTAGSPAUSE PATIO MAPUMZIKO ODMOR POUSE DESCANSO ÖĞLE ÖĞLEARASI ALMOÇO
    SNACKBREAK TEABREAK LUNCHBREAK
"""
"""Pauses that are spelt letter by letter over a whole day or week, of which a reader easily loses one."""


def mended(word: str) -> str:
    """A word that was spelt letter by letter, with the letter that was lost or taken for another put right where it is
    a pause but for that ("UNCH", "LUWCH"), and once where each day of a row spells it; as it is where it is none, or
    more than one."""
    said = _once(word.replace("0", "O"))
    if len(said) < LEAST_LETTERS or not said.isupper() or is_pause(said):
        return said if said.isalpha() else word
    close = [known for known in _SPELT.split() if _one_letter_off(said, known)]
    return close[0] if len(close) == 1 else word


def _once(word: str) -> str:
    """A pause's name that is said several times without a blank between once; other words as they are."""
    match = _AGAIN.fullmatch(word)
    return match["said"] if match is not None and is_pause(match["said"]) else word


_AGAIN = re.compile(r"(?P<said>[^\W\d_]{4,}?)(?P=said)+")


def is_spelt_pause(word: str) -> bool:
    """Whether a word in capitals is, letter for letter, one of the pauses that are spelt so."""
    return word in _SPELT.split()


@lru_cache(maxsize=8192)
def mended_freely(word: str) -> str:
    """A word that was turned or spelt down, whose letters a reader takes for others more easily ("RmHA", "RECS"), put
    right where two of them, lost or taken for others, make it a pause; as it is where they make none, or several."""
    word = mended(word)
    said = word.replace("0", "O")
    if (apart := in_words(said)) != said:
        return apart
    if len(said) < LEAST_LETTERS or not said.isalpha() or is_pause(said) or said[1:].islower():
        return word
    if said[::-1].upper() in _SPELT.split():
        return said[::-1].upper()  # read from its end
    close = [known for known in _SPELT.split() if len(known) > LEAST_LETTERS and _letters_off(said.upper(), known) <= 2]
    return _IN_WORDS.get(close[0], close[0]) if len(close) == 1 else word


def in_words(word: str) -> str:
    """A pause of two words that was spelt as one, with the blank between them and its letters in order; other words as
    they are."""
    alike = (known for known in _IN_WORDS if word.isupper() and abs(len(word) - len(known)) <= JOINED_OFF)
    close = [known for known in alike if _letters_off(word, known) <= JOINED_OFF]
    return _IN_WORDS[close[0]] if len(close) == 1 else word


JOINED_OFF = 2
"""Letters of a pause of two words that may be lost or out of place ("AETBREAK")."""

_IN_WORDS = {
    "ÖĞLEARASI": "ÖĞLE ARASI",
    "SNACKBREAK": "SNACK BREAK",
    "TEABREAK": "TEA BREAK",
    "LUNCHBREAK": "LUNCH BREAK",
}
"""Pauses of two words, whose letters are spelt without a blank."""


def whole_pause(word: str) -> str:
    """The pause that a word is which all days have at one time: but for two letters of it, or of which it is the
    end ("NCH"; a beginning is how one is cut short on purpose); the word where that is none, or several."""
    if is_pause(put_right := mended_freely(word.upper())):
        return put_right
    parts = [known for known in _SPELT.split() if known.endswith(word.upper())]
    return parts[0] if len(parts) == 1 and len(word) >= LEAST_PART else word


LEAST_PART = 3
"""Letters of a pause's end by which it is known."""


def _letters_off(said: str, known: str) -> int:
    """Letters to be changed, added or left out to make one word of another (Levenshtein 1966)."""
    row = list(range(len(known) + 1))
    for i, a in enumerate(said, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(known, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]


LEAST_LETTERS = 4
"""Letters that must be left of such a word; of three, other words are as close."""


def _one_letter_off(said: str, known: str) -> bool:
    """Whether a letter of a known word is missing, or another one stands in its place."""
    if len(said) == len(known):
        return sum(a != b for a, b in zip(said, known, strict=True)) == 1
    return len(said) + 1 == len(known) and any(said == known[:i] + known[i + 1 :] for i in range(len(known)))


def in_letters(text: str) -> str:
    """A text read from a picture with the pause's name that a word of it is but for its last letters, which were taken
    for figures ("interva116"); other figures behind a name number it ("Break1"). And without the accents that a reader
    has seen in one that has none ("BREÀK")."""
    return _FIGURED.sub(_without_figures, text if text.isascii() else _ACCENTED.sub(_without_accents, text))


_ACCENTED = re.compile(r"\b[A-ZÀ-Ž]{4,}\b")


def _without_accents(word: re.Match[str]) -> str:
    bare = plain(word.group()).upper()
    return bare if bare in _SPELT.split() and bare != "RECREATION" else word.group()


_FIGURED = re.compile(r"\b[^\W\d_]{4,}[0156]{1,3}\b")

_AS_LETTERS = str.maketrans("0156", "olso")


def _without_figures(word: re.Match[str]) -> str:
    said = word.group().translate(_AS_LETTERS)
    known = said.upper() in _SPELT.split() and not is_pause(word.group().rstrip("0156"))
    return said if known else word.group()


_REMARK = re.compile(
    r"(?:not|nota|notes?|nb|n\.b|hinweis|anm|opm|remarks?|uwaga|obs)\s?\W?:|\W*(?:bring|pack|no|after|before|during)\b"
)
"""What leads in a remark about the pauses."""

_AROUND = "-–—~*•.:!"
"""Signs with which pauses' names are set off ("- Hofpause -")."""


@lru_cache(maxsize=8192)
def is_pause(text: str) -> bool:
    """Whether a text names something that happens for everybody, every day."""
    said = plain(text)
    words = said.split()
    if not 0 < len(words) <= MOST_WORDS or _REMARK.match(said):
        return False
    words = [word.strip(_AROUND) for word in words if word not in HALVES_OF_DAY]
    stems = any(word.startswith(stem) or word.endswith(stem) for word in words for stem in _STEMS)
    return stems or not _WORDS.isdisjoint(words) or any(phrase in said for phrase in _PHRASES)
