"""Words that follow each other, and those that stand close and do not."""

from __future__ import annotations

from chalicelib.domain.page import Word
from chalicelib.domain.timetable import Box
from chalicelib.extraction.lines.line_parts import line_cut, wide_gap
from chalicelib.extraction.lines.phrases import phrases_of
from chalicelib.extraction.lines.text_lines import headings_apart, lines_of


def word(text: str, left: float, right: float, *, top: float = 0.0, high: float = 20.0) -> Word:
    return Word(text=text, box=Box(left=left, top=top, right=right, bottom=top + high))


def said(*words: Word) -> list[str]:
    return [line.text for line in lines_of(words)]


def test_words_of_one_text_are_one_line() -> None:
    assert said(word("Creative", 0, 60), word("Writing", 66, 120)) == ["Creative Writing"]
    assert said(word("Monday", 0, 60), word("Club", 65, 100)) == ["Monday Club"]
    assert said(word("9:00 - 10:00", 0, 90), word("am", 96, 110)) == ["9:00 - 10:00 am"]


def test_a_pause_that_is_spaced_out_is_one_word() -> None:
    assert said(*(word(letter, 20 * i, 20 * i + 9) for i, letter in enumerate("LUNCH"))) == ["LUNCH"]
    assert said(*(word(letter, 20 * i, 20 * i + 9) for i, letter in enumerate("MTWTF"))) == ["M T W T F"]


def test_two_words_that_are_spaced_out_are_parted_at_the_wider_gap() -> None:
    lefts = [0, 10, 20, 30, 40, 60, 80, 90, 100, 110]
    letters = [word(letter, left, left + 6) for letter, left in zip("LUNCH&PLAN", lefts, strict=True)]
    assert said(*letters) == ["LUNCH & PLAN"]


def test_a_pause_that_is_spelt_over_all_days_is_one_word() -> None:
    assert said(*(word(letter, 80 * i, 80 * i + 12) for i, letter in enumerate("BREAK"))) == ["BREAK"]
    assert said(*(word(letter, 80 * i, 80 * i + 12) for i, letter in enumerate("RECRE0"))) == ["RECREO"]
    assert said(*(word(letter, 80 * i, 80 * i + 12) for i, letter in enumerate("CABAC"))) == [*"CABAC"]


def test_a_day_or_a_range_is_apart_from_what_stands_beside_it() -> None:
    assert said(word("TUESDAY", 0, 60), word("Food Technology", 70, 180)) == ["TUESDAY", "Food Technology"]
    assert said(word("8:55-9:35", 0, 87), word("Food Technology", 94, 200)) == ["8:55-9:35", "Food Technology"]


def test_starts_of_narrow_columns_are_apart() -> None:
    assert said(word("10:00", 0, 60), word("10:30", 80, 140), word("10:50", 160, 220)) == ["10:00", "10:30", "10:50"]
    assert said(word("10:00", 0, 60), word("-", 68, 74), word("10:30", 80, 140)) == ["10:00 - 10:30"]


def test_a_room_just_below_a_name_is_another_line() -> None:
    assert said(word("History", 0, 50, high=24), word("Ms Lang", 72, 115, top=12, high=23)) == ["History", "Ms Lang"]


def test_a_large_word_is_level_with_a_small_one_only_where_they_share_more() -> None:
    name = word("History", 0, 80, high=30)
    assert said(name, word("B12", 100, 120, top=21, high=14)) == ["History", "B12"]
    assert said(name, word("B12", 100, 120, top=12, high=14)) == ["History B12"]


def test_a_weeks_letter_and_the_day_beside_it_are_apart_however_close() -> None:
    assert said(word("Week", 0, 40), word("A", 45, 52), word("Monday", 57, 110)) == ["Week A", "Monday"]


def test_a_line_over_a_border_is_cut_where_its_words_stand_further_apart() -> None:
    (whole,) = lines_of(
        [word("Food", 0, 40), word("Technology", 46, 140), word("Design", 155, 205), word("Art", 211, 230)]
    )
    assert wide_gap(whole, 43) is None  # a blank
    assert wide_gap(whole, 148) == (15, 147.5)
    left, right = line_cut(whole, 150)
    assert [(x.text, x.box.left, x.box.right) for x in (left, right)] == [
        ("Food Technology", 0, 147.5),
        ("Design Art", 147.5, 230),
    ]
    assert (left.gaps, right.gaps) == (((4, 40, 46),), ((6, 205, 211),))


def test_a_box_of_two_lines_stands_below_the_line_it_overhangs() -> None:
    """A reader's box may hold the joiner and the end of a range: 8:40 / (to 9.30)."""
    assert said(word("8:40", 4, 45, high=25), word("9.30", 0, 49, top=10, high=51)) == ["8:40", "9.30"]


def test_a_range_of_days_is_one_text_however_wide_its_blanks() -> None:
    assert said(word("Luan", 0, 40), word("go", 51, 71), word("Aoine", 82, 130)) == ["Luan go Aoine"]
    assert said(word("Monday- Friday", 0, 140)) == ["Monday- Friday"]
    assert said(word("Monday", 0, 60), word("–", 71, 81), word("Friday", 92, 150)) == ["Monday – Friday"]
    place = [word("–", 71, 81), word("St", 92, 112), word("Fintan’s", 123, 203)]
    assert said(word("MONDAY", 0, 60), *place) == ["MONDAY", "– St Fintan’s"]


def test_headings_read_together_come_apart() -> None:
    read = word("10.00 - 10.50 10.50 - 11.40", 0, 270)
    assert said(read, word("11.40 - 12.40", 268, 400)) == ["10.00 - 10.50", "10.50 - 11.40", "11.40 - 12.40"]
    assert [round(line.box.left) for line in lines_of([read])] == [0, 140]
    assert said(word("13.10.", 0, 60), word("14.10.", 85, 145)) == ["13.10.", "14.10."]


def test_two_times_over_each_other_beside_a_large_number_are_read_downwards() -> None:
    number = word("3", 0, 14, top=4, high=44)
    assert (
        said(number, word("9:40", 80, 118, top=3, high=23), word("10:25", 70, 118, top=20, high=22))[-1] == "9:40 10:25"
    )


def test_noon_goes_on_with_its_time() -> None:
    assert said(word("10.45am – 12", 0, 120), word("noon", 130, 170)) == ["10.45am – 12 noon"]


def test_days_that_a_reader_has_joined_to_the_column_before_are_apart() -> None:
    listed = [word(text, 330, 450, top=90 * i) for i, text in enumerate(["seg e qua", "ter e qui", "seg e qua"])]
    joined = word("Intermediário ter e qui", 71, 456, top=300, high=41)
    found = [phrase.text for phrase in phrases_of([*listed, joined], ())]
    assert found[-2:] == ["Intermediário", "ter e qui"]
    alone = [phrase.text for phrase in phrases_of([joined, word("seg", 600, 640, top=90)], ())]
    assert "Intermediário ter e qui" in alone


def test_high_letters_by_hand_do_not_join_what_stands_in_two_columns() -> None:
    assert said(word("Sport", 355, 455, high=78), word("Englisch", 560, 732, high=78)) == ["Sport", "Englisch"]
    assert said(word("Story", 355, 455, high=78), word("Time", 490, 570, high=78)) == ["Story Time"]


def test_minutes_behind_an_hour_end_a_range() -> None:
    parts = ("8 h 45 – 9 h", 0, 60), ("00", 64, 74)
    assert said(*(word(*part, high=9) for part in parts)) == ["8 h 45 – 9 h 00"]


def test_two_days_that_were_read_as_one_word_are_two() -> None:
    assert [part.text for part in headings_apart(word("WednesdayThursday", 0, 170))] == ["Wednesday", "Thursday"]
    assert [part.text for part in headings_apart(word("Sundaymonday", 0, 120))] == ["Sunday", "monday"]
    assert [part.text for part in headings_apart(word("Fridaynight", 0, 110))] == ["Fridaynight"]


def test_the_corner_over_the_days_and_what_is_left_of_a_range_are_apart_from_the_next_time() -> None:
    assert said(word("HARI / MASA", 0, 100), word("7.30", 120, 160)) == ["HARI / MASA", "7.30"]
    assert said(word("DAY", 0, 40), word("8:00", 54, 94)) == ["DAY", "8:00"]
    assert said(word("– 11:00", 0, 70), word("11:00 – 11:40", 84, 200)) == ["– 11:00", "11:00 – 11:40"]
    assert said(word("from", 0, 40), word("8:00", 46, 86)) == ["from 8:00"]


def test_a_word_with_an_accent_between_two_days_joins_them() -> None:
    assert said(word("Lundi", 0, 45), word("à", 60, 68), word("Vendredi", 84, 150)) == ["Lundi à Vendredi"]


def test_the_word_between_two_times_of_a_narrow_column_is_apart_from_the_range_beside_it() -> None:
    assert said(word("go", 0, 20), word("9.55 go 10.50", 40, 150)) == ["go", "9.55 go 10.50"]


def test_letters_of_a_day_one_below_the_other_of_which_one_passes_for_a_figure() -> None:
    letters = [word(t, 10, 22, top=24.0 * i, high=20) for i, t in enumerate("M0")]
    assert [p.text for p in phrases_of(letters, ())] == ["M\n0"]
    assert len(phrases_of([word(t, 10, 22, top=24.0 * i, high=20) for i, t in enumerate("A1")], ())) == 2


def test_times_set_to_the_right_are_apart_from_what_they_say() -> None:
    rows = [("8:15 Maths", 40), ("10:00 Art", 32), ("2:30 Home", 40)]
    found = phrases_of([word(t, left, left + 8 * len(t), top=40.0 * i) for i, (t, left) in enumerate(rows)], ())
    assert {"2:30", "Home", "10:00", "Art"} <= {p.text for p in found}


def test_a_period_in_words_is_apart_from_the_lessons_read_with_it() -> None:
    rows = ("1ª ora Italiano", "2ª ora Fisica", "3ª ora Storia")
    found = phrases_of([word(t, 0, 8 * len(t), top=40.0 * i) for i, t in enumerate(rows)], ())
    assert {"1ª ora", "Italiano", "3ª ora", "Storia"} <= {p.text for p in found}
