"""The events' published schemas."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from chalicelib.events.schemas import DETAILS, EventType, OcrCompleted, OcrLowConfidence
from pydantic import ValidationError

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "events"


@pytest.mark.parametrize("event", list(EventType))
def test_the_published_schema_is_the_one_in_force(event: EventType) -> None:
    published = json.loads((FOLDER / f"{event.value}.schema.json").read_text())
    assert published == DETAILS[event].model_json_schema(by_alias=True), "run: make event-schemas"


def test_a_detail_that_does_not_fit_is_not_made() -> None:
    with pytest.raises(ValidationError):
        OcrCompleted.model_validate({"jobId": "x"})


def test_each_type_has_its_own_model() -> None:
    assert len(set(DETAILS.values())) == len(EventType)
    assert issubclass(OcrLowConfidence, OcrCompleted)
