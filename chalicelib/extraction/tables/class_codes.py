"""Lessons whose class is told behind their name on one line, as Dutch and British schools' programs print them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from chalicelib.extraction.draft import Draft
from chalicelib.extraction.settings import MOSTLY
from chalicelib.extraction.texts.class_names import CLASS_WORDS
from chalicelib.extraction.texts.joined import as_notes, continues
from chalicelib.extraction.texts.pauses import is_pause

LEAST_CODED, LEAST_CLASSES = 6, 3
"""Lessons with a class's code behind their name, and different codes, from which a table tells these so."""

_CODE = r"(?:(?:[a-z]{1,2}\d|\d[a-z])[\w.]*|\d{1,2}[A-Z]{0,3}/[A-Z]\w{0,4}|\d{1,2}[A-Z]{1,3}\d?)"
_WORD = rf"(?:(?:{'|'.join(sorted(CLASS_WORDS))})\.?\s)?"
_CODED = re.compile(rf"^(?P<name>[^\W\d][^\d]*?)\s(?P<rest>(?i:{_WORD}){_CODE}(?:\s.*)?)$")
_NOTED = re.compile(rf"{_CODE}(?![^\s;])")
"""A subject and the code of a class, or of a group of it, and perhaps where: "wisA h4.wisA1 112", "wi 3v1",
"Ma 7/Ma3", "En 7HW/En"."""


def classes_behind(drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` called by what stands before a class's code, the rest in their notes, where most lessons have one,
    some of them first in their notes already."""
    said = ((d, match) for d in drafts if (match := _CODED.match(d.name)) is not None)
    matches = {id(d): match for d, match in said if not continues(match["name"])}  # "Vie de classe 5e1"
    noted = [d.notes for d in drafts if id(d) not in matches and _NOTED.match(d.notes)]
    lessons = sum(not is_pause(draft.name) for draft in drafts)
    classes = {said.split()[0].strip(";") for said in (*(match["rest"] for match in matches.values()), *noted)}
    if len(matches) + len(noted) < max(LEAST_CODED, MOSTLY * lessons) or len(classes) < LEAST_CLASSES:
        return list(drafts)
    return [
        replace(d, name=match["name"], notes=as_notes(match["rest"], d.notes)) if (match := matches.get(id(d))) else d
        for d in drafts
    ]
