"""Letters that look alike in many typefaces, told apart by the word, and by the page, they stand in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from chalicelib.domain.page import Word


def among_capitals(text: str) -> str:
    """``text`` with a small l among capitals as the capital I that it must be ("SCl", "lCT"), a nought at either end of
    a word of capitals as the O ("RECRE0"), a six that begins a word as the G ("6ame"), strokes that end a text as
    the number that they are ("Eng Il"), and raised figures as level ones; as long as before.

    Behind a single capital it may be right ("Al").
    """
    text = _SIX.sub("G", _NOUGHT.sub("O", text.translate(_WIDE)))
    text = _RAISED.sub(lambda digit: digit.group().translate(_LEVEL), text)
    text = _STROKES.sub(lambda strokes: "I" * len(strokes.group()), text)
    return re.sub(r"[^\W\d_]+", lambda word: _capital(word.group()), text)


_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""The wide forms of signs and letters, for which an engine that knows Chinese takes some, and the usual ones."""

_DEGREES = {0x2103: "ºC", 0x2109: "ºF"}

_NOUGHT = re.compile(r"(?<=[A-ZÀ-Ž]{3})0(?![\w.-])|(?<![\w.-])0(?=[A-ZÀ-Ž]{3})")
"""A nought at the end or the beginning of a word of capitals ("RECRE0")."""


_SIX = re.compile(
    r"(?<=[a-z][a-z]-)6(?!th)(?=[a-zà-ž]{2,})|(?<![\w.,:/-])6(?=[a-z]{3,})(?!i?[eè]me|uur|uhr|heure|hora|ore|min|jour|day|year|jahr|ann|godz|lekc|klas|bis)"
)
"""A six before small letters that are no ordinal's ending and no unit, or in the middle of a word ("Hist-6éo")."""


_RAISED = re.compile(r"[¹²³](?=\d)")
_LEVEL = str.maketrans("¹²³", "123")
"""A raised figure before one that was read level: both are a teacher's number ("Fisika¹2")."""

_STROKES = re.compile(r"(?<=[^\W\d_]\s)(?=\w*l)[Il]{2,3}$")
"""Strokes behind a word at the end of a text, one of them taken for a small l."""


def _capital(word: str) -> str:
    others = word.replace("l", "")
    capitals = bool(others) and others.isupper()
    return word.replace("l", "I") if capitals and (len(word) > 2 or word[0] == "l") else word


FEWEST_TEXTS = 12
"""Texts that begin with a letter from which a page shows how it begins them."""

IN_CAPITALS = 0.97
"""Share of them that begin with a capital, on a page that begins its texts so."""

SURELY = re.compile(r"l[bcdfghjkmnpqrstvwxz](?:[^\W\d_]{2,}|[bcdfghjkmnpqrstvwxz]\b)")
"""A word in which an l cannot stand before the next letter ("lrish", "lnformatics", "ldh")."""

MAYBE = re.compile(r"l[aou][aeiou][^\W\d_]+")
"""One in which an I is as likely as an l: before two vowels ("laith"). Before one it would be the l of "lunch"."""

MAYBE_TIMES = 2
"""Times that a page says such a word: the name of a lesson comes again."""

GUESSED = 0.94
"""What is left of the confidence in an I that might be an l."""

CLOSE = 0.6
"""Heights of a text below another one within which it goes on with what that says."""


def without_degrees(words: Sequence[Word]) -> list[Word]:
    """``words`` with the class in its year, or the ordinal, that a sign for degrees stands for ("1℃" is "1ºC")."""
    return [w.model_copy(update={"text": _DEGREE.sub("º", w.text.translate(_DEGREES))}) for w in words]


_DEGREE = re.compile(r"(?<=\d)°")


def without_greek(words: Sequence[Word]) -> list[Word]:
    """``words`` with the Latin letters for which Greek ones stand amid others ("12:15ρ", "Pick-uρ")."""
    return [
        w.model_copy(update={"text": w.text.translate(_GREEK)})
        if any(c.isascii() and c.isalnum() for c in w.text)
        else w
        for w in words
    ]


_GREEK = str.maketrans("ραονκι", "paovki")
"""Small Greek letters and those of rounded print that a reader of both takes them for."""


def short_names(words: Sequence[Word]) -> list[Word]:
    """``words`` with a small l behind one capital as the capital I ("BI", read "Bl") on a page all of whose other texts
    of two letters are capitals: the short names of lessons or people."""
    others = {w.text for w in words if len(w.text) == PAIR and w.text.isalpha() and not w.text.endswith("l")}
    if len(others) < FEWEST_SHORT or not all(text.isupper() for text in others):
        return list(words)
    return [w.model_copy(update={"text": f"{w.text[0]}I"}) if _SHORT.fullmatch(w.text) else w for w in words]


def romanian(words: Sequence[Word]) -> list[Word]:
    """``words`` with the commas below the s and the t of Romanian, which a reader takes for cedillas or an S with one
    for a dollar's sign, and the bow of its a, taken for a tilde, on a page that names Romanian days."""
    days = {day for w in words for day in _ROMANIAN_DAY.findall(w.text.casefold())}
    if len(days) < FEWEST_DAYS:
        return list(words)
    return [w.model_copy(update={"text": _DOLLAR.sub("Ș", w.text.translate(_COMMAS))}) for w in words]


_ROMANIAN_DAY = re.compile(r"\b(?:luni|mar[tţț]i|miercuri|joi|vineri)\b")
_COMMAS = str.maketrans("ŞşŢţÃã", "ȘșȚțĂă")
_DOLLAR = re.compile(r"\$(?=[^\W\d_])")

FEWEST_DAYS = 3
"""Names of days in a language from which a page is in it."""


def turkish(words: Sequence[Word]) -> list[Word]:
    """``words`` with what a reader takes for another language's letters, on a page with letters that only Turkish has
    and none of such languages: the soft g for a c with a hook, an n with a tilde ("ÖČLE", "COÑ") or in the noon of a
    break for a g, and among capitals the I with a dot for a small i, or for the one without where the word's vowels
    say so."""
    said = "".join(w.text for w in words)
    if sum(said.count(c) for c in _OF_TURKISH) < FEWEST_LETTERS or any(c in said for c in _OF_OTHERS):
        return list(words)
    texts = [
        _WORD.sub(lambda word: _dotted(word.group()), _NOON.sub(_softened, w.text.translate(_SOFT))) for w in words
    ]
    known = {word.translate(_DOTLESS): word for text in texts for word in _WORD.findall(text) if _is_dotted(word)}
    texts = [_WORD.sub(lambda word: _as_known(word.group(), known), text) for text in texts]
    return [w.model_copy(update={"text": text}) for w, text in zip(words, texts, strict=True)]


def _softened(noon: re.Match[str]) -> str:
    return noon[1] + ("Ğ" if noon[2].isupper() else "ğ") + noon[2]


def _dotted(word: str) -> str:
    """A Turkish word of capitals with the dots that its I's have for sure. A word's vowels are all of the front or all
    of the back of the mouth (Göksel and Kerslake, Turkish: A Comprehensive Grammar, 2005, ch. 3), but for borrowed
    words: where a dot or another vowel of the front, and none of the back was read, all of its I's are dotted."""
    said = word.translate(_AS_CAPITALS)
    if not said.isupper() or sum(map(str.isupper, word)) < FEWEST_CAPITALS:
        return word
    front = any(c in said for c in "İEÖÜ") and not any(c in said for c in "AOU")
    return said.replace("I", "İ") if front else said


def _is_dotted(word: str) -> bool:
    return word.isupper() and "İ" in word


def _as_known(word: str, known: Mapping[str, str]) -> str:
    """A word of capitals, whose reader has lost the dots of its I's, as the page has it elsewhere."""
    shape = word.translate(_DOTLESS).upper()
    capitals = sum(c.isupper() for c in word) > 1
    return known.get(shape, word) if capitals and word.count("İ") < known.get(shape, "").count("İ") else word


_DOTLESS = str.maketrans("İi", "II")

_WORD = re.compile(r"[^\W\d_]+")

_AS_CAPITALS = str.maketrans("işçğ", "İŞÇĞ")
"""Letters that look alike small and large, and the i, whose dot is all that a reader has to go by."""

FEWEST_CAPITALS = 2
"""Capitals beside such letters in a word that is one of capitals."""

_OF_TURKISH, _OF_OTHERS = "şŞığĞİ", "ěřůňťďžĚŘŽšŠćĆđ"
_SOFT = str.maketrans("ČčÑñ", "ĞğĞğ")
_NOON = re.compile(r"\b(ö)g(le)\b", re.IGNORECASE)

FEWEST_LETTERS = 3
"""Letters that only Turkish has from which a page is in it."""

PAIR = 2
_SHORT = re.compile(r"[A-Z]l")

FEWEST_SHORT = 3
"""Short names in capitals from which a page writes them so."""


def at_beginnings(words: Sequence[Word]) -> list[Word]:
    """``words`` (each a reader's line) with a small l as the capital I that it must be, or likely is, where a text
    begins with it on a page that begins all of its texts with capitals; as they are on other pages."""
    others = [w.text[0] for w in words if w.text[0].isalpha() and w.text[0] != "l"]
    if len(others) < FEWEST_TEXTS or sum(c.isupper() for c in others) < IN_CAPITALS * len(others):
        return list(words)
    told = Counter(w.text for w in words)
    return [_begun(word, told[word.text], words) for word in words]


def _begun(word: Word, times: int, words: Sequence[Word]) -> Word:
    if SURELY.match(word.text):
        return word.model_copy(update={"text": "I" + word.text[1:]})
    if MAYBE.match(word.text) and times >= MAYBE_TIMES and not any(_goes_on(word, above) for above in words):
        return word.model_copy(update={"text": "I" + word.text[1:], "confidence": word.confidence * GUESSED})
    return word


def _goes_on(word: Word, above: Word) -> bool:
    """Whether a text stands close below another one."""
    box, other = word.box, above.box
    return (
        other.center[1] < box.center[1]
        and box.top - other.bottom < CLOSE * min(box.height, other.height)
        and min(box.right, other.right) > max(box.left, other.left)
    )
