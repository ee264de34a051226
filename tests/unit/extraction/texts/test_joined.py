"""Lines that are read on from one to the next."""

from chalicelib.extraction.texts.joined import continues, one_line


def test_hyphens_at_line_ends_are_closed() -> None:
    assert one_line(["Hand-", "writing"]) == "Handwriting"


def test_a_capital_behind_small_letters_joins_nothing() -> None:
    assert continues("Geografía e")
    assert continues("GEOGRAFIA E")
    assert not continues("Fís. Quím. A")
