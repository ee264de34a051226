"""Publishes to the event bus."""

from __future__ import annotations

from chalicelib.aws import client, transient_faults
from chalicelib.domain.errors import StoreUnavailable
from chalicelib.events.schemas import SOURCE, TYPE_OF_DETAIL, EventDetail


class EventBus:
    """The product's bus. Raises StoreUnavailable where the bus did not take an event."""

    def __init__(self, name: str) -> None:
        self._name = name

    def publish(self, detail: EventDetail) -> None:
        """Put one event on the bus. Its detail was checked against its schema when it was made."""
        entry = {
            "Source": SOURCE,
            "DetailType": TYPE_OF_DETAIL[type(detail)].value,
            "Detail": detail.model_dump_json(by_alias=True),
            "EventBusName": self._name,
        }
        with transient_faults("The event bus"):
            answer = client("events").put_events(Entries=[entry])
        if answer["FailedEntryCount"]:
            raise StoreUnavailable(f"The event bus refused an event: {answer['Entries'][0].get('ErrorCode')}")
