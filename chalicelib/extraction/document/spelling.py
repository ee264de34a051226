"""Names of lessons as their language spells them, where a reader has lost an accent or taken one letter for another.

Engines trained on English drop accents of handwriting and small print ("Bearla", "Francais"). What a school calls its
lessons is a small vocabulary; a word that is one of it but for its accents, or but for one letter of a long word that
was not read surely, is that word. Words that are printed without accents on purpose (capitals) stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from chalicelib.domain.page import Word
from chalicelib.domain.timetable import Weekday
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.tables.table import Table
from chalicelib.extraction.texts.days import languages_of, plain
from chalicelib.extraction.texts.lessons import WORDS
from chalicelib.extraction.texts.pauses import in_words, is_pause, is_spelt_pause, mended, whole_pause

LEAST_LETTERS = 6
"""Letters of a word in which one may be another; shorter ones have neighbours that are words too."""

SURELY_READ = 0.98
"""Confidence from which a word of other letters is what is printed."""

LEAST_SAID = 2
"""Names of days that say a page's language; one is often a word of several."""


def spelled(table: Table, words: Sequence[Word]) -> Table:
    """``table``, read from a picture, with its names' words as the language of the page's ``words`` spells them."""
    table = replace(table, drafts=tuple(_pauses_mended(table.drafts)))
    said_right = _with_strokes([replace(d, name=_letters_right(d.name)) for d in table.drafts])
    table = replace(table, drafts=tuple(_as_mostly(said_right)))
    said = Counter(language for word in words for language in languages_of(word.text))
    if said[TURKISH] >= LEAST_SAID and said[TURKISH] == max(said.values()):
        drafts = tuple(replace(d, name=_in_turkish(d.name)) for d in table.drafts)
        return replace(table, drafts=drafts)
    language = _language(word.text for word in words)
    if language is None:
        return table
    drafts = tuple(
        replace(draft, name=_name(draft.name, language, draft.confidence < SURELY_READ)) for draft in table.drafts
    )
    return replace(table, drafts=drafts)


def _pauses_mended(drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` with a word that most days have at one time, and that is a pause's but for a letter, as that; one in
    capitals that all have, and at that time alone, also where more of it was lost."""
    days: dict[tuple[str, int | None], set[Weekday]] = {}
    drafts = [replace(draft, name=in_words(_in_one(draft.name))) for draft in drafts]
    for draft in drafts:
        days.setdefault((draft.name, draft.start), set()).add(draft.day)
    every, once = {draft.day for draft in drafts}, Counter(name for name, _ in days)
    result = []
    for draft in drafts:
        said = mended(draft.name.upper()) if draft.name.isalpha() and not is_pause(draft.name) else ""
        of_all = once[draft.name] == 1 and len(days[draft.name, draft.start]) == len(every)
        if said and of_all and draft.name[:2].isupper():
            said = whole_pause(draft.name)
        if is_pause(said) and len(days[draft.name, draft.start]) >= LEAST_DAYS:
            name = said if draft.name.isupper() else said.capitalize()
            draft = replace(draft, name=name, confidence=draft.confidence * LETTER_OFF_SURE)
        result.append(draft)
    return result


def _in_one(name: str) -> str:
    """A pause's name in capitals that was spaced out ("RECRE 0") without its blanks; others as they are."""
    parts = name.split()
    whole = "".join(parts).replace("0", "O")
    apart = len(parts) > 1 and min(map(len, parts)) == 1
    return whole if apart and is_spelt_pause(whole) else name


LEAST_DAYS = 4
"""Days at one time of which stands the same word from which it may be a pause's."""

LETTER_OFF_SURE = 0.95
"""What is left of the confidence in a name one letter of which was put right."""


def _as_mostly(drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` with names that are those of most others but for what readers take for each other in them, written as
    these: accents, and strokes ("YÓRUBA", "Chem l" beside "Chem I")."""
    spellings: dict[str, Counter[str]] = {}
    for draft in drafts:
        spellings.setdefault(_alike(draft.name), Counter())[draft.name] += 1
    usual = {key: said.most_common(1)[0] for key, said in spellings.items() if len(said) > 1}
    told = {key: name for key, (name, times) in usual.items() if times >= USUALLY * spellings[key].total()}
    return [replace(d, name=told[key]) if (key := _alike(d.name)) in told else d for d in drafts]


def _alike(name: str) -> str:
    """A name with signs that readers take for each other as one, its capitals apart from its small letters; a short one
    with figures as it is: "1I" and "11" are two classes."""
    if any(map(str.isdigit, name)) and sum(map(str.isalpha, name)) < LEAST_ALIKE:
        return name
    said = _STROKE_BEHIND.sub(" I", name)
    letters = unicodedata.normalize("NFD", said)
    return "".join(c for c in letters if not unicodedata.combining(c)).translate(_STROKES)


LEAST_ALIKE = 3
"""Letters of a name with a figure, which may be a stroke, from which it is no class."""

_STROKES = str.maketrans("l1|ı", "IIII")
_STROKE_BEHIND = re.compile(r"(?<=[a-z]{3})(?:l|\sI|\sl|\s1)$")
"""A number in strokes at the end of a name, the blank before which a reader may have lost ("Cheml")."""


def _with_strokes(drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` with the stroke between a class and its subject ("7C/Gg") that was taken for a letter ("7CIGg"), where
    others of the same subject have one there."""
    of_classes = Counter(match["subject"] for d in drafts if (match := _OF_CLASS.fullmatch(d.name)) is not None)
    found = {d.name: match for d in drafts if (match := _STUCK_CLASS.fullmatch(d.name)) is not None}
    return [
        replace(d, name=f"{match['class']}/{match['subject']}")
        if (match := found.get(d.name)) is not None and of_classes[match["subject"]] >= LEAST_SAID
        else d
        for d in drafts
    ]


_OF_CLASS = re.compile(r"\d{1,2}[A-Z]/(?P<subject>[A-Z]\w*)")
_STUCK_CLASS = re.compile(r"(?P<class>\d{1,2}[A-Z])[Il1|](?P<subject>[A-Z]\w*)")

USUALLY = 0.6
"""Share of the lessons of such names that are written one way from which the others are, too."""

_FOREIGN = re.compile(r"[A-Z]*[\u3040-\u9fff][A-Z]+|[A-Z]+[\u3040-\u9fff][A-Z]*")
"""A word of capitals with one letter that an engine that knows Chinese and Japanese took for one of theirs."""


def _letters_right(name: str) -> str:
    """``name`` with figures for the letters that were read in their place, and letters for those of another script."""
    name = _ORDINAL.sub(lambda match: _FIGURES[match.group(1)], name)
    name = _YEAR.sub("Y11", _STUCK.sub(" ", name))
    return name if name.isascii() else _FOREIGN.sub(_in_latin, name)


_ORDINAL, _FIGURES = re.compile(r"\b(S|l|I)(?=(?:th|st)(?:\b|[A-Z]{3}))"), {"S": "5", "l": "1", "I": "1"}
"""English ordinals whose figure was taken for a letter ("Sth", "IstBREAK")."""

_STUCK = re.compile(r"(?<=\dst|\dnd|\drd|\dth)(?=[A-Z]{3})")
"""Between an English ordinal and a word in capitals that a reader sees right behind it."""

_YEAR = re.compile(r"\bY[Il1]{2}\b")
"""The eleventh year of an English school, whose ones were taken for letters."""


def _in_latin(word: re.Match[str]) -> str:
    """The pause that such a word is but for that letter ("REしREO"); as it is where it is none."""
    return mended(word.group())


(TURKISH,) = languages_of("persembe")

_DOTTED = str.maketrans("ÍÌíì", "İİii")
"""Letters that Turkish has not, as which readers take its dotted I."""

_CAPITALS = str.maketrans("iı", "İI")
"""The two letters whose capitals are others in Turkish."""


def _in_turkish(name: str) -> str:
    """``name`` with the lessons' words as Turkish spells them, whichever of its I's lost its dot."""
    return re.sub(r"[^\W\d_]{3,}", lambda match: _turkish_word(match.group()), name.translate(_DOTTED))


def _turkish_word(word: str) -> str:
    known = _vocabulary(TURKISH).get(plain(word))
    if known is None:
        return word
    if word[-1].isupper():
        return known.translate(_CAPITALS).upper()
    return known if word[0].isupper() else known[0].translate(str.maketrans("İI", "iı")).lower() + known[1:]


def _language(texts: Iterable[str]) -> int | None:
    """The one language whose days' names a page has most of; None where two have as many, or none is known here."""
    said = Counter(language for text in texts for language in languages_of(text))
    first = said.most_common(2)
    if not first or first[0][1] < LEAST_SAID or (len(first) > 1 and first[0][1] == first[1][1]):
        return None
    return first[0][0] if first[0][0] in WORDS else None


def _name(name: str, language: int, unsure: bool) -> str:
    return re.sub(r"[^\W\d_]{4,}", lambda match: _word(match.group(0), language, unsure), name)


def _word(word: str, language: int, unsure: bool) -> str:
    """A word as the vocabulary spells it, in the case that it is printed in."""
    vocabulary = _vocabulary(language)
    if word.isupper():  # capitals may lack accents, and have none that the word has not
        bare = vocabulary.get(plain(word), word)
        return bare.upper() if bare.isascii() else word
    known = vocabulary.get(plain(word))
    if known is None and word[0] == "l" and f"i{plain(word)[1:]}" in vocabulary:
        return f"I{word[1:]}"  # a capital that looks like a small letter
    if known is None and unsure and len(word) >= LEAST_LETTERS:
        close = [form for said, form in vocabulary.items() if _one_letter_off(said, plain(word))]
        known = close[0] if len(close) == 1 else None
    if known is None or sum(c > "\x7f" for c in word) > sum(c > "\x7f" for c in known):
        return word
    return known if word[0].isupper() else known[0].lower() + known[1:]


@lru_cache(maxsize=16)
def _vocabulary(language: int) -> dict[str, str]:
    """The words of a language by their plain letters; where two have the same, neither says which is meant."""
    forms: dict[str, set[str]] = {}
    for word in WORDS[language].split():
        forms.setdefault(plain(word), set()).add(word)
    return {said: next(iter(found)) for said, found in forms.items() if len(found) == 1}


def _one_letter_off(first: str, second: str) -> bool:
    """Whether two words of one length differ in one letter."""
    return len(first) == len(second) and sum(a != b for a, b in zip(first, second, strict=True)) == 1
