"""A cell's lines as the one text that their writer meant: letters as a word, words that a line's end has broken."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chalicelib.extraction.texts.pauses import mended_freely

_JOINING = """
    and of the to for with in de und et y e a la le lo los las del des du di da do dos van zum zur della delle dello
    degli dei nel nella alla con per für mit im voor het ve ile och og ja és și oraz ac agus
"""
_CONTINUES = re.compile(rf"[-/&,+–—]$|(?<!^)\b(?:{'|'.join(_JOINING.split())})$", re.IGNORECASE)


def continues(text: str) -> bool:
    """Whether a line of a name goes on in the next one by its last word or sign ("Geografía e"); a capital alone behind
    small letters, or a number, is a level or a group ("Fís. Quím. A", "SOCI 1001 A")."""
    worded = text.isupper() and not any(map(str.isdigit, text))
    return _CONTINUES.search(text) is not None and (worded or _LETTER_LAST.search(text) is None)


_LETTER_LAST = re.compile(r"\s[A-Z]$")


def one_line(lines: Sequence[str]) -> str:
    """Lines joined as their writer would have written them on one: single letters as a word, hyphens closed."""
    texts = [line.strip() for line in lines if line.strip()]
    if is_spelt(texts):
        texts = with_letters(texts)
        upwards = texts[0].islower() and texts[-1].isupper()  # read from the top where it was turned to begin below
        return mended_freely("".join(reversed(texts) if upwards else texts))
    joined = texts[0] if texts else ""
    for text in texts[1:]:
        joined += text if _broken_off(joined, text) else f" {text}"
    joined = re.sub(r"(?<=[a-zà-ÿ]{3})- (?=[a-zà-ÿ])|(?<=[A-ZÀ-Þ]{3})- (?=[A-ZÀ-Þ]{2})", "", joined)
    return re.sub(r"\s+", " ", joined).strip()


def as_notes(*said: str | None) -> str:
    """What is said besides a lesson's name, piece by piece, as its notes are written; nothing of what is empty."""
    return "; ".join(piece for piece in said if piece)


def with_letters(texts: Sequence[str]) -> list[str]:
    """Lines of one sign each with the noughts and ones among them as the letters that they are ("S", "0", "S"), and
    without the specks that a reader takes for dots ("R.")."""
    signs = [text.strip(" .,·") for text in texts]
    if sum(sign.isalpha() for sign in signs) < 2 or any(len(sign) != 1 for sign in signs):
        return list(texts)
    return [sign.translate(_FIGURES) for sign in signs]


_FIGURES = str.maketrans("01", "OI")


def is_spelt(texts: Sequence[str]) -> bool:
    """Whether lines are a word's letters one below the other, two of which may be one ("CH-W-A-R-A-E") or have been
    read as one line."""
    texts = with_letters(texts)
    letters = [len(text.strip()) for text in texts]
    if len(letters) < FEWEST_SPELT or max(letters) > PAIR or not all(text.strip().isalpha() for text in texts):
        return False
    return letters.count(1) * 2 >= len(letters)


FEWEST_SPELT = 3
"""Lines of letters from which they are a word; fewer are codes."""

PAIR = 2
"""Letters that are read as one, or are one in their language's alphabet."""


def _broken_off(before: str, after: str) -> bool:
    """Whether a line goes on with the last letters of the word above ("Comprehens / ion", "Engli / sh")."""
    head = re.match(r"[a-zà-ÿ]{1,3}(?![\w.]|\s[-–—|]\s)", after)
    return head is not None and head.group(0) not in _SMALL_WORDS and bool(re.search(r"[A-Za-zà-ÿ]{4}$", before))


_SMALL = """
    a an and ar as at au by da das de dei del den der des di die do dos du e ed eg el em en et for fra gym i ie il
    im in is it iz ja la lab las le les lo los mit na no non o och od of off og old on or ou our out pe per po pod pro
    prep re sa se si tea the to tot u un und une up us van ve vs w we with y yn yr z ze zu zum zur
"""
_SMALL_WORDS = frozenset(_SMALL.split())
"""Short words of the languages read, which begin a line of their own right."""
