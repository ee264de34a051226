"""Lessons called by people: a music teacher's pupils, each with a level below ("Guilherme / 3.º grau").

A name and an initial alone pass for who teaches, so that the level becomes the lesson. Where the same kind of level is
said below other names of the page it is no lesson there either.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from chalicelib.extraction.days import plain
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.kinds import PERSON

LEAST_ALIKE = 2
"""Lessons with a name of another kind below which the same is said."""


def called_by_people(drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` with the people in their notes as the names where what they are called is a note of others."""
    said = Counter(stem for draft in drafts if (stem := _stem(_items(draft.notes)[0])))
    called = Counter(_stem(draft.name) for draft in drafts)
    return [
        _called_by_person(draft)
        if _is_person(draft) and said[stem := _stem(draft.name)] >= max(LEAST_ALIKE, called[stem] / 2)
        else draft
        for draft in drafts
    ]


def _is_person(draft: Draft) -> bool:
    return PERSON.match(_items(draft.notes)[0]) is not None


def _called_by_person(draft: Draft) -> Draft:
    person, *rest = _items(draft.notes)
    return replace(draft, name=person, notes="; ".join([draft.name, *rest]))


def _items(notes: str) -> list[str]:
    return notes.split("; ")


_COUNTED = re.compile(r"\d+(?:st|nd|rd|th|\.?[ºª°oa])?|\b[ivx]{1,4}\b")


def _stem(text: str) -> str:
    """What a text says without its numbers: "2.º grau" and "3.º grau" are of one kind; empty where nothing is left."""
    return " ".join(re.findall(r"[a-z]{2,}", _COUNTED.sub(" ", plain(text))))
