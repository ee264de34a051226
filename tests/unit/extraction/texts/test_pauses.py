"""Names of what happens for everybody, and lessons that begin with the same letters."""

from __future__ import annotations

import pytest

from chalicelib.extraction.texts.pauses import in_letters, is_pause, mended, mended_freely, whole_pause


@pytest.mark.parametrize(
    "text",
    [
        "Break",
        "Lunch break",
        "Breakfast",
        "Hofpause",
        "speelpauze",
        "Récréation",
        "Asamblea",
        "Tea",
        "Form time",
        "Circle time!",
    ],
)
def test_pauses(text: str) -> None:
    assert is_pause(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Maths",
        "Nachmittag",
        "Teamwork",
        "Tutoría",
        "Sosiale fag",
        "Time",
        "What we do at lunch on rainy days",
        "(Bring lunch)",
    ],
)
def test_lessons_and_sentences_are_none(text: str) -> None:
    assert not is_pause(text)


@pytest.mark.parametrize(
    ("read", "meant"),
    [("UNCH", "LUNCH"), ("LUWCH", "LUNCH"), ("RECRE0", "RECREO"), ("PAUSA", "PAUSA"), ("BENCH", "BENCH"), ("EN", "EN")],
)
def test_a_letter_of_a_pause_that_is_spelt_is_put_right(read: str, meant: str) -> None:
    assert mended(read) == meant


@pytest.mark.parametrize(
    ("read", "meant"),
    [("RmHA", "REHAT"), ("LUNC", "LUNCH"), ("YLBMESSA", "ASSEMBLY"), ("HISTORY", "HISTORY"), ("Art", "Art")],
)
def test_a_turned_pause_is_put_right(read: str, meant: str) -> None:
    assert mended_freely(read) == meant


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("interva116", "intervallo"),
        ("TEA BREÀK", "TEA BREAK"),
        ("RÉCRÉATION", "RÉCRÉATION"),
        ("LÓN", "LÓN"),
        ("Break1", "Break1"),
        ("Lunch 10", "Lunch 10"),
        ("Maths1", "Maths1"),
    ],
)
def test_figures_and_accents_in_a_pauses_name_are_its_letters(read: str, meant: str) -> None:
    assert in_letters(read) == meant


@pytest.mark.parametrize(
    "text", ["-Frühstückspause-", "– Hofpause –", "Veliki odmor", "ÖĞLE ARASI", "Teneffüs", "RAST"]
)
def test_pauses_set_off_by_signs_and_in_more_languages(text: str) -> None:
    assert is_pause(text)


@pytest.mark.parametrize("text", ["Obedience", "Rasterbild", "Malicarsport", "Not: Öğle arası"])
def test_words_that_begin_like_a_pause_are_none(text: str) -> None:
    assert not is_pause(text)


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("NCH", "LUNCH"),
        ("PLAY", "PLAY"),
        ("SNAKBRmAK", "SNACK BREAK"),
        ("OGLE", "OGLE"),
        ("PRZ", "PRZ"),
        ("XY", "XY"),
        ("ART", "ART"),
    ],
)
def test_a_word_that_all_days_have_at_one_time_may_have_lost_more(read: str, meant: str) -> None:
    assert whole_pause(read) == meant


@pytest.mark.parametrize(
    ("read", "meant"),
    [("BREAKBREAKBREAK", "BREAK"), ("AETBREAK", "TEA BREAK"), ("DINAR", "DINAR"), ("PAPA", "PAPA")],
)
def test_a_pause_said_for_each_day_of_two_words_or_of_another_language(read: str, meant: str) -> None:
    assert mended_freely(read) == meant
