"""Writes the contracts that others build against: ``python -m chalicelib.publish``.

The OpenAPI description goes to ``docs/openapi.yaml``, the events' JSON schemas to ``docs/events``. The test run checks
that what is committed is what the code says.
"""

from __future__ import annotations

import json
from pathlib import Path

from chalicelib.api.docs import as_yaml, description
from chalicelib.events.schemas import DETAILS

DOCS = Path(__file__).resolve().parent.parent / "docs"


def contracts() -> dict[Path, str]:
    """The text of every contract by its file."""
    texts = {DOCS / "openapi.yaml": as_yaml(description())}
    for event, model in DETAILS.items():
        schema = json.dumps(model.model_json_schema(by_alias=True), indent=2)
        texts[DOCS / "events" / f"{event.value}.schema.json"] = schema + "\n"
    return texts


def main() -> None:
    for path, text in contracts().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


if __name__ == "__main__":
    main()
