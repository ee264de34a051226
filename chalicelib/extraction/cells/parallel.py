"""Parallel groups' lessons in one cell, told apart by what their lines say: a group's mark, a share of the class, a
room, a teacher's sign or name for each."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from chalicelib.extraction.grid import Line
from chalicelib.extraction.texts.days import plain
from chalicelib.extraction.texts.kinds import BRACKETS, PLACE, kind_of
from chalicelib.extraction.texts.lessons import has_lesson_word


def with_shares_free(lines: Sequence[Line]) -> list[Line]:
    """``lines`` with the blank behind a share of the class that a reader has lost ("angielski-1/2AN")."""
    return [replace(x, text=_GLUED_SHARE.sub(r"\1 ", x.text)) if "/" in x.text else x for x in lines]


_GLUED_SHARE = re.compile(r"(?<=[^\W\d])(-\d/\d)(?=[A-Z])")


def groups_apart(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """A cell's lines in one part a group; whole where they are not several groups'."""
    texts = [line.text.strip() for line in lines]
    if parts := _below_marks(lines) or _begun(lines, _SHARE_BEFORE) or _level_shares(lines):
        return parts
    if parts := _begun([part for line in lines for part in _shared_by(line)], _SHARED):
        return parts
    if marked := _marked_apart(lines):
        return marked
    for told, said, below in _ONE_A_LINE:
        if told(texts):
            return _one_each(lines, said, below)
    if by_people := _by_people_of_their_own(lines):
        return by_people
    if told_below := _over_brackets(lines) or _over_marks(lines):
        return told_below
    behind = [(i, match.group()) for i, text in enumerate(texts) if (match := _SHARE_BEHIND.search(text)) is not None]
    if len(behind) > 1 and behind[0][0] == 0 and len({mark for _, mark in behind}) == len(behind):
        return [lines[a:b] for a, b in itertools.pairwise([*(i for i, _ in behind), len(lines)])]
    shares = [_SHARE.findall(text) for text in texts]
    apart = len(lines) > 1 and all(len(found) == 1 for found in shares)
    apart = apart and len({s[0].casefold() for s in shares}) == len(lines)
    itemised = len(lines) > 1 and all(_ITEMISED.fullmatch(text) for text in texts)
    return [[line] for line in lines] if apart or itemised else [lines]


def _below_marks(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """A cell's lines in the columns below the groups' marks that stand beside each other, each over what it has; empty
    for other cells."""
    marks = sorted((x for x in lines if _LONE_MARK.fullmatch(x.text.strip())), key=lambda x: x.box.left)
    if len(marks) < LEAST_GROUPS or len({x.text for x in marks}) < len(marks):
        return []
    middles = [x.box.center[0] for x in marks]
    borders = [(a + b) / 2 for a, b in itertools.pairwise(middles)]
    if any(x.box.left < border < x.box.right for x in lines for border in borders):
        return []
    edges = [float("-inf"), *borders, float("inf")]
    columns = [[x for x in lines if a <= x.box.center[0] < b] for a, b in itertools.pairwise(edges)]
    headed = all(column[0] is mark and len(column) > 1 for column, mark in zip(columns, marks, strict=True))
    return list(columns) if headed else []


_LONE_MARK = re.compile(r"(?:[TGB]|Gr\.?|Gp\.?|Turno|Grupo|Group|Gruppe|Groupe|Batch)\s?-?(?:[1-4]|[A-D])")
"""A group's mark, alone on its line: "T1", "Gr. A"."""


_ITEMISED = re.compile(r"[^\s·•][^·•]*(?:\s[·•]\s[^·•]+){2,3}")
"""A subject, who teaches it and where, with dots between: "ING · ABT · 1.07"."""


def _level_shares(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """A cell's lines cut at their strokes, where each part of the first one names another share of the class and the
    others have as many parts ("DAA LAB (A1) / MC LAB (A2)" over "KSR / GTS"); empty for other cells."""
    rows = [_STROKE.split(line.text.strip()) for line in lines]
    shares = [_SHARE.findall(part) for part in rows[0]] if rows else []
    apart = len(shares) >= LEAST_GROUPS and all(len(found) == 1 for found in shares)
    if not apart or len({found[0].casefold() for found in shares}) < len(shares):
        return []
    if any(len(row) != len(shares) for row in rows):
        return []
    return [
        [replace(x, text=text, begins=x.begins or i > 0) for i, (x, text) in enumerate(zip(lines, texts, strict=True))]
        for texts in zip(*rows, strict=True)
    ]


_STROKE = re.compile(r"(?<=[)\w])\s/\s(?=\w)")
"""A stroke between what two groups have."""


def _one_each(lines: Sequence[Line], said: re.Pattern[str], below: str) -> list[Sequence[Line]]:
    """Each line on its own, what it says of its subject one below the other."""
    parts = [said.sub(below, line.text.strip()).split("\n") for line in lines]
    return [
        [replace(line, text=text, begins=line.begins or i > 0) for i, text in enumerate(texts)]
        for line, texts in zip(lines, parts, strict=True)
    ]


def _begun(lines: Sequence[Line], mark: re.Pattern[str]) -> list[Sequence[Line]]:
    """A cell's lines in parts that each begin with a mark of their own; empty where they do not."""
    found = [(i, match["mark"].casefold()) for i, line in enumerate(lines) if (match := mark.match(line.text))]
    if len(found) < LEAST_GROUPS or found[0][0] > 0 or len({said for _, said in found}) < len(found):
        return []
    return [lines[a:b] for a, b in itertools.pairwise([*(i for i, _ in found), len(lines)])]


_SHARE_BEFORE = re.compile(r"^(?P<mark>[TG]\.?\s?[1-4]):?\s+(?=[^\W\d]{2})")
"""A part of the class before its subject: "T1 Physics" (turno), "G2: Art"."""

_SHARED = re.compile(r"^(?P<mark>[^\W\d](?:\.\s)?[^\s/]*-\d/\d)\b")
"""A subject with its part of the class: "j.angielski-1/2"."""

_SHARED_BY = re.compile(r"(?<=-\d/\d)\s(?=[^\W\d_]{2,3}\s\S{1,5}$)")
"""The blank before who teaches such a part, and where."""


def _shared_by(line: Line) -> list[Line]:
    """A line cut before who teaches the part of the class that it is for; whole where it does not say."""
    said, *who = _SHARED_BY.split(line.text.strip())
    return [replace(line, text=said), *(replace(line, text=text, begins=True) for text in who)]


def _marked_apart(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """What a cell says of each of several groups, whose marks begin its lines ("B1 (MAS): DBMS Lab", "GS : Encodage"),
    with the mark below it; empty for other cells."""
    begun = [(i, match) for i, line in enumerate(lines) if (match := _MARK.match(line.text)) is not None]
    marks = {plain(match["mark"]) for _, match in begun}
    if len(begun) < LEAST_GROUPS or begun[0][0] > 0 or len(marks) < len(begun):
        return []
    if any(kind_of(re.split(r"\s{2,}", match["said"])[0]) != "text" for _, match in begun):
        return []  # "T: Mr Shah", "R: 204": labels of what one lesson has
    found: list[Sequence[Line]] = []
    for (first, last), (_, match) in zip(itertools.pairwise([*(i for i, _ in begun), len(lines)]), begun, strict=True):
        said = _AT_END.sub(r"\n\g<room>", match["said"].strip())
        found.append([replace(lines[first], text=f"{said}\n{match['mark']}"), *lines[first + 1 : last]])
    return found


_MARK = re.compile(
    r"^(?P<mark>(?:(?:Gr|Gp|Grp|Group|Gruppe|Groupe|Grupo|Gruppo|Batch)\.?\s?[A-F1-6]|[A-Z]{1,3}\d{0,2})(?:\s?\([^()]{1,12}\))?)"
    r"\s*(?::|(?<=[A-Z]\d)[-–]\s?(?=[A-Z]{2}))\s*(?P<said>[^\W\d]{2}.*)$"
)
"""A group's mark, and perhaps who has it, before what it does."""

_AT_END = re.compile(r"(?:\s{2,}|(?<=[a-z)])\s)(?P<room>[A-Z]{0,2}-?\d{1,3})$")
"""The room at the end of what a group does: "DBMS Lab L3"."""

LEAST_GROUPS = 2


def _in_rooms_of_their_own(texts: Sequence[str]) -> bool:
    """Whether each of several texts is a subject with its room behind it, and no subject comes twice."""
    placed = [match for text in texts if (match := _IN_ROOM.match(text) or _BEFORE_ROOM.match(text)) is not None]
    return len(texts) > 1 and len({match.group(1) for match in placed}) == len(texts)


_IN_ROOM = re.compile(r"^([^()\d]*[^\W\d][^()\d]*)\(((?:[A-Z]{0,3}|R[a-z]{1,3})\.?\s?\d{1,4}[A-Za-z]?)\)$")
"""A subject and its room: "FRA (A15)", "Ethik (R. 7)"."""

_BEFORE_ROOM = re.compile(r"^([^()\d]*[^\W\d]{3}[^()\d]*)\s([A-Z]\d{1,3})$")
"""The same without brackets: "Valores B3"."""


def _by_signs_of_their_own(texts: Sequence[str]) -> bool:
    """Whether each of several texts is a subject and the short sign of who teaches it in brackets, no two the same."""
    taught = [match for text in texts if len(text) <= LONGEST_TAUGHT and (match := _BY_SIGN.match(text)) is not None]
    names, signs = ({match[key] for match in taught} for key in ("name", "sign"))
    return 1 < len(texts) == len(taught) == len(names) == len(signs)


LONGEST_TAUGHT = 60
"""Characters of a subject with its teacher and room; more is a sentence."""

_BY_SIGN = re.compile(r"^(?P<name>[^()]*[^\W\d]{2}[^()]*?)\s*\((?P<sign>[A-ZÄÖÜ][A-Za-zäöüß]{1,3})\)(?P<where>[^()]*)$")
"""A subject, a teacher's sign in brackets and perhaps a room: "Ethik (Lz) R 114"."""


def _for_shares_of_their_own(texts: Sequence[str]) -> bool:
    """Whether each of several texts is a subject with a part of the class behind a dash, no two the same."""
    shared = [match for text in texts if (match := _FOR_SHARE.match(text)) is not None]
    return 1 < len(texts) == len(shared) == len({match["share"] for match in shared})


_FOR_SHARE = re.compile(r"^([^\W\d].*?)\s+[-–—]\s+((?P<share>(?:[GTB]|Gr\.?|Turno)\s?[1-4])\b.*)$")
"""A subject, its part of the class and perhaps the room: "FQ - T2 (Lab 2)"."""


def _by_people_of_their_own(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """A cell's lines in parts of a subject each, with who teaches it, or where, behind a dash and perhaps on the next
    line; empty for other cells."""
    begun = [i for i, line in enumerate(lines) if _BEHIND_DASH.match(line.text.strip())]
    if len(begun) < LEAST_GROUPS or begun[0] > 0:
        return []
    parts = [lines[a:b] for a, b in itertools.pairwise([*begun, len(lines)])]
    said = [_BEHIND_DASH.sub(r"\1\n\2", " ".join(line.text.strip() for line in part)) for part in parts]
    names = {text.split("\n")[0] for text in said}
    roomed = all(text.rstrip().endswith(")") for text in said)
    behind = [BRACKETS.sub("", text.split("\n")[1]).strip() for text in said]
    if len(names) < len(said) or not all(
        _of_one_lesson(text, behind) or (roomed and _NAMED.match(text)) for text in behind
    ):
        return []
    told = [(part[0], text.split("\n")) for part, text in zip(parts, said, strict=True)]
    return [[replace(line, text=name), replace(line, text=who, begins=True)] for line, (name, who) in told]


def _of_one_lesson(text: str, others: Sequence[str]) -> bool:
    """Whether a text is a person (and perhaps a place) or a place by its form, or one name in capitals beside some that
    are."""
    told = [kind_of(other) in _TELLING for other in others]
    return (
        kind_of(text) in _TELLING
        or _PERSON_FIRST.match(text) is not None
        or (any(told) and text.isalpha() and text.isupper())
    )


_PERSON_FIRST = re.compile(r"[A-ZÀ-Ž]\.\s?[A-ZÀ-Ž][\w'’-]+\s\S{1,5}(?:\s\d{1,3})?$")
"""A person and a room's short name: "N. Calvo Lab. 2"."""

_NAMED = re.compile(r"^[A-ZÀ-Ž][\w'’-]+(?:\s[\w'’-]+){1,2}$")
"""A person by two names, which something in brackets follows: "Tóth Anna (Ny1)"."""

_TELLING = frozenset({"teacher", "initials", "room", "code"})

_BEHIND_DASH = re.compile(r"^(.*[^\W\d].*?)\s+[-–—]\s+(.+)$")
"""A subject and what is said of it: "Religión - B. Montes (1.12)"."""


def _over_brackets(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """A cell's lines two by two, where each of several subjects has who teaches it in brackets below; empty for other
    cells."""
    pairs = list(zip(lines[::2], lines[1::2], strict=False))
    named = all(kind_of(name.text) == "text" and not BRACKETS.search(name.text) for name, _ in pairs)
    people = all(_IN_BRACKETS.fullmatch(person.text.strip()) for _, person in pairs)
    several = len(pairs) >= LEAST_GROUPS and 2 * len(pairs) == len(lines)
    apart = len({name.text for name, _ in pairs}) == len({person.text for _, person in pairs}) == len(pairs)
    return [list(pair) for pair in pairs] if several and named and people and apart else []


_IN_BRACKETS = re.compile(r"\((?:[A-ZÀ-Ž][\w.'’-]*\s?){1,3}\)")
"""A name in brackets: "(Bonnet)", "(Mr Wills)"."""


def _over_marks(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """A cell's lines in one part a group, where each of several subjects has its group's mark below it; empty for other
    cells."""
    said = [line for line in lines if any(map(str.isalnum, line.text))]
    ends = [i for i, line in enumerate(said) if _LONE_MARK.fullmatch(line.text.strip().capitalize())]
    marks = {plain(said[i].text) for i in ends}
    if len(marks) < max(LEAST_GROUPS, len(ends)) or ends[-1] + 1 < len(said):
        return []
    parts = [said[a:b] for a, b in itertools.pairwise([0, *(i + 1 for i in ends)])]
    return list(parts) if all(len(part) > 1 and kind_of(part[0].text) == "text" for part in parts) else []


def _with_brackets_of_their_own(texts: Sequence[str]) -> bool:
    """Whether each of several texts names a lesson, one of them something that schools teach, and has its own remark in
    brackets behind it ("RELIGIÓN (Mª José)", "VALORES (Carmen)"), no two the same."""
    found = [match for text in texts if (match := _BRACKETED.match(text)) is not None]
    apart = len({m[1] for m in found}) == len({m[2] for m in found}) == len(texts) > 1
    return apart and any(has_lesson_word(m[1]) for m in found)


_BRACKETED = re.compile(r"^([^()\d]*[^\W\d]{2}[^()\d]*?)\s*(\((?:[A-ZÀ-Ž][\w.'’°-]*\s?){1,2}\))$")
"""A subject, and a name or two words in brackets behind it."""


def _by_people_in_small_letters(texts: Sequence[str]) -> bool:
    """Whether each of several texts is a subject in capitals and who teaches it in small letters behind it, no two the
    same ("RELIGIONE Don Luca", "ALTERNATIVA Sanna")."""
    found = [match for text in texts if (match := _CAPITALS_AND_PERSON.match(text)) is not None]
    apart = len({m["name"] for m in found}) == len({m["by"] for m in found}) == len(texts) > 1
    return apart and any(has_lesson_word(m["name"]) for m in found)


_CAPITALS_AND_PERSON = re.compile(
    r"^(?P<name>[A-ZÀ-Ž]{4,}(?:\s[A-ZÀ-Ž.]{2,})*)\s(?P<by>[A-ZÀ-Ž][a-zà-ž]+\.?(?:\s[A-ZÀ-Ž][a-zà-ž]+)?)$"
)


def _by_people_and_rooms(texts: Sequence[str]) -> bool:
    """Whether each of several texts is a subject, the sign of who teaches it and a room, no subject twice."""
    names = [match["name"] for text in texts if (match := _TAUGHT_IN.match(text)) is not None]
    return len(texts) > 1 and len(names) == len(texts) == len(set(names))


_TAUGHT_IN = re.compile(
    r"^(?P<name>[^()\d]*[^\W\d]{2}[^()\d]*?)\s(?P<by>(?:[A-ZÄÖÜ][a-zäöüß]{1,2}|[A-ZÄÖÜ]{2,3})\s[A-Z]{0,2}\d{2,3})$"
)
"""A subject with a teacher's sign and a room behind it: "ev. Religion Pf 107"."""


def _by_courses(texts: Sequence[str]) -> bool:
    """Whether each of several texts begins with a course of a class ("KS.9V LEH KOT1"), no two the same."""
    courses = [match["name"] for text in texts if (match := _COURSE_FIRST.match(text)) is not None]
    return 1 < len(texts) == len(courses) == len(set(courses))


_COURSE_FIRST = re.compile(r"^(?P<name>[^\W\d_]{2,4}\.\d[^\W\d_]{0,2})\s(?P<said>\S.*)$")


def _with_marks_amid(texts: Sequence[str]) -> bool:
    """Whether each of several texts is a subject, its group's mark and what that has, no two marks the same."""
    marks = [match["mark"] for text in texts if (match := _MARK_AMID.match(text)) is not None]
    return 1 < len(texts) == len(marks) == len(set(marks))


_MARK_AMID = re.compile(r"^(?P<name>[^\W\d]{2}.*?)\s(?P<said>(?P<mark>[BGT]-?[1-4])\s?[-–:]\s?\S.*)$")
"""A subject with a group's mark behind it, and who has it: "CN LAB B1 - SK/PT"."""

_ONE_A_LINE: tuple[tuple[Callable[[Sequence[str]], bool], re.Pattern[str], str], ...] = (
    (_in_rooms_of_their_own, _BEFORE_ROOM, r"\1\n\2"),
    (_by_signs_of_their_own, _BY_SIGN, r"\g<name>\n(\g<sign>)\g<where>"),
    (_for_shares_of_their_own, _FOR_SHARE, r"\1\n\2"),
    (_with_brackets_of_their_own, _BRACKETED, r"\1\n\2"),
    (_with_marks_amid, _MARK_AMID, r"\g<name>\n\g<said>"),
    (_by_people_and_rooms, _TAUGHT_IN, r"\g<name>\n\g<by>"),
    (_by_people_in_small_letters, _CAPITALS_AND_PERSON, r"\g<name>\n\g<by>"),
    (_by_courses, _COURSE_FIRST, r"\g<name>\n\g<said>"),
)
"""Which texts are a group's a line, and what stands below its subject then."""

_SHARE_BEHIND = re.compile(r"(?<=\s)[GBT]-?[1-4]$")
"""A part of the class behind its subject: "FM (T) G1"."""

_GROUP_WORD = r"(?:gr|gp|group|gruppe?|groupe|grupo|gruppo|grupa|set|batch|turno)"
_SHARE = re.compile(
    rf"(?<=[\s-])[1-9]/[2-9]\b|\({_GROUP_WORD}\b[^)]*\)|\b{_GROUP_WORD}\.?\s?[1-9a-h]\b|\([a-h][1-9]?\)", re.IGNORECASE
)
"""A part of the class: "1/2", "(Gr 1)", "Group 2", "(B1)"."""


def kinds_apart(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """A cell's lines one by one, where some are kinds of one subject ("Religion ev." over "Religion kath."), which no
    name says twice."""
    texts = [line.text.strip() for line in lines]
    firsts = [text.split()[0].casefold() for text in texts if _OF_A_KIND.match(text)]
    several = any(firsts.count(first) > 1 for first in firsts) and len(set(texts)) == len(texts)
    plain = all(kind_of(text) == "text" and not BRACKETS.search(text) for text in texts)
    return [[line] for line in lines] if several and plain else [lines]


_OF_A_KIND = re.compile(rf"^[^\W\d]{{4,}}:?\s+(?!.*\b{PLACE}\b)\S+$", re.IGNORECASE)
"""A subject and which kind of it: "Religion ev.", "Taller: Cocina"; not a subject's room."""
