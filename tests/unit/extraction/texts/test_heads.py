"""What the columns of lists are called."""

from __future__ import annotations

import pytest

from chalicelib.extraction.texts.heads import Head, head_of


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Day", Head.DAY),
        ("Giorno", Head.DAY),
        ("Time Slot", Head.TIME),
        ("Beginn", Head.TIME),
        ("Lesson", Head.NAME),
        ("Subject / Activity", Head.NAME),
        ("Matière", Head.NAME),
        ("Room", Head.NOTE),
        ("Class teacher", Head.NOTE),
        ("Seomra", Head.NOTE),
        ("Godz.", Head.TIME),
        ("Uhr", Head.TIME),
        ("Waktu", Head.TIME),
        ("Mata Pelajaran", Head.NAME),
        ("Maths", None),
        ("Room 4", None),
        ("The day we meet in time", None),
        ("", None),
    ],
)
def test_heads(text: str, head: Head | None) -> None:
    assert head_of(text) is head
