"""Rules a timetable must keep, and the confidence that is left after them."""

from __future__ import annotations

from chalicelib.validation.rules import storable, validate

__all__ = ["storable", "validate"]
