"""The words by which headings say what they are, in the languages that are read, as patterns."""

from __future__ import annotations

import re


def either(words: str) -> str:
    """Alternatives of a pattern, written with blanks around the strokes between them and over several lines."""
    return " ".join(words.split()).replace(" | ", "|")


TEACHERS = either(
    r"""class teachers? | form (?:teacher|tutor) | home ?room(?: teacher)? | teachers? | tutora? | class in-?charge |
    in-?charge | adviser | lecturer | instructor | professora?(?: titular)? | profesora? | prof\.? principal |
    enseignante? | ma[iî]tresse | lehrer(?:in)? | lehrkraft | klassenlehrer(?:in)? | klassenlehrperson |
    klassenleitung | klassenvorstand | docente | docent | insegnante | coordinatore | nauczyciel(?:ka)? |
    wychowawc(?:a|zyni) | guru(?: kelas| tingkatan| darjah)? | nama guru | wali kelas | athro | athrawes |
    m[uú]inteoir | leerkracht | mentor | diretora? de turma | faculty | coordinatrice | professeure? principale? |
    tr[ií]edn[yaíáý] u[cč]ite[lľ](?:ka)? | t[rř][ií]dn[ií] u[cč]itel(?:ka)? | kontaktl[aæ]rere? | klassenleiter(?:in)? |
    klassl[aä]rare | class tr\.? | dirigint[eăa]? | u[cč]itelj(?:ica)? | razredni(?:k|[cč]arka) | ö[gğ]retmeni? |
    s[ıi]n[ıi]f ö[gğ]retmeni | oszt[aá]lyf[oő]n[oö]k | luokanopettaja | opettaja | klasseforstander"""
)
"""Labels of who teaches."""

CLASSES = either(
    r"""class | klasse | classe | turma | curso | grupo | klas | klasa | kelas | section | klassen | clase |
    oddzia[lł] | trieda | razred | sınıf | form"""
)
OTHER_CLASSES = "groep|rang|dosbarth|year group|group"
"""Labels of classes; the others are a part of a class's name where no sign stands behind them."""

TERMS = "term|semester|sem|trimester|trimestre|semestre|periodo|per[ií]odo|halbjahr|penggal|quarter|blok"

YEARS = either(
    r"""school year | academic year | session | sesi | schuljahr | ann[eé]e scolaire | curso(?: acad[eé]mico)? |
    ano letivo | s\.?y\.? | year"""
)

SCHOOLS = "school|schule|sekolah|escuela|[eé]cole|scuola|szko[lł]a|ysgol|scoil|college"

_TITLES = either(
    r"""mrs? | prof\.?ssa | mgr | mw | mdm | maestre | ms | miss | mx | dr | prof | m | mme | mlle | herr |
    frau | hr | fr |
    sra? | srta | se[nñ]o | profe |
    profra? | professora? | maestr[ao] | mtr[ao] | cikgu | puan | pn | encik | en(?=\.) | ustaz(?:ah)? | cik |
    juf | meester | mevr | dhr | pani? | engr | sir | (?:an )?m[uú]inteoir | in[ií]on | ma[iî]tresse | ma[iî]tre | smt |
    bu | pak | ibu | bapak"""
)
_NO_NAME = "Timetable|Time|Room|Class|Weekly|Schedule|Autumn|Spring|Summer|Winter|Curso|Week|Term|School"
_NAME = (
    rf"(?!(?:{_NO_NAME})\b)(?:[A-ZÀ-Ž][\w.'’-]*|(?i:binti|bin|bt\.?|bte)|de|van|der|den|von|la|le|del|da|do|"
    r"(?i:n[ií]|u[ií]|[oó])(?=\s[A-ZÀ-Ž]))"
)
PERSON = re.compile(
    rf"(?:^|(?<=[\s(,]))(?P<value>(?i:{_TITLES})(?:\.?[ªa°]?)?\.?\s{_NAME}"
    rf"(?:\s(?:{_NAME}|(?:and|&|/|y|e|und|et|i|en)(?=\s(?:[A-ZÀ-Ž]|(?i:{_TITLES})\b))|"
    rf"(?i:{_TITLES})\.?(?=\s[A-ZÀ-Ž])|\([^()]{{1,16}}\)(?=\s(?:and|&|/|y|e|und|et|i|en)\s)))*"
    r")"
)
"""A person with a title before the name."""

YEAR = re.compile(r"\b20\d\d\s*[/–-]\s*(?:20)?\d\d\b|\b20\d\d\b")

NAMED_YEAR = re.compile(
    rf"[\s,:(·–—-]*\b(?:{YEARS}|a\.?\s?s\.?|ciclo(?: escolar)?|schooljaar|a\.y\.)\s*:?\s*"
    r"\(?20\d\d(?:\s?[/–-]\s?(?:20)?\d\d)?\)?\s*$",
    re.IGNORECASE,
)
"""The school year at the end of a title, by its name: "SESI 2025/2026"."""

VALID = re.compile(
    r"[\s,·–—(-]*\b(?:gültig ab|w\.?\s?e\.?\s?f|valid from|geldig vanaf|obowiązuje od|in vigore dal|from|ab)\b.{0,3}\d"
    r".*$|[\s,·–—(-]*\b(?:week|woche|semaine|semana|settimana|vecka|kw|v\.)\s*\d{1,2}\s*$",
    re.IGNORECASE,
)
"""From when on, or in which week of the year, a timetable is valid, at the end of its title."""

_SEASONS = "autumn|spring|summer|winter|fall|michaelmas|hilary|trinity|lent"
_LASTING = either(
    r"""term | semester | trimester | trimestre | semestre | semestr | halbjahr | penggal | quarter | cuatrimestre |
    quadrimestre | per[ií]odo | p[eé]riode | periode"""
)
_ORDINALS = either(
    r"""first | second | third | odd | even | primer | segundo | tercer | primo | secondo | I{1,3} |
    [1-4](?:\.|\.?[ºª°]|st|nd|rd|er|e)?"""
)
TERM = re.compile(
    rf"\b(?:(?:{_SEASONS})(?:\s(?:term|semester|session)(?:\s[12])?|(?:\s[12])?(?:[,\s]\s?20\d\d)?)"
    rf"|(?:{_ORDINALS})\s(?:{_LASTING}|bim(?:estre|\.)?|sem\.?)"
    rf"|(?:{_LASTING}|blok|sem)\s?(?:[1-6]|IV|V?I{{1,3}}|V|one|two|three|ganjil|gasal|genap|zimowy|letni)"
    r"|(?:primavera|oto[nñ]o|verano|invierno|automne|printemps|herbst|fr[uü]hjahr|h[oø]st(?:en)?|v[aå]r(?:en)?|efter[aå]r|"
    r"for[aå]r|g[uü]z|bahar)(?:\syar[ıi]y[ıi]l[ıi]|\s20\d\d)"
    r"|(?:tymor|t[eé]arma)\s(?:y[r]?\s|an\s)?\w+)(?!\w)",
    re.IGNORECASE,
)
"""A part of a school year: "Spring Term 2", "1. Halbjahr", "Semester II", "Tymor yr Hydref"."""

_OF_SCHOOLS = either(
    r"""(?<!home)(?<!home )school(?!s? division) | academy | college | institut | university | universit | colegio |
    escuela | [eé]cole\b | lyc[eé]e | coll[eè]ge | schule\b | gymnasium | istituto | scuola | szk[oó][lł] | liceum |
    ysgol | scoil | sekolah | escola | agrupamento | basisschool | primary | nursery | vidya | niketan | infants?\b |
    grundschule | gymn[aá]zi | \blise | ortaokul | okulu\b | \bobs\b | elementary | negeri | \besc\. |
    zesp[oó][lł] | polytechnic | \bceip\b | c\.e\.i\.p | \bies\b | \bi\.e\.s | \be\.\s?e\. | \bsmk\b | \bsk\b |
    \bsdn?\b | \bsmp\b | \bsma\b | \bmadrasah | facult | facoltà | skolan?\b | pusat | kolej | liceo |
    \bi\.c\. | col[aá]iste | gaelscoil | campus | universi[dt] | kolleg\b |
    \bgymn\. | tr[ưu][ờo]ng | pre-?school | playgroup | \btadika | \bjard[ií]n\b | \bjardim\b | maternelle |
    conservator | music (?:school|studio|centre) | \bacad[eé]mi[ae] | koulu | \bskole\b | folkh[oö]gskola | politeknik |
    \bo[sš]\s[„"“] | [sš]kola\b | [sș]coal | mokykl | \bkool\b | \blukio | \bclg\b | \belem\. | grammar | \bzš\b |
    \bzso\b | \bsp nr | gimn[aá]zi | \bhtbla\b | \bhtl\b | \bthcs\b | \bthpt\b | aftenskole | primaria\s[\"“«] |
    \bemef\b | \be\.m\.(?:e\.f\.)? | \bmts\b | \bitt\b | \bitis\b"""
)
SCHOOL = re.compile(rf"(?:{_OF_SCHOOLS})", re.IGNORECASE)
"""What a school's name holds."""

ADDRESS = re.compile(
    r",?\s*\(?\b(?:p\.?\s?o\.?\s?box|(?:[A-Z]{1,2}-)?\d{4,}(?!\w)).*$"
    rf"|[\s,(·–—-]+(?:{YEARS}|ciclo|schooljaar)?\s*20\d\d.*$",
    re.IGNORECASE,
)
"""Where a school is, or for which year, behind its name."""

_OF_TIMETABLES = either(
    r"""time[ -]?table | schedule | horario | hor[aá]rio | stundenplan | emploi du temps | horaire | jadual | jadwal |
    orario | rooster | plan lekcji | amserlen | cl[aá]r ama | class program | routine | planner | planning |
    wochenplan | weekplan | rozvrh | ders program | weekly plan | our week | lukuj[aä]rjestys | timeplan | ukeplan |
    veckoschema | ugeskema | ugeplan | [oó]rarend | raspored sati | urnik | tunniplaan | kh[oó]a bi[eể]u | orar\b"""
)
OF_TIMES = re.compile(_OF_TIMETABLES, re.IGNORECASE)
"""What documents of this kind call themselves."""
