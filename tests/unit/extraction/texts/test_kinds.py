"""What a line of a cell is by its form."""

from chalicelib.extraction.texts.kinds import kind_of


def test_kinds_of_lines() -> None:
    kinds = {
        t: kind_of(t) for t in ("Room 12", "Mrs Hill", "MA723", "Batch-2", "ADP", "History", "638 (A)", "J. Smith")
    }
    assert list(kinds.values()) == ["room", "teacher", "code", "group", "initials", "text", "code", "teacher"]
