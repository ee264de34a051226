"""What a cell says: the activity's name, and everything else as notes."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from chalicelib.extraction import times
from chalicelib.extraction.behind_names import BEHIND_DASH, name_and_besides
from chalicelib.extraction.days import names_week
from chalicelib.extraction.grid import Line
from chalicelib.extraction.joined import PAIR, continues, is_spelt, one_line
from chalicelib.extraction.kinds import (
    BRACKETS,
    COURSE,
    HALLS,
    LEVEL,
    PERSON,
    SECTION,
    SHORTENED,
    SIGN,
    TITLED,
    is_class_over_subject,
    is_form,
    is_numbered_place,
    kind_of,
    of_codes,
)
from chalicelib.extraction.lessons import only_lesson_words
from chalicelib.extraction.pauses import is_pause, mended, mended_freely
from chalicelib.extraction.settings import LARGER


@dataclass(frozen=True)
class Activity:
    """One activity read from a cell. ``printed`` is the time that stands in the cell itself."""

    name: str
    notes: str
    printed: times.Span | None = None
    sure: float = 1.0
    """Less than 1 where the name is of several lines and nothing but their order says that they are one."""
    until: times.Clock | None = None
    """When it ends, where the cell says that and nothing of its start."""


class Part(NamedTuple):
    """A line of a cell, or a part of one. ``begins``: its writer set it below what stands before it on purpose."""

    text: str
    size: float
    begins: bool = False


_CROSSED_OUT = re.compile(r"\W*[xX]\W*")
"""How programs and people mark a time at which nothing can be ("-x-")."""


_UNTIL = re.compile(
    r"^(?:(?P<before>.*\S)\s[-–—]\s)?\W*"
    r"(?:until|up ?to|till?|ends?(?: at)?|finish(?:es)?(?: at)?|bis|tot|t/m|jusqu['’]?\s?[àa]|hasta(?: las?)?|"
    r"fino alle|até(?: às?)?)\s(?P<end>\S.*?)(?:\s?uur|\s?uhr)?\W*$",
    re.IGNORECASE,
)
"""A line that says when a lesson ends, other than the rest of its row: "tot 12:15", "(until 11.30)", also behind a dash
("Jnr Infants – until 2.10")."""


def _without_own_end(lines: Sequence[Line]) -> tuple[Sequence[Line], times.Clock | None]:
    """A cell's lines without the one that says when the lesson ends, and that time."""
    for i, line in enumerate(lines):
        match = _UNTIL.match(line.text)
        if match is not None and not match["before"] and len(lines) == 1:
            break
        end = times.tidy(match["end"]) if match is not None else ""
        spans = times.find_spans(end)
        if len(spans) == 1 and spans[0].end is None and not times.without_spans(end, spans):
            before = match["before"] if match is not None else None
            rest = [replace(line, text=before, tokens=(), gaps=(), begins=i > 0)] if before else []
            return [*lines[:i], *rest, *lines[i + 1 :]], spans[0].start
    return lines, None


def read_cell(lines: Sequence[Line], larger: float = LARGER) -> Activity | None:
    """The activity in a cell; None where it holds nothing but signs. ``larger``: see ``style.name_larger_by``."""
    lines, until = _without_own_end(with_corner_times(_turned_whole(lines)))
    parts = [
        Part(text, line.size, line.begins and i == 0) for line in lines for i, text in enumerate(line.text.split("\n"))
    ]
    whole = times.tidy("\n".join(part.text for part in parts))
    span = _own_time(whole)
    if span is not None:
        before = times.without_spans(whole[: span.last], [span])
        parts = _realigned(times.without_spans(whole, [span]).split("\n"), parts)
        at = len(before.split("\n"))
        if before and at < len(parts):
            # A time below the name, or behind it, ends it.
            parts[at - 1] = parts[at - 1]._replace(text=parts[at - 1].text.rstrip(" ,;"))
            parts[at] = parts[at]._replace(begins=True)
        if _ITEM_NUMBER.fullmatch(parts[0].text.strip()) and len(parts) > 1:
            parts = parts[1:]  # "1. 8:00-8:30" over the lesson: a list's item, or the period
    parts = _with_signs_between(parts)
    texts = [part.text for part in parts]
    if not any(c.isalnum() for c in "".join(texts)) or _CROSSED_OUT.fullmatch("".join(texts)):
        return None if span is None else Activity("", "", span)
    if (pause := _spelt_wide(texts)) is not None:
        as_read = "".join("".join(texts).split()).replace("0", "O") == pause
        return Activity(pause, "", span, 1.0 if as_read else LETTER_LOST_SURE)
    if is_spelt(texts):
        return Activity(one_line(texts), "", span)
    name, notes, sure = _name_and_notes(parts, larger)
    return Activity(name, notes, span, sure, until if span is None else None)


def _spelt_wide(texts: Sequence[str]) -> str | None:
    """The pause that a cell spells wide over its width, a few letters of which were read together ("DES C ANS O")."""
    parts = " ".join(texts).split()
    if len(parts) < LEAST_SPELT or max(map(len, parts)) > MOST_TOGETHER:
        return None
    word = mended_freely("".join(parts).replace("0", "O"))
    return word if is_pause(word) else None


LETTER_LOST_SURE = 0.85
"""What is left of the confidence in a word one of whose letters was not read."""

LEAST_SPELT, MOST_TOGETHER = 3, 3
"""Parts of a word that is spelt wide, and letters of it that a reader takes for one."""


def _with_signs_between(parts: Sequence[Part]) -> list[Part]:
    """Lines with those that are a joining sign alone at the end of the line before ("Wash hands" / "+" / "Snack")."""
    joined: list[Part] = []
    for part in parts:
        if joined and part.text.strip() in _JOINING_SIGNS:
            joined[-1] = joined[-1]._replace(text=f"{joined[-1].text} {part.text.strip()}")
        else:
            joined.append(part)
    return joined


_ITEM_NUMBER = re.compile(r"\d{1,2}[.)]")

_JOINING_SIGNS = frozenset({"+", "&", "/"})


def _turned_whole(lines: Sequence[Line]) -> Sequence[Line]:
    """A pause's name as one line whose letters are turned, where a reader has read a part of it letter by letter."""
    turned = [line for line in lines if line.angle in (90, 270)]
    rest = [line for line in lines if line not in turned]
    if len(turned) == len(lines) == 1:
        return [replace(turned[0], text=mended_freely(turned[0].text.strip()))]
    if not turned or not rest or any(len(line.text.strip()) != 1 for line in rest):
        return lines
    upwards = turned[0].angle == 270
    order = sorted(lines, key=lambda line: line.box.center[1], reverse=upwards)
    word = mended("".join(line.text.strip() for line in order))
    return [replace(turned[0], text=word)] if is_pause(word) else lines


def with_corner_times(lines: Sequence[Line]) -> Sequence[Line]:
    """A cell's lines with the start in its first corner and the end in its last one as one range."""
    alone = [line for line in lines if line.angle == 0 and _lone_time(line.text)]
    if len(lines) <= 2 or len(alone) != 2:
        return lines
    start, end = sorted(alone, key=lambda line: line.box.top)
    between = [line for line in lines if line not in alone]
    if end.box.left < start.box.right:  # one above the other they head a list's lines
        return lines
    if not all(start.box.top <= line.box.center[1] <= end.box.bottom for line in between):
        return lines
    return [replace(start, text=f"{start.text} - {end.text}"), *between]


def _lone_time(text: str) -> bool:
    """Whether a line is one time without an end and nothing else."""
    spans = times.find_spans(times.tidy(text))
    return len(spans) == 1 and spans[0].end is None and not times.without_spans(times.tidy(text), spans)


def _realigned(texts: Sequence[str], parts: Sequence[Part]) -> list[Part]:
    """The texts that are left once a time was cut out, as the parts they came from are set."""
    largest = max((part.size for part in parts), default=1.0)
    found = []
    for text in texts:
        source = next((part for part in parts if text[:6] and text[:6] in times.tidy(part.text)), None)
        found.append(Part(text, largest) if source is None else source._replace(text=text))
    return found


def _own_time(text: str) -> times.Span | None:
    """The time a cell states for itself: a range anywhere, a lone time only at the beginning or end of a line."""
    flat = text.replace("\n", " ")
    besides = _said_in_brackets(flat)
    spans = [s for s in times.find_spans(flat) if not any(low <= s.first and s.last <= high for low, high in besides)]
    ranges = [s for s in spans if s.end is not None]
    if ranges:
        return ranges[0]
    for span in spans:
        if span.start.minute % FIVE and "." in text[span.first : span.last]:
            continue
        line = text[: span.first].rsplit("\n", 1)[-1].strip()
        rest = text[span.last :].split("\n", 1)[0].strip()
        if _FORM.fullmatch(text[span.first : span.last].strip()):
            continue
        if not line or (not rest and line[-1:] in "-–:("):
            return span
    return None


def _said_in_brackets(text: str) -> list[tuple[int, int]]:
    """Where brackets say a time of somebody or something else ("(US 10-10:15)"), beside what stands outside of them."""
    found = []
    for match in BRACKETS.finditer(text):
        spans = times.find_spans(match.group())
        words = re.findall(r"[^\W\d_]+", times.without_spans(match.group(), spans)) if spans else []
        others = [word for word in words if word.casefold() not in _OF_TIMES]
        if others and sum(c.isalpha() for c in text) > sum(map(len, words)) + PAIR:
            found.append(match.span())
    return found


_OF_TIMES_TEXT = """
    from until till to up start starts end ends begin begins finish at am pm h hr hrs hour hours min mins minutes noon
    von bis ab um uhr std de a à du au jusque jusqu desde hasta las alle dalle fino das às até van tot uur od do go
"""
_OF_TIMES = frozenset(_OF_TIMES_TEXT.split())
"""Words that belong to a time, whatever else they say."""

_FORM = re.compile(r"\d{1,2}H")
"""A class ("2H Phonics", "Cover 3H"), where an hour is written with a small letter or minutes."""

FIVE = 5
"""Minutes to which a lone time with a dot keeps: "3.14" and "1.11" are rooms."""


def _name_and_notes(parts: Sequence[Part], larger: float) -> tuple[str, str, float]:
    """A cell's name, its notes, and how sure that is."""
    kept, bracketed = _without_brackets([part.text for part in parts])
    said = [any(c.isalnum() for c in text) for text in kept]
    lines = [
        # What follows a line in brackets is said besides, as these are.
        part._replace(text=text.strip(), begins=part.begins or (any(said[:i]) and not said[i - 1]))
        for i, (text, part) in enumerate(zip(kept, parts, strict=True))
        if said[i]
    ]
    if len(pictured := [line for line in lines if line.text not in _PICTURES]) < len(lines) and pictured:
        lines = pictured
    if not lines:
        inner = one_line([part.text for part in parts])
        return inner.strip("()[]{} "), "", 1.0
    if len(lines) > 1 and _FLAG.fullmatch(lines[0].text) and kind_of(_ITEMS.split(lines[1].text)[0]) == "text":
        bracketed = [lines[0].text, *bracketed]
        lines = lines[1:]
    course = COURSE.fullmatch(lines[0].text) is not None
    placed = (course and is_numbered_place(line.text) for line in lines)
    lines = [x for line, whole in zip(lines, placed, strict=True) for x in ([line] if whole else _parted_behind(line))]
    lines, kinds = _in_items(lines)
    named = _name_lines(lines, kinds, larger)
    named = [i for i in named if not any(_TOLD.search(lines[j].text) for j in named[1:] if j <= i)]
    name = one_line([lines[i].text for i in named]).strip(" -–,;:·")
    rest = [lines[i].text.rstrip(" -–") for i in range(len(lines)) if i not in named]
    pause, *remark = _DASHED.split(name, maxsplit=1)
    if remark and is_pause(pause) and not is_pause(remark[0]) and " " in remark[0].strip():
        name, rest = pause, [remark[0], *rest]  # "Break - duty Tue: Quad"
    head, *behind = _COLON.split(name, maxsplit=1)
    tail = "".join(behind)
    if _whose(head) and sum(c.isalpha() for c in tail) > PAIR:
        head, tail = tail, head  # "GS : Encodage", "A-Woche: Sport": whose it is or when, and then what
    smaller = any(line.size * larger <= max(lines[i].size for i in named) for line in lines)
    if tail.strip() and head.strip() and not head.strip().isdigit() and not smaller and not _one_saying(lines, named):
        name, rest = head.strip(), [tail.strip(), *rest]
    if rest and (coded := BEHIND_DASH.match(name)) is not None:
        name, rest = coded[1], [*rest, coded[2]]
    if (marked := _FOR_GROUP.match(name)) is not None:
        name, rest = marked["rest"], [marked["mark"], *rest]
    guessed = larger >= LARGER and any(not _goes_on(lines[a].text, lines[b].text) for a, b in itertools.pairwise(named))
    notes = "; ".join([*rest, *bracketed]) if rest else " ".join(bracketed)
    return name, notes, GUESSED if guessed else 1.0


def _whose(head: str) -> bool:
    """Whether what stands before a colon says for whom a lesson is, or in which week."""
    return _GROUP_MARK.fullmatch(head.strip()) is not None or names_week(head)


def _one_saying(lines: Sequence[Part], named: Sequence[int]) -> bool:
    """Whether a name holds its colon amid a line and no person or place behind it ("Specials: Art"): its writer calls
    the lesson so. Where the colon ends a line, what is below says something of it."""
    for i in named:
        head, *behind = _COLON.split(lines[i].text.strip(" :"), maxsplit=1)
        if behind and not _whose(head):
            return kind_of(behind[0].strip()) not in ("teacher", "room", "code", "initials")
    return False


_COLON = re.compile(r"(?<!\d):|:(?!\d)")
"""A colon that is none of a time's."""

_GROUP_MARK = re.compile(rf"{LEVEL.pattern}|(?:Gr\.?\s?|[A-Z]{{1,2}})\d{{1,2}}")
"""A part of the class, or of the school, that a lesson is for: "GS", "B1", "Y4"."""

_FOR_GROUP = re.compile(r"^(?P<mark>(?:gr|sk)\.?\s?[1-4])\s(?P<rest>[^\W\d].+)$")
"""A group's mark before the lesson that it has, on one line of a picture ("gr.1 J. ang.")."""

_PICTURES = frozenset({"abc", "abcd", "1234"})
"""What a reader makes of the little pictures of letters and numbers above a lesson's name."""


def _goes_on(above: str, text: str) -> bool:
    """Whether a line goes on with a name by what both say."""
    return only_lesson_words(text) or text[:1].islower() or continues(above)


GUESSED = 0.94
"""What is left of the confidence in a name of several lines in a table that sets no names apart: in a narrow column the
second one may be a teacher or a place."""


def _in_items(lines: Sequence[Part]) -> tuple[list[Part], list[str]]:
    """Lines in the items that dots part ("Rm 122 · Ms Castle"), and the kind of each: a ``note`` is what stands behind
    such a dot, or on a line of several items below the name, whatever its form."""
    found: list[Part] = []
    kinds: list[str] = []
    for line in lines:
        items = [item for item in _ITEMS.split(line.text) if any(c.isalnum() for c in item)]
        dashed = _DASHED.split(line.text)
        if len(items) < 2 and "text" in kinds and len(dashed) > 1 and kind_of(dashed[0]) in ("room", "code", "teacher"):
            items = dashed  # a reader's dash for a dot
        said = [kind_of(item) for item in items]
        if len(items) > 1:
            below = not {"text", "initials"}.isdisjoint(kinds)
            said = [kind if kind != "text" or (i == 0 and not below) else "note" for i, kind in enumerate(said)]
        found.extend(line._replace(text=item.strip()) for item in items)
        kinds.extend(said)
    return found, kinds


_ITEMS = re.compile(r"\s*[·•∙⋅]\s*")
_DASHED = re.compile(r"\s*[-–—]\s+")


_TOLD = re.compile(r"^[^:]+:\s+(?:\S+\s+){2}\S")
"""A line that says something at length of what stands above it: "LO: I can round to the nearest 100"."""


def _parted_behind(line: Part) -> list[Part]:
    """A line in two or more where a room, a person or a group stands behind the name on it; others as they are."""
    parts = name_and_besides(line.text)
    return [line._replace(text=part, begins=line.begins or i > 0) for i, part in enumerate(parts)] or [line]


_BRACKET = r"\s\([A-Za-z0-9]{1,6}\)"
_SHORT_NAMED = re.compile(
    rf"^[A-Z][A-Z0-9]{{1,4}}{_BRACKET}(?:\s?/\s?[A-Z0-9]{{2,5}}{_BRACKET}|\s[A-Z0-9]{{1,5}})$|^[A-Z]+\d[A-Z0-9]*{_BRACKET}$"
)
"""A short name with what it is of in brackets amid it, or behind a code: "CO5I (OSY) PR", "TIC (T1) / ET (T2)"."""


def _without_brackets(texts: list[str]) -> tuple[list[str], list[str]]:
    """The lines without what stands in brackets, and the bracketed parts; a line that is a room, a code or a short name
    stays whole."""
    whole = [("(" in t and kind_of(t) in ("room", "code")) or _SHORT_NAMED.match(t.strip()) is not None for t in texts]
    marked = "\n".join("\0" * len(t) if stays else t for t, stays in zip(texts, whole, strict=True))
    found = [" ".join(m.group(0).split()) for m in BRACKETS.finditer(marked)]
    kept = list("\n".join(texts))
    for match in BRACKETS.finditer(marked):
        for i in range(match.start(), match.end()):
            kept[i] = "\n" if kept[i] == "\n" else " "
    return "".join(kept).split("\n"), found


def _name_lines(lines: Sequence[Part], kinds: list[str], larger: float) -> list[int]:
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
    if _by_number(lines, kinds, larger, headed):
        return [0]
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
    for wanted in ("initials", "code", "room", "group", "teacher"):  # the least telling last
        if wanted in kinds:
            return [kinds.index(wanted)]
    return [0]


_FLAG = re.compile(
    r"(?:[æe]ndret|aflyst|vikar|changed|cancelled|canceled|moved|geändert|vertretung|verlegt|entfall|ersatz|modifié|"
    r"annulé|déplacé|gewijzigd|verplaatst|vervallen|ändrad|inställt|endret|avlyst|spostato|annullato|cambiado|anulado|"
    r"zastępstwo|odwołane|suplování|odpadá)\s?!*",
    re.IGNORECASE,
)
"""What an app says over a lesson that is another one than usual."""


def _by_number(lines: Sequence[Part], kinds: Sequence[str], larger: float, headed: Sequence[int]) -> bool:
    """Whether a cell's first line, a code, is its name: set apart as names are all over the table, a course over how it
    is held, one over nothing but a room and a teacher's sign ("COM 225", "RM 5", "FAS"), or its group over the sign."""
    if kinds[0] != "code":
        return False
    apart = larger < LARGER and all(line.size * larger < lines[0].size for line in lines[1:])
    if SECTION.fullmatch(lines[0].text) and len(lines) > 1 and SIGN.fullmatch(lines[1].text):
        return True
    course = COURSE.fullmatch(lines[0].text) is not None
    return apart or kinds[1:2] == ["form"] or (course and ("text" not in kinds or (larger < LARGER and 0 in headed)))


def _as_below_a_name(lines: Sequence[Part], kinds: Sequence[str]) -> list[str]:
    """The kinds of a cell's lines with what stands where they do in mind: a hall first is a lesson, codes below a name
    are a class's and a room's, and below a course's number a ``form`` says how it is held."""
    first = "text" if kinds[0] == "room" and lines[0].text.casefold() in HALLS else kinds[0]
    rest = ["code" if of_codes(line.text) else kind for line, kind in zip(lines[1:], kinds[1:], strict=True)]
    if rest and is_class_over_subject(lines[0].text, lines[1].text):
        return ["group", "text", *rest[1:]]
    if first == "teacher" and PERSON.match(lines[0].text) and rest[:1] == ["text"] and _said_besides(lines[1].text):
        return ["text", "teacher", *rest[1:]]  # "B. Arab" over "Ustz. Noor", "E. Física" over "traer chándal"
    if first in ("text", "code") and any(c.isdigit() for c in lines[0].text):  # but "Writing / Workshop" is a name
        rest = ["form" if is_form(line.text) else kind for line, kind in zip(lines[1:], rest, strict=True)]
    if COURSE.fullmatch(lines[0].text):
        rest = ["room" if is_numbered_place(line.text) else kind for line, kind in zip(lines[1:], rest, strict=True)]
    return [first, *rest]


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
        if (not follows and not continues(" ".join(lines[i].text for i in run))) or _FOR_SHARE.search(before):
            break
        run.append(index)
    while run[-1] + 1 < len(lines) and _BROKEN.search(lines[run[-1]].text):
        run.append(run[-1] + 1)  # "P. ISLAM /" over "P. MORAL", "ASSEM-" over "BLY", whatever that looks like
    return run


_FOR_SHARE = re.compile(r"\s(?:gr|sk|grp)\.?\s?\d$", re.IGNORECASE)
"""A line that ends with the part of the class that it is for: below it stands who teaches it ("Hkk gr 1")."""

_BROKEN = re.compile(r"/$|[^\W\d_]{3}-$")
"""A line whose last word or sign says that it goes on below."""


def _in_another_case(above: str, text: str) -> bool:
    """Whether a text is written otherwise than the capitals above it ("YASIN" over "Surau")."""
    capitals = sum(c.isalpha() for c in above) > CAPITALS and above.isupper() and not any(c.isdigit() for c in above)
    return capitals and any(c.islower() for c in text)


CAPITALS = 3
"""Letters up to which a text in capitals is initials, which mixed writing may follow ("PE kit")."""
