"""The form of the model's answer: the tool that it calls, and what it is called with."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from chalicelib.domain.timetable import WEEK, TimeOfDay, Weekday

TOOL = "record_timetable"

MOST_BLOCKS = 400
"""Timeblocks of one answer that are looked at; a crowded week has a hundred."""


class ModelBlock(BaseModel):
    """One timeblock as the model says it."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    day: Weekday
    start: TimeOfDay | None = None
    end: TimeOfDay | None = None
    name: str = Field(min_length=1, max_length=500)
    notes: str = Field(default="", max_length=2000)

    @field_validator("start", "end", mode="before")
    @classmethod
    def _empty_is_unknown(cls, value: object) -> object:
        return value or None

    @field_validator("name", "notes", mode="before")
    @classmethod
    def _one_line(cls, value: object) -> object:
        return " ".join(value.split()) if isinstance(value, str) else value


class ModelTimetable(BaseModel):
    """What the model recorded. ``malformed`` counts the blocks that are no timeblocks at all."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    timeblocks: tuple[ModelBlock, ...]
    malformed: int = 0


def timetable_of(said: object) -> ModelTimetable | None:
    """The tool's input as a value; None where it does not have the form. A block that has none is counted."""
    blocks = said.get("timeblocks") if isinstance(said, dict) else None
    if not isinstance(blocks, list):
        return None
    kept: list[ModelBlock] = []
    for block in blocks[:MOST_BLOCKS]:
        try:
            kept.append(ModelBlock.model_validate(block))
        except ValidationError:
            continue
    return ModelTimetable(timeblocks=tuple(kept), malformed=len(blocks) - len(kept))


def tool() -> dict[str, Any]:
    """The tool's definition. ``strict`` takes only this part of JSON Schema, so lengths are checked by us."""
    text = {"type": "string"}
    block = {
        "type": "object",
        "properties": {
            "day": {"type": "string", "enum": [day.value for day in WEEK]},
            "start": {**text, "description": "24-hour HH:MM, or empty where the document does not say"},
            "end": {**text, "description": "24-hour HH:MM, or empty where the document does not say"},
            "name": {**text, "description": "the activity as written, without times"},
            "notes": {**text, "description": "everything else in the cell, parts joined by '; '; or empty"},
        },
        "required": ["day", "start", "end", "name", "notes"],
        "additionalProperties": False,
    }
    return {
        "name": TOOL,
        "description": "Record the timeblocks of the weekly timetable in the document. Call it exactly once.",
        "strict": True,
        "input_schema": {
            "type": "object",
            "properties": {"timeblocks": {"type": "array", "items": block}},
            "required": ["timeblocks"],
            "additionalProperties": False,
        },
    }
