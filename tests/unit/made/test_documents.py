"""Made timetables: the answer agrees with the drawing, the same seed gives the same document."""

from __future__ import annotations

import io
import itertools
import random
from dataclasses import replace

import docx
import pdfplumber
import pytest
from PIL import Image

from benchmarks.made.answer import timeblocks
from benchmarks.made.document import make, make_weeks
from benchmarks.made.layout import lay_out
from benchmarks.made.lot import sample_traits
from benchmarks.made.sheet import Grid, Sheet, TextBlock
from benchmarks.made.times import range_lines
from benchmarks.made.traits import (
    Arrangement,
    BreakStyle,
    Heading,
    Output,
    Routine,
    Spans,
    TimePlace,
    TimeStyle,
    Traits,
)
from benchmarks.made.typeset import typeset
from benchmarks.made.vocabulary import WORDS

SEEDS = range(40)


def drawn(seed: int, traits: Traits) -> Sheet:
    return lay_out(make_weeks(random.Random(f"week {seed}"), traits), traits, random.Random(f"layout {seed}"))


def grids(sheet: Sheet) -> list[Grid]:
    return [item for band in sheet.bands for item in band if isinstance(item, Grid)]


@pytest.mark.parametrize("seed", SEEDS)
def test_cells_cover_every_grid_once(seed: int) -> None:
    for grid in grids(drawn(seed, sample_traits(seed))):
        covered = [
            (r, c)
            for cell in grid.cells
            for r in range(cell.row, cell.row + cell.row_span)
            for c in range(cell.column, cell.column + cell.column_span)
        ]
        assert sorted(covered) == [(r, c) for r in range(grid.row_count) for c in range(len(grid.weights))]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_expected_name_and_note_is_drawn(seed: int) -> None:
    traits = sample_traits(seed)
    sheet = drawn(seed, traits)
    texts = {cell.text for grid in grids(sheet) for cell in grid.cells}
    # Which of two weeks a table shows may stand above it.
    above = [x.text for band in sheet.bands for item in band if isinstance(item, TextBlock) for x in item.lines]
    words = " | ".join([*texts, *above])
    spelt = "".join(cell.text for grid in grids(sheet) for cell in grid.cells if len(cell.text) == 1)
    for block in timeblocks(make_weeks(random.Random(f"week {seed}"), traits), traits):
        assert block["name"] in words or block["name"].upper() in spelt
        assert all(part in words for part in block["notes"].split("; "))


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_drawn_outside_of_the_page(seed: int) -> None:
    page = typeset(drawn(seed, sample_traits(seed)))
    assert all(0 <= run.x <= page.width and 0 <= run.y <= page.height for run in page.runs)
    assert all(0 <= s.x0 <= page.width and 0 <= s.y1 <= page.height for s in page.strokes)


@pytest.mark.parametrize("seed", SEEDS)
def test_blocks_of_a_day_follow_each_other(seed: int) -> None:
    """Different activities of a day overlap only where groups are parallel or a second week is told."""
    traits = replace(sample_traits(seed), groups=Traits().groups, tables=Traits().tables)
    blocks = [b for b in timeblocks(make_weeks(random.Random(seed), traits), traits) if b["end"]]
    for before, after in itertools.pairwise(blocks):
        if before["day"] == after["day"]:
            assert before["start"] < before["end"] <= after["start"]


@pytest.mark.parametrize("output", list(Output))
def test_the_same_seed_gives_the_same_bytes(output: Output) -> None:
    traits = replace(Traits(), output=output)
    assert make(7, traits).content == make(7, traits).content
    assert make(7, traits).content != make(8, traits).content


def test_the_same_seed_gives_the_same_traits_and_labels() -> None:
    assert sample_traits(11) == sample_traits(11)
    assert make(11).labels == make(11).labels
    assert len({sample_traits(seed) for seed in SEEDS}) == len(SEEDS)


def test_pdf_text_layer_holds_days_times_and_names() -> None:
    made = make(3, replace(Traits(), output=Output.TEXT_PDF))
    with pdfplumber.open(io.BytesIO(made.content)) as document:
        text = " ".join((document.pages[0].extract_text() or "").split())
    for block in made.labels["timeblocks"]:
        assert block["day"] in text
        assert f"{block['start']} - {block['end']}" in text
        assert block["name"].split()[0] in text


def test_word_tables_keep_their_merges() -> None:
    made = make(5, replace(Traits(), output=Output.DOCX, arrangement=Arrangement.DAYS_DOWN, spans=Spans.TIMES))
    table = docx.Document(io.BytesIO(made.content)).tables[0]
    assert any(len({cell._tc for cell in row.cells}) < len(row.cells) for row in table.rows)
    breaks = {cell.text for cell in table.columns[3].cells[1:]}
    assert any(len({cell._tc for cell in column.cells[1:]}) == 1 for column in table.columns), breaks


def test_raster_is_a_readable_picture_of_moderate_size() -> None:
    picture = Image.open(io.BytesIO(make(2, replace(Traits(), output=Output.JPEG)).content))
    assert picture.format == "JPEG"
    assert 800 < max(picture.size) <= 4200


@pytest.mark.parametrize(
    ("style", "lines"),
    [
        (TimeStyle.COLON_24, ("09:00 - 13:15",)),
        (TimeStyle.BARE_HOURS, ("9 \u2013 1.15",)),
        (TimeStyle.AM_PM, ("9:00am - 1:15pm",)),
        (TimeStyle.AM_PM_CAPITALS, ("9:00 AM TO 1:15 PM",)),
        (TimeStyle.PM_AT_END, ("9am - 1.15pm",)),
        (TimeStyle.FOUR_DIGITS, ("0900-1315",)),
        (TimeStyle.H_LETTER, ("9h - 13h15",)),
        (TimeStyle.THREE_LINES, ("9:00", "to", "13:15")),
    ],
)
def test_notations_of_times(style: TimeStyle, lines: tuple[str, ...]) -> None:
    words = WORDS[Traits().language]
    assert range_lines(9 * 60, 13 * 60 + 15, style, words) == lines


def test_start_only_leaves_the_last_end_open() -> None:
    traits = replace(Traits(), time_place=TimePlace.HEADER_START_ONLY)
    blocks = timeblocks(make_weeks(random.Random(1), traits), traits)
    monday = [b for b in blocks if b["day"] == "Monday"]
    assert monday[-1]["end"] is None
    assert monday[-1]["open"] == ["end"]
    assert all(a["end"] == b["start"] for a, b in itertools.pairwise(monday))


def test_periods_without_times_have_none() -> None:
    traits = replace(Traits(), time_place=TimePlace.PERIOD_ONLY)
    blocks = timeblocks(make_weeks(random.Random(1), traits), traits)
    assert all(b["start"] is None and b["end"] is None and b["period"] for b in blocks)


def test_routine_holds_for_every_day_and_goes_into_the_notes_where_replaced() -> None:
    traits = replace(Traits(), routine=Routine.LINE, break_style=BreakStyle.PER_DAY)
    week = make_weeks(random.Random(4), traits)[0]
    blocks = timeblocks((week,), traits)
    assert len(blocks) == len(week.slots) * week.day_count
    replaced = [b for b in blocks if b["notes"]]
    assert replaced
    assert {b["notes"] for b in replaced} <= {p.activity.name for p in week.routine}


def test_titles_say_what_the_metadata_expects() -> None:
    made = make(9, replace(Traits(), output=Output.TEXT_PDF, heading=Heading.TITLE_AND_DETAILS))
    with pdfplumber.open(io.BytesIO(made.content)) as document:
        text = document.pages[0].extract_text() or ""
    assert all(value in text for value in made.labels["metadata"].values())
