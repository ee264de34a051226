"""What a document says about itself: title, class, term, year, teacher, school."""

from __future__ import annotations

from collections.abc import Sequence

from chalicelib.domain.page import PreparedPage
from chalicelib.domain.timetable import TimetableMetadata
from chalicelib.extraction.tables import Table


def read_metadata(pages: Sequence[PreparedPage], tables: Sequence[Table]) -> TimetableMetadata:
    """The metadata as printed, None where the document does not say."""
    lines = [line for table in tables for line in table.grid.around]
    if not lines:
        return TimetableMetadata()
    return TimetableMetadata(title=max(lines, key=lambda line: line.size).text)
