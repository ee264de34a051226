"""What the columns of a list are called: day, time, activity, and what goes with it."""

from __future__ import annotations

import re
from enum import StrEnum

from chalicelib.extraction.texts.days import plain


class Head(StrEnum):
    """What stands below a column's head."""

    NAME = "name"
    NOTE = "note"
    DAY = "day"
    TIME = "time"
    COUNT = "count"


_WORDS = {
    # What only counts: a row's number, the minutes of its lesson.
    Head.COUNT: r"mins?|minutes|duration|credits?|cr|ects|sks|nos?|nr|sl no|s/?n|dauer|duree|duracao|duracion|durata|"
    r"minuten|minuti|minutos",
    # Notes first: a "class teacher" is no class.
    Head.NOTE: r"room|venue|teacher|staff|lecturer|instructor|group|note|notes|remark|remarks|location|place|where|"
    r"sala|salle|raum|zimmer|professor|profesor|profesora|enseignant|lehrer|lehrkraft|docent|docente|code|type|"
    r"building|faculty|link|guru|bilik|aula|lokaal|leraar|athro|ystafell|muinteoir|seomra|nauczyciel|aluna|"
    r"insegnante|lokale|ucebna|kode|kod|dosen|pengajar|kls|terem|derslik|ruang|ruangan|opettaja|ucitel|ucitelj|tanar|ogretmen",
    Head.NAME: r"title|subject|activity|class|course|lesson|module|event|name|what|matiere|cours|fach|asignatura|"
    r"materia|disciplina|unidade|vak|subjek|mata pelajaran|pwnc|abhar|przedmiot|zajecia|actividad|atividade|activite|"
    r"attivita|aktivitat|unterricht|session|gwers|les|lezione|leccion|lekcja|ceacht|fag|amne|"
    r"oppiaine|predmet|tantargy|ders|pelajaran|mata kuliah|kuliah",
    Head.TIME: r"time|times|hours|start|starts|end|ends|finish|begin|begins|from|to|until|zeit|uhrzeit|beginn|ende|von|"
    r"bis|heure|heures|horaire|debut|fin|hora|horas|horario|inicio|fim|ora|ore|orario|inizio|fine|tijd|van|"
    r"tot|eind|einde|aanvang|begintijd|eindtijd|masa|waktu|mula|tamat|amser|dechrau|diwedd|am|tosu|criochnu|"
    r"godzina|godziny|godz|czas|od|do|poczatek|koniec|tid|klokken|aika|cas|idopont|saat|pukul|jam|vrijeme|uhr|hrs?",
    Head.DAY: r"day|days|weekday|tag|wochentag|jour|jours|dia|dias|giorno|giorni|dag|hari|diwrnod|dydd|la|lae|dzien|"
    r"paiva|gun",
}
_PATTERNS = {head: re.compile(rf"\b(?:{words})\b") for head, words in _WORDS.items()}

MOST_WORDS = 3
"""Words of a column's head ("Subject / Activity"); more is a sentence."""


def head_of(text: str) -> Head | None:
    """What a column under this text holds; None where the text is no column's head."""
    said = plain(text)
    if not said or len(re.findall(r"\w+", said)) > MOST_WORDS or any(c.isdigit() for c in said):
        return None
    return next((head for head, pattern in _PATTERNS.items() if pattern.search(said)), None)
