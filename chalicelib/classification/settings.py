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

NEUTRAL = 0.5
"""Probability where nothing can be said without reading the picture."""

LEAST_PROBABILITY = 0.08
"""Below this a document is refused without being read."""

FEW_WORDS = 60
"""A Word file with no more words than this beside its picture is taken for a picture."""

MOST_LOOKED_AT = 2
"""Pages without words whose looks are measured, 0.1 s each; the timetable stands in front."""
