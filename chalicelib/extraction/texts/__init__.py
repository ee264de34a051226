"""What a piece of text says, by itself: days, times, pauses, kinds of lines, headings. Knows no places."""
