"""Whether a person's name is a lesson's, by what is said below others."""

from chalicelib.domain.timetable import Box, TimesFrom, Weekday
from chalicelib.extraction.called_alike import called_by_people
from chalicelib.extraction.draft import Draft

BOX = Box(left=0, top=0, right=10, bottom=10)


def drafts(*said: tuple[str, str]) -> list[Draft]:
    return [Draft(Weekday.MONDAY, 540, 600, name, notes, None, None, BOX, TimesFrom.CELL) for name, notes in said]


def test_pupils_with_a_level_below_are_what_their_lessons_are_called() -> None:
    pupils = drafts(("Guilherme", "3.º grau"), ("Tomás Pires", "1.º grau"), ("2.º grau", "Carolina T.; Sala 11"))
    assert [(d.name, d.notes) for d in called_by_people(pupils)] == [
        ("Guilherme", "3.º grau"),
        ("Tomás Pires", "1.º grau"),
        ("Carolina T.", "2.º grau; Sala 11"),
    ]


def test_a_lesson_with_who_teaches_it_stays() -> None:
    lessons = drafts(("Maths", "Carol T."), ("Maths", "Sam P."), ("Art", "Maths room"), ("Music", "Room 4"))
    assert called_by_people(lessons) == lessons
