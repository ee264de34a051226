"""Limits and thresholds of the classification, each with its reason."""

from __future__ import annotations

LONGEST_SIDE = 20_000
"""Pixels of a picture's longest side; a page photographed or scanned has at most 15,000."""

MOST_PDF_PAGES = 50
"""Pages of a PDF; a timetable has one to four, a school's whole handbook is none."""

MOST_UNPACKED = 100 * 1024 * 1024
"""Bytes a Word file may unpack to; real ones stay below 60 MB, a zip bomb has gigabytes."""

MOST_PACKING = 200
"""Times by which one part of a Word file may shrink when packed, above ``SMALL_PART``; XML reaches 100 at most."""

SMALL_PART = 5 * 1024 * 1024
"""Bytes up to which the packing of a part is of no interest."""

MOST_PARTS = 5_000
"""Parts of a Word file; real ones have below 500."""

MOST_TEXT = 20_000
"""Characters looked at to tell a timetable from another text; the table stands in front."""

MOST_TEXT_OBJECTS = 10_000
"""Text objects of a PDF page whose words are looked at; a dense page has 8,000 characters, some producers write each
of them as an object. PDFium sorts those of a line one by one: 10,000 on one line take it 1-3 s, 20,000 four times that.
A page with more is looked at as a picture."""

MOST_PDF_TEXT_OBJECTS = 50_000
"""Text objects looked at in all pages together, so that many such pages end within the function's minute too; the
timetable stands in front."""

FORM_LEVELS = 40
"""Depth to which PDFium follows drawings within drawings (its own limit)."""

NEUTRAL = 0.5
"""Probability where nothing can be said without reading the picture."""

LEAST_PROBABILITY = 0.08
"""Below this a document is refused without being read."""

FEW_WORDS = 60
"""A Word file with no more words than this beside its picture is taken for a picture."""

MOST_LOOKED_AT = 2
"""Pages without words whose looks are measured, 0.1 s each; the timetable stands in front."""
