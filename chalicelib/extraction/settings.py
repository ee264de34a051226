"""Tolerances of the reading, in one place, each with its reason.

Lengths in pixels hold for the working scale: pages are scaled so that their longest side has ``WORKING_SIDE`` pixels
before lines are looked for, and results are scaled back.
"""

from __future__ import annotations

EARLIEST_SCHOOL_MINUTE = 6 * 60
"""An unmarked time before 6 is an afternoon ("1.15" is 13:15); boarding schools and colleges start from 6:30."""

LATEST_SCHOOL_MINUTE = 22 * 60 + 30
"""No time is moved past 22:30 for lying before its forerunner; evening classes end by then."""

WORKING_SIDE = 2000
"""Longest side, pixels, at which lines are looked for: a one-pixel rule of an A4 page is still seen, speed is fine."""

LINE_BLOCK = 31
"""Neighbourhood, pixels, of the adaptive threshold: wider than any rule, narrower than shadows (measured)."""

LINE_CONTRAST = 14
"""Grey levels by which a rule must be darker than its neighbourhood; below 10 the moiré of screens is found."""

LINE_SHARE = 60
"""A rule is at least 1/60 of the page's longest side; longer than strokes of letters, shorter than small cells."""

LINE_REACH = 6
"""Pixels by which ends of lines are extended, to close corners that a photo leaves open."""

SMALLEST_CELL = 9
"""Pixels; anything smaller is the inside of a letter or of a double rule."""

CELL_GAP = 37
"""Pixels between neighbouring cells of one table: a thick or a double rule, or a gap between dark blocks, whose edges
the adaptive threshold takes for rules of half its neighbourhood."""

CELL_FILLED = 0.6
"""A cell covers this share of its bounding box at least; less is the page between other things."""

MOST_CELLS = 4000
"""Cells read per page. A 60 x 60 school plan has 3,600; more is hostile or no table."""

MOST_DAY_LABELS = 500
"""Names of days on a page that are compared with each other; a list of all lessons of a week repeats them 100 times."""

MOST_WORDS = 20_000
"""Words read per page; a dense newspaper page has 5,000."""

MOST_BLOCKS = 2_000
"""Timeblocks per document; a whole school's week for one class has under 150."""

EDGE_TOLERANCE = 0.25
"""Share of a band's width by which a cell may miss its edge and still be meant to line up."""

OVERLAP = 0.5
"""Share of the smaller of two ranges that must coincide for a cell to belong to a band."""

ROUNDING = 5
"""Minutes: interpolated times are rounded to what schools use."""

LARGER = 1.5
"""A line this much taller than the others of its cell is its heading; readers' boxes vary by 1.4 with the letters."""

LEAST_STYLED = 4
"""Cells with several lines from which a table shows how it sets names apart."""

FAR_LARGER = 2.0
"""Times that a code or a group is larger than all below it where it is the name in any table."""

SET_APART = 1.1
"""A first line this much larger than the second may be meant; people see less only side by side."""

SAME_RATIO = 0.05
"""Font sizes of a text layer differ less than this from cell to cell; boxes that a reader measured, more."""

MOSTLY = 0.75
"""Share of the cells that have to agree."""

SLIGHTLY_OFF = 0.12
"""Share of a band's width from which an edge is off enough to believe a neighbour's printed time before the header."""

TOUCHING = 0.15
"""Share of a band's width within which two cells' edges are the same edge."""

STEP_CONTRAST = 9
"""Levels of the strongest channel between two grounds that make an edge, after smoothing along it."""

STEP_REACH = 3
"""Pixels on either side of an edge that are compared: blurred edges of photos and scaled-up shots are that wide."""

SHORTEST_STATED = 12
"""Pixels at working scale: stated lines are exact, so short ones count too."""
STEP_PROMINENCE = 3.0
"""Times the usual change around that an edge must reach."""

TEXTURE_WINDOW = 61
"""Pixels of the neighbourhood that says what is usual; about the distance between two rules."""

STRONG_STEP = 24
"""Levels from which an edge counts at a rule's usual length; weaker ones must be three times as long."""

STEP_WINDOW = 17
"""Pixels along an edge over which colours are averaged; must stay below half the height of a low merged row."""

CLEAR_STEP = 60
"""Levels from which an edge counts however busy its surroundings are (narrow gaps between dark blocks)."""

LEAST_DAYS = 2
"""Day names that must line up before anything without rules is taken for a timetable."""

LEAST_TIMES = 3
"""Times in line with each other that make a column (row) of times."""

TAUGHT = 0.3
"""Share of the texts of a week without times that name a lesson (or a pause, in a table), from which it is a school's:
menus, duties and homework are set in the same way."""
