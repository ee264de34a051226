"""Which of a cell's lines make up the name of its lesson, by what each is and how it is set."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from chalicelib.extraction.settings import FAR_LARGER, LARGER
from chalicelib.extraction.texts.joined import continues, one_line
from chalicelib.extraction.texts.kinds import (
    COURSE,
    HALLS,
    PERSON,
    SECTION,
    SHORTENED,
    SIGN,
    TITLED,
    is_class_over_subject,
    is_form,
    is_numbered_place,
    of_codes,
)
from chalicelib.extraction.texts.lessons import has_lesson_word
from chalicelib.extraction.texts.pauses import is_pause


class Part(NamedTuple):
    """A line of a cell, or a part of one. ``begins``: its writer set it below what stands before it on purpose."""

    text: str
    size: float
    begins: bool = False


def name_lines(lines: Sequence[Part], kinds: list[str], larger: float) -> list[int]:
    """Indices of the lines that make up the name: the heading where one is larger, else the plain text."""
    kinds = _as_below_a_name(lines, kinds)
    sizes = [line.size for line, kind in zip(lines, kinds, strict=True) if kind in ("text", "initials")]
    largest = max(sizes, default=0.0)
    if SHORTENED.match(lines[0].text) and kinds[1:] and set(kinds[1:]) == {"text"}:
        kinds = ["text", *kinds[1:]]  # "B. ARAB" over "ZAINAB": a language cut short, over who teaches it
        largest = max(largest, lines[0].size)
    plain = [i for i, kind in enumerate(kinds) if kind == "text"]
    headed = [i for i, line in enumerate(lines) if line.size * larger > largest]
    large = [i for i in headed if kinds[i] in ("text", "initials")]
    title = _course_title(lines, plain)
    if title or _by_number(lines, kinds, larger, headed) or _by_group(lines, kinds, larger):
        return title or [0]
    if large and len(headed) < len(lines):
        return _read_on(_consecutive([i for i in large if kinds[i] == "text"] or large[:1], lines), lines, kinds)
    if set(kinds) == {"initials"} and is_pause(one_line([line.text for line in lines])):
        return list(range(len(lines)))  # "SOS / BEAG"
    if kinds[0] == "initials":
        return [0]  # "PE / change reading books": a subject's short name, then what is to be said about it
    if plain:
        return _consecutive(plain, lines)
    if kinds[0] == "teacher" and PERSON.match(lines[0].text):
        return [0]  # "E. Física" over "GIM": no text beside it, so it is a lesson cut short, and no person
    for wanted in ("initials", "code", "group", "room", "teacher"):  # the least telling last
        if wanted in kinds:
            return [kinds.index(wanted)]
    return [0]


def _course_title(lines: Sequence[Part], plain: list[int]) -> list[int]:
    """The lines of a course's title below its number, in letters of any size, where it takes several of them ("MA721"
    over "Introduction to / Scalable / Systems"); none elsewhere."""
    title = _consecutive(plain, lines) if plain and COURSE.fullmatch(lines[0].text) else []
    return title if len(title) > 1 else []


def _by_number(lines: Sequence[Part], kinds: Sequence[str], larger: float, headed: Sequence[int]) -> bool:
    """Whether a cell's first line, a code, is its name: set apart as names are all over the table, a course over how it
    is held, one over nothing but a room and a teacher's sign ("COM 225", "RM 5", "FAS"), or its group over the sign."""
    if kinds[0] != "code":
        return False
    times_larger = larger if larger < LARGER else FAR_LARGER
    apart = len(lines) > 1 and all(line.size * times_larger < lines[0].size for line in lines[1:])
    if SECTION.fullmatch(lines[0].text) and len(lines) > 1 and SIGN.fullmatch(lines[1].text):
        return True
    course = COURSE.fullmatch(lines[0].text) is not None
    held = kinds[1:2] == ["form"] and lines[1].size < lines[0].size * larger  # "TUT" in large letters below a room
    return apart or held or (course and ("text" not in kinds or (larger < LARGER and 0 in headed)))


def _by_group(lines: Sequence[Part], kinds: Sequence[str], larger: float) -> bool:
    """Whether a cell's first line, a group, is its name: set apart as names are all over the table, over nothing that
    is a lesson ("Gr 4B" over "recorder", "gr. I" over its pupils)."""
    apart = all(line.size * larger < lines[0].size for line in lines[1:])
    if kinds[0] != "group" or not apart or len(lines) == 1:
        return False
    if all(line.size * FAR_LARGER < lines[0].size for line in lines[1:]):
        return True
    # Nor over a subject in capitals, however short ("SOC." below "3° A").
    return not any(
        kind not in ("room", "code")
        and (line.text.isupper() or (has_lesson_word(line.text) and not line.text[:1].islower()))
        for line, kind in zip(lines[1:], kinds[1:], strict=True)
    )


def _as_below_a_name(lines: Sequence[Part], kinds: Sequence[str]) -> list[str]:
    """The kinds of a cell's lines with what stands where they do in mind: a hall first is a lesson, codes below a name
    are a class's and a room's, and below a course's number a ``form`` says how it is held."""
    first = "text" if kinds[0] == "room" and lines[0].text.casefold() in HALLS else kinds[0]
    rest = ["code" if of_codes(line.text) else kind for line, kind in zip(lines[1:], kinds[1:], strict=True)]
    if rest and is_class_over_subject(lines[0].text, lines[1].text):
        return ["group", "text", *rest[1:]]
    if rest and lines[0].text in _HALVES and rest[0] in ("text", "initials"):
        return ["group", *rest]
    cut_short = _is_subject(lines[0].text) or (rest[:1] == ["text"] and _said_besides(lines[1].text))
    if rest and first == "teacher" and cut_short and PERSON.match(lines[0].text):
        # "B. Arab" over "Ustz. Noor", "E. Física" over "traer chándal", or over "patio"
        return ["text", "teacher" if rest[0] == "text" else rest[0], *rest[1:]]
    if first in ("text", "code") and any(c.isdigit() for c in lines[0].text):  # but "Writing / Workshop" is a name
        rest = ["form" if is_form(line.text) else kind for line, kind in zip(lines[1:], rest, strict=True)]
    if COURSE.fullmatch(lines[0].text):
        rest = ["room" if is_numbered_place(line.text) else kind for line, kind in zip(lines[1:], rest, strict=True)]
    return [first, *rest]


_HALVES = frozenset({"A", "B"})
"""Halves of a class by their letters, over what each has; no lesson is called so."""


def _is_subject(text: str) -> bool:
    """Whether what looks like a person's initial and name is a lesson's first word cut short ("C. Naturales")."""
    return SHORTENED.match(text) is None and has_lesson_word(text.split(".")[-1])


def _said_besides(text: str) -> bool:
    """Whether a line below a short name is who teaches it, or a remark, and no lesson."""
    return TITLED.fullmatch(text) is not None or text[:1].islower()


def _read_on(run: list[int], lines: Sequence[Part], kinds: list[str]) -> list[int]:
    """``run`` with the plain lines in which its last one goes on ("Geografía e / Historia"), in letters of any size."""
    following = run[-1] + 1
    if following < len(lines) and kinds[following] == "text" and continues(lines[run[-1]].text):
        return _read_on([*run, following], lines, kinds)
    return run


def _consecutive(indices: list[int], lines: Sequence[Part]) -> list[int]:
    """The first run of neighbouring lines, none begun on purpose; a later run belongs to the notes unless the first
    one reads on."""
    run = [indices[0]]
    for index in indices[1:]:
        before = lines[run[-1]].text
        follows = index == run[-1] + 1 and not lines[index].begins and not _in_another_case(before, lines[index].text)
        follows = follows and not (COURSE.fullmatch(before) and lines[index].text[0].isdigit())
        if (not follows and not continues(" ".join(lines[i].text for i in run))) or _FOR_SHARE.search(before):
            break
        run.append(index)
    while run[-1] + 1 < len(lines) and _BROKEN.search(lines[run[-1]].text):
        run.append(run[-1] + 1)  # "P. ISLAM /" over "P. MORAL", "BEDEN EĞİTİMİ VE" over "SPOR", whatever that is
    return run


_FOR_SHARE = re.compile(r"\s(?:gr|sk|grp)\.?\s?\d$", re.IGNORECASE)
"""A line that ends with the part of the class that it is for: below it stands who teaches it ("Hkk gr 1")."""

_BROKEN = re.compile(r"/$|[^\W\d_]{3}-$|\s(?:and|und|et|ve|og|och|és)$", re.IGNORECASE)
"""A line whose last word or sign says that it goes on below."""


def _in_another_case(above: str, text: str) -> bool:
    """Whether a text is written otherwise than the capitals above it ("YASIN" over "Surau")."""
    capitals = sum(c.isalpha() for c in above) > CAPITALS and above.isupper() and not any(c.isdigit() for c in above)
    return capitals and any(c.islower() for c in text)


CAPITALS = 3
"""Letters up to which a text in capitals is initials, which mixed writing may follow ("PE kit")."""
