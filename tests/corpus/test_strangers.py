"""Documents made without a look at our generator stay read; pictures only some, since reading them takes seconds."""

from pathlib import Path
from typing import Any

import pytest

from benchmarks.labelled import labelled
from benchmarks.scoring import score
from benchmarks.strangers import SETS
from chalicelib.pipeline import read_document

LEAST_F1 = 0.95
PICTURES = ("first-grade-daily.png", "lycee-telephone.png", "rooster-3havo.png", "untis-gymnasium-8c.png",
            "untis-woche-7b.png", "edt-2nde4.png", "matrix-view-bell-times.png",
            "horario-oscuro-1bach.png", "schema-7a-ekbacken.png", "wattle-ridge-8k-ab.png",
            "gymnasium-7b.png", "orario-1c.png",
           "horario-2a-colores.png", "untis-klasse-9c.png", "banner-class-schedule-list.png",
           "bluebells-toddler-room.png", "our-homeschool-week.png", "plan-lekcji-2b.png",
           "fr-pronote-emploi-du-temps-prof.png", "weekrooster-groep6.png", "horario-movil-oscuro.png")  # fmt: skip
SCANNED = ("scanned-sideways-curso.pdf", "scanned-table-per-day.pdf", "word-holding-a-photo.docx",
           "word-holding-a-screenshot.docx", "jadual-2-cempaka.pdf", "orario-caldara.pdf", "penhale-picture.docx",
           "amserlen-bl8-sgan.pdf", "orario-definitivo-scansione.pdf", "picture-in-word.docx",
           "horario-digitalizado.pdf", "groep5-plaatje.docx", "horario-10a-digitalizado.pdf",
           "class-program-photo.docx", "sem3-ece-scan.pdf", "class_vi_periods_ditto.pdf", "ecole-ce2-scan.pdf",
           "scan_arrows_saturday.pdf", "word_photo_second_grade.docx", "word_picture_orario.docx",
           "grade4-picture-in-word.docx", "grade2-scan.pdf", "p6-picture.docx",
           "emploi-ce2-scan.pdf", "horario-eso-scan.pdf", "picture-only-3ano.docx", "nursery-day-scan.pdf",
           "orario-1b-immagine.docx", "stundenplan-8c-scan.pdf", "amserlen-blwyddyn-1.pdf", "p4-5-hand-ruled-scan.pdf",
           "ece-lab-batches-scan.pdf", "haftalik-ders-programi-11b-tarama.pdf", "form-block-timetable-scan.pdf",
           "jadwal-pelajaran-kelas5-scan.pdf", "class-6-blue-scan.pdf", "class-program-grade4-sampaguita.docx",
           "horaire-3c-scan-retourne.pdf", "dept-time-table-two-sections.pdf", "jadual-waktu-persendirian.pdf",
           "stundenplan-vorlage-ausgefuellt.pdf", "untis-8c-scan.pdf",
           "polytechnic-mech-sem4-scan.pdf", "village-school-two-classes.docx", "liceo-leopardi-2b.pdf",
           "svn-class-vii-b.pdf", "clar-ama-rang-3.pdf", "jss2-timetable-scan.pdf", "specialist-schedule.docx",
           "girls-high-ix-scan.pdf", "raspisanie-5ab-scan.pdf", "es-horario-profesor-guardias.pdf",
           "in-teacher-timetable-scan.pdf", "amserlen-ysgol-blwyddyn4.docx", "reception-scan.pdf",
           "kinder-weekly-scan.pdf", "form-2-east-upside-down.pdf", "horario-eso-imagen.docx",
           "horario-1b-secundaria-escaneado.pdf", "emploi-du-temps-s3-smp-fac.pdf", "third-class-scan.pdf",
           "registrar-upside-down.pdf", "edt-ce1-scan.pdf", "horario-4b-imagen.docx",
           "horario-grupo-2ESO-C-escaneado.pdf", "orario-2B-tempo-pieno.pdf", "ta-send-scan.pdf",
           "horario-docente-digitalizado.pdf", "orario-settimane-alterne.pdf", "jadual-persendirian-guru.pdf",
           "seconde-paire-impaire-scan.pdf", "Stundenplaene_3a_3b.docx", "horario-infantil-4.docx",
           "jss-block-timetable.docx", "jadual-siti-hawa.pdf", "kowalczyk-two-weeks.pdf",
           "emploi-ce1-scan.pdf", "form-3-east-term2.pdf", "grade5-scan.pdf", "reception-acorns-scan.pdf",
           "horario-8ano-digitalizado.pdf", "civil-sem3-scan.pdf", "horario-pegado.docx", "kita-wochenplan-bild.docx",
           "jadual-kafa-dua-kelas.pdf", "maternelle-ps-mot-aux-parents.docx", "rooster-mz2a-scan.pdf",
           "timetable-9c-scan.pdf", "hand-ruled-periods-scan.pdf", "horario-profesora-imagen.docx",
           "orario-scolastico-scansione.pdf",
           "class-program-grade4.pdf", "eee-class-routine-l2t1.pdf", "Stundenplan_Krüger_HJ1.docx",
           "edt-ce1-ce2-scan.pdf", "tt-mcgrath-scan.pdf", "CSE-III-SEM-B-TimeTable.docx", "educator-rooster-scan.pdf",
           "orario-provvisorio-2f.pdf", "hedgehogs-scan.pdf", "little-acorns-week.docx", "orario-1c-scansione.pdf",
           "iii-sem-b-scan.pdf", "ogretmen-ders-programi.pdf", "sims-2week-scan.pdf", "horario-7b-digitalizado.pdf",
           "jadwal-8c-scan.pdf", "grade8-east-term2-scan.pdf", "horario-6b-escaneado.pdf",
           "emploi-du-temps-cm2-scan.pdf", "form-3-east-photocopy.pdf", "ukeplan-5b-bilde.docx",
           "SCAN0047 JSS2 Diamond.pdf", "horario 1A secundaria copia.pdf", "orar-5B-scanat.pdf",
           "block-timetable-secondary.pdf", "plan-sp-4b-skan.pdf")  # fmt: skip
NOT_YET = ("mca-odd-sem.pdf", "lesrooster-3bb.pdf", "lycee-liste-par-jour.pdf", "cs-year2-semester1.pdf",
           "fet-enseignant-benslimane.pdf", "hyperplanning-l2-bio.pdf", "class-2b-timetable-vs.pdf",
           "horario-3eso-b.pdf", "weekly-schedule-vertex.pdf", "fr-maternelle-ms-gs.pdf",
           "mrs-alvarez-1st-grade-schedule.pdf", "uk-visiting-strings-teacher.pdf",
           "orario-scienze-formazione-lista.pdf", "instructor-schedule-fall.pdf", "stundenplan-7b-untis.pdf",
           "einsatzplan-foerderlehrkraft.docx", "msc-handbook-page.pdf", "ce2-cm1-tilleuls.pdf", "lycee-2gt4.pdf",
           "peri-strings-list.docx", "faculty-load-spring.pdf")  # fmt: skip
"""What each lacks is told beside its figure in docs/benchmarks.md."""

READ = [
    pytest.param(path, expected, id=path.name)
    for folder in SETS
    for path, expected in labelled(folder)
    if path.name in PICTURES or (path.suffix in (".pdf", ".docx") and path.name not in (*SCANNED, *NOT_YET))
]


@pytest.mark.parametrize(("path", "expected"), READ)
def test_a_strangers_document(path: Path, expected: list[dict[str, Any]]) -> None:
    found = read_document(path.read_bytes()).model_dump(mode="json")["timeblocks"]
    assert score(expected, found).f1 >= LEAST_F1


@pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
def test_there_are_strangers_of_every_format(folder: Path) -> None:
    formats = {path.suffix.replace("jpeg", "jpg") for path, _ in labelled(folder)}
    assert formats == {".png", ".jpg", ".pdf", ".docx"}
