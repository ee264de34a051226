"""Writes the events' JSON schemas into ``docs/events``: ``python -m chalicelib.events.publish_schemas``."""

from __future__ import annotations

import json
from pathlib import Path

from chalicelib.events.schemas import DETAILS

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "events"


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for event, model in DETAILS.items():
        schema = json.dumps(model.model_json_schema(by_alias=True), indent=2)
        (FOLDER / f"{event.value}.schema.json").write_text(schema + "\n")


if __name__ == "__main__":
    main()
