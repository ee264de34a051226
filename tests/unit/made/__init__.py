"""Tests of the made timetables, the bundled samples and the measures."""
