"""What is published is what is in force."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from chalicelib.events.schemas import DETAILS, EventType, OcrCompleted, OcrLowConfidence
from chalicelib.publish import contracts


@pytest.mark.parametrize("path", sorted(contracts()), ids=lambda path: path.name)
def test_the_committed_contract_is_the_codes(path: Path) -> None:
    assert path.read_text() == contracts()[path], "run: make contracts"


def test_a_detail_that_does_not_fit_is_not_made() -> None:
    with pytest.raises(ValidationError):
        OcrCompleted.model_validate({"jobId": "x"})


def test_each_event_type_has_its_own_model() -> None:
    assert len(set(DETAILS.values())) == len(EventType)
    assert issubclass(OcrLowConfidence, OcrCompleted)
