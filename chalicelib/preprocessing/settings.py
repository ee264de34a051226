"""Sizes and limits of the preparation, each with its reason."""

from __future__ import annotations

WORKING_SIDE = 2000
"""Longest side, pixels, of a prepared picture: what the detector and the search for rules use; more only costs time."""

SCAN_DPI = 300
"""Resolution at which scanned PDF pages are rasterised (specification), capped by ``WORKING_SIDE``."""

MOST_PAGES = 20
"""Pages prepared per document; a timetable has one to four. The rest is left out."""

MOST_PAGE_CHARACTERS = 60_000
"""Characters on a PDF page whose text layer is read; a dense page has 8,000. Pages with more are read as pictures."""

MOST_PAGE_TEXTS = 10_000
"""Pieces of text on such a page; some producers make one of each character. PDFium sorts those of a line one by one:
10,000 on one line take it 1-3 s, 20,000 four times that."""

MOST_PAGE_PIECES = 200_000
"""Pieces of lines and curves, pictures and drawings within drawings on a PDF page whose text layer is read; a page full
of illustrations has tens of thousands. Pages with more are read as pictures."""

DRAWING_LEVELS = 40
"""Depth to which PDFium follows drawings within drawings (its own limit)."""

MOST_PAGE_LINES = 20_000
"""Ruling lines read per PDF page; a 60 x 60 table drawn cell by cell has 14,000."""

MOST_TABLE_CELLS = 4_000
"""Cells read per Word table."""

MOST_TYPED_WORDS = 20_000
"""Words read of a Word file without tables; a page of prose has 600."""

INK_CHECK_DPI = 50
"""Resolution at which a text layer is compared with the picture of its page: words are seen, little time is spent."""

INK_CONTRAST = 40
"""Grey levels between the darkest and the brightest pixel under a word that is really there."""

VISIBLE_SHARE = 0.6
"""A text layer of which less than this share is visible is hidden or shifted, and the picture is read instead."""

READABLE_SHARE = 0.8
"""Share of a text layer's characters that must be letters, digits or usual signs; less is a broken font encoding."""

LEAST_WORDS = 4
"""A page with fewer words in its text layer (a stamp, a page number) is read as a picture."""

SCAN_COVERAGE = 0.6
"""A picture over this share of a page is a scan, and the text layer on it was made by somebody's OCR."""

SMALLEST_PICTURE = 10_000
"""Bytes; smaller pictures in a Word file are logos and bullets."""
