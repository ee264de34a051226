"""One grid read as a timetable: cells cut or joined as its headings show, and its blocks."""
