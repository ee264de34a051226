"""Timetables that somebody made who knew neither the generator nor the reader: see the README beside this."""
