"""Paragraphs laid out as a typewriter would: a line each, letters of one width, tabs as columns.

A Word file without a table says by its lines and tabs what belongs together; laid out, it is read like any page
without rules.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from chalicelib.domain.page import Word
from chalicelib.domain.timetable import Box

TAB = "   "
"""Stands in a page's paragraph for a tab; blanks beside each other are one elsewhere."""

TABLE_MARK = "\f"
"""Stands among a page's paragraphs for each table, so that a heading above a table is known as such."""

LETTER = 10.0
"""Page units a letter is wide."""

HEIGHT = 20.0
"""Page units a letter is high."""

PITCH = 30.0
"""Page units from a line to the next."""

BETWEEN_COLUMNS = 6
"""Letters between the longest text of a tab's column and the next column."""


BEHIND = 2.5
"""Page units that a word's box reaches into the blank behind it, but for those of a line's first field: in the others
blanks stay narrower than what parts a day that heads something from that."""


def typed(paragraphs: Sequence[str], most: int) -> tuple[Word, ...]:
    """The first ``most`` words of ``paragraphs`` with their places; ``\\t`` parts columns, ``\\n`` lines."""
    lines = [line.split("\t") for paragraph in paragraphs for line in paragraph.split("\n")]
    # A heading without tabs, however long, is no column.
    columns = [" ".join(field.split()) for fields in lines if len(fields) > 1 for field in fields]
    step = max((len(text) for text in columns), default=0) + BETWEEN_COLUMNS
    words = (
        word
        for row, fields in enumerate(lines)
        for column, field in enumerate(fields)
        for word in _words(field, column * step, row * PITCH, BEHIND if column else 0.0)
    )
    return tuple(itertools.islice(words, most))


def _words(text: str, start: int, top: float, behind: float) -> Iterator[Word]:
    place = start
    for part in text.split():
        left, right = place * LETTER, (place + len(part)) * LETTER + behind
        yield Word(text=part, box=Box(left=left, top=top, right=right, bottom=top + HEIGHT))
        place += len(part) + 1
