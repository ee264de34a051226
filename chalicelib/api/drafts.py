"""What was read of a document that waits for a person, in the words that the rest of the API uses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chalicelib.api.schema import Body, ClockTime
from chalicelib.domain.timetable import ExtractedTimetable, Origin, Timeblock, TimesFrom, TimetableMetadata, Weekday


class BoxView(Body):
    """In pixels of the page's picture (Word tables: columns and rows), from the top left."""

    left: float
    top: float
    right: float
    bottom: float


class OriginView(Body):
    """Where on the page a timeblock was read, and what its times rest on."""

    page: int
    box: BoxView | None
    times_from: TimesFrom

    @classmethod
    def of(cls, origin: Origin) -> OriginView:
        box = BoxView(**origin.box.model_dump()) if origin.box else None
        return cls(page=origin.page, box=box, times_from=origin.times_from)


class DraftTimeblock(Body):
    """A timeblock as it was read; times that the document does not tell are null."""

    name: str
    day_of_week: Weekday
    start_time: ClockTime | None
    end_time: ClockTime | None
    notes: str
    color: str | None
    period: str | None
    confidence: float
    origin: OriginView

    @classmethod
    def of(cls, block: Timeblock) -> DraftTimeblock:
        return cls(
            name=block.name,
            day_of_week=block.day,
            start_time=block.start,
            end_time=block.end,
            notes=block.notes,
            color=block.color,
            period=block.period,
            confidence=block.confidence,
            origin=OriginView.of(block.origin),
        )


class DraftFacts(Body):
    """What the document says about itself."""

    title: str | None
    class_name: str | None
    term: str | None
    year: str | None
    teacher: str | None
    school: str | None

    @classmethod
    def of(cls, metadata: TimetableMetadata) -> DraftFacts:
        return cls(**metadata.model_dump())


class Draft(Body):
    """A whole draft, in the order of the week."""

    timeblocks: list[DraftTimeblock]
    metadata: DraftFacts
    confidence: float
    remarks: list[str]

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Draft:
        """The view of a draft as the workflow keeps it."""
        read = ExtractedTimetable.model_validate(kept)
        return cls(
            timeblocks=[DraftTimeblock.of(block) for block in read.timeblocks],
            metadata=DraftFacts.of(read.metadata),
            confidence=read.confidence,
            remarks=list(read.remarks),
        )
