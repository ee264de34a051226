"""What a cell says: the activity's name, and everything else as notes."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from chalicelib.extraction.cells.behind_names import BEHIND_DASH, name_and_besides
from chalicelib.extraction.cells.cell_times import corner_last, own_time, with_corner_times, without_own_end
from chalicelib.extraction.cells.name_lines import Part, name_lines
from chalicelib.extraction.grid import Line
from chalicelib.extraction.lines.line_parts import line_parts
from chalicelib.extraction.settings import FAR_LARGER, LARGER
from chalicelib.extraction.texts import times
from chalicelib.extraction.texts.days import names_week
from chalicelib.extraction.texts.joined import PAIR, continues, is_spelt, one_line
from chalicelib.extraction.texts.kinds import (
    BRACKETS,
    COURSE,
    LEVEL,
    class_and_rest,
    is_numbered_place,
    kind_of,
)
from chalicelib.extraction.texts.lessons import only_lesson_words
from chalicelib.extraction.texts.pauses import is_pause, mended, mended_freely


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


_CROSSED_OUT = re.compile(r"\W*[xX]\W*")
"""How programs and people mark a time at which nothing can be ("-x-")."""


def read_cell(lines: Sequence[Line], larger: float = LARGER) -> Activity | None:
    """The activity in a cell; None where it holds nothing but signs. ``larger``: see ``style.name_larger_by``."""
    lines, until = without_own_end(corner_last(with_corner_times(_section_apart(_turned_whole(lines)))))
    parts = [
        Part(text, line.size, line.begins and i == 0) for line in lines for i, text in enumerate(line.text.split("\n"))
    ]
    whole = times.tidy("\n".join(part.text for part in parts))
    span = own_time(whole)
    if span is not None:
        before = times.without_spans(whole[: span.last], [span])
        parts = _realigned(times.without_spans(whole, [span]).split("\n"), parts)
        at = len(before.rstrip("\n([ ").split("\n"))
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
    if (spelt := _spelt_first(texts)) is not None:
        return Activity(*spelt, span)
    if (pause := _spelt_wide(texts)) is not None:
        as_read = "".join("".join(texts).split()).replace("0", "O") == pause.replace(" ", "")
        return Activity(pause, "", span, 1.0 if as_read else LETTER_LOST_SURE)
    if is_spelt(texts):
        return Activity(one_line(texts), "", span)
    name, notes, sure = _name_and_notes(parts, larger)
    return Activity(name, notes, span, sure, until if span is None else None)


def _section_apart(lines: Sequence[Line]) -> Sequence[Line]:
    """A cell's lines with the number of a course's section, as colleges' programs print it behind the course's own
    ("COMM 1116 11247-S7"), on a line of its own, together with what of it goes on below."""
    match = _SECTION_BEHIND.fullmatch(lines[0].text) if lines else None
    if match is None or lines[0].angle:
        return lines
    course, section = line_parts(lines[0], match.start("section"), lines[0].box.center[0])
    rest = lines[1:]
    if match["open"] and rest and len(rest[0].text) <= LONGEST_SECTION:
        section, rest = replace(section, text=section.text + rest[0].text), rest[1:]
    size = FAR_LARGER * LARGER * max(line.size for line in lines)  # it names the lesson, whatever is printed below it
    return [replace(course, size=size), replace(section, begins=True), *rest]


_SECTION_BEHIND = re.compile(r"[A-Z]{2,5}\s\d{3,4}[A-Z]?\s(?P<section>\d{5}(?:(?P<open>\s?-)|\s?-\s?\w{1,3})?)")

LONGEST_SECTION = 3
"""Letters of a section's sign behind its number."""


def _spelt_wide(texts: Sequence[str]) -> str | None:
    """The pause that a cell spells wide over its width or down its height, a few letters of which were read together
    ("DES C ANS O"), or all of one of its words ("N / O / O / N / BREAK")."""
    parts = " ".join(texts).split()
    if len(parts) < LEAST_SPELT:
        return None
    if max(map(len, parts)) > MOST_TOGETHER:
        runs = [(alone, list(run)) for alone, run in itertools.groupby(parts, _is_letter)]
        spelt = [len(run) >= LEAST_SPELT for alone, run in runs if alone]
        whole = " ".join(mended("".join(run).upper()) if alone else " ".join(run) for alone, run in runs)
        words = (whole, mended_freely("".join(parts).upper()))
        return next((word for word in words if is_pause(word)), None) if any(spelt) else None
    word = mended_freely("".join(parts).replace("0", "O"))
    return _SECOND_WORD.sub(" ", word) if is_pause(word) else None


def _spelt_first(texts: Sequence[str]) -> tuple[str, str] | None:
    """The pause that the first lines of a cell spell letter by letter, and what is said below it; None elsewhere."""
    letters = list(itertools.takewhile(_is_letter, (text.strip() for text in texts)))
    rest = [text.strip() for text in texts[len(letters) :]]
    word = mended("".join(letters))
    return (word, " ".join(rest)) if len(letters) >= LEAST_SPELT and rest and is_pause(word) else None


def _is_letter(text: str) -> bool:
    return len(text) == 1 and text.isalpha()


_SECOND_WORD = re.compile(r"(?<=[a-zà-ž])(?=[A-ZÀ-Ž])")
"""Where a second word begins among letters set apart, whose blank is as wide as theirs ("A m s e r C i n i o")."""


LETTER_LOST_SURE = 0.85
"""What is left of the confidence in a word one of whose letters was not read."""

LEAST_SPELT, MOST_TOGETHER = 3, 3
"""Parts of a word that is spelt wide, and letters of it that a reader takes for one."""


def _with_signs_between(parts: Sequence[Part]) -> list[Part]:
    """Lines with those that are a joining sign alone, or begin with one, or are the last and follow one, at the end of
    the line before ("Wash hands" / "+" / "Snack", "SCI" / "& TECH", "AGRI &" / "NUT"), and a class's letter behind its
    number ("9.º" / "A HIST")."""
    joined: list[Part] = []
    for part in parts:
        lettered = joined and _ORDINAL.fullmatch(joined[-1].text.strip()) and _LETTER_FIRST.match(part.text)
        goes_on = part.text.strip() in _JOINING_SIGNS or (
            joined
            and ":" not in joined[-1].text
            and (part.text.lstrip().startswith("& ") or (part is parts[-1] and joined[-1].text.rstrip().endswith(" &")))
        )
        if joined and (lettered or goes_on):
            joined[-1] = joined[-1]._replace(text=f"{joined[-1].text} {part.text.strip()}")
        else:
            joined.append(part)
    return joined


_ITEM_NUMBER = re.compile(r"\d{1,2}[.)]")

_ORDINAL, _LETTER_FIRST = re.compile(r"\d{1,2}\s?\.?[ºª°]"), re.compile(r"\s*[A-H]\s")

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


def _realigned(texts: Sequence[str], parts: Sequence[Part]) -> list[Part]:
    """The texts that are left once a time was cut out, as the parts they came from are set."""
    largest = max((part.size for part in parts), default=1.0)
    found = []
    for text in texts:
        source = next((part for part in parts if text[:6] and text[:6] in times.tidy(part.text)), None)
        found.append(Part(text, largest) if source is None else source._replace(text=text))
    return found


def _name_and_notes(parts: Sequence[Part], larger: float) -> tuple[str, str, float]:
    """A cell's name, its notes, and how sure that is."""
    parts = [piece for part in parts for piece in _behind_sign(part)]
    kept, bracketed = _without_brackets([part.text for part in parts])
    said = [any(c.isalnum() for c in text) for text in kept]
    both = list(zip(kept, parts, strict=True))
    closed = [False, *(part.text.rstrip().endswith(")") and text.strip() != part.text.strip() for text, part in both)]
    lines = [
        # What follows brackets, on a line of their own or at the end of one, is said besides, as these are.
        part._replace(text=text.strip(), begins=part.begins or (any(said[:i]) and (closed[i] or not said[i - 1])))
        for i, (text, part) in enumerate(both)
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
    named = name_lines(lines, kinds, larger)
    named = [i for i in named if not any(_TOLD.search(lines[j].text) for j in named[1:] if j <= i)]
    name = one_line([lines[i].text for i in named])
    name = (_PICTOGRAPHS.sub("", name) or name).strip(" -–—,;:·")
    rest = [lines[i].text.rstrip(" -–—") for i in range(len(lines)) if i not in named]
    pause, *remark = _DASHED.split(name, maxsplit=1)
    besides = remark and is_pause(pause) and not is_pause(remark[0]) and " " in remark[0].strip()
    if remark and (besides or _SENTENCE.match(remark[0])):
        name, rest = pause, [remark[0], *rest]  # "Break - duty Tue: Quad", "Late club - quiet games, pick up by 5.30"
    head, *behind = _COLON.split(name, maxsplit=1)
    tail = "".join(behind)
    whose = _whose(head) and sum(c.isalpha() for c in tail) >= PAIR
    if whose:
        head, tail = tail, head  # "GS : Encodage", "A-Woche: Sport": whose it is or when, and then what
    smaller = any(line.size * larger <= max(lines[i].size for i in named) for line in lines)
    parted = whose or not (head.strip().isdigit() or smaller or _one_saying(lines, named))
    if tail.strip() and head.strip() and parted:
        name, rest = head.strip(), [tail.strip(), *rest]
    if rest and (coded := BEHIND_DASH.match(name)) is not None:
        name, rest = coded[1], [*rest, coded[2]]
    if (marked := _mark_apart(name)) is not None:
        name, rest = marked[0], [marked[1], *rest]
    guessed = larger >= LARGER and any(not _goes_on(lines[a].text, lines[b].text) for a, b in itertools.pairwise(named))
    notes = "; ".join([*rest, *bracketed]) if rest else " ".join(bracketed)
    return name, notes, GUESSED if guessed else 1.0


def _mark_apart(name: str) -> tuple[str, str] | None:
    """What a name is without the group or the class that it is of, and that; of a class and where it is ("9HGB – C21")
    the class is the name. None where it has no such mark."""
    found: tuple[str, str] | None = None
    for form in (_GROUP_LAST, _FOR_GROUP, _OF_CLASS):
        if (match := form.match(found[0] if found else name)) is not None:
            of, besides = match["rest"], match["mark"]
            if kind_of(of) in ("room", "code", "group"):
                of, besides = besides, of
            found = of, besides if found is None else f"{besides}; {found[1]}"
    return found


_PICTOGRAPHS = re.compile(
    r"^[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F\u200D\s]+|[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F\u200D\s]+$"
)
"""Little pictures before or behind a lesson's name (emoji, boxes to tick)."""

_SENTENCE = re.compile(r"[a-zà-ž]\S*(?:\s\S+){2}")
"""What is said at length, and begins with a small letter."""


def _behind_sign(part: Part) -> list[Part]:
    """A line in two behind brackets amid it, with a sign or a part of the subject: "CN (RGM) LAB1", "CHEM (Org) RT"."""
    match = _SIGN_AMID.match(part.text) if _SHORT_NAMED.match(part.text.strip()) is None else None
    if match is None or not (match["sign"].isupper() or kind_of(match["rest"]) in ("initials", "room", "code")):
        return [part]
    return [part._replace(text=match["name"]), part._replace(text=match["rest"], begins=True)]


_SIGN_AMID = re.compile(r"^(?P<name>[^()]*[^\W\d][^()]*\((?P<sign>[^\W\d_]{2,4})\))\s*(?P<rest>[^\W_][^()]*)$")


def _whose(head: str) -> bool:
    """Whether what stands before a colon says for whom a lesson is, or in which week."""
    return _GROUP_MARK.fullmatch(head.strip()) is not None or names_week(head)


def _one_saying(lines: Sequence[Part], named: Sequence[int]) -> bool:
    """Whether a name holds its colon amid a line and no person or place behind it ("Specials: Art"): its writer calls
    the lesson so. Where the colon ends a line, what is below says something of it."""
    for i in named:
        head, *behind = _COLON.split(lines[i].text.strip(" :"), maxsplit=1)
        if behind and not _whose(head):
            said = behind[0].strip()
            return kind_of(said) not in ("teacher", "room", "code", "initials") or said.replace(".", "") in _TAUGHT
    return False


_TAUGHT = frozenset({"PE", "RE", "ICT", "IT", "DT", "PSHE", "STEM", "STEAM", "ELA", "MFL", "SEL", "EPS", "EF"})
"""Subjects that are called by initials everywhere, as who teaches them is."""

_COLON = re.compile(r"(?<!\d):|:(?!\d)")
"""A colon that is none of a time's."""

_GROUP_MARK = re.compile(rf"{LEVEL.pattern}|(?:Gr\.?\s?|[A-Z]{{1,2}})\d{{1,2}}|[ABLS]")
"""A part of the class, or of the school, that a lesson is for: "GS", "B1", "Y4", a half by its letter, or odd and even
weeks by theirs in Czech."""

_FOR_GROUP = re.compile(r"^(?P<mark>(?:gr|sk)\.?\s?[1-4])\s(?P<rest>[^\W\d].+)$")
"""A group's mark before the lesson that it has, on one line of a picture ("gr.1 J. ang.")."""

_GROUP_LAST = re.compile(r"^(?P<rest>[^\W\d].+)\s(?P<mark>(?:gr|sk)\.?\s?[1-4]/[2-4])$")
"""The same behind it, as a share of the class ("j. angielski gr. 1/2")."""

_OF_CLASS = re.compile(r"^(?P<mark>\d{1,2}\s?[A-Z]{1,4})\s?[-–—]\s(?P<rest>[A-ZÀ-Ž].+)$")
"""The class that has a lesson, before it and a dash, in a room's or a teacher's week ("3AI - INFORMATICA")."""

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
        if len(items) < 2 and "text" in kinds and _besides_dashed(dashed):
            items = dashed
        said = ["note" if item[0] in _REMARKED else kind_of(item) for item in items]
        if len(items) > 1:
            below = not {"text", "initials"}.isdisjoint(kinds)
            said = [kind if kind != "text" or (i == 0 and not below) else "note" for i, kind in enumerate(said)]
        found.extend(line._replace(text=item.strip()) for item in items)
        kinds.extend(said)
    return found, kinds


def _besides_dashed(items: Sequence[str]) -> bool:
    """Whether items that dashes part below a name say who, where or which class: the first one, by a reader's dash for
    a dot, or one of several ("nl - VRS - 1.14")."""
    besides = [bool(item) and kind_of(item) in ("room", "code", "teacher") for item in items]
    return len(items) > 1 and (besides[0] or (len(items) > PAIR and any(besides)))


_REMARKED = "!→*"
"""Signs with which a remark begins."""

_ITEMS = re.compile(r"\s*[·•∙⋅]\s*|;\s+")
_DASHED = re.compile(r"\s*[-–—]\s+")


_TOLD = re.compile(r"^[^:]+:\s+(?:\S+\s+){2}\S")
"""A line that says something at length of what stands above it: "LO: I can round to the nearest 100"."""


def _parted_behind(line: Part) -> list[Part]:
    """A line in two or more where a room, a person or a group stands behind the name on it, or a class before it;
    others as they are."""
    parts = class_and_rest(line.text) or name_and_besides(line.text)
    return [line._replace(text=part, begins=line.begins or i > 0) for i, part in enumerate(parts)] or [line]


_BRACKET = r"\s\([A-Za-z0-9]{1,6}\)"
_SHORT_NAMED = re.compile(
    rf"^[A-Z][A-Z0-9]{{1,4}}{_BRACKET}(?:\s?/\s?[A-Z0-9]{{2,5}}{_BRACKET}|\s[GBT]\d)$|^[A-Z]+\d[A-Z0-9]*{_BRACKET}(?:\s[A-Z0-9]{{1,5}})?$"
)
"""A short name with what it is of in brackets amid it, or behind a code: "CO5I (OSY) PR", "TIC (T1) / ET (T2)"."""


_GOES_ON = re.compile(r"\([^()]*\)(?=\s*(?:[&+/]|(?:and|und|et|y|e|en|i|a)\s)\s*\w)", re.IGNORECASE)
"""Brackets amid a name that goes on behind them by a joining word or sign ("Salat (Asr) & break")."""


def _blank(match: re.Match[str]) -> str:
    return "\0" * len(match.group())


def _without_brackets(texts: list[str]) -> tuple[list[str], list[str]]:
    """The lines without what stands in brackets, and the bracketed parts; a line that is a room, a code or a short name
    stays whole."""
    whole = [("(" in t and kind_of(t) in ("room", "code")) or _SHORT_NAMED.match(t.strip()) is not None for t in texts]
    marked = "\n".join(
        "\0" * len(t) if stays else _GOES_ON.sub(_blank, t) for t, stays in zip(texts, whole, strict=True)
    )
    found = [" ".join(m.group(0).split()) for m in BRACKETS.finditer(marked)]
    kept = list("\n".join(texts))
    for match in BRACKETS.finditer(marked):
        for i in range(match.start(), match.end()):
            kept[i] = "\n" if kept[i] == "\n" else " "
    return "".join(kept).split("\n"), found


_FLAG = re.compile(
    r"(?:(?:æ|ae|e)ndret|aflyst|vikar|changed|cancelled|canceled|moved|geändert|vertretung|verlegt|entfall|ersatz|modifié|"
    r"annulé|déplacé|gewijzigd|verplaatst|vervallen|ändrad|inställt|avlyst|spostato|annullato|cambiado|anulado|"
    r"zastępstwo|odwołane|suplování|odpadá)\s?!*",
    re.IGNORECASE,
)
"""What an app says over a lesson that is another one than usual."""
