"""Documents made without a look at our generator stay read; pictures only some, since reading them takes seconds."""

import zipfile
from pathlib import Path
from typing import Any

import pypdfium2
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
           "fr-pronote-emploi-du-temps-prof.png", "weekrooster-groep6.png", "horario-movil-oscuro.png",
           "plan-lekcji-6b.pdf", "rooster h4c week 47.png", "orario 2A scansione.jpg",
           "visual_timetable_tues.png", "puhelin_tiistai.png", "raspored_5b.jpg", "d16_dagritme_woensdag.png",
           "kinder_day_chalkboard.png", "d14_rooster_app.png", "13_webuntis_woche.png", "n02_website_reception.png",
           "jadwal_kelas4B.png", "n13_ders_programi_dark.png", "ders_programi_site.png", "n04_room_c204.png",
           "pt_horario_scan.jpg", "no_kalender_mobil.png", "magister_dag_donker.png",
           "web_raspored_2a_2b.png", "23_tr_whatsapp.jpg")  # fmt: skip
NOT_YET = ("01_sims_staff.pdf", "03_orario_classi_prime.pdf", "06_clar_ama_rang3.pdf", "08_us_bell.docx",
           "Grade R programme T3.docx", "d04_grade3_schedule_tabs.docx",
           "kinder_daily_schedule_2024.pdf", "my_timetable_excel.pdf", "our week little acorns.docx",
           "p02.pdf", "week_of_oct_14_lesson_plans.docx", "weekoverzicht_groep4_wk11.pdf",
           "p06_kindergarten_day_lists.pdf", "09_orario_docente_senza_ore.docx",
           "06_excel_my_timetable_bells.pdf", "weekoverzicht_groep1-2.pdf", "02_jahrgang5_stundenplan.pdf",
           "es_profesorado.docx", "surat_jadwal_7B.docx", "p03_plan_6a.pdf",
           "horario_3ESO_B.pdf", "Lectio_KH_uge37.pdf", "rooster_periode2_VEN.docx", "d07.pdf",
           "d04_maternelle_durees.pdf", "d05_lukujarjestys_opettaja.pdf", "d10_infantil_cuadros_texto.docx",
           "EDT_5e2_semA_semB.pdf", "F3 EAST BLOCK TT.pdf", "JADWAL PELAJARAN KELAS V.docx",
           "bio2_mytimetable.pdf", "p03_plan_swietlica.pdf", "p05_week46.pdf", "Year 3 day by day.pdf",
           "rooster groep 5 juf Noor.pdf", "Langstaff Michaelmas 2024.pdf", "Horario_grupo_3ºA_ESO.pdf",
           "Castellanos 23-24 bell + sched.pdf", "emploi du temps 5e2 Mme Vasseur.docx",
           "1b_plan_oddzialu.pdf", "Horário 7.º B.pdf",
           "Stundenplan_7c_ab_Feb.docx", "ORARIO 1D definitivo.docx", "edt_5eC.pdf", "7b_orarend_I_felev.docx",
           "5B Autumn 1 timetable.pdf", "BCA_III_SEM_TIME_TABLE.pdf", "teachers_days_horizontal_Abenyo.pdf",
           "Stundenplan_7b_2HJ.pdf", "Nursery weekly plan 10-14 July.docx", "SET timetable Ms Brennan T1.pdf",
           "Calloway Block Schedule 24-25.pdf", "Amserlen wythnosol Bl5 Dosbarth Derwen.docx",
           "J Hartley timetable wk A+B.pdf", "mca-odd-sem.pdf", "lesrooster-3bb.pdf",
           "fet-enseignant-benslimane.pdf", "hyperplanning-l2-bio.pdf", "class-2b-timetable-vs.pdf",
           "horario-3eso-b.pdf", "horario-8B-AE-Ribeira.pdf", "fr-maternelle-ms-gs.pdf",
           "mrs-alvarez-1st-grade-schedule.pdf", "uk-visiting-strings-teacher.pdf",
           "orario-scienze-formazione-lista.pdf", "instructor-schedule-fall.pdf", "stundenplan-7b-untis.pdf",
           "einsatzplan-foerderlehrkraft.docx", "msc-handbook-page.pdf", "faculty-load-spring.pdf",
           "p01_untis_lehrerplan.pdf", "clar_ama_rang3.docx", "nl_lesrooster_weken.pdf",
           "uk_woodwind_list.docx", "horarios_7ano.pdf",
           "HorPerCen_Ruiz.pdf", "Stundenplan_KOEB.pdf", "lesrooster_groep5.docx",
           "oak_class_timetable.pdf", "ie_playschool_routine.pdf",
           "it_orario_docente.pdf", "us_grade4_glance.docx", "d05_plan_lekcji_6b.docx",
           "p06_kinder_daily.pdf", "se_skola24_4B.pdf", "ca_college_faculty_schedule.pdf",
           "grundschule_3b.pdf", "10_plan_nauczyciela.docx", "horario_profesor_ies.pdf", "at_stundenplan_3b.docx",
           "de_untis_wgn.pdf")  # fmt: skip
"""What each lacks is told beside its figure in docs/benchmarks.md."""

FEWEST_SIGNS = 40
"""Signs that a PDF holds as text; fewer are a scanner's."""


def _is_picture(path: Path) -> bool:
    """Whether a document holds no more than pictures, which take seconds to read."""
    if path.suffix == ".docx":
        said = zipfile.ZipFile(path).read("word/document.xml")
        return b"<pic:pic" in said and b"<w:tbl>" not in said
    if path.suffix != ".pdf":
        return True
    with pypdfium2.PdfDocument(path) as document:
        return int(document[0].get_textpage().count_chars()) < FEWEST_SIGNS


READ = [
    pytest.param(path, expected, id=path.name)
    for folder in SETS
    for path, expected in labelled(folder)
    if path.name in PICTURES or (path.name not in NOT_YET and not _is_picture(path))
]


@pytest.mark.parametrize(("path", "expected"), READ)
def test_a_strangers_document(path: Path, expected: list[dict[str, Any]]) -> None:
    found = read_document(path.read_bytes()).model_dump(mode="json")["timeblocks"]
    assert score(expected, found).f1 >= LEAST_F1


OF_SCREENSHOTS = (
    "hundredthirtysixth", "hundredthirtyseventh", "hundredthirtyeighth", "hundredthirtyninth", "hundredfortyfifth",
    "hundredfortyseventh",
)  # fmt: skip


@pytest.mark.parametrize(
    "folder", [folder for folder in SETS if folder.name not in OF_SCREENSHOTS], ids=lambda folder: folder.name
)
def test_there_are_strangers_of_every_format(folder: Path) -> None:
    formats = {path.suffix.replace("jpeg", "jpg") for path, _ in labelled(folder)}
    assert formats == {".png", ".jpg", ".pdf", ".docx"}
