"""Lines that say a lesson, who teaches it and where, one behind the other: "Deutsch Bra R 204", "Geography, H4".

One such line alone could be a name of four words. A table in which nearly all of them end so, with few teachers or
places for many lessons, is written that way throughout; its lines are then cut, and what was cut off made smaller, as
its writer set it lighter or narrower, which a reader of letters does not tell.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import takewhile

from chalicelib.extraction.grid import Cell, Line, bounding
from chalicelib.extraction.lines.line_parts import joined_level, line_parts
from chalicelib.extraction.settings import LARGER, LEAST_STYLED, MOSTLY, SET_APART
from chalicelib.extraction.texts.header_texts import only_times, spans_of
from chalicelib.extraction.texts.joined import one_line
from chalicelib.extraction.texts.kinds import kind_of
from chalicelib.extraction.texts.lessons import has_lesson_word, only_lesson_words
from chalicelib.extraction.texts.pauses import is_pause

Ends = Mapping[str, tuple[int, ...]]
"""Texts of lines, each with the places at which something else than the lesson's name begins."""

_TEACHER = r"[^\W\d_a-zà-ÿ](?:[^\W\d_]|[01]){1,3}"
_TAUGHT = re.compile(
    rf"^(?P<name>[^\W\d].*?)\s+(?P<who>{_TEACHER}(?:\s?/\s?{_TEACHER})?)\s+"
    r"(?P<where>@?[^\W_]{1,5}(?:[\s.-]?\d{1,3}[a-z]?)?)(?P<whom>\s\S+)?$"
)
"""A name, the short sign of a teacher (an l or an O of which was read as a figure) or of two and a room's, and perhaps
for whom or how often it is."""

_ALSO_TAUGHT = re.compile(
    r"^(?P<name>[^\W\d].*?)\s+(?P<who>#?[^\W\d_]{2,3}(?=\s)|(?:ks|[A-Za-zÀ-ž])\.\s?[A-ZÀ-Ž]\.?)\s*(?P<where>[^\W_]{1,5})$"
)
"""The same with a teacher's sign in small letters, or with dots, behind the last of which a room may follow at once."""

_GLUED = (
    re.compile(r"^(?P<name>[^\W\d].*?)\s+(?P<who>[A-ZÀ-Ž][^\W\d_]{1,3})(?P<where>\d{1,3}[a-z]?)$"),
    re.compile(r"^(?P<name>[^\W\d].*[a-zà-ž])(?P<who>[A-ZÀ-Ž]{2,3})\s+(?P<where>\d{1,3}[a-z]?)$"),
)
"""The same with the blank between sign and room lost, or that before the sign."""

_UNPLACED = re.compile(rf"^(?P<name>[^\W\d].*?)\s+(?P<who>{_TEACHER}(?:\s?/\s?{_TEACHER})?)$")
"""The same without a room: the pool is none."""

_ROOM = re.compile(r"[A-Za-z]{0,3}[\s.-]?\d{1,3}[a-z]?|[A-Z]{2,3}|@\w{1,4}")
"""A room's sign for sure: its number, or a hall's letters ("Sport Jan TH", "wf TG @sg")."""

_PLACED = re.compile(r"^(?P<name>[^,]*[^\W\d][^,]*),\s*(?P<where>[^,]{1,20})$")
"""A name and, behind a comma, a place."""

LEAST_TEACHERS = 3
"""Signs of teachers in a table; "Set" in each of its lines is none. As many places behind commas."""

SELDOM_ALONE = 0.7
"""Signs of teachers for each line at most: who teaches comes again in a week, what is said but once does not."""


def lessons_first(cells: Sequence[Cell]) -> list[Cell]:
    """``cells`` with the sign of who teaches behind the lesson's name where a corner has it before that: other cells
    have the sign below a name, never first, and the name first."""
    firsts = {cell.lines[0].text for cell in cells if len(cell.lines) > 1}
    below = {line.text for cell in cells for line in cell.lines[1:]}
    return [
        replace(cell, lines=(cell.lines[1], cell.lines[0], *cell.lines[2:]))
        if _is_turned(cell, firsts, below)
        else cell
        for cell in cells
    ]


def _is_turned(cell: Cell, firsts: AbstractSet[str], below: AbstractSet[str]) -> bool:
    """Whether a cell's first line is a sign that others have below a name that this one has in its second line."""
    if len(cell.lines) < NAME_AND_TEACHER or kind_of(cell.lines[0].text) != "initials":
        return False
    sign, said = cell.lines[0].text, cell.lines[1].text
    name = said.split()[0]
    return sign in below and name != sign and name in firsts and name not in below


def codes_over_people(cells: Sequence[Cell]) -> list[Cell]:
    """``cells`` of a table nearly all of whose lessons are a short sign over who teaches it in full ("PORT / Célia
    Prates / A12"), with what stands below the sign smaller, however large it is printed."""
    several = [c for c in cells if len(c.lines) > 1 and not is_pause(c.text)]
    found = [(c, at) for c in several if (at := _sign_over_person(c)) is not None]
    pairs = {(c.lines[at].text, c.lines[at + 1].text) for c, at in found}
    signs, people = {sign for sign, _ in pairs}, {person for _, person in pairs}
    mostly = len(found) >= max(LEAST_STYLED, NEARLY_ALL * len(several)) and len(signs) >= LEAST_TEACHERS
    if not mostly or len(pairs) > STEADY * len(signs) or any(has_lesson_word(person) for person in people):
        return list(cells)
    begins = {id(c): at for c, at in found}
    return [_below_sign(c, begins[id(c)]) if id(c) in begins else c for c in cells]


def _sign_over_person(cell: Cell) -> int | None:
    """Which line of a cell is a lesson's sign over a name of two words; None where none is, or more than a group's mark
    stands before it."""
    for at, (line, below) in enumerate(itertools.pairwise(cell.lines[:3])):
        if _LESSON_SIGN.fullmatch(line.text) and kind_of(line.text) not in ("group", "room", "code"):
            return at if _FULL_NAME.fullmatch(below.text) else None
        if kind_of(line.text) != "group":
            return None
    return None


_LESSON_SIGN = re.compile(r"[A-ZÀ-Ž]{2,5}(?:-[A-ZÀ-Ž]{2,4})?")
_FULL_NAME = re.compile(r"(?:[A-ZÀ-Ž][a-zà-ž]*\.?\s){1,2}[A-ZÀ-Ž][a-zà-ž]+|[A-ZÀ-Ž][a-zà-ž]+")


def classes_first(cells: Sequence[Cell]) -> list[Cell]:
    """``cells`` of a teacher's week that name lessons by classes ("9F2 / B12"), with what some say below theirs ("acids
    recap", "Lib") far smaller than it; as they are where classes have a subject right below them."""
    said = {id(c): [x.text.strip(_SPECKS) for x in c.lines] for c in cells if len(c.lines) > 1}
    coded = {cell for cell, lines in said.items() if _CLASS_SET.fullmatch(lines[0])}
    placed = {cell for cell in coded if kind_of(said[cell][1]) in _BESIDES}
    bare = {cell for cell in placed if all(kind_of(text) in _BESIDES for text in said[cell][2:])}
    if len(bare) < LEAST_STYLED or len(placed) < MOSTLY_PLACED * len(coded):
        return list(cells)
    return [_below_sign(c, 0, LARGER) if id(c) in coded and id(c) not in bare else c for c in cells]


_SET = r"\d{1,2}[A-Za-z]{1,3}\d?/[A-Z][A-Za-z]{1,2}\d?"
_CLASS_SET = re.compile(rf"\d{{1,2}}[A-Z]{{1,2}}\d|{_SET}")
"""A class' set: "9F2", "10x/Hi1"."""

_SPECKS = " .·"
"""What specks on a copy are taken for."""

MOSTLY_PLACED = 0.7
"""Share of the cells that name a lesson by its class in which where it is, or who has it, is right below."""

_BESIDES = frozenset({"room", "code", "group", "initials", "teacher"})


def _below_sign(cell: Cell, at: int, larger: float = SET_APART) -> Cell:
    size = max(line.size for line in cell.lines)
    return replace(
        cell,
        lines=tuple(
            replace(line, size=size if i == at else size / larger**2, begins=i == at + 1)
            for i, line in enumerate(cell.lines)
        ),
    )


def sets_behind(cells: Sequence[Cell]) -> list[Cell]:
    """``cells`` of a teacher's week with the class and its set behind what it has, smaller, where most that name one
    have it first ("11D/Gg1 GCSE / Geography / H3", "7A / Hist / H4"): however strongly it is printed."""
    found = {id(cell): parts for cell in cells if (parts := _class_and_lesson(cell)) is not None}
    classes = {code.text for code, _, _ in found.values()}
    several = sum(len(cell.lines) > 1 and not is_pause(cell.text) for cell in cells)
    sure = sum(_SET_FIRST.match(cell.lines[0].text) is not None for cell in cells if id(cell) in found)
    mostly = len(found) >= max(LEAST_STYLED, HALF * several) or sure >= LEAST_STYLED
    if not mostly or len(classes) < LEAST_CLASSES:
        return list(cells)
    return [_set_behind(cell, *found[id(cell)]) if id(cell) in found else cell for cell in cells]


HALF = 0.5
"""Share of the cells of several lines that begin with a class in a teacher's week; the others are duties and pauses."""

LEAST_CLASSES = 3
"""Classes that a teacher has; a class's own week names it in no cell."""

_SET_FIRST = re.compile(rf"{_SET}\s+(?P<name>[^\W\d].*)$")
_SET_ALONE = re.compile(rf"{_SET}|\d{{1,2}}\s?[A-Z]|\d{{1,2}}x\d")
"""A set's sign; on a line of its own also a class: before a lesson on one line that is a part of what it is called."""


def _class_and_lesson(cell: Cell) -> tuple[Line, Line, Sequence[Line]] | None:
    """The class that a cell begins with, what it has (several lines where that begins on the class's own line), and the
    cell's other lines; None where it begins with none."""
    if not cell.lines or cell.lines[0].angle:
        return None
    first, *rest = cell.lines
    match = _SET_FIRST.match(first.text)
    if match is not None:
        at = match.start("name")
        code, said = line_parts(first, at, _place(first, at))
        more = list(takewhile(lambda line: kind_of(line.text) == "text", rest))
        said, rest = _as_one([said, *more]), rest[len(more) :]
    elif rest and _SET_ALONE.fullmatch(first.text) and not any(c.isdigit() for c in rest[0].text):
        code, (said, *rest) = first, rest  # but "9C/Gg" over "HU3", its room
    else:
        return None
    return (code, said, rest) if kind_of(said.text) in ("text", "initials") else None


def _set_behind(cell: Cell, code: Line, said: Line, rest: Sequence[Line]) -> Cell:
    size = max(line.size for line in cell.lines)
    behind = (replace(line, size=size / SMALLER, begins=True) for line in (code, *rest))
    return replace(cell, lines=(replace(said, size=size), *behind))


def _as_one(lines: Sequence[Line]) -> Line:
    text, box = one_line([line.text for line in lines]), bounding(line.box for line in lines)
    return replace(lines[0], text=text, box=box, tokens=(), gaps=())


def taught_apart(cells: Sequence[Cell]) -> list[Cell]:
    """``cells`` with such lines cut into the lesson and, in smaller letters, its teacher and its place; as they are
    where the table's lines do not mostly end so."""
    if ends := _each_of_its_own(cells):
        return [_cut(cell, ends) for cell in cells]
    rows = [_in_rows(cell) for cell in cells]
    for sign in _SIGNS:
        if _signed(rows, sign):
            # Also those that have lines of their own.
            named = _unnumbered(rows, sign)
            return [_cut(whole, _at_signs(whole, sign)) for whole in (_flowed(cell, sign) for cell in named)]
    if ends := _room_and_sign(cells) or _signed_by(cells):
        return [_cut(cell, ends) for cell in cells]
    if ends := _as_below_others(cells):
        return [_cut(_with_smaller_below(cell), ends) for cell in cells]
    for cut, ends_of in ((rows, _taught), (list(cells), _placed), (rows, _roomed)):
        said = [x.text for cell in cut for x in cell.lines if not is_pause(x.text) and not only_times(x.text)]
        if ends := ends_of(said):
            return [_cut(cell, ends) for cell in cut]
    return list(cells)


def _each_of_its_own(cells: Sequence[Cell]) -> Ends:
    """The lines of a table nearly all of which say an activity and, behind a dash, where it is or with whom, several in
    one cell: "Chess Club – Library" over "Choir – MU1", clubs to choose from; none for other tables."""
    lines = [[x.text for x in cell.lines if not only_times(x.text)] for cell in cells]
    dashed = {text: match.end() for cell in lines for text in cell if (match := _ONE_DASH.match(text)) is not None}
    said = [text for cell in lines for text in cell if text in dashed or not is_pause(text)]
    several = sum(len(cell) > 1 and all(text in dashed for text in cell) for cell in lines)
    mostly = sum(text in dashed for text in said) >= NEARLY_ALL * len(said)
    return {text: (end,) for text, end in dashed.items()} if several >= LEAST_STYLED and mostly else {}


_ONE_DASH = re.compile(r"^[^\W\d](?:(?!\s[–—-]\s).)*\s[–—-]\s(?!.*[^\d]\s[–—-]\s)(?=\S)")
"""What is on, up to behind the one dash of its line."""

NEARLY_ALL = 0.85
"""Share of a table's lines that say both."""

_SIGNS = (" – ", " - ", " / ", " | ")
"""What stands between the items of a line: "COM 101 – ND I – Lab 2"."""

MANY_ITEMS = 0.25
"""Share of the lines with such a sign that have two of them at least: a name with one dash is a name."""


def _signed(cells: Sequence[Cell], sign: str) -> bool:
    """Whether a sign parts the items in most cells of a table that say more than a word."""
    flowing = [cell for cell in cells if not any(line.begins for line in cell.lines)]
    texts = {" ".join(x.text for x in cell.lines if not only_times(x.text)) for cell in flowing}
    said = {text for text in texts if len(text.split()) > 1 and not is_pause(text)}
    found = [text for text in said if sign in text]
    several = sum(text.count(sign) > 1 for text in found)
    return len(found) >= max(LEAST_STYLED, MOSTLY * len(said)) and several >= MANY_ITEMS * len(found)


def _unnumbered(cells: Sequence[Cell], sign: str) -> list[Cell]:
    """The cells without the period's number that most lines of several items begin with ("1 - 8SCIB - S04 - HUGH"); as
    they are where those begin otherwise."""
    number = re.compile(rf"\d{{1,2}}{re.escape(sign)}(?=.*{re.escape(sign)})")
    listed = [x.text for cell in cells for x in cell.lines if x.text.count(sign) > 1 and not spans_of(x.text)]
    if sum(number.match(text) is not None for text in listed) < MOSTLY * max(len(listed), LEAST_STYLED):
        return list(cells)
    cut = {x.text: match.end() for cell in cells for x in cell.lines if (match := number.match(x.text)) is not None}

    def behind(line: Line) -> Line:
        return replace(line, text=line.text[cut[line.text] :], tokens=(), gaps=()) if line.text in cut else line

    return [replace(cell, lines=tuple(behind(line) for line in cell.lines)) for cell in cells]


def _at_signs(cell: Cell, sign: str) -> Ends:
    """Where the items behind the first one begin in each of a cell's lines; nowhere in a cell each of whose lines has
    one such sign: these are several subjects, each with who teaches it."""
    if len(cell.lines) > 1 and all(line.text.count(sign) == 1 for line in cell.lines):
        return {}
    return {
        line.text: tuple(m.end() for m in re.finditer(re.escape(sign), line.text))
        for line in cell.lines
        if sign in line.text and not only_times(line.text)
    }


def _flowed(cell: Cell, sign: str) -> Cell:
    """A cell whose items run on over its lines, with a sign at the end of one, with a line for each item, all but the
    first smaller; others as they are."""
    texts = [line.text for line in cell.lines]
    whole = " ".join(texts)
    if whole.count(sign) == sum(text.count(sign) for text in texts) or any(line.begins for line in cell.lines):
        return cell
    name, *items = (item.strip() for item in whole.split(sign) if item.strip())
    size = max(line.size for line in cell.lines)
    first = replace(cell.lines[0], text=name, size=size, tokens=(), gaps=())
    rest = (replace(cell.lines[-1], text=x, size=size / SMALLER, begins=True, tokens=(), gaps=()) for x in items)
    return replace(cell, lines=(first, *rest))


def _in_rows(cell: Cell) -> Cell:
    """A cell whose texts on one level are one line, however far apart they stand; not where they are but a name and
    what is printed otherwise behind it, unless that is who teaches it and where."""
    said = one_line([line.text for line in cell.lines])
    if len(cell.lines) == NAME_AND_REMARK and cell.lines[1].begins and not _ALSO_TAUGHT.match(said):
        return cell
    rows: list[Line] = []
    for line in cell.lines:
        before = rows[-1] if rows else None
        level = before is not None and before.angle == line.angle == 0 and before.box.right <= line.box.left
        if before is not None and level and before.box.top < line.box.center[1] < before.box.bottom:
            rows[-1] = joined_level(before, line)
        else:
            rows.append(line)
    return cell if len(rows) == len(cell.lines) else replace(cell, lines=tuple(rows))


NAME_AND_REMARK = 2


def _signed_by(cells: Sequence[Cell]) -> Ends:
    """The first lines of cells that end with a teacher's sign alone ("netl hsa", "MA LiHo"), all of one form, where a
    name has the same one again and again and several names have others."""
    said = _firsts(cells)
    found = [match for text in said if (match := _SIGNED.match(text)) is not None]
    forms = Counter(_form_of(match["who"]) for match in found)
    form = max(forms, key=forms.__getitem__, default="")
    found = [match for match in found if _form_of(match["who"]) == form and not only_lesson_words(match["who"])]
    pairs = {(match["name"], match["who"]) for match in found}
    names, signs = {name for name, _ in pairs}, {who for _, who in pairs}
    steady = len(pairs) <= STEADY * len(names) and len(found) >= COMES_AGAIN * len(pairs)
    told = form and steady and _mostly(len(signs), len(found), len(said)) and not names & signs
    return {**{m.string: (m.start("who"),) for m in found}, **_run_together(said, pairs)} if told else {}


def _run_together(said: Sequence[str], pairs: AbstractSet[tuple[str, str]]) -> Ends:
    """The lines that are one of ``pairs`` of a name and a sign, the blank between lost or small letters read."""
    known = {f"{name}{who}".casefold(): len(name) for name, who in pairs}
    found = ((text, known.get(text.replace(" ", "").casefold())) for text in said)
    return {text: (at + (text[at : at + 1] == " "),) for text, at in found if at is not None}


def _firsts(cells: Sequence[Cell]) -> list[str]:
    """The first line of each lesson's cell that is no time and no number."""
    lettered = ([x.text for x in cell.lines if any(map(str.isalpha, x.text))] for cell in cells)
    firsts = (next((text for text in texts if not only_times(text)), "") for texts in lettered)
    return [text for text in firsts if text and not is_pause(text)]


def _room_and_sign(cells: Sequence[Cell]) -> Ends:
    """The first lines of cells that end with a room and a teacher's sign ("wis m211 bkr")."""
    said = _firsts(cells)
    found = [match for text in said if (match := _ROOM_AND_SIGN.match(text)) is not None]
    told = _mostly(len({match["who"] for match in found}), len(found), len(said))
    return {match.string: (match.start("where"),) for match in found} if told else {}


_ROOM_AND_SIGN = re.compile(r"^(?P<name>[^\W\d].*?)\s+(?P<where>[A-Za-z]{0,3}\d{1,3}[a-z]?)\s+(?P<who>[^\W\d_]{2,4})$")
"""A lesson's name, a room's sign and a teacher's."""

_SIGNED = re.compile(r"^(?P<name>[^\W\d][^\s]*(?:\s[^\W\d_]\S*)?)\s(?P<who>[^\W\d_]{2,4})$")
"""A lesson's name of a word or two, and a sign of a few letters."""


def _form_of(sign: str) -> str:
    """How a sign is written: "small" ("hsa"), "capitals" ("HSA"), "parts" ("LiHo"); empty for other words ("Hall")."""
    if sign.islower():
        return "small" if len(sign) == SIGN else ""
    if sign.isupper():
        return "capitals" if len(sign) >= SIGN - 1 else ""
    return "parts" if _OF_PARTS.fullmatch(sign) else ""


_OF_PARTS = re.compile(r"[A-ZÀ-Žl][a-zà-ž][A-ZÀ-Ž]\w?")
"""The beginnings of two names in one ("LiHo"), as readers take them, too ("ldSv", "BrKI")."""


SIGN = 3
"""Letters of a teacher's sign in small letters; others are words ("om", "with"). In capitals two will do."""

STEADY = 1.3
"""Different signs for each name at most: who teaches a class a subject stays the same."""

COMES_AGAIN = 1.4
"""Lessons for each name with its sign at least: what is said but once may be a name of two words."""


def _as_below_others(cells: Sequence[Cell]) -> Ends:
    """The lines that end with a teacher's sign and a room where most other lessons have these on a line below them
    ("Latin HOU 112" beside "Français / DUB 204"): groups that share a cell have a line each."""
    below = [cell.lines[1].text for cell in cells if len(cell.lines) == NAME_AND_TEACHER]
    signed = sum(_SIGN_AND_ROOM.fullmatch(text) is not None for text in below)
    if signed < max(LEAST_STYLED, MOSTLY * len(below)):
        return {}
    found = [match for cell in cells for line in cell.lines if (match := _ENDS_SO.match(line.text)) is not None]
    return {m.string: (m.start("who"), *([m.start("where")] if "·" in m.string else [])) for m in found}


def _with_smaller_below(cell: Cell) -> Cell:
    """A cell of a name over who teaches it and where, with that in smaller letters."""
    if len(cell.lines) != NAME_AND_TEACHER or not _SIGN_AND_ROOM.fullmatch(cell.lines[1].text):
        return cell
    name, taught = cell.lines
    return replace(cell, lines=(name, replace(taught, size=name.size / SMALLER, begins=True)))


NAME_AND_TEACHER = 2
"""Lines of a cell that holds a lesson's name and, below it, who teaches it and where."""

_SIGN_AND_ROOM = re.compile(r"[A-ZÀ-Ž]{2,4}\s?(?:\d{1,3}[a-z]?|[^\W\d_]{2,8}\.?)|[A-ZÀ-Ž]{3}(?:\s?·\s?\S.{0,14})?")
_ENDS_SO = re.compile(
    r"^(?P<name>[^\W\d].*?)\s(?P<who>[A-ZÀ-Ž]{2,4})\s(?:·\s)?(?P<where>\d{1,3}[a-z]?|[^\W\d_]{2,8}\.?)$"
)


def _taught(said: Sequence[str]) -> Ends:
    """The lines that end with a teacher and a room."""
    found = [match for text in said if (match := _TAUGHT.match(text)) is not None]
    found = [match for match in found if match["whom"] is None or _ROOM.fullmatch(match["where"])]
    sure = [match for match in found if _ROOM.fullmatch(match["where"])]
    teachers = {match["who"] for match in sure}
    if len(sure) < SURELY * len(found) or not _mostly(len(teachers), len(found), len(said)):
        return {}
    # Where nearly all lines end so, rooms of other forms ("inf", "sg") are rooms too, and short words before a room
    # that is sure are who teaches there ("religia ks 08").
    rest = [
        match for text in said if (match := _ALSO_TAUGHT.match(text)) is not None and _ROOM.fullmatch(match["where"])
    ]
    ends = (m for pattern in _GLUED for text in said if (m := pattern.match(text)) is not None)
    glued = [m for m in ends if m["who"] in teachers]
    known = teachers | {who for who, times in Counter(match["who"] for match in found).items() if times > 1}
    unplaced = [m for text in said if (m := _UNPLACED.match(text)) is not None]
    known |= {who for who, times in Counter(m["who"] for m in unplaced).items() if times > 1 and "/" in who}
    unplaced = [m for m in unplaced if m["who"] in known or known.issuperset(re.split(r"\s?/\s?", m["who"]))]
    signed = {m.string: (m.start("who"),) for m in unplaced}
    return signed | {m.string: (m.start("who"), m.start("where")) for m in [*rest, *glued, *found]}


SURELY = 0.8
"""Share of the rooms behind teachers' signs that are rooms for sure: a reader takes a 7 for a Z."""


def _placed(said: Sequence[str]) -> Ends:
    """The lines that end with a place behind a comma, which is no other lesson."""
    found = [match for text in said if (match := _PLACED.match(text)) is not None]
    places = {match["where"] for match in found}
    told = _mostly(len(places), len(found), len(said)) and places.isdisjoint(match["name"] for match in found)
    return {m.string: (m.start("where"),) for m in found} if told else {}


def _roomed(said: Sequence[str]) -> Ends:
    """The lines that end with a room of which others say so too: some lessons share each, and each has several."""
    found = [match for text in said if (match := _ROOMED.match(text)) is not None]
    rooms = {match["where"] for match in found}
    names = {match["name"] for match in found}
    shared = [room for room in rooms if len({m["name"] for m in found if m["where"] == room}) > 1]
    told = _mostly(len(rooms), len(found), len(said)) and len(shared) > 1 and len(names) > len(rooms)
    return {m.string: (m.start("where"),) for m in found} if told else {}


_ROOMED = re.compile(r"^(?P<name>(?:[A-D]:\s)?\S*[^\W\d].*?)\s+(?P<where>[A-Z]{1,3}-?\d{1,3}[a-z]?|\d{2,3}[a-z]?)$")
"""A name, whatever it consists of, and a room's sign."""


def _mostly(signs: int, found: int, said: int) -> bool:
    """Whether so many different signs behind lessons, ``found`` in all, are how a table of ``said`` lines writes."""
    return found >= max(LEAST_STYLED, MOSTLY * said) and LEAST_TEACHERS <= signs <= SELDOM_ALONE * found


def _cut(cell: Cell, ends: Ends) -> Cell:
    """A cell with its lines cut, its lessons all in letters of one size: readers' boxes vary with the letters."""
    size = max((x.size for x in cell.lines), default=0.0)
    told = any(x.text in ends for x in cell.lines)
    lines = (part for x in cell.lines for part in _parts(replace(x, size=size), ends))
    return replace(cell, lines=tuple(lines)) if told else cell


def _parts(line: Line, ends: Ends) -> list[Line]:
    """A level line cut where what is said about its lesson begins."""
    parts = [line]
    begun = 0
    for letter in ends.get(line.text, ()) if line.angle == 0 else ():
        last = parts.pop()
        before, behind = line_parts(last, letter - begun, _place(last, letter - begun))
        parts += [replace(before, text=before.text.rstrip(" ,/|·–-")), behind]
        begun = letter
    return [line if i == 0 else replace(line, size=line.size / SMALLER, begins=True) for i, line in enumerate(parts)]


SMALLER = SET_APART * SET_APART
"""Times by which a lesson's letters are taken to be larger than what is said about it; clear, and no heading's."""


def _place(line: Line, letter: int) -> float:
    """Where a line's letter stands: by its word, or by its share of the letters."""
    printed = [token.left for token in line.tokens if token.first == letter]
    if printed:
        return printed[0]
    return line.box.left + line.box.width * letter / len(line.text)
