"""Letters that look alike in many typefaces, told apart by the word they stand in."""

from __future__ import annotations

import re


def among_capitals(text: str) -> str:
    """``text`` with a small l among capitals as the capital I that it must be ("SCl", "lCT"); as long as before.

    Behind a single capital it may be right ("Al").
    """
    return re.sub(r"[^\W\d_]+", lambda word: _capital(word.group()), text)


def _capital(word: str) -> str:
    others = word.replace("l", "")
    capitals = bool(others) and others.isupper()
    return word.replace("l", "I") if capitals and (len(word) > 2 or word[0] == "l") else word
