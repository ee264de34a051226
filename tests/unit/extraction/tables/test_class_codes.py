"""Classes by their codes behind lessons' names."""

from chalicelib.extraction.draft import Draft
from chalicelib.extraction.tables.class_codes import classes_behind
from tests.unit.extraction.tables.test_called_alike import drafts

SAID = [
    "wisA h4.wisA1 112",
    "wi h2c 112",
    "Ma åk 8a",
    "wisB v5.wisb2 112",
    "wi 3v1",
    "mtu h2c",
    "pauze",
    "Vie de classe 5e1",
]


def told(found: list[Draft]) -> list[tuple[str, str]]:
    return [(d.name, d.notes) for d in found]


def test_a_lesson_is_called_by_what_stands_before_its_class() -> None:
    found = told(classes_behind(drafts(*((name, "u1") for name in SAID))))
    assert found[0] == ("wisA", "h4.wisA1 112; u1")
    assert found[2] == ("Ma", "åk 8a; u1")
    assert found[4] == ("wi", "3v1; u1")
    assert found[6:] == [("pauze", "u1"), ("Vie de classe 5e1", "u1")]


def test_sets_of_british_classes_are_told_so_too() -> None:
    said = ["Ma 7/Ma3", "En 7HW/En", "Tutor 7HW", "Sc 8X/Sc2", "Gg 7HW/Gg", "Ar 7A/Ar1"]
    assert {d.name for d in classes_behind(drafts(*((name, "") for name in said)))} == {
        "Ma", "En", "Tutor", "Sc", "Gg", "Ar",
    }  # fmt: skip


def test_levels_and_numbers_of_courses_stay() -> None:
    others = drafts(*((name, "") for name in ("Anglais LV1", "Espagnol LV2", "Year 9", "Maths 2", "Unit 3b", "P.E. 4")))
    assert classes_behind(others) == others
