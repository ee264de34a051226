"""Where a document says what its timetables are, and what it says there one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from chalicelib.domain.page import PreparedPage
from chalicelib.extraction.grid import GridKind, Line
from chalicelib.extraction.lines.line_parts import parts_at_gaps
from chalicelib.extraction.lines.text_lines import lines_of
from chalicelib.extraction.tables.table import Table, is_head
from chalicelib.extraction.texts.heading_words import CLASSES, OTHER_CLASSES, PERSON, TEACHERS, TERM, TERMS, YEARS

LONGEST = 120
"""Characters of a heading; more is running text."""

WIDE = 0.3
"""Share of a table's width from which a cell above its days is a heading."""

GAP = 0.9
"""Letter heights between two words of a line from which they are two headings."""

SIGNS = re.compile(r"\s+[|·•∙●~]\s*|\s*[|·•∙●]\s+|\s+[–—-]\s+(?![A-Z](?:\W|$))|\t+|\s{3,}|;\s+")
"""What parts one heading from the next on a line."""

_LABEL = re.compile(
    r"(?<=[\w.)\]])(?<!guru)(?<!wali)(?<!\bde)(?<!class)(?<!form)[\s,;]+"
    rf"(?=(?:{TEACHERS}|{CLASSES}|{OTHER_CLASSES}|{TERMS}|{YEARS})\s*:)",
    re.IGNORECASE,
)
"""Where a label begins within a line: what stands before it is something else, and not the label's own beginning
("Guru kelas:")."""


def headings_above(pages: Sequence[PreparedPage], tables: Sequence[Table]) -> list[Line]:
    """The lines above the tables, cut at wide gaps; all that stands above them where their grids have none."""
    lines = [line for table in tables for line in _headings(table)] or _outside(pages, tables, above=True)
    return [part for line in lines for part in parts_at_gaps(line, GAP)]


def lines_below(pages: Sequence[PreparedPage], tables: Sequence[Table]) -> list[Line]:
    """The lines below the tables of the first page that has one, cut at wide gaps: who signs is named there."""
    return [part for line in _outside(pages, tables, above=False) for part in parts_at_gaps(line, GAP)]


def _headings(table: Table) -> list[Line]:
    """The lines above a table's days, times and lessons, those in cells of its own among them."""
    lines = [x for x in table.grid.around if any(c.isalnum() for c in x.text) and len(x.text) <= LONGEST]
    tops = [d.box.top for d in table.drafts if d.box.height > 0]
    if table.axis is not None:
        tops.append(table.axis.low if table.axis.across else min(b.low for b in table.axis.bands))
    if not tops:
        return lines
    top = min(tops)
    stated = table.grid.kind is GridKind.STATED  # whose surroundings are the paragraphs before it
    above = lines if stated else [x for x in lines if x.box.bottom <= top + x.size / 2]
    inside = [
        line
        for cell in table.grid.cells
        if cell.box.bottom <= top + 1 and cell.box.width > WIDE * table.grid.box.width
        for line in cell.lines
    ]
    return above + [line for line in inside if not any(line is other for other in above)]


def _outside(pages: Sequence[PreparedPage], tables: Sequence[Table], *, above: bool) -> list[Line]:
    """The lines of the first page that has a timetable above (below) all that is said of its lessons."""
    number = tables[0].grid.page if tables else 0
    page = next((p for p in pages if p.number == number), None)
    boxes = [draft.box for table in tables for draft in table.drafts if table.grid.page == number]
    if page is None or not boxes:
        return []
    top, bottom = min(box.top for box in boxes), max(box.bottom for box in boxes)
    lines = lines_of([w for w in page.words if (w.box.bottom <= top if above else w.box.top >= bottom)])
    return [x for x in lines if any(c.isalnum() for c in x.text) and len(x.text) <= LONGEST and not is_head(x.text)]


def parts_of(text: str) -> Iterator[str]:
    """A line's text in what it says one after the other."""
    for piece in SIGNS.split(text):
        for part in _LABEL.split(piece):
            if any(c.isalnum() for c in part):
                for named in _before_person(part.strip(" ,")):
                    yield from _before_season(named)


def _before_person(text: str) -> Iterator[str]:
    """A text, cut before the person that it names behind something else ("Autumn Term 2025 Mr Pemberton")."""
    found = PERSON.search(text)
    if (
        found is None
        or not found.start()
        or ":" in text[: found.start()]
        or text[: found.start()].rstrip().endswith("(")
        or _OF_A_PERSON.search(text[: found.start()].rstrip()) is not None
    ):
        yield text
        return
    before = text[: found.start()].strip(" ,")
    yield from (part for part in (before, text[found.start() :].strip(" ,")) if part)


_OF_A_PERSON = re.compile(
    r"(?:\be\.?\s?[em]\.?|escola|escuela|colegio|liceo|lyc[eé]e|coll[eè]ge|istituto(?: comprensivo)?|scuola|schule|"
    r"gymnasium|instituto|agrupamento|emef|e\.m\.e\.f\.|i\.c\.|smk|sekolah)(?:\s[a-z]{2,12}\.?){0,2}[\s\"“«]*$",
    re.IGNORECASE,
)
"""A school's kind, whose name is that of the person who follows: "E.E. Profª Zilda Arantes"."""


def _before_season(text: str) -> Iterator[str]:
    """A text, cut before the term that ends it ("Teacher: Miss Drew Autumn Term")."""
    found = next((m for m in TERM.finditer(text) if m.start() and _ENDED.match(text[m.end() :])), None)
    if found is None:
        yield text
        return
    yield text[: found.start()].strip(" ,")
    yield text[found.start() :].strip()


_ENDED = re.compile(r"[\s,(]*(?:20\d\d(?:\s?[/–-]\s?\d{2,4})?)?\)?$")
"""What may stand behind a term that ends a text: its year."""
