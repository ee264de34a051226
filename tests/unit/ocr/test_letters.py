"""Letters that readers take for each other."""

from __future__ import annotations

import pytest

from chalicelib.ocr.letters import among_capitals


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("SCl", "SCI"),
        ("lCT Room 4", "ICT Room 4"),
        ("MUSlC / HlSTORY", "MUSIC / HISTORY"),
        ("lT", "IT"),
        ("ÉDUCATlON", "ÉDUCATION"),
        ("Al", "Al"),
        ("April", "April"),
        ("ll", "ll"),
        ("Al-jabr", "Al-jabr"),
        ("Class 5l", "Class 5l"),
    ],
)
def test_a_small_l_among_capitals(read: str, meant: str) -> None:
    assert among_capitals(read) == meant
