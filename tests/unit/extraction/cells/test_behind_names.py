"""What stands behind a lesson's name on its line."""

import pytest

from chalicelib.extraction.cells.behind_names import name_and_besides


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("technika gr. 1 ST s. 3", ("technika", "gr. 1 ST s. 3")),
        ("j. angielski, gr. 1, s. 7", ("j. angielski", "gr. 1, s. 7")),
        ("Guided reading", ()),
    ],
)
def test_for_which_group(text: str, parts: tuple[str, ...]) -> None:
    assert name_and_besides(text) == parts
