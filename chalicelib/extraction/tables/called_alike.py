"""What lessons are called, by what the others of their table are.

A music teacher's pupils ("Guilherme / 3.º grau"): a name and an initial alone pass for who teaches, so that the level
becomes the lesson; where the same kind of level is said below other names of the page it is no lesson there either.
Courses' codes: where most lessons have one for a name, one that is said besides another name is that lesson's, too.
People: who stands beside a lesson in a column of their own is no lesson at the same time, but has that one.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from chalicelib.domain.timetable import Weekday
from chalicelib.extraction.axes import shares
from chalicelib.extraction.draft import Draft
from chalicelib.extraction.texts.class_names import class_first
from chalicelib.extraction.texts.days import plain
from chalicelib.extraction.texts.joined import PAIR, as_notes
from chalicelib.extraction.texts.kinds import HALLS, PERSON, kind_of
from chalicelib.extraction.texts.lessons import only_lesson_words
from chalicelib.extraction.texts.pauses import is_pause

LEAST_ALIKE = 2
"""Lessons with a name of another kind below which the same is said."""


def split_alike(drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` that say the same word for word with the same of it as their name: that of most of them. A blot parts
    one of several alike ("Bhs. Indonesia")."""
    said: dict[str, Counter[tuple[str, str]]] = {}
    for draft in drafts:
        said.setdefault(_word_for_word(draft), Counter())[draft.name, draft.notes] += 1
    result = []
    for draft in drafts:
        (most, times), *others = said[_word_for_word(draft)].most_common()
        surely = times > sum(count for _, count in others) and _letters(most[0]) != _letters(draft.name)
        result.append(replace(draft, name=most[0], notes=most[1]) if surely else draft)
    return result


def _word_for_word(draft: Draft) -> str:
    return _letters(f"{draft.name} {draft.notes}")


def _letters(text: str) -> str:
    return "".join(re.findall(r"\w+", text.casefold()))


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


def called_by_codes(drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` with the codes in their notes as the names where most lessons are called by codes of that form."""
    forms = Counter(_form(draft.name) for draft in drafts if not is_pause(draft.name))
    form, times = forms.most_common(1)[0] if forms else ("", 0)
    if "9" not in form or "." not in form or times < max(LEAST_CODES, MOSTLY_CODES * forms.total()):
        return list(drafts)
    return [_called_by_code(draft, form) for draft in drafts]


LEAST_CODES, MOSTLY_CODES = 5, 0.7
"""Lessons called by codes of one form, and their share of all, from which others with such a code are called so. Its
dot tells a course's code from a class."""


def _form(text: str) -> str:
    """A course's code with its letters and its figures as one each, without its group's number at the end ("MA.7B.1":
    "A.9A"); empty for what is shorter."""
    said = re.sub(r"\d+", "9", re.sub(r"[^\W\d_][^\W_]*(?=\.)|[^\W\d_]+", "A", text.strip()))
    return re.sub(r"(?<=\w[.-]9A)[.-]9$", "", said) if len(said) >= SHORTEST_FORM else ""


SHORTEST_FORM = 3
"""Parts of a course's code at least; "B12" may be a room."""


def _called_by_code(draft: Draft, form: str) -> Draft:
    items = _items(draft.notes)
    codes = [item for item in items if _form(item) == form]
    if len(codes) != 1 or _form(draft.name) == form or is_pause(draft.name):
        return draft
    return replace(draft, name=codes[0], notes="; ".join([draft.name, *(item for item in items if item not in codes)]))


def items_behind(drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` without the period's number and a sign that most names begin with, and with the items that follow
    theirs behind commas or dashes in their notes, where nearly all of these are classes, rooms or who teaches: "1:
    9ENG2 - C3 - MCK", "Svenska 1, NA24a, sal B21" beside "APT, aulan"."""
    lessons = [draft for draft in drafts if not is_pause(draft.name)]
    if sum(_NUMBER_FIRST.match(d.name) is not None for d in lessons) >= MOSTLY_CODES * max(len(lessons), LEAST_CODES):
        drafts = [replace(d, name=_NUMBER_FIRST.sub("", d.name)) for d in drafts]
    elif _counted(lessons):
        drafts = [replace(d, name=_PERIOD_FIRST.sub("", d.name)) for d in drafts]
    for parting in (_COMMA, _DASH):
        parted = {id(d): parts for d in drafts if len(parts := parting.split(d.name)) > 1}
        behind = [item for head, *items in parted.values() for item in items]
        besides = sum(_is_besides(item) for item in behind)
        if len(parted) >= LEAST_CODES and besides >= MOSTLY_BESIDES * len(behind):
            drafts = [_before_items(d, parted[id(d)]) if id(d) in parted else d for d in drafts]
    return list(drafts)


def _counted(lessons: Sequence[Draft]) -> bool:
    """Whether each day's names begin with numbers that count up through it ("1 en", "2 wi", "4 gs"): its periods'."""
    numbers: dict[Weekday, list[int]] = {}
    for draft in sorted(lessons, key=lambda d: d.start or 0):
        match = _PERIOD_FIRST.match(draft.name)
        numbers.setdefault(draft.day, []).append(int(match["number"]) if match else -1)
    told = [n for n in numbers.values() if len(n) > 1 and min(n) > 0 and all(a < b for a, b in itertools.pairwise(n))]
    return len(told) >= LEAST_COUNTED and len(told) >= MOSTLY_CODES * len(numbers)


LEAST_COUNTED = 3
"""Days whose names are counted."""

_PERIOD_FIRST = re.compile(r"^(?P<number>\d{1,2})\s(?=[^\W\d])")

_NUMBER_FIRST = re.compile(r"^\d{1,2}(?:\s?:\s?|\s[-–—]\s)(?=\w)")
_COMMA, _DASH = re.compile(r",\s+"), re.compile(r"\s[-–—]\s")

MOSTLY_BESIDES = 0.8
"""Share of the items behind names that say where, who or which class, from which all of them are said besides."""


def _is_besides(text: str) -> bool:
    return kind_of(text) != "text" or _CLASS_SIGN.fullmatch(text) is not None


_CLASS_SIGN = re.compile(r"[A-ZÅÄÖ]{2,3}\s?\d{2}[a-zA-Z]?|\d{1,2}\s?[A-Za-z]{1,2}|[A-Z]{3}")
"""A class by its programme and year ("NA24a"), or by its year and letter."""


def _before_items(draft: Draft, parts: Sequence[str]) -> Draft:
    return replace(draft, name=parts[0], notes=as_notes(*parts[1:], draft.notes))


def signs_behind(drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` with who teaches them by their sign, and where, off their names and in their notes, where most lessons
    are told so, on one line ("NO JVK NO2") or in several."""
    lessons = [draft for draft in drafts if not is_pause(draft.name)]
    matches = {id(d): match for d in lessons if (match := _SIGNED.match(d.name)) is not None}
    signed = [d for d in lessons if id(d) in matches or _SIGN.fullmatch(_items(d.notes)[0].split(" ")[0])]
    people = Counter(match["sign"] for match in matches.values())  # one word behind many is a part of names ("LAB")
    if len(people) < LEAST_PEOPLE or len(signed) < MOSTLY_CODES * len(lessons):
        return list(drafts)
    names = [match["name"] if (match := matches.get(id(d))) is not None else d.name for d in signed]
    short = sum(len(name) <= LONGEST_SIGN for name in names) >= MOSTLY_SHORT * len(names)
    return [
        replace(d, name=match["name"], notes=as_notes(match["sign"], match["where"], d.notes))
        if (match := matches.get(id(d)) or _beside_signed(d, people, short)) is not None
        else d
        for d in drafts
    ]


def numbers_glued(drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` with a room's number off names in capitals that it was read as a part of ("MA21"), where most lessons
    are called by such letters and have such numbers behind them ("BI", "30")."""
    lessons = [draft for draft in drafts if not is_pause(draft.name)]
    glued = {id(d): match for d in lessons if (match := _GLUED.fullmatch(d.name)) is not None}
    apart = [d for d in lessons if _GLUED.fullmatch(d.name + next(iter(_items(d.notes)), "")) and id(d) not in glued]
    if len(apart) < max(LEAST_CODES, (len(lessons) - len(glued)) / 2):
        return list(drafts)
    return [
        replace(d, name=match["name"], notes=as_notes(match["where"], d.notes))
        if (match := glued.get(id(d))) is not None
        else d
        for d in drafts
    ]


_GLUED = re.compile(r"(?P<name>[A-ZÀ-Ž]{2,4})(?P<where>\d{2,3})")


def rooms_behind(drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` with who teaches them by two letters and the room's number off their names and in their notes, where
    most lessons are told so, on one line ("j.polski KD 14", "wf-1/2 GR s.g.") or on several."""
    lessons = [draft for draft in drafts if not is_pause(draft.name)]
    matches = {id(d): match for d in lessons if (match := _IN_ROOM.match(d.name)) is not None}
    said = [matches.get(id(d)) or _IN_ROOM.match(f"- {' '.join(_items(d.notes)[:2])}") for d in lessons]
    people = {match["sign"] for match in said if match is not None}
    if len(people) < LEAST_PEOPLE or sum(match is not None for match in said) < MOSTLY_CODES * len(lessons):
        return list(drafts)
    return [
        replace(d, name=match["name"].strip(), notes=as_notes(f"{match['sign']} {match['where']}", d.notes))
        if (match := matches.get(id(d)) or _IN_PLACE.match(d.name)) is not None
        else d
        for d in drafts
    ]


_TWO_LETTERS = r"(?P<sign>(?:ks\.\s?)?[A-ZĄĆĘŁŃÓŚŹŻČŠŽ]{2})"
_IN_ROOM = re.compile(
    rf"^(?P<name>\S.*?)\s{_TWO_LETTERS}\s(?P<where>(?:s\.\s?)?\d{{1,3}}[a-z]?|[a-z]{{1,2}}\.(?:[a-z]\.)?)$"
)
"""A lesson, who teaches it by two letters, and the room's number, or the gymnasium's letters."""

_IN_PLACE = re.compile(rf"^(?P<name>\S.*?(?:\s|(?<=[a-z]))){_TWO_LETTERS}\s(?P<where>\d\S*|[a-z]{{2}}.*)$")
"""The same with a word for the place ("sala gim."), or without the blank before the letters."""


def numbers_behind(drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` with the room's number off their names and in their notes, where most lessons end with one of several
    on one line ("h4a entl 204"); not where it follows a subject in capitals alone, whose course it is ("MATH 101"), but
    for a letter and a number behind several subjects ("MAT B3", "PORT B3")."""
    lessons = [draft for draft in drafts if not is_pause(draft.name)]
    matches = {id(d): match for d in lessons if (match := _NUMBERED.match(d.name)) is not None}
    names, rooms = ({match[part] for match in matches.values()} for part in ("name", "where"))
    held: dict[str, set[str]] = {}
    for match in matches.values():
        held.setdefault(match["where"][0], set()).add(match["name"])
    written = sum(
        not match["name"].isupper() or (match["where"][0].isalpha() and len(held[match["where"][0]]) > 1)
        for match in matches.values()
    )
    if len(names) < LEAST_PEOPLE or len(rooms) < LEAST_ROOMS or written < MOSTLY_CODES * len(lessons):
        return list(drafts)
    return [
        replace(d, name=match["name"], notes=as_notes(match["where"], d.notes)) if (match := matches.get(id(d))) else d
        for d in drafts
    ]


LEAST_ROOMS = 2
"""Different numbers behind names from which they are rooms'; one is a part of the names."""

_NUMBERED = re.compile(r"^(?P<name>\S.*[^\W\d_]\S*)\s(?P<where>\d{3}[a-z]?|[A-XZ]\d{1,3}|[A-Z]?\d\.\d{2})$")
"""A lesson and the number of its room behind it; "Y10" is a year's."""


def _beside_signed(draft: Draft, people: Collection[str], short: bool) -> re.Match[str] | None:
    """The name of a lesson beside signed ones that has no room's sign behind its teacher's ("NO VRM Lab 2", one of
    ``people``), or nothing but a place behind a name as ``short`` as all are ("Mu Aulan"); None for other names."""
    match = _SIGNED_ANYHOW.match(draft.name)
    if match is not None and match["sign"] in people:
        return match
    return _SHORT_AND_PLACE.match(draft.name) if short and not is_pause(draft.name) else None


LONGEST_SIGN, MOSTLY_SHORT = 3, 0.75
"""Letters of a lesson's name that is short for it ("Idh"), and the share of lessons from which others are called so."""

_SHORT_AND_PLACE = re.compile(r"^(?P<name>[^\W\d_]{2,3})\s(?P<sign>)(?P<where>[^\W\d_]{3}.*)$")

_ONE_SIGN = r"[A-ZÅÄÖÜ](?:[A-ZÅÄÖÜ][A-ZÅÄÖÜa-zåäöü]|[a-zåäö]{1,2}[A-ZÅÄÖ])"
_SIGN = re.compile(rf"{_ONE_SIGN}(?:\s?/\s?{_ONE_SIGN})?")
_SIGNED_ANYHOW = re.compile(rf"^(?P<name>\S+)\s(?P<sign>{_SIGN.pattern})(?:\s(?P<where>\S.*))?$")
_SIGNED = re.compile(rf"^(?P<name>\S+(?:\s[^\W\d_][a-zåäöü]+)*)\s(?P<sign>{_SIGN.pattern})(?:\s(?P<where>\S.*))?$")
"""A lesson, who teaches it by three letters ("JVK", "AKn", "MäkK"), or two who do, and perhaps where."""


def said_beside_all(drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` without those that are called the same beside one of each other name, at its time: what stands in the
    other half of every cell, the class and where it is, is no second lesson but a note on the one."""
    at: dict[tuple[object, ...], list[Draft]] = {}
    for draft in drafts:
        at.setdefault((draft.day, draft.start, draft.end), []).append(draft)
    pairs = [own for own in at.values() if len(own) == PAIR and own[0].name != own[1].name]
    called = Counter(draft.name for pair in pairs for draft in pair)
    name, times = called.most_common(1)[0] if called else ("", 0)
    partners = {draft.name for pair in pairs for draft in pair if name in (pair[0].name, pair[1].name)} - {name}
    everywhere = times >= max(LEAST_CODES, MOSTLY_PAIRED * len(at)) and len(partners) >= LEAST_PARTNERS
    if not everywhere or times < sum(draft.name == name for draft in drafts):
        return list(drafts)
    notes = {id(other): as_notes(other.notes, own.name, own.notes) for own, other in _ordered(pairs, name)}
    return [replace(d, notes=notes.get(id(d), d.notes)) for d in drafts if d.name != name]


LEAST_PARTNERS, MOSTLY_PAIRED = 3, 0.8
"""Different lessons beside which the same is said, and the share of all times at which it is."""


def _ordered(pairs: Sequence[Sequence[Draft]], name: str) -> list[tuple[Draft, Draft]]:
    """Those of ``pairs`` of which one is called ``name``, with that one first."""
    return [(a, b) if a.name == name else (b, a) for a, b in pairs if name in (a.name, b.name)]


def places_behind(drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` with the place or the person that a name ends with in their notes, where others have nothing but that
    there: "Sensory Circuits Hall", all on one line of a low row, beside "PE" over "Hall"."""
    said = Counter(item for draft in drafts for item in _items(draft.notes))
    besides = {x for x, times in said.items() if x.casefold() in HALLS or (times >= LEAST_ALIKE and _says_where(x))}
    return [_before_place(draft, besides) if len(draft.name.split()) > 1 else draft for draft in drafts]


def _says_where(text: str) -> bool:
    return text.casefold() in HALLS or kind_of(text) in ("room", "teacher")


def _before_place(draft: Draft, besides: Collection[str]) -> Draft:
    """A lesson without the longest of ``besides`` at the end of its name, where that is no place itself."""
    end = max((item for item in besides if draft.name.endswith(f" {item}")), key=len, default="")
    head = draft.name.removesuffix(end).rstrip(" -–,·/")
    if not end or _says_where(draft.name) or kind_of(head) != "text":
        return draft
    return replace(draft, name=head, notes=as_notes(end, draft.notes))


def dashed_apart(drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` with what their names say behind a dash in their notes, where others are called by what stands before
    it alone ("Math – quiz" beside "Math"), or most lessons are told so, many with another remark each time, or nearly
    all; or in the list of one day, or of every day, where most go on in small letters, all is in capitals, or a
    lesson's name is before each."""
    heads = {id(d): match["head"] for d in drafts if (match := _BEFORE_DASH.match(d.name)) is not None}
    said: dict[str, set[str]] = {}
    for draft in drafts:
        said.setdefault(heads.get(id(draft), draft.name), set()).add(draft.name)
    alone = {head for head, names in said.items() if head in names and kind_of(head) == "text"}
    several = [d for d in drafts if heads.get(id(d)) in alone]
    again = [head for head in heads.values() if len(said[head]) > 1 and kind_of(head) == "text"]
    lessons = sum(not is_pause(draft.name) for draft in drafts)
    many = len({*heads.values()}) >= LEAST_PEOPLE and len(again) >= max(LEAST_PEOPLE, MOSTLY_DASHED * len(heads))
    dashed = (many and len(heads) >= MOSTLY_CODES * lessons) or _remarked_in_a_list(drafts)
    dashed = dashed or (len(heads) >= max(LEAST_ALL, ALL_DASHED * lessons) and _names(heads.values()))
    if not dashed and (len(several) < LEAST_PEOPLE or len(several) < MOSTLY_DASHED * len(heads)):
        return list(drafts)
    return [_before_dash(draft, heads[id(draft)]) if id(draft) in heads else draft for draft in drafts]


def _names(heads: Iterable[str]) -> bool:
    """Whether what stands before dashes names lessons: words, and no classes, codes or people by their initials."""
    said = list(heads)
    named = [head for head in said if kind_of(head) == "text" and class_first(head) is None and not head[0].isdecimal()]
    return len(named) >= ALL_DASHED * len(said)


LEAST_ALL, ALL_DASHED = 12, 0.9
"""Lessons, and the share of a table's, that are told with a dash from which it parts their names from the rest."""


def _remarked_in_a_list(drafts: Sequence[Draft]) -> bool:
    """Whether each time of a list, of one day or of every day, has one name, and several of these a remark behind a
    dash."""
    if len({(d.start, d.name) for d in drafts}) > len({d.start for d in drafts}) or any(
        d.start is None for d in drafts
    ):
        return False
    names = {d.name for d in drafts}
    parted = [(match["head"], name[match.end() :]) for name in names if (match := _BEFORE_DASH.match(name)) is not None]
    small = 2 * sum(remark[0].islower() for _, remark in parted) >= len(parted)
    lessons = all(only_lesson_words(head) for head, _ in parted)
    return len(parted) >= LEAST_REMARKS and (small or lessons or all(name.isupper() for name in names))


LEAST_REMARKS = 3
"""Names of a list with a remark behind a dash."""

_BEFORE_DASH = re.compile(r"^(?P<head>\S.*?\S)\s+[-–—]\s+(?=\S)")

MOSTLY_DASHED = 0.4
"""Share of the names with a dash that are told so from which all are."""


def _before_dash(draft: Draft, head: str) -> Draft:
    remark = _BEFORE_DASH.sub("", draft.name, count=1)
    return replace(draft, name=head, notes=as_notes(remark, draft.notes))


def small_apart(drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` with what their names say in small letters behind capitals in their notes, where nearly all others
    begin in capitals alone ("ASAMBLEA calendario, pasar lista" beside "LENGUA", "PLÁSTICA")."""
    parts = {id(d): part for d in drafts if (part := _capitals_first(d.name)) is not None}
    others = {d.name for d in drafts if id(d) not in parts and len(d.name) > CAPITALS}
    capitals = [name for name in others if name.split()[0].isupper()]
    if not parts or len(capitals) < max(LEAST_CAPITALS, NEARLY_ALL * len(others)):
        return list(drafts)
    return [
        replace(d, name=part[0], notes=as_notes(part[1], d.notes)) if (part := parts.get(id(d))) else d for d in drafts
    ]


def _capitals_first(name: str) -> tuple[str, str] | None:
    """A name's words in capitals and those in small letters behind them; None where these do not follow so."""
    words = name.split()
    first = next((i for i, word in enumerate(words) if word[:1].islower()), len(words))
    head, said = " ".join(words[:first]), words[first:]
    written = head.isupper() and sum(c.isalpha() for c in head) > CAPITALS and head[-1] not in "/&+-–"
    mixed = any(word.isupper() and len(word) > 1 for word in said)  # "LENGUA y LITERATURA"
    return (head.rstrip(" :,-–"), " ".join(said)) if written and said and not mixed else None


CAPITALS = 3
"""Letters up to which a name in capitals is initials, which are written so in any table."""

LEAST_CAPITALS, NEARLY_ALL = 5, 0.9
"""Different names of lessons that begin in capitals, and their share of all, from which a table is written so."""


def people_beside(drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` without those that are called by a person's title and name alone, each in the notes of the one lesson
    of its day and time that stands level with it; as they are where fewer than some do."""
    people = [d for d in drafts if d.start is not None and kind_of(d.name) == "teacher" and not d.notes]
    lessons = [d for d in drafts if d.start is not None and not any(d is p for p in people)]
    pairs = [(p, [d for d in lessons if _beside(d, p)]) for p in people[:MOST_PEOPLE]]
    said = {id(level[0]): person for person, level in pairs if len(level) == 1}
    if len(said) < LEAST_PEOPLE or len(said) < MOSTLY_CODES * len(people):
        return list(drafts)
    gone = {id(person) for person in said.values()}
    return [
        replace(d, notes=as_notes(d.notes, said[id(d)].name)) if id(d) in said else d
        for d in drafts
        if id(d) not in gone
    ]


LEAST_PEOPLE, MOST_PEOPLE = 4, 500
"""People beside lessons from which a column is theirs, and how many are looked at."""


def _beside(lesson: Draft, person: Draft) -> bool:
    """Whether a person stands behind a lesson, level with it and at its time."""
    same = (lesson.day, lesson.start, lesson.end) == (person.day, person.start, person.end)
    level = shares(lesson.box.top, lesson.box.bottom, person.box.top, person.box.bottom)
    return same and level and lesson.box.right <= person.box.left + 1


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
